"""`negtrack import`: all or nothing, never over a file, and the same again after an export."""

import csv
import re
import shutil
from pathlib import Path

import pytest
from program import ROOT, piped

DOC = (ROOT / "docs" / "import.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```csv\n(.*?)```", DOC, re.DOTALL)
OURS = ROOT / "tests" / "imports"
RECORDS = (
    (ROOT, "istanbul-2025"),
    (ROOT, "istanbul-2022"),
    (ROOT / "tests" / "records" / "wages", "wages-2026"),
    (ROOT / "tests" / "records" / "cop29", "cop29-finance"),
)


def files(folder: Path) -> dict[str, bytes]:
    found = (one for one in folder.rglob("*") if one.is_file())
    return {str(one.relative_to(folder)): one.read_bytes() for one in found}


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(newline="", encoding="utf-8") as held:
        found = list(csv.DictReader(held))
    places = ("file", "line")
    return [{key: told for key, told in row.items() if key not in places} for row in found]


@pytest.mark.parametrize(("record", "name"), RECORDS, ids=[name for _, name in RECORDS])
@pytest.mark.parametrize("form", ["folder", "xlsx"])
def test_export_import_export_is_the_identity(
    record: Path, name: str, form: str, tmp_path: Path
) -> None:
    (tmp_path / "positions").mkdir()
    first, again = tmp_path / "first", tmp_path / "again"
    given = first if form == "folder" else tmp_path / "first.xlsx"
    asked = ("export", "-C", str(record), "-n", name, "--private", "-o")
    assert piped(*asked, str(first)).code == 0
    assert piped(*asked, str(given)).code == 0
    answer = piped("import", str(given), "-C", str(tmp_path))
    assert answer.code == 0, answer.err
    assert piped(*asked[:1], "-C", str(tmp_path), "--private", "-o", str(again)).code == 0
    tables = sorted(one.name for one in first.glob("*.csv"))
    assert len(tables) > 15
    assert [one for one in tables if rows(first / one) != rows(again / one)] == []


@pytest.mark.parametrize("told", EXAMPLES)
def test_the_examples_of_the_documentation_come_in(told: str, tmp_path: Path) -> None:
    (tmp_path / "ports.csv").write_text(told, encoding="utf-8")
    asked = ("import", "ports.csv", "--as", "csv", "--round", "2026-01-12")
    assert piped(*asked, folder=tmp_path).code == 0
    shown = piped("show", folder=tmp_path)
    assert shown.code == 0
    assert "pay-rise" in shown.out
    again = piped(*asked, folder=tmp_path)
    assert again.code == 2
    assert "2026-01-12/union.yaml" in again.err


def test_nothing_is_written_unless_all_is_right_or_the_rest_is_asked_for(tmp_path: Path) -> None:
    shutil.copy(OURS / "faulty.txt", tmp_path)
    asked = ("import", "faulty.txt", "--as", "decide", "--round", "2026-01-12")
    answer = piped(*asked, folder=tmp_path)
    assert answer.code == 1
    assert "faulty.txt:8:4: error: position 160 is outside" in answer.err
    assert set(files(tmp_path)) == {"faulty.txt"}
    answer = piped(*asked, "--skip-bad", folder=tmp_path)
    assert answer.code == 0, answer.err
    assert "8 rows left out" in answer.err
    assert piped("check", folder=tmp_path).code == 0


