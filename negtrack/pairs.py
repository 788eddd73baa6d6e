"""How far apart every two counterparts are on an issue at one moment, and on average."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import product
from typing import Any, NamedTuple

from negtrack.camps import Field
from negtrack.measures import Distance, Scale, mean_of, meet
from negtrack.model import Statement, Value
from negtrack.standing import Moment, Standing


class Pair(NamedTuple):
    """The gap of two counterparts on an issue, 0–100, None where it cannot be measured.

    `least` and `most` are over the measurable pairs of disputed versions, `unmeasured` counts
    the others; `overlap` is what both accept, None where one has no value or another basis.
    `basis` is what both count their numbers on.
    """

    a: str
    b: str
    gap: Distance = None
    least: Distance = None
    most: Distance = None
    unmeasured: int = 0
    overlap: Value | None = None
    basis: str = ""

    @property
    def disputed(self) -> bool:
        """Whether another version of a statement would give another gap, or none."""
        return self.least != self.most or self.unmeasured > 0


def pairs_on(moment: Moment, scale: Scale) -> Iterator[Pair]:
    """The gap of every two that are counted on the issue of a scale, in the record's order.

    Of those that stand alike it is found but once.
    """
    alike: dict[str, Standing] = {}
    forms: dict[str, str] = {}
    for party in moment.negotiation.principals:
        standing = moment.stands.get((party.id, scale.issue.id))
        if standing is not None:
            forms[party.id] = _form(standing)
            alike[forms[party.id]] = standing
    known: dict[tuple[str, str], tuple[Any, ...]] = {}
    for a, b in moment.pairs(scale.issue.id):
        if a not in forms or b not in forms:
            yield Pair(a, b)
            continue
        both = forms[a], forms[b]
        if both not in known:
            known[both] = _apart(scale, *map(alike.__getitem__, both))
        yield Pair(a, b, *known[both])


def _form(standing: Standing) -> str:
    """All of a standing that a gap is told from, as it is written: 1 and 1.0 are two forms."""
    versions = [(one.value, one.basis) for one in standing.versions]
    return repr((standing.value, standing.held.accepts, standing.held.basis, versions))


def _apart(scale: Scale, one: Standing, other: Standing) -> tuple[Any, ...]:
    """What a pair says of two standings, where both or a version of each name a value."""
    gaps = [scale.apart(x, y) for x, y in product(one.versions, other.versions)]
    if not gaps:
        return ()
    known = [gap for gap in gaps if gap is not None]
    comparable = one.value and other.value and scale.basis(one.held) == scale.basis(other.held)
    return (
        scale.apart(one.held, other.held),
        min(known, default=None),
        max(known, default=None),
        len(gaps) - len(known) if len(gaps) > 1 else 0,
        meet(_acceptable(one.held), _acceptable(other.held)) if comparable else None,
        scale.basis(one.held),
    )


def _acceptable(held: Statement) -> Value:
    if not held.accepts:
        return held.value
    return held.value + tuple(one for one in held.accepts if one not in held.value)


def gaps_on(moment: Moment, scale: Scale) -> dict[tuple[str, str], Distance]:
    """The gap of each pair that is counted, and nothing else of it."""
    held = _held(moment, scale.issue.id)
    return {
        (a, b): scale.apart(held[a], held[b]) if a in held and b in held else None
        for a, b in moment.pairs(scale.issue.id)
    }


def mean_gap(moment: Moment, scale: Scale) -> Distance:
    """The mean gap on the issue of a scale, over the pairs that can be measured.

    Those who hold the same are measured once, and counted.
    """
    held = _held(moment, scale.issue.id)
    pairs = ((held[a], held[b]) for a, b in moment.pairs(scale.issue.id) if a in held and b in held)
    times = Counter((id(one), id(other)) for one, other in pairs)
    by_id = {id(one): one for one in held.values()}
    return mean_of(
        (scale.apart(by_id[one], by_id[other]), number) for (one, other), number in times.items()
    )


def _held(moment: Moment, issue: str) -> dict[str, Statement]:
    """What each principal holds on an issue: one statement for all who hold the same value."""
    return {party: camp.held for camp in Field(moment, issue).camps for party in camp.parties}
