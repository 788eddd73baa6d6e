"""`gaps` as an answer: its data, page and rows, its filters, and real and published counts."""

from typing import Any

import pytest
from builders import BLOC, TALKS, THREE, real, record, sentences, tables

from negtrack.analyses.gaps import GapsReport, gaps
from negtrack.page import Table
from negtrack.problems import Stop
from negtrack.record import Record
from negtrack.selection import Selection
from negtrack.statuses import Status

FIRST = """\
north: {pay: 10, venue: coast, wording: Fair, start: 2025-03-01}
south: {pay: 40, venue: isle, wording: Free, start: {value: {min: 2025-04-10}}}
watch: {start: 2025-06-09}
"""
SECOND = """\
agreements: {deal: {issue: wording, value: Fair}}
north: {pay: {value: 20, accepts: {max: 30}, disputed: [{value: 15}]}}
south: {venue: {value: isle, rejects: coast}}
"""


def report(of: Record, number: int = -1, **asked: tuple[str, ...]) -> GapsReport:
    rounds = of.negotiation.rounds
    return gaps(of, rounds[number if number < 0 else number - 1], Selection(**asked))


def talk(number: int = 2, **asked: tuple[str, ...]) -> GapsReport:
    return report(record(TALKS, r1=FIRST, r2=SECOND), number, **asked)


def issue(found: GapsReport, name: str) -> Any:
    data: Any = found.data()
    (one,) = [one for one in data["issues"] if one["issue"] == name]
    return one


def line(found: GapsReport, name: str) -> list[str]:
    (one,) = [row for row in tables(found.page())[""] if row[0] == name]
    return one


class TestData:
    def test_names_the_round_and_the_one_before(self) -> None:
        data: Any = talk().data()
        assert data["schema"] == "negtrack.gaps/1"
        assert (data["negotiation"], data["round"], data["number"]) == ("talks", "r2", 2)
        assert data["previous"]["round"] == "r1"
        first: Any = talk(1).data()
        assert (first["previous"], first["previous_counts"]) == (None, None)

    def test_counts_every_issue_once(self) -> None:
        data: Any = talk().data()
        assert data["counts"] == {"green": 1, "yellow": 4, "red": 2}
        assert data["previous_counts"] == {"green": 0, "yellow": 7, "red": 0}
        assert sum(data["counts"].values()) == len(data["issues"]) == 7

    def test_the_counts_before_are_those_of_that_round_itself(self) -> None:
        made = record(TALKS, r1=FIRST, r2=SECOND, r3="north: {fee: 1}")
        there, here = report(made, 2).data(), report(made, 3).data()
        assert here["previous_counts"] == there["counts"]

    def test_tells_an_issue_with_its_gaps_and_pairs(self) -> None:
        found = issue(talk(), "pay")
        assert (found["status"], found["colour"]) == ("narrowing", "yellow")
        assert (found["gap"], found["previous_gap"]) == (40, 60)
        assert found["comparable"] == {"gap": 40, "previous_gap": 60}
        assert found["pairs"] == [
            {
                "a": "north",
                "b": "south",
                "gap": 40,
                "min": 40,
                "max": 50,
                "unmeasured_versions": 0,
                "overlap": [],
            }
        ]
        assert found["observed_span"] is None

    def test_what_cannot_be_computed_is_null_and_never_0(self) -> None:
        found = issue(talk(1), "wording")
        assert (found["gap"], found["previous_gap"]) == (None, None)
        assert found["comparable"] == {"gap": None, "previous_gap": None}
        (pair,) = found["pairs"]
        assert (pair["gap"], pair["min"], pair["max"]) == (None, None, None)
        (unspoken,) = issue(talk(1), "fee")["pairs"]
        assert unspoken["overlap"] is None

    def test_tells_who_rejects_and_who_sets_conditions_and_what_was_agreed(self) -> None:
        found = talk()
        assert issue(found, "venue")["rejections"] == [{"by": "south", "of": "north"}]
        assert issue(found, "wording")["agreements"] == ["deal"]
        priced = record(TALKS, r1="north: {pay: {value: 10, only_if: {venue: isle}}}")
        assert issue(report(priced), "pay")["conditions"] == ["north"]

    def test_the_observed_span_in_the_unit_of_the_issue(self) -> None:
        found = issue(talk(), "start")
        assert found["observed_span"] == {"min": "2025-03-01", "max": "2025-06-09", "unit": "date"}
        assert found["gap"] == 40

    def test_the_observed_span_is_of_the_basis_that_was_measured(self) -> None:
        said = "{{pay: {{value: {}, basis: compounded}}}}"
        made = record(
            TALKS,
            r1="\n".join(
                f"{party}: {said.format(number)}"
                for party, number in (("north", 100), ("south", 140), ("watch", 180))
            ),
        )
        found = issue(report(made), "pay")
        assert found["gap"] == 50
        assert found["observed_span"] == {"min": 100, "max": 180, "unit": "%"}
        assert line(report(made), "pay")[2] == "50°"
        assert sentences(report(made).page())[-1] == (
            "° measured over the observed span: pay 100 to 180 %."
        )

    def test_a_third_is_rounded_in_data(self) -> None:
        made = record(THREE, r1="north: {pay: 0}\nsouth: {pay: 5}\neast: {pay: 25}")
        assert issue(report(made), "pay")["gap"] == 33.3333

    def test_overlap_is_a_list_of_any_of_these(self) -> None:
        said = "north: {pay: {value: 10, accepts: [{max: 20}, 40]}}\n"
        said += "south: {pay: {value: 40, accepts: 15}}"
        (pair,) = issue(report(record(TALKS, r1=said)), "pay")["pairs"]
        assert pair["overlap"] == [15, 40]


