"""Which files a record is of, as the disk tells it without a byte of them being read."""

from __future__ import annotations

import marshal
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from stat import S_ISDIR
from typing import NamedTuple

from negtrack.folder import POSITIONS, is_hidden, is_yaml

COARSEST = 2_000_000_000
"""The nanoseconds within which the coarsest file system tells two changes by the same time."""

Stamp = tuple[int, int, int, int, int]
"""What the disk says of a file: its size, when its content and its entry were last changed, in
nanoseconds since 1970, its number on the disk, and its mode."""

Stamps = dict[str, dict[str, Stamp]]
"""The stamp of each file by its folder, from the record's own with forward slashes, and name."""

_PLAIN = 2
"""The version of marshal that writes the same for what is equal."""


class Identity(NamedTuple):
    """What the disk says of every file and folder of a record, and when any was last changed.

    `changed` is the latest of the times, and `seen` the time at which all was looked at, in
    nanoseconds since 1970.
    """

    stamps: Stamps
    changed: int
    seen: int

    @property
    def told(self) -> bytes:
        """All of it in one text: the same for the same."""
        return marshal.dumps(self.stamps, _PLAIN)

    @property
    def settled(self) -> bool:
        """Whether a file that is changed from now on is sure to be told apart from what it is.

        One that was changed a moment ago may be changed again within the same tick of the clock.
        """
        return self.changed < self.seen - COARSEST

    def is_settled(self, one: Stamp) -> bool:
        """Whether that is so of one of the files."""
        return max(one[1], one[2]) < self.seen - COARSEST

    @property
    def size(self) -> int:
        """The bytes of all files."""
        return sum(one[0] for files in self.stamps.values() for one in files.values())

    def below(self, only: str | None) -> Stamps:
        """The files of one negotiation, or of all."""
        if only is None:
            return self.stamps
        top = f"{POSITIONS}/{only}"
        inside = f"{top}/"
        return {
            folder: files
            for folder, files in self.stamps.items()
            if folder == top or folder.startswith(inside)
        }

    def negotiations(self) -> list[str]:
        """The ids of all negotiations, in order."""
        return sorted(folder.split("/")[1] for folder in self.stamps if folder.count("/") == 1)


NOTHING = Identity({}, 0, 0)
"""The identity of no files at all."""


def identity(root: Path, only: str | None = None) -> Identity | None:
    """The identity of one negotiation, or of all below a folder; None where it cannot be told."""
    seen = time.time_ns()
    top = POSITIONS if only is None else f"{POSITIONS}/{only}"
    try:
        stamps = dict(_folders(root, top))
    except (OSError, UnicodeError):
        return None
    times = (max(one[1], one[2]) for files in stamps.values() for one in files.values())
    return Identity(stamps, max(times, default=0), seen)


def stamp(told: os.stat_result) -> Stamp:
    """What tells a file from what it may be changed to."""
    return told.st_size, told.st_mtime_ns, told.st_ctime_ns, told.st_ino, told.st_mode


def _folders(root: Path, top: str) -> Iterator[tuple[str, dict[str, Stamp]]]:
    """Each folder, and what is told of each file in it, in order of name."""
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        inside: list[str] = []
        found: list[tuple[str, Stamp]] = []
        with _entries(f"{root}/{folder}") as entries:
            for entry in entries:
                name = entry.name
                if is_hidden(name):
                    continue
                if is_yaml(name) or entry.is_symlink():  # most are files, which are not asked twice
                    told = entry.stat(follow_symlinks=False)
                    if not S_ISDIR(told.st_mode):
                        found.append((name, stamp(told)))
                        continue
                if entry.is_dir(follow_symlinks=False):
                    inside.append(name)
        waiting += (f"{folder}/{name}" for name in sorted(inside))
        yield folder, dict(sorted(found))


@contextmanager
def _entries(folder: str) -> Iterator[Iterable[os.DirEntry[str]]]:
    """What is in a folder, by its handle where the system has one: that is half the way to each."""
    if os.scandir not in os.supports_fd:
        with os.scandir(folder) as entries:
            yield entries
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with closing(os.scandir(handle)) as entries:
            yield entries
    finally:
        os.close(handle)
