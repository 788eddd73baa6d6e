"""A chart as SVG: a file that stands alone, in vectors, for slides and print."""

from __future__ import annotations

from negtrack.figure import charted
from negtrack.formats.vega import svg
from negtrack.report import Report


def render(report: Report, width: int | None, colour: bool) -> str:
    """The chart of an answer on a white ground."""
    del width, colour  # a chart has its own
    return f"{svg(charted(report).figure())}\n"
