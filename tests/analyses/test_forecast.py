"""`forecast` as an answer: its page, rows and data, and what it does not say."""

from __future__ import annotations

from typing import Any

import pytest
from builders import TALKS, THREE, real, record, sentences, tables

from negtrack.analyses.forecast import ForecastReport, forecast
from negtrack.page import Items
from negtrack.selection import Selection

POWERFUL = TALKS.replace("{name: North}", "{name: North, power: 80}").replace(
    "{name: South}", "{name: South, power: 40}"
)
BOTH = (
    "north: {pay: {value: 10, salience: 50}, ceasefire: full, venue: coast, fee: 3}\n"
    "south: {pay: {value: 40, salience: 50}, ceasefire: none, venue: hills}"
)


def report(*said: str, head: str = TALKS, **asked: tuple[str, ...]) -> ForecastReport:
    made = record(head, **{f"r{n}": text for n, text in enumerate(said, 1)})
    return forecast(made, made.negotiation.rounds[-1], Selection(**asked))


def items(of: ForecastReport) -> list[str]:
    """What the page tells in lists."""
    return [
        one.text for block in of.page().blocks if isinstance(block, Items) for one in block.items
    ]


def issue(of: ForecastReport, name: str) -> Any:
    data: Any = of.data()
    return next(one for one in data["issues"] if one["issue"] == name)


def test_the_page() -> None:
    found = report(BOTH, head=POWERFUL)
    told = sentences(found.page())
    assert told[0] == (
        "Round 1 (r1, 2025-01-01): where a settlement would lie by three rules, on 2 of 7 issues."
    )
    assert "mean 23.7, weighted median 28.4, guessing the midpoint 28.0" in told[1]
    assert "Salience s is 1 for all on ceasefire: not every party has it stated." in told
    page = tables(found.page())
    assert page[""] == [
        ["ceasefire", "2", "66.7 ≈ local", "50 = local", "100 = full", "47.1", "±23.7"],
        ["pay", "2", "40 = 20 %", "50 = 25 %", "20 = 10 %", "28.3", "±23.7 = 11.85 %"],
    ]
    assert page["Computed from"] == [
        ["ceasefire", "north", "full", "100", "–", "80", "r1/north.yaml:1"],
        ["ceasefire", "south", "none", "0", "–", "40", "r1/south.yaml:1"],
        ["pay", "north", "10 %", "20", "50", "80", "r1/north.yaml:1"],
        ["pay", "south", "40 %", "80", "50", "40", "r1/south.yaml:1"],
    ]
    assert "O = Σcsx / Σcs" in told[-2]


def test_what_nobody_has_stated_is_said_of_no_issue() -> None:
    told = sentences(report(BOTH).page())
    assert "Power c is 1 for all: not every party has it stated." in told


def test_what_is_not_enough_is_said_and_not_guessed() -> None:
    found = report(BOTH)
    assert "No scale of degrees: venue, wording." in items(found)
    span = "no min and max, and fewer than three numbers known"
    assert f"No span to measure by: {span}: fee, start." in items(found)
    assert "No two counterparts have a value that is one place on the scale: access." in (
        items(found)
    )
    venue = issue(found, "venue")
    figures = ("compromise", "mean", "weighted_median", "spread", "median")
    assert {venue[name] for name in figures} == {None}
    assert (venue["missing"], venue["n"], venue["condorcet"]) == ("unordered", 0, [])


def test_nothing_at_all() -> None:
    found = report("watch: {pay: 3}")
    assert not found.found
    assert sentences(found.page())[0] == "Round 1 (r1, 2025-01-01): not enough information."
    assert tables(found.page()) == {}
    assert report(BOTH).found


def test_the_vote_in_words() -> None:
    told = items(report(BOTH))
    tie = "none, local and full tie with each other and lose to no other option"
    assert f"ceasefire: {tie}; any point from none to full is a median." in told
    told = items(report(f"{BOTH}\neast: {{pay: 30}}", head=THREE))
    assert "pay: 30 %, the weighted median, wins every vote of two options." in told


def test_what_the_rules_do_not_know() -> None:
    found = report(
        "north: {pay: {value: 10, red_line: true, rejects: 50}}\n"
        "south: {pay: {value: 20, only_if: {venue: coast}}}\n"
        "east: {pay: {rejects: 20}}\nenvoy: {pay: {rejects: 10}}",
        head=THREE,
    )
    assert issue(found, "pay")["ignored"] == {
        "red_lines": ["north"],
        "rejections": ["north", "east"],
        "conditions": ["south"],
    }
    ignored = "the red line of north, the rejections of north and east and the conditions of south"
    assert any(told.endswith(f"the rules ignore {ignored}.") for told in items(found))
    assert "pay: east (no value stands)." in items(found)


def test_what_is_agreed_is_said() -> None:
    found = report(f"{BOTH}\nagreements: {{deal: {{issue: pay, value: 25}}}}")
    assert any(told.startswith("pay: agreed already, by deal; ") for told in items(found))
    assert issue(found, "pay")["agreements"] == ["deal"]
    assert issue(found, "ceasefire")["agreements"] == []


