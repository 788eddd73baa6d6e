"""What one party's file says in which nothing is wrong: parts of a record without their places.

It is all that is needed of such a file until somebody asks where something stands in it. It can be
packed into tuples of plain values, and is the same again once it is unpacked.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple, Protocol, TypeVar

from negtrack.contents import Files
from negtrack.document import Document
from negtrack.model import (
    Answer,
    Condition,
    Element,
    Need,
    Negotiation,
    Package,
    Provenance,
    Range,
    Reply,
    Round,
    Statement,
    Value,
)
from negtrack.spoken import Linked, Said, Spoken


class Heard(NamedTuple):
    """All that a party's file says, the issues that it speaks on, and what hangs on other files.

    `statements` may be such as are unpacked when somebody asks for one.
    """

    statements: Spoken
    packages: tuple[Package, ...]
    answers: tuple[Answer, ...]
    issues: tuple[str, ...]
    linked: tuple[Linked, ...]


class Whose(NamedTuple):
    """Whose file it is, of which round, and what tells all that it says from anything else."""

    party: str
    round: str
    key: bytes


class Occasion(NamedTuple):
    """What the files of a round are judged by, other than themselves.

    `negotiation` has no more rounds than this one and the one before it, and nothing that was said
    in them. `head` is the document of negotiation.yaml, and `data` what that and the two round.yaml
    say, by file; of these no more than the dates.
    """

    negotiation: Negotiation
    folder: str
    head: Document
    data: Mapping[str, dict[str, Any]]

    @property
    def round(self) -> Round:
        """The round that it is about."""
        return self.negotiation.rounds[-1]


class Notes(Protocol):
    """What is kept in mind of a record as of its rounds, as long as these are the same."""

    def recall(self, number: int) -> bytes | None:
        """What was kept as of the round of a number, all up to it being as it was."""

    def keep(self, number: int, told: bytes) -> None:
        """Keep something as of the round of a number."""


class Hearsay(NamedTuple):
    """What is said in each file in which nothing is wrong, and notes on all of them."""

    files: Mapping[str, Heard]
    notes: Notes | None = None


Hearing = Callable[[Sequence[tuple[Occasion, Files]]], Hearsay]
"""From the party files of each round, by their path, to what is said in those without a fault."""

Held = TypeVar("Held")
Built = TypeVar("Built", bound=tuple[Any, ...])


class OnDemand(Mapping[str, Held]):
    """What is there by file, and what is made for a file once somebody asks for it."""

    def __init__(
        self, there: Mapping[str, Held], more: Mapping[str, Any], make: Callable[[str], Held]
    ) -> None:
        self._there = dict(there)
        self._more = more
        self._make = make

    def __getitem__(self, file: str) -> Held:
        if file not in self._there and file in self._more:
            self._there[file] = self._make(file)
        return self._there[file]

    def __contains__(self, file: object) -> bool:
        return file in self._there or file in self._more

    def __iter__(self) -> Iterator[str]:
        yield from sorted({*self._there, *self._more})

    def __len__(self) -> int:
        return len({*self._there, *self._more})


Packed = tuple[Any, ...]
"""Something as tuples, texts, numbers and truth values."""


class Kept(NamedTuple):
    """What is heard in plain values; whose file it is, and of which round, is not among them.

    `said` are the statements with their places, to be unpacked apart from the rest.
    """

    gist: Packed
    said: bytes


def packed(heard: Heard) -> Kept:
    """What is heard, to be kept."""
    statements, places, asking = heard.statements.said
    said = (
        tuple(packed_statement(one) for one in statements),
        tuple((*key, *place) for key, place in places.items()),
        tuple((one.kind, one.path, one.data) for one in asking),
    )
    return Kept(_gist(heard), marshal.dumps(said))


def _gist(heard: Heard) -> Packed:
    """All that is heard but the statements, of which there is the number."""
    return (
        len(heard.statements),
        tuple((*key, tuple(map(str, sorted(ends)))) for key, ends in heard.statements.ends.items()),
        tuple(
            (one.id, one.title, one.by, one.final, _packed_day(one.expires), _packed_said(one.said))
            for one in heard.packages
        ),
        tuple((one.package, one.stance, _packed_said(one.said)) for one in heard.answers),
        heard.issues,
        tuple((one.kind, one.path, one.data) for one in heard.linked),
    )


def unpacked(whose: Whose, gist: Packed, said: Callable[[], bytes]) -> Heard:
    """What was packed of a file; its statements are unpacked when somebody asks for one."""
    number, ends, packages, answers, issues, linked = gist
    party = whose.party
    measured = {(issue, basis): frozenset(map(Decimal, all_)) for issue, basis, all_ in ends}
    return Heard(
        Spoken(whose, number, measured, lambda: _said_by(whose, said())),
        tuple(
            Package(name, party, title, by, final, _day(expires), _said(said))
            for name, title, by, final, expires, said in packages
        ),
        tuple(Answer(party, name, stance, _said(said)) for name, stance, said in answers),
        issues,
        tuple(Linked(*one) for one in linked),
    )


def _said_by(whose: Whose, packed: bytes) -> Said:
    """The statements of a file, and their places."""
    statements, places, asking = marshal.loads(packed)
    return Said(
        tuple([statement(whose.party, whose.round, one) for one in statements]),
        {(issue, nth): (line, column) for issue, nth, line, column in places},
        tuple(Linked(*one) for one in asking),
    )


def packed_statement(one: Statement) -> Packed:
    """A statement in the order of its fields, less the party and the round."""
    return (
        one.issue,
        *one[3:5],  # nth, stance
        _packed_value(one.value),
        one.unconditional,
        _packed_value(one.rejects),
        _packed_value(one.accepts),
        tuple(
            tuple((need.issue, _packed_value(need.value)) for need in all_) for all_ in one.only_if
        ),
        *(one.of, one.red_line),
        None if one.salience is None else str(one.salience),
        *(one.basis, one.package),
        _packed_day(one.by),
        one.replies_to and tuple(one.replies_to),
        *(one.coder, one.confidential),
        _packed_said(one.said),
        tuple(packed_statement(version) for version in one.disputed),
    )


def statement(party: str, round_id: str, told: Packed) -> Statement:
    """What was packed of a statement of a party in a round."""
    issue, nth, stance, value, unconditional, rejects, accepts, only_if, of, *more = told
    red_line, salience, basis, package, by, reply, coder, confidential, said, disputed = more
    whole = (
        *(party, issue, round_id, nth, stance),
        *(_value(value), unconditional, _value(rejects), _value(accepts)),
        _conditions(only_if) if only_if else (),
        *(_shared(of), red_line, _number(salience), basis, package, _day(by)),
        Reply(*reply) if reply else None,
        *(coder, confidential, _said(said)),
        tuple([statement(party, round_id, one) for one in disputed]) if disputed else (),
    )
    return _built(Statement, whole)


def _packed_need(need: Need) -> Packed:
    return need.issue, _packed_value(need.value)


def _packed_value(value: Value) -> Packed:
    return tuple(one if isinstance(one, str) else _packed_range(one) for one in value)


def _packed_range(one: Range) -> Packed:
    low, high = (None if end is None else str(end) for end in (one.low, one.high))
    return low, high, one.word


@lru_cache(maxsize=1 << 16)
def _value(told: Packed) -> Value:
    return tuple(_element(one) for one in told)


def _element(told: str | Packed) -> Element:
    if isinstance(told, str):
        return told
    return Range(_number(told[0]), _number(told[1]), told[2])


@lru_cache(maxsize=1 << 16)
def _conditions(told: Packed) -> tuple[Condition, ...]:
    return tuple(tuple(Need(issue, _value(value)) for issue, value in one) for one in told)


def _packed_said(said: Provenance) -> Packed:
    return (_packed_day(said.date), _packed_day(said.published), *said[2:])


@lru_cache(maxsize=1 << 12)
def _said(told: Packed) -> Provenance:
    day, published, quote, speaker, source, *more = told
    return _built(Provenance, (_day(day), _day(published), quote, speaker, _shared(source), *more))


@lru_cache(maxsize=1 << 12)
def _number(told: str | None) -> Decimal | None:
    return None if told is None else Decimal(told)


@lru_cache(maxsize=1 << 12)
def _shared(names: tuple[str, ...]) -> tuple[str, ...]:
    """The same names; the same tuple for all who name them."""
    return names


def _packed_day(day: date | None) -> int:
    return day.toordinal() if day else 0


@lru_cache(maxsize=1 << 12)
def _day(told: int) -> date | None:
    return date.fromordinal(told) if told else None


def _built(kind: type[Built], fields: tuple[Any, ...]) -> Built:
    """A NamedTuple with all its fields, at half of what it costs to call it: there are many."""
    return tuple.__new__(kind, fields)
