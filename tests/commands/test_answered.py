"""An answer of the cache is the one that would be given without, or it is not used."""

import inspect
import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from program import ROOT, in_terminal

from negtrack import folder, identity
from negtrack.cache import Holding, cache
from negtrack.cli import COMMANDS, run
from negtrack.commands import ask, telling, versions
from negtrack.index import Index

WAGES = ROOT / "tests" / "records" / "wages" / "positions"
TALKS = "wages-2026"
SOME_ISSUE = {"history": ["pay"], "forecast": [], "distance": []}
LATER = 10**10
"""Ten seconds: what was changed just now is then long ago."""


def keeps(name: str) -> bool:
    """Whether the answers of a command are kept."""
    word = "import_" if name == "import" else name.replace("-", "_")
    command = getattr(import_module(f"negtrack.commands.{word}"), word)
    return "no_cache" in inspect.signature(command).parameters


KEEPING = [name for name in COMMANDS if keeps(name)]

Asked = Callable[..., tuple[int, str, str]]


@pytest.fixture
def talks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The record of the wages, which was last changed long ago, in the folder that one is in."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    shutil.copytree(WAGES, tmp_path / "talks" / "positions")
    monkeypatch.chdir(tmp_path / "talks")
    now = time.time_ns
    monkeypatch.setattr(identity.time, "time_ns", lambda: now() + LATER)
    monkeypatch.setattr(ask, "WORTH_KNOWING", 0)
    return tmp_path / "talks" / "positions" / TALKS


