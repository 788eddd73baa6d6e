"""Whether an issue is stuck: each verdict and rule, since when, and on which statements."""

from math import sqrt

import pytest
from builders import BLOC, TALKS, THREE, record

from negtrack.deadlock import waiting
from negtrack.locks import locks
from negtrack.moves import scales
from negtrack.stuck import (
    Finding,
    Past,
    judge,
    past_until,
    settled_now,
    table_movement,
    verdict_of_all,
)


def past(*said: str, head: str = TALKS) -> Past:
    negotiation = record(head, **{f"r{n}": text for n, text in enumerate(said, 1)}).negotiation
    return past_until(negotiation, negotiation.rounds[-1], scales(negotiation))


def found(*said: str, after: int = 1, issue: str = "pay", head: str = TALKS) -> Finding:
    """The finding on an issue after these rounds."""
    seen = past(*said, head=head)
    negotiation = seen.now.negotiation
    measured = scales(negotiation)
    waits = waiting(seen.now, measured, locks)
    return judge(seen, negotiation.issues[issue], measured[issue], waits, after)


BOTH = "north: {pay: 10}\nsouth: {pay: 40}"
AGAIN = "north: {pay: 10}"
STEP = "north: {pay: 15}"
BACK = "north: {pay: 5}"
ELSE = "north: {venue: coast}"
NOTHING = "watch: {pay: 3}"
DEAL = "agreements: {deal: {issue: pay, value: 25}}"

