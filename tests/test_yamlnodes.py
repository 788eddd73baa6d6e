"""Where each part of a text begins and ends, and where a comment would be lost."""

import pytest

from negtrack.yamlnodes import Node, close, comments, leaves, parse


def root(text: str) -> Node:
    found = parse(text)
    assert found is not None
    return found


def test_nothing_has_no_node() -> None:
    assert parse("# a\n") is None


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("a: x  # c\n", "a: x"),
        ("a:\n# c\n", "a:"),
        ("a: |\n  x\n\n\nb: y\n", "a: |\n  x"),
        ("a: |+\n  x\n\n\nb: y\n", "a: |+\n  x\n\n"),
        ("a: |+\r\n  x\r\n\r\nb: y\r\n", "a: |+\r\n  x\r\n"),
        ("a: >2-\n    x\n# c\n", "a: >2-\n    x"),
        ("a: {b: c, }  # c\n", "a: {b: c, }"),
        ("a:\n  - x\n  -\n\n# c\n", "a:\n  - x\n  -"),
        ("a:\n  b:\n    c: 'x\n      y' # c\n", "a:\n  b:\n    c: 'x\n      y'"),
    ],
)
def test_the_first_entry_closes(text: str, last: str) -> None:
    _, value = root(text).items[0]
    assert text[: close(text, value)] == last


def test_leaves_are_keys_and_scalars_in_order() -> None:
    held = root("a: {b: [c, d]}\ne:\n")
    assert [leaf.value for leaf in leaves(held)] == ["a", "b", "c", "d", "e", ""]


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("a:\n  b: c\n  d: e\n", False),
        ("a:\n  b: c  # x\n", False),
        ("a:\n  b: c  # x\n  d: e\n", True),
        ("a:\n  b: c\n  # x\n  d: e\n", True),
        ("a:\n  b: '# x'\n  d#e: f#g\n", False),
        ("a:\n  b: |\n    # x\n  d: e\n", False),
        ("a:\n  b: |  # x\n    y\n", True),
        ("a: {b: c, # x\n  d: e}\n", True),
        ("a: {b: c # x\n }\n", True),
        ("a: [] # x\n", False),
    ],
)
def test_comments_within_are_seen(text: str, there: bool) -> None:
    _, value = root(text).items[0]
    assert comments(text, value) is there


def test_a_key_is_found_however_it_is_quoted() -> None:
    found = root("'a': 1\n\"b\": 2\n").under("b")
    assert found is not None
    assert found[1].value == "2"
    assert root("a: 1\n").under("b") is None
    assert root("- a\n").under("a") is None


@pytest.mark.parametrize(
    ("text", "kind"), [("a:", "nothing"), ("a: ''", "text"), ('a: ""', "text"), ("a: b", "text")]
)
def test_an_empty_text_in_quotes_is_one(text: str, kind: str) -> None:
    assert [value.kind for _, value in root(text).items] == [kind]
