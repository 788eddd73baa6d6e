"""A file of a record cut into whole lines: sections, their entries, and the items of their lists.

What is cut is what two people can write independently of one another: each position, package,
answer, event, agreement, delivery, issue, party and source is one chunk.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Literal, NamedTuple

from negtrack.yamlnodes import Node, close, parse
from negtrack.yamltext import Tree, read

Kind = Literal["leaf", "mapping", "agreement", "list"]

_COMMENT = re.compile(r"([ \t]*)#")


class Chunk(NamedTuple):
    """Whole lines of a file, with the blank and comment lines above them, and what they say.

    `head` is what stands before the first of its parts; a leaf has none, and is all head. `at` is
    where its value begins in `text`, `column` the column of that, or of its parts.
    """

    key: str
    kind: Kind
    text: str
    head: str
    value: Tree
    at: int = 0
    column: int = 0
    parts: tuple[Chunk, ...] = ()


class Cut(NamedTuple):
    """A file in chunks: what stands before the first section, the sections, and what follows."""

    before: str
    whole: Chunk
    after: str


class Uncut(Exception):
    """A text is laid out in a way that lines cannot tell its parts from one another."""


def cut(text: str) -> Cut:
    """The chunks of a text whose lines end in a line feed; Uncut where it cannot be cut."""
    if not text:
        return Cut("", Chunk("", "mapping", "", "", {}), "")
    reading = read("", text.encode())
    faulty = any(one.level == "error" for one in reading.problems)
    if reading.document is None or faulty or not text.endswith("\n"):
        raise Uncut
    node, tree = parse(text), reading.document.tree
    if node is None:
        return Cut(text, Chunk("", "mapping", "", "", {}), "")
    if node.kind != "mapping" or node.flow or not node.items:
        raise Uncut
    return _Cutter(text).whole(node, tree)


class _Cutter:
    """One pass over the nodes of a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = [line + "\n" for line in text.split("\n")[:-1]]
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line))

    def whole(self, node: Node, tree: Tree) -> Cut:
        """The file: its sections, and what stands before and after them."""
        begin = self._line(node.start)
        while begin and _COMMENT.match(self.lines[begin - 1]):
            begin -= 1
        end = self._beyond(self._last(node), 0)
        parts = tuple(self._parts(node, tree, (), (begin, end)))
        body = self._joined(begin, end)
        whole = Chunk("", "mapping", body, "", tree, parts=parts)
        return Cut(self._joined(0, begin), whole, self._joined(end, len(self.lines)))

    def _parts(
        self, node: Node, tree: Tree, path: tuple[str, ...], span: tuple[int, int]
    ) -> Iterator[Chunk]:
        """Each pair of a mapping or item of a list; `span` are the lines that they share."""
        begin, end = span
        keys = list(tree) if isinstance(tree, dict) else range(len(node.items))
        for place, (key, (held, value)) in enumerate(zip(keys, node.items, strict=True)):
            self._check(held.start if held else self._dash(value, node, begin), node)
            after = end
            if place + 1 < len(node.items):
                after = self._beyond(self._last(value), node.column)
            inner = tree[key]  # type: ignore[index,call-overload]
            name = str(key) if held else ""
            yield self._chunk((value, held), inner, (*path, name), (begin, after))
            begin = after

    def _chunk(
        self,
        pair: tuple[Node, Node | None],
        tree: Tree,
        path: tuple[str, ...],
        span: tuple[int, int],
    ) -> Chunk:
        node, key = pair
        text, kind = self._joined(*span), _kind(path, node)
        at = node.start - self.starts[span[0]]
        if kind != "leaf" and key is not None:
            top = self._line(key.start) + 1
            if self._line(node.start) >= top:
                parts = tuple(self._parts(node, tree, path, (top, span[1])))
                head = self._joined(span[0], top)
                return Chunk(path[-1], kind, text, head, tree, at, node.column, parts)
        return Chunk(path[-1], "leaf", text, text, tree, at, node.column)

    def _check(self, start: int, node: Node) -> None:
        """A key, or the dash of an item, is the first in its line, and below those before it."""
        begin = self.starts[self._line(start)]
        if self.text[begin:start].strip(" ") or start - begin != node.column:
            raise Uncut

    def _dash(self, item: Node, node: Node, begin: int) -> int:
        """Where the dash of an item stands: in its line or above."""
        for line in range(self._line(item.start), begin - 1, -1):
            here = self.lines[line]
            if not here[: node.column].strip(" ") and here[node.column : node.column + 1] == "-":
                return self.starts[line] + node.column
        raise Uncut

    def _last(self, value: Node) -> int:
        """The line in which a value ends; where there is none, that of its key."""
        return self._line(close(self.text, value) - 1)

    def _beyond(self, last: int, column: int) -> int:
        """The first line after what ends in a line, and after the comments that belong to it."""
        line = last + 1
        while line < len(self.lines):
            found = _COMMENT.match(self.lines[line])
            if not found or len(found[1]) <= column:
                break
            line += 1
        return line

    def _line(self, offset: int) -> int:
        return min(bisect_right(self.starts, offset) - 1, len(self.lines) - 1)

    def _joined(self, begin: int, end: int) -> str:
        return self.text[self.starts[begin] : self.starts[end]]


def _kind(path: tuple[str, ...], node: Node) -> Kind:
    """What becomes of a value: a section, an agreement or a list of statements is cut further."""
    if node.flow or not node.items:
        return "leaf"
    if node.kind == "list":
        deep = 3 if path[0] == "agreements" else 2
        return "list" if len(path) <= deep else "leaf"
    if len(path) == 1:
        return "mapping"
    return "agreement" if path[0] == "agreements" and len(path) == 2 else "leaf"


def as_list(chunk: Chunk, column: int) -> Chunk:
    """What stands alone, as a list of one with its dash in a column; a list as it is."""
    if chunk.kind == "list":
        return chunk
    if isinstance(chunk.value, list):
        raise Uncut
    before, value = chunk.text[: chunk.at], chunk.text[chunk.at :]
    above, end, margin = before.rpartition("\n")
    if margin.strip(" "):
        head = before.rstrip() + "\n"
        first, end, rest = value.partition("\n")
        item = first + end + _shifted(rest, 2)
    else:
        head = above + end
        item = _shifted(margin + value, column + 2 - len(margin))[column + 2 :]
    item = f"{' ' * column}- {item}"
    part = Chunk("", "leaf", item, item, chunk.value)
    return chunk._replace(kind="list", head=head, column=column, parts=(part,))


def moved(chunk: Chunk, column: int) -> Chunk:
    """A list with its dashes in a column; Uncut where something in it stands too far left."""
    parts = tuple(
        one._replace(text=_shifted(one.text, column - chunk.column)) for one in chunk.parts
    )
    return chunk._replace(column=column, parts=parts)


def _shifted(text: str, columns: int) -> str:
    lines = text.split("\n")
    if any(line[:-columns].strip(" ") for line in lines if columns < 0):
        raise Uncut
    return "\n".join(" " * columns + line[max(-columns, 0) :] if line else line for line in lines)
