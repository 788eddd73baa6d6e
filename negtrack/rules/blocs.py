"""The rule on blocs: who speaks for a party that is silent, and whether it says something else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from negtrack.measures import Scale
from negtrack.moves import scales
from negtrack.problems import Problem
from negtrack.record import Record
from negtrack.standing import Moment, Standing, moments
from negtrack.told import Evidence


def blocs_agree(evidence: Evidence) -> Iterator[Problem]:
    """A bloc and its member, and two blocs of a silent member, do not stand elsewhere."""
    negotiation = evidence.record.negotiation
    blocs: dict[str, list[str]] = {}
    for bloc in negotiation.parties.values():
        for member in bloc.members:
            blocs.setdefault(member, []).append(bloc.id)
    if not blocs:
        return
    measured = scales(negotiation)
    found: dict[Problem, None] = {}
    for moment in moments(negotiation):
        for member, its in blocs.items():
            for problem in _of_member(evidence.record, moment, member, its, measured):
                found[problem] = None
    yield from found


def _of_member(
    record: Record, moment: Moment, member: str, blocs: list[str], measured: Mapping[str, Scale]
) -> Iterator[Problem]:
    """What a member says otherwise than its blocs; where it is silent, what they say otherwise."""
    for issue, scale in measured.items():
        held = [moment.stands[bloc, issue] for bloc in blocs if (bloc, issue) in moment.stands]
        held = [standing for standing in held if standing.value]
        own = moment.stands.get((member, issue))
        if own is None:
            for one, other in pairwise(held):
                if scale.apart(one.held, other.held) != 0:
                    message = f"the blocs of '{member}' stand elsewhere: it has no position"
                    yield _problem(record, other, message)
            continue
        for standing in held:
            if own.value and scale.apart(standing.held, own.held):
                message = f"'{member}' stands elsewhere than its bloc '{standing.held.party}'"
                yield _problem(record, own, message)


def _problem(record: Record, standing: Standing, message: str) -> Problem:
    place = record.place(standing.source or standing.last)
    return Problem("bloc-contradiction", place, message)
