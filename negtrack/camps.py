"""Who stands in the same place on an issue: a move is measured once against all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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


class Steps:
    """A party's moves against all counterparts, which are told one by one where somebody asks.

    `movement` is the mean of C over those that it can be measured against, `rest` the same without
    steps away from somebody who was passed first; `approaches`, `retreats` and `passes` are whether
    any step comes nearer, goes away without passing, or passes.
    """

    __slots__ = ("_told", "approaches", "movement", "passes", "rest", "retreats")

    def __init__(
        self, groups: tuple[tuple[Step, int], ...], told: Callable[[], Iterator[Step]]
    ) -> None:
        self._told = told
        self.movement = mean_of((step.nearer, number) for step, number in groups)
        self.rest = mean_of((one.nearer, number) for one, number in groups if not _is_past(one))
        self.approaches = any(one.nearer is not None and one.nearer > 0 for one, _ in groups)
        self.retreats = any(_is_away(one) and not one.passed for one, _ in groups)
        self.passes = any(one.passed for one, _ in groups)

    def __iter__(self) -> Iterator[Step]:
        return self._told()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Steps) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))


def _none() -> Iterator[Step]:
    return iter(())


NO_STEPS = Steps((), _none)
"""Where nothing can be measured."""


def _is_away(step: Step) -> bool:
    return step.nearer is not None and step.nearer < 0


def _is_past(step: Step) -> bool:
    """Whether a step away went past the counterpart first."""
    return step.passed and _is_away(step)
