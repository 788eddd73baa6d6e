"""`negtrack schema`: prints or writes a JSON Schema, or lists what there is."""

import json
from pathlib import Path

import pytest
from program import piped

from negtrack import contracts

ELSEWHERE = Path("/")
"""A folder without a record: a schema needs none."""


@pytest.mark.parametrize("name", contracts.NAMES)
def test_prints_the_schema(name: str) -> None:
    answer = piped("schema", name, folder=ELSEWHERE)
    assert (answer.code, answer.err) == (0, "")
    assert json.loads(answer.out) == contracts.json_schema(name)
    assert answer.out.startswith('{\n  "$schema": ')
    assert answer.out.endswith("}\n")


def test_writes_the_same_to_a_file(tmp_path: Path) -> None:
    answer = piped("schema", "gaps", "-o", "gaps.JSON", folder=tmp_path)
    assert answer == (0, "", "")
    written = (tmp_path / "gaps.JSON").read_text(encoding="utf-8")
    assert written == piped("schema", "gaps").out
    assert "–" in written  # letters stay as they are


def test_lists_what_there_is() -> None:
    lines = piped("schema", folder=ELSEWHERE).out.splitlines()
    assert [line.split()[0] for line in lines] == list(contracts.NAMES)
    assert "  What moved between two rounds: " in lines[0]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("dif", "there is no schema 'dif'\n  did you mean 'diff'?"),
        ("xyz", "there is no schema 'xyz'\n  there is diff, gaps, stalemate, show, check, rules"),
        ("diff -o diff.yaml", "one schema is written to a file that ends in .json"),
        ("-o all.json", "one schema is written to a file that ends in .json"),
        ("diff -o nowhere/diff.json", "nowhere/diff.json cannot be written: No such file"),
    ],
)
def test_refuses(typed: str, told: str, tmp_path: Path) -> None:
    answer = piped("schema", *typed.split(), folder=tmp_path)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(f"negtrack: {told}")
    assert not list(tmp_path.iterdir())
