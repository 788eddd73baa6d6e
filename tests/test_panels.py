"""What is told of one position: a statement in, a panel out."""

from __future__ import annotations

import base_record
import pytest
from builders import BLOC, TALKS, THREE, record

from negtrack.analyses.show import show
from negtrack.panels import RELATIONS, Panel, links, many_sides, panel, where
from negtrack.problems import Place
from negtrack.record import Record
from negtrack.selection import Selection

EVIL = "<script>alert(1)</script> {{ 7*7 }} javascript:alert(1)"
SOURCES = "sources:\n  wire: {publisher: The Wire, url: 'https://example.org/a'}\n"


def shown(of: Record, party: str, issue: str, number: int = 0) -> Panel:
    """The panel of a position as of the last round, or of another by its number from 1."""
    at = of.negotiation.rounds[number - 1]
    return panel(of, show(of, at, Selection()).stands[party, issue], at.id, "abc123")


def told(said: str, *more: str, head: str = TALKS) -> Panel:
    """The panel of what the north says on pay, whatever else is said."""
    rounds = {f"r{nth}": one for nth, one in enumerate((said, *more), 1)}
    return shown(record(head, **rounds), "north", "pay")


RELATED = {
    "nobody else names a value": ("north: {pay: 5}", "alone"),
    "it names none itself": ("north: {pay: {stance: reserve}}\nsouth: {pay: 5}", "alone"),
    "both name the same": ("north: {pay: 5}\nsouth: {pay: 5}", "same"),
    "at a price": ("north: {pay: 5}\nsouth: {pay: {value: 5, only_if: {fee: 3}}}", "conditional"),
    "apart": ("north: {pay: 5}\nsouth: {pay: 9}", "apart"),
    "what both could accept meets": (
        "north: {pay: {value: 5, accepts: {max: 9}}}\nsouth: {pay: {value: 9}}",
        "overlapping",
    ),
    "refused": ("north: {pay: 5}\nsouth: {pay: {value: 9, rejects: 5}}", "rejected"),
    "not to be compared": (
        "north: {pay: 5}\nsouth: {pay: {value: 9, basis: compounded}}",
        "incomparable",
    ),
    "agreed": (
        "north: {pay: 5}\nsouth: {pay: 5}\nagreements: {one: {issue: pay, value: 5}}",
        "agreed",
    ),
}


@pytest.mark.parametrize("row", RELATED)
def test_how_a_position_stands_to_the_other_side(row: str) -> None:
    said, relation = RELATED[row]
    found = told(said)
    assert (found.relation, found.means) == (relation, RELATIONS[relation][False])  # type: ignore[index]
    assert found.sign


def test_who_does_not_negotiate_stands_beside_without_a_sign() -> None:
    found = shown(record(TALKS, r1="envoy: {pay: 5}"), "envoy", "pay")
    assert (found.sign, found.means) == ("", "Not one of the negotiating parties")


def test_of_three_sides_one_is_another() -> None:
    three = "north: {pay: 5}\nsouth: {pay: 5}\neast: {pay: 9}"
    assert told(three, head=THREE).means == "Apart from another side"
    assert not many_sides(record(TALKS).negotiation)
    assert many_sides(record(THREE).negotiation)
    allied = THREE.replace("{name: North}", "{name: North, side: up}")
    allied = allied.replace("{name: East}", "{name: East, side: up}")
    assert not many_sides(record(allied).negotiation)


def test_options_are_told_by_their_labels_and_spelled_by_their_ids() -> None:
    of = record(TALKS, r1="north: {venue: {value: [coast, isle], rejects: hills}}")
    found = shown(of, "north", "venue")
    assert found.words == "The coast or Isle; rejects The hills"
    assert found.spelled == "coast or isle; rejects hills"
    assert dict(found.facts)["Rejects"] == "The hills"


FACTS = {
    "of: [south, watch]": ("Asked of", "South, The watch"),
    "accepts: {max: 9}": ("Could accept", "at most 9 %"),
    "rejects: 7": ("Rejects", "7 %"),
    "red_line: true": ("Red line", "yes"),
    "salience: 90": ("Salience", "90 of 100"),
    "salience: 12.50": ("Salience", "12.50 of 100"),
    "coder: ak": ("Coder", "ak"),
}


