"""Words in place of rounds, revisions, parties and messages, typed after real commands.

git is asked as always, and what is asked of it is looked at; it answers the same of the same, so
that each question is asked of it once.
"""

from __future__ import annotations

import atexit
import io
import re
import shutil
import subprocess
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

from base_record import BASE

from negtrack import cli
from negtrack.git import program
from negtrack.problems import Stop
from negtrack.selection import split_rev

COMMANDS: tuple[tuple[str, ...], ...] = (
    ("show", "{0}"),
    ("show", "--at={0}", "--party={1}", "--issue={2}"),
    ("diff", "{0}", "{1}"),
    ("gaps", "{0}", "--group={1}"),
    ("brief", "{0}"),
    ("blame", "north", "ceasefire", "{0}"),
    ("blame", "{0}", "{1}", "{2}"),
    ("log", "--at={0}", "--party={1}"),
    ("show", "--negotiation={0}"),
    ("check", "--at={0}"),
    ("record", "north", "prisoners", "{0}", "--round={1}", "--replies-to={2}", "--dry-run"),
    ("record", "north", "{0}", "{1}", "--only-if={2}", "--dry-run"),
    ("source", "{0}", "--publisher={1}", "--date={2}", "--dry-run"),
    ("commit", "--message={0}", "--dry-run"),
    ("rules", "{0}"),
)
"""What is typed: the first letter of an input picks one, and its lines are the words in it."""

OURS = re.compile(
    r"-C|-c|-[eLnzlrg]|-n\d+|--|--(?:abbrev|end-of-options|verify|quiet|short|show-toplevel|parents"
    r"|max-count=\d+|skip=\d+|topo-order|encoding=UTF-8|no-show-signature|no-follow|no-color"
    r"|no-walk=\w+|glob=refs/replace/\*|porcelain|no-textconv|batch|full-tree|stage|others|ignored"
    r"|exclude-standard|name-status|no-renames|ignore-submodules=dirty|absolute-git-dir|stdin"
    r"|is-shallow-repository|format=.*|no-optional-locks|no-replace-objects)"
)
"""Everything with a hyphen that the program itself says to git when it is asked these."""

HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
CODES = (0, 1, 2, 3, 4)


def words(raw: bytes) -> None:
    """No word makes a command fall over, is an option to git, or has a terminal obey it."""
    text = raw.decode("utf-8", "surrogateescape")
    first, told = text[:1], text[1:].split("\n")
    for word in told:
        _split(word)
    typed = COMMANDS[ord(first or "a") % len(COMMANDS)]
    filled = [one.format(*(*told, "", "", "")) for one in typed]
    if any("\0" in one for one in filled):  # which no shell can type
        return
    code, said = run(filled)
    assert code in CODES, said
    assert not HIDDEN.search(said), ascii(said)


def _split(word: str) -> None:
    try:
        rev, one = split_rev(word)
    except Stop:
        assert word.rpartition(":")[:2] == ("", ":")
        return
    assert word in (one, f"{rev}:{one}") or (one == "last" and word in ("", f"{rev}:"))


def run(typed: list[str]) -> tuple[int, str]:
    """The exit code of a command and all that it says, with what git is asked looked at."""
    out = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
    with redirect_stdout(out), redirect_stderr(out), patch.object(program, "subprocess", _Git()):
        code = cli.run([typed[0], "-C", str(repository()), *typed[1:]])
    return code, out.buffer.getvalue().decode("utf-8", "surrogateescape")


@cache
def repository() -> Path:
    """A record with a commit, and a change that is not committed."""
    root = Path(tempfile.mkdtemp(prefix="negtrack-words-"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    for name, told in BASE.items():
        file = root / "positions" / "river" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(told, encoding="utf-8")
    who = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
    for asked in (("init", "-q", "-b", "main"), ("add", "."), (*who, "commit", "-qm", "First")):
        subprocess.run(["git", "-C", str(root), *asked], check=True)
    file.write_text(f"{told}  venue: hills\n", encoding="utf-8")
    return root


class _Git:
    """The module `subprocess` with a `run` that looks at what git is asked, and remembers."""

    def __getattr__(self, name: str) -> Any:
        return getattr(subprocess, name)

    def run(self, args: list[str], *, stdout: Any, stderr: Any, **how: Any) -> Any:
        asked = args[3:]
        until = asked.index("--end-of-options") if "--end-of-options" in asked else len(asked)
        until = min(until, asked.index("--") if "--" in asked else until)
        for word in asked[: until + 1]:
            assert not word.startswith("-") or OURS.fullmatch(word), f"git is told {word!r}"
        done = _asked(tuple(args), how["input"], tuple(how["env"].items()))
        stdout.write(done.stdout)
        stderr.write(done.stderr)
        return done


@cache
def _asked(args: tuple[str, ...], given: bytes, env: tuple[tuple[str, str], ...]) -> Any:
    return subprocess.run(args, input=given, env=dict(env), capture_output=True, check=False)
