"""The status of an issue: every row of DESIGN's table, and every boundary between two of them."""

from fractions import Fraction

import pytest
from builders import BLOC, TALKS, THREE, moment, record, status, talks
from hypothesis import given
from hypothesis import strategies as st

from negtrack.moves import scales
from negtrack.pairs import Pair
from negtrack.statuses import COLOURS, statuses
from negtrack.values import plain_value

DEAL = "agreements: {deal: {issue: pay, value: 5}}\n"

STATUSES: dict[str, tuple[str, str, str]] = {
    # issue, what was said in one round or two (after a bar), status
    "nobody spoke": ("pay", "north: {venue: coast}", "unstated"),
    "only others than principals spoke": ("pay", "watch: {pay: 5}\nenvoy: {pay: 6}", "unstated"),
    "only silence was recorded": ("pay", "north: {pay: {stance: no-answer}}", "unstated"),
    "both reserved": (
        "pay",
        "north: {pay: {stance: reserve}}\nsouth: {pay: {stance: withdraw}}",
        "unstated",
    ),
    "one side alone": ("pay", "north: {pay: 5}\nwatch: {pay: 5}", "one-sided"),
    "one side alone, without a figure": ("pay", "north: {pay: {note: More}}", "one-sided"),
    "one side alone, by refusing": ("pay", "north: {pay: {rejects: 5}}", "one-sided"),
    "one side, the other reserved": (
        "pay",
        "north: {pay: 5}\nsouth: {pay: {stance: reserve}}",
        "one-sided",
    ),
    "one side left": (
        "pay",
        "north: {pay: 5}\nsouth: {pay: 5}|south: {pay: {stance: withdraw}}",
        "one-sided",
    ),
    "the same": ("pay", "north: {pay: 5}\nsouth: {pay: 5}", "converged"),
    "ranges that overlap": (
        "pay",
        "north: {pay: {value: {min: 5}}}\nsouth: {pay: {value: {max: 9}}}",
        "converged",
    ),
    "the same, while something else is refused": (
        "venue",
        "north: {venue: {value: coast, rejects: isle}}\nsouth: {venue: coast}",
        "converged",
    ),
    "the same, while a third party refuses it": (
        "venue",
        "north: {venue: coast}\nsouth: {venue: coast}\nwatch: {venue: {rejects: coast}}",
        "converged",
    ),
    "the same, on conditions": (
        "pay",
        "north: {pay: 5}\nsouth: {pay: {value: 5, only_if: {venue: isle}}}",
        "conditional",
    ),
    "the same, on conditions of one who demands it free of them": (
        "pay",
        "north: {pay: 5}\nsouth: {pay: {value: 5, only_if: {venue: isle}, unconditional: true}}",
        "conditional",
    ),
    "the same, free of conditions for one, on conditions for the other": (
        "pay",
        "north: {pay: {value: 5, unconditional: true}}\n"
        "south: {pay: {value: 5, only_if: {venue: isle}}}",
        "opposed",
    ),
    "the same, but one rejects what the other names": (
        "venue",
        "north: {venue: {value: [coast, isle]}}\nsouth: {venue: {value: coast, rejects: isle}}",
        "opposed",
    ),
    "the same, and rejected since": (
        "venue",
        "north: {venue: coast}\nsouth: {venue: coast}|south: {venue: {rejects: coast}}",
        "opposed",
    ),
    "demanded and rejected, without a counter-proposal": (
        "venue",
        "north: {venue: coast}\nsouth: {venue: {rejects: coast}}",
        "opposed",
    ),
    "a text that the other rejects": (
        "wording",
        "north: {wording: Equal}\nsouth: {wording: {value: Free, rejects: equal}}",
        "opposed",
    ),
    "asked free of conditions, and priced without a figure": (
        "wording",
        "north: {wording: {value: Equal, unconditional: true}}\n"
        "south: {wording: {only_if: {venue: isle}}}",
        "opposed",
    ),
    "asked free of conditions, and another text priced": (
        "wording",
        "north: {wording: {value: Equal, unconditional: true}}\n"
        "south: {wording: {value: Free, only_if: {venue: isle}}}",
        "unmeasured",
    ),
    "apart and rejected: the gap decides": (
        "pay",
        "north: {pay: 5}\nsouth: {pay: {value: 9, rejects: 5}}",
        "apart",
    ),
    "rejected on another basis": (
        "pay",
        "north: {pay: 5}\nsouth: {pay: {value: 9, rejects: 5, basis: compounded}}",
        "unmeasured",
    ),
    "other texts": ("wording", "north: {wording: Equal}\nsouth: {wording: Free}", "unmeasured"),
    "other bases": (
        "pay",
        "north: {pay: 5}\nsouth: {pay: {value: 5, basis: compounded}}",
        "unmeasured",
    ),
    "two numbers known": ("fee", "north: {fee: 5}\nsouth: {fee: 6}", "unmeasured"),
    "figures of one alone": ("pay", "north: {pay: 5}\nsouth: {pay: {note: Less}}", "unmeasured"),
    "a demand, and a refusal of something else": (
        "venue",
        "north: {venue: coast}\nsouth: {venue: {rejects: isle}}",
        "unmeasured",
    ),
    "acceptances that meet": (
        "pay",
        "north: {pay: {value: 10, accepts: {max: 20}}}\n"
        "south: {pay: {value: 30, accepts: {min: 18}}}",
        "overlapping",
    ),
    "one could accept what the other names": (
        "venue",
        "north: {venue: {value: coast, accepts: isle}}\nsouth: {venue: isle}",
        "overlapping",
    ),
    "at least this, at least that": (
        "pay",
        "north: {pay: {value: {min: 5}}}\nsouth: {pay: {value: {min: 9}}}",
        "overlapping",
    ),
    "acceptances that meet, on other bases": (
        "pay",
        "north: {pay: {value: 10, accepts: 20}}\n"
        "south: {pay: {value: 30, accepts: 20, basis: compounded}}",
        "unmeasured",
    ),
    "acceptances that meet where nothing can be measured": (
        "wording",
        "north: {wording: {value: Equal, accepts: Fair}}\nsouth: {wording: fair}",
        "overlapping",
    ),
    "acceptances that do not meet": (
        "pay",
        "north: {pay: {value: 10, accepts: {max: 17}}}\n"
        "south: {pay: {value: 30, accepts: {min: 18}}}",
        "apart",
    ),
    "a gap in the first round": ("pay", "north: {pay: 5}\nsouth: {pay: 9}", "apart"),
    "a gap with none before": ("pay", "north: {pay: 5}|south: {pay: 9}", "apart"),
    "a gap with one before that cannot be compared": (
        "pay",
        "north: {pay: 5}\nsouth: {pay: {value: 9, basis: compounded}}|south: {pay: 9}",
        "apart",
    ),
    "a smaller gap": ("pay", "north: {pay: 5}\nsouth: {pay: 9}|south: {pay: 8}", "narrowing"),
    "the same gap": ("pay", "north: {pay: 5}\nsouth: {pay: 9}|north: {pay: 5}", "static"),
    "the same gap elsewhere": (
        "pay",
        "north: {pay: 5}\nsouth: {pay: 9}|north: {pay: 6}\nsouth: {pay: 10}",
        "static",
    ),
    "a larger gap": ("pay", "north: {pay: 5}\nsouth: {pay: 9}|south: {pay: 10}", "widening"),
    "a gap after none": ("pay", "north: {pay: 5}\nsouth: {pay: 5}|south: {pay: 6}", "widening"),
    "no gap after one": ("pay", "north: {pay: 5}\nsouth: {pay: 9}|south: {pay: 5}", "converged"),
    # agreements
    "agreed before anybody spoke": ("pay", DEAL, "agreed"),
    "agreed while they stand apart": (
        "pay",
        f"{DEAL}north: {{pay: 9}}\nsouth: {{pay: 1}}",
        "agreed",
    ),
    "agreed and rejected": (
        "pay",
        f"{DEAL}north: {{pay: 9}}\nsouth: {{pay: {{rejects: 9}}}}",
        "agreed",
    ),
    "agreed, and said again": ("pay", f"{DEAL}|north: {{pay: 5}}", "agreed"),
    "agreed, and a range with it": (
        "pay",
        f"{DEAL}|north: {{pay: {{value: {{max: 9}}}}}}",
        "agreed",
    ),
    "agreed, and one stands elsewhere later": ("pay", f"{DEAL}|north: {{pay: 9}}", "one-sided"),
    "agreed, and they stand apart later": (
        "pay",
        f"{DEAL}north: {{pay: 5}}\nsouth: {{pay: 5}}|north: {{pay: 9}}",
        "widening",
    ),
    "agreed, and one reserves its position later": (
        "pay",
        f"{DEAL}|north: {{pay: {{stance: reserve}}}}",
        "agreed",
    ),
    "agreed at least, and asked at least more later": (
        "pay",
        "agreements: {deal: {issue: pay, value: {min: 5}}}|north: {pay: {value: {min: 9}}}",
        "one-sided",
    ),
    "agreed, and the number on another basis later": (
        "pay",
        f"{DEAL}|north: {{pay: {{value: 5, basis: compounded}}}}",
        "one-sided",
    ),
    "agreed, and a third party stands elsewhere later": (
        "pay",
        f"{DEAL}|watch: {{pay: 9}}",
        "agreed",
    ),
    "agreed that it is settled, no more": (
        "pay",
        "agreements: {deal: {issue: pay}}|north: {pay: 9}",
        "agreed",
    ),
    "agreed in part": (
        "pay",
        "agreements: {deal: {issue: pay, value: 5, part: true}}\nnorth: {pay: 9}",
        "one-sided",
    ),
    "agreed provisionally": (
        "pay",
        "agreements: {deal: {issue: pay, value: 5, status: provisional}}",
        "unstated",
    ),
    "agreed, then left out": (
        "pay",
        f"{DEAL}|agreements: {{deal: {{status: dropped}}}}",
        "unstated",
    ),
    "told differently": (
        "pay",
        "agreements: {deal: {issue: pay, versions: {north: {value: 5}, south: {value: 6}}}}",
        "unstated",
    ),
    "told alike in versions, left later": (
        "pay",
        "agreements: {deal: {issue: pay, versions: {north: {value: 5}, south: {value: 5}}}}|"
        "north: {pay: 6}",
        "one-sided",
    ),
    "agreed anew after they had left it": (
        "pay",
        f"{DEAL}|north: {{pay: 9}}|agreements: {{new: {{issue: pay, value: 9}}}}",
        "agreed",
    ),
    "back to an older agreement than the last": (
        "pay",
        f"{DEAL}|agreements: {{new: {{issue: pay, value: 9}}}}|north: {{pay: 5}}",
        "one-sided",
    ),
    "in force only after they had left it": (
        "pay",
        "agreements: {deal: {issue: pay, value: 5, status: provisional}}|north: {pay: 9}|"
        "agreements: {deal: {status: agreed}}",
        "agreed",
    ),
}


