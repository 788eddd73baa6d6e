"""docs/figures.md names every figure that an answer, a table or a column in print has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from program import ROOT, piped

from negtrack import contracts
from negtrack.tables import SHAPES

TEXT = (ROOT / "docs" / "figures.md").read_text(encoding="utf-8")
SECTION = TEXT.partition("\n## Every figure by its name\n")[2].partition("\n## ")[0]
KEYS, COLUMNS, PRINTED = re.findall(r"(?<=\n\n)(?:\|.*\n)+", SECTION)

PLACES = {"line", "last_line", "column", "number"}
"""Where something stands: a line, a column, the number of a round or of a row."""

VALUES = {"Value", "Element", "JsonValue", "Place"}
"""What a party names, a query answers, and where a statement stands: no figures of negtrack's."""


def figures(schema: Any, defs: Any, key: str = "", seen: frozenset[str] = frozenset()) -> set[str]:
    """The keys of a JSON Schema that a number stands after, alone, in a list or in a mapping."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        if name in VALUES or f"{name} {key}" in seen:
            return set()
        return figures(defs[name], defs, key, seen | {f"{name} {key}"})
    found = {key} if schema.get("type") in ("number", "integer") else set()
    inside = [*schema.get("anyOf", ()), *schema.get("prefixItems", ())]
    inside += [one for name in ("items", "additionalProperties") if (one := schema.get(name))]
    for one in (one for one in inside if isinstance(one, dict)):
        found |= figures(one, defs, key, seen)
    for name, one in schema.get("properties", {}).items():
        found |= figures(one, defs, name, seen)
    return found - PLACES


def named(table: str) -> set[tuple[str, str]]:
    """What a table names, as (whose it is, what it is called)."""
    rows = [line.strip("| ").split(" | ") for line in table.splitlines()[2:]]
    return {
        (whose, key)
        for owners, keys, _ in rows
        for whose in owners.split(", ")
        for key in re.findall(r"`(\w+)`", keys)
    }


def of_answers() -> Iterator[tuple[str, str]]:
    for name in contracts.NAMES:
        schema = contracts.json_schema(name)
        for key in figures(schema, schema.get("$defs", {})):
            yield name, key


def test_every_number_in_json_is_named_with_its_rule() -> None:
    found = {*of_answers()}
    assert len(found) > 60
    assert found - named(KEYS) == set()
    assert named(KEYS) - found == set()


def test_every_number_in_a_table_is_named_with_its_rule() -> None:
    found = {
        (shape.name, field.name)
        for shape in SHAPES
        for field in shape.fields
        if field.type in ("number", "integer") and field.name not in PLACES
    }
    told = named(COLUMNS)
    assert found - told == set()
    assert {key for _, key in told} == {key for _, key in found}
    assert {whose for whose, _ in told} == {whose for whose, _ in found}


QUESTIONS = (
    *("show", "diff", "gaps", "stalemate", "pending", "moves", "agreements", "history", "forecast"),
    *("forecast --all", "polarisation", "polarisation --all", "distance", "linkage"),
)
OF_PRINT = {
    title
    for line in PRINTED.splitlines()[2:]
    for title in line.strip("| ").split(" | ")[0].split(", ")
}


def numeric(answer: str) -> Iterator[str]:
    """The titles of the columns of numbers in an answer in Markdown."""
    for titles, rule in re.findall(r"^\| (.*) \|\n\| (-.*) \|$", answer, re.MULTILINE):
        pairs = zip(titles.split(" | "), rule.split(" | "), strict=True)
        yield from (title for title, sides in pairs if sides.endswith(":"))


@pytest.mark.parametrize("record", ["istanbul-2025", "cop29"])
def test_every_column_of_numbers_in_print_is_named(record: str) -> None:
    folder = ROOT if record == "istanbul-2025" else ROOT / "tests" / "records" / record
    which = ("-n", record) if folder == ROOT else ()
    found: set[str] = set()
    for typed in QUESTIONS:
        answer = piped(*typed.split(), *which, "-f", "md", folder=folder)
        if answer.code == 0:
            found |= {*numeric(answer.out)}
    parties = {one.stem for one in Path(folder).glob("positions/*/*/*.yaml")}
    assert len(found) > 12
    assert found - parties - OF_PRINT == set()


@pytest.mark.parametrize(
    ("schema", "found"),
    [
        ({"properties": {"gap": {"type": "number"}, "name": {"type": "string"}}}, {"gap"}),
        ({"properties": {"gap": {"anyOf": [{"type": "number"}, {"type": "null"}]}}}, {"gap"}),
        ({"properties": {"all": {"type": "array", "items": {"type": "integer"}}}}, {"all"}),
        ({"properties": {"by": {"additionalProperties": {"type": "integer"}}}}, {"by"}),
        ({"properties": {"place": {"$ref": "#/$defs/Place"}, "line": {"type": "integer"}}}, set()),
        ({"properties": {"a": {"$ref": "#/$defs/A"}}}, {"gap"}),
    ],
)
def test_figures_are_found(schema: object, found: set[str]) -> None:
    defs = {
        "Place": {"properties": {"row": {"type": "integer"}}},
        "A": {"properties": {"gap": {"type": "number"}, "a": {"$ref": "#/$defs/A"}}},
    }
    assert figures(schema, defs) == found
