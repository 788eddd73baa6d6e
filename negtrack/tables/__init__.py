"""The record as tables: every table known without any record, and filled from one.

What `negtrack export` writes and `negtrack sql` asks. The tables, their columns and their meaning
are in docs/data.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from negtrack.record import Record
from negtrack.selection import Selection
from negtrack.tables.agreed import AGREED
from negtrack.tables.apart import APART
from negtrack.tables.declared import DECLARED
from negtrack.tables.moved import MOVED
from negtrack.tables.said import SAID
from negtrack.tables.shape import Field, Foreign, Row, Shape, Type
from negtrack.tables.stated import STATED

__all__ = ["SHAPES", "Field", "Foreign", "Row", "Shape", "Type", "filled", "shape_of"]

_SOURCES = (DECLARED, SAID, STATED, AGREED, MOVED, APART)

SHAPES: tuple[Shape, ...] = tuple(shape for source in _SOURCES for shape in source.shapes)
"""Every table: first what a record declares, then what was said and agreed, then what is found."""


_ALL = Selection()


def shape_of(name: str) -> Shape:
    """The table of a name. KeyError where there is none."""
    return {shape.name: shape for shape in SHAPES}[name]


def filled(
    record: Record,
    selection: Selection = _ALL,
    names: Iterable[str] | None = None,
) -> Mapping[str, tuple[Row, ...]]:
    """The rows of each table, or of those named, in the record's order; all scalars.

    A selection picks rows of what was said and found; it changes no figure.
    """
    wanted = {shape.name for shape in SHAPES} if names is None else {*names}
    found: dict[str, list[Row]] = {shape.name: [] for shape in SHAPES if shape.name in wanted}
    for source in _SOURCES:
        by_name = {shape.name: shape for shape in source.shapes if shape.name in wanted}
        for name, cells in source.rows(record, selection) if by_name else ():
            if name in by_name:
                found[name].append(by_name[name].row(cells))
    return {name: tuple(rows) for name, rows in found.items()}
