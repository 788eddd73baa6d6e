"""`negtrack distance`: who is near whom, and who stands together."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from negtrack.commands.asking import Ask, At, question
from negtrack.problems import Stop

if TYPE_CHECKING:
    from negtrack.distances import Finding, Grouping


@question(kept=True)
def distance(ask: Ask, at: At = "last") -> int:
    """How far every party is from every other.

    Over all issues, weighted by salience, in both directions; and the coalitions that this makes.
    """
    from negtrack.analyses.distance import distance as analysis

    return ask.about_round(at, partial(analysis, find=_finding()))


def _finding() -> "Finding | None":
    """What finds groups, where its library is installed."""
    from negtrack.extras import needed

    try:
        needed("negtrack distance", "stats", "scipy")
    except Stop:
        return None
    return _grouping


def _grouping(distances: Sequence[Sequence[float]]) -> "Grouping":
    """The groups, by a library that takes long to load: only where there are three parties."""
    from negtrack.coalitions import grouping

    return grouping(distances)
