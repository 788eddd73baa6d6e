"""`stalemate` as an answer: its data, page and rows, its filters, and two real records."""

from typing import Any

import pytest
from builders import BLOC, TALKS, real, record, sentences, tables

from negtrack.analyses.stalemate import RULES, StalemateReport, stalemate
from negtrack.locks import locks
from negtrack.record import Record
from negtrack.selection import Selection

FIRST = """\
north: {pay: 10, venue: coast, ceasefire: {value: full, only_if: {venue: [coast, hills]}}, fee: 3}
south: {pay: 40, venue: coast, ceasefire: none}
"""
SECOND = """\
north:
  pay: 15
  fee: 3
  ceasefire: {stance: no-answer}
south:
  pay: 40
  ceasefire: none
  wording: Fair
"""


def report(
    of: Record, number: int = -1, after: int = 1, **asked: tuple[str, ...]
) -> StalemateReport:
    rounds = of.negotiation.rounds
    at = rounds[number if number < 0 else number - 1]
    return stalemate(of, at, Selection(**asked), locks, after)


def talk(number: int = 2, after: int = 1, **asked: tuple[str, ...]) -> StalemateReport:
    return report(record(TALKS, r1=FIRST, r2=SECOND), number, after, **asked)


def issue(found: StalemateReport, name: str) -> Any:
    data: Any = found.data()
    (one,) = [one for one in data["issues"] if one["issue"] == name]
    return one


def places(found: Any) -> list[str]:
    return [f"{one['file'].split('/', 2)[2]}:{one['line']}" for one in found["places"]]


class TestData:
    def test_names_the_round_and_the_verdict_of_all(self) -> None:
        data: Any = talk(after=2).data()
        assert data["schema"] == "negtrack.stalemate/1"
        assert (data["negotiation"], data["round"], data["after"]) == ("talks", "r2", 2)
        assert data["verdict"] == "moving"
        assert data["movement"] == {"step": 0.1, "ratio": 1}

    def test_tells_an_issue_with_its_rule_and_since_when(self) -> None:
        found = issue(talk(), "ceasefire")
        assert (found["verdict"], found["rule"]) == ("stuck", "insistence")
        assert (found["since"], found["steps"], found["days"]) == ("r1", 1, 31)
        assert (found["last_move"], found["waits_for"]) == (None, [])
        assert found["conditions"] == [
            {"party": "north", "only_if": "only if venue is coast or hills"}
        ]
        assert places(found) == ["r1/north.yaml:1", "r2/north.yaml:4", "r2/south.yaml:3"]

    def test_tells_who_moved_last_and_when(self) -> None:
        found = issue(talk(), "pay")
        assert (found["verdict"], found["rule"]) == ("moving", "movement")
        assert found["last_move"] == {"party": "north", "kind": "concession", "round": "r2"}
        assert places(found) == ["r2/north.yaml:2", "r2/south.yaml:2"]

    def test_tells_the_others_as_well(self) -> None:
        found = talk()
        told = {name: issue(found, name)["verdict"] for name in found.record.negotiation.issues}
        assert told == {
            "ceasefire": "stuck",
            "access": "unstated",
            "pay": "moving",
            "fee": "one-sided",
            "start": "unstated",
            "venue": "settled",
            "wording": "one-sided",
        }
        assert issue(found, "access") | {"places": None} == {
            "issue": "access",
            "verdict": "unstated",
            "rule": "unstated",
            "steps": 0,
            "since": None,
            "days": None,
            "last_move": None,
            "waits_for": [],
            "conditions": [],
            "places": None,
        }

    def test_the_stuck_come_first(self) -> None:
        data: Any = talk().data()
        order = ["stuck", "moving", "one-sided", "one-sided", "settled", "unstated", "unstated"]
        assert [one["verdict"] for one in data["issues"]] == order

    def test_movement_is_rounded_and_null_before_anybody_moved(self) -> None:
        assert talk(1).data()["movement"] == {"step": 0, "ratio": None}
        made = record(
            TALKS, r1=FIRST, r2="north: {pay: 15}", r3="north: {pay: 16}\nsouth: {pay: 39}"
        )
        assert report(made).data()["movement"] == {"step": 0.04, "ratio": 0.4}
        third = record(TALKS, r1=FIRST, r2="north: {pay: 13}", r3="north: {pay: 14}")
        assert report(third).data()["movement"] == {"step": 0.02, "ratio": 0.3333}


