"""A record as it is written, edited and committed in a test, and a plain model of the same."""

from __future__ import annotations

import copy
import hashlib
import io
import shutil
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from gitrepo import WorkTree
from program import Answer

from negtrack import cli, folder
from negtrack.record import read_all

NAME = "ports-2026"
VALUES = {
    "pay": ("3", "4.5", "20..30", "7.."),
    "cranes": ("free", "consult", "agree"),
    "venue": ("port", "town", "port,town"),
    "wording": ("NO", "12:30", "a: b # c", "про це", "it's", "- x", "[a", "null", "007", "~"),
}
"""The issues of the record, and what a party may say on each as it is typed."""

ROUNDS = tuple(f"2026-0{month}-12" for month in range(1, 4))
SPEAKERS = ("union", "northport", "state")


@dataclass
class File:
    """What a party's file says on each issue, and how it is written.

    `comments` are those that were put in by hand; `odd` is whether it was laid out by hand, so
    that it may be refused to write in it.
    """

    said: dict[str, list[Any]] = field(default_factory=dict)
    comments: list[str] = field(default_factory=list)
    crlf: bool = False
    odd: bool = False


@dataclass
class State:
    """A record: its rounds' files by `ROUND/PARTY`, its sources; and the file that is no part."""

    rounds: set[str] = field(default_factory=set)
    files: dict[str, File] = field(default_factory=dict)
    sources: set[str] = field(default_factory=set)
    raw: dict[str, bytes] = field(default_factory=dict)
    notes: bytes = b""


class Typed(NamedTuple):
    """A position as it is typed, and as the file will say it to a plain reader of YAML."""

    value: str
    options: tuple[str, ...]
    tree: Any


def typed(issue: str, value: str, source: str, quote: str) -> Typed:
    """A position of these words; what is empty is not said."""
    more = {key: told for key, told in (("source", source), ("quote", quote)) if told}
    options = tuple(f"--{key}={told}" for key, told in more.items())
    said: Any = value
    if issue == "pay" and ".." in value:
        ends = zip(("min", "max"), value.split(".."), strict=True)
        said = {name: end for name, end in ends if end}
    elif issue == "venue" and "," in value:
        said = value.split(",")
    is_short = isinstance(said, str) and not more
    return Typed(value, options, said if is_short else {"value": said, **more})


