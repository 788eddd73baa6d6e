"""A question that was asked before, of a record that has not changed since: its answer is there.

Kept with an answer is all that it came from: the files of the record as the disk tells them, and
the program. Where any of that is another by now, the question is answered anew.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from negtrack.cache import cache
from negtrack.commands.ask import Ask
from negtrack.commands.progress import Progress
from negtrack.commands.telling import colour, heard, tell, terminal_width
from negtrack.commands.versions import program
from negtrack.identity import Identity, identity
from negtrack.problems import Stop

_TOLD_BY = ("TERM", "COLORTERM", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES")
"""The variables of the environment by which a terminal says what it can show."""


def answered(run: Callable[[Ask], int], ask: Ask, command: str, given: Mapping[str, object]) -> int:
    """Answer as `run` would; by what is kept, where the same was asked of the same."""
    kept = None if _is_passing(ask, given) else cache()
    root = _root(ask)
    before = identity(root, ask.negotiation) if kept and root else None
    if kept is None or before is None:
        return _told(run, ask)[0]
    question, source = _question(ask, command, given), f"{before.told}\0\0\0{program()}"
    found = kept.recall(question, source)
    if found is not None:
        tell(found.pieces())
        return found.code
    code, said = _told(run, ask)
    if len(said) == 1 and isinstance(said[0], str) and _is_still(before, root, ask.negotiation):
        kept.keep(question, source, (code, said[0]))
    return code


def _told(run: Callable[[Ask], int], ask: Ask) -> tuple[int, list[str | bytes | None]]:
    """Answer by `run`: the exit code, and what was written where it may be kept."""
    said: list[str | bytes | Iterator[str]] = []
    with Progress("computing") as progress:
        code = run(ask._replace(said=said, progress=progress))
    return code, [heard(answer) for answer in said]


def _is_passing(ask: Ask, given: Mapping[str, object]) -> bool:
    """Whether the answer goes to a file, is of a revision, or shows what is confidential."""
    revised = any(isinstance(word, str) and ":" in word for word in given.values())
    return bool(ask.output or ask.rev or ask.private or revised)


def _root(ask: Ask) -> Path | None:
    try:
        return ask.root()
    except Stop:  # which the command says by itself
        return None


def _is_still(before: Identity, root: Path | None, negotiation: str | None) -> bool:
    """Whether what was read is sure to be what the identity is of."""
    after = identity(root, negotiation) if root and before.settled else None
    return after is not None and after.told == before.told


def _question(ask: Ask, command: str, given: Mapping[str, object]) -> str:
    """What was asked, where, and what for: all that an answer depends on beside the record."""
    screen = (terminal_width(), colour(), sys.stdout.isatty(), sys.stdout.encoding)
    told = [os.environ.get(name) for name in _TOLD_BY]
    return repr((command, dict(given), ask, _root(ask), os.getcwd(), screen, told))
