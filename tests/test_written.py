"""Statements as a file holds them, from what is typed and from where a party stands."""

from typing import Any

import pytest
from builders import TALKS, moment, real, record, talks

from negtrack.emitting import entry
from negtrack.problems import Stop
from negtrack.written import standing_tree, statement, typed, typed_condition

ISSUES = talks(r1="north: {pay: 5}").issues

VALUES: tuple[tuple[str, str, Any], ...] = (
    ("ceasefire", "full", "full"),
    ("ceasefire", "none, local", ["none", "local"]),
    ("ceasefire", "[none, full]", ["none", "full"]),
    ("venue", "coast", "coast"),
    ("pay", "12.50", "12.50"),
    ("pay", "all", "all"),
    ("pay", "5..10", {"min": "5", "max": "10"}),
    ("pay", "5..", {"min": "5"}),
    ("pay", "..10", {"max": "10"}),
    ("pay", "{max: 10}", {"max": "10"}),
    ("pay", "[5, {min: 10}]", ["5", {"min": "10"}]),
    ("start", "2025-06-02", "2025-06-02"),
    ("start", "2025-06-01..2025-07-01", {"min": "2025-06-01", "max": "2025-07-01"}),
    ("wording", "[not a list], just words..", "[not a list], just words.."),
)


@pytest.mark.parametrize(("issue", "text", "expected"), VALUES)
def test_a_value_as_it_is_typed(issue: str, text: str, expected: Any) -> None:
    assert typed(ISSUES[issue], text) == expected


WRONG = (
    ("ceasefire", "ful", "no option 'ful' on the ladder of 'ceasefire'", "did you mean 'full'?"),
    ("ceasefire", "full..none", "no option 'full..none' on the ladder of 'ceasefire'", "full"),
    ("pay", "1,000", "'1,000' is not a number", "write digits"),
    ("pay", "60", "60 is above the 'max' of 'pay', 50", ""),
    ("pay", "10..5", "the 'min' 10 is above the 'max' 5", ""),
    ("pay", "..", "a range has a 'min', a 'max' or both", ""),
    ("pay", "{min: ", "the value {min: is no YAML", "in quotes"),
    ("pay", "[]", "there is nothing in 'value'", ""),
    ("start", "2025-02-30", "there is no day 2025-02-30", ""),
)


@pytest.mark.parametrize(("issue", "text", "told", "hint"), WRONG)
def test_a_value_that_the_issue_has_not(issue: str, text: str, told: str, hint: str) -> None:
    with pytest.raises(Stop) as stop:
        typed(ISSUES[issue], text)
    assert stop.value.sentence == told
    assert hint in stop.value.hint


def test_a_number_on_another_basis_is_not_bound() -> None:
    said = {"basis": "compounded"}
    assert statement(ISSUES, ISSUES["pay"], "60", said) == {"value": "60", "basis": "compounded"}
    with pytest.raises(Stop, match="60 is above"):
        statement(ISSUES, ISSUES["pay"], "60", {"basis": "simple"})


def test_conditions_are_typed_with_their_issue() -> None:
    assert typed_condition(ISSUES, ["ceasefire=full", "pay = 5.."]) == {
        "ceasefire": "full",
        "pay": {"min": "5"},
    }
    joined = typed_condition(ISSUES, ["ceasefire=none,full; wording=so; or so"])
    assert joined == {"ceasefire": ["none", "full"], "wording": "so; or so"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ceasefire", "'ceasefire' is no condition"),
        ("ceasefire=", "'ceasefire=' is no condition"),
        ("ceasfire=full", "there is no issue 'ceasfire'"),
        ("ceasefire=ful", "no option 'ful' on the ladder of 'ceasefire'"),
        ("ceasefire=full; ceasefire=none", "'ceasefire' is named twice in one condition"),
    ],
)
def test_a_condition_that_cannot_be(text: str, told: str) -> None:
    with pytest.raises(Stop, match=told):
        typed_condition(ISSUES, [text])


def test_a_value_alone_is_its_shorthand() -> None:
    assert statement(ISSUES, ISSUES["ceasefire"], "full", {"note": "", "source": None}) == "full"
    assert statement(ISSUES, ISSUES["pay"], "5..", {}) == {"value": {"min": "5"}}


def test_a_whole_statement_has_its_keys_in_their_order() -> None:
    said = {
        "note": "n",
        "source": ["a", "b"],
        "quote": "q",
        "red_line": True,
        "confidential": False,
        "only_if": ["pay=5", "venue=coast"],
        "or_if": ["wording=so"],
        "accepts": ["local", "none, full"],
        "rejects": ["local"],
        "salience": "90",
        "date": "2025-06-02",
        "of": ["south"],
    }
    whole = statement(ISSUES, ISSUES["ceasefire"], "full", said)
    assert entry("ceasefire", whole, 2) == [
        "ceasefire:",
        "    date: 2025-06-02",
        "    value: full",
        "    rejects: local",
        "    accepts: [local, none, full]",
        "    only_if: [{pay: 5, venue: coast}, {wording: so}]",
        "    of: south",
        "    red_line: true",
        "    salience: 90",
        "    quote: q",
        "    source: [a, b]",
        "    note: n",
    ]


def test_nothing_said_is_nothing() -> None:
    assert not statement(ISSUES, ISSUES["pay"], "", {"only_if": None, "source": []})


STANDING = (
    "{ceasefire: full}",
    "{pay: {value: {min: 5, max: 7.50}, basis: compounded}}",
    "{pay: all}",
    "{pay: {value: [1, {min: 30}]}}",
    "{start: {value: {min: 2025-06-01}}}",
    "{venue: {value: [coast, isle]}}",
    "{venue: {value: coast, rejects: [hills, isle], red_line: true, of: south}}",
    "{wording: {value: 'NO: 012', unconditional: true, salience: 90, stance: offer}}",
    "{venue: {value: coast, only_if: {pay: 5, wording: so}}}",
    "{venue: {value: coast, accepts: isle, only_if: [{pay: {max: 9}}, {start: 2025-06-01}]}}",
    "{venue: {rejects: hills}}",
)


@pytest.mark.parametrize("said", STANDING)
def test_a_position_said_again_stands_the_same(said: str) -> None:
    """Said again in the next round as it is written out, it changes nothing."""
    before = record(TALKS, r1=f"north: {said}")
    (standing,) = moment(before.negotiation).stands.values()
    written = entry(standing.held.issue, standing_tree(before.negotiation, standing.held), 2)
    again = "\n  ".join(["north:", *written])
    after = record(TALKS, r1=f"north: {said}", r2=again.replace("\n  ", "\n    "))
    (then,) = moment(after.negotiation).stands.values()
    assert then.said_in == "r2"
    held = then.held._replace(round=standing.held.round, nth=standing.held.nth)
    assert held == standing.held


@pytest.mark.parametrize("name", ["istanbul-2025", "istanbul-2022"])
def test_every_position_of_the_real_record_can_be_said_again(name: str) -> None:
    negotiation = real(name).negotiation
    stands = moment(negotiation).stands
    assert stands
    for (party, issue), standing in stands.items():
        tree: Any = standing_tree(negotiation, standing.held)
        if standing.held.value:
            value = tree if not isinstance(tree, dict) or "value" not in tree else tree["value"]
            assert value, (party, issue)
