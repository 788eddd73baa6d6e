"""A page as a piece of HTML for a notebook: plain tags, no script, no link, no style but alignment.

Every text is escaped here, so that nothing is needed beyond Python itself. Notebooks read formulas
between dollar signs in what they show; the two classes tell both generations of MathJax not to.
"""

from __future__ import annotations

from html import escape

from negtrack.page import Block, Cell, Heading, Items, Lines, Sentence, Table
from negtrack.report import Report
from negtrack.text import one_line, visible


def render(report: Report, width: int | None, colour: bool) -> str:
    """The page below one `div`; a text is on one line, and in the direction that it reads in."""
    page = report.page()
    parts = (_of("h3", page.title), *map(_block, page.blocks))
    told = "\n".join(part for part in parts if part)
    return f'<div class="negtrack tex2jax_ignore mathjax_ignore">\n{told}\n</div>\n'


def _block(block: Block) -> str:
    match block:
        case Heading(text):
            return _of("h4", text)
        case Sentence(text, tone):
            return _of("p", text, tone == "strong")
        case Lines(lines):
            told = "\n".join(escape(visible(line.text)) for line in lines)
            return f"<pre>{told}</pre>" if told else ""
        case Items(items):
            return f"<ul>{''.join(_cell('li', item) for item in items)}</ul>" if items else ""
        case Table():
            return _table(block)


def _table(table: Table) -> str:
    sides = [' style="text-align:right"' if one.numeric else "" for one in table.columns]
    header = "".join(
        _of("th", column.title, side=f' scope="col"{side}')
        for column, side in zip(table.columns, sides, strict=True)
    )
    rows = (
        "".join(_cell("td", cell, side) for cell, side in zip(row, sides, strict=True))
        for row in table.rows
    )
    body = "\n".join(f"<tr>{row}</tr>" for row in rows)
    return f"<table>\n<thead><tr>{header}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def _cell(tag: str, cell: Cell, side: str = "") -> str:
    return _of(tag, cell.text, cell.tone == "strong", side)


def _of(tag: str, text: str, strong: bool = False, side: str = "") -> str:
    """An element with a text of the record in it, and nothing where an element of text is empty."""
    told = escape(one_line(text))
    if not told and tag in ("h3", "h4", "p"):
        return ""
    inside = f"<strong>{told}</strong>" if strong and told else told
    return f'<{tag} dir="auto"{side}>{inside}</{tag}>'
