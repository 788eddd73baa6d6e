"""A record whose every text is an attack, on the ways out that are no answer: git, shells, prompts.

Answers in a terminal, a pipe, a page or a spreadsheet are in `test_texts.py` and `test_doors.py`.
"""

import re
import subprocess
from pathlib import Path

import pytest
from browser.hostile import TEXTS, hostile
from commands.test_prompt import PROMPT, Terminal
from formats.test_notebook import ATTRIBUTES, TAGS, Reader
from hostile.test_texts import HIDDEN, SEQUENCE
from program import COMMAND, ROOT, in_terminal, piped

import negtrack

SHELLS = ("bash", "zsh", "fish")
WORDS = ("diff --issue i", "show --party ", "record north ", "record north ladder o", "show 2")
COMMANDS = "$(touch pwned) `touch pwned` ; touch pwned & touch pwned | touch pwned \\n touch pwned"
"""What a shell would do if a text were more to it than a text."""


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile(tmp_path_factory.mktemp("attacked"))


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_is_told_a_word_and_a_text_on_each_line(
    attacked: Path, shell: str, words: str
) -> None:
    each = words.split(" ")
    typed = (f"negtrack {words}", each[-1]) if shell == "bash" else each
    answer = piped("complete", shell, *typed, folder=attacked)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out
    for line in answer.out.splitlines():
        word, _text, _more = line.split("\t")
        assert re.fullmatch(r"[a-z0-9-]+", word)
        assert not HIDDEN.search(line)


def test_a_shell_runs_no_text(tmp_path: Path) -> None:
    record = hostile(tmp_path)
    head = record / "positions/hostile/negotiation.yaml"
    head.write_text(head.read_text().replace("window.hacked=1", COMMANDS.replace("\\", "\\\\")))
    program = tmp_path / "bin" / "negtrack"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT} exec {" ".join(COMMAND)} "$@"\n')
    program.chmod(0o755)
    script = (
        f"PATH={program.parent}:$PATH; source <(negtrack completion bash)\n"
        "COMP_LINE='negtrack diff --issue issue-0'; COMP_POINT=${#COMP_LINE}\n"
        "COMP_WORDS=(negtrack diff --issue issue-0); COMP_CWORD=3\n"
        "compopt() { :; }; _negtrack negtrack; printf '%s\\n' \"${COMPREPLY[@]}\"\n"
    )
    done = subprocess.run(
        ["bash", "--norc", "-c", script], cwd=record, capture_output=True, check=True, text=True
    )
    assert done.stdout == "issue-0\n"
    assert not list(tmp_path.rglob("pwned"))


@pytest.mark.parametrize("name", ["negotiation", "2025-01-01/round", "2025-02-01/north"])
def test_git_is_shown_words_and_no_commands(attacked: Path, name: str) -> None:
    file = attacked / "positions" / "hostile" / f"{name}.yaml"
    answer = piped("textconv", str(file), folder=attacked)
    assert (answer.code, answer.err) == (0, "")
    assert not HIDDEN.search(answer.out)
    assert "window.hacked" in answer.out


def test_what_a_merge_cannot_settle_is_text(attacked: Path, tmp_path: Path) -> None:
    """Two who say different things on an issue, and a name that would be a command."""
    north = (attacked / "positions/hostile/2025-01-01/north.yaml").read_text()
    theirs = north.replace("window.hacked", "window.stolen")
    ours = north.replace("window.hacked", "window.\u202etaken")
    for name, text in (("O", north), ("A", ours), ("B", theirs)):
        (tmp_path / name).write_text(text)
    path = "positions/\x1b[2J\u202e::error::x.yaml"
    answer = piped("merge-driver", "O", "A", "B", "7", path, folder=tmp_path)
    assert answer == (1, "", "")
    merged = (tmp_path / "A").read_text()
    assert "<<<<<<<" in merged
    assert "window.stolen" in merged
    assert "window.\u202etaken" in merged


def test_a_query_in_a_terminal_is_answered_with_text(attacked: Path) -> None:
    pytest.importorskip("duckdb")
    answer = in_terminal("sql", "FROM positions", folder=attacked)
    assert answer.code == 0
    assert "window.hacked" in answer.out
    assert not HIDDEN.search(SEQUENCE.sub("", answer.out))


def test_a_prompt_is_answered_with_text(tmp_path: Path) -> None:
    pytest.importorskip("duckdb")
    terminal = Terminal("-C", str(hostile(tmp_path)))
    terminal.until(PROMPT)
    said = terminal.answer("SELECT quote, value, chr(27) || '[2J' AS x FROM positions;")
    said += terminal.answer('FROM "window.hacked";')
    terminal.type("\x04")
    assert terminal.end() == 0
    assert "window.hacked" in said
    assert "<U+001B>[2J" in said
    assert "there is no table" in said or "does not exist" in said
    assert not HIDDEN.search(SEQUENCE.sub("", said))


@pytest.mark.parametrize("name", ["show", "diff", "gaps", "stalemate", "linkage", "history"])
def test_a_notebook_is_given_no_element_of_a_text(attacked: Path, name: str) -> None:
    answer = getattr(negtrack, name)(negtrack.load(attacked))
    read = Reader(answer._repr_html_())
    assert {tag for tag, _ in read.elements} <= TAGS
    assert read.attributes <= ATTRIBUTES
    assert not HIDDEN.search(repr(answer))


def test_every_text_is_in_a_table_of_another_program_as_it_is(
    attacked: Path, tmp_path: Path
) -> None:
    """A database shows what it holds itself, and is given the texts raw."""
    duckdb = pytest.importorskip("duckdb")
    file = tmp_path / "positions.parquet"
    answer = piped("export", "--table", "positions", "-o", str(file), folder=attacked)
    assert answer.code == 0, answer.err
    assert not HIDDEN.search(answer.out + answer.err)
    rows = duckdb.read_parquet(str(file)).project("quote").fetchall()
    assert {*TEXTS.values()} <= {quote for (quote,) in rows}
