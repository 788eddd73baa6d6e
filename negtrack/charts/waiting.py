"""What waits for what as a graph: its needs, and which statements a chart has room for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from negtrack.charts.words import labels
from negtrack.linkage import Claim, Key, State
from negtrack.openings import Lock
from negtrack.standing import Moment

_COLUMNS, _MOST = 6, 14
"""The most columns, and the most boxes in each."""


class Need(NamedTuple):
    """That a statement waits for another: what for, its state, and which alternative that is."""

    start: Key
    end: Key
    value: str
    state: State
    alternative: int


class Waiting(NamedTuple):
    """What waits for what as of a moment: the statements with conditions, and the locks."""

    moment: Moment
    claims: Sequence[Claim]
    locks: Sequence[Lock]

    def needs(self) -> list[Need]:
        """Every need, once for each who is asked."""
        issues = self.moment.negotiation.issues
        return [
            Need(
                claim.key,
                (asked, wish.need.issue),
                labels(issues[wish.need.issue], wish.need.value, short=True),
                wish.state,
                number if len(claim.alternatives) > 1 else 0,
            )
            for claim in self.claims
            for number, one in enumerate(claim.alternatives, 1)
            for wish in one
            for asked in wish.asked or ("",)
        ]

    def kept(self, columns: list[list[Key]]) -> list[list[Key]]:
        """What there is room for: locks and who waits in vain first; nothing without a line.

        Of many columns it is those from the first lock on, or the last.
        """
        needs = self.needs()
        locked = {key for lock in self.locks for key in lock.statements}
        unmet = {key for one in needs if one.state != "met" for key in (one.start, one.end)}
        last = max(len(columns) - _COLUMNS, 0)
        first = next((nth for nth, some in enumerate(columns) if locked & {*some}), last)
        found = []
        for column in columns[min(first, last) :][:_COLUMNS]:
            ranked = sorted(column, key=lambda key: (key not in locked, key not in unmet))
            found.append([key for key in column if key in ranked[:_MOST]])
        there = {key for column in found for key in column}
        joined = {
            key
            for one in needs
            if one.start in there and one.end in there
            for key in (one.start, one.end)
        }
        return [kept for column in found if (kept := [key for key in column if key in joined])]
