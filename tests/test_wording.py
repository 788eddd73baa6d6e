"""Positions, conditions, rounds, packages and agreements in the words of a page."""

import pytest
from builders import TALKS, moment, record, talks

from negtrack import wording
from negtrack.agreed import agreements

POSITIONS = {
    "a demand": ("pay: 10", "10 %"),
    "an offer": ("pay: {value: 10, stance: offer}", "offers 10 %"),
    "an acceptance": ("pay: {value: 10, stance: accept}", "accepts 10 %"),
    "without conditions": ("pay: {value: 10, unconditional: true}", "10 %, unconditional"),
    "asked of others": ("pay: {value: 10, of: [south, watch]}", "10 %, asked of south and watch"),
    "on another basis": ("pay: {value: 10, basis: compounded}", "10 % (compounded)"),
    "on the basis of the issue": ("pay: {value: 10, basis: simple}", "10 %"),
    "a word": ("pay: all", "all %"),
    "any of these": ("pay: {value: [10, {min: 20, max: 30}]}", "10 or 20 to 30 %"),
    "a date": ("start: {value: {max: 2025-03-01}}", "by 2025-03-01"),
    "an option": ("venue: {value: [coast, isle]}", "coast or isle"),
    "what is refused": ("pay: {value: 10, rejects: {max: 5}}", "10 %; rejects at most 5 %"),
    "only what is refused": ("venue: {rejects: isle}", "rejects isle"),
    "what could be accepted": ("pay: {value: 9, accepts: 8}", "9 %; could accept 8 %"),
    "a price": (
        "pay: {value: 9, only_if: {venue: isle, fee: {max: 3}}}",
        "9 %; only if venue is isle and fee is at most 3 coins",
    ),
    "one price or another": (
        "pay: {value: 9, only_if: [{venue: isle}, {ceasefire: full}]}",
        "9 %; only if venue is isle, or if ceasefire is full",
    ),
    "a red line": ("pay: {value: 9, red_line: true}", "9 %; red line"),
    "a demand without a figure": ("pay: {note: More}", "asks, without a figure"),
    "an offer without a figure": ("pay: {stance: offer}", "offers, without a figure"),
    "a price without a figure": (
        "pay: {only_if: {venue: isle}}",
        "asks, without a figure; only if venue is isle",
    ),
    "a reservation": ("pay: {stance: reserve}", "reserves its position"),
    "no answer": ("pay: {stance: no-answer}", "no answer"),
    "a withdrawal": ("pay: {stance: withdraw}", "withdrawn"),
    "a reservation that refuses": (
        "pay: {stance: reserve, rejects: 9}",
        "reserves its position; rejects 9 %",
    ),
}


@pytest.mark.parametrize("row", POSITIONS)
def test_where_a_party_stands(row: str) -> None:
    said, expected = POSITIONS[row]
    negotiation = talks(r1=f"north: {{{said}}}")
    (standing,) = moment(negotiation).stands.values()
    assert wording.standing_words(negotiation, standing) == expected


def test_who_never_spoke_stands_nowhere() -> None:
    assert wording.standing_words(talks(), None) == "–"


def test_a_round_is_named_by_its_number_its_folder_and_its_date() -> None:
    (one,) = talks(r1="").rounds
    assert wording.round_words(one) == "round 1 (r1, 2025-01-01)"
    assert wording.round_words(one._replace(id="2025-01-01")) == "round 1 (2025-01-01)"


@pytest.mark.parametrize(
    ("said", "package", "answer"),
    [
        (
            "{plan: {title: The plan, date: 2025-01-01, by: [south, envoy]}}",
            "plan “The plan” by south and envoy, 2025-01-01",
            "north to plan on 2025-02-01: reject: “No.”",
        ),
        ("{plan: {}}", "plan by south", "north to plan on 2025-02-01: reject: “No.”"),
    ],
)
def test_a_package_and_an_answer(said: str, package: str, answer: str) -> None:
    negotiation = talks(
        r1=f"south.packages: {said}",
        r2="north.answers: {plan: {stance: reject, date: 2025-02-01, quote: No.}}",
    )
    assert wording.package_words(negotiation.rounds[0].packages[0]) == package
    assert wording.answer_words(negotiation.rounds[1].answers[0]) == answer


def test_an_answer_without_a_day_or_a_quote() -> None:
    negotiation = talks(r1="south.packages: {plan: {}}\nnorth.answers: {plan: accept}")
    assert wording.answer_words(negotiation.rounds[0].answers[0]) == "north to plan: accept."


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("{issue: pay, value: 5}", "pay: 5 %"),
        ("{issue: pay}", "pay"),
        ("{title: The deal}", "The deal"),
        ("{title: Deal, terms: {pay: 5, venue: isle}}", "Deal; pay: 5 %; venue: isle"),
    ],
)
def test_an_agreement(told: str, expected: str) -> None:
    negotiation = talks(r1=f"agreements: {{deal: {told}}}")
    (deal,) = agreements(negotiation, negotiation.rounds[0])
    assert wording.agreement_words(negotiation, deal) == expected


def test_who_told_it_and_where() -> None:
    head = f"{TALKS}sources: {{wire: {{publisher: The Wire}}, gazette: {{publisher: Gazette}}}}\n"
    said = "pay: {value: 5, source: [wire, gazette], stated_by: south, quote: Five, speaker: Ada}"
    negotiation = record(head, r1=f"north: {{{said}}}").negotiation
    (statement,) = negotiation.rounds[0].statements
    assert wording.reported(negotiation, statement) == "The Wire and Gazette, reported by south"
    assert wording.quoted(statement) == "“Five” (Ada)"
    bare = statement._replace(said=statement.said._replace(quote="", stated_by="self", source=()))
    assert (wording.reported(negotiation, bare), wording.quoted(bare)) == ("", "")


def test_a_place_is_named_from_the_folder_of_the_talks() -> None:
    made = record(TALKS, r1="north:\n  pay: 5\n")
    (statement,) = made.negotiation.rounds[0].statements
    assert wording.place_words(made, made.place(statement)) == "r1/north.yaml:2"
    assert wording.places_note(made) == "Files are named from positions/talks/."
