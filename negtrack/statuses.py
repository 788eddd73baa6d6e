"""How far apart the parties are on each issue at one moment, and what that makes of the issue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import NamedTuple

from negtrack.agreed import Bond, bound, in_force
from negtrack.measures import Distance, Scale, mean, meet
from negtrack.model import Agreement, Issue, Statement, Value
from negtrack.standing import Moment, Standing

COLOURS: Mapping[str, str] = {
    "agreed": "green",
    "converged": "green",
    "conditional": "yellow",
    "overlapping": "yellow",
    "apart": "yellow",
    "narrowing": "yellow",
    "static": "red",
    "widening": "red",
    "opposed": "red",
    "one-sided": "yellow",
    "unmeasured": "yellow",
    "unstated": "yellow",
}
"""The colour of every status, after the UK–EU joint technical note of 2017."""


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


class Status(NamedTuple):
    """One issue at one moment: its status, its pairs, and the moment before to compare with.

    `common` are the means over the pairs measurable in both rounds, now and before; `refused` is
    who rejects what whose position names, `priced` who sets conditions on what who asks without.
    """

    issue: Issue
    status: str
    pairs: tuple[Pair, ...]
    gap: Distance
    previous_gap: Distance
    common: tuple[Distance, Distance]
    agreed: tuple[Agreement, ...]
    conditions: tuple[Statement, ...]
    refused: tuple[tuple[str, str], ...]
    priced: tuple[tuple[str, str], ...]

    @property
    def colour(self) -> str:
        """Green, yellow or red."""
        return COLOURS[self.status]

    @property
    def settled(self) -> bool:
        """Whether nothing is left to negotiate: agreed, or converged."""
        return self.status in ("agreed", "converged")

    @property
    def widest(self) -> tuple[Pair, ...]:
        """The measured pairs, those furthest apart first and equals as the record has them."""
        known = [pair for pair in self.pairs if pair.gap is not None]
        return tuple(sorted(known, key=lambda pair: pair.gap or 0, reverse=True))


def statuses(
    moment: Moment, before: Moment | None, measured: Mapping[str, Scale]
) -> tuple[Status, ...]:
    """The status of every issue at a moment, against the round before where there is one."""
    return tuple(
        status_of(moment, before, issue, measured[issue.id])
        for issue in moment.negotiation.issues.values()
    )


def mean_gap(moment: Moment, scale: Scale) -> Distance:
    """The mean gap on the issue of a scale, over the pairs that can be measured."""
    issue = scale.issue.id
    held = {party: standing.held for (party, on), standing in moment.stands.items() if on == issue}
    return mean(
        scale.apart(held[one], held[other])
        for one, other in moment.negotiation.pairs()
        if one in held and other in held and moment.counts(one, other, issue)
    )


def status_of(moment: Moment, before: Moment | None, issue: Issue, scale: Scale) -> Status:
    """The status of one issue at a moment."""
    pairs = tuple(_pairs(moment, scale))
    earlier = _gaps(before, scale) if before else {}
    stands = _principals(moment, issue.id)
    agreed = in_force(moment.negotiation, moment.round, issue.id)
    draft = Status(
        issue=issue,
        status="unstated",
        pairs=pairs,
        gap=mean(pair.gap for pair in pairs),
        previous_gap=mean(earlier.values()),
        common=_common(pairs, earlier),
        agreed=tuple(bond.agreement for bond in agreed),
        conditions=tuple(
            one.held for one in stands.values() if one.held.only_if and one.has_position
        ),
        refused=tuple(_refusals(moment, stands, scale)),
        priced=tuple(_priced(moment, stands, pairs)),
    )
    if _is_agreed(moment, scale, pairs, agreed):
        return draft._replace(status="agreed")
    return draft._replace(status=_named(moment, draft, stands))


def _pairs(moment: Moment, scale: Scale) -> Iterator[Pair]:
    issue = scale.issue.id
    for a, b in moment.negotiation.pairs():
        if moment.counts(a, b, issue):
            one, other = moment.stands.get((a, issue)), moment.stands.get((b, issue))
            yield _pair(scale, (a, b), one, other)


def _gaps(moment: Moment, scale: Scale) -> dict[tuple[str, str], Distance]:
    """The gap of each pair that is counted, and nothing else of it."""
    issue = scale.issue.id
    held = {party: standing.held for (party, on), standing in moment.stands.items() if on == issue}
    return {
        (a, b): scale.apart(held[a], held[b]) if a in held and b in held else None
        for a, b in moment.negotiation.pairs()
        if moment.counts(a, b, issue)
    }


def _pair(
    scale: Scale, names: tuple[str, str], one: Standing | None, other: Standing | None
) -> Pair:
    """The gap of two standings, where both or a version of each name a value."""
    if one is None or other is None:
        return Pair(*names)
    gap = scale.apart(one.held, other.held)
    if one.held.disputed or other.held.disputed:
        gaps = [scale.apart(x, y) for x, y in product(one.versions, other.versions)]
    else:
        gaps = [gap] if one.value and other.value else []
    if not gaps:
        return Pair(*names)
    known = [gap for gap in gaps if gap is not None]
    comparable = one.value and other.value and scale.basis(one.held) == scale.basis(other.held)
    return Pair(
        *names,
        gap=gap,
        least=min(known, default=None),
        most=max(known, default=None),
        unmeasured=len(gaps) - len(known) if len(gaps) > 1 else 0,
        overlap=meet(_acceptable(one.held), _acceptable(other.held)) if comparable else None,
        basis=scale.basis(one.held),
    )


def _acceptable(held: Statement) -> Value:
    if not held.accepts:
        return held.value
    return held.value + tuple(one for one in held.accepts if one not in held.value)


def _common(
    now: tuple[Pair, ...], before: Mapping[tuple[str, str], Distance]
) -> tuple[Distance, Distance]:
    """The mean gaps now and before, over the pairs that are measurable in both."""
    earlier = {names: gap for names, gap in before.items() if gap is not None}
    shared = [pair for pair in now if pair.gap is not None and (pair.a, pair.b) in earlier]
    return mean(pair.gap for pair in shared), mean(earlier[pair.a, pair.b] for pair in shared)


def _principals(moment: Moment, issue: str) -> dict[str, Standing]:
    """The standings of the principals that spoke on an issue, a bloc's once."""
    found = ((one.id, moment.stands.get((one.id, issue))) for one in moment.negotiation.principals)
    return {
        party: standing
        for party, standing in found
        if standing is not None and not moment.is_beside_bloc(party, issue)
    }


