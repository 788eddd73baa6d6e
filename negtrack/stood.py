"""A record as of a round, from where it is known that all stood then or just before."""

from __future__ import annotations

import marshal

from negtrack import standing
from negtrack.heard import Packed, packed_statement, statement
from negtrack.model import Round, Statement
from negtrack.record import Record
from negtrack.standing import NOWHERE, Moment, Standing, Stands, nothing_before

_ITSELF = True
"""What stands in the place of a statement that is the position in effect."""


def moment(record: Record, one: Round, earlier: Moment | None = None) -> Moment:
    """The record as of one of its rounds, or before the first; from an earlier moment of it.

    Where all stood is kept for the next time, but after the last round: that is soon told from the
    one before.
    """
    negotiation, number = record.negotiation, one.number
    if not number:
        return nothing_before(negotiation)
    since = _known(record, number, earlier)
    found = standing.moment(negotiation, number, since)
    if record.notes is not None and since[0] < number < len(negotiation.rounds):
        record.notes.keep(number, packed(found.stands))
    return found


def latest(record: Record, one: Round, many: int) -> tuple[Moment, ...]:
    """The record as of a round and of those just before it, in order, as many as there are."""
    found: list[Moment] = []
    for each in record.negotiation.rounds[: one.number][-many:]:
        found.append(moment(record, each, found[-1] if found else None))
    return tuple(found)


def _known(record: Record, number: int, earlier: Moment | None) -> tuple[int, Stands]:
    """A round up to this one after which it is known where all stood, and where that was."""
    recall = record.notes.recall if record.notes is not None else _nothing
    told = recall(number)
    if told is not None:
        return number, unpacked(told)
    if earlier is not None and 0 < earlier.round.number <= number:
        return earlier.round.number, _own(earlier.stands)
    told = recall(number - 1)
    return NOWHERE if told is None else (number - 1, unpacked(told))


def _nothing(_: int) -> None:
    """What is known where there are no notes."""


def _own(stands: Stands) -> Stands:
    """Where all stand by what they said themselves."""
    return {key: one for key, one in stands.items() if not one.inherited}


def packed(stands: Stands) -> bytes:
    """Where all stand by what they said themselves, to be kept."""
    return marshal.dumps([_packed(one) for one in _own(stands).values()])


def _packed(one: Standing) -> Packed:
    held = one.held
    return (
        *(held.party, held.round, packed_statement(held)),
        *(_beside(held, one.source), _beside(held, one.last), one.expired),
    )


def _beside(held: Statement, other: Statement | None) -> object:
    """A statement beside the position in effect, where it is another."""
    if other is held:
        return _ITSELF
    return other and (other.round, packed_statement(other))


def unpacked(told: bytes) -> Stands:
    """What was packed."""
    found = {}
    for party, round_id, held, *others, expired in marshal.loads(told):
        stated = statement(party, round_id, held)
        source, last = (
            stated if one is _ITSELF else one and statement(party, *one) for one in others
        )
        found[party, stated.issue] = Standing(stated, source, last, expired)
    return found
