"""Markdown: a page of headings, paragraphs, tables and code, and no markup from any text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from formats.sample import TALKS, Sample, everywhere, table, text
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from negtrack.formats.markdown import render
from negtrack.page import Cell, Heading, Lines, Sentence
from negtrack.text import one_line

if TYPE_CHECKING:
    from markdown_it.token import Token

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
"""Reads HTML as HTML, so that a tag that got through would be one."""

MARKUP = st.text(st.sampled_from("\\`*_~|<>&;[]()!#+-.=:@$/19abGHhtpsw é北\n\t\u202e")) | st.text()
"""Texts that are mostly markup, and any texts."""

LIVE = re.compile(
    r"(?:https?|ftp)://|(?<![^\W_])www\.|(?<!\w)@\w|[\w.+-]@[\w.-]|(?<!\w)#\d|:[a-z0-9_+-]+:|\bgh-\d",
    re.I,
)
"""What GitHub makes a link, a mention or an emoji of, wherever it is not code."""


def markdown(report: Sample) -> str:
    return render(report, None, False)


def sentence(told: str) -> str:
    return markdown(text(Sentence(told))).removesuffix("\n")


def parsed(report: Sample) -> list[Token]:
    return READER.parse(markdown(report))


def read(inline: Token) -> str:
    """What a reader sees of a run of text; anything but text, code and strong text fails."""
    kinds = {"text", "code_inline", "strong_open", "strong_close"}
    children = inline.children or []
    assert {child.type for child in children} <= kinds, inline.content
    return "".join(child.content for child in children)


def test_a_page_is_headings_paragraphs_a_table_and_a_code_block() -> None:
    assert (
        markdown(TALKS)
        == """\
# Harbour talks: what moved

**From round 1 (2025-05-16) to round 2 (2025-06-02).**

## Moved

| Issue | Change | After | Move |
| --- | --- | --- | ---: |
| **prisoners** | ▲ concession | 1,000 per side | +12.5 |
| **ceasefire** | ▼ retraction | none; only if withdrawal is full | −40 |
| **venue** | = insistence |  | – |

Move: + is towards the other side.

```
0  ●───▲   100
   istanbul
```

