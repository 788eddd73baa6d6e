"""How a table bargains: the type of each party's step, reciprocity, and how much the table moved.

A step is what a party did on all issues in a round, against the round before, after Filzmoser &
Vetschera, "A Classification of Bargaining Steps and their Impact on Negotiation Outcomes" (2008).
Reciprocity is the correlation of two sides' concessions, after Jensen (1984).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from statistics import correlation
from typing import Literal, NamedTuple

from negtrack.measures import Scale
from negtrack.model import Negotiation, Round
from negtrack.moves import Change
from negtrack.stuck import Past, movements, past_until

Type = Literal["concession", "demand", "trade-off", "insistence", "opening", "shift", "silence"]

LEAST = 5
"""The rounds below which a correlation is not given: two always correlate, and four need .95 to be
other than chance in one of twenty cases (critical values of Pearson's r, two-sided)."""

_AGAINST = {"retraction", "rejection", "conditions-added"}
"""The kinds and aspects of a change by which a party asks for more, or refuses more."""

_QUIET = ("silence", "reservation", "non-answer")
"""The kinds in which a party says nothing of what it wants."""

_SIDEWAYS = ("shift", "withdrawal")
"""The kinds that are neither: who withdraws a position may have asked or have offered something."""


class Step(NamedTuple):
    """What a party did in a round: the issues on which it gave, on which it took, and others.

    `opened` are those on which it took its first stand, `shifted` those on which it withdrew, or
    named another value that is neither nearer nor farther, or not measurable; `given` and `taken`
    are the sums of its moves towards and away from others, each at most 100 an issue.
    """

    round: Round
    party: str
    spoke: bool
    gave: tuple[Change, ...]
    took: tuple[Change, ...]
    opened: tuple[Change, ...]
    shifted: tuple[Change, ...]
    given: Fraction
    taken: Fraction

    @property
    def type(self) -> Type:
        """What it did as a whole: the first that fits."""
        if self.gave and self.took:
            return "trade-off"
        if self.gave or self.took:
            return "concession" if self.gave else "demand"
        if self.opened or self.shifted:
            return "opening" if self.opened else "shift"
        return "insistence" if self.spoke else "silence"


class Reciprocity(NamedTuple):
    """How the moves of two counterparts towards each other went together, over `n` rounds.

    `correlation` is Pearson's, −1 to 1; None where `n` is below `LEAST`, or where one side's moves
    are the same in every round. `left_out` counts rounds in which a move could not be measured.
    """

    a: str
    b: str
    n: int
    left_out: int
    correlation: float | None


class Concessions(NamedTuple):
    """The first and the last step of a party towards others, each with its round."""

    party: str
    first: tuple[Change, Round] | None
    last: tuple[Change, Round] | None


class Bargaining(NamedTuple):
    """All of that up to a round; `table` has D and its ratio for each round but the first."""

    steps: tuple[Step, ...]
    reciprocity: tuple[Reciprocity, ...]
    table: tuple[tuple[Round, float, float | None], ...]
    concessions: tuple[Concessions, ...]


def bargaining(
    negotiation: Negotiation, at: Round, scales: Mapping[str, Scale], issues: Iterable[str]
) -> Bargaining:
    """How the principals bargained over some issues; the table's movement is over all of them."""
    past = past_until(negotiation, at, scales)
    wanted = set(issues)
    steps = tuple(_steps(past, wanted))
    moved = zip(past.moments[1:], movements(past, scales), strict=True)
    towards = [_towards(changes, wanted) for changes in past.changes]
    return Bargaining(
        steps,
        tuple(_reciprocity(past, pair, wanted, towards) for pair in negotiation.pairs()),
        tuple((moment.round, *both) for moment, both in moved),
        tuple(_concessions(steps, party.id) for party in negotiation.principals),
    )


def _steps(past: Past, issues: set[str]) -> Iterator[Step]:
    for place, moment in enumerate(past.moments):
        for party in moment.negotiation.principals:
            own = [
                change
                for change in past.changes[place]
                if change.party == party.id and change.issue in issues
            ]
            known = any(who == party.id for who, _ in moment.stands)
            if own or known:
                yield _step(moment.round, party.id, own)


def _step(one: Round, party: str, changes: Sequence[Change]) -> Step:
    moves = [change.movement for change in changes if change.movement is not None]
    gave = tuple(change for change in changes if change.is_step and not _is_first(change))
    took = tuple(change for change in changes if takes(change) and not _is_first(change))
    opened = tuple(change for change in changes if _is_first(change))
    told = {id(change) for change in (*gave, *took, *opened)}
    return Step(
        one,
        party,
        any(change.kind not in _QUIET for change in changes),
        gave,
        took,
        opened,
        tuple(one for one in changes if one.kind in _SIDEWAYS and id(one) not in told),
        sum((move for move in moves if move > 0), Fraction(0)),
        sum((-move for move in moves if move < 0), Fraction(0)),
    )


def _is_first(change: Change) -> bool:
    """Whether a party takes its first stand on an issue, other than to accept what is there."""
    stood, stands = (one is not None and one.engaged for one in (change.before, change.after))
    first = change.kind == "new" or (stands and not stood)
    return first and "acceptance" not in (change.kind, *change.aspects)


def takes(change: Change) -> bool:
    """Whether a party moved away from somebody, or asks for more or refuses more than before."""
    if _AGAINST & {change.kind, *change.aspects}:
        return True
    return change.steps.taken.retreats


Approaches = Mapping[tuple[str, str], Fraction | None]
"""How far each party moved towards each counterpart in a round; who is not in it stood."""


def _reciprocity(
    past: Past, pair: tuple[str, str], issues: set[str], towards: Sequence[Approaches]
) -> Reciprocity:
    a, b = pair
    series, left_out = [], 0
    for place in range(1, len(past.moments)):
        if not _stood(past, place - 1, pair, issues):
            continue
        both = [towards[place].get(each, Fraction(0)) for each in ((a, b), (b, a))]
        if None in both:
            left_out += 1
        else:
            series.append(both)
    found = None
    ours, theirs = ([float(both[side] or 0) for both in series] for side in (0, 1))
    if len(series) >= LEAST and len({*ours}) > 1 and len({*theirs}) > 1:
        found = correlation(ours, theirs)
    return Reciprocity(a, b, len(series), left_out, found)


def _stood(past: Past, place: int, pair: tuple[str, str], issues: set[str]) -> bool:
    """Whether both had a value on one of the issues as of a round."""
    stands = past.moments[place].stands
    held = ([stands.get((party, issue)) for party in pair] for issue in issues)
    return any(all(one is not None and one.value for one in both) for both in held)


def _towards(changes: Iterable[Change], issues: set[str]) -> Approaches:
    """How far each party moved towards each other in a round, over all issues.

    None where it moved on an issue on which both stand, and that cannot be measured.
    """
    found: dict[tuple[str, str], Fraction | None] = {}
    for change in changes:
        for step in change.steps if change.issue in issues and _moves(change) else ():
            pair = change.party, step.counterpart
            so_far = found.get(pair, Fraction(0))
            unknown = step.nearer is None and change.kind == "shift"
            found[pair] = None if unknown or so_far is None else so_far + (step.nearer or 0)
    return found


def _moves(change: Change) -> bool:
    """Whether a party names another value than before: else no step is known to lead anywhere."""
    before, after = change.before, change.after
    if before is None or after is None:
        return False
    return (before.value, before.held.basis) != (after.value, after.held.basis)


def _concessions(steps: Iterable[Step], party: str) -> Concessions:
    found = [(change, step.round) for step in steps if step.party == party for change in step.gave]
    return Concessions(party, found[0] if found else None, found[-1] if found else None)