@pytest.mark.parametrize("row", STATUSES)
def test_status(row: str) -> None:
    issue, said, expected = STATUSES[row]
    rounds = {f"r{number}": text for number, text in enumerate(said.split("|"), 1)}
    assert status(talks(**rounds), issue).status == expected


def test_every_status_occurs() -> None:
    assert {expected for _, _, expected in STATUSES.values()} == set(COLOURS)


class TestWithinTheRoundOfAnAgreement:
    @pytest.mark.parametrize(
        ("agreed", "said", "expected"),
        [
            ("date: 2025-01-10", "date: 2025-01-20", "one-sided"),
            ("date: 2025-01-10", "date: 2025-01-10", "agreed"),
            ("date: 2025-01-10", "date: 2025-01-05", "agreed"),
            ("date: 2025-01-10", "salience: 1", "agreed"),
            ("title: Deal", "date: 2025-01-20", "agreed"),
        ],
    )
    def test_only_what_is_known_to_be_later_counts(
        self, agreed: str, said: str, expected: str
    ) -> None:
        told = f"agreements: {{deal: {{issue: pay, value: 5, {agreed}}}}}\n"
        told += f"north: {{pay: {{value: 9, {said}}}}}"
        assert status(talks(r1="", r2=told), "pay").status == expected


