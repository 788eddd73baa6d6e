"""What a briefing is about: a round of a record, with all that was computed of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from negtrack.account import Account
from negtrack.briefing.prose import Prose
from negtrack.deadlock import Locks, Waiting, waiting
from negtrack.linkage import Key
from negtrack.model import Round
from negtrack.moves import Change, scales
from negtrack.record import Record
from negtrack.selection import Selection
from negtrack.standing import Moment, Standing
from negtrack.statuses import Status
from negtrack.stuck import OPEN, Finding, judge, past_until, settled_now, verdict_of_all

IMPORTANCE = ("locked", "stuck", "moving", "new", "one-sided", "settled", "unstated")
"""The verdicts of issues in the order in which they are told."""


class Situation(NamedTuple):
    """A round, what changed in it, and where every issue that was asked for stands.

    `findings` are in order of importance, `statuses` by the ids of their issues.
    """

    prose: Prose
    round: Round
    moment: Moment
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]
    statuses: dict[str, Status]
    waiting: Waiting
    verdict: str
    selection: Selection

    @property
    def record(self) -> Record:
        """The record that all is of."""
        return self.prose.record

    @property
    def before(self) -> Round | None:
        """The round before; None where this is the first."""
        rounds = self.record.negotiation.rounds
        return rounds[self.round.number - 2] if self.round.number > 1 else None

    def explained(self) -> tuple[tuple[str, tuple[Key, ...]], ...]:
        """What conditions hold, in sentences, each with the statements it tells of."""
        found = [one for one in self.findings if one.verdict in OPEN]
        if not self.verdicts("locked"):
            return ()
        return tuple(Account(self.moment, found, self.waiting).explained())

    def verdicts(self, *names: str) -> list[Finding]:
        """The issues with one of these verdicts."""
        return [one for one in self.findings if one.verdict in names]

    def has(self, party: str, issue: str) -> bool:
        """Whether somebody's word on an issue was asked for."""
        negotiation = self.record.negotiation
        asked = issue in self.statuses
        return asked and self.selection.has_party(negotiation.parties[party])

    def standings(self, issue: str) -> Iterator[tuple[str, Standing]]:
        """Where each principal that was asked for stands on an issue, a bloc's members once."""
        for party in self.record.negotiation.principals:
            standing = self.moment.stands.get((party.id, issue))
            if standing is None or self.moment.is_beside_bloc(party.id, issue):
                continue
            if self.has(party.id, issue):
                yield party.id, standing


def situation(record: Record, at: Round, selection: Selection, locks: Locks) -> Situation:
    """A round with everything that a briefing tells of it."""
    negotiation = record.negotiation
    measured = scales(negotiation)
    past = past_until(negotiation, at, measured)
    waits = waiting(past.now, measured, locks)
    issues = [
        issue
        for issue in negotiation.issues.values()
        if selection.has_issue(issue) and _concerns(past.now, issue.id, selection)
    ]
    found = [judge(past, issue, measured[issue.id], waits, 1) for issue in issues]
    found.sort(key=lambda one: IMPORTANCE.index(one.verdict))
    place = len(past.moments) - 1
    verdict = verdict_of_all([one.verdict for one in found], settled_now(past, found, measured))
    asked = {issue.id for issue in issues}
    return Situation(
        Prose(record),
        at,
        past.now,
        tuple(one for one in past.changes[-1] if one.issue in asked),
        tuple(found),
        {issue.id: past.status(place, issue, measured[issue.id]) for issue in issues},
        waits,
        verdict,
        selection,
    )


def _concerns(now: Moment, issue: str, selection: Selection) -> bool:
    """Whether one of the selected parties, or a bloc of theirs, spoke on the issue."""
    parties = now.negotiation.parties
    spoke = (party for party, about in now.stands if about == issue)
    return not selection.parties or any(selection.has_party(parties[party]) for party in spoke)
