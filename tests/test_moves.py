"""What changed: the kinds in their order, what makes a move, and what holds for all of them."""

import re
from fractions import Fraction

import pytest
from builders import BLOC, TALKS, THREE, moment, moved, record, scale, status, talks
from hypothesis import given
from hypothesis import strategies as st

from negtrack.model import Negotiation
from negtrack.moves import KINDS, Change, changes, scales

OTHERS = """\
south: {pay: 40, ceasefire: none, venue: {value: [hills, isle]}, fee: 5, wording: Equal}
envoy: {pay: 25, venue: coast}
watch: {pay: 12, venue: coast}
"""
"""Where the others stand: the south; the envoy, a mediator; and the watch, a third party."""

Told = tuple[str, str, str, str, float | None]

LEAVES_ALONE: dict[str, tuple[str, str]] = {
    "who never spoke": ("", ""),
    "who had withdrawn": ("pay: {stance: withdraw}", ""),
    "who had given no answer": ("pay: {stance: no-answer}", ""),
    "who had reserved its position": ("pay: {stance: reserve}", ""),
}

TABLE: dict[str, Told] = {
    # said no more, or the same again
    "silence": ("pay: 10", "", "silence", "", None),
    "silence on a refusal": ("pay: {rejects: 40}", "", "silence", "", None),
    "the same again": ("pay: 10", "pay: 10", "insistence", "", 0),
    "the same in other words": ("pay: all", "pay: 50", "insistence", "", 0),
    "the same in another order": (
        "venue: {value: [coast, isle]}",
        "venue: {value: [isle, coast]}",
        "insistence",
        "",
        0,
    ),
    "the same with another source and quote": (
        "pay: 10",
        "pay: {value: 10, quote: Ten, note: Loudly}",
        "insistence",
        "",
        0,
    ),
    "the same as a price on other terms of the same": (
        "pay: {value: 10, only_if: {venue: [coast, isle], ceasefire: full}}",
        "pay: {value: 10, only_if: {ceasefire: full, venue: [isle, coast]}}",
        "insistence",
        "",
        0,
    ),
    "asked again without a figure": ("pay: 10", "pay: {note: More}", "insistence", "", 0),
    "refused again": ("pay: {rejects: 40}", "pay: {rejects: 40}", "insistence", "", None),
    # the stance says so
    "withdrawal": ("pay: 10", "pay: {stance: withdraw}", "withdrawal", "", None),
    "withdrawal of what was never said": ("", "pay: {stance: withdraw}", "withdrawal", "", None),
    "withdrawal of an acceptance": (
        "pay: {value: 40, stance: accept}",
        "pay: {stance: withdraw}",
        "withdrawal",
        "retraction",
        None,
    ),
    "non-answer": ("pay: 10", "pay: {stance: no-answer}", "non-answer", "", 0),
    "non-answer after a step": (
        "pay: 10",
        "pay: [15, {stance: no-answer}]",
        "non-answer",
        "concession raised",
        10,
    ),
    "non-answer at first": ("", "pay: {stance: no-answer}", "non-answer", "", None),
    "non-answer again": (
        "pay: {stance: no-answer}",
        "pay: {stance: no-answer}",
        "non-answer",
        "",
        None,
    ),
    "reservation": ("pay: 10", "pay: {stance: reserve}", "reservation", "", None),
    "reservation with a refusal": (
        "pay: 10",
        "pay: {stance: reserve, rejects: 40}",
        "reservation",
        "rejection",
        None,
    ),
    # nothing stood before
    "new": ("", "pay: 10", "new", "", None),
    "new after a reservation": ("pay: {stance: reserve}", "pay: 10", "new", "", None),
    "new after a withdrawal": ("pay: {stance: withdraw}", "pay: 10", "new", "restated", None),
    "new after a refusal": ("pay: {rejects: 40}", "pay: 10", "new", "rejection-eased", None),
    "new with a refusal": ("", "pay: {value: 10, rejects: 40}", "new", "rejection", None),
    "new without a figure": ("", "pay: {note: More}", "new", "", None),
    "a figure at last": ("pay: {note: More}", "pay: 10", "new", "", None),
    "new and an acceptance": ("", "pay: {value: 40, stance: accept}", "new", "acceptance", None),
    # acceptance by the stance
    "acceptance of what a counterpart holds": (
        "pay: 10",
        "pay: {value: 40, stance: accept}",
        "acceptance",
        "concession raised stance",
        60,
    ),
    "acceptance of what a mediator holds": (
        "pay: 10",
        "pay: {value: 25, stance: accept}",
        "acceptance",
        "concession raised stance",
        30,
    ),
    "acceptance of one's own value that another came to hold": (
        "pay: 40",
        "pay: {value: 40, stance: accept}",
        "acceptance",
        "stance",
        0,
    ),
    "acceptance of another text than before": (
        "pay: {value: 40, stance: accept}",
        "pay: {value: 25, stance: accept}",
        "acceptance",
        "retraction lowered",
        -30,
    ),
    "acceptance of what a third party holds": (
        "pay: 10",
        "pay: {value: 12, stance: accept}",
        "concession",
        "raised held-by-nobody stance",
        4,
    ),
    "acceptance of what nobody holds, in place": (
        "pay: 10",
        "pay: {value: 10, stance: accept}",
        "emphasis",
        "held-by-nobody stance",
        0,
    ),
    "acceptance of more than is held": (
        "venue: coast",
        "venue: {value: [isle, coast], stance: accept}",
        "concession",
        "held-by-nobody stance",
        100,
    ),
    "acceptance with a price": (
        "pay: 10",
        "pay: {value: 40, stance: accept, only_if: {venue: coast}}",
        "acceptance",
        "concession raised conditions conditions-added stance",
        60,
    ),
    # acceptance by the value
    "to what the counterpart stood for": (
        "pay: 10",
        "pay: 40",
        "acceptance",
        "concession raised",
        60,
    ),
    "to a part of what it stood for": (
        "venue: coast",
        "venue: isle",
        "acceptance",
        "concession",
        100,
    ),
    "from one part of it to another": ("venue: hills", "venue: isle", "acceptance", "shift", 0),
    "to more than it stood for": (
        "venue: coast",
        "venue: {value: [coast, isle]}",
        "concession",
        "",
        100,
    ),
    "to what a mediator holds, not as an acceptance": (
        "pay: 10",
        "pay: 25",
        "concession",
        "raised",
        30,
    ),
    "to its number on another basis": (
        "pay: 10",
        "pay: {value: 40, basis: compounded}",
        "shift",
        "",
        None,
    ),
    # the value moved
    "concession": ("pay: 10", "pay: 15", "concession", "raised", 10),
    "concession downwards": ("pay: 50", "pay: 45", "concession", "lowered", 10),
    "concession of an end": (
        "pay: {value: {max: 10}}",
        "pay: {value: {max: 15}}",
        "concession",
        "raised",
        10,
    ),
    "concession on a ladder": ("ceasefire: full", "ceasefire: local", "concession", "lowered", 50),
    "concession with a price": (
        "pay: 10",
        "pay: {value: 15, only_if: {venue: coast}, red_line: true}",
        "concession",
        "raised conditions conditions-added red-line",
        10,
    ),
    "retraction": ("pay: 10", "pay: 5", "retraction", "lowered", -10),
    "retraction on a ladder": ("ceasefire: local", "ceasefire: full", "retraction", "raised", -50),
    "retraction that asks less in return": (
        "pay: {value: 10, only_if: {venue: coast}}",
        "pay: 5",
        "retraction",
        "lowered conditions conditions-dropped conditions-eased",
        -10,
    ),
    "from an acceptance to the same as a demand": (
        "pay: {value: 40, stance: accept}",
        "pay: 40",
        "retraction",
        "stance",
        0,
    ),
    "from an acceptance to another value": (
        "pay: {value: 25, stance: accept}",
        "pay: 10",
        "retraction",
        "lowered stance",
        -30,
    ),
    "from an acceptance still nearer": (
        "pay: {value: 25, stance: accept}",
        "pay: 30",
        "concession",
        "raised stance",
        10,
    ),
    "from an acceptance to where it cannot be measured": (
        "wording: {value: Equal, stance: accept}",
        "wording: Free",
        "retraction",
        "stance",
        None,
    ),
    "shift to as far on the other side": ("pay: 35", "pay: 45", "shift", "raised passed", 0),
    "shift past it and farther": ("pay: 35", "pay: 50", "shift", "raised passed", -10),
    "past it and nearer": ("pay: 30", "pay: 45", "concession", "raised passed", 10),
    "shift among what shares nothing": (
        "venue: coast",
        "venue: {value: [coast]}",
        "insistence",
        "",
        0,
    ),
    "shift of a text": ("wording: Fair", "wording: Open", "shift", "", None),
    "shift where too little is known": ("fee: 5", "fee: 6", "shift", "raised", None),
    "shift to a wider range that reaches as far": (
        "pay: {value: {min: 20, max: 30}}",
        "pay: {value: {min: 10, max: 30}}",
        "shift",
        "lowered",
        0,
    ),
    "shift to a narrower range that is neither higher nor lower": (
        "pay: {value: {min: 10, max: 50}}",
        "pay: {value: {min: 20, max: 45}}",
        "shift",
        "",
        0,
    ),
    "shift to another basis is no false move": (
        "pay: 10",
        "pay: {value: 20, basis: compounded}",
        "shift",
        "",
        None,
    ),
    # something is refused
    "rejection": ("pay: 10", "pay: {value: 10, rejects: 40}", "rejection", "", 0),
    "rejection alone": ("pay: 10", "pay: {rejects: 40}", "rejection", "", 0),
    "rejection at first": ("", "pay: {rejects: 40}", "rejection", "", None),
    "rejection of more": (
        "pay: {value: 10, rejects: 40}",
        "pay: {value: 10, rejects: [40, 30]}",
        "rejection",
        "",
        0,
    ),
    "rejection with more conditions": (
        "pay: 10",
        "pay: {value: 10, rejects: 40, only_if: {venue: coast}, salience: 90}",
        "rejection",
        "conditions conditions-added salience",
        0,
    ),
    # only the conditions
    "conditions added": (
        "pay: 10",
        "pay: {value: 10, only_if: {venue: coast}}",
        "conditions",
        "conditions-added",
        0,
    ),
    "conditions dropped": (
        "pay: {value: 10, only_if: {venue: coast}}",
        "pay: 10",
        "conditions",
        "conditions-dropped conditions-eased",
        0,
    ),
    "conditions replaced": (
        "pay: {value: 10, only_if: {venue: coast}}",
        "pay: {value: 10, only_if: {ceasefire: full}}",
        "conditions",
        "conditions-replaced",
        0,
    ),
    "conditions: one of two dropped": (
        "pay: {value: 10, only_if: {venue: coast, ceasefire: full}}",
        "pay: {value: 10, only_if: {venue: coast}}",
        "conditions",
        "conditions-dropped conditions-eased",
        0,
    ),
    "conditions: an alternative added": (
        "pay: {value: 10, only_if: {venue: coast}}",
        "pay: {value: 10, only_if: [{venue: coast}, {ceasefire: full}]}",
        "conditions",
        "conditions-added conditions-eased",
        0,
    ),
    "conditions: an alternative dropped": (
        "pay: {value: 10, only_if: [{venue: coast}, {ceasefire: full}]}",
        "pay: {value: 10, only_if: {venue: coast}}",
        "conditions",
        "conditions-dropped",
        0,
    ),
    "conditions: alternatives now all together": (
        "pay: {value: 10, only_if: [{venue: coast}, {ceasefire: full}]}",
        "pay: {value: 10, only_if: {venue: coast, ceasefire: full}}",
        "conditions",
        "conditions-replaced",
        0,
    ),
    "conditions weakened": (
        "pay: {value: 10, only_if: {ceasefire: full}}",
        "pay: {value: 10, only_if: {ceasefire: [local, full]}}",
        "conditions",
        "conditions-replaced conditions-eased",
        0,
    ),
    "conditions before emphasis": (
        "pay: 10",
        "pay: {value: 10, only_if: {venue: coast}, red_line: true, stance: offer}",
        "conditions",
        "conditions-added red-line stance",
        0,
    ),
    # only how firmly it is meant
    "emphasis: red line": (
        "pay: 10",
        "pay: {value: 10, red_line: true}",
        "emphasis",
        "red-line",
        0,
    ),
    "emphasis: red line, without the value": (
        "pay: 10",
        "pay: {red_line: true}",
        "emphasis",
        "red-line",
        0,
    ),
    "emphasis: free of conditions": (
        "pay: 10",
        "pay: {value: 10, unconditional: true}",
        "emphasis",
        "unconditional",
        0,
    ),
    "emphasis: salience": ("pay: 10", "pay: {value: 10, salience: 9}", "emphasis", "salience", 0),
    "emphasis: stance": ("pay: 10", "pay: {value: 10, stance: offer}", "emphasis", "stance", 0),
    "emphasis: a deadline": (
        "pay: 10",
        "pay: {value: 10, by: 2025-03-01}",
        "emphasis",
        "deadline",
        0,
    ),
    "emphasis: addressee": ("pay: 10", "pay: {value: 10, of: watch}", "emphasis", "addressee", 0),
    "emphasis: what could be accepted": (
        "pay: 10",
        "pay: {value: 10, accepts: {max: 20}}",
        "emphasis",
        "accepts",
        0,
    ),
    "emphasis: a rejection dropped": (
        "pay: {value: 10, rejects: [40, 30]}",
        "pay: {value: 10, rejects: 40}",
        "emphasis",
        "rejection-eased",
        0,
    ),
    "emphasis on a refusal": (
        "pay: {rejects: 40}",
        "pay: {rejects: 40, red_line: true}",
        "emphasis",
        "red-line",
        None,
    ),
}


