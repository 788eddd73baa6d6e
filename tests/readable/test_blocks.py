"""A heading for each thing that a file tells of, whatever the file says."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from negtrack.readable.blocks import Block, blocks
from negtrack.readable.keys import ABOUT, SECTIONS
from negtrack.text import visible
from negtrack.yamltext import Tree

KEYS = (*ABOUT, *SECTIONS, "value", "stance", "only_if", "disputed", "carried_out", "min", "max")


@pytest.mark.parametrize(
    ("tree", "headings"),
    [
        ({"positions": {"pay": "3", "venue": None}}, ["pay", "venue"]),
        (
            {"positions": {"pay": [{"date": "2026-01-02"}, "3"]}},
            ["pay on 2026-01-02", "pay"],
        ),
        ({"packages": {"one": {"date": "2026-01-02"}}}, ["package one"]),
        ({"answers": {"one": "accept"}}, ["answer to one"]),
        ({"note": "x", "coder": "ak"}, ["this file"]),
        ({"positions": {"pay": "3"}, "note": "x"}, ["this file", "pay"]),
        ({"date": "2026-01-02", "venue": "Town"}, ["round"]),
        ({"events": [{"date": "2026-01-02"}, {}]}, ["event on 2026-01-02", "event"]),
        ({"agreements": {"one": {"issue": "pay"}}}, ["agreement one"]),
        ({"title": "Talks", "parties": {"union": {}}}, ["negotiation", "party union"]),
        ({"issues": {"pay": {}}, "sources": {"paper": {}}}, ["issue pay", "source paper"]),
        ({"new-key": {"a": "b"}}, ["new-key"]),
        ({"positions": []}, ["positions"]),
        ({"positions": {}}, ["positions"]),
        ({"positions": {"": "3"}}, ["(no name)"]),
        ("text", ["this file"]),
        (["a"], ["this file"]),
        (None, []),
    ],
)
def test_headings(tree: Tree, headings: list[str]) -> None:
    assert [one.heading for one in blocks(tree)] == headings


def test_what_is_short_for_a_statement_or_an_answer_is_told_like_it() -> None:
    for short, long in (
        ({"positions": {"pay": "3"}}, {"positions": {"pay": {"value": "3"}}}),
        ({"positions": {"pay": "3"}}, {"positions": {"pay": [{"value": "3"}]}}),
        ({"answers": {"one": "reject"}}, {"answers": {"one": {"stance": "reject"}}}),
    ):
        told = [[(one.heading, one.lines) for one in blocks(tree)] for tree in (short, long)]
        assert told[0] == told[1]


def test_a_block_knows_where_it_stands() -> None:
    tree: Tree = {"positions": {"pay": ["3", "4"]}, "events": [{}], "coder": "ak"}
    assert [one.path for one in blocks(tree)] == [
        *(("coder",), ("positions", "pay", 0), ("positions", "pay", 1), ("events", 0))
    ]


def test_a_day_that_is_no_text_is_told_in_a_line() -> None:
    (block,) = blocks({"positions": {"pay": {"value": "3", "date": ["1", "2"]}}})
    assert block == Block("pay", ("asks for: 3", "date: 1 or 2"), ("positions", "pay"))


trees = some.recursive(
    some.none() | some.text(max_size=8) | some.sampled_from(("true", "accept", "w")),
    lambda inner: (
        some.lists(inner, max_size=3)
        | some.dictionaries(some.sampled_from(KEYS) | some.text(max_size=3), inner, max_size=4)
    ),
    max_leaves=12,
)


def leaves(tree: Tree) -> list[str]:
    if isinstance(tree, str):
        return [tree]
    inside = tree.values() if isinstance(tree, dict) else tree or []
    return [leaf for one in inside for leaf in leaves(one)]


@given(trees)
def test_every_tree_has_its_blocks_and_every_line_can_be_shown(tree: Tree) -> None:
    for one in blocks(tree):
        assert one.heading.strip()
        for line in (one.heading, *one.lines):
            assert line == visible(line)
            assert "\n" not in line


@given(trees)
def test_a_plain_word_is_nowhere_lost(tree: Tree) -> None:
    whole = "\n".join("\n".join((one.heading, *one.lines)) for one in blocks(tree))
    assert whole.count("w") >= sum(leaf == "w" for leaf in leaves(tree))
