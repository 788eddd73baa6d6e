"""DuckDB with tables in memory: what values come out as, and in what words it refuses."""

import itertools

import pytest

from negtrack.duck import Database
from negtrack.query import Answer, Filling, Layout, Limits, Refusal

SCALES = (("who", "VARCHAR"), ("gap", "DOUBLE"), ("day", "DATE"), ("n", "BIGINT"), ("b", "BOOLEAN"))


@pytest.fixture(scope="module")
def database() -> Database:
    found = Database([Layout("gaps", SCALES), Layout('odd "name"', SCALES)], Limits())
    found.fill(Filling("gaps", [("north", 2.5, "2025-06-02", 3, True), (None,) * 5]))
    return found


def answer(database: Database, sql: str) -> Answer:
    found = database.answer(sql)
    assert isinstance(found, Answer), found
    return found


def refusal(database: Database, sql: str) -> Refusal:
    found = database.answer(sql)
    assert isinstance(found, Refusal), found
    return found


def test_a_table_has_the_rows_that_were_put_into_it(database: Database) -> None:
    found = answer(database, "FROM gaps")
    assert found.columns == SCALES
    assert found.rows == (("north", 2.5, "2025-06-02", 3, True), (None,) * 5)
    assert answer(database, 'SELECT * FROM "odd ""name"""').rows == ()


@pytest.mark.parametrize(
    ("sql", "kind", "value"),
    [
        ("NULL", "NULL", None),
        ("true", "BOOLEAN", True),
        ("5::HUGEINT", "HUGEINT", 5),
        ("170141183460469231731687303715884105727", "HUGEINT", 2**127 - 1),
        ("1.50::DECIMAL(9,2)", "DECIMAL(9,2)", 1.5),
        ("2.00::DECIMAL(9,2)", "DECIMAL(9,2)", 2),
        ("0.1::DOUBLE", "DOUBLE", 0.1),
        ("15.0::DOUBLE", "DOUBLE", 15),
        ("-0.0::DOUBLE", "DOUBLE", 0),
        ("1e300::DOUBLE", "DOUBLE", 1e300),
        ("'nan'::DOUBLE", "DOUBLE", "NaN"),
        ("1 / 0", "DOUBLE", "Infinity"),
        ("'-inf'::FLOAT", "FLOAT", "-Infinity"),
        ("DATE '2025-06-02'", "DATE", "2025-06-02"),
        ("DATE '0044-03-15 (BC)'", "DATE", "0044-03-15 (BC)"),
        ("DATE 'infinity'", "DATE", "infinity"),
        ("TIMESTAMP '2025-06-02 10:00'", "TIMESTAMP", "2025-06-02 10:00:00"),
        (
            "TIMESTAMPTZ '2025-06-02 10:00+03'",
            "TIMESTAMP WITH TIME ZONE",
            "2025-06-02 07:00:00+00",
        ),
        ("INTERVAL 3 DAYS", "INTERVAL", "3 days"),
        ("TIME '12:30'", "TIME", "12:30:00"),
        (r"'\xAA'::BLOB", "BLOB", r"\xAA"),
        ("'a'::ENUM('a', 'b')", "ENUM('a', 'b')", "a"),
        ("[1, NULL]", "INTEGER[]", [1, None]),
        ("[DATE '2025-06-02']", "DATE[]", ["2025-06-02"]),
        ("['nan'::DOUBLE, '-inf'::DOUBLE]", "DOUBLE[]", ["NaN", "-Infinity"]),
        ("[1, 2]::INTEGER[2]", "INTEGER[2]", [1, 2]),
        ("{'a': {'b': DATE '2025-06-02'}}", None, {"a": {"b": "2025-06-02"}}),
        ("MAP {'k': 2}", None, {"k": 2}),
        ("NULL::INTEGER[]", "INTEGER[]", None),
        ("""'{"a": [1]}'::JSON""", "JSON", {"a": [1]}),
        ("'\x1b[31m \u202e <b>'", "VARCHAR", "\x1b[31m \u202e <b>"),
    ],
)
def test_a_value_comes_out_as_what_it_is(
    database: Database, sql: str, kind: str | None, value: object
) -> None:
    found = answer(database, f"SELECT {sql} AS told")
    ((name, told),) = found.columns
    assert name == "told"
    assert kind in (told, None)
    assert found.rows == ((value,),)
    assert type(found.rows[0][0]) is type(value)


def test_every_type_that_there_is_can_be_told(database: Database) -> None:
    found = answer(database, "FROM test_all_types()")
    assert len(found.rows) == 3
    held = {type(value) for value in itertools.chain(*found.rows)}
    assert held <= {type(None), bool, int, float, str, list, dict}


