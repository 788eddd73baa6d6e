"""Tables as text: CSV (RFC 4180) for spreadsheets, with no formula in it, and JSON Lines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from negtrack.formulas import guarded
from negtrack.report import Scalar
from negtrack.tables import Row, Shape

_QUOTED = re.compile('[",\\r\\n]|^\\s|\\s$')
"""What a cell has that is written in quotes: also blanks at its ends, which some readers cut."""


def csv_text(shape: Shape, rows: Iterable[Row]) -> str:
    """A table as CSV: a header, and lines that end in a bare newline; unknown is empty.

    Texts keep their own lines, within quotes; `formulas.unguarded` gives back each as it was.
    """
    lines = (shape.header, *rows)
    return "".join(f"{','.join(map(_cell, line))}\n" for line in lines)


def _cell(value: Scalar) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return str(value)
    told = guarded(value)
    return f'"{told.replace(chr(34), chr(34) * 2)}"' if _QUOTED.search(told) else told


def jsonl_text(shape: Shape, rows: Iterable[Row]) -> str:
    """A table as JSON Lines: an object a row, with every column; unknown is null."""
    objects = (dict(zip(shape.header, row, strict=True)) for row in rows)
    return "".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in objects)