def after(before: str, said: str, others: str = OTHERS, head: str = TALKS) -> list[Change]:
    """How the north changed, from what it said in one round to what it said in the next."""
    negotiation = record(
        head, r1=f"north: {{{before}}}\n{others}", r2=f"north: {{{said}}}\n"
    ).negotiation
    return [change for change in moved(negotiation) if change.party == "north"]


@pytest.mark.parametrize("row", LEAVES_ALONE)
def test_leaves_alone(row: str) -> None:
    assert after(*LEAVES_ALONE[row]) == []


@pytest.mark.parametrize("row", TABLE)
def test_kind_aspects_and_movement(row: str) -> None:
    before, said, kind, aspects, movement = TABLE[row]
    (change,) = after(before, said)
    assert (change.kind, " ".join(change.aspects), change.movement) == (kind, aspects, movement)


@pytest.mark.parametrize("row", TABLE)
def test_backwards_the_same_values_change_places(row: str) -> None:
    before, said, *_ = TABLE[row]
    negotiation = talks(r1=f"north: {{{before}}}\n{OTHERS}", r2=f"north: {{{said}}}\n")
    there = [change for change in moved(negotiation) if change.party == "north"]
    back = [change for change in moved(negotiation, -1, -2) if change.party == "north"]
    assert [(one.issue, one.before, one.after) for one in there] == [
        (one.issue, one.after, one.before) for one in back
    ]


