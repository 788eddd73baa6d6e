"""The only door to the program `git` (2.26 or later): how it is run, and how it refuses.

Everything is asked in lists that end in NUL. Paths are `str` with forward slashes, from the root of
the work tree; bytes that are not UTF-8 are escaped as `os.fsdecode` does. Whatever git refuses is a
Stop with exit code 4 that shows git's own words.

A repository may be a stranger's, and its configuration names programs. `run` asks questions: no
such program is run for them, and nothing is fetched. `act` does what the user would do by hand: all
is run as configured.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, NamedTuple

from negtrack.problems import GIT_REFUSED, Stop

Run = subprocess.CompletedProcess[bytes]

_WHO = ("GIT_AUTHOR_", "GIT_COMMITTER_")
_HOW = ("GIT_CONFIG_", "GIT_SSH", "GIT_ASKPASS", "GIT_EXEC_PATH", "GIT_CEILING_", "GIT_DISCOVERY_")
_KEPT = _WHO + _HOW
"""How the variables begin that say who commits and how git is set up. All others point at another
repository or index (as inside a hook), or change what a path or an answer means."""

_UNASKED = ("core.fsmonitor=", f"core.hooksPath={os.devnull}", "log.showSignature=false")
"""What a question is asked with, so that no monitor of files, hook or `gpg.program` is run."""

_ALONE = {"GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none"}
"""With these a question changes nothing, and gets nothing that a partial clone lacks: to fetch is
to connect, by programs that the repository names. git before 2.39.4 knows the last one alone."""

_NO_WORK_TREE = ("not a git repository (or any", "must be run in a work tree")

_LEFT_OUT = ("promisor remote", "lazy fetching", "' not allowed")
"""What git says, one version or another, where a partial clone lacks what was asked for."""

_LONGEST, _MOST = 4000, 1 << 16
"""How many characters of git's words are shown, and bytes of them read: the last, where a hook has
printed megabytes."""


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
        raise unread(answer)
    return answer.stdout


def unread(answer: Run, what: str = "the repository") -> Stop:
    """The Stop of what git could not read, with what to do where it was never fetched."""
    told = answer.stderr.decode("utf-8", "replace")
    hint = "the clone is partial and negtrack fetches nothing: git fetch --refetch --no-filter"
    return refusal(
        f"git cannot read {what}", answer, hint if any(one in told for one in _LEFT_OUT) else ""
    )


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


def run(directory: Path, *arguments: str, given: bytes = b"", most: int = 0) -> Run:
    """Ask git something in a folder; nothing is changed, fetched or run besides git itself.

    Filters of files on the disk are the exception: see `look`. With `most`, Stop where the
    answer takes more bytes than that, as a tree can be made that has no end.
    """
    unasked = (word for setting in _UNASKED for word in ("-c", setting))
    args = (*_in(directory), *unasked, *arguments)
    return _git(args, given, _ALONE | {"LC_ALL": "C"}, most)


def look(repository: Repository, *arguments: str) -> bytes:
    """What git answers of files on the disk, as they are there: no filter is run on them."""
    return read(repository, *_unfiltered(repository), *arguments)


def act(
    directory: Path,
    *arguments: str,
    given: bytes = b"",
    language: str | None = "C",
    action: str = "",
) -> Run:
    """Have git do something in a folder, with all programs that it is set up to run then.

    `action` is the name under which git's log of a branch keeps what is done.
    """
    env = {"LC_ALL": language} if language else {}
    env |= {"GIT_REFLOG_ACTION": action} if action else {}
    return _git((*_in(directory), *arguments), given, env)


def _in(directory: Path) -> tuple[str, ...]:
    return ("git", "-C", str(directory))


def _unfiltered(repository: Repository) -> list[str]:
    """The options that turn every filter off that git is set up with."""
    found: dict[str, None] = {}
    for entry in listed(repository, "config", "-z", "--list"):
        key = entry.partition("\n")[0]
        if key.startswith("filter.") and key.count(".") > 1:
            found[key.rpartition(".")[0]] = None
    odd = next((name for name in found if "=" in name), None)
    if odd:  # git would take what follows for the value
        raise Stop(f"the name of git's {odd} has a '=' in it", "rename it", GIT_REFUSED)
    off = ("clean=", "process=", "required=false")
    return [word for name in found for how in off for word in ("-c", f"{name}.{how}")]


def _git(args: Sequence[str], given: bytes, more: dict[str, str], most: int = 0) -> Run:
    """Run git; its words go through files, so that no child of a hook holds us up."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("GIT_") or k.startswith(_KEPT)}
    env = kept | {"GIT_TERMINAL_PROMPT": "0"} | more
    try:
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            process = subprocess.Popen(args, stdin=subprocess.PIPE, stdout=out, stderr=err, env=env)
            try:
                _wait(process, given, out, most)
            except BaseException:  # Ctrl-C, say: git is let end by itself, or it leaves its locks
                process.terminate()
                process.wait()
                raise
            out.seek(0)
            err.seek(max(0, err.seek(0, os.SEEK_END) - _MOST))
            return Run(args, process.returncode, out.read(), err.read())
    except OSError as error:
        sentence = f"the program git cannot be run: {error.strerror or error}"
        hint = "see whether the disk of temporary files is full"
        if error.filename == "git":
            hint = "install git, then try again"
        raise Stop(sentence, hint, GIT_REFUSED) from None


def _wait(process: subprocess.Popen[bytes], given: bytes, out: IO[bytes], most: int) -> None:
    """Wait until git has ended; Stop where its answer grows longer than it may."""
    while process.returncode is None:
        with suppress(subprocess.TimeoutExpired):
            process.communicate(given, timeout=1 if most else None)
        if most and os.fstat(out.fileno()).st_size > most:
            sentence = f"git's answer is longer than {most >> 20} MB, and no record is so large"
            raise Stop(sentence, "see what there is: git ls-tree HEAD", GIT_REFUSED)
