"""`negtrack brief -f json`."""

from __future__ import annotations

import datetime
from typing import Literal

from pydantic import Field

from negtrack.contracts.shapes import AboutNegotiation, Count, Shape


class Sentence(Shape):
    """A sentence, and what it rests on."""

    text: str
    """The sentence."""
    notes: list[Count]
    """The numbers of its notes."""


class Paragraph(Shape):
    """A part of the brief."""

    heading: str
    """What it is about."""
    sentences: list[Sentence]
    """Its sentences, the most important first; the last counts what was left out, if anything."""
    left_out: Count
    """As many sentences were left out of it, so that the brief fits on two pages."""


class Note(Shape):
    """What a sentence rests on: sources, or the rule of a figure."""

    n: Count
    """Its number, from 1, in the order in which sentences name notes."""
    text: str
    """The sources, who reported it, and a short quote; or the rule by which it was computed."""
    source: list[str]
    """The ids of the sources; empty where it is a rule, or the record names none."""
    url: list[str]
    """The addresses of those sources that have one, http or https."""
    places: list[str]
    """Where it stands in the record, `file:line` from the folder of the negotiation."""


class Brief(AboutNegotiation):
    """A round in sentences on two pages, each with what it rests on."""

    schema_: Literal["negtrack.brief/1"] = Field(alias="schema")
    """The contract and its version."""
    round: str
    """The id of the round."""
    number: Count
    """The number of the round, from 1."""
    date: datetime.date
    """The date of the round."""
    rev: str | None
    """The git revision it was read at; null for the files as they are."""
    paragraphs: list[Paragraph]
    """The parts of the brief, in reading order."""
    notes: list[Note]
    """Every note once, by number."""
