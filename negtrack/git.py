"""The only door to git: what has changed in a folder, and a commit of those files and no others.

Everything is asked of the `git` program (2.26 or later), in lists that end in NUL. Paths are `str`
with forward slashes, from the root of the work tree; bytes that are not UTF-8 are escaped as
`os.fsdecode` does. Whatever git refuses is a Stop with exit code 4 that shows git's own words.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from negtrack.problems import GIT_REFUSED, Stop

State = Literal["new", "edited", "deleted"]
_Run = subprocess.CompletedProcess[bytes]

_STATES: dict[str, State] = {"A": "new", "D": "deleted"}
"""git's letters for a difference; every other letter is an edit of some kind."""

_WHO = ("GIT_AUTHOR_", "GIT_COMMITTER_")
_HOW = ("GIT_CONFIG_", "GIT_SSH", "GIT_ASKPASS", "GIT_EXEC_PATH", "GIT_CEILING_", "GIT_DISCOVERY_")
_KEPT = _WHO + _HOW
"""How the variables begin that say who commits and how git is set up. All others point at another
repository or index (as inside a hook), or change what a path or an answer means."""

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

_NO_WORK_TREE = ("not a git repository (or any", "must be run in a work tree")

_LONGEST = 4000
"""How many characters of git's words are shown: the last, where a hook has printed megabytes."""


class Repository(NamedTuple):
    """A work tree of git, by its topmost folder."""

    root: Path

    def path_of(self, folder: Path) -> str:
        """The folder as git names it, `.` for the root itself; links on the way are followed."""
        try:
            return folder.resolve().relative_to(self.root.resolve()).as_posix()
        except ValueError:
            sentence = f"{folder} leads out of the git work tree {self.root}"
            hint = "keep the folder itself in git, not a link to it"
            raise Stop(sentence, hint, GIT_REFUSED) from None


class Change(NamedTuple):
    """A file that is not as the last commit has it."""

    path: str
    state: State


def find(directory: Path) -> Repository | None:
    """The work tree that a folder lies in; None outside of any, and in a bare repository."""
    answer = _git(directory, "rev-parse", "--show-toplevel")
    if answer.returncode == 0:
        return Repository(Path(os.fsdecode(answer.stdout.removesuffix(b"\n"))))
    if any(reason in _words(answer) for reason in _NO_WORK_TREE):
        return None
    raise _stop("git cannot use the repository here", answer)


def changes(repository: Repository, folder: Path) -> tuple[Change, ...]:
    """Every file in a folder that is not as in HEAD, whether staged or not, in order of its path.

    A renamed file is one deleted and one new. What git ignores is left out, and so is what lies in
    another repository inside this one.
    """
    where = _literal(repository.path_of(folder))
    states: dict[str, State] = {}
    for letter, path in _differences(repository, where):
        states[path] = _STATES.get(letter, "edited")
    for path in _listed(repository, "ls-files", "-z", "--others", "--exclude-standard", where):
        if path not in states:
            states[path] = "new"
        elif _same_as_committed(repository, path):
            del states[path]
        else:
            states[path] = "edited"
    return tuple(Change(path, states[path]) for path in sorted(states) if path[-1] != "/")


def ignored(repository: Repository, folder: Path) -> tuple[str, ...]:
    """Every file in a folder that git ignores, in order."""
    where = _literal(repository.path_of(folder))
    unseen = ("ls-files", "-z", "--others", "--ignored", "--exclude-standard")
    return tuple(_listed(repository, *unseen, where))


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
    index, root = _index(repository), repository.root
    strange = [path for path in paths if path not in index and os.path.lexists(root / path)]
    try:
        if strange:
            _write(repository, strange, "add", "--intent-to-add")
        _commit(repository, paths, message)
    except BaseException:
        _restore(repository, index, strange)
        raise
    return os.fsdecode(_read(repository, "rev-parse", "--short", "--verify", "HEAD").strip())


def _commit(repository: Repository, paths: Iterable[str], message: str) -> None:
    """Run `git commit` in the user's own language, because its hooks inherit the environment."""
    with tempfile.TemporaryDirectory() as place:
        file = Path(place, "message")
        file.write_bytes(message.encode("utf-8", "replace"))
        only = ("-c", "i18n.commitEncoding=UTF-8", "commit", "--only", "--quiet", "--no-verbose")
        said = ("--cleanup=whitespace", f"--file={file}")
        _write(repository, paths, *only, *said, language=None)