BACKWARDS = {
    "concession": ("pay: 10", "pay: 15", "retraction", -10),
    "retraction": ("ceasefire: local", "ceasefire: full", "concession", 50),
    "new": ("", "pay: 10", "removed", None),
    "silence": ("pay: 10", "", "silence", None),
    "insistence": ("pay: 10", "pay: 10", "insistence", 0),
    "rejection": ("pay: 10", "pay: {value: 10, rejects: 40}", "emphasis", 0),
    "withdrawal": ("pay: 10", "pay: {stance: withdraw}", "new", None),
    "acceptance": ("pay: 10", "pay: {value: 40, stance: accept}", "retraction", -60),
    "unmeasurable": ("wording: Fair", "wording: Open", "shift", None),
}


@pytest.mark.parametrize("row", BACKWARDS)
def test_backwards(row: str) -> None:
    before, said, kind, movement = BACKWARDS[row]
    negotiation = talks(r1=f"north: {{{before}}}\n{OTHERS}", r2=f"north: {{{said}}}\n")
    (change,) = [change for change in moved(negotiation, -1, -2) if change.party == "north"]
    assert (change.kind, change.movement) == (kind, movement)


def test_every_kind_occurs_in_the_table_in_their_order() -> None:
    found = {row[2] for row in TABLE.values()}
    assert found == set(KINDS) - {"wording", "removed"}


