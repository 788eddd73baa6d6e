"""A chart of who wants what in a round: issues by parties, a sign and a ground for each cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from negtrack.charts.frame import Frame, Head, frame, sentence
from negtrack.charts.marks import Layer, spec
from negtrack.charts.sheet import Box, Sheet
from negtrack.charts.words import span_of, standing_in_words
from negtrack.figure import Figure, Room
from negtrack.grid import MEANS, SIGNS
from negtrack.lettering import plain
from negtrack.model import Issue, Party, Round
from negtrack.record import Record
from negtrack.relations import Stand
from negtrack.text import counted, listed
from negtrack.wording import private_note

_SIZES = (14.0, 12.5, 11.0, 10.0)
"""The sizes of letters that are tried, the largest first."""

_BETWEEN, _TITLES = 22, 22
"""The room between two panels and for titles, in pixels."""

_LINE, _ENOUGH, _PLENTY = 14, 34, 45
"""The letters of a line that breaks no words and of a position that says something, and those
beyond which larger letters are better than more."""

_NARROWEST, _PANELS, _FEW = 76, (1, 2, 3), 4


class Who(NamedTuple):
    """A grid's contents: the stands by party and issue, of these parties on these issues."""

    round: Round
    stands: Mapping[tuple[str, str], Stand]
    parties: Sequence[Party]
    issues: Sequence[Issue]

    @property
    def turned(self) -> bool:
        """Whether parties go down and issues across: where they are many on few issues."""
        return len(self.parties) > max(_FEW, len(self.issues))

    @property
    def down(self) -> Sequence[Party] | Sequence[Issue]:
        """What has a row each."""
        return self.parties if self.turned else self.issues

    @property
    def across(self) -> Sequence[Party] | Sequence[Issue]:
        """What has a column each."""
        return self.issues if self.turned else self.parties


