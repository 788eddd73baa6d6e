"""Every command that a page names can be typed as it stands there."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import typer
from consoles import blocks
from program import ROOT

from negtrack import cli

PAGES = sorted(
    one for one in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md")) if one.name != "commands.md"
)
PROGRAM: Any = typer.main.get_command(cli.program((*cli.COMMANDS, *cli.HIDDEN)))
ENDS = {"&&", "||", "|", ">", ">>", ";"}


def lines(page: Path) -> list[str]:
    """Every line of a page's blocks for a shell that begins with negtrack."""
    text = "".join(one.text for one in blocks(page.read_text("utf-8")) if one.language == "sh")
    joined = text.replace("\\\n", " ")
    return re.findall(r"^(?:\$ )?(negtrack .*)$", joined, re.MULTILINE)


def refused(line: str) -> str:
    """Why a line cannot be typed; empty where it can."""
    _, *words = shlex.split(line, comments=True)
    ends = [at for at, word in enumerate(words) if word in ENDS]
    name, *typed = words[: ends[0]] if ends else words
    if name not in PROGRAM.commands:
        return f"there is no negtrack {name}"
    command = PROGRAM.commands[name]
    try:
        command.make_context(name, typed)
    except Exception as error:
        return str(error)
    return ""


LINES = [(page.name, line) for page in PAGES for line in lines(page)]


def test_there_are_lines_to_type() -> None:
    assert len(LINES) > 30


@pytest.mark.parametrize(("page", "line"), LINES)
def test_a_line_can_be_typed(page: str, line: str) -> None:
    assert refused(line) == ""


def test_what_cannot_be_typed_is_refused() -> None:
    assert refused("negtrack gap") == "there is no negtrack gap"
    assert "--isue" in refused("negtrack gaps --isue pay")
    assert refused("negtrack blame union")  # of what?
    assert refused("negtrack gaps 2 --issue pay -f json | jq .  # a remark") == ""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_in_a_sentence_is_one(page: Path) -> None:
    named = re.findall(r"`negtrack ([a-z][a-z-]*)", page.read_text("utf-8"))
    assert {*named} <= {*PROGRAM.commands}


def test_no_page_shows_a_session_that_is_not_run() -> None:
    """Those of these two are, by tests/test_readme.py and tests/test_docs_of_first_record.py."""
    shown = {page.name for page in PAGES if "```console" in page.read_text("utf-8")}
    assert shown == {"README.md", "tutorial.md"}