VERDICTS: dict[str, tuple[list[str], str]] = {
    "nobody spoke": ([""], "new"),
    "one side spoke": (["north: {pay: 5}"], "new"),
    "both spoke for the first time": (["north: {pay: 5}\nsouth: {pay: 9}"], "new"),
    "all settled": (["north: {pay: 5}\nsouth: {pay: 5}"], "settled"),
    "all settled and one open from one side": (
        ["north: {pay: 5, fee: 3}\nsouth: {pay: 5}"],
        "settled",
    ),
    "all stuck": (["north: {pay: 5}\nsouth: {pay: 9}", "north: {pay: 5}"], "stalemate"),
    "all open ones stuck, one settled before": (
        ["north: {pay: 5, venue: isle}\nsouth: {pay: 9, venue: isle}", "north: {pay: 5}"],
        "stalemate",
    ),
    "all open ones stuck, one settled now": (
        ["north: {pay: 5, venue: isle}\nsouth: {pay: 9, venue: coast}", "north: {venue: coast}"],
        "partial",
    ),
    "one stuck, one moving": (
        ["north: {pay: 5, ceasefire: none}\nsouth: {pay: 9, ceasefire: full}", "north: {pay: 6}"],
        "partial",
    ),
    "one stuck, one new": (
        ["north: {pay: 5, venue: isle}\nsouth: {pay: 9}", "south: {venue: coast}"],
        "partial",
    ),
    "moving": (["north: {pay: 5}\nsouth: {pay: 9}", "north: {pay: 6}"], "moving"),
    "one moving, one new": (
        ["north: {pay: 5, venue: isle}\nsouth: {pay: 9}", "north: {pay: 6}\nsouth: {venue: coast}"],
        "moving",
    ),
}


@pytest.mark.parametrize("row", VERDICTS)
def test_the_verdict_of_the_negotiation(row: str) -> None:
    said, expected = VERDICTS[row]
    made = record(TALKS, **{f"r{number}": text for number, text in enumerate(said, 1)})
    assert report(made).verdict == expected


@pytest.mark.parametrize(
    ("after", "verdict"), [(1, "stuck"), (2, "stuck"), (3, "moving"), (4, "moving")]
)
def test_how_many_steps_may_go_by(after: int, verdict: str) -> None:
    """The step was in the second round; two more have gone by since."""
    made = record(
        TALKS,
        r1="north: {pay: 5}\nsouth: {pay: 9}",
        r2="north: {pay: 6}",
        r3="watch: {pay: 0}",
        r4="north: {pay: 6}",
        r5="south: {pay: 9}",
    )
    found = issue(report(made, after=after), "pay")
    assert found["verdict"] == verdict
    assert (found["since"], found["steps"], found["days"]) == ("r2", 2, 89)


class TestFilters:
    def test_the_verdict_is_that_of_the_issues_asked_for(self) -> None:
        found = talk(issues=("ceasefire",))
        assert [one.issue.id for one in found.findings] == ["ceasefire"]
        assert found.verdict == "stalemate"
        assert "Only issue ceasefire: the verdict is that of these issues." in sentences(
            found.page()
        )

    def test_a_group(self) -> None:
        assert {one.issue.id for one in talk(groups=("arms",)).findings} == {"ceasefire", "access"}

    def test_a_party_leaves_the_issues_that_it_spoke_on(self) -> None:
        assert {one.issue.id for one in talk(parties=("south",)).findings} == {
            "pay",
            "venue",
            "ceasefire",
            "wording",
        }

    def test_a_member_spoke_where_its_bloc_did(self) -> None:
        made = record(BLOC, r1="league: {pay: 5}\nnorth: {venue: isle}")
        assert [one.issue.id for one in report(made, parties=("east",)).findings] == ["pay"]


class TestFound:
    def test_is_anything_stuck(self) -> None:
        assert talk().found
        assert not talk(issues=("pay",)).found
        assert not talk(1).found


