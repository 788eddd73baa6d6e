"""A page for a terminal, laid out with rich: wrapped to a width, in colour or without.

rich styles; lines are made here, because rich would break `file:line:column` and cut charts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, zip_longest
from typing import NamedTuple

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.style import Style

from negtrack.formats.flow import spaced
from negtrack.formats.wrapping import PATHS, PIECES, WORDS, flat, wrapped
from negtrack.page import Block, Cell, Heading, Items, Lines, Sentence, Table, Tone
from negtrack.report import Report
from negtrack.text import visible

STYLES: dict[Tone, str] = {
    "plain": "",
    "strong": "bold",
    "faint": "color(244)",
    "good": "color(28)",
    "open": "color(136)",
    "bad": "color(196)",
}
"""Colours with a contrast of 3 to 1 or more, on white as on black and on Solarized's two."""

TITLE, HEADING, HEADER = "bold", "bold underline", "bold"
"""How the title of a page, of a part of it and of a column look."""

SMALLEST, LONGEST = 24, 96
"""The columns that a screen has at least, and that a line of a sentence takes at most."""

NARROWEST, WIDEST = 12, 60
"""The columns that a column of a table has at least and at most, if its texts have more."""

TALLEST, TYPICAL = 16, 3
"""The lines that a cell and a typical row may take, before a list is easier to read."""

GAP = 2

MANY = 1000
"""The rows above which a table is not set whole before its first line is told."""


class Screen(NamedTuple):
    """What a terminal can show: its columns, and its colours where they are wanted."""

    columns: int
    colours: ColorSystem | None

    def paint(self, text: str, style: str) -> str:
        """The text in a style, and the terminal as it was after it."""
        return Style.parse(style).render(text, color_system=self.colours) if style else text

    @property
    def line(self) -> int:
        """The columns of a line of a sentence."""
        return min(self.columns, LONGEST)


class Layout(NamedTuple):
    """How the columns of a table are set: where their texts break, and how wide they are then.

    `apart` is whether there is a blank line between rows.
    """

    breaks: list[int]
    widths: list[int]
    apart: bool


def render(report: Report, width: int | None, colour: bool) -> str:
    """The page for a terminal of this width: the title and the blocks, a blank line between."""
    return "".join(pieces(report, width, colour))


def pieces(report: Report, width: int | None, colour: bool) -> Iterator[str]:
    """The same text piece by piece."""
    screen = Screen(max(width or 80, SMALLEST), ColorSystem.EIGHT_BIT if colour else None)
    page = report.page()
    title = _text(page.title, TITLE, screen.columns, screen)
    return spaced(chain(((title,),), (_block(one, screen) for one in page.blocks)))


def _block(block: Block, screen: Screen) -> Iterable[str]:
    """The lines of a block; a text of several lines in one style is one of them."""
    match block:
        case Heading(text):
            return (_text(text, HEADING, screen.columns, screen),)
        case Sentence(text, tone):
            return (_text(text, STYLES[tone], screen.line, screen),)
        case Lines(lines):
            return (screen.paint(visible(line.text), STYLES[line.tone]) for line in lines)
        case Items(items):
            return (_item(item, screen) for item in items)
        case Table():
            layout = _layout(block, screen.columns)
            return _drawn(block, layout, screen) if layout else _list(block, screen)


def _text(text: str, style: str, width: int, screen: Screen) -> str:
    return screen.paint("\n".join(wrapped(flat(text), width)), style)


def _item(item: Cell, screen: Screen) -> str:
    """A text in lines, of which all but the first are moved to the right."""
    lines = wrapped(flat(item.text), screen.line - 2)
    return screen.paint("\n  ".join(lines), STYLES[item.tone])