RULES: dict[str, tuple[list[str], int, str, str]] = {
    # the rounds, --after, verdict, rule
    "nobody spoke on it": ([ELSE], 1, "unstated", "unstated"),
    "only others spoke on it": ([NOTHING, ELSE], 1, "unstated", "unstated"),
    "one side": ([AGAIN, AGAIN], 1, "one-sided", "one-sided"),
    "one side, and a step towards nobody": ([AGAIN, STEP], 1, "one-sided", "one-sided"),
    "one side since the other left": (
        [BOTH, "south: {pay: {stance: withdraw}}"],
        1,
        "one-sided",
        "one-sided",
    ),
    "agreed": ([BOTH, DEAL], 1, "settled", "agreement"),
    "agreed without a position": ([DEAL], 1, "settled", "agreement"),
    "converged": ([BOTH, "north: {pay: 40}"], 1, "settled", "converged"),
    "first together": ([BOTH], 1, "new", "too-new"),
    "first together, one by refusing": (
        ["north: {pay: 10}\nsouth: {pay: {rejects: 10}}"],
        1,
        "new",
        "too-new",
    ),
    "together only now": ([AGAIN, "south: {pay: 40}"], 1, "new", "too-new"),
    "together in a round since which no principal spoke": ([BOTH, NOTHING], 1, "new", "too-new"),
    "a step after they stood together": ([BOTH, AGAIN], 1, "stuck", "insistence"),
    "not yet two": ([BOTH, AGAIN], 2, "new", "too-new"),
    "two": ([BOTH, AGAIN, AGAIN], 2, "stuck", "insistence"),
    "moving now": ([BOTH, STEP], 1, "moving", "movement"),
    "moving, though the gap widened": (
        [BOTH, f"{STEP}\nsouth: {{pay: 50}}"],
        1,
        "moving",
        "movement",
    ),
    "moving one step ago": ([BOTH, STEP, AGAIN], 2, "moving", "movement"),
    "no longer moving": ([BOTH, STEP, ELSE], 1, "stuck", "silence"),
    "moving two steps ago": ([BOTH, STEP, ELSE, ELSE], 3, "moving", "movement"),
    "no longer moving after three": ([BOTH, STEP, ELSE, ELSE, ELSE], 3, "stuck", "silence"),
    "still moving, as the watch alone spoke since": (
        [BOTH, STEP, NOTHING],
        1,
        "moving",
        "movement",
    ),
    "moving before it is new": ([BOTH, STEP], 5, "moving", "movement"),
    "moving by accepting a text without closing the gap": (
        [f"{BOTH}\nenvoy: {{pay: 20}}", "north: {pay: {value: 20, stance: accept}}"],
        1,
        "moving",
        "movement",
    ),
    "moving by asking less in return": (
        [
            "north: {pay: {value: 10, only_if: {venue: coast}}}\nsouth: {pay: 40}",
            "north: {pay: 10}",
        ],
        1,
        "moving",
        "movement",
    ),
    "silence": ([BOTH, ELSE], 1, "stuck", "silence"),
    "silence, with no answer": (
        [BOTH, "north: {pay: {stance: no-answer}}"],
        1,
        "stuck",
        "silence",
    ),
    "insistence of one": ([BOTH, AGAIN], 1, "stuck", "insistence"),
    "insistence against no answer": (
        [BOTH, f"{AGAIN}\nsouth: {{pay: {{stance: no-answer}}}}"],
        1,
        "stuck",
        "insistence",
    ),
    "insistence more firmly": (
        [BOTH, "north: {pay: {value: 10, red_line: true}}"],
        1,
        "stuck",
        "insistence",
    ),
    "silence after insistence, by one step": ([BOTH, AGAIN, ELSE], 1, "stuck", "silence"),
    "silence after insistence, by two": ([BOTH, AGAIN, ELSE], 2, "stuck", "insistence"),
    "hardening by a retraction": ([BOTH, BACK], 1, "stuck", "hardening"),
    "hardening by a rejection": ([BOTH, "north: {pay: {rejects: 40}}"], 1, "stuck", "hardening"),
    "hardening while the other insists": (
        [BOTH, f"{BACK}\nsouth: {{pay: 40}}"],
        1,
        "stuck",
        "hardening",
    ),
    "a step after hardening": ([BOTH, BACK, STEP], 2, "moving", "movement"),
    "no step: something else at the same price": (
        [BOTH, "north: {pay: {value: 10, accepts: [10]}}"],
        1,
        "stuck",
        "insistence",
    ),
    "no step: another place as far away": (
        ["north: {pay: 10}\nsouth: {pay: 25}", "north: {pay: 40}"],
        1,
        "stuck",
        "no-step",
    ),
    "a condition that nobody answers": (
        [BOTH, "north: {pay: {value: 10, only_if: {venue: coast}}}"],
        1,
        "locked",
        "condition",
    ),
    "a condition that is met": (
        [
            "north: {pay: 10}\nsouth: {pay: 40, venue: coast}",
            "north: {pay: {value: 10, only_if: {venue: coast}}}",
        ],
        1,
        "stuck",
        "no-step",
    ),
    "a condition, and movement": (
        [BOTH, "north: {pay: {value: 15, only_if: {venue: coast}}}"],
        1,
        "moving",
        "movement",
    ),
    "a condition, and too new": (
        ["north: {pay: {value: 15, only_if: {venue: coast}}}\nsouth: {pay: 40}"],
        1,
        "new",
        "too-new",
    ),
    "one side, and its condition is open": (
        ["north: {pay: {value: 15, only_if: {venue: coast}}}"],
        1,
        "one-sided",
        "one-sided",
    ),
    "one side, and its condition is blocked": (
        ["north: {pay: {value: 15, only_if: {venue: coast}}}\nsouth: {venue: hills}"],
        1,
        "locked",
        "blocked",
    ),
    "one side, and one of its alternatives is open": (
        [
            "north: {pay: {value: 15, only_if: [{venue: coast}, {fee: 3}]}}\nsouth: {venue: hills}",
        ],
        1,
        "one-sided",
        "one-sided",
    ),
    "a lock": (
        [
            "north: {pay: {value: 15, only_if: {venue: coast}}}\n"
            "south: {pay: 40, venue: {value: coast, only_if: {pay: 15}}}",
            "north: {pay: {value: 15, only_if: {venue: coast}}}",
        ],
        1,
        "locked",
        "lock",
    ),
    "a third party's condition": (
        [f"{BOTH}\nwatch: {{pay: {{value: 20, only_if: {{venue: coast}}}}}}", AGAIN],
        1,
        "stuck",
        "insistence",
    ),
    "no step: past the other and farther": (
        ["north: {pay: 35}\nsouth: {pay: 40}", "north: {pay: 50}"],
        1,
        "stuck",
        "no-step",
    ),
    "what a mediator or third party does is no movement": (
        [
            f"{BOTH}\nenvoy: {{pay: 0}}\nwatch: {{pay: 0}}",
            "envoy: {pay: 40}\nwatch: {pay: 40}\n" + ELSE,
        ],
        1,
        "stuck",
        "silence",
    ),
    "opened again after it was settled": (
        ["north: {pay: 40}\nsouth: {pay: 40}", AGAIN],
        1,
        "stuck",
        "hardening",
    ),
}


