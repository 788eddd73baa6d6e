"""The markers that git writes around what it could not merge."""

from __future__ import annotations

import re
from collections.abc import Iterator

from negtrack.problems import Place, Problem
from negtrack.text import one_line

_MARKER = re.compile(r"([<|=>])\1{6,}(?: (.*?))?\r?")
"""A line of at least seven signs: git writes more where a conflict lies within another."""

_SIGNS = ("<" * 7, "|" * 7, "=" * 7, ">" * 7)


def conflicts(file: str, text: str) -> Iterator[Problem]:
    """A problem per conflict that an unfinished merge left, both sides named."""
    if not any(sign in text for sign in _SIGNS):
        return
    opened: list[tuple[Place, str]] = []
    for number, line in enumerate(text.split("\n"), 1):
        found = _MARKER.fullmatch(line)
        if not found:
            continue
        sign, name, place = found[1], one_line(found[2] or ""), Place(file, number)
        if sign == "<":
            opened.append((place, name))
        elif sign == ">":
            begun, ours = opened.pop() if opened else (place, "")
            sides = f"'{ours or 'one side'}' and '{name or 'the other side'}'"
            hint = "keep what both sides wrote, and remove the marker lines"
            yield _conflict(begun, f"a merge left a conflict between {sides}", hint)
        elif not opened:
            yield _conflict(place, "a merge left a line of a conflict", "remove the line")
    for begun, ours in opened:
        message = f"a merge left a conflict that '{ours or 'one side'}' began"
        yield _conflict(begun, message, "remove the marker lines")


def _conflict(place: Place, message: str, hint: str) -> Problem:
    return Problem("conflict-marker", place, message, hint)
