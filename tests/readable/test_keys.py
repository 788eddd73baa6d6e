"""Every key that a file may say has its words: the schema of the files is walked to the end."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest

from negtrack.readable.blocks import blocks
from negtrack.readable.keys import ABOUT, SECTIONS
from negtrack.schema import FILES
from negtrack.yamltext import Tree

_MARKS = count(1)


def mark() -> str:
    """A text that stands nowhere else."""
    return f"w{next(_MARKS)}w"


def samples(schema: Any) -> Iterator[Tree]:
    """Values of every shape that a schema allows, with a key more in each, every text its own."""
    kind = schema["type"]
    if kind == "function-after":
        yield from samples(schema["schema"])
    elif kind == "str":
        yield mark()
    elif kind == "none":
        yield None
    elif kind == "tagged-union":
        for choice in schema["choices"].values():
            yield from samples(choice)
    elif kind == "list":
        for one in samples(schema["items_schema"]):
            yield [one, one]
    elif kind == "dict":
        for one in samples(schema["values_schema"]):
            yield {mark(): one}
    else:
        assert kind == "typed-dict", kind
        for key, field in schema["fields"].items():
            for one in samples(field["schema"]):
                yield {key: one}


def texts(tree: Tree) -> Iterator[str]:
    """Every key of somebody's own and every text in a tree."""
    if isinstance(tree, str):
        yield tree
    for one in tree if isinstance(tree, list) else ():
        yield from texts(one)
    for key, one in tree.items() if isinstance(tree, dict) else ():
        yield from (key,) if key.startswith("w") and key.endswith("w") else ()
        yield from texts(one)


def words(tree: Tree) -> str:
    return "\n".join("\n".join((one.heading, *one.lines)) for one in blocks(tree))


SAMPLES = [(kind, tree) for kind, schema in FILES.items() for tree in samples(schema)]


def test_the_schema_is_walked_to_its_end() -> None:
    assert len(SAMPLES) > 500
    assert any("disputed" in str(tree) and "only_if" in str(tree) for _, tree in SAMPLES)


@pytest.mark.parametrize("kind", FILES)
def test_nothing_that_a_file_may_say_is_left_out(kind: str) -> None:
    for named, tree in SAMPLES:
        if named == kind:
            missing = [text for text in texts(tree) if text not in words(tree)]
            assert not missing, (tree, words(tree))


def fields(schema: Any, kind: str) -> Iterator[tuple[str, set[str]]]:
    """Each section of a file with the keys that one thing in it may have."""
    for section, field in schema["fields"].items():
        known: set[str] = set()
        waiting = [field["schema"]]
        while waiting and not known:
            one = waiting.pop(0)
            if one["type"] == "typed-dict":
                known |= one["fields"].keys()
            waiting += one.get("choices", {}).values()
            waiting += [one[name] for name in ("items_schema", "values_schema") if name in one]
        yield section, known


@pytest.mark.parametrize("kind", FILES)
def test_every_key_has_words_of_its_own_and_no_words_are_for_no_key(kind: str) -> None:
    for section, known in fields(FILES[kind], kind):
        if known:
            assert SECTIONS[section][1].keys() == known
        else:
            assert section in ABOUT


def test_no_section_is_of_no_file() -> None:
    there = {key for schema in FILES.values() for key in schema["fields"]}  # type: ignore[misc]
    assert there == SECTIONS.keys() | ABOUT.keys()


FLAGS = ("unconditional", "red_line", "confidential")


@pytest.mark.parametrize("flag", FLAGS)
def test_true_false_and_silence_are_three_things(flag: str) -> None:
    said = [
        words({"positions": {"pay": {"value": "3", **more}}})
        for more in ({}, {flag: "true"}, {flag: "false"}, {flag: "perhaps"})
    ]
    assert len(set(said)) == 4


STANCES = ("demand", "offer", "accept", "reserve", "no-answer", "withdraw", "maybe")


@pytest.mark.parametrize("value", [{}, {"value": "3"}])
def test_every_stance_is_told_apart(value: dict[str, Tree]) -> None:
    said = {words({"positions": {"pay": {**value, "stance": one}}}) for one in STANCES}
    assert len(said) == len(STANCES)


def test_a_version_has_the_stance_of_what_it_disputes() -> None:
    offered = {"value": "3", "stance": "offer", "disputed": [{"value": "2"}, {"note": "x"}]}
    assert words({"positions": {"pay": offered}}).splitlines() == [
        *("pay", "offers: 3", "told otherwise:", "  offers: 2", "told otherwise:", "  note: x")
    ]


def test_conditions_are_a_line_each() -> None:
    asked = {"only_if": [{"a": "x", "b": ["y", {"min": "3"}]}, {"c": {"max": "2"}}, {}]}
    assert words({"positions": {"pay": asked}}).splitlines() == [
        *("pay", "asks, without a value", "only if: a is x", "  and b is y or at least 3"),
        *("or if: c is at most 2", "or if: (an empty range)"),
    ]
