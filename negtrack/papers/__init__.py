"""The formats that a paper can be set in, one file each: a paper in, a whole file out."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from negtrack.paper import Paper

FORMATS = ("md", "html", "docx")
"""The names of the formats, which are the endings of their files and their modules' names, too."""


def render(name: str, paper: Paper) -> str | bytes:
    """The paper as a whole file in one of the formats; text ends in a newline."""
    found: Callable[[Paper], str | bytes] = import_module(f"{__name__}.{name}").render
    return found(paper)
