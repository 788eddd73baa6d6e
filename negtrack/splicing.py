"""One part of a YAML text changed, and every other byte of it left as it is.

Each change is tried in every way that the layout allows, the tidiest first; a way counts only if
the new text, read again, says exactly what was meant and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from negtrack import emitting
from negtrack.emitting import Out
from negtrack.yamlnodes import Node, close, comments, parse
from negtrack.yamltext import Reading, Tree, read

_COLON = re.compile(r"[ \t]*:(?=\s|$)")


class Refusal(NamedTuple):
    """Why a text cannot be changed safely: a sentence."""

    sentence: str


class _Edit(NamedTuple):
    """What to put in place of `text[start:end]`."""

    start: int
    end: int
    text: str


_Way = tuple[_Edit, ...]
"""The edits that together make one change."""


def put(text: str, section: str, key: str, value: Out, *, replace: bool = False) -> str | Refusal:
    """Say one thing more under a key of a section (`positions`, `sources`) of a file.

    A key that is not there gets the value; one that has a value becomes a list, and a list grows.
    With `replace` the value, or the last of a list, gives way to the new one.
    """
    before = _read(text)
    if before.document is None or any(one.level == "error" for one in before.problems):
        return Refusal("the file has errors of its own")
    meant = _meant(before.document.tree, section, key, value, replace)
    if isinstance(meant, Refusal):
        return meant
    ways = _ways(_Text(text), section, key, value, replace)
    if isinstance(ways, Refusal):
        return ways
    for way in ways:
        changed = _applied(text, way)
        after = _read(changed)
        found = after.document is not None and after.document.tree == meant
        if found and _told(after) == _told(before):
            return changed
    return Refusal("the layout of the file here is too unusual to be changed safely")


def _read(text: str) -> Reading:
    return read("", text.encode("utf-8", "surrogatepass"))


def _told(reading: Reading) -> list[tuple[str, str]]:
    """What is wrong with a text, wherever it stands."""
    return sorted((one.code, one.message) for one in reading.problems)


def _meant(tree: Tree, section: str, key: str, value: Out, replace: bool) -> Tree | Refusal:
    """What the file is to say."""
    whole = {} if tree is None else tree
    held = whole.get(section) if isinstance(whole, dict) else ""
    here = {} if held is None else held
    if not isinstance(whole, dict) or not isinstance(here, dict):
        return Refusal(f"'{section}' has no keys there")
    old, new = here.get(key), _plain(value)
    if old is None:
        said: Tree = new
    elif isinstance(old, list):
        said = [*old[: len(old) - replace], new]
    else:
        said = new if replace else [old, new]
    return {**whole, section: {**here, key: said}}


def _plain(value: Out) -> Tree:
    """A value as it will be read."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    assert isinstance(value, dict)
    return {str(key): _plain(one) for key, one in value.items()}