class TestPairs:
    def test_each_pair_of_counterparts_once_in_the_records_order(self) -> None:
        found = status(record(THREE, r1="north: {pay: 5}\nsouth: {pay: 10}").negotiation, "pay")
        assert found.pairs == (
            Pair("north", "south", Fraction(10), Fraction(10), Fraction(10), 0, (), "simple"),
            Pair("north", "east"),
            Pair("south", "east"),
        )

    def test_the_gap_of_an_issue_is_the_mean_of_those_measured(self) -> None:
        said = "north: {pay: 5}\nsouth: {pay: 10}\neast: {pay: 30}"
        found = status(record(THREE, r1=said).negotiation, "pay")
        assert [pair.gap for pair in found.pairs] == [10, 50, 40]
        assert found.gap == Fraction(100, 3)
        assert [pair.gap for pair in found.widest(3)] == [50, 40, 10]
        assert [(pair.a, pair.b) for pair in found.widest(1)] == [("north", "east")]

    def test_where_none_is_measured_there_is_no_gap_and_no_widest(self) -> None:
        found = status(talks(r1="north: {wording: a}\nsouth: {wording: b}"), "wording")
        assert (found.gap, found.measured, found.widest(3)) == (None, 0, [])

    def test_equals_are_among_the_widest_as_the_record_has_them(self) -> None:
        said = "north: {pay: 5}\nsouth: {pay: 10}\neast: {pay: 5}"
        found = status(record(THREE, r1=said).negotiation, "pay")
        assert [(pair.a, pair.b) for pair in found.widest(2)] == [
            ("north", "south"),
            ("south", "east"),
        ]

    def test_of_one_side_are_none(self) -> None:
        sided = THREE.replace("{name: North}", "{name: North, side: up}").replace(
            "{name: East}", "{name: East, side: up}"
        )
        said = "north: {pay: 5}\nsouth: {pay: 10}\neast: {pay: 30}"
        found = status(record(sided, r1=said).negotiation, "pay")
        assert [(pair.a, pair.b, pair.gap) for pair in found.pairs] == [
            ("north", "south", 10),
            ("south", "east", 40),
        ]
        alone = record(sided, r1="north: {pay: 5}\neast: {pay: 30}").negotiation
        assert status(alone, "pay").status == "one-sided"

    def test_of_a_bloc_and_its_member_are_none(self) -> None:
        said = "league: {pay: 5}\neast: {pay: 10}"
        found = status(record(BLOC, r1=said).negotiation, "pay")
        assert found.status == "one-sided"
        assert ("league", "east") not in [(pair.a, pair.b) for pair in found.pairs]
        assert found.gap is None

    def test_of_a_silent_member_are_not_counted_beside_its_bloc(self) -> None:
        found = status(record(BLOC, r1="north: {pay: 5}\nleague: {pay: 10}").negotiation, "pay")
        assert [(pair.a, pair.b) for pair in found.pairs if pair.gap is not None] == [
            ("north", "league")
        ]
        assert "east" not in [party for pair in found.pairs for party in (pair.a, pair.b)]

    def test_of_two_who_speak_through_one_bloc_are_none(self) -> None:
        head = BLOC.replace("{name: The league,", "{name: The league, role: observer,")
        found = status(record(head, r1="north: {pay: 5}\nleague: {pay: 10}").negotiation, "pay")
        assert [(pair.a, pair.b) for pair in found.pairs if pair.gap is not None] == [
            ("north", "east"),
            ("north", "west"),
        ]
        assert ("east", "west") not in [(pair.a, pair.b) for pair in found.pairs]


