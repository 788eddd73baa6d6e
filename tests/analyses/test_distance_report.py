"""`distance` as an answer: its page, rows and data, with coalitions and without."""

from __future__ import annotations

from typing import Any

import pytest
from builders import BLOC, THREE, real, record, sentences, tables

from negtrack.analyses.distance import DistanceReport, distance
from negtrack.distances import Finding
from negtrack.page import Items
from negtrack.selection import Selection

pytest.importorskip("scipy", reason="the extra 'stats' is not installed")

from negtrack.coalitions import grouping

FOUR = BLOC.replace(", members: [east, west]", "")
SAID = (
    "north: {pay: 10, ceasefire: full}\nsouth: {pay: 15, ceasefire: full, wording: Yes}\n"
    "east: {pay: 50, ceasefire: none, fee: 3}"
)


def report(
    *said: str, head: str = THREE, find: Finding | None = grouping, **asked: tuple[str, ...]
) -> DistanceReport:
    made = record(head, **{f"r{n}": text for n, text in enumerate(said, 1)})
    return distance(made, made.negotiation.rounds[-1], Selection(**asked), find)


def items(of: DistanceReport) -> list[str]:
    lists = [block for block in of.page().blocks if isinstance(block, Items)]
    return [one.text for block in lists for one in block.items]


def test_the_page() -> None:
    found = report(SAID)
    told = sentences(found.page())
    assert told[0] == "Round 1 (r1, 2025-01-01): 3 parties, on 2 issues."
    page = tables(found.page())
    assert page[""] == [
        ["north", "·", "7.1 (2)", "90.6 (2)"],
        ["south", "7.1 (2)", "·", "86.3 (2)"],
        ["east", "90.6 (2)", "86.3 (2)", "·"],
    ]
    assert items(found)[:2] == [
        "north and south: 7.1 apart; they meet on ceasefire.",
        "east: alone.",
    ]
    assert "Groups become one at a distance of 7.1 and 88.4." in told
    assert "Texts, of which only sameness could be told: wording." in items(found)
    assert page["Computed from"][0] == ["ceasefire", "north", "full", "–", "r1/north.yaml:1"]
    assert len(page["Computed from"]) == 6
    assert any("d_ij = 100 · sqrt(" in one for one in told)
    assert any(one.startswith("Salience is 1 for all") for one in told)


def test_salience_makes_two_directions() -> None:
    found = report(
        "north: {pay: {value: 10, salience: 80}, ceasefire: {value: full, salience: 60}}\n"
        "south: {pay: {value: 40, salience: 30}, ceasefire: {value: full, salience: 40}}"
    )
    assert tables(found.page())[""] == [["north", "·", "48 (2)"], ["south", "36 (2)", "·"]]
    assert not any(one.startswith("Salience is 1") for one in sentences(found.page()))
    assert tables(found.page())["Computed from"][0][3] == "60"


def test_no_distance_is_no_nought() -> None:
    said = "north: {pay: 1, venue: isle}\nsouth: {pay: 2}\neast: {pay: 3}\nwest: {venue: coast}"
    found = report(said, head=FOUR)
    assert tables(found.page())[""][3] == ["west", "100 (1)", "– (0)", "– (0)", "·"]
    assert "Left out, with no distance to everybody else: west." in sentences(found.page())
    data: Any = found.data()
    assert data["outside"] == ["west"]
    pair = next(one for one in data["pairs"] if (one["a"], one["b"]) == ("south", "west"))
    assert pair == {
        **{"a": "south", "b": "west", "n": 0},
        **{"distance": None, "value": None, "issues": []},
    }


def test_coalitions_that_cannot_be_told() -> None:
    told = sentences(report("north: {pay: 0}\nsouth: {pay: 25}\neast: {pay: 50}").page())
    assert "No coalitions can be told apart." in told
    rest = "; what comes after depends on the order of the parties"
    assert f"Groups become one at a distance of 50{rest}." in told
    told = sentences(report(SAID, find=None).page())
    assert any(one.startswith("Coalitions need the extra 'stats'") for one in told)
    told = sentences(report("north: {pay: 0}\nsouth: {pay: 25}").page())
    assert any(one.startswith("Not enough information: it takes three") for one in told)


def test_the_matrix_needs_no_library() -> None:
    assert tables(report(SAID, find=None).page())[""] == tables(report(SAID).page())[""]


def test_nothing_to_compare() -> None:
    found = report("north: {pay: 0}")
    none = "not enough information: no two parties have values that can be compared"
    assert sentences(found.page())[0] == f"Round 1 (r1, 2025-01-01): {none}."
    assert tables(found.page()) == {}
    assert not found.found
    assert report(SAID).found
    assert not report("north: {pay: 0}\nsouth: {pay: 0}").found


def test_data_and_rows() -> None:
    data: Any = report(SAID).data()
    assert data["pairs"][0] == {
        "a": "north",
        "b": "south",
        "n": 2,
        "distance": 7.0711,
        "value": 0.9293,
        "issues": [{"issue": "ceasefire", "distance": 0}, {"issue": "pay", "distance": 10}],
    }
    assert data["coalitions"] == [
        {"members": ["north", "south"], "distance": 7.0711, "meet": ["ceasefire"]},
        {"members": ["east"], "distance": None, "meet": []},
    ]
    assert data["coalitions_unknown"] is None
    assert data["inputs"][0]["place"]["file"] == "positions/talks/r1/north.yaml"
    assert {"issue": "fee", "reason": "too-few"} in data["missing"]
    rows = report(SAID).rows()
    assert rows.rows[0] == ("north", "south", 2, 7.0711, 0.9293, "ceasefire pay")
    assert len(rows.rows) == 6


def test_of_one_party_all_its_pairs_and_of_several_those_among_them() -> None:
    one = report(SAID, parties=("north",))
    assert tables(one.page())[""][1] == ["south", "7.1 (2)", "·", "·"]
    assert len(one.rows().rows) == 4
    assert len(one.coalitions.found) == 2
    two = report(SAID, parties=("north", "east"))
    assert two.distances.parties == ("north", "east")
    assert "Only party north, east." in sentences(two.page())


def test_issues_can_be_chosen() -> None:
    found = report(SAID, issues=("pay",))
    assert tables(found.page())[""][0] == ["north", "·", "10 (1)", "80 (1)"]
    assert {issue for _, issue in found.distances.held} == {"pay"}


def test_a_confidential_position_is_told_of() -> None:
    found = report("north: {pay: {value: 1, confidential: true}}\nsouth: {pay: 2}")
    assert sentences(found.page())[0] == "With what is marked confidential: not for everybody."


def test_istanbul_2025() -> None:
    made = real("istanbul-2025")
    found = distance(made, made.negotiation.rounds[-1], Selection(), grouping)
    assert [(pair.one, pair.other, len(pair.issues)) for pair in found.distances.pairs] == [
        ("ukraine", "russia", 16),
        ("russia", "ukraine", 16),
    ]
    assert found.coalitions.unknown == "too-few"
