"""docs/reference/ is what the program says of itself."""

import json
from collections.abc import Mapping

import pytest
from program import ROOT, piped

from negtrack import contracts
from negtrack.catalogue import catalogue
from negtrack.cli import COMMANDS
from releasing.reference import FOLDER, PAGES
from releasing.shapes import cell, kind, written


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_as_the_program_makes_it(name: str) -> None:
    """After a change of a command, code, contract or key: python -m releasing.reference."""
    assert (FOLDER / f"{name}.md").read_text(encoding="utf-8") == PAGES[name]()


def test_there_are_no_other_pages() -> None:
    assert {one.stem for one in FOLDER.iterdir()} == {*PAGES}


def test_every_command_code_and_answer_has_a_heading() -> None:
    for name, words in (
        ("commands", COMMANDS),
        ("problems", catalogue()),
        ("answers", contracts.NAMES),
    ):
        text = (FOLDER / f"{name}.md").read_text(encoding="utf-8")
        assert [one for one in words if f"\n## {one}\n" not in text] == []


@pytest.mark.parametrize("name", ["gaps", "record", "export"])
def test_every_option_of_the_help_is_on_the_page(name: str) -> None:
    text = (ROOT / "docs/reference/commands.md").read_text(encoding="utf-8")
    section = text.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
    told = piped(name, "--help").out
    words = {word.strip(",") for word in told.split() if word.startswith("--")} - {"--help"}
    assert words
    assert [one for one in words if f"`{one}" not in section] == []


@pytest.mark.parametrize(
    ("schema", "told"),
    [
        ({"type": "string"}, "text"),
        ({"type": "string", "format": "date"}, "date"),
        ({"type": "integer", "minimum": 1}, "whole number from 1"),
        ({"type": "number", "minimum": 0, "maximum": 100}, "number from 0 to 100"),
        ({"anyOf": [{"type": "boolean"}, {"type": "null"}]}, "true or false or null"),
        ({"type": "array", "items": {"$ref": "#/$defs/Pair"}}, "list of: [Pair](#pair)"),
        ({"additionalProperties": {"type": "string"}}, "mapping to: text"),
        ({"enum": ["a", "b"]}, "`a`, `b`"),
        ({"const": "negtrack.gaps/1"}, "`negtrack.gaps/1`"),
        ({}, "anything"),
    ],
)
def test_what_may_stand_after_a_key_is_told_in_words(
    schema: Mapping[str, object], told: str
) -> None:
    assert kind(schema, {"Pair": "[Pair](#pair)"}) == told


def test_of_a_file_only_a_choice_is_told() -> None:
    links = {"Range": "[Range](#range)"}
    shapes = {"type": ["string", "object"], "allOf": [{"$ref": "#/$defs/Range"}]}
    assert written(shapes, links) == "[Range](#range)"
    assert written({"type": "string", "pattern": "x"}, links) == ""
    assert written({"anyOf": [{"enum": ["a", "b"]}, {"type": "string"}]}, links) == "`a`, `b`"


def test_a_cell_stays_in_its_table() -> None:
    assert cell("a | b\n  c") == "a \\| b c"
    for page, columns in (("commands", 2), ("answers", 3), ("files", 3)):
        text = (FOLDER / f"{page}.md").read_text(encoding="utf-8").replace("\\|", "")
        rows = [line for line in text.splitlines() if line.startswith("|")]
        assert [line for line in rows if line.count("|") != columns + 1] == []


def test_numbers_of_every_contract_are_on_the_page() -> None:
    text = (FOLDER / "answers.md").read_text(encoding="utf-8")
    for name in contracts.NAMES:
        keys = json.dumps(contracts.json_schema(name))
        assert '"properties"' in keys
        assert f"`negtrack.{name}/" in text
