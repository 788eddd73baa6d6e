"""`negtrack sql` as it is typed: which records, which formats, and what no query can do."""

import csv
import io
import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import builders
import pytest
from gitrepo import WorkTree, isolate
from program import COMMAND, ROOT, Answer, in_terminal, piped

from negtrack import folder
from negtrack.cli import run
from negtrack.commands.querying import LAYOUTS, TABLES, Desk
from negtrack.exports.parquet import TYPES
from negtrack.problems import USAGE, Stop
from negtrack.query import Limits
from negtrack.record import read_all
from negtrack.tables import SHAPES

WAGES = ROOT / "tests" / "records" / "wages"
HEAD = """\
title: Talks
parties: {north: {name: North}, south: {name: South}}
issues: {pay: {title: Pay, scale: quantity, min: 0, max: 100}}
"""


def talks(root: Path, name: str, **said: str) -> None:
    """A negotiation of one round, with what each party says there."""
    here = root / "positions" / name / "2025-01-01"
    here.mkdir(parents=True)
    (here.parent / "negotiation.yaml").write_text(HEAD, encoding="utf-8")
    (here / "round.yaml").write_text("date: 2025-01-01\n", encoding="utf-8")
    for party, text in said.items():
        (here / f"{party}.yaml").write_text(f"positions: {{pay: {text}}}\n", encoding="utf-8")


def data(*typed: str, root: Path = ROOT) -> list[list[object]]:
    """The rows of an answer."""
    answer = piped("sql", *typed, "-f", "json", folder=root)
    assert (answer.code, answer.err) == (0, "")
    rows: list[list[object]] = json.loads(answer.out)["rows"]
    return rows


