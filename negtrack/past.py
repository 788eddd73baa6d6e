"""What git remembers of a change of the record: who made it, when, and with what words."""

from __future__ import annotations

from typing import NamedTuple


class Commit(NamedTuple):
    """One commit: its hash and the short one, author's day (ISO) and name, subject, parents.

    `earliest` is whether a shallow clone ends with it: what it holds may be of a commit before it.
    """

    hash: str
    short: str
    date: str
    author: str
    subject: str
    parents: tuple[str, ...] = ()
    earliest: bool = False
