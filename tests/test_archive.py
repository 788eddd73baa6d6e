"""What docs/data.md asks of the tables and of an archive of them is what comes back."""

import json
import re
from operator import itemgetter
from pathlib import Path

import duckdb
import pytest
from archive import ARCHIVE, PER_ROUND, SAME_GAPS, TEN, archive
from program import piped

QUESTIONS = re.findall(
    r"### (\d+\. .*?)\n\n```sql\n(.*?)```\n\n(\|.*?\d+ rows?\.\n)", TEN, re.DOTALL
)


@pytest.mark.parametrize(
    ("sql", "shown"), [one[1:] for one in QUESTIONS], ids=[one[0] for one in QUESTIONS]
)
def test_a_question_is_answered_as_it_is_shown(sql: str, shown: str) -> None:
    assert piped("sql", "-n", "istanbul-2025", "-f", "md", sql) == (0, shown, "")


def test_there_are_ten_questions_and_each_has_an_answer() -> None:
    assert [title.split(".")[0] for title, *_ in QUESTIONS] == [str(n) for n in range(1, 11)]
    assert TEN.count("```sql") == 10
    assert all(shown.count("\n") > 4 for *_, shown in QUESTIONS)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of four negotiations, with the archive of it beside."""
    return archive(tmp_path_factory.mktemp("archive"))


@pytest.fixture
def _beside(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(record.parent)


NEGOTIATIONS = ("2025", "istanbul-2022", "istanbul-2025", "wages-2026")


@pytest.mark.usefixtures("_beside")
def test_an_archive_is_one_table_of_all_negotiations(record: Path) -> None:
    assert {one.name for one in (record / "positions").iterdir()} == set(NEGOTIATIONS)
    rows = duckdb.sql(PER_ROUND).fetchall()
    assert {row[0] for row in rows} == set(NEGOTIATIONS)
    ours = [row for row in rows if row[0].startswith("istanbul")]
    shown = [f"| {' | '.join(map(str, row))} |" for row in ours]
    assert "\n".join(["| --- | --- | ---: | ---: |", *shown, ""]) in ARCHIVE


def gaps(record: Path, negotiation: str, number: int) -> list[dict[str, object]]:
    answer = piped("gaps", str(number), "-n", negotiation, "-f", "json", folder=record)
    assert answer.code == 0
    issues: list[dict[str, object]] = json.loads(answer.out)["issues"]
    return issues


@pytest.mark.usefixtures("_beside")
@pytest.mark.parametrize("negotiation", NEGOTIATIONS)
def test_parquet_gives_the_same_gaps_as_the_command(record: Path, negotiation: str) -> None:
    rounds = sorted(one.parent.name for one in record.glob(f"positions/{negotiation}/*/round.yaml"))
    assert rounds
    for number, name in enumerate(rounds, 1):
        sql = SAME_GAPS.replace("'istanbul-2025'", f"'{negotiation}'")
        sql = sql.replace("'2025-06-02'", f"'{name}'")
        found = [json.loads(told) for (told,) in duckdb.sql(sql).fetchall()]
        wanted = gaps(record, negotiation, number)
        by_issue = itemgetter("issue")
        assert sorted(found, key=by_issue) == sorted(wanted, key=by_issue)


@pytest.mark.usefixtures("_beside")
def test_parquet_and_the_command_hold_the_same_tables(record: Path) -> None:
    for table in ("positions", "moves", "gaps", "deliveries"):
        files = f"archive/{table}/*/*.parquet"
        from_files = f"read_parquet('{files}', hive_types = {{'negotiation': VARCHAR}})"
        count = "SELECT negotiation, count(*) AS n FROM {} GROUP BY 1 ORDER BY 1"
        answer = piped("sql", "-f", "json", count.format(table), folder=record)
        told = [tuple(row) for row in json.loads(answer.out)["rows"]]
        assert duckdb.sql(count.format(from_files)).fetchall() == told
        assert told
