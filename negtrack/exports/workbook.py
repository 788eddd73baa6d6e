"""Tables as one Excel workbook, a sheet a table, in which every text is a text and no formula."""

from __future__ import annotations

import datetime
import io
import re
import sys
import zipfile
from collections.abc import Iterable
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from negtrack.exports.archive import Archive
from negtrack.formulas import for_excel
from negtrack.problems import Stop
from negtrack.report import Scalar
from negtrack.tables import Field, Row, Shape

COLUMNS = ("table", "column", "type", "unit", "description")
"""The header of the sheet `columns`, which says what every column is."""

LONGEST, MOST_ROWS = 32_767, 1_048_576
"""How long a text in a cell can be, and how many rows a sheet can have, in Excel."""

_FIRST_DAY = datetime.date(1900, 3, 1)
"""The first day that every spreadsheet counts alike; one before it is written as text."""

_XmlError: Any = getattr(sys.modules.get("lxml.etree"), "LxmlError", OSError)
"""What openpyxl raises beside OSError, where it has found lxml to write by."""

_EPOCH = (1980, 1, 1, 0, 0, 0)
_STAMP = re.compile(r"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_WIDEST, _NARROWEST = 40, 8


def workbook_bytes(archive: Archive) -> bytes:
    """The workbook; the same bytes for the same tables. Stop where Excel cannot hold them."""
    for shape in archive.shapes:
        _check(shape, archive.rows(shape.name))
    try:
        return _undated(_made(archive))
    except (OSError, _XmlError) as error:
        told = f"the workbook cannot be made: {error}"
        hint = "its sheets are temporary files before: see whether the disk of these is full"
        raise Stop(told, hint) from None


def _made(archive: Archive) -> bytes:
    """The workbook as openpyxl makes it, every sheet through a temporary file of its own."""
    book = Workbook(write_only=True)
    for shape in archive.shapes:
        _sheet(book, shape, archive.rows(shape.name))
    _columns(book, archive.shapes)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _check(shape: Shape, rows: Iterable[Row]) -> None:
    """Stop where a table has more than a sheet can hold, before anything is made of it."""
    for number, row in enumerate(rows, 2):
        if number > MOST_ROWS:
            told = f"the table {shape.name} has more rows than a sheet can hold"
            raise Stop(told, "write it as CSV or Parquet: -f csv, -f parquet")
        for field, value in zip(shape.fields, row, strict=True):
            length = len(for_excel(value)) if isinstance(value, str) else 0
            if length > LONGEST:
                raise Stop(
                    f"a text in {shape.name}.{field.name} is longer than a cell of Excel can be "
                    f"({length} characters, {LONGEST} at most)",
                    "write it as CSV, JSON Lines or Parquet: -f csv, -f jsonl, -f parquet",
                )


def _sheet(book: Workbook, shape: Shape, rows: Iterable[Row]) -> None:
    sheet = _framed(book, shape.name, shape.header)
    for row in rows:
        cells = zip(row, shape.fields, strict=True)
        sheet.append([_cell(sheet, value, field) for value, field in cells])
    letter = get_column_letter(len(shape.header))
    sheet.auto_filter.ref = f"A1:{letter}1"


def _framed(book: Workbook, name: str, header: Iterable[str]) -> Any:
    """A sheet with its header, which stays in sight."""
    sheet: Any = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    told = []
    for place, word in enumerate(header, 1):
        width = min(max(len(word) + 2, _NARROWEST), _WIDEST)
        sheet.column_dimensions[get_column_letter(place)].width = width
        cell = _text(sheet, word)
        cell.font = Font(bold=True)
        told.append(cell)
    sheet.append(told)
    return sheet


def _columns(book: Workbook, shapes: Iterable[Shape]) -> None:
    sheet = _framed(book, "columns", COLUMNS)
    for shape in shapes:
        for field in shape.fields:
            told = (shape.name, field.name, field.type, field.unit, field.description)
            sheet.append([_text(sheet, word) if word else None for word in told])


def _cell(sheet: Any, value: Scalar, field: Field) -> object:
    """A value as a cell holds it: a day as a day, a text as a text, whatever it begins with."""
    if not isinstance(value, str):
        return value
    if field.type == "date" and (day := datetime.date.fromisoformat(value)) >= _FIRST_DAY:
        return day
    return _text(sheet, for_excel(value))


def _text(sheet: Any, text: str) -> Any:
    cell: Any = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"  # openpyxl takes =… for a formula, and #N/A for an error
    return cell


def _undated(book: bytes) -> bytes:
    """The same workbook without the hour in which it was written; OSError where a sheet is cut.

    For lxml, by which openpyxl writes a sheet, says nothing where the last of it cannot be written.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as was, zipfile.ZipFile(out, "w") as now:
        for name in sorted(was.namelist()):
            held = was.read(name)
            if name.startswith("xl/worksheets/") and not held.endswith(b"</worksheet>"):
                raise OSError("a temporary file was not written to its end")
            if name == "docProps/core.xml":
                held = _STAMP.sub(r"\g<1>1980-01-01T00:00:00Z", held.decode()).encode()
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            now.writestr(entry, held)
    return out.getvalue()
