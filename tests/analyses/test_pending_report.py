"""`pending` as an answer: its page, rows and data, and its filters."""

from __future__ import annotations

from typing import Any

import pytest
from builders import TALKS, real, record, sentences, tables

from negtrack.analyses.pending import PendingReport, pending
from negtrack.page import Items
from negtrack.selection import Selection

FIRST = """\
north: {pay: {value: 10, by: 2025-02-15}, fee: {value: 3, package: plan}, venue: coast}
north.packages: {plan: {title: P, expires: 2025-02-10}}
south: {venue: coast}
"""
SECOND = "south: {fee: {value: 9, replies_to: {party: north}}}"
THIRD = "north: {fee: 4}\nsouth: {pay: {stance: no-answer}}"


def report(*said: str, **asked: tuple[str, ...]) -> PendingReport:
    made = record(TALKS, **{f"r{n}": text for n, text in enumerate(said, 1)})
    return pending(made, made.negotiation.rounds[-1], Selection(**asked))


def whole(**asked: tuple[str, ...]) -> PendingReport:
    return report(FIRST, SECOND, THIRD, **asked)


def lines(found: PendingReport) -> list[str]:
    items = (block for block in found.page().blocks if isinstance(block, Items))
    return [cell.text for block in items for cell in block.items]


def test_the_page_tells_the_oldest_first() -> None:
    page = whole().page()
    assert (
        "Round 3 (r3, 2025-03-01): no answer to 2 of 3 demands and 1 of 1 package on record."
        in (sentences(page))
    )
    found = tables(page)
    assert found["Demands without an answer"] == [
        ["pay", "north", "10 %", "2025-01-01", "59", "south (withheld)", "r1/north.yaml:1"],
        ["fee", "north", "4 coins", "2025-03-01", "0", "south", "r3/north.yaml:1"],
    ]
    assert found["Packages"] == [
        ["plan", "north", "2025-01-01", "59", "none", "south", "2025-02-10, over"]
    ]
    assert found["Issues"] == [
        ["pay", "2025-01-01", "59", "open"],
        ["fee", "2025-01-01", "59", "open"],
        ["venue", "2025-01-01", "0", "in round 1 (r1, 2025-01-01)"],
    ]
    assert lines(whole()) == [
        "2025-02-15: north · pay, 10 %: passed 14 days ago (r1/north.yaml:1)",
        "south · fee replies to north as of round 1 (r1, 2025-01-01): 3 coins, and now: 4 coins "
        "(r2/south.yaml:1)",
    ]


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ((FIRST,), "to come"),
        ((FIRST, "north: {pay: 11}"), "to come; no longer asked"),
        ((FIRST, "south: {pay: 10}", ""), "passed 14 days ago; the issue is settled"),
    ],
)
def test_the_states_of_a_deadline(said: tuple[str, ...], state: str) -> None:
    (line, *_) = lines(report(*said))
    assert line.endswith(f"10 %: {state} (r1/north.yaml:1)")


def test_data_and_rows_tell_answered_demands_too() -> None:
    data: Any = whole().data()
    assert [(one["party"], one["issue"], one["unanswered"]) for one in data["demands"]] == [
        ("north", "pay", True),
        ("north", "fee", True),
        ("south", "fee", False),
    ]
    assert data["replies"][0]["to"] == {"party": "north", "round": "r1"}
    assert data["packages"][0]["silent"] == ["south"]
    assert data["deadlines"][0]["by"] == "2025-02-15"
    rows = whole().rows()
    assert len(rows.rows) == 3
    assert all(len(row) == len(rows.header) for row in rows.rows)


def test_filters() -> None:
    def demands(**asked: tuple[str, ...]) -> list[tuple[str, str]]:
        return [(one.said.party, one.said.issue) for one in whole(**asked).pending.demands]

    assert demands(issues=("fee",)) == [("north", "fee"), ("south", "fee")]
    assert whole(issues=("fee",)).pending.packages == ()
    assert whole(issues=("fee",)).pending.deadlines == ()
    assert demands(parties=("south",)) == demands()  # as it is asked of them
    assert demands(parties=("watch",)) == []
    assert whole(parties=("watch",)).pending.packages == ()
    assert len(whole(parties=("south",)).pending.packages) == 1
    assert "Only issue fee." in sentences(whole(issues=("fee",)).page())


def test_it_finds_something_where_something_waits() -> None:
    assert whole().found
    assert report(FIRST).found
    assert not report("north: {venue: coast}\nsouth: {venue: coast}").found
    assert not report("north: {pay: 10}\nsouth: {pay: 40}").found


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (("{value: 10, by: 2025-02-15}", ""), True),
        (("{value: 10, by: 2025-04-15}", ""), False),
        (("{value: 10, by: 2025-02-15}", "north: {pay: 20}"), False),
        (("{value: 10, by: 2025-02-15}", "south: {pay: 10}"), False),
    ],
    ids=["passed", "to come", "asked no more", "settled"],
)
def test_a_deadline_that_has_passed_is_found_while_it_stands(
    said: tuple[str, str], found: bool
) -> None:
    """It alone is looked at here."""
    first, then = said
    whole = report(f"north: {{pay: {first}}}\nsouth: {{pay: 40}}", then, "south: {venue: coast}")
    only = whole._replace(pending=whole.pending._replace(demands=()))
    assert only.found is found


def test_the_issue_that_is_open_for_longest_comes_first() -> None:
    found = tables(report("north: {fee: 3}\nsouth: {fee: 9}", "north: {pay: 1}").page())
    assert [row[:3] for row in found["Issues"]] == [
        ["fee", "2025-01-01", "31"],
        ["pay", "2025-02-01", "0"],
    ]


def test_nothing_is_a_sentence() -> None:
    page = report("watch: {pay: 3}").page()
    assert sentences(page)[0].endswith("no answer to 0 of 0 demands and 0 of 0 packages on record.")
    assert tables(page) == {}


def test_istanbul_names_what_each_side_left_without_an_answer() -> None:
    made = real("istanbul-2025")
    found = pending(made, made.negotiation.rounds[-1], Selection())
    silent = {(one.said.party, one.said.issue) for one in found.pending.demands if one.unanswered}
    assert {("ukraine", "security-guarantees"), ("russia", "children"), ("ukraine", "eu")} <= silent
    by_id = {one.package.id: one for one in found.pending.packages}
    assert by_id["ru-memorandum"].silent == ()
    assert by_id["ua-memorandum"].silent == ("russia",)
