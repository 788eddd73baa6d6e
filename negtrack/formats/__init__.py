"""The formats an answer can be given in, one file each: a report in, text out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from os import PathLike, fspath
from pathlib import PurePath
from typing import NamedTuple

from negtrack.extras import needed
from negtrack.figure import DRAWN
from negtrack.problems import USAGE, Stop
from negtrack.report import Report
from negtrack.text import listed

Told = str | bytes | Iterator[str]
Renderer = Callable[[Report, int | None, bool], Told]


class Format(NamedTuple):
    """A format: its name, the ending of its files, and its module here, imported when asked for.

    The module has a public function, `render(report, width, colour)`, which makes text or bytes;
    where an answer may be long, another, `pieces`, yields the same text piece by piece.
    `piped` names another module for a pipe or a file, where there is no terminal to lay anything
    out for. `only` are the commands that it is for, where it is not for all. `needs` is an extra,
    and the libraries of it that it takes.
    """

    name: str
    ending: str
    module: str
    piped: str = ""
    only: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


_CHARTS = ("report", "vl_convert")

FORMATS = (
    Format("table", ".txt", "table", piped="plain"),  # for a terminal; in a pipe, aligned text
    Format("md", ".md", "markdown"),  # for GitHub, GitLab and wikis
    Format("json", ".json", "json"),  # for programs: whole, and versioned
    Format("csv", ".csv", "csv"),  # for spreadsheets: one flat table
    Format("html", ".html", "html", needs=("report", "jinja2")),  # for a browser, whole
    Format("github", "", "github", only=("check",)),  # for workflows: problems as annotations
    Format("dot", ".dot", "dot", only=("linkage",)),  # for Graphviz
    Format("mermaid", ".mmd", "mermaid", only=("linkage",)),  # for pages that draw it themselves
    Format("svg", ".svg", "svg", only=DRAWN, needs=_CHARTS),  # for slides and print
    Format("png", ".png", "png", only=DRAWN, needs=_CHARTS),  # for what takes no vectors
)
"""Every format there is."""


def names() -> tuple[str, ...]:
    """The names that `--format` takes on every command."""
    return tuple(one.name for one in FORMATS if not one.only)


def by_ending(path: str | PathLike[str]) -> str:
    """The name of the format that the ending of a file asks for."""
    ending = PurePath(fspath(path)).suffix.lower()
    for one in FORMATS:
        if one.ending and one.ending == ending:
            return one.name
    known = listed([one.ending for one in FORMATS if one.ending and not one.only], "or")
    told = f"no format has the ending '{ending}'" if ending else f"'{path}' has no ending"
    raise Stop(told, f"name a file that ends in {known}", USAGE)


def render(name: str, report: Report, width: int | None, colour: bool) -> str | bytes:
    """The report in the named format, as text that ends in one newline, or as a picture's bytes.

    `width` is the terminal's, in columns, or None for a pipe or a file.
    """
    told = pieces(name, report, width, colour)
    return told if isinstance(told, str | bytes) else "".join(told)


def pieces(name: str, report: Report, width: int | None, colour: bool) -> Told:
    """The same, but text piece by piece where the format can tell it so.

    What the report has to compute for it is computed before the first of them.
    """
    for one in FORMATS:
        if one.name == name:
            if one.needs:
                needed(f"the format '{name}'", *one.needs)
            module = one.piped if one.piped and width is None else one.module
            return _renderer(module)(report, width, colour)
    raise Stop(f"there is no format '{name}'", f"use {listed(names(), 'or')}", USAGE)


def _renderer(name: str) -> Renderer:
    module = import_module(f"{__name__}.{name}")
    found: Renderer = getattr(module, "pieces", module.render)
    return found
