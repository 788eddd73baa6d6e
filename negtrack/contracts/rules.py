"""`negtrack rules -f json`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from negtrack.contracts.shapes import Contract, Shape


class Rule(Shape):
    """One problem that negtrack finds, with examples."""

    code: str
    """Its permanent code."""
    level: Literal["error", "warning"]
    """Whether it keeps the record from being used."""
    title: str
    """What is wrong, in a few words."""
    explanation: str
    """What to do about it, in one or two sentences."""
    file: str
    """The path of the examples' file, from the folder of the negotiation."""
    bad: str
    """The whole text of the file with the problem; empty where the file is not there."""
    good: str
    """The whole text of the file without the problem; empty where the file is not there."""


class Rules(Contract):
    """The catalogue of problems that negtrack finds, or the one asked about."""

    schema_: Literal["negtrack.rules/1"] = Field(alias="schema")
    """The contract and its version."""
    rules: list[Rule]
    """The problems, in the order in which people read about them."""