class TestFilters:
    def test_an_issue_and_a_group(self) -> None:
        data: Any = talk(issues=("pay",), groups=("arms",)).data()
        assert [one["issue"] for one in data["issues"]] == ["ceasefire", "access", "pay"]
        assert sum(data["counts"].values()) == 3
        assert sum(data["previous_counts"].values()) == 3

    def test_it_is_told_on_the_page(self) -> None:
        assert "Only issue pay." in sentences(talk(issues=("pay",)).page())

    def test_a_party_leaves_the_pairs_that_it_is_in(self) -> None:
        made = record(THREE, r1="north: {pay: 10}\nsouth: {pay: 10}\neast: {pay: 40}")
        found = issue(report(made, parties=("north",)), "pay")
        assert [(pair["a"], pair["b"]) for pair in found["pairs"]] == [
            ("north", "south"),
            ("north", "east"),
        ]

    def test_two_parties_leave_the_pair_between_them(self) -> None:
        made = record(THREE, r1="north: {pay: 10}\nsouth: {pay: 10}\neast: {pay: 40}")
        found = issue(report(made, parties=("north", "south")), "pay")
        assert [(pair["a"], pair["b"]) for pair in found["pairs"]] == [("north", "south")]
        assert (found["gap"], found["status"]) == (0, "converged")

    def test_a_party_that_does_not_negotiate_has_no_pairs(self) -> None:
        with pytest.raises(Stop):
            talk(parties=("watch",))

    def test_a_silent_member_stands_where_its_bloc_does(self) -> None:
        made = record(BLOC, r1="north: {pay: 10}\nleague: {pay: 40}")
        found = issue(report(made, parties=("east", "north")), "pay")
        assert [(pair["a"], pair["b"], pair["gap"]) for pair in found["pairs"]] == [
            ("north", "east", 60)
        ]


class TestFound:
    def test_is_any_issue_that_is_not_green(self) -> None:
        assert talk().found
        assert not talk(issues=("wording",)).found


class TestPage:
    def test_begins_with_the_counts_against_the_round_before(self) -> None:
        headline, *_ = sentences(talk().page())
        assert headline == (
            "Round 2 (r2, 2025-02-01): 1 green (+1), 4 yellow (−3), 2 red (+2), "
            "against round 1 (r1, 2025-01-01)."
        )

    def test_says_that_there_is_none_before_the_first(self) -> None:
        headline, *_ = sentences(talk(1).page())
        assert headline.endswith("0 green, 7 yellow, 0 red; there is no round before.")

    def test_shows_each_issue_with_its_sign_and_gaps(self) -> None:
        found = talk()
        assert line(found, "pay") == [
            "pay",
            "▼ narrowing",
            "40",
            "60",
            "1 of 1",
            "disputed: 40 to 50",
        ]
        assert line(found, "venue")[1:] == [
            "= static",
            "100",
            "100",
            "1 of 1",
            "south rejects what north names",
        ]
        assert line(found, "wording")[1:] == ["✓ agreed", "–", "–", "0 of 1", "agreed: deal"]
        assert line(found, "fee")[1:] == ["· unstated", "–", "–", "0 of 1", ""]

    def test_marks_what_is_measured_over_an_observed_span_and_names_it(self) -> None:
        assert line(talk(), "start")[2] == "40°"
        (note,) = [one for one in sentences(talk().page()) if one.startswith("°")]
        assert note == "° measured over the observed span: start 2025-03-01 to 2025-06-09."

    def test_counts_what_cannot_be_measured(self) -> None:
        (note,) = [one for one in sentences(talk().page()) if one.startswith("Gap:")]
        assert note.endswith("– cannot be measured (4 issues).")

    def test_names_the_pairs_where_there_are_several(self) -> None:
        said = "north: {pay: {value: 0, accepts: 25}}\nsouth: {pay: 25}\n"
        said += "east: {pay: {value: 50, disputed: [{value: 0}]}}"
        why = line(report(record(THREE, r1=said)), "pay")[-1]
        assert why == (
            "largest: north–east 100; north–south could accept 25; north–east disputed: 0 to 100"
        )

    def test_tells_the_gaps_of_the_same_pairs_where_they_are_others(self) -> None:
        made = record(
            THREE, r1="north: {pay: 5}\nsouth: {pay: 15}", r2="south: {pay: 10}\neast: {pay: 50}"
        )
        assert line(report(made), "pay")[1:3] == ["▼ narrowing", "60"]
        assert line(report(made), "pay")[-1].startswith("same pairs: 20 → 10")

    def test_tells_who_asks_for_it_without_conditions(self) -> None:
        said = "north: {pay: {value: 5, unconditional: true}}\n"
        said += "south: {pay: {value: 5, only_if: {venue: isle}}}"
        assert line(report(record(TALKS, r1=said)), "pay")[-1] == (
            "south on conditions; north asks south for it without any"
        )

    def test_tells_how_many_versions_cannot_be_measured(self) -> None:
        said = "north: {wording: {value: Fair, disputed: [{value: Free}]}}\nsouth: {wording: free}"
        assert line(report(record(TALKS, r1=said)), "wording")[-1] == (
            "disputed: 0 to 0, 1 pair of versions cannot be measured"
        )


