"""Whatever is done to a record, by the program, by hand and by git, it is as a plain model has it.

`NEGTRACK_HISTORIES=200` tries as many histories instead of a few, each of more steps.
"""

from __future__ import annotations

import copy
import itertools
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from gitrepo import isolate
from histories import ROUNDS, SPEAKERS, VALUES, File, History, begun, copied, said, typed
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

if TYPE_CHECKING:
    import pytest

HISTORIES = int(os.environ.get("NEGTRACK_HISTORIES", "0"))
NUMBERS = st.integers(0, 11)
LONG = "“Not one #1: 'metre'” is what was said, and said again, at such length that it takes lines"
POSITIONS = st.tuples(
    st.sampled_from((*SPEAKERS, "union")),
    st.sampled_from(sorted(VALUES)),
    NUMBERS,
    st.booleans(),
    st.sampled_from([("", ""), ("paper", ""), ("paper", LONG)]),
)
"""Whose position, on what, which round and value, whether in place of the last, source, quote."""


class Talks(RuleBasedStateMachine):
    """A record whose history is made up by hypothesis."""

    begin: Callable[[], History]

    def __init__(self) -> None:
        super().__init__()
        self.history = type(self).begin()
        self.count = itertools.count()

    @property
    def state(self):  # type: ignore[no-untyped-def]
        return self.history.state

    def pick(self, nth: int) -> str:
        """The name of one of the files that there are."""
        names = sorted(self.state.files)
        return names[nth % len(names)]

    def word(self) -> str:
        """A comment that is nowhere yet."""
        return f"# by hand {next(self.count)};"

    def said(self, name: str) -> dict[str, list[Any]]:
        """What a file says, by issue."""
        return self.state.files[name].said

    def staged(self) -> set[str]:
        """The files of the record that are in the index otherwise than in the last commit."""
        told = self.history.tree.git("diff", "--cached", "--name-only", "-z", "--", "positions")
        return {*told.split("\0")}

    @property
    def is_changed(self) -> bool:
        return self.history.on_disk() != self.history.head.raw

    @initialize(crlf=st.booleans())
    def begin_on_windows(self, crlf: bool) -> None:
        """The files of the first round, as one or another system ends lines."""
        for nth in range(2 * crlf):
            self.end_lines_otherwise(nth)

    @rule(name=st.sampled_from(ROUNDS))
    def new(self, name: str) -> None:
        """`negtrack new`: a file for each who negotiates, and whoever else has spoken."""
        if name in self.state.rounds:
            self.history.run("new", name, code=2)
            return
        spoken = {told.split("/")[1] for told, file in self.state.files.items() if file.said}
        self.history.run("new", name)
        self.state.rounds.add(name)
        for party in {*SPEAKERS[:2], *spoken}:
            self.state.files[f"{name}/{party}"] = File()

    @rule(positions=st.lists(POSITIONS, min_size=1, max_size=4))
    def record(self, positions: list[tuple[str, str, int, bool, tuple[str, str]]]) -> None:
        """`negtrack record`: one statement more, or another in place of the last; a few of them."""
        for party, issue, nth, replace, more in positions:
            self.record_one((party, issue), nth, replace, more)

    def record_one(
        self, about: tuple[str, str], nth: int, replace: bool, more: tuple[str, str]
    ) -> None:
        party, issue = about
        if not self.state.rounds:
            return
        rounds = sorted(self.state.rounds)
        when = rounds[nth % len(rounds)]
        told = typed(issue, VALUES[issue][nth % len(VALUES[issue])], *more)
        how = (f"--round={when}", *told.options, *(["--replace"] if replace else []))
        asked = ("record", party, issue, *how, "--", told.value)
        name = f"{when}/{party}"
        file = self.state.files.get(name, File())
        kept = file.said.get(issue, [])
        kept = kept[:-1] if replace else kept
        if told.tree in kept:  # nobody says the same twice
            self.history.run(*asked, code=2)
            return
        if file.odd or (replace and file.comments):
            if self.refuses(asked):
                return
        else:
            self.history.run(*asked)
        self.state.files[name] = file
        file.said[issue] = [*kept, told.tree]

    def refuses(self, asked: tuple[str, ...]) -> bool:
        """Whether a command leaves all as it was, as it may where a file was laid out by hand."""
        before = self.history.on_disk()
        try:
            self.history.run(*asked)
        except AssertionError:
            self.history.run(*asked, code=2)
            assert self.history.on_disk() == before
            return True
        return False

    @rule(nth=NUMBERS)
    def source(self, nth: int) -> None:
        """`negtrack source`: one source more, or none where it is there."""
        there = f"source-{nth}" in self.state.sources
        asked = ("source", f"source-{nth}", "--publisher=Press")
        self.history.run(*asked, code=2 if there else 0)
        self.state.sources.add(f"source-{nth}")

    @rule(undo=st.booleans())
    def commit(self, undo: bool) -> None:
        """`negtrack commit`: the record as it is on the disk, and nothing else; at once undone."""
        before, is_changed = self.history.head, self.is_changed
        answer = self.history.run("commit")
        assert answer.out.startswith("Nothing to commit") != is_changed
        if is_changed:
            staged, self.state.notes = self.state.notes, before.notes
            self.history.committed(before)
            self.state.notes = staged
        if undo:
            self.undo()

    @rule()
    def undo(self) -> None:
        """`negtrack commit --undo`: the commit goes, if it is ours; the files stay."""
        disk, before, staged = self.history.on_disk(), self.history.before, self.staged()
        self.history.run("commit", "--undo", code=0 if before else 4)
        assert self.history.on_disk() == disk
        assert self.staged() <= staged
        if before:
            self.history.head = self.history.branches[self.history.branch] = before
            self.history.before = None

    @precondition(lambda self: self.state.files)
    @rule(nth=NUMBERS)
    def comment(self, nth: int) -> None:
        """A comment by hand, at the end of a file."""
        name, word = self.pick(nth), self.word()
        self.history.by_hand(name, word)
        self.state.files[name].comments.append(word)

    @precondition(lambda self: self.state.files)
    @rule(nth=NUMBERS, line=NUMBERS)
    def comment_beside(self, nth: int, line: int) -> None:
        """A comment by hand, at the end of a line that the program has written."""
        name, word = self.pick(nth), self.word()
        lines = self.history.path(name).read_bytes().decode().split("\n")
        told = [at for at, one in enumerate(lines) if one.strip() and "#" not in one]
        if self.state.files[name].odd or not told:
            return
        at = told[-1 - line % len(told)]
        end = "\r" if lines[at].endswith("\r") else ""
        lines[at] = f"{lines[at].removesuffix(end)}  {word}{end}"
        self.history.path(name).write_bytes("\n".join(lines).encode())
        self.state.files[name].comments.append(word)

    @precondition(lambda self: self.state.files)
    @rule(nth=NUMBERS, issue=st.sampled_from(["venue", "cranes"]))
    def state_by_hand(self, nth: int, issue: str) -> None:
        """A statement by hand, with a comment, on what the party has not spoken on."""
        name, word = self.pick(nth), self.word()
        file = self.state.files[name]
        if issue in file.said or file.odd:
            return
        value = VALUES[issue][nth % 2]
        self.history.by_hand(name, f"  {issue}:   {value}  {word}")
        file.said[issue] = [value]
        file.comments.append(word)

    @precondition(lambda self: self.state.files)
    @rule(nth=NUMBERS, flow=st.sampled_from([True, False, None]))
    def lay_out(self, nth: int, flow: bool | None) -> None:
        """Another layout by hand, without the comments."""
        name = self.pick(nth)
        told = {issue: all_ if all_[1:] else all_[0] for issue, all_ in self.said(name).items()}
        how = {"default_flow_style": flow, "allow_unicode": True, "indent": nth % 4 + 2}
        text = yaml.safe_dump({"positions": told}, **how)
        self.history.path(name).write_text(text, encoding="utf-8")
        self.state.files[name] = File(said(text), [], False, odd=True)

    @precondition(lambda self: self.state.files)
    @rule(nth=NUMBERS)
    def end_lines_otherwise(self, nth: int) -> None:
        """Lines that end as on Windows, or no longer."""
        name = self.pick(nth)
        file = self.state.files[name]
        file.crlf = not file.crlf
        text = self.history.path(name).read_bytes().replace(b"\r\n", b"\n")
        self.history.path(name).write_bytes(text.replace(b"\n", b"\r\n") if file.crlf else text)

    @precondition(lambda self: self.state.files)
    @rule(nth=NUMBERS, whole=st.booleans())
    def delete(self, nth: int, whole: bool) -> None:
        """A file, or a round with all of its files, taken away by hand."""
        name = self.pick(nth)
        folder = name.split("/")[0]
        if whole:
            shutil.rmtree(self.history.folder / folder)
            self.state.rounds.discard(folder)
        else:
            self.history.path(name).unlink()
        gone = {told for told in self.state.files if told.startswith(folder)} if whole else {name}
        for told in gone:
            del self.state.files[told]

    @precondition(lambda self: self.state.files)
    @rule(nth=NUMBERS)
    def break_and_mend(self, nth: int) -> None:
        """What is at fault is told, and not committed."""
        name = self.pick(nth)
        old = self.history.path(name).read_bytes()
        staged = self.history.tree.staged()[0]
        self.history.by_hand(name, "nonsense: [")
        assert f"{name}.yaml:" in self.history.run("check", code=1).out
        self.history.run("commit", code=1)
        assert self.history.tree.staged()[0] == staged
        self.history.path(name).write_bytes(old)

    @rule()
    def check_record(self) -> None:
        """`negtrack check` finds no error, and changes nothing."""
        disk = self.history.on_disk()
        self.history.run("check")
        assert self.history.on_disk() == disk

    @rule()
    def stage_another(self) -> None:
        """Another file is staged, which is no part of the record."""
        text = f"note {next(self.count)}\n"
        self.history.tree.write("notes.txt", text)
        self.history.tree.git("add", "notes.txt")
        self.state.notes = text.encode()

    @rule()
    def stage_record(self) -> None:
        """The record is staged by hand."""
        self.history.tree.git("add", "-A", "positions")

    @rule()
    def commit_by_git(self) -> None:
        """All of it is committed by git, which negtrack does not undo."""
        self.history.tree.git("add", "-A")
        self.history.tree.git("commit", "-q", "--allow-empty", "-m", "by hand")
        self.history.committed(None)

    @rule(name=st.sampled_from(["main", "other"]))
    def switch(self, name: str) -> None:
        """Another branch: a new one with all as it is; one that is there, if all is committed."""
        history = self.history
        if name == history.branch:
            return
        if name not in history.branches:
            history.tree.git("switch", "-q", "-c", name)
            history.branches[name] = history.head
        elif not self.is_changed and self.state.notes == history.head.notes:
            history.tree.git("add", "-A")
            history.tree.git("switch", "-q", name)
            history.head = history.branches[name]
            history.state = copy.deepcopy(history.head)
        else:
            return
        history.branch, history.before = name, None

    @rule()
    def stash(self) -> None:
        """All that is not committed is put aside, and taken back."""
        history = self.history
        if not self.is_changed:
            return
        disk = history.on_disk()
        history.tree.git("add", "-A")
        history.tree.git("stash", "push", "-q")
        assert history.on_disk() == history.head.raw
        assert history.run("commit").out.startswith("Nothing to commit")
        history.tree.git("stash", "pop", "-q", "--index")
        assert history.on_disk() == disk
        history.before = None

    @invariant()
    def all_is_as_the_model_has_it(self) -> None:
        self.history.check()

    def teardown(self) -> None:
        shutil.rmtree(self.history.tree.root)


def test_whatever_is_done_the_record_is_as_the_model_has_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    isolate(monkeypatch, tmp_path / "own-home")
    first, numbers = tmp_path / "first", itertools.count()
    begun(first)

    class Begun(Talks):
        begin = staticmethod(lambda: copied(first, tmp_path / f"talks-{next(numbers)}"))

    run_state_machine_as_test(
        Begun,
        settings=settings(
            max_examples=HISTORIES or 10,
            stateful_step_count=60 if HISTORIES else 25,
            deadline=None,
            suppress_health_check=[*HealthCheck],
        ),
    )