- one: none → full
- two and more
"""
    )


@pytest.mark.parametrize(
    "ordinary",
    [
        "2025-06-02: 1,000 to 1,200 persons (both sides) + 5 %.",
        "− is away; +12.5; -40; 3:2; 12:30; #; #tag; C#",
        "positions/istanbul-2025/2025-06-02/russia.yaml:12",
        "~ shift",
        "R&D, Moody's & Co; $300 bn; “quoted” – or so!",
        "In 2025. A year; (a) first, 1) second",
        "Bâtiment, Київ, 北京",
    ],
)
def test_ordinary_text_stays_legible(ordinary: str) -> None:
    assert sentence(ordinary) == ordinary


@pytest.mark.parametrize(
    ("told", "escaped"),
    [
        ("a*b*", r"a\*b\*"),
        ("_x_ `y` ~~z~~", r"\_x\_ \`y\` \~\~z\~\~"),
        ("[x](javascript:alert(1))", r"\[x\](javascript:alert(1))"),
        ("![x](y)", r"!\[x\](y)"),
        ("<b> &amp; &#60; a|b \\", r"\<b> \&amp; \&`#60`; a\|b \\"),
        ("$x^2$ costs", r"$x^2\$ costs"),
    ],
)
def test_markup_is_escaped(told: str, escaped: str) -> None:
    assert sentence(told) == escaped


@pytest.mark.parametrize(
    ("told", "escaped"),
    [
        ("# heading", r"\# heading"),
        ("###### heading", r"\###### heading"),
        ("> quoted", r"\> quoted"),
        ("- item", r"\- item"),
        ("+ item", r"\+ item"),
        ("---", r"\---"),
        ("1. item", r"1\. item"),
        ("12) item", r"12\) item"),
        ("-40 or +3", "-40 or +3"),
        ("1.5 points", "1.5 points"),
    ],
)
def test_what_opens_a_block_is_escaped_at_the_start_only(told: str, escaped: str) -> None:
    assert sentence(told) == escaped
    assert sentence(f"a {told}") == f"a {told}"


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("by @someone, today", "by `@someone`, today"),
        ("write to a.b@home.org.", "write to `a.b@home.org`."),
        ("see https://example.org/a_b?c=1.", "see `https://example.org/a_b?c=1`."),
        ("(www.example.org)", "(`www.example.org`)"),
        ("as in #12 and org/repo#3 and GH-4", "as in `#12` and `org/repo#3` and `GH-4`"),
        (":smile: and :+1:", "`:smile:` and `:+1:`"),
        ("a.yaml:100:5", "`a.yaml:100:5`"),
        ("`@a`b@c`", r"\``@a`\``b@c`\`"),
        ("@a|@b", r"`@a`\|`@b`"),
        ("*www.example.org*_www.example.org_", r"\*`www.example.org*_www.example.org_`"),
        ("a@.b", "`a@.b`"),
        (":a:@.`b`", r"`:a:@`.\`b\`"),
    ],
)
def test_what_github_reads_behind_escapes_is_set_as_code(told: str, shown: str) -> None:
    assert sentence(told) == shown


def test_a_tilde_at_the_edge_of_strong_text_is_escaped() -> None:
    strong = [Sentence(told, "strong") for told in ("~ shift", "about ~", "~")]
    assert markdown(text(*strong)) == "**\\~ shift**\n\n**about \\~**\n\n**\\~**\n"


def test_a_fence_is_longer_than_any_run_of_backticks_in_it() -> None:
    lines = Lines((Cell("```"), Cell("````` x"), Cell("| <b>")))
    told = markdown(text(lines))
    assert told == "``````\n```\n````` x\n| <b>\n``````\n"
    (fence,) = READER.parse(told)
    assert (fence.type, fence.content) == ("fence", "```\n````` x\n| <b>\n")


def test_a_heading_keeps_the_signs_it_ends_in() -> None:
    told = markdown(text(Heading("Round #"), Heading("Round ##"), Heading("#"), Heading("C#")))
    assert told == "## Round \\#\n\n## Round \\##\n\n## \\#\n\n## C#\n"
    headings = [token for token in READER.parse(told) if token.type == "inline"]
    assert list(map(read, headings)) == ["Round #", "Round ##", "#", "C#"]


@given(MARKUP)
@example("\\|")
@example("`@a``@b`|@c\\")
@example("a@b@c:smile:#1#2")
@example("&lt;&#60;&#x3c;")
@example("[a]: http://b")
@example("~~a~~ __b__ $$c$$ $`d`$")
@example("w:a:@.`b`")
def test_any_text_reads_as_itself_in_every_place(told: str) -> None:
    tokens = parsed(everywhere(told))
    inlines = [token for token in tokens if token.type == "inline"]
    shown = one_line(told)
    places = 6 if shown else 0
    headers = [shown, "b", "c"]
    assert list(map(read, inlines)) == [shown] * places + headers + [shown, shown, "x"] * 2


@given(MARKUP)
def test_no_text_changes_what_a_page_is_made_of(told: str) -> None:
    expected = [token.type for token in parsed(everywhere("word"))]
    assert [token.type for token in parsed(everywhere(f"a{told}"))] == expected


@given(MARKUP)
def test_nothing_that_github_would_bring_to_life_is_outside_code(told: str) -> None:
    for token in parsed(everywhere(told)):
        for child in token.children or []:
            assert child.type != "text" or not LIVE.search(child.content), token.content


@given(st.lists(st.tuples(MARKUP, MARKUP, MARKUP), min_size=1))
def test_every_row_has_as_many_cells_as_the_header(rows: list[tuple[str, str, str]]) -> None:
    html = READER.render(markdown(table(("a", "b", "c"), *rows)))
    assert html.count("<tr>") == len(rows) + 1
    assert html.count("<th>") == 3
    assert html.count("<td>") == 3 * len(rows)
    assert html.count("<table>") == 1
