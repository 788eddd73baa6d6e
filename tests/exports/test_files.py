"""Each format, read back by a program of others: every value is what it was."""

import csv
import datetime
import io
import json
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pandas
import pytest
from base_record import record
from many_records import RECORDS, WORDS
from openpyxl import load_workbook

from negtrack.exports import parquet
from negtrack.exports.archive import Archive, archive
from negtrack.exports.lines import csv_text, jsonl_text
from negtrack.exports.parquet import TYPES, parquet_bytes, parquet_files
from negtrack.exports.workbook import workbook_bytes
from negtrack.formulas import from_excel, unguarded
from negtrack.problems import Stop
from negtrack.selection import Selection
from negtrack.tables import SHAPES, Field, shape_of

Table = list[tuple[Any, ...]]


def made(*names: str, tables: tuple[str, ...] = ()) -> Archive:
    return archive([RECORDS[name]() for name in names], Selection(), tables)


def tables(of: Archive) -> dict[str, Table]:
    return {shape.name: list(of.rows(shape.name)) for shape in of.shapes}


# What is read back


def from_csv(of: Archive) -> dict[str, Table]:
    return {shape.name: list(_csv(csv_text(shape, of.rows(shape.name)))) for shape in of.shapes}


def _csv(text: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a CSV file as cells of text; nothing is None."""
    _, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    yield from (tuple(unguarded(cell) if cell else None for cell in row) for row in rows)


def from_jsonl(of: Archive) -> dict[str, Table]:
    found = {}
    for shape in of.shapes:
        lines = jsonl_text(shape, of.rows(shape.name)).split("\n")
        assert lines.pop() == ""
        objects = [json.loads(line) for line in lines]
        assert all(tuple(one) == shape.header for one in objects)
        found[shape.name] = [tuple(one.values()) for one in objects]
    return found


def from_xlsx(of: Archive) -> dict[str, Table]:
    book = load_workbook(io.BytesIO(workbook_bytes(of)))
    found = {}
    for shape in of.shapes:
        header, *rows = book[shape.name].iter_rows(values_only=True)
        assert header == shape.header
        found[shape.name] = [tuple(map(_cell, row)) for row in rows]
    return found


def _cell(value: Any) -> Any:
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return from_excel(value) if isinstance(value, str) else value


def from_parquet(of: Archive) -> dict[str, Table]:
    found: dict[str, Table] = {shape.name: [] for shape in of.shapes}
    for path, held in parquet_files(of):
        name, partition, _ = path.split("/")
        negotiation = partition.removeprefix("negotiation=")
        rows = _parquet(held)
        found[name] += [(negotiation, *map(_day, row)) for row in rows]
    return found


def _parquet(held: bytes) -> Table:
    with tempfile.NamedTemporaryFile(suffix=".parquet") as file:
        file.write(held)
        file.flush()
        with duckdb.connect() as connection:
            return connection.execute("SELECT * FROM read_parquet(?)", [file.name]).fetchall()


def _day(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date) else value


READERS: dict[str, Callable[[Archive], dict[str, Table]]] = {
    "jsonl": from_jsonl,
    "xlsx": from_xlsx,
    "parquet": from_parquet,
}


@pytest.mark.parametrize("name", RECORDS)
@pytest.mark.parametrize("form", READERS)
def test_every_value_comes_back(form: str, name: str) -> None:
    of = made(name)
    assert READERS[form](of) == tables(of)


@pytest.mark.parametrize("name", RECORDS)
def test_every_value_comes_back_from_csv_as_text(name: str) -> None:
    of = made(name)
    found = from_csv(of)
    for shape in of.shapes:
        told = [tuple(map(_spelled, row)) for row in of.rows(shape.name)]
        assert found[shape.name] == told, shape.name


def _spelled(value: Any) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value is None else str(value)


def test_several_negotiations_are_one_table_in_the_order_of_their_ids() -> None:
    of = made("wages", "istanbul-2025", "cop29")
    assert of.negotiations == ("cop29-finance", "istanbul-2025", "wages-2026")
    (_, *rows) = csv_text(shape_of("negotiations"), of.rows("negotiations")).splitlines()
    assert [row.split(",")[0] for row in rows] == list(of.negotiations)
    assert of.size() == sum(made(one).size() for one in ("wages", "istanbul-2025", "cop29"))
    assert of.title == "3 negotiations"
    assert made("wages").title == RECORDS["wages"]().negotiation.title


def test_no_csv_cell_and_no_line_of_one_begins_a_formula() -> None:
    of = made("hostile")
    for shape in of.shapes:
        text = csv_text(shape, of.rows(shape.name))
        for row in csv.reader(io.StringIO(text, newline="")):
            for cell in row:
                assert cell[:1] not in {*"=+@"}
                assert cell[:1] != "-" or float(cell) < 0
                assert not [x for x in cell.split(";") if x.strip(" \t\n")[:1] in {*"=+@"}]


def test_pandas_reads_csv_as_it_is_meant(tmp_path: Path) -> None:
    (tmp_path / "gaps.csv").write_text(csv_text(shape_of("gaps"), made("wages").rows("gaps")))
    frame = pandas.read_csv(tmp_path / "gaps.csv")
    assert list(frame.columns) == list(shape_of("gaps").header)
    assert frame["gap"].dtype.kind == "f"
    assert frame["pairs"].dtype.kind == "i"


# Excel


def test_a_workbook_has_no_formula_and_no_error_whatever_is_said() -> None:
    book = load_workbook(io.BytesIO(workbook_bytes(made("hostile"))))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds == {"s", "n", "b", "d"}


def test_a_workbook_says_what_its_columns_are_and_keeps_headers_in_sight() -> None:
    book = load_workbook(io.BytesIO(workbook_bytes(made("wages"))))
    assert book.sheetnames == [*(shape.name for shape in SHAPES), "columns"]
    assert {sheet.freeze_panes for sheet in book} == {"A2"}
    assert book["gaps"].auto_filter.ref.startswith("A1:")
    assert all(cell.font.bold for cell in book["positions"][1])
    listed = [row[:2] for row in book["columns"].iter_rows(min_row=2, values_only=True)]
    assert listed == [(shape.name, field.name) for shape in SHAPES for field in shape.fields]


def test_a_workbook_is_the_same_bytes_and_knows_no_clock() -> None:
    of = made("wages", tables=("rounds", "parties"))
    held = workbook_bytes(of)
    assert held == workbook_bytes(of)
    with zipfile.ZipFile(io.BytesIO(held)) as book:
        assert {one.date_time for one in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = book.read("docProps/core.xml").decode()
    assert core.count("1980-01-01T00:00:00Z") == 2
    assert str(datetime.datetime.now().year) not in core


def test_a_day_before_1900_is_text_as_spreadsheets_count_those_differently() -> None:
    old = record(
        {"2025-01-10/north.yaml": "positions: {bridge: {value: [1815-06-09, 1900-03-01]}}\n"}
    )
    of = archive([old], Selection(), ("positions",))
    book = load_workbook(io.BytesIO(workbook_bytes(of)))
    places = [shape_of("positions").header.index(x) for x in ("value_from", "value_until")]
    rows = [row for row in book["positions"].iter_rows(values_only=True) if row[2] == "north"]
    days = [rows[0][place] for place in places]
    assert days == ["1815-06-09", datetime.datetime(1900, 3, 1)]


def test_what_a_cell_cannot_hold_is_refused_and_never_cut() -> None:
    said = f"positions: {{venue: {{value: coast, quote: {'x' * 32_768}}}}}\n"
    of = archive([record({"2025-01-10/north.yaml": said})], Selection(), ("positions",))
    with pytest.raises(Stop) as stop:
        workbook_bytes(of)
    assert "positions.quote" in stop.value.sentence
    assert "32768 characters, 32767 at most" in stop.value.sentence
    assert "-f csv" in stop.value.hint
    assert from_jsonl(of) == tables(of)


def test_more_rows_than_a_sheet_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("negtrack.exports.workbook.MOST_ROWS", 5)
    with pytest.raises(Stop, match="the table parties has more rows"):
        workbook_bytes(made("cop29"))


# Parquet


def test_parquet_is_typed_and_a_table_without_rows_has_a_file() -> None:
    files = dict(parquet_files(made("wages")))
    assert {path.split("/")[0] for path in files} == {shape.name for shape in SHAPES}
    held = files["deliveries/negotiation=wages-2026/data_0.parquet"]
    assert _parquet(held) == []


def test_the_columns_of_one_file_have_their_types(tmp_path: Path) -> None:
    path = tmp_path / "positions.parquet"
    path.write_bytes(parquet_bytes(made("wages", tables=("positions",))))
    with duckdb.connect() as connection:
        told = connection.execute("DESCRIBE SELECT * FROM read_parquet(?)", [str(path)]).fetchall()
    fields: tuple[Field, ...] = shape_of("positions").fields
    assert [(row[0], row[1]) for row in told] == [(one.name, TYPES[one.type]) for one in fields]


def test_parquet_is_the_same_bytes_again() -> None:
    assert dict(parquet_files(made("istanbul-2025"))) == dict(parquet_files(made("istanbul-2025")))


def test_nothing_is_lost_on_the_way_of_the_hostile_words() -> None:
    of = made("hostile")
    place = shape_of("positions").header.index("quote")
    for read in (from_csv, *READERS.values()):
        quotes = [row[place] for row in read(of)["positions"]]
        assert [one for one in quotes if one in WORDS] == list(WORDS)


@pytest.mark.parametrize("fails", [OSError("no space"), None])
def test_a_workbook_whose_sheets_cannot_be_kept_meanwhile_is_none(
    monkeypatch: pytest.MonkeyPatch, fails: OSError | None
) -> None:
    """Be it that the failure is told, or that a sheet is only cut short, as lxml leaves it."""
    real = zipfile.ZipFile.write

    def write(book: zipfile.ZipFile, sheet: str, name: str) -> None:
        if fails:
            raise fails
        Path(sheet).write_bytes(Path(sheet).read_bytes()[:-20])
        real(book, sheet, name)

    monkeypatch.setattr(zipfile.ZipFile, "write", write)
    with pytest.raises(Stop, match="the workbook cannot be made") as stop:
        workbook_bytes(made("wages"))
    assert "temporary files" in stop.value.hint


@pytest.mark.parametrize("fails", ["the folder", "a file"])
@pytest.mark.parametrize("make", [lambda of: [*parquet_files(of)], parquet_bytes])
def test_parquet_that_cannot_be_kept_meanwhile_is_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, fails: str, make: Callable[[Archive], Any]
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / ("none" * (fails == "the folder"))))
    monkeypatch.setattr(parquet, "_FILE", "none/of.parquet")
    with pytest.raises(Stop, match="the Parquet files cannot be made") as stop:
        make(made("wages", tables=("rounds",)))
    assert "temporary files" in stop.value.hint
    assert [*tmp_path.iterdir()] == []
