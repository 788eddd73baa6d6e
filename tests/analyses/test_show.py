"""`show` as an answer: the grid, what is carried or inherited, quotes, packages, events."""

from typing import Any

import pytest
from builders import BLOC, TALKS, real, record, sentences, tables

from negtrack.analyses.show import ShowReport, show
from negtrack.page import Heading, Items
from negtrack.record import Record
from negtrack.selection import Selection

FIRST = """\
venue: The mill
mediator: envoy
events:
  - {title: A bridge is closed, date: 2025-01-05, by: south}
  - {title: A call}
north:
  pay:
    value: 10
    stance: offer
    only_if: [{venue: coast}, {ceasefire: full, fee: {max: 3}}]
    rejects: [40, {min: 45}]
    accepts: {max: 20}
    of: south
    red_line: true
    salience: 90
    package: plan
    date: 2024-12-30
    quote: Ten, and no more.
    speaker: Ada
    stated_by: press
    confidence: low
    note: As reported
    coder: ak
    disputed: [{value: 12, stated_by: counterpart}]
  venue: coast
  wording: {stance: reserve}
north.packages:
  plan: {title: The plan, date: 2024-12-30, expires: 2025-12-31}
south: {pay: {value: 40, basis: compounded}, ceasefire: {rejects: full}}
envoy: {venue: isle}
"""
SECOND = """\
north: {venue: isle, pay: {stance: no-answer, quote: No comment.}}
south: {pay: {stance: withdraw}}
south.answers: {plan: {stance: reject, date: 2025-01-20}}
"""


def report(of: Record, number: int = -1, **asked: tuple[str, ...]) -> ShowReport:
    rounds = of.negotiation.rounds
    return show(of, rounds[number if number < 0 else number - 1], Selection(**asked))


def talk(number: int = 1, **asked: tuple[str, ...]) -> ShowReport:
    return report(record(TALKS, r1=FIRST, r2=SECOND), number, **asked)


def cell(found: ShowReport, party: str, issue: str) -> Any:
    data: Any = found.data()
    (one,) = [one for one in data["cells"] if (one["party"], one["issue"]) == (party, issue)]
    return one


def grid(found: ShowReport) -> dict[str, list[str]]:
    others = ("In their words", "Packages", "Events since the round before", "Counts")
    grids = {name: rows for name, rows in tables(found.page()).items() if name not in others}
    return {row[0]: row[1:] for rows in grids.values() for row in rows}


