"""CSV: the header and the rows, with numbers as they are and no formula in any text."""

from __future__ import annotations

import csv
import io

import pytest
from formats.sample import TALKS, Sample
from hypothesis import given
from hypothesis import strategies as st

from negtrack.formats.csv import render
from negtrack.report import Rows, Scalar
from negtrack.text import one_line

FORMULAS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def told(*fields: Scalar) -> list[str]:
    """A row of fields as a program reads it back."""
    out = render(Sample(flat=Rows(tuple("abcdefgh"[: len(fields)]), (fields,))), None, False)
    return list(csv.reader(io.StringIO(out)))[1]


def test_the_header_comes_first_and_lines_end_in_a_newline() -> None:
    assert render(TALKS, None, False) == (
        "issue,party,movement,carried,quote\n"
        'prisoners,ukraine,12.5,true,"we said: “all”, not some"\n'
        "ceasefire,russia,-40,false,\n"
    )


def test_numbers_are_never_touched() -> None:
    assert told(-40, -12.5, 0, 1e-7, 10**20) == ["-40", "-12.5", "0", "1e-07", str(10**20)]


def test_unknown_is_empty_and_true_and_false_are_words() -> None:
    assert told(None, True, False, 0) == ["", "true", "false", "0"]


@pytest.mark.parametrize("mark", FORMULAS)
@pytest.mark.parametrize("before", ["", " ", "\t", "\r", "\n", "\u00a0", "\u3000"])
def test_a_text_that_would_be_a_formula_gets_an_apostrophe(mark: str, before: str) -> None:
    assert told(f"{before}{mark}SUM(1)") == [f"'{mark}SUM(1)"]


@pytest.mark.parametrize("mark", FORMULAS)
def test_nor_is_there_one_after_a_semicolon_that_a_region_takes_for_a_separator(mark: str) -> None:
    assert told(f"a;{mark}1;b; {mark}2") == [f"a;'{mark}1;b; '{mark}2"]


@pytest.mark.parametrize(
    "ordinary", ["2025-06-02", "a = b", "–", "me@home.org", "1,000", "x; y", "'quoted'", '"q"', ""]
)
def test_ordinary_text_is_left_alone(ordinary: str) -> None:
    assert told(ordinary) == [ordinary]


def test_text_is_on_one_line_and_hidden_characters_show() -> None:
    assert told("a\r\nb\tc", "x\u202ey\x00") == ["a b c", "x<U+202E>y<U+0000>"]


@given(st.lists(st.tuples(st.text(), st.text() | st.none(), st.integers())))
def test_every_row_and_field_reads_back_in_its_place(
    rows: list[tuple[str, str | None, int]],
) -> None:
    out = render(Sample(flat=Rows(("a", "b", "c"), tuple(rows))), None, False)
    header, *read = csv.reader(io.StringIO(out))
    assert header == ["a", "b", "c"]
    assert len(read) == len(rows) == out.count("\n") - 1
    for (first, second, number), fields in zip(rows, read, strict=True):
        assert fields[0].replace("'", "") == one_line(first).replace("'", "")
        assert fields[1].replace("'", "") == one_line(second or "").replace("'", "")
        assert fields[2] == str(number)
        assert not any(field.lstrip().startswith(FORMULAS) for field in fields[:2])
