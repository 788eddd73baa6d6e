"""What has changed in a folder of the work tree, and a commit of those files and no others."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from negtrack.git.locked import advice
from negtrack.git.program import (
    Repository,
    act,
    joined,
    listed,
    literal,
    read,
    refusal,
    run,
)
from negtrack.problems import GIT_REFUSED, Stop

State = Literal["new", "edited", "deleted"]

_STATES: dict[str, State] = {"A": "new", "D": "deleted"}
"""git's letters for a difference; every other letter is an edit of some kind."""

_UNFINISHED = {
    "rebase-merge": "rebase",
    "rebase-apply/applying": "series of patches",
    "rebase-apply": "rebase",
    "MERGE_HEAD": "merge",
    "CHERRY_PICK_HEAD": "cherry-pick",
    "REVERT_HEAD": "revert",
}
"""What git keeps in its folder while something waits to be finished; a rebase also picks."""

_UNGUARDED = ("rebase", "revert")
"""Where git would let a commit in between, and forget what it was about to commit itself."""

_BUSY = (b".lock'", b"cannot lock ref")
"""What git says where another has the index or a branch, or has moved it."""

_PATIENCE, _PAUSE = 5.0, 0.05
"""The seconds that one waits for another git to leave the index, at most and each time."""

_REFUSED = "git refused to commit"

MADE_BY = "negtrack"
"""The name under which git's log of a branch keeps what negtrack did."""


def made_on(commit: str) -> str:
    """The name under which that log keeps a commit that negtrack made on top of another.

    Hooks inherit it: what one of them does next is kept under the same name, but is not the first.
    """
    return f"{MADE_BY} on {commit[:10] or 'nothing'}"


class Change(NamedTuple):
    """A file that is not as the last commit has it."""

    path: str
    state: State


def changes(repository: Repository, folder: Path) -> tuple[Change, ...]:
    """Every file in a folder that is not as in HEAD, whether staged or not, in order of its path.

    A renamed file is one deleted and one new. What git ignores is left out, and so is what lies in
    another repository inside this one.
    """
    where = literal(repository.path_of(folder))
    states: dict[str, State] = {}
    for letter, path in _differences(repository, where):
        states[path] = _STATES.get(letter, "edited")
    for path in listed(repository, "ls-files", "-z", "--others", "--exclude-standard", where):
        if path not in states:
            states[path] = "new"
        elif _same_as_committed(repository, path):
            del states[path]
        else:
            states[path] = "edited"
    return tuple(Change(path, states[path]) for path in sorted(states) if path[-1] != "/")


def ignored(repository: Repository, folder: Path) -> tuple[str, ...]:
    """Every file in a folder that git ignores, in order."""
    where = literal(repository.path_of(folder))
    unseen = ("ls-files", "-z", "--others", "--ignored", "--exclude-standard")
    return tuple(listed(repository, *unseen, where))


def unfinished(repository: Repository) -> str | None:
    """The `merge`, `rebase`, `cherry-pick` or `revert` that waits to be finished, if one does.

    No commit of chosen files is possible then, except between the steps of a rebase.
    """
    folder = _git_folder(repository)
    return next((word for name, word in _UNFINISHED.items() if (folder / name).exists()), None)


def commit(repository: Repository, paths: Sequence[str], message: str) -> str:
    """Commit these files as they are on disk, and no others; return the short hash.

    What else is staged stays staged. Hooks and signing run as configured. Where git refuses, the
    files and the index are left as they were.
    """
    waiting = unfinished(repository)
    if waiting in _UNGUARDED and (_git_folder(repository) / "MERGE_MSG").exists():
        sentence = f"a {waiting} is under way, and git would lose its message by a commit now"
        raise Stop(sentence, _advice(repository), GIT_REFUSED)
    index, root, head = _index(repository), repository.root, _head(repository)
    strange = [path for path in paths if path not in index and os.path.lexists(root / path)]
    try:
        if strange:
            _write(repository, strange, "add", "--intent-to-add")
        _commit(repository, paths, message, made_on(head))
    except BaseException as error:
        if not _made(repository, head):
            _restore(repository, index, strange)
        elif isinstance(error, Stop):
            why = error.sentence.removeprefix(_REFUSED)
            told = f"the commit is made, but git did not come to its end{why}"
            hint = advice(repository) or "see what is staged: git status"
            raise Stop(told, hint, GIT_REFUSED) from None
        raise
    return os.fsdecode(read(repository, "rev-parse", "--short", "--verify", "HEAD").strip())


def staged_otherwise(repository: Repository, folder: Path) -> bool:
    """Whether anything in a folder is staged that is not as in HEAD."""
    where = literal(repository.path_of(folder))
    return bool(read(repository, "diff", "--cached", "--name-only", "--", where))


def _head(repository: Repository) -> str:
    """The hash of the last commit; empty before the first."""
    answer = run(repository.root, "rev-parse", "--verify", "--quiet", "HEAD")
    return answer.stdout.decode().strip()


