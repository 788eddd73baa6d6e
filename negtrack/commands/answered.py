"""A question that was asked before, of a record that has not changed since: its answer is there.

Kept with an answer is all that it came from: the files of the record as the disk tells them, the
revisions as git names their content, and the program. Where any of that is another by now, the
question is answered anew.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from negtrack.cache import cache
from negtrack.commands.ask import Ask
from negtrack.commands.progress import Progress
from negtrack.commands.telling import as_written, colour, heard, tell_again, terminal_width
from negtrack.commands.versions import program
from negtrack.identity import NOTHING, Identity, identity
from negtrack.problems import Stop

_TOLD_BY = ("TERM", "COLORTERM", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES")
"""The variables of the environment by which a terminal says what it can show."""

_ROUNDS = ("at", "start", "end")
"""The parameters of commands that name a round, be it of a revision."""


def answered(run: Callable[[Ask], int], ask: Ask, command: str, given: Mapping[str, object]) -> int:
    """Answer as `run` would; by what is kept, where the same was asked of the same."""
    kept = None if _is_passing(ask, given) else cache()
    sources = _sources(ask, given)
    before = sources.identity() if kept and sources else None
    if kept is None or sources is None or before is None:
        return _told(run, ask)[0]
    question, source = _question(ask, command, given), before.told(program())
    found = kept.recall(question, source)
    if found is not None:
        tell_again(found.rest)
        return found.code
    disk = before.disk if sources.has_disk else None
    code, said = _told(run, ask._replace(seen=disk))
    if len(said) == 1 and isinstance(said[0], str) and sources.are_still(before):
        kept.keep(question, source, (code, as_written(said[0])))
    return code


class _Sources(NamedTuple):
    """Where an answer comes from: revisions, the files on the disk, or both."""

    root: Path
    negotiation: str | None
    revs: tuple[str, ...]
    has_disk: bool

    def identity(self) -> _Seen | None:
        """What all of them are; None where one of them cannot be told."""
        disk = identity(self.root, self.negotiation) if self.has_disk else NOTHING
        if disk is None or not self.revs:
            return None if disk is None else _Seen(disk)
        from negtrack.git.trees import trees

        told = trees(self.root, self.revs)
        return None if told is None else _Seen(disk, told)

    def are_still(self, before: _Seen) -> bool:
        """Whether what was read is sure to be what the identity is of.

        What a revision names is told by its content, so that no tick of a clock is waited for.
        """
        after = self.identity() if before.disk.settled or not self.has_disk else None
        return after is not None and after.told() == before.told()


class _Seen(NamedTuple):
    """What the sources of an answer are: files as the disk tells them, and trees as git does."""

    disk: Identity
    trees: str = ""

    def told(self, *more: str) -> bytes:
        """All of it in one text, and more texts."""
        return b"\0\0\0".join((self.disk.told, *(_bytes(one) for one in (self.trees, *more))))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _sources(ask: Ask, given: Mapping[str, object]) -> _Sources | None:
    """Where the answer comes from: the disk, unless every round of it is of a revision."""
    root = _root(ask)
    if root is None:
        return None
    words = [word for name, word in given.items() if name in _ROUNDS and isinstance(word, str)]
    revs = [word.rpartition(":")[0] for word in words]
    has_disk = not ask.rev and not (revs and all(revs))
    named = dict.fromkeys(rev for rev in (ask.rev, *revs) if rev)
    return _Sources(root, ask.negotiation, tuple(named), has_disk)


def _told(run: Callable[[Ask], int], ask: Ask) -> tuple[int, list[str | bytes | None]]:
    """Answer by `run`: the exit code, and what was written where it may be kept."""
    said: list[str | bytes | Iterator[str]] = []
    with Progress("computing") as progress:
        code = run(ask._replace(said=said, progress=progress))
    return code, [heard(answer) for answer in said]


def _is_passing(ask: Ask, given: Mapping[str, object]) -> bool:
    """Whether the answer goes to a file, shows what is confidential, or comes from who knows."""
    words = [(name, word) for name, word in given.items() if isinstance(word, str)]
    odd = any(":" in word and (name not in _ROUNDS or word[0] == ":") for name, word in words)
    return bool(ask.output or ask.private or odd)


def _root(ask: Ask) -> Path | None:
    try:
        return ask.root()
    except Stop:  # which the command says by itself
        return None


def _question(ask: Ask, command: str, given: Mapping[str, object]) -> str:
    """What was asked, where, and what for: all that an answer depends on beside the record."""
    letters = (sys.stdout.encoding, sys.stdout.errors)
    screen = (terminal_width(), colour(), sys.stdout.isatty(), *letters)
    told = [os.environ.get(name) for name in _TOLD_BY]
    return repr((command, dict(given), ask, _root(ask), os.getcwd(), screen, told))