class TestWhatElse:
    def test_over_several_rounds_only_the_ends_count(self) -> None:
        negotiation = talks(
            r1=f"north: {{pay: 10}}\n{OTHERS}", r2="north: {pay: 5}", r3="north: {pay: 15}"
        )
        (change,) = [one for one in moved(negotiation, 1, 3) if one.party == "north"]
        assert (change.kind, change.movement) == ("concession", 10)

    def test_a_stance_in_between_is_not_the_last_word(self) -> None:
        negotiation = talks(
            r1="north: {pay: 10}", r2="north: {pay: {stance: withdraw}}", r3="north: {pay: 10}"
        )
        (change,) = moved(negotiation, 1, 3)
        assert (change.kind, change.aspects) == ("insistence", ())

    def test_nobody_gets_credit_for_anothers_step(self) -> None:
        negotiation = talks(r1="north: {pay: 10}\nsouth: {pay: 40}", r2="south: {pay: 20}")
        north, south = moved(negotiation)
        assert (north.kind, north.movement) == ("silence", None)
        assert (south.kind, south.movement) == ("concession", 40)

    def test_both_move_from_where_the_other_stood(self) -> None:
        both = talks(
            r1="north: {pay: 10}\nsouth: {pay: 40}", r2="north: {pay: 20}\nsouth: {pay: 25}"
        )
        assert [change.movement for change in moved(both)] == [20, 30]

    def test_where_the_other_stood_nowhere_nothing_is_measured(self) -> None:
        (change, _) = moved(talks(r1="north: {pay: 10}", r2="north: {pay: 20}\nsouth: {pay: 25}"))
        assert (change.kind, tuple(change.steps), change.movement) == ("shift", (), None)

    def test_an_acceptance_of_what_is_said_only_in_the_same_round(self) -> None:
        said = "north: {pay: {value: 25, stance: accept}}\nsouth: {pay: 25}"
        north, _ = moved(talks(r1="north: {pay: 10}\nsouth: {pay: 40}", r2=said))
        assert (north.kind, north.movement) == ("acceptance", 30)

    def test_to_come_to_where_the_other_only_now_stands_is_a_concession(self) -> None:
        both = talks(
            r1="north: {pay: 10}\nsouth: {pay: 40}", r2="north: {pay: 25}\nsouth: {pay: 25}"
        )
        assert [change.kind for change in moved(both)] == ["concession", "concession"]

    def test_at_least_more_lies_within_at_least_less_but_is_no_acceptance(self) -> None:
        """They are 20 apart by their closed ends, so that a gap is left."""
        (change,) = after(
            "pay: {value: {min: 50}}", "pay: {value: {min: 45}}", "south: {pay: {value: {min: 35}}}"
        )
        assert (change.kind, change.movement) == ("concession", 10)

    def test_a_package_is_accepted_as_a_whole(self) -> None:
        plan = "south: {pay: {value: 40, package: plan}, venue: {value: isle, package: plan}}\n"
        negotiation = talks(
            r1=f"{plan}south.packages: {{plan: {{}}}}\nnorth: {{pay: 10}}",
            r2="north.answers: {plan: accept}",
        )
        pay, venue = (change for change in moved(negotiation) if change.party == "north")
        assert (pay.kind, pay.movement) == ("acceptance", 60)
        assert (venue.kind, venue.aspects) == ("new", ("acceptance",))

    def test_a_package_is_rejected_and_nothing_singly(self) -> None:
        plan = (
            "south: {pay: {value: 40, package: plan}}\nsouth.packages: {plan: {}}\nnorth: {pay: 10}"
        )
        negotiation = talks(r1=plan, r2="north.answers: {plan: reject}")
        assert {change.kind for change in moved(negotiation)} == {"silence"}

    def test_an_offer_that_runs_out_is_withdrawn(self) -> None:
        offer = "north: {pay: {value: 10, stance: offer, package: plan}}\n"
        negotiation = talks(
            r1=f"{offer}north.packages: {{plan: {{expires: 2025-01-15}}}}",
            r2="",
            r3="",
            r4="north: {pay: 10}",
        )
        told = [[(c.kind, c.aspects) for c in moved(negotiation, n, n + 1)] for n in (1, 2, 3)]
        assert told == [[("withdrawal", ("expired",))], [], [("new", ("restated",))]]

    def test_a_no_answer_said_before_is_not_told_again(self) -> None:
        negotiation = talks(r1="north: {pay: 10}", r2="north: {pay: {stance: no-answer}}", r3="")
        (change,) = moved(negotiation)
        assert change.kind == "silence"

    def test_between_revisions_of_a_round_only_wording_differs(self) -> None:
        old, new = (
            talks(r1=f"north: {{pay: {{value: 10, note: {word}}}, fee: 3}}\n{more}")
            for word, more in (("Old", "south: {pay: 40}"), ("New", ""))
        )
        found = changes(moment(old), moment(new), scales(new))
        assert [(change.party, change.kind) for change in found] == [
            ("north", "wording"),
            ("south", "removed"),
        ]


