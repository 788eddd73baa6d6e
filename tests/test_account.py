"""The paragraph on what is stuck: every sentence of it, on cases that are written on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builders import TALKS, THREE, real, record

from negtrack import openings
from negtrack.analyses.stalemate import stalemate
from negtrack.locks import locks
from negtrack.record import Record
from negtrack.selection import Selection

if TYPE_CHECKING:
    import pytest

BOTH = "north: {pay: 10, fee: 3}\nsouth: {pay: 40, fee: 9}"
AGAIN = "north: {pay: 10}"
SEQUENCE = (
    "north: {ceasefire: {value: full, only_if: {venue: coast}}, venue: hills}\n"
    "south: {venue: {value: coast, only_if: {ceasefire: full}}, ceasefire: none}"
)


def told(*rounds: str, head: str = TALKS, **asked: tuple[str, ...]) -> str:
    return about(record(head, **{f"r{n}": text for n, text in enumerate(rounds, 1)}), **asked)


def about(of: Record, **asked: tuple[str, ...]) -> str:
    return stalemate(of, of.negotiation.rounds[-1], Selection(**asked), locks).paragraph


def test_nothing_is_open() -> None:
    assert told("north: {pay: 10}") == "As of 1 January 2025, no issue is open between the sides."


def test_nothing_is_stuck() -> None:
    assert told(BOTH) == (
        "As of 1 January 2025, nothing is stuck: each of 2 open issues moved or is new."
    )


def test_what_is_stuck_without_a_condition() -> None:
    assert told(BOTH, AGAIN) == (
        "As of 1 February 2025, none of the 2 open issues has moved: “Pay” and “Fee” since "
        "1 January 2025 (31 days). No condition on record explains it."
    )
    assert "“Fee” since 1 January" in told(BOTH, AGAIN, issues=("fee",))
    assert "“Pay”" not in told(BOTH, AGAIN, issues=("fee",))
    assert "the open issue has not moved" in told(BOTH, AGAIN, issues=("fee",))


def test_issues_are_grouped_by_the_day_since_which_they_stand() -> None:
    more = "north: {venue: coast, ceasefire: none, access: shut, start: 2025-02-01}\n"
    more += "south: {venue: hills, ceasefire: full, access: open, start: 2025-03-01}"
    found = told(BOTH, more, AGAIN)
    assert "“Pay” and “Fee” since 1 January 2025 (59 days); 4 others since 1 February" in found
    assert "2025 (28 days)" in found
    assert "4 issues since 1 February" in told("", more, AGAIN)


def test_two_that_wait_for_each_other() -> None:
    assert told(SEQUENCE, AGAIN) == (
        "As of 1 February 2025, none of the 2 open issues has moved: “Ceasefire” and “Venue” since "
        "1 January 2025 (31 days). "
        "North's position is “Ceasefire: F”, on condition of “Venue: The coast”. "
        "South's position is “Venue: The coast”, on condition of “Ceasefire: F”. "
        "Each waits for the other; only who goes first stands in the way: done at once, all would "
        "be met. "
        "One move would be enough to open this: North dropping its conditions on “Ceasefire” or "
        "South dropping its conditions on “Venue”. "
        "Moves are computed from the record: none is advice, or a sign of what is likely."
    )


def test_one_whose_condition_the_other_stands_against() -> None:
    said = "north: {pay: {value: 10, only_if: {venue: coast}}}\nsouth: {pay: 40, venue: hills}"
    assert told(said, AGAIN.replace("pay", "wording")).endswith(
        "North's position is “Pay: 10 %”, on condition of “Venue: The coast”, opposed by South."
    )
    silent = said.replace(", venue: hills", "")
    assert told(silent, "north: {fee: 3}").endswith(
        ", with no comparable position of South on record."
    )


def test_an_unconditional_demand_is_said_beside_the_conditions() -> None:
    said = SEQUENCE.replace("ceasefire: none", "ceasefire: {value: full, unconditional: true}")
    found = told(said, AGAIN)
    assert (
        "on condition of “Venue: The coast”; South asks for “Ceasefire: F” unconditionally."
        in found
    )


def test_many_needs_are_counted_and_those_in_the_lock_named() -> None:
    needs = "{pay: 5, fee: 3, access: open, venue: coast}"
    said = SEQUENCE.replace("only_if: {venue: coast}", f"only_if: [{needs}, {{start: 2025-05-01}}]")
    assert (
        "on condition of all of 4 points, among them “Venue: The coast”, "
        "or of “In force from: 2025-05-01”"
    ) in told(said, AGAIN)


def test_no_single_move_and_a_search_that_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    said = (
        "north: {ceasefire: {value: full, only_if: {venue: coast, fee: 5}}, venue: hills, fee: 3}\n"
        "south: {venue: {value: coast, only_if: {ceasefire: full, access: open}}, ceasefire: none,"
        " fee: 9, access: shut}"
    )
    found = told(said, "north: {wording: So}")
    assert "No fewer than 2 moves together would be enough to open this: North dropping" in found
    monkeypatch.setattr(openings, "TRIED", 0)
    assert "No moves that would open this were found in the record among sets of fewer than 1." in (
        told(said, "north: {wording: So}")
    )


def test_a_ring_of_three() -> None:
    said = (
        "north: {ceasefire: {value: full, of: east, only_if: {venue: coast}},"
        " venue: {value: coast, of: south}}\n"
        "south: {venue: {value: coast, only_if: {access: open}}, access: {value: open, of: east}}\n"
        "east: {access: {value: open, only_if: {ceasefire: full}},"
        " ceasefire: {value: full, of: north}}"
    )
    found = told(said, AGAIN, head=THREE)
    assert "They wait for each other; only who goes first" in found


def test_a_position_without_a_figure_and_a_name_that_ends_in_s() -> None:
    head = TALKS.replace("{name: North}", "{name: The Norths}")
    said = "north: {pay: {only_if: {venue: coast}}}\nsouth: {pay: 40}"
    found = told(said, "north: {fee: 3}", head=head)
    assert "The Norths' position on “Pay” is on condition of “Venue: The coast”" in found


def test_many_that_wait_are_counted() -> None:
    said = [
        f"{issue}: {{value: {value}, only_if: {{venue: coast}}}}"
        for issue, value in (("pay", 1), ("fee", 2), ("ceasefire", "full"), ("access", "open"))
    ]
    other = "south: {pay: 40, fee: 9, ceasefire: none, access: shut}"
    found = told(f"north: {{{', '.join(said)}}}\n{other}", "north: {wording: So}")
    assert found.endswith("1 more position has conditions that are not met.")


def test_text_of_the_record_stays_on_one_line() -> None:
    head = TALKS.replace("title: Pay,", 'title: "Pay\\nas you [bold]go[/bold]",')
    found = told(BOTH, AGAIN, head=head)
    assert "\n" not in found
    assert "[bold]go[/bold]" in found


def test_istanbul_says_what_each_side_waits_for_and_what_each_could_do() -> None:
    found = about(real("istanbul-2025"))
    assert found.startswith("As of 23 July 2025, 14 of 15 open issues have not moved: “Ceasefire”")
    assert "Russia's position is “Ceasefire: In the air, on land and at sea”, on condition" in found
    assert "Ukraine asks for “Ceasefire: In the air, on land and at sea” unconditionally" in found
    assert "Each waits for the other; what stands between them is more than who goes first" in found
    (moves,) = [one for one in found.split(". ") if one.startswith("One move")]
    assert "Russia dropping its conditions on “Ceasefire”" in moves
    assert "Ukraine taking “Withdrawal of Ukrainian forces" in moves