class TestSeveralPairs:
    def of(self, said: str, later: str = "", issue: str = "pay") -> str:
        rounds = {"r1": said} | ({"r2": later} if later else {})
        return status(record(THREE, **rounds).negotiation, issue).status

    def test_converged_only_where_every_pair_is(self) -> None:
        assert self.of("north: {pay: 5}\nsouth: {pay: 5}\neast: {pay: 5}") == "converged"

    def test_no_gap_between_some_and_others_silent_is_unmeasured(self) -> None:
        assert self.of("north: {pay: 5}\nsouth: {pay: 5}") == "unmeasured"

    def test_no_gap_between_some_and_another_text_is_unmeasured(self) -> None:
        said = "north: {wording: a}\nsouth: {wording: A}\neast: {wording: b}"
        assert self.of(said, issue="wording") == "unmeasured"

    def test_no_gap_between_some_while_another_rejects_is_opposed(self) -> None:
        said = "north: {pay: 5}\nsouth: {pay: 5}\neast: {pay: {rejects: 5}}"
        assert self.of(said) == "opposed"

    def test_a_gap_between_some_and_others_silent_is_apart(self) -> None:
        assert self.of("north: {pay: 5}\nsouth: {pay: 6}") == "apart"

    def test_overlapping_only_where_every_pair_is(self) -> None:
        two = "north: {pay: {value: 5, accepts: 6}}\nsouth: {pay: 6}\neast: {pay: "
        assert self.of(f"{two}{{value: 7, accepts: 6}}}}") == "overlapping"
        assert self.of(f"{two}7}}") == "apart"

    def test_narrowing_is_of_the_pairs_measured_in_both_rounds(self) -> None:
        """That a third party to the talks now stands far off does not widen the gap of the two."""
        two = "north: {pay: 5}\nsouth: {pay: 15}"
        assert self.of(two, "south: {pay: 10}\neast: {pay: 50}") == "narrowing"
        assert self.of(two, "south: {pay: 20}\neast: {pay: 20}") == "widening"
        assert self.of(two, "east: {pay: 50}") == "static"

    def test_both_means_are_of_the_same_pairs(self) -> None:
        rounds = {
            "r1": "north: {pay: 5}\nsouth: {pay: 15}",
            "r2": "south: {pay: 10}\neast: {pay: 50}",
        }
        found = status(record(THREE, **rounds).negotiation, "pay")
        assert found.common == (10, 20)
        assert (found.gap, found.previous_gap) == (60, 20)

    AGREED = "agreements: {{deal: {{issue: pay, value: 5, between: [{}]}}}}\n"

    def test_agreed_only_where_every_pair_is_bound(self) -> None:
        assert self.of(self.AGREED.format("north, south, east")) == "agreed"
        assert self.of(self.AGREED.format("north, south")) == "unstated"

    def test_agreed_by_several_agreements_together(self) -> None:
        told = "agreements: {a: {issue: pay, between: [north, south]}, "
        told += "b: {issue: pay, between: [north, east]}"
        assert self.of(f"{told}}}") == "unstated"
        assert self.of(f"{told}, c: {{issue: pay, between: [south, east]}}}}") == "agreed"

    def test_what_one_pair_has_left_is_not_agreed(self) -> None:
        told = "agreements: {a: {issue: pay, value: 5, between: [north, south]}, "
        told += "b: {issue: pay, value: 6, between: [north, east]}, "
        told += "c: {issue: pay, value: 7, between: [south, east]}}"
        assert self.of(told) == "agreed"
        assert self.of(told, "east: {pay: 6}") != "agreed"

    def test_the_agreement_is_listed_where_the_gap_decides(self) -> None:
        rounds = {"r1": self.AGREED.format("north, south, east"), "r2": "north: {pay: 9}"}
        found = status(record(THREE, **rounds).negotiation, "pay")
        assert [one.id for one in found.agreed] == ["deal"]
        assert found.status == "one-sided"

    def test_an_agreement_with_a_bloc_binds_its_silent_members(self) -> None:
        told = "agreements: {deal: {issue: pay, value: 5, between: [north, south, league]}}"
        assert status(record(BLOC, r1=told).negotiation, "pay").status == "agreed"
        fewer = told.replace(", league", "")
        assert status(record(BLOC, r1=fewer).negotiation, "pay").status == "unstated"


