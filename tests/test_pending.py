"""What is open and has had no answer: each rule on cases that are written on paper."""

from __future__ import annotations

import pytest
from builders import BLOC, TALKS, THREE, record

from negtrack.awaited import Demand
from negtrack.moves import scales
from negtrack.pending import Pending, pending


def found(*said: str, head: str = TALKS) -> Pending:
    """What is pending in the last of these rounds; the nth is of the first day of month n."""
    negotiation = record(head, **{f"r{n}": text for n, text in enumerate(said, 1)}).negotiation
    return pending(negotiation, negotiation.rounds[-1], scales(negotiation))


def demand(*said: str, party: str = "north", issue: str = "pay", head: str = TALKS) -> Demand:
    demands = found(*said, head=head).demands
    (one,) = [one for one in demands if (one.said.party, one.said.issue) == (party, issue)]
    return one


class TestDemands:
    def test_nobody_has_said_anything(self) -> None:
        one = demand("north: {pay: 10}", "north: {fee: 3}", "south: {fee: 9}")
        assert (one.days, one.asked, one.silent) == (59, ("south",), ("south",))
        assert one.unanswered

    @pytest.mark.parametrize(
        "answer",
        [
            "south: {pay: 40}",
            "south: {pay: {rejects: 10}}",
            "south: {pay: {stance: accept, value: 10}}",
            "south: {pay: {stance: withdraw}}",
            "south: {pay: {note: to be seen, rejects: [40]}}",
        ],
    )
    def test_whatever_is_said_is_an_answer(self, answer: str) -> None:
        said = ("north: {pay: 10}", answer, "north: {fee: 3}")
        asked = [one for one in found(*said).demands if one.said.issue == "pay"]
        assert not any(one.unanswered for one in asked if one.said.party == "north")

    @pytest.mark.parametrize("stance", ["reserve", "no-answer"])
    def test_to_withhold_an_answer_is_none(self, stance: str) -> None:
        one = demand("north: {pay: 10}", f"south: {{pay: {{stance: {stance}}}}}")
        assert (one.silent, one.withheld, one.unanswered) == ((), ("south",), True)
        one = demand("north: {pay: 10}", f"south: {{pay: [40, {{stance: {stance}}}]}}")
        assert not one.unanswered

    def test_what_was_said_before_is_no_answer(self) -> None:
        assert demand("south: {pay: 40}", "north: {pay: 10}").unanswered

    def test_in_one_round_the_day_decides_where_both_have_one(self) -> None:
        def dated(ours: str, theirs: str) -> bool:
            said = f"north: {{pay: {{value: 10{ours}}}}}\nsouth: {{pay: {{value: 40{theirs}}}}}"
            return demand("", said).unanswered

        assert not dated("", "")
        assert not dated(", date: 2025-01-20", ", date: 2025-01-20")
        assert not dated(", date: 2025-01-20", ", date: 2025-01-21")
        assert dated(", date: 2025-01-20", ", date: 2025-01-19")
        assert not dated(", date: 2025-01-20", "")

    def test_it_is_as_old_as_what_it_asks_for(self) -> None:
        again = "north: {pay: {value: 10, note: again, red_line: true}}"
        assert (
            demand("north: {pay: 10}", again, "north: {fee: 3}").since.isoformat() == "2025-01-01"
        )
        changed = (
            "{value: 12}",
            "{value: 10, only_if: {venue: coast}}",
            "{value: 10, rejects: 40}",
        )
        for other in changed:
            one = demand("north: {pay: 10}", f"north: {{pay: {other}}}", "north: {fee: 3}")
            assert one.since.isoformat() == "2025-02-01"
        one = demand("north: {pay: 10}", "north: {pay: 12}", "north: {pay: 10}")
        assert one.since.isoformat() == "2025-03-01"

    def test_it_begins_on_its_own_day_where_it_has_one(self) -> None:
        one = demand("", "north: {pay: {value: 10, date: 2025-01-15}}", "north: {fee: 3}")
        assert (one.since.isoformat(), one.days) == ("2025-01-15", 45)

    def test_an_answer_to_an_older_demand_is_none_to_a_new_one(self) -> None:
        assert demand("north: {pay: 10}", "south: {pay: 40}", "north: {pay: 12}").unanswered

    def test_only_those_are_asked_whom_it_names(self) -> None:
        said = "north: {pay: {value: 10, of: watch}}\nsouth: {pay: 40}"
        one = demand(said)
        assert (one.asked, one.silent) == (("watch",), ("watch",))
        assert not demand(said, "watch: {pay: 3}").unanswered

    def test_one_answer_of_several_is_enough_and_the_others_are_named(self) -> None:
        one = demand("north: {pay: 10}", "south: {pay: 40}", head=THREE)
        assert (one.asked, one.silent, one.unanswered) == (("south", "east"), ("east",), False)

    def test_a_bloc_is_asked_once(self) -> None:
        one = demand("south: {pay: 10}\nleague: {pay: 20}", party="south", head=BLOC)
        assert one.asked == ("north", "league")
        assert one.silent == ("north",)

    @pytest.mark.parametrize("stance", ["accept", "reject"])
    def test_an_answer_to_the_package_is_one(self, stance: str) -> None:
        plan = "north: {pay: {value: 10, package: plan}}\nnorth.packages: {plan: {title: Plan}}"
        assert demand(plan).unanswered
        one = found(plan, f"south.answers: {{plan: {stance}}}").demands
        assert not any(it.unanswered for it in one)

    @pytest.mark.parametrize("stance", ["reserve", "no-answer"])
    def test_to_withhold_one_to_the_package_is_none(self, stance: str) -> None:
        plan = "north: {pay: {value: 10, package: plan}}\nnorth.packages: {plan: {title: Plan}}"
        one = demand(plan, f"south.answers: {{plan: {stance}}}")
        assert (one.withheld, one.unanswered) == (("south",), True)

    def test_what_is_settled_accepted_or_over_is_no_demand(self) -> None:
        assert found("north: {pay: 10}\nsouth: {pay: 10}").demands == ()
        assert found("north: {pay: 10}", "north: {pay: {stance: withdraw}}").demands == ()
        deal = "north: {pay: 10}\nagreements: {deal: {issue: pay, value: 10}}"
        assert found(deal).demands == ()
        taken = found(
            "south: {pay: 40}", "north: {pay: {value: 40, stance: accept, only_if: {fee: 3}}}"
        )
        assert [one.said.party for one in taken.demands] == ["south"]

    def test_others_than_principals_demand_nothing(self) -> None:
        assert found("watch: {pay: 10}\nenvoy: {pay: 20}").demands == ()


