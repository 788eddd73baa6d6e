"""Whole runs, a folder each in `tests/cases/`, to be read without Python.

`command` is what is typed (after `in RECORD:` where the record is one of `tests/records/`, in the
project's own folder otherwise); `stdout`, `stderr` and `exit` are what must come back.
"""

import shlex
from pathlib import Path

import pytest
from program import ROOT, piped

from negtrack.cli import run
from negtrack.commands import ask

CASES = sorted(path.parent for path in (Path(__file__).parent / "cases").glob("*/command"))


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_case(case: Path) -> None:
    typed, folder = _typed(case)
    for _ in ("asked", "asked again, of the cache"):
        answer = piped(*typed, folder=folder)
        assert answer.err == _text(case / "stderr")
        assert answer.out == _text(case / "stdout")
        assert answer.code == int(_text(case / "exit") or 0)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_case_where_rounds_are_known(
    case: Path, own_home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed, folder = _typed(case)
    monkeypatch.chdir(folder)
    monkeypatch.setattr(ask, "WORTH_KNOWING", 0)
    for _ in ("heard", "known"):
        assert run(typed) == int(_text(case / "exit") or 0)
        assert capsys.readouterr() == (_text(case / "stdout"), _text(case / "stderr"))
        for kept in (own_home / "xdg_cache_home" / "negtrack").glob("*"):
            if kept.suffix != ".round":
                kept.unlink()


def _typed(case: Path) -> tuple[list[str], Path]:
    """What is typed in a case, and in which folder."""
    where, _, typed = (case / "command").read_text().strip().rpartition(": ")
    record = where.removeprefix("in ")
    program, *arguments = shlex.split(typed)
    assert program == "negtrack"
    return arguments, ROOT / "tests" / "records" / record if record else ROOT


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def test_there_are_cases() -> None:
    assert len(CASES) >= 15


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_case_holds_nothing_that_is_not_compared(case: Path) -> None:
    assert {path.name for path in case.iterdir()} <= {"command", "stdout", "stderr", "exit"}