class TestDisputed:
    def pair(self, north: str, south: str = "40", issue: str = "pay") -> Pair:
        said = f"north: {{{issue}: {{{north}}}}}\nsouth: {{{issue}: {south}}}"
        return status(talks(r1=said), issue).pairs[0]

    def test_the_gap_is_of_the_first_version_and_the_interval_of_all(self) -> None:
        pair = self.pair("value: 30, disputed: [{value: 20}, {value: 35}]")
        assert (pair.gap, pair.least, pair.most, pair.unmeasured) == (20, 10, 40, 0)
        assert pair.disputed

    def test_versions_of_both(self) -> None:
        pair = self.pair(
            "value: 30, disputed: [{value: 20}]", "{value: 40, disputed: [{value: 25}]}"
        )
        assert (pair.gap, pair.least, pair.most) == (20, 10, 40)

    def test_those_that_cannot_be_measured_are_counted(self) -> None:
        pair = self.pair("value: 30, disputed: [{value: 440, basis: compounded}, {value: 31}]")
        assert (pair.gap, pair.least, pair.most, pair.unmeasured) == (20, 18, 20, 1)

    def test_versions_without_a_value_are_none(self) -> None:
        pair = self.pair("value: 30, disputed: [{stance: no-answer}]")
        assert (pair.least, pair.most, pair.unmeasured) == (20, 20, 0)
        assert not pair.disputed

    def test_an_interval_without_a_gap(self) -> None:
        pair = self.pair("stance: no-answer, disputed: [{stance: demand, value: 30}]")
        assert (pair.gap, pair.least, pair.most, pair.overlap) == (None, 20, 20, None)

    def test_all_of_it_may_be_unmeasurable(self) -> None:
        pair = self.pair("value: a, disputed: [{value: b}]", "c", "wording")
        assert (pair.gap, pair.least, pair.most, pair.unmeasured) == (None, None, None, 2)
        assert pair.disputed


