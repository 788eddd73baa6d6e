"""The narrow YAML of a record: text in, plain values out, with the place of every key and value.

Scalars stay the text that was written (`NO`, `on`, `012`, `3:2`): the field decides the type, not
the scalar. What YAML can do beyond mappings, lists and text is refused.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from itertools import chain, islice
from sys import intern
from typing import NamedTuple

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode

from negtrack.conflicts import conflicts
from negtrack.document import Document, Marks, Path, Tree, counted
from negtrack.problems import Place, Problem
from negtrack.text import LARGEST, one_line
from negtrack.yamlevents import (
    DEEPEST,
    SPLIT,
    TOO_DEEP,
    UNWALKABLE,
    Composer,
    is_suspect,
    refusals,
    tag_lines,
)

__all__ = ["DEEPEST", "LARGEST", "Composer", "Document", "Path", "Reading", "Tree", "read"]

_MOST = 1_000
"""As many items of a list are read, and as many problems are told of a text that is not."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]|\r(?!\n)")
"""What is not text; with it the ends of lines that YAML knows and an editor does not show."""

_NO_TEXT = re.compile(f"{_CONTROL.pattern}|^\ufeff", re.MULTILINE)
"""The same, and a byte order mark that begins a line: libyaml passes over it."""

_WORD_AFTER_SIGN = re.compile(r"#[^\s#!]")
_CUT = re.compile(r"[ \t]+(?=#[^\s#!])")
"""What stands between a text and a comment that may be meant as part of it."""

_LONGEST_KEY = 1024
"""Characters; YAML has the same limit for a key that is not told apart by a `?`."""

_SHORT = 32
"""Characters of a text that may well come again: an id, a day, a name."""

_ADVICE = (
    ("any token", "indent with spaces, not tabs; a text that begins with % @ or ` needs quotes"),
    ("flow", "see this line and the one before for a missing comma, quote or bracket"),
    ("", "look at the indentation here and above; a text with ': ' or ' #' in it needs quotes"),
)
"""What to do, by a part of libyaml's words."""


class Reading(NamedTuple):
    """A document, or none where the text is no YAML at all, and every problem found on the way.

    `text` is what stands in the file, empty where that is no text.
    """

    document: Document | None
    problems: tuple[Problem, ...]
    text: str = ""


def read(file: str, raw: bytes) -> Reading:
    """Read one file. `file` is the path that problems will name."""
    text, problem = _decoded(file, raw)
    if problem is not None:
        return Reading(None, (problem,))
    found = chain(conflicts(file, text), _controls(file, counted(text)), tag_lines(file, text))
    refused = tuple(islice(found, _MOST))
    if refused:
        return Reading(None, refused, text)
    try:
        refused = tuple(islice(refusals(file, text), _MOST)) if is_suspect(text) else ()
        if len(refused) == _MOST or any(problem.code in UNWALKABLE for problem in refused):
            return Reading(None, refused, text)
        node = Composer(text).get_single_node()
    except yaml.YAMLError as error:
        return Reading(None, (*refused, _broken(file, text, error)), text)
    if node is None:
        return Reading(Document(file, text, None, None), refused, text)
    walk = _Walk(file, text)
    document = walk.whole(node)
    return Reading(document, (*refused, *walk.problems), text)


