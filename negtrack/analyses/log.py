"""The history of the record itself: what each commit stated, recoded and removed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from negtrack.codings import Coding, codings, notes
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


class Note(NamedTuple):
    """What else a commit changed in a negotiation, as a phrase; `failed` where it broke it."""

    negotiation: str
    phrase: str
    failed: bool = False


class Entry(NamedTuple):
    """One commit, with what it coded and what else it changed."""

    commit: Commit
    codings: tuple[Coding, ...]
    notes: tuple[Note, ...]

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
        *((one.negotiation, one.phrase, one.failed) for one in entry.notes),
        *((coding.key[0], coding.words(), False) for coding in entry.codings),
    ]
    lines = [
        Cell(
            one_line(f"{commit.date} {commit.short}: {f'{name}: ' if several else ''}{phrase}"),
            "bad" if failed else "plain",
        )
        for name, phrase, failed in told
    ]
    nothing = Cell("a merge that decided nothing" if len(commit.parents) > 1 else "no position")
    yield Items(tuple(lines) or (nothing,))


def _told(coding: Coding) -> tuple[str, str, str | None, str | None]:
    return coding.how, coding.kind, coding.before() or None, coding.after() or None


def _plain_entry(entry: Entry) -> dict[str, Json]:
    commit = entry.commit
    return {
        **plain_commit(commit),
        "merge": len(commit.parents) > 1,
        "codings": [_plain_coding(one) for one in entry.codings],
        "notes": [{"negotiation": one.negotiation, "note": one.phrase} for one in entry.notes],
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
        "aspects": list(coding.change.aspects if coding.change else ()),
        "before": before,
        "after": after,
    }


def entry(commit: Commit, now: Readings, parents: Sequence[Readings], asked: Selection) -> Entry:
    """What a commit changed against each of its parents: of a merge, only what none of them had."""
    against = [_against(before, now, asked) for before in parents or [{}]]
    codings_of = [{one.key for one in one_entry[0]} for one_entry in against]
    notes_of = [set(one_entry[1]) for one_entry in against]
    told, said = against[0]
    return Entry(
        commit,
        tuple(one for one in told if all(one.key in keys for keys in codings_of)),
        tuple(one for one in said if all(one in lines for lines in notes_of)),
    )


def _against(was: Readings, now: Readings, asked: Selection) -> tuple[list[Coding], list[Note]]:
    told: list[Coding] = []
    said: list[Note] = []
    for name in dict.fromkeys((*now, *was)):
        before, after = was.get(name), now.get(name)
        if after is before:
            continue
        if not isinstance(after, Record) or isinstance(before, Problem):
            said.append(_unread(name, before, after))
            continue
        told += [one for one in codings(before, after) if _is_asked(one, asked)]
        if asked == Selection():
            said += [Note(name, phrase) for phrase in notes(before, after)]
    return told, said


def _unread(name: str, before: Record | Problem | None, after: Record | Problem | None) -> Note:
    if after is None:
        return Note(name, "removed")
    if isinstance(after, Problem):
        return Note(name, f"cannot be read, {after.place}: {after.message}", failed=True)
    assert isinstance(before, Problem)
    return Note(name, "can be read; what was before cannot, so that no move is told", failed=True)


def _is_asked(coding: Coding, asked: Selection) -> bool:
    party, issue = coding.pair.party(coding.party), coding.pair.issue(coding.issue)
    return asked.has_party(party) and asked.has_issue(issue)