def test_rows_are_one_an_issue_and_pair() -> None:
    header, rows = talk().rows()
    assert len(rows) == 7
    pay = dict(zip(header, next(row for row in rows if row[0] == "pay"), strict=True))
    assert pay == {
        "issue": "pay",
        "status": "narrowing",
        "colour": "yellow",
        "a": "north",
        "b": "south",
        "gap": 40,
        "min": 40,
        "max": 50,
        "overlap": None,
        "issue_gap": 40,
        "previous_gap": 60,
    }


def test_rows_have_an_issue_without_pairs_as_well() -> None:
    head = TALKS.replace("  south: {name: South}\n", "")
    _, rows = report(record(head, r1="north: {pay: 5}")).rows()
    assert [row[:6] for row in rows if row[0] == "pay"] == [
        ("pay", "one-sided", "yellow", None, None, None)
    ]


JOINT_NOTE = {
    "2017-08-31": {"green": 39, "yellow": 8, "red": 22},
    "2017-09-28": {"green": 37, "yellow": 7, "red": 13},
}
"""The counts of the UK–EU joint technical notes on citizens' rights, as a reader counted them:
https://selbyforeurope.blogspot.com/2017/10/citizens-rights-latest.html"""


def test_the_headline_is_that_of_the_joint_technical_note() -> None:
    def of(counts: dict[str, int]) -> tuple[Status, ...]:
        by_colour = {"green": "converged", "yellow": "apart", "red": "opposed"}
        some = talk().issues[0]
        return tuple(
            some._replace(status=by_colour[colour])
            for colour, number in counts.items()
            for _ in range(number)
        )

    earlier, later = (of(counts) for counts in JOINT_NOTE.values())
    found = talk()._replace(issues=later, earlier=earlier)
    assert found.data()["counts"] == JOINT_NOTE["2017-09-28"]
    headline, *_ = sentences(found.page())
    assert "37 green (−2), 7 yellow (−1), 13 red (−9), against" in headline


class TestIstanbul2025:
    def test_the_headline_counts(self) -> None:
        counts = []
        for number in (1, 2, 3):
            data: Any = report(real("istanbul-2025"), number).data()
            assert sum(data["counts"].values()) == len(data["issues"]) == 51
            counts.append(tuple(data["counts"].values()))
        assert counts == [(2, 48, 1), (5, 44, 2), (7, 31, 13)]

    def test_the_ceasefire_is_opposed_though_both_name_it(self) -> None:
        for number in (1, 2, 3):
            found = issue(report(real("istanbul-2025"), number), "ceasefire")
            assert (found["status"], found["gap"]) == ("opposed", 0)
            assert found["conditions"] == ["russia"]

    def test_what_the_parties_never_compared_is_not_measured(self) -> None:
        found = issue(report(real("istanbul-2025")), "security-guarantees")
        assert (found["status"], found["gap"]) == ("one-sided", None)

    def test_a_disputed_length_has_an_interval(self) -> None:
        found = issue(report(real("istanbul-2025"), 2), "ceasefire-length")
        (pair,) = found["pairs"]
        assert (pair["gap"], pair["min"], pair["max"]) == (0, 0, 85.7143)
        assert found["observed_span"] == {"min": 30, "max": 100, "unit": "days"}

    def test_the_exchanges_are_agreed_and_the_claimed_pause_is_not(self) -> None:
        found = report(real("istanbul-2025"), 2)
        assert issue(found, "prisoners")["status"] == "agreed"
        assert issue(found, "local-pause")["status"] == "opposed"
        assert issue(found, "prisoners-all")["agreements"] == []  # agreed in part


def test_istanbul_2022_measures_the_army_over_what_was_said() -> None:
    found = issue(report(real("istanbul-2022")), "army")
    assert found["gap"] == 82.5  # 165,000 of the 200,000 between 50,000 and 250,000
    assert found["observed_span"] == {"min": 50000, "max": 250000, "unit": "persons"}


def test_figures_stand_on_the_right_and_words_on_the_left() -> None:
    (table,) = [block for block in talk().page().blocks if isinstance(block, Table)]
    assert [one.title for one in table.columns if one.numeric] == ["Gap", "Before"]
