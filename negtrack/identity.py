"""Which files a record is of, as the disk tells it without a byte of them being read."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from negtrack.folder import POSITIONS, is_hidden, is_yaml

COARSEST = 2_000_000_000
"""The nanoseconds within which the coarsest file system tells two changes by the same time."""


class Identity(NamedTuple):
    """What the disk says of every file and folder of a record, and when any was last changed.

    `told` has for each its name, and of a file the size, both times in nanoseconds, its number on
    the disk and its mode, with NUL in between. `changed` is the latest of the times, and `seen` the
    time at which all was looked at, in nanoseconds since 1970.
    """

    told: str
    changed: int
    seen: int

    @property
    def settled(self) -> bool:
        """Whether a file that is changed from now on is sure to be told apart from what it is.

        One that was changed a moment ago may be changed again within the same tick of the clock.
        """
        return self.changed < self.seen - COARSEST


def identity(root: Path, only: str | None = None) -> Identity | None:
    """The identity of one negotiation, or of all below a folder; None where it cannot be told."""
    seen = time.time_ns()
    top = f"{root}{os.sep}{POSITIONS}"
    try:
        lines = list(_lines(top if only is None else f"{top}{os.sep}{only}"))
    except (OSError, UnicodeError):
        return None
    changed = max((latest for _, latest in lines), default=0)
    return Identity("\0\0".join([line for line, _ in lines]), changed, seen)


def _lines(top: str) -> Iterator[tuple[str, int]]:
    """What is told of each file and folder, and when it was last changed, in order of path."""
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        yield folder, 0
        entries = [one for one in os.scandir(folder) if not is_hidden(one.name)]
        entries.sort(key=_name)
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
            elif is_yaml(entry.name) or entry.is_symlink():
                told = entry.stat(follow_symlinks=False)
                latest = max(told.st_mtime_ns, told.st_ctime_ns)
                yield (
                    f"{entry.name}\0{told.st_size}\0{told.st_mtime_ns}\0{told.st_ctime_ns}"
                    f"\0{told.st_ino}\0{told.st_mode}",
                    latest,
                )


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name