@pytest.fixture
def asked(talks: Path, capsys: pytest.CaptureFixture[str]) -> Asked:
    """What comes back for what is typed: the exit code, stdout and stderr."""

    def told(*typed: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(list(typed))
        return code, *capsys.readouterr()

    return told


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From when it is called, no record can be read."""

    def read(*_arguments: object) -> None:
        raise AssertionError("the record was read")

    def refuse() -> None:
        monkeypatch.setattr(folder, "read", read)
        monkeypatch.setattr(Index, "read", read)

    return refuse


def held() -> Holding:
    found = cache()
    assert found is not None
    return found.holding()


def test_what_is_kept_comes_from_the_record_alone() -> None:
    assert [
        *("check", "show", "diff", "gaps", "stalemate", "linkage", "pending", "moves"),
        *("agreements", "history", "forecast", "polarisation", "distance"),
    ] == KEEPING


@pytest.mark.parametrize("name", KEEPING)
@pytest.mark.parametrize("form", ["table", "json"])
def test_the_second_answer_is_the_first_without_reading(
    asked: Asked, unread: Callable[[], None], name: str, form: str
) -> None:
    typed = (name, *SOME_ISSUE.get(name, []), "-f", form)
    first = asked(*typed)
    assert first[0] in (0, 1)
    assert first[1]
    unread()
    assert asked(*typed) == first


@pytest.mark.parametrize("name", KEEPING)
def test_without_the_cache_nothing_is_used_or_kept(asked: Asked, name: str) -> None:
    typed = (name, *SOME_ISSUE.get(name, []))
    kept = asked(*typed)
    before = held()
    assert before.answers == 1
    shutil.rmtree(cache().folder)  # type: ignore[union-attr]
    assert asked(*typed, "--no-cache") == kept
    assert held() == Holding(0, 0, 0)


def test_what_is_kept_is_not_used_where_it_is_not_wanted(
    asked: Asked, unread: Callable[[], None]
) -> None:
    asked("gaps")
    unread()
    code, _, told = asked("gaps", "--no-cache")
    assert code == 70
    assert "the record was read" in told


@pytest.mark.parametrize(
    "typed",
    [
        ("gaps", "--private"),
        ("gaps", "-o", "gaps.json"),
        ("gaps", "99"),
        ("gaps", "-n", "nowhere"),
        ("gaps", "-n", "../talks"),
        ("gaps", "-f", "nothing"),
        ("gaps", "--at", "HEAD"),
        ("diff", "HEAD:1"),
        ("gaps", "--at", "-x"),
        ("gaps", ":1"),
        ("history", "HEAD:pay"),
        ("rules",),
    ],
)
def test_no_answer_is_kept(asked: Asked, typed: tuple[str, ...]) -> None:
    first = asked(*typed)
    assert held().answers == 0
    assert asked(*typed) == first


def test_an_answer_of_many_pieces_is_kept_whole(asked: Asked, unread: Callable[[], None]) -> None:
    first = asked("show", "-f", "json")
    json.loads(first[1])
    unread()
    assert asked("show", "-f", "json") == first


def test_an_answer_that_would_take_much_memory_is_told_and_not_kept(
    asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = asked("show", "-f", "json", "--no-cache")
    monkeypatch.setattr(telling, "HELD", len(whole[1]) - 1)
    assert asked("show", "-f", "json") == whole
    assert held().answers == 0
    monkeypatch.setattr(telling, "HELD", len(whole[1]))
    assert asked("show", "-f", "json") == whole
    assert held().answers == 1


def test_no_answer_is_kept_of_what_was_changed_just_now(
    asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(identity, "COARSEST", LATER + 10**9)
    first = asked("gaps")
    assert held().answers == 0
    monkeypatch.setattr(identity, "COARSEST", 0)
    assert asked("gaps") == first
    assert held().answers == 1


def test_no_answer_is_kept_of_what_changes_while_it_is_read(
    asked: Asked, talks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Index.read

    def changing(*arguments: Any) -> folder.Folder:
        found = read(*arguments)
        (talks / "notes.yml").write_text("")
        return found

    monkeypatch.setattr(Index, "read", changing)
    asked("gaps")
    assert held().answers == 0


def test_what_is_known_of_rounds_is_kept_of_large_records_alone(
    asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked("gaps")
    assert held().rounds > 1
    asked("cache", "--clear")
    monkeypatch.setattr(ask, "WORTH_KNOWING", 1 << 20)
    asked("gaps")
    assert (held().answers, held().rounds) == (1, 0)


def test_a_question_that_differs_in_anything_has_its_own_answer(asked: Asked) -> None:
    some = [(), ("1",), ("--issue", "pay"), ("-f", "md"), ("-f", "csv"), ("-n", TALKS)]
    answers = [asked("gaps", *typed) for typed in some]
    assert held().answers == len(some)
    assert [asked("gaps", *typed) for typed in some] == answers
    assert asked("gaps", "--exit-code")[0] == 1
    assert asked("gaps")[0] == 0


def test_another_program_answers_anew(
    asked: Asked, unread: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked("gaps")
    monkeypatch.setattr(versions, "__version__", "0.0.1")
    unread()
    assert asked("gaps")[0] == 70


def test_terminals_have_their_own_answers(talks: Path) -> None:
    wide, narrow = (
        [in_terminal("gaps", columns=columns, folder=WAGES.parent).out for _ in range(2)]
        for columns in (200, 60)
    )
    assert wide[0] == wide[1] != narrow[0] == narrow[1]
    plain = [in_terminal("gaps", folder=WAGES.parent, NO_COLOR="1").out for _ in range(2)]
    assert plain[0] == plain[1]
    assert "\x1b[3" not in plain[1]


def files(folder_of: Path) -> Iterator[Path]:
    yield from sorted(folder_of.rglob("*.yaml"))


CONTENTS = (
    "positions: {pay: 4.0}\n",
    "positions: {pay: 5.0}\n",
    "positions: {pay: 6.0, term: {value: 12, only_if: [pay]}}\n",
    "positions: {pay: [4.0, 5.0]}\n",
    "positions: {pay: nonsense}\n",
    "positions: {pay: {value: 3.0, confidential: true}}\n",
    "",
)
EDITS = st.lists(
    st.tuples(
        st.sampled_from(["write", "replace", "touch", "back", "rename", "remove", "ask"]),
        st.integers(0, 9),
        st.integers(0, len(CONTENTS) - 1),
    ),
    max_size=8,
)


def edit(talks: Path, what: str, which: int, content: int) -> None:
    """Change a party's file of the record as people and tools do."""
    there = [path for path in files(talks) if path.parent != talks and path.stem != "round"]
    path = there[which % len(there)] if there else talks / "2026-01-01" / "union.yaml"
    path.parent.mkdir(exist_ok=True)
    before = path.stat() if path.exists() else None
    if what == "write":
        path.write_text(CONTENTS[content])
    elif what == "replace":
        other = path.with_name(".other")
        other.write_text(CONTENTS[content])
        other.replace(path)
    elif what == "rename" and there:
        path.rename(path.with_name("employers.yaml"))
    elif what == "remove" and there:
        path.unlink()
    elif what == "touch" and before:
        os.utime(path)
    elif what == "back" and before:  # other bytes, and the time of the change put back
        path.write_text(CONTENTS[content])
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


@settings(max_examples=25)
@given(edits=EDITS)
def test_whatever_is_done_to_a_record_the_answer_is_that_of_the_record(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[str, int, int]]
) -> None:
    root = tmp_path_factory.mktemp("edited")
    shutil.copytree(WAGES, root / "positions")
    with pytest.MonkeyPatch.context() as patch:
        now = time.time_ns
        patch.setattr(identity.time, "time_ns", lambda: now() + LATER)
        patch.setenv("XDG_CACHE_HOME", str(root / "cache"))
        for one in (("ask", 0, 0), *edits):
            edit(root / "positions" / TALKS, *one)
            time.sleep(0.012)  # the tick of the clock by which a change is told
            for typed in (("check", "-f", "json"), ("gaps", "-f", "csv")):
                assert said(patch, root, *typed) == said(patch, root, *typed, "--no-cache")
    assert cache() is not None


