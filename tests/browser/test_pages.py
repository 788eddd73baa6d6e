"""Pages in a real Chromium: of the real record, and of one in which every text is hostile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pytest
from browser.conftest import PAGES
from browser.hostile import TEXTS
from browser.viewing import DESKTOP, PAPER, PHONE, View, violations

from negtrack.text import one_line, visible

View_ = Callable[..., View]

SIZES = (PHONE, DESKTOP)
SCHEMES = ("light", "dark")


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest, pages: dict[str, Path]) -> Path:
    """Each page in turn."""
    return pages[request.param]


@pytest.fixture(params=sorted(one for one in PAGES if one.startswith("hostile")))
def evil(request: pytest.FixtureRequest, pages: dict[str, Path]) -> Path:
    """Each page of the hostile record in turn."""
    return pages[request.param]


# How it looks


def looks(seen: View) -> Iterator[str]:
    """Every size and scheme of a screen, in turn, told as what it is."""
    for width, scheme in product(SIZES, SCHEMES):
        seen.page.set_viewport_size({"width": width, "height": 900})
        seen.page.emulate_media(color_scheme=scheme)
        yield f"{width} pixels, {scheme}"


def test_it_is_quiet_and_fits(page: Path, view: View_) -> None:
    seen = view(page)
    for _ in range(2):
        assert {told: found for told in looks(seen) if (found := seen.overflow())} == {}
        seen.open_all()
    assert seen.complaints() == []


def test_it_is_quiet_and_fits_on_paper(page: Path, view: View_) -> None:
    seen = view(page, width=PAPER, scheme="dark")
    seen.page.emulate_media(media="print")
    assert seen.overflow() == []
    grounds = seen.page.evaluate(
        "() => [document.documentElement, document.body]"
        ".map(one => getComputedStyle(one).backgroundColor)"
    )
    assert set(grounds) <= {"rgba(0, 0, 0, 0)", "rgb(255, 255, 255)"}
    assert seen.page.pdf().startswith(b"%PDF")
    assert seen.complaints() == []


@pytest.mark.parametrize(("width", "scheme"), [(PHONE, "light"), (DESKTOP, "dark")])
def test_it_keeps_to_wcag(page: Path, view: View_, width: int, scheme: str) -> None:
    seen = view(page, width=width, scheme=scheme, bypass=True)
    seen.open_all()
    assert violations(seen) == []


def test_dark_is_dark_and_light_is_light(page: Path, view: View_) -> None:
    seen = view(page)

    def brightness() -> int:
        """By how much the text is brighter than the paper."""
        told: list[int] = seen.page.evaluate(
            "() => ['color', 'backgroundColor'].map(name => getComputedStyle(document.body)[name]"
            ".match(/\\d+/g).slice(0, 3).map(Number).reduce((a, b) => a + b))"
        )
        return told[0] - told[1]

    found = {told.rpartition(" ")[2]: brightness() for told in looks(seen)}
    assert found["light"] < -300
    assert found["dark"] > 300


# What a record says is text


def test_what_is_hostile_is_read_as_it_is_written(evil: Path, view: View_) -> None:
    told = view(evil).text()
    missing = [name for name, text in TEXTS.items() if visible(one_line(text)) not in told]
    assert missing == []


@pytest.mark.parametrize("script", [True, False])
def test_no_text_becomes_an_element(
    evil: Path, pages: dict[str, Path], view: View_, script: bool
) -> None:
    seen, real = view(evil, script=script), view(pages[evil.stem.removeprefix("hostile ")])
    kinds = "img, iframe, object, embed, base, link, video, form[action], meta[content*=url]"
    assert seen.page.locator("b:text-is('bold')").count() == 0
    assert seen.page.locator(kinds).count() == 0
    for kind in ("script", "style", "h1", ":not(svg) > title", "html > *", "meta"):
        assert seen.page.locator(kind).count() == real.page.locator(kind).count(), kind


def test_no_text_becomes_an_attribute(page: Path, view: View_) -> None:
    seen = view(page)
    handlers = seen.page.evaluate(
        "() => [...document.querySelectorAll('*')].flatMap(one => [...one.attributes])"
        ".map(one => one.name).filter(one => one.startsWith('on') || one === 'autofocus')"
    )
    assert handlers == []
    assert seen.page.evaluate("() => window.hacked === undefined")


@pytest.mark.parametrize("script", [True, False])
def test_links_lead_to_the_web_or_within(page: Path, view: View_, script: bool) -> None:
    found: list[str] = view(page, script=script).page.evaluate(
        "() => [...document.querySelectorAll('*')].flatMap(one =>"
        " ['href', 'src', 'action', 'formaction', 'xlink:href'].map(it => one.getAttribute(it)))"
        ".filter(told => told !== null)"
    )
    assert "#main" in found
    assert {one for one in found if not one.startswith(("http://", "https://", "#"))} == set()


def test_every_link_within_leads_somewhere(page: Path, view: View_) -> None:
    lost = view(page).page.evaluate(
        "() => [...document.querySelectorAll('a[href^=\"#\"]')].map(one => one.hash.slice(1))"
        ".filter(one => one && !document.getElementById(decodeURIComponent(one)))"
    )
    assert lost == []


def test_ids_are_there_once(page: Path, view: View_) -> None:
    twice = view(page).page.evaluate(
        "() => [...document.querySelectorAll('[id]')].map(one => one.id)"
        ".filter((one, at, all) => all.indexOf(one) !== at)"
    )
    assert twice == []


# What can be used


FOCUSED = """() => {
    const one = document.activeElement, style = getComputedStyle(one);
    const shown = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1
        || style.boxShadow !== "none";
    return [one.dataset.at ?? null, shown, one.outerHTML.slice(0, 80)];
}"""

NUMBERED = """() => [...document.querySelectorAll(
        "summary, button, select, input, textarea, a[href], [tabindex='0']")]
    .filter(one => one.checkVisibility({visibilityProperty: true}) && !one.disabled)
    .map((one, at) => { one.dataset.at = at; return one.outerHTML.slice(0, 80); })"""


def test_the_tab_key_reaches_every_control_and_shows_it(page: Path, view: View_) -> None:
    seen = view(page, width=PHONE)
    wanted = seen.page.evaluate(NUMBERED)
    reached, hidden = set(), []
    for _ in range(len(wanted) + 2):
        seen.page.keyboard.press("Tab")
        at, shown, told = seen.page.evaluate(FOCUSED)
        if at is not None:
            reached.add(int(at))
            hidden += [] if shown else [told]
    assert hidden == []
    assert [told for at, told in enumerate(wanted) if at not in reached] == []


# Without JavaScript


def test_it_is_all_there_without_javascript(page: Path, view: View_) -> None:
    with_it, without = view(page, width=PHONE), view(page, width=PHONE, script=False)
    assert without.overflow() == []
    assert without.did == []
    assert set(with_it.text().split()) - set(without.text().split()) == set()
