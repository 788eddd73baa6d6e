"""The terminal: tables where they are readable, lists where not, and nothing wider than it."""

from __future__ import annotations

import re

import pytest
from formats.sample import TALKS, Sample, table, text
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from negtrack.formats.table import render
from negtrack.page import Cell, Column, Heading, Items, Lines, Page, Sentence, Table
from negtrack.text import one_line

PLACE = "positions/istanbul-2025/2025-06-02/russia.yaml:12:3"
MOVES = table(
    ("Issue", "Party", "Change", "Before", "After", "Where"),
    ("prisoners", "russia", "▲ concession", "500 persons", "at least 1,000 persons", PLACE),
    ("ceasefire", "ukraine", "▼ retraction", "full", "local; only if monitoring is full", PLACE),
    ("venue", "russia", "= insistence", "", "istanbul", PLACE),
)
"""A page as wide as those of `diff`."""


def shown(report: Sample, width: int) -> str:
    return render(report, width, False)


def sentence(told: str, width: int) -> list[str]:
    return shown(text(Sentence(told)), width).splitlines()


def test_a_page_has_blank_lines_between_its_blocks_and_a_line_under_a_table_head() -> None:
    assert (
        shown(TALKS, 100)
        == """\
Harbour talks: what moved

From round 1 (2025-05-16) to round 2 (2025-06-02).

Moved

Issue      Change        After                              Move
────────────────────────────────────────────────────────────────
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


def test_tones_are_colours_that_carry_no_meaning_alone() -> None:
    told = render(TALKS, 100, True)
    assert "\x1b[1mHarbour talks: what moved\x1b[0m\n" in told
    assert "\x1b[1;4mMoved\x1b[0m\n" in told
    assert "\x1b[38;5;28m▲ concession\x1b[0m" in told
    assert "\x1b[38;5;196m▼ retraction\x1b[0m" in told
    assert "\x1b[38;5;244m   istanbul\x1b[0m" in told
    assert re.sub(r"\x1b\[[\d;]*m", "", told) == shown(TALKS, 100)


def test_without_colour_there_is_no_escape_sequence() -> None:
    assert "\x1b" not in shown(TALKS, 100)


def test_the_terminal_and_the_environment_are_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = shown(MOVES, 140), render(MOVES, 140, True)
    for name, value in {
        "TERM": "dumb",
        "NO_COLOR": "1",
        "FORCE_COLOR": "1",
        "COLUMNS": "20",
        "LINES": "5",
        "COLORTERM": "truecolor",
        "TTY_COMPATIBLE": "0",
    }.items():
        monkeypatch.setenv(name, value)
    assert (shown(MOVES, 140), render(MOVES, 140, True)) == expected


def test_a_narrow_terminal_gets_a_list() -> None:
    assert (
        shown(MOVES, 60)
        == """\
prisoners
  Party: russia
  Change: ▲ concession
  Before: 500 persons
  After: at least 1,000 persons
  Where: positions/istanbul-2025/2025-06-02/russia.yaml:12:3

ceasefire
  Party: ukraine
  Change: ▼ retraction
  Before: full
  After: local; only if monitoring is full
  Where: positions/istanbul-2025/2025-06-02/russia.yaml:12:3

venue
  Party: russia
  Change: = insistence
  After: istanbul
  Where: positions/istanbul-2025/2025-06-02/russia.yaml:12:3
"""
    )


def test_a_list_has_strong_names_and_faint_labels() -> None:
    told = render(MOVES, 60, True)
    assert "\x1b[1mprisoners\x1b[0m\n  \x1b[38;5;244mParty:\x1b[0m russia\n" in told


def test_rows_that_would_mostly_be_tall_make_a_list() -> None:
    rows = [("id", "word " * 25)] * 3
    assert "───" not in shown(table(("a", "b"), *rows), 40)
    assert "───" in shown(table(("a", "b"), *rows[:1], ("x", "y"), ("x", "y")), 40)


def test_a_cell_that_would_be_very_tall_makes_a_list() -> None:
    rows = [("x", "y", "z")] * 9
    assert "───" not in shown(table(("a", "b", "c"), *rows, ("x", "y", "word " * 200)), 40)


def test_a_table_that_nearly_fits_breaks_its_paths_after_slashes() -> None:
    assert (
        shown(MOVES, 90)
        == """\
Issue      Party    Change        Before       After        Where
───────────────────────────────────────────────────────────────────────────────────────
prisoners  russia   ▲ concession  500 persons  at least     positions/istanbul-2025/
                                               1,000        2025-06-02/russia.yaml:12:3
                                               persons

ceasefire  ukraine  ▼ retraction  full         local; only  positions/istanbul-2025/
                                               if           2025-06-02/russia.yaml:12:3
                                               monitoring
                                               is full

venue      russia   = insistence               istanbul     positions/istanbul-2025/
                                                            2025-06-02/russia.yaml:12:3
"""
    )


def test_paths_are_broken_before_any_other_word() -> None:
    told = shown(table(("Issue", "Where"), ("four-regions-and-distance", PLACE)), 55)
    assert told.splitlines()[2:] == [
        "four-regions-and-distance  positions/istanbul-2025/",
        "                           2025-06-02/russia.yaml:12:3",
    ]


def test_a_table_that_fits_has_a_line_for_each_row() -> None:
    header, rule, *rows = shown(MOVES, 140).splitlines()
    assert header.startswith("Issue      Party")
    assert set(rule) == {"─"}
    assert len(rows) == 3
    assert all(row.endswith(f"  {PLACE}") for row in rows)


def test_titles_stand_on_the_line_under_them() -> None:
    titles = ("Issue", "Coalition of the willing and able")
    assert (
        shown(table(titles, ("ceasefire", "x"), ("venue", "y")), 30)
        == """\
           Coalition of the
Issue      willing and able
───────────────────────────
ceasefire  x
venue      y
"""
    )


def test_a_sign_stays_with_its_word() -> None:
    assert sentence("word word ▲ concession", 24) == ["word word ▲ concession"]
    assert sentence("word word word ▲ concession", 24) == ["word word word", "▲ concession"]


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("before", range(40))
def test_a_place_in_a_sentence_is_never_broken(before: int, width: int) -> None:
    told = "x" * before + f" see {PLACE}, and then more of the same (a-b/c) until the end."
    assert any(PLACE in line for line in sentence(told, width))


def test_a_list_does_not_break_a_place_that_fits() -> None:
    assert f"Where: {PLACE}\n" in shown(MOVES, 60)
    assert PLACE not in shown(MOVES, 40)
    assert PLACE in re.sub(r"\n *", "", shown(MOVES, 40))


def test_lines_are_never_wrapped_or_cut() -> None:
    long = "  " + "═══ " * 200
    lines = Lines((Cell(long, "good"), Cell(""), Cell("\tx", "faint")))
    assert shown(text(lines), 60).split("\n")[:2] == [long, ""]
    assert f"\x1b[38;5;28m{long}\x1b[0m\n" in render(text(lines), 60, True)


def test_the_lines_of_an_item_are_moved_to_the_right() -> None:
    told = shown(text(Items((Cell("one two three four five six"), Cell("x" * 30, "bad")))), 24)
    assert told == f"one two three four\n  five six\n{'x' * 22}\n  {'x' * 8}\n"
    assert "\x1b[38;5;" in render(text(Items((Cell("x", "bad"),))), 24, True)


def test_a_wide_terminal_is_not_filled() -> None:
    told = shown(MOVES, 200)
    assert max(map(cell_len, told.splitlines())) < 160
    assert max(map(len, sentence("word " * 100, 200))) <= 96


def test_long_texts_in_a_table_wrap_at_a_readable_width() -> None:
    told = shown(table(("a", "b"), ("x", "word " * 40)), 200)
    assert "─" * 62 in told
    assert max(map(len, told.splitlines())) == 62


def test_numbers_are_set_to_the_right() -> None:
    told = shown(table(("a", "n"), ("x", "1"), ("y", "1,000"), numeric=True), 60)
    assert told.splitlines()[2:] == ["x      1", "y  1,000"]


def test_rich_markup_and_emoji_codes_are_text() -> None:
    told = "[red]x[/red] [/3] [net] :smile: https://example.org 12"
    page = Page(told, (Heading(told), Sentence(told), Table((Column(told),), ((Cell(told),),))))
    assert shown(Sample(page), 100).count(told) == 5
    assert render(text(Sentence(told)), 100, True) == f"{told}\n"


def test_a_table_without_rows_shows_its_head() -> None:
    assert shown(table(("Issue", "Party")), 60) == "Issue  Party\n────────────\n"


def test_no_line_ends_in_spaces() -> None:
    for width in (60, 110, 200):
        assert not re.search(r" +(\x1b\[0m)? *\n", render(MOVES, width, True))


@pytest.mark.parametrize("width", [60, 80, 120, 200])
@given(rows=st.lists(st.tuples(st.text(), st.text(), st.text()), min_size=1), numeric=st.booleans())
def test_no_line_is_wider_than_the_terminal(
    width: int, rows: list[tuple[str, str, str]], numeric: bool
) -> None:
    told = shown(table(("a", "b", "c"), *rows, numeric=numeric), width)
    assert max(map(cell_len, told.split("\n"))) <= width


@given(st.text(), st.integers(24, 200))
def test_no_sentence_loses_a_character(told: str, width: int) -> None:
    lines = sentence(told, width)
    assert "".join(lines).replace(" ", "") == one_line(told).replace(" ", "")
    assert all(cell_len(line) <= width for line in lines)


@pytest.mark.parametrize("width", [60, 80, 200])
def test_long_words_are_folded_and_none_of_them_is_lost(width: int) -> None:
    for word in ("x" * 10_000, "北" * 5_000, "a/" * 5_000, "e\u0301" * 5_000):
        told = shown(table(("a", "b"), ("x", word)), width)
        assert max(map(cell_len, told.splitlines())) <= width
        assert word in re.sub(r"\n *", "", told)