class TestSeveralCounterparts:
    def move(self, before: str, said: str, south: str, east: str) -> Change:
        (change,) = after(
            f"pay: {before}",
            f"pay: {said}",
            f"south: {{pay: {south}}}\neast: {{pay: {east}}}",
            THREE,
        )
        return change

    def test_movement_is_the_mean_and_each_is_told(self) -> None:
        change = self.move("10", "20", "40", "20")
        assert [(step.counterpart, step.nearer) for step in change.steps] == [
            ("south", 20),
            ("east", 20),
        ]
        change = self.move("10", "20", "40", "0")
        assert [step.nearer for step in change.steps] == [20, -20]
        assert (change.kind, change.movement) == ("shift", 0)

    def test_towards_one_more_than_away_from_another(self) -> None:
        change = self.move("10", "20", "40", "12")
        assert [(step.nearer, step.passed) for step in change.steps] == [(20, False), (-12, True)]
        assert (change.kind, change.movement) == ("concession", 4)

    def test_past_one_is_no_retraction(self) -> None:
        change = self.move("10", "20", "11", "12")
        assert (change.kind, change.movement) == ("shift", -14)
        assert [step.passed for step in change.steps] == [True, True]

    def test_past_one_and_away_from_another_is(self) -> None:
        change = self.move("10", "20", "11", "5")
        assert (change.kind, [step.passed for step in change.steps]) == (
            "retraction",
            [True, False],
        )

    def test_a_sign_never_contradicts_its_number(self) -> None:
        change = self.move("10", "22", "40", "11")
        assert (change.kind, change.movement) == ("concession", 2)
        change = self.move("10", "22", "20", "11")
        assert [step.nearer for step in change.steps] == [16, -20]
        assert (change.kind, change.movement) == ("shift", -2)

    def test_who_cannot_be_measured_is_left_out(self) -> None:
        change = self.move("10", "20", "40", "{value: 20, basis: compounded}")
        assert [step.nearer for step in change.steps] == [20, None]
        assert change.movement == 20

    def test_to_come_within_one_of_them_is_an_acceptance(self) -> None:
        assert self.move("10", "20", "40", "20").kind == "acceptance"

    def test_a_bloc_and_its_member_are_no_counterparts(self) -> None:
        said = "league: {pay: 40}\neast: {pay: 10}"
        negotiation = record(BLOC, r1=said, r2="league: {pay: 30}\neast: {pay: 30}").negotiation
        assert [(change.kind, tuple(change.steps)) for change in moved(negotiation)] == [
            ("shift", ()),
            ("shift", ()),
        ]

    def test_a_bloc_and_its_silent_members_count_once(self) -> None:
        negotiation = record(
            BLOC, r1="league: {pay: 40}\nnorth: {pay: 10}", r2="north: {pay: 20}"
        ).negotiation
        north, league = moved(negotiation)
        assert [step.counterpart for step in north.steps] == ["league"]
        assert (league.party, league.kind) == ("league", "silence")

    def test_a_bloc_that_is_no_principal_speaks_for_members_that_are(self) -> None:
        head = BLOC.replace("{name: The league,", "{name: The league, role: observer,")
        negotiation = record(
            head, r1="league: {pay: 40}\nnorth: {pay: 10}", r2="league: {pay: 30}"
        ).negotiation
        told = {change.party: tuple(change.steps) for change in moved(negotiation)}
        assert told["east"] == told["west"] == (("north", 20, False),)
        assert (list(told), told["league"]) == (["north", "league", "east", "west"], ())

    def test_a_member_that_speaks_up_moves_from_where_its_bloc_stands(self) -> None:
        said = "league: {pay: 40}\nnorth: {pay: 10}"
        negotiation = record(BLOC, r1=said, r2="east: {pay: 30}").negotiation
        (east,) = [change for change in moved(negotiation) if change.party == "east"]
        assert (east.kind, east.movement) == ("concession", 20)

    def test_who_is_no_principal_makes_no_move(self) -> None:
        for party in ("envoy", "watch"):
            negotiation = talks(
                r1=f"{party}: {{pay: 10}}\nsouth: {{pay: 40}}", r2=f"{party}: {{pay: 20}}"
            )
            (change,) = [one for one in moved(negotiation) if one.party == party]
            assert (change.kind, tuple(change.steps)) == ("shift", ())