def said(patch: pytest.MonkeyPatch, root: Path, *typed: str) -> tuple[int, str]:
    """The exit code of a run, and all that it wrote."""
    written = BytesIO()
    screen = TextIOWrapper(written, "utf-8", write_through=True)
    patch.setattr("sys.stdout", screen)
    patch.setattr("sys.stderr", screen)
    return run([*typed, "-C", str(root)]), written.getvalue().decode()


def last(talks: Path) -> Path:
    return [one for one in files(talks) if one.parent != talks and one.stem == "union"][-1]


def written(path: Path) -> None:
    """Other bytes, as many as before, at the time of the change before."""
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(b"pay", b"bay"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def moved_over(path: Path) -> None:
    """Another file of the same size and time takes its name."""
    other = path.with_name(".other")
    shutil.copy2(path, other)
    written(other)
    other.replace(path)


def linked(path: Path) -> None:
    other = path.with_name("other.txt")
    path.rename(other)
    path.symlink_to(other.name)


def added_again(path: Path) -> None:
    before = path.read_bytes()
    path.unlink()
    run(["check"])
    path.write_bytes(before)


def folder_changed(path: Path) -> None:
    """A folder of the same names, sizes and times takes the place of positions/."""
    top = path.parents[2]
    shutil.copytree(top, top.with_name("other"))
    top.rename(top.with_name("before"))
    top.with_name("other").rename(top)
    written(path)


def negotiation_added(path: Path) -> None:
    shutil.copytree(path.parents[1], path.parents[2] / "other-2026")


def in_the_future(path: Path) -> None:
    written(path)
    ahead = time.time_ns() + 10**15
    os.utime(path, ns=(ahead, ahead))


def in_the_past(path: Path) -> None:
    written(path)
    os.utime(path, ns=(0, 0))


def touched(path: Path) -> None:
    path.touch()


CHANGES = (
    *(written, moved_over, linked, added_again, folder_changed, negotiation_added),
    *(in_the_future, in_the_past, touched, Path.unlink),
)


@pytest.mark.parametrize("name", KEEPING)
@pytest.mark.parametrize("change", CHANGES)
def test_however_a_file_is_changed_the_answer_is_that_of_the_record(
    asked: Asked, talks: Path, name: str, change: Callable[[Path], None]
) -> None:
    typed = (name, *SOME_ISSUE.get(name, []))
    asked(*typed)
    assert held().answers == 1
    time.sleep(0.012)
    change(last(talks))
    plain = asked(*typed, "--no-cache")
    assert [asked(*typed) for _ in range(2)] == [plain, plain]


@pytest.mark.parametrize("skew", [-(10**18), -(10**10), 0, 10**10, 10**18])
def test_a_clock_that_is_set_anew_makes_no_answer_wrong(
    asked: Asked, talks: Path, monkeypatch: pytest.MonkeyPatch, skew: int
) -> None:
    now = time.time_ns
    asked("gaps")
    monkeypatch.setattr(identity.time, "time_ns", lambda: now() + skew)
    for change in (touched, written, in_the_future, written, in_the_past, moved_over):
        time.sleep(0.012)
        change(last(talks))
        assert asked("gaps") == asked("gaps", "--no-cache") == asked("gaps")


def test_nothing_is_kept_of_a_file_of_the_future(asked: Asked, talks: Path) -> None:
    in_the_future(last(talks))
    asked("check")
    assert held().answers == 0
