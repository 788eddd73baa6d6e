"""Text in lines of so many columns of a terminal, where some letters take two and some none."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

_NONE, _DOUBLE = ("Mn", "Me", "Cf"), ("W", "F")


def width(text: str) -> int:
    """How many columns a text takes."""
    return sum(map(_columns, text))


def wrapped(text: str, columns: int, later: str = "  ", *, whole: bool = False) -> list[str]:
    """The words of a text in lines, all but the first after `later`; no line is wider.

    With `whole`, a word that is longer than a line is broken only between letters of two columns,
    as they are written without spaces; an address stays in one piece.
    """
    lines: list[str] = []
    here = ""
    for word in text.split():
        for number, part in enumerate(_parts(word, columns - len(later), whole=whole)):
            joint = " " if here.strip() and not number else ""
            if here.strip() and width(here) + len(joint) + width(part) > columns:
                lines.append(here)
                here, joint = later, ""
            here += joint + part
    return [*lines, here] if here.strip() else lines


def _parts(word: str, columns: int, *, whole: bool) -> Iterator[str]:
    """A word in pieces that fit a line."""
    if width(word) <= columns or (whole and not any(_columns(one) == 2 for one in word)):
        yield word
        return
    part = ""
    for letter in word:
        if part and width(part) + _columns(letter) > columns:
            yield part
            part = ""
        part += letter
    yield part


def _columns(letter: str) -> int:
    if unicodedata.category(letter) in _NONE:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in _DOUBLE else 1
