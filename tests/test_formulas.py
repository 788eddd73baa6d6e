"""No text is a formula, and every one comes back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from many_records import WORDS

from negtrack.formulas import for_excel, from_excel, guarded, unguarded

TRICKY = st.text(st.sampled_from("='+-@;\t\n\r a1.＝＠_x005F") | st.characters(), max_size=20)  # noqa: RUF001


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("  +49", "  '+49"),
        ("'=1", "''=1"),
        ("-5 of them", "'-5 of them"),
        ("\uff1d1", "'\uff1d1"),
        ("a;=1", "a;'=1"),
        ("a\n- b\n- c", "a\n'- b\n'- c"),
        ("a\t\r\n=b", "a\t\r\n'=b"),
    ],
)
def test_what_would_be_a_formula_has_an_apostrophe_before_it(text: str, kept: str) -> None:
    assert guarded(text) == kept
    assert unguarded(kept) == text


@pytest.mark.parametrize("text", ["", "a=b", "1-2", "-5", "-12.50", "'a'", "'", "it's", "a; b"])
def test_leaves_alone(text: str) -> None:
    assert guarded(text) == text
    assert unguarded(text) == text


@given(TRICKY)
def test_a_guarded_text_begins_no_formula_anywhere_and_comes_back(text: str) -> None:
    kept = guarded(text)
    assert unguarded(kept) == text
    number = kept[:1] == "-" and kept[1:].replace(".", "", 1).isdecimal()
    for part in kept.replace("\t", ";").replace("\r", ";").replace("\n", ";").split(";"):
        assert number or part.strip(" ")[:1] not in tuple("=+-@\uff1d\uff20")


@given(TRICKY)
def test_a_text_for_excel_is_one_that_xml_can_hold_and_comes_back(text: str) -> None:
    kept = for_excel(text)
    assert from_excel(kept) == text
    assert not [sign for sign in kept if sign < " " and sign not in "\t\n"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\rb", "a_x000D_b"),
        ("\x00", "_x0000_"),
        ("_x000D_", "_x005F_x000D_"),
        ("_x00_", "_x00_"),
        ("two\nlines", "two\nlines"),
        ("=1+1", "=1+1"),
    ],
)
def test_what_xml_cannot_hold_is_spelled_as_excel_does(text: str, kept: str) -> None:
    assert for_excel(text) == kept
    assert from_excel(kept) == text


@pytest.mark.parametrize("text", WORDS, ids=lambda text: repr(text[:20]))
def test_hostile_texts_come_back(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert from_excel(for_excel(text)) == text
