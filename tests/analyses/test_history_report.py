"""`history` as an answer: one issue drawn, all in lines, data, rows and filters."""

from __future__ import annotations

from typing import Any

import pytest
from builders import TALKS, real, record, sentences, tables
from program import in_terminal, piped

from negtrack.analyses.history import HistoryReport, history
from negtrack.page import Lines
from negtrack.selection import Selection

FIRST = "north: {ceasefire: full, pay: 10}\nsouth: {ceasefire: {value: none, rejects: full}}"
SECOND = "south: {ceasefire: local, pay: {value: 40, only_if: {venue: coast}}}"


def report(*said: str, drawn: bool = True, **asked: tuple[str, ...]) -> HistoryReport:
    made = record(TALKS, **{f"r{n}": text for n, text in enumerate(said, 1)})
    return history(made, Selection(**asked), drawn)


def test_one_issue_is_drawn_with_its_gaps_and_statements() -> None:
    page = report(FIRST, SECOND, issues=("ceasefire",)).page()
    (lines,) = [block for block in page.blocks if isinstance(block, Lines)]
    assert [cell.text for cell in lines.lines][:3] == [
        " full │ N×s─n",
        "local │ ░   S",
        " none │ S",
    ]
    told = sentences(page)
    assert "2 rounds, from 2025-01-01 to 2025-02-01." in told
    assert "N North, S South" in told
    assert "Gap, of 100: 100 in round 1, 50 in round 2." in told
    (rows,) = tables(page).values()
    assert [row[:4] for row in rows] == [
        ["round 1 (r1, 2025-01-01)", "north", "full", "–"],
        ["round 1 (r1, 2025-01-01)", "south", "none; rejects full", "–"],
        ["round 2 (r2, 2025-02-01)", "south", "local", "–"],
    ]


def test_what_stands_is_told_where_less_was_said() -> None:
    page = report(FIRST, "south: {ceasefire: {rejects: local}}", issues=("ceasefire",)).page()
    (rows,) = tables(page).values()
    assert rows[-1][1:4] == ["south", "rejects local", "none; rejects full or local"]


def test_all_of_them_are_drawn_without_statements() -> None:
    page = report(FIRST, SECOND).page()
    assert len([block for block in page.blocks if isinstance(block, Lines)]) == 2
    assert tables(page) == {}


def test_a_line_a_party_where_nothing_is_drawn() -> None:
    page = report(FIRST, SECOND, "south: {pay: {stance: no-answer}}", drawn=False).page()
    (rows,) = tables(page).values()
    assert rows == [
        ["ceasefire", "north", "full (1–3)", "100 → 50 → 50"],
        ["ceasefire", "south", "none × full (1) → local (2–3)", "100 → 50 → 50"],
        ["pay", "north", "10 % (1–3)", "60 → 60"],
        ["pay", "south", "40 %* (2–3)", "60 → 60"],
    ]


def test_a_path_without_values() -> None:
    said = (
        "north: {pay: {rejects: 5}}",
        "north: {pay: {stance: demand}}",
        "north: {pay: {stance: reserve}}",
    )
    page = report(*said, drawn=False).page()
    (((_, _, path, _),),) = tables(page).values()
    assert path == "× 5 % (1) → no figure × 5 % (2) → reserve (3)"


def test_data() -> None:
    data: Any = report(FIRST, SECOND).data()
    truce, pay = data["issues"]
    assert (truce["issue"], truce["scale"], truce["unit"]) == ("ceasefire", "ladder", None)
    assert [one["gap"] for one in truce["rounds"]] == [100, 50]
    north, south = truce["parties"]
    assert [(one["value"], one["low"], one["carried"]) for one in north["points"]] == [
        ("full", 100, False),
        ("full", 100, True),
    ]
    assert south["points"][0]["rejects"] == ["full"]
    assert (pay["parties"][1]["points"][0]["high"], pay["unit"]) == (40, "%")
    assert pay["parties"][1]["points"][0]["conditions"]
    open_: Any = report("north: {pay: {value: {min: 20}}, wording: So}").data()
    point = open_["issues"][0]["parties"][0]["points"][0]
    assert (point["low"], point["high"]) == (20, None)
    assert open_["issues"][1]["parties"][0]["points"][0]["low"] is None


def test_rows_are_a_party_and_round_each() -> None:
    rows = report(FIRST, SECOND).rows()
    assert len(rows.rows) == 4 + 3
    assert all(len(row) == len(rows.header) for row in rows.rows)


def test_filters_and_nothing() -> None:
    assert {
        path.party.id for one in report(FIRST, parties=("south",)).courses for path in one.paths
    } == {"south"}
    empty = report(FIRST, issues=("fee",))
    assert not empty.found
    assert "Nobody has taken a stand." in sentences(empty.page())
    assert "Nobody has named a value." in sentences(empty.page())
    assert report(FIRST).found


def test_istanbul_shows_who_asks_for_what_on_conditions() -> None:
    found = history(real("istanbul-2025"), Selection(issues=("ceasefire",)), True)
    (lines,) = [block for block in found.page().blocks if isinstance(block, Lines)]
    assert "UR*C" in lines.lines[0].text


@pytest.mark.parametrize("columns", [60, 200])
def test_the_command_in_a_terminal(columns: int) -> None:
    record_ = ("-n", "istanbul-2025")
    told = in_terminal("history", "prisoners", *record_, columns=columns, NO_COLOR="1").out
    assert "1,200 │     UR──ur" in told
    assert "1,000 │ U───UR──ur" in told
    every = in_terminal("history", "--all", *record_, columns=columns, NO_COLOR="1").out
    assert every.count("└─") == 51


def test_the_command_refuses_two_ways_to_name_an_issue() -> None:
    record_ = ("-n", "istanbul-2025")
    assert piped("history", "prisoners", "--all", *record_).code == 2
    assert piped("history", "prisoners", "--issue", "bodies", *record_).code == 2
    told = piped("history", "prisoner", *record_).err
    assert "there is no issue 'prisoner'" in told
    assert "did you mean 'prisoners'?" in told
