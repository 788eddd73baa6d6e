"""The tables of one or several negotiations together, as they are to be written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from negtrack.record import Record
from negtrack.selection import Selection
from negtrack.tables import SHAPES, Row, Shape, filled


class Archive(NamedTuple):
    """Tables, each with its rows by negotiation, and the records that they are of.

    `negotiations` are in the order of their ids.
    """

    records: tuple[Record, ...]
    shapes: tuple[Shape, ...]
    tables: Mapping[str, Mapping[str, Sequence[Row]]]

    @property
    def negotiations(self) -> tuple[str, ...]:
        """The ids of the negotiations."""
        return tuple(record.negotiation.id for record in self.records)

    @property
    def title(self) -> str:
        """What the tables are of, in a line."""
        if len(self.records) == 1:
            return self.records[0].negotiation.title
        return f"{len(self.records)} negotiations"

    def rows(self, table: str) -> Iterator[Row]:
        """All rows of a table, a negotiation after the other."""
        for rows in self.tables[table].values():
            yield from rows

    def size(self) -> int:
        """How many rows there are in all."""
        return sum(len(rows) for table in self.tables.values() for rows in table.values())


def archive(records: Iterable[Record], selection: Selection, names: Sequence[str] = ()) -> Archive:
    """The tables of these records, or those of them that are named, in the register's order."""
    shapes = tuple(shape for shape in SHAPES if not names or shape.name in names)
    ordered = tuple(sorted(records, key=lambda record: record.negotiation.id))
    wanted = [shape.name for shape in shapes]
    found = {record.negotiation.id: filled(record, selection, wanted) for record in ordered}
    tables = {
        name: {negotiation: rows[name] for negotiation, rows in found.items()} for name in wanted
    }
    return Archive(ordered, shapes, tables)
