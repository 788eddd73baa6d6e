"""Locks and openings: cases on paper, and all small graphs by brute force."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, combinations, product
from typing import TYPE_CHECKING, NamedTuple

from builders import TALKS, THREE, record
from hypothesis import given, settings
from hypothesis import strategies as st
from test_linkage import net

from negtrack import openings as module
from negtrack.linkage import Key, Move, Network, network
from negtrack.locks import locks
from negtrack.moves import scales
from negtrack.openings import Lock, openings
from negtrack.standing import moments

if TYPE_CHECKING:
    import pytest

MUTUAL = (
    "north: {ceasefire: {value: full, only_if: {venue: coast}}}\n"
    "south: {venue: {value: coast, only_if: {ceasefire: full}}}"
)
RING = (
    "north: {ceasefire: {value: full, of: watch, only_if: {venue: coast}},"
    " venue: {value: coast, of: south}}\n"
    "south: {venue: {value: coast, only_if: {access: open}}, access: {value: open, of: east}}\n"
    "east: {access: {value: open, only_if: {ceasefire: full}}, ceasefire: {value: full, of: north}}"
)


def found(of: Network) -> tuple[Lock, ...]:
    return locks(of, of.claims())


def spelled(some: tuple[tuple[Move, ...], ...]) -> list[str]:
    return [
        " & ".join(
            f"{one.party} {one.issue} {' '.join(map(str, one.to)) or 'drop'}" for one in ways
        )
        for ways in some
    ]


def test_two_that_wait_for_each_other_are_a_lock_of_sequence() -> None:
    (lock,) = found(net(TALKS, r1=MUTUAL))
    assert lock.statements == (("north", "ceasefire"), ("south", "venue"))
    assert lock.sequence
    assert spelled(lock.openings.sets) == ["north ceasefire drop", "south venue drop"]


def test_a_ring_of_three_is_one_lock() -> None:
    (lock,) = found(net(THREE, r1=RING))
    assert {party for party, _ in lock.statements} == {"north", "south", "east"}
    assert lock.sequence
    assert len(lock.openings.sets) == 3


def test_values_that_differ_make_it_a_lock_of_substance() -> None:
    (lock,) = found(net(TALKS, r1=MUTUAL.replace("venue: coast", "venue: hills")))
    assert not lock.sequence
    assert spelled(lock.openings.sets) == ["north ceasefire drop", "south venue hills"]


def test_an_open_alternative_keeps_a_ring_from_closing() -> None:
    of = net(
        TALKS,
        r1="north: {ceasefire: {value: full, only_if: [{venue: coast}, {pay: 5}]}}\n"
        "south: {venue: {value: coast, only_if: {ceasefire: full}}, pay: 5}",
    )
    assert found(of) == ()
    assert {claim.met for claim in of.claims()} == {True}


def test_a_blocked_alternative_leaves_the_ring() -> None:
    of = net(
        TALKS,
        r1="north: {ceasefire: {value: full, only_if: [{venue: coast}, {pay: 5}]}}\n"
        "south: {venue: {value: coast, only_if: {ceasefire: full}}, pay: 6}",
    )
    (lock,) = found(of)
    assert lock.sequence
    assert (
        spelled(lock.openings.sets)
        == [
            "north ceasefire drop",
            "south venue drop",
            "south pay 5",
        ]
        or len(lock.openings.sets) == 3
    )


def test_a_statement_without_a_lock_has_openings_too() -> None:
    of = net(
        TALKS,
        r1="north: {ceasefire: {value: full, only_if: {venue: coast, pay: 5}}}\nsouth: {pay: 6}",
    )
    assert found(of) == ()
    ways = openings(of, of.claims(), [("north", "ceasefire")])
    assert spelled(ways.sets) == ["north ceasefire drop"]
    assert ways.stopped == 0


def test_a_search_that_would_explode_says_where_it_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TRIED", 1)
    of = net(TALKS, r1=MUTUAL)
    assert openings(of, of.claims(), [("south", "venue")]).stopped == 1


def test_no_more_than_twenty_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LISTED", 1)
    (lock,) = found(net(TALKS, r1=MUTUAL))
    assert len(lock.openings.sets) == 1


# All small graphs, by brute force


class World(NamedTuple):
    """What each of three says: a value, and alternatives of needs, by party and issue."""

    said: dict[Key, tuple[str, tuple[tuple[Key, ...], ...]]]

    def text(self) -> str:
        lines: dict[str, list[str]] = {}
        for (party, issue), (value, conditions) in self.said.items():
            priced = ", ".join(
                "{" + ", ".join(f"{one}: {wanted}" for one, wanted in needs) + "}"
                for needs in conditions
            )
            more = f", only_if: [{priced}]" if priced else ""
            lines.setdefault(party, []).append(f"{issue}: {{value: {value}{more}}}")
        return "\n".join(f"{party}: {{{', '.join(told)}}}" for party, told in lines.items())

    def holds(self, key: Key, free: frozenset[Key]) -> bool:
        """Whether a statement waits for nothing, written down again in the simplest way."""
        _, conditions = self.said[key]
        others = {"north", "south", "east"} - {key[0]}
        return not conditions or any(
            all(
                self.said.get((other, issue), ("",))[0] == wanted and (other, issue) in free
                for issue, wanted in needs
                for other in others
            )
            for needs in conditions
        )

    def least(self) -> frozenset[Key]:
        """The smallest set that is closed: whatever holds by it is in it."""
        closed = [s for s in self.sets() if all(k in s for k in self.said if self.holds(k, s))]
        return frozenset(min(closed, key=len))

    def greatest(self) -> frozenset[Key]:
        """The largest set that supports itself."""
        own = [s for s in self.sets() if all(self.holds(key, s) for key in s)]
        return frozenset(max(own, key=len))

    def sets(self) -> Iterator[frozenset[Key]]:
        keys = list(self.said)
        for some in chain.from_iterable(combinations(keys, n) for n in range(len(keys) + 1)):
            yield frozenset(some)

    def after(self, moves: tuple[Move, ...]) -> World:
        said = dict(self.said)
        for move in moves:
            key = move.party, move.issue
            value = str(move.to[0]) if move.to else said[key][0]
            said[key] = (value, ())
        return World(said)


ISSUES = {"ceasefire": ("none", "full"), "venue": ("coast", "hills")}
PARTIES = ("north", "south", "east")


@st.composite
def worlds(draw: st.DrawFn) -> World:
    said: dict[Key, tuple[str, tuple[tuple[Key, ...], ...]]] = {}
    for party, issue in product(PARTIES, ISSUES):
        if not draw(st.integers(0, 5)):
            continue
        (other,) = set(ISSUES) - {issue}
        value = draw(st.sampled_from(ISSUES[issue]))
        need = st.tuples(st.just(other), st.sampled_from(ISSUES[other])).map(lambda one: (one,))
        conditions = draw(st.lists(need, max_size=2, unique=True).map(tuple))
        said[party, issue] = (value, conditions)
    return World(said)


@settings(max_examples=150, deadline=None)
@given(worlds())
def test_brute_force_agrees_on_every_small_graph(world: World) -> None:
    negotiation = record(THREE, r1=world.text()).negotiation
    of = network(moments(negotiation)[-1], scales(negotiation))
    claims = of.claims()
    least, greatest = world.least(), world.greatest()
    assert of.free() == least
    assert of.together() == greatest
    assert {claim.key for claim in claims if claim.met} == {
        key for key, (_, conditions) in world.said.items() if conditions and key in least
    }
    unmet = [claim.key for claim in claims if not claim.met]
    assert {frozenset(lock.statements) for lock in locks(of, claims)} == rings(world, unmet)
    for lock in locks(of, claims):
        assert lock.sequence == (set(lock.statements) <= greatest)
    for key in unmet[:2]:
        ways = openings(of, claims, [key])
        sizes = {len(some) for some in ways.sets}
        assert sizes == {smallest(world, key)}
        for some in ways.sets:
            assert key in world.after(some).least()


def rings(world: World, unmet: list[Key]) -> set[frozenset[Key]]:
    """The sets of more than one statement in which each can be reached from each."""
    ahead = {
        key: {
            (other, issue)
            for needs in world.said[key][1]
            for issue, _ in needs
            for other in PARTIES
            if other != key[0] and (other, issue) in unmet
        }
        for key in unmet
    }
    for middle, start, end in product(unmet, unmet, unmet):
        if middle in ahead[start] and end in ahead[middle]:
            ahead[start].add(end)
    return {
        ring
        for key in unmet
        if len(ring := frozenset(o for o in ahead[key] if key in ahead[o]) | {key}) > 1
    }


def smallest(world: World, key: Key) -> int:
    """The fewest moves of any kind after which a statement waits for nothing."""
    drops = [Move(*one) for one, (_, conditions) in world.said.items() if conditions]
    values = [Move(p, i, (v,)) for p in PARTIES for i in ISSUES for v in ISSUES[i]]
    for size in range(1, 5):
        for some in combinations([*drops, *values], size):
            if key in world.after(some).least() and key not in {
                (one.party, one.issue) for one in some if one.to
            }:
                return size
    raise AssertionError
