"""Every problem of a record: what was found while reading, and what the rules find."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from negtrack import rules
from negtrack.page import Block, Cell, Lines, Page, Sentence, Tone
from negtrack.problems import Place, Problem
from negtrack.record import Reading
from negtrack.report import Json, Rows
from negtrack.text import counted, visible

_TONES: dict[str, Tone] = {"error": "bad", "warning": "open"}
_WIDEST = 96
"""Columns of a line of the record that an excerpt shows."""


class CheckReport(NamedTuple):
    """Every problem, sorted by place; excerpts of the lines they are in, where wanted."""

    problems: tuple[Problem, ...]
    texts: Mapping[str, str]
    negotiations: int
    rev: str
    excerpts: bool

    @property
    def found(self) -> bool:
        """Whether there is an error."""
        return any(problem.level == "error" for problem in self.problems)

    def data(self) -> dict[str, Json]:
        """The contract `negtrack.check/1`."""
        return {
            "schema": "negtrack.check/1",
            "problems": [
                {
                    "code": problem.code,
                    "level": problem.level,
                    "message": problem.message,
                    "file": problem.place.file,
                    "line": problem.place.line,
                    "column": problem.place.column,
                    "hint": problem.hint or None,
                    "related": [dict(one._asdict()) for one in problem.related],
                }
                for problem in self.problems
            ],
            "counts": {"error": self._count("error"), "warning": self._count("warning")},
        }

    def rows(self) -> Rows:
        """One row a problem."""
        header = ("code", "level", "message", "file", "line", "column", "hint", "related")
        rows = [
            (one.code, one.level, one.message, *one.place, one.hint or None, _places(one) or None)
            for one in self.problems
        ]
        return Rows(header, tuple(rows))

    def page(self) -> Page:
        """A line a problem, each with its place; the counts last."""
        lines = tuple(cell for problem in self.problems for cell in self._lines(problem))
        blocks: list[Block] = [Lines(lines)] if lines else []
        return Page("", (*blocks, Sentence(self._summary(), "strong")))

    def _lines(self, problem: Problem) -> Iterator[Cell]:
        told = f"{problem.place}: {problem.level}: {problem.told} [{problem.code}]"
        yield Cell(told.replace("\n", "<U+000A>"), _TONES[problem.level])  # a file may be named so
        if self.excerpts:
            for place in (problem.place, *problem.related):
                yield from self._excerpt(place, _TONES[problem.level])

    def _excerpt(self, place: Place, tone: Tone) -> Iterator[Cell]:
        """The line of the file with a caret under the column; nothing where there is no text."""
        _, line, column = place
        lines = self.texts.get(place.file, "").split("\n")
        if line > len(lines) or not lines[line - 1].strip():
            return
        start = max(0, column - _WIDEST // 2)
        shown = lines[line - 1].rstrip("\r").replace("\t", " ")[start : start + _WIDEST]
        before = visible(shown[: column - 1 - start])
        yield Cell(f"  {line:>4} | {visible(shown)}", "faint")
        yield Cell(f"       | {' ' * _columns(before)}^", tone)

    def _summary(self) -> str:
        errors, warnings = self._count("error"), self._count("warning")
        at = f" at {self.rev}" if self.rev else ""
        where = f"{counted(self.negotiations, 'negotiation')}{at}"
        if not self.problems:
            return f"{counted(len(self.texts), 'file')} in {where}: no problems."
        told = f"{counted(errors, 'error')}, {counted(warnings, 'warning')}"
        return f"{told} in {counted(len(self.texts), 'file')} of {where}."

    def _count(self, level: str) -> int:
        return sum(problem.level == level for problem in self.problems)


def check(reading: Reading, *, excerpts: bool = False) -> CheckReport:
    """Every problem of everything that was read, sorted by file, line and column."""
    found = list(reading.problems)
    for record in reading.records:
        found += rules.broken(record, rules.ERRORS + rules.WARNINGS)
    ordered = sorted(set(found), key=lambda one: (one.place, one.code, one.message))
    known = len(reading.negotiations)
    return CheckReport(tuple(ordered), reading.texts, known, reading.rev, excerpts)


def _places(problem: Problem) -> str:
    return " ".join(map(str, problem.related))


def _columns(text: str) -> int:
    """The columns that a terminal needs: two for a wide letter, none for a mark on one."""
    marks = sum(unicodedata.category(one) in ("Mn", "Me") for one in text)
    return len(text) - marks + sum(unicodedata.east_asian_width(one) in "WF" for one in text)
