"""What is open, and for how long: issues, demands without an answer, packages, days that passed."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from negtrack.awaited import WITHHELD, Book, Demand, book, demands, terms
from negtrack.measures import Scale
from negtrack.model import Answer, Issue, Negotiation, Package, Reply, Round, Statement
from negtrack.standing import Moment, Standing, since_begun
from negtrack.statuses import status_of


class Opened(NamedTuple):
    """An issue that a principal has taken a stand on, since when; and when it was settled.

    `days` is how long it was open: up to the round in which it was settled for good, or to now.
    """

    issue: Issue
    since: datetime.date
    settled: Round | None
    days: int


class Deadline(NamedTuple):
    """A day by which something was asked; `days` past it, less than 0 where it is still to come.

    `stands` is whether the party still asks for it by that day, `settled` whether the issue is.
    """

    said: Statement
    days: int
    stands: bool
    settled: bool

    @property
    def passed(self) -> bool:
        """Whether the day is over."""
        return self.days > 0


class Exchange(NamedTuple):
    """A party's last word on an issue that replies to another's, and where that stood and stands.

    `to` is the round as of which the other's position was replied to.
    """

    said: Statement
    party: str
    to: Round
    then: Standing | None
    now: Standing | None

    @property
    def changed(self) -> bool:
        """Whether what was replied to is no longer what is asked for."""
        return terms(self.then) != terms(self.now)


class Proposal(NamedTuple):
    """A package, the last answers to it, and who has not answered; `days` since it was made."""

    package: Package
    made: Round
    days: int
    answers: tuple[Answer, ...]
    silent: tuple[str, ...]
    expired: bool

    def concerns(self, parties: Iterable[str]) -> bool:
        """Whether one of these made it, answered it, or has not answered it."""
        answered = (answer.party for answer in self.answers)
        return not {*self.package.by, *self.silent, *answered}.isdisjoint(parties)


class Pending(NamedTuple):
    """Everything of that as of a round."""

    moment: Moment
    issues: tuple[Opened, ...]
    demands: tuple[Demand, ...]
    deadlines: tuple[Deadline, ...]
    replies: tuple[Exchange, ...]
    packages: tuple[Proposal, ...]


def pending(negotiation: Negotiation, at: Round, scales: Mapping[str, Scale]) -> Pending:
    """What has had no answer as of a round, each list in the record's order."""
    seen = book(negotiation, at)
    opened = tuple(_opened(seen.seen, scales))
    settled = {one.issue.id for one in opened if one.settled}
    return Pending(
        seen.now,
        opened,
        tuple(demands(seen, settled)),
        tuple(_deadlines(seen, settled)),
        tuple(_replies(seen)),
        tuple(_proposals(seen)),
    )


def _opened(seen: Sequence[Moment], scales: Mapping[str, Scale]) -> Iterator[Opened]:
    now = seen[-1]
    voices = [party.id for party in now.negotiation.principals]
    for issue in now.negotiation.issues.values():
        stood = [
            moment
            for moment in seen
            if any(_engaged(moment.stands.get((party, issue.id))) for party in voices)
        ]
        if stood:
            settled = _settled(seen, issue, scales[issue.id])
            first, last = stood[0].round.date, settled or now.round
            yield Opened(issue, first, settled, max((last.date - first).days, 0))


def _engaged(standing: Standing | None) -> bool:
    return standing is not None and standing.engaged


def _settled(seen: Sequence[Moment], issue: Issue, scale: Scale) -> Round | None:
    """The first of the rounds in which the issue has been settled without a break up to now."""
    found = None
    for place in range(len(seen) - 1, -1, -1):
        before = seen[place - 1] if place else None
        if not status_of(seen[place], before, issue, scale).settled:
            break
        found = seen[place].round
    return found


def _deadlines(book: Book, settled: set[str]) -> Iterator[Deadline]:
    now = book.now
    for one in book.rounds:
        for said in one.statements:
            if said.by is not None:
                standing = now.stands.get((said.party, said.issue))
                stands = standing is not None and standing.held.by == said.by
                days = (now.round.end - said.by).days
                yield Deadline(said, days, stands, said.issue in settled)


def _replies(book: Book) -> Iterator[Exchange]:
    now = book.now
    for party, issue in now.stands:
        every = [said for _, said in book.said.get((party, issue), ())]
        for said in reversed(since_begun(every)):
            if said.replies_to is not None:
                to = _replied(book, said, said.replies_to)
                key = said.replies_to.party, issue
                then = book.seen[to.number - 1].stands.get(key)
                yield Exchange(said, key[0], to, then, now.stands.get(key))
                break


def _replied(book: Book, said: Statement, reply: Reply) -> Round:
    """The round as of which a position was replied to: the last in which its party had spoken."""
    own = next(one for one in book.rounds if one.id == said.round)
    if reply.round:
        return next(one for one in book.rounds if one.id == reply.round)
    spoke = [nth for nth, _ in book.said.get((reply.party, said.issue), ()) if nth <= own.number]
    return book.rounds[spoke[-1] - 1] if spoke else own


def _proposals(book: Book) -> Iterator[Proposal]:
    now = book.now
    for made in book.rounds:
        for package in made.packages:
            last = {
                answer.party: answer
                for one in book.rounds
                for answer in one.answers
                if answer.package == package.id
            }
            asked = _to_answer(now.negotiation, package)
            since = package.said.date or made.date
            expired = package.expires is not None and package.expires < now.round.end
            answered = {who for who, answer in last.items() if answer.stance not in WITHHELD}
            silent = tuple(one for one in asked if one not in answered)
            days = (now.round.date - since).days
            yield Proposal(package, made, days, tuple(last.values()), silent, expired)


def _to_answer(negotiation: Negotiation, package: Package) -> tuple[str, ...]:
    """The principals whom a package is put to: not those who made it, nor those on their side."""
    makers = [negotiation.parties[one] for one in package.by if one in negotiation.parties]
    sides = {one.side for one in makers if one.side and one.role == "principal"}
    within = {one.id for one in makers} | {name for one in makers for name in one.members}
    return tuple(
        one.id for one in negotiation.principals if one.id not in within and one.side not in sides
    )
