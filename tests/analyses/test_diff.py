"""`diff` as an answer: its data, page and rows, what a filter leaves, and two real records."""

from typing import Any

import pytest
from builders import BLOC, TALKS, real, record, sentences, tables

from negtrack.analyses.diff import DiffReport, diff
from negtrack.between import Between
from negtrack.record import Record
from negtrack.selection import Selection

FIRST = """\
north:
  pay: {value: 10, only_if: {venue: coast}, red_line: true, salience: 90, quote: Ten, speaker: Ada}
  venue: coast
  wording: Fair
south: {pay: 40, venue: isle, ceasefire: full}
"""
SECOND = """\
agreements: {deal: {title: The deal, issue: venue, value: coast, status: provisional, part: true}}
north:
  pay: {value: 20, only_if: {ceasefire: local}}
  wording: {stance: no-answer}
  ceasefire: {value: none, package: plan}
  fee: 3
north.packages:
  plan: {title: The plan, date: 2025-01-20, final: true, expires: 2025-03-01}
south: {pay: 40}
south.answers: {plan: {stance: reserve, date: 2025-01-25, quote: We shall see.}}
"""


def report(of: Record, start: int = 1, end: int = 2, **asked: tuple[str, ...]) -> DiffReport:
    rounds = of.negotiation.rounds
    pair = Between(of, rounds[start - 1], of, rounds[end - 1])
    return diff(pair, Selection(**asked))


def talk(**asked: tuple[str, ...]) -> DiffReport:
    return report(record(TALKS, r1=FIRST, r2=SECOND), **asked)


def told(found: DiffReport) -> list[tuple[str, str, str]]:
    return [(change.party, change.issue, change.kind) for change in found.changes]


def change(data: Any, party: str, issue: str) -> Any:
    (found,) = [one for one in data["changes"] if (one["party"], one["issue"]) == (party, issue)]
    return found


class TestData:
    def test_names_both_rounds_and_counts_the_kinds(self) -> None:
        data = talk().data()
        assert data["schema"] == "negtrack.diff/1"
        assert data["negotiation"] == "talks"
        assert data["from"] == {"round": "r1", "number": 1, "date": "2025-01-01", "rev": None}
        assert data["to"] == {"round": "r2", "number": 2, "date": "2025-02-01", "rev": None}
        assert data["summary"] == {
            "non-answer": 1,
            "new": 2,
            "concession": 1,
            "insistence": 1,
            "silence": 3,
        }

    def test_lists_the_kinds_that_occur_in_their_order(self) -> None:
        summary = talk().data()["summary"]
        assert isinstance(summary, dict)
        assert list(summary) == ["non-answer", "new", "concession", "insistence", "silence"]

    def test_tells_a_change_with_values_moves_and_places(self) -> None:
        found = change(talk().data(), "north", "pay")
        assert (found["before"], found["after"], found["movement"]) == (10, 20, 20)
        assert found["moves"] == [{"counterpart": "south", "movement": 20, "passed": False}]
        assert found["aspects"] == [
            "raised",
            "conditions",
            "conditions-replaced",
            "red-line",
            "salience",
        ]
        assert [(place["file"], place["line"]) for place in found["places"]] == [
            ("positions/talks/r1/north.yaml", 2),
            ("positions/talks/r2/north.yaml", 2),
        ]
        assert found["details"]["before"]["only_if"] == [{"venue": "coast"}]
        assert found["details"]["before"]["quote"] == "Ten"
        assert found["details"]["after"]["only_if"] == [{"ceasefire": "local"}]

    def test_tells_what_is_not_there_as_null(self) -> None:
        found = change(talk().data(), "north", "fee")
        assert (found["before"], found["after"], found["movement"]) == (None, 3, None)
        assert found["details"]["before"] is None
        assert found["package"] is None
        assert found["moves"] == []
        assert len(found["places"]) == 1

    def test_the_place_of_silence_is_one(self) -> None:
        found = change(talk().data(), "south", "venue")
        assert [place["file"] for place in found["places"]] == ["positions/talks/r1/south.yaml"]

    def test_the_places_of_a_no_answer_are_both(self) -> None:
        found = change(talk().data(), "north", "wording")
        assert (found["before"], found["after"]) == ("Fair", "Fair")
        assert [place["file"] for place in found["places"]] == [
            "positions/talks/r1/north.yaml",
            "positions/talks/r2/north.yaml",
        ]

    def test_a_package_with_its_positions_and_its_answers(self) -> None:
        data = talk().data()
        assert data["packages"] == [
            {
                "id": "plan",
                "title": "The plan",
                "by": ["north"],
                "date": "2025-01-20",
                "final": True,
                "expires": "2025-03-01",
                "positions": [{"party": "north", "issue": "ceasefire"}],
            }
        ]
        assert data["answers"] == [
            {
                "party": "south",
                "package": "plan",
                "stance": "reserve",
                "date": "2025-01-25",
                "quote": "We shall see.",
                "source": [],
            }
        ]
        assert change(data, "north", "ceasefire")["package"] == "plan"

    def test_what_was_agreed(self) -> None:
        assert talk().data()["agreements"] == [
            {
                "id": "deal",
                "title": "The deal",
                "status": "provisional",
                "part": True,
                "terms": {"venue": "coast"},
            }
        ]

    def test_the_place_of_an_acceptance_by_package_is_the_answer(self) -> None:
        made = record(
            TALKS,
            r1="south: {pay: {value: 40, package: plan}}\n"
            "south.packages: {plan: {}}\nnorth: {pay: 10}",
            r2="north.answers:\n  plan: accept\n",
        )
        found = change(report(made).data(), "north", "pay")
        assert found["kind"] == "acceptance"
        assert found["package"] == "plan"
        assert found["places"][1] == {
            "file": "positions/talks/r2/north.yaml",
            "line": 2,
            "column": 3,
        }
        assert found["details"]["after"]["stance"] == "accept"

    def test_numbers_are_numbers_and_never_minus_zero(self) -> None:
        head = TALKS.replace("max: 50", "max: 50000000")
        made = record(head, r1="north: {pay: 10}\nsouth: {pay: 40}", r2="north: {pay: 9}")
        found = change(report(made).data(), "north", "pay")
        assert found["kind"] == "retraction"
        assert -0.00001 < found["movement"] < 0