class TestIssues:
    def test_how_long_they_have_been_open(self) -> None:
        (pay, fee) = found(
            "north: {pay: 10}", "north: {fee: 3}", "south: {venue: {stance: no-answer}}"
        ).issues
        assert (pay.issue.id, pay.days, pay.settled) == ("pay", 59, None)
        assert (fee.issue.id, fee.days, fee.settled) == ("fee", 28, None)

    def test_a_settled_one_was_open_until_then(self) -> None:
        (pay,) = found("north: {pay: 10}", "south: {pay: 10}", "envoy: {fee: 3}").issues
        assert pay.settled is not None
        assert (pay.settled.id, pay.days) == ("r2", 31)

    def test_one_that_was_opened_again_is_open_since_the_beginning(self) -> None:
        (pay,) = found("north: {pay: 10}", "south: {pay: 10}", "north: {pay: 20}").issues
        assert (pay.settled, pay.days) == (None, 59)


class TestDeadlines:
    SAID = "north: {pay: {value: 10, by: 2025-02-15}}"

    def test_a_day_to_come_and_one_that_has_passed(self) -> None:
        (one,) = found(self.SAID).deadlines
        assert (one.days, one.passed, one.stands, one.settled) == (-45, False, True, False)
        (one,) = found(self.SAID, "", "south: {fee: 3}").deadlines
        assert (one.days, one.passed, one.stands) == (14, True, True)

    def test_the_day_itself_has_not_passed(self) -> None:
        (one,) = found("north: {pay: {value: 10, by: 2025-02-01}}", "").deadlines
        assert (one.days, one.passed) == (0, False)

    def test_what_is_asked_otherwise_now_and_what_is_settled(self) -> None:
        (one,) = found(self.SAID, "north: {pay: 10}", "").deadlines
        assert not one.stands
        first, later = found(self.SAID, "north: {pay: {value: 10, by: 2025-04-01}}", "").deadlines
        assert (first.stands, later.stands) == (False, True)
        (one,) = found(self.SAID, "south: {pay: 10}", "").deadlines
        assert one.settled