def test_what_the_record_refuses_is_named_at_its_own_row(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(
        "party,issue,value,round,date,stance\n"
        "A,pay,1,2026-01-12,2026-01-11,offer\nA,pay,2,2026-01-12,2026-01-12,asks\n"
    )
    answer = piped("import", "t.csv", "--as", "csv", "--skip-bad", folder=tmp_path)
    assert answer.code == 0
    assert "t.csv:3:3: error: no stance 'asks' (unknown-stance)" in answer.err
    written = (tmp_path / "positions" / "t" / "2026-01-12" / "a.yaml").read_text()
    assert "pay: {date: 2026-01-11, value: 1, stance: offer}" in written


@pytest.mark.parametrize("told", ["party,issue,value\n", "party,pay\nNorth,\n"])
def test_a_table_without_a_position_is_told_and_makes_no_record(tmp_path: Path, told: str) -> None:
    (tmp_path / "t.csv").write_text(told)
    answer = piped("import", "t.csv", "--as", "csv", "--round", "2026-01-12", folder=tmp_path)
    assert answer.code == 1
    assert "t.csv:1:1: error: there is no position in it" in answer.err
    assert set(files(tmp_path)) == {"t.csv"}


@pytest.mark.parametrize("levels", [400, 100_000])
def test_a_cell_of_an_export_that_is_nested_deeply_is_told(tmp_path: Path, levels: int) -> None:
    tables = tmp_path / "tables"
    record = ROOT / "tests" / "records" / "wages"
    assert piped("export", "-C", str(record), "-o", str(tables)).code == 0
    issues = tables / "issues.csv"
    head, first, *_ = issues.read_text(encoding="utf-8").splitlines()
    cells = dict(zip(head.split(","), first.split(","), strict=False))
    cells |= {"reference": "[" * levels + "]" * levels}
    issues.write_text(f"{head}\n{','.join(cells.values())}\n", encoding="utf-8")
    answer = piped("import", str(tables), folder=tmp_path)
    assert answer.code == 1, answer.err[-300:]
    assert "nested deeper than 40 levels" in answer.err
    assert not (tmp_path / "positions").exists()


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    shutil.copy(OURS / "ports.csv", tmp_path)
    asked = ("import", "ports.csv", "--as", "ktab", "--round", "2026-01-12", "--dry-run")
    assert "would write positions/ports/negotiation.yaml" in piped(*asked, folder=tmp_path).out
    assert set(files(tmp_path)) == {"ports.csv"}


def test_rounds_are_added_to_a_record_that_is_there(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests" / "records" / "wages", tmp_path, dirs_exist_ok=True)
    before = files(tmp_path)
    (tmp_path / "more.csv").write_text(
        "party,issue,round,value,source\nDockers' union,Pay rise,2026-04-01,7,port-paper\n"
    )
    asked = ("import", "more.csv", "--as", "csv", "-n", "wages-2026")
    answer = piped(*asked, folder=tmp_path)
    assert answer.code == 0, answer.err
    assert {**files(tmp_path), **before} == files(tmp_path)
    assert piped("check", folder=tmp_path).code == 0
    (tmp_path / "more.csv").write_text(
        "party,issue,round,value\nnobody,pay,2026-05-01,7\nunion,pay,2026-05-01,700\n"
    )
    answer = piped(*asked, folder=tmp_path)
    assert answer.code == 1
    assert "more.csv:2:" in answer.err
    assert "more.csv:3:" in answer.err
    assert not (tmp_path / "positions" / "wages-2026" / "2026-05-01").exists()


def test_an_import_that_was_killed_is_finished_by_the_next(tmp_path: Path) -> None:
    """What it has written is as it would be; what somebody has changed since is not touched."""
    shutil.copytree(ROOT / "tests" / "records" / "wages", tmp_path, dirs_exist_ok=True)
    (tmp_path / "more.csv").write_text(
        "party,issue,round,value\nunion,Pay rise,2026-04-01,7\nunion,Pay rise,2026-05-01,6\n"
    )
    asked = ("import", "more.csv", "--as", "csv", "-n", "wages-2026")
    assert piped(*asked, folder=tmp_path).code == 0
    whole = files(tmp_path)
    second = tmp_path / "positions" / "wages-2026" / "2026-05-01"
    shutil.rmtree(second)
    answer = piped(*asked, folder=tmp_path)
    assert (answer.code, files(tmp_path)) == (0, whole), answer.err
    assert "wages-2026/: 2 files" in answer.out
    shutil.rmtree(second)
    first = tmp_path / "positions" / "wages-2026" / "2026-04-01" / "union.yaml"
    first.write_text("positions: {pay: 8}\n")
    answer = piped(*asked, folder=tmp_path)
    assert answer.code == 2
    assert "1 file there already; nothing was written:" in answer.err
    assert "2026-04-01/union.yaml" in answer.err
    assert not second.exists()


def test_of_an_export_what_a_killed_import_wrote_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "positions").mkdir()
    tables = str(tmp_path / "tables")
    assert piped("export", "-C", str(ROOT), "--private", "-o", tables).code == 0
    assert piped("import", tables, "-C", str(tmp_path)).code == 0
    whole = files(tmp_path)
    shutil.rmtree(tmp_path / "positions" / "istanbul-2025")
    assert piped("import", tables, "-C", str(tmp_path)).code == 0
    assert files(tmp_path) == whole
    answer = piped("import", tables, "-C", str(tmp_path))
    assert answer.code == 2
    assert "is there already; nothing was written" in answer.err


def test_rows_that_name_no_source_take_the_one_that_is_given(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(
        "party,issue,value,round,source\nA,pay,1,2026-01-12,\nB,pay,2,2026-01-12,Port Paper\n"
    )
    bare = ("import", "t.csv", "--as", "csv", "-n")
    assert piped(*bare, "without", folder=tmp_path).code == 0
    assert "no-source" in piped("check", folder=tmp_path).out
    shutil.rmtree(tmp_path / "positions")
    answer = piped(*bare, "talks", "--source", "minutes", folder=tmp_path)
    assert answer.code == 0, answer.err
    written = tmp_path / "positions" / "talks"
    assert "source: minutes" in (written / "2026-01-12" / "a.yaml").read_text()
    assert "source: port-paper" in (written / "2026-01-12" / "b.yaml").read_text()
    assert "minutes: {publisher: minutes}" in (written / "negotiation.yaml").read_text()
    assert "no-source" not in piped("check", folder=tmp_path).out


def test_a_grid_added_to_a_record_takes_a_source_that_is_there(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests" / "records" / "wages", tmp_path, dirs_exist_ok=True)
    (tmp_path / "more.csv").write_text("party,Pay rise\nDockers' union,7\n")
    asked = ("import", "more.csv", "--as", "csv", "-n", "wages-2026", "--round", "2026-04-01")
    before = files(tmp_path)
    answer = piped(*asked, "--source", "port-papers", folder=tmp_path)
    assert answer.code == 2
    assert "port-paper" in answer.err.replace("port-papers", "")
    assert files(tmp_path) == before
    assert piped(*asked, "--source", "port-paper", folder=tmp_path).code == 0
    new = tmp_path / "positions" / "wages-2026" / "2026-04-01" / "union.yaml"
    assert "source: port-paper" in new.read_text()


def test_a_source_that_is_no_id_is_refused(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("party,issue,value,round\nA,pay,1,2026-01-12\n")
    asked = ("import", "t.csv", "--as", "csv", "--source", "Port Paper")
    answer = piped(*asked, folder=tmp_path)
    assert answer.code == 2
    assert "port-paper" in answer.err
    assert set(files(tmp_path)) == {"t.csv"}
