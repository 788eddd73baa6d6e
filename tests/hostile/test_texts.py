"""A record whose every text is an attack goes through every command, and comes out as text."""

import csv
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from browser.hostile import hostile
from program import in_terminal, piped

COMMANDS = {
    name: tuple(name.split())
    for name in (
        *("show", "diff", "gaps", "stalemate", "linkage", "pending", "moves", "agreements"),
        *("history", "forecast", "polarisation", "distance", "brief", "check"),
    )
}
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)
SEQUENCE = re.compile(r"\x1b\[[0-9;]*m|\x1b\[\?25[hl]|\x1b\[[0-9]*[AK]|\r")
"""Colour, the pointer hidden and shown, and a line of progress wiped away: all there may be."""

FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")
NUMBER = re.compile(r"[+-]?[0-9.]+(e[+-]?[0-9]+)?")
ELEMENTS = {"iframe", "img", "form", "input", "base", "link", "object", "embed", "video"}


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile(tmp_path_factory.mktemp("attacked"))


class Elements(HTMLParser):
    """What a page is made of that the program would never make."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ELEMENTS - {"input", "form"} or "evil.example" in str(dict(attrs).get("src")):
            self.wrong.append(tag)
        for name, value in attrs:
            if name.startswith("on") or (name == "srcdoc"):
                self.wrong.append(f"{tag} {name}")
            if name in ("href", "action", "src") and re.match(
                r"\s*(javascript|data|vbscript|file|//)", value or "", re.IGNORECASE
            ):
                self.wrong.append(f"{tag} {name}={value}")


@pytest.mark.parametrize("name", COMMANDS)
def test_a_terminal_is_sent_no_command_but_colours(attacked: Path, name: str) -> None:
    answer = in_terminal(*COMMANDS[name], folder=attacked)
    assert answer.code in (0, 1), answer.out[-500:]
    assert "Traceback" not in answer.out
    assert not HIDDEN.search(SEQUENCE.sub("", answer.out))


@pytest.mark.parametrize("kind", ["table", "md", "json"])
@pytest.mark.parametrize("name", COMMANDS)
def test_a_pipe_is_given_nothing_hidden(attacked: Path, name: str, kind: str) -> None:
    answer = piped(*COMMANDS[name], "-f", kind, folder=attacked)
    assert answer.code in (0, 1), answer.err[-500:]
    assert "Traceback" not in answer.err
    if kind == "json":
        json.loads(answer.out)
    assert not HIDDEN.search(answer.err)
    assert kind == "json" or not HIDDEN.search(answer.out)
    outside = re.sub(r"(?ms)^```\n.*?^```$", "", answer.out)
    assert kind != "md" or not re.search(r"(?<!\\)<(?:script|img|iframe|form|svg)", outside)


@pytest.mark.parametrize("name", COMMANDS)
def test_no_cell_begins_a_formula(attacked: Path, name: str) -> None:
    answer = piped(*COMMANDS[name], "-f", "csv", folder=attacked)
    assert answer.code in (0, 1), answer.err[-500:]
    rows = list(csv.reader(io.StringIO(answer.out)))
    assert rows
    for cell in (cell for row in rows for cell in row):
        assert NUMBER.fullmatch(cell) or not FORMULA.match(cell), cell


@pytest.mark.parametrize("name", [*COMMANDS, "report"])
def test_a_page_has_no_element_that_came_from_a_text(attacked: Path, name: str) -> None:
    answer = piped(*COMMANDS.get(name, (name,)), "-f", "html", folder=attacked)
    assert answer.code in (0, 1), answer.err[-500:]
    page = Elements()
    page.feed(answer.out)
    assert "<" in answer.out
    assert page.wrong == []


def test_no_text_is_an_annotation(tmp_path: Path) -> None:
    record = hostile(tmp_path)
    file = record / "positions/hostile/2025-01-01/north.yaml"
    file.write_text('"\\n::error::x": 1\n"::warning file=x::y%0A::z": 2\n', encoding="utf-8")
    answer = piped("check", "-f", "github", folder=record)
    commands = [line for line in answer.out.splitlines() if line.lstrip().startswith("::")]
    assert answer.code == 1
    assert commands
    assert all(
        re.match(r"::(?:error|warning|notice) file=positions/|::notice::[0-9]", one)
        for one in commands
    )
