"""Where statements stand in a graph of what waits for what: in columns, each as it is ordered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import networkx

from negtrack.linkage import Key


def layers(nodes: Sequence[Key], edges: Iterable[tuple[Key, Key]]) -> list[list[Key]]:
    """The columns of a graph, from whoever waits to what is waited for.

    Every edge goes to a later column, but within a ring of statements that wait for each other,
    which stand one below the other (longest paths over the strongly connected components). The
    order in a column is that of `nodes`, with neighbours brought near each other.
    """
    graph: networkx.DiGraph[Key] = networkx.DiGraph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(edges)
    rings = networkx.condensation(graph)
    place = {node: number for number, node in enumerate(nodes)}
    found: list[list[Key]] = []
    for generation in networkx.topological_generations(rings):
        members = [
            sorted(rings.nodes[ring]["members"], key=place.__getitem__) for ring in generation
        ]
        members.sort(key=lambda some: place[some[0]])
        found.append([node for some in members for node in some])
    near = {node: [*graph.predecessors(node), *graph.successors(node)] for node in nodes}
    ring_of: Mapping[Key, int] = rings.graph["mapping"]
    for _ in range(2):
        _settle(found, near, ring_of)
    return found


def _settle(
    columns: list[list[Key]], near: Mapping[Key, Sequence[Key]], ring_of: Mapping[Key, int]
) -> None:
    """Order each column by where the neighbours of its rings are, halfway between them."""
    heights = {
        node: (number + 0.5) / len(column)
        for column in columns
        for number, node in enumerate(column)
    }
    for column in columns:
        wanted: dict[int, list[float]] = {}
        for node in column:
            outside = [heights[one] for one in near[node] if ring_of[one] != ring_of[node]]
            wanted.setdefault(ring_of[node], []).extend(outside or [heights[node]])
        means = {ring: round(sum(some) / len(some), 6) for ring, some in wanted.items()}
        first: dict[int, int] = {}
        for number, node in enumerate(column):
            first.setdefault(ring_of[node], number)
        column.sort(key=lambda node: (means[ring_of[node]], first[ring_of[node]]))
