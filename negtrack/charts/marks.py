"""Layers of a chart: rows of data, and the Vega mark that draws each row.

What differs from row to row is in the row, under the names of fields that are given here; texts of
the record are values of such fields, and never anything else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from negtrack.figure import Room
from negtrack.palette import INK, PAPER
from negtrack.report import Json

FONT = "Arial, Helvetica, Liberation Sans, sans-serif"

Row = dict[str, Json]
Places = Mapping[str, Json]
"""How a mark's places are found: Vega's value references by channel (`x`, `y`, `x2`, `y2`)."""

PIXELS: Places = {name: {"field": name} for name in ("x", "y")}
"""Rows that have their places in pixels."""

ENDS: Places = {name: {"field": name} for name in ("x", "y", "x2", "y2")}
"""Rows that reach from one place in pixels to another."""


class Layer(NamedTuple):
    """Rows and the mark that draws each; what comes later lies above."""

    rows: Sequence[Row]
    mark: str
    places: Places
    look: Places


def texts(rows: Iterable[Row], places: Places = PIXELS) -> Layer:
    """Texts on one line each: `text`, and where it is not as usual `size`, `colour`, …"""
    usual: Row = {
        **{"text": "", "size": 12, "colour": INK, "align": "left", "base": "middle"},
        **{"weight": "normal"},
    }
    look = {
        "text": {"field": "text"},
        "fontSize": {"field": "size"},
        "fill": {"field": "colour"},
        "align": {"field": "align"},
        "baseline": {"field": "base"},
        "fontWeight": {"field": "weight"},
        "font": {"value": FONT},
    }
    return Layer([usual | row for row in rows], "text", places, look)


def symbols(rows: Iterable[Row], places: Places = PIXELS) -> Layer:
    """Signs: `shape`, `size` in square pixels, `fill` and `stroke`, and `width` of its line."""
    usual: Row = {"shape": "circle", "size": 70, "fill": PAPER, "stroke": INK, "width": 1.6}
    look = {
        "shape": {"field": "shape"},
        "size": {"field": "size"},
        "fill": {"field": "fill"},
        "stroke": {"field": "stroke"},
        "strokeWidth": {"field": "width"},
    }
    return Layer([usual | row for row in rows], "symbol", places, look)


def lines(rows: Iterable[Row], places: Places = ENDS) -> Layer:
    """Straight lines: `colour`, `width`, and `dash` as lengths on and off."""
    usual: Row = {"colour": INK, "width": 2, "dash": []}
    look = {
        "stroke": {"field": "colour"},
        "strokeWidth": {"field": "width"},
        "strokeDash": {"field": "dash"},
    }
    return Layer([usual | row for row in rows], "rule", places, look)


def boxes(rows: Iterable[Row], places: Places = ENDS) -> Layer:
    """Boxes: `fill`, `stroke`, `width` of the line, `dash`, and `round` corners."""
    usual: Row = {"fill": PAPER, "stroke": PAPER, "width": 0, "dash": [], "round": 0}
    look = {
        "fill": {"field": "fill"},
        "stroke": {"field": "stroke"},
        "strokeWidth": {"field": "width"},
        "strokeDash": {"field": "dash"},
        "cornerRadius": {"field": "round"},
    }
    return Layer([usual | row for row in rows], "rect", places, look)


def curves(rows: Iterable[Row]) -> Layer:
    """Curves in pixels: `path` as SVG has it, `colour`, `width` and `dash`."""
    usual: Row = {"colour": INK, "width": 1.6, "dash": []}
    look = {
        "path": {"field": "path"},
        "stroke": {"field": "colour"},
        "strokeWidth": {"field": "width"},
        "strokeDash": {"field": "dash"},
    }
    return Layer([usual | row for row in rows], "path", {}, look)


def drawn(layers: Iterable[Layer], start: int = 0) -> tuple[list[Json], list[Json]]:
    """The data and the marks of layers, in Vega's words; names of data count from `start`."""
    data: list[Json] = []
    marks: list[Json] = []
    for number, layer in enumerate((one for one in layers if one.rows), start):
        name = f"layer-{number}"
        data.append({"name": name, "values": layer.rows})
        encoded: Row = {"enter": {**layer.places, **layer.look}}
        mark: Row = {"type": layer.mark, "from": {"data": name}, "encode": encoded, "aria": False}
        marks.append(mark)
    return data, marks


def spec(room: Room, layers: Iterable[Layer], plot: Mapping[str, Json] | None = None) -> Row:
    """A whole specification: a plot of its own scales below, and layers in pixels above."""
    data, marks = drawn(layers)
    return {
        "$schema": "https://vega.github.io/schema/vega/v6.json",
        "width": room.width,
        "height": room.height,
        "padding": 0,
        "autosize": "none",
        "background": None,
        "data": data,
        "marks": [*([plot] if plot else []), *marks],
    }
