"""How far apart the parties are in a round, per issue and pair, against the round before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from negtrack import stood
from negtrack.measures import Scale, plain, spelled_distance
from negtrack.model import Issue, Round
from negtrack.moves import scales
from negtrack.page import Block, Cell, Column, Page, Sentence, Table, Tone
from negtrack.pairs import Pair
from negtrack.reasons import reasons
from negtrack.record import Record
from negtrack.report import Json, Rows
from negtrack.selection import Selection
from negtrack.statuses import Status, statuses
from negtrack.text import counted
from negtrack.values import plain_number, plain_value, spelled, spelled_number
from negtrack.wording import (
    plain_round,
    private_note,
    round_words,
)

COLOURS = ("green", "yellow", "red")
TONES: dict[str, Tone] = {"green": "good", "yellow": "open", "red": "bad"}
SIGNS = {
    "agreed": "✓",
    "converged": "✓",
    "narrowing": "▼",
    "static": "=",
    "widening": "▲",
    "opposed": "×",
    "unstated": "·",
}
"""How a status is marked: the gap falls ▼, stays =, grows ▲; any other is `~`."""


class GapsReport(NamedTuple):
    """The gaps of one round, with those of the round before to compare."""

    record: Record
    round: Round
    before: Round | None
    issues: tuple[Status, ...]
    earlier: tuple[Status, ...]
    measured: dict[str, Scale]
    selection: Selection

    @property
    def found(self) -> bool:
        """Whether any issue is not green."""
        return any(status.colour != "green" for status in self.issues)

    def data(self) -> dict[str, Json]:
        """The contract `negtrack.gaps/1`."""
        return {
            "schema": "negtrack.gaps/1",
            "negotiation": self.record.negotiation.id,
            "private": self.record.private,
            **plain_round(self.round),
            "previous": plain_round(self.before) if self.before else None,
            "counts": _counts(self.issues),
            "previous_counts": _counts(self.earlier) if self.before else None,
            "issues": [self._plain_issue(status) for status in self.issues],
        }

    def _plain_issue(self, status: Status) -> dict[str, Json]:
        now, before = status.common
        return {
            "issue": status.issue.id,
            "status": status.status,
            "colour": status.colour,
            "gap": plain(status.gap),
            "previous_gap": plain(status.previous_gap),
            "comparable": {"gap": plain(now), "previous_gap": plain(before)},
            "observed_span": self._plain_span(status),
            "pairs": [self._plain_pair(status, pair) for pair in status.pairs],
            "agreements": [agreement.id for agreement in status.agreed],
            "rejections": [{"by": one, "of": other} for one, other in status.refused],
            "conditions": [held.party for held in status.conditions],
        }

    def _observed(self, status: Status) -> tuple[Decimal, Decimal] | None:
        """The span that the record's own values gave to what was measured, on its basis.

        Nothing where the issue declares one; where nothing was measured, that of its own basis.
        """
        bases = [pair.basis for pair in status.pairs if pair.gap is not None]
        for basis in (*bases, status.issue.basis):
            span = self.measured[status.issue.id].spans.get(basis)
            if span and span.observed and span.low is not None and span.high is not None:
                return span.low, span.high
        return None

    def _plain_span(self, status: Status) -> Json:
        ends = self._observed(status)
        if ends is None:
            return None
        low, high = (plain_number(status.issue, end) for end in ends)
        return {"min": low, "max": high, "unit": status.issue.unit or None}

    def _plain_pair(self, status: Status, pair: Pair) -> dict[str, Json]:
        overlap = pair.overlap
        return {
            "a": pair.a,
            "b": pair.b,
            "gap": plain(pair.gap),
            "min": plain(pair.least),
            "max": plain(pair.most),
            "unmeasured_versions": pair.unmeasured,
            "overlap": None
            if overlap is None
            else [plain_value(status.issue, (one,)) for one in overlap],
        }

    def rows(self) -> Rows:
        """One row an issue and pair."""
        header = ("issue", "status", "colour", "a", "b", "gap", "min", "max", "overlap")
        rows = []
        for status in self.issues:
            for pair in status.pairs or (Pair("", ""),):
                gaps = (plain(pair.gap), plain(pair.least), plain(pair.most))
                overlap = spelled(status.issue, pair.overlap or ()) or None
                parties = (pair.a or None, pair.b or None)
                told = (status.issue.id, status.status, status.colour, *parties)
                rows.append((*told, *gaps, overlap, plain(status.gap), plain(status.previous_gap)))
        return Rows((*header, "issue_gap", "previous_gap"), tuple(rows))

    def page(self) -> Page:
        """The counts of green, yellow and red first, then every issue."""
        negotiation = self.record.negotiation
        blocks: tuple[Block, ...] = (
            Sentence(self._headline(), "strong"),
            *self._scope(),
            self._table(),
            *self._notes(),
        )
        return Page(f"{negotiation.title}: gaps", blocks)

    def _headline(self) -> str:
        counts = _counts(self.issues)
        if self.before is None:
            told = ", ".join(f"{counts[colour]} {colour}" for colour in COLOURS)
            return f"{round_words(self.round).capitalize()}: {told}; there is no round before."
        earlier = _counts(self.earlier)
        told = ", ".join(
            f"{counts[colour]} {colour} ({_signed(counts[colour] - earlier[colour])})"
            for colour in COLOURS
        )
        before = round_words(self.before)
        return f"{round_words(self.round).capitalize()}: {told}, against {before}."

    def _scope(self) -> Iterator[Block]:
        if private_note(self.record):
            yield Sentence(private_note(self.record), "bad")
        if self.selection.spelled():
            yield Sentence(f"Only {self.selection.spelled()}.")

    def _table(self) -> Table:
        columns = [Column("Issue"), Column("Status"), Column("Gap", True), Column("Before", True)]
        columns += [Column("Pairs"), Column("Why")]
        return Table(tuple(columns), tuple(tuple(self._cells(one)) for one in self.issues))

    def _cells(self, status: Status) -> Iterator[Cell]:
        pairs = status.pairs
        yield Cell(status.issue.id)
        yield Cell(f"{SIGNS.get(status.status, '~')} {status.status}", TONES[status.colour])
        observed = status.gap is not None and self._observed(status)
        yield Cell(spelled_distance(status.gap) + ("°" if observed else ""))
        yield Cell(spelled_distance(status.previous_gap), "faint")
        yield Cell(f"{status.measured} of {len(pairs)}" if pairs else "–", "faint")
        yield Cell("; ".join(reasons(status)))

    def _notes(self) -> Iterator[Block]:
        unmeasured = sum(status.gap is None for status in self.issues)
        gap = "Gap: 0 is the same, 100 the whole scale, – cannot be measured"
        yield Sentence(f"{gap} ({counted(unmeasured, 'issue')}).", "faint")
        spans = [(one, self._observed(one)) for one in self.issues if one.gap is not None]
        told = [_span_words(one.issue, *ends) for one, ends in spans if ends]
        if told:
            yield Sentence(f"° measured over the observed span: {'; '.join(told)}.", "faint")


def _span_words(issue: Issue, low: Decimal, high: Decimal) -> str:
    unit = "" if issue.dated or not issue.unit else f" {issue.unit}"
    return f"{issue.id} {spelled_number(issue, low)} to {spelled_number(issue, high)}{unit}"


def _counts(issues: tuple[Status, ...]) -> dict[str, int]:
    counted_by = Counter(status.colour for status in issues)
    return {colour: counted_by[colour] for colour in COLOURS}


def _signed(number: int) -> str:
    return f"+{number}" if number > 0 else f"−{-number}" if number < 0 else "="


def gaps(record: Record, at: Round, selection: Selection) -> GapsReport:
    """The gaps of a round of the record."""
    negotiation = selection.view(record.negotiation)
    measured = scales(negotiation)
    *earlier, moment = stood.latest(record.viewed(negotiation), at, 3)
    before = earlier[-1] if earlier else None
    previous = earlier[-2] if len(earlier) > 1 else None

    def selected(found: tuple[Status, ...]) -> tuple[Status, ...]:
        return tuple(one for one in found if selection.has_issue(one.issue))

    return GapsReport(
        record,
        at,
        before.round if before else None,
        selected(statuses(moment, before, measured)),
        selected(statuses(before, previous, measured)) if before else (),
        measured,
        selection,
    )