class Layout(NamedTuple):
    """How a grid is laid out: in so many panels side by side, of so many rows and columns."""

    panels: int
    rows: int
    columns: int
    size: float
    row: float
    name: float
    cell: float

    @property
    def line(self) -> float:
        """About how many letters a line of a cell has room for."""
        return (self.cell - 26) / (self.size * 0.55)

    @property
    def letters(self) -> float:
        """About how many letters of a position can be read in a cell."""
        return self.line * max(int((self.row - 3) // (self.size * 1.2)), 1)

    @property
    def room(self) -> int:
        """How many rows there is room for."""
        return self.panels * self.rows


def grid(record: Record, who: Who, size: Room) -> Figure:
    """The grid of a round; issues and parties that there is no room for are told of below it."""
    title = "Who wants what"
    subtitle = span_of(record.negotiation, [who.round])
    warning = private_note(record)
    if not who.issues:
        told = "Nobody has stated a position yet."
        head = Head(title, subtitle, warning=warning)
        return Figure(title, told, spec(size, sentence(size, head, told)))
    long = Head(title, subtitle, (), ["as long as two lines are " * 20], warning)
    fitted = _fitted(who, frame(size, long))
    notes = [*_legend(who), *_left_out(who, fitted)]
    around = frame(size, Head(title, subtitle, (), notes, warning))
    table = _Grid(record, who, around, fitted)
    return Figure(title, _told(record, who), spec(size, (*around.layers, *table.layers())))


def _fitted(who: Who, around: Frame) -> Layout:
    """The layout in which positions can be read best: all rows, and if it can be all columns.

    Principals go first, so that those who are left out are others. Where not all rows fit in any
    size, it is the layout with the most of them.
    """
    tried = [
        layout
        for columns in range(len(who.across), 0, -1)
        for panels in _PANELS
        for size in _SIZES
        if (layout := _layout(around, (panels, columns), size, len(who.down))) is not None
    ]
    whole = [one for one in tried if one.room >= len(who.down)]
    most = max(one.room for one in tried)
    principals = len([one for one in who.parties if one.role == "principal"])
    for some, least in (
        ([one for one in whole if one.columns == len(who.across) and one.line > _LINE], _ENOUGH),
        ([one for one in whole if one.columns == principals and not who.turned], 0),
        (whole, 0),
        ([one for one in tried if one.room == most], 0),
    ):
        fits = [one for one in some if one.letters >= least]
        if fits:
            return max(fits, key=lambda one: (min(one.letters, _PLENTY), one.size))
    return tried[0]


def _layout(around: Frame, many: tuple[int, int], size: float, items: int) -> Layout | None:
    """A grid of panels and columns in a size of letters; None where a cell would be too narrow."""
    panels, columns = many
    wide = (around.right - around.left - _BETWEEN * (panels - 1)) / panels
    name = min(max(wide * 0.28, 86), 210)
    cell = (wide - name) / columns
    if cell < _NARROWEST:
        return None
    high = around.bottom - around.top - _TITLES
    rows = min(-(-items // panels), int(high // (size * 1.2 + 4)))
    row = min(high / rows, max(size * 3.6 + 8, 60))
    return Layout(panels, rows, columns, size, row, name, cell)


class _Grid(NamedTuple):
    record: Record
    who: Who
    around: Frame
    layout: Layout

    def layers(self) -> Iterator[Layer]:
        """Each panel, from left to right."""
        one = self.layout
        wide = one.name + one.cell * one.columns
        across = self.who.across[: one.columns]
        widths = (one.name, *(one.cell for _ in across))
        titles = ["", *(_name(head)[0] for head in across)]
        for panel in range(one.panels):
            down = self.who.down[panel * one.rows : (panel + 1) * one.rows]
            if down:
                left = self.around.left + panel * (wide + _BETWEEN)
                sheet = Sheet(left, self.around.top + _TITLES, widths, one.row, one.size)
                yield from sheet.layers(titles, [self._row(head, across) for head in down])

    def _row(self, head: Party | Issue, across: Sequence[Party | Issue]) -> list[Box]:
        name, short = _name(head)
        cells = [self._cell(one, head) for one in across]
        return [Box(name, tone="strong", short=short), *cells]

    def _cell(self, one: Party | Issue, other: Party | Issue) -> Box:
        party, issue = (one, other) if isinstance(one, Party) else (other, one)
        stand = self.who.stands.get((party.id, issue.id))
        if stand is None or not isinstance(issue, Issue):
            return Box("–", tone="faint")
        sign, tone = SIGNS[stand.relation]
        standing = stand.standing
        since = self.record.round(standing.said_in).number
        marks = "*" if standing.held.only_if else ""
        marks += "!" if standing.held.red_line else ""
        told = [
            f"{standing_in_words(issue, standing, short=short)} {marks}".strip()
            for short in (False, True)
        ]
        carried = since != self.who.round.number
        return Box(told[0], sign, tone, f"r{since}" if carried else "", told[1])


def _name(head: Party | Issue) -> tuple[str, str]:
    """What a row or column is called, and in short."""
    return (head.name, head.name) if isinstance(head, Party) else (head.title, head.id)


def _legend(who: Who) -> Iterator[str]:
    """What the signs that are used mean."""
    keys = [(party.id, issue.id) for party in who.parties for issue in who.issues]
    used = [who.stands[key] for key in keys if key in who.stands]
    relations = {one.relation for one in used}
    for relation, means in MEANS.items():
        if relation in relations:
            sign = SIGNS[relation][0]
            yield f"check mark: {means}" if sign == "✓" else f"{sign} {means}"
    if any(one.standing.held.only_if for one in used):
        yield "* on conditions"
    if any(one.standing.held.red_line for one in used):
        yield "! red line"
    if any(one.standing.said_in != who.round.id for one in used):
        yield "r1: carried from round 1"


def _left_out(who: Who, fitted: Layout) -> Iterator[str]:
    """Whom and what there is no room for."""
    away = [*who.across[fitted.columns :], *who.down[fitted.room :]]
    parties = [one.name for one in away if isinstance(one, Party)]
    if parties:
        yield f"not shown: {plain(listed(parties))}"
    issues = len(away) - len(parties)
    if issues:
        yield f"no room for {counted(issues, 'more issue')}: choose with --group or --issue"


def _told(record: Record, who: Who) -> str:
    """The grid in two sentences: how many positions there are, and how many issues are how."""
    own = [
        who.stands[party.id, issue.id].relation
        for issue in who.issues
        for party in who.parties
        if (party.id, issue.id) in who.stands
    ]
    counts = [f"{own.count(one)} {means}" for one, means in MEANS.items() if one in own]
    negotiation = plain(record.negotiation.title)
    first = (
        f"{negotiation}, round {who.round.number}: {counted(len(own), 'position')} of "
        f"{counted(len(who.parties), 'party', 'parties')} on {counted(len(who.issues), 'issue')}."
    )
    return f"{first} Of the positions, {listed(counts)}." if counts else first
