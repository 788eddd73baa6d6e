"""The commands that write, each on a record of its own."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from gitrepo import WorkTree
from program import piped

from negtrack.editors import schema_files

HEAD = """\
title: The river talks
parties: {north: {name: North}, south: {name: South}}
issues:
  pay: {title: Pay, scale: quantity, unit: coins}
  wording: {title: Wording, scale: text}
"""
TABLE = """\
party,issue,round,value
north,pay,2025-01-01,7
north,pay,2025-02-01,6
north,pay,2025-03-01,5
"""
EXPORT = ("export", "--table", "rounds", "--table", "positions")
PARQUET = ("export", "--table", "rounds", "-f", "parquet")


class Case(NamedTuple):
    """A command, the record that it is run on, and what its next run says where all is done.

    `whole` is set where its files come all at once or not at all.
    """

    typed: tuple[str, ...]
    begin: Callable[[Path], None]
    done: int = 0
    whole: bool = True


def write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")


def nothing(root: Path) -> None:
    root.mkdir(parents=True)


def talks(root: Path) -> None:
    """A round in which only South has spoken."""
    said = {"round.yaml": "date: 2025-01-01\n", "south.yaml": "positions: {pay: 3}\n"}
    round_files = {f"positions/talks/2025-01-01/{name}": text for name, text in said.items()}
    write(root, {"positions/talks/negotiation.yaml": HEAD, **round_files})
    for name, held in schema_files().items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_bytes(held)


def table(root: Path) -> None:
    nothing(root)
    write(root, {"talks.csv": TABLE.replace("north,pay,2025-03-01,5\n", "")})


def talks_and_table(root: Path) -> None:
    """Two new rounds, and a file for the round that is there."""
    talks(root)
    write(root, {"talks.csv": TABLE})


def tables(root: Path) -> None:
    """The tables of two negotiations, as export writes them, and none of the files."""
    talks(root)
    write(root, {"positions/other/negotiation.yaml": HEAD})
    assert piped("export", "-o", "tables", folder=root).code == 0
    for name in ("talks", "other"):
        shutil.rmtree(root / "positions" / name)


def reported(root: Path) -> None:
    talks(root)
    write(root, {"talks.html": "an older page\n" * 999})


def exported(root: Path) -> None:
    """An export of what the record said before."""
    talks(root)
    assert piped(*EXPORT, "-o", "tables", folder=root).code == 0
    write(root, {"positions/talks/2025-01-01/north.yaml": "positions: {pay: 9}\n"})


def workbook(root: Path) -> None:
    talks(root)
    assert piped(*EXPORT, "-o", "talks.xlsx", folder=root).code == 0
    write(root, {"positions/talks/2025-01-01/north.yaml": "positions: {pay: 9}\n"})


def uncommitted(root: Path) -> None:
    """A repository without a commit; what is staged there is no part of the record."""
    tree = WorkTree.start(root, "--template=")
    talks(root)
    tree.write("notes.txt")
    tree.git("add", "notes.txt")


def edited(root: Path) -> None:
    """A file of the record that was changed since the last commit, and one that is new."""
    uncommitted(root)
    tree = WorkTree(root)
    tree.git("add", "positions")
    tree.git("commit", "-q", "-m", "Begin", "--", "positions")
    write(root, {"positions/talks/2025-01-01/south.yaml": "positions: {pay: 4}\n"})
    write(root, {"positions/talks/2025-01-01/north.yaml": "positions: {pay: 9}\n"})


def committed(root: Path) -> None:
    edited(root)
    assert piped("commit", folder=root).code == 0


IMPORT = ("import", "talks.csv", "--as", "csv")

CASES: dict[str, Case] = {
    "init": Case(("init", "ports", "--party", "a=A", "--issue", "pay=quantity:%"), nothing, done=2),
    "new": Case(("new", "2025-02-01"), talks, done=2),
    "record": Case(("record", "south", "pay", "4", "--replace"), talks),
    "record, a new file": Case(("record", "north", "pay", "4", "--replace"), talks),
    "source": Case(("source", "daily", "--publisher", "Daily", "--replace"), talks),
    "import": Case(IMPORT, table, done=2),
    "import of rounds": Case(IMPORT, talks_and_table, done=2, whole=False),
    "import of an export": Case(("import", "tables"), tables, done=2, whole=False),
    "report": Case(("report", "-o", "talks.html"), talks),
    "report, again": Case(("report", "-o", "talks.html"), reported),
    "export": Case((*EXPORT, "-o", "tables"), talks, whole=False),
    "export, again": Case((*EXPORT, "-o", "tables"), exported, whole=False),
    "export of a workbook": Case((*EXPORT, "-o", "talks.xlsx"), workbook),
    "export of Parquet": Case((*PARQUET, "-o", "tables"), talks, whole=False),
    "commit": Case(("commit",), edited),
    "commit, the first": Case(("commit",), uncommitted),
    "commit --undo": Case(("commit", "--undo"), committed, done=4),
}
