"""Charts as parts of a page: the same letters and signs at the same places as Vega puts them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree

import pytest
from builders import TALKS, real, record
from hypothesis import given
from hypothesis import strategies as st
from program import ROOT

from negtrack.analyses.history import history
from negtrack.analyses.linkage import linkage
from negtrack.analyses.show import show
from negtrack.charts.path import column, path
from negtrack.figure import Figure
from negtrack.formats import inline, vega
from negtrack.formats.inline import svg
from negtrack.palette import CLASSES, PARTIES
from negtrack.record import Record
from negtrack.selection import Selection

SVG = "{http://www.w3.org/2000/svg}"
_MOVES = re.compile(r"translate\(\s*([-\d.e]+)[ ,]+([-\d.e]+)\s*\)")


def small() -> Record:
    """Talks in which every sign is used: ranges, rejections, versions, red lines, agreements."""
    return record(
        TALKS,
        r1="north: {ceasefire: {value: full, red_line: true}, pay: {value: {min: 10}}, fee: 3}\n"
        "south: {ceasefire: {value: none, rejects: full}, pay: {value: {max: 5}, rejects: "
        "{min: 20, max: 30}}, start: 2025-03-01, venue: coast, fee: 900}\n"
        "envoy: {ceasefire: {stance: reserve}}",
        r2="north: {start: {value: {min: 2025-04-01, max: 2025-06-01}}, venue: hills}\n"
        "south: {ceasefire: {value: local, only_if: {venue: coast}, disputed: [{value: none}]}}\n"
        "agreements: {one: {issue: fee, value: 12, part: true}}",
    )


def figures(of: Record) -> Iterator[Figure]:
    """Every chart of a record that is on its page, and the grids, which are files alone."""
    for course in history(of, Selection(), drawn=False).courses:
        yield path(of, course, column(course))
    for at in of.negotiation.rounds:
        yield linkage(of, at, Selection()).figure()
        yield show(of, at, Selection()).figure()


def texts(told: str) -> list[tuple[str, float, float]]:
    """Each text of an SVG with its place, in its order of places."""

    def seen(part: ElementTree.Element, x: float, y: float) -> Iterator[tuple[str, float, float]]:
        for dx, dy in _MOVES.findall(part.get("transform", "")):
            x, y = x + float(dx), y + float(dy)
        if part.tag == f"{SVG}text" and part.text:
            yield part.text, x + float(part.get("x", 0)), y + float(part.get("y", 0))
        for one in part:
            yield from seen(one, x, y)

    return sorted(seen(ElementTree.fromstring(told), 0, 0))


@pytest.mark.parametrize("name", ["small", "istanbul-2022"])
def test_every_text_stands_where_the_library_puts_it(name: str) -> None:
    of = small() if name == "small" else real(name)
    for figure in list(figures(of))[:14]:
        ours, theirs = texts(page(figure)), texts(vega.svg(figure))
        assert [one for one, *_ in ours] == [one for one, *_ in theirs]
        for (word, x, y), (_, a, b) in zip(ours, theirs, strict=True):
            assert abs(x - a) <= 4.5, word  # labels of an axis stand a little more aside
            assert abs(y - b) <= 1, word  # and are put on whole pixels


def page(figure: Figure) -> str:
    """As a page reads it: the parser of a page knows that svg is SVG."""
    return svg(figure, "chart").replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)


def drawn(**change: Any) -> str:
    """One sign or line with a look of its own."""
    kind = change.pop("kind")
    row = {"x": 10, "y": 20, **change}
    encoded = {name: {"field": name} for name in row}
    spec = {
        **{"width": 100, "height": 50},
        "data": [{"name": "it", "values": [row]}],
        "marks": [{"type": kind, "from": {"data": "it"}, "encode": {"enter": encoded}}],
    }
    return svg(Figure("A <b>title</b>", "In words & more.", spec), "chart")


LINE: Mapping[str, Any] = {"stroke": PARTIES[0], "strokeWidth": 1, "fill": "#ffffff"}


@pytest.mark.parametrize(
    ("look", "told"),
    [
        (
            {**LINE, "shape": "circle", "size": 100},
            '<circle cx="10" cy="20" r="5" class="fill-paper line-party-1"/>',
        ),
        (
            {**LINE, "shape": "square", "size": 16, "strokeWidth": 2},
            '<polygon points="8,18 12,18 12,22 8,22" stroke-width="2" '
            'class="fill-paper line-party-1"/>',
        ),
        (
            {**LINE, "shape": "M0,0L1,1", "size": 64, "fill": "transparent", "strokeWidth": 2},
            '<path d="M0,0L1,1" transform="translate(10,20) scale(4)" stroke-width="0.5" '
            'fill="none" class="line-party-1"/>',
        ),
    ],
)
def test_a_sign_has_its_shape_its_size_and_classes_for_colours(
    look: dict[str, Any], told: str
) -> None:
    assert told in drawn(kind="symbol", **look)


def test_a_line_has_its_ends_and_its_dashes() -> None:
    found = drawn(kind="rule", x2=30.04, stroke=PARTIES[1], strokeWidth=1, strokeDash=[2, 3])
    line = '<line x1="10" y1="20" x2="30" y2="20" stroke-dasharray="2 3" class="line-party-2"/>'
    assert line in found


def test_a_box_is_drawn_from_its_lower_end_without_a_line_of_no_width() -> None:
    look = {"fill": "#ffffff", "stroke": "#ffffff", "strokeWidth": 0, "cornerRadius": 0}
    found = drawn(kind="rect", x2=4, y2=5, **look)
    assert '<rect x="4" y="5" width="6" height="15" class="fill-paper"/>' in found


def test_texts_and_names_are_escaped() -> None:
    look = {"fontSize": 12, "fill": "#ffffff", "align": "right", "fontWeight": "bold"}
    found = drawn(kind="text", text="<script>&\"'", **look)
    assert 'y="23.6" text-anchor="end" font-weight="bold" class="fill-paper">&lt;script' in found
    assert '<title id="chart-title">A &lt;b&gt;title&lt;/b&gt;</title>' in found
    assert '<desc id="chart-told">In words &amp; more.</desc>' in found
    assert 'aria-labelledby="chart-title chart-told"' in found
    assert "<script" not in found


def test_what_charts_do_not_use_is_not_guessed() -> None:
    with pytest.raises(KeyError):
        drawn(kind="arc")
    with pytest.raises(KeyError):
        drawn(kind="symbol", **{**LINE, "fill": "url(#x)"}, shape="circle", size=4)


@given(st.floats(1e-6, 1e14))
def test_a_step_of_an_axis_is_a_round_number_near_the_one_wanted(wanted: float) -> None:
    step = inline._step(wanted)
    assert step.as_tuple().digits[0] in (1, 2, 5)
    assert 0.6 <= float(step) / wanted <= 1.7


def test_a_page_has_a_colour_for_every_class_in_light_dark_and_print() -> None:
    style = (ROOT / "negtrack/pages/style.css").read_text(encoding="utf-8")
    for word in CLASSES.values():
        assert f".fill-{word} " in style
    for number, colour in enumerate(PARTIES, 1):
        assert f".line-party-{number} " in style
        assert len(re.findall(rf"--party-{number}: #", style)) == 3
        assert f"--party-{number}: {colour};" in style
