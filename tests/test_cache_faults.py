"""Whatever becomes of a file of the cache: the answer is the one without it, be it a slow one."""

import marshal
import os
import shutil
import signal
import time
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from base_record import files
from hypothesis import given, settings
from hypothesis import strategies as st
from program import ROOT

from negtrack import cache as module
from negtrack import hearing, identity
from negtrack.cache import Cache
from negtrack.cli import run
from negtrack.commands import ask
from negtrack.hearing import Listener
from negtrack.record import read_all

WAGES = ROOT / "tests" / "records" / "wages" / "positions"
QUESTIONS = (["diff"], ["show", "-f", "json"], ["gaps"])
EXAMPLES = int(os.environ.get("NEGTRACK_CACHE_FAULTS", "40"))
"""How many faults are made; thousands where that is asked for by the environment."""


Fault = Callable[[bytes], bytes]


def flipped(place: int, bit: int) -> Fault:
    def change(raw: bytes) -> bytes:
        at = place % len(raw)
        return raw[:at] + bytes([raw[at] ^ 1 << bit]) + raw[at + 1 :]

    return change


def spliced(place: int, size: int, more: bytes) -> Fault:
    """Cut out so many bytes and put others there: cuts, additions and blocks of zeros."""

    def change(raw: bytes) -> bytes:
        at = place % len(raw)
        return raw[:at] + more + raw[at + size :]

    return change


places = st.integers(0, 1 << 20)
faults = st.one_of(
    st.builds(flipped, places, st.integers(0, 7)),
    st.builds(spliced, places, st.integers(0, 5000), st.binary(max_size=40)),
    st.builds(spliced, places, st.just(512), st.just(bytes(512))),
    st.builds(spliced, places, st.just(1 << 30), st.just(b"")),
)