STEPS = {
    "concession": ("pay: 10", "pay: 15", True),
    "acceptance": ("pay: 10", "pay: {value: 40, stance: accept}", True),
    "acceptance at first": ("", "pay: {value: 40, stance: accept}", True),
    "acceptance of what nobody holds": ("pay: 10", "pay: {value: 10, stance: accept}", False),
    "retraction": ("pay: 15", "pay: 10", False),
    "shift": ("wording: Fair", "wording: Open", False),
    "shift past the other": ("pay: 35", "pay: 50", False),
    "new": ("", "pay: 10", False),
    "insistence": ("pay: 10", "pay: 10", False),
    "silence": ("pay: 10", "", False),
    "conditions dropped": ("pay: {value: 10, only_if: {venue: coast}}", "pay: 10", True),
    "conditions added": ("pay: 10", "pay: {value: 10, only_if: {venue: coast}}", False),
    "conditions replaced": (
        "pay: {value: 10, only_if: {venue: coast}}",
        "pay: {value: 10, only_if: {ceasefire: full}}",
        False,
    ),
    "conditions dropped in moving away": (
        "pay: {value: 10, only_if: {venue: coast}}",
        "pay: 5",
        False,
    ),
    "conditions dropped, then no answer": (
        "pay: {value: 10, only_if: {venue: coast}}",
        "pay: [10, {stance: no-answer}]",
        True,
    ),
    "a step, then no answer": ("pay: 10", "pay: [15, {stance: no-answer}]", True),
    "a step away, then no answer": (
        "pay: {value: 10, only_if: {venue: coast}}",
        "pay: [5, {stance: no-answer}]",
        False,
    ),
    "conditions dropped where the value shifts": (
        "wording: {value: Fair, only_if: {venue: coast}}",
        "wording: Open",
        True,
    ),
    "conditions that go with a withdrawal": (
        "pay: {value: 10, only_if: {venue: coast}}",
        "pay: {stance: withdraw}",
        False,
    ),
    "a rejection dropped": ("pay: {value: 10, rejects: 40}", "pay: 10", True),
    "a rejection for another": (
        "pay: {value: 10, rejects: 40}",
        "pay: {value: 10, rejects: 30}",
        False,
    ),
    "a rejection that goes with a reservation": (
        "pay: {value: 10, rejects: 40}",
        "pay: {stance: reserve}",
        False,
    ),
    "emphasis": ("pay: {value: 10, red_line: true}", "pay: 10", False),
}


