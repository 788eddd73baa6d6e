"""The record as git has kept it: revisions, what they hold, and the commits that made them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from negtrack.git.program import Repository, Run, find, literal, look, read, run, unread
from negtrack.past import Commit
from negtrack.problems import GIT_REFUSED, Stop
from negtrack.text import one_line

_FIELDS = "%H%x00%h%x00%as%x00%an%x00%s%x00%P"

_BLAMED = re.compile(r"^([0-9a-f]{40,64}) \d+ \d+", re.MULTILINE)
"""How a line of a file begins in what `git blame --porcelain` answers; the text has a tab first."""

_NAMES = 16 << 20
"""The bytes in which git may name the files of a record at a commit, which are 150,000 or so."""

_OBJECT = re.compile(r"\b(?:[0-9a-f]{64}|[0-9a-f]{40})\b")

_NOT_COMMITTED = Commit("", "", "", "", "not committed yet")


class Entry(NamedTuple):
    """A path in a commit, from the root of the work tree; `object` names its bytes, `size` many."""

    path: str
    mode: str
    object: str
    size: int


def repository_of(root: Path) -> Repository:
    """The repository that a record lies in; Stop where there is none."""
    found = find(root)
    if found is None:
        told = f"{root} is in no git work tree, so that there are no revisions of it"
        raise Stop(told, "leave the revision out, or make a repository: git init", GIT_REFUSED)
    return found


def resolve(repository: Repository, rev: str) -> str:
    """The hash of the commit that a revision names; Stop where it names none."""
    if rev.startswith("-") or not rev.strip() or "\0" in rev:
        raise Stop(f"'{rev}' is no revision", "name a commit, branch or tag: HEAD~1, main")
    sought = rev.startswith(":/")  # of which all that follows is looked for in the messages
    found = _verified(repository, rev if sought else f"{rev}^{{commit}}")
    if found:
        return found
    hint = "see which there are: git log --oneline --all"
    if is_shallow(repository):
        hint = "this clone is shallow and may lack it: git fetch --unshallow"
    raise Stop(f"git knows no revision '{one_line(rev)}'", hint)


def head(repository: Repository) -> str:
    """The hash of the last commit; empty before the first."""
    return _verified(repository, "HEAD^{commit}")


def _verified(repository: Repository, name: str) -> str:
    """The hash of what a name means to git; empty where it means nothing."""
    answer = run(repository.root, "rev-parse", "--verify", "--quiet", "--end-of-options", name)
    return answer.stdout.decode().strip() if answer.returncode == 0 else ""


def is_shallow(repository: Repository) -> bool:
    """Whether the clone has the last part of the history only."""
    return read(repository, "rev-parse", "--is-shallow-repository").strip() == b"true"


def _earliest(repository: Repository, names: Iterable[str]) -> frozenset[str]:
    """Those of some commits that a shallow clone ends with, as it lacks their parents."""
    if not is_shallow(repository):
        return frozenset()
    asked = ("rev-list", "--no-walk=unsorted", "--parents", *dict.fromkeys(names))
    lines = read(repository, *asked).decode().splitlines()
    raw = contents(repository, [line for line in lines if " " not in line])
    return frozenset(name for name, held in raw.items() if b"\nparent " in held.split(b"\n\n")[0])


def short(repository: Repository, commit: str) -> str:
    """The hash of a commit as people write it."""
    return read(repository, "rev-parse", "--short", "--verify", commit).decode().strip()


def entries(repository: Repository, commit: str, folder: str) -> tuple[Entry, ...]:
    """Everything below a folder in a commit, in order; nothing where it is not there."""
    found = []
    asked = ("ls-tree", "-r", "-z", "-l", "--full-tree", commit, "--", literal(folder))
    answer = run(repository.root, *asked, most=_NAMES)
    if answer.returncode != 0:
        raise unread(answer, _lacked(repository, commit, answer) or "the repository")
    for line in os.fsdecode(answer.stdout).split("\0")[:-1]:
        told, _, path = line.partition("\t")
        mode, _, name, size = told.split()
        if size == "BAD":
            raise _broken(f"{path} of {commit[:10]}", answer.stderr, name)
        found.append(Entry(path, mode, name, 0 if size == "-" else int(size)))
    return tuple(found)


def _broken(what: str, said: bytes, name: str) -> Stop:
    """The Stop of a file whose bytes git has lost, in its words if it had any."""
    words = said.decode("utf-8", "replace").strip() or f"there is no object {name}"
    hint = "see what is broken: git fsck; if the clone is partial: git fetch --refetch --no-filter"
    return Stop(f"git cannot read {what}: {words}", hint, GIT_REFUSED)


def _lacked(repository: Repository, commit: str, answer: Run) -> str:
    """The file of a commit that git named by its hash, as it lacks it; empty where it did not."""
    named = _OBJECT.search(answer.stderr.decode("utf-8", "replace"))
    if not named:
        return ""
    asked = ("ls-tree", "-r", "-z", "--full-tree", commit)
    names = run(repository.root, *asked, most=_NAMES).stdout
    entries = (line.partition("\t") for line in os.fsdecode(names).split("\0"))
    paths = (path for told, _, path in entries if told.endswith(named.group()))
    return next((f"{path} of {commit[:10]}" for path in paths), "")


def contents(repository: Repository, names: Iterable[str]) -> dict[str, bytes]:
    """The bytes of objects by their names, all from one process."""
    wanted = list(dict.fromkeys(names))
    if not wanted:
        return {}
    given = "".join(f"{name}\n" for name in wanted).encode()
    answer = run(repository.root, "cat-file", "--batch", given=given)
    if answer.returncode != 0:
        raise unread(answer, "the history")
    return dict(zip(wanted, _objects(answer.stdout), strict=True))


def _objects(answer: bytes) -> Iterator[bytes]:
    """The objects in an answer of `cat-file --batch`: a head line, the bytes, a newline each."""
    here = 0
    while here < len(answer):
        end = answer.index(b"\n", here)
        head = answer[here:end].split()
        if len(head) != 3:
            told = f"git lacks a part of the history: {answer[here:end].decode('utf-8', 'replace')}"
            raise Stop(told, "get it from the remote: git fetch", GIT_REFUSED)
        size = int(head[2])
        yield answer[end + 1 : end + 1 + size]
        here = end + 2 + size


def blame(
    repository: Repository, commit: str, path: str, lines: tuple[int, int]
) -> tuple[Commit, ...]:
    """The commits that some lines of a file come from, newest first.

    Without a commit the file is read as it is on the disk. What is not committed comes from the
    commit without a hash; so does all of a file that git does not have.
    """
    at = commit or "HEAD"
    if not _verified(repository, f"{at}:{path}"):
        return (_NOT_COMMITTED,)
    some = (
        "--porcelain",
        "--no-textconv",
        "-L",
        f"{lines[0]},{lines[1]}",
        *([commit] if commit else []),
    )
    text = os.fsdecode(look(repository, "blame", *some, "--", path))
    names = dict.fromkeys(_BLAMED.findall(text))
    found = [_NOT_COMMITTED for name in names if not name.strip("0")]
    hashes = [name for name in names if name.strip("0")]
    if hashes:
        found += _commits(repository, "--no-walk=sorted", *hashes, "--")
    return tuple(found)


def commits(
    repository: Repository, folder: str, start: str, limit: int, skip: int = 0
) -> tuple[Commit, ...]:
    """The last commits that changed a folder, newest first; parents are the ones before that did.

    At most `limit`, after the first `skip`.
    """
    some = ("--parents", "--topo-order", f"--max-count={limit}", f"--skip={skip}")
    return _commits(repository, *some, "--end-of-options", start, "--", literal(folder))


def _commits(repository: Repository, *which: str) -> tuple[Commit, ...]:
    asked = ("log", "-z", "--no-follow", "--encoding=UTF-8", f"--format={_FIELDS}")
    flat = read(repository, *asked, *which).decode("utf-8", "replace")
    fields = iter(flat.removesuffix("\0").split("\0") if flat else ())
    found = list(zip(*[fields] * 6, strict=True))
    earliest = _earliest(repository, (one[0] for one in found)) if found else ()
    return tuple(
        Commit(whole, short, date, author, subject, tuple(parents.split()), whole in earliest)
        for whole, short, date, author, subject, parents in found
    )
