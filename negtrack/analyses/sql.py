"""The answer to a query of the tables, in the columns and the order that it asks for."""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from negtrack.page import Block, Cell, Column, Lines, Page, Sentence, Table
from negtrack.query import Answer
from negtrack.report import Json, Rows, Scalar
from negtrack.text import counted
from negtrack.wording import PRIVATE

_NUMBER = re.compile(r"U?[A-Z]*INT(EGER)?|FLOAT|DOUBLE|DECIMAL\(.*\)")
_PLAN = "explain_value"
"""The column in which DuckDB draws how it would find an answer."""


class SqlReport(NamedTuple):
    """The answer to one query; `private` is whether confidential statements were asked, too."""

    answer: Answer
    private: bool = False

    @property
    def found(self) -> bool:
        """Whether there is any row."""
        return bool(self.answer.rows)

    def data(self) -> dict[str, Json]:
        """The contract `negtrack.sql/1`."""
        columns = self.answer.columns
        return {
            "schema": "negtrack.sql/1",
            "private": self.private,
            "columns": [{"name": name, "type": kind} for name, kind in columns],
            "rows": self.answer.rows,
        }

    def rows(self) -> Rows:
        """The answer as it is; a list or a mapping is JSON."""
        names = tuple(name for name, _ in self.answer.columns)
        return Rows(names, tuple(tuple(map(_scalar, row)) for row in self.answer.rows))

    def page(self) -> Page:
        """The rows, and how many there are; a plan of DuckDB's as it draws it."""
        notes = (Sentence(PRIVATE, "bad"),) if self.private else ()
        if any(name == _PLAN for name, _ in self.answer.columns):
            return Page("", (*notes, *self._plan()))
        number = counted(len(self.answer.rows), "row") if self.answer.rows else "No row"
        return Page("", (*notes, self._table(), Sentence(f"{number}.", "faint")))

    def _plan(self) -> tuple[Block, ...]:
        drawn = (str(row[-1]) for row in self.answer.rows)
        return tuple(Lines(tuple(map(Cell, one.splitlines()))) for one in drawn)

    def _table(self) -> Table:
        columns = [
            Column(name, bool(_NUMBER.fullmatch(kind))) for name, kind in self.answer.columns
        ]
        rows = (tuple(Cell(_spelled(value)) for value in row) for row in self.answer.rows)
        return Table(tuple(columns), tuple(rows))


def _scalar(value: Json) -> Scalar:
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return json.dumps(value, ensure_ascii=False)


def _spelled(value: Json) -> str:
    """A value for people: `–` for none, and a fraction to 12 digits at most."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:.12g}" if isinstance(value, float) else str(_scalar(value))