class TestData:
    def test_names_the_round(self) -> None:
        data: Any = talk().data()
        assert data["schema"] == "negtrack.show/1"
        assert (data["negotiation"], data["round"], data["date"]) == ("talks", "r1", "2025-01-01")

    def test_tells_a_position_with_all_that_was_said_with_it(self) -> None:
        found = cell(talk(), "north", "pay")
        place = found.pop("place")
        assert (place["file"], place["line"], place["column"]) == (
            "positions/talks/r1/north.yaml",
            2,
            3,
        )
        assert [version["value"] for version in found.pop("disputed")] == [12]
        assert found == {
            "party": "north",
            "issue": "pay",
            "value": 10,
            "stance": "offer",
            "unconditional": False,
            "rejects": [40, {"min": 45}],
            "accepts": [{"max": 20}],
            "basis": "simple",
            "only_if": [{"venue": "coast"}, {"ceasefire": "full", "fee": {"max": 3}}],
            "of": ["south"],
            "red_line": True,
            "salience": 90,
            "package": "plan",
            "said_in": "r1",
            "date": "2024-12-30",
            "source": [],
            "quote": "Ten, and no more.",
            "speaker": "Ada",
            "stated_by": "press",
            "confidence": "low",
            "note": "As reported",
            "coder": "ak",
            "by": None,
            "replies_to": None,
            "carried": False,
            "inherited": False,
            "relation": "incomparable",
            "unchanged": False,
        }

    def test_tells_the_coder_of_a_statement_or_else_of_its_file(self) -> None:
        of = record(TALKS, r1=FIRST + "north.coder: bo\n")
        assert cell(report(of), "north", "pay")["coder"] == "ak"
        assert cell(report(of), "north", "venue")["coder"] == "bo"
        assert cell(report(of), "envoy", "venue")["coder"] is None

    def test_marks_what_is_carried_and_tells_where_it_comes_from(self) -> None:
        carried = cell(talk(2), "south", "ceasefire")
        assert (carried["carried"], carried["said_in"]) == (True, "r1")
        said = cell(talk(2), "north", "venue")
        assert (said["carried"], said["said_in"], said["value"]) == (False, "r2", "isle")

    def test_a_no_answer_leaves_the_position_carried(self) -> None:
        found = cell(talk(2), "north", "pay")
        assert (found["value"], found["stance"], found["carried"]) == (10, "offer", True)
        assert found["place"]["file"] == "positions/talks/r1/north.yaml"

    @pytest.mark.parametrize(
        ("number", "party", "issue", "stance"),
        [(1, "north", "wording", "reserve"), (2, "south", "pay", "withdraw")],
    )
    def test_without_a_value_the_stance_says_why(
        self, number: int, party: str, issue: str, stance: str
    ) -> None:
        found = cell(talk(number), party, issue)
        assert (found["value"], found["stance"]) == (None, stance)

    def test_a_refusal_alone(self) -> None:
        found = cell(talk(), "south", "ceasefire")
        assert (found["value"], found["rejects"], found["basis"]) == (None, ["full"], None)

    def test_the_basis_of_ones_own(self) -> None:
        assert cell(talk(), "south", "pay")["basis"] == "compounded"

    def test_who_never_spoke_has_no_cell(self) -> None:
        data: Any = talk().data()
        assert [(one["issue"], one["party"]) for one in data["cells"]] == [
            ("ceasefire", "south"),
            ("pay", "north"),
            ("pay", "south"),
            ("venue", "north"),
            ("venue", "envoy"),
            ("wording", "north"),
        ]

    def test_a_silent_member_has_its_blocs_position_marked(self) -> None:
        made = record(BLOC, r1="league: {pay: 5}", r2="east: {pay: 9}")
        found = cell(report(made), "west", "pay")
        assert (found["value"], found["inherited"], found["carried"]) == (5, True, True)
        assert found["place"]["file"] == "positions/talks/r1/league.yaml"
        assert not cell(report(made), "east", "pay")["inherited"]
        assert not cell(report(made), "league", "pay")["inherited"]

    def test_an_offer_that_ran_out_has_no_value(self) -> None:
        plan = "north: {pay: {value: 5, stance: offer, package: plan, rejects: 9}}\n"
        made = record(TALKS, r1=f"{plan}north.packages: {{plan: {{expires: 2025-01-02}}}}", r2="")
        assert cell(report(made), "north", "pay")["value"] is None
        assert grid(report(made))["pay"] == ["· expired with plan; rejects 9 % ↩1"]

    def test_an_acceptance_by_package_stands_at_the_answer(self) -> None:
        plan = "south: {pay: {value: 40, package: plan}}\nsouth.packages: {plan: {}}"
        made = record(TALKS, r1=plan, r2="north.answers: {plan: {stance: accept, quote: Agreed.}}")
        found = cell(report(made), "north", "pay")
        assert (found["value"], found["stance"], found["package"]) == (40, "accept", "plan")
        assert (found["quote"], found["place"]["file"]) == (
            "Agreed.",
            "positions/talks/r2/north.yaml",
        )

    def test_what_is_confidential_is_in_none(self) -> None:
        said = "north: {pay: {value: 5, disputed: [{value: 6, confidential: true}, {value: 7}]}}"
        made = record(TALKS, r1=said, r2="north: {pay: {value: 8, confidential: true}}")
        found = cell(report(made.without_confidential()), "north", "pay")
        assert (found["value"], [one["value"] for one in found["disputed"]]) == (5, [7])
        assert cell(report(made), "north", "pay")["value"] == 8


