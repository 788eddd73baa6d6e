"""Two rounds to compare, be they of one record or of two revisions of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from negtrack.agreed import agreed_since, agreements, newly_agreed
from negtrack.model import Agreement, Answer, Issue, Package, Party, Round
from negtrack.moves import Change, changes, scales, scales_between
from negtrack.problems import Place
from negtrack.record import Record
from negtrack.sayings import Said, said
from negtrack.standing import Moment
from negtrack.stood import moment

EARLIER = "earlier-statement"
"""The aspect of a change that is one of a statement which is not the last of its round."""


class Between(NamedTuple):
    """From a round of one record to a round of another, or of the same one."""

    origin: Record
    start: Round
    record: Record
    end: Round

    @property
    def revised(self) -> bool:
        """Whether these are two revisions, and not two rounds of one record."""
        return self.origin is not self.record

    @property
    def recoded(self) -> bool:
        """Whether these are two revisions of one round, so that nobody moved between them."""
        return self.revised and self.start.id == self.end.id

    @property
    def private(self) -> bool:
        """Whether anything confidential is in either."""
        return self.origin.private or self.record.private

    def issue(self, name: str) -> Issue:
        """An issue as the later has it, or the earlier where only that one has it."""
        issues = self.record.negotiation.issues
        return issues[name] if name in issues else self.origin.negotiation.issues[name]

    def party(self, name: str) -> Party:
        """A party as the later has it, or the earlier where only that one has it."""
        parties = self.record.negotiation.parties
        return parties[name] if name in parties else self.origin.negotiation.parties[name]

    def changes(self) -> tuple[Change, ...]:
        """What changed for each party on each issue."""
        was, now = self.origin.negotiation, self.record.negotiation
        measured = scales_between(was, now) if self.revised else scales(now)
        found = changes(*self._moments(), measured)
        return (*found, *self._earlier(found)) if self.recoded else found

    def _earlier(self, told: Iterable[Change]) -> Iterator[Change]:
        """What was coded otherwise in a round, and leaves the position as it was."""
        was, now = self.said()
        known = {(one.party, one.issue) for one in told}
        for key in [one for one in now if one in was and one not in known]:
            if was[key] != now[key]:
                before, after = (one.stands[key] for one in self._moments())
                yield Change(*key, "wording", (EARLIER,), before, after)

    def _moments(self) -> tuple[Moment, Moment]:
        start = moment(self.origin, self.start)
        return start, moment(self.record, self.end, None if self.revised else start)

    def said(self) -> tuple[Said, Said]:
        """What was said in the earlier round, and what in the later."""
        return said(self.origin.negotiation, self.start), said(self.record.negotiation, self.end)

    def places(self, change: Change) -> Iterator[Place]:
        """Where both statements of a change stand, the earlier first; once where they are one."""
        before, after = change.before, change.after
        was = before and (before.source or before.last)
        if was is not None and (after is None or was != after.last):
            yield self.origin.place(was)
        if after is not None:
            yield self.record.place(after.last)

    def packages(self) -> tuple[Package, ...]:
        """The packages made after the earlier round, up to the later."""
        if not self.revised:
            return tuple(package for one in self._rounds() for package in one.packages)
        was = [package for one in _up_to(self.origin, self.start) for package in one.packages]
        now = (package for one in _up_to(self.record, self.end) for package in one.packages)
        return tuple(package for package in now if package not in was)

    def answers(self) -> tuple[Answer, ...]:
        """The answers to packages given in the same time."""
        if not self.revised:
            return tuple(answer for one in self._rounds() for answer in one.answers)
        was = [answer for one in _up_to(self.origin, self.start) for answer in one.answers]
        now = (answer for one in _up_to(self.record, self.end) for answer in one.answers)
        return tuple(answer for answer in now if answer not in was)

    def agreed(self) -> tuple[Agreement, ...]:
        """The agreements made, or changed in terms or status, in the same time."""
        now = self.record.negotiation
        if not self.revised:
            return newly_agreed(now, self.start, self.end)
        was = agreements(self.origin.negotiation, self.start)
        return agreed_since(was, agreements(now, self.end))

    def place_of_agreement(self, agreement: Agreement) -> Place:
        """Where the later of the two rounds, or one before it, last told of an agreement."""
        both = (self.end,) if self.revised else (self.start, self.end)
        return self.record.place_of_agreement(agreement, max(both, key=lambda one: one.number))

    def rescaled(self) -> tuple[Issue, ...]:
        """The issues that are measured otherwise in the later than in the earlier."""
        was = self.origin.negotiation.issues
        now = self.record.negotiation.issues.values()
        return tuple(one for one in now if one.id in was and _scale(was[one.id]) != _scale(one))

    def _rounds(self) -> tuple[Round, ...]:
        ends = sorted((self.start.number, self.end.number))
        return self.record.negotiation.rounds[slice(*ends)]


def _up_to(record: Record, one: Round) -> Iterable[Round]:
    return record.negotiation.rounds[: one.number]


def _scale(issue: Issue) -> tuple[object, ...]:
    """What distances on an issue depend on."""
    options = tuple((one.id, one.at) for one in issue.options)
    return issue.scale, issue.unit, issue.basis, issue.minimum, issue.maximum, options