class Kept:
    """A folder of answers and rounds, how it was when they were kept, and the right answers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.whole: dict[str, bytes] = {}
        self.right = [_told([*typed, "--no-cache"]) for typed in QUESTIONS]

    def fill(self) -> None:
        for typed in QUESTIONS:
            _told(typed)
        self.whole = {path.name: path.read_bytes() for path in self.folder.iterdir()}

    def reset(self) -> None:
        shutil.rmtree(self.folder)
        self.folder.mkdir(0o700)
        for name, raw in self.whole.items():
            self.put(name, raw)

    def put(self, name: str, raw: bytes) -> None:
        path = self.folder / name
        path.write_bytes(raw)
        path.chmod(0o600)

    def without_answers(self) -> None:
        for path in self.folder.iterdir():
            if not path.suffix:
                path.unlink()


def _told(typed: list[str]) -> tuple[int, str, str]:
    with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err:
        code = run(list(typed))
    return code, out.getvalue(), err.getvalue()


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kept:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    shutil.copytree(WAGES, tmp_path / "talks" / "positions")
    monkeypatch.chdir(tmp_path / "talks")
    now = time.time_ns
    monkeypatch.setattr(identity.time, "time_ns", lambda: now() + 10**10)
    monkeypatch.setattr(ask, "WORTH_KNOWING", 0)
    kept = Kept(tmp_path / "cache" / "negtrack")
    kept.fill()
    kinds = {name.rpartition(".")[1:] for name in kept.whole}
    assert {ending for dot, ending in kinds if dot} == {"round", "said", "files", "stood"}
    return kept


def test_whatever_is_done_to_the_files_the_answers_are_right(kept: Kept) -> None:
    names = sorted(kept.whole)

    @settings(max_examples=EXAMPLES)
    @given(
        st.lists(st.tuples(st.sampled_from(names), faults), min_size=1, max_size=4),
        st.integers(0, len(QUESTIONS) - 1),
        st.booleans(),
    )
    def faulty(made: list[tuple[str, Fault]], asked: int, is_of_rounds: bool) -> None:
        kept.reset()
        for name, fault in made:
            raw = (kept.folder / name).read_bytes()
            kept.put(name, fault(raw) if raw else raw)
        if is_of_rounds:
            kept.without_answers()
        assert _told(QUESTIONS[asked]) == kept.right[asked]

    faulty()


def test_files_under_the_names_of_others_are_no_answers(kept: Kept) -> None:
    names = sorted(kept.whole)
    for shift in range(1, len(names)):
        kept.reset()
        for nth, name in enumerate(names):
            kept.put(name, kept.whole[names[(nth + shift) % len(names)]])
        asked = shift % len(QUESTIONS)
        assert _told(QUESTIONS[asked]) == kept.right[asked]


def hung(*_: object) -> None:
    raise AssertionError("it waits for ever")


@pytest.mark.parametrize("kind", ["pipe", "folder", "empty", "link", "sparse", "open to others"])
def test_what_is_no_file_of_ours_is_passed_over(kept: Kept, kind: str) -> None:
    """A pipe would be waited for, and a file of a million million bytes read for hours."""
    for name, raw in kept.whole.items():
        path = kept.folder / name
        path.unlink()
        if kind == "pipe":
            os.mkfifo(path, 0o600)
        elif kind == "folder":
            path.mkdir()
        elif kind == "link":
            path.with_name(f"{name}.other").write_bytes(b"other")
            path.symlink_to(f"{name}.other")
        else:
            kept.put(name, b"" if kind == "empty" else raw)
        if kind == "sparse":
            os.truncate(path, 1 << 40)
        if kind == "open to others":
            kept.put(name, raw.replace(b"%", b"&"))
            path.chmod(0o666)
    signal.signal(signal.SIGALRM, hung)
    signal.setitimer(signal.ITIMER_REAL, 100, 1)
    try:
        assert [_told(typed) for typed in QUESTIONS] == kept.right
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def test_a_file_that_others_may_write_is_not_believed(tmp_path: Path) -> None:
    found = Cache(tmp_path / "negtrack")
    found.keep("diff", b"files", (0, b"text"))
    (path,) = found.folder.iterdir()
    path.chmod(0o620)
    assert found.recall("diff", b"files") is None


def test_nothing_that_is_not_whole_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a bad disk or another Python has written might end this one while it is unpacked."""
    heard = Listener(Cache(tmp_path / "negtrack"), "", 1, lambda _: None).hear
    right = read_all(files(), hearing=heard).records[0].negotiation
    whole = {path: path.read_bytes() for path in (tmp_path / "negtrack").iterdir()}

    def loads(_: bytes) -> object:
        raise AssertionError("it was not whole")

    monkeypatch.setattr(hearing, "marshal", SimpleNamespace(loads=loads, dumps=marshal.dumps))
    for nth in range(40):
        for path, raw in whole.items():
            path.write_bytes(flipped(nth * len(raw) // 40 + nth, nth % 8)(raw))
        assert read_all(files(), hearing=heard).records[0].negotiation == right


def work(kept: Cache, seed: int) -> None:
    """Keep and recall answers, each told by what it comes from, and clear them now and then."""
    for nth in range(150):
        source = f"{(seed * 7 + nth) % 5}"
        found = kept.recall("diff", source.encode())
        if found is not None:
            with found.rest as file:
                assert (found.code, file.read()) == (int(source), source.encode() * 40_000)
        kept.keep("diff", source.encode(), (int(source), source.encode() * 40_000))
        if nth % 50 == seed:
            kept.clear()


def test_many_that_keep_and_clear_at_once_never_tell_a_wrong_answer(tmp_path: Path) -> None:
    """Two of them are killed in the middle; and two have one number, as in two containers."""
    kept = Cache(tmp_path / "negtrack")
    children = []
    for seed in range(6):
        child = os.fork()
        if child == 0:
            code = 1
            try:
                if seed < 3:
                    module.os.getpid = lambda: 1  # type: ignore[assignment]
                work(kept, seed)
                code = 0
            finally:
                os._exit(code)
        children.append(child)
    time.sleep(0.05)
    for child in children[-2:]:
        os.kill(child, signal.SIGKILL)
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    assert codes[:4] == [0, 0, 0, 0]
    assert set(codes[4:]) <= {0, -signal.SIGKILL}
    work(kept, 7)
    found = kept.recall("diff", b"3")
    if found is not None:
        with found.rest as file:
            assert file.read() == b"3" * 40_000
