"""Text that is told piece by piece, so that the first of it is out before the last is made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice

LINES = 100
"""The lines of a piece: enough that writing takes no time, few enough that nobody waits for it."""


def spaced(blocks: Iterable[Iterable[str]]) -> Iterator[str]:
    """Blocks of lines as text, in pieces that end in a newline, with a blank line between blocks.

    A block that says nothing is left out; where all do, there is one newline.
    """
    joint = ""
    for block in blocks:
        lines = iter(block)
        start = list(islice(lines, 2))
        if len(start) > 1 or any(start):
            yield from _after(joint, batched(chain(start, lines)))
            joint = "\n"
    if not joint:
        yield "\n"


def batched(lines: Iterable[str], end: str = "\n", size: int = LINES) -> Iterator[str]:
    """The lines, each with its end, so many of them as one piece."""
    rest = iter(lines)
    while some := list(islice(rest, size)):
        yield end.join((*some, ""))


def _after(joint: str, pieces: Iterator[str]) -> Iterator[str]:
    """The pieces, the first of them after a text of its own."""
    for piece in pieces:
        yield joint + piece
        joint = ""
