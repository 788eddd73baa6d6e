"""How far apart the parties are on each issue at one moment, and what that makes of the issue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from heapq import nlargest
from itertools import product
from typing import NamedTuple

from negtrack.agreed import Bond, bound, in_force
from negtrack.measures import Distance, Scale, mean, meet
from negtrack.model import Agreement, Issue, Statement
from negtrack.pairs import Pair, gaps_on, pairs_on
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
    def measured(self) -> int:
        """How many pairs have a gap."""
        return sum(pair.gap is not None for pair in self.pairs)

    def widest(self, most: int) -> list[Pair]:
        """As many of the measured pairs, those furthest apart first, equals as the record has."""
        known = (pair for pair in self.pairs if pair.gap is not None)
        return nlargest(most, known, key=lambda pair: pair.gap or 0)


def statuses(
    moment: Moment, before: Moment | None, measured: Mapping[str, Scale]
) -> tuple[Status, ...]:
    """The status of every issue at a moment, against the round before where there is one."""
    return tuple(
        status_of(moment, before, issue, measured[issue.id])
        for issue in moment.negotiation.issues.values()
    )


def status_of(moment: Moment, before: Moment | None, issue: Issue, scale: Scale) -> Status:
    """The status of one issue at a moment."""
    pairs = tuple(pairs_on(moment, scale))
    earlier = gaps_on(before, scale) if before else {}
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
        priced=tuple(_priced(moment, stands, scale)),
    )
    if _is_agreed(moment, scale, pairs, agreed):
        return draft._replace(status="agreed")
    return draft._replace(status=_named(moment, draft, stands))


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
    refusing = ((one, standing.held) for one, standing in stands.items() if standing.held.rejects)
    for one, held in refusing:
        for other in moment.rivals[one]:
            asking = stands.get(other)
            if asking is None or scale.basis(held) != scale.basis(asking.held):
                continue
            if meet(held.rejects, asking.value):
                yield one, other


def _priced(
    moment: Moment, stands: Mapping[str, Standing], scale: Scale
) -> Iterator[tuple[str, str]]:
    """Who puts conditions on what which counterpart asks for free of any."""
    free = {
        party: standing
        for party, standing in stands.items()
        if standing.held.unconditional and standing.has_position
    }
    for one, standing in stands.items():
        if standing.held.only_if and standing.has_position:
            for other in moment.rivals[one]:
                both = one, other
                if other in free and _alike(moment, scale, both, standing, free[other]):
                    yield both


def _alike(
    moment: Moment, scale: Scale, names: tuple[str, str], one: Standing, other: Standing
) -> bool:
    """Whether two could ask for the same: not where two values are apart, or not comparable."""
    if not one.value or not other.value:
        return True
    return moment.counts(*names, scale.issue.id) and scale.apart(one.held, other.held) == 0


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
