"""Graphviz: what waits for what, to be drawn with `dot -Tsvg`."""

from __future__ import annotations

from collections.abc import Iterator

from negtrack.formats.graph import Graph, graph
from negtrack.report import Report

_STYLES = {"met": "solid", "waiting": "dashed", "open": "dotted", "blocked": "bold"}


def render(report: Report, width: int | None, colour: bool) -> str:
    """A directed graph; a lock is a box around its positions."""
    del width, colour  # a drawing program has its own
    return "\n".join(_lines(graph(report))) + "\n"


def _lines(drawn: Graph) -> Iterator[str]:
    yield "digraph linkage {"
    yield f"  label={_quoted(drawn.title)}; labelloc=t; rankdir=LR; node [shape=box];"
    for node in drawn.nodes:
        yield f"  {node.name} [label={_quoted(node.label)}];"
    for number, (title, names) in enumerate(drawn.rings):
        inside = " ".join(f"{name};" for name in names)
        yield f"  subgraph cluster_{number} {{ label={_quoted(title)}; {inside} }}"
    for edge in drawn.edges:
        style = _STYLES[edge.state]
        yield f"  {edge.start} -> {edge.end} [label={_quoted(edge.label)}, style={style}];"
    yield "}"


def _quoted(text: str) -> str:
    """A text in quotes: a backslash would begin an escape."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
