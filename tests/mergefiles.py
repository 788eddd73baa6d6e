"""One party's file and what two people make of it: for tests that put the two together again.

Every statement carries a word of its own (`s1`, `s2`, …), so that a test sees which are in a text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from hypothesis import strategies as st

ISSUES = ("access", "bridge", "ceasefire", "language", "prisoners", "venue")
DAYS = ("", "2025-01-29", "2025-01-30", "2025-01-31")
WORD = re.compile(r"\bs\d+\b")


class Said(NamedTuple):
    """One statement: its word, its date or none, and how it is laid out."""

    word: str
    date: str
    layout: int


Sheet = Mapping[str, tuple[Said, ...]]
"""The issues of a file in order, each with its statements; one alone stands without a list."""


class Three(NamedTuple):
    """What a file was, and what two people made of it."""

    base: Sheet
    ours: Sheet
    theirs: Sheet


def text(sheet: Sheet, head: str = "positions:\n") -> str:
    """The file; a statement that two sheets share is written alike in both, but for lists."""
    lines = [head] if sheet else []
    for issue, said in sheet.items():
        lines.append(f"  # on {issue}\n" * (len(issue) % 2))
        if len(said) == 1:
            lines.append(_alone(issue, said[0]))
        else:
            column = " " * (2 + 2 * (said[0].layout % 2))
            lines.append(f"  {issue}:\n")
            lines += [_item(one, column) for one in said]
    return "".join(lines)


def _pairs(one: Said) -> list[str]:
    date = [f"date: {one.date}"] if one.date else []
    return [*date, f"value: {one.word}", 'quote: "it # is"']


def _alone(issue: str, one: Said) -> str:
    if one.layout == 0 and not one.date:
        return f"  {issue}: {one.word}\n"
    if one.layout < 3:
        return f"  {issue}: {{{', '.join(_pairs(one))}}}  # {one.word}!\n"
    return f"  {issue}:\n" + "".join(f"    {pair}\n" for pair in _pairs(one))


def _item(one: Said, column: str) -> str:
    if one.layout == 0 and not one.date:
        return f"{column}- {one.word}\n"
    if one.layout < 3:
        return f"{column}- {{{', '.join(_pairs(one))}}}  # {one.word}!\n"
    return f"{column}- " + f"{column}  ".join(f"{pair}\n" for pair in _pairs(one))


def words(told: str | Sheet) -> set[str]:
    """The words of all statements in a file."""
    return set(WORD.findall(told if isinstance(told, str) else text(told)))


@st.composite
def threes(draw: st.DrawFn) -> Three:
    """A file, and two copies of it that were edited independently."""
    count = iter(range(1, 1000))

    def statement() -> Said:
        date, layout = draw(st.sampled_from(DAYS)), draw(st.integers(0, 3))
        return Said(f"s{next(count)}", date, layout)

    def several(least: int, most: int) -> tuple[Said, ...]:
        return tuple(statement() for _ in range(draw(st.integers(least, most))))

    base = {issue: several(1, 3) for issue in draw(st.lists(st.sampled_from(ISSUES), unique=True))}

    def edited() -> Sheet:
        sheet = dict(base)
        for _ in range(draw(st.integers(1, 4))):
            issue = draw(st.sampled_from(ISSUES))
            held = list(sheet.get(issue, ()))
            place = draw(st.integers(0, len(held)))
            match draw(st.sampled_from(("add", "change", "remove", "forget"))):
                case "add":
                    held.insert(place, statement())
                case "change" if held:
                    held[place % len(held)] = statement()
                case "remove" if held:
                    del held[place % len(held)]
                case _:
                    held = []
            order = list(sheet)
            if held and issue not in sheet:
                order.insert(draw(st.integers(0, len(order))), issue)
            now = sheet | {issue: tuple(held)}
            sheet = {one: now[one] for one in order if now[one]}
        return sheet

    return Three(base, edited(), edited())
