"""Which issues and parties a distance counts, by whose salience, and who stands together."""

from __future__ import annotations

import pytest
from builders import BLOC, TALKS, THREE, moment, record
from hypothesis import given
from hypothesis import strategies as st

from negtrack.distances import Coalitions, Distances, Finding, coalitions, distances
from negtrack.moves import scales


def measured(*said: str, head: str = THREE) -> Distances:
    """The distances after some rounds, of all parties and over all issues."""
    negotiation = record(head, **{f"r{n}": text for n, text in enumerate(said, 1)}).negotiation
    return distances(moment(negotiation), scales(negotiation), negotiation.parties.values())


def told(of: Distances) -> dict[tuple[str, str], float | None]:
    return {
        (pair.one, pair.other): None if pair.distance is None else round(pair.distance, 3)
        for pair in of.pairs
    }


def test_a_distance_over_two_issues() -> None:
    found = measured("north: {pay: 10, ceasefire: full}\nsouth: {pay: 40, ceasefire: full}")
    assert told(found) == {("north", "south"): 42.426, ("south", "north"): 42.426}  # 60 / sqrt(2)
    assert found.pairs[0].issues == (("ceasefire", 0), ("pay", 60))
    assert found.parties == ("north", "south")
    assert not found.salience


def test_salience_counts_both_ways() -> None:
    found = measured(
        "north: {pay: {value: 10, salience: 80}, ceasefire: {value: full, salience: 60}}\n"
        "south: {pay: {value: 40, salience: 30}, ceasefire: {value: full, salience: 40}}"
    )
    assert found.salience
    assert told(found) == {("north", "south"): 48, ("south", "north"): 36}
    assert found.both_ways() == {frozenset({"north", "south"}): pytest.approx(42)}


def test_salience_that_one_lacks_somewhere_counts_for_nobody() -> None:
    found = measured(
        "north: {pay: {value: 10, salience: 80}, ceasefire: {value: full, salience: 60}}\n"
        "south: {pay: {value: 40, salience: 30}, ceasefire: full}"
    )
    assert not found.salience
    assert told(found)["north", "south"] == 42.426


def test_salience_is_not_asked_for_where_nothing_is_counted() -> None:
    found = measured(
        "north: {pay: {value: 10, salience: 80}, venue: coast, wording: One}\n"
        "south: {pay: {value: 40, salience: 30}, wording: Two}"
    )
    assert found.salience


def test_what_matters_to_nobody_is_no_distance() -> None:
    said = "{pay: {value: %d, salience: 0}}"
    found = measured(f"north: {said % 10}\nsouth: {said % 20}")
    assert told(found) == {("north", "south"): None, ("south", "north"): None}
    assert found.both_ways() == {}


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("venue: coast", "venue: hills", 100),
        ("venue: {value: [coast, isle]}", "venue: isle", 0),
        ("pay: {value: {min: 10, max: 20}}", "pay: 30", 20),
        ("pay: {value: {min: 10}}", "pay: {value: {min: 35}}", 50),
        ("access: shut", "access: road", 10),
    ],
)
def test_values_are_as_far_apart_as_their_gap(one: str, other: str, apart: int) -> None:
    found = measured(f"north: {{{one}}}\nsouth: {{{other}}}")
    assert told(found)["north", "south"] == apart


def test_what_could_only_be_the_same_is_not_counted() -> None:
    found = measured("north: {wording: Yes, fee: 3}\nsouth: {wording: Yes, fee: 3}")
    assert (found.pairs, found.parties) == ((), ())
    assert (found.missing["wording"], found.missing["fee"]) == ("text", "no-span")
    assert found.missing["pay"] == "too-few"


@pytest.mark.parametrize(
    ("south", "why"),
    [
        ("{pay: {stance: reserve}}", "too-few"),
        ("{pay: {value: 5, basis: compounded}}", "too-few"),
        ("{pay: {rejects: 5}}", "too-few"),
    ],
)
def test_an_issue_without_two_to_compare(south: str, why: str) -> None:
    assert measured(f"north: {{pay: 10}}\nsouth: {south}").missing["pay"] == why


def test_numbers_on_another_basis_are_compared_with_their_like() -> None:
    said = "{pay: {value: %d, basis: compounded}}"
    found = measured(f"north: {said % 1}\nsouth: {said % 2}\neast: {said % 5}")
    assert told(found)["north", "south"] == 25


def test_others_than_principals_are_not_counted() -> None:
    found = measured("north: {pay: 10}\nenvoy: {pay: 20}\nwatch: {pay: 30}")
    assert found.parties == ()


