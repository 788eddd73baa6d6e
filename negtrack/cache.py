"""Answers that were given before, each in a file of its own in the user's cache folder.

A file holds a question, all that its answer came from, and the answer. The question gives the file
its name, so that an answer takes the place of the one before it; what it came from is compared
letter by letter. What is known of the rounds of records is kept beside them in the same way: the
question is then what the files of a round are judged by, and the answer what they say. Nothing
there is needed, and nothing is believed that is not whole: a file that cannot be read, was cut
short or came from anything else is passed over, and what cannot be kept is not.
"""

from __future__ import annotations

import os
import stat
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple
from zlib import crc32

LARGEST = 512 << 20
"""The bytes that all of it may take together; what was not asked for longest goes first."""

_NAME, _MARK = "negtrack", b"negtrack answer 1"
ROUND, SAID, FILES, STOOD = ".round", ".said", ".files", ".stood"
"""The endings of what is known beside answers: rounds, what was said in each, which files hold
what, and where all stood."""
_CHUNK, _LINE = 1 << 16, 100
_OTHERS = stat.S_IWGRP | stat.S_IWOTH


class Kept(NamedTuple):
    """An answer that was given before: the exit code, and a file of which all the rest is it."""

    code: int
    rest: BinaryIO


class Holding(NamedTuple):
    """What a cache holds: the number of answers and of rounds, and the bytes of both."""

    answers: int
    rounds: int
    size: int


class Cache(NamedTuple):
    """The cache in a folder, which may not be there yet; `ending` is of the files of a kind."""

    folder: Path
    ending: str = ""

    def of(self, ending: str) -> Cache:
        """The same cache, as it keeps one of the other kinds."""
        return self._replace(ending=ending)

    def recall(self, question: str, comes_from: bytes) -> Kept | None:
        """The answer to a question, if it came from the same; None where there is none."""
        if not self._is_own():
            return None
        try:
            handle = os.open(self._path(question), os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
        except OSError:
            return None
        file = os.fdopen(handle, "rb")
        code = (
            _code(file, _key(self.ending + question, comes_from)) if _is_ordinary(handle) else None
        )
        if code is None:
            file.close()
            return None
        with suppress(OSError):
            os.utime(handle)  # asked for now: it goes last
        return Kept(code, file)

    def known(self, question: str, comes_from: bytes) -> bytes | None:
        """All that was kept of a question, if it came from the same; None where nothing was."""
        kept = self.recall(question, comes_from)
        if kept is None:
            return None
        try:
            with kept.rest as file:
                return file.read()
        except OSError:
            return None

    def keep(self, question: str, comes_from: bytes, answer: tuple[int, bytes]) -> None:
        """Keep the exit code and the bytes that answer a question, where that is possible."""
        key, text = _key(self.ending + question, comes_from), answer[1]
        checksum = crc32(text, crc32(key, answer[0]))
        head = b"%s %d %d %d\n" % (_MARK, answer[0], len(key), checksum)
        path = self._path(question)
        begun = path.with_name(f".{path.name}-{os.getpid()}")
        try:
            self.folder.mkdir(0o700, parents=True, exist_ok=True)
            if not self._is_own():
                return
            _write(begun, head, key, text)
            os.replace(begun, path)
            self._shrink()
        except OSError:
            with suppress(OSError):
                begun.unlink(missing_ok=True)

    def holding(self) -> Holding:
        """What is in it."""
        found = self._files()
        kinds = Counter(path.suffix for _, _, path in found)
        return Holding(kinds[""], kinds[ROUND], sum(size for _, size, _ in found))

    def clear(self) -> int:
        """Remove all of it; how many answers there were. OSError where one cannot be removed."""
        answers = self.holding().answers
        for _, _, path in self._files():
            path.unlink(missing_ok=True)
        return answers

    def _path(self, question: str) -> Path:
        return self.folder / f"{crc32(_bytes(question)):08x}{self.ending}"

    def is_usable(self) -> bool:
        """Whether it is a folder of this user, into which nobody else can write; or may be made."""
        return not os.path.lexists(self.folder) or self._is_own()

    def _is_own(self) -> bool:
        try:
            told = os.lstat(self.folder)
        except OSError:
            return False
        own = not hasattr(os, "getuid") or told.st_uid == os.getuid()
        return own and stat.S_ISDIR(told.st_mode) and not told.st_mode & _OTHERS

    def _files(self) -> list[tuple[int, int, Path]]:
        """When each file was last asked for, its size, and its path: the longest unused first.

        What a killed process left half written is among them.
        """
        if not self._is_own():
            return []
        found = []
        for entry in os.scandir(self.folder):
            with suppress(OSError):
                told = entry.stat(follow_symlinks=False)
                if stat.S_ISREG(told.st_mode):
                    found.append((told.st_mtime_ns, told.st_size, Path(entry.path)))
        return sorted(found)

    def _shrink(self) -> None:
        """Remove what was not asked for longest, until all together is small enough."""
        found = self._files()
        size = sum(one for _, one, _ in found)
        for _, each, path in found:
            if size <= LARGEST:
                return
            path.unlink(missing_ok=True)
            size -= each


def cache() -> Cache | None:
    """The user's cache; None where there is no place for one."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(base):  # as its specification says: any other is to be passed over
        base = os.path.join(os.path.expanduser("~"), ".cache")
    return Cache(Path(base, _NAME)) if os.path.isabs(base) else None


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _key(question: str, comes_from: bytes) -> bytes:
    return b"%s\0\0\0%s" % (_bytes(question), comes_from)


def _is_ordinary(handle: int) -> bool:
    """Whether it is a file that could be kept here, and no pipe that one would wait for."""
    told = os.fstat(handle)
    return stat.S_ISREG(told.st_mode) and told.st_size <= LARGEST and not told.st_mode & _OTHERS


def _code(file: BinaryIO, key: bytes) -> int | None:
    """The exit code of a whole answer with this key, the file then being at its text."""
    try:
        *mark, code, length, checksum = file.readline(_LINE).split()
        if b" ".join(mark) != _MARK or int(length) != len(key) or file.read(len(key)) != key:
            return None
        start, found = file.tell(), crc32(key, int(code))
        while chunk := file.read(_CHUNK):
            found = crc32(chunk, found)
        file.seek(start)
        return int(code) if found == int(checksum) else None
    except (OSError, ValueError):
        return None


def _write(path: Path, *parts: bytes) -> None:
    """Write a new file that only its owner may read."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.writelines(parts)
