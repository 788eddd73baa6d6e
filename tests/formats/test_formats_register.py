"""The register: every format is found by its name and its ending, and loaded when asked for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from formats.sample import TALKS

from negtrack import formats
from negtrack.problems import USAGE, Stop


def test_names_are_those_that_the_option_takes() -> None:
    assert formats.names() == ("table", "md", "json", "csv", "html")


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("moves.txt", "table"),
        ("moves.md", "md"),
        ("out.d/moves.json", "json"),
        (Path("moves.csv"), "csv"),
        ("MOVES.CSV", "csv"),
        ("2025-06-02.round.md", "md"),
    ],
)
def test_the_ending_of_a_file_picks_the_format(file: str | Path, name: str) -> None:
    assert formats.by_ending(file) == name


@pytest.mark.parametrize("file", ["moves.pdf", "moves", ".csv", "moves.json.bak", "a.md/moves"])
def test_an_unknown_ending_stops_with_the_known_ones(file: str) -> None:
    with pytest.raises(Stop) as stop:
        formats.by_ending(file)
    assert stop.value.code == USAGE
    assert ".txt, .md, .json, .csv or .html" in stop.value.hint


def test_an_unknown_name_stops_with_the_known_ones() -> None:
    with pytest.raises(Stop) as stop:
        formats.render("pdf", TALKS, None, False)
    assert stop.value.code == USAGE
    assert "table, md, json, csv or html" in stop.value.hint


@pytest.mark.parametrize("name", formats.names())
@pytest.mark.parametrize("width", [None, 80])
def test_every_format_ends_in_one_newline(name: str, width: int | None) -> None:
    told = formats.render(name, TALKS, width, False)
    assert told.endswith("\n")
    assert not told.endswith("\n\n")


def test_a_pipe_and_a_terminal_get_different_tables() -> None:
    rule = "\n──────────"
    assert rule not in formats.render("table", TALKS, None, True)
    assert rule in formats.render("table", TALKS, 100, False)


def run(code: str) -> int:
    """Run code in an interpreter of its own, which has imported nothing yet."""
    tests = Path(__file__).parents[1]
    paths = {"PYTHONPATH": f"{tests}{os.pathsep}{tests.parent}"}
    done = subprocess.run([sys.executable, "-c", code], check=False, env={**os.environ, **paths})
    return done.returncode


@pytest.mark.parametrize("name", formats.names())
def test_nothing_of_rich_is_imported_for_a_pipe(name: str) -> None:
    code = (
        "import sys; from formats.sample import TALKS; from negtrack.formats import render\n"
        f"render({name!r}, TALKS, {{}}, False)\n"
        "sys.exit(3 if 'rich' in sys.modules else 4)"
    )
    assert run(code.format(None)) == 4
    assert run(code.format(80)) == (3 if name == "table" else 4)


def test_asking_for_names_and_endings_imports_no_format() -> None:
    code = (
        "import sys; from negtrack import formats; formats.names(); formats.by_ending('a.md')\n"
        "sys.exit(3 if any(one.startswith('negtrack.formats.') for one in sys.modules) else 4)"
    )
    assert run(code) == 4
