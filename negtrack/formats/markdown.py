"""A page as GitHub-flavoured Markdown in which no text from the record is markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from negtrack.formats.flow import spaced
from negtrack.page import Block, Cell, Heading, Items, Lines, Sentence, Table, Tone
from negtrack.report import Report
from negtrack.text import one_line, visible

_MARKUP = re.compile(
    r"""
    (?P<live>
        (?: (?<! [^\W_] ) www\.                     # a link that nobody asked for
          | \b GH- (?= \d )                         # another issue
          | (?<! [\w./+-] ) [\w./+-]*+
            (?: ://                                 # a link
              | @ (?= [\w.-] )                      # an e-mail address, or somebody called
              | [#] (?= \d )                        # another issue
              | : [a-z0-9_+-]+ :                    # an emoji, also the :100: of file:100:5
            )
        )
        (?: [^\s`|]* [\w/+@-] )?                    # up to the end of the word
    )
    | [\\`*_<|\[\]]
    | (?<= \S ) ~ | ~ (?= \S )                      # alone it means nothing
    | & (?= [#]? \w+ ; )                            # an entity
    | (?<= \S ) \$ (?! \w )                         # the end of a formula
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""What is markup anywhere in a line. The live kind GitHub reads after all escapes are gone, and
leaves alone only as code (github/cmark-gfm#181, gjtorikian/html-pipeline#232)."""

_OPENING = re.compile(
    r"""
    ^ ( \d{1,9} (?= [.)] (?: \s | $ ) )
      | (?= > | [#]{1,6} (?: \s | $ ) | [-+] (?: [-\s] | $ ) )
      )
    """,
    re.VERBOSE,
)
"""What is markup at the start of a paragraph: a list, a quotation, a heading, a line across."""


def render(report: Report, width: int | None, colour: bool) -> str:
    """The page as Markdown: the title and the blocks, with a blank line between any two."""
    return "".join(pieces(report, width, colour))


def pieces(report: Report, width: int | None, colour: bool) -> Iterator[str]:
    """The same text piece by piece."""
    page = report.page()
    return spaced(chain(((heading("#", page.title),),), map(_block, page.blocks)))


def _block(block: Block) -> Iterable[str]:
    """The lines of a block."""
    match block:
        case Heading(text):
            return (heading("##", text),)
        case Sentence(text, tone):
            return (_item(Cell(text, tone)),)
        case Lines(lines):
            return (_fenced("\n".join(visible(line.text) for line in lines)),)
        case Items(items):
            return (f"- {_item(item)}" for item in items)
        case Table():
            return _table(block)


def _item(told: Cell) -> str:
    """A text that begins a line, or an item of a list, and opens nothing there."""
    return _strong(_OPENING.sub(r"\1\\", _inline(told.text)), told.tone)


def prose(text: str) -> str:
    """A text of a paragraph, in which nothing is markup wherever it stands in it."""
    return _item(Cell(text))


def heading(level: str, text: str) -> str:
    """A heading; a text that ends in # keeps it."""
    told = re.sub(r"(?<!\S)#+$", _escaped, _inline(text))
    return f"{level} {told}" if told else ""


def _table(table: Table) -> Iterator[str]:
    """The header, a rule, and every row, one line each; nothing where there is no column."""
    columns = table.columns
    if columns:
        yield _row(_inline(column.title) for column in columns)
        yield _row("---:" if column.numeric else "---" for column in columns)
        for row in table.rows:
            yield _row(_strong(_inline(cell.text), cell.tone) for cell in row)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _fenced(text: str) -> str:
    """Lines as they are, in a fence longer than any run of backticks in them."""
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text}\n{fence}" if text else ""


def _strong(told: str, tone: Tone) -> str:
    """Strong text where the tone is; GitHub's parser looks past a tilde next to the asterisks."""
    if not told or tone != "strong":
        return told
    return f"**{re.sub('^~|(?<= )~$', _escaped, told)}**"


def _inline(text: str) -> str:
    """A text on one line that reads as it is, wherever in a line it stands."""
    return _MARKUP.sub(_neutral, one_line(text))


def _neutral(found: re.Match[str]) -> str:
    return f"`{found[0]}`" if found["live"] else _escaped(found)


def _escaped(found: re.Match[str]) -> str:
    return f"\\{found[0]}"
