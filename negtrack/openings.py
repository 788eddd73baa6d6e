"""The fewest moves that open what waits: the smallest sets of single moves, whoever makes them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from negtrack.linkage import Claim, Key, Move, Network, Way
from negtrack.model import Statement

LISTED = 20
"""As many openings are listed, of those with the fewest moves."""

TRIED = 5_000
"""As many sets of moves are tried; then the search stops, and says at how many moves a set."""


class Openings(NamedTuple):
    """The sets of the fewest single moves that open something; `stopped` where not all were tried.

    `stopped` is the number of moves in the sets that were being tried, 0 where all were.
    """

    sets: tuple[tuple[Move, ...], ...]
    stopped: int = 0


class Lock(NamedTuple):
    """Statements that wait for each other; a `sequence` is one that a simultaneous move opens."""

    statements: tuple[Key, ...]
    sequence: bool
    openings: Openings


def openings(of: Network, claims: Sequence[Claim], targets: Sequence[Key]) -> Openings:
    """The smallest sets of single moves after which none of these statements waits any more."""
    moves = list(dict.fromkeys(_moves(of, claims, targets)))
    search, tried = _Search(of, targets), 0
    for size in range(1, len(moves) + 1):
        found: list[tuple[Move, ...]] = []
        for some in combinations(moves, size):
            if len({(one.party, one.issue) for one in some}) < size:
                continue
            tried += 1
            if tried > TRIED:
                return Openings(tuple(found[:LISTED]), size)
            if search.opens(some):
                found.append(some)
        if found:
            return Openings(tuple(found[:LISTED]))
    return Openings(())


class _Search:
    """Whether moves open some statements, told from no more than these could wait for.

    What has no conditions waits for nothing, whatever is moved, so that it is left out of `ways`,
    as are the statements that can have no part in it.
    """

    def __init__(self, of: Network, targets: Sequence[Key]) -> None:
        self.of = of._replace(held=_near(of, targets))
        self.targets = {key for key in targets if self.of.held[key].only_if}
        self.waiting = {key for key, said in self.of.held.items() if said.only_if}
        self.naming: dict[str, list[Key]] = {}
        for key in self.waiting:
            for issue in self._names(key):
                self.naming.setdefault(issue, []).append(key)
        self.known: dict[tuple[Key, tuple[Move, ...]], tuple[Way, ...]] = {}
        self.ways = {key: ways for key in self.waiting if (ways := self._ways(key, ()))}

    def opens(self, moves: tuple[Move, ...]) -> bool:
        """Whether none of the statements waits any more once these moves were made."""
        free = {(move.party, move.issue) for move in moves}
        ways = dict(self.ways)
        for key in {key for move in moves for key in self.naming.get(move.issue, ())}:
            ways[key] = self._ways(key, moves)
        more = free
        while more:
            if self.targets <= free:
                return True
            more = {key for key, its in ways.items() if key not in free and _is_any(its, free)}
            free |= more
        return False

    def _ways(self, key: Key, moves: tuple[Move, ...]) -> tuple[Way, ...]:
        """The ways of a statement after these moves, as far as they lead over those that wait."""
        names = self._names(key)
        some = tuple(move for move in moves if move.issue in names)
        if (key, some) not in self.known:
            found = self.of.after(some).ways(key)
            self.known[key, some] = tuple(way & self.waiting for way in found)
        return self.known[key, some]

    def _names(self, key: Key) -> set[str]:
        """The issues that a statement's conditions are about."""
        return {need.issue for one in self.of.held[key].only_if for need in one}


def _is_any(ways: tuple[Way, ...], free: set[Key]) -> bool:
    return any(way <= free for way in ways)


def _near(of: Network, targets: Sequence[Key]) -> dict[Key, Statement]:
    """What decides on these statements: all that they could wait for."""
    held: dict[Key, Statement] = {}
    ahead = list(targets)
    while ahead:
        key = ahead.pop()
        if key in held or key not in of.held:
            continue
        held[key] = of.held[key]
        for need in (need for one in held[key].only_if for need in one):
            ahead.append((key[0], need.issue))  # it says of whom the need is asked
            ahead += [(party, need.issue) for party in of.asked(key[0], need.issue)]
    return held


def _moves(of: Network, claims: Sequence[Claim], targets: Sequence[Key]) -> Iterator[Move]:
    """Every move that could have a part in opening these: theirs, and of all that they wait for."""
    unmet = {claim.key: claim for claim in claims if not claim.met}
    waiting, seen = list(targets), set(targets)
    while waiting:
        claim = unmet.get(waiting.pop(0))
        if claim is None:
            continue
        yield Move(*claim.key)
        for wish in (wish for one in claim.alternatives for wish in one if wish.state != "met"):
            for party in wish.asked:
                other = party, wish.need.issue
                itself = [other] == list(targets)  # what it would take instead opens nothing
                if not itself and of.answer(party, wish.need) != "yes":
                    yield Move(*other, wish.need.value)
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)
