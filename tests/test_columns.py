"""Lines that are no wider than they may be, whatever the letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from negtrack.columns import width, wrapped


@pytest.mark.parametrize(
    ("text", "columns"), [("", 0), ("abc", 3), ("é", 1), ("e\u0301", 1), ("停戦", 4), ("\uff46", 2)]
)
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        (" \n ", []),
        ("a", ["a"]),
        ("aaa bbb ccc", ["aaa bbb", "  ccc"]),
        ("aaaa bbbb", ["aaaa", "  bbbb"]),
        ("a bbbbbbbbbbb c", ["a bbbbbb", "  bbbbb", "  c"]),
        ("停戦停戦停戦", ["停戦停", "  戦停戦"]),
        ("ab-cd-ef gh", ["ab-cd-ef", "  gh"]),
    ],
)
def test_words_in_lines_of_eight_columns(text: str, lines: list[str]) -> None:
    assert wrapped(text, 8) == lines


def test_an_address_stays_in_one_piece_where_it_is_asked_for() -> None:
    assert wrapped("see https://example.org/x", 8, "", whole=True) == [
        *("see", "https://example.org/x")
    ]
    assert wrapped("停戦停戦停", 8, whole=True) == ["停戦停", "  戦停"]


texts = some.text("ab 停é\u0301\n-" + "\U0001f54a", max_size=60)


@given(texts, some.integers(6, 20))
def test_no_line_is_wider_and_no_letter_is_lost(text: str, columns: int) -> None:
    lines = wrapped(text, columns)
    assert all(width(line) <= columns for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(line.startswith("  ") for line in lines[1:])


@given(some.lists(some.text("abc", min_size=1, max_size=4)), some.integers(6, 20))
def test_words_that_fit_are_not_broken(words: list[str], columns: int) -> None:
    assert " ".join(wrapped(" ".join(words), columns)).split() == words
