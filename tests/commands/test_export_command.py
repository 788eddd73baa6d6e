"""`negtrack export` as a user types it."""

import csv
import io
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import duckdb
import pytest
from gitrepo import WorkTree, isolate
from program import COMMAND, ROOT, Answer, in_terminal, piped

from negtrack.tables import SHAPES, shape_of

TABLES = [f"{shape.name}.csv" for shape in SHAPES]
GAPS = """
SELECT g.issue, g.status, g.colour, g.gap, g.previous_gap, g.observed_span,
       p.a, p.b, p.gap AS pair_gap, p.min, p.max, p.overlap
FROM read_parquet('{0}/gaps/*/*.parquet', hive_partitioning = true) AS g
LEFT JOIN read_parquet('{0}/gap_pairs/*/*.parquet', hive_partitioning = true) AS p
  USING (negotiation, round, issue)
WHERE negotiation = '{1}' AND round = '{2}'
"""


def export(folder: Path, *arguments: str, code: int = 0) -> Answer:
    """An export of the project's own records, told from the folder that it goes to."""
    answer = piped("export", "-C", str(ROOT), *arguments, folder=folder)
    assert answer.code == code, answer.err
    return answer


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_all_negotiations_go_into_a_folder_with_a_package(tmp_path: Path) -> None:
    answer = export(tmp_path, "-o", "tables")
    assert answer.out == ""
    assert answer.err.startswith(f"{len(SHAPES)} tables of 2 negotiations, ")
    assert answer.err.endswith(" rows, written to tables.\n")
    assert names(tmp_path / "tables") == {*TABLES, "datapackage.json"}
    rows = table((tmp_path / "tables" / "positions.csv").read_text())
    assert {row["negotiation"] for row in rows} == {"istanbul-2022", "istanbul-2025"}


def test_one_negotiation_is_told_apart_by_its_name(tmp_path: Path) -> None:
    export(tmp_path, "-o", "one", "-n", "istanbul-2022")
    rows = table((tmp_path / "one" / "rounds.csv").read_text())
    assert {row["negotiation"] for row in rows} == {"istanbul-2022"}
    told = json.loads((tmp_path / "one" / "datapackage.json").read_text())
    assert told["name"] == "istanbul-2022"


def test_an_export_of_more_is_not_replaced_by_one_of_less(tmp_path: Path) -> None:
    export(tmp_path, "-o", "tables")
    before = (tmp_path / "tables" / "positions.csv").read_bytes()
    answer = export(tmp_path, "-o", "tables", "-n", "istanbul-2025", code=2)
    assert "an export of istanbul-2022, too" in answer.err
    assert (tmp_path / "tables" / "positions.csv").read_bytes() == before


def test_the_same_record_gives_the_same_bytes(tmp_path: Path) -> None:
    for form in ("csv", "jsonl", "parquet"):
        for once in ("a", "b"):
            export(tmp_path, "-f", form, "-o", f"{once}-{form}", "-n", "istanbul-2022")
        one, other = tmp_path / f"a-{form}", tmp_path / f"b-{form}"
        assert names(one) == names(other)
        assert all((one / x).read_bytes() == (other / x).read_bytes() for x in names(one))


@pytest.mark.parametrize("name", ["istanbul-2025", "istanbul-2022"])
def test_parquet_gives_the_gaps_that_the_command_gives(tmp_path: Path, name: str) -> None:
    export(tmp_path, "-f", "parquet", "-o", "archive")
    folder = json.loads((tmp_path / "archive" / "datapackage.json").read_text())
    assert folder["negtrack"]["negotiations"] == ["istanbul-2022", "istanbul-2025"]
    rounds = [path.name for path in (ROOT / "positions" / name).iterdir() if path.is_dir()]
    assert len(rounds) == 3
    for one in rounds:
        told: Any = json.loads(piped("gaps", one, "-n", name, "-f", "json").out)
        with duckdb.connect() as connection:
            found = connection.execute(GAPS.format(tmp_path / "archive", name, one)).fetchall()
        expected = [
            (
                *(issue[key] for key in ("issue", "status", "colour", "gap", "previous_gap")),
                issue["observed_span"],
                *(pair.get(key) for key in ("a", "b", "gap", "min", "max", "overlap")),
            )
            for issue in told["issues"]
            for pair in issue["pairs"] or [{}]
        ]
        read = [
            (*row[:5], json.loads(row[5] or "null"), *row[6:11], json.loads(row[11] or "null"))
            for row in found
        ]
        assert sorted(map(repr, read)) == sorted(map(repr, map(_floats, expected)))


