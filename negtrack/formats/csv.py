"""A report's rows as CSV (RFC 4180) for spreadsheets, with no formula in it.

Lines end in a bare newline, as every tool in a pipe expects and every spreadsheet reads.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import chain

from negtrack.formats.flow import LINES
from negtrack.report import Report, Scalar
from negtrack.text import one_line

_FORMULA = re.compile("(^|; ?)(?=[=+\\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b])")
"""Before what makes a spreadsheet take a text for a formula: a mark, also full-width or small,
at the start, or after a semicolon, which starts a cell where it is the region's separator."""


def render(report: Report, width: int | None, colour: bool) -> str:
    """The header and the rows; a text is on one line, an unknown is empty, numbers are as given."""
    return "".join(pieces(report, width, colour))


def pieces(report: Report, width: int | None, colour: bool) -> Iterator[str]:
    """The same text piece by piece, the header being the first."""
    table = report.rows()
    ends = range(LINES, len(table.rows) + LINES, LINES)
    return map(_lines, chain(((table.header,),), (table.rows[end - LINES : end] for end in ends)))


def _lines(rows: Sequence[Sequence[Scalar]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(map(_field, row) for row in rows)
    return out.getvalue()


def _field(value: Scalar) -> Scalar:
    """A field as it is written; an apostrophe keeps a text from being a formula."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return _FORMULA.sub(r"\1'", one_line(value)) if isinstance(value, str) else value
