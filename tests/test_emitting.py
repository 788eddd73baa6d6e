"""What is emitted means the same to negtrack and to every other reader of YAML."""

import io
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from negtrack.emitting import WIDTH, Bare, Out, entry, flow, item, lines, scalar
from negtrack.yamltext import read

PLAIN = (
    *(
        "full",
        "it's",
        'say "x"',
        "50 km",
        "100%",
        "a&b",
        "Київ",
        "Türkiye",
        "a-b",
        "daily-2025-06-02",
    ),
    *("x.y", "a/b", "1st", "(x)"),
)
QUOTED = (
    *(
        "",
        "NO",
        "on",
        "yes",
        "null",
        "~",
        "true",
        "012",
        "2030",
        "1_000",
        "0x1f",
        "1e3",
        "0o14",
        "-1",
    ),
    *("12:30", "2025-06-02", "a: b", "a #b", "#a", "- a", "-", "?", "a,b", "[a", "{a", "&a", "*a"),
    *(
        "!a",
        "|",
        ">",
        "%a",
        "@a",
        "`a",
        "'a",
        '"a',
        "=",
        "<<",
        " a",
        "a ",
        "a\nb",
        "a\tb\n",
        "...",
        "---",
    ),
    *(".5", "1.", "+1", "1:2:3"),
)


@pytest.mark.parametrize("text", PLAIN)
def test_a_plain_text_stays_bare(text: str) -> None:
    assert scalar(text) == text


@pytest.mark.parametrize("text", QUOTED)
def test_what_a_reader_could_mistake_is_quoted(text: str) -> None:
    assert scalar(text)[0] == '"'
    assert yaml.safe_load(scalar(text)) == text


@pytest.mark.parametrize("text", ["2030", "2.50", "-1", "2025-06-02", "true"])
def test_a_number_or_date_that_is_meant_is_bare(text: str) -> None:
    assert scalar(Bare(text)) == text


def test_even_a_bare_text_is_quoted_where_yaml_needs_it() -> None:
    assert scalar(Bare("a: b")) == '"a: b"'


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufeff")
    | st.sampled_from("\n\t:#,[]{}-'\"0123456789")
).filter(lambda text: not any(one in text for one in "\u2028\u2029\ufffe\uffff"))
TREES = st.recursive(
    TEXTS, lambda inner: st.lists(inner) | st.dictionaries(TEXTS.filter(bool), inner), max_leaves=8
)


@given(TREES.filter(lambda tree: not isinstance(tree, str)))
def test_every_reader_reads_what_was_meant(tree: Any) -> None:
    written = "\n".join(lines(tree, 0)) + "\n"
    reading = read("", written.encode())
    assert reading.problems == ()
    assert reading.document is not None
    assert reading.document.tree == tree
    assert yaml.safe_load(written) == tree
    assert YAML(typ="safe", pure=True).load(io.StringIO(written)) == tree


@given(TREES)
def test_on_one_line_it_says_the_same(tree: Any) -> None:
    written = flow(tree)
    assert "\n" not in written
    assert yaml.safe_load(written) == tree


LONG = "x" * WIDTH


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("full", ["ceasefire: full"]),
        ({"value": "full", "source": "a"}, ["ceasefire: {value: full, source: a}"]),
        (["a", {"b": "c"}], ["ceasefire: [a, {b: c}]"]),
        ({}, ["ceasefire: {}"]),
        (
            {"value": "full", "quote": LONG, "only_if": [{"a": "b"}, {"c": LONG}]},
            [
                "ceasefire:",
                "    value: full",
                f"    quote: {LONG}",
                "    only_if:",
                "      - {a: b}",
                f"      - c: {LONG}",
            ],
        ),
        ({"value": LONG[16:]}, ["ceasefire:", f"    value: {LONG[16:]}"]),
        ([LONG[16:], "b"], ["ceasefire:", f"    - {LONG[16:]}", "    - b"]),
    ],
)
def test_an_entry_has_one_line_if_it_fits(value: Out, expected: list[str]) -> None:
    assert entry("ceasefire", value, 2) == expected


def test_an_item_has_its_dash() -> None:
    assert item({"value": "full"}, 4) == ["- {value: full}"]
    assert item({"value": "full", "quote": LONG}, 4) == ["- value: full", f"      quote: {LONG}"]


def test_a_line_has_a_hundred_letters_with_its_indent_and_its_key_at_most() -> None:
    for length, is_one_line in ((91, True), (92, False)):
        value = ["x" * length]
        written = [f"k: [{value[0]}]"] if is_one_line else ["k:", f"{' ' * 6}- {value[0]}"]
        assert entry("k", value, 4) == written
    assert len("    " + entry("k", ["x" * 91], 4)[0]) == 100
