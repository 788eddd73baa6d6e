"""Mermaid: what waits for what, as GitHub and many wikis draw it in a page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from negtrack.formats.graph import Graph, graph
from negtrack.report import Report

_ARROWS = {"met": "-->", "waiting": "-.->", "open": "-.->", "blocked": "==>"}
_MARKUP = re.compile(r"""[^\w ·–→…,.;:()+%/°’“”-]""")


def render(report: Report, width: int | None, colour: bool) -> str:
    """A flowchart; a lock is a box around its positions."""
    del width, colour  # a drawing program has its own
    return "\n".join(_lines(graph(report))) + "\n"


def _lines(drawn: Graph) -> Iterator[str]:
    yield "flowchart LR"
    inside = {name for _, names in drawn.rings for name in names}
    labels = {node.name: f"{node.name}[{_quoted(node.label)}]" for node in drawn.nodes}
    for number, (title, names) in enumerate(drawn.rings):
        yield f"  subgraph l{number}[{_quoted(title)}]"
        yield from (f"    {labels[name]}" for name in names)
        yield "  end"
    yield from (f"  {told}" for name, told in labels.items() if name not in inside)
    for edge in drawn.edges:
        yield f"  {edge.start} {_ARROWS[edge.state]}|{_quoted(edge.label)}| {edge.end}"


def _quoted(text: str) -> str:
    """A text in quotes, with everything that could be markup by its number."""
    return f'"{_MARKUP.sub(lambda found: f"#{ord(found[0])};", text)}"'
