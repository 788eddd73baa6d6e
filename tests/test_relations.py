"""How a party stands to its counterparts on an issue: the first relation that fits."""

from __future__ import annotations

import pytest
from builders import TALKS, THREE, moment, record

from negtrack.moves import scales
from negtrack.relations import stands
from negtrack.standing import moments

CASES: dict[str, tuple[str, str, str]] = {
    # what is said on pay, and how north and south stand to their counterparts
    "the same": ("north: {pay: 10}\nsouth: {pay: 10}", "same", "same"),
    "ranges that overlap": (
        "north: {pay: {value: {min: 10}}}\nsouth: {pay: {value: {max: 20}}}",
        *("same", "same"),
    ),
    "the same on conditions": (
        "north: {pay: {value: 10, only_if: {venue: coast}}}\nsouth: {pay: 10}",
        *("conditional", "conditional"),
    ),
    "apart": ("north: {pay: 10}\nsouth: {pay: 40}", "apart", "apart"),
    "apart, and what both accept meets": (
        "north: {pay: {value: 10, accepts: {max: 30}}}\n"
        "south: {pay: {value: 40, accepts: {min: 25}}}",
        *("overlapping", "overlapping"),
    ),
    "one rejects the other's": (
        "north: {pay: 10}\nsouth: {pay: {value: 40, rejects: 10}}",
        *("rejected", "rejected"),
    ),
    "one only rejects the other's": (
        "north: {pay: 10}\nsouth: {pay: {rejects: 10}}",
        *("rejected", "rejected"),
    ),
    "one rejects what nobody names": (
        "north: {pay: 10}\nsouth: {pay: {value: 10, rejects: 50}}",
        *("same", "same"),
    ),
    "other bases": (
        "north: {pay: 10}\nsouth: {pay: {value: 10, basis: compounded}}",
        *("incomparable", "incomparable"),
    ),
    "no value on one side": (
        "north: {pay: 10}\nsouth: {pay: {stance: reserve}}",
        *("alone", "alone"),
    ),
    "agreed": (
        "north: {pay: 10}\nsouth: {pay: 40}\nagreements: {deal: {issue: pay, value: 20}}",
        *("agreed", "agreed"),
    ),
}


@pytest.mark.parametrize("row", CASES)
def test_how_two_stand(row: str) -> None:
    said, north, south = CASES[row]
    made = record(TALKS, r1=said).negotiation
    if north == "agreed":  # what was said before an agreement is what it settled
        made = record(TALKS, r1=said.rpartition("\n")[0], r2=said.rpartition("\n")[2]).negotiation
    found = stands(moment(made), None, scales(made))
    assert found["north", "pay"].relation == north
    assert found["south", "pay"].relation == south


def test_one_of_several_counterparts_apart_is_apart() -> None:
    made = record(THREE, r1="north: {pay: 10}\nsouth: {pay: 10}\neast: {pay: 40}").negotiation
    found = stands(moment(made), None, scales(made))
    assert [found[one, "pay"].relation for one in ("north", "south", "east")] == ["apart"] * 3


def test_who_is_no_principal_is_beside() -> None:
    made = record(TALKS, r1="north: {pay: 10}\nenvoy: {pay: 20}\nwatch: {pay: 3}").negotiation
    found = stands(moment(made), None, scales(made))
    assert found["envoy", "pay"].relation == found["watch", "pay"].relation == "beside"
    assert found["north", "pay"].relation == "alone"


@pytest.mark.parametrize(
    ("again", "unchanged"),
    [
        ("10", True),
        ("{value: 10, quote: Ten., red_line: true}", True),
        ("11", False),
        ("{value: 10, rejects: 40}", False),
        ("{value: 10, only_if: {venue: coast}}", False),
        ("{stance: withdraw}", False),
    ],
)
def test_what_is_unchanged(again: str, unchanged: bool) -> None:
    made = record(TALKS, r1="north: {pay: 10}", r2=f"north: {{pay: {again}}}").negotiation
    before, now = moments(made)
    found = stands(now, before, scales(made))
    assert found["north", "pay"].unchanged is unchanged
    assert not stands(before, None, scales(made))["north", "pay"].unchanged
