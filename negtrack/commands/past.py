"""The record at many commits: files are read in one go, and what is the same in several once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from negtrack import rules, yamltext
from negtrack.commands.ask import Ask
from negtrack.folder import POSITIONS
from negtrack.git import history
from negtrack.git.snapshot import Snapshot, at_commit
from negtrack.past import Commit
from negtrack.problems import Problem
from negtrack.record import Record, read_all

Readings = Mapping[str, Record | Problem]
"""What a commit holds, by negotiation: the record, or the first reason why it cannot be read."""


_WINDOW = 20
"""Commits that are read at once where one is looked for that can be read."""


class Past:
    """The record below a folder at the commits that changed it, or one negotiation of it.

    What the commit withholds that is looked back from first is withheld of all before it, too,
    unless all is `private`.
    """

    def __init__(self, ask: Ask) -> None:
        root = ask.root()
        self.repository = history.repository_of(root)
        self.folder = self.repository.path_of(root)
        self.only, self.private = ask.negotiation, ask.private
        self._hearing = ask.hearing
        self.commits: dict[str, Commit] = {}
        self._last: Readings | None = None
        self._snapshots: dict[str, Snapshot] = {}
        self._bytes: dict[str, bytes] = {}
        self._known: dict[object, Record | Problem] = {}
        self._opening = cache(yamltext.read)

    def load(self, start: str, limit: int, skip: int) -> tuple[Commit, ...]:
        """The next commits that changed the record, newest first, made ready to be read."""
        inside = f"{POSITIONS}/{self.only}" if self.only else POSITIONS
        folder = inside if self.folder == "." else f"{self.folder}/{inside}"
        found = history.commits(self.repository, folder, start, limit, skip)
        self.commits |= {one.hash: one for one in found}
        self._prepare((start, *(name for one in found for name in (one.hash, *one.parents))))
        if self._last is None:
            self._last = self.readings(start)
        return found

    def _prepare(self, hashes: Iterable[str]) -> None:
        new = [name for name in dict.fromkeys(hashes) if name not in self._snapshots]
        for name in new:
            self._snapshots[name] = at_commit(self.repository, self.folder, name, name)
        wanted = (one for name in new for one in self._snapshots[name].objects(self.only))
        missing = [one for one in wanted if one not in self._bytes]
        self._bytes |= history.contents(self.repository, missing)

    def readings(self, commit: str) -> Readings:
        """What a commit holds; the same record is the same object in every commit."""
        snapshot = self._snapshots[commit]
        names = [self.only] if self.only else snapshot.negotiations()
        return {name: self._reading(snapshot, name) for name in names if snapshot.kept(name)}

    def before(self, commit: Commit) -> Iterator[Readings]:
        """What each parent of a commit holds: where that cannot be read, what could be last."""
        for parent in commit.parents:
            found, here = dict(self.readings(parent)), parent
            while any(isinstance(one, Problem) for one in found.values()):
                parents = self._parents(here)
                if not parents:
                    break
                here = parents[0]
                earlier = self.readings(here)
                for name, told in found.items():
                    if isinstance(told, Problem):
                        found[name] = earlier.get(name, told)
            yield found

    def _parents(self, commit: str) -> tuple[str, ...]:
        """What was before a commit, made ready to be read, however far back it is."""
        if commit not in self.commits:
            self.load(commit, _WINDOW, 0)
        return self.commits[commit].parents

    def records(self) -> list[Record]:
        """Every record that was read so far."""
        return [one for one in self._known.values() if isinstance(one, Record)]

    def negotiations(self, commit: str) -> list[str]:
        """The ids of all negotiations at a commit."""
        return at_commit(self.repository, self.folder, commit, commit).negotiations()

    def _reading(self, snapshot: Snapshot, name: str) -> Record | Problem:
        held = snapshot.kept(name)
        if held not in self._known:
            self._known[held] = self._read(snapshot, name)
        return self._known[held]

    def _read(self, snapshot: Snapshot, name: str) -> Record | Problem:
        files = snapshot.folder(self._bytes, name)
        reading = read_all(files.files, opening=self._opening, hearing=self._hearing(files.files))
        found = (*files.problems, *reading.problems)
        errors = [one for one in found if one.level == "error"]
        for record in reading.records:
            errors += rules.broken(record, rules.ERRORS)
        if errors:
            return min(errors, key=lambda one: one.place)
        record = reading.records[0]
        if self.private:
            return record
        last = (self._last or {}).get(name)
        openly = record.without_confidential()
        return openly.without_withheld(last) if isinstance(last, Record) else openly
