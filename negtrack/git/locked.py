"""The locks of a git that is at work in a repository, or that was killed there and left them."""

from __future__ import annotations

import os
import shlex
import time

from negtrack.git.program import Repository, run
from negtrack.problems import GIT_REFUSED, Stop

_LOCKS = ("index.lock", "HEAD.lock", "packed-refs.lock")

_PATIENCE, _PAUSE = 0.5, 0.02
"""The seconds that one waits for a lock to go by itself, at most and each time."""


def refuse_locked(repository: Repository) -> None:
    """Stop where git would refuse to commit, because another git keeps something locked."""
    until = time.monotonic() + _PATIENCE
    while found := lock(repository):
        if time.monotonic() > until:
            sentence = f"git is at work here, or was killed at it: {found} is there"
            raise Stop(sentence, _remedy(found), GIT_REFUSED)
        time.sleep(_PAUSE)


def advice(repository: Repository) -> str:
    """What to do about a lock; empty where there is none."""
    found = lock(repository)
    return _remedy(found) if found else ""


def _remedy(found: str) -> str:
    remove = f"if no git is running here, remove it: rm {shlex.quote(found)}"
    return f"wait for it, then try again; {remove}"


def lock(repository: Repository) -> str:
    """The path of a lock on the index, on HEAD or on its branch; empty where there is none."""
    branch = _answer(repository, "symbolic-ref", "--quiet", "HEAD")
    names = [*_LOCKS, *(f"{name}.lock" for name in branch)]
    asked = [word for name in names for word in ("--git-path", name)]
    places = (repository.root / path for path in _answer(repository, "rev-parse", *asked))
    return next((str(place) for place in places if os.path.lexists(place)), "")


def _answer(repository: Repository, *arguments: str) -> list[str]:
    return os.fsdecode(run(repository.root, *arguments).stdout).splitlines()
