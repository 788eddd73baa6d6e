"""The rule on sides: nobody negotiates with itself through a bloc."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from negtrack.model import Negotiation, Party
from negtrack.problems import Place, Problem
from negtrack.record import HEAD, Record
from negtrack.told import Evidence, each

_HINT = "correct 'members' or 'side'; if the sources have it so, leave it"


class _Membership(NamedTuple):
    """A bloc that a party is a member of, and where that is said."""

    bloc: Party
    place: Place


def one_side_each(evidence: Evidence) -> Iterator[Problem]:
    """No party is on both sides, by its own `side` and a bloc's or by two of its blocs."""
    record = evidence.record
    sides = _sides(record.negotiation)
    for member, its in _memberships(record).items():
        own = record.negotiation.parties[member]
        elsewhere = [one for one in its if own.side and one.bloc.side not in ("", own.side)]
        for one in elsewhere:
            message = f"'{member}' is on the side '{own.side}', and its bloc '{one.bloc.id}' on "
            place = record.at(HEAD, ("parties", member, "side"))
            told = f"{message}'{one.bloc.side}'"
            yield Problem("both-sides", place, told, _HINT, (one.place,))
        for one, other in combinations(() if elsewhere else its, 2):
            if _opposed(one.bloc, other.bloc, sides):
                blocs = f"'{one.bloc.id}' and '{other.bloc.id}'"
                message = f"'{member}' is on both sides, a member of {blocs}"
                yield Problem("both-sides", other.place, message, _HINT, (one.place,))


def _memberships(record: Record) -> dict[str, list[_Membership]]:
    """The blocs of each declared party, each once, in the record's order."""
    found: dict[str, dict[str, _Membership]] = {}
    parties = record.negotiation.parties
    for bloc, said in (record.data[HEAD].get("parties") or {}).items():
        for nth, member in each((said or {}).get("members")):
            if member in parties and bloc in parties and member != bloc:
                place = record.at(HEAD, ("parties", bloc, "members", nth))
                found.setdefault(member, {}).setdefault(bloc, _Membership(parties[bloc], place))
    return {member: list(its.values()) for member, its in found.items()}


def _sides(negotiation: Negotiation) -> frozenset[str]:
    """The sides of the table: a principal without one is a side of its own, save in its bloc."""
    within = {member for bloc in negotiation.principals for member in bloc.members}
    return frozenset(_side(one) for one in negotiation.principals if one.id not in within)


def _side(party: Party) -> str:
    return f"side {party.side}" if party.side else party.id


def _opposed(one: Party, other: Party, sides: frozenset[str]) -> bool:
    """Whether two blocs face each other: they name two sides, or are the only two there are.

    Among three or more that name none, a party may well be in two: that opposes nobody.
    """
    if one.side and other.side:
        return one.side != other.side
    return len(sides) == 2 and sides == {_side(one), _side(other)}
