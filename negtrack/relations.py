"""How each party's position on an issue stands to those of its counterparts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from negtrack.awaited import terms
from negtrack.measures import Scale
from negtrack.pairs import Pair
from negtrack.standing import Moment, Standing
from negtrack.statuses import Status, statuses

Relation = Literal[
    "agreed",
    "same",
    "conditional",
    "overlapping",
    "apart",
    "rejected",
    "incomparable",
    "alone",
    "beside",
]
"""Agreed: an agreement in force covers the issue. Rejected: one rejects what the other names.
Alone: no counterpart names a value. Apart: a distance to one of them; overlapping where what both
accept meets with all. Same: no distance to any; conditional where one of them sets conditions.
Beside: no principal."""


class Stand(NamedTuple):
    """Where a party stands on an issue, how that is to its counterparts, and since before or not.

    `unchanged` is whether it asks for the same, refuses the same and on the same conditions, as in
    the round before.
    """

    standing: Standing
    relation: Relation
    unchanged: bool


def stands(
    now: Moment, before: Moment | None, scales: Mapping[str, Scale]
) -> dict[tuple[str, str], Stand]:
    """Every party's stand as of a moment, by party and issue."""
    judged = {status.issue.id: status for status in statuses(now, before, scales)}
    known = before.stands if before else {}
    return {
        key: Stand(
            standing,
            relation(now, judged[key[1]], key[0]),
            key in known and terms(known[key]) == terms(standing),
        )
        for key, standing in now.stands.items()
    }


def relation(now: Moment, status: Status, party: str) -> Relation:
    """How a party stands to its counterparts on the issue of a status."""
    if now.negotiation.parties[party].role != "principal":
        return "beside"
    if status.status == "agreed":
        return "agreed"
    if any(party in both for both in status.refused):
        return "rejected"
    pairs = [pair for pair in status.pairs if party in (pair.a, pair.b)]
    if not pairs or not _meets(now, status, party):
        return "alone"
    return _measured(status, pairs)


def _measured(status: Status, pairs: Sequence[Pair]) -> Relation:
    """How far a party is from its counterparts, where they name something."""
    gaps = [pair.gap for pair in pairs if pair.gap is not None]
    if any(gaps):
        return "overlapping" if all(pair.overlap for pair in pairs) else "apart"
    if len(gaps) < len(pairs):
        return "incomparable"
    involved = {name for pair in pairs for name in (pair.a, pair.b)}
    priced = any(held.party in involved for held in status.conditions)
    return "conditional" if priced else "same"


def _meets(now: Moment, status: Status, party: str) -> bool:
    """Whether the party and some counterpart both have a value."""
    issue = status.issue.id
    held = now.stands.get((party, issue))
    others = (
        now.stands.get((pair.b if pair.a == party else pair.a, issue))
        for pair in status.pairs
        if party in (pair.a, pair.b)
    )
    return held is not None and bool(held.value) and any(one and one.value for one in others)
