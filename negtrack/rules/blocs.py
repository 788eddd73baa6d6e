"""The rule on blocs: who speaks for a party that is silent, and whether it says something else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from negtrack.measures import Scale, within
from negtrack.model import Statement
from negtrack.moves import scales
from negtrack.problems import Place, Problem
from negtrack.record import Record
from negtrack.standing import Moment, Standing, moments, rests_on
from negtrack.told import Evidence


class _Contradiction(NamedTuple):
    """What stands against what: the statement it is told at, and the one that it contradicts."""

    message: str
    at: Statement
    against: Statement


def blocs_agree(evidence: Evidence) -> Iterator[Problem]:
    """A bloc and its member, and two blocs of a silent member, do not stand elsewhere."""
    record = evidence.record
    blocs: dict[str, list[str]] = {}
    for bloc in record.negotiation.parties.values():
        for member in bloc.members:
            blocs.setdefault(member, []).append(bloc.id)
    found: dict[tuple[Place, str], dict[Place, None]] = {}
    for one in _contradictions(record, blocs) if blocs else ():
        others = found.setdefault((record.place(one.at), one.message), {})
        others[record.place(one.against)] = None
    for (place, message), related in found.items():
        yield Problem("bloc-contradiction", place, message, related=tuple(related))


def _contradictions(record: Record, blocs: Mapping[str, list[str]]) -> Iterator[_Contradiction]:
    """Every contradiction in every round, those that last as often as they last."""
    measured = scales(record.negotiation)
    for moment in moments(record.negotiation):
        for member, its in blocs.items():
            for issue, scale in measured.items():
                held = [moment.stands[one, issue] for one in its if (one, issue) in moment.stands]
                own = moment.stands.get((member, issue))
                if own is None:
                    yield from _of_silent(member, held, scale)
                elif not own.inherited:
                    for standing in held:
                        yield from _of_speaking(moment, own, standing, scale)


def _of_silent(member: str, held: list[Standing], scale: Scale) -> Iterator[_Contradiction]:
    """What the blocs of a silent member say otherwise than each other."""
    for one, other in pairwise(standing for standing in held if standing.value):
        if scale.apart(one.held, other.held) != 0:
            message = f"the blocs of '{member}' stand elsewhere: it has no position"
            yield _Contradiction(message, _basis(other), _basis(one))


def _of_speaking(
    moment: Moment, own: Standing, bloc: Standing, scale: Scale
) -> Iterator[_Contradiction]:
    """What a member says otherwise than its bloc, or refuses of what that asks, and the reverse."""
    member, its = own.held.party, bloc.held.party
    if own.value and bloc.value and scale.apart(bloc.held, own.held):
        message = f"'{member}' stands elsewhere than its bloc '{its}'"
        yield _Contradiction(message, _basis(own), _basis(bloc))
    if scale.basis(own.held) != scale.basis(bloc.held):
        return
    if within(bloc.value, own.held.rejects):
        message = f"'{member}' rejects what its bloc '{its}' stands for"
        yield _Contradiction(message, _refusal(moment, own), _basis(bloc))
    if within(own.value, bloc.held.rejects):
        message = f"'{member}' stands for what its bloc '{its}' rejects"
        yield _Contradiction(message, _basis(own), _refusal(moment, bloc))


def _basis(standing: Standing) -> Statement:
    """The statement that a position comes from, or the last one where none stands."""
    return standing.source or standing.last


def _refusal(moment: Moment, standing: Standing) -> Statement:
    """The last statement that a refusal comes from."""
    held = standing.held
    made_of = rests_on(moment.negotiation, moment.round, held.party, held.issue)
    return [one for one in made_of if one.rejects][-1]