def test_weights_of_nothing() -> None:
    head = POWERFUL.replace("power: 80", "power: 0").replace("power: 40", "power: 0")
    found = report(BOTH, head=head)
    assert "pay: all weights are 0, so that only the mean can be computed." in items(found)
    assert tables(found.page())[""][1][2:6] == ["–", "50 = 25 %", "–", "–"]


def test_data() -> None:
    found = issue(report(BOTH, head=POWERFUL), "pay")
    (north, _south) = found.pop("inputs")
    assert found == {
        "issue": "pay",
        "n": 2,
        "compromise": 40,
        "mean": 50,
        "weighted_median": 20,
        "spread": 28.2843,
        "known_error": {
            "source": "DEU III",
            "issues": 353,
            "mean": 23.7,
            "weighted_median": 28.4,
            "midpoint": 28.0,
        },
        "values": {"compromise": 20, "mean": 25, "weighted_median": 10},
        "median": {"from": 20, "to": 20},
        "condorcet": [20],
        "power_used": True,
        "salience_used": True,
        "observed_span": False,
        "missing": None,
        "agreements": [],
        "ignored": {"red_lines": [], "rejections": [], "conditions": []},
        "left_out": [],
    }
    assert north == {
        "party": "north",
        "value": 10,
        "x": 20,
        "taken": "value",
        "salience": 50,
        "power": 80,
        "disputed": False,
        "said_in": "r1",
        "place": {"file": "positions/talks/r1/north.yaml", "line": 1, "column": 13},
    }


def test_rows() -> None:
    rows = report(BOTH, head=POWERFUL).rows()
    assert len(rows.rows) == 7
    pay = dict(zip(rows.header, rows.rows[2], strict=True))
    assert (pay["issue"], pay["compromise"], pay["known_error_mean"]) == ("pay", 40, 23.7)
    assert (pay["known_error_weighted_median"], pay["known_error_midpoint"]) == (28.4, 28.0)
    assert all(len(row) == len(rows.header) for row in rows.rows)


def test_dates_and_observed_spans() -> None:
    starts = "north: {start: 2025-03-01}\nsouth: {start: 2025-03-05}\neast: {start: 2025-03-21}"
    found = report(starts, head=THREE)
    assert tables(found.page())[""] == [
        [
            *("start°", "3", "40 = 2025-03-09", "40 = 2025-03-09", "20 = 2025-03-05", "43.2"),
            "±23.7 = 5 days",
        ]
    ]
    assert issue(found, "start")["observed_span"]
    assert any(told.startswith("° observed span") for told in sentences(found.page()))


@pytest.mark.parametrize(
    ("asked", "issues", "parties"),
    [
        ({"issues": ("pay",)}, {"pay"}, {"north", "south"}),
        ({"groups": ("arms",)}, {"ceasefire", "access"}, {"north", "south"}),
        ({"parties": ("north",), "issues": ("pay",)}, {"pay"}, {"north"}),
    ],
)
def test_filters(asked: dict[str, tuple[str, ...]], issues: set[str], parties: set[str]) -> None:
    found = report(BOTH, **asked)
    assert {one.issue for one in found.issues} == issues
    assert {point.party for one in found.issues for point in one.points.points} == parties
    assert f"Only {found.selection.spelled()}." in sentences(found.page())
    assert found.found == (len(parties) > 1)


def test_a_confidential_position_is_told_of() -> None:
    found = report("north: {pay: {value: 10, confidential: true}}\nsouth: {pay: 20}")
    assert sentences(found.page())[0] == "With what is marked confidential: not for everybody."
    open_record = found.record.without_confidential()
    assert not forecast(open_record, open_record.negotiation.rounds[-1], Selection()).found


EMISSIONS = (
    *(("netherlands", 8, 4, 80), ("belgium", 8, 7, 40), ("luxembourg", 3, 4, 20)),
    *(("germany", 16, 4, 80), ("france", 16, 10, 60), ("italy", 16, 10, 60)),
    *(("uk", 16, 10, 90), ("ireland", 5, 7, 10), ("denmark", 5, 4, 100), ("greece", 8, 7, 70)),
)
"""Power in hundredths, years, salience: see tests/test_compromise.py for the source."""


def test_car_emissions_from_a_record() -> None:
    parties = "".join(f"  {who}: {{name: {who}, power: {c}}}\n" for who, c, _, _ in EMISSIONS)
    issue_of = "{title: Date, scale: quantity, unit: years, min: 0, max: 10}"
    said = "\n".join(
        f"{who}: {{date: {{value: {x}, salience: {s}}}}}" for who, _, x, s in EMISSIONS
    )
    head = f"title: Car emissions\nparties:\n{parties}issues:\n  date: {issue_of}\n"
    found = issue(report(said, head=head), "date")
    assert abs(found["compromise"] - 73.89955686853766) <= 0.00005
    assert abs(found["weighted_median"] - 70) == 0
    assert found["values"] == {"compromise": 7.39, "mean": 6.7, "weighted_median": 7}
    assert (found["condorcet"], found["power_used"], found["salience_used"]) == ([70], True, True)


def test_istanbul_2025() -> None:
    made = real("istanbul-2025")
    found = forecast(made, made.negotiation.rounds[-1], Selection())
    known = {one.issue: one.places()[0] for one in found.issues if one.settlement}
    assert known["ceasefire"] == 100
    assert known["children"] == 50
    assert issue(found, "nato")["missing"] == "unordered"