class TestBackwards:
    def test_before_and_after_change_places(self) -> None:
        made = record(TALKS, r1=FIRST, r2=SECOND)
        there, back = report(made, 1, 2).data(), report(made, 2, 1).data()
        assert (back["from"], back["to"]) == (there["to"], there["from"])
        assert isinstance(there["changes"], list)
        for one in there["changes"]:
            other = change(back, one["party"], one["issue"])
            assert (other["before"], other["after"]) == (one["after"], one["before"])
            assert other["places"] == one["places"][::-1] or one["kind"] == "non-answer"

    def test_what_was_not_there_yet_is_removed_and_has_one_place(self) -> None:
        found = change(report(record(TALKS, r1=FIRST, r2=SECOND), 2, 1).data(), "north", "fee")
        assert (found["kind"], found["before"], found["after"]) == ("removed", 3, None)
        assert len(found["places"]) == 1

    def test_packages_and_agreements_are_those_in_between(self) -> None:
        made = record(TALKS, r1=FIRST, r2=SECOND)
        for part in ("packages", "answers", "agreements"):
            mine, other = (report(made, *pair).data()[part] for pair in ((2, 1), (1, 2)))
            assert isinstance(mine, list)
            assert isinstance(other, list)
            assert len(mine) == len(other) == 1

    def test_it_is_laid_out_as_well(self) -> None:
        page = report(record(TALKS, r1=FIRST, r2=SECOND), 2, 1).page()
        assert ["fee", "north", "~ removed", "3 coins", "–", "–", "r2/north.yaml:5"] in tables(
            page
        )["Moved"]


def test_a_round_compared_with_itself_yields_nothing() -> None:
    found = report(record(TALKS, r1=FIRST, r2=SECOND), 2, 2)
    data = found.data()
    assert [data[part] for part in ("summary", "changes", "packages", "answers", "agreements")] == [
        {},
        [],
        [],
        [],
        [],
    ]
    assert not found.found
    assert "Nothing changed: no position was stated, dropped or moved." in sentences(found.page())
    assert found.rows().rows == ()


