"""Two pages for a minister or an editor: a round in sentences, each with its source as a note."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from negtrack import __version__
from negtrack.briefing.outcome import agreed, waiting
from negtrack.briefing.prose import day
from negtrack.briefing.situation import Situation, situation
from negtrack.briefing.standings import disputed, issues, unknown
from negtrack.briefing.table import events, locked, moved, state, talks
from negtrack.deadlock import Locks
from negtrack.model import Round
from negtrack.page import Block, Cell, Heading, Items, Page, Sentence
from negtrack.paper import Note, Paper, Part, Told
from negtrack.record import Record
from negtrack.report import Json, Rows
from negtrack.selection import Selection
from negtrack.wording import PRIVATE

WORDS = 1_500
"""The length of a brief in words, where two of a footnote count as one: two pages of A4."""


class BriefReport(NamedTuple):
    """The brief of a round, as a paper that every format sets in its own way."""

    record: Record
    round: Round
    paper: Paper

    @property
    def found(self) -> bool:
        """Whether there is anything to tell: always, of a round that there is."""
        return True

    def data(self) -> dict[str, Json]:
        """The contract `negtrack.brief/1`."""
        numbers = self.paper.numbers()
        return {
            "schema": "negtrack.brief/1",
            "negotiation": self.record.negotiation.id,
            "private": self.record.private,
            "round": self.round.id,
            "number": self.round.number,
            "date": self.round.date.isoformat(),
            "rev": self.round.rev or None,
            "paragraphs": [
                {
                    "heading": part.heading,
                    "sentences": [
                        {"text": one.text, "notes": [numbers[note] for note in one.notes]}
                        for one in part.whole
                    ],
                    "left_out": part.left_out,
                }
                for part in self.paper.parts
            ],
            "notes": [_plain_note(note, number) for note, number in numbers.items()],
        }

    def rows(self) -> Rows:
        """One row a sentence."""
        numbers = self.paper.numbers()
        rows = tuple(
            (
                part.heading,
                one.text,
                " ".join(str(numbers[note]) for note in one.notes) or None,
                " ".join(dict.fromkeys(it.source for note in one.notes for it in note.cites))
                or None,
                " ".join(dict.fromkeys(it for note in one.notes for it in note.places)) or None,
            )
            for part in self.paper.parts
            for one in part.whole
        )
        return Rows(("heading", "sentence", "notes", "sources", "places"), rows)

    def page(self) -> Page:
        """The brief as text, with the numbers of notes in brackets and the notes at the end."""
        return Page(self.paper.title, tuple(self._blocks()))

    def _blocks(self) -> Iterator[Block]:
        numbers = self.paper.numbers()
        if self.record.private:
            yield Sentence(PRIVATE, "bad")
        for part in self.paper.parts:
            yield Heading(part.heading)
            yield Sentence(" ".join(_marked(one, numbers) for one in part.whole))
        if numbers:
            yield Heading("Notes")
            yield Items(tuple(Cell(_whole(note, number)) for note, number in numbers.items()))
        yield Items(tuple(Cell(line, "faint") for line in self.paper.foot))


def _marked(one: Told, numbers: dict[Note, int]) -> str:
    return one.text + "".join(f"[{numbers[note]}]" for note in one.notes)


def _whole(note: Note, number: int) -> str:
    """A note in full, as text without links has it."""
    links = [cite.url for cite in note.cites if cite.url]
    return " – ".join((f"[{number}] {note.text}", *note.places, *links))


def _plain_note(note: Note, number: int) -> dict[str, Json]:
    return {
        "n": number,
        "text": note.text,
        "source": [cite.source for cite in note.cites],
        "url": [cite.url for cite in note.cites if cite.url],
        "places": list(note.places),
    }


def brief(
    record: Record, at: Round, selection: Selection, locks: Locks, words: int = WORDS
) -> BriefReport:
    """The brief of a round, shortened to so many words by what matters least, never silently."""
    of = situation(record, at, selection, locks)
    parts = (
        *(talks(of), state(of), moved(of), issues(of), locked(of), agreed(of), waiting(of)),
        *(disputed(of), unknown(of), events(of), _how_to_read()),
    )
    paper = Paper(
        f"{record.negotiation.title}: brief on round {at.number}",
        tuple(part for part in parts if part is not None),
        (_foot(of),),
        at.end.isoformat(),
    )
    return BriefReport(record, at, paper.clean().within(words))


def _how_to_read() -> Part:
    told = (
        Told(
            "Figures are computed from what the parties are on record as saying; they judge nobody "
            "and foretell nothing."
        ),
        Told(
            "A distance of 0 means that two positions are the same or overlap, and 100 that they "
            "are as far apart as the issue’s scale allows."
        ),
        Told("Words in quotation marks are titles and labels of the record, or a source’s own."),
    )
    return Part("How to read this", told, "", len(told))


def _foot(of: Situation) -> str:
    rev = f"revision {of.round.rev}, " if of.round.rev else ""
    return (
        f"Record {of.record.negotiation.id}, {rev}as of {day(of.round.end)}; negtrack "
        f"{__version__}. Places in notes are files of {of.record.folder}/."
    )