@pytest.mark.parametrize("row", RULES)
def test_verdict_and_rule(row: str) -> None:
    said, after, verdict, rule = RULES[row]
    here = found(*said, after=after)
    assert (here.verdict, here.rule) == (verdict, rule)


class TestSteps:
    def test_are_rounds_in_which_a_principal_spoke_on_anything(self) -> None:
        assert past(BOTH, NOTHING, ELSE, "").steps == (0, 2)

    def test_an_answer_to_a_package_is_speaking(self) -> None:
        plan = (
            f"{BOTH}\nenvoy: {{pay: {{value: 25, package: plan}}}}\nenvoy.packages: {{plan: {{}}}}"
        )
        assert past(plan, "north.answers: {plan: reject}").steps == (0, 1)
        assert past(plan, "watch.answers: {plan: reject}").steps == (0,)

    def test_to_accept_a_package_is_movement(self) -> None:
        plan = (
            f"{BOTH}\nenvoy: {{pay: {{value: 25, package: plan}}}}\nenvoy.packages: {{plan: {{}}}}"
        )
        assert found(plan, "north.answers: {plan: accept}").verdict == "moving"

    def test_a_bloc_of_principals_speaks_for_them(self) -> None:
        head = BLOC.replace("{name: The league,", "{name: The league, role: observer,")
        assert past(BOTH, "league: {venue: isle}", head=head).steps == (0, 1)
        assert past(BOTH, "watch: {venue: isle}", head=head).steps == (0,)

    def test_a_round_in_which_only_others_spoke_is_none(self) -> None:
        here = found(BOTH, NOTHING, AGAIN, NOTHING)
        assert (here.steps, here.days, here.rule) == (1, 90, "insistence")


class TestSince:
    def since(self, *said: str, issue: str = "pay") -> tuple[str | None, int, int | None]:
        here = found(*said, issue=issue)
        return here.since and here.since.id, here.steps, here.days

    def test_the_round_in_which_they_first_stood_together(self) -> None:
        assert self.since(AGAIN, BOTH, AGAIN, ELSE) == ("r2", 2, 59)

    def test_the_round_of_the_last_step(self) -> None:
        assert self.since(BOTH, STEP, AGAIN, ELSE) == ("r2", 2, 59)

    def test_a_step_before_they_stood_together_does_not_count(self) -> None:
        """Nobody was there to step towards."""
        assert self.since(AGAIN, STEP, BOTH, ELSE) == ("r3", 1, 31)

    def test_the_round_in_which_it_was_opened_again(self) -> None:
        assert self.since("north: {pay: 40}\nsouth: {pay: 40}", ELSE, AGAIN, ELSE) == ("r3", 1, 31)

    def test_the_round_in_which_the_other_came_back(self) -> None:
        left = "south: {pay: {stance: withdraw}}"
        assert self.since(BOTH, left, "south: {pay: 40}", ELSE) == ("r3", 1, 31)

    def test_moving_since_the_last_step(self) -> None:
        assert self.since(BOTH, STEP, "south: {pay: 39}") == ("r3", 0, 0)

    def test_settled_since_it_was_without_a_break(self) -> None:
        assert self.since(BOTH, "north: {pay: 40}", ELSE) == ("r2", 1, 28)
        lapsed, revived = (
            f"agreements: {{deal: {{status: {one}}}}}" for one in ("lapsed", "agreed")
        )
        assert self.since(DEAL, lapsed, revived, "") == ("r3", 0, 31)

    def test_one_sided_since_one_side_is_left(self) -> None:
        assert self.since(AGAIN, ELSE) == ("r1", 1, 31)
        assert self.since(BOTH, "south: {pay: {stance: withdraw}}", ELSE) == ("r2", 1, 28)

    def test_unstated_since_everybody_left_or_never(self) -> None:
        assert self.since(AGAIN, "north: {pay: {stance: withdraw}}", ELSE) == ("r2", 1, 28)
        assert self.since(ELSE, ELSE) == (None, 0, None)

    def test_days_run_up_to_the_date_of_the_round(self) -> None:
        assert self.since(BOTH, "end: 2025-02-20\nnorth: {pay: 10}") == ("r1", 1, 31)


