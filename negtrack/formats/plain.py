"""A page as aligned text for pipes and files: never wrapped, cut or coloured."""

from __future__ import annotations

import unicodedata

from negtrack.page import Block, Heading, Items, Lines, Sentence, Table
from negtrack.report import Report
from negtrack.text import one_line, visible

GAP = "  "


def render(report: Report, width: int | None, colour: bool) -> str:
    """The page as text: the title and the blocks, with a blank line between any two."""
    page = report.page()
    parts = (one_line(page.title), *map(_block, page.blocks))
    return "\n\n".join(part for part in parts if part) + "\n"


def _block(block: Block) -> str:
    match block:
        case Heading(text) | Sentence(text):
            return one_line(text)
        case Lines(lines):
            return "\n".join(visible(line.text) for line in lines)
        case Items(items):
            return "\n".join(one_line(item.text) for item in items)
        case Table():
            return _table(block)


def _table(table: Table) -> str:
    """The header and every row, one line each, in columns of equal width."""
    header = tuple(one_line(column.title) for column in table.columns)
    rows = (header, *(tuple(one_line(cell.text) for cell in row) for row in table.rows))
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    numeric = [column.numeric for column in table.columns]
    return "\n".join(_row(row, widths, numeric) for row in rows)


def _row(row: tuple[str, ...], widths: list[int], numeric: list[bool]) -> str:
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
