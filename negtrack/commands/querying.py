"""The tables of the records that were asked for, and what is asked of them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from types import TracebackType

from negtrack.analyses.sql import SqlReport
from negtrack.problems import Stop
from negtrack.query import Answer, Filling, Layout, Limits, Refusal, named
from negtrack.record import Record
from negtrack.sandbox import Sandbox
from negtrack.tables import SHAPES, Type, filled, shape_of
from negtrack.text import listed

_TYPES: dict[Type, str] = {
    "string": "VARCHAR",
    "number": "DOUBLE",
    "integer": "BIGINT",
    "boolean": "BOOLEAN",
    "date": "DATE",
}
TABLES = tuple(shape.name for shape in SHAPES)
LAYOUTS = tuple(
    Layout(shape.name, tuple((field.name, _TYPES[field.type]) for field in shape.fields))
    for shape in SHAPES
)
"""Every table as DuckDB has it."""


_QUOTED = re.compile(r"(?i)(?<!order )(?<!group )(?<!partition )\b(?<!\")(by|at)\b")


class Desk:
    """Where queries of records are asked; a table is made when the first query names it."""

    def __init__(self, records: Sequence[Record], limits: Limits) -> None:
        self._records = records
        self._sandbox = Sandbox(LAYOUTS, limits)
        self._made: set[str] = set()

    def __enter__(self) -> Desk:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._sandbox.__exit__(kind, error, trace)

    def answer(self, text: str) -> SqlReport:
        """What a query comes to, or a word that begins with a dot; Stop where it is refused."""
        words = text.split()
        if words and words[0].startswith("."):
            return SqlReport(_told(*words))
        self._make(named(text, TABLES))
        found = self._sandbox.ask(text)
        if isinstance(found, Refusal):
            raise Stop(found.told.replace("\n", "\n  "), _hint(text, found))
        return SqlReport(found, any(record.private for record in self._records))

    def _make(self, tables: set[str]) -> None:
        new = [name for name in TABLES if name in tables - self._made]
        made = [filled(record, names=new) for record in self._records] if new else []
        self._sandbox.fill(
            Filling(name, [row for one in made for row in one[name]]) for name in new
        )
        self._made.update(new)


def _told(word: str, *names: str) -> Answer:
    """What tables there are, or what is in one."""
    if word == ".tables" and not names:
        rows = [(shape.name, shape.description) for shape in SHAPES]
        return Answer((("table", "VARCHAR"), ("holds", "VARCHAR")), tuple(rows))
    if word != ".schema" or len(names) != 1:
        hint = ".tables, or of one of them: .schema gaps"
        raise Stop(f"there is no '{' '.join((word, *names))}'", f"type {hint}")
    name = names[0].rstrip(";").casefold()
    if name not in TABLES:
        raise Stop(f"there is no table '{name}'", _other(name))
    columns = tuple((title, "VARCHAR") for title in ("column", "type", "unit", "holds"))
    fields = shape_of(name).fields
    told = [(one.name, _TYPES[one.type], one.unit or None, one.description) for one in fields]
    return Answer(columns, tuple(told))


def _hint(text: str, refusal: Refusal) -> str:
    if refusal.missing:
        return _other(refusal.missing)
    if refusal.told.startswith("Parser Error") and _QUOTED.search(" ".join(text.split())):
        return 'two columns are words of SQL, and are written in quotes: "by", "at"'
    return refusal.hint or 'see what there is: negtrack sql .tables, negtrack sql ".schema gaps"'


def _other(table: str) -> str:
    near = difflib.get_close_matches(table.casefold(), TABLES, n=1)
    return f"did you mean '{near[0]}'?" if near else f"the tables are {listed(TABLES)}"
