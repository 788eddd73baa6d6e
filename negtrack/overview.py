"""All that the analyses answer about one round, together: what the report page is made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from negtrack.analyses.agreements import AgreementsReport, agreements
from negtrack.analyses.diff import DiffReport, diff
from negtrack.analyses.gaps import GapsReport, gaps
from negtrack.analyses.history import HistoryReport, history
from negtrack.analyses.linkage import LinkageReport, linkage
from negtrack.analyses.moves import MovesReport, moves
from negtrack.analyses.show import ShowReport, show
from negtrack.analyses.stalemate import StalemateReport, stalemate
from negtrack.between import Between
from negtrack.locks import locks
from negtrack.model import Round
from negtrack.record import Record
from negtrack.selection import Selection

ALL_PAIRS = 8
"""Up to so many rounds every pair is compared; of more, those next to each other, and each with
the last: 28 comparisons at most and then two a round, so that the page stays small."""


class Overview(NamedTuple):
    """The answers of the analyses on one round of a record, under one selection.

    `diffs` are ordered by the later round, the last first, then by the earlier, the nearest first;
    `all_pairs` is whether every pair of rounds is among them.
    """

    record: Record
    round: Round
    selection: Selection
    show: ShowReport
    gaps: GapsReport
    stalemate: StalemateReport
    linkage: LinkageReport
    agreements: AgreementsReport
    history: HistoryReport
    moves: MovesReport
    diffs: tuple[DiffReport, ...]
    all_pairs: bool

    @property
    def rounds(self) -> tuple[Round, ...]:
        """The rounds up to the one that is told of."""
        return self.record.negotiation.rounds[: self.round.number]


def overview(record: Record, at: Round, selection: Selection) -> Overview:
    """Everything about a round, and how it came about."""
    found = linkage(record, at, selection)
    rounds = record.negotiation.rounds[: at.number]
    return Overview(
        *(record, at, selection),
        show(record, at, selection),
        gaps(record, at, selection),
        stalemate(record, at, selection, locks=locks),
        found,
        agreements(record, at, selection, dated=at is not record.negotiation.rounds[-1]),
        history(record, selection, drawn=False),
        moves(record, at, selection),
        tuple(
            diff(Between(record, one, record, other), selection) for one, other in _pairs(rounds)
        ),
        len(rounds) <= ALL_PAIRS,
    )


def _pairs(rounds: tuple[Round, ...]) -> Iterator[tuple[Round, Round]]:
    """The pairs of rounds that are compared, the later one first in order."""
    near = len(rounds) <= ALL_PAIRS
    for other in reversed(rounds):
        for one in reversed(rounds[: other.number - 1]):
            if near or one.number == other.number - 1 or other is rounds[-1]:
                yield one, other