class TestFilters:
    def test_a_party(self) -> None:
        assert {party for party, _, _ in told(talk(parties=("south",)))} == {"south"}

    def test_an_issue(self) -> None:
        found = talk(issues=("pay",))
        assert told(found) == [("north", "pay", "concession"), ("south", "pay", "insistence")]
        assert "Only issue pay." in sentences(found.page())

    def test_a_group(self) -> None:
        assert {issue for _, issue, _ in told(talk(groups=("arms",)))} == {"ceasefire"}

    def test_a_group_or_an_issue(self) -> None:
        found = talk(groups=("arms",), issues=("fee",))
        assert {issue for _, issue, _ in told(found)} == {"ceasefire", "fee"}

    def test_a_party_and_an_issue(self) -> None:
        found = talk(parties=("north",), issues=("pay",))
        assert told(found) == [("north", "pay", "concession")]
        assert "Only party north; issue pay." in sentences(found.page())

    def test_packages_are_told_with_everything_only(self) -> None:
        found = talk(parties=("north",))
        assert (found.packages, found.answers) == ((), ())

    @pytest.mark.parametrize(
        ("asked", "expected"),
        [
            ({}, 1),
            ({"parties": ("north",)}, 1),
            ({"issues": ("venue",)}, 1),
            ({"issues": ("pay",)}, 0),
            ({"parties": ("north", "south"), "issues": ("pay",)}, 0),
            ({"parties": ("watch",)}, 0),
        ],
    )
    def test_agreements_are_those_asked_for(self, asked: Any, expected: int) -> None:
        assert len(talk(**asked).agreed) == expected

    def test_a_member_brings_its_bloc(self) -> None:
        made = record(BLOC, r1="league: {pay: 10}\nnorth: {pay: 40}", r2="league: {pay: 20}")
        assert told(report(made, parties=("east",))) == [("league", "pay", "concession")]
        assert told(report(made, parties=("league",))) == [("league", "pay", "concession")]


class TestFound:
    def test_is_a_change(self) -> None:
        assert talk().found

    def test_is_not_what_was_only_said_again(self) -> None:
        assert not talk(parties=("south",), issues=("pay",)).found

    def test_is_an_agreement(self) -> None:
        assert report(record(TALKS, r1="", r2="agreements: {deal: {title: Deal}}")).found


class TestPage:
    def test_moves_stand_before_what_was_held(self) -> None:
        found = tables(talk().page())
        assert list(found) == ["Moved", "Held", "Agreements"]
        assert [(row[0], row[1]) for row in found["Moved"]] == [
            ("ceasefire", "north"),
            ("pay", "north"),
            ("fee", "north"),
            ("wording", "north"),
        ]
        assert [(row[0], row[1], row[2]) for row in found["Held"]] == [
            ("ceasefire", "south", "· silence"),
            ("pay", "south", "= insistence"),
            ("venue", "north", "· silence"),
            ("venue", "south", "· silence"),
        ]

    def test_a_move_shows_its_sign_its_size_and_where_it_stands(self) -> None:
        _, pay, *_ = tables(talk().page())["Moved"]
        assert (
            pay[2] == "▲ concession (raised, conditions, conditions-replaced, red-line, salience)"
        )
        assert pay[3] == "10 %; only if venue is coast; red line"
        assert pay[4:] == ["20 %; only if ceasefire is local", "+20", "r2/north.yaml:2"]

    @pytest.mark.parametrize(
        ("before", "after", "shown"),
        [("10", "5", "−10"), ("10", "10.01", "+0.02"), ("10", "9.99", "−0.02"), ("30", "50", "0")],
    )
    def test_a_move_is_never_shown_as_nothing(self, before: str, after: str, shown: str) -> None:
        made = record(
            TALKS, r1=f"north: {{pay: {before}}}\nsouth: {{pay: 40}}", r2=f"north: {{pay: {after}}}"
        )
        ((*_, move, _),) = tables(report(made).page())["Moved"]
        assert move == shown

    def test_counts_the_entries(self) -> None:
        assert (
            "8 entries: 1 non-answer, 2 new, 1 concession, 1 insistence, 3 silence."
            in sentences(talk().page())
        )

    def test_tells_packages_and_answers(self) -> None:
        said = sentences(talk().page())
        assert "plan “The plan” by north, 2025-01-20: 1 position, on ceasefire." in said
        assert "south to plan on 2025-01-25: reserve: “We shall see.”" in said

    def test_tells_agreements_and_where_they_stand(self) -> None:
        assert tables(talk().page())["Agreements"] == [
            ["deal", "provisional, in part", "The deal; venue: coast", "r2/round.yaml:2"]
        ]

    def test_tells_what_the_conditions_were(self) -> None:
        made = record(
            TALKS,
            r1="north: {pay: {value: 10, only_if: {venue: isle}}, venue: coast}",
            r2="north: {pay: {value: 10, only_if: {venue: coast}},"
            " venue: {value: coast, only_if: {pay: 3}}}",
        )
        found = report(made).page()
        assert [row[2] for row in tables(found)["Held"]] == [
            "= conditions (replaced)",
            "= conditions (added)",
        ]
        assert "pay: north said before: only if venue is isle." in sentences(found)
        assert "venue: north said before: without conditions." in sentences(found)

    def test_tells_that_nobody_holds_what_was_accepted(self) -> None:
        made = record(
            TALKS,
            r1="north: {pay: 10}\nsouth: {pay: 40}",
            r2="north: {pay: {value: 12, stance: accept}}",
        )
        (told_so,) = [one for one in sentences(report(made).page()) if "accepts something" in one]
        assert told_so.startswith("pay: north accepts something, but no counterpart or mediator")
        assert change(report(made).data(), "north", "pay")["kind"] == "concession"

    def test_asking_less_in_return_is_a_move(self) -> None:
        made = record(
            TALKS, r1="north: {pay: {value: 10, only_if: {venue: isle}}}", r2="north: {pay: 10}"
        )
        assert list(tables(report(made).page())) == ["Moved"]

    def test_says_what_files_are_named_from(self) -> None:
        assert sentences(talk().page())[-1] == "Files are named from positions/talks/."


