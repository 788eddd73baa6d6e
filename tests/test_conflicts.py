"""The markers of an unfinished merge: each conflict once, both sides named, in every style."""

import pytest

from negtrack.conflicts import conflicts
from negtrack.yamltext import read

TEXT = "a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> their/branch\n"


def told(text: str) -> list[tuple[int, str]]:
    """The line and the sentence of each conflict."""
    found = list(conflicts("f.yaml", text))
    assert {one.code for one in found} <= {"conflict-marker"}
    assert all(one.hint for one in found)
    return [(one.place.line, one.message) for one in found]


def between(ours: str, theirs: str) -> str:
    return f"a merge left a conflict between '{ours}' and '{theirs}'"


def test_both_sides_are_named() -> None:
    assert told(TEXT) == [(2, between("HEAD", "their/branch"))]


def test_each_conflict_is_told() -> None:
    assert [line for line, _ in told(TEXT * 2)] == [2, 8]


def test_a_file_with_a_conflict_is_read_no_further() -> None:
    reading = read("f.yaml", TEXT.encode())
    assert reading.document is None
    assert [one.code for one in reading.problems] == ["conflict-marker"]


@pytest.mark.parametrize("name", ["", " base", " merged common ancestors", " 1a2b3c4"])
def test_with_a_common_base_and_windows_line_ends(name: str) -> None:
    text = f"<<<<<<< ours\nb: 1\n|||||||{name}\nb: 0\n=======\nb: 2\n>>>>>>> theirs\n"
    assert told(text) == [(1, between("ours", "theirs"))]
    assert told(text.replace("\n", "\r\n")) == told(text)


def test_longer_markers_are_markers() -> None:
    assert told(TEXT.replace("<" * 7, "<" * 32).replace(">" * 7, ">" * 32)) == told(TEXT)


def test_a_conflict_in_a_base_that_had_one_itself() -> None:
    base = "<<<<<<<<< A\nb: 3\n=========\nb: 4\n>>>>>>>>> B\n"
    text = f"<<<<<<< ours\nb: 1\n||||||| base\n{base}=======\nb: 2\n>>>>>>> theirs\n"
    assert told(text) == [(4, between("A", "B")), (1, between("ours", "theirs"))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: 1\n<<<<<<< ours\nb: 1\n", (2, "a merge left a conflict that 'ours' began")),
        ("a: 1\n<<<<<<<\nb: 1\n", (2, "a merge left a conflict that 'one side' began")),
        ("a: 1\n>>>>>>> theirs\n", (2, between("one side", "theirs"))),
        (">>>>>>>\n", (1, between("one side", "the other side"))),
        ("a: 1\n=======\nb: 2\n", (2, "a merge left a line of a conflict")),
        ("a: 1\n||||||| base\nb: 2\n", (2, "a merge left a line of a conflict")),
        ('a: "x\n=======\n  y"\n', (2, "a merge left a line of a conflict")),
    ],
)
def test_what_was_left_of_a_conflict(text: str, found: tuple[int, str]) -> None:
    assert told(text) == [found]


def test_names_are_made_safe() -> None:
    text = "<<<<<<< a\x1b[31m\n=======\n>>>>>>> b\u202ec\n"
    assert told(text) == [(1, between("a<U+001B>[31m", "b<U+202E>c"))]


@pytest.mark.parametrize(
    "text",
    [
        "a: |\n  <<<<<<< HEAD\n  =======\n  >>>>>>> x\nb: <<<<<<< y\n",
        "# =======\na: ======= b\n",
        "======\n<<<<<<\n",
        "<<<<<<<x\n=======x\n",
        "a: 1  # <<<<<<< HEAD\n",
    ],
)
def test_the_same_signs_elsewhere_are_left_alone(text: str) -> None:
    assert told(text) == []
