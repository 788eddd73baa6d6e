"""Text in lines for a terminal: what is kept in one piece, and where it is broken.

A table is gone through more than once and says the same often: what was done before is remembered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from rich.cells import cell_len

from negtrack.text import one_line

WORDS = r"(?:[^\w ] )?[^ ]+"
PATHS = r"(?:[^\w ] )?(?:[^ /]*/+|[^ /]+)"
PIECES = r"(?:[^\w ] )?(?:[^ /-]*[/-]+|[^ /-]+)"
"""What a column keeps in one piece: words, with a sign that stands before; else what stands
between slashes; else between hyphens."""


@lru_cache(4096)
def flat(text: str) -> str:
    """A text on one line, without its line breaks."""
    return one_line(text)


@lru_cache(4096)
def wrapped(text: str, width: int) -> tuple[str, ...]:
    """The text in lines; a word is broken only where it is wider than a line."""
    lines = [""]
    for word in _words(text, width):
        pieces = _broken(word, width)
        if lines[-1] and len(pieces) > 1:
            lines.append("")
        gap = " " if lines[-1] else ""
        for piece in pieces:
            if cell_len(lines[-1] + gap + piece) <= width:
                lines[-1] += gap + piece
            else:
                lines.append(piece)
            gap = ""
    return tuple(lines)


def _words(text: str, width: int) -> Iterator[str]:
    """The words of a text, a sign and the word after it as one where they fit."""
    for word in re.findall(WORDS, text):
        yield from [word] if cell_len(word) <= width else word.split(" ")


def _broken(word: str, width: int) -> list[str]:
    """A word in pieces no wider than a line: after slashes, else after hyphens, else anywhere."""
    pieces = [word]
    for unit in (PATHS, PIECES, "."):
        if all(cell_len(piece) <= width for piece in pieces):
            break
        pieces = [part for piece in pieces for part in _parts(piece, width, unit)]
    return pieces


def _parts(piece: str, width: int, unit: str) -> list[str]:
    return [piece] if cell_len(piece) <= width else re.findall(unit, piece)
