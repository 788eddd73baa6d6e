"""Workbooks of Excel as rows of texts: the values that formulas last had, days as ISO dates."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from decimal import Decimal
from typing import Any

from openpyxl import load_workbook

from negtrack.formulas import from_excel
from negtrack.importers.sheet import MOST_CELLS, Row, Sheet, filled, too_large
from negtrack.problems import Place, Problem

_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a compound file begins: a workbook with a password, or one of an old Excel."""

_LARGEST = 500_000_000
"""Bytes that a workbook may unpack to."""


def sheets(name: str, raw: bytes) -> tuple[dict[str, Sheet], list[Problem]]:
    """The sheets of a workbook by name, hidden ones last; merged cells are told.

    Of merged cells only one holds a value.
    """
    if raw.startswith(_OLD):
        hint = "save it as .xlsx without a password"
        told = "this workbook has a password, or is of an Excel before 2007"
        return {}, [Problem("import-unreadable", Place(name), told, hint)]
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as held:
            if sum(one.file_size for one in held.infolist()) > _LARGEST:
                return {}, [too_large(name)]
            merged = _merged(name, held)
        book: Any = load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
        found = {one.title: _sheet(f"{name}#{one.title}", one) for one in _seen_first(book)}
        book.close()
    except _TooLarge:
        return {}, [too_large(name)]
    except Exception as error:  # openpyxl raises whatever its parts raise at a broken file
        told = f"this is no workbook that can be read: {type(error).__name__}"
        return {}, [Problem("import-unreadable", Place(name), told, "save it as .xlsx again")]
    return found, merged


def _seen_first(book: Any) -> list[Any]:
    """The sheets with those that are hidden last, so that the first is one that the user sees."""
    return sorted(book.worksheets, key=lambda one: bool(one.sheet_state != "visible"))


class _TooLarge(Exception):
    """A sheet has more cells than are read."""


def _merged(name: str, held: zipfile.ZipFile) -> list[Problem]:
    """The merged cells of all sheets."""
    found = []
    for file in sorted(held.namelist()):
        if re.fullmatch(r"xl/worksheets/[^/]+\.xml", file):
            cells = re.findall(rb'<mergeCell ref="([A-Z]+)(\d+):([A-Z0-9]+)"', held.read(file))
            for column, row, until in cells:
                told = f"cells {column.decode()}{row.decode()} to {until.decode()} are merged"
                place = Place(name, int(row), _column(column.decode()))
                hint = "unmerge them, and write the value into each"
                found.append(Problem("import-unreadable", place, told, hint))
    return found


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _sheet(name: str, sheet: Any) -> Sheet:
    rows: list[Row] = []
    cells = 0
    sheet.reset_dimensions()  # a sheet may claim more than it has
    for line, row in enumerate(sheet.iter_rows(values_only=True), 1):
        cells += len(row)
        if cells > MOST_CELLS:
            raise _TooLarge
        rows.append(Row(line, tuple(map(_text, row))))
    return Sheet(name, filled(rows))


def _text(value: object) -> str:
    """A cell as text: a day without its midnight, a whole number without a point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return value.date().isoformat() if midnight else value.isoformat(" ")
    if isinstance(value, float):
        told = f"{Decimal(repr(value)):f}" if abs(value) < 1e30 else str(value)
        return told.removesuffix(".0")
    return from_excel(str(value))
