"""The narrow YAML of a record: text in, plain values out, with the place of every key and value.

Scalars stay the text that was written (`NO`, `on`, `012`, `3:2`): the field decides the type, not
the scalar. What YAML can do beyond mappings, lists and text is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from negtrack.conflicts import conflicts
from negtrack.problems import Place, Problem
from negtrack.text import LARGEST, one_line

Tree = None | str | list["Tree"] | dict[str, "Tree"]
"""What a file says: nothing, text, a list, or a mapping with text keys."""

Path = tuple[str | int, ...]
"""The route of keys and list indexes from the top of a file to a value."""

DEEPEST = 40
"""The mappings and lists inside one another above which a file is refused."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]|\r(?!\n)")
"""What is not text; with it the ends of lines that YAML knows and an editor does not show."""

_CUT = re.compile(r"[ \t]+(#[^\s#!])")
_LONG_LINE = re.compile(r"[^\n]{1000}")
_SAFE_OPENERS = 1000
"""Composing nests on the machine's stack: this many brackets, or columns, cannot exhaust it."""

_ADVICE = (
    ("any token", "indent with spaces, not tabs; a text that begins with % @ or ` needs quotes"),
    ("flow", "see this line and the one before for a missing comma, quote or bracket"),
    ("", "look at the indentation here and above; a text with ': ' or ' #' in it needs quotes"),
)
"""What to do, by a part of libyaml's words."""

_UNWALKABLE = ("alias", "too-deep")
_TOO_DEEP = f"nested deeper than {DEEPEST} levels"
_FLATTER = "a record is never nested as deep: look for a bracket too many"

Mark = tuple[int, int]
Marks = dict[str, tuple[Mark, Mark, "Marks | None"]] | list[tuple[Mark, Mark, "Marks | None"]]


class Document(NamedTuple):
    """One file as read: its text, what it says, and where each part stands (lines from 0)."""

    file: str
    text: str
    tree: Tree
    marks: Marks | None
    top: Mark = (0, 0)

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Where the value at the path stands, or its key; the nearest parent if it is not there."""
        marks, found = self.marks, (self.top, self.top)
        for step in path:
            try:
                entry = marks[step]  # type: ignore[index]
            except (KeyError, IndexError, TypeError):
                break
            found, marks = entry[:2], entry[2]
        line, column = found[0] if key else found[1]
        return Place(self.file, line + 1, column + 1)


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
    refused = (*conflicts(file, text), *_controls(file, text))
    if refused:
        return Reading(None, refused, text)
    try:
        refused = tuple(_refused(file, text)) if _suspect(text) else ()
        if any(problem.code in _UNWALKABLE for problem in refused):
            return Reading(None, refused, text)
        node = Composer(text).get_single_node()
    except yaml.YAMLError as error:
        return Reading(None, (*refused, _broken(file, text, error)), text)
    if node is None:
        return Reading(Document(file, text, None, None), refused, text)
    walk = _Walk(file, text)
    tree, marks = walk.value(node)
    document = None if walk.deep else Document(file, text, tree, marks, _mark(node))
    return Reading(document, (*refused, *walk.problems), text)


class Composer(yaml.CBaseLoader):
    """libyaml's composer; every node without a tag of its own gets one and the same."""

    def resolve(self, kind: type[Node], value: Any, implicit: Any) -> str:
        """The one tag of all."""
        return "untagged"


