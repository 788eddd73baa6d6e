"""The keys of negotiation.yaml: parties, issues and their scales, sources."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from negtrack.contracts.keys import ABSENT, Id, Keys, PartOfDay, Text, Value, Weight, words

Role = Annotated[
    str,
    words(
        principal="It negotiates; so it is where nothing is said.",
        mediator="It mediates between the principals.",
        guarantor="It vouches for what is agreed.",
        observer="It is present, no more.",
        third_party="It is none of these, but others address it or it speaks on the issues.",
    ),
]
Scale = Annotated[
    str,
    words(
        ladder="Options in order, from one end to the other: one question orders them all.",
        quantity="A number or a date, a range of them, or a word that stands for a number.",
        choice="Options in no order.",
        text="Any text; two texts are the same or cannot be measured.",
    ),
]


class Party(Keys):
    """Somebody who speaks or is spoken to. Its id is also the name of its file in a round."""

    name: Text
    """The name that people read. Required. Example: Türkiye"""
    role: Role = ABSENT
    """What it is at the talks: principal (so where nothing is said), mediator, guarantor,
    observer or third-party."""
    side: Text = ABSENT
    """A word that parties on one side share: no gap or move is counted between them.
    Example: employers"""
    power: Weight = ABSENT
    """How much weight the party has, 0–100. Example: 60"""
    members: list[Text] = ABSENT
    """Makes the party a bloc: the ids of the declared parties that it consists of.
    Example: [east, west]"""
    note: Text = ABSENT
    """A remark on the party, free text."""


class Option(Keys):
    """One option of a ladder or choice, with its place."""

    label: Text
    """What the option means, for people to read. Required."""
    at: Weight = ABSENT
    """The place on the ladder, 0–100, increasing from option to option; on all of them or none.
    Example: 25"""


class Issue(Keys):
    """What is negotiated, and the scale that orders what can be said about it."""

    title: Text
    """The title that people read. Required. Example: Prisoner exchange"""
    group: Text = ABSENT
    """A word that related issues share, to ask about them together. Example: security"""
    scale: Scale
    """What a value is, and how far two values are apart: ladder, quantity, choice or text.
    Required."""
    options: Annotated[dict[Id, Text | Option], Field(min_length=1)] = ABSENT
    """For a ladder, in order, and for a choice: an id for each option, with its label.
    Example: {none: Fighting goes on, full: On land and at sea}"""
    reference: Value = ABSENT
    """The value that holds if nothing is agreed. Example: none"""
    unit: Text = Field(default=ABSENT, examples=["date", "persons", "percent", "days"])
    """For a quantity: what its numbers count; with date its values are dates. Example: persons"""
    min: Text = ABSENT
    """For a quantity: the lowest value that counts, the one end of its span. Example: 0"""
    max: Text = ABSENT
    """For a quantity: the highest value that counts, the other end of its span. Example: 6000"""
    words: dict[str, Text] = ABSENT
    """For a quantity: words that stand for a number. Example: {all: 6000}"""
    basis: Text = ABSENT
    """For a quantity: how its numbers count. Numbers on another basis are not measured against
    these. Example: per-side"""
    note: Text = ABSENT
    """A remark on the issue, free text."""


class Source(Keys):
    """Where something was read."""

    publisher: Text
    """Who published it. Required. Example: The Gazette"""
    title: Text = ABSENT
    """The title of the text."""
    date: PartOfDay = ABSENT
    """When it was published: a day, a month or a year. Example: 2025-06"""
    url: Text = ABSENT
    """Where it can be found. Example: https://example.org/talks"""
    note: Text = ABSENT
    """A remark on the source, free text."""


class Negotiation(Keys):
    """The file negotiation.yaml of a negtrack record: who negotiates, on what, and the sources."""

    title: Text
    """The title that people read. Required. Example: The river talks, 2025"""
    parties: dict[Id, Party] | None
    """Everybody who speaks or is spoken to, by an id of lower-case letters, digits and hyphens.
    Required. Example: {north: {name: North}, envoy: {name: The envoy, role: mediator}}"""
    issues: dict[Id, Issue] | None
    """What is negotiated, by an id of lower-case letters, digits and hyphens. Required.
    Example: {venue: {title: Venue, scale: choice, options: {coast: The coast}}}"""
    sources: dict[Id, Source] | None = ABSENT
    """Where things were read, by an id that source then names.
    Example: {gazette: {publisher: The Gazette, date: 2025-01-11}}"""
    note: Text = ABSENT
    """A remark on the negotiation, free text."""
