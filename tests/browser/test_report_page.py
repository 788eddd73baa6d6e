"""What the page of `negtrack report` does in a real Chromium: every control, and its effect."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser.hostile import ADDRESSES, LONG, UNBROKEN
from browser.viewing import DESKTOP, PHONE, View

from negtrack.text import one_line

if TYPE_CHECKING:
    from playwright.sync_api import Locator

ROWS = "table.grid tr.row"
CELLS = "table.grid td.cell details"


@pytest.fixture(params=[PHONE, DESKTOP])
def seen(request: pytest.FixtureRequest, pages: dict[str, Path], view: Callable[..., View]) -> View:
    """The page of the real record, on a phone and on a desk."""
    return view(pages["report"], width=request.param)


def shown(of: Locator) -> int:
    """How many of these can be seen."""
    return sum(one.is_visible() for one in of.all())


def left(seen: View) -> int:
    """How many issues the filters leave, which the page says where it is not all of them."""
    rows = seen.page.locator(ROWS)
    said = seen.page.locator("#shown").inner_text()
    some = seen.page.locator(f"{ROWS}:not([hidden])").count()
    assert said == ("" if some == rows.count() else f"{some} / {rows.count()}")
    return some


def test_a_position_opens_to_its_words_and_its_source(seen: View) -> None:
    first = seen.page.locator(CELLS).first
    source = first.locator("a[href^='#source-']").first
    assert not source.is_visible()
    first.locator("summary").click()
    assert source.is_visible()
    assert ".yaml:" in first.inner_text()
    first.locator("summary").press("Enter")
    assert not source.is_visible()
    assert seen.complaints() == []


def test_everything_opens_and_closes_at_once(seen: View) -> None:
    every = seen.page.locator(CELLS).count()
    opened = seen.page.locator(f"{CELLS.replace('details', '')} details[open]")
    seen.page.click("#expand")
    assert opened.count() == every > 50
    seen.page.click("#expand")
    assert opened.count() == 0
    assert seen.complaints() == []


@pytest.mark.parametrize("name", ["filter-status", "filter-issue"])
def test_every_choice_leaves_its_issues(name: str, seen: View) -> None:
    every = seen.page.locator(ROWS).count()
    assert left(seen) == every
    choices = [one.get_attribute("value") for one in seen.page.locator(f"#{name} option").all()]
    assert len(choices) > 3
    some = []
    for choice in choices[1:]:
        seen.page.select_option(f"#{name}", choice)
        some.append(left(seen))
    assert sum(some) == every  # each issue has one status, and one name
    assert max(some) < every
    seen.page.select_option(f"#{name}", "")
    assert left(seen) == every
    assert seen.complaints() == []


def test_a_party_leaves_its_column(seen: View) -> None:
    seen.page.select_option("#filter-party", "ukraine")
    cells = seen.page.locator("table.grid td.cell:not([hidden])")
    assert {one.get_attribute("data-party") for one in cells.all()} == {"ukraine"}
    seen.page.select_option("#filter-party", "")
    assert {one.get_attribute("data-party") for one in cells.all()} >= {"ukraine", "russia"}
    assert seen.complaints() == []


def test_any_two_rounds_are_compared(seen: View) -> None:
    pairs = seen.page.locator("details.diff")
    for start, end in (("1", "2"), ("1", "3"), ("2", "3")):
        seen.page.select_option("#from", start)
        seen.page.select_option("#to", end)
        (one,) = [pair for pair in pairs.all() if pair.is_visible()]
        assert one.get_attribute("id") == f"diff-{start}-{end}"
        assert one.locator("table").first.is_visible()
        assert seen.page.locator("#not-compared").inner_text() == ""
    seen.page.select_option("#to", "1")
    assert shown(pairs) == 0
    assert "not compared" in seen.page.locator("#not-compared").inner_text()
    assert seen.complaints() == []


def test_the_parts_are_reached_from_the_top(seen: View) -> None:
    links = seen.page.locator("nav a")
    assert links.count() >= 10
    for one in links.all():
        one.click()
        there = seen.page.locator(str(one.get_attribute("href")))
        box = there.bounding_box()
        assert box is not None
        assert -5 <= box["y"] <= 1100
    assert seen.complaints() == []


def test_a_link_opens_what_it_leads_to(seen: View) -> None:
    seen.page.locator("table.grid th a[href='#issue-ceasefire']").click()
    seen.page.wait_for_function("() => document.getElementById('issue-ceasefire').open")
    assert seen.complaints() == []


def test_on_paper_everything_is_open_and_closes_again(seen: View) -> None:
    closed = seen.page.locator("details:not([open])")
    before = closed.count()
    seen.page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    assert closed.count() == 0
    seen.page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    assert closed.count() == before > 50


def test_without_javascript_there_are_no_dead_controls(
    pages: dict[str, Path], view: Callable[..., View]
) -> None:
    seen = view(pages["report"], script=False)
    assert shown(seen.page.locator("button, select, input")) == 0
    pairs = seen.page.locator("details.diff")
    assert shown(pairs) == pairs.count() == 3


def test_long_quotes_are_there_whole(pages: dict[str, Path], view: Callable[..., View]) -> None:
    told = view(pages["hostile report"]).text()
    assert one_line(LONG) in told
    assert UNBROKEN in told


def test_only_good_addresses_are_links(pages: dict[str, Path], view: Callable[..., View]) -> None:
    seen = view(pages["hostile report"])
    links = seen.page.locator("a[href]:not([href^='#'])").all()
    found = {str(one.get_attribute("href")) for one in links}
    assert ADDRESSES[-1] in found
    assert found <= {one for one in ADDRESSES if one.startswith(("http://", "https://"))}
    for one in links:
        assert {"noreferrer", "noopener"} <= set(str(one.get_attribute("rel")).split())


def test_it_is_below_a_megabyte(pages: dict[str, Path]) -> None:
    assert pages["report"].stat().st_size < 1_000_000


def test_a_chart_scrolls_in_its_own_box_by_keyboard(
    pages: dict[str, Path], view: Callable[..., View]
) -> None:
    seen = view(pages["report"], width=PHONE)
    seen.open_all()
    box = seen.page.locator("#issue-ceasefire .chart")
    wide, room = box.evaluate("one => [one.scrollWidth, one.clientWidth]")
    assert wide >= 700 > PHONE > room
    box.focus()
    seen.page.keyboard.press("End")
    for _ in range(3):
        seen.page.keyboard.press("ArrowRight")
    seen.page.wait_for_function(
        "() => document.querySelector('#issue-ceasefire .chart').scrollLeft > 0"
    )
    assert seen.complaints() == []


BRIGHTNESS = """one => {
    const sum = (of, name) => getComputedStyle(of)[name].match(/\\d+/g).slice(0, 3)
        .map(Number).reduce((a, b) => a + b);
    const paper = sum(document.body, "backgroundColor");
    return [...one.querySelectorAll("text")].map(told => sum(told, "fill") - paper);
}"""


@pytest.mark.parametrize(("scheme", "sign"), [("light", -1), ("dark", 1)])
def test_every_letter_of_a_chart_stands_out(
    scheme: str, sign: int, pages: dict[str, Path], view: Callable[..., View]
) -> None:
    seen = view(pages["report"], scheme=scheme)
    seen.open_all()
    for chart in seen.page.locator(".chart svg").all()[:12]:
        found = chart.evaluate(BRIGHTNESS)
        assert found
        assert min(sign * one for one in found) > 200
