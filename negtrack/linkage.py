"""What waits for what: conditions and their states, locks, and the moves that would open them.

A statement is one party's standing position on one issue. What a condition asks, of whom, and when
it is met is in DESIGN §3; nobody is credited with a step that waits for another.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from negtrack.agreed import Bond, between, in_force
from negtrack.measures import Scale, meet, within
from negtrack.model import Condition, Need, Statement, Value
from negtrack.standing import Moment

State = Literal["met", "blocked", "open", "waiting"]
Answer = Literal["yes", "no", "unknown"]

Key = tuple[str, str]
"""A statement, by its party and its issue."""


class Move(NamedTuple):
    """A single move: to drop all conditions of a statement, or to take a value without any."""

    party: str
    issue: str
    to: Value = ()

    @property
    def kind(self) -> str:
        """`drop-condition`, or `value`."""
        return "value" if self.to else "drop-condition"


class Wish(NamedTuple):
    """One need of a condition: whom it is asked of, its state, and who puts it there."""

    need: Need
    asked: tuple[str, ...]
    state: State
    by: tuple[str, ...]


class Claim(NamedTuple):
    """A statement with conditions: its alternatives, each with its needs."""

    key: Key
    held: Statement
    alternatives: tuple[tuple[Wish, ...], ...]

    @property
    def met(self) -> bool:
        """Whether one of its alternatives is met."""
        return any(all(wish.state == "met" for wish in one) for one in self.alternatives)


Way = frozenset[Key]
"""One way for a statement to wait for nothing: all of these others wait for nothing, too."""


class Network(NamedTuple):
    """Every standing position of a moment, as conditions see it; moves make another of it.

    `bonds` are the agreements in force, by issue; `found` is of whom was asked what before.
    """

    moment: Moment
    scales: Mapping[str, Scale]
    held: Mapping[Key, Statement]
    bonds: Mapping[str, tuple[Bond, ...]]
    found: dict[Key, tuple[str, ...]]

    def asked(self, party: str, issue: str) -> tuple[str, ...]:
        """Of whom a party's condition on an issue is asked: its own addressees, or counterparts.

        No move changes that.
        """
        key = party, issue
        if key not in self.found:
            own = self.held.get(key)
            self.found[key] = self.moment.addressees(party, issue, own.of if own else ())
        return self.found[key]

    def answer(self, party: str, need: Need) -> Answer:
        """Whether a party's position, its conditions aside, is what a need names."""
        own, scale = self.held.get((party, need.issue)), self.scales[need.issue]
        if own is None or scale.basis(own) != scale.issue.basis:
            return "unknown"
        if within(need.value, own.rejects):
            return "no"
        if not own.value:
            return "unknown"
        if within(own.value, need.value):
            return "yes"
        return "unknown" if scale.issue.scale == "text" or meet(own.value, need.value) else "no"

    def agreed(self, need: Need, asked: Iterable[str]) -> bool:
        """Whether an agreement in force gives what a need names, and binds all who are asked."""
        negotiation = self.moment.negotiation
        for bond in self.bonds.get(need.issue, ()):
            parties = set(between(negotiation, bond.agreement))
            for one in tuple(parties):
                parties.update(negotiation.parties[one].members)
            if within(bond.term.value, need.value) and parties.issuperset(asked):
                return True
        return False

    def way(self, party: str, need: Need) -> Way | None:
        """The statements that must wait for nothing for a need to be met; None if it cannot be."""
        asked = self.asked(party, need.issue)
        if self.agreed(need, asked):
            return frozenset()
        if not asked or any(self.answer(one, need) != "yes" for one in asked):
            return None
        return frozenset((one, need.issue) for one in asked)

    def ways(self, key: Key) -> tuple[Way, ...]:
        """Every way of a statement to wait for nothing; the empty one without conditions."""
        conditions = self.held[key].only_if
        return tuple(self._ways(key[0], conditions)) if conditions else (frozenset(),)

    def _ways(self, party: str, conditions: tuple[Condition, ...]) -> Iterator[Way]:
        for one in conditions:
            met = [self.way(party, need) for need in one]
            ways = [way for way in met if way is not None]
            if len(ways) == len(met):
                yield frozenset().union(*ways)

    def free(self) -> set[Key]:
        """The statements that wait for nothing: the least fixpoint, nobody goes first."""
        found: set[Key] = set()
        waiting = {key: self.ways(key) for key in self.held}
        while True:
            more = {key for key, ways in waiting.items() if any(way <= found for way in ways)}
            if not more:
                return found
            found |= more
            waiting = {key: ways for key, ways in waiting.items() if key not in more}

    def together(self) -> set[Key]:
        """Those that would wait for nothing if all moved at once: the greatest fixpoint."""
        found, of = set(self.held), {key: self.ways(key) for key in self.held}
        while True:
            lost = {key for key in found if not any(way <= found for way in of[key])}
            if not lost:
                return found
            found -= lost

    def claims(self) -> tuple[Claim, ...]:
        """Every statement with conditions, in the record's order of issues and parties."""
        free = self.free()
        order = self.moment.negotiation
        return tuple(
            self._claim((party, issue), free)
            for issue in order.issues
            for party in order.parties
            if (party, issue) in self.held and self.held[party, issue].only_if
        )

    def _claim(self, key: Key, free: set[Key]) -> Claim:
        held = self.held[key]
        return Claim(
            key,
            held,
            tuple(tuple(self._wish(key[0], need, free) for need in one) for one in held.only_if),
        )

    def _wish(self, party: str, need: Need, free: set[Key]) -> Wish:
        """The state of a need: the first that fits, in the order of DESIGN §3."""
        asked, way = self.asked(party, need.issue), self.way(party, need)
        if way is not None and way <= free:
            return Wish(need, asked, "met", asked)
        answers = {one: self.answer(one, need) for one in asked}
        against = tuple(one for one, told in answers.items() if told == "no")
        if against:
            return Wish(need, asked, "blocked", against)
        silent = tuple(one for one, told in answers.items() if told == "unknown")
        if silent or not asked:
            return Wish(need, asked, "open", silent)
        priced = tuple(one for one in asked if (one, need.issue) not in free)
        return Wish(need, asked, "waiting", priced)

    def after(self, moves: Iterable[Move]) -> Network:
        """The network once these moves were made: a view of this one, with what has moved."""
        moved: dict[Key, Statement] = {}
        held = ChainMap(moved, self.held)  # type: ignore[arg-type]  # nothing is written to it
        for move in moves:
            key = move.party, move.issue
            said = held.get(key) or Statement(move.party, move.issue, self.moment.round.id, 0)
            if move.to:
                said = said._replace(value=move.to, rejects=(), basis="")
            moved[key] = said._replace(only_if=())
        return self._replace(held=held)


def network(moment: Moment, scales: Mapping[str, Scale]) -> Network:
    """The standing positions of a moment; a bloc's once, where it negotiates itself."""
    held = {
        (party, issue): standing.held
        for (party, issue), standing in moment.stands.items()
        if standing.engaged and not moment.is_beside_bloc(party, issue)
    }
    asked = {name for one in held.values() for name in _named(one)}
    bonds = {name: in_force(moment.negotiation, moment.round, name) for name in asked}
    return Network(moment, scales, held, bonds, {})


def _named(statement: Statement) -> Iterator[str]:
    """The issues that a statement's conditions are about."""
    return (need.issue for one in statement.only_if for need in one)


def waits_for(of: Network, claims: Iterable[Claim]) -> Iterator[tuple[Key, Key]]:
    """Which unmet statement waits for which other one."""
    unmet = {claim.key: claim for claim in claims if not claim.met}
    for key, claim in unmet.items():
        for wish in dict.fromkeys(wish for one in claim.alternatives for wish in one):
            for party in wish.asked:
                other = party, wish.need.issue
                if wish.state != "met" and other in unmet:
                    yield key, other