class _Walk:
    """One pass over the nodes of a document: values and marks together, problems on the side."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.lines = text.split("\n") if "#" in text else None
        self.problems: list[Problem] = []
        self.deep = False

    def value(self, node: Node, depth: int = 0) -> tuple[Tree, Marks | None]:
        if isinstance(node, ScalarNode):
            return self._scalar(node), None
        if depth >= DEEPEST:
            if not self.deep:
                self._add("too-deep", node, _TOO_DEEP, _FLATTER)
            self.deep = True
            return None, None
        if isinstance(node, SequenceNode):
            return self._list(node, depth)
        assert isinstance(node, MappingNode)
        return self._mapping(node, depth)

    def _scalar(self, node: ScalarNode) -> str | None:
        if node.style:
            self._refuse_escapes(node)
            return str(node.value)
        if self.lines is not None:
            self._warn_of_cut(node)
        return str(node.value) or None

    def _refuse_escapes(self, node: ScalarNode) -> None:
        found = _CONTROL.search(node.value) if node.style == '"' else None
        if found:
            self._add("control-character", node, _control(found[0]), "remove it")

    def _list(self, node: SequenceNode, depth: int) -> tuple[Tree, Marks]:
        values: list[Tree] = []
        marks: list[tuple[Mark, Mark, Marks | None]] = []
        for item in node.value:
            value, inner = self.value(item, depth + 1)
            values.append(value)
            marks.append((_mark(item), _mark(item), inner))
        return values, marks

    def _mapping(self, node: MappingNode, depth: int) -> tuple[Tree, Marks]:
        values: dict[str, Tree] = {}
        marks: dict[str, tuple[Mark, Mark, Marks | None]] = {}
        for key_node, item in node.value:
            if not isinstance(key_node, ScalarNode):
                self._add("wrong-type", key_node, "a key is a word, not a list or a mapping", "")
                self.value(item, depth + 1)
                continue
            key = str(key_node.value)
            if key in values:
                first = marks[key][0][0] + 1
                hint = "keep one; several statements on one issue are a list"
                message = f"the key '{one_line(key)}' is here twice, first on line {first}"
                self._add("duplicate-key", key_node, message, hint)
                self.value(item, depth + 1)
                continue
            values[key], inner = self.value(item, depth + 1)
            marks[key] = (_mark(key_node), _mark(item), inner)
        return values, marks

    def _warn_of_cut(self, node: ScalarNode) -> None:
        end = node.end_mark
        assert self.lines is not None
        cut = _CUT.match(self.lines[end.line], end.column) if end.line < len(self.lines) else None
        if cut and node.value:
            place = Place(self.file, end.line + 1, cut.start(1) + 1)
            lost = self.lines[end.line][cut.start(1) :].strip()
            message = f"'{one_line(lost)}' is read as a comment, not as part of the text before it"
            hint = "put the text in quotes, or a space after '#' if it is a comment"
            self.problems.append(Problem("cut-text", place, message, hint))

    def _add(self, code: str, node: Node, message: str, hint: str) -> None:
        line, column = _mark(node)
        self.problems.append(Problem(code, Place(self.file, line + 1, column + 1), message, hint))


def _mark(node: Node) -> Mark:
    return node.start_mark.line, node.start_mark.column


def _decoded(file: str, raw: bytes) -> tuple[str, Problem | None]:
    """The text without its byte order mark, or the problem that keeps it from being text."""
    if len(raw) > LARGEST:
        message = f"the file has more than {LARGEST:,} bytes, and is not read"
        hint = "split it: one file per party and round"
        return "", Problem("too-large", Place(file), message, hint)
    try:
        return raw.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n")
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8-sig", "replace"))
        message = f"the byte 0x{raw[error.start]:02x} is not UTF-8"
        place = Place(file, line + 1, column + 1)
        return "", Problem("not-utf8", place, message, "save the file as UTF-8")


def _controls(file: str, text: str) -> Iterator[Problem]:
    """The first control character of each line that has one."""
    if not _CONTROL.search(text):
        return
    for number, line in enumerate(text.split("\n"), 1):
        found = _CONTROL.search(line.removesuffix("\r"))
        if found:
            place = Place(file, number, found.start() + 1)
            yield Problem("control-character", place, _control(found[0]), "remove it")


def _control(character: str) -> str:
    return f"the control character U+{ord(character):04X} is not text"


def _suspect(text: str) -> bool:
    """Whether an anchor, an alias, a tag or a dangerous depth is possible at all."""
    if any(sign in text for sign in "&*!%"):
        return True
    return text.count("[") + text.count("{") > _SAFE_OPENERS or bool(_LONG_LINE.search(text))


def _refused(file: str, text: str) -> Iterator[Problem]:
    """Anchors, aliases, tags and deep nesting, from the events: composing them could not end."""
    depth = 0
    for event in yaml.parse(text, Loader=Composer):
        mark = event.start_mark
        assert mark is not None
        place = Place(file, mark.line + 1, mark.column + 1)
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            yield Problem("too-deep", place, _TOO_DEEP, _FLATTER)
            return
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if isinstance(event, yaml.AliasEvent):
            yield Problem("alias", place, f"the alias '*{anchor}' is not read", "write it out")
        elif anchor is not None:
            yield Problem("anchor", place, f"the anchor '&{anchor}' is not read", "leave it out")
        if tag is not None:
            message = f"the tag '{tag}' is not read; the field decides the type"
            yield Problem("tag", place, message, "leave it out, or put the text in quotes")


def _broken(file: str, text: str, error: yaml.YAMLError) -> Problem:
    """What the YAML reader said, in one sentence; at the end of the text, where that began."""
    words, context = str(getattr(error, "problem", None) or error), getattr(error, "context", None)
    mark = getattr(error, "problem_mark", None)
    if mark is None or not text[mark.index :].strip():
        mark = getattr(error, "context_mark", None) or mark
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
    if "single document" in str(context):
        several = "a second document begins here; a file holds one"
        return Problem("several-documents", place, several, "remove the '---' line")
    message = f"this is no YAML: {words}{f' ({context})' if context else ''}"
    hint = next((hint for part, hint in _ADVICE if part in message), _ADVICE[-1][1])
    return Problem("broken-yaml", place, message, hint)