def _floats(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """The row with its figures as DuckDB has them."""
    figures = {3, 4, 8, 9, 10}
    return tuple(
        float(cell) if place in figures and cell is not None else cell
        for place, cell in enumerate(row)
    )


def test_parquet_of_negotiations_stands_side_by_side(tmp_path: Path) -> None:
    export(tmp_path, "-f", "parquet", "-o", "archive", "-n", "istanbul-2022")
    first = names(tmp_path / "archive")
    export(tmp_path, "-f", "parquet", "-o", "archive", "-n", "istanbul-2025")
    assert first < names(tmp_path / "archive")
    query = (
        f"SELECT DISTINCT negotiation FROM '{tmp_path}/archive/positions/*/*.parquet' ORDER BY 1"
    )
    with duckdb.connect() as connection:
        assert connection.execute(query).fetchall() == [("istanbul-2022",), ("istanbul-2025",)]
    told = json.loads((tmp_path / "archive" / "datapackage.json").read_text())
    assert told["negtrack"]["negotiations"] == ["istanbul-2022", "istanbul-2025"]
    assert len(told["resources"][0]["path"]) == 2


def test_one_table_goes_to_stdout_for_pipes(tmp_path: Path) -> None:
    answer = export(tmp_path, "--table", "rounds", "-n", "istanbul-2025")
    assert answer.err == ""
    assert [row["number"] for row in table(answer.out)] == ["1", "2", "3"]
    lines = export(tmp_path, "--table", "rounds", "-f", "jsonl", "-o", "-").out.splitlines()
    assert [json.loads(line)["number"] for line in lines] == [1, 2, 3, 1, 2, 3]


def test_a_workbook_and_one_table_are_one_file_each(tmp_path: Path) -> None:
    answer = export(tmp_path, "-o", "istanbul.xlsx", "-n", "istanbul-2022")
    assert answer.err.endswith("written to istanbul.xlsx.\n")
    assert (tmp_path / "istanbul.xlsx").read_bytes()[:2] == b"PK"
    export(tmp_path, "-o", "gaps.parquet", "--table", "gaps")
    assert (tmp_path / "gaps.parquet").read_bytes()[:4] == b"PAR1"
    export(tmp_path, "-o", "gaps.jsonl", "--table", "gaps")
    (first, *_) = (tmp_path / "gaps.jsonl").read_text().splitlines()
    assert tuple(json.loads(first)) == shape_of("gaps").header


@pytest.mark.parametrize("name", ["", "istanbul"])
def test_a_negotiation_that_is_not_there_is_told(tmp_path: Path, name: str) -> None:
    answer = export(tmp_path, "-n", name, "-o", "tables", code=2)
    assert f"there is no negotiation '{name}'" in answer.err
    assert names(tmp_path) == set()


def test_filters_pick_rows(tmp_path: Path) -> None:
    narrow = ("--table", "positions", "--party", "russia", "--issue", "ceasefire")
    rows = table(export(tmp_path, *narrow, "-n", "istanbul-2025").out)
    assert {(row["party"], row["issue"]) for row in rows} == {("russia", "ceasefire")}
    answer = export(tmp_path, *narrow[:-1], "cease-fire", code=2)
    assert "did you mean 'ceasefire'?" in answer.err


def test_what_is_not_said_where_to_put_is_asked_for(tmp_path: Path) -> None:
    answer = export(tmp_path, code=2)
    assert "the tables go into a folder" in answer.err
    assert "--table positions" in answer.err


def test_the_record_is_no_place_for_tables(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests" / "records" / "wages", tmp_path / "wages")
    before = names(tmp_path / "wages")
    for place in ("positions", "positions/wages-2026/tables"):
        answer = piped("export", "-o", place, folder=tmp_path / "wages")
        assert answer.code == 2
        assert "is in the record; nothing was written" in answer.err
    assert names(tmp_path / "wages") == before


def test_a_record_with_errors_is_not_exported(tmp_path: Path) -> None:
    broken = ROOT / "tests" / "records" / "broken"
    answer = piped("export", "-C", str(broken), "-o", "tables", folder=tmp_path)
    assert answer.code == 3
    assert "negtrack check" in answer.err
    assert names(tmp_path) == set()


def test_where_there_is_no_negotiation_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "positions").mkdir()
    answer = piped("export", "-o", "tables", folder=tmp_path)
    assert answer.code == 3
    assert "there is no negotiation in positions/ yet" in answer.err


def test_confidential_statements_are_left_out_and_counted(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests" / "records" / "wages", tmp_path / "wages")
    said = "positions:\n  pay: {value: 3, confidential: true, quote: in private}\n"
    folder = next((tmp_path / "wages" / "positions").iterdir())
    one = sorted(path for path in folder.iterdir() if path.is_dir())[-1]
    party = next(path for path in one.iterdir() if path.name != "round.yaml")
    party.write_text(said)
    public = piped("export", "-o", "tables", folder=tmp_path / "wages")
    assert public.err.endswith("; 1 confidential statement left out (--private).\n")
    assert "in private" not in (tmp_path / "wages/tables/positions.csv").read_text()
    whole = piped("export", "-o", "tables", "--private", folder=tmp_path / "wages")
    assert "left out" not in whole.err
    assert "in private" in (tmp_path / "wages/tables/positions.csv").read_text()


def test_a_revision_is_exported_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    isolate(monkeypatch, tmp_path / "home")
    tree = WorkTree.start(tmp_path / "repository")
    shutil.copytree(ROOT / "tests" / "records" / "wages" / "positions", tree.root / "positions")
    tree.git("add", ".")
    tree.git("commit", "-q", "-m", "all")
    head = next(tree.root.glob("positions/*/negotiation.yaml"))
    title = table(piped("export", "--table", "negotiations", folder=tree.root).out)[0]["title"]
    head.write_text(head.read_text().replace(title, "Renamed"))
    now = piped("export", "--table", "negotiations", folder=tree.root).out
    then = piped("export", "--table", "negotiations", "--at", "HEAD", folder=tree.root).out
    assert (table(now)[0]["title"], table(then)[0]["title"]) == ("Renamed", title)


@pytest.mark.parametrize(
    ("library", "arguments"),
    [("openpyxl", ("-o", "x.xlsx")), ("duckdb", ("-o", "x", "-f", "parquet"))],
)
def test_a_missing_extra_is_told_with_what_to_type(
    tmp_path: Path, library: str, arguments: tuple[str, ...]
) -> None:
    program = f"""
import sys
from importlib import util
real = util.find_spec
util.find_spec = lambda name: None if name == {library!r} else real(name)
from negtrack.cli import run
sys.exit(run(["export", "-C", {str(ROOT)!r}, *sys.argv[1:]]))
"""
    (tmp_path / "without.py").write_text(program)
    run = subprocess.run(
        [COMMAND[0], "without.py", *arguments],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert run.returncode == 2
    assert "needs the extra 'data', which is not installed" in run.stderr
    assert "pip install 'negtrack[data]'" in run.stderr
    assert names(tmp_path) == {"without.py"}


def test_nothing_of_duckdb_is_said_at_the_end(tmp_path: Path) -> None:
    answer = export(tmp_path, "-o", "x", "-f", "parquet", "-n", "istanbul-2022")
    assert len(answer.err.splitlines()) == 1


def test_a_terminal_shows_the_same_as_a_pipe(tmp_path: Path) -> None:
    typed = ("export", "--table", "parties", "-n", "istanbul-2022")
    assert in_terminal(*typed, columns=60).out == piped(*typed).out


def test_a_terminal_obeys_nothing_that_is_said_and_a_pipe_has_it_as_it_is(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests" / "records" / "wages", tmp_path / "wages")
    head = next((tmp_path / "wages").glob("positions/*/negotiation.yaml"))
    (title,) = [x for x in head.read_text().splitlines() if x.startswith("title:")]
    head.write_text(head.read_text().replace(title, 'title: "left \\u202e right"'))
    typed = ("export", "--table", "negotiations")
    assert "left \u202e right" in piped(*typed, folder=tmp_path / "wages").out
    assert "left <U+202E> right" in in_terminal(*typed, folder=tmp_path / "wages").out
