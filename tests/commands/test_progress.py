"""What is shown of long work: in a terminal, after a while, and gone when the answer comes."""

import re
import sys
from pathlib import Path

import pytest
from program import ROOT, Answer, in_terminal, piped

WAGES = ROOT / "tests" / "records" / "wages"
SLOW = """
import sys, time
from negtrack import cli, yamltext
from negtrack.commands import progress
progress.PATIENCE = float(sys.argv.pop(1))
read = yamltext.read
def slow(*arguments):
    time.sleep(0.15)
    return read(*arguments)
yamltext.read = slow
sys.exit(cli.run(sys.argv[1:]))
"""


@pytest.fixture
def slowly(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The program with a disk on which each file takes a while."""
    script = tmp_path / "slow.py"
    script.write_text(SLOW)
    monkeypatch.setattr("program.COMMAND", (sys.executable, str(script)))


def shown(answer: Answer) -> str:
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", answer.out)


def test_long_reading_is_counted_and_the_answer_stands_alone(slowly: None) -> None:
    answer = in_terminal("0.05", "gaps", "-f", "csv", folder=WAGES)
    before, _, after = answer.out.rpartition("issue,")
    files = len(list(WAGES.rglob("*.yaml")))
    assert f"reading {files} files" in shown(answer._replace(out=before))
    assert before.endswith(("\x1b[?25h\r\x1b[1A\x1b[2K", "\x1b[2K", "\x1b[?25h"))
    assert "issue," + after == piped("60", "gaps", "-f", "csv", folder=WAGES).out


def test_what_is_quick_shows_nothing(slowly: None) -> None:
    answer = in_terminal("60", "gaps", "-f", "csv", folder=WAGES)
    assert answer.out.startswith("issue,")


def test_a_pipe_sees_nothing(slowly: None) -> None:
    answer = piped("0", "gaps", "-f", "csv", folder=WAGES)
    assert answer.out.startswith("issue,")
    assert answer.err == ""


def test_an_error_comes_after_it_and_whole(slowly: None) -> None:
    answer = in_terminal("0", "gaps", "99", folder=WAGES)
    *_, told, hint = shown(answer).rstrip().split("\n")
    assert told.endswith("negtrack: there is no round '99'")
    assert hint.startswith("  ")
    assert answer.code == 2


def test_the_answer_after_it_is_as_wide_as_the_terminal_and_as_coloured(
    slowly: None, tmp_path: Path
) -> None:
    answer = in_terminal("0.05", "gaps", columns=60, folder=WAGES)
    other = {"XDG_CACHE_HOME": str(tmp_path / "of the quick one")}
    quick = in_terminal("60", "gaps", columns=60, folder=WAGES, **other)
    assert "reading" in shown(answer)
    assert answer.out.endswith(quick.out)
