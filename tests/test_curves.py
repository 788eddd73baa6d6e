"""Plots: who stood where in which round, by whole pixels."""

from __future__ import annotations

import base_record

from negtrack.curves import HEIGHT, LEFT, STEP, TOP, Curve, curve
from negtrack.moves import scales
from negtrack.paths import courses


def plot(issue: str, until: int = 9) -> Curve | None:
    negotiation = base_record.record().negotiation
    measured = scales(negotiation)
    (course,) = courses(negotiation, [negotiation.issues[issue]], measured)
    return curve(course, measured[issue], until)


def test_a_ladder_has_a_height_for_each_option_from_bottom_to_top() -> None:
    found = plot("ceasefire")
    assert found is not None
    assert found.ticks == (
        (TOP + HEIGHT, "Fighting goes on"),
        (TOP + HEIGHT // 2, "In places"),
        (TOP, "Everywhere"),
    )


def test_a_party_is_where_it_stood_and_hollow_where_it_said_nothing() -> None:
    found = plot("ceasefire")
    assert found is not None
    north = next(line for line in found.lines if line.name == "North")
    assert (north.letter, north.role) == ("N", "principal")
    first = north.marks[0]
    assert first == (LEFT + STEP // 2, TOP, True)
    assert north.points.startswith(f"{first.x},{first.y}")


def test_the_band_reaches_from_one_principal_to_the_other() -> None:
    found = plot("ceasefire")
    assert found is not None
    heights = {mark.y for line in found.lines if line.role == "principal" for mark in line.marks}
    band = {int(point.split(",")[1]) for points in found.bands for point in points.split()}
    assert band
    assert band <= heights


def test_only_the_rounds_up_to_one_are_drawn() -> None:
    found = plot("ceasefire", 1)
    assert found is not None
    assert found.rounds == ((LEFT + STEP // 2, 1),)
    assert {mark.x for line in found.lines for mark in line.marks} == {LEFT + STEP // 2}


def test_what_has_no_order_is_not_drawn() -> None:
    assert plot("venue") is None
    assert plot("language") is None


def test_a_range_is_no_point_and_is_not_drawn() -> None:
    negotiation = base_record.record(
        base_record.north(
            "positions:\n  prisoners: {value: {min: 10, max: 900}, source: gazette}\n"
        )
    ).negotiation
    measured = scales(negotiation)
    (course,) = courses(negotiation, [negotiation.issues["prisoners"]], measured)
    assert curve(course, measured["prisoners"], 9) is None