class TestPage:
    def test_begins_with_the_verdict_and_the_counts(self) -> None:
        headline, *_ = sentences(talk().page())
        assert headline == (
            "Round 2 (r2, 2025-02-01): partial stalemate; 1 stuck, 1 moving, 2 one-sided, "
            "1 settled, 2 unstated, judged by the last 1 step."
        )
        assert sentences(talk(after=3).page())[0].endswith("judged by the last 3 steps.")

    def test_open_issues_stand_before_the_others(self) -> None:
        found = tables(talk().page())
        assert [row[0] for row in found["Open"]] == ["ceasefire", "pay"]
        others = found["Settled, or not negotiated by both sides"]
        assert [row[0] for row in others] == ["fee", "wording", "venue", "access", "start"]

    def test_shows_the_rule_since_when_who_moved_last_and_on_what_it_rests(self) -> None:
        stuck, moving = tables(talk().page())["Open"]
        assert stuck == [
            "ceasefire",
            "stuck",
            "insistence",
            "round 1 (r1, 2025-01-01)",
            "1",
            "31",
            "nobody yet",
            "r1/north.yaml:1 r2/north.yaml:4 r2/south.yaml:3",
        ]
        assert moving[3:7] == ["round 2 (r2, 2025-02-01)", "0", "0", "north, round 2: concession"]

    def test_says_what_made_a_new_position_a_step(self) -> None:
        made = record(TALKS, r1="south: {pay: 9}", r2="north: {pay: {value: 9, stance: accept}}")
        ((*_, last, _),) = [
            row
            for row in tables(report(made).page())["Settled, or not negotiated by both sides"]
            if row[0] == "pay"
        ]
        assert last == "north, round 2: new, acceptance"

    def test_says_what_each_rule_means_that_fired(self) -> None:
        (rules,) = [one for one in sentences(talk().page()) if one.startswith("Rules.")]
        fired = {one.rule for one in talk().findings}
        for rule, meaning in RULES.items():
            assert (meaning in rules) == (rule in fired)

    def test_says_who_waits_for_what(self) -> None:
        waits = "north: {pay: {value: 10, only_if: {venue: coast}}}\nsouth: {pay: 40}"
        made = report(record(TALKS, r1=waits, r2="north: {fee: 3}"))
        assert any("All conditions" in one for one in sentences(made.page()))
        assert issue(made, "pay")["waits_for"] == ["venue"]
        assert not any("All conditions" in one for one in sentences(talk().page()))

    def test_says_how_much_the_table_moved(self) -> None:
        (moved,) = [one for one in sentences(talk().page()) if one.startswith("Table movement")]
        assert moved.endswith("0.10, 1.00 times that of the first round that moved.")
        (never,) = [one for one in sentences(talk(1).page()) if one.startswith("Table movement")]
        assert never.endswith("0.00; no round has moved yet to compare it with.")

    def test_without_issues_it_is_a_sentence(self) -> None:
        made = record("title: None\nparties: {north: {name: N}}\nissues: {}\n", r1="")
        headline, *_ = sentences(report(made).page())
        assert headline.startswith("Round 1 (r1, 2025-01-01): new; no")
        assert tables(report(made).page()) == {}


def test_rows_are_one_an_issue() -> None:
    header, rows = talk().rows()
    assert len(rows) == 7
    told = [dict(zip(header, row, strict=True)) for row in rows]
    assert told[1] == {
        "issue": "pay",
        "verdict": "moving",
        "rule": "movement",
        "since": "r2",
        "steps": 0,
        "days": 0,
        "last_mover": "north",
        "last_kind": "concession",
        "last_round": "r2",
        "places": "positions/talks/r2/north.yaml:2:3 positions/talks/r2/south.yaml:2:3",
    }
    assert (told[-1]["since"], told[-1]["places"]) == (None, None)


class TestIstanbul2025:
    def test_the_ceasefire_is_locked_since_the_first_meeting(self) -> None:
        found = issue(report(real("istanbul-2025")), "ceasefire")
        assert (found["verdict"], found["rule"]) == ("locked", "lock")
        assert (found["since"], found["steps"], found["days"]) == ("2025-05-16", 2, 68)
        assert {"withdrawal", "settlement", "arms-supplies"} <= set(found["waits_for"])
        assert found["last_move"] is None
        assert [one["party"] for one in found["conditions"]] == ["russia"]

    def test_on_the_statements_where_they_stand(self) -> None:
        made = real("istanbul-2025")
        found = issue(report(made), "ceasefire")
        files = [one["file"].removeprefix("positions/istanbul-2025/") for one in found["places"]]
        assert files == [
            "2025-07-23/ukraine.yaml",
            "2025-06-02/russia.yaml",
            "2025-07-23/russia.yaml",
        ]
        for one, file in zip(found["places"], files, strict=True):
            below = [made.at(file, ("positions", "ceasefire"), key=True)]
            if file == "2025-06-02/russia.yaml":  # the last of three on that day
                below = [made.at(file, ("positions", "ceasefire", 2))]
            assert [(one["line"], one["column"])] == [(place.line, place.column) for place in below]

    def test_it_was_so_by_replaced_conditions_the_round_before(self) -> None:
        found = issue(report(real("istanbul-2025"), 2), "ceasefire")
        assert (found["verdict"], found["rule"], found["days"]) == ("locked", "lock", 17)

    def test_and_new_at_the_first(self) -> None:
        found = issue(report(real("istanbul-2025"), 1), "ceasefire")
        assert (found["verdict"], found["rule"], found["days"]) == ("new", "too-new", 0)

    def test_the_talks_are_a_partial_stalemate(self) -> None:
        found = report(real("istanbul-2025"))
        assert found.verdict == "partial"
        by_verdict = {one.issue.id: one.verdict for one in found.findings}
        assert by_verdict["prisoners"] == by_verdict["bodies"] == "settled"
        assert by_verdict["territory"] == "stuck"
        assert by_verdict["neutrality"] == "stuck"


def test_istanbul_2022_is_new_where_both_first_named_a_figure() -> None:
    found = report(real("istanbul-2022"))
    assert issue(found, "army")["verdict"] == "new"
    assert issue(found, "crimea")["rule"] == "silence"
    assert issue(found, "eu")["last_move"] == {
        "party": "russia",
        "kind": "new",
        "round": "2022-03-29",
    }
