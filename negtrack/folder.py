"""The record on disk: where it is, and the bytes of its files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from negtrack.problems import UNREADABLE, Place, Problem, Stop
from negtrack.yamltext import LARGEST

POSITIONS = "positions"
"""The folder that holds every negotiation, one folder each."""

HEAD = "negotiation.yaml"
"""The file of a negotiation that says who negotiates what."""

ROUND = "round.yaml"
"""The file of a round that says when it was; every other file there is a party's."""


class Folder(NamedTuple):
    """The bytes of every file of a record, by path with forward slashes; what could not be read."""

    files: dict[str, bytes]
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
        if not entry.name.startswith(".") and entry.is_dir(follow_symlinks=False)
    ]


def with_rounds(root: Path, known: list[str], rounds: list[str]) -> list[str]:
    """The only negotiation that has a folder for each of these rounds, or else all known ones."""
    here = root / POSITIONS
    having = [name for name in known if all((here / name / one).is_dir() for one in rounds)]
    return having if len(having) == 1 else known


def read(root: Path, only: str | None = None) -> Folder:
    """Every file of one negotiation, or of all; hidden files and other kinds are passed over.

    Of a file that is too large, no more is read than shows it.
    """
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for path in _files(root, POSITIONS if only is None else f"{POSITIONS}/{only}", problems):
        try:
            with open(root / path, "rb") as file:
                files[path] = file.read(LARGEST + 1)
        except OSError as error:
            problems.append(_unreadable(path, error))
    named = (*files, *(f"{one.place.file}/" for one in problems))
    seen = {path.split("/")[1] for path in named}
    for name in negotiations(root) if only is None else [only]:
        if name not in seen:
            place = Place(f"{POSITIONS}/{name}/{HEAD}")
            hint = "every negotiation has one; remove the folder if it is none"
            problems.append(Problem("missing-file", place, f"there is no {HEAD}", hint))
    return Folder(files, tuple(problems))


def _files(root: Path, path: str, problems: list[Problem]) -> Iterator[str]:
    """The YAML files of a folder and of all folders in it; links and pipes are not followed."""
    waiting = [path]
    while waiting:
        folder = waiting.pop()
        try:
            entries = sorted(os.scandir(root / folder), key=lambda entry: entry.name)
        except OSError as error:
            problems.append(_unreadable(folder, error))
            continue
        for entry in entries:
            here = f"{folder}/{entry.name}"
            if entry.name.startswith("."):
                continue
            if entry.is_symlink():
                message = "this is a link; a record holds its files itself"
                problems.append(Problem("unreadable-file", Place(here), message))
            elif entry.is_dir():
                waiting.append(here)
            elif entry.name.endswith((".yaml", ".yml")):
                if entry.is_file():
                    yield here
                else:
                    message = "this is no ordinary file"
                    problems.append(Problem("unreadable-file", Place(here), message))


def _unreadable(path: str, error: OSError) -> Problem:
    message = f"this cannot be read: {error.strerror or error}"
    return Problem("unreadable-file", Place(path), message, "check its permissions")