def test_rows_are_one_a_change() -> None:
    header, rows = talk().rows()
    assert all(len(row) == len(header) for row in rows)
    pay = dict(zip(header, rows[2], strict=True))
    assert pay == {
        "party": "north",
        "issue": "pay",
        "kind": "concession",
        "aspects": "raised conditions conditions-replaced red-line salience",
        "before": "10 %; only if venue is coast; red line",
        "after": "20 %; only if ceasefire is local",
        "movement": 20,
        "package": None,
        "places": "positions/talks/r1/north.yaml:2:3 positions/talks/r2/north.yaml:2:3",
    }


class TestIstanbul2025:
    @pytest.fixture
    def data(self) -> Any:
        return report(real("istanbul-2025"), 1, 2).data()

    def test_both_sides_held_on_the_ceasefire(self, data: Any) -> None:
        ukraine, russia = (change(data, one, "ceasefire") for one in ("ukraine", "russia"))
        assert (ukraine["kind"], ukraine["before"], ukraine["after"]) == (
            "insistence",
            "full",
            "full",
        )
        assert (russia["kind"], russia["before"], russia["after"]) == ("conditions", "full", "full")
        assert russia["aspects"] == ["conditions-replaced"]
        assert russia["details"]["before"]["only_if"] == [{"withdrawal": "four-regions"}]
        assert len(russia["details"]["after"]["only_if"]) == 2
        assert ukraine["movement"] == russia["movement"] == 0

    def test_neither_is_a_step(self) -> None:
        found = report(
            real("istanbul-2025"), 1, 2, issues=("ceasefire",), parties=("ukraine", "russia")
        )
        assert [(one.held, one.is_step) for one in found.changes] == [(True, False), (True, False)]
        assert list(tables(found.page())) == ["Held"]

    def test_places_are_those_of_the_statements(self, data: Any) -> None:
        record = real("istanbul-2025")
        for one in data["changes"]:
            for place in one["places"]:
                name = place["file"].removeprefix("positions/istanbul-2025/")
                assert name.endswith(f"/{one['party']}.yaml")
                assert record.documents[name].tree

    def test_the_memorandums_are_packages_with_their_positions(self, data: Any) -> None:
        sizes = {one["id"]: len(one["positions"]) for one in data["packages"]}
        assert sizes.keys() == {"ru-memorandum", "ua-memorandum"}
        assert all(size >= 10 for size in sizes.values())
        assert [(one["party"], one["stance"]) for one in data["answers"]] == [
            ("russia", "reserve"),
            ("ukraine", "reserve"),
        ]

    def test_the_first_exchange_is_carried_out(self, data: Any) -> None:
        status = {one["id"]: one["status"] for one in data["agreements"]}
        assert status["prisoners-1000"] == "carried-out"
        assert status["pause-claimed"] == "claimed"


def test_istanbul_2022_raised_the_army_and_lowered_the_range_at_once() -> None:
    found = report(
        real("istanbul-2022"), 1, 3, parties=("russia",), issues=("army", "missile-range")
    )
    data = found.data()
    army, missiles = change(data, "russia", "army"), change(data, "russia", "missile-range")
    assert (army["before"], army["after"], army["aspects"]) == (50000, 85000, ["raised"])
    assert (missiles["before"], missiles["after"], missiles["aspects"]) == (250, 40, ["lowered"])
    assert army["kind"] == missiles["kind"] == "shift"  # Ukraine had named no figure before
    assert army["movement"] is missiles["movement"] is None
