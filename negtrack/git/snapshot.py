"""The record at a revision: what a folder on the disk would hold, read from git in one go."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from negtrack.contents import files_of
from negtrack.folder import POSITIONS, Folder, is_hidden, is_yaml, link, no_file, without_files
from negtrack.git.history import Entry, contents, entries, repository_of, resolve, short
from negtrack.git.program import Repository
from negtrack.problems import UNREADABLE, Problem, Stop
from negtrack.text import LARGEST

_FILE, _LINK = "100", "120"
"""How the modes of ordinary files and of links begin; another repository is 160000."""


class Snapshot(NamedTuple):
    """A commit as the source of a record; `rev` is its short hash."""

    repository: Repository
    commit: str
    rev: str
    entries: tuple[Entry, ...]

    def negotiations(self) -> list[str]:
        """The ids of all negotiations, in order."""
        parts = (entry.path.split("/") for entry in self.entries)
        return sorted({part[1] for part in parts if len(part) > 2 and not is_hidden(part[1])})

    def has_round(self, negotiation: str, name: str) -> bool:
        """Whether a negotiation has a folder for a round."""
        folder = f"{POSITIONS}/{negotiation}/{name}/"
        return any(entry.path.startswith(folder) for entry in self.entries)

    def read(self, only: str | None = None) -> Folder:
        """Every file of one negotiation, or of all; of one that is too large, no more than that."""
        return self.folder(contents(self.repository, self.objects(only)), only)

    def objects(self, only: str | None = None) -> list[str]:
        """The names of all objects that hold what `read` reads."""
        files, _ = self._files(only)
        return [one.object for one in files if one.size <= LARGEST]

    def folder(self, found: Mapping[str, bytes], only: str | None = None) -> Folder:
        """What `read` answers, of the bytes of these objects."""
        wanted, problems = self._files(only)
        too_large = b" " * (LARGEST + 1)
        files = {one.path: found.get(one.object, too_large) for one in wanted}
        known = self.negotiations() if only is None else [only]
        problems += without_files(known, files, problems)
        return Folder(files_of(files), tuple(problems))

    def kept(self, negotiation: str) -> tuple[Entry, ...]:
        """Everything in a negotiation's folder: what is the same there holds the same record."""
        folder = f"{POSITIONS}/{negotiation}/"
        return tuple(one for one in self.entries if one.path.startswith(folder))

    def _files(self, only: str | None) -> tuple[list[Entry], list[Problem]]:
        """What is read, and what is there and cannot be."""
        files: list[Entry] = []
        problems: list[Problem] = []
        for entry in self.entries:
            _, *inside = entry.path.split("/")
            if any(map(is_hidden, inside)) or only not in (None, inside[0]):
                continue
            if entry.mode.startswith(_LINK):
                problems.append(link(entry.path))
            elif not entry.mode.startswith(_FILE):
                problems.append(no_file(entry.path))
            elif is_yaml(inside[-1]):
                files.append(entry)
        return files, problems


def at_commit(repository: Repository, folder: str, commit: str, rev: str) -> Snapshot:
    """The record below a folder of the work tree as a commit has it; empty where it had none."""
    prefix = "" if folder == "." else f"{folder}/"
    found = entries(repository, commit, f"{prefix}{POSITIONS}")
    inside = (one._replace(path=one.path.removeprefix(prefix)) for one in found)
    return Snapshot(repository, commit, rev, tuple(one for one in inside if "/" in one.path))


def snapshot(root: Path, rev: str) -> Snapshot:
    """The record below a folder as a revision has it; Stop where there was none yet."""
    repository = repository_of(root)
    commit = resolve(repository, rev)
    found = at_commit(repository, repository.path_of(root), commit, short(repository, commit))
    if not found.entries:
        told = f"there was no {POSITIONS}/ at {rev}"
        begun = f"see when it began: git log --diff-filter=A -- {POSITIONS}"
        raise Stop(told, begun, UNREADABLE)
    return found
