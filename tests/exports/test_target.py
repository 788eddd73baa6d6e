"""Where an export goes, and in what format."""

from pathlib import Path

import pytest

from negtrack.exports.target import Target, target
from negtrack.problems import Stop

ONE = ["positions"]


@pytest.mark.parametrize(
    ("output", "named", "tables", "expected"),
    [
        ("tables", None, [], Target("csv", Path("tables"), False)),
        ("tables", "parquet", [], Target("parquet", Path("tables"), False)),
        ("v1.2", "jsonl", ONE, Target("jsonl", Path("v1.2"), False)),
        ("x.xlsx", None, [], Target("xlsx", Path("x.xlsx"), True)),
        ("X.XLSX", "xlsx", ONE, Target("xlsx", Path("X.XLSX"), True)),
        ("x.csv", None, ONE, Target("csv", Path("x.csv"), True)),
        ("x.parquet", None, ONE, Target("parquet", Path("x.parquet"), True)),
        (None, None, ONE, Target("csv", None, False)),
        ("-", "jsonl", ONE, Target("jsonl", None, False)),
    ],
)
def test_the_place_and_the_format(
    output: str | None, named: str | None, tables: list[str], expected: Target
) -> None:
    assert target(Path(output) if output else None, named, tables) == expected


def test_a_folder_that_is_there_is_a_folder_whatever_its_name(tmp_path: Path) -> None:
    folder = tmp_path / "old.csv"
    folder.mkdir()
    assert target(folder, None, []) == Target("csv", folder, False)


@pytest.mark.parametrize(
    ("output", "named", "tables", "sentence", "hint"),
    [
        ("x", "pdf", [], "there is no format 'pdf' of tables", "use csv"),
        ("x.pdf", None, [], "no format of tables has the ending '.pdf'", "name a folder"),
        ("x.csv", "jsonl", ONE, "x.csv is no jsonl file", "leave one"),
        ("x.csv", None, [], "a csv file holds one table", "--table positions"),
        ("x.parquet", None, ["gaps", "moves"], "a parquet file holds one table", "a folder"),
        ("x", "xlsx", [], "a workbook is one file", "-o x.xlsx"),
        (None, None, [], "the tables go into a folder", "-o record"),
        (None, None, ["gaps", "moves"], "the tables go into a folder", "-o record"),
        ("-", "xlsx", ONE, "xlsx is not for stdout", "-o record.xlsx"),
        (None, "parquet", ONE, "parquet is not for stdout", "-o record -f parquet"),
        ("x", None, ["position"], "there is no table 'position'", "did you mean 'positions'?"),
    ],
)
def test_what_cannot_be_is_told_with_what_to_do(
    output: str | None, named: str | None, tables: list[str], sentence: str, hint: str
) -> None:
    with pytest.raises(Stop) as stop:
        target(Path(output) if output else None, named, tables)
    assert sentence in stop.value.sentence
    assert hint in stop.value.hint


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "tables").touch()
    with pytest.raises(Stop, match="tables is a file and no folder"):
        target(tmp_path / "tables", None, [])
