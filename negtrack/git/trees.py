"""Which trees some revisions hold the record in, asked of git without reading the record."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from negtrack.folder import POSITIONS
from negtrack.git.program import run
from negtrack.problems import Stop

_PLAIN = re.compile(r"[\w@][\w./~^@{}+-]*", re.ASCII)
"""Revisions that mean the same to every part of git that is asked; no option, search or pattern."""

_SPELLED = ("--no-color", "--format=%H %h")

_HASH = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


def trees(root: Path, revs: Collection[str]) -> str | None:
    """What names all that revisions hold of a record: each one's commit, its short hash, its tree.

    None where it is not sure to: a revision that is none, has no record or is oddly spelled; no
    git; and a repository where an object may stand for another (`git replace`).
    """
    if not all(map(_PLAIN.fullmatch, revs)):
        return None
    commits = [f"{rev}^{{commit}}" for rev in revs]
    places = [f"{commit}:./{POSITIONS}" for commit in commits]
    try:
        named = run(root, "rev-parse", *commits, *places, "--glob=refs/replace/*")
        spelled = run(root, "log", "--no-walk=unsorted", *_SPELLED, *commits, "--")
    except (Stop, OSError):  # which the command says by itself
        return None
    names = named.stdout.decode("ascii", "replace").split()
    is_whole = len(names) == 2 * len(revs) and all(map(_HASH.fullmatch, names))
    if named.returncode or spelled.returncode or not is_whole:
        return None
    return "\0".join([*revs, *names, spelled.stdout.decode("ascii", "replace")])