def _made(repository: Repository, head: str) -> bool:
    """Whether git has made our commit on top of that head, although it did not end well."""
    log = ("log", "-g", "-n1", "--format=%gs", "HEAD", "--")
    told = os.fsdecode(run(repository.root, *log).stdout)
    return _head(repository) != head and told.startswith(f"{made_on(head)}: ")


def _commit(repository: Repository, paths: Iterable[str], message: str, action: str) -> None:
    """Run `git commit` in the user's own language, because its hooks inherit the environment."""
    try:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
            file = Path(place, "message")
            file.write_bytes(message.encode("utf-8", "replace"))
            only = ("-c", "i18n.commitEncoding=UTF-8", "commit", "--only", "--quiet")
            said = ("--no-verbose", "--cleanup=whitespace", f"--file={file}")
            _write(repository, paths, *only, *said, language=None, action=action)
    except OSError as error:
        told = f"the message cannot be kept for git: {error.strerror or error}"
        hint = "nothing was committed; see whether the disk is full"
        raise Stop(told, hint, GIT_REFUSED) from None


def _write(
    repository: Repository,
    paths: Iterable[str],
    *arguments: str,
    language: str | None = "C",
    action: str = "",
) -> None:
    """Run git on these paths alone, in which nothing is magic; stop, with advice, if it refuses."""
    given = joined(map(literal, paths))
    from_input = ("--pathspec-from-file=-", "--pathspec-file-nul")
    how = (*arguments, *from_input)
    answer = act(repository.root, *how, given=given, language=language, action=action)
    if answer.returncode != 0:
        raise refusal(_REFUSED, answer, _advice(repository, answer.stderr))


def _advice(repository: Repository, said: bytes = b"") -> str:
    """What to do about a refused commit, by what git said and what it keeps in its folder."""
    if any(one in said for one in _BUSY):
        gone = "another git is at work here: wait for it, then try again; nothing was committed"
        return advice(repository) or gone
    waiting = unfinished(repository)
    if waiting:
        return f"finish the {waiting} first: `git status` says how"
    if run(repository.root, "var", "GIT_COMMITTER_IDENT").returncode != 0:
        return "say who you are: git config user.name NAME, git config user.email ADDRESS"
    return advice(repository) or "nothing was committed, and the files are as they were"


def _differences(repository: Repository, where: str) -> Iterable[tuple[str, str]]:
    """Letter and path of every file on disk that is in the index or in HEAD and not as in HEAD."""
    base = "HEAD"
    if run(repository.root, "rev-parse", "--verify", "--quiet", "HEAD").returncode != 0:
        base = os.fsdecode(read(repository, "hash-object", "-t", "tree", "--stdin").strip())
    diff = ("diff", "-z", "--name-status", "--no-renames", "--ignore-submodules=dirty")
    fields = iter(listed(repository, *diff, "--end-of-options", base, "--", where))
    return zip(fields, fields, strict=True)


def _same_as_committed(repository: Repository, path: str) -> bool:
    """Whether a file that was taken out of the index only is still as in HEAD."""
    committed = run(repository.root, "rev-parse", "--verify", "--end-of-options", f"HEAD:{path}")
    return committed.stdout == run(repository.root, "hash-object", "--", path).stdout


def _git_folder(repository: Repository) -> Path:
    return Path(os.fsdecode(read(repository, "rev-parse", "--absolute-git-dir")[:-1]))


def _index(repository: Repository) -> dict[str, str]:
    """The entry of every path that git knows, as `update-index` takes it."""
    entries = listed(repository, "ls-files", "-z", "--stage")
    return {entry.partition("\t")[2]: entry for entry in entries}


def _restore(repository: Repository, index: dict[str, str], strange: Sequence[str]) -> None:
    """Have git forget the files that were new to it, and put back what those displaced.

    What somebody else has staged or taken out of the index since is left as it is.
    """
    there = _index(repository)
    noted = {*listed(repository, "diff", "-z", "--name-only", "--no-renames", "--diff-filter=A")}
    given = joined(path for path in strange if path in noted)  # and not committed by another since
    _updated(repository, "--force-remove", "--stdin", given=given)
    lost = [
        entry
        for path, entry in index.items()
        if path not in there
        and any(_is_above(path, one) or _is_above(one, path) for one in strange)
    ]
    _updated(repository, "--index-info", given=joined(lost))


def _is_above(folder: str, path: str) -> bool:
    return path.startswith(f"{folder}/")


def _updated(repository: Repository, *arguments: str, given: bytes) -> None:
    """Change the index, as soon as no other git does; but do not wait for one for ever."""
    until = time.monotonic() + _PATIENCE
    while given and act(repository.root, "update-index", "-z", *arguments, given=given).returncode:
        if time.monotonic() > until:
            return
        time.sleep(_PAUSE)
