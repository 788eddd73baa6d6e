"""`negtrack check -f json`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from negtrack.contracts.shapes import Contract, Count, Ordinal, Place, Shape


class Problem(Shape):
    """A fault in what someone wrote."""

    code: str
    """Its permanent code, which `negtrack rules` explains."""
    level: Literal["error", "warning"]
    """Whether it keeps the record from being used."""
    message: str
    """What is wrong, in a sentence."""
    file: str
    """The path of the file, from the folder that holds `positions/`, with forward slashes."""
    line: Ordinal
    """The line, from 1."""
    column: Ordinal
    """The column, from 1, in characters."""
    hint: str | None
    """What to do next; null where there is no advice."""
    related: list[Place]
    """The other places to see, where the fault lies between several; empty where it does not."""


class Counts(Shape):
    """How many problems there are of each level."""

    error: Count
    """Problems that keep the record from being used."""
    warning: Count
    """Problems that do not."""


class Check(Contract):
    """Every problem of a record, sorted by file, line and column."""

    schema_: Literal["negtrack.check/1"] = Field(alias="schema")
    """The contract and its version."""
    problems: list[Problem]
    """Every problem; empty where there is none."""
    counts: Counts
    """The problems of each level."""
