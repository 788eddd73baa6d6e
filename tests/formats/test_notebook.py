"""HTML for notebooks: the page in plain tags, and every text of a record as text."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from formats.sample import TALKS, everywhere, text
from formats.test_hostile import TEXTS

from negtrack.formats.notebook import render
from negtrack.page import Cell, Items, Lines, Sentence
from negtrack.text import one_line, visible

TAGS = {
    *("div", "h3", "h4", "p", "strong", "pre", "ul", "li"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {
    ("class", "negtrack tex2jax_ignore mathjax_ignore"),
    ("dir", "auto"),
    ("scope", "col"),
    ("style", "text-align:right"),
}


class Reader(HTMLParser):
    """What a browser would make of it: the elements, and the texts in them."""

    def __init__(self, told: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[tuple[str, str]] = []
        self.attributes: set[tuple[str, str | None]] = set()
        self.feed(told)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.elements.append((tag, ""))
        self.attributes |= set(attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip():
            tag, before = self.elements[-1]
            assert tag == self.open[-1]
            self.elements[-1] = (tag, before + data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def test_the_page_is_laid_out_in_plain_tags() -> None:
    told = render(TALKS, None, False)
    read = Reader(told)
    assert told.startswith('<div class="negtrack tex2jax_ignore mathjax_ignore">\n<h3 dir="auto">')
    assert told.endswith("</div>\n")
    assert ("td", "+12.5") in read.elements
    assert ("strong", "prisoners") in read.elements
    assert ("h4", "Moved") in read.elements
    assert ("li", "two and more") in read.elements
    assert [text for tag, text in read.elements if tag == "th"] == [
        *("Issue", "Change", "After", "Move")
    ]
    assert '<th dir="auto" scope="col" style="text-align:right">Move</th>' in told


@pytest.mark.parametrize("name", TEXTS)
def test_a_hostile_text_is_text(name: str) -> None:
    read = Reader(render(everywhere(TEXTS[name]), None, False))
    assert {tag for tag, _ in read.elements} <= TAGS
    assert read.attributes <= ATTRIBUTES
    shown = [inside for tag, inside in read.elements if tag in ("h3", "h4", "p", "th", "li")]
    assert shown.count(one_line(TEXTS[name])) >= 3
    assert visible(TEXTS[name]) in [inside for tag, inside in read.elements if tag == "pre"]


def test_what_is_markup_already_is_escaped_again() -> None:
    assert "&amp;lt;b&amp;gt;" in render(text(Sentence("&lt;b&gt;")), None, False)


def test_what_is_empty_leaves_no_tag() -> None:
    told = render(text(Sentence(""), Lines(()), Items(())), None, False)
    assert [tag for tag, _ in Reader(told).elements] == ["div"]


def test_lines_keep_their_breaks_and_spaces() -> None:
    told = render(text(Lines((Cell("a  <b>"), Cell("  c")))), None, False)
    assert "<pre>a  &lt;b&gt;\n  c</pre>" in told