def _write(
    repository: Repository, paths: Iterable[str], *arguments: str, language: str | None = "C"
) -> None:
    """Run git on these paths alone, in which nothing is magic; stop, with advice, if it refuses."""
    given = _joined(map(_literal, paths))
    from_input = ("--pathspec-from-file=-", "--pathspec-file-nul")
    answer = _git(repository.root, *arguments, *from_input, given=given, language=language)
    if answer.returncode != 0:
        raise _stop("git refused to commit", answer, _advice(repository))


def _advice(repository: Repository) -> str:
    """What to do about a refused commit."""
    waiting = unfinished(repository)
    if waiting:
        return f"finish the {waiting} first: `git status` says how"
    if _git(repository.root, "var", "GIT_COMMITTER_IDENT").returncode != 0:
        return "say who you are: git config user.name NAME, git config user.email ADDRESS"
    return "nothing was committed, and the files are as they were"


def _differences(repository: Repository, where: str) -> Iterable[tuple[str, str]]:
    """Letter and path of every file on disk that is in the index or in HEAD and not as in HEAD."""
    base = "HEAD"
    if _git(repository.root, "rev-parse", "--verify", "--quiet", "HEAD").returncode != 0:
        base = os.fsdecode(_read(repository, "hash-object", "-t", "tree", "--stdin").strip())
    diff = ("diff", "-z", "--name-status", "--no-renames", "--ignore-submodules=dirty")
    fields = iter(_listed(repository, *diff, "--end-of-options", base, "--", where))
    return zip(fields, fields, strict=True)


def _same_as_committed(repository: Repository, path: str) -> bool:
    """Whether a file that was taken out of the index only is still as in HEAD."""
    committed = _git(repository.root, "rev-parse", "--verify", "--end-of-options", f"HEAD:{path}")
    return committed.stdout == _git(repository.root, "hash-object", "--", path).stdout


def _git_folder(repository: Repository) -> Path:
    return Path(os.fsdecode(_read(repository, "rev-parse", "--absolute-git-dir")[:-1]))


def _index(repository: Repository) -> dict[str, str]:
    """The entry of every path that git knows, as `update-index` takes it."""
    entries = _listed(repository, "ls-files", "-z", "--stage")
    return {entry.partition("\t")[2]: entry for entry in entries}


def _restore(repository: Repository, index: dict[str, str], strange: Iterable[str]) -> None:
    """Have git forget the files that were new to it, and put back what those displaced."""
    update = ("update-index", "-z")
    _git(repository.root, *update, "--force-remove", "--stdin", given=_joined(strange))
    lost = [index[path] for path in index.keys() - _index(repository).keys()]
    _git(repository.root, *update, "--index-info", given=_joined(lost))


def _literal(path: str) -> str:
    """The path as a pathspec; hooks would inherit GIT_LITERAL_PATHSPECS, so it is said here."""
    return f":(literal){path}"


def _joined(paths: Iterable[str]) -> bytes:
    return b"".join(os.fsencode(path) + b"\0" for path in paths)


def _listed(repository: Repository, *arguments: str) -> list[str]:
    return os.fsdecode(_read(repository, *arguments)).split("\0")[:-1]


def _read(repository: Repository, *arguments: str) -> bytes:
    answer = _git(repository.root, *arguments)
    if answer.returncode != 0:
        raise _stop("git cannot read the repository", answer)
    return answer.stdout


def _words(answer: _Run) -> str:
    """git's own words, the end of them where they are very long."""
    said = (answer.stderr.strip() or answer.stdout.strip()).decode("utf-8", "replace")
    text = "\n".join(said.splitlines())
    if len(text) > _LONGEST:
        text = "…\n" + text[-_LONGEST:].split("\n", 1)[-1]
    return text or f"(it said nothing, exit status {answer.returncode})"


def _stop(sentence: str, answer: _Run, hint: str = "") -> Stop:
    words = _words(answer)
    gap = "\n" if "\n" in words else " "
    return Stop(f"{sentence}:{gap}{words}", hint, GIT_REFUSED)


def _git(directory: Path, *arguments: str, given: bytes = b"", language: str | None = "C") -> _Run:
    """Run git in a folder; its words go through files, so that no child of a hook holds us up."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("GIT_") or k.startswith(_KEPT)}
    env = kept | {"GIT_TERMINAL_PROMPT": "0"} | ({"LC_ALL": language} if language else {})
    args = ["git", "-C", str(directory), *arguments]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        try:
            run = subprocess.run(args, input=given, stdout=out, stderr=err, env=env, check=False)
        except OSError as error:
            sentence = f"the program git cannot be run: {error.strerror or error}"
            raise Stop(sentence, "install git, then try again", GIT_REFUSED) from None
        out.seek(0)
        err.seek(0)
        return _Run(args, run.returncode, out.read(), err.read())
