"""What waits for what as a graph, for those formats that draw one: nodes, rings and edges."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from negtrack.problems import USAGE, Stop
from negtrack.report import Report
from negtrack.text import one_line


class Node(NamedTuple):
    """A position that waits or is waited for: its name in the graph, and what it says."""

    name: str
    label: str


class Edge(NamedTuple):
    """That one position waits for another, by their names, with the state of that need."""

    start: str
    end: str
    label: str
    state: str


class Graph(NamedTuple):
    """A whole graph; `rings` are the names of the nodes in each lock, with the lock's title."""

    title: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    rings: tuple[tuple[str, tuple[str, ...]], ...]


def graph(report: Report) -> Graph:
    """The graph of a report of linkage; Stop where it is of something else."""
    data: Any = report.data()
    if "conditions" not in data:
        raise Stop("a graph is of conditions only", "negtrack linkage -f dot", USAGE)
    names: dict[tuple[str, str], str] = {}
    for one in data["conditions"]:
        names.setdefault((one["party"], one["issue"]), f"s{len(names)}")
    edges = tuple(_edges(data["conditions"], names))
    rings = tuple(
        (
            f"lock of {lock['kind']}",
            tuple(names[one["party"], one["issue"]] for one in lock["statements"]),
        )
        for lock in data["locks"]
        if all((one["party"], one["issue"]) in names for one in lock["statements"])
    )
    nodes = tuple(Node(name, one_line(" · ".join(key))) for key, name in names.items())
    return Graph(one_line(report.page().title), nodes, edges, rings)


def _edges(conditions: list[Any], names: dict[tuple[str, str], str]) -> Iterator[Edge]:
    """An edge per need and party that is asked; a node is made for whoever has no conditions."""
    for one in conditions:
        start, issue = names[one["party"], one["issue"]], one["needs"]["issue"]
        alternative = f" (or {one['alternative']})" if one["alternative"] > 1 else ""
        label = one_line(f"{_spelled(one['needs']['value'])}: {one['state']}{alternative}")
        for party in one["asked"] or ["nobody"]:
            end = names.setdefault((party, issue), f"s{len(names)}")
            yield Edge(start, end, label, one["state"])


def _spelled(value: Any) -> str:
    """A value of the contract in words."""
    if isinstance(value, list):
        return " or ".join(map(_spelled, value))
    if isinstance(value, dict):
        return ", ".join(f"{key} {one}" for key, one in value.items())
    return str(value)
