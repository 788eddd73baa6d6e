"""An answer about a revision that is kept is the one that would be given without."""

import os
import shutil
import time
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from gitrepo import WorkTree, isolate
from hypothesis import given, settings
from hypothesis import strategies as st
from program import ROOT

from negtrack import identity
from negtrack.cache import cache
from negtrack.cli import run
from negtrack.git import snapshot

WAGES = ROOT / "tests" / "records" / "wages" / "positions"
TALKS = "wages-2026"
LATER = 10**10

KEEPING = (
    *("check", "show", "diff", "gaps", "stalemate", "linkage", "pending", "moves"),
    *("agreements", "history", "forecast", "polarisation", "distance"),
)
SOME_ISSUE = {"history": ["pay"]}

Asked = Callable[..., tuple[int, str, str]]


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WorkTree:
    """The record of the wages in a sub-folder of a repository, twice committed, tagged `begun`."""
    isolate(monkeypatch, tmp_path / "home")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    made = begun(tmp_path / "repository")
    monkeypatch.chdir(made.root / "talks")
    now = time.time_ns
    monkeypatch.setattr(identity.time, "time_ns", lambda: now() + LATER)
    return made


def begun(root: Path) -> WorkTree:
    made = WorkTree.start(root)
    shutil.copytree(WAGES, made.root / "talks" / "positions")
    commit(made, "begin")
    made.git("tag", "begun")
    statement(made).write_text("positions: {pay: 4.0}\n")
    commit(made, "go on")
    return made


def commit(made: WorkTree, *message: str) -> None:
    made.git("add", "-A")
    made.git("commit", "-q", "--allow-empty", "-m", *message)


def statement(made: WorkTree) -> Path:
    """What the union said in the last round."""
    return sorted((made.root / "talks" / "positions" / TALKS).rglob("union.yaml"))[-1]


