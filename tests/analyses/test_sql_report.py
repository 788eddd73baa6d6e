"""The answer to a query in every format: nothing is lost, and no text is markup."""

import csv
import io
import json

import pytest

from negtrack import formats
from negtrack.analyses.sql import SqlReport
from negtrack.query import Answer

COLUMNS = (("who", "VARCHAR"), ("n", "BIGINT"), ("gap", "DOUBLE"), ("all", "VARCHAR[]"))
ANSWER = Answer(
    COLUMNS,
    (
        ("north", 5, 100 / 3, ["a", None]),
        (None, None, None, None),
        ("south", -2, "NaN", []),
    ),
)
HOSTILE = "=1+1 | <b>`x`</b> \x1b[31m\u202e [link](javascript:x)"


def told(answer: Answer, name: str, width: int | None = None, *, private: bool = False) -> str:
    return formats.render(name, SqlReport(answer, private), width, colour=False)


def test_in_a_pipe_it_is_aligned_with_numbers_to_the_right() -> None:
    assert told(ANSWER, "table") == (
        "who     n            gap  all\n"
        'north   5  33.3333333333  ["a", null]\n'
        "–       –              –  –\n"
        "south  -2            NaN  []\n"
        "\n"
        "3 rows.\n"
    )


def test_as_json_it_keeps_to_its_contract_and_loses_nothing() -> None:
    assert json.loads(told(ANSWER, "json"), parse_constant=pytest.fail) == {
        "schema": "negtrack.sql/1",
        "private": False,
        "columns": [{"name": name, "type": kind} for name, kind in COLUMNS],
        "rows": [list(row) for row in ANSWER.rows],
    }


def test_as_csv_unknown_is_empty_and_numbers_are_as_given() -> None:
    assert list(csv.reader(io.StringIO(told(ANSWER, "csv")))) == [
        ["who", "n", "gap", "all"],
        ["north", "5", "33.333333333333336", '["a", null]'],
        ["", "", "", ""],
        ["south", "-2", "NaN", "[]"],
    ]


def test_as_markdown_it_is_a_table() -> None:
    assert told(ANSWER, "md").splitlines()[:2] == [
        "| who | n | gap | all |",
        "| --- | ---: | ---: | --- |",
    ]


@pytest.mark.parametrize("name", formats.names())
@pytest.mark.parametrize("width", [None, 60])
def test_a_hostile_text_is_text_in_a_value_and_in_the_name_of_a_column(
    name: str, width: int | None
) -> None:
    hostile = Answer(((HOSTILE, "VARCHAR"),), ((HOSTILE,), ([HOSTILE],)))
    found = told(hostile, name, width)
    assert "\x1b" not in found
    assert "\u202e" not in found
    if name == "csv":
        assert found.startswith("'=1+1")
    if name == "md":
        assert "\\<b>" in found
        assert "| <b>" not in found


def test_no_row_is_a_sentence_under_the_columns() -> None:
    nothing = Answer(COLUMNS, ())
    assert told(nothing, "table") == "who  n  gap  all\n\nNo row.\n"
    assert not SqlReport(nothing).found
    assert json.loads(told(nothing, "json"))["rows"] == []


def test_what_is_confidential_is_marked_so() -> None:
    assert told(ANSWER, "table", private=True).startswith("With what is marked confidential")
    assert json.loads(told(ANSWER, "json", private=True))["private"] is True


def test_a_plan_keeps_its_lines() -> None:
    plan = Answer((("explain_key", "VARCHAR"), ("explain_value", "VARCHAR")), (("p", "a\n  b\n"),))
    assert told(plan, "table") == "a\n  b\n"
    assert told(plan, "csv") == "explain_key,explain_value\np,a b\n"


def test_true_and_false_and_large_numbers_are_told_in_full() -> None:
    answer = Answer((("b", "BOOLEAN"), ("n", "HUGEINT")), ((True, 2**100), (False, -1)))
    assert told(answer, "table").splitlines()[1].split() == ["true", str(2**100)]
    assert json.loads(told(answer, "json"))["rows"] == [[True, 2**100], [False, -1]]
