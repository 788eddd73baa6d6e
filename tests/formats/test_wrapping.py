"""A text in lines keeps its words, and breaks one only where it is wider than a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from negtrack.formats.wrapping import flat, wrapped


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 5, ("",)),
        ("one two", 7, ("one two",)),
        ("one two", 6, ("one", "two")),
        ("a × sign", 6, ("a", "× sign")),
        ("positions/istanbul/1", 10, ("positions/", "istanbul/1")),
        ("prisoner-exchange", 10, ("prisoner-", "exchange")),
        ("abcdefgh", 3, ("abc", "def", "gh")),
        ("中文文字", 4, ("中文", "文字")),
    ],
)
def test_where_a_text_is_broken(text: str, width: int, lines: tuple[str, ...]) -> None:
    assert wrapped(text, width) == lines


@given(st.text("ab-/ ×中", max_size=40), st.integers(2, 12))
def test_no_line_is_wider_and_no_letter_is_lost(text: str, width: int) -> None:
    lines = wrapped(flat(text), width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_a_flat_text_commands_nothing() -> None:
    assert flat("a\n\x1b[2J  b") == "a <U+001B>[2J b"
