"""What the README says is what the program does: its session, its example, its tables."""

import re
import shlex
import subprocess
from pathlib import Path

import pytest
from consoles import said, session
from gitrepo import WorkTree, isolate
from program import ROOT, piped

from negtrack import problems
from negtrack.cli import COMMANDS

README = (ROOT / "README.md").read_text(encoding="utf-8")
SESSION = session(README)
EXAMPLE = re.findall(r"```yaml\n# (positions/\S+)\n(.*?)```", README, re.DOTALL)


@pytest.mark.parametrize(("typed", "shown"), SESSION, ids=[typed for typed, _ in SESSION])
def test_the_session_comes_out_as_it_is_shown(typed: str, shown: str) -> None:
    assert said(*shlex.split(typed)) == shown


def test_there_is_a_session_with_the_three_questions() -> None:
    asked = {typed.split()[0] for typed, _ in SESSION}
    assert asked >= {"diff", "gaps", "stalemate"}


def test_the_example_is_a_record_without_problems(tmp_path: Path) -> None:
    assert len(EXAMPLE) == 4
    for name, text in EXAMPLE:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    answer = piped("check", folder=tmp_path)
    assert answer.out == "4 files in 1 negotiation: no problems.\n"
    assert "free" in piped("show", folder=tmp_path).out


def test_a_record_of_ones_own_is_begun_as_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every line of the session does what it says, in an empty repository."""
    isolate(monkeypatch, tmp_path / "own-home")
    tree = WorkTree.start(tmp_path / "ports")
    block = README.split("<!-- session: own -->\n```sh\n")[1].split("```")[0]
    for line in block.splitlines():
        program, *typed = shlex.split(line)
        assert program == "negtrack"
        answer = piped(*typed, folder=tree.root)
        assert answer.code == 0, (line, answer.err)
        if typed[0] == "diff":
            assert "union" in answer.out
            assert "concession" in answer.out
    log = tree.git("log", "--format=%s").splitlines()
    assert log == [
        "ports-2026: round 2 (2026-02-02): northport, union",
        "ports-2026: round 1 (2026-01-12): northport, union",
    ]
    assert tree.git("status", "--porcelain") == ""


def test_the_table_of_commands_is_that_of_the_program() -> None:
    listed = re.findall(r"^\| `negtrack (\w+)", README, re.MULTILINE)
    assert sorted(listed) == sorted(COMMANDS)


def test_the_table_of_exit_codes_is_that_of_the_program() -> None:
    listed = re.findall(r"^\| (\d+) \| ", README, re.MULTILINE)
    codes = ("DONE", "FINDINGS", "USAGE", "UNREADABLE", "GIT_REFUSED", "BUG", "INTERRUPTED")
    assert [int(code) for code in listed] == [getattr(problems, name) for name in codes]


@pytest.mark.parametrize("mark", ["start", "tests"])
def test_the_two_commands_are_one_line_each_that_a_shell_can_read(mark: str) -> None:
    block = README.split(f"<!-- command: {mark} -->\n```sh\n")[1].split("```")[0]
    assert block.count("\n") == 1
    assert block.startswith("python3 -m venv .venv && ")
    subprocess.run(["bash", "-n", "-c", block], check=True)


def test_the_first_command_ends_with_a_diff_that_works() -> None:
    block = README.split("<!-- command: start -->\n```sh\n")[1].split("```")[0]
    *_, last = block.strip().split(" && ")
    program, *arguments = last.split()
    assert program == ".venv/bin/negtrack"
    answer = piped(*arguments)
    assert answer.code == 0
    assert "From round 1 (2025-05-16) to round 2 (2025-06-02)." in answer.out
