"""What a negotiation is: frozen values in the words of the field, without files or line numbers."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

Role = Literal["principal", "mediator", "guarantor", "observer", "third-party"]
Scale = Literal["ladder", "quantity", "choice", "text"]
Stance = Literal["demand", "offer", "accept", "reserve", "no-answer", "withdraw"]

ROLES: tuple[str, ...] = ("principal", "mediator", "guarantor", "observer", "third-party")
SCALES: tuple[str, ...] = ("ladder", "quantity", "choice", "text")
STANCES: tuple[str, ...] = ("demand", "offer", "accept", "reserve", "no-answer", "withdraw")
VALUELESS: tuple[str, ...] = ("reserve", "no-answer", "withdraw")
"""The stances that cannot carry a value."""

ANSWERS: tuple[str, ...] = ("accept", "reject", "reserve", "no-answer")
REPORTERS: tuple[str, ...] = ("self", "counterpart", "mediator", "press", "leak")
CONFIDENCES: tuple[str, ...] = ("high", "medium", "low")
STATUSES: tuple[str, ...] = (
    "agreed",
    "provisional",
    "claimed",
    "carried-out",
    "dropped",
    "lapsed",
    "breached",
)
IN_FORCE: tuple[str, ...] = ("agreed", "carried-out")


class Party(NamedTuple):
    """Somebody who speaks or is spoken to. Parties that share a `side` are not counterparts.

    `power` is 0–100 or unknown; `members` makes the party a bloc of other declared parties.
    """

    id: str
    name: str
    role: str = "principal"
    side: str = ""
    power: Decimal | None = None
    members: tuple[str, ...] = ()
    note: str = ""


class Option(NamedTuple):
    """One option of a ladder or choice; `at` is its place on the ladder, 0–100."""

    id: str
    label: str
    at: Decimal | None = None


class Issue(NamedTuple):
    """What is negotiated, and the scale that orders what can be said about it.

    `minimum` and `maximum` are in the issue's unit, with `unit: date` in days (`date` ordinals).
    """

    id: str
    title: str
    scale: str
    group: str = ""
    options: tuple[Option, ...] = ()
    reference: Value = ()
    unit: str = ""
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    words: tuple[tuple[str, Decimal], ...] = ()
    basis: str = ""
    note: str = ""

    @property
    def dated(self) -> bool:
        """Whether its numbers are dates, measured in days."""
        return self.unit == "date"


class Source(NamedTuple):
    """Where a statement was read; `date` is a day, a month or a year, as far as it is known."""

    id: str
    publisher: str
    title: str = ""
    date: str = ""
    url: str = ""
    note: str = ""


class Range(NamedTuple):
    """Numbers from `low` to `high` in the issue's unit, both in it; an end left out is open.

    A single number is a range of width 0; `word` is the word it was written with.
    """

    low: Decimal | None
    high: Decimal | None
    word: str = ""


Element = str | Range
"""One thing a party may name: an option id, a text, or a range of numbers."""

Value = tuple[Element, ...]
"""What a party names: any of these. Empty where no value was stated."""


class Need(NamedTuple):
    """One thing a condition names: an issue, and what it must come to."""

    issue: str
    value: Value


Condition = tuple[Need, ...]
"""Needs that must all be met together; several conditions are alternatives."""


class Provenance(NamedTuple):
    """Who said it, when, where it was read, and who reported it."""

    date: datetime.date | None = None
    published: datetime.date | None = None
    quote: str = ""
    speaker: str = ""
    source: tuple[str, ...] = ()
    stated_by: str = "self"
    confidence: str = "high"
    note: str = ""


class Reply(NamedTuple):
    """What is replied to: a position as of a round, empty for the last in which the party spoke."""

    party: str
    round: str = ""


BY_ANSWER = -1
"""The `nth` of a statement that accepting a package makes."""


class Statement(NamedTuple):
    """What one party said, once, on one issue, in one round.

    `nth` counts a party's statements on an issue within a round from 0, oldest first, and is
    `BY_ANSWER` where the party accepted a whole package; `by` is the day by which it is asked, and
    `disputed` holds the other versions of the same statement, each whole.
    """

    party: str
    issue: str
    round: str
    nth: int
    stance: str = "demand"
    value: Value = ()
    unconditional: bool = False
    rejects: Value = ()
    accepts: Value = ()
    only_if: tuple[Condition, ...] = ()
    of: tuple[str, ...] = ()
    red_line: bool = False
    salience: Decimal | None = None
    basis: str = ""
    package: str = ""
    by: datetime.date | None = None
    replies_to: Reply | None = None
    coder: str = ""
    confidential: bool = False
    said: Provenance = Provenance()
    disputed: tuple[Statement, ...] = ()


class Package(NamedTuple):
    """Statements that are to be taken or refused as a whole."""

    id: str
    party: str
    title: str = ""
    by: tuple[str, ...] = ()
    final: bool = False
    expires: datetime.date | None = None
    said: Provenance = Provenance()


class Answer(NamedTuple):
    """What a party answered to a package."""

    party: str
    package: str
    stance: str
    said: Provenance = Provenance()


class Event(NamedTuple):
    """What happened between rounds: a claim, a threat, a call, an attack."""

    title: str
    by: tuple[str, ...] = ()
    said: Provenance = Provenance()


class Delivery(NamedTuple):
    """A part of an agreement carried out on a day; `disputed` holds other versions of it, whole."""

    amount: Decimal | None
    said: Provenance = Provenance()
    disputed: tuple[Delivery, ...] = ()


class Term(NamedTuple):
    """What an agreement fixes on one issue; an empty value fixes that it is settled, no more."""

    issue: str
    value: Value


class Version(NamedTuple):
    """An agreement as one party tells it."""

    party: str
    terms: tuple[Term, ...]
    said: Provenance = Provenance()


class Agreement(NamedTuple):
    """What was agreed, as it stands from one round on; `between` is empty for the principals."""

    id: str
    round: str
    title: str = ""
    terms: tuple[Term, ...] = ()
    between: tuple[str, ...] = ()
    status: str = "agreed"
    part: bool = False
    versions: tuple[Version, ...] = ()
    deliveries: tuple[Delivery, ...] = ()
    said: Provenance = Provenance()


class Round(NamedTuple):
    """A round and all that was said in it; `number` counts rounds from 1 in order of date.

    `agreements` are as that round leaves them: an id known from an earlier round is continued.
    `rev` is the revision in git that it was read at, empty for the files as they are.
    """

    id: str
    number: int
    date: datetime.date
    end: datetime.date
    venue: str = ""
    mediator: tuple[str, ...] = ()
    delegations: tuple[tuple[str, tuple[str, ...]], ...] = ()
    events: tuple[Event, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    packages: tuple[Package, ...] = ()
    answers: tuple[Answer, ...] = ()
    statements: Sequence[Statement] = ()
    rev: str = ""


class Negotiation(NamedTuple):
    """One negotiation, whole: parties, issues and sources by id, and its rounds in order."""

    id: str
    title: str
    parties: Mapping[str, Party]
    issues: Mapping[str, Issue]
    sources: Mapping[str, Source]
    rounds: tuple[Round, ...]

    @property
    def principals(self) -> tuple[Party, ...]:
        """The parties that negotiate, in the record's order."""
        return tuple(party for party in self.parties.values() if party.role == "principal")

    def counterparts(self, one: str, other: str) -> bool:
        """Whether two are principals on different sides, and neither a bloc of the other."""
        a, b = self.parties[one], self.parties[other]
        if one == other or a.role != "principal" or b.role != "principal":
            return False
        if a.side and a.side == b.side:
            return False
        return other not in a.members and one not in b.members

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Every pair of counterparts once, in the record's order."""
        ids = [party.id for party in self.principals]
        return tuple(
            (one, other)
            for place, one in enumerate(ids)
            for other in ids[place + 1 :]
            if self.counterparts(one, other)
        )
