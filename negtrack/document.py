"""One file as it was read: its text, what it says, and where each part of that stands."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from negtrack.problems import Place

Tree = None | str | list["Tree"] | dict[str, "Tree"]
"""What a file says: nothing, text, a list, or a mapping with text keys."""

Path = tuple[str | int, ...]
"""The route of keys and list indexes from the top of a file to a value."""

_Spread = dict[str, tuple[int, int, "_Spread"]] | list[tuple[int, int, "_Spread"]] | None
"""Under each key or place in a list: where the key begins, where the value does, what is in it."""


class Marks:
    """Where the parts of a file begin, a number a part; spread out when somebody asks for one.

    `starts` counts characters from the beginning of the text, and goes through what the file says
    from top to bottom: first the whole, then for each key the key and its value, for each item of
    a list the item, and whatever lies in these before what comes after them.
    """

    __slots__ = ("_lines", "_spread", "starts")

    def __init__(self, starts: array[int]) -> None:
        self.starts = starts
        self._spread: _Spread = None
        self._lines: list[int] = []

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Marks) and self.starts == other.starts

    def __hash__(self) -> int:
        return hash(self.starts.tobytes())

    def start(self, tree: Tree, path: Path, *, key: bool) -> int:
        """Where the value at the path begins, or its key; the nearest parent if it is not there."""
        if self._spread is None:
            self._spread = _spread(tree, iter(self.starts[1:]))
        here, found = self._spread, self.starts[0]
        for step in path:
            try:
                of_key, of_value, here = here[step]  # type: ignore[index]
            except (KeyError, IndexError, TypeError):
                break
            found = of_key if key else of_value
        return found

    def line(self, text: str, start: int) -> tuple[int, int]:
        """The line and the column of a place in the text, both from 1."""
        if not self._lines:
            self._lines = [0, *accumulate(len(line) + 1 for line in counted(text).split("\n"))]
        line = bisect_right(self._lines, start)
        return line, start - self._lines[line - 1] + 1


def counted(text: str) -> str:
    """The text as libyaml counts its characters: without a byte order mark, be it a second one."""
    return text.removeprefix("\ufeff")


def _spread(tree: Tree, starts: Iterator[int]) -> _Spread:
    if isinstance(tree, dict):
        return {key: (next(starts), next(starts), _spread(tree[key], starts)) for key in tree}
    if isinstance(tree, list):
        return [(start, start, _spread(item, starts)) for item, start in _each(tree, starts)]
    return None


def _each(items: list[Tree], starts: Iterator[int]) -> Iterator[tuple[Tree, int]]:
    """Each item with its start, taken when its turn comes: what lies in it comes right after."""
    for item in items:
        yield item, next(starts)


class Document(NamedTuple):
    """One file as read; without marks where it says nothing."""

    file: str
    text: str
    tree: Tree
    marks: Marks | None

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Where the value at the path stands, or its key; the nearest parent if it is not there."""
        if self.marks is None:
            return Place(self.file)
        start = self.marks.start(self.tree, path, key=key)
        return Place(self.file, *self.marks.line(self.text, start))
