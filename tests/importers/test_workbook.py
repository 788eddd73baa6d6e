"""A workbook as it is read: real days, hidden sheets, and files that are none."""

import datetime
import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import Workbook

from negtrack.importers import workbook


def raw(fill: Callable[[Any], None]) -> bytes:
    book, held = Workbook(), io.BytesIO()
    fill(book)
    book.save(held)
    return held.getvalue()


def test_days_and_decimals_are_as_a_record_writes_them() -> None:
    day = datetime.date(2026, 1, 12)
    held = raw(lambda book: book.active.append([day, 2.5, 7.0, True, None, "x"]))
    found, problems = workbook.sheets("a.xlsx", held)
    assert problems == []
    assert found["Sheet"].rows[0].cells == ("2026-01-12", "2.5", "7", "true", "", "x")


def test_a_hidden_sheet_is_not_the_first() -> None:
    def fill(book: Any) -> None:
        book.active.append(["hidden"])
        book.active.sheet_state = "hidden"
        book.create_sheet("Data").append(["seen"])

    found, _ = workbook.sheets("a.xlsx", raw(fill))
    assert [*found] == ["Data", "Sheet"]


def test_merged_cells_are_named_by_their_row() -> None:
    def fill(book: Any) -> None:
        book.active["A3"] = "x"
        book.active.merge_cells("A3:B4")

    _, problems = workbook.sheets("a.xlsx", raw(fill))
    assert [(one.place.file, one.place.line, one.message) for one in problems] == [
        ("a.xlsx", 3, "cells A3 to B4 are merged")
    ]


def test_formulas_without_a_value_and_errors_are_named() -> None:
    """openpyxl writes formulas as Excel does, and computes none; the last cell has text of #."""

    def fill(book: Any) -> None:
        book.active.append(["pay", "=1+1", "#N/A", "x"])
        book.active.append(["term", 3, '=IF(A1<>"", B1&"</f>", 2)', "#1"])

    _, problems = workbook.sheets("a.xlsx", raw(fill))
    assert [(one.place.line, one.place.column, one.message) for one in problems] == [
        (1, 2, "the formula in cell B1 has no value"),
        (1, 3, "cell C1 holds the error #N/A"),
        (2, 3, "the formula in cell C2 has no value"),
    ]


def test_a_formula_that_was_computed_has_its_value() -> None:
    held = raw(lambda book: book.active.append(["pay", "=1+1"]))
    whole = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(held)) as old, zipfile.ZipFile(whole, "w") as new:
        for name in old.namelist():
            new.writestr(name, re.sub(rb"<v ?/>|<v></v>", b"<v>2</v>", old.read(name)))
    found, problems = workbook.sheets("a.xlsx", whole.getvalue())
    assert problems == []
    assert found["Sheet"].rows[0].cells == ("pay", "2")


@pytest.mark.parametrize(
    ("held", "told"),
    [
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "has a password"),
        (raw(lambda book: book.active.append(["x"]))[:300], "no workbook that can be read"),
    ],
)
def test_a_file_that_is_no_workbook_is_named_with_its_reason(held: bytes, told: str) -> None:
    found, problems = workbook.sheets("a.xlsx", held)
    assert found == {}
    assert [one.place.file for one in problems] == ["a.xlsx"]
    assert told in problems[0].message


def test_what_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/worksheets/sheet1.xml", bytes(2_000_000))
    monkeypatch.setattr(workbook, "_LARGEST", 1_000_000)
    found, problems = workbook.sheets("bomb.xlsx", held.getvalue())
    assert found == {}
    assert "more than" in problems[0].message
