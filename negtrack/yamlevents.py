"""What of YAML is refused before it is composed: aliases, tags, depth, and too many parts.

To compose a text that somebody made for it could take all memory, or never end.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import yaml

from negtrack.problems import Place, Problem
from negtrack.text import one_line

if TYPE_CHECKING:
    from yaml.nodes import Node

DEEPEST = 40
"""The mappings and lists inside one another above which a file is refused."""

_MOST_PARTS = 30_000
"""The keys, values, lists and mappings above which a file is refused."""

_SIGN = re.compile(r"[&*!](?<![a-zA-Z0-9].)")
"""What can begin an anchor, an alias or a tag: none does right after a letter or a digit."""

_SAFE_OPENERS = 1000
"""Composing nests on the machine's stack: this many brackets, or columns, cannot exhaust it."""

UNWALKABLE = frozenset({"alias", "too-deep", "too-large"})
"""The codes of what makes a text one that is not composed."""

TOO_DEEP = (
    f"nested deeper than {DEEPEST} levels",
    "a record is never nested as deep: look for a bracket too many",
)
"""What is wrong with a text that is, and what to do."""

SPLIT = "split it: one file per party and round"


class Composer(yaml.CBaseLoader):
    """libyaml's composer; every node without a tag of its own gets one and the same.

    It tells a resolver of every node that it enters and leaves. None listens here, and what stands
    in for it is the cheapest that takes as many arguments.
    """

    descend_resolver = staticmethod(operator.is_)  # type: ignore[assignment]
    ascend_resolver = bool  # type: ignore[assignment]

    def resolve(self, kind: type[Node], value: Any, implicit: Any) -> str:
        """The one tag of all."""
        return "untagged"


def is_suspect(text: str) -> bool:
    """Whether an anchor, an alias, a tag, a dangerous depth or too many parts may be there."""
    if any(sign in text for sign in "&*!") and _SIGN.search(text):
        return True
    if len(text) > _MOST_PARTS and sum(map(text.count, "\n,:[{-?")) > _MOST_PARTS - 2:
        return True  # each part but the first has a sign of its own
    openers = text.count("[") + text.count("{")
    return max(openers, *map(len, text.split("\n"))) >= _SAFE_OPENERS


def tag_lines(file: str, text: str) -> Iterator[Problem]:
    """A problem per line that gives tags another name: a short one could stand for a megabyte."""
    if "%TAG" not in text:
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("%TAG"):
            message = "a line that names a tag is not read; the field decides the type"
            yield Problem("tag", Place(file, number), message, "leave it out")


def refusals(file: str, text: str) -> Iterator[Problem]:
    """Anchors, aliases, tags, deep nesting and too many parts, as far as one need be told."""
    depth, parts, documents = 0, 0, 0
    for event in yaml.parse(text, Loader=Composer):
        if isinstance(event, yaml.NodeEvent):
            parts += 1
            depth += isinstance(event, yaml.CollectionStartEvent)
            yield from _signs(event, file)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        documents += isinstance(event, yaml.DocumentStartEvent)
        if depth > DEEPEST:
            yield Problem("too-deep", _place(event, file), *TOO_DEEP)
        elif parts > _MOST_PARTS:
            message = f"the file has more than {_MOST_PARTS:,} keys and values, and is not read"
            yield Problem("too-large", _place(event, file), message, SPLIT)
        elif documents < 2:  # a second is told when the first is composed
            continue
        return


def _signs(event: yaml.NodeEvent, file: str) -> Iterator[Problem]:
    """The anchor, alias or tag of a part."""
    anchor, tag = event.anchor, getattr(event, "tag", None)
    if isinstance(event, yaml.AliasEvent):
        message = f"the alias '*{one_line(anchor or '')}' is not read"
        yield Problem("alias", _place(event, file), message, "write it out")
    elif anchor is not None:
        message = f"the anchor '&{one_line(anchor)}' is not read"
        yield Problem("anchor", _place(event, file), message, "leave it out")
    if tag is not None:
        message = f"the tag '{one_line(tag)}' is not read; the field decides the type"
        hint = "leave it out, or put the text in quotes"
        yield Problem("tag", _place(event, file), message, hint)


def _place(event: yaml.Event, file: str) -> Place:
    mark = event.start_mark
    assert mark is not None
    return Place(file, mark.line + 1, mark.column + 1)
