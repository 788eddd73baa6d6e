"""How long what a principal asks for has had no answer, and of whom.

An answer to a demand is whatever somebody who is asked says on its issue from then on, agreeing or
not, be it through a package; to reserve a position, or to give no answer, is none.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from negtrack.model import Negotiation, Round, Statement
from negtrack.sayings import spoken
from negtrack.standing import Moment, Standing, moments

WITHHELD = ("reserve", "no-answer")
"""The stances that are no answer, or none yet."""


class Demand(NamedTuple):
    """What a principal asks for or offers as it does now, since when, and who was asked.

    `silent` are those of them who have said nothing on it since, `withheld` those who have said
    that they do not answer, or not yet; `days` runs from the day on which it was first said so.
    """

    said: Statement
    since: datetime.date
    days: int
    asked: tuple[str, ...]
    silent: tuple[str, ...]
    withheld: tuple[str, ...]

    @property
    def unanswered(self) -> bool:
        """Whether nobody of those who were asked has answered."""
        return bool(self.asked) and {*self.silent, *self.withheld} == {*self.asked}


class Book(NamedTuple):
    """The moments up to a round, and by party and issue what was said on it in each of them."""

    seen: tuple[Moment, ...]
    said: Mapping[tuple[str, str], Sequence[tuple[int, Statement]]]

    @property
    def now(self) -> Moment:
        """The last of the moments."""
        return self.seen[-1]

    @property
    def rounds(self) -> Sequence[Round]:
        """The rounds up to now."""
        return self.now.negotiation.rounds[: len(self.seen)]


def book(negotiation: Negotiation, at: Round) -> Book:
    """What was said up to a round."""
    said: dict[tuple[str, str], list[tuple[int, Statement]]] = {}
    for one in negotiation.rounds[: at.number]:
        for statement in spoken(negotiation, one):
            key = statement.party, statement.issue
            said.setdefault(key, []).append((one.number, statement))
    return Book(moments(negotiation)[: at.number], said)


def demands(book: Book, settled: set[str]) -> Iterator[Demand]:
    """Every standing demand of a principal on an issue that is not settled."""
    now = book.now
    for (party, issue), standing in _principal(now):
        if issue in settled or standing.source is None or standing.held.stance == "accept":
            continue
        first = _first(book.seen, party, issue)
        since = _day(first, now.negotiation)
        asked = now.addressees(party, issue, standing.held.of)
        heard = {one: _answer(book, (one, issue), first, since) for one in asked}
        yield Demand(
            standing.source,
            since,
            (now.round.date - since).days,
            asked,
            tuple(one for one, told in heard.items() if told == ""),
            tuple(one for one, told in heard.items() if told == "withheld"),
        )


def _principal(now: Moment) -> Iterator[tuple[tuple[str, str], Standing]]:
    """Where principals stand by what they said themselves, in the record's order."""
    for issue in now.negotiation.issues:
        for party in now.negotiation.principals:
            standing = now.stands.get((party.id, issue))
            if standing is not None and not standing.inherited:
                yield (party.id, issue), standing


def _first(seen: Sequence[Moment], party: str, issue: str) -> Statement:
    """The first statement in which the party asked for what it asks for now, without a break."""
    now = seen[-1].stands[party, issue]
    first = now.source or now.last
    for moment in reversed(seen):
        before = moment.stands.get((party, issue))
        if before is None or before.source is None or terms(before) != terms(now):
            break
        first = before.source
    return first


def terms(standing: Standing | None) -> tuple[object, ...]:
    """What a position asks for, refuses and depends on, whenever and by whomever it was told."""
    if standing is None or not standing.engaged:
        return ()
    held = standing.held
    return held.value, held.basis, held.rejects, held.only_if


def _day(said: Statement, negotiation: Negotiation) -> datetime.date:
    """The day of a statement; that of its round where it has none."""
    if said.said.date is not None:
        return said.said.date
    return next(one.date for one in negotiation.rounds if one.id == said.round)


def _answer(book: Book, key: tuple[str, str], to: Statement, since: datetime.date) -> str:
    """What somebody did since something was asked: `answer`, `withheld`, or nothing."""
    start = next(one.number for one in book.rounds if one.id == to.round)
    stances = {
        said.stance
        for number, said in book.said.get(key, ())
        if number >= start and (said.said.date is None or said.said.date >= since)
    }
    if to.package:
        stances |= {
            answer.stance
            for one in book.rounds[start - 1 :]
            for answer in one.answers
            if (answer.party, answer.package) == (key[0], to.package)
        }
    if stances - {*WITHHELD}:
        return "answer"
    return "withheld" if stances else ""
