"""Plain text for pipes: aligned, never wrapped, one line a row."""

from __future__ import annotations

import unicodedata

import pytest
from formats.sample import TALKS, Sample, table, text
from hypothesis import given
from hypothesis import strategies as st

from negtrack.formats.plain import render
from negtrack.page import Cell, Heading, Lines, Page, Sentence


def plain(report: Sample) -> str:
    return render(report, None, False)


def test_a_page_is_its_title_and_its_blocks_with_blank_lines_between() -> None:
    assert (
        plain(TALKS)
        == """\
Harbour talks: what moved

From round 1 (2025-05-16) to round 2 (2025-06-02).

Moved

Issue      Change        After                              Move
prisoners  ▲ concession  1,000 per side                    +12.5
ceasefire  ▼ retraction  none; only if withdrawal is full    −40
venue      = insistence                                        –

Move: + is towards the other side.

0  ●───▲   100
   istanbul

one: none → full
two and more
"""
    )


def test_the_last_column_is_not_padded() -> None:
    assert plain(table(("a", "b"), ("1", "long text"), ("22", "x"))) == (
        "a   b\n1   long text\n22  x\n"
    )


def test_numbers_are_set_to_the_right() -> None:
    assert plain(table(("a", "n"), ("x", "1"), ("y", "1,000"), numeric=True)) == (
        "a      n\nx      1\ny  1,000\n"
    )


@pytest.mark.parametrize(
    "word", ["北京", "\uff46\uff55", "서울", unicodedata.normalize("NFD", "서울")]
)
def test_wide_characters_take_two_columns(word: str) -> None:
    columns = 2 * len(unicodedata.normalize("NFC", word))
    header, row = plain(table(("issue-long", "b"), (word, "b"))).splitlines()
    assert header == "issue-long  b"
    assert row == word + " " * (12 - columns) + "b"


@pytest.mark.parametrize(
    "word", ["\u0437\u0430\u0301\u043c\u043e\u043a", unicodedata.normalize("NFD", "çoğul")]
)
def test_combining_characters_take_no_column(word: str) -> None:
    header, row = plain(table(("abcdefgh", "b"), (word, "b"))).splitlines()
    assert header == "abcdefgh  b"
    assert row == f"{word}     b"


def test_long_text_is_neither_wrapped_nor_cut() -> None:
    long = "word " * 2000 + "end"
    assert plain(table(("a", "b"), (long, "b"))).splitlines()[1] == f"{long}  b"
    assert plain(text(Sentence(long))) == f"{long}\n"


def test_a_newline_in_a_cell_is_a_space() -> None:
    assert plain(table(("a", "b"), ("one\ntwo\r\n\tthree", "b"))).splitlines()[1] == (
        "one two three  b"
    )


def test_lines_keep_their_spaces() -> None:
    assert plain(text(Lines((Cell("  a   b  "), Cell(""), Cell("c"))))) == "  a   b  \n\nc\n"


def test_colour_and_width_change_nothing() -> None:
    assert render(TALKS, 40, True) == plain(TALKS)


def test_what_is_empty_leaves_no_gap() -> None:
    blocks = (Sentence(""), Heading("Moved"), Lines(()), Sentence("Nothing."))
    assert plain(Sample(Page("Title", blocks))) == "Title\n\nMoved\n\nNothing.\n"


@given(st.lists(st.tuples(st.text(), st.text(), st.text()), min_size=1))
def test_every_row_is_exactly_one_line(rows: list[tuple[str, str, str]]) -> None:
    told = plain(table(("a", "b", "c"), *rows))
    assert told.count("\n") == len(rows) + 1
    assert len(told.splitlines()) == len(rows) + 1
    assert not any(line.endswith(" ") for line in told.split("\n"))
