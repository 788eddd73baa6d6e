"""The brief of a round: what every sentence rests on, what it says, and how it is shortened."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from base_record import BASE
from base_record import record as base
from builders import BLOC, TALKS, real, record
from program import ROOT

from negtrack import folder
from negtrack.analyses.brief import WORDS, BriefReport, brief
from negtrack.locks import locks
from negtrack.record import Record, read_all
from negtrack.selection import Selection

if TYPE_CHECKING:
    from negtrack.paper import Part, Told

UNSOURCED = ("How to read this",)
"""The parts that say nothing of anybody."""

OWN = (
    "This brief covers only",
    "Such moves are computed from the record",
    "This is the first round on record",
    "No agreement is on record.",
)
"""How the sentences begin that rest on nothing but the question, or on what is not there."""

HOSTILE = "<script>alert(1)</script> [x](javascript:x) \\u202e [^1] | `a` *b*"


def told(of: Record, number: int = -1, words: int = WORDS, **asked: tuple[str, ...]) -> BriefReport:
    rounds = of.negotiation.rounds
    at = rounds[number if number < 0 else number - 1]
    return brief(of, at, Selection(**asked), locks, words)


def text(report: BriefReport, heading: str = "") -> str:
    parts = [one for one in report.paper.parts if one.heading.startswith(heading)]
    return " ".join(sentence.text for part in parts for sentence in part.whole)


def headings(report: BriefReport) -> list[str]:
    return [part.heading for part in report.paper.parts]


@cache
def kept(name: str) -> Record:
    (found,) = read_all(folder.read(ROOT / "tests/records" / name).files).records
    return found


def many(rounds: int, issues: int) -> Record:
    """A record of so many rounds, in each of which both speak on every issue."""
    head = "title: Long\nparties: {a: {name: Ada}, b: {name: Bo}}\nissues:\n"
    head += "".join(f"  i{n}: {{title: Issue {n}, scale: quantity}}\n" for n in range(issues))
    files = {"negotiation.yaml": head}
    for n in range(rounds):
        day = f"{2000 + n}-01-01"
        files[f"{day}/round.yaml"] = f"date: {day}\n"
        for party, number in (("a", n), ("b", 500 - n)):
            said = "".join(f"  i{k}: {number + k}\n" for k in range(issues))
            files[f"{day}/{party}.yaml"] = f"positions:\n{said}"
    read = read_all({f"positions/long/{name}": told.encode() for name, told in files.items()})
    return read.records[0]


RECORDS = {
    "istanbul-2025": lambda: real("istanbul-2025"),
    "istanbul-2022": lambda: real("istanbul-2022"),
    "wages": lambda: kept("wages"),
    "cop29": lambda: kept("cop29"),
    "base": base,
    "fifty rounds": lambda: many(50, 12),
    "two hundred issues": lambda: many(3, 200),
}


@pytest.fixture(params=RECORDS)
def of(request: pytest.FixtureRequest) -> Record:
    return RECORDS[request.param]()


def reporting(part: Part) -> list[Told]:
    """The sentences of a part that say what somebody said or did, or a figure."""
    if part.heading in UNSOURCED:
        return []
    own = [part.rest.format(part.left_out)] if part.left_out else []
    return [
        one
        for one in (*part.sentences, *part.closing)
        if not one.text.startswith(OWN) and one.text not in own and "confidential" not in one.text
    ]


def test_every_sentence_that_reports_something_has_a_note(of: Record) -> None:
    for number in range(1, len(of.negotiation.rounds) + 1)[-4:]:
        for part in told(of, number).paper.parts:
            assert [one.text for one in reporting(part) if not one.notes] == []


def test_every_note_is_a_source_of_the_record_or_a_rule_of_the_docs(of: Record) -> None:
    rules = (ROOT / "docs/figures.md").read_text(encoding="utf-8")
    for note in told(of).paper.notes:
        assert {cite.source for cite in note.cites} <= set(of.negotiation.sources)
        if "Computed by negtrack" in note.remark:
            assert f"\n## {note.remark.split('“')[1].rstrip('”')}\n" in rules
        else:
            assert note.places
        for place in note.places:
            file, _, line = place.rpartition(":")
            assert file in of.documents
            assert int(line) > 0


def test_a_brief_is_within_its_length_and_says_what_is_left_out(of: Record) -> None:
    whole = told(of, words=10**6).paper
    report = told(of)
    assert report.paper.size() <= WORDS
    assert not any(part.left_out for part in whole.parts)
    for full, short in zip(whole.parts, report.paper.parts, strict=True):
        told_of = sum(one.counts for one in short.sentences)
        assert told_of + short.left_out == sum(one.counts for one in full.sentences)
        assert not short.left_out or str(short.left_out) in text(report, short.heading)


def test_the_same_record_gives_the_same_brief(of: Record) -> None:
    assert told(of) == told(of)


def test_no_sentence_is_clumsy(of: Record) -> None:
    for number in range(1, len(of.negotiation.rounds) + 1)[-4:]:
        for part in told(of, number, words=10**6).paper.parts:
            for one in part.whole:
                assert one.text[0] in "“" or not one.text[0].islower()
                assert one.text.endswith((".", ".”"))
                for wrong in ("  ", " ,", "..", "the the", " 1 issues", "()", ": ;", " ."):
                    assert wrong not in one.text, one.text


def test_istanbul_names_what_is_stuck_and_why() -> None:
    report = told(real("istanbul-2025"))
    assert "7 are settled (green), 31 are open" in text(report, "Where things stand")
    assert "in a partial stalemate" in text(report, "Where things stand")
    stands = text(report, "Where the parties stand")
    assert stands.startswith("“Ceasefire” (held by conditions): Ukraine asks for “In the air")
    assert "Russia dropping its conditions" in text(report, "What is locked")
    agreed = text(report, "What was agreed")
    assert "6,057 bodies by the count of Ukraine and 6,060 bodies by the count of Russia" in agreed
    assert "held on 23 July 2025 " in text(report, "The talks")


def test_what_is_left_out_is_nobodys_alone() -> None:
    moved = text(told(real("istanbul-2025")), "What moved")
    assert "Ukraine reserved its position" in moved
    assert "Russia gave no answer on “Ceasefire”" in moved


def test_a_note_says_who_reported_a_statement() -> None:
    of = base({"2025-02-01/south.yaml": "positions: {venue: {value: hills, stated_by: press}}\n"})
    remarks = [note.remark for note in told(of).paper.notes]
    assert "No source is named in the record. Reported by the press" in remarks


def test_the_same_statement_has_one_note() -> None:
    notes = told(real("istanbul-2025")).paper.notes
    assert len(set(notes)) == len(notes)
    told_twice = [one for part in told(real("istanbul-2025")).paper.parts for one in part.whole]
    assert sum(len(one.notes) for one in told_twice) > len(notes)


def test_disputed_statements_are_told_both_ways() -> None:
    said = "{value: 10, disputed: [{value: 12, stated_by: press}]}"
    report = told(record(TALKS, r1=f"north: {{pay: {said}}}\nsouth: {{pay: 20}}"))
    assert text(report, "Where sources disagree") == (
        "On “Pay”, North’s position is told differently: in the version that is counted, it asks "
        "for 10 %; as the press tells it, it asks for 12 %."
    )


def test_what_is_not_known() -> None:
    of = record(TALKS, r1="north: {pay: {stance: reserve}, wording: Yes}\nsouth: {wording: No}")
    unknown = text(told(of), "What is not known")
    assert "On 1 point a party reserved its position: North on “Pay”." in unknown
    assert "On 1 issue both sides have spoken" in unknown
    assert "nobody has a position on record" in unknown


def test_confidential_statements_are_left_out_and_counted() -> None:
    secret = "north: {pay: {value: 10, confidential: true}, fee: 3}\nsouth: {pay: 40}"
    whole = record(TALKS, r1=secret)
    open_one = told(whole.without_confidential())
    assert "asks for 10 %" not in text(open_one)
    assert "1 statement is marked confidential and left out" in text(open_one, "What is not")
    private = told(whole)
    assert "asks for 10 %" in text(private)
    assert "not for everybody" in text(private, "What is not known")


@pytest.mark.parametrize(
    "of",
    [
        record(TALKS, r1=""),
        record(TALKS, r1="north: {pay: 10}"),
        record(TALKS, r1="north: {wording: Yes}\nsouth: {wording: No}"),
        record(BLOC, r1="league: {pay: 10}\nsouth: {pay: 10}", r2="east: {pay: 5}"),
        record(TALKS, r1="north: {pay: {rejects: 5}}\nsouth: {pay: {stance: withdraw}}", r2=""),
        base({name: None for name in BASE if name.endswith("th.yaml")}),
    ],
    ids=["nobody", "one party", "texts", "bloc", "no values", "no statements"],
)
def test_odd_records_have_a_brief(of: Record) -> None:
    report = told(of)
    assert headings(report)[0] == "The talks"
    assert report.page().blocks
    assert len(report.rows().rows) == sum(len(part.whole) for part in report.paper.parts)


def test_a_first_round_has_nothing_before_it() -> None:
    report = told(record(TALKS, r1="north: {pay: 10}\nsouth: {pay: 20}"))
    assert "first round on record" in text(report, "What moved")


def test_filters_are_kept_to_and_told() -> None:
    of = real("istanbul-2025")
    report = told(of, issues=("bodies", "ceasefire"))
    assert "This brief covers only issue bodies, ceasefire." in text(report, "The talks")
    assert "Of 2 issues on record" in text(report)
    assert "Meeting of the presidents" not in text(report)
    assert "Russia gave no answer" in text(told(of, parties=("russia",)), "What moved")
    assert "Ukraine reserved" not in text(told(of, parties=("russia",)), "What moved")


def test_an_earlier_round_knows_nothing_of_later_ones() -> None:
    early = text(told(real("istanbul-2025"), 1, words=10**6))
    assert "July 2025" not in early
    assert "memorandum" not in early.casefold()


def test_a_hostile_text_is_shown_as_text() -> None:
    of = base({"2025-02-01/north.yaml": f'positions: {{language: "{HOSTILE}"}}\n'})
    report = told(of)
    assert "<U+202E>" in text(report)
    assert "\u202e" not in text(report)


def test_long_texts_are_cut_after_a_word() -> None:
    long = "word " * 2_000
    of = base({"2025-02-01/north.yaml": f'positions: {{language: "{long}"}}\n'})
    report = told(of)
    assert report.paper.size() < WORDS
    assert "word …”" in text(report)


def test_what_is_pending_is_told_with_the_oldest_demand() -> None:
    pending = text(told(real("istanbul-2025")), "What is pending")
    assert "“Ukraine's memorandum”, put forward by Ukraine on 28 May 2025" in pending
    assert "14 demands and offers have had no answer" in pending