def test_a_silent_member_is_not_counted_beside_its_bloc() -> None:
    found = measured("league: {pay: 10}\nwest: {pay: 20}\nnorth: {pay: 30}", head=BLOC)
    assert found.parties == ("north", "league", "west")
    assert told(found)["league", "west"] == 20


def test_parties_of_one_side_have_a_distance() -> None:
    head = TALKS.replace("{name: North}", "{name: North, side: left}")
    head = head.replace("{name: South}", "{name: South, side: left}")
    assert told(measured("north: {pay: 10}\nsouth: {pay: 20}", head=head))["north", "south"] == 20


class Told:
    """A grouping that was asked for with some distances."""

    heights = (1.0, 2.0)

    def __init__(self, *groups: tuple[int, ...]) -> None:
        self.groups = groups
        self.asked: list[list[float]] = []

    def __call__(self, table: list[list[float]]) -> Told:
        self.asked = table
        return self


FOUR = BLOC.replace(", members: [east, west]", "")
SAID = (
    "north: {pay: 10, ceasefire: full}\nsouth: {pay: 10, ceasefire: local}\n"
    "east: {pay: 40, ceasefire: none}"
)


def found_by(find: Finding | None, *said: str) -> Coalitions:
    return coalitions(measured(*said, head=FOUR), find)


def test_coalitions_are_named_by_members_and_where_they_meet() -> None:
    find = Told((0, 1), (2,))
    found = found_by(find, SAID)  # type: ignore[arg-type]
    (pair, alone) = found.found
    assert pair.members == ("north", "south")
    assert pair.meeting == ("pay",)
    assert pair.distance == pytest.approx(50 / 2**0.5)
    assert (alone.members, alone.distance, alone.meeting) == (("east",), None, ())
    assert (found.heights, found.left_out, found.unknown) == ((1.0, 2.0), (), None)
    assert [[round(one, 1) for one in row] for row in find.asked] == [
        [0, 35.4, 82.5],
        [35.4, 0, 55.2],
        [82.5, 55.2, 0],
    ]


def test_who_lacks_a_distance_to_somebody_is_left_out() -> None:
    find = Told((0, 1), (2,))
    found = found_by(find, f"{SAID}\nwest: {{venue: coast, pay: 9}}")  # type: ignore[arg-type]
    assert found.left_out == ()
    said = "north: {pay: 1, venue: isle}\nsouth: {pay: 2}\neast: {pay: 3}\nwest: {venue: coast}"
    found = found_by(find, said)  # type: ignore[arg-type]
    assert found.left_out == ("west",)
    assert [one.members for one in found.found] == [("north", "south"), ("east",)]


def test_of_those_who_lack_as_much_none_is_preferred() -> None:
    said = "north: {pay: 1}\nsouth: {pay: 2}\neast: {venue: isle}\nwest: {venue: coast}"
    found = found_by(Told(), said)  # type: ignore[arg-type]
    assert found.left_out == ("north", "south", "east", "west")
    assert found.unknown == "too-few"


def test_why_there_are_none() -> None:
    assert found_by(None, SAID).unknown == "extra"
    assert found_by(Told(), SAID).unknown == "unclear"  # type: ignore[arg-type]
    assert found_by(None, "north: {pay: 1}\nsouth: {pay: 2}").unknown == "too-few"


def test_one_direction_alone_is_no_distance_for_a_coalition() -> None:
    found = measured("north: {pay: {value: 1, salience: 0}}\nsouth: {pay: {value: 9, salience: 5}}")
    assert told(found) == {("north", "south"): None, ("south", "north"): 16}
    assert found.both_ways() == {}


PAY = st.integers(0, 50)
SALIENCE = st.integers(1, 100)
SAYING = st.tuples(PAY, SALIENCE, st.sampled_from(["none", "local", "full"]), SALIENCE)


@given(SAYING, SAYING, st.integers(2, 4))
def test_a_distance_is_within_the_scale_and_of_the_ratio_of_saliences(
    one: tuple[int, int, str, int], other: tuple[int, int, str, int], over: int
) -> None:
    def said(times: float) -> str:
        return "\n".join(
            f"{who}: {{pay: {{value: {pay}, salience: {s / times}}},"
            f" ceasefire: {{value: {cease}, salience: {t / times}}}}}"
            for who, (pay, s, cease, t) in (("north", one), ("south", other))
        )

    found, again = told(measured(said(1))), told(measured(said(over)))
    assert found.keys() == again.keys()
    for pair, apart in found.items():
        assert apart is not None
        assert 0 <= apart <= 100
        assert again[pair] == pytest.approx(apart, abs=1e-3)