@pytest.mark.parametrize("key", FACTS)
def test_what_was_said_beside_the_value_has_its_name(key: str) -> None:
    found = told(f"north: {{pay: {{value: 5, {key}}}}}")
    assert found.facts == (FACTS[key],)


def test_a_package_and_a_price_are_named() -> None:
    found = told(
        "north: {pay: {value: 5, package: plan, only_if: [{venue: isle}, {fee: 3}]}}\n"
        "north.packages: {plan: {title: The plan}}"
    )
    assert ("Package", "plan") in found.facts
    assert found.conditions.startswith("only if venue is isle, or if fee is 3")
    assert "only if" not in found.words + found.spelled


def test_a_position_of_an_earlier_round_says_which() -> None:
    found = told("north: {pay: 5}", "south: {pay: 9}")
    assert found.carried == "r1"
    assert found.place == "positions/talks/r1/north.yaml:1@abc123"
    assert told("north: {pay: 5}", "north: {pay: 5}").carried == ""


def test_a_member_says_which_bloc_spoke_for_it() -> None:
    of = record(BLOC, r1="league: {pay: 5}\nnorth: {pay: 9}\neast: {fee: 3}")
    silent = shown(of, "east", "pay")
    assert (silent.party, silent.bloc, silent.words) == ("east", "league", "5 %")
    assert silent.place.startswith("positions/talks/r1/league.yaml:")
    assert shown(of, "league", "pay").bloc == ""


def test_versions_have_their_own_words_and_their_own_origin() -> None:
    found = told(
        "north: {pay: {value: 5, quote: Five, source: wire, disputed: "
        "[{value: 7, quote: Seven, stated_by: south}, {source: gone}]}}",
        head=TALKS + SOURCES + "  gone: {publisher: The Post}\n",
    )
    first, second = found.versions
    assert (first.words, first.origin.quote, first.origin.reported) == ("7 %", "Seven", "South")
    assert first.origin.sources == found.origin.sources
    assert (second.words, second.origin.quote) == ("5 %", "Five")
    assert [one.label for one in second.origin.sources] == ["The Post"]


def test_an_origin_says_who_when_and_how_sure() -> None:
    found = told(
        "north: {pay: {value: 5, speaker: Ada Hill, date: 2025-01-01, published: 2025-01-03, "
        "stated_by: press, confidence: low, note: By letter}}"
    ).origin
    assert (found.speaker, found.date, found.published) == ("Ada Hill", "2025-01-01", "2025-01-03")
    assert (found.reported, found.confidence, found.note) == ("press", "low", "By letter")
    assert told("north: {pay: 5}").origin.reported == ""


def test_a_source_is_a_link_and_one_that_is_not_declared_its_name() -> None:
    negotiation = record(TALKS + SOURCES).negotiation
    assert links(negotiation, ["wire", "lost"]) == (
        ("The Wire", "source-wire", "https://example.org/a"),
        ("lost", "", ""),
    )


def test_a_place_names_a_commit_where_there_is_one() -> None:
    place = Place("positions/talks/r1/north.yaml", 3, 5)
    assert where(place, "") == "positions/talks/r1/north.yaml:3"
    assert where(place, "abc123") == "positions/talks/r1/north.yaml:3@abc123"


def test_hostile_texts_are_handed_on_as_texts() -> None:
    evil = f"'{EVIL}'"
    head = TALKS.replace("{name: South}", f"{{name: {evil}}}")
    found = told(f"north: {{pay: {{value: 5, quote: {evil}, note: {evil}, of: south}}}}", head=head)
    assert (found.origin.quote, found.origin.note) == (EVIL, EVIL)
    assert found.facts == (("Asked of", EVIL),)
    assert "asked of" not in found.spelled or EVIL not in found.spelled


def test_what_is_confidential_is_there_only_where_it_was_asked_for() -> None:
    secret = "positions:\n  venue: {value: coast, confidential: true, source: wire}\n"
    private = base_record.record(base_record.north(secret))
    facts = dict(shown(private, "north", "venue").facts)
    assert facts == {"Confidential": "yes"}
    public = shown(private.without_confidential(), "north", "venue")
    assert (public.carried, public.facts) == ("2025-01-10", ())
