"""One hostile text goes through every format, and comes out as text."""

from __future__ import annotations

import csv
import io
import json
import re
from html import unescape

import pytest
from formats.sample import everywhere
from markdown_it import MarkdownIt

from negtrack.formats import names, render
from negtrack.text import one_line, visible

ATTACKS = {
    "link of a terminal": "\x1b]8;;http://evil.example\x07click\x1b]8;;\x1b\\",
    "clear the screen": "\x1b[2J\x1b[H",
    "C1 control sequence": "\x9b31m\x9d0;title\x9c",
    "bell and backspace": "yes\x07\x08\x08\x08no",
    "right to left": "\u202egnp.exe\u202c \u2066isolated\u2069",
    "zero width": "a\u200bd\u200cm\u200di\u2060n\ufeff",
    "line separators": "one\u2028two\u2029three\x85four",
    "rich markup": "[red]x[/red] [/3] [net] [link=http://evil.example]y[/link] [bold",
    "emoji codes": ":smile: :+1:",
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)><!-- c --></td></table>",
    "entities": "&lt;b&gt; &#60;b&#62;",
    "links": "[x](javascript:alert(1)) ![y](http://evil.example/z) <javascript:alert(1)> [a]: b",
    "mentions": "@someone #1 a@evil.example www.evil.example https://evil.example/?a|b",
    "a table": "| a | b |\n| --- | --- |\n| c \\| d \\\\| e |",
    "code": "`a` ``b`` ```\nc\n``` ~~~",
    "emphasis": "*a* **b** _c_ __d__ ~~e~~ $f$ $$g$$",
    "blocks": "# heading\n> quoted\n- item\n1. item\n---\n===\n    code",
    "formula": '=HYPERLINK("http://evil.example";"click")',
    "another formula": "@SUM(1);=1+1",
    "tabs and newlines": "\t=1\r\n+2\v\f-3\0",
    "lone surrogate": "a\ud800b\udfffc",
    "tags": "\U000e0041\U000e0042",
    "a long word": "x" * 10_000,
    "a long wide word": "北" * 5_000,
}
TEXTS = {**ATTACKS, "all of them": " ".join(ATTACKS.values())}

HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
"""What must not come out of any format, written down again so that `visible` is tested too."""

COLOURED = re.compile(r"\x1b\[(?:0|1|1;4|38;5;(?:28|136|196|244))m")
"""The only escape sequences there may be: reset, bold, underlined, and four colours."""

FORMULA = re.compile(r"(?:^|;)\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")
"""A field, or what is one where the separator is a semicolon, that a spreadsheet would run."""

RIGHT = ' style="text-align:right"'
TAGS = {
    f"<{end}{name}>"
    for name in [
        "h1",
        "h2",
        "p",
        "strong",
        "code",
        "pre",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "ul",
        "li",
    ]
    for end in ("", "/")
} | {f"<th{RIGHT}>", f"<td{RIGHT}>"}
"""The tags that a page is made of."""


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_hostile_text_comes_out_of_every_format_as_text(text: str) -> None:
    report = everywhere(text)
    for width in (None, 24, 60, 200):
        for name in names():
            told = render(name, report, width, False)
            assert not HIDDEN.search(told)
            assert told.encode().decode() == told
        table = squeezed(render("table", report, width, False))
        assert table.count(squeezed(one_line(text))) >= 5
    assert json.loads(render("json", report, None, False)) == report.data()
    assert_rows_hold(render("csv", report, None, False), one_line(text))
    assert_cells_hold(render("md", report, None, False), one_line(text))


def assert_rows_hold(told: str, text: str) -> None:
    """The CSV has its rows and columns, the text in the first, and no formula."""
    read = list(csv.reader(io.StringIO(told)))
    assert [len(row) for row in read] == [2, 2, 2]
    assert [row[0].replace("'", "") for row in read[1:]] == [text.replace("'", "")] * 2
    assert not any(FORMULA.search(field) for row in read for field in row)


def assert_cells_hold(told: str, text: str) -> None:
    """The Markdown has no tag but ours, and reads as the text in the cells of its table."""
    html = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(told)
    assert set(re.findall("<[^>]*>", html)) <= TAGS
    cells = re.findall("<td>(.*?)</td>", html, re.DOTALL)
    assert [unescape(re.sub("</?(?:strong|code)>", "", cell)) for cell in cells] == [text] * 4


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("width", [24, 60, 200])
def test_in_colour_the_only_escape_sequences_are_our_colours(text: str, width: int) -> None:
    told = render("table", everywhere(text), width, True)
    bare = COLOURED.sub("", told)
    assert "\x1b" in told
    assert not HIDDEN.search(bare)
    assert squeezed(bare) == squeezed(render("table", everywhere(text), width, False))


def test_lines_show_hidden_characters_and_keep_their_own_spaces() -> None:
    text = "  a\x1b[31mb\t\u202e  "
    for name, width in (("table", None), ("table", 60), ("md", None)):
        told = render(name, everywhere(text), width, False)
        assert "  a<U+001B>[31mb" in told
    assert visible(text) in render("md", everywhere(text), None, False)
