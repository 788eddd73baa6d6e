"""A paper: its notes by number, its length, and the addresses that it lets through."""

import pytest

from negtrack.paper import Cite, Note, Paper, Part, Told, safe_link

A, B = Note((Cite("a", "A"),)), Note((), "Rule")
LONG = " ".join(["word"] * 20)


def paper(*parts: Part) -> Paper:
    return Paper("Title", parts, ("Foot",), "2025-01-01")


def test_notes_are_numbered_once_in_reading_order() -> None:
    told = paper(Part("One", (Told("x", (B,)), Told("y", (A, B)))), Part("Two", (Told("z", (A,)),)))
    assert told.numbers() == {B: 1, A: 2}


def test_the_last_of_the_longest_part_goes_and_is_counted() -> None:
    long = Part("Long", (Told("Kept."), Told(LONG), Told(LONG, counts=3)), "{} more.")
    short = Part("Short", (Told("Kept."), Told("Also.")), "{} more.")
    shorter = paper(long, short).within(30)
    assert [one.text for one in shorter.parts[0].whole] == ["Kept.", LONG, "3 more."]
    assert shorter.parts[1] == short
    assert paper(long, short).within(1_000) == paper(long, short)


def test_what_is_kept_goes_last_and_the_first_of_all_never() -> None:
    kept = Part("One", (Told(LONG), Told(LONG)), "{} gone.", kept=2, closing=(Told(LONG),))
    other = Part("Two", (Told("Yes."), Told("No.")), "{} gone.")
    assert paper(kept, other).within(63).parts[0] == kept
    assert [len(part.sentences) for part in paper(kept, other).within(5).parts] == [1, 1]


def test_a_part_that_says_nothing_of_what_is_left_out_is_whole() -> None:
    told = paper(Part("One", (Told(LONG), Told(LONG)), kept=2))
    assert told.within(5) == told


def test_two_words_of_a_note_are_one() -> None:
    note = Note((), "five words in a note")
    assert paper(Part("One", (Told("two words", (note,)),))).size() == 2 + 4


def test_texts_are_cleaned_once_for_all() -> None:
    note = Note((Cite("a\n", "A\u202e", "javascript:x"),), "\x1b[1m", ("f\n:1",))
    told = paper(Part("H\n", (Told("x\u200by", (note,)),), closing=(Told("z\n z"),))).clean()
    (part,) = told.parts
    assert (part.heading, part.sentences[0].text) == ("H", "x<U+200B>y")
    assert part.closing[0].text == "z z"
    assert told.notes == (Note((Cite("a", "A<U+202E>", ""),), "<U+001B>[1m", ("f :1",)),)


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://a.example/b?c=d&e#f", "https://a.example/b?c=d&e#f"),
        ("HTTP://a.example", "HTTP://a.example"),
        ("https://a.example/(x)'", "https://a.example/%28x%29%27"),
        ("https://a.example/ü", "https://a.example/%C3%BC"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("https://a.example/ x", ""),
        ("https://a.example/\u202e", ""),
        ("//a.example", ""),
        ("", ""),
    ],
)
def test_only_addresses_of_pages_are_links(url: str, link: str) -> None:
    assert safe_link(url) == link