def fed(text: bytes, root: Path = WAGES) -> Answer:
    """The program without a query, with this on its standard input."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.run(
        [*COMMAND, "sql"], cwd=root, env=environment, input=text, capture_output=True, check=False
    )
    return Answer(run.returncode, run.stdout.decode(), run.stderr.decode())


def test_a_column_has_the_type_that_it_has_when_it_is_exported() -> None:
    exported = [[(one.name, TYPES[one.type]) for one in shape.fields] for shape in SHAPES]
    assert [list(layout.columns) for layout in LAYOUTS] == exported


# Which records


def test_all_negotiations_are_asked_at_once_unless_one_is_named(tmp_path: Path) -> None:
    talks(tmp_path, "one", north="10", south="30")
    talks(tmp_path, "two", north="10", south="90")
    ask = "SELECT negotiation, gap FROM gaps ORDER BY gap DESC"
    assert data(ask, root=tmp_path) == [["two", 80], ["one", 20]]
    assert data(ask, "-n", "one", root=tmp_path) == [["one", 20]]


def test_one_negotiation_with_errors_is_named(tmp_path: Path) -> None:
    talks(tmp_path, "one", north="10", south="30")
    talks(tmp_path, "two", north="[", south="90")
    answer = piped("sql", "SELECT 1", folder=tmp_path)
    assert (answer.code, answer.out) == (3, "")
    assert "positions/two/2025-01-01/north.yaml" in answer.err
    assert data("SELECT 1", "-n", "one", root=tmp_path) == [[1]]


def test_there_must_be_a_record(tmp_path: Path) -> None:
    answer = piped("sql", "SELECT 1", folder=tmp_path)
    assert (answer.code, answer.out) == (3, "")
    (tmp_path / "positions").mkdir()
    answer = piped("sql", "SELECT 1", folder=tmp_path)
    assert (answer.code, answer.out) == (3, "")


def test_the_record_of_a_revision_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    isolate(monkeypatch, tmp_path / "own-home")
    tree = WorkTree.start(tmp_path / "tree")
    talks(tree.root, "one", north="10", south="30")
    tree.git("add", "-A")
    tree.git("commit", "-qm", "First")
    talks(tree.root, "two", north="10", south="90")
    ask = "SELECT negotiation FROM gaps ORDER BY 1"
    assert data(ask, root=tree.root) == [["one"], ["two"]]
    assert data(ask, "--at", "HEAD", root=tree.root) == [["one"]]


def test_what_is_confidential_is_left_out_unless_asked_for(tmp_path: Path) -> None:
    talks(tmp_path, "one", north="10", south="{value: 30, confidential: true}")
    ask = "SELECT party FROM positions ORDER BY 1"
    assert piped("sql", ask, "-f", "csv", folder=tmp_path) == (
        0,
        "party\nnorth\n",
        "1 confidential statement left out of the tables (--private)\n",
    )
    gap = piped("sql", "SELECT gap FROM gaps", "-f", "csv", folder=tmp_path).out
    assert gap == 'gap\n""\n'
    assert data(ask, "--private", root=tmp_path) == [["north"], ["south"]]
    told = piped("sql", ask, "--private", folder=tmp_path).out
    assert told.startswith("With what is marked confidential: not for everybody.\n")


def test_a_missing_library_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("negtrack.extras.find_spec", lambda name: None)
    assert run(["sql", "SELECT 1"]) == 2
    told = capsys.readouterr().err
    assert "needs the extra 'data'" in told
    assert "pip install 'negtrack[data]'" in told


# Where a query comes from, and where its answer goes


def test_a_query_can_come_from_a_pipe() -> None:
    answer = fed(b"-- of how many rounds?\nSELECT count(*) AS n\nFROM rounds;\n")
    assert answer == (0, "n\n3\n\n1 row.\n", "")


@pytest.mark.parametrize("text", [b"", b"\n", b"-- nothing\n", b";"])
def test_nothing_from_a_pipe_is_no_query(text: bytes) -> None:
    answer = fed(text)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("negtrack: there is no query in it\n")


def test_what_is_not_utf_8_is_no_query() -> None:
    answer = fed(b"SELECT '\xff'")
    assert (answer.code, answer.out) == (2, "")
    assert "UTF-8" in answer.err


def test_a_query_that_was_saved_on_windows_is_read() -> None:
    answer = fed("\ufeffSELECT 'é' AS e\r\n;\r\n".encode())
    assert answer == (0, "e\né\n\n1 row.\n", "")


def test_a_null_character_ends_nothing() -> None:
    assert fed(b"SELECT 'a\0b' AS e") == (0, "e\na<U+0000>b\n\n1 row.\n", "")


def test_letters_that_are_no_utf_8_on_the_command_line_are_refused() -> None:
    answer = piped("sql", "SELECT '\udcff'", folder=WAGES)
    assert (answer.code, answer.out) == (2, "")
    assert "UTF-8" in answer.err


def test_a_terminal_whose_answer_goes_elsewhere_gets_no_prompt() -> None:
    answer = in_terminal("sql", "-o", "x.csv", folder=WAGES)
    assert answer.code == 2
    assert "no query was given" in answer.out
    assert not (WAGES / "x.csv").exists()


@pytest.mark.parametrize("name", ["csv", "json", "md"])
def test_an_answer_goes_to_a_file_in_the_format_of_its_ending(name: str, tmp_path: Path) -> None:
    file = tmp_path / f"answer.{name}"
    ask = ("sql", "SELECT party, name FROM parties", "-C", str(WAGES))
    assert piped(*ask, "-o", str(file)) == (0, "", "")
    assert file.read_text(encoding="utf-8") == piped(*ask, "-f", name).out


def test_the_same_query_gives_the_same_bytes() -> None:
    ask = "SELECT party, avg(movement), list(issue) FROM moves GROUP BY party"
    assert len({piped("sql", ask, "-f", "json").out for _ in range(3)}) == 1


def test_tables_and_columns_are_told_without_a_query() -> None:
    rows = list(csv.reader(io.StringIO(piped("sql", ".tables", "-f", "csv").out)))
    assert [row[0] for row in rows[1:]] == list(TABLES)
    columns = {str(row[0]): row[1:3] for row in data(".schema gaps")}
    assert columns["gap"] == ["DOUBLE", "0–100"]
    assert list(columns) == [str(row[0]) for row in data("DESCRIBE gaps")]
    assert data(".schema GAPS;") == data(".schema gaps")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (".table", "there is no '.table'\n  type .tables, or of one of them: .schema gaps\n"),
        (".schema", "there is no '.schema'\n"),
        (".schema gasp", "there is no table 'gasp'\n  did you mean 'gaps'?\n"),
        ("FROM gasp", "did you mean 'gaps'?\n"),
        ("FROM nothing_like_it", "  the tables are negotiations, parties, "),
        ("SELECT gapp FROM gaps", 'Candidate bindings: "gap"'),
        ("SELEC 1", "\n  LINE 1: SELEC 1\n          ^^^^^\n"),
        ("SELECT by FROM conditions", 'are written in quotes: "by", "at"'),
        ('SELECT "by" FRM conditions x y', "see what there is"),
        ("SELECT FROM FROM gaps ORDER BY gap", "see what there is"),
        ("SELECT 1; SELECT 2", "these are 2 queries, and there is one answer\n"),
        ("SELECT ?", "Values were not provided"),
        ("DROP TABLE gaps", "only questions can be asked of the tables, and DROP is none\n"),
        ("SELECT '\x1b[31m' FROM", "syntax error"),
    ],
)
def test_what_is_asked_wrongly_is_told_with_what_to_do(typed: str, told: str) -> None:
    answer = piped("sql", typed, folder=WAGES)
    assert (answer.code, answer.out) == (2, "")
    assert told in answer.err
    assert "\x1b" not in answer.err
    assert answer.err.count("\n  ") >= 1


def test_a_query_that_takes_too_long_is_ended() -> None:
    answer = piped("sql", "SELECT sleep_ms(60000)", "--seconds", "1.5", folder=WAGES)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("negtrack: the query takes longer than 1.5 seconds\n")


# What no query can do


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    with Desk(read_all(folder.read(WAGES).files).records, Limits(3, 64 << 20)) as found:
        yield found


FILE = "{folder}/secret.csv"
READS = [
    f"FROM {what}"
    for what in (
        f"'{FILE}'",
        f'"{FILE}"',
        f"read_csv('{FILE}')",
        f"read_csv_auto(['{FILE}'])",
        f"sniff_csv('{FILE}')",
        f"read_text('{FILE}')",
        f"read_blob('{FILE}')",
        f"read_json('{FILE}')",
        f"read_ndjson_objects('{FILE}')",
        f"read_parquet('{FILE}')",
        f"parquet_metadata('{FILE}')",
        f"parquet_kv_metadata('{FILE}')",
        f"parquet_scan('{FILE}')",
        f"glob('{FILE}')",
        "glob('/*')",
        f"query('FROM read_text(''{FILE}'')')",
        f"query_table('{FILE}')",
        "read_text('/proc/self/environ')",
        "read_text('/proc/self/maps')",
        "read_text('/dev/stdin')",
        "read_text(':memory:')",
        "duckdb_extensions()",
        "sqlite_scan('x.db', 'x')",
        "read_xlsx('x.xlsx')",
        "pragma_last_profiling_output()",
        "json_execute_serialized_sql(json_serialize_sql('FROM read_text(''/etc/passwd'')'))",
        "arrow_scan(1, 2, 3)",
        "pandas_scan(1)",
    )
]
NETWORK = [
    "FROM 'http://127.0.0.1:1/x.csv'",
    "FROM read_csv('https://example.org/x.csv')",
    "FROM read_parquet('s3://bucket/x.parquet')",
    "FROM read_text('hf://datasets/x')",
    "FROM postgres_scan('', 'public', 'x')",
    "SELECT * FROM http_get('http://127.0.0.1:1')",
    "ATTACH 'https://example.org/x.duckdb'",
    "ATTACH 'md:'",
]
WRITES = [
    "COPY gaps TO '{folder}/out.csv'",
    "COPY (SELECT 1) TO '{folder}/out.parquet' (FORMAT parquet)",
    "COPY (PIVOT gaps ON colour USING count(*)) TO '{folder}/out.csv'",
    "COPY (SELECT 1) TO '/dev/stdout'",
    "COPY gaps FROM '{folder}/secret.csv'",
    "EXPORT DATABASE '{folder}/out'",
    "IMPORT DATABASE '{folder}'",
    "ATTACH '{folder}/out.db'",
    "ATTACH ':memory:' AS other",
    "CREATE TABLE other AS SELECT 1",
    "CREATE TEMP TABLE other AS SELECT 1",
    "CREATE TABLE other AS PIVOT gaps ON colour USING count(*)",
    "CREATE VIEW other AS SELECT 1",
    "CREATE MACRO other() AS 1",
    "CREATE TYPE other AS ENUM ('a')",
    "CREATE SEQUENCE other",
    "CREATE SECRET other (TYPE s3)",
    "CREATE PERSISTENT SECRET other (TYPE http)",
    "INSERT INTO gaps (issue) VALUES ('x')",
    "WITH x AS (INSERT INTO gaps (issue) VALUES ('x') RETURNING *) FROM x",
    "WITH x AS (DELETE FROM gaps RETURNING *) FROM x",
    "MERGE INTO gaps USING gaps AS g ON true WHEN MATCHED THEN DELETE",
    "UPDATE gaps SET gap = 0",
    "DELETE FROM gaps",
    "TRUNCATE gaps",
    "DROP TABLE gaps",
    "ALTER TABLE gaps RENAME TO other",
    "COMMENT ON TABLE gaps IS 'x'",
    "EXPLAIN ANALYZE COPY gaps TO '{folder}/out.csv'",
    "EXPLAIN ANALYZE DELETE FROM gaps",
    "EXPLAIN /* so */ ANALYZE DELETE FROM gaps",
    "EXPLAIN (FORMAT json) COPY gaps TO '{folder}/out.csv'",
    "CHECKPOINT",
    "VACUUM",
    "ANALYZE",
]
SETTINGS = [
    "SET threads = 8",
    "SET enable_external_access = true",
    "SET lock_configuration = false",
    "SET disabled_filesystems = ''",
    "SET VARIABLE x = 1",
    "RESET memory_limit",
    "PRAGMA threads = 8",
    "PRAGMA enable_profiling",
    "PRAGMA database_list",
    "PRAGMA version",
    "CALL enable_logging(storage = 'file', storage_config = {{'path': '{folder}/out.log'}})",
    "FROM enable_logging(storage = 'file', storage_config = {{'path': '{folder}/out.log'}})",
    "FROM enable_profiling()",
    "CALL pragma_version()",
    "INSTALL httpfs",
    "FORCE INSTALL httpfs FROM community",
    "LOAD httpfs",
    "LOAD '{folder}/x.duckdb_extension'",
    "UPDATE EXTENSIONS",
    "USE main",
    "BEGIN",
    "COMMIT",
    "ROLLBACK",
    "PREPARE p AS SELECT 1",
    "EXECUTE p",
    "DEALLOCATE p",
    "DETACH memory",
    "SELECT getenv('HOME')",
    "SELECT 1; DROP TABLE gaps",
    "SELECT 1; SET threads = 8",
]
EXHAUSTS = [
    "FROM range(1000000000000)",
    "SELECT list(range) FROM range(1000000000000)",
    "SELECT count(*) FROM range(1000000000) a, range(1000000000) b",
    "SELECT count(DISTINCT (a.range, b.range)) FROM range(1000000) a, range(1000000) b",
    "SELECT repeat('x', 4000000000)",
    "SELECT repeat('x', 1000000000) || range FROM range(1000)",
    "SELECT repeat('x', 100000) || range FROM range(1000000)",
    "SELECT string_agg(repeat('x', 1000000), '') FROM range(1000000)",
    "SELECT range(1000000000)",
    "SELECT list_transform(range(100000), lambda x: range(100000))",
    "WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r) SELECT max(n) FROM r",
    "WITH RECURSIVE r AS (SELECT 'x' AS t UNION ALL SELECT t || t FROM r) FROM r",
    "SELECT sleep_ms(1000000000)",
    "SELECT levenshtein(repeat('x', 1000000), repeat('y', 1000000))",
    "SELECT regexp_replace(repeat('a', 100000000), '(a*)*b', 'x')",
    f"SELECT {'(' * 40000}1{')' * 40000}",
    f"SELECT {'not ' * 20000}true",
    f"SELECT {'[' * 40000}{']' * 40000}",
    f"SELECT '{'x' * 200000}'",
    f"SELECT 1{' UNION ALL SELECT 1' * 5000}",
]
"""What would take all the memory or all the time: refused, or ended."""


@pytest.mark.parametrize("attack", [*READS, *NETWORK, *WRITES, *SETTINGS])
def test_no_query_reaches_anything_or_changes_anything(
    attack: str, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "secret.csv").write_text("secret\nhunter2\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    before = desk.answer("FROM gaps").data()
    with pytest.raises(Stop) as stopped:
        desk.answer(attack.format(folder=tmp_path))
    assert stopped.value.code == USAGE
    assert "hunter2" not in stopped.value.sentence
    assert "ended without an answer" not in stopped.value.sentence
    assert [file.name for file in tmp_path.iterdir()] == ["secret.csv"]
    assert desk.answer("FROM gaps").data() == before


@pytest.mark.parametrize("attack", EXHAUSTS, ids=lambda one: one[:60])
def test_no_query_takes_all_the_memory_or_all_the_time(attack: str, desk: Desk) -> None:
    try:
        found = desk.answer(attack)
    except Stop as stop:
        assert stop.code == USAGE  # noqa: PT017  # an answer is right, too, if it came in time
    else:
        assert len(found.answer.rows) <= 5001
    assert desk.answer("SELECT 1").answer.rows == ((1,),)


@pytest.mark.parametrize(
    "attack",
    [
        "FROM read_csv('/etc/passwd')",
        "COPY gaps TO 'out.csv'",
        "SET enable_external_access = true",
        "INSTALL httpfs",
        "UPDATE EXTENSIONS",
        "SELECT list(range) FROM range(1000000000000)",
    ],
)
def test_an_attack_on_the_program_is_asked_wrongly(attack: str, tmp_path: Path) -> None:
    answer = piped("sql", attack, "-C", str(WAGES), folder=tmp_path)
    assert (answer.code, answer.out) == (2, "")
    assert "Traceback" not in answer.err
    assert list(tmp_path.iterdir()) == []


def test_a_hostile_record_is_told_as_text() -> None:
    hostile = "'; DROP TABLE positions; -- \\u202e <b>"
    said = f'north: {{wording: "{hostile}"}}'
    record = builders.record(builders.TALKS, r1=said)
    with Desk([record], Limits()) as found:
        answer = found.answer("SELECT value FROM positions").answer
        assert answer.rows == (("'; DROP TABLE positions; -- \u202e <b>",),)
