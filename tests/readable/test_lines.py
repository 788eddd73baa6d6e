"""Lines that stay where they are when something else changes, and that fit a terminal."""

import pytest

from negtrack.readable.lines import each, either, indented, told, wrapped
from negtrack.yamltext import Tree


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ("full", "asks: full"),
        (None, "asks: (nothing)"),
        ("", "asks: (no text)"),
        (" ", "asks: (no text)"),
        (["a", "b", "c"], "asks: a, b or c"),
        ([], "asks: (an empty list)"),
        ({"min": "48", "max": "72"}, "asks: 48 to 72"),
        ({"min": "48"}, "asks: at least 48"),
        ({"max": "72"}, "asks: at most 72"),
        ({}, "asks: (an empty range)"),
        ([{"min": "2"}, "all"], "asks: at least 2 or all"),
        ("a\u202eb\x1b[31m", "asks: a<U+202E>b<U+001B>[31m"),
    ],
)
def test_a_value_is_one_phrase(value: Tree, line: str) -> None:
    assert list(told("asks", value)) == [line]


@pytest.mark.parametrize(
    ("value", "lines"),
    [
        ({"a": "x", "b": ["y", "z"]}, ["asks:", "  a: x", "  b: y or z"]),
        ([["x"], "y"], ["asks:", "  - x", "  - y"]),
        ({"min": ["1"], "": None}, ["asks:", "  min: 1", "  (no name): (nothing)"]),
        ([{"a": {"b": "c"}}], ["asks:", "  -:", "    a:", "      b: c"]),
        ({"min": None}, ["asks:", "  min: (nothing)"]),
    ],
)
def test_what_is_nested_is_told_part_by_part(value: Tree, lines: list[str]) -> None:
    assert list(told("asks", value)) == lines


def test_a_sentence_is_a_line_so_that_one_more_leaves_the_others_alone() -> None:
    before = list(wrapped("note: Two of three. The third is late."))
    after = list(wrapped("note: Two of three. Four are new. The third is late."))
    assert before == ["note: Two of three.", "  The third is late."]
    assert [line for line in after if line not in before] == ["  Four are new."]


def test_the_lines_of_a_text_are_lines() -> None:
    assert list(wrapped("note: a\n\nb  c\n")) == ["note: a", "  b c"]


def test_a_long_sentence_is_broken_between_words() -> None:
    lines = list(wrapped("note: " + "word " * 40))
    assert len(lines) == 3
    assert all(len(line) <= 72 for line in lines)
    assert " ".join(line.strip() for line in lines) == ("note: " + "word " * 40).strip()


def test_an_address_stays_on_the_line_of_its_name() -> None:
    address = "https://example.org/" + "x" * 100
    assert list(told("address", address)) == [f"address: {address}"]


def test_a_line_for_each() -> None:
    assert list(each("by", ["a", "b"])) == ["by: a", "by: b"]
    assert list(each("by", "a")) == ["by: a"]
    assert list(each("by", [])) == ["by: (an empty list)"]


def test_a_word_that_is_known_has_a_line_of_its_own() -> None:
    assert list(either("final", "true", {"true": "final"})) == ["final"]
    assert list(either("final", "yes", {"true": "final"})) == ["final: yes"]
    assert list(either("final", ["true"], {"true": "final"})) == ["final: true"]


def test_to_the_right() -> None:
    assert list(indented(["a", "  b"])) == ["  a", "    b"]