@pytest.fixture
def asked(tree: WorkTree, capsys: pytest.CaptureFixture[str]) -> Asked:
    def ask(*typed: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(list(typed))
        return code, *capsys.readouterr()

    return ask


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From when it is called, no revision can be read."""

    def read(*_arguments: object) -> None:
        raise AssertionError("the revision was read")

    return lambda: monkeypatch.setattr(snapshot, "entries", read)


def answers() -> int:
    found = cache()
    assert found is not None
    return found.holding().answers


@pytest.mark.parametrize("name", KEEPING)
def test_the_second_answer_is_the_first_without_reading(
    asked: Asked, unread: Callable[[], None], name: str
) -> None:
    typed = (name, *SOME_ISSUE.get(name, []), "--at", "begun")
    first = asked(*typed)
    assert first[0] in (0, 1)
    assert first == asked(*typed, "--no-cache")
    unread()
    assert asked(*typed) == first
    assert asked(*typed, "--no-cache")[0] == 70


@pytest.mark.parametrize(
    "typed", [("gaps", "begun:1"), ("diff", "begun:2", "HEAD:2"), ("diff", "HEAD~1:2")]
)
def test_rounds_of_revisions_are_kept(
    asked: Asked, unread: Callable[[], None], typed: tuple[str, ...]
) -> None:
    first = asked(*typed)
    assert first[0] == 0
    unread()
    assert asked(*typed) == first


def test_what_is_of_revisions_alone_stays_whatever_is_done_to_the_files(
    asked: Asked, tree: WorkTree, unread: Callable[[], None]
) -> None:
    first = asked("gaps", "HEAD:2")
    statement(tree).write_text("positions: {pay: 6.0}\n")
    unread()
    assert asked("gaps", "HEAD:2") == first


def test_what_is_of_both_is_told_anew_where_either_changes(asked: Asked, tree: WorkTree) -> None:
    typed = ("diff", "HEAD:last", "last")
    first = asked(*typed)
    statement(tree).write_text("positions: {pay: 6.0}\n")
    second = asked(*typed)
    commit(tree, "third")
    third = asked(*typed)
    assert second not in (first, third)
    assert third == asked(*typed, "--no-cache")


def test_a_name_that_moves_takes_the_answer_along(asked: Asked, tree: WorkTree) -> None:
    first = asked("gaps", "--at", "begun", "-f", "json")
    tree.git("tag", "-f", "begun", "HEAD")
    assert asked("gaps", "--at", "begun", "-f", "json") != first
    tree.git("tag", "-f", "begun", "HEAD~1")
    assert asked("gaps", "--at", "begun", "-f", "json") == first


def test_how_long_a_hash_is_written_is_part_of_the_answer(asked: Asked, tree: WorkTree) -> None:
    first = asked("gaps", "--at", "begun", "-f", "json")
    tree.git("config", "core.abbrev", "20")
    assert asked("gaps", "--at", "begun", "-f", "json") != first


def test_a_revision_that_is_gone_is_refused_as_ever(asked: Asked, tree: WorkTree) -> None:
    asked("gaps", "--at", "begun")
    tree.git("tag", "-d", "begun")
    code, _, told = asked("gaps", "--at", "begun")
    assert code != 0
    assert "git knows no revision 'begun'" in told
    assert asked("gaps", "--at", "begun", "--no-cache")[2] == told


def test_an_object_that_stands_for_another_is_read(asked: Asked, tree: WorkTree) -> None:
    first = asked("gaps", "--at", "HEAD", "-f", "json")
    path = statement(tree).relative_to(tree.root).as_posix()
    tree.git("replace", f"HEAD:{path}", f"begun:{path}")
    count = answers()
    second = asked("gaps", "--at", "HEAD", "-f", "json")
    assert second != first
    assert second == asked("gaps", "--at", "HEAD", "-f", "json", "--no-cache")
    assert answers() == count


@pytest.mark.parametrize(
    "rev", ["HEAD^{/begin}", "@~1", "main", ":/begin", "nowhere", "HEAD..main"]
)
def test_however_a_revision_is_spelled(asked: Asked, rev: str) -> None:
    first = asked("show", "--at", rev)
    assert asked("show", "--at", rev) == first == asked("show", "--at", rev, "--no-cache")


def test_a_commit_that_is_corrupt_is_refused(asked: Asked, tree: WorkTree) -> None:
    asked("gaps", "--at", "HEAD")
    name = tree.git("rev-parse", "HEAD").strip()
    there = tree.root / ".git" / "objects" / name[:2] / name[2:]
    there.chmod(0o600)
    there.write_bytes(b"nothing")
    told = asked("gaps", "--at", "HEAD")
    assert told[0] != 0
    assert told == asked("gaps", "--at", "HEAD", "--no-cache")


def test_what_is_confidential_is_not_kept(asked: Asked) -> None:
    asked("gaps", "--at", "HEAD", "--private")
    assert answers() == 0


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["write", "commit", "amend", "tag", "reset", "replace", "back", "rename"]),
        st.integers(0, 3),
    ),
    max_size=5,
)


def step(made: WorkTree, what: str, which: int) -> None:
    """Change the history or the files as people and tools do."""
    if what == "rename":
        made.git("mv", "talks/positions", "talks/other")
        commit(made, "away")
        made.git("mv", "talks/other", "talks/positions")
    elif what == "write":
        statement(made).write_text(f"positions: {{pay: {which}.0}}\n")
    elif what == "commit":
        commit(made, "more")
    elif what == "amend":
        commit(made, "otherwise", "--amend")
    elif what == "tag":
        made.git("tag", "-f", "begun", ("HEAD", "HEAD~1", "main", "HEAD")[which])
    elif what == "reset":
        made.git("reset", "-q", ("--soft", "--hard")[which % 2], "HEAD@{1}")
    else:
        for name in made.git("replace", "-l").split():
            made.git("replace", "-d", name)
        one, other = made.git("rev-parse", "HEAD~1^{tree}", "HEAD^{tree}").split()
        if what == "replace" and one != other:
            made.git("replace", one, other)


@settings(max_examples=5, deadline=None)
@given(steps=STEPS)
def test_whatever_is_done_to_a_history_the_answer_is_that_of_the_history(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int]]
) -> None:
    top = tmp_path_factory.mktemp("history")
    with pytest.MonkeyPatch.context() as patch:
        isolate(patch, top / "home")
        patch.setenv("XDG_CACHE_HOME", str(top / "cache"))
        now = time.time_ns
        patch.setattr(identity.time, "time_ns", lambda: now() + LATER)
        made = begun(top / "repository")
        for one in (("commit", 0), *steps):
            step(made, *one)
            time.sleep(0.012)
            for typed in (("gaps", "--at", "begun"), ("diff", "HEAD~1:last", "last")):
                place = ("-C", os.fspath(made.root / "talks"))
                assert said(patch, *typed, *place) == said(patch, *typed, *place, "--no-cache")


def said(patch: pytest.MonkeyPatch, *typed: str) -> tuple[int, str]:
    """The exit code of a run, and all that it wrote."""
    written = BytesIO()
    screen = TextIOWrapper(written, "utf-8", write_through=True)
    patch.setattr("sys.stdout", screen)
    patch.setattr("sys.stderr", screen)
    return run(list(typed)), written.getvalue().decode()
