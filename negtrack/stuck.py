"""Whether an issue is stuck at a moment: by which rule, since when, and on which statements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from math import sqrt
from typing import NamedTuple

from negtrack.deadlock import Waiting, voices
from negtrack.measures import Scale
from negtrack.model import Issue, Negotiation, Round, Statement
from negtrack.moves import Change, changes
from negtrack.sayings import spoken
from negtrack.standing import Moment, moments, nothing_before
from negtrack.statuses import Status, status_of

OPEN = ("stuck", "locked", "moving", "new")
"""The verdicts of issues that both sides negotiate."""

_QUIET = {"silence", "non-answer"}
_HARDENING = {"retraction", "rejection", "withdrawal", "reservation"}


class Finding(NamedTuple):
    """One issue's verdict: the rule that fired, since when, and what it rests on.

    `steps` counts rounds with a principal's statement since then, `days` runs up to the round's
    date; `last_move` is the latest step towards another, with its round; `waits_for` are the issues
    that statements on this one wait for.
    """

    issue: Issue
    verdict: str
    rule: str
    since: Round | None
    steps: int
    days: int | None
    last_move: tuple[Change, Round] | None
    conditions: tuple[Statement, ...]
    statements: tuple[Statement, ...]
    waits_for: tuple[str, ...] = ()


class Past(NamedTuple):
    """The moments up to a round, what changed in each, and those that are steps, by their index.

    `by_issue` is what changed for principals, each with the index of its moment.
    """

    moments: tuple[Moment, ...]
    changes: tuple[tuple[Change, ...], ...]
    steps: tuple[int, ...]
    by_issue: Mapping[str, Sequence[tuple[int, Change]]]

    @property
    def now(self) -> Moment:
        """The last of the moments."""
        return self.moments[-1]

    def moves(self, issue: str) -> list[tuple[int, Change]]:
        """Every step towards another on an issue, with the index of its round."""
        return [(place, one) for place, one in self.by_issue.get(issue, ()) if one.is_step]

    def changes_on(self, issue: str, places: Sequence[int]) -> Iterator[Change]:
        """What changed for principals on an issue in some of the rounds, in the record's order."""
        return (one for place, one in self.by_issue.get(issue, ()) if place in places)

    def together(self, issue: str) -> int | None:
        """The index of the first round in which a pair of counterparts had both taken a stand."""
        for place, moment in enumerate(self.moments):
            for pair in moment.negotiation.pairs():
                both = [moment.stands.get((party, issue)) for party in pair]
                if all(one is not None and one.engaged for one in both):
                    return place
        return None

    def steps_since(self, place: int) -> int:
        """How many steps were taken after a round."""
        return sum(step > place for step in self.steps)

    def status(self, place: int, issue: Issue, scale: Scale) -> Status:
        """The status that an issue had at one of the moments."""
        before = self.moments[place - 1] if place else None
        return status_of(self.moments[place], before, issue, scale)


def past_until(negotiation: Negotiation, at: Round, measured: Mapping[str, Scale]) -> Past:
    """All that was said up to a round. A step is a round in which a principal spoke."""
    seen = moments(negotiation)[: at.number]
    found = (changes(a, b, measured) for a, b in pairwise((nothing_before(negotiation), *seen)))
    heard = voices(negotiation)
    steps = (
        place
        for place, moment in enumerate(seen)
        if any(one.party in heard for one in spoken(negotiation, moment.round))
        or any(answer.party in heard for answer in moment.round.answers)
    )
    every = tuple(found)
    return Past(seen, every, tuple(steps), _by_issue(negotiation, every))


def _by_issue(
    negotiation: Negotiation, found: Sequence[Sequence[Change]]
) -> Mapping[str, Sequence[tuple[int, Change]]]:
    principals = {party.id for party in negotiation.principals}
    by_issue: dict[str, list[tuple[int, Change]]] = {}
    for place, some in enumerate(found):
        for change in some:
            if change.party in principals:
                by_issue.setdefault(change.issue, []).append((place, change))
    return by_issue


def judge(past: Past, issue: Issue, scale: Scale, waiting: Waiting, after: int) -> Finding:
    """The verdict on an issue, which counts as moving for `after` steps (at least 1)."""
    status = past.status(len(past.moments) - 1, issue, scale)
    moves = past.moves(issue.id)
    last = max(moves, key=_length_of_step, default=None)
    verdict, rule = _judged(past, status, waiting, after)
    start = _since(past, status, scale)
    since = past.moments[start].round if start is not None else None
    return Finding(
        issue,
        verdict,
        rule,
        since,
        past.steps_since(start) if start is not None else 0,
        (past.now.round.date - since.date).days if since else None,
        (last[1], past.moments[last[0]].round) if last else None,
        status.conditions,
        _statements(past.now, issue.id),
        waiting.waits_for(issue.id),
    )