class TestLastMove:
    def test_is_the_latest_step_and_its_round(self) -> None:
        here = found(BOTH, STEP, "south: {pay: 39}", AGAIN)
        assert here.last_move is not None
        change, moved = here.last_move
        assert (change.party, change.kind, moved.id) == ("south", "concession", "r3")

    def test_of_two_in_one_round_the_longer(self) -> None:
        here = found(BOTH, "north: {pay: 20}\nsouth: {pay: 39}")
        assert here.last_move is not None
        assert here.last_move[0].party == "north"

    def test_is_told_though_it_was_long_ago(self) -> None:
        here = found(BOTH, STEP, ELSE, ELSE, ELSE)
        assert (here.verdict, here.last_move is None) == ("stuck", False)

    def test_may_never_have_been(self) -> None:
        assert found(BOTH, BACK, ELSE).last_move is None


class TestGround:
    def told(self, here: Finding) -> list[tuple[str, str]]:
        return [(one.party, one.round) for one in here.statements]

    def test_is_where_each_principal_stands(self) -> None:
        here = found(f"{BOTH}\nenvoy: {{pay: 5}}", STEP)
        assert self.told(here) == [("north", "r2"), ("south", "r1")]

    def test_and_what_it_said_since_without_a_value(self) -> None:
        here = found(BOTH, "south: {pay: {stance: no-answer}}")
        assert self.told(here) == [("north", "r1"), ("south", "r1"), ("south", "r2")]

    def test_what_nobody_stands_by_any_more_is_not(self) -> None:
        here = found(BOTH, "south: {pay: {stance: withdraw}}")
        assert self.told(here) == [("north", "r1"), ("south", "r2")]

    def test_names_a_blocs_statement_once(self) -> None:
        here = found("league: {pay: 5}\nnorth: {pay: 10}", head=BLOC)
        assert self.told(here) == [("north", "r1"), ("league", "r1")]

    def test_who_sets_conditions(self) -> None:
        here = found("north: {pay: {value: 10, only_if: {venue: isle}}}\nsouth: {pay: 40}", ELSE)
        assert [one.party for one in here.conditions] == ["north"]


@pytest.mark.parametrize(
    ("verdicts", "settled", "expected"),
    [
        ([], False, "new"),
        (["unstated", "one-sided"], False, "new"),
        (["settled"], True, "settled"),
        (["settled", "one-sided"], False, "settled"),
        (["new", "settled"], True, "new"),
        (["new", "one-sided"], False, "new"),
        (["moving"], False, "moving"),
        (["moving", "new"], False, "moving"),
        (["stuck"], False, "stalemate"),
        (["stuck", "locked", "settled", "one-sided"], False, "stalemate"),
        (["locked"], False, "stalemate"),
        (["stuck", "settled"], True, "partial"),
        (["stuck", "moving"], False, "partial"),
        (["stuck", "new"], False, "partial"),
        (["locked", "moving"], True, "partial"),
    ],
)
def test_the_verdict_of_all(verdicts: list[str], settled: bool, expected: str) -> None:
    assert verdict_of_all(verdicts, settled) == expected
    assert verdict_of_all(verdicts[::-1], settled) == expected


