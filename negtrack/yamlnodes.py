"""Where each part of a YAML text begins and ends, for whoever changes one part and no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

import yaml.nodes

from negtrack.yamlevents import Composer

_KEEPS_BLANKS = re.compile(r"[|>]\d?\+")
"""How a block of text begins whose blank lines at the end are part of it."""


class Node(NamedTuple):
    """One part of a text: `text[start:end]`, beginning in a column counted from 0.

    `items` are the pairs of a mapping or, without keys, the items of a list. `value` is the text
    of a scalar as YAML reads it, and `block` whether its lines stand below a `|` or `>`. Of a
    list or mapping in block style the end is where YAML stops looking: see `close`.
    """

    kind: Literal["nothing", "text", "list", "mapping"]
    start: int
    end: int
    column: int
    flow: bool = False
    block: bool = False
    value: str = ""
    items: tuple[tuple[Node | None, Node], ...] = ()

    def under(self, key: str) -> tuple[Node, Node] | None:
        """The key of a mapping with its value, if it is there."""
        for held, value in self.items:
            if held is not None and held.value == key:
                return held, value
        return None


def parse(text: str) -> Node | None:
    """The topmost node of a text that `yamltext.read` found nothing wrong with; None if empty."""
    root = Composer(text).get_single_node()
    return None if root is None else _node(root)


def close(text: str, node: Node) -> int:
    """Where the last that belongs to a node ends: no comment, and no line break, after it."""
    if node.kind in ("list", "mapping") and not node.flow:
        return close(text, node.items[-1][1])
    if not node.block:
        return node.end
    whole = text[node.start : node.end]
    if not _KEEPS_BLANKS.match(whole):
        return node.start + len(whole.rstrip())
    return node.end - (whole.endswith("\n") + whole.endswith("\r\n"))


def leaves(node: Node) -> Iterator[Node]:
    """Every key and scalar in a node, in the order in which they stand."""
    if node.kind in ("nothing", "text"):
        yield node
    for key, value in node.items:
        if key is not None:
            yield key
        yield from leaves(value)


def comments(text: str, node: Node) -> bool:
    """Whether a comment stands within a node, where it would go if the node went."""
    here = node.start
    for leaf in leaves(node):
        if "#" in text[here : leaf.start]:
            return True
        header = text[leaf.start : leaf.end].partition("\n")[0] if leaf.block else ""
        if "#" in header:
            return True
        here = leaf.end
    return "#" in text[here : close(text, node)]


def _node(node: yaml.nodes.Node) -> Node:
    start, end = node.start_mark, node.end_mark
    where = start.index, end.index, start.column
    if isinstance(node, yaml.nodes.ScalarNode):
        kind: Literal["nothing", "text"] = "text" if node.style or node.value else "nothing"
        return Node(kind, *where, block=node.style in ("|", ">"), value=str(node.value))
    assert isinstance(node, yaml.nodes.CollectionNode)
    flow = bool(node.flow_style)
    if isinstance(node, yaml.nodes.SequenceNode):
        return Node("list", *where, flow, items=tuple((None, _node(one)) for one in node.value))
    assert isinstance(node, yaml.nodes.MappingNode)
    pairs = tuple((_node(key), _node(value)) for key, value in node.value)
    return Node("mapping", *where, flow, items=pairs)
