"""The grid of a round: where everyone stands on every issue, what is carried, who said so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from negtrack import stood
from negtrack.charts.grid import Who, grid
from negtrack.figure import SLIDE, Figure
from negtrack.grid import Grid
from negtrack.model import Issue, Party, Round, Statement
from negtrack.moves import scales
from negtrack.page import Block, Cell, Column, Heading, Page, Sentence, Table
from negtrack.record import Record
from negtrack.relations import Stand, stands
from negtrack.report import Json, Rows
from negtrack.selection import Selection
from negtrack.standing import Standing
from negtrack.text import counted, listed
from negtrack.wording import (
    place_words,
    places_note,
    plain_round,
    plain_standing,
    private_note,
    quoted,
    reported,
    round_words,
    standing_words,
)


class ShowReport(NamedTuple):
    """The standings of one round, by party and issue."""

    record: Record
    round: Round
    standings: tuple[Standing, ...]
    stands: Mapping[tuple[str, str], Stand]
    selection: Selection

    @property
    def found(self) -> bool:
        """Whether anybody has said anything."""
        return bool(self.standings)

    def data(self) -> dict[str, Json]:
        """The contract `negtrack.show/1`."""
        return {
            "schema": "negtrack.show/1",
            "negotiation": self.record.negotiation.id,
            "private": self.record.private,
            **plain_round(self.round),
            "cells": [self._plain(standing) for standing in self.standings],
        }

    def _plain(self, standing: Standing) -> dict[str, Json]:
        stand = self.stands[standing.held.party, standing.held.issue]
        return {
            "party": standing.held.party,
            "issue": standing.held.issue,
            **plain_standing(self.record, standing),
            "carried": self._carried(standing),
            "inherited": bool(standing.inherited),
            "relation": stand.relation,
            "unchanged": stand.unchanged,
        }

    def _carried(self, standing: Standing) -> bool:
        """Whether the position comes from an earlier round."""
        return standing.said_in != self.round.id

    def rows(self) -> Rows:
        """One row a party and issue."""
        header = ("issue", "party", "position", "stance", "carried", "said_in", "quote", "speaker")
        negotiation = self.record.negotiation
        rows = []
        for one in self.standings:
            told = one.source or one.last
            words = standing_words(negotiation, one)
            position = (one.held.issue, one.held.party, words, one.held.stance)
            said = (told.said.quote or None, told.said.speaker or None)
            where = (" ".join(told.said.source) or None, told.said.stated_by)
            place = str(self.record.place(told))
            rows.append((*position, self._carried(one), one.said_in, *said, *where, place))
        return Rows((*header, "source", "stated_by", "place"), tuple(rows))

    def page(self) -> Page:
        """What the round was, the grid of issues and parties, and what each said in its words."""
        blocks = (
            Sentence(f"{round_words(self.round).capitalize()}{self._setting()}.", "strong"),
            *self._scope(),
            *self._grid(),
            *self._packages(),
            *self._quotes(),
            *self._events(),
        )
        return Page(f"{self.record.negotiation.title}: who stands where", blocks)

    def figure(self) -> Figure:
        """The grid as a chart: principals first, then the others who spoke."""
        parties = sorted(self._parties(), key=lambda party: party.role != "principal")
        who = Who(self.round, self.stands, parties, self._spoken(parties))
        return grid(self.record, who, SLIDE)

    def _setting(self) -> str:
        parties = self.record.negotiation.parties
        mediators = [parties[one].name for one in self.round.mediator if one in parties]
        venue = f", {self.round.venue}" if self.round.venue else ""
        return venue + (f", mediated by {listed(mediators)}" if mediators else "")

    def _scope(self) -> Iterator[Block]:
        if private_note(self.record):
            yield Sentence(private_note(self.record), "bad")
        if self.selection.spelled():
            yield Sentence(f"Only {self.selection.spelled()}.")
        if not self.standings:
            yield Sentence("Nobody has stated a position yet.")

    def _grid(self) -> Iterator[Block]:
        if not self.standings:
            return
        own = [one for one in self.standings if not one.inherited]
        parties = self._parties()
        issues = self._spoken(parties)
        yield from Grid(self.record, self.round, self.stands, parties, issues).blocks()
        carried = sum(map(self._carried, own))
        told = f"{counted(len(own), 'position')}, {carried} carried from earlier rounds."
        silent = [one.id for one in self._issues() if one not in issues]
        quiet = f" Nobody has spoken on {listed(silent)}." if silent else ""
        yield Sentence(f"{told}{quiet}", "faint")
        yield from self._members({party.id for party in parties})

    def _parties(self) -> list[Party]:
        """Who has spoken for itself, or is asked for by name."""
        own = {one.held.party for one in self.standings if not one.inherited}
        speaking = own | {*self.selection.parties}
        return [one for one in self.record.negotiation.parties.values() if one.id in speaking]

    def _spoken(self, parties: list[Party]) -> list[Issue]:
        """The issues that any of these has a position on."""
        known = {(one.held.party, one.held.issue) for one in self.standings}
        return [one for one in self._issues() if any((p.id, one.id) in known for p in parties)]

    def _members(self, speaking: set[str]) -> Iterator[Block]:
        """Who stands where a bloc does (⇠ in the grid), as the bloc alone has spoken."""
        silent: dict[str, dict[str, None]] = {}
        for one in self.standings:
            if one.inherited:
                silent.setdefault(one.inherited, {})[one.held.party] = None
        for bloc, members in silent.items():
            told = listed(list(members))
            where = " (⇠)" if speaking & {*members} else ""
            yield Sentence(f"Where they are silent, {bloc} speaks for {told}{where}.", "faint")

    def _issues(self) -> list[Issue]:
        issues = self.record.negotiation.issues.values()
        return [issue for issue in issues if self.selection.has_issue(issue)]

    def _quotes(self) -> Iterator[Block]:
        rows = []
        for told in dict.fromkeys(self._said()):
            source = reported(self.record.negotiation, told)
            place = place_words(self.record, self.record.place(told))
            cells = (told.issue, told.party, quoted(told), source, place)
            rows.append(tuple(map(Cell, cells)))
        if rows:
            yield Heading("In their words")
            titles = ("Issue", "Party", "Quote", "Source", "Where")
            yield Table(tuple(map(Column, titles)), tuple(rows))
            yield Sentence(places_note(self.record), "faint")

    def _said(self) -> Iterator[Statement]:
        """The statements of this round with a quote that the positions rest on."""
        for one in self.standings:
            for told in (one.source, one.last):
                if told is not None and told.round == self.round.id and told.said.quote:
                    yield told

    def _packages(self) -> Iterator[Block]:
        """What is on the table as a whole, and the last answer of each party to it."""
        rounds = self.record.negotiation.rounds[: self.round.number]
        packages = [package for one in rounds for package in one.packages]
        if not packages or self.selection != Selection():
            return
        answers = {
            (answer.package, answer.party): answer for one in rounds for answer in one.answers
        }
        rows = []
        for package in packages:
            told = [
                f"{a.party}: {a.stance}" for (name, _), a in answers.items() if name == package.id
            ]
            expires = f", until {package.expires}" if package.expires else ""
            dated = f"{package.said.date or '–'}{expires}"
            cells = (package.id, package.title, listed(package.by), dated, "; ".join(told) or "–")
            rows.append(tuple(map(Cell, cells)))
        yield Heading("Packages")
        yield Table(tuple(map(Column, ("Package", "Title", "By", "Date", "Answers"))), tuple(rows))

    def _events(self) -> Iterator[Block]:
        if not self.round.events or self.selection != Selection():
            return
        yield Heading("Events since the round before")
        rows = []
        for event in self.round.events:
            date = event.said.date.isoformat() if event.said.date else "–"
            rows.append((Cell(date), Cell(event.title), Cell(", ".join(event.by))))
        yield Table(tuple(map(Column, ("Date", "Event", "By"))), tuple(rows))


def show(record: Record, at: Round, selection: Selection) -> ShowReport:
    """Where everyone stands in a round of the record."""
    negotiation = record.negotiation
    *earlier, moment = stood.latest(record, at, 2)
    before = earlier[-1] if earlier else None
    standings = tuple(
        moment.stands[party, issue.id]
        for issue in negotiation.issues.values()
        for party in negotiation.parties
        if (party, issue.id) in moment.stands
        and selection.has_issue(issue)
        and selection.has_party(negotiation.parties[party])
    )
    found = stands(moment, before, scales(negotiation))
    return ShowReport(record, at, standings, found, selection)
