"""What a file says, as blocks: a heading for each thing it tells of, and its lines.

Total over every tree that `yamltext.read` gives, right or wrong: a key that is not known is told by
its own name, and a value of another shape part by part, so that nothing is ever left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from negtrack.readable.keys import ABOUT, SECTIONS, STATEMENT, Teller, fields, said
from negtrack.readable.lines import told
from negtrack.text import one_line
from negtrack.yamltext import Path, Tree


class Block(NamedTuple):
    """A heading with the lines under it, and the route to where that stands in the file."""

    heading: str
    lines: tuple[str, ...]
    path: Path


def blocks(tree: Tree) -> Iterator[Block]:
    """Everything in a file, in its order; first what it says about itself."""
    if not isinstance(tree, dict):
        if tree is not None:
            yield Block("this file", tuple(told("says", tree)), ())
        return
    about = {key: value for key, value in tree.items() if key in ABOUT}
    if about:
        yield Block(_kind(tree), tuple(fields(about, ABOUT)), (next(iter(about)),))
    for key, value in tree.items():
        if key not in about:
            yield from _section(key, value)


def _kind(tree: dict[str, Tree]) -> str:
    if tree.keys() & {"parties", "issues", "sources", "title"}:
        return "negotiation"
    return "round" if "date" in tree else "this file"


def _section(key: str, value: Tree) -> Iterator[Block]:
    """A block for each thing of a section; one for what is no section, or empty."""
    inside: list[tuple[str | int, Tree]] = []
    if key in SECTIONS and isinstance(value, dict):
        inside = list(value.items())
    elif key == "events" and isinstance(value, list):
        inside = list(enumerate(value))
    if not inside:
        yield Block(one_line(key) or "(no name)", tuple(told("says", value)), (key,))
    for step, one in inside:
        name, keys = SECTIONS[key]
        label = name if isinstance(step, int) else f"{name}{one_line(step) or '(no name)'}"
        if key == "positions" and isinstance(one, list) and one:
            for number, statement in enumerate(one):
                yield _block(label, statement, keys, (key, step, number))
        else:
            yield _block(label, one, keys, (key, step))


def _block(label: str, value: Tree, keys: Mapping[str, Teller], path: Path) -> Block:
    """One thing with its keys. Statements and events are told apart from others by their day."""
    section = path[0]
    if isinstance(value, str):
        short = {"positions": "value", "answers": "stance"}.get(str(section))
        value = {short: value} if short else value
    if value is None:
        return Block(label, ("says nothing",), path)
    if not isinstance(value, dict):
        return Block(label, tuple(told("says", value)), path)
    day = value.get("date")
    if section in ("positions", "events") and isinstance(day, str) and day.strip():
        label = f"{label} on {one_line(day)}"
        value = {key: one for key, one in value.items() if key != "date"}
    lines = tuple(said(value)) if keys is STATEMENT else ()
    return Block(label, (*lines, *fields(value, keys)), path)
