"""What the page of a round is made of: records in, rows, bars, tables and charts out."""

from __future__ import annotations

import base_record
import pytest
from builders import BLOC, TALKS, real, record

from negtrack import dossier
from negtrack.dossier import Made
from negtrack.overview import Overview, overview
from negtrack.page import Table
from negtrack.record import Record
from negtrack.selection import Selection

MADE = Made("commit abc123 of 2025-01-02", "abc123")
EVIL = "<img src=x onerror=alert(1)> {{ 7*7 }}"


def seen(of: Record, selection: Selection | None = None, number: int = 0) -> Overview:
    """All about the last round, or another by its number from 1."""
    return overview(of, of.negotiation.rounds[number - 1], selection or Selection())


def talks(*rounds: str, head: str = TALKS) -> Overview:
    return seen(record(head, **{f"r{nth}": one for nth, one in enumerate(rounds, 1)}))


def grid(of: Overview) -> dict[str, tuple[list[str], dict[str, list[str]]]]:
    """By group: its parties, and what stands in the cells of each issue that anybody spoke to."""
    return {
        group.name: (
            [party.id for party in group.parties],
            {
                row.issue.id: [cell.words if cell else "" for cell in row.cells]
                for row in group.rows
                if any(row.cells)
            },
        )
        for group in dossier.groups(of, MADE)
    }


