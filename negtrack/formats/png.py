"""A chart as PNG: the pixels of a slide of 1920 by 1080."""

from __future__ import annotations

from negtrack.figure import charted
from negtrack.formats.vega import png
from negtrack.report import Report


def render(report: Report, width: int | None, colour: bool) -> bytes:
    """The chart of an answer on a white ground."""
    del width, colour  # a chart has its own
    return png(charted(report).figure())
