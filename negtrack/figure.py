"""A chart before any drawing: what it is called, what it tells in words, and its marks as data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Protocol, runtime_checkable

from negtrack.problems import USAGE, Stop
from negtrack.report import Json, Report
from negtrack.text import listed

DRAWN = ("history", "show", "linkage")
"""The commands whose answer can be drawn."""


class Room(NamedTuple):
    """The room that a chart has, in pixels; `titled` is whether its title is drawn in it."""

    width: int
    height: int
    titled: bool


SLIDE = Room(960, 540, True)
"""A briefing slide, 16 to 9, on which a chart stands alone."""

COLUMN = Room(700, 320, False)
"""The column of a page, which has the title and the words beside the chart."""


class Figure(NamedTuple):
    """A chart: its title, one to three sentences for who cannot see it, and a Vega specification.

    No text of the record is in an expression, a signal or the name of a field: only in values. The
    size is that of the specification, in pixels, and nothing is drawn outside of it.
    """

    title: str
    told: str
    spec: Mapping[str, Json]


@runtime_checkable
class Charted(Protocol):
    """An answer that can be drawn."""

    def figure(self) -> Figure:
        """The answer as a chart for a slide; Stop where it is more than one chart."""


def charted(report: Report) -> Charted:
    """The answer as one that can be drawn; Stop where it is none."""
    if isinstance(report, Charted):
        return report
    hint = f"draw another answer: negtrack {listed(DRAWN, 'or')}"
    raise Stop("there is no chart of this answer", hint, USAGE)
