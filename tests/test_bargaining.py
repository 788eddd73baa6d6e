"""How a table bargains: every type of step, reciprocity as on paper, movement, concessions."""

from __future__ import annotations

from statistics import correlation

import pytest
from builders import TALKS, THREE, record
from hypothesis import given
from hypothesis import strategies as st

from negtrack.bargaining import LEAST, Bargaining, Step, bargaining
from negtrack.model import Negotiation
from negtrack.moves import scales
from negtrack.stuck import movements, past_until

BOTH = "north: {pay: 10, fee: 3, venue: coast}\nsouth: {pay: 40, fee: 9, venue: hills}"


def negotiation(*said: str, head: str = TALKS) -> Negotiation:
    return record(head, **{f"r{n}": text for n, text in enumerate(said, 1)}).negotiation


def found(*said: str, head: str = TALKS, issues: tuple[str, ...] = ()) -> Bargaining:
    made = negotiation(*said, head=head)
    return bargaining(made, made.rounds[-1], scales(made), issues or made.issues)


def step(*said: str, party: str = "north", head: str = TALKS) -> Step:
    """What a party did in the last of these rounds, after one in which both took their stands."""
    (one,) = [
        one
        for one in found(BOTH, *said, head=head).steps
        if (one.party, one.round.number) == (party, len(said) + 1)
    ]
    return one


TYPES: dict[str, tuple[str, str]] = {
    "nearer": ("north: {pay: 15}", "concession"),
    "accepting": ("north: {pay: {value: 40, stance: accept}}", "concession"),
    "farther": ("north: {pay: 5}", "demand"),
    "nearer here and farther there": ("north: {pay: 15, venue: isle, fee: 1}", "trade-off"),
    "said again": ("north: {pay: 10}", "insistence"),
    "said with more weight": ("north: {pay: {value: 10, red_line: true}}", "insistence"),
    "an answer withheld": ("north: {pay: {stance: no-answer}}", "silence"),
    "nothing said": ("south: {pay: 40}", "silence"),
    "another place as far away": ("north: {venue: isle}", "shift"),
    "another text": ("north: {wording: So}", "opening"),
    "a first position and one nearer": ("north: {ceasefire: full, pay: 15}", "concession"),
    "a first position and one farther": ("north: {ceasefire: full, pay: 5}", "demand"),
    "a first refusal": ("north: {ceasefire: {rejects: full}}", "opening"),
    "one refusal more": ("north: {pay: {value: 10, rejects: 40}}", "demand"),
    "a condition more": ("north: {pay: {value: 10, only_if: {venue: coast}}}", "demand"),
    "nearer, with a condition more": (
        "north: {pay: {value: 15, only_if: {venue: coast}}}",
        "trade-off",
    ),
    "withdrawn": ("north: {pay: {stance: withdraw}}", "shift"),
    "past the other": ("north: {pay: 45}", "concession"),
    "past the other and farther": ("north: {fee: 100}", "shift"),
}


@pytest.mark.parametrize("row", TYPES)
def test_the_type_of_a_step(row: str) -> None:
    said, kind = TYPES[row]
    assert step(said).type == kind


def test_what_was_given_and_taken_is_summed_over_issues() -> None:
    one = step("north: {pay: 20, fee: 1, venue: hills}")
    assert (one.given, one.taken) == (120, 25)  # 10 of 50 %; all of venue; 2 of the 8 coins seen
    assert [change.issue for change in one.gave] == ["pay", "venue"]
    assert [change.issue for change in one.took] == ["fee"]


def test_a_condition_less_is_given() -> None:
    more = "north: {pay: {value: 10, only_if: {venue: coast}}}"
    assert step(more, "north: {pay: 10}").type == "concession"


def test_a_party_that_has_not_spoken_yet_takes_no_step() -> None:
    steps = found("north: {pay: 10}", "south: {pay: 40}").steps
    assert [(one.round.id, one.party, one.type) for one in steps] == [
        ("r1", "north", "opening"),
        ("r2", "north", "silence"),
        ("r2", "south", "opening"),
    ]


def test_only_principals_take_steps() -> None:
    assert {one.party for one in found(BOTH, "envoy: {pay: 20}\nwatch: {pay: 3}").steps} == {
        "north",
        "south",
    }


def test_only_the_issues_that_are_asked_for_count() -> None:
    said = (BOTH, "north: {pay: 15, fee: 1}")
    types = [one.type for one in found(*said, issues=("pay",)).steps if one.round.id == "r2"]
    assert types == ["concession", "silence"]


