"""What several coders made of the same talks: each unit with what every one of them coded.

A unit is one party's position on one issue as stated in one round, and not as carried into it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from negtrack.alpha import Level
from negtrack.measures import Scale
from negtrack.model import Issue, Range, Statement, Value
from negtrack.record import Record
from negtrack.scaling import scale_of
from negtrack.selection import Selection
from negtrack.text import folded


class Unit(NamedTuple):
    """What is coded: a party's position on an issue in a round."""

    round: str
    party: str
    issue: str


class Coder(NamedTuple):
    """Somebody's coding of a negotiation: by unit, the party's last statement in the round."""

    name: str
    record: Record
    coded: Mapping[Unit, Statement]


Codes = tuple[Hashable | None, ...]
"""What each coder coded, in the coders' order; None where one coded nothing to compare."""


class Variable(NamedTuple):
    """One thing that was coded, of every unit: a value on one issue, or something on all of them.

    `apart` are the units on which coders differ. `incomparable` counts the units that were coded
    by several, but not in one number or option each, where the level asks for that.
    """

    name: str
    issue: str
    level: Level
    units: Mapping[Unit, Codes]
    apart: tuple[Unit, ...]
    incomparable: int = 0


class Coding(NamedTuple):
    """All coders, and the units that any of them coded, in the order of rounds and issues."""

    coders: tuple[Coder, ...]
    units: tuple[Unit, ...]

    def of(self, unit: Unit) -> tuple[Statement | None, ...]:
        """What each coder has on a unit."""
        return tuple(coder.coded.get(unit) for coder in self.coders)

    def variables(self) -> Iterator[Variable]:
        """What was coded on all issues, and then the value on each."""
        yield self._stated()
        for name, code in _CODED.items():
            yield _variable(name, self, code)
        for issue in dict.fromkeys(unit.issue for unit in self.units):
            yield _value(issue, self)

    def _stated(self) -> Variable:
        """Whether a position was found at all, wherever somebody found one of the party's.

        Those are all issues that were coded, in the rounds in which anybody coded the party.
        """
        spoke = dict.fromkeys((unit.round, unit.party) for unit in self.units)
        issues = dict.fromkeys(unit.issue for unit in self.units)
        units = [Unit(*one, issue) for one in spoke for issue in issues]
        found = {unit: tuple(said is not None for said in self.of(unit)) for unit in units}
        return Variable("stated", "", "nominal", found, tuple(_apart(found)))


def names_of(record: Record) -> tuple[str, ...]:
    """Everybody who is named as the coder of a statement, or of a version of one, in order."""
    found = {one.coder for statement in _statements(record) for one in _versions(statement)}
    return tuple(sorted(found - {""}))


def whole(name: str, record: Record) -> Coder:
    """All of a record as one coder's work."""
    return Coder(name, record, {_unit(one): one for one in _statements(record)})


def part(name: str, record: Record) -> Coder:
    """The statements of a record that name somebody as their coder."""
    found = (one for said in _statements(record) for one in _versions(said) if one.coder == name)
    return Coder(name, record, {_unit(one): one for one in found})


def visible(coders: Sequence[Coder]) -> tuple[Coder, ...]:
    """The coders' work as far as everybody may see all of it.

    What one record withholds, be it since another revision, is withheld of the others, too.
    """

    def openly(coder: Coder) -> Coder:
        record = coder.record
        for other in coders:
            record = record.without_withheld(other.record)
        left = {_bare(one) for said in _statements(record) for one in _versions(said)}
        coded = {unit: one for unit, one in coder.coded.items() if _bare(one) in left}
        return coder._replace(record=record, coded=coded)

    return tuple(map(openly, coders))


def _bare(one: Statement) -> Statement:
    """A statement without its versions, of which some may be withheld."""
    return one._replace(disputed=())


def coding(coders: Sequence[Coder], selection: Selection) -> Coding:
    """The units that any of the coders coded and that were asked for."""
    known = {
        unit: None
        for coder in coders
        for unit in coder.coded
        if selection.has_issue(coder.record.negotiation.issues[unit.issue])
        and selection.has_party(coder.record.negotiation.parties[unit.party])
    }
    issues = [name for coder in coders for name in coder.record.negotiation.issues]
    places = {name: place for place, name in reversed(list(enumerate(issues)))}
    dates = {held.id: held.date for coder in coders for held in coder.record.negotiation.rounds}
    ordered = sorted(known, key=lambda one: (dates[one.round], places[one.issue], one.party))
    return Coding(tuple(coders), tuple(ordered))


