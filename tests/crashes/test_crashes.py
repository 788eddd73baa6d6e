"""Whatever kills a command that writes, or fails it: the old files are there, or the new ones.

Each command is run on a copy of its record with a fault at one call to the system that touches the
record, the output, git's folder or a temporary file, and then once more without. Here it is killed
at every call, and fails in every way at a call of every kind. Set NEGTRACK_EVERY_FAULT=1 for all
the rest: every call of every command with every fault, once and from there on, which takes long.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from crashes.cases import CASES, Case, talks
from crashes.faults import ERRNOS, KILLS, Call, Fault, Program, Told, library
from crashes.promises import broken, copied, ground
from gitrepo import isolate

EVERY = bool(os.environ.get("NEGTRACK_EVERY_FAULT"))
IN_FULL = "import of rounds"
"""The command that makes calls of every kind, and so fails in every way at each of them."""


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    made = library(tmp_path_factory.mktemp("library"))
    if made is None:
        pytest.skip("faults are made by a small C library, for Linux: there is no compiler here")
    found = Program(made)
    yield found
    found.close()


@pytest.fixture(autouse=True)
def repeatable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let git make the same commit every time, and so the same calls."""
    isolate(monkeypatch, tmp_path / "home")
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_DATE", "2026-01-01T00:00:00Z")


def kills(name: str, calls: tuple[Call, ...]) -> Iterator[Fault]:
    """At every call but those for temporary files, and for git's objects, which nothing names yet.

    Where git writes, it is killed alone or negtrack with it, in turn.
    """
    for nth, call in enumerate(calls, 1):
        if call.path.startswith("record/") and "/objects/" not in call.path:
            yield Fault(nth, "killall" if nth % 2 and "commit" in name else "kill")


def failures(name: str, calls: tuple[Call, ...]) -> Iterator[Fault]:
    """One at a call of each kind, of which every command has another; all of them for one."""
    kinds = {call.kind: nth for nth, call in enumerate(calls, 1) if call.path[:4] != "tmp/"}
    for place, (kind, nth) in enumerate(sorted(kinds.items()), [*CASES].index(name)):
        found = ERRNOS if name == IN_FULL else ERRNOS[place % len(ERRNOS) :][:1]
        yield from (Fault(nth, does, on=place % 2 == 1 and does != "EINTR") for does in found)
        if kind == "write":
            yield Fault(nth, "half")


def product(name: str, calls: tuple[Call, ...]) -> Iterator[Fault]:
    """Every fault at every call; EINTR but once, as what is interrupted always never ends."""
    ends = KILLS if "commit" in name else KILLS[:1]
    for nth, call in enumerate(calls, 1):
        yield from (Fault(nth, does) for does in (*ends, *ERRNOS))
        yield from (Fault(nth, does, on=True) for does in ERRNOS if does != "EINTR")
        if call.kind == "write":
            yield Fault(nth, "half")


@pytest.mark.parametrize("name", CASES)
def test_a_fault_leaves_the_old_or_the_new_and_the_next_run_works(
    program: Program, name: str, tmp_path: Path
) -> None:
    on = ground(program, CASES[name], tmp_path)
    some = [*kills(name, on.calls), *failures(name, on.calls)]
    faults = [*product(name, on.calls)] if EVERY else some
    assert len(faults) > 6
    found = [
        f"{fault} at {on.calls[fault.nth - 1]}: {told}"
        for fault in faults
        for told in broken(program, on, fault)
    ]
    if found:  # an assertion would compare all of them by their letters
        pytest.fail("\n".join((f"{len(found)} complaints, {len(faults)} faults", *found[:20])))
    if EVERY:
        print(f"{name}: {len(faults)} faults at {len(on.calls)} calls")


def test_every_kind_of_call_is_there_to_fail(program: Program, tmp_path: Path) -> None:
    on = ground(program, CASES[IN_FULL], tmp_path)
    kinds = {"create", "write", "fsync", "fchmod", "chmod", "mkdir", "link", "unlink", "rename"}
    assert {call.kind for call in on.calls} == kinds
    assert {fault.does for fault in failures(IN_FULL, on.calls)} == {*ERRNOS, "half"}


@pytest.mark.parametrize("name", ["new", IN_FULL, "commit"])
def test_a_fork_makes_the_calls_that_the_program_makes(
    program: Program, name: str, tmp_path: Path
) -> None:
    on = ground(program, CASES[name], tmp_path)
    told = program.alone(copied(on.template), CASES[name].typed)
    assert told.code == 0, told.err
    assert [call.kind for call in told.calls] == [call.kind for call in on.calls]


def test_a_killed_program_is_killed_at_that_call(program: Program, tmp_path: Path) -> None:
    on = ground(program, CASES["record"], tmp_path)
    told = program.run(copied(on.template), on.case.typed, Fault(3, "kill"))
    assert (told.killed, told.out, len(told.calls)) == (True, "", 3)


def test_a_failure_comes_as_the_system_says_it(program: Program, tmp_path: Path) -> None:
    on = ground(program, CASES["record"], tmp_path)
    told = program.run(copied(on.template), on.case.typed, Fault(3, "EDQUOT"))
    assert told.code == 2
    assert "cannot be written: Disk quota exceeded; nothing was" in told.err


def _in_place(work: Path, fault: Fault | None) -> Told:
    """As a program would do that writes over a file: what is killed has written half of it."""
    file = work / "record" / "positions" / "talks" / "negotiation.yaml"
    text = file.read_text(encoding="utf-8").replace("river", "harbour")
    file.write_text(text if fault is None else text[:40], encoding="utf-8")
    return Told(-9 if fault else 0, "", "", (Call("write", "record/positions"),))


def _silent(work: Path, fault: Fault | None) -> Told:
    """As a program that says that all went well, where nothing did."""
    return Told(0, "", "", (Call("write", "record/positions"),)) if fault else _in_place(work, None)


@pytest.mark.parametrize(
    ("run", "does", "told"),
    [
        (_in_place, "kill", "negotiation.yaml is neither the old nor the new one"),
        (_silent, "EIO", "it says that all went well"),
    ],
)
def test_a_program_that_breaks_the_promise_is_told(
    run: Any, does: str, told: str, tmp_path: Path
) -> None:
    careless: Any = SimpleNamespace(run=lambda work, typed, fault=None: run(work, fault))
    on = ground(careless, Case(("record",), talks), tmp_path)
    assert told in "\n".join(broken(careless, on, Fault(1, does)))
