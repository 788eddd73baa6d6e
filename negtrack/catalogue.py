"""The catalogue of every problem: its permanent code, what it means, a bad and a good example."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from negtrack.yamltext import read

_FILE = "catalogue.yaml"


class Entry(NamedTuple):
    """One problem: its code and level, a title, and in one or two sentences what to do about it.

    `bad` and `good` are whole texts of `file`, without and with the problem mended; empty where
    the file is not there.
    """

    code: str
    level: str
    title: str
    explanation: str
    file: str
    bad: str
    good: str


@cache
def catalogue() -> dict[str, Entry]:
    """Every problem by its code, in the order in which people read about them."""
    document, problems = read(_FILE, files("negtrack").joinpath(_FILE).read_bytes())[:2]
    assert document is not None
    assert not problems
    tree: Any = document.tree
    return {code: Entry(code, **entry) for code, entry in tree["rules"].items()}