class TestOverlap:
    def of(self, north: str, south: str) -> object:
        negotiation = talks(r1=f"north: {{pay: {{{north}}}}}\nsouth: {{pay: {{{south}}}}}")
        (pair,) = status(negotiation, "pay").pairs
        return (
            None if pair.overlap is None else plain_value(negotiation.issues["pay"], pair.overlap)
        )

    @pytest.mark.parametrize(
        ("north", "south", "shared"),
        [
            ("value: 5", "value: 5", 5),
            ("value: 5, accepts: {max: 10}", "value: 10", 10),
            ("value: 5, accepts: {max: 10}", "value: 20, accepts: {min: 8}", {"min": 8, "max": 10}),
            ("value: 5, accepts: [7, 9]", "value: 9, accepts: [7, 8]", [7, 9]),
        ],
    )
    def test_is_what_both_accept_with_the_value_itself(
        self, north: str, south: str, shared: object
    ) -> None:
        assert self.of(north, south) == shared

    def test_may_be_empty(self) -> None:
        (pair,) = status(talks(r1="north: {pay: 5}\nsouth: {pay: 6}"), "pay").pairs
        assert pair.overlap == ()

    @pytest.mark.parametrize(
        "south", ["stance: reserve", "accepts: 5", "value: 5, basis: compounded", "rejects: 5"]
    )
    def test_is_not_known_without_a_value_on_one_basis(self, south: str) -> None:
        assert self.of("value: 5", south) is None


