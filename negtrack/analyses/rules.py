"""The catalogue of problems as an answer: a table of all, or the page of one with its examples."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from negtrack.catalogue import Entry, catalogue
from negtrack.page import Block, Cell, Column, Heading, Lines, Page, Sentence, Table, Tone
from negtrack.report import Json, Rows
from negtrack.selection import unknown

_TONES: dict[str, Tone] = {"error": "bad", "warning": "open"}


class RulesReport(NamedTuple):
    """The problems asked about: all of them, or `one`."""

    entries: tuple[Entry, ...]
    one: bool

    @property
    def found(self) -> bool:
        """Never: a catalogue is no finding."""
        return False

    def data(self) -> dict[str, Json]:
        """The contract `negtrack.rules/1`."""
        return {
            "schema": "negtrack.rules/1",
            "rules": [entry._asdict() for entry in self.entries],
        }

    def rows(self) -> Rows:
        """One row a problem."""
        return Rows(Entry._fields, tuple(tuple(entry) for entry in self.entries))

    def page(self) -> Page:
        """Every code with its level and title; of one, what to do and both examples."""
        if self.one:
            return _page(self.entries[0])
        rows = tuple(
            (Cell(entry.code, "strong"), Cell(entry.level, _TONES[entry.level]), Cell(entry.title))
            for entry in self.entries
        )
        table = Table((Column("Code"), Column("Level"), Column("What is wrong")), rows)
        more = Sentence("What to do, with examples: negtrack rules CODE", "faint")
        return Page("The problems that negtrack finds", (table, more))


def rules(code: str = "") -> RulesReport:
    """The problem with this code, or all of them; Stop where there is no such code."""
    known = catalogue()
    if not code:
        return RulesReport(tuple(known.values()), False)
    if code not in known:
        stop = unknown("problem", code, known)
        stop.hint = stop.hint if "did you mean" in stop.hint else "see all of them: negtrack rules"
        raise stop
    return RulesReport((known[code],), True)


def _page(entry: Entry) -> Page:
    level = Sentence(entry.level, _TONES[entry.level])
    blocks: list[Block] = [level, Sentence(entry.explanation)]
    for title, text in (("Wrong", entry.bad), ("Right", entry.good)):
        blocks += [Heading(f"{title}: {entry.file}"), Lines(tuple(_lines(text)))]
    return Page(f"{entry.code}: {entry.title}", tuple(blocks))


def _lines(text: str) -> Iterator[Cell]:
    """The lines of an example, as they can be copied; a file that is not there has none."""
    if not text:
        yield Cell("(there is no such file)", "faint")
    for line in text.splitlines():
        yield Cell(line)
