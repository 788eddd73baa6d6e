"""Which parties stand together, by the distances between all of them; with SciPy, loaded for it.

Clusters are merged by average linkage (Sokal and Michener 1958). How many there are is told by one
rule, and where it tells nothing, there are none.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise, product
from typing import NamedTuple

from scipy.cluster.hierarchy import fcluster, linkage

LEAST = 3
"""Of two parties, nobody could say whether they are one coalition or none."""

_SAME = 1e-9
"""What two distances may differ by as they are computed."""

Matrix = Sequence[Sequence[float]]
"""The distance of every two, the same both ways, 0–100."""


class Grouping(NamedTuple):
    """The groups, each by its members' places in the matrix; empty where none can be told apart.

    `heights` are the mean distances at which two clusters become one, rising.
    """

    groups: tuple[tuple[int, ...], ...]
    heights: tuple[float, ...]


def grouping(distances: Matrix) -> Grouping:
    """The groups of at least three parties.

    The tree is cut where its heights rise most, from 0 on, as far as the order of the parties does
    not matter to it. There are no groups where they rise most up to the first height, or as much
    twice; nor where a member is not nearer, on average, to its own group than to every other.
    """
    joined = _joined(distances)
    tree = linkage([joined[a][b] for a, b in combinations(range(len(joined)), 2)], "average")
    heights = tuple(float(row[2]) for row in tree)[: _certain(joined)]
    cut = _cut(heights)
    if cut is None:
        return Grouping((), heights)
    found: dict[int, list[int]] = {}
    for place, label in enumerate(fcluster(tree, cut, "distance")):
        found.setdefault(int(label), []).append(place)
    groups = tuple(tuple(one) for one in found.values())
    return Grouping(groups if _apart(distances, groups) else (), heights)


def _joined(distances: Matrix) -> Matrix:
    """The distances, where those who are not apart, be it by way of others, are one from the start.

    With ranges, the first may meet the second and the second the third, and not the first the
    third; whom a tree would part of these depends on their order alone.
    """
    size = len(distances)
    kin = [
        {other for other in range(size) if distances[one][other] <= _SAME} for one in range(size)
    ]
    for via in range(size):
        for one in range(size):
            if via in kin[one]:
                kin[one] |= kin[via]
    groups = [tuple(sorted(one)) for one in kin]
    means = {pair: _mean(distances, *pair) for pair in product({*groups}, repeat=2)}
    return [[0.0 if a == b else means[a, b] for b in groups] for a in groups]


def _certain(distances: Matrix) -> int:
    """How many of the tree's heights are the same in whatever order the parties come.

    Clusters that are as near to each other merge to the same in any order, if all are. Where
    one is as near to two that are not so to each other, its height is the last that is certain.
    """
    clusters: list[tuple[int, ...]] = [(place,) for place in range(len(distances))]
    merged = 0
    while len(clusters) > 1:
        means = {
            (one, other): _mean(distances, one, other) for one, other in combinations(clusters, 2)
        }
        least = min(means.values())
        tied = {pair for pair, mean in means.items() if mean - least <= _SAME}
        first = next(one for one in clusters if any(one in pair for pair in tied))
        ring = [one for one in clusters if one == first or {(first, one), (one, first)} & tied]
        inside = set(combinations(ring, 2))
        if not inside <= tied or any(set(pair) & set(ring) for pair in tied - inside):
            return merged + 1
        clusters = [one for one in clusters if one not in ring]
        clusters.append(tuple(place for one in ring for place in one))
        merged += len(ring) - 1
    return merged


def _mean(distances: Matrix, one: Sequence[int], other: Sequence[int]) -> float:
    """The mean distance of the members of two clusters."""
    return sum(distances[a][b] for a in one for b in other) / (len(one) * len(other))


def _cut(heights: Sequence[float]) -> float | None:
    """The middle of the largest rise; None where that is the first, or there are two of it."""
    rises = [after - before for before, after in pairwise((0.0, *heights))]
    largest = max(rises)
    where = [place for place, rise in enumerate(rises) if largest - rise <= _SAME]
    if where[0] == 0 or len(where) > 1:
        return None
    return (heights[where[0] - 1] + heights[where[0]]) / 2


def _apart(distances: Matrix, groups: Sequence[Sequence[int]]) -> bool:
    """Whether every member is nearer to its own group than to any other, each on average."""
    for group in groups:
        for one in group if len(group) > 1 else ():
            own = sum(distances[one][other] for other in group) / (len(group) - 1)
            others = [_mean(distances, (one,), another) for another in groups if another != group]
            if own + _SAME >= min(others):
                return False
    return True
