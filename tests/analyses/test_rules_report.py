"""`rules` as an answer: all codes in a table, one with its examples, and its contract."""

import pytest

from negtrack.analyses.rules import rules
from negtrack.catalogue import Entry, catalogue
from negtrack.page import Heading, Lines, Sentence, Table
from negtrack.problems import USAGE, Stop


def test_all_codes_stand_in_a_table_in_the_order_of_the_catalogue() -> None:
    (table,) = [block for block in rules().page().blocks if isinstance(block, Table)]
    assert [row[0].text for row in table.rows] == list(catalogue())
    assert [row[1].text for row in table.rows] == [one.level for one in catalogue().values()]


def test_one_code_is_shown_with_both_examples() -> None:
    page = rules("no-source").page()
    assert page.title == "no-source: A position without a source"
    texts = [block.text for block in page.blocks if isinstance(block, Sentence)]
    assert texts == ["warning", catalogue()["no-source"].explanation]
    assert [block.text for block in page.blocks if isinstance(block, Heading)] == [
        "Wrong: 2025-02-01/north.yaml",
        "Right: 2025-02-01/north.yaml",
    ]
    bad, good = [block for block in page.blocks if isinstance(block, Lines)]
    assert [cell.text for cell in bad.lines] == ["positions:", "  venue: hills"]
    assert [cell.text for cell in good.lines][1] == "  venue: {value: hills, source: wire}"


def test_a_file_that_is_not_there_is_said_to_be_none() -> None:
    blocks = [block for block in rules("missing-file").page().blocks if isinstance(block, Lines)]
    assert blocks[0].lines[0].text == "(there is no such file)"


@pytest.mark.parametrize("code", ["", *catalogue()])
def test_data_is_the_contract(code: str) -> None:
    found = rules(code).data()
    known = catalogue()
    assert found == {
        "schema": "negtrack.rules/1",
        "rules": [one._asdict() for one in ([known[code]] if code else known.values())],
    }


def test_rows_are_as_long_as_their_header() -> None:
    header, rows = rules().rows()
    assert header == ("code", "level", "title", "explanation", "file", "bad", "good")
    assert {len(row) for row in rows} == {len(Entry._fields)}
    assert len(rows) == len(catalogue())


@pytest.mark.parametrize(
    ("code", "hint"),
    [("nosource", "did you mean 'no-source'?"), ("zzz", "see all of them: negtrack rules")],
)
def test_an_unknown_code_stops(code: str, hint: str) -> None:
    with pytest.raises(Stop) as caught:
        rules(code)
    assert caught.value.sentence == f"there is no problem '{code}'"
    assert caught.value.hint == hint
    assert caught.value.code == USAGE


def test_a_catalogue_is_no_finding() -> None:
    assert not rules().found
    assert not rules("no-source").found