class History:
    """A work tree with a record in it, the model beside it, and what is done to both."""

    def __init__(self, root: Path) -> None:
        self.tree = WorkTree(root)
        self.state = State({ROUNDS[0]}, {}, {"paper"})
        for party in SPEAKERS[:2]:
            self.state.files[f"{ROUNDS[0]}/{party}"] = File()
        self.state.raw = self.on_disk()
        self.head = copy.deepcopy(self.state)
        self.branch, self.branches = "main", {"main": self.head}
        self.before: State | None = None

    @property
    def folder(self) -> Path:
        """Where the negotiation's files are."""
        return self.tree.root / "positions" / NAME

    def path(self, name: str) -> Path:
        """Where a party's file is."""
        return self.folder / f"{name}.yaml"

    def run(self, *arguments: str, code: int = 0) -> Answer:
        """Run a command in this process; it must end with this exit code."""
        out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in "oe")
        with redirect_stdout(out), redirect_stderr(err):
            found = cli.run([arguments[0], "-C", str(self.tree.root), *arguments[1:]])
        told = [one.buffer.getvalue().decode() for one in (out, err)]  # type: ignore[attr-defined]
        assert found == code, (arguments, found, *told)
        return Answer(found, *told)

    def on_disk(self) -> dict[str, bytes]:
        """Every file of the record, by its path as git has it."""
        held = (self.tree.root / "positions").rglob("*.yaml")
        return {str(one.relative_to(self.tree.root)): one.read_bytes() for one in held}

    def by_hand(self, name: str, text: str) -> None:
        """Add text at the end of a file, in lines that end as the others do."""
        old = self.path(name).read_bytes()
        ending = b"\r\n" if self.state.files[name].crlf else b"\n"
        begun = b"" if old.endswith(b"\n") else ending
        self.path(name).write_bytes(old + begun + text.encode() + ending)

    def committed(self, before: State | None) -> None:
        """The model after a commit: all of it as on the disk; `before` where it can be undone."""
        self.state.raw = self.on_disk()
        self.head = self.branches[self.branch] = copy.deepcopy(self.state)
        self.before = before

    def check(self) -> None:
        """All that the model says holds, on the disk, in git and for the program."""
        self._files()
        self._reading()
        self._git()

    def _files(self) -> None:
        found = {
            str(one.relative_to(self.folder).with_suffix(""))
            for one in self.folder.glob("*/*.yaml")
            if one.name != "round.yaml"
        }
        assert found == {*self.state.files}
        for name, file in self.state.files.items():
            text = self.path(name).read_bytes().decode()
            assert said(text) == file.said, name
            for comment in file.comments:
                assert text.count(comment) == 1, (name, comment)
            ends = {line[len(line.rstrip("\r\n")) :] for line in text.splitlines(keepends=True)}
            assert ends <= {"\r\n" if file.crlf else "\n", ""}, name
        head = (self.folder / "negotiation.yaml").read_bytes()
        assert {*yaml.load(head, yaml.BaseLoader)["sources"]} == self.state.sources

    def _reading(self) -> None:
        """What the program reads: no errors, and the statements of the model, in order."""
        found = read_all(folder.read(self.tree.root).files)
        assert not [one for one in found.problems if one.level == "error"]
        rounds = found.records[0].negotiation.rounds
        assert {one.id for one in rounds} == self.state.rounds
        told: dict[str, dict[str, int]] = {name: {} for name in self.state.files}
        for one in (one for held in rounds for one in held.statements):
            here = told[f"{one.round}/{one.party}"]
            here[one.issue] = here.get(one.issue, 0) + 1
        model = self.state.files.items()
        assert told == {
            name: {issue: len(all_) for issue, all_ in file.said.items()} for name, file in model
        }

    def _git(self) -> None:
        """The last commit has what was committed, and the index what else was staged."""
        listed = self.tree.git("ls-tree", "-r", "-z", "HEAD").split("\0")[:-1]
        named = (one.split("\t") for one in listed)
        held = {path: told.split()[2] for told, path in named if not path.endswith(".json")}
        notes = {"notes.txt": self.head.notes} if self.head.notes else {}
        assert held == {path: blob(raw) for path, raw in {**self.head.raw, **notes}.items()}
        staged = self.tree.git("ls-files", "--stage", "--", "notes.txt").split()[1:2]
        assert staged == ([blob(self.state.notes)] if self.state.notes else [])


def blob(raw: bytes) -> str:
    """The name that git has for some bytes."""
    return hashlib.sha1(b"blob %d\0%s" % (len(raw), raw)).hexdigest()


def said(text: str) -> dict[str, list[Any]]:
    """What a party's file says on each issue, as a list, to a plain reader of YAML."""
    positions = (yaml.load(text, yaml.BaseLoader) or {}).get("positions") or {}
    return {issue: one if isinstance(one, list) else [one] for issue, one in positions.items()}


def begun(root: Path) -> None:
    """A repository with a record of a round without a position, committed."""
    tree = WorkTree.start(root)
    history = History.__new__(History)
    history.tree = tree
    history.run(
        *("init", NAME, "--party=union=Dockers", "--party=northport=Northport"),
        *("--party=state=Conciliator:mediator", "--issue=pay=quantity:%", "--issue=wording=text"),
        *("--issue=cranes=ladder:free,consult,agree", "--issue=venue=choice:port,town"),
    )
    history.run("source", "paper", "--publisher=The Paper")
    history.run("new", ROUNDS[0])
    tree.git("add", ".")
    tree.git("commit", "-qm", "Begin")


def copied(root: Path, to: Path) -> History:
    """A record like another one, which stays as it is."""
    shutil.copytree(root, to)
    return History(to)