class TestReasons:
    def test_who_rejects_what_whose_position_names(self) -> None:
        said = "north: {venue: {value: coast, rejects: isle}}\n"
        said += "south: {venue: {value: isle, rejects: coast}}"
        assert status(talks(r1=said), "venue").refused == (("north", "south"), ("south", "north"))

    def test_a_contradiction_of_ones_own_is_no_refusal_of_anothers(self) -> None:
        found = status(talks(r1="north: {venue: {value: coast, rejects: coast}}"), "venue")
        assert found.refused == ()

    def test_who_sets_conditions(self) -> None:
        said = "{pay: {value: 5, only_if: {venue: isle}}}"
        said = f"north: {said}\nwatch: {said}"
        assert [one.party for one in status(talks(r1=said), "pay").conditions] == ["north"]

    def test_not_who_has_no_position(self) -> None:
        said = "north: {pay: {stance: reserve, only_if: {venue: isle}}}"
        assert status(talks(r1=said), "pay").conditions == ()

    def test_nor_whose_offer_has_run_out(self) -> None:
        said = "north: {pay: {value: 5, stance: offer, package: plan, only_if: {venue: isle}}}\n"
        negotiation = talks(r1=f"{said}north.packages: {{plan: {{expires: 2025-01-05}}}}", r2="")
        assert len(status(negotiation, "pay", 1).conditions) == 1
        assert status(negotiation, "pay").conditions == ()

    def test_settled_is_agreed_or_converged(self) -> None:
        settled = {row for row, (_, _, one) in STATUSES.items() if one in ("agreed", "converged")}
        for row, (issue, said, _) in STATUSES.items():
            rounds = {f"r{number}": text for number, text in enumerate(said.split("|"), 1)}
            assert status(talks(**rounds), issue).settled == (row in settled)


values = st.one_of(
    st.integers(0, 50).map(str),
    st.integers(0, 50).map(lambda end: f"{{min: {end}}}"),
    st.just("[5, 30]"),
)
positions = st.tuples(
    values, st.sampled_from(["", ", rejects: 5", ", only_if: {venue: isle}", ", accepts: {max: 9}"])
).map(lambda told: f"{{pay: {{value: {told[0]}{told[1]}}}, wording: Fair}}")


@given(st.lists(positions, min_size=3, max_size=3), st.permutations(["north", "south", "east"]))
def test_a_gap_is_symmetric_and_every_issue_has_one_colour(
    said: list[str], order: list[str]
) -> None:
    told = zip(("north", "south", "east"), said, strict=True)
    text = "\n".join(f"{party}: {positions}" for party, positions in told)
    head = THREE
    for party in ("north", "south", "east"):
        head = head.replace(f"  {party}: {{name: {party.title()}}}\n", "")
    parties = "".join(f"  {party}: {{name: {party.title()}}}\n" for party in order)
    other = record(head.replace("parties:\n", f"parties:\n{parties}"), r1=text).negotiation
    there = record(THREE, r1=text).negotiation
    gaps = [
        {frozenset((pair.a, pair.b)): (pair.gap, pair.least, pair.most) for pair in found.pairs}
        for found in (status(there, "pay"), status(other, "pay"))
    ]
    assert gaps[0] == gaps[1]
    assert status(there, "pay").status == status(other, "pay").status
    colours = [one.colour for one in statuses(moment(there), None, scales(there))]
    assert len(colours) == len(there.issues)
    assert set(colours) <= {"green", "yellow", "red"}
    assert TALKS.count("scale:") == len(colours)
