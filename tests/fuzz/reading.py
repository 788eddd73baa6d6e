"""Bytes as a file of a record: read to the end, told with a place, as another reader has them."""

from __future__ import annotations

import re

import yaml
from base_record import FOLDER, LISTENER, files

from negtrack.analyses.check import check
from negtrack.problems import Place, Problem
from negtrack.record import read_all
from negtrack.yamltext import Path, Tree, read

PARTS = (
    (re.compile(rb"^(?:parties|issues|sources):", re.MULTILINE), "negotiation.yaml"),
    (re.compile(rb"^(?:date|events|agreements):", re.MULTILINE), "2025-02-01/round.yaml"),
    (re.compile(b""), "2025-02-01/north.yaml"),
)
"""The files of a record, one of each kind, by what bytes have in them that are put in its place."""


def text(raw: bytes) -> None:
    """One file by itself: a document or a problem, places in the text, the values of PyYAML."""
    found = read("f.yaml", raw)
    assert found.document is not None or found.problems
    for problem in found.problems:
        told_well(problem, raw)
    document = found.document
    if document is None:
        return
    for path in paths(document.tree):
        for key in (True, False):
            within(document.place(path, key=key), raw)
    if not any(one.level == "error" for one in found.problems) and accepts(found.text):
        assert says(composed(found.text)) == document.tree


def record(raw: bytes) -> None:
    """One file of a record: no more is known of it where it is read than where it is heard."""
    part = next(name for sign, name in PARTS if sign.search(raw))
    held = {**files(), f"{FOLDER}/{part}": raw}
    reading, heard = read_all(held), read_all(held, hearing=LISTENER.hear)
    problems = check(reading).problems
    assert check(heard).problems == problems
    told = [one.negotiation for one in reading.records]
    assert [one.negotiation for one in heard.records] == told
    assert told or any(one.level == "error" for one in problems)
    for problem in problems:
        told_well(problem, held.get(problem.place.file, b""))


def told_well(problem: Problem, raw: bytes) -> None:
    """A problem is one line of words, and all its places are in the text."""
    assert problem.code
    assert problem.message
    assert "\n" not in problem.told
    within(problem.place, raw)


def within(place: Place, raw: bytes) -> None:
    """The place is on a line of the text, and no further than just behind its end."""
    lines = raw.decode("utf-8-sig", "replace").split("\n")
    assert 1 <= place.line <= len(lines), place
    assert 1 <= place.column <= len(lines[place.line - 1]) + 1, place


def paths(tree: Tree, path: Path = ()) -> list[Path]:
    """The way to every part of what a file says."""
    steps = [*tree.items()] if isinstance(tree, dict) else [*enumerate(tree or ())]
    if isinstance(tree, str | None):
        return [path]
    return [path, *(more for step, one in steps for more in paths(one, (*path, step)))]


def accepts(told: str) -> bool:
    """Whether PyYAML's own parser, which is no C, takes the text; it refuses more."""
    try:
        composed(told)
    except (yaml.YAMLError, RecursionError):
        return False
    return True


def composed(told: str) -> yaml.Node | None:
    """The text as that parser has it; None where it says nothing."""
    return yaml.compose(told, Loader=yaml.BaseLoader)


def says(node: yaml.Node | None) -> Tree:
    """What a node says, every scalar as its text, and one that is not there as nothing."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: says(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [says(one) for one in node.value]
    return node.value if node and (node.value or node.style) else None
