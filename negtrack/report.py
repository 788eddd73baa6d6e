"""What every analysis returns: one frozen answer that can be read as a page, as data or as rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from negtrack.page import Page

Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]
"""A value that JSON can hold."""

Scalar = None | bool | int | float | str
"""What one field of a CSV file can hold; a number stays a number, so that no guard hits it."""


class Rows(NamedTuple):
    """An answer as one flat table: stable column names, and rows as long as the header."""

    header: tuple[str, ...]
    rows: tuple[tuple[Scalar, ...], ...]


class Report(Protocol):
    """The answer of an analysis, the same for every format."""

    @property
    def found(self) -> bool:
        """Whether there is something to see, which `--exit-code` turns into exit code 1."""

    def page(self) -> Page:
        """The answer for people."""

    def data(self) -> dict[str, Json]:
        """The answer for programs, whole, to the versioned contract of `negtrack schema`."""

    def rows(self) -> Rows:
        """The answer for spreadsheets."""
