"""Whole runs, a folder each in `tests/cases/`, to be read without Python.

`command` is what is typed (after `in RECORD:` where the record is one of `tests/records/`, in the
project's own folder otherwise); `stdout`, `stderr` and `exit` are what must come back.
"""

import shlex
from pathlib import Path

import pytest
from program import ROOT, piped

CASES = sorted(path.parent for path in (Path(__file__).parent / "cases").glob("*/command"))


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_case(case: Path, own_home: Path) -> None:
    where, _, typed = (case / "command").read_text().strip().rpartition(": ")
    record = where.removeprefix("in ")
    folder = ROOT / "tests" / "records" / record if record else ROOT
    program, *arguments = shlex.split(typed)
    assert program == "negtrack"
    for asked in ("new", "kept", "of rounds that are kept"):
        answer = piped(*arguments, folder=folder)
        assert answer.err == _text(case / "stderr")
        assert answer.out == _text(case / "stdout")
        assert answer.code == int(_text(case / "exit") or 0)
        if asked == "kept":
            _forget_answers(own_home)


def _forget_answers(home: Path) -> None:
    """Leave nothing in the cache but what is known of the rounds of records."""
    for kept in (home / "xdg_cache_home" / "negtrack").glob("*"):
        if kept.suffix != ".round":
            kept.unlink()


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def test_there_are_cases() -> None:
    assert len(CASES) >= 15


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_case_holds_nothing_that_is_not_compared(case: Path) -> None:
    assert {path.name for path in case.iterdir()} <= {"command", "stdout", "stderr", "exit"}
