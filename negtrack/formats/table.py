"""A page for a terminal, laid out with rich: wrapped to a width, in colour or without.

rich styles; lines are made here, because rich would break `file:line:column` and cut charts.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segments
from rich.text import Text

from negtrack.page import Block, Cell, Heading, Items, Lines, Sentence, Table, Tone
from negtrack.report import Report
from negtrack.text import one_line, visible

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

WORDS = r"(?:[^\w ] )?[^ ]+"
PATHS = r"(?:[^\w ] )?(?:[^ /]*/+|[^ /]+)"
PIECES = r"(?:[^\w ] )?(?:[^ /-]*[/-]+|[^ /-]+)"
"""What a column keeps in one piece: words, with a sign that stands before; else what stands
between slashes; else between hyphens."""


def render(report: Report, width: int | None, colour: bool) -> str:
    """The page for a terminal of this width: the title and the blocks, a blank line between."""
    columns = max(width or 80, SMALLEST)
    page = report.page()
    console = _console(columns, colour)
    parts = (_text(page.title, TITLE, columns), *(_block(one, columns) for one in page.blocks))
    return "\n".join(_printed(console, part) for part in parts if part) or "\n"


def _console(columns: int, colour: bool) -> Console:
    """A console that is told all that it would otherwise ask the terminal or its environment."""
    return Console(
        width=columns,
        height=25,
        file=io.StringIO(),
        force_terminal=True,
        force_jupyter=False,
        legacy_windows=False,
        color_system="256" if colour else None,
        no_color=not colour,
    )


def _printed(console: Console, part: Text) -> str:
    """A text in its styles and its own lines, which the console neither wraps nor cuts."""
    with console.capture() as captured:
        console.print(Segments(Text().append_text(part).render(console, end="\n")), crop=False)
    return captured.get()


def _block(block: Block, columns: int) -> Text:
    match block:
        case Heading(text):
            return _text(text, HEADING, columns)
        case Sentence(text, tone):
            return _text(text, STYLES[tone], min(columns, LONGEST))
        case Lines(lines):
            told = [Text(visible(line.text), STYLES[line.tone]) for line in lines]
            return Text("\n").join(told)
        case Items(items):
            return Text("\n").join(_item(item, min(columns, LONGEST)) for item in items)
        case Table():
            return _grid(block, columns) or _list(block, min(columns, LONGEST))


def _text(text: str, style: str, width: int) -> Text:
    return Text("\n".join(_wrapped(one_line(text), width)), style)


def _item(item: Cell, width: int) -> Text:
    """A text in lines, of which all but the first are moved to the right."""
    first, *rest = _wrapped(one_line(item.text), width - 2)
    return Text("\n  ".join((first, *rest)), STYLES[item.tone])


def _grid(table: Table, columns: int) -> Text | None:
    """The table as a table; None where it would be cramped."""
    texts = [[one_line(column.title) for column in table.columns]]
    texts += [[one_line(cell.text) for cell in row] for row in table.rows]
    room = columns - GAP * (len(table.columns) - 1)
    widths = _widths(list(zip(*texts, strict=True)), room)
    wrapped = [list(map(_wrapped, row, widths)) for row in texts]
    typical = _typical_height(wrapped[1:], widths)
    if not widths or sum(widths) > room or typical > TYPICAL:
        return None
    return _drawn(table, wrapped, typical > 1)


def _typical_height(rows: list[list[list[str]]], widths: list[int]) -> int:
    """The lines of the row in the middle, but for columns that are as wide as they get."""
    narrow = [nth for nth, width in enumerate(widths) if width < WIDEST]
    heights = sorted(max((len(row[nth]) for nth in narrow), default=1) for row in rows)
    return heights[len(heights) // 2] if heights else 1


def _drawn(table: Table, wrapped: list[list[list[str]]], spaced: bool) -> Text:
    """The wrapped cells, the header first, with a blank line between rows if spaced."""
    right = [column.numeric for column in table.columns]
    widths = [
        max(cell_len(line) for cell in column for line in cell)
        for column in zip(*wrapped, strict=True)
    ]
    titles, *texts = wrapped
    height = max(map(len, titles))
    titles = [[""] * (height - len(title)) + title for title in titles]
    header = _row(titles, [HEADER] * len(titles), widths, right)
    rule = Text("─" * (sum(widths) + GAP * (len(widths) - 1)), STYLES["faint"])
    rows = [
        _row(cells, [STYLES[cell.tone] for cell in row], widths, right)
        for cells, row in zip(texts, table.rows, strict=True)
    ]
    body = Text("\n\n" if spaced else "\n").join(rows)
    return Text("\n").join((header, rule, body) if rows else (header, rule))


def _row(cells: list[list[str]], styles: list[str], widths: list[int], right: list[bool]) -> Text:
    """The lines of a row, each cell in the style, width and side of its column."""
    lines = []
    for nth in range(max(map(len, cells))):
        texts = [cell[nth] if nth < len(cell) else "" for cell in cells]
        line = Text(" " * GAP).join(map(_padded, texts, styles, widths, right))
        line.rstrip()
        lines.append(line)
    return Text("\n").join(lines)


def _padded(text: str, style: str, width: int, right: bool) -> Text:
    space = " " * (width - cell_len(text))
    return Text(space).append(text, style) if right else Text().append(text, style).append(space)


def _widths(columns: list[tuple[str, ...]], room: int) -> list[int]:
    """The width of each column: its least, then more for those that take the most lines."""
    for unit in (WORDS, PATHS, PIECES):
        widths = [_least(texts, unit) for texts in columns]
        if sum(widths) <= room:
            break
    wanted = [
        max(one, min(_full(texts), WIDEST)) for texts, one in zip(columns, widths, strict=True)
    ]
    for _ in range(room - sum(widths)):
        short = [nth for nth, width in enumerate(widths) if width < wanted[nth]]
        if not short:
            break
        widths[max(short, key=lambda nth: _lines(columns[nth], widths[nth]))] += 1
    return widths


def _least(texts: tuple[str, ...], unit: str) -> int:
    """The least width of a column in which no unit is broken, and no cell gets too tall."""
    full = _full(texts)
    longest = max(cell_len(one) for text in texts for one in re.findall(unit, text) or [""])
    return max(longest, min(full, NARROWEST), min(-(-full // TALLEST), WIDEST))


def _full(texts: tuple[str, ...]) -> int:
    return max(map(cell_len, texts))


def _lines(texts: tuple[str, ...], width: int) -> float:
    """About how many lines the texts take that are wider than their column."""
    return sum(size / width for size in map(cell_len, texts) if size > width)


def _list(table: Table, columns: int) -> Text:
    """The table as a list: each row a block under its first cell, without its empty cells."""
    return Text("\n\n").join(_entry(table, row, columns) for row in table.rows if row)


def _entry(table: Table, row: tuple[Cell, ...], columns: int) -> Text:
    """A row: its first cell, and under it the others, each after the title of its column."""
    first, *others = row
    fields = (
        _field(f"{one_line(column.title)}:", cell, columns - 2)
        for column, cell in zip(table.columns[1:], others, strict=True)
        if one_line(cell.text)
    )
    return Text("\n  ").join(
        (_text(one_line(first.text) or "–", STYLES["strong"], columns), *fields)
    )


def _field(label: str, cell: Cell, width: int) -> Text:
    """A labelled cell, on one line if it fits, and else with its further lines set in."""
    told = f"{label} {one_line(cell.text)}"
    lines = [told] if cell_len(told) <= width else _wrapped(told, width - 2)
    field = Text("\n    ".join(lines), STYLES[cell.tone])
    field.stylize(STYLES["faint"], 0, len(label))
    return field


def _wrapped(text: str, width: int) -> list[str]:
    """The text in lines; a word is broken only where it is wider than a line."""
    lines = [""]
    for word in _words(text, width):
        pieces = _broken(word, width)
        if lines[-1] and len(pieces) > 1:
            lines.append("")
        gap = " " if lines[-1] else ""
        for piece in pieces:
            if cell_len(lines[-1] + gap + piece) <= width:
                lines[-1] += gap + piece
            else:
                lines.append(piece)
            gap = ""
    return lines


def _words(text: str, width: int) -> Iterator[str]:
    """The words of a text, a sign and the word after it as one where they fit."""
    for word in re.findall(WORDS, text):
        yield from [word] if cell_len(word) <= width else word.split(" ")


def _broken(word: str, width: int) -> list[str]:
    """A word in pieces no wider than a line: after slashes, else after hyphens, else anywhere."""
    pieces = [word]
    for unit in (PATHS, PIECES, "."):
        if all(cell_len(piece) <= width for piece in pieces):
            break
        pieces = [part for piece in pieces for part in _parts(piece, width, unit)]
    return pieces


def _parts(piece: str, width: int, unit: str) -> list[str]:
    return [piece] if cell_len(piece) <= width else re.findall(unit, piece)
