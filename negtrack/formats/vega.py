"""The only door to the chart library: figures drawn as files, in SVG and in PNG.

What the library draws is taken over element by element: none but known elements and attributes get
through, so that a chart holds no script, style, link or reference, whatever a record says.
"""

from __future__ import annotations

from xml.etree import ElementTree

import vl_convert

from negtrack.figure import Figure
from negtrack.palette import PAPER

_SVG = "http://www.w3.org/2000/svg"
_ELEMENTS = frozenset(("svg", "g", "path", "line", "rect", "text", "tspan"))
_KEPT = frozenset(
    (
        *("d", "x", "y", "x1", "x2", "y1", "y2", "dx", "dy", "width", "height", "transform"),
        *("fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-miterlimit", "opacity"),
        *("font-family", "font-size", "font-weight", "text-anchor", "viewBox", "rx", "ry"),
    )
)
_UNSEEN = frozenset(("none", "transparent"))

ElementTree.register_namespace("", _SVG)


def svg(figure: Figure) -> str:
    """A figure as SVG on a white ground; parts of a page are drawn by `formats.inline`."""
    drawn = vl_convert.vega_to_svg(dict(figure.spec), allowed_base_urls=[])
    root = _clean(ElementTree.fromstring(drawn))
    root.set("role", "img")
    root.set("aria-labelledby", "title told")
    for place, (name, tag, text) in enumerate(
        (("title", "title", figure.title), ("told", "desc", figure.told))
    ):
        element = ElementTree.Element(f"{{{_SVG}}}{tag}", {"id": name})
        element.text = text
        root.insert(place, element)
    ground = {"width": root.get("width", ""), "height": root.get("height", ""), "fill": PAPER}
    root.insert(2, ElementTree.Element(f"{{{_SVG}}}rect", ground))
    return ElementTree.tostring(root, encoding="unicode")


def png(figure: Figure, scale: float = 2) -> bytes:
    """A figure as PNG, so many times as many pixels wide as it is."""
    return vl_convert.svg_to_png(svg(figure), scale=scale)


def _clean(drawn: ElementTree.Element) -> ElementTree.Element:
    """An element with what is known of it and of its parts."""
    found = ElementTree.Element(drawn.tag)
    found.text = drawn.text if _local(drawn) in ("text", "tspan") else None
    for name, value in drawn.attrib.items():
        if name in _KEPT:
            found.set(name, value)
    for part in drawn:
        if _local(part) in _ELEMENTS and not _is_empty(part):
            found.append(_clean(part))
    return found


def _local(element: ElementTree.Element) -> str:
    return element.tag.removeprefix(f"{{{_SVG}}}")


def _is_empty(element: ElementTree.Element) -> bool:
    """Whether nothing of an element is seen: a group of nothing, or neither filled nor drawn."""
    if _local(element) == "g":
        return all(map(_is_empty, element))
    if _local(element) == "text":
        return not (element.text or len(element))
    return {element.get("fill", "none"), element.get("stroke", "none")} <= _UNSEEN
