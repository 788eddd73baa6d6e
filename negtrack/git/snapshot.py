"""The record at a revision: what a folder on the disk would hold, read from git in one go."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from negtrack.folder import POSITIONS, Folder, is_hidden, is_yaml, link, no_file, without_files
from negtrack.git.history import Entry, contents, entries, repository_of, resolve, short
from negtrack.git.program import Repository
from negtrack.problems import UNREADABLE, Problem, Stop
from negtrack.yamltext import LARGEST

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
        problems: list[Problem] = []
        wanted = list(self._files(only, problems))
        found = contents(self.repository, (one.object for one in wanted if one.size <= LARGEST))
        too_large = b" " * (LARGEST + 1)
        files = {one.path: found.get(one.object, too_large) for one in wanted}
        known = self.negotiations() if only is None else [only]
        problems += without_files(known, files, problems)
        return Folder(files, tuple(problems))

    def _files(self, only: str | None, problems: list[Problem]) -> Iterator[Entry]:
        for entry in self.entries:
            _, *inside = entry.path.split("/")
            if any(map(is_hidden, inside)) or only not in (None, inside[0]):
                continue
            if entry.mode.startswith(_LINK):
                problems.append(link(entry.path))
            elif is_yaml(inside[-1]) and entry.mode.startswith(_FILE):
                yield entry
            elif not entry.mode.startswith(_FILE):
                problems.append(no_file(entry.path))


def record_entries(repository: Repository, commit: str, folder: str) -> tuple[Entry, ...]:
    """Everything below `positions/` of a folder in a commit, by its path from that folder."""
    prefix = "" if folder == "." else f"{folder}/"
    found = entries(repository, commit, f"{prefix}{POSITIONS}")
    inside = (one._replace(path=one.path.removeprefix(prefix)) for one in found)
    return tuple(one for one in inside if "/" in one.path)


def snapshot(root: Path, rev: str) -> Snapshot:
    """The record below a folder as a revision has it; Stop where there was none yet."""
    repository = repository_of(root)
    commit = resolve(repository, rev)
    found = record_entries(repository, commit, repository.path_of(root))
    if not found:
        told = f"there was no {POSITIONS}/ at {rev}"
        begun = "git log says when it began: git log --diff-filter=A -- " + POSITIONS
        raise Stop(told, begun, UNREADABLE)
    return Snapshot(repository, commit, short(repository, commit), found)
