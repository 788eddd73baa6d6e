"""A page as aligned text for pipes and files: never wrapped, cut or coloured."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import chain

from negtrack.formats.flow import spaced
from negtrack.page import Block, Cell, Heading, Items, Lines, Sentence, Table
from negtrack.report import Report
from negtrack.text import one_line, visible

GAP = "  "


def render(report: Report, width: int | None, colour: bool) -> str:
    """The page as text: the title and the blocks, with a blank line between any two."""
    return "".join(pieces(report, width, colour))


def pieces(report: Report, width: int | None, colour: bool) -> Iterator[str]:
    """The same text piece by piece."""
    page = report.page()
    return spaced(chain(((one_line(page.title),),), map(_block, page.blocks)))


def _block(block: Block) -> Iterable[str]:
    """The lines of a block."""
    match block:
        case Heading(text) | Sentence(text):
            return (one_line(text),)
        case Lines(lines):
            return (visible(line.text) for line in lines)
        case Items(items):
            return (one_line(item.text) for item in items)
        case Table():
            return _table(block)


def _table(table: Table) -> Iterator[str]:
    """The header and every row, one line each, in columns of equal width.

    What is as wide as all rows are is not kept: a table may have any number of them.
    """
    header = [one_line(column.title) for column in table.columns]
    widths = [
        max(map(_width, chain((title,), (_told(row[nth]) for row in table.rows))))
        for nth, title in enumerate(header)
    ]
    numeric = [column.numeric for column in table.columns]
    for row in chain((header,), (map(_told, row) for row in table.rows)):
        yield _row(row, widths, numeric)


def _told(cell: Cell) -> str:
    return one_line(cell.text)


def _row(row: Iterable[str], widths: list[int], numeric: list[bool]) -> str:
    cells = []
    for text, width, right in zip(row, widths, numeric, strict=True):
        space = " " * (width - _width(text))
        cells.append(space + text if right else text + space)
    return GAP.join(cells).rstrip()


def _width(text: str) -> int:
    """The columns that a text takes: two for a wide character, none for a combining one.

    Hangul written as single letters takes the room of the syllables that it composes.
    """
    if text.isascii():
        return len(text)
    return sum(map(_columns, unicodedata.normalize("NFC", text)))


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
