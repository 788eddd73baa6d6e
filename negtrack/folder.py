"""The record on disk: where it is, and the bytes of its files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from negtrack.contents import Files, files_of
from negtrack.problems import UNREADABLE, Place, Problem, Stop
from negtrack.text import LARGEST

POSITIONS = "positions"
"""The folder that holds every negotiation, one folder each."""

HEAD = "negotiation.yaml"
"""The file of a negotiation that says who negotiates what."""

ROUND = "round.yaml"
"""The file of a round that says when it was; every other file there is a party's."""


class Source(Protocol):
    """Where a record is read from: the files on the disk, or a revision of them in git."""

    @property
    def rev(self) -> str:
        """The revision as people write it; empty for the disk."""

    def negotiations(self) -> list[str]:
        """The ids of all negotiations there, in order."""

    def has_round(self, negotiation: str, name: str) -> bool:
        """Whether a negotiation has a folder for a round."""

    def read(self, only: str | None = None) -> Folder:
        """Every file of one negotiation, or of all."""


class Folder(NamedTuple):
    """The bytes of every file of a record, by path with forward slashes; what could not be read."""

    files: Files
    problems: tuple[Problem, ...]


def find(start: Path | None) -> Path:
    """The nearest folder that holds `positions/`, upwards from the one named or from here."""
    here = _here(start or Path())
    for folder in (here, *here.parents):
        if os.path.isdir(folder / POSITIONS):
            return folder
    hint = "name the folder that holds it with -C, or begin a record: negtrack init NEGOTIATION"
    raise Stop(f"there is no {POSITIONS}/ in {here} or above it", hint, UNREADABLE)


def _here(start: Path) -> Path:
    try:
        return start.absolute()
    except OSError:
        hint = "go to a folder that is there, or name one with -C"
        raise Stop("the folder you are in is gone", hint, UNREADABLE) from None


def negotiations(root: Path) -> list[str]:
    """The ids of all negotiations of a record, in order; links are none."""
    try:
        entries = sorted(os.scandir(root / POSITIONS), key=lambda entry: entry.name)
    except OSError as error:
        raise Stop(f"{POSITIONS}/ cannot be read: {error.strerror}", "", UNREADABLE) from None
    return [
        entry.name
        for entry in entries
        if not is_hidden(entry.name) and entry.is_dir(follow_symlinks=False)
    ]


class Disk(NamedTuple):
    """The record as it is on the disk, below the folder that holds `positions/`."""

    root: Path
    rev: str = ""

    def negotiations(self) -> list[str]:
        """The ids of all negotiations, in order; links are none."""
        return negotiations(self.root)

    def has_round(self, negotiation: str, name: str) -> bool:
        """Whether a negotiation has a folder for a round."""
        return os.path.isdir(self.root / POSITIONS / negotiation / name)

    def read(self, only: str | None = None) -> Folder:
        """Every file of one negotiation, or of all."""
        return read(self.root, only)


def with_rounds(source: Source, known: list[str], rounds: Sequence[str]) -> list[str]:
    """The only negotiation that has a folder for each of these rounds, or else all known ones."""
    having = [name for name in known if all(source.has_round(name, one) for one in rounds)]
    return having if len(having) == 1 else known


def read(root: Path, only: str | None = None) -> Folder:
    """Every file of one negotiation, or of all; hidden files and other kinds are passed over."""
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for path in _files(root, POSITIONS if only is None else f"{POSITIONS}/{only}", problems):
        try:
            files[path] = read_file(f"{root}/{path}")
        except OSError as error:
            problems.append(unreadable(path, error))
    problems += without_files(negotiations(root) if only is None else [only], files, problems)
    return Folder(files_of(files), tuple(problems))


def read_file(path: str) -> bytes:
    """The bytes of a file; of one that is too large, no more than shows it."""
    with open(path, "rb") as file:
        return file.read(LARGEST + 1)


def without_files(
    known: list[str], files: Iterable[str], problems: Iterable[Problem]
) -> list[Problem]:
    """The negotiations of which there is no file at all, readable or not."""
    named = (*files, *(f"{one.place.file}/" for one in problems))
    seen = {path.split("/")[1] for path in named}
    hint = "every negotiation has one; remove the folder if it is none"
    return [
        Problem("missing-file", Place(f"{POSITIONS}/{name}/{HEAD}"), f"there is no {HEAD}", hint)
        for name in known
        if name not in seen
    ]


def is_hidden(name: str) -> bool:
    """Whether a file or folder is passed over."""
    return name.startswith(".")


def is_yaml(name: str) -> bool:
    """Whether a file is one of a record's, or looks as if it was meant to be."""
    return name.endswith((".yaml", ".yml"))


def link(path: str) -> Problem:
    """The problem that a file or folder is a link."""
    message = "this is a link; a record holds its files itself"
    return Problem("unreadable-file", Place(path), message)


def no_file(path: str) -> Problem:
    """The problem that what is named like a file is none."""
    return Problem("unreadable-file", Place(path), "this is no ordinary file")


def _files(root: Path, path: str, problems: list[Problem]) -> Iterator[str]:
    """The YAML files of a folder and of all folders in it; links and pipes are not followed."""
    waiting = [path]
    while waiting:
        folder = waiting.pop()
        try:
            entries = sorted(os.scandir(root / folder), key=lambda entry: entry.name)
        except OSError as error:
            problems.append(unreadable(folder, error))
            continue
        for entry in entries:
            here = f"{folder}/{entry.name}"
            if is_hidden(entry.name):
                continue
            if entry.is_symlink():
                problems.append(link(here))
            elif entry.is_dir():
                waiting.append(here)
            elif is_yaml(entry.name):
                if entry.is_file():
                    yield here
                else:
                    problems.append(no_file(here))


def unreadable(path: str, error: OSError) -> Problem:
    """The problem that a file or folder cannot be read."""
    message = f"this cannot be read: {error.strerror or error}"
    return Problem("unreadable-file", Place(path), message, "check its permissions")
