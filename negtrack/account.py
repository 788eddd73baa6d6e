"""What the talks are stuck on, in sentences for somebody who knows neither negtrack nor the record.

Each side's words stand beside the other's, and so do the moves of each that would open something.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from negtrack.deadlock import Waiting
from negtrack.linkage import Claim, Key, Move, State, Wish
from negtrack.model import Condition, Element, Issue, Need, Negotiation, Value
from negtrack.openings import Lock
from negtrack.standing import Moment
from negtrack.stuck import OPEN, Finding
from negtrack.text import counted, listed, one_line
from negtrack.values import spelled_element
from negtrack.wording import with_unit

_NAMED = 3
"""As many issues, needs, conditions or moves are named; of more, how many there are."""

_WHY: dict[State, str] = {
    "blocked": "opposed by {}",
    "open": "with no comparable position of {} on record",
    "waiting": "dependent in turn on conditions of {}",
}


class Account(NamedTuple):
    """A moment, what was found on each issue, and what waits for what."""

    moment: Moment
    findings: Sequence[Finding]
    waiting: Waiting

    def paragraph(self) -> str:
        """All of it, in one paragraph on one line."""
        return one_line(" ".join(self._sentences()))

    def _sentences(self) -> Iterator[str]:
        held = [one for one in self.findings if one.verdict in ("stuck", "locked")]
        yield f"As of {_day(self.moment.round.date)}, {self._count(held)}."
        if not held:
            return
        locks = self._locks()
        yield from (told for told, _ in self.explained())
        if locks:
            yield "Moves are computed from the record: none is advice, or a sign of what is likely."
        elif not any(finding.verdict == "locked" for finding in held):
            yield "No condition on record explains it."

    def explained(self) -> Iterator[tuple[str, tuple[Key, ...]]]:
        """What is locked and what would open it, each sentence with the statements it tells of."""
        locks = self._locks()
        for lock in locks[:_NAMED]:
            yield from self._lock(lock)
        yield from self._waiting(locks)

    def _locks(self) -> list[Lock]:
        """The locks that one of the issues is part of."""
        issues = {finding.issue.id for finding in self.findings}
        return [
            lock
            for lock in self.waiting.locks
            if any(about in issues for _, about in lock.statements)
        ]

    def _count(self, held: Sequence[Finding]) -> str:
        """How many of the open issues have not moved, and since when."""
        number = sum(finding.verdict in OPEN for finding in self.findings)
        if not number:
            return "no issue is open between the sides"
        if not held:
            which = f"each of {number} open issues" if number > 1 else "the open issue"
            return f"nothing is stuck: {which} moved or is new"
        told = f"{len(held)} of {number} open issues {_have(len(held))} not moved"
        if len(held) == number:
            told = f"none of the {number} open issues has moved"
            told = told if number > 1 else "the open issue has not moved"
        return f"{told}: {'; '.join(self._since(held))}"

    def _since(self, held: Sequence[Finding]) -> Iterator[str]:
        """The issues by the round since which they stand, the oldest first, those named before."""

        def since(finding: Finding) -> datetime.date:
            return finding.since.date if finding.since else self.moment.round.date

        named = 0
        for day, found in groupby(sorted(held, key=since), since):
            some = list(found)
            whole = len(some) <= _NAMED
            titles = listed([f"“{one.issue.title}”" for one in some])
            told = titles if whole else f"{len(some)} {'others' if named else 'issues'}"
            named += whole
            days = counted((self.moment.round.date - day).days, "day")
            yield f"{told} since {_day(day)} ({days})"

    def _lock(self, lock: Lock) -> Iterator[tuple[str, tuple[Key, ...]]]:
        """Each statement of a lock, of what kind it is, and what would open it."""
        claims = {claim.key: claim for claim in self.waiting.of.claims()}
        ring = [about for _, about in lock.statements]
        for key in lock.statements:
            free = self._free(key)
            told = f"{self._position(claims[key], ring)}{self._unconditional(free)}."
            yield told, (key, *free)
        who = "Each waits for the other" if len(ring) == 2 else "They wait for each other"
        how = "what stands between them is more than who goes first"
        if lock.sequence:
            how = "only who goes first stands in the way: done at once, all would be met"
        yield f"{who}; {how}.", ()
        yield f"{self._openings(lock)}.", ()

    def _position(self, claim: Claim, first: Sequence[str]) -> str:
        """What a party says, and on what conditions; of many, those on the `first` issues."""
        needs = [self._needs(one, first) for one in claim.held.only_if]
        condition = f"on condition of {', or of '.join(needs)}"
        party, issue = claim.key
        who = _possessive(self._party(party))
        if not claim.held.value:
            return f"{who} position on “{self._issue(issue).title}” is {condition}"
        return f"{who} position is {self._point(issue, claim.held.value)}, {condition}"

    def _needs(self, condition: Condition, first: Sequence[str]) -> str:
        points = [self._need(need) for need in condition]
        if len(points) <= _NAMED:
            return listed(points)
        told = [self._need(need) for need in condition if need.issue in first] or points
        return f"all of {len(points)} points, among them {listed(told[:_NAMED])}"

    def _free(self, key: Key) -> list[Key]:
        """Who asks for something on the same issue free of any condition."""
        party, issue = key
        return [
            (other, about)
            for (other, about), said in self.waiting.of.held.items()
            if about == issue and said.unconditional and said.value and self._faces(party, other)
        ]

    def _unconditional(self, free: Sequence[Key]) -> str:
        held = self.waiting.of.held
        asked = [
            f"{self._party(one)} asks for {self._point(issue, held[one, issue].value)} "
            "unconditionally"
            for one, issue in free
        ]
        return f"; {listed(asked)}" if asked else ""

    def _faces(self, party: str, other: str) -> bool:
        return self.moment.negotiation.counterparts(party, other)

    def _openings(self, lock: Lock) -> str:
        found = lock.openings
        ways = [listed([self._move(one) for one in some]) for some in found.sets]
        if not ways:
            stopped = f" among sets of fewer than {found.stopped}" if found.stopped else ""
            return f"No moves that would open this were found in the record{stopped}"
        size = len(found.sets[0])
        number = {1: "One move"}.get(size, f"No fewer than {size} moves together")
        others = len(ways) - 2 * _NAMED
        more = [f"one of {others} other ways"] if others > 0 else []
        told = listed([*ways[: 2 * _NAMED], *more], "or")
        return f"{number} would be enough to open this: {told}"

    def _move(self, move: Move) -> str:
        who = self._party(move.party)
        if not move.to:
            return f"{who} dropping its conditions on “{self._issue(move.issue).title}”"
        return f"{who} taking {self._point(move.issue, move.to)}"

    def _waiting(self, locks: Sequence[Lock]) -> Iterator[tuple[str, tuple[Key, ...]]]:
        """The positions on locked issues that wait, but in no ring."""
        ringed = {key for lock in locks for key in lock.statements}
        locked = {one.issue.id for one in self.findings if one.verdict == "locked"}
        claims = [
            claim
            for claim in self.waiting.claims
            if claim.key not in ringed and claim.key[1] in locked
        ]
        for claim in claims[:_NAMED]:
            yield f"{self._position(claim, ())}{self._why(claim)}.", (claim.key,)
        if len(claims) > _NAMED:
            more = counted(len(claims) - _NAMED, "more position")
            yield f"{more} {_have(len(claims) - _NAMED)} conditions that are not met.", ()

    def _why(self, claim: Claim) -> str:
        """Why the only need of a claim is not met; empty where it has several."""
        wishes = [wish for one in claim.alternatives for wish in one]
        if len(wishes) != 1 or not wishes[0].by:
            return ""
        (wish,) = wishes
        return f", {_WHY[wish.state].format(self._by(wish))}"

    def _by(self, wish: Wish) -> str:
        return listed([self._party(one) for one in wish.by])

    def _need(self, need: Need) -> str:
        return self._point(need.issue, need.value)

    def _point(self, issue: str, value: Value) -> str:
        about = self._issue(issue)
        if not value:
            return f"“{about.title}”"
        return f"“{about.title}: {' or '.join(_labelled(about, one) for one in value)}”"

    def _party(self, name: str) -> str:
        return self._negotiation.parties[name].name

    def _issue(self, name: str) -> Issue:
        return self._negotiation.issues[name]

    @property
    def _negotiation(self) -> Negotiation:
        return self.moment.negotiation


def _labelled(issue: Issue, element: Element) -> str:
    """One thing that was named, an option by its label, a number with its unit."""
    labels = {option.id: option.label for option in issue.options}
    if isinstance(element, str) and element in labels:
        return labels[element]
    return with_unit(issue, spelled_element(issue, element))


def _possessive(name: str) -> str:
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def _have(number: int) -> str:
    return "has" if number == 1 else "have"


def _day(day: datetime.date) -> str:
    return f"{day.day} {day:%B %Y}"
