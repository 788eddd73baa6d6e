"""HTML: a page for a browser that reads as it is written, and asks nobody for anything."""

from __future__ import annotations

from pathlib import Path

import pytest
from formats.sample import TALKS, Sample, everywhere, table, text
from formats.test_hostile import TEXTS
from hypothesis import given
from hypothesis import strategies as st
from pagereading import Reader, faults
from program import piped

from negtrack.formats.html import render
from negtrack.page import Cell, Heading, Items, Lines, Page, Sentence
from negtrack.text import one_line, visible


def html(report: Sample) -> str:
    return render(report, None, False)


def test_a_page_has_a_title_sentences_tables_lines_and_items() -> None:
    page = Reader(html(TALKS))
    assert [one.text for one in page.all("title", "h1")] == ["Harbour talks: what moved"] * 2
    assert [one.text for one in page.all("h2")] == ["Moved"]
    first, last = page.all("p")
    assert (first.attributes["class"], first.text[:12]) == ("strong", "From round 1")
    assert last.attributes["class"] == "faint"
    assert [one.text for one in page.all("li")] == ["one: none → full", "two and more"]
    (lines,) = page.all("pre")
    assert "".join(lines.said).splitlines()[:2] == ["0  ●───▲   100", "   istanbul"]


def test_a_table_has_heads_with_a_scope_and_numbers_to_the_right() -> None:
    page = Reader(html(TALKS))
    heads = [(one.text, one.attributes["scope"]) for one in page.all("th")]
    assert heads[:4] == [(one, "col") for one in ("Issue", "Change", "After", "Move")]
    assert heads[4:] == [(one, "row") for one in ("prisoners", "ceasefire", "venue")]
    numbers = [one.text for one in page.elements if one.attributes.get("class") == "number"]
    assert numbers == ["Move", "+12.5", "−40", "–"]
    spans = {one.text: one.attributes["class"] for one in page.all("span")}
    assert spans == {"▲ concession": "good", "▼ retraction": "bad", "two and more": "bad"}


def test_a_table_that_is_too_wide_scrolls_by_itself_and_says_what_it_is() -> None:
    page = Reader(html(TALKS))
    (box,) = [one for one in page.elements if one.attributes.get("class") == "scroll"]
    assert box.attributes["aria-label"] == "Moved"
    assert box.attributes["tabindex"] == "0"


def test_an_empty_page_is_a_page() -> None:
    assert faults(html(Sample(Page("", ())))) == []
    assert faults(html(table(("",), ("",), numeric=True))) == []


def test_the_page_can_be_skipped_to_and_says_its_language() -> None:
    page = Reader(html(TALKS))
    assert page.all("html")[0].attributes["lang"] == "en"
    (link,) = page.all("a")
    assert link.attributes["href"] == "#main"
    assert page.at("main").tag == "main"


@pytest.mark.parametrize("told", TEXTS.values(), ids=TEXTS)
def test_a_hostile_text_is_read_as_it_is_written(told: str) -> None:
    page = html(everywhere(told))
    assert faults(page) == []
    read = Reader(page)
    (title,) = read.all("h1")
    assert title.text == one_line(told)
    assert [one.text for one in read.all("th") if one.attributes["scope"] == "row"] == [
        one_line(told)
    ] * 2
    (lines,) = read.all("pre")
    expected = visible(told).replace("\r\n", "\n")
    assert "".join(lines.said).split() == expected.split()
    assert {one.tag for one in read.elements} == {one.tag for one in Reader(html(PLAIN)).elements}


PLAIN = everywhere("plain")


@given(st.text())
def test_no_text_is_markup(told: str) -> None:
    page = html(text(Heading(told), Sentence(told), Lines((Cell(told),)), Items((Cell(told),))))
    assert faults(page) == []
    (said,) = Reader(page).all("li")
    assert said.text == " ".join(one_line(told).split())


def test_the_same_answer_is_the_same_page() -> None:
    assert html(TALKS) == html(TALKS)


@pytest.mark.parametrize("command", ["show", "diff", "gaps", "stalemate", "linkage", "agreements"])
def test_every_command_answers_as_a_page(command: str, tmp_path: Path) -> None:
    to = tmp_path / "page.html"
    answer = piped(command, "-n", "istanbul-2025", "-o", str(to))
    assert (answer.code, answer.out, answer.err) == (0, "", "")
    page = to.read_text(encoding="utf-8")
    assert faults(page) == []
    assert "Istanbul 2025" in Reader(page).all("h1")[0].text
    assert piped(command, "-n", "istanbul-2025", "-f", "html").out == page
