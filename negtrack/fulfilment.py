"""What became of agreements: what was delivered and remains, and what was said against them since.

Deliveries count from their date. An amount that nobody knows makes a total "at least" what is
known, and what remains "at most".
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from negtrack.agreed import agreements, between
from negtrack.measures import Scale, meet, same, within
from negtrack.model import (
    Agreement,
    Delivery,
    Issue,
    Negotiation,
    Range,
    Round,
    Statement,
    Version,
)
from negtrack.standing import Moment, moment, moments
from negtrack.statuses import status_of

_KEPT = ("agreed", "carried-out", "breached")
"""The statuses of an agreement of which something can remain to be delivered."""

_STANDING = ("agreed", "provisional")
"""The statuses of an agreement that a position can stand against; not one that only one side
tells of, nor one that is carried out."""


class Departure(NamedTuple):
    """A position of a party to an agreement, taken since, that is not what was agreed."""

    said: Statement
    how: Literal["elsewhere", "rejects"]


class Count(NamedTuple):
    """What was delivered as somebody counts it, in the unit of what was agreed.

    `by` is who reported it, empty for the record's own versions. `at_least` is whether some amount
    is not known. `remaining` is what is left of the least that was agreed, None where no amount
    was or the agreement does not stand; `over` what is beyond the most, None where nothing is.
    """

    by: str
    delivered: Decimal
    at_least: bool
    remaining: Decimal | None
    over: Decimal | None


class Fulfilment(NamedTuple):
    """An agreement as of a round: since when, what was delivered, and who departed from it.

    `unit` is the issue that amounts are on, None where its terms are on several quantities or none;
    `total` is None where nothing is counted; `others` are the counts of those who tell some
    delivery otherwise. `differing` are the versions that are not alike.
    """

    agreement: Agreement
    made: Round
    unit: Issue | None
    deliveries: tuple[Delivery, ...]
    total: Count | None
    others: tuple[Count, ...]
    differing: tuple[Version, ...]
    departures: tuple[Departure, ...]


class Reopened(NamedTuple):
    """An issue that was agreed on once and is open again: when it was so last, and since when not.

    `settled` is the last round in which it was.
    """

    issue: Issue
    settled: Round
    since: Round


def fulfilments(
    negotiation: Negotiation, at: Round, until: datetime.date | None = None
) -> tuple[Fulfilment, ...]:
    """Every agreement made up to a round, in the order in which they were made.

    Deliveries count up to a day; without one, all that the record has.
    """
    now = moment(negotiation, at.number)
    return tuple(_fulfilment(now, one, until) for one in agreements(negotiation, at))


def reopened(
    negotiation: Negotiation, at: Round, scales: Mapping[str, Scale]
) -> tuple[Reopened, ...]:
    """The issues that an agreement had settled in an earlier round, and that are open as of one."""
    seen = moments(negotiation)[: at.number]
    found = (_reopened(seen, issue, scales[issue.id]) for issue in negotiation.issues.values())
    return tuple(one for one in found if one is not None)


def _reopened(seen: Sequence[Moment], issue: Issue, scale: Scale) -> Reopened | None:
    if not any(_about(one, issue.id) for one in seen[-1].negotiation.rounds[: len(seen)]):
        return None
    for place in range(len(seen) - 1, -1, -1):
        before = seen[place - 1] if place else None
        status = status_of(seen[place], before, issue, scale)
        if status.settled and place == len(seen) - 1:
            return None
        if status.status == "agreed":
            return Reopened(issue, seen[place].round, seen[place + 1].round)
    return None


def _about(one: Round, issue: str) -> bool:
    return any(term.issue == issue for bond in one.agreements for term in bond.terms)


def _fulfilment(now: Moment, agreement: Agreement, until: datetime.date | None) -> Fulfilment:
    deliveries = tuple(
        one
        for one in agreement.deliveries
        if until is None or one.said.date is None or one.said.date <= until
    )
    unit = _unit(now.negotiation, agreement)
    fixed = _fixed(unit, agreement) if unit and agreement.status in _KEPT else None
    tellers = dict.fromkeys(
        version.said.stated_by
        for one in deliveries
        if one.disputed
        for version in (one, *one.disputed)
    )
    known = fixed is not None or any(one.amount is not None for one in deliveries)
    return Fulfilment(
        agreement,
        _made(now, agreement),
        unit,
        deliveries,
        _count("", deliveries, fixed) if known else None,
        tuple(_count(one, deliveries, fixed) for one in tellers),
        tuple(one for one in agreement.versions if _differs(one, agreement)),
        tuple(_departures(now, agreement)),
    )


def _count(by: str, deliveries: Sequence[Delivery], fixed: Range | None) -> Count:
    """The total of what was delivered, by the versions of one who reported it where there are."""
    told = [
        next((it for it in (one, *one.disputed) if it.said.stated_by == by), one)
        for one in deliveries
    ]
    total = sum((one.amount for one in told if one.amount is not None), Decimal(0))
    least = None if fixed is None or fixed.low is None else max(fixed.low - total, Decimal(0))
    over = None if fixed is None or fixed.high is None else max(total - fixed.high, Decimal(0))
    return Count(by, total, any(one.amount is None for one in told), least, over or None)


def _made(now: Moment, agreement: Agreement) -> Round:
    rounds = now.negotiation.rounds
    return next(one for one in rounds if any(other.id == agreement.id for other in one.agreements))


def _unit(negotiation: Negotiation, agreement: Agreement) -> Issue | None:
    """The one issue of its terms that counts something."""
    issues = [negotiation.issues[term.issue] for term in agreement.terms]
    found = [issue for issue in issues if issue.scale == "quantity" and not issue.dated]
    return found[0] if len(found) == 1 else None


def _fixed(unit: Issue, agreement: Agreement) -> Range | None:
    """The one amount that an agreement fixes; None where there is none, or several."""
    (value,) = (term.value for term in agreement.terms if term.issue == unit.id)
    return value[0] if len(value) == 1 and isinstance(value[0], Range) else None


def _differs(version: Version, agreement: Agreement) -> bool:
    """Whether a party tells some term otherwise than the others, or than the agreement as such."""
    told = [*agreement.terms, *(term for one in agreement.versions for term in one.terms)]
    return any(
        other.issue == term.issue and other.value and not same(other.value, term.value)
        for term in version.terms
        for other in told
    )


def _departures(now: Moment, agreement: Agreement) -> Iterator[Departure]:
    """What parties to an agreement have said since on the whole of an issue that it settles."""
    if agreement.part or agreement.status not in _STANDING:
        return
    negotiation = now.negotiation
    parties = dict.fromkeys(between(negotiation, agreement))
    for party in tuple(parties):
        parties |= dict.fromkeys(negotiation.parties[party].members)
    for term in agreement.terms:
        for party in parties:
            standing = now.stands.get((party, term.issue))
            if standing is None or standing.inherited or not term.value:
                continue
            said = standing.source or standing.last
            if not _is_later(now, said, agreement):
                continue
            if standing.value and not within(standing.value, term.value):
                yield Departure(said, "elsewhere")
            elif meet(term.value, standing.held.rejects):
                yield Departure(standing.last, "rejects")


def _is_later(now: Moment, said: Statement, agreement: Agreement) -> bool:
    """Whether something was said after an agreement was last told with its terms."""
    told, terms = _made(now, agreement), None
    for one in now.negotiation.rounds[: now.round.number]:
        for other in one.agreements:
            if other.id == agreement.id and other.terms != terms:
                told, terms = one, other.terms
    spoke = next(one for one in now.negotiation.rounds if one.id == said.round)
    if spoke.number != told.number or said.said.date is None or agreement.said.date is None:
        return spoke.number > told.number
    return said.said.date > agreement.said.date