def _layout(table: Table, columns: int) -> Layout | None:
    """How the table is set; None where it would be cramped.

    Of many rows only some, evenly spread, are asked how many lines they take.
    """
    room = columns - GAP * (len(table.columns) - 1)
    held = [Texts(table, nth) for nth in range(len(table.columns))]
    breaks = _widths(held, room)
    some = table.rows[:: len(table.rows) // (MANY + 1) + 1]
    typical = _typical_height(some, breaks)
    if not breaks or sum(breaks) > room or typical > TYPICAL:
        return None
    return Layout(breaks, list(map(_taken, held, breaks)), typical > 1)


class Texts:
    """The texts of a column, its title first: they are read from the table whenever asked for."""

    def __init__(self, table: Table, nth: int) -> None:
        self._table, self._nth = table, nth
        self.sizes = Counter(map(cell_len, self))

    def __iter__(self) -> Iterator[str]:
        yield flat(self._table.columns[self._nth].title)
        for row in self._table.rows:
            yield flat(row[self._nth].text)

    @property
    def full(self) -> int:
        """The columns that the longest takes."""
        return max(self.sizes)

    @property
    def are_many(self) -> bool:
        """Whether it takes long to break them into lines."""
        return len(self._table.rows) > MANY

    def longest(self, unit: str) -> int:
        """The columns of the longest piece that is to be kept whole."""
        found = 0
        for text in self:
            if cell_len(text) > found:
                found = max((found, *map(cell_len, re.findall(unit, text))))
        return found

    def lines(self, width: int) -> float:
        """About how many lines those take that are wider than their column."""
        return sum(size * times for size, times in self.sizes.items() if size > width) / width


def _taken(texts: Texts, width: int) -> int:
    """The columns that texts take when they are broken; of many, that they may take."""
    if texts.are_many or texts.full <= width:
        return min(texts.full, width)
    return max(cell_len(line) for text in texts for line in wrapped(text, width))


def _typical_height(rows: Sequence[tuple[Cell, ...]], widths: list[int]) -> int:
    """The lines of the row in the middle, but for columns that are as wide as they get."""
    narrow = [(nth, width) for nth, width in enumerate(widths) if width < WIDEST]
    heights = sorted(
        max((len(wrapped(flat(row[nth].text), width)) for nth, width in narrow), default=1)
        for row in rows
    )
    return heights[len(heights) // 2] if heights else 1


def _drawn(table: Table, layout: Layout, screen: Screen) -> Iterator[str]:
    """The header, a rule, and the rows, with a blank line between them if they are apart."""
    widths = layout.widths
    sides = [(width, column.numeric) for width, column in zip(widths, table.columns, strict=True)]
    titles = list(map(wrapped, (flat(one.title) for one in table.columns), layout.breaks))
    height = max(map(len, titles))
    yield from _row(
        [[(line, HEADER) for line in ("",) * (height - len(title)) + title] for title in titles],
        sides,
        screen,
    )
    yield screen.paint("─" * (sum(widths) + GAP * (len(widths) - 1)), STYLES["faint"])
    for nth, row in enumerate(table.rows):
        if nth and layout.apart:
            yield ""
        cells = [
            [(line, STYLES[cell.tone]) for line in wrapped(flat(cell.text), width)]
            for cell, width in zip(row, layout.breaks, strict=True)
        ]
        yield from _row(cells, sides, screen)


def _row(
    cells: list[list[tuple[str, str]]], sides: list[tuple[int, bool]], screen: Screen
) -> Iterator[str]:
    """The lines of a row, each cell in its style, and the width and side of its column."""
    for line in zip_longest(*cells, fillvalue=("", "")):
        told = []
        for (text, style), (width, right) in zip(line, sides, strict=True):
            space = " " * (width - cell_len(text))
            shown = screen.paint(text, style)
            told.append(space + shown if right else shown + space)
        yield (" " * GAP).join(told).rstrip()


def _widths(columns: list[Texts], room: int) -> list[int]:
    """The width of each column: its least, then more for those that take the most lines."""
    for unit in (WORDS, PATHS, PIECES):
        widths = [_least(texts, unit) for texts in columns]
        if sum(widths) <= room:
            break
    wanted = [max(one, min(texts.full, WIDEST)) for texts, one in zip(columns, widths, strict=True)]
    for _ in range(room - sum(widths)):
        short = [nth for nth, width in enumerate(widths) if width < wanted[nth]]
        if not short:
            break
        widths[max(short, key=lambda nth: columns[nth].lines(widths[nth]))] += 1
    return widths


def _least(texts: Texts, unit: str) -> int:
    """The least width of a column in which no unit is broken, and no cell gets too tall."""
    full = texts.full
    return max(texts.longest(unit), min(full, NARROWEST), min(-(-full // TALLEST), WIDEST))


def _list(table: Table, screen: Screen) -> Iterator[str]:
    """The table as a list: each row a block under its first cell, without its empty cells."""
    for nth, row in enumerate(row for row in table.rows if row):
        if nth:
            yield ""
        yield _entry(table, row, screen)


def _entry(table: Table, row: tuple[Cell, ...], screen: Screen) -> str:
    """A row: its first cell, and under it the others, each after the title of its column."""
    first, *others = row
    fields = (
        _field(f"{flat(column.title)}:", cell, screen)
        for column, cell in zip(table.columns[1:], others, strict=True)
        if flat(cell.text)
    )
    title = _text(flat(first.text) or "–", STYLES["strong"], screen.line, screen)
    return "\n  ".join((title, *fields))


def _field(label: str, cell: Cell, screen: Screen) -> str:
    """A labelled cell, on one line if it fits, and else with its further lines set in."""
    told, width = f"{label} {flat(cell.text)}", screen.line - 2
    lines = [told] if cell_len(told) <= width else wrapped(told, width - 2)
    field, style, size = "\n    ".join(lines), STYLES[cell.tone], len(label)
    faint = f"{style} {STYLES['faint']}"
    return screen.paint(field[:size], faint) + screen.paint(field[size:], style)