@pytest.mark.parametrize("row", STEPS)
def test_whether_a_change_is_a_step_towards_another(row: str) -> None:
    before, said, expected = STEPS[row]
    (change,) = after(before, said)
    assert change.is_step is expected


def test_towards_any_counterpart_is_a_step() -> None:
    (change,) = after("pay: 10", "pay: 20", "south: {pay: 30}\neast: {pay: 0}", THREE)
    assert change.movement == 0
    assert change.is_step


def test_who_holds_stays_with_its_value_and_asks_or_refuses_no_less() -> None:
    held = {row: after(*TABLE[row][:2])[0].held for row in TABLE}
    assert {row for row in held if held[row]} == {
        row
        for row, (_, _, kind, aspects, _) in TABLE.items()
        if kind in ("silence", "insistence", "conditions", "emphasis") and "eased" not in aspects
    }


# laws

numbers = st.integers(0, 50).map(str)
statements = st.one_of(
    st.tuples(st.just("pay"), numbers),
    st.tuples(st.just("pay"), numbers.map(lambda end: f"{{value: {{min: {end}}}}}")),
    st.tuples(st.just("fee"), numbers),
    st.tuples(st.just("ceasefire"), st.sampled_from(["none", "local", "full", "{rejects: full}"])),
    st.tuples(
        st.just("venue"), st.sampled_from(["coast", "isle", "{value: hills, stance: accept}"])
    ),
    st.tuples(
        st.just("wording"),
        st.sampled_from(["Equal", "Fair", "{stance: reserve}", "{stance: no-answer}"]),
    ),
    st.tuples(
        st.just("access"),
        st.sampled_from(
            ["road", "open", "{value: road, only_if: {venue: isle}}", "{stance: withdraw}"]
        ),
    ),
)
files = st.lists(statements, max_size=4, unique_by=lambda one: one[0]).map(
    lambda said: "{" + ", ".join(f"{issue}: {text}" for issue, text in said) + "}"
)
rounds = st.tuples(files, files).map(lambda both: f"north: {both[0]}\nsouth: {both[1]}\n")


