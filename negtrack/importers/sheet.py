"""The rows of a table, however it was kept: each cell a text that knows its line and column."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from negtrack.fields import shortened
from negtrack.problems import Place, Problem

MOST_CELLS = 2_000_000
"""The cells of the largest table that is read."""

_NUMBER = re.compile(r"[+-]?(?:\d{1,30}(?:\.\d{0,30})?|\.\d{1,30})", re.ASCII)
_COMMA = re.compile(r"[+-]?\d*,\d+", re.ASCII)
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_LONGEST = 1_000_000
"""Characters of the longest cell that is read."""

csv.field_size_limit(_LONGEST)


class Options(NamedTuple):
    """What the user says of a table.

    `columns` are the names of its columns by ours; `across` is what its first column holds where it
    is a grid; `comma` is whether decimals have one.
    """

    columns: Mapping[str, str] = {}
    across: str = ""
    comma: bool = False


class Row(NamedTuple):
    """A line of a table: its number, from 1, and its cells without the blanks around them."""

    line: int
    cells: tuple[str, ...]

    def cell(self, column: int) -> str:
        """The text of a cell, counted from 0; empty where the row is too short."""
        return self.cells[column] if column < len(self.cells) else ""


class Sheet(NamedTuple):
    """The rows of a file that have anything in them; `name` is the file's, as the user typed it."""

    name: str
    rows: tuple[Row, ...]

    def place(self, row: Row, column: int = 0) -> Place:
        """Where a cell stands; the column of a place is the number of the cell, from 1."""
        return Place(self.name, row.line, column + 1)


def decoded(raw: bytes, encoding: str = "") -> str | None:
    """The text of a file: UTF-8, UTF-16 with its mark, or as told; None where it is neither."""
    marked = [name for mark, name in _MARKS if raw.startswith(mark)]
    try:
        text = raw.decode(encoding or (marked[0] if marked else "utf-8"))
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def unreadable(name: str, encoding: str) -> Problem:
    """The problem of a file whose text cannot be read."""
    told = f"this is no text in {encoding or 'UTF-8'}"
    hint = "save it as UTF-8; or name its encoding: --encoding cp1252"
    return Problem("import-unreadable", Place(name), told, hint)


def separated(name: str, text: str, delimiter: str = "") -> tuple[Sheet, list[Problem]]:
    """The rows of a text with separated cells; the delimiter is the one its first line has most."""
    lines = re.split(r"\r\n|\r|\n", text)
    first = next((line for line in lines if line.strip()), "")
    mark = delimiter or max(",;\t", key=first.count)
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=mark, strict=True)
    rows: list[Row] = []
    start, cells = 1, 0
    try:
        for found in reader:
            rows.append(Row(start, tuple(one.strip() for one in found)))
            start, cells = reader.line_num + 1, cells + len(found)
            if cells > MOST_CELLS:
                return Sheet(name, ()), [too_large(name)]
    except csv.Error as error:
        told = Problem("import-unreadable", Place(name, start), f"this is no CSV: {error}")
        return Sheet(name, ()), [told]
    return Sheet(name, filled(rows)), []


def too_large(name: str) -> Problem:
    """The problem of a table with more cells than are read."""
    told = f"there are more than {MOST_CELLS:,} cells"
    return Problem("import-unreadable", Place(name), told, "split it")


def filled(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows with anything in them."""
    return tuple(row for row in rows if any(row.cells))


class Trouble:
    """The problems of one table, as they are found."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.problems: list[Problem] = []

    def tell(self, code: str, at: tuple[Row, int], message: str, hint: str = "") -> None:
        """Keep a problem of a cell."""
        self.problems.append(Problem(code, self.sheet.place(*at), message, hint))

    def empty(self, hint: str) -> None:
        """Keep that a table has nothing in it that could be read."""
        place = Place(self.sheet.name)
        self.problems.append(Problem("import-unreadable", place, "there are no rows in it", hint))

    def number(self, at: tuple[Row, int], what: str, options: Options) -> Decimal | None:
        """The number in a cell; None, and a problem unless the cell is empty, where it has none."""
        text = at[0].cell(at[1])
        if not text:
            return None
        plain = number(text, comma=options.comma)
        if plain is None:
            comma = _COMMA.fullmatch(text) and not options.comma
            hint = "if that is a decimal comma: --decimal-comma" if comma else ""
            self.tell(
                "import-not-a-number", at, f"{what} '{shortened(text)}' is not a number", hint
            )
        return plain

    def within(
        self, at: tuple[Row, int], what: str, value: Decimal | None, most: int = 100
    ) -> Decimal | None:
        """The number where it is from 0 to the most; None, and a problem, where it is not."""
        if value is None or 0 <= value <= most:
            return value
        told = f"{what} {spelled(value)} is not within 0 and {most}"
        self.tell("import-out-of-range", at, told)
        return None


def number(text: str, *, comma: bool = False) -> Decimal | None:
    """The exact number that a text is; None where it is none."""
    plain = text.replace(",", ".") if comma else text
    return Decimal(plain) if _NUMBER.fullmatch(plain) else None


def spelled(value: Decimal) -> str:
    """An exact number as a record writes it."""
    return f"{value:f}"


def within_one(values: Iterable[Decimal | None]) -> bool:
    """Whether a column counts from 0 to 1: it has a number, and none above 1."""
    known = [value for value in values if value is not None]
    return bool(known) and max(known) <= 1


def hundredfold(value: Decimal) -> Decimal:
    """A weight from 0 to 1 as one from 0 to 100, without the zeros at its end."""
    told = spelled(value * 100)
    return Decimal(told.rstrip("0").rstrip(".") if "." in told else told)


def titled(rows: tuple[Row, ...]) -> Iterator[tuple[int, str]]:
    """The columns of the first row that have a name, each with its number from 0."""
    yield from ((nth, name) for nth, name in enumerate(rows[0].cells) if name)
