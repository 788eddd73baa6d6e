"""A record as of each of its rounds, and what is selected of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from negtrack.measures import Scale
from negtrack.moves import scales
from negtrack.record import Record
from negtrack.selection import Selection
from negtrack.standing import Moment, moments
from negtrack.tables.shape import Cells, to

PLACES = (to("rounds", "round"), to("parties", "party"), to("issues", "issue"))
"""What a row about a party's position on an issue in a round refers to."""


class At(NamedTuple):
    """A record as of one round, and what is selected of it."""

    record: Record
    selection: Selection
    measured: Mapping[str, Scale]
    moment: Moment
    before: Moment | None

    def has(self, *parties: str, issue: str) -> bool:
        """Whether one of the parties, and the issue, is asked for."""
        negotiation = self.record.negotiation
        own = any(self.selection.has_party(negotiation.parties[one]) for one in parties)
        return own and self.selection.has_issue(negotiation.issues[issue])

    @property
    def own(self) -> Cells:
        """The columns that every row has."""
        return {"negotiation": self.record.negotiation.id, "round": self.moment.round.id}


def each(record: Record, selection: Selection) -> Iterator[At]:
    """The record as of each round; a selection picks rows and never changes what is computed."""
    measured = scales(record.negotiation)
    before = None
    for moment in moments(record.negotiation):
        yield At(record, selection, measured, moment, before)
        before = moment
