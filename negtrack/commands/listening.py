"""Who knows from before what is said in the files of a record, and which files hold what."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from negtrack.cache import cache
from negtrack.commands.versions import program
from negtrack.cores import available
from negtrack.folder import Disk, Folder
from negtrack.hearing import Listener
from negtrack.identity import Identity
from negtrack.index import Index


def listener(counted: Callable[[int], object] | None) -> Listener:
    """Who knows what was said in files that were read before, and hears the others on all cores.

    `counted`, if there is anybody to count, is told each time how many files were heard.
    """
    return Listener(cache(), program(), available(), counted or (lambda _: None))


def known_files(root: Path, seen: Identity, only: str | None) -> Folder:
    """The files of a record as they were seen, of which those are read that are not known."""
    kept = cache()
    if kept is None:
        return Disk(root).read(only)
    return Index(root, kept, program().encode()).read(seen, only)
