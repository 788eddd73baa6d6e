"""Queries in a process of their own: what it may reach, and how it ends."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from multiprocessing import resource_tracker
from pathlib import Path

import pytest
from program import ROOT

from negtrack.query import LONGEST, Answer, Filling, Layout, Limits, Refusal
from negtrack.sandbox import Sandbox

LAYOUT = Layout("gaps", (("issue", "VARCHAR"), ("gap", "DOUBLE")))
ENDLESS = (
    "SELECT max(levenshtein(repeat('x', 100000), repeat('y', 100000 + range::INT))) FROM range(9)"
)
"""A query that DuckDB itself cannot interrupt."""


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox([LAYOUT], Limits(seconds=20, memory=64 << 20)) as found:
        found.fill([Filling("gaps", [("ceasefire", 50.0)])])
        yield found


def rows(found: Answer | Refusal) -> object:
    assert isinstance(found, Answer), found
    return found.rows


def test_answers_one_query_after_the_other(sandbox: Sandbox) -> None:
    assert rows(sandbox.ask("SELECT gap FROM gaps")) == ((50.0,),)
    assert isinstance(sandbox.ask("SELECT gap FROM nothing"), Refusal)
    assert rows(sandbox.ask("SELECT issue FROM gaps")) == (("ceasefire",),)


def test_a_table_can_be_filled_between_two_queries() -> None:
    other = Layout("moves", LAYOUT.columns)
    with Sandbox([LAYOUT, other], Limits()) as found:
        assert rows(found.ask("FROM moves")) == ()
        found.fill([Filling("moves", [("venue", None)])])
        assert rows(found.ask("FROM moves")) == (("venue", None),)


def test_no_process_is_started_for_nothing() -> None:
    with Sandbox([LAYOUT], Limits()) as found:
        found.fill([Filling("gaps", [("ceasefire", 50.0)])])
        assert isinstance(found.ask("x" * (LONGEST + 1)), Refusal)
        assert found._running is None


@pytest.mark.parametrize("endless", [ENDLESS, "SELECT sleep_ms(60000)"])
def test_a_query_that_takes_too_long_is_ended_and_the_next_is_answered(endless: str) -> None:
    with Sandbox([LAYOUT], Limits(seconds=2)) as found:
        found.fill([Filling("gaps", [("ceasefire", 50.0)])])
        begun = time.monotonic()
        refused = found.ask(endless)
        assert isinstance(refused, Refusal)
        assert refused.told == "the query takes longer than 2 seconds"
        assert time.monotonic() - begun < 10
        assert rows(found.ask("SELECT gap FROM gaps")) == ((50.0,),)


def test_an_answer_that_is_too_large_is_refused(sandbox: Sandbox) -> None:
    sql = "SELECT repeat('x', 3000000) || range FROM range(2000)"
    refused = sandbox.ask(sql)
    assert isinstance(refused, Refusal)
    assert "memory" in refused.told
    assert rows(sandbox.ask("SELECT gap FROM gaps")) == ((50.0,),)


def test_a_process_that_died_is_told_of_and_started_again(sandbox: Sandbox) -> None:
    assert rows(sandbox.ask("SELECT 1")) == ((1,),)
    assert sandbox._running is not None
    sandbox._running[0].kill()
    sandbox._running[0].join()
    sandbox.fill([])
    refused = sandbox.ask("SELECT 1")
    assert isinstance(refused, Refusal)
    assert "ended without an answer" in refused.told
    assert rows(sandbox.ask("SELECT gap FROM gaps")) == ((50.0,),)


def test_ctrl_c_reaches_only_who_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks ends the process; it is not to die, and to say so, by itself."""
    fresh = resource_tracker.ResourceTracker()  # as where no process was started before
    for name in ("ensure_running", "getfd"):
        monkeypatch.setattr(resource_tracker, name, getattr(fresh, name))
    with Sandbox([LAYOUT], Limits()) as found:
        found._started()
        assert found._running is not None
        for _ in range(5):  # while it starts, and when it has
            os.kill(found._running[0].pid or 0, signal.SIGINT)
            time.sleep(0.1)
        assert rows(found.ask("SELECT 1")) == ((1,),)


def test_the_process_ends_with_the_block() -> None:
    with Sandbox([LAYOUT], Limits()) as found:
        found.ask("SELECT 1")
        assert found._running is not None
        process = found._running[0]
        assert process.is_alive()
    assert not process.is_alive()


def test_it_sees_neither_the_environment_nor_the_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Some settings of DuckDB are taken from there: a proxy with its password, the home."""
    monkeypatch.setenv("HTTP_PROXY", "http://user:hunter2@proxy:1")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    with Sandbox([], Limits()) as found:
        told = str(rows(found.ask("SELECT name, value FROM duckdb_settings()")))
    assert "threads" in told
    assert "hunter2" not in told
    assert str(tmp_path) not in told


LEFT = """
import os, socket, sys
from negtrack.sandbox import _close_in, _leave
out = os.dup(1)
opened = open(sys.argv[1], "w", buffering=1)
_leave()
_close_in(4 << 30)
told = []
def tried(name, what):
    try:
        what()
        told.append(name)
    except (OSError, MemoryError):
        pass
tried("read", lambda: open("/etc/passwd"))
tried("list", lambda: os.listdir("/"))
tried("socket", socket.socket)
tried("pipe", os.pipe)
tried("write", lambda: os.write(opened.fileno(), b"x"))
tried("memory", lambda: bytearray(6 << 30))
tried("folder", lambda: None if os.getcwd() != "/" else open("/"))
tried("stdin", lambda: os.read(0, 1) or open("/"))
os.write(1, b"nobody hears this")
os.write(out, ("left: " + " ".join(told)).encode())
os._exit(0)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_the_system_lets_it_open_and_write_nothing(tmp_path: Path) -> None:
    file = tmp_path / "opened"
    command = [sys.executable, "-c", LEFT, str(file)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.run(
        command, input=b"secret", capture_output=True, env=environment, check=True, timeout=60
    )
    assert run.stdout == b"left: "
    assert run.stderr == b""
    assert file.read_text() == ""
