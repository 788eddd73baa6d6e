"""Who stands in the same place on an issue: a move is measured once against all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from negtrack.measures import Distance, mean_of
from negtrack.model import Statement
from negtrack.standing import Moment, Standing


class Camp(NamedTuple):
    """Principals that hold the same value on the same basis; `held` is the position of one."""

    held: Statement
    parties: frozenset[str]


class Field:
    """Where all stand on one issue as of a moment."""

    def __init__(self, moment: Moment, issue: str) -> None:
        self.moment = moment
        self.issue = issue

    @cached_property
    def camps(self) -> tuple[Camp, ...]:
        """All camps; whoever stands where its bloc does is in none beside it."""
        held: dict[object, Statement] = {}
        parties: dict[object, list[str]] = {}
        for one in self.moment.negotiation.principals:
            stood = self.moment.stands.get((one.id, self.issue))
            if stood is None or not stood.value or self.moment.is_beside_bloc(one.id, self.issue):
                continue
            place = stood.held.value, stood.held.basis
            held.setdefault(place, stood.held)
            parties.setdefault(place, []).append(one.id)
        return tuple(Camp(held[place], frozenset(parties[place])) for place in held)

    def against(self, standing: Standing) -> Iterator[tuple[Camp, int]]:
        """The camps with counterparts of whoever stands there, and how many they are in each.

        Those that stand where the same bloc does are none.
        """
        rivals = frozenset(self.moment.rivals.get(standing.held.party, ()))
        if standing.inherited:
            rivals -= {one for one in rivals if self._bloc(one) == standing.inherited}
        for camp in self.camps:
            number = len(camp.parties & rivals)
            if number:
                yield camp, number

    def _bloc(self, party: str) -> str:
        stood = self.moment.stands.get((party, self.issue))
        return stood.inherited if stood else ""


class Step(NamedTuple):
    """A party's move against one counterpart: C, −100 to 100, and whether it passed it."""

    counterpart: str
    nearer: Distance
    passed: bool


class Taken(NamedTuple):
    """What is told of the moves against all counterparts together.

    `movement` is the mean of C over those that it can be measured against, `rest` the same without
    steps away from somebody who was passed first; `approaches`, `retreats` and `passes` are whether
    any step comes nearer, goes away without passing, or passes.
    """

    movement: Distance = None
    rest: Distance = None
    approaches: bool = False
    retreats: bool = False
    passes: bool = False


def taken(groups: Iterable[tuple[Step, int]]) -> Taken:
    """What is told of steps, each of which was taken against so many counterparts."""
    found = tuple(groups)
    return Taken(
        mean_of((step.nearer, number) for step, number in found),
        mean_of((step.nearer, number) for step, number in found if not _is_past(step)),
        any(step.nearer is not None and step.nearer > 0 for step, _ in found),
        any(_is_away(step) and not step.passed for step, _ in found),
        any(step.passed for step, _ in found),
    )


class Steps:
    """A party's moves against all counterparts: found, all at once or each, where somebody asks."""

    __slots__ = ("_all", "_each", "_known")

    def __init__(self, all_: Callable[[], Taken], each: Callable[[], Iterator[Step]]) -> None:
        self._all = all_
        self._each = each
        self._known: Taken | None = None

    @property
    def taken(self) -> Taken:
        """What is told of all of them."""
        if self._known is None:
            self._known = self._all()
        return self._known

    def __iter__(self) -> Iterator[Step]:
        return self._each()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Steps) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))


NO_STEPS = Steps(Taken, lambda: iter(()))
"""Where nothing can be measured."""


def _is_away(step: Step) -> bool:
    return step.nearer is not None and step.nearer < 0


def _is_past(step: Step) -> bool:
    """Whether a step away went past the counterpart first."""
    return step.passed and _is_away(step)
