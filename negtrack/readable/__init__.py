"""A file of the record as people read it who know no YAML: text in, text out.

What git shows instead of the YAML. It never fails: what cannot be read as a record comes out as it
is written, with everything that a reader cannot see spelled out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from negtrack import yamlnodes
from negtrack.readable.blocks import Block, blocks
from negtrack.text import one_line, visible
from negtrack.yamltext import Document, read

_COMMENT = re.compile(r"#[^\n]*")
_HARMLESS = ("cut-text",)
"""The problems after which a text still says everything that it says."""


def readable(raw: bytes) -> str:
    """The bytes of a file as plain words, line by line; as visible text where that cannot be."""
    document, problems, _ = read("", raw)
    if document is None or any(one.code not in _HARMLESS for one in problems):
        return _as_written(raw)
    paragraphs = [
        "\n".join((*above, block.heading, *(f"  {line}" for line in (*block.lines, *inside))))
        for above, block, inside in _with_comments(document)
    ]
    return "\n\n".join(paragraphs) + "\n" if paragraphs else _as_written(raw)


def _as_written(raw: bytes) -> str:
    """The text of a file, every line of it, without what a reader cannot see."""
    text = raw.decode("utf-8-sig", "backslashreplace").replace("\r\n", "\n")
    return visible(text)


def _with_comments(document: Document) -> Iterator[tuple[list[str], Block, list[str]]]:
    """Each block, with the comments that stand above it and those that stand in it."""
    found = list(blocks(document.tree))
    lines = document.text.split("\n")
    starts = _starts(document, found)
    above: dict[int, list[str]] = {}
    inside: dict[int, list[str]] = {}
    for line, text in _comments(document.text) if "#" in document.text else ():
        below = _next_line(lines, line)
        if lines[line - 1].lstrip().startswith("#") and below in starts:
            above.setdefault(starts[below], []).append(text)
        elif found:
            inside.setdefault(_around(starts, line), []).append(text)
    for place, block in enumerate(found):
        yield above.get(place, []), block, inside.get(place, [])


def _starts(document: Document, found: list[Block]) -> dict[int, int]:
    """The lines on which a block, or what it stands in, begins, to the number of the block."""
    starts: dict[int, int] = {}
    for place, block in enumerate(found):
        for depth in range(len(block.path), 0, -1) or (0,):
            path = block.path[:depth]
            key = bool(path) and isinstance(path[-1], str)
            starts.setdefault(document.place(path, key=key).line, place)
    return starts


def _around(starts: dict[int, int], line: int) -> int:
    """The block that a line stands in: the last that begins there or above."""
    known = sorted(starts)
    return starts[known[max(bisect_right(known, line) - 1, 0)]]


def _next_line(lines: list[str], line: int) -> int:
    """The number of the next line that says something, after this one."""
    for number in range(line, len(lines)):
        said = lines[number].strip()
        if said and not said.startswith("#"):
            return number + 1
    return 0


def _comments(text: str) -> Iterator[tuple[int, str]]:
    """Every comment with the number of its line: what begins with `#` between keys and values."""
    ends = [found.start() for found in re.finditer("\n", text)]
    for start, end in _gaps(text):
        for found in _COMMENT.finditer(text, start, end):
            yield bisect_right(ends, found.start()) + 1, one_line(found[0])


def _gaps(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a text between its keys and values, and the first line of a `|` or `>`."""
    root, here = yamlnodes.parse(text), 0
    for leaf in () if root is None else yamlnodes.leaves(root):
        yield here, leaf.start
        header = text.find("\n", leaf.start, leaf.end) if leaf.block else -1
        if header >= 0:
            yield leaf.start, header
        here = leaf.end
    yield here, len(text)