class TestReplies:
    SAID = "south: {pay: {value: 40, replies_to: {party: north}}}"

    def test_to_what_stands_still(self) -> None:
        (one,) = found("north: {pay: 10}", self.SAID, "north: {pay: 10}").replies
        assert (one.party, one.to.id, one.changed) == ("north", "r1", False)

    def test_to_what_has_changed_since(self) -> None:
        (one,) = found("north: {pay: 10}", self.SAID, "north: {pay: 20}").replies
        assert one.changed
        assert one.then is not None
        assert one.now is not None
        assert (one.then.value[0].low, one.now.value[0].low) == (10, 20)  # type: ignore[union-attr]

    def test_to_what_was_withdrawn(self) -> None:
        (one,) = found("north: {pay: 10}", self.SAID, "north: {pay: {stance: withdraw}}").replies
        assert one.changed

    def test_to_a_round_that_is_named(self) -> None:
        named = self.SAID.replace("party: north", "party: north, round: r1")
        said = ("north: {pay: 10}", "north: {pay: 20}", named)
        (one,) = found(*said).replies
        assert (one.to.id, one.changed) == ("r1", True)
        (one,) = found(*said[:2], self.SAID).replies
        assert (one.to.id, one.changed) == ("r2", False)

    def test_only_the_last_word_counts(self) -> None:
        assert found("north: {pay: 10}", self.SAID, "south: {pay: 30}").replies == ()


class TestPackages:
    PLAN = (
        "north: {fee: {value: 3, package: plan, stance: offer}}\nnorth.packages: {plan: {title: P}}"
    )

    def test_without_an_answer(self) -> None:
        (one,) = found(self.PLAN, "").packages
        assert (one.days, one.answers, one.silent, one.expired) == (31, (), ("south",), False)

    @pytest.mark.parametrize(
        ("stance", "silent"),
        [("accept", ()), ("reject", ()), ("reserve", ("south",)), ("no-answer", ("south",))],
    )
    def test_with_one(self, stance: str, silent: tuple[str, ...]) -> None:
        (one,) = found(self.PLAN, f"south.answers: {{plan: {stance}}}").packages
        assert [answer.stance for answer in one.answers] == [stance]
        assert one.silent == silent

    def test_the_last_answer_counts(self) -> None:
        said = [f"south.answers: {{plan: {stance}}}" for stance in ("reserve", "reject")]
        (one,) = found(self.PLAN, *said).packages
        assert [answer.stance for answer in one.answers] == ["reject"]

    def test_it_runs_out_after_its_last_day(self) -> None:
        timed = self.PLAN.replace("title: P", "expires: 2025-02-01")
        assert [one.expired for one in found(timed, "").packages] == [False]
        assert [one.expired for one in found(timed, "", "").packages] == [True]

    def test_a_mediators_is_put_to_all_and_a_joint_one_to_the_others(self) -> None:
        (one,) = found("envoy.packages: {plan: {title: P}}", head=THREE).packages
        assert one.silent == ("north", "south", "east")
        (one,) = found("north.packages: {plan: {by: [north, east]}}", head=THREE).packages
        assert one.silent == ("south",)


def test_what_is_said_later_is_not_known() -> None:
    negotiation = record(TALKS, r1="north: {pay: 10}", r2="south: {pay: 40}").negotiation
    early = pending(negotiation, negotiation.rounds[0], scales(negotiation))
    assert [one.unanswered for one in early.demands] == [True]