def test_columns_of_one_name_keep_their_values_and_their_order(database: Database) -> None:
    found = answer(database, "SELECT 1 AS a, 2 AS a, TIME '12:30' AS a, [3] AS a -- so")
    assert [name for name, _ in found.columns] == ["a"] * 4
    assert found.rows == ((1, 2, "12:30:00", [3]),)


def test_rows_keep_their_order_when_values_are_cast(database: Database) -> None:
    found = answer(database, "SELECT range, DATE '2025-01-01' d FROM range(30000) ORDER BY 1 DESC")
    assert [row[0] for row in found.rows] == list(range(29999, -1, -1))


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT 1",
        "-- first\nSELECT 1;",
        "WITH a AS (SELECT 1) FROM a",
        "VALUES (1)",
        "TABLE gaps",
        "DESCRIBE gaps",
        "DESCRIBE SELECT 1",
        "SUMMARIZE gaps",
        "SHOW TABLES",
        "SHOW ALL TABLES",
        "EXPLAIN SELECT 1",
        "EXPLAIN ANALYZE FROM gaps",
        "EXPLAIN (FORMAT json) SELECT 1",
        "PIVOT gaps ON who USING sum(gap)",
        "FROM (PIVOT gaps ON who IN ('north') USING sum(gap))",
        "FROM query('SELECT 1')",
    ],
)
def test_every_way_to_ask_is_open(database: Database, sql: str) -> None:
    assert answer(database, sql).columns


@pytest.mark.parametrize("sql", ["", " ", ";", "-- nothing", "/* */"])
def test_nothing_is_no_query(database: Database, sql: str) -> None:
    assert refusal(database, sql).told == "there is no query in it"


def test_one_query_has_one_answer(database: Database) -> None:
    found = refusal(database, "SELECT 1; SELECT 2; SELECT 3")
    assert found.told == "these are 3 queries, and there is one answer"


def test_refuses_in_duckdbs_words_and_shows_the_place(database: Database) -> None:
    assert refusal(database, "SELECT gapp FROM gaps").told == (
        'Binder Error: Referenced column "gapp" not found in FROM clause!\n'
        'Candidate bindings: "gap", "day"\n'
        "LINE 1: SELECT gapp FROM gaps\n"
        "               ^^^^"
    )
    assert "LINE 2: FRM gaps" in refusal(database, "SELECT gap\nFRM gaps x y").told


def test_a_table_that_is_missing_is_named_and_none_of_duckdbs_own_proposed(
    database: Database,
) -> None:
    found = refusal(database, "FROM gasp")
    assert found.missing == "gasp"
    assert "Did you mean" not in found.told


def test_advice_that_would_not_help_is_left_out(database: Database) -> None:
    found = refusal(database, f"SELECT {'(' * 5000}1{')' * 5000}")
    assert "expression depth" in found.told
    assert "SET" not in found.told


@pytest.mark.parametrize(
    "sql",
    [
        "WITH x AS (INSERT INTO gaps (n) VALUES (1) RETURNING *) FROM x",
        "EXPLAIN ANALYZE INSERT INTO gaps (n) VALUES (1)",
        "INSERT INTO gaps (n) VALUES (1)",
        "DELETE FROM gaps",
        "DROP TABLE gaps",
    ],
)
def test_no_query_changes_a_table(database: Database, sql: str) -> None:
    before = answer(database, "FROM gaps")
    refusal(database, sql)
    assert answer(database, "FROM gaps") == before


def test_a_query_that_failed_leaves_nothing_behind(database: Database) -> None:
    refusal(database, "SELECT error('no')")
    assert answer(database, "SELECT 1").rows == ((1,),)


def test_an_answer_has_so_many_rows_at_most(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("negtrack.duck.MOST_ROWS", 20_000)
    assert len(answer(database, "FROM range(20000)").rows) == 20_000
    for sql in ("FROM range(20001)", "SELECT DATE '2025-01-01' FROM range(20001)"):
        assert refusal(database, sql).told == "the answer has more than 20,000 rows"


def test_a_query_may_take_so_much_memory() -> None:
    small = Database([], Limits(memory=32 << 20))
    found = refusal(small, "SELECT list(range) FROM range(100_000_000)")
    assert found.told == "the query takes more memory than it may"


def test_a_query_that_nobody_ends_is_ended_by_duckdb() -> None:
    short = Database([], Limits(seconds=-0.7))  # and a second
    found = refusal(short, "SELECT count(*) FROM range(10_000_000_000)")
    assert "maximum execution time" in found.told


def test_the_time_zone_is_that_of_no_machine(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert answer(database, "SELECT current_setting('TimeZone')").rows == (("UTC",),)
    assert answer(Database([], Limits()), "SELECT current_setting('TimeZone')").rows == (("UTC",),)