def _applied(text: str, way: _Way) -> str:
    for edit in sorted(way, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


class _Text:
    """A text with what an insertion needs to know of its lines."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root = parse(text)

    def line_end(self, index: int) -> int:
        """Where the line ends that an index is on, before its line break."""
        end = self.text.find("\n", index)
        end = len(self.text) if end < 0 else end
        return end - (end > index and self.text[end - 1] == "\r")

    def below(self, index: int, lines: list[str], column: int) -> _Edit:
        """Lines, the first of them to be indented, put below the line that an index is on."""
        end = self.line_end(index)
        written = [" " * column + lines[0], *lines[1:]]
        return _Edit(end, end, "".join(self.newline(index) + line for line in written))

    def newline(self, index: int) -> str:
        """The line break that the lines about an index end in."""
        after = self.text.find("\n", index)
        at = after if after >= 0 else self.text.find("\n")
        return "\r\n" if at > 0 and self.text[at - 1] == "\r" else "\n"

    def colon(self, key: Node) -> int | None:
        """Where the value of a key may begin: behind its colon; None where none follows it."""
        found = _COLON.match(self.text, key.end)
        return found.end() if found else None

    def close(self, node: Node) -> int:
        return close(self.text, node)


def _ways(
    text: _Text, section: str, key: str, value: Out, replace: bool
) -> Iterator[_Way] | Refusal:
    root = text.root
    if root is None or root.kind == "nothing":
        return _at_the_end(text, _section(section, key, value, 0))
    held = root.under(section)
    if held is None:
        flow = f"{section}: {emitting.flow({key: value})}"
        return _add(text, root, flow, _section(section, key, value, root.column))
    if held[1].kind == "nothing":
        return _begin(text, root, held, key, value)
    return _in_section(text, held[1], key, value, replace)


def _in_section(
    text: _Text, section: Node, key: str, value: Out, replace: bool
) -> Iterator[_Way] | Refusal:
    there = section.under(key)
    if there is None:
        flow = f"{emitting.scalar(key)}: {emitting.flow(value)}"
        lines = emitting.entry(key, value, section.column)
        return _add(text, section, flow, lines, *_kept_for(text, section, key))
    old = there[1]
    if old.kind == "nothing":
        return _fill(text, there, value)
    if replace:
        return _replace(text, there, value)
    return _append(text, old, value) if old.kind == "list" else _listed(text, there, value)


def _section(section: str, key: str, value: Out, column: int) -> list[str]:
    """A section with its first entry, the first line without its indent."""
    first, *rest = emitting.entry(key, value, column + 2)
    return [f"{section}:", " " * (column + 2) + first, *rest]


def _at_the_end(text: _Text, lines: list[str]) -> Iterator[_Way]:
    """Below all that there is, which is nothing but comments."""
    end = len(text.text)
    newline = text.newline(0)
    begun = end > 0 and not text.text.endswith("\n")
    yield (_Edit(end, end, newline * begun + "".join(line + newline for line in lines)),)


def _add(text: _Text, mapping: Node, flow: str, lines: list[str], *kept: int) -> Iterator[_Way]:
    """A new key at the end of a mapping; where a comment keeps its place for it, there."""
    if mapping.flow:
        yield (_into_flow(mapping, flow),)
        return
    for index in (*kept, text.close(mapping)):
        yield (text.below(index, lines, mapping.column),)


def _kept_for(text: _Text, node: Node, key: str) -> Iterator[int]:
    """Where a comment such as `# ceasefire: full` stands, from a node on."""
    comment = re.compile(rf"^[ \t]+#[ \t]*{re.escape(key)}:", re.MULTILINE)
    yield from (found.end() for found in comment.finditer(text.text, node.start))


def _begin(
    text: _Text, root: Node, held: tuple[Node, Node], key: str, value: Out
) -> Iterator[_Way]:
    """The first entry of a section that has none."""
    section, nothing = held
    column = root.column + 2
    lines = emitting.entry(key, value, column)
    if not root.flow:
        for index in (*_kept_for(text, nothing, key), nothing.end):
            yield (text.below(index, lines, column),)
    yield _in_line(text, section, nothing, emitting.flow({key: value}))


def _fill(text: _Text, held: tuple[Node, Node], value: Out) -> Iterator[_Way]:
    """A value for a key that has none; a comment beside it stays beside it."""
    key, nothing = held
    below = emitting.entry("", value, key.column)[1:]
    if below:
        yield (text.below(nothing.end, [below[0].strip(), *below[1:]], key.column + 2),)
    yield _in_line(text, key, nothing, emitting.flow(value))


def _in_line(text: _Text, key: Node, nothing: Node, written: str) -> _Way:
    """A value on the line of its key, which may lack its colon in brackets."""
    colon = text.colon(key)
    if colon is None:
        return (_Edit(nothing.end, nothing.end, f": {written}"),)
    return (_Edit(colon, colon, f" {written}"),)


def _append(text: _Text, held: Node, value: Out) -> Iterator[_Way]:
    """One more item at the end of a list."""
    if held.flow:
        yield (_into_flow(held, emitting.flow(value)),)
        return
    lines = emitting.item(value, held.column)
    yield (text.below(text.close(held), lines, held.column),)


def _into_flow(held: Node, written: str) -> _Edit:
    """One more part for what stands in brackets."""
    if not held.items:
        return _Edit(held.start + 1, held.start + 1, written)
    end = held.items[-1][1].end
    return _Edit(end, end, f", {written}")


def _listed(text: _Text, held: tuple[Node, Node], value: Out) -> Iterator[_Way]:
    """A list of what stood alone and one thing more; what stood there stays byte for byte.

    What stands on the lines below its key has its dash put into its indent.
    """
    key, old = held
    colon, end = text.colon(key), text.close(old)
    between = "" if colon is None else text.text[colon : old.start]
    if colon is None or "\n" in between:
        if between.endswith("  "):
            dash = old.column - 2
            below = text.below(end, emitting.item(value, dash), dash)
            yield _Edit(old.start - 2, old.start, "- "), below
    else:
        for dash in (key.column + 2, key.column):
            begun = f"{text.newline(colon)}{' ' * dash}- "
            below = text.below(end, emitting.item(value, dash), dash)
            yield _Edit(colon, old.start, begun), below
    if old.kind == "mapping" and not old.flow:
        return
    opened = _Edit(old.start, old.start, "[")
    yield opened, _Edit(end, end, f", {emitting.flow(value)}]")


def _replace(text: _Text, held: tuple[Node, Node], value: Out) -> Iterator[_Way] | Refusal:
    """Another value where one stood, or where the last of several did."""
    key, old = held
    one = old.items[-1][1] if old.kind == "list" else old
    if comments(text.text, one):
        return Refusal("what would be replaced has comments, which would be lost")
    return _replaced(text, key if one is old else None, one, value)


def _replaced(text: _Text, key: Node | None, old: Node, value: Out) -> Iterator[_Way]:
    end, newline = text.close(old), text.newline(old.start)
    colon = None if key is None else text.colon(key)
    if key is not None and colon is not None and not text.text[colon : old.start].strip():
        lines = emitting.entry("", value, key.column)
        begun = newline.join([lines[0].removeprefix('"":'), *lines[1:]])
        yield (_Edit(colon, end, begun),)
    yield (_Edit(old.start, end, newline.join(emitting.lines(value, old.column))),)
    yield (_Edit(old.start, end, emitting.flow(value)),)