def cells(negotiation: Negotiation) -> dict[tuple[str, str], tuple[object, ...]]:
    return {
        (one.party, one.issue): (one.kind, one.aspects, one.movement) for one in moved(negotiation)
    }


@given(rounds, rounds)
def test_nothing_changes_from_a_round_to_itself(first: str, second: str) -> None:
    negotiation = talks(r1=first, r2=second)
    assert [moved(negotiation, number, number) for number in (1, 2)] == [[], []]


@given(rounds, rounds)
def test_the_names_of_the_parties_change_nothing(first: str, second: str) -> None:
    other = {"north": "zenith", "south": "abyss"}

    def renamed(text: str) -> str:
        return re.sub("north|south", lambda found: other[found[0]], text)

    there = cells(talks(r1=first, r2=second))
    again = cells(record(renamed(TALKS), r1=renamed(first), r2=renamed(second)).negotiation)
    assert again == {(other[party], issue): told for (party, issue), told in there.items()}


@given(rounds, rounds, st.sampled_from(["third-party", "observer", "guarantor", "mediator"]))
def test_one_who_does_not_negotiate_and_is_silent_changes_nothing(
    first: str, second: str, role: str
) -> None:
    head = TALKS.replace("  envoy:", f"  guest: {{name: Guest, role: {role}}}\n  envoy:")
    there, again = talks(r1=first, r2=second), record(head, r1=first, r2=second).negotiation
    assert cells(again) == cells(there)
    for issue in there.issues:
        assert status(again, issue) == status(there, issue)


@given(rounds, rounds, files, files)
def test_a_mate_on_the_same_side_makes_no_gap_and_no_move_between_them(
    first: str, second: str, before: str, after: str
) -> None:
    head = TALKS.replace("{name: North}", "{name: North, side: up}").replace(
        "  envoy:", "  mate: {name: Mate, side: up}\n  envoy:"
    )
    there = talks(r1=first, r2=second)
    more = record(head, r1=f"{first}mate: {before}", r2=f"{second}mate: {after}").negotiation
    for change in moved(more):
        others = {step.counterpart for step in change.steps}
        assert others <= ({"north", "mate"} if change.party == "south" else {"south"})
    for issue in there.issues:
        assert [(pair.a, pair.b) for pair in status(more, issue).pairs] == [
            ("north", "south"),
            ("south", "mate"),
        ]


@given(
    st.sampled_from(["pay", "ceasefire", "access"]),
    st.tuples(*[st.integers(0, 2)] * 4),
)
def test_the_gap_closed_is_the_sum_of_both_moves(issue: str, places: tuple[int, ...]) -> None:
    """While neither passes the other, nor where the other stood (DESIGN §3)."""
    values = {
        "pay": ("5", "20", "all"),
        "ceasefire": ("none", "local", "full"),
        "access": ("shut", "road", "open"),
    }[issue]
    north_a, north_b, south_a, south_b = places
    if max(north_a, north_b) > min(south_a, south_b):
        return
    negotiation = talks(
        r1=f"north: {{{issue}: {values[north_a]}}}\nsouth: {{{issue}: {values[south_a]}}}",
        r2=f"north: {{{issue}: {values[north_b]}}}\nsouth: {{{issue}: {values[south_b]}}}",
    )
    before, after = status(negotiation, issue, 1).gap, status(negotiation, issue, 2).gap
    assert before is not None
    assert after is not None
    north, south = moved(negotiation)
    assert north.movement is not None
    assert south.movement is not None
    assert before - after == north.movement + south.movement


def test_a_distance_is_exact() -> None:
    negotiation = talks(
        r1="north: {fee: 0}\nsouth: {fee: 3}\nwatch: {fee: 1}", r2="north: {fee: 1}"
    )
    change = moved(negotiation)[0]
    assert change.movement == Fraction(100, 3)
    assert scale(negotiation, "fee").spans[""].observed
