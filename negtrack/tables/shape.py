"""What a table is: its columns with their types and units, its key, and what it refers to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Literal, NamedTuple

from negtrack.record import Record
from negtrack.report import Scalar
from negtrack.selection import Selection

Type = Literal["string", "number", "integer", "boolean", "date"]
"""What a column holds; a date is the text of a day in ISO 8601, as `2025-06-02`."""

Cells = Mapping[str, Scalar]
"""A row by the names of its columns, in any order."""

Row = tuple[Scalar, ...]
"""A row in the order of its table's columns; what is unknown or was not said is None."""


class Field(NamedTuple):
    """A column. `required` is whether every row has it; `enum` are all the words it may hold."""

    name: str
    type: Type
    description: str
    unit: str = ""
    required: bool = False
    enum: tuple[str, ...] = ()


class Foreign(NamedTuple):
    """Columns that name a row of another table by the columns that are its key."""

    fields: tuple[str, ...]
    table: str
    keys: tuple[str, ...]


class Shape(NamedTuple):
    """A table as it is known without any record; `key` tells its rows apart."""

    name: str
    title: str
    description: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    foreign: tuple[Foreign, ...] = ()

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(field.name for field in self.fields)

    def row(self, cells: Cells) -> Row:
        """A row of the table; every column must be given, and no other."""
        if len(cells) != len(self.fields):
            raise KeyError(f"{self.name}: {sorted({*cells} ^ {*self.header})}")
        return tuple(cells[name] for name in self.header)


Told = Iterable[tuple[str, Cells]]
"""Rows as they are made, each with the name of its table."""


class Source(NamedTuple):
    """Tables whose rows are made together, and what makes them of a record."""

    shapes: tuple[Shape, ...]
    rows: Callable[[Record, Selection], Told]


NEGOTIATION = Field(
    "negotiation",
    "string",
    "The id of the negotiation: the name of its folder.",
    required=True,
)
FILE = Field("file", "string", "The file of the record, from the folder that holds positions/.")
LINE = Field("line", "integer", "The line in that file, from 1. It changes with the layout.")
NOTE = Field("note", "string", "Free text of the record.")


def key(name: str, description: str) -> Field:
    """A column with an id that every row has."""
    return Field(name, "string", description, required=True)


def order(description: str) -> Field:
    """The column `number`, which counts from 1."""
    return Field("number", "integer", description, required=True)


def to(table: str, *fields: str, own: tuple[str, ...] = ()) -> Foreign:
    """A reference to a row of a table of the same negotiation, by its key less that."""
    return Foreign(("negotiation", *(own or fields)), table, ("negotiation", *fields))


IN_ROUND = key("round", "The id of the round: the name of its folder.")
BY_PARTY = key("party", "The id of the party.")
ON_ISSUE = key("issue", "The id of the issue.")
