"""What the files of a record held when they were last read, as git's index tells it.

A file that is, as the disk tells it, what it was then, is not read to be known. One that was
changed just before it was read is read again the next time: it may be changed once more within one
tick of a coarse clock, and would look the same.
"""

from __future__ import annotations

import marshal
import os
from functools import partial
from hashlib import sha256
from pathlib import Path
from stat import S_ISLNK, S_ISREG
from typing import NamedTuple

from negtrack.cache import FILES, Cache
from negtrack.contents import Content, Files
from negtrack.folder import Folder, link, no_file, read_file, unreadable, without_files
from negtrack.identity import Identity, Stamp, stamp
from negtrack.problems import UNREADABLE, Problem, Stop

Held = dict[str, dict[str, tuple[Stamp, bytes]]]
"""The stamp of each file by its folder and name, and the digest of what it held then."""


class Index(NamedTuple):
    """The files below a folder that holds `positions/`, and what is kept of them for a program."""

    root: Path
    cache: Cache
    program: bytes

    def read(self, seen: Identity, only: str | None = None) -> Folder:
        """Every file of one negotiation, or of all, as it was seen; known files when asked for."""
        question = os.fspath(self.root)
        known = self._recalled(question)
        found = _Reading(self.root, known, seen)
        below = seen.below(only)
        for folder, files in below.items():
            for name, now in files.items():
                found.take(folder, name, now)
        if found.is_more:
            others = {folder: known[folder] for folder in known if only and folder not in below}
            told = marshal.dumps(others | found.index)
            self.cache.of(FILES).keep(question, self.program, (0, told))
        problems = found.problems
        names = seen.negotiations() if only is None else [only]
        problems += without_files(names, found.contents, problems)
        return Folder(Files(found.contents), tuple(problems))

    def _recalled(self, question: str) -> Held:
        kept = self.cache.of(FILES).known(question, self.program)
        told: Held = marshal.loads(kept) if kept else {}
        return told


class _Reading:
    """Files while they are read: what they hold, what of it is known the next time, and faults."""

    def __init__(self, root: Path, known: Held, seen: Identity) -> None:
        self.root = root
        self.known = known
        self.seen = seen
        self.contents: dict[str, Content] = {}
        self.index: Held = {}
        self.is_more = False
        self.problems: list[Problem] = []

    def take(self, folder: str, name: str, now: Stamp) -> None:
        """Take one file in, read where it is not known."""
        path, (before, digest) = f"{folder}/{name}", self.known.get(folder, {}).get(name, _NONE)
        if before == now:
            again = partial(_read_again, f"{self.root}/{path}", digest)
            self.contents[path] = Content(now[0], None, digest, again)
            self.index.setdefault(folder, {})[name] = before, digest
        elif S_ISLNK(now[-1]):
            self.problems.append(link(path))
        elif not S_ISREG(now[-1]):
            self.problems.append(no_file(path))
        else:
            self._read(folder, name, now)

    def _read(self, folder: str, name: str, now: Stamp) -> None:
        path = f"{folder}/{name}"
        try:
            raw = read_file(f"{self.root}/{path}")
            after = stamp(os.stat(f"{self.root}/{path}"))
        except OSError as error:
            self.problems.append(unreadable(path, error))
            return
        digest = sha256(raw).digest()
        self.contents[path] = Content(len(raw), raw, digest)
        if after == now and self.seen.is_settled(now):
            self.index.setdefault(folder, {})[name] = now, digest
            self.is_more = True


def _read_again(path: str, digest: bytes) -> bytes:
    """What a file holds that is known by its digest; Stop where it holds something else by now."""
    try:
        raw = read_file(path)
    except OSError:
        raw = b""
    if sha256(raw).digest() != digest:
        raise Stop(f"{path} was changed while it was read", "ask again", UNREADABLE)
    return raw


_NONE: tuple[Stamp | None, bytes] = (None, b"")
