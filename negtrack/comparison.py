"""What differs between two standings of one party: every kind that fits, and what says more."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import partial
from typing import NamedTuple

from negtrack.camps import NO_STEPS, Field, Step, Steps, Taken, taken
from negtrack.measures import Scale, hull, passes, same, within
from negtrack.model import Condition, Need, Statement, Value
from negtrack.standing import Moment, Standing

BY_STANCE = {"withdraw": "withdrawal", "no-answer": "non-answer", "reserve": "reservation"}
"""The kinds that the stance alone decides."""

_POSITION = slice(Statement._fields.index("stance"), Statement._fields.index("coder"))
"""The fields of a statement that say what is asked, and not where, when or by whom it was told."""


def steps(field: Field, before: Standing | None, after: Standing, scale: Scale) -> Steps:
    """The moves against all counterparts that had a value at the earlier of two moments."""
    if before is None or not before.value or not after.value:
        return NO_STEPS
    found = partial(_taken, field, before, after, scale)
    return Steps(found, partial(_one_by_one, field.moment, before, after, scale))


def _taken(field: Field, before: Standing, after: Standing, scale: Scale) -> Taken:
    """What is told of all steps: of none that is any, where the position is what it was."""
    if before.value == after.value and before.held.basis == after.held.basis:
        apart = (scale.apart(after.held, camp.held) for camp, _ in field.against(after))
        stayed = Fraction(0) if any(distance is not None for distance in apart) else None
        return Taken(stayed, stayed)
    return taken(
        (_step("", before, after, camp.held, scale), number)
        for camp, number in field.against(after)
    )


def _one_by_one(a: Moment, before: Standing, after: Standing, scale: Scale) -> Iterator[Step]:
    for other in a.rivals.get(after.held.party, ()):
        stood = a.stands.get((other, after.held.issue))
        if stood is not None and stood.value and _counts(a, after, other):
            yield _step(other, before, after, stood.held, scale)


def _step(
    counterpart: str, before: Standing, after: Standing, stood: Statement, scale: Scale
) -> Step:
    """The move of a party, from one standing to the next, against what a counterpart held."""
    was, now = scale.apart(before.held, stood), scale.apart(after.held, stood)
    nearer = None if was is None or now is None else was - now
    moved = before.value != after.value and nearer is not None
    return Step(
        counterpart, nearer, moved and passes(scale, before.value, after.value, stood.value)
    )


class Others(NamedTuple):
    """What others hold on the issue of a standing than the party that stands there."""

    field: Field
    b: Moment
    after: Standing

    def counterparts(self) -> Iterator[Statement]:
        """What counterparts held at the earlier moment, each position once."""
        return (camp.held for camp, _ in self.field.against(self.after))

    def anybody(self) -> Iterator[Statement]:
        """What counterparts or mediators held at either moment."""
        a, after = self.field.moment, self.after
        party, issue = after.held.party, after.held.issue
        around = [one for one in a.rivals.get(party, ()) if _counts(a, after, one)]
        parties = a.negotiation.parties.values()
        around += [one.id for one in parties if one.role == "mediator" and one.id != party]
        for stands in (a.stands, self.b.stands):
            found = (stands.get((other, issue)) for other in around)
            yield from (one.held for one in found if one is not None and one.value)


def _counts(a: Moment, after: Standing, other: str) -> bool:
    """Whether a counterpart does not stand in `a` where a bloc does, for it or for both."""
    issue = after.held.issue
    stood = a.stands.get((other, issue))
    if stood is not None and stood.inherited and stood.inherited == after.inherited:
        return False
    return not a.is_beside_bloc(other, issue)


def is_said_again(before: Standing, after: Standing) -> bool:
    """Whether the later of two standings is the same position, word for word: most are.

    A comparison finds no more between them than that it was said again.
    """
    if before.expired or after.expired or after.last.stance in BY_STANCE:
        return False
    is_as_firm = before.has_position == after.has_position
    return is_as_firm and before.held[_POSITION] == after.held[_POSITION]


class Comparison(NamedTuple):
    """Two standings of one party, of which the later differs, its moves, and what others hold."""

    before: Standing | None
    after: Standing
    steps: Steps
    others: Others
    scale: Scale

    def words(self) -> Iterator[str]:
        """Every kind that fits, and the aspects that say more."""
        if self.after.expired and not (self.before and self.before.expired):
            yield from ("withdrawal", "expired")
        elif self.after.last.stance in BY_STANCE:
            yield BY_STANCE[self.after.last.stance]
        if self._is_new():
            yield "new"
        yield from self._value()
        yield from self._refusals()
        yield from self._conditions()
        yield from self._emphasis()
        yield "insistence"

    def _is_new(self) -> bool:
        """Whether there is a value where there was none, or a position at all."""
        before, after = self.before, self.after
        if after.value and not (before and before.value):
            return True
        return after.has_position and not (before and before.has_position)

    def _value(self) -> Iterator[str]:
        ended = self.before and (self.before.held.stance == "withdraw" or self.before.expired)
        if ended and self._is_new():
            yield "restated"
        if self._accepts():
            yield "acceptance"
        moved = self._moved()
        if moved:
            yield moved
        if self._value_changed():
            yield from self._direction()
        if self.steps.taken.passes:
            yield "passed"
        if self._became_accept() and not self._accepts():
            yield "held-by-nobody"

    def _became_accept(self) -> bool:
        """Whether the party accepts now what it did not accept before."""
        if self.after.held.stance != "accept":
            return False
        return not self.before or self.before.held.stance != "accept" or self._value_changed()

    def _accepts(self) -> bool:
        held = self.after.held
        if self._became_accept():
            return any(self._inside(held, other) for other in self.others.anybody())
        if not self._value_changed():
            return False
        return any(self._inside(held, other) for other in self.others.counterparts())

    def _inside(self, held: Statement, other: Statement) -> bool:
        """Whether a value lies wholly within another's, and at no distance from it."""
        return within(held.value, other.value) and self.scale.apart(held, other) == 0

    def _value_changed(self) -> bool:
        if self.before is None or not self.before.value or not self.after.value:
            return False
        return self._basis_changed() or not same(self.before.value, self.after.value)

    def _basis_changed(self) -> bool:
        before = self.before and self.scale.basis(self.before.held)
        return before != self.scale.basis(self.after.held)

    def _moved(self) -> str:
        """Concession, retraction or shift; nothing where the value stayed.

        A step away that went past the counterpart first is never a retraction; to take back an
        acceptance always is one, unless it comes nearer.
        """
        left = self.before and self.before.held.stance == "accept" != self.after.held.stance
        if not self._value_changed():
            return "retraction" if left else ""
        movement, rest = self.steps.taken[:2]
        if movement is not None and movement > 0:
            return "concession"
        return "retraction" if left or (rest is not None and rest < 0) else "shift"

    def _direction(self) -> Iterator[str]:
        """Which way the value went on its scale, where it has one and still counts alike."""
        was = self.before and hull(self.scale, self.before.value)
        now = hull(self.scale, self.after.value)
        if was is None or now is None or was == now or self._basis_changed():
            return
        if now[0] >= was[0] and now[1] >= was[1]:
            yield "raised"
        elif now[0] <= was[0] and now[1] <= was[1]:
            yield "lowered"

    def _refusals(self) -> Iterator[str]:
        was = self.before.held.rejects if self.before else ()
        now = self.after.held.rejects
        if now and not within(now, was):
            yield "rejection"
        elif was and not within(was, now) and self.after.has_position:
            yield from ("emphasis", "rejection-eased")

    def _conditions(self) -> Iterator[str]:
        """That conditions changed, how, and whether they ask less than before."""
        if not self.before or not self.before.has_position or not self.after.has_position:
            return
        was, now = self.before.held.only_if, self.after.held.only_if
        eased = _eased_into(was, now)
        if eased and _eased_into(now, was):
            return
        more, less = _needs(now) - _needs(was), _needs(was) - _needs(now)
        how = "replaced" if bool(more) == bool(less) else "added" if more else "dropped"
        yield from ("conditions", f"conditions-{how}")
        if eased:
            yield "conditions-eased"

    def _emphasis(self) -> Iterator[str]:
        if self.before is None or not self.before.engaged or not self.after.engaged:
            return
        was, now = self.before.held, self.after.held
        changed = (
            ("red-line", was.red_line != now.red_line),
            ("unconditional", was.unconditional != now.unconditional),
            ("salience", was.salience != now.salience),
            ("stance", was.stance != now.stance and self.after.has_position),
            ("deadline", was.by != now.by),
            ("addressee", set(was.of) != set(now.of)),
            ("accepts", not same(was.accepts, now.accepts)),
        )
        told = [name for name, differs in changed if differs]
        if told:
            yield from ("emphasis", *told)


def _needs(conditions: tuple[Condition, ...]) -> set[Need]:
    return {need for condition in conditions for need in condition}


def _eased_into(was: tuple[Condition, ...], now: tuple[Condition, ...]) -> bool:
    """Whether meeting the earlier conditions would meet the later: these ask as much, or less."""
    if not now:
        return True
    return bool(was) and all(any(_asks_less(one, other) for one in now) for other in was)


def _asks_less(one: Condition, other: Condition) -> bool:
    """Whether every need of one alternative is met where the other's are."""
    wanted: dict[str, list[Value]] = {}
    for need in other:
        wanted.setdefault(need.issue, []).append(need.value)
    return all(
        any(within(value, need.value) for value in wanted.get(need.issue, ())) for need in one
    )
