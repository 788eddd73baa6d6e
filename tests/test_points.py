"""Where a party stands as one point of a scale, and what is no point."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from builders import BLOC, TALKS, moment, record, scale
from hypothesis import given
from hypothesis import strategies as st

from negtrack.model import Range
from negtrack.points import Points, points, rounded


def placed(issue: str, *said: str, head: str = TALKS) -> Points:
    """The points on an issue after some rounds."""
    negotiation = record(head, **{f"r{n}": text for n, text in enumerate(said, 1)}).negotiation
    return points(moment(negotiation), scale(negotiation, issue), negotiation.parties.values())


def places(of: Points) -> dict[str, tuple[Fraction, str]]:
    return {one.party: (one.x, one.taken) for one in of.points}


def reasons(of: Points) -> dict[str, str]:
    return {one.party: one.reason for one in of.absent}


@pytest.mark.parametrize(
    ("issue", "value", "place"),
    [
        ("ceasefire", "none", (0, "value")),
        ("ceasefire", "local", (50, "value")),
        ("access", "road", (10, "value")),
        ("pay", "40", (80, "value")),
        ("pay", "all", (100, "value")),
        ("pay", "{min: 10, max: 20}", (30, "middle")),
        ("pay", "{min: 10, max: 10}", (20, "value")),
        ("pay", "{min: 10}", (20, "end")),
        ("pay", "{max: 10}", (20, "end")),
    ],
)
def test_a_value_as_a_point(issue: str, value: str, place: tuple[int, str]) -> None:
    assert places(placed(issue, f"north: {{{issue}: {{value: {value}}}}}")) == {"north": place}


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("{pay: {value: [5, 10]}}", "several"),
        ("{pay: {value: 5, basis: compounded}}", "basis"),
        ("{pay: {stance: reserve}}", "no-position"),
        ("{pay: {rejects: 5}}", "no-position"),
        ("{venue: coast}", "no-position"),
    ],
)
def test_who_has_no_point(said: str, reason: str) -> None:
    found = placed("pay", f"north: {said}\nsouth: {{pay: 5}}")
    assert reasons(found) == {"north": reason}
    assert found.missing == "too-few"


def test_only_principals_count() -> None:
    found = placed("pay", "north: {pay: 5}\nsouth: {pay: 9}\nenvoy: {pay: 7}\nwatch: {pay: 7}")
    assert [*places(found)] == ["north", "south"]
    assert (found.absent, found.missing) == ((), None)


def test_a_position_is_carried() -> None:
    found = placed("pay", "north: {pay: 5}", "south: {pay: 10}")
    assert places(found) == {"north": (10, "value"), "south": (20, "value")}


def test_a_silent_member_is_counted_in_its_bloc_and_one_that_speaks_beside_it() -> None:
    found = placed("pay", "league: {pay: 10}\nwest: {pay: 20}\nnorth: {pay: 30}", head=BLOC)
    assert places(found) == {
        name: (x, "value") for name, x in (("north", 60), ("league", 20), ("west", 40))
    }
    assert reasons(found) == {"south": "no-position", "east": "bloc"}


@pytest.mark.parametrize(
    ("issue", "said", "missing"),
    [
        ("venue", "north: {venue: coast}\nsouth: {venue: hills}", "unordered"),
        ("wording", "north: {wording: One}\nsouth: {wording: Two}", "unordered"),
        ("fee", "north: {fee: 3}\nsouth: {fee: 9}", "no-span"),
        ("pay", "north: {pay: 3}", "too-few"),
        ("pay", "envoy: {pay: 3}", "too-few"),
    ],
)
def test_where_there_is_not_enough(issue: str, said: str, missing: str) -> None:
    found = placed(issue, said)
    assert found.missing == missing


def test_one_side_alone_is_not_enough() -> None:
    head = TALKS.replace("{name: North}", "{name: North, side: left}")
    head = head.replace("{name: South}", "{name: South, side: left}")
    assert placed("pay", "north: {pay: 5}\nsouth: {pay: 9}", head=head).missing == "too-few"
    said = "league: {pay: 10}\nwest: {pay: 20}"
    assert placed("pay", said, head=BLOC).missing == "too-few"
    assert placed("pay", f"{said}\nnorth: {{pay: 9}}", head=BLOC).missing is None


def test_a_span_of_no_width_measures_nothing() -> None:
    head = TALKS.replace("min: 0, max: 50, words: {all: 50}", "min: 5, max: 5")
    assert placed("pay", "north: {pay: 5}\nsouth: {pay: 5}", head=head).missing == "no-span"


def test_a_ladder_of_one_option_has_no_degrees() -> None:
    head = TALKS.replace("options: {none: N, local: L, full: F}", "options: {none: N}")
    found = placed("ceasefire", "north: {ceasefire: none}\nsouth: {ceasefire: none}", head=head)
    assert found.missing == "unordered"


def test_the_observed_span_is_of_the_whole_record() -> None:
    found = placed("fee", "north: {fee: 3}\nsouth: {fee: 23}", "north: {fee: 8}")
    assert places(found) == {"north": (25, "value"), "south": (100, "value")}
    assert found.observed
    assert not placed("pay", "north: {pay: 3}").observed
    assert not placed("ceasefire", "north: {ceasefire: none}").observed


def test_weights() -> None:
    head = TALKS.replace("north: {name: North}", "north: {name: North, power: 60}")
    found = placed("pay", "north: {pay: 5}\nsouth: {pay: {value: 9, salience: 12.5}}", head=head)
    assert [(one.power, one.salience) for one in found.points] == [
        (60, None),
        (None, Fraction(25, 2)),
    ]


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Fraction(0), ("none",)),
        (Fraction(24), ("none",)),
        (Fraction(25), ("none", "local")),
        (Fraction(74), ("local",)),
        (Fraction(100), ("full",)),
    ],
)
def test_a_place_on_a_ladder_in_words(place: Fraction, words: tuple[str, ...]) -> None:
    assert placed("ceasefire", "north: {ceasefire: none}").words(place) == words


def test_a_place_on_a_quantity_in_words() -> None:
    found = placed("pay", "north: {pay: 5}")
    number = Decimal("16.67")
    assert found.words(Fraction(100, 3)) == (Range(number, number),)
    assert found.amount(Fraction(237, 10)) == Decimal("11.85")
    assert placed("ceasefire", "north: {ceasefire: none}").amount(Fraction(1)) is None


def test_a_place_between_two_days_is_the_nearer_day() -> None:
    said = ("north: {start: 2025-03-01}\nsouth: {start: 2025-03-05}", "north: {start: 2025-03-11}")
    found = placed("start", *said)
    assert found.observed
    (element,) = found.words(Fraction(33))
    assert isinstance(element, Range)
    assert element.low == found.words(Fraction(30))[0].low  # type: ignore[union-attr]
    assert found.amount(Fraction(33)) == 3


@given(st.fractions(-(10**9), 10**9), st.fractions(Fraction(1, 1000), 10**6))
def test_rounding_is_never_coarser_than_asked(number: Fraction, fine: Fraction) -> None:
    told = rounded(number, fine)
    assert abs(Fraction(told) - number) <= fine / 2 * (1 + Fraction(1, 10**9))


def test_rounding_keeps_no_more_digits_than_needed() -> None:
    assert str(rounded(Fraction(19999, 1000), Fraction(1, 50))) == "2E+1"
    assert rounded(Fraction(1274, 10), Fraction(12, 10)) == 127
    assert rounded(Fraction(-5), Fraction(1)) == -5
