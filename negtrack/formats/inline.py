"""Charts as parts of a page: that part of Vega which our charts use, drawn without its engine.

The engine takes 0.6 s to start and 0.05 s a chart, more than all else on a page of fifty; letters,
lines and signs at known places need none. Texts are escaped, and colours are classes that the page
has its own colours for, by `palette.CLASSES`; what our charts do not use is a KeyError.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from html import escape
from math import ceil, floor, log10, sqrt
from typing import Any, NamedTuple

from negtrack.figure import Figure
from negtrack.palette import CLASSES

Known = Mapping[str, Any]
"""A part of a specification, or a row of its data."""

LETTERS = 12
"""The size of letters that the page gives to a chart, in pixels; others name their own."""

_ANCHORS = {"center": "middle", "right": "end"}
_BELOW = 0.3
"""How far below the middle of letters the line is that they stand on, in their size."""

_DAY, _EPOCH = 86_400_000, date(1970, 1, 1).toordinal()
_SIDE = sqrt(3) / 2

_POLYGONS: Mapping[str, str] = {
    "square": "-1,-1 1,-1 1,1 -1,1",
    "diamond": "-1,0 0,-1 1,0 0,1",
    "cross": "-1,-.4 -1,.4 -.4,.4 -.4,1 .4,1 .4,.4 1,.4 1,-.4 .4,-.4 .4,-1 -.4,-1 -.4,-.4",
    "triangle-up": f"0,{-_SIDE} -1,{_SIDE} 1,{_SIDE}",
    "triangle-down": f"0,{_SIDE} -1,{-_SIDE} 1,{-_SIDE}",
    "triangle-right": f"{_SIDE},0 {-_SIDE},-1 {-_SIDE},1",
    "triangle-left": f"{-_SIDE},0 {_SIDE},-1 {_SIDE},1",
}
"""The corners of each shape, as wide and high as from -1 to 1; others are paths of their own."""


class _Band(NamedTuple):
    """A scale of rounds, each as wide."""

    names: Mapping[Any, int]
    wide: float

    def at(self, known: Any) -> float:
        return self.names[known] * self.wide


class _Line(NamedTuple):
    """A scale of numbers, from one to another and from one place to another."""

    domain: tuple[float, float]
    ends: tuple[float, float]
    wide: float = 0

    def at(self, known: Any) -> float:
        (low, high), (start, end) = self.domain, self.ends
        return start + (float(known) - low) / (high - low) * (end - start)


_Scales = Mapping[str, _Band | _Line]


def svg(figure: Figure, name: str) -> str:
    """A figure as SVG for a page, in which `name` is the beginning of its ids alone."""
    wide, high = figure.spec["width"], figure.spec["height"]
    inner = "".join(_group(figure.spec, {}))
    return (
        f'<svg viewBox="0 0 {wide} {high}" width="{wide}" height="{high}" role="img" '
        f'aria-labelledby="{name}-title {name}-told"><title id="{name}-title">'
        f'{escape(figure.title)}</title><desc id="{name}-told">{escape(figure.told)}</desc>'
        f"{inner}</svg>"
    )


def _group(spec: Known, scales: _Scales) -> Iterator[str]:
    """Every mark of a specification or of a group in it, in its order."""
    data = {one["name"]: one["values"] for one in spec["data"]}
    for mark in spec["marks"]:
        if mark["type"] == "group":
            yield from _plot(mark)
            continue
        encoded, draw = mark["encode"]["enter"], _MARKS[mark["type"]]
        for row in data[mark["from"]["data"]]:
            yield draw({name: _value(one, row, scales) for name, one in encoded.items()})


def _plot(group: Known) -> Iterator[str]:
    """A group with scales and an axis of its own."""
    at = {name: one["value"] for name, one in group["encode"]["enter"].items()}
    scales = {one["name"]: _scale(one) for one in group["scales"]}
    yield f'<g transform="translate({_number(at["x"])},{_number(at["y"])})">'
    for axis in group["axes"]:
        scale = scales[axis["scale"]]
        assert isinstance(scale, _Line)
        for place, label in _ticks(axis, scale):
            yield _line({"x": 0, "x2": at["width"], "y": place, "stroke": axis["gridColor"]})
            look = {"text": label, "align": "right", "fill": axis["labelColor"]}
            yield _text({**look, "x": -4, "y": place, "fontSize": axis["labelFontSize"]})
    yield from _group(group, scales)
    yield "</g>"


def _scale(told: Known) -> _Band | _Line:
    domain, (start, end) = told["domain"], told["range"]
    if told["type"] == "band":
        return _Band({one: nth for nth, one in enumerate(domain)}, (end - start) / len(domain))
    return _Line((domain[0], domain[1]), (start, end))


def _ticks(axis: Known, scale: _Line) -> Iterator[tuple[float, str]]:
    """The places of an axis and what they are called: days, or about so many round numbers."""
    for day in axis.get("values", ()):
        yield scale.at(day), date.fromordinal(_EPOCH + round(day / _DAY)).isoformat()
    if "tickCount" in axis:
        low, high = scale.domain
        step = _step((high - low) / axis["tickCount"])
        for nth in range(ceil(low / float(step)), floor(high / float(step)) + 1):
            number = (nth * step).normalize()
            yield scale.at(number), f"{number:,f}".replace("-", "\u2212")


def _step(wanted: float) -> Decimal:
    """The number nearest to one that is 1, 2 or 5 times a power of ten."""
    power = floor(log10(wanted))
    over = wanted / 10.0**power
    times = next((n for n, least in ((10, 50), (5, 10), (2, 2)) if over >= sqrt(least)), 1)
    return Decimal(times).scaleb(power)


def _value(told: Known, row: Known, scales: _Scales) -> Any:
    """What a channel comes to for a row: a value, or a place on a scale and beside it."""
    known = row[told["field"]] if "field" in told else told["value"]
    if "scale" not in told:
        return known
    scale = scales[told["scale"]]
    place = scale.at(known) + scale.wide * told.get("band", 0)
    return place + (_value(told["offset"], row, scales) if "offset" in told else 0)


# The marks


def _text(at: Known) -> str:
    if not at["text"]:
        return ""
    size = at["fontSize"]
    x, y = at["x"] + at.get("dx", 0), at["y"] + at.get("dy", 0) + _BELOW * size
    look = {
        "text-anchor": _ANCHORS.get(at["align"], ""),
        "font-size": _number(size) if size != LETTERS else "",
        "font-weight": "bold" if at.get("fontWeight") == "bold" else "",
    }
    told = _places({"x": x, "y": y}) + _attributes(look) + _colours(fill=at["fill"])
    return f"<text{told}>{escape(at['text'])}</text>"


def _line(at: Known) -> str:
    ends = {"x1": at["x"], "y1": at["y"], "x2": at.get("x2", at["x"]), "y2": at.get("y2", at["y"])}
    return f"<line{_places(ends)}{_way(at)}{_colours(line=at['stroke'])}/>"


def _box(at: Known) -> str:
    x, y = min(at["x"], at["x2"]), min(at["y"], at["y2"])
    size = {"width": abs(at["x2"] - at["x"]), "height": abs(at["y2"] - at["y"])}
    corners = {"rx": at["cornerRadius"]} if at["cornerRadius"] else {}
    look = _colours(fill=at["fill"])
    if at["strokeWidth"]:
        look = _way(at) + _colours(fill=at["fill"], line=at["stroke"])
    return f"<rect{_places({'x': x, 'y': y, **size, **corners})}{look}/>"


def _symbol(at: Known) -> str:
    """A shape as an element with its places; one that is a path is made larger in its place."""
    half, shape = sqrt(at["size"]) / 2, at["shape"]
    colours = _colours(fill=at["fill"], line=at["stroke"])
    if shape == "circle":
        return f"<circle{_places({'cx': at['x'], 'cy': at['y'], 'r': half})}{_way(at)}{colours}/>"
    if shape in _POLYGONS:
        corners = (one.split(",") for one in _POLYGONS[shape].split(" "))
        points = ((at["x"] + half * float(x), at["y"] + half * float(y)) for x, y in corners)
        told = " ".join(f"{_number(x)},{_number(y)}" for x, y in points)
        return f'<polygon points="{told}"{_way(at)}{colours}/>'
    place = f"translate({_number(at['x'])},{_number(at['y'])}) scale({half:.3g})"
    line = _way({"strokeWidth": at["strokeWidth"] / half})
    return f'<path d="{shape}" transform="{place}"{line}{colours}/>'


def _path(at: Known) -> str:
    colours = _colours(fill="transparent", line=at["stroke"])
    return f'<path d="{at["path"]}"{_way(at)}{colours}/>'


_MARKS = {"text": _text, "rule": _line, "rect": _box, "symbol": _symbol, "path": _path}


def _way(at: Known) -> str:
    """How wide a line is and how it is dashed; nothing where it is whole and a pixel wide."""
    wide = at.get("strokeWidth", 1)
    dash = " ".join(map(_number, at.get("strokeDash", ())))
    return _attributes(
        {"stroke-width": f"{wide:.3g}" if wide != 1 else "", "stroke-dasharray": dash}
    )


def _colours(**some: str) -> str:
    """The classes for colours, as `fill` or `line`; what is transparent has none."""
    words = [f"{name}-{CLASSES[one]}" for name, one in some.items() if one != "transparent"]
    bare = ' fill="none"' if some.get("fill") == "transparent" else ""
    return bare + (f' class="{" ".join(words)}"' if words else "")


def _places(some: Mapping[str, float]) -> str:
    return _attributes({name: _number(one) for name, one in some.items()})


def _attributes(some: Mapping[str, str]) -> str:
    """Attributes, without those that are empty."""
    return "".join(f' {name}="{one}"' for name, one in some.items() if one)


def _number(one: float) -> str:
    """A place in tenths of a pixel, in as few letters as it has."""
    return f"{round(float(one), 1) + 0.0:.1f}".removesuffix(".0")