def _length_of_step(move: tuple[int, Change]) -> tuple[int, bool, Fraction]:
    """What makes a step the last: its round, then whether it accepts, then how far it went."""
    place, change = move
    return place, change.kind == "acceptance", change.movement or Fraction(0)


def _since(past: Past, status: Status, scale: Scale) -> int | None:
    """The index of the round from which a verdict holds: that of the last step towards another.

    Where that was before the issue became settled, one-sided or open, as it is now, or where there
    was none: the round in which it did so. Nothing where nobody ever spoke.
    """
    issue, phase = status.issue, _phase(status)
    since = len(past.moments) - 1
    last = max((place for place, _ in past.moves(issue.id)), default=0) if phase == "open" else 0
    while since > last and _phase(past.status(since - 1, issue, scale)) == phase:
        since -= 1
    if phase == "open":
        return since
    said = any(about == issue.id for _, about in past.now.stands)
    return since if said or phase != "unstated" else None


def _phase(status: Status) -> str:
    if status.settled:
        return "settled"
    return status.status if status.status in ("one-sided", "unstated") else "open"


def _judged(past: Past, status: Status, waiting: Waiting, after: int) -> tuple[str, str]:
    """The verdict on an issue and the rule that fired: the first that fits (DESIGN §3)."""
    phase = _phase(status)
    if phase == "settled":
        return "settled", "agreement" if status.status == "agreed" else "converged"
    together = past.together(status.issue.id)
    if phase != "open" or together is None:
        return _alone(phase, status.issue.id, waiting)
    window = past.steps[-after:]
    if any(place in window for place, _ in past.moves(status.issue.id)):
        return "moving", "movement"
    if past.steps_since(together) < after:
        return "new", "too-new"
    rule = waiting.rule(status.issue.id)
    return ("locked", rule) if rule else ("stuck", _why_stuck(past, status.issue.id, window))


def _alone(phase: str, issue: str, waiting: Waiting) -> tuple[str, str]:
    """The verdict on an issue on which no two counterparts stand."""
    if phase == "unstated":
        return "unstated", "unstated"
    return ("locked", "blocked") if waiting.is_blocked(issue) else ("one-sided", "one-sided")


def _why_stuck(past: Past, issue: str, window: Sequence[int]) -> str:
    kinds = {change.kind for change in past.changes_on(issue, window)}
    if kinds <= _QUIET:
        return "silence"
    if kinds <= _QUIET | {"insistence", "emphasis"}:
        return "insistence"
    return "hardening" if kinds & _HARDENING else "no-step"


def _statements(moment: Moment, issue: str) -> tuple[Statement, ...]:
    """What a verdict rests on: where each principal stands, and what it said last."""
    found = (moment.stands.get((one.id, issue)) for one in moment.negotiation.principals)
    told = ((one.source or one.last, one.last) for one in found if one is not None)
    return tuple(dict.fromkeys(statement for both in told for statement in both))


def settled_now(past: Past, findings: Sequence[Finding], measured: Mapping[str, Scale]) -> bool:
    """Whether something was settled in this very round, which was not in the round before."""
    settled = [finding.issue for finding in findings if finding.verdict == "settled"]
    before = len(past.moments) - 2
    return any(
        before < 0 or not past.status(before, issue, measured[issue.id]).settled
        for issue in settled
    )


def verdict_of_all(verdicts: Sequence[str], settled: bool) -> str:
    """The negotiation's verdict, by those of its issues; `settled` is whether one just was."""
    still_open = {verdict for verdict in verdicts if verdict in OPEN}
    stuck = still_open & {"stuck", "locked"}
    if not still_open:
        return "settled" if "settled" in verdicts else "new"
    if stuck == still_open and not settled:
        return "stalemate"
    if stuck:
        return "partial"
    return "new" if still_open == {"new"} else "moving"


def table_movement(past: Past, measured: Mapping[str, Scale]) -> tuple[float, float | None]:
    """D of the round, and its ratio to the first D that is not zero."""
    return ((0.0, None), *movements(past, measured))[-1]


def movements(past: Past, measured: Mapping[str, Scale]) -> tuple[tuple[float, float | None], ...]:
    """D of each round but the first, and its ratio to the first D that is not zero.

    There is no ratio as long as nobody has moved.
    """
    lengths = [_length(past, found, measured) for found in past.changes[1:]]
    first = next((place for place, length in enumerate(lengths) if length), len(lengths))
    return tuple(
        (length, length / lengths[first] if place >= first else None)
        for place, length in enumerate(lengths)
    )


def _length(past: Past, found: Sequence[Change], measured: Mapping[str, Scale]) -> float:
    """The sum over principals of the Euclidean length of their step, on scales of 0–1."""
    squares = {party.id: 0.0 for party in past.now.negotiation.principals}
    for change in found:
        if change.party in squares and change.before and change.after:
            length = measured[change.issue].apart(change.before.held, change.after.held)
            squares[change.party] += float((length or 0) / 100) ** 2
    return sum(sqrt(square) for square in squares.values())
