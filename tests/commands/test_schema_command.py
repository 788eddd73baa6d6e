"""`negtrack schema`: prints or writes a JSON Schema, or lists what there is."""

import json
from pathlib import Path

import pytest
from program import piped

from negtrack import contracts, editors

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


@pytest.mark.parametrize("kind", editors.KINDS)
def test_prints_the_schema_of_a_file_as_it_is_kept(kind: str, tmp_path: Path) -> None:
    answer = piped("schema", kind, folder=ELSEWHERE)
    assert answer == (0, editors.text(kind), "")
    assert json.loads(answer.out)["$id"] == f"urn:negtrack:{kind}"
    assert piped("schema", kind, "-o", "kept.json", folder=tmp_path) == (0, "", "")
    assert (tmp_path / "kept.json").read_text(encoding="utf-8") == answer.out


def test_lists_what_there_is_answers_apart_from_files() -> None:
    answers, files = piped("schema", folder=ELSEWHERE).out.split("\n\n")
    title, *lines = answers.splitlines()
    assert title == "Answers, as `-f json` gives them:"
    assert [line.split()[0] for line in lines] == list(contracts.NAMES)
    assert lines[0].startswith("  diff         What moved between two rounds: ")
    title, *lines = files.splitlines()
    assert title == "Files of a record, for editors:"
    assert [line.split()[0] for line in lines] == list(editors.KINDS)
    assert lines[2].startswith("  party        A party's file of a negtrack record: ")


def test_no_answer_has_the_name_of_a_file() -> None:
    assert not set(contracts.NAMES) & set(editors.KINDS)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("dif", "there is no schema 'dif'\n  did you mean 'diff'?"),
        ("xyz", "there is no schema 'xyz'\n  there is diff, gaps, stalemate, linkage, pending,"),
        ("partie", "there is no schema 'partie'\n  did you mean 'party'?"),
        ("round -o round.yaml", "one schema is written to a file that ends in .json"),
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