class TestSettledNow:
    def now(self, *said: str) -> bool:
        seen = past(*said)
        negotiation = seen.now.negotiation
        measured = scales(negotiation)
        waits = waiting(seen.now, measured, locks)
        findings = [
            judge(seen, one, measured[one.id], waits, 1) for one in negotiation.issues.values()
        ]
        return settled_now(seen, findings, measured)

    def test_is_what_was_not_settled_in_the_round_before(self) -> None:
        assert self.now(BOTH, DEAL)
        assert self.now(BOTH, "north: {pay: 40}")

    def test_is_all_that_is_settled_in_the_first_round(self) -> None:
        assert self.now(DEAL)
        assert not self.now(BOTH)

    def test_is_not_what_was_settled_before(self) -> None:
        assert not self.now(BOTH, DEAL, AGAIN)
        assert not self.now(DEAL, ELSE)


class TestTableMovement:
    def test_is_a_sum_over_parties_of_lengths_over_issues(self) -> None:
        """North: 30 of 100 on pay and 40 on fee, a length of 0.5; south: 50 on the ceasefire."""
        first = (
            "north: {pay: 10, fee: 0}\nsouth: {ceasefire: none}\nwatch: {fee: {value: [50, 100]}}"
        )
        length, ratio = _moved(first, "north: {pay: 25, fee: 40}\nsouth: {ceasefire: local}")
        assert length == pytest.approx(1.0)
        assert ratio == 1

    def test_is_compared_with_the_first_that_was_not_zero(self) -> None:
        length, ratio = _moved(BOTH, AGAIN, STEP, ELSE, "north: {pay: 40}")
        assert length == pytest.approx(0.5)
        assert ratio == pytest.approx(5)

    def test_counts_a_step_in_either_direction(self) -> None:
        assert _moved(BOTH, BACK)[0] == pytest.approx(0.1)

    def test_without_any_there_is_no_ratio(self) -> None:
        assert _moved(BOTH, AGAIN) == (0, None)
        assert _moved(BOTH) == (0, None)

    def test_none_after_some_is_zero_of_it(self) -> None:
        assert _moved(BOTH, STEP, ELSE) == (0, 0)

    def test_what_cannot_be_measured_is_not_in_it(self) -> None:
        assert _moved("north: {wording: a, fee: 1}", "north: {wording: b, fee: 2}") == (0, None)

    def test_nor_is_what_is_new_or_withdrawn(self) -> None:
        assert _moved(AGAIN, "south: {pay: 40}\nnorth: {pay: {stance: withdraw}}") == (0, None)

    def test_nor_are_others_than_principals(self) -> None:
        assert (
            _moved("watch: {pay: 1}\nenvoy: {pay: 1}", "watch: {pay: 9}\nenvoy: {pay: 9}")[0] == 0
        )

    def test_is_not_the_sum_over_issues(self) -> None:
        length, _ = _moved(
            "north: {pay: 10, ceasefire: none}", "north: {pay: 35, ceasefire: local}"
        )
        assert length == pytest.approx(sqrt(0.5))

    def test_counts_a_bloc_once(self) -> None:
        length, _ = _moved("league: {pay: 10}", "league: {pay: 15}", head=BLOC)
        assert length == pytest.approx(0.1)


def _moved(*said: str, head: str = TALKS) -> tuple[float, float | None]:
    seen = past(*said, head=head)
    return table_movement(seen, scales(seen.now.negotiation))


def test_only_what_was_said_up_to_the_round_counts() -> None:
    negotiation = record(TALKS, r1=BOTH, r2=AGAIN, r3=STEP).negotiation
    measured = scales(negotiation)
    seen = past_until(negotiation, negotiation.rounds[1], measured)
    assert len(seen.moments) == 2
    waits = waiting(seen.now, measured, locks)
    assert judge(seen, negotiation.issues["pay"], measured["pay"], waits, 1).verdict == "stuck"


def test_several_parties_are_stuck_together() -> None:
    said = "north: {pay: 10}\nsouth: {pay: 40}\neast: {pay: 25}"
    assert found(said, "east: {pay: 25}", head=THREE).rule == "insistence"
    assert found(said, "east: {pay: 30}", head=THREE).rule == "movement"  # towards the south