class TestReciprocity:
    NORTH, SOUTH = (10, 12, 14, 15, 20, 20, 22), (40, 37, 37, 36, 30, 29, 29)

    def rounds(self, ours: tuple[int, ...], theirs: tuple[int, ...]) -> list[str]:
        pairs = zip(ours, theirs, strict=True)
        return [f"north: {{pay: {one}}}\nsouth: {{pay: {other}}}" for one, other in pairs]

    def test_as_computed_on_paper(self) -> None:
        (one,) = found(*self.rounds(self.NORTH, self.SOUTH)).reciprocity
        ours, theirs = [4, 4, 2, 10, 0, 4], [6, 0, 2, 12, 2, 0]  # in hundredths of 50 %
        assert (one.a, one.b, one.n, one.left_out) == ("north", "south", 6, 0)
        assert one.correlation == pytest.approx(correlation(ours, theirs))
        assert one.correlation == pytest.approx(60 / (56 * (107 + 1 / 3)) ** 0.5)

    def test_below_five_rounds_there_is_none(self) -> None:
        assert LEAST == 5
        (one,) = found(*self.rounds(self.NORTH[:5], self.SOUTH[:5])).reciprocity
        assert (one.n, one.correlation) == (4, None)
        (one,) = found(*self.rounds(self.NORTH[:6], self.SOUTH[:6])).reciprocity
        assert one.n == 5
        assert one.correlation is not None

    def test_where_one_side_never_moved_there_is_none(self) -> None:
        (one,) = found(*self.rounds(self.NORTH, (40,) * 7)).reciprocity
        assert (one.n, one.correlation) == (6, None)

    def test_who_is_silent_stands_still(self) -> None:
        said = self.rounds(self.NORTH, self.SOUTH)
        quiet = [*said[:3], "envoy: {fee: 1}", *said[4:]]
        same = self.NORTH[:3] + self.NORTH[2:3] + self.NORTH[4:]
        (one,) = found(*quiet).reciprocity
        (other,) = found(
            *self.rounds(same, self.SOUTH[:3] + self.SOUTH[2:3] + self.SOUTH[4:])
        ).reciprocity
        assert one == other

    def test_a_round_that_cannot_be_measured_is_left_out(self) -> None:
        said = self.rounds(self.NORTH, self.SOUTH)
        said[0] = "north: {pay: 10, wording: A}\nsouth: {pay: 40, wording: B}"
        said[2] = said[2].replace("north: {", "north: {wording: C, ")
        (one,) = found(*said).reciprocity
        assert (one.n, one.left_out) == (5, 1)

    def test_rounds_before_both_had_a_position_do_not_count(self) -> None:
        said = ["north: {pay: 9}", "north: {pay: 8}", *self.rounds(self.NORTH, self.SOUTH)]
        (one,) = found(*said).reciprocity
        assert one.n == 6

    def test_every_pair_of_three(self) -> None:
        pairs = found(BOTH, head=THREE).reciprocity
        assert [(one.a, one.b) for one in pairs] == [
            ("north", "south"),
            ("north", "east"),
            ("south", "east"),
        ]

    @given(st.lists(st.tuples(st.integers(0, 24), st.integers(26, 50)), min_size=6, max_size=9))
    def test_it_is_the_same_from_both_sides(self, values: list[tuple[int, int]]) -> None:
        ours, theirs = zip(*values, strict=True)
        (one,) = found(*self.rounds(ours, theirs)).reciprocity
        (other,) = found(*self.rounds(theirs, ours)).reciprocity
        assert (one.n, one.left_out) == (other.n, other.left_out)
        assert one.correlation == pytest.approx(other.correlation, nan_ok=True)
        assert one.correlation is None or -1.000001 <= one.correlation <= 1.000001


def test_the_movement_of_the_table_is_that_of_every_round() -> None:
    made = negotiation(BOTH, BOTH, "north: {pay: 15}", "north: {pay: 25}\nsouth: {pay: 30}")
    past = past_until(made, made.rounds[-1], scales(made))
    told = [(round(d, 4), ratio and round(ratio, 4)) for d, ratio in movements(past, scales(made))]
    assert told == [(0, None), (0.1, 1), (0.4, 4)]
    table = found(BOTH, BOTH, "north: {pay: 15}").table
    assert [(one.id, round(d, 4), ratio) for one, d, ratio in table] == [
        ("r2", 0, None),
        ("r3", 0.1, 1),
    ]


def test_the_first_and_the_last_concession() -> None:
    said = (BOTH, "north: {pay: 15}", "north: {pay: 5}", "north: {fee: 4, pay: 6}")
    north, south = found(*said).concessions
    assert north.first is not None
    assert north.last is not None
    assert (north.first[0].issue, north.first[1].id) == ("pay", "r2")
    assert (north.last[0].issue, north.last[1].id) == ("fee", "r4")
    assert (south.first, south.last) == (None, None)


def test_what_is_said_later_is_not_known() -> None:
    made = negotiation(BOTH, "north: {pay: 15}")
    early = bargaining(made, made.rounds[0], scales(made), made.issues)
    assert {one.round.id for one in early.steps} == {"r1"}
    assert early.table == ()


VALUES = st.sampled_from(("{pay: 5}", "{pay: 10}", "{pay: 30}", "{venue: isle}", "{fee: 3}", "{}"))


@given(st.lists(st.tuples(VALUES, VALUES), max_size=4))
def test_every_change_is_in_one_place_at_most_unless_it_gives_and_takes(
    rounds: list[tuple[str, str]],
) -> None:
    said = [f"north: {one}\nsouth: {other}" for one, other in rounds]
    for one in found(BOTH, *said).steps:
        lists = (one.gave, one.took, one.opened, one.shifted)
        assert not {*one.opened} & {*one.gave, *one.took, *one.shifted}
        assert not {*one.shifted} & {*one.gave, *one.took}
        assert (one.type in ("silence", "insistence")) == (not any(lists))
        assert one.given >= 0
        assert one.taken >= 0
