"""The only door to the program `git` (2.26 or later): how it is run, and how it refuses.

Everything is asked in lists that end in NUL. Paths are `str` with forward slashes, from the root of
the work tree; bytes that are not UTF-8 are escaped as `os.fsdecode` does. Whatever git refuses is a
Stop with exit code 4 that shows git's own words.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from negtrack.problems import GIT_REFUSED, Stop

Run = subprocess.CompletedProcess[bytes]

_WHO = ("GIT_AUTHOR_", "GIT_COMMITTER_")
_HOW = ("GIT_CONFIG_", "GIT_SSH", "GIT_ASKPASS", "GIT_EXEC_PATH", "GIT_CEILING_", "GIT_DISCOVERY_")
_KEPT = _WHO + _HOW
"""How the variables begin that say who commits and how git is set up. All others point at another
repository or index (as inside a hook), or change what a path or an answer means."""

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


def find(directory: Path) -> Repository | None:
    """The work tree that a folder lies in; None outside of any, and in a bare repository."""
    answer = run(directory, "rev-parse", "--show-toplevel")
    if answer.returncode == 0:
        return Repository(Path(os.fsdecode(answer.stdout.removesuffix(b"\n"))))
    if any(reason in words(answer) for reason in _NO_WORK_TREE):
        return None
    raise refusal("git cannot use the repository here", answer)


def literal(path: str) -> str:
    """The path as a pathspec; hooks would inherit GIT_LITERAL_PATHSPECS, so it is said here."""
    return f":(literal){path}"


def joined(paths: Iterable[str]) -> bytes:
    """The paths as git reads a list: each ended by NUL."""
    return b"".join(os.fsencode(path) + b"\0" for path in paths)


def listed(repository: Repository, *arguments: str) -> list[str]:
    """What git answers in a list that ends in NUL; Stop where it refuses."""
    return os.fsdecode(read(repository, *arguments)).split("\0")[:-1]


def read(repository: Repository, *arguments: str) -> bytes:
    """What git answers; Stop where it refuses."""
    answer = run(repository.root, *arguments)
    if answer.returncode != 0:
        raise refusal("git cannot read the repository", answer)
    return answer.stdout


def words(answer: Run) -> str:
    """git's own words, the end of them where they are very long."""
    said = (answer.stderr.strip() or answer.stdout.strip()).decode("utf-8", "replace")
    text = "\n".join(said.splitlines())
    if len(text) > _LONGEST:
        text = "…\n" + text[-_LONGEST:].split("\n", 1)[-1]
    code = answer.returncode
    return text or f"(it said nothing, {f'signal {-code}' if code < 0 else f'exit status {code}'})"


def refusal(sentence: str, answer: Run, hint: str = "") -> Stop:
    """The Stop of what git refused: our sentence, git's words, and what to do."""
    told = words(answer)
    gap = "\n" if "\n" in told else " "
    return Stop(f"{sentence}:{gap}{told}", hint, GIT_REFUSED)


def run(
    directory: Path,
    *arguments: str,
    given: bytes = b"",
    language: str | None = "C",
    action: str = "",
) -> Run:
    """Run git in a folder; its words go through files, so that no child of a hook holds us up.

    `action` is the name under which git's log of a branch keeps what is done.
    """
    kept = {k: v for k, v in os.environ.items() if not k.startswith("GIT_") or k.startswith(_KEPT)}
    env = kept | {"GIT_TERMINAL_PROMPT": "0"} | ({"LC_ALL": language} if language else {})
    env |= {"GIT_REFLOG_ACTION": action} if action else {}
    args = ["git", "-C", str(directory), *arguments]
    try:
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            done = subprocess.run(args, input=given, stdout=out, stderr=err, env=env, check=False)
            out.seek(0)
            err.seek(0)
            return Run(args, done.returncode, out.read(), err.read())
    except OSError as error:
        sentence = f"the program git cannot be run: {error.strerror or error}"
        hint = "see whether the disk of temporary files is full"
        if error.filename == "git":
            hint = "install git, then try again"
        raise Stop(sentence, hint, GIT_REFUSED) from None
