"""How far the parties are from each other at a moment, over all issues, and who stands together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, permutations
from typing import Literal, NamedTuple, Protocol

from negtrack.closeness import distance
from negtrack.measures import Scale
from negtrack.model import Party
from negtrack.standing import Moment, Standing

Key = tuple[str, str]
"""A party and an issue."""

Missing = Literal["text", "no-span", "too-few"]
"""Why an issue is not counted: only sameness could be told, of texts or of numbers without a span;
or no two parties have values that can be compared."""

Unknown = Literal["extra", "too-few", "unclear"]
"""Why no coalitions are named: what finds them is not installed, fewer than three parties have a
distance to each other, or nobody can tell them apart."""


class Pair(NamedTuple):
    """How far a party is from another, 0–100, by the salience of the one, and on which issues.

    The distance is None where there is no such issue, or none of them matters to the one.
    """

    one: str
    other: str
    distance: float | None
    issues: tuple[tuple[str, Fraction], ...]


class Distances(NamedTuple):
    """The distances of every two parties, both ways, and what they are computed from.

    `salience` is whether it was used: only where every party has it wherever it is counted.
    """

    parties: tuple[str, ...]
    pairs: tuple[Pair, ...]
    held: Mapping[Key, Standing]
    salience: bool
    missing: Mapping[str, Missing]

    def both_ways(self) -> dict[frozenset[str], float]:
        """The mean of both directions, of every two that have a distance both ways."""
        known = {(pair.one, pair.other): pair.distance for pair in self.pairs}
        found = {}
        for (one, other), apart in known.items():
            back = known[other, one]
            if apart is not None and back is not None:
                found[frozenset((one, other))] = (apart + back) / 2
        return found


def distances(moment: Moment, scales: Mapping[str, Scale], parties: Iterable[Party]) -> Distances:
    """The distances of the principals among some parties, on the issues of some scales.

    A bloc's silent member has no distance of its own where its bloc is a principal.
    """
    names = tuple(party.id for party in parties if party.role == "principal")
    stands = {
        (party, issue): moment.stands[party, issue]
        for issue in scales
        for party in names
        if _stands(moment, party, issue) and _measures(scales[issue], moment.stands[party, issue])
    }
    shared = {pair: tuple(_shared(stands, scales, *pair)) for pair in permutations(names, 2)}
    counted = {(party, on) for pair, known in shared.items() for on, _ in known for party in pair}
    held = {key: standing for key, standing in stands.items() if key in counted}
    salience = all(standing.held.salience is not None for standing in held.values())
    there = {party for party, _ in held}
    return Distances(
        tuple(party for party in names if party in there),
        tuple(
            Pair(*pair, _distance(pair[0], known, held, salience), known)
            for pair, known in shared.items()
            if there >= {*pair}
        ),
        held,
        salience and bool(held),
        dict(_missing(moment, scales, names, held)),
    )


def _stands(moment: Moment, party: str, issue: str) -> bool:
    """Whether a value of a party stands, and its bloc is not counted for it."""
    standing = moment.stands.get((party, issue))
    return bool(standing and standing.value) and not moment.is_beside_bloc(party, issue)


def _measures(scale: Scale, standing: Standing) -> bool:
    """Whether more than sameness can be told of a value."""
    if scale.issue.scale == "quantity":
        span = scale.spans.get(scale.basis(standing.held))
        return span is not None and span.width is not None
    return scale.issue.scale != "text"


def _shared(
    stands: Mapping[Key, Standing], scales: Mapping[str, Scale], one: str, other: str
) -> Iterator[tuple[str, Fraction]]:
    """The issues on which two can be measured, each with how far apart they are."""
    for issue, scale in scales.items():
        both = stands.get((one, issue)), stands.get((other, issue))
        if both[0] and both[1]:
            apart = scale.apart(both[0].held, both[1].held)
            if apart is not None:
                yield issue, apart


def _distance(
    one: str,
    known: Iterable[tuple[str, Fraction]],
    held: Mapping[Key, Standing],
    salience: bool,
) -> float | None:
    def weight(issue: str) -> Fraction:
        stated = held[one, issue].held.salience
        return Fraction(stated) if salience and stated is not None else Fraction(1)

    return distance([(apart, weight(issue)) for issue, apart in known])


def _missing(
    moment: Moment, scales: Mapping[str, Scale], names: Iterable[str], held: Mapping[Key, Standing]
) -> Iterator[tuple[str, Missing]]:
    """Every issue that is not counted, and why."""
    there = {issue for _, issue in held}
    for issue, scale in scales.items():
        if issue in there:
            continue
        if scale.issue.scale == "text":
            yield issue, "text"
            continue
        mute = [name for name in names if _stands(moment, name, issue)]
        blind = [name for name in mute if not _measures(scale, moment.stands[name, issue])]
        yield issue, "no-span" if len(blind) > 1 else "too-few"


class Grouping(Protocol):
    """Which of some parties stand together, by their places in a matrix."""

    @property
    def groups(self) -> tuple[tuple[int, ...], ...]:
        """The members of each group; empty where none can be told apart."""

    @property
    def heights(self) -> tuple[float, ...]:
        """The mean distances at which two groups become one."""


Finding = Callable[[Sequence[Sequence[float]]], Grouping]
"""Finds groups by the distances of at least three parties."""


class Coalition(NamedTuple):
    """Parties that stand together, how far apart they are on average, and where they meet.

    These are the issues on which no two of them are apart. A party alone has no such distance.
    """

    members: tuple[str, ...]
    distance: float | None
    meeting: tuple[str, ...]


class Coalitions(NamedTuple):
    """The coalitions, or why there are none; `left_out` lack a distance to somebody."""

    found: tuple[Coalition, ...]
    heights: tuple[float, ...]
    left_out: tuple[str, ...]
    unknown: Unknown | None


def coalitions(of: Distances, find: Finding | None) -> Coalitions:
    """Who stands together; `find` finds groups, and is None where it is not installed."""
    means = of.both_ways()
    parties = _complete(of.parties, means)
    left_out = tuple(one for one in of.parties if one not in parties)
    if len(parties) < 3:
        return Coalitions((), (), left_out, "too-few")
    if find is None:
        return Coalitions((), (), left_out, "extra")
    table = [[means.get(frozenset((a, b)), 0.0) for b in parties] for a in parties]
    told = find(table)
    groups = (tuple(parties[place] for place in group) for group in told.groups)
    found = tuple(_coalition(of, group, means) for group in groups)
    return Coalitions(found, told.heights, left_out, None if found else "unclear")


def _complete(of: Iterable[str], means: Mapping[frozenset[str], float]) -> list[str]:
    """The parties that have a distance to each other; who lacks most goes first, be it several."""
    parties = list(of)
    while True:
        lacking = {
            one: sum(one != other and frozenset((one, other)) not in means for other in parties)
            for one in parties
        }
        most = max(lacking.values(), default=0)
        if not most:
            return parties
        parties = [one for one in parties if lacking[one] < most]


def _coalition(
    of: Distances, members: tuple[str, ...], means: Mapping[frozenset[str], float]
) -> Coalition:
    pairs = list(combinations(members, 2))
    if not pairs:
        return Coalition(members, None, ())
    known = {(pair.one, pair.other): dict(pair.issues) for pair in of.pairs}
    meeting = (
        issue for issue in known[pairs[0]] if all(known[pair].get(issue) == 0 for pair in pairs)
    )
    mean = sum(means[frozenset(pair)] for pair in pairs) / len(pairs)
    return Coalition(members, mean, tuple(meeting))