class _Walk:
    """One pass over the nodes of a document: values and marks together, problems on the side.

    Only where the text has a sign that may be cut off, or an escape, is each scalar looked at.
    """

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self.counted = counted(text)
        self.cuts = {found.start(): found for found in _cuts(self.counted)}
        self.careful = bool(self.cuts) or "\\" in text
        self.long_keys = "?" in text and len(text) > _LONGEST_KEY
        self.starts = array("I")
        self.problems: list[Problem] = []
        self.deep = False

    def whole(self, node: Node) -> Document | None:
        """The document, with this as its topmost node; none where it is too deep."""
        self.starts.append(node.start_mark.index)
        tree = self._value(node, 0)
        return None if self.deep else Document(self.file, self.text, tree, Marks(self.starts))

    def _value(self, node: Node, depth: int) -> Tree:
        if node.__class__ is ScalarNode:
            return self._scalar(node)
        if depth >= DEEPEST:
            if not self.deep:
                self._add("too-deep", node, *TOO_DEEP)
            self.deep = True
            return None
        if node.__class__ is MappingNode:
            return self._mapping(node.value, depth + 1)
        return self._list(node.value, depth + 1)

    def _scalar(self, node: Node) -> str | None:
        """What is written; short texts, which come again and again, are kept only once."""
        if self.careful:
            self._look_at(node)
        value: str = node.value
        if len(value) <= _SHORT:
            return intern(value) or (value if node.style else None)  # type: ignore[attr-defined]
        return value

    def _look_at(self, node: Node) -> None:
        """Tell of an escape that is no text, and of text that is read as a comment."""
        style = node.style  # type: ignore[attr-defined]
        if not style:
            self._warn_of_cut(node)
            return
        found = _CONTROL.search(node.value) if style == '"' else None
        if found:
            self._add("control-character", node, _control(found[0]), "remove it")

    def _list(self, items: list[Node], depth: int) -> Tree:
        values: list[Tree] = []
        if len(items) > _MOST:
            self._add("too-large", items[_MOST], f"a list has at most {_MOST:,} items", "split it")
        for item in items[:_MOST]:
            self.starts.append(item.start_mark.index)
            values.append(self._value(item, depth))
        return values

    def _mapping(self, pairs: list[tuple[Node, Node]], depth: int) -> Tree:
        values: dict[str, Tree] = {}
        lines: dict[str, int] = {}
        mark, scalar = self.starts.append, self._scalar
        for key_node, item in pairs:
            key = key_node.value
            if key_node.__class__ is not ScalarNode or key in values or self._is_long(key):
                lines = lines or _lines(pairs)
                self._aside(key_node, item, lines, depth)
                continue
            mark(key_node.start_mark.index)
            mark(item.start_mark.index)
            is_scalar = item.__class__ is ScalarNode
            values[intern(key)] = scalar(item) if is_scalar else self._value(item, depth)
        return values

    def _is_long(self, key: str) -> bool:
        return self.long_keys and len(key) > _LONGEST_KEY

    def _aside(self, key: Node, item: Node, lines: dict[str, int], depth: int) -> None:
        """Tell of a key that is no word, or is here already; of its value only what is wrong.

        `lines` are those on which each key is first.
        """
        if key.__class__ is not ScalarNode:
            self._add("wrong-type", key, "a key is a word, not a list or a mapping", "")
        elif self._is_long(key.value):
            message = f"a key has no more than {_LONGEST_KEY:,} characters"
            self._add("wrong-type", key, message, "")
        else:
            hint = "keep one; several statements on one issue are a list"
            first = f"first on line {lines[key.value]}"
            message = f"the key '{one_line(key.value)}' is here twice, {first}"
            self._add("duplicate-key", key, message, hint)
        before = len(self.starts)
        self._value(item, depth)
        del self.starts[before:]

    def _warn_of_cut(self, node: Node) -> None:
        cut = self.cuts.get(node.end_mark.index)
        if cut and node.value:
            end = node.end_mark
            place = Place(self.file, end.line + 1, end.column + len(cut[0]) + 1)
            lost = _rest_of_line(self.counted, cut.end()).strip()
            message = f"'{one_line(lost)}' is read as a comment, not as part of the text before it"
            hint = "put the text in quotes, or a space after '#' if it is a comment"
            self.problems.append(Problem("cut-text", place, message, hint))

    def _add(self, code: str, node: Node, message: str, hint: str) -> None:
        mark = node.start_mark
        place = Place(self.file, mark.line + 1, mark.column + 1)
        self.problems.append(Problem(code, place, message, hint))


def _lines(pairs: list[tuple[Node, Node]]) -> dict[str, int]:
    """The line on which each key of a mapping is first."""
    words = [one for one, _ in reversed(pairs) if one.__class__ is ScalarNode]
    return {one.value: one.start_mark.line + 1 for one in words}


def _rest_of_line(text: str, start: int) -> str:
    end = text.find("\n", start)
    return text[start:] if end < 0 else text[start:end]


def _cuts(text: str) -> Iterator[re.Match[str]]:
    """Every blank before a `#` with a word right after that."""
    return _CUT.finditer(text) if _WORD_AFTER_SIGN.search(text) else iter(())


def _decoded(file: str, raw: bytes) -> tuple[str, Problem | None]:
    """The text without its byte order mark, or the problem that keeps it from being text."""
    if len(raw) > LARGEST:
        message = f"the file has more than {LARGEST:,} bytes, and is not read"
        return "", Problem("too-large", Place(file), message, SPLIT)
    try:
        return raw.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        before = error.object[: error.start]  # without the mark, from behind which it counts
        line = before.count(b"\n")
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace"))
        message = f"the byte 0x{error.object[error.start]:02x} is not UTF-8"
        place = Place(file, line + 1, column + 1)
        return "", Problem("not-utf8", place, message, "save the file as UTF-8")


def _controls(file: str, text: str) -> Iterator[Problem]:
    """The first control character of each line that has one."""
    if text.replace("\n", " ").isprintable() or not _NO_TEXT.search(text):
        return  # the first is quicker, and says no to more than what is no text
    for number, line in enumerate(text.split("\n"), 1):
        found = _NO_TEXT.search(line.removesuffix("\r"))
        if found:
            place = Place(file, number, found.start() + 1)
            yield Problem("control-character", place, _control(found[0]), "remove it")


def _control(character: str) -> str:
    return f"the control character U+{ord(character):04X} is not text"


def _broken(file: str, text: str, error: yaml.YAMLError) -> Problem:
    """What the YAML reader said, in one sentence; at the end of the text, where that began."""
    words, context = str(getattr(error, "problem", None) or error), getattr(error, "context", None)
    mark = getattr(error, "problem_mark", None)
    if mark is None or not counted(text)[mark.index :].strip():
        mark = getattr(error, "context_mark", None) or mark
    place = _within(file, text, mark) if mark else Place(file)
    if "single document" in str(context):
        several = "a second document begins here; a file holds one"
        return Problem("several-documents", place, several, "remove the '---' line")
    message = f"this is no YAML: {words}{f' ({context})' if context else ''}"
    hint = next((hint for part, hint in _ADVICE if part in message), _ADVICE[-1][1])
    return Problem("broken-yaml", place, message, hint)


def _within(file: str, text: str, mark: yaml.Mark) -> Place:
    """The place of a mark; where libyaml ends a last line that has no end, that of the text."""
    last = text.rpartition("\n")[2]
    if last and mark.line > text.count("\n"):
        return Place(file, mark.line, len(counted(last)) + 1)
    return Place(file, mark.line + 1, mark.column + 1)
