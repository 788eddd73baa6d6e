"""New files: right as they are, and right again with every comment in them taken for real."""

import re

import pytest
from builders import TALKS, moment, real, record

from negtrack.analyses.check import check
from negtrack.model import Negotiation
from negtrack.problems import Problem
from negtrack.record import Reading, read_all
from negtrack.standing import moments
from negtrack.templates import NewIssue, negotiation, party_file, round_file, titled

PARTIES = {"union": {"name": "Dockers' #1: union"}, "state": {"name": "NO", "role": "mediator"}}
ISSUES = {
    "pay": NewIssue("quantity", unit="%"),
    "start": NewIssue("quantity", unit="date"),
    "cranes": NewIssue("ladder", ("free", "agree")),
    "venue": NewIssue("choice", ("port", "town-hall")),
    "wording": NewIssue("text"),
}


def reading(**files: str) -> Reading:
    named = {"head": "negotiation.yaml", "round": "r1/round.yaml", "party": "r1/north.yaml"}
    return read_all({f"positions/t/{named[key]}": text.encode() for key, text in files.items()})


def errors(read: Reading) -> list[Problem]:
    return [one for one in check(read).problems if one.level == "error"]


def uncommented(text: str, indent: str = " +") -> str:
    """The text with the `# ` removed before every key, and before what goes on with one."""
    return re.sub(
        rf"^({indent})# (?!yaml-)(?=[a-z\d-]+: |[a-z\d-]+:$|  )", r"\1", text, flags=re.MULTILINE
    )


def test_a_negotiation_is_right_at_once() -> None:
    text = negotiation("Ports: 2026 # x", PARTIES, ISSUES)
    read = reading(head=text)
    assert errors(read) == []
    (found,) = read.records
    held = found.negotiation
    assert held.title == "Ports: 2026 # x"
    assert [(one.name, one.role) for one in held.parties.values()] == [
        ("Dockers' #1: union", "principal"),
        ("NO", "mediator"),
    ]
    assert {one.id: one.scale for one in held.issues.values()} == {
        name: issue.scale for name, issue in ISSUES.items()
    }
    assert [one.id for one in held.issues["cranes"].options] == ["free", "agree"]
    assert held.issues["pay"].unit == "%"


def test_an_empty_negotiation_is_right_once_its_examples_are() -> None:
    text = negotiation("Ports", {}, {})
    assert errors(reading(head=text)) == []
    whole = reading(head=uncommented(text))
    assert errors(whole) == []
    (found,) = whole.records
    assert set(found.negotiation.parties) == {"union", "northport", "conciliator"}
    assert set(found.negotiation.issues) == {"pay", "automation"}
    assert set(found.negotiation.sources) == {"port-paper"}


def test_options_that_are_still_to_be_named_are_an_error_until_then() -> None:
    text = negotiation("Ports", PARTIES, {"cranes": NewIssue("ladder")})
    assert [one.code for one in errors(reading(head=text))] == ["empty-value"]
    assert errors(reading(head=uncommented(text))) == []


@pytest.mark.parametrize("name", ["prisoner-exchange", "a", "eu27"])
def test_an_id_is_a_title_to_begin_with(name: str) -> None:
    assert titled(name) == name.replace("-", " ").capitalize()


ROUND_1 = """\
north: {ceasefire: {value: local, only_if: {pay: 5}}, pay: {value: {min: 5}}, start: 2025-06-01,
  venue: {rejects: [coast]}, wording: "a # b: {c}", access: {stance: reserve}}
"""


@pytest.fixture
def held() -> Negotiation:
    return record(TALKS, r1=ROUND_1).negotiation


def test_a_party_file_says_nothing_until_it_is_filled_in(held: Negotiation) -> None:
    text = party_file(held.parties["north"], "the round r2", moment(held), held)
    read = reading(head=TALKS, round="date: 2025-01-01\n", party=text)
    assert errors(read) == []
    assert read.records[0].negotiation.rounds[0].statements == ()
    assert all(f"  # {issue}:" in text for issue in held.issues)


def test_uncommenting_all_says_it_all_again(held: Negotiation) -> None:
    text = party_file(held.parties["north"], "the round r2", moment(held), held)
    read = reading(head=TALKS, round="date: 2025-02-01\n", party=uncommented(text))
    assert errors(read) == []
    said = {one.issue: one for one in read.records[0].negotiation.rounds[0].statements}
    before = {one.issue: one for one in held.rounds[0].statements if one.value or one.rejects}
    assert said == before
    assert "  # venue: {rejects: coast}  # since r1\n" in text
    assert "  # access:  # shut < road < open\n" in text
    assert "  # fee:  # a number of coins\n" in text


def test_without_a_round_before_every_issue_says_what_it_could_be(held: Negotiation) -> None:
    text = party_file(held.parties["south"], "the round r1", None, held)
    assert "  # ceasefire:  # none < local < full\n" in text
    assert "  # venue:  # coast | hills | isle\n" in text
    assert "  # start:  # a day: 2025-06-02\n" in text
    assert "  # wording:  # a text\n" in text
    assert "  # arms\n" in text  # the group of the first two
    assert "  # other issues\n" in text


def test_a_hostile_name_stays_in_its_comment(held: Negotiation) -> None:
    party = held.parties["north"]._replace(name="N\npositions: {pay: 5}\u2028\u202e")
    text = party_file(party, "the round r2", None, held)
    assert text.splitlines()[1].startswith("# N positions: {pay: 5} ")
    assert "\u202e" not in text
    assert "\u2028" not in text


@pytest.mark.parametrize("name", ["istanbul-2025", "istanbul-2022"])
def test_the_real_record_goes_on(name: str) -> None:
    """The file of every party, with all of it taken for real, says where the party stood."""
    found = real(name)
    about = found.negotiation
    for party in about.principals:
        text = party_file(party, "the next round", moments(about)[-1], about)
        folder = "positions/t"
        files = {
            f"{folder}/{file}": document.text.encode() for file, document in found.documents.items()
        }
        files[f"{folder}/2030-01-01/round.yaml"] = b"date: 2030-01-01\n"
        files[f"{folder}/2030-01-01/{party.id}.yaml"] = uncommented(text).encode()
        read = read_all(files)
        assert errors(read) == []
        after = read.records[0].negotiation
        before = moments(about)[-1].stands
        for (who, issue), standing in moments(after)[-1].stands.items():
            if who == party.id and standing.said_in == "2030-01-01":
                assert standing.value == before[who, issue].value
                assert standing.held.only_if == before[who, issue].held.only_if


def test_a_round_file_is_right_at_once_and_with_its_comments(held: Negotiation) -> None:
    text = round_file(held, "2025-02-01", "Town: hall")
    read = reading(head=TALKS, round=text)
    assert errors(read) == []
    assert read.records[0].negotiation.rounds[0].venue == "Town: hall"
    head = TALKS + "sources: {wire: {publisher: Wire}}\n"
    known = reading(head=head).records[0].negotiation
    whole = uncommented(round_file(known, "2025-02-01", ""), "")
    read = reading(head=head, round=whole)
    assert errors(read) == []
    one = read.records[0].negotiation.rounds[0]
    assert one.mediator == ("envoy",)
    assert one.events
    assert one.agreements
