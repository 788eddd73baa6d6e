"""Workbooks of Excel as rows of texts: the values that formulas last had, days as ISO dates."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from openpyxl import load_workbook

from negtrack.formulas import from_excel
from negtrack.importers.sheet import MOST_CELLS, Row, Sheet, filled, too_large
from negtrack.problems import Place, Problem
from negtrack.text import one_line

_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a compound file begins: a workbook with a password, or one of an old Excel."""

_CELL = (
    rb'<c r="([A-Z]+)(\d+)"([^>]*)>'
    rb"(<f[^>]*>(?:[^<]*</f>)?(?:<v>[^<]*</v>|<v ?/>)?|<v>#[^<]*</v>)</c>"
)
"""A cell with a formula, or with an error."""

_VALUE = re.compile("<v>([^<]+)</v>")

_LARGEST = 500_000_000
"""Bytes that a workbook may unpack to."""


def sheets(name: str, raw: bytes) -> tuple[dict[str, Sheet], list[Problem]]:
    """The sheets of a workbook by name, hidden ones last; merged cells are told.

    Of merged cells only one holds a value.
    """
    if raw.startswith(_OLD):
        hint = "save it as .xlsx without a password"
        locked = "this workbook has a password, or is of an Excel before 2007"
        return {}, [Problem("import-unreadable", Place(name), locked, hint)]
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as held:
            if sum(one.file_size for one in held.infolist()) > _LARGEST:
                return {}, [too_large(name)]
            told = [*_merged(name, held), *_unvalued(name, held)]
        book: Any = load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
        found = {one.title: _sheet(f"{name}#{one.title}", one) for one in _seen_first(book)}
        book.close()
    except _TooLarge:
        return {}, [too_large(name)]
    except Exception as error:  # openpyxl raises whatever its parts raise at a broken file
        broken = f"this is no workbook that can be read: {type(error).__name__}"
        return {}, [Problem("import-unreadable", Place(name), broken, "save it as .xlsx again")]
    return found, told


def _seen_first(book: Any) -> list[Any]:
    """The sheets with those that are hidden last, so that the first is one that the user sees."""
    return sorted(book.worksheets, key=lambda one: bool(one.sheet_state != "visible"))


class _TooLarge(Exception):
    """A sheet has more cells than are read."""


def _merged(name: str, held: zipfile.ZipFile) -> Iterator[Problem]:
    """The merged cells of all sheets."""
    for cells in _found(held, rb'<mergeCell ref="([A-Z]+)(\d+):([A-Z0-9]+)"'):
        column, row, until = (one.decode() for one in cells)
        told = f"cells {column}{row} to {until} are merged"
        hint = "unmerge them, and write the value into each"
        yield Problem("import-unreadable", Place(name, int(row), _column(column)), told, hint)


def _unvalued(name: str, held: zipfile.ZipFile) -> Iterator[Problem]:
    """The formulas of all sheets that have no value, and those that have come to an error."""
    for found in _found(held, _CELL):
        column, row, kind, holds = (one.decode("utf-8", "replace") for one in found)
        value = _VALUE.search(holds)
        if value and 't="e"' not in kind:
            continue
        here = f"cell {column}{row}"
        told = (
            f"{here} holds the error {one_line(value[1])}"
            if value
            else (f"the formula in {here} has no value")
        )
        hint = "open it in a program that computes it, and save it; or write the value"
        yield Problem("import-unreadable", Place(name, int(row), _column(column)), told, hint)


def _found(held: zipfile.ZipFile, sought: bytes) -> Iterator[tuple[bytes, ...]]:
    """What is found in the files of all sheets."""
    for file in sorted(held.namelist()):
        if re.fullmatch(r"xl/worksheets/[^/]+\.xml", file):
            yield from re.findall(sought, held.read(file))


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