def _statements(record: Record) -> Iterator[Statement]:
    for held in record.negotiation.rounds:
        yield from held.statements


def _versions(statement: Statement) -> tuple[Statement, ...]:
    return (*statement.disputed, statement)


def _unit(one: Statement) -> Unit:
    return Unit(one.round, one.party, one.issue)


def _variable(name: str, held: Coding, code: Callable[[Statement], Hashable]) -> Variable:
    units = {unit: tuple(said and code(said) for said in held.of(unit)) for unit in held.units}
    return Variable(name, "", "nominal", units, tuple(_apart(units)))


def _apart(units: Mapping[Unit, Codes]) -> Iterator[Unit]:
    for unit, codes in units.items():
        if len({one for one in codes if one is not None}) > 1:
            yield unit


def _needs(said: Statement) -> Hashable:
    """What a statement waits for, in whatever order it was written."""
    return frozenset(
        frozenset((need.issue, _named(need.value)) for need in condition)
        for condition in said.only_if
    )


_CODED: Mapping[str, Callable[[Statement], Hashable]] = {
    "stance": lambda said: said.stance,
    "conditions": _needs,
    "rejections": lambda said: _named(said.rejects) or (),
    "unconditional": lambda said: said.unconditional,
    "red line": lambda said: said.red_line,
}
"""What is coded of every statement beside its value, and how it is told apart."""


def _named(value: Value) -> Hashable:
    """A value in whatever order and with whatever words it was named; None where there is none."""
    if not value:
        return None
    return frozenset(folded(one) if isinstance(one, str) else (one.low, one.high) for one in value)


def _value(issue: str, held: Coding) -> Variable:
    """The value on one issue, on the highest level of measurement that all coders' scales allow."""
    known = [unit for unit in held.units if unit.issue == issue]
    told = [one.record.negotiation.issues.get(issue) for one in held.coders]
    named = {unit: tuple(map(_named_in, told, held.of(unit))) for unit in known}
    scales = {_measured_by(one) for one in told if one is not None}
    apart = tuple(_apart(named))
    if len(scales) > 1:  # the coders did not measure by the same scale: words are left to compare
        return Variable("value", issue, "nominal", named, apart)
    scale = scale_of(held.coders[0].record.negotiation, next(one for one in told if one))
    level = level_of(scale.issue, [said for unit in known for said in held.of(unit) if said])
    if level == "nominal":
        return Variable("value", issue, level, named, apart)
    points = {unit: tuple(_point(scale, said) for said in held.of(unit)) for unit in known}
    lost = sum(_several(named[unit]) and not _several(points[unit]) for unit in known)
    return Variable("value", issue, level, points, apart, lost)


def _several(codes: Codes) -> bool:
    return sum(one is not None for one in codes) > 1


def _named_in(issue: Issue | None, said: Statement | None) -> Hashable | None:
    """A statement's value and how it counts; None where it names none."""
    if issue is None or said is None or not said.value:
        return None
    return said.basis or issue.basis, _named(said.value)


def _measured_by(issue: Issue) -> Hashable:
    """What an issue is measured by."""
    options = tuple((one.id, one.at) for one in issue.options)
    return issue.scale, options, issue.unit, issue.basis


def level_of(issue: Issue, said: Iterable[Statement]) -> Level:
    """The level that an issue's values are measured on.

    Numbers are ratios where they count from zero, dates and numbers below zero are intervals; a
    ladder has intervals where each option has its place on it, else an order only.
    """
    if issue.scale == "quantity":
        ends = [end for one in said for end in _ends(one.value) if end is not None]
        return "interval" if issue.dated or any(end < 0 for end in ends) else "ratio"
    if issue.scale == "ladder":
        placed = all(option.at is not None for option in issue.options)
        return "interval" if placed else "ordinal"
    return "nominal"


def _ends(value: Value) -> Iterator[Fraction | None]:
    for one in value:
        if isinstance(one, Range):
            for end in (one.low, one.high):
                yield None if end is None else Fraction(end)


def _point(scale: Scale, said: Statement | None) -> Hashable | None:
    """The one place on the issue's scale that a statement names; None where it names no one."""
    if said is None or len(said.value) != 1 or scale.basis(said) != scale.issue.basis:
        return None
    (one,) = said.value
    if isinstance(one, Range):
        return Fraction(one.low) if one.low is not None and one.low == one.high else None
    return scale.at.get(one)
