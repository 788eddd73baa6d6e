"""The history of the record itself: what each commit stated, recoded and removed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from negtrack.codings import Coding, Note, codings, notes
from negtrack.page import Block, Cell, Heading, Items, Page, Sentence
from negtrack.past import Commit
from negtrack.problems import Problem
from negtrack.record import Record
from negtrack.report import Json, Rows
from negtrack.selection import Selection
from negtrack.text import counted, one_line
from negtrack.wording import PRIVATE, plain_commit, plain_round

Readings = Mapping[str, Record | Problem]
"""What a commit holds, by negotiation: the record, or why it cannot be read."""


class Remark(NamedTuple):
    """What else a commit changed in a negotiation; `failed` where that cannot be read."""

    negotiation: str
    note: Note
    failed: bool = False


class Entry(NamedTuple):
    """One commit, with what it coded and what else it changed."""

    commit: Commit
    codings: tuple[Coding, ...]
    notes: tuple[Remark, ...]

    @property
    def negotiations(self) -> set[str]:
        """The ids of all negotiations that it changed."""
        return {one.negotiation for one in self.notes} | {one.key[0] for one in self.codings}


class LogReport(NamedTuple):
    """The commits that were asked for, newest first; `more` is whether older ones were left out.

    `shallow` is whether the clone lacks what came before the oldest.
    """

    entries: tuple[Entry, ...]
    negotiation: str | None
    selection: Selection
    private: bool
    more: bool
    shallow: bool

    @property
    def found(self) -> bool:
        """Whether there is any commit."""
        return bool(self.entries)

    def data(self) -> dict[str, Json]:
        """The contract `negtrack.log/1`."""
        return {
            "schema": "negtrack.log/1",
            "negotiation": self.negotiation,
            "private": self.private,
            "more": self.more,
            "shallow": self.shallow,
            "commits": [_plain_entry(one) for one in self.entries],
        }

    def rows(self) -> Rows:
        """One row a coding."""
        header = ("date", "rev", "author", "negotiation", "round", "party", "issue", "coding")
        rows = [
            (one.commit.date, one.commit.short, one.commit.author, *coding.key, *_told(coding))
            for one in self.entries
            for coding in one.codings
        ]
        return Rows((*header, "kind", "before", "after"), tuple(rows))

    def page(self) -> Page:
        """A heading a commit, and a line a coding that begins with date and commit."""
        named = {name for one in self.entries for name in one.negotiations}
        blocks = [block for one in self.entries for block in _blocks(one, len(named) > 1)]
        title = f"{self.negotiation or 'The record'}: what its commits coded"
        return Page(title, (*self._before(), *blocks, *self._after()))

    def _before(self) -> Iterator[Block]:
        if self.private:
            yield Sentence(PRIVATE, "bad")
        if self.selection.spelled():
            yield Sentence(f"Only {self.selection.spelled()}.")
        if not self.entries:
            yield Sentence("No commit changed any of this.")

    def _after(self) -> Iterator[Block]:
        number = counted(len(self.entries), "commit")
        if self.more:
            yield Sentence(
                f"{number}, and older ones that are left out: see more with -N.", "faint"
            )
        elif self.shallow:
            yield Sentence(
                f"{number}; this clone is shallow, and what was before is not in it: "
                "git fetch --unshallow.",
                "faint",
            )


def _blocks(entry: Entry, several: bool) -> Iterator[Block]:
    """A commit's subject, and its lines, each with the negotiation where there are several."""
    commit = entry.commit
    yield Heading(one_line(f"{commit.subject} ({commit.author}, {commit.date})"))
    told = [
        *((one.negotiation, one.note.words(), one.failed) for one in entry.notes),
        *((coding.key[0], coding.words(), False) for coding in entry.codings),
    ]
    lines = [
        Cell(
            one_line(f"{commit.date} {commit.short}: {f'{name}: ' if several else ''}{phrase}"),
            "bad" if failed else "plain",
        )
        for name, phrase, failed in told
    ]
    yield Items(tuple(lines) or (Cell(_nothing(commit)),))


def _nothing(commit: Commit) -> str:
    """What is said of a commit of which there is nothing to tell."""
    if commit.earliest:
        return "what it changed is not in this clone"
    return "a merge that decided nothing" if len(commit.parents) > 1 else "no position"


def _told(coding: Coding) -> tuple[str, str, str | None, str | None]:
    return coding.how, coding.change.kind, coding.before() or None, coding.after() or None


def _plain_entry(entry: Entry) -> dict[str, Json]:
    commit = entry.commit
    return {
        **plain_commit(commit),
        "merge": len(commit.parents) > 1,
        "codings": [_plain_coding(one) for one in entry.codings],
        "notes": [
            {"negotiation": one.negotiation, "note": one.note.words()} for one in entry.notes
        ],
    }


def _plain_coding(coding: Coding) -> dict[str, Json]:
    how, kind, before, after = _told(coding)
    return {
        "negotiation": coding.pair.record.negotiation.id,
        "round": plain_round(coding.pair.end),
        "party": coding.party,
        "issue": coding.issue,
        "coding": how,
        "kind": kind,
        "aspects": list(coding.change.aspects),
        "before": before,
        "after": after,
    }


def entry(commit: Commit, now: Readings, parents: Sequence[Readings], asked: Selection) -> Entry:
    """What a commit changed against each of its parents: of a merge, only what none of them had.

    Nothing of the earliest in a shallow clone, as nobody knows what was before.
    """
    if commit.earliest:
        return Entry(commit, (), ())
    (told, said), *others = [_against(before, now, asked) for before in parents or [{}]]
    for more, further in others:
        keys = {one.key for one in more}
        told = [one for one in told if one.key in keys]
        said = list(_shared(said, further))
    return Entry(commit, tuple(told), tuple(said))


def _shared(some: Iterable[Remark], others: Sequence[Remark]) -> Iterator[Remark]:
    """What is remarked in both."""
    for one in some:
        note = one.note.shared(
            other.note for other in others if other._replace(note=one.note) == one
        )
        if note:
            yield one._replace(note=note)


def _against(was: Readings, now: Readings, asked: Selection) -> tuple[list[Coding], list[Remark]]:
    told: list[Coding] = []
    said: list[Remark] = []
    for name in dict.fromkeys((*now, *was)):
        before, after = was.get(name), now.get(name)
        if after is before:
            continue
        if not isinstance(after, Record) or isinstance(before, Problem):
            said.append(_unread(name, before, after))
            continue
        told += [one for one in codings(before, after) if _is_asked(one, asked)]
        if asked == Selection():
            said += [Remark(name, note) for note in notes(before, after)]
    return told, said


def _unread(name: str, before: Record | Problem | None, after: Record | Problem | None) -> Remark:
    """What is said of a negotiation that is gone, or that cannot be read now or before.

    No word of the record itself is in it, as nobody knows what of a broken one is confidential.
    """
    if after is None:
        return Remark(name, Note("record", "removed"))
    if isinstance(after, Problem):
        return Remark(
            name, Note("record", f"cannot be read, {after.place} [{after.code}]"), failed=True
        )
    assert isinstance(before, Problem)
    told = "can be read; what was before cannot, so that no move is told"
    return Remark(name, Note("record", told), failed=True)


def _is_asked(coding: Coding, asked: Selection) -> bool:
    party, issue = coding.pair.party(coding.party), coding.pair.issue(coding.issue)
    return asked.has_party(party) and asked.has_issue(issue)