def words(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def test_the_grid_has_a_group_of_rows_for_each_group_of_issues() -> None:
    of = talks("north: {ceasefire: full, pay: 5}\nenvoy: {ceasefire: local}\nwatch: {fee: 3}")
    assert grid(of) == {
        "Arms": (["north", "envoy"], {"ceasefire": ["F", "L"]}),
        "In no group": (["north", "watch"], {"pay": ["5 %", ""], "fee": ["", "3 coins"]}),
    }


def test_a_row_has_the_status_of_its_issue_with_its_colour_and_gap() -> None:
    of = talks("north: {pay: 10}\nsouth: {pay: 30}", "")
    rows = [row for group in dossier.groups(of, MADE) for row in group.rows]
    (pay,) = [row for row in rows if row.issue.id == "pay"]
    assert (pay.status, pay.colour, pay.tone, pay.gap) == ("static", "red", "bad", "40")
    silent = {row.status for row in rows if row.issue.id != "pay"}
    assert silent == {"unstated"}


def test_a_silent_member_has_no_column_but_is_named_with_its_bloc() -> None:
    of = talks("league: {pay: 5}\nnorth: {pay: 9}\neast: {fee: 3}", head=BLOC)
    group = grid(of)["In no group"]
    assert group == (
        ["north", "league", "east"],
        {"pay": ["9 %", "5 %", "5 %"], "fee": ["", "", "3 coins"]},
    )
    assert list(dossier.members(of)) == [("The league", "East and West")]


def test_what_is_filtered_is_not_there_and_the_page_says_so() -> None:
    of = seen(real("istanbul-2025"), Selection(issues=("ceasefire",), parties=("russia",)))
    (only,) = dossier.groups(of, MADE)
    assert [row.issue.id for row in only.rows] == ["ceasefire"]
    assert [party.id for party in only.parties] == ["russia"]
    assert dict(dossier.about(of, MADE))["Only"] == "party russia; issue ceasefire"
    assert list(dossier.figures(of)) == ["ceasefire"]


def test_a_table_has_a_row_a_round_and_marks_what_is_carried() -> None:
    of = talks("north: {pay: 5}", "south: {pay: {value: 9, only_if: {fee: 3}}}", "north: {pay: 6}")
    table = dossier.paths(of)["pay"]
    assert [column.title for column in table.columns] == ["Round", "North", "South", "Gap"]
    assert words(table) == [
        ["1 (2025-01-01)", "5 %", "–", "–"],
        ["2 (2025-02-01)", "5 % (carried)", "9 %, on conditions", "8"],
        ["3 (2025-03-01)", "6 %", "9 %, on conditions (carried)", "6"],
    ]
    assert [row[1].tone for row in table.rows] == ["plain", "faint", "plain"]


def test_an_earlier_round_has_no_row_and_no_chart_of_what_came_later() -> None:
    of = record(TALKS, r1="north: {pay: 5}", r2="south: {pay: 7, fee: 3}")
    first = seen(of, number=1)
    assert list(dossier.paths(first)) == list(dossier.figures(first)) == ["pay"]
    assert len(dossier.paths(first)["pay"].rows) == 1
    assert "South" not in dossier.figures(first)["pay"].told
    assert set(dossier.figures(seen(of))) == {"pay", "fee"}


@pytest.mark.parametrize("name", ["istanbul-2025", "istanbul-2022"])
def test_every_issue_with_a_position_has_a_table_and_a_chart(name: str) -> None:
    of = seen(real(name))
    spoken = {course.issue.id for course in of.history.courses if course.paths}
    assert set(dossier.figures(of)) == set(dossier.paths(of)) == spoken
    assert len(spoken) > 20


def test_an_empty_record_has_nothing_but_its_issues() -> None:
    of = talks("")
    assert dossier.figures(of) == dossier.paths(of) == {}
    assert {name: rows for name, (_, rows) in grid(of).items()} == {"Arms": {}, "In no group": {}}
    assert [one.what for one in dossier.time_line(of)] == ["Round 1"]


DELIVERED = {
    "nothing yet": ("value: 100", (0, 100), "delivered: 0 coins; remaining: 100 coins"),
    "of no exact number": ("value: {max: 100}", (0, 0), "delivered: 0 coins"),
    "a part": (
        "value: 100, carried_out: [{date: 2025-01-01, amount: 40}]",
        (40, 60),
        "delivered: 40 coins; remaining: 60 coins",
    ),
    "without an amount": (
        "value: 100, carried_out: [{date: 2025-01-01, amount: 40}, {date: 2025-01-02}]",
        (40, 60),
        "delivered: at least 40 coins; remaining: at most 60 coins",
    ),
    "more than was agreed": (
        "value: 100, carried_out: [{date: 2025-01-01, amount: 120}]",
        (120, 0),
        "delivered: 120 coins; remaining: 0 coins; 20 coins more than was agreed",
    ),
}


@pytest.mark.parametrize("row", DELIVERED)
def test_a_bar_is_as_long_as_what_was_delivered(row: str) -> None:
    terms, (done, left), told = DELIVERED[row]
    of = talks(f"agreements: {{one: {{issue: fee, title: Coins, {terms}}}}}")
    (bar,) = [dossier.bar(of, one) for one in of.agreements.fulfilments]
    assert (bar.title, bar.round, bar.words) == ("Coins", "round 1", told)
    assert (bar.delivered, bar.whole) == (done, done + left)


def test_the_time_line_has_rounds_and_events_by_day() -> None:
    of = seen(base_record.record())
    found = [(one.day, one.kind, one.what, one.by) for one in dossier.time_line(of)]
    assert found == [
        ("2025-01-05", "event", "A bridge is closed", "South"),
        ("2025-01-10", "round", "Round 1, The old mill", "mediated by The envoy"),
        ("2025-01-30", "round", "Round 2", ""),
    ]
    some = seen(base_record.record(), Selection(issues=("venue",)))
    assert {one.kind for one in dossier.time_line(some)} == {"round"}


def test_what_is_confidential_is_counted_and_with_it_nobody_else_may_see_the_page() -> None:
    secret = "positions:\n  venue: {value: coast, confidential: true, source: wire}\n"
    private = base_record.record(base_record.north(secret))
    told = dict(dossier.about(seen(private), MADE))
    assert told["Confidential"] == "With what is marked confidential: not for everybody"
    public = dict(dossier.about(seen(private.without_confidential()), MADE))
    assert public["Confidential"] == "1 confidential statement left out"


def test_about_says_round_revision_and_day() -> None:
    told = dict(dossier.about(seen(base_record.record()), MADE))
    assert told["Round"].startswith("2 of 2: round 2 (2025-02-01")
    assert told["Revision"] == "commit abc123 of 2025-01-02"
    assert told["Only"] == "nothing is filtered out"
    assert told["Record up to"] == "2025-02-01"


def test_twelve_rounds_are_twelve_rows_and_ten_parties_ten_columns() -> None:
    names = "abcdefghij"
    head = TALKS.replace(
        "parties:\n", "parties:\n" + "".join(f"  p{n}: {{name: Party {n}}}\n" for n in names)
    )
    said = "\n".join(f"p{n}: {{pay: {nth}}}" for nth, n in enumerate(names, 1))
    of = seen(record(head, **{f"r{nth}": said for nth in range(1, 13)}))
    table = dossier.paths(of)["pay"]
    assert (len(table.rows), len(table.columns)) == (12, 12)
    assert len(grid(of)["In no group"][0]) == 10
    assert set(dossier.figures(of)) == {"pay"}


def test_hostile_texts_are_handed_on_as_texts() -> None:
    head = TALKS.replace("title: Pay", f"title: '{EVIL}'")
    of = talks(f"north: {{wording: '{EVIL}', pay: 3}}", head=head)
    assert grid(of)["In no group"][1]["wording"] == [EVIL]
    assert dossier.names(of)["Issue"]["pay"] == (EVIL, "#issue-pay")
    assert dossier.figures(of)["pay"].title == EVIL
