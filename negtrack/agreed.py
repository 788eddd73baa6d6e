"""What was agreed: which agreements are in force in a round, on what, and between whom."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import NamedTuple

from negtrack.measures import same
from negtrack.model import IN_FORCE, Agreement, Negotiation, Round, Term
from negtrack.selection import Selection


class Bond(NamedTuple):
    """An agreement in force on an issue: the term that all tell alike, and since which round."""

    agreement: Agreement
    term: Term
    since: Round


def agreements(negotiation: Negotiation, one: Round) -> tuple[Agreement, ...]:
    """Every agreement made in or before a round, as that round leaves it."""
    latest = {
        agreement.id: agreement
        for earlier in negotiation.rounds[: one.number]
        for agreement in earlier.agreements
    }
    return tuple(latest.values())


def newly_agreed(negotiation: Negotiation, start: Round, end: Round) -> tuple[Agreement, ...]:
    """The agreements made, or changed in terms or status, between two rounds in either order."""
    low, high = sorted((start, end), key=lambda one: one.number)
    return agreed_since(agreements(negotiation, low), agreements(negotiation, high))


def agreed_since(was: Iterable[Agreement], now: Iterable[Agreement]) -> tuple[Agreement, ...]:
    """The agreements that were not there before, or with other terms or another status."""
    known = {one.id: (one.terms, one.status) for one in was}
    return tuple(one for one in now if known.get(one.id) != (one.terms, one.status))


def in_force(negotiation: Negotiation, one: Round, issue: str) -> tuple[Bond, ...]:
    """The agreements in force on an issue: agreed or carried out, on the whole of it.

    Where the parties tell an agreement differently, only what all tell alike is in force.
    """
    return tuple(
        Bond(agreement, term, _since(negotiation, one, agreement))
        for agreement in agreements(negotiation, one)
        if _holds(agreement) and (term := _common(agreement, issue)) is not None
    )


def _holds(agreement: Agreement) -> bool:
    return agreement.status in IN_FORCE and not agreement.part


def _common(agreement: Agreement, issue: str) -> Term | None:
    """What all tell alike is agreed on an issue; a version takes from the whole what it leaves."""
    own = _term_on(agreement.terms, issue)
    told = [_term_on(version.terms, issue) or own for version in agreement.versions]
    if not told or (own is not None and own.value):
        told.append(own)
    first, *others = told
    if first is None:
        return None
    alike = all(one is not None and same(one.value, first.value) for one in others)
    return first if alike else None


def _term_on(terms: tuple[Term, ...], issue: str) -> Term | None:
    return next((term for term in terms if term.issue == issue), None)


def _since(negotiation: Negotiation, one: Round, agreement: Agreement) -> Round:
    """The round up to this one that brought an agreement into force, or last changed its terms."""
    before, since = None, one
    for earlier in negotiation.rounds[: one.number]:
        for told in earlier.agreements:
            state = told.terms, told.versions, _holds(told)
            if told.id == agreement.id and state != before:
                before, since = state, earlier
    return since


def between(negotiation: Negotiation, agreement: Agreement) -> tuple[str, ...]:
    """The parties of an agreement: the principals, where it does not say."""
    return agreement.between or tuple(party.id for party in negotiation.principals)


def is_about(negotiation: Negotiation, agreement: Agreement, selection: Selection) -> bool:
    """Whether one of its parties, and one of its issues, is asked for."""
    parties = [negotiation.parties[one] for one in between(negotiation, agreement)]
    if not any(map(selection.has_party, parties)):
        return False
    named = [negotiation.issues[term.issue] for term in agreement.terms]
    return not (selection.issues or selection.groups) or any(map(selection.has_issue, named))


def bound(negotiation: Negotiation, agreement: Agreement) -> frozenset[frozenset[str]]:
    """Every two parties that an agreement binds to each other; a bloc binds its members, too."""
    parties = between(negotiation, agreement)
    members = (one for party in parties for one in negotiation.parties[party].members)
    return frozenset(map(frozenset, combinations(dict.fromkeys((*parties, *members)), 2)))
