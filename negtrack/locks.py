"""Locks: statements that wait for each other in a ring."""

from __future__ import annotations

from collections.abc import Sequence

import networkx

from negtrack.linkage import Claim, Key, Network, waits_for
from negtrack.openings import Lock, openings


def locks(of: Network, claims: Sequence[Claim]) -> tuple[Lock, ...]:
    """Every lock once, in the order of its first statement."""
    graph: networkx.DiGraph[Key] = networkx.DiGraph(list(waits_for(of, claims)))
    order = [claim.key for claim in claims]
    together = of.together()
    found: list[Lock] = []
    for ring in networkx.strongly_connected_components(graph):
        if len(ring) > 1:
            statements = tuple(sorted(ring, key=order.index))
            found.append(Lock(statements, ring <= together, openings(of, claims, statements)))
    return tuple(sorted(found, key=lambda lock: order.index(lock.statements[0])))
