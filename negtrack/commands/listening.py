"""Who knows from before what is said in the files of a record."""

from __future__ import annotations

from collections.abc import Callable

from negtrack.cache import cache
from negtrack.commands.versions import program
from negtrack.cores import available
from negtrack.hearing import Listener


def listener(counted: Callable[[int], object] | None) -> Listener:
    """Who knows what was said in files that were read before, and hears the others on all cores.

    `counted`, if there is anybody to count, is told each time how many files were heard.
    """
    kept = cache()
    return Listener(kept and kept.of_rounds(), program(), available(), counted or (lambda _: None))
