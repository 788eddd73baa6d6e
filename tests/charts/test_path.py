"""Charts of positions, however many parties and rounds there are, each within its own room."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import pytest
from builders import BLOC, TALKS, record

from negtrack.charts.path import column, path
from negtrack.figure import COLUMN
from negtrack.formats.inline import svg
from negtrack.lettering import room
from negtrack.moves import scales
from negtrack.paths import Course, courses, until
from negtrack.record import Record

MANY = TALKS.replace(
    "parties:\n", "parties:\n" + "".join(f"  p{n}: {{name: Party {n}}}\n" for n in "abcdefghij")
)
"""The talks with ten parties more."""

ISSUES = ("ceasefire", "access", "pay", "fee", "start", "venue", "wording")
_SAID = {
    "ceasefire": "full",
    "access": "road",
    "pay": "{value: {min: 10}}",
    "fee": "3",
    "start": "2025-03-01",
    "venue": "[coast, hills]",
    "wording": "As agreed before",
}


def course(of: Record, issue: str) -> Course:
    negotiation = of.negotiation
    (found,) = courses(negotiation, [negotiation.issues[issue]], scales(negotiation))
    return found


def drawn(of: Record, issue: str) -> ElementTree.Element:
    """The chart of an issue as on the page of its record, of which every sign is in its room."""
    found = course(of, issue)
    told = svg(path(of, found, column(found)), "chart")
    root = ElementTree.fromstring(told)
    outside = [one for one in places(root) if not within(root, *one)]
    assert outside == []
    return root


def places(part: ElementTree.Element, x: float = 0, y: float = 0) -> Iterator[tuple[Any, ...]]:
    """Every sign and text with its ends from left to right and its height."""
    moved = part.get("transform", "").partition("translate(")[2].partition(")")[0]
    if moved:
        dx, dy = moved.split(",")
        x, y = x + float(dx), y + float(dy)
    if part.tag == "text":
        wide = room(part.text or "", float(part.get("font-size", 12)))
        start = {"end": wide, "middle": wide / 2}.get(part.get("text-anchor", ""), 0)
        left = x + float(part.get("x", 0)) - start
        yield part.text, left, left + wide, y + float(part.get("y", 0))
    elif part.tag == "circle":
        at = x + float(part.get("cx", 0))
        yield "circle", at - 5, at + 5, y + float(part.get("cy", 0))
    elif part.tag == "path":
        yield "path", x, x, y
    for one in part:
        yield from places(one, x, y)


def within(root: ElementTree.Element, what: str, left: float, right: float, y: float) -> bool:
    wide, high = float(root.get("width", 0)), float(root.get("height", 0))
    return left >= -1 and right <= wide + 1 and 0 <= y <= high


def signs(root: ElementTree.Element, party: int) -> int:
    """How many signs a party has, the one in the key among them."""
    return sum(
        f"line-party-{party}" in one.get("class", "").split()
        for one in root.iter()
        if one.tag in ("circle", "polygon", "path")
    )


def texts(root: ElementTree.Element) -> list[str]:
    return [one.text or "" for one in root.iter("text")]


@pytest.mark.parametrize("issue", ISSUES)
def test_one_party_in_one_round_is_a_chart_on_every_scale(issue: str) -> None:
    root = drawn(record(TALKS, r1=f"north: {{{issue}: {_SAID[issue]}}}"), issue)
    told = " ".join(texts(root))
    assert "North" in told
    assert "ound 1" in told
    if issue != "wording":
        assert signs(root, 1) >= 2


@pytest.mark.parametrize("issue", ISSUES)
def test_ten_parties_have_a_sign_each_and_room_between_options(issue: str) -> None:
    said = "\n".join(f"p{n}: {{{issue}: {_SAID[issue]}}}" for n in "abcdefghij")
    root = drawn(record(MANY, r1=said, r2=said), issue)
    if issue == "wording":
        assert sum("As agreed before" in one for one in texts(root)) == 20
        return
    assert all(signs(root, party) >= 2 for party in range(1, 11))
    circles = [place for place in places(root) if place[0] == "circle"]
    assert len(circles) == len(set(circles))  # no two lie on each other


@pytest.mark.parametrize("issue", ["ceasefire", "fee", "wording"])
def test_fifty_rounds_are_wider_than_the_page_and_each_has_its_number(issue: str) -> None:
    rounds = {f"r{n}": "north: {ceasefire: full, fee: 3}" for n in range(1, 13)}
    of = record(TALKS, **rounds)
    one, negotiation = course(of, issue), of.negotiation
    long = negotiation.rounds * 4 + negotiation.rounds[:2]
    long = tuple(at._replace(number=nth) for nth, at in enumerate(long, 1))
    points = tuple(
        path._replace(points=tuple(path.points[at.number % 12]._replace(round=at) for at in long))
        for path in one.paths
    )
    gaps = (None,) * len(long)
    found = one._replace(rounds=long, paths=points, gaps=gaps)
    size = column(found)
    root = ElementTree.fromstring(svg(path(of, found, size), "chart"))
    if issue == "wording":
        assert size.width == COLUMN.width
        return
    assert COLUMN.width < size.width <= 3000
    named = {one.removeprefix("round ") for one in texts(root)}
    assert {str(number) for number in range(1, 51)} <= named
    assert signs(root, 1) == 51
    assert all(within(root, *one) for one in places(root))


@pytest.mark.parametrize("issue", ISSUES)
def test_an_issue_that_nobody_spoke_to_says_so(issue: str) -> None:
    of = record(TALKS, r1="north: {}")
    found = path(of, course(of, issue), COLUMN)
    assert found.told.startswith("Nobody has taken a stand on ")
    assert "Nobody has taken a stand" in " ".join(texts(drawn(of, issue)))


def test_a_negotiation_without_a_round_says_so_too() -> None:
    of = record(TALKS)
    assert "Nobody has taken a stand" in " ".join(texts(drawn(of, "pay")))


def test_the_band_is_of_counterparts_and_only_where_there_is_an_order() -> None:
    apart = record(
        TALKS,
        r1="north: {ceasefire: full, venue: coast}\nsouth: {ceasefire: none, venue: hills}\n"
        "envoy: {ceasefire: local}",
        r2="south: {ceasefire: full}",
    )

    def bands(issue: str) -> list[float]:
        boxes = drawn(apart, issue).iter("rect")
        return [float(one.get("height", 0)) for one in boxes if one.get("class") == "fill-band"]

    (high,) = bands("ceasefire")
    options = drawn(apart, "ceasefire").iter("line")
    heights = {float(one.get("y1", 0)) for one in options if one.get("x1") == "0"}
    ladder = sorted(heights)[:3]
    assert high == pytest.approx(ladder[-1] - ladder[0], abs=0.2)
    assert bands("venue") == []


def test_what_is_carried_is_hollow_and_its_line_is_dotted() -> None:
    of = record(TALKS, r1="north: {pay: 5}", r2="south: {pay: 7}", r3="north: {pay: 6}")
    found = list(drawn(of, "pay").iter("circle"))[:-1]  # the last is that of the key
    filled = ["fill-party-1" in one.get("class", "") for one in found]
    assert filled == [True, False, True]
    lines = [
        one.get("stroke-dasharray")
        for one in drawn(of, "pay").iter("line")
        if "line-party-1" in one.get("class", "")
    ]
    assert lines == ["2 3", None]


def test_a_course_up_to_a_round_knows_nothing_of_later_ones() -> None:
    of = record(TALKS, r1="north: {pay: 5}", r2="south: {pay: 7}", r3="north: {pay: 6}")
    whole = course(of, "pay")
    assert until(whole, 3) == whole
    first = until(whole, 1)
    assert [one.number for one in first.rounds] == [1]
    assert [one.party.id for one in first.paths] == ["north"]
    assert len(first.paths[0].points) == len(first.gaps) == 1
    assert until(whole, 0).paths == ()


def test_a_position_by_a_bloc_is_drawn_once_at_the_bloc() -> None:
    of = record(BLOC, r1="league: {pay: 5}\nnorth: {pay: 9}")
    assert "East" not in texts(drawn(of, "pay"))
    assert "The league" in texts(drawn(of, "pay"))