def _refusals(
    moment: Moment, stands: Mapping[str, Standing], scale: Scale
) -> Iterator[tuple[str, str]]:
    """Who rejects what whose position names."""
    for (one, refusing), (other, asking) in product(stands.items(), stands.items()):
        comparable = scale.basis(refusing.held) == scale.basis(asking.held)
        if not moment.negotiation.counterparts(one, other) or not comparable:
            continue
        if meet(refusing.held.rejects, asking.value):
            yield one, other


def _priced(
    moment: Moment, stands: Mapping[str, Standing], pairs: tuple[Pair, ...]
) -> Iterator[tuple[str, str]]:
    """Who puts conditions on what which counterpart asks for free of any.

    That is not known to be the same thing where two values are apart or cannot be compared.
    """
    gaps = {frozenset((pair.a, pair.b)): pair.gap for pair in pairs}
    for (one, priced), (other, free) in product(stands.items(), stands.items()):
        if not moment.negotiation.counterparts(one, other):
            continue
        if not (priced.held.only_if and priced.has_position):
            continue
        both = priced.value and free.value
        alike = not both or gaps.get(frozenset((one, other))) == 0
        if alike and free.held.unconditional and free.has_position:
            yield one, other


def _named(moment: Moment, draft: Status, stands: Mapping[str, Standing]) -> str:
    """The first status that fits where nothing in force settles it, in the order of DESIGN §3.

    `opposed` comes before the statuses that a gap of 0 would fulfil.
    """
    if not draft.gap and (draft.refused or draft.priced):
        return "opposed"
    if draft.pairs and all(pair.gap == 0 for pair in draft.pairs):
        return "conditional" if draft.conditions else "converged"
    if draft.pairs and all(pair.overlap for pair in draft.pairs):
        return "overlapping"
    return _by_gap(draft) if draft.gap else _without_gap(moment, stands)


def _without_gap(moment: Moment, stands: Mapping[str, Standing]) -> str:
    """Unstated, one-sided, or unmeasured: where no gap is known, or some are 0 and others not."""
    engaged = [party for party, one in stands.items() if one.engaged]
    if not engaged:
        return "unstated"
    sided = any(moment.negotiation.counterparts(*pair) for pair in product(engaged, engaged))
    return "unmeasured" if sided else "one-sided"


def _by_gap(draft: Status) -> str:
    now, before = draft.common
    if now is None or before is None:
        return "apart"
    return "narrowing" if now < before else "widening" if now > before else "static"


def _is_agreed(
    moment: Moment, scale: Scale, pairs: tuple[Pair, ...], agreed: tuple[Bond, ...]
) -> bool:
    """Whether what was last agreed between every pair holds, as neither has since left it."""
    return bool(pairs) and all(_is_bound(moment, scale, pair, agreed) for pair in pairs)


def _is_bound(moment: Moment, scale: Scale, pair: Pair, agreed: tuple[Bond, ...]) -> bool:
    two = frozenset((pair.a, pair.b))
    binding = [bond for bond in agreed if two in bound(moment.negotiation, bond.agreement)]
    latest = max((bond.since.number for bond in binding), default=0)
    stands = [moment.stands.get((party, scale.issue.id)) for party in two]
    return any(
        not any(_elsewhere(moment, scale, bond, standing) for standing in stands)
        for bond in binding
        if bond.since.number == latest
    )


def _elsewhere(moment: Moment, scale: Scale, bond: Bond, standing: Standing | None) -> bool:
    """Whether a position stated after an agreement names something else than was agreed."""
    if standing is None or standing.source is None or not standing.value or not bond.term.value:
        return False
    if scale.distance(standing.value, bond.term.value, (standing.held.basis, "")) == 0:
        return False
    said, since = standing.source, bond.since
    numbers = {one.id: one.number for one in moment.negotiation.rounds}
    if said.round != since.id or said.said.date is None:
        return numbers[said.round] > since.number
    first = bond.agreement.said.date if bond.agreement.round == since.id else None
    return said.said.date > (first or since.end)
