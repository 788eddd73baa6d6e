"""The last commit, taken back if negtrack has just made it: the files on disk stay as they are.

That it did is told by the reflog, where git writes what was done under the name it is given; so no
message needs a mark, and a commit that was amended or rebased since, or that one of its hooks made,
is not ours.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from typing import NamedTuple

from negtrack.git.locked import advice
from negtrack.git.program import Repository, Run, act, listed, refusal, run
from negtrack.git.worktree import MADE_BY, made_on, unfinished
from negtrack.problems import GIT_REFUSED, Stop

_MADE = re.compile(rf"{MADE_BY} on (?:[0-9a-f]+|nothing)")
_UNDONE = f"{MADE_BY} commit --undo"
_REVERT = "take it back by a new commit: git revert HEAD"


class Entry(NamedTuple):
    """A file that a commit changed, before and after it: `mode hash` as the index has them."""

    path: str
    before: str
    after: str


class Commit(NamedTuple):
    """A commit that can be taken back; without a parent it is the first of its branch."""

    hash: str
    parent: str | None
    subject: str
    entries: tuple[Entry, ...]

    @property
    def short(self) -> str:
        """The beginning of its hash, as people are shown it."""
        return self.hash[:10]


def last(repository: Repository) -> Commit:
    """The last commit, if negtrack made it and nobody else can have it; else Stop, saying why."""
    waiting = unfinished(repository)
    if waiting:
        hint = f"finish the {waiting} first: git status says how"
        raise Stop(f"a {waiting} is under way", hint, GIT_REFUSED)
    head = _answer(repository, "rev-parse", "--verify", "--quiet", "HEAD^0")
    if not head:
        raise Stop("nothing has been committed here yet", "", GIT_REFUSED)
    _refuse_others(repository, head)
    _refuse_shared(repository, head)
    _, *parents = _answer(
        repository, "--no-replace-objects", "rev-list", "--parents", "-n1", head
    ).split(" ")
    if len(parents) > 1:
        raise Stop("the last commit is a merge", _REVERT, GIT_REFUSED)
    if not parents and not _answer(repository, "symbolic-ref", "--quiet", "HEAD"):
        raise Stop("the last commit is the first, and on no branch", "", GIT_REFUSED)
    (subject,) = _logged(repository, "-n1", "--format=%s", head)
    return Commit(head, parents[0] if parents else None, subject, _entries(repository, head))


def take_back(repository: Repository, commit: Commit) -> None:
    """Move the branch back to the parent, and those files in the index that are as in the commit.

    What else is staged stays staged; nothing on disk is touched. All or nothing.
    """
    index = _index(repository, commit)
    done = f"{_UNDONE}: {commit.short}"
    move = ("update-ref", "-m", done)
    if commit.parent:
        answer = act(repository.root, *move, "HEAD", commit.parent, commit.hash)
    else:
        answer = act(repository.root, *move, "-d", "HEAD", commit.hash)
    if _answer(repository, "rev-parse", "--verify", "--quiet", "HEAD") != (commit.parent or ""):
        _refuse(repository, answer)
    answer = act(repository.root, "update-index", "-z", "--index-info", given=index)
    if answer.returncode != 0:
        before = commit.parent or "0" * len(commit.hash)
        again = f"{made_on(commit.parent or '')}: {commit.subject}"
        back = ("update-ref", "-m", again, "HEAD", commit.hash, before)
        if act(repository.root, *back).returncode == 0:
            _refuse(repository, answer)
        hint = advice(repository) or "see it with git status"
        raise refusal("the commit is taken back, but all of it is staged still", answer, hint)


def _refuse(repository: Repository, answer: Run) -> None:
    if answer.returncode != 0:
        hint = advice(repository) or "nothing was changed"
        raise refusal("git refused to take the commit back", answer, hint)


def _answer(repository: Repository, *arguments: str) -> str:
    """The first line that git answers; empty where it has no answer."""
    told = os.fsdecode(run(repository.root, *arguments).stdout)
    return told.partition("\n")[0]


def _logged(repository: Repository, *arguments: str) -> list[str]:
    """The lines of a `git log`, whatever it is set up to write; none where it has no answer."""
    asked = ("log", "--encoding=UTF-8", *arguments)
    return os.fsdecode(run(repository.root, *asked).stdout).split("\n")[:-1]


def _refuse_others(repository: Repository, head: str) -> None:
    """Stop where the last thing that was done to HEAD was not a commit by negtrack."""
    told = _logged(repository, "-g", "-n3", "--format=%H %gs", "HEAD", "--")
    if told and _UNDONE in told[0] and not told[0].startswith(head):
        told = told[1:]  # git writes its log first, and was killed before it took the commit back
    if not told:
        raise Stop("git keeps no log here of who made which commit", _REVERT, GIT_REFUSED)
    (hash_, _, action), *before = (line.partition(" ") for line in told[:2])
    ours, _, _ = action.partition(": ")
    if hash_ != head or not _MADE.fullmatch(ours):
        sentence = f"negtrack did not make the last commit: what was done last is '{action}'"
        raise Stop(sentence, f"see it with git show; {_REVERT}", GIT_REFUSED)
    if any(done.startswith(f"{ours}: ") for _, _, done in before):
        sentence = "a hook has committed since negtrack did"
        raise Stop(sentence, f"see it with git show; {_REVERT}", GIT_REFUSED)


def _refuse_shared(repository: Repository, head: str) -> None:
    """Stop where a branch of another repository, or a tag, has the commit."""
    names = ("for-each-ref", "--format=%(refname:short)", f"--contains={head}")
    for kind, where in (("branch", "refs/remotes"), ("tag", "refs/tags")):
        held = _answer(repository, *names, where)
        if held:
            raise Stop(f"the last commit is in the {kind} {held} already", _REVERT, GIT_REFUSED)


def _entries(repository: Repository, head: str) -> tuple[Entry, ...]:
    """Every file that a commit changed against its parent, or against nothing."""
    tree = (
        "--no-replace-objects",
        "diff-tree",
        "--root",
        "--no-commit-id",
        "--no-renames",
        "-r",
        "-z",
        head,
    )
    fields = iter(listed(repository, *tree))
    found = []
    for told, path in zip(fields, fields, strict=True):
        mode_before, mode_after, before, after, _ = told.removeprefix(":").split(" ")
        found.append(Entry(path, f"{mode_before} {before}", f"{mode_after} {after}"))
    return tuple(found)


def _index(repository: Repository, commit: Commit) -> bytes:
    """What the index is to hold for the files of a commit that are in it as in the commit."""
    held = {}
    for told in listed(repository, "ls-files", "-z", "--stage"):
        entry, _, path = told.partition("\t")
        held[path] = entry.removesuffix(" 0")
    nothing = f"000000 {'0' * len(commit.hash)}"
    return _info(entry for entry in commit.entries if held.get(entry.path, nothing) == entry.after)


def _info(entries: Iterable[Entry]) -> bytes:
    """The entries as they were before, as `update-index` takes them; no mode is no file."""
    return b"".join(os.fsencode(f"{one.before}\t{one.path}\0") for one in entries)
