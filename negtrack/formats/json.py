"""A report as JSON for programs: the whole of its data, with no live control character in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from negtrack.formats.flow import batched
from negtrack.report import Report
from negtrack.text import visible

_PARTS = 1000
"""The parts of a piece: marks, names and values."""


def render(report: Report, width: int | None, colour: bool) -> str:
    """The data of the report, which parses back to exactly what it was, in the order given.

    Letters stay as they are; every hidden character is escaped as `\\uXXXX`.
    """
    return "".join(pieces(report, width, colour))


def pieces(report: Report, width: int | None, colour: bool) -> Iterator[str]:
    """The same text piece by piece."""
    encoder = json.JSONEncoder(indent=2, ensure_ascii=False, allow_nan=False)
    return _lines(encoder.iterencode(report.data()))


def _lines(parts: Iterator[str]) -> Iterator[str]:
    for piece in batched(parts, end="", size=_PARTS):
        yield re.sub(r"[^\0-~]+", _escaped, piece)
    yield "\n"


def _escaped(run: re.Match[str]) -> str:
    """A run of characters beyond ASCII; JSON itself has escaped the controls below them."""
    if visible(run[0]) == run[0]:
        return run[0]
    return "".join(one if visible(one) == one else json.dumps(one)[1:-1] for one in run[0])