class TestPage:
    def test_says_what_the_round_was(self) -> None:
        assert sentences(talk().page())[0] == (
            "Round 1 (r1, 2025-01-01), The mill, mediated by The envoy."
        )
        assert sentences(talk(2).page())[0] == "Round 2 (r2, 2025-02-01)."

    def test_the_grid_is_issues_by_parties(self) -> None:
        assert grid(talk()) == {
            "ceasefire": ["–", "· rejects full"],
            "pay": [
                "? offers 10 %, asked of south; rejects 40 or at least 45 %; could accept at most "
                "20 %; red line [1]",
                "? 40 % (compounded)",
                "–",
            ],
            "venue": ["· coast", "–", "isle"],
            "wording": ["· reserves its position", "–", "–"],
        }
        (notes,) = [block for block in talk().page().blocks if isinstance(block, Items)]
        assert [cell.text for cell in notes.items] == [
            "[1] north · pay: only if venue is coast, or if ceasefire is full and fee is at most "
            "3 coins"
        ]

    def test_issues_stand_under_their_group(self) -> None:
        headings = [block.text for block in talk().page().blocks if isinstance(block, Heading)]
        assert headings[:4] == ["Arms", "In no group", "Conditions", "Counts"]
        alone = report(
            record(TALKS.replace("group: arms, ", "").replace("group: arms", ""), r1=FIRST)
        )
        assert "" in tables(alone.page())

    def test_counts_by_party(self) -> None:
        assert tables(talk().page())["Counts"] == [
            ["North", "3", "3", "1", "1", "0", "0"],
            ["South", "2", "2", "0", "0", "0", "0"],
        ]
        assert tables(talk(2).page())["Counts"][0] == ["North", "3", "1", "1", "1", "0", "0"]

    def test_marks_what_is_carried_with_its_round(self) -> None:
        found = grid(talk(2))
        assert found["venue"] == ["· isle", "–", "isle ↩1"]
        assert found["ceasefire"][1] == "· rejects full ↩1"
        assert found["pay"][1] == "· withdrawn"

    def test_marks_what_is_said_again_and_is_the_same(self) -> None:
        first = "north: {pay: 10, fee: 3}\nsouth: {pay: 40}"
        again = "north: {pay: {value: 10, note: again}, fee: 4}"
        assert grid(report(record(TALKS, r1=first, r2=again))) == {
            "pay": ["≠ 10 % ↻", "≠ 40 % ↩1"],
            "fee": ["· 4 coins", "–"],
        }
        assert grid(report(record(TALKS, r1=first)))["pay"] == ["≠ 10 %", "≠ 40 %"]
        told = cell(report(record(TALKS, r1=first, r2=again)), "north", "pay")
        assert (told["unchanged"], told["relation"]) == (True, "apart")

    def test_counts_what_is_carried_and_names_what_nobody_spoke_on(self) -> None:
        told = sentences(talk(2).page())
        silent = "Nobody has spoken on access, fee and start."
        assert f"6 positions, 4 carried from earlier rounds. {silent}" in told

    def test_a_silent_member_is_named_and_has_no_column(self) -> None:
        made = record(BLOC, r1="league: {pay: 5}\nnorth: {pay: 9}")
        assert grid(report(made)) == {"pay": ["≠ 9 %", "≠ 5 %"]}
        told = "Where they are silent, league speaks for east and west."
        assert told in sentences(report(made).page())

    def test_it_has_one_where_it_is_asked_for_or_spoke_on_something(self) -> None:
        made = record(BLOC, r1="league: {pay: 5}\neast: {venue: isle}")
        assert grid(report(made)) == {
            "pay": ["· 5 %", "· 5 % ⇠league"],
            "venue": ["–", "· isle"],
        }
        assert grid(report(made, parties=("west",))) == {"pay": ["· 5 %", "· 5 % ⇠league"]}

    def test_tells_what_was_said_in_the_round_in_its_words(self) -> None:
        (row,) = tables(talk().page())["In their words"]
        assert row == [
            "pay",
            "north",
            "“Ten, and no more.” (Ada)",
            "reported by press",
            "r1/north.yaml:2",
        ]

    def test_also_what_was_said_without_a_value(self) -> None:
        (row,) = tables(talk(2).page())["In their words"]
        assert row[:3] == ["pay", "north", "“No comment.”"]

    def test_tells_packages_with_their_answers_so_far(self) -> None:
        row = ["plan", "The plan", "north", "2024-12-30, until 2025-12-31"]
        assert tables(talk().page())["Packages"] == [[*row, "–"]]
        assert tables(talk(2).page())["Packages"] == [[*row, "south: reject"]]

    def test_tells_events_since_the_round_before(self) -> None:
        assert tables(talk().page())["Events since the round before"] == [
            ["2025-01-05", "A bridge is closed", "south"],
            ["–", "A call", ""],
        ]
        assert "Events since the round before" not in tables(talk(2).page())

    def test_nothing_said_is_a_sentence(self) -> None:
        found = report(record(TALKS, r1=""))
        assert "Nobody has stated a position yet." in sentences(found.page())
        assert not found.found


class TestFilters:
    def test_a_party(self) -> None:
        assert {one.held.party for one in talk(parties=("south",)).standings} == {"south"}

    def test_an_issue_and_a_group(self) -> None:
        found = talk(issues=("venue",), groups=("arms",))
        assert {one.held.issue for one in found.standings} == {"venue", "ceasefire"}

    def test_leave_out_packages_and_events(self) -> None:
        found = talk(parties=("north",)).page()
        assert list(tables(found)) == ["", "Counts", "In their words"]
        assert "Only party north." in sentences(found)

    def test_a_member_brings_its_bloc(self) -> None:
        made = record(BLOC, r1="league: {pay: 5}\nnorth: {pay: 9}")
        found = report(made, parties=("east",))
        assert {one.held.party for one in found.standings} == {"league", "east"}


def test_rows_are_one_a_cell() -> None:
    header, rows = talk(2).rows()
    assert all(len(row) == len(header) for row in rows)
    told = {(row[0], row[1]): dict(zip(header, row, strict=True)) for row in rows}
    assert told["venue", "envoy"] == {
        "issue": "venue",
        "party": "envoy",
        "position": "isle",
        "stance": "demand",
        "carried": True,
        "said_in": "r1",
        "quote": None,
        "speaker": None,
        "source": None,
        "stated_by": "self",
        "place": "positions/talks/r1/envoy.yaml:1:13",
    }


class TestIstanbul2025:
    def test_what_was_said_before_is_carried(self) -> None:
        found = report(real("istanbul-2025"))
        territory = cell(found, "ukraine", "territory")
        assert (territory["carried"], territory["said_in"]) == (True, "2025-06-02")
        assert territory["rejects"] == ["recognised"]
        assert not cell(found, "ukraine", "ceasefire")["carried"]

    def test_the_four_states_stand_where_their_coalition_does(self) -> None:
        found = report(real("istanbul-2025"))
        for state in ("uk", "france", "germany", "poland"):
            assert cell(found, state, "ceasefire")["inherited"]
        assert not cell(found, "coalition-of-the-willing", "ceasefire")["inherited"]
