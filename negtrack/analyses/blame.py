"""What a position rests on: the statements it is made of, their sources, coders and commits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from negtrack import yamlnodes
from negtrack.model import Round, Statement
from negtrack.page import Block, Cell, Column, Page, Sentence, Table
from negtrack.past import Commit
from negtrack.record import Record
from negtrack.report import Json, Rows
from negtrack.standing import Standing, rests_on
from negtrack.stood import moment
from negtrack.text import counted
from negtrack.values import plain_value
from negtrack.wording import (
    place_words,
    places_note,
    plain_commit,
    plain_place,
    plain_provenance,
    plain_round,
    plain_standing,
    position,
    private_note,
    quoted,
    reported,
    round_words,
    standing_words,
)

Lines = tuple[int, int]
"""The first and the last line of something, from 1."""

Commits = Mapping[Statement, tuple[Commit, ...]]
"""The commits that each statement's lines come from, newest first."""


class BlameReport(NamedTuple):
    """A party's position on an issue as of a round, and the statements that it rests on."""

    record: Record
    round: Round
    party: str
    issue: str
    standing: Standing | None
    statements: tuple[Statement, ...]
    commits: Commits

    @property
    def found(self) -> bool:
        """Whether the party has said anything."""
        return bool(self.statements)

    def data(self) -> dict[str, Json]:
        """The contract `negtrack.blame/1`."""
        standing = self.standing
        return {
            "schema": "negtrack.blame/1",
            "negotiation": self.record.negotiation.id,
            "private": self.record.private,
            **plain_round(self.round),
            "party": self.party,
            "issue": self.issue,
            "inherited": standing.inherited or None if standing else None,
            "position": plain_standing(self.record, standing) if standing else None,
            "statements": [self._plain(one) for one in self.statements],
        }

    def _plain(self, statement: Statement) -> dict[str, Json]:
        issue = self.record.negotiation.issues[self.issue]
        return {
            "round": statement.round,
            "stance": statement.stance,
            "value": plain_value(issue, statement.value),
            **plain_provenance(statement),
            "coder": statement.coder or None,
            "place": plain_place(self.record.place(statement)),
            "last_line": lines(self.record, statement)[1],
            "committed": all(one.hash for one in self.commits[statement]),
            "commits": [plain_commit(one) for one in self.commits[statement] if one.hash],
        }

    def rows(self) -> Rows:
        """One row a commit of a statement."""
        header = ("round", "party", "issue", "stance", "value", "date", "source", "stated_by")
        more = ("coder", "file", "line", "rev", "committed", "author", "subject")
        found = [
            (*self._row(statement), one.short or None, one.date or None, one.author, one.subject)
            for statement in self.statements
            for one in self.commits[statement]
        ]
        return Rows((*header, *more), tuple(found))

    def _row(self, one: Statement) -> tuple[str | int | None, ...]:
        said, place = one.said, self.record.place(one)
        value = position(self.record.negotiation, one)
        dated = said.date.isoformat() if said.date else None
        told = (one.round, one.party, one.issue, one.stance, value, dated, " ".join(said.source))
        return (*told, said.stated_by, one.coder or None, place.file, place.line)

    def page(self) -> Page:
        """The position, then each statement with who said so, who coded it and in which commit."""
        negotiation = self.record.negotiation
        title = f"{negotiation.title}: what the position of {self.party} on {self.issue} rests on"
        return Page(title, tuple(self._blocks()))

    def _blocks(self) -> Iterator[Block]:
        negotiation = self.record.negotiation
        if private_note(self.record):
            yield Sentence(private_note(self.record), "bad")
        if self.standing is None or not self.statements:
            told = f"{self.party} has said nothing on {self.issue} by {round_words(self.round)}."
            yield Sentence(told, "strong")
            return
        stands = standing_words(negotiation, self.standing)
        yield Sentence(f"As of {round_words(self.round)}: {stands}.", "strong")
        if self.standing.inherited:
            yield Sentence(f"It is that of {self.standing.inherited}, who speaks for {self.party}.")
        columns = ("Said in", "Says", "Source", "Coder", "Commit", "Where")
        rows = tuple(tuple(self._cells(one)) for one in self.statements)
        yield Table(tuple(map(Column, columns)), rows)
        if any(one.earliest for some in self.commits.values() for one in some):
            told = "This clone is shallow: what was before its earliest commit is not in it"
            yield Sentence(f"{told}: git fetch --unshallow.", "faint")
        for one in self.statements:
            if quoted(one):
                yield Sentence(f"{one.round}: {quoted(one)}")
        yield Sentence(places_note(self.record), "faint")

    def _cells(self, one: Statement) -> Iterator[Cell]:
        dated = f", {one.said.date}" if one.said.date and str(one.said.date) != one.round else ""
        disputed = f"; {counted(len(one.disputed), 'other version')}" if one.disputed else ""
        yield Cell(f"{one.round}{dated}")
        yield Cell(f"{position(self.record.negotiation, one)}{disputed}")
        yield Cell(reported(self.record.negotiation, one) or "none named")
        yield Cell(one.coder or "–")
        yield _commit_cell(self.commits[one])
        yield Cell(place_words(self.record, self.record.place(one)), "faint")


def _commit_cell(commits: tuple[Commit, ...]) -> Cell:
    """The newest commit; how many older ones have a part in it."""
    newest, *older = commits
    more = " or an earlier one" if newest.earliest else ""
    more += f"; and {counted(len(older), 'older one')}" if older else ""
    if not newest.hash:
        return Cell(f"{newest.subject}{more}", "open")
    return Cell(f"{newest.short} {newest.date} {newest.author}: {newest.subject}{more}")


def lines(record: Record, statement: Statement) -> Lines:
    """The lines of its file on which a statement stands, its key among them."""
    file, path = record.route(statement)
    text = record.documents[file].text
    node = yamlnodes.parse(text)
    for step in path:
        if node is None:
            break
        if isinstance(step, int):
            node = node.items[step][1]
        else:
            held = node.under(step)
            node = held[1] if held else None
    first = record.place(statement).line
    end = yamlnodes.close(text, node) if node else 0
    return first, max(first, text.count("\n", 0, end) + 1)


def statements(record: Record, at: Round, party: str, issue: str) -> tuple[Statement, ...]:
    """The statements that a party's position rests on: those of its bloc, where that spoke."""
    standing = moment(record, at).stands.get((party, issue))
    speaker = standing.inherited or party if standing else party
    return tuple(rests_on(record.negotiation, at, speaker, issue))


def blame(record: Record, at: Round, about: tuple[str, str], commits: Commits) -> BlameReport:
    """What the position of a party on an issue, as of a round, rests on."""
    standing = moment(record, at).stands.get(about)
    return BlameReport(record, at, *about, standing, statements(record, at, *about), commits)
