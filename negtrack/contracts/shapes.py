"""What several contracts share: places, rounds, values, and who said so."""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

Kind = Literal[
    "withdrawal",
    "non-answer",
    "reservation",
    "new",
    "acceptance",
    "concession",
    "retraction",
    "shift",
    "rejection",
    "conditions",
    "emphasis",
    "insistence",
    "silence",
    "wording",
    "removed",
]
"""A kind of change; `docs/figures.md` defines each."""

Aspects = list[Annotated[str, Field(pattern="^[a-z]+(-[a-z]+)*$")]]
Stance = Literal["demand", "offer", "accept", "reserve", "no-answer", "withdraw"]
Percent = Annotated[float, Field(ge=0, le=100)]
Count = Annotated[int, Field(ge=0)]
Ordinal = Annotated[int, Field(ge=1)]


class Shape(BaseModel):
    """An object with these keys, all of them, and no others."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)


class Contract(Shape):
    """A whole answer, which names its contract first."""

    schema_: str = Field(alias="schema")
    """The contract and its version; another version may have other keys."""


class Place(Shape):
    """Where something stands in the record."""

    file: str
    """The path of the file, from the folder that holds `positions/`, with forward slashes."""
    line: Ordinal
    """The line, from 1."""
    column: Ordinal
    """The column, from 1, in characters."""


class Round(Shape):
    """A round, as it was read."""

    round: str
    """The round's id, the name of its folder."""
    number: Ordinal
    """Its number in order of date, from 1."""
    date: datetime.date
    """The day it was held or began."""
    rev: str | None
    """The git revision at which it was read; null for the files as they lie there."""


class Commit(Shape):
    """A commit of the record in git."""

    rev: str
    """Its short hash."""
    hash: str
    """Its whole hash."""
    date: str
    """The day on which its author made it, in ISO 8601."""
    author: str
    """The name of its author."""
    subject: str
    """The first line of its message."""
    earliest: bool
    """Whether a shallow clone ends with it, so that what it holds may be of a commit before it."""


class AboutNegotiation(Contract):
    """An answer about one negotiation."""

    negotiation: str
    """The id of the negotiation, the name of its folder."""
    private: bool
    """Whether it holds what is marked confidential, as `--private` asks for."""


class AboutRound(Round, AboutNegotiation):
    """An answer about one negotiation as of one round, which it names by the keys of a round."""


End = float | datetime.date
"""A number in the issue's unit; a date where the unit is dates."""


class AtLeast(Shape):
    """A range without an upper end."""

    min: End
    """The lowest number in the issue's unit, or the first date, which is in it."""


class AtMost(Shape):
    """A range without a lower end."""

    max: End
    """The highest number in the issue's unit, or the last date, which is in it."""


class Between(Shape):
    """A range with both ends."""

    min: End
    """The lowest number in the issue's unit, or the first date, which is in it."""
    max: End
    """The highest number in the issue's unit, or the last date, which is in it."""


class Element(RootModel[str | float | AtLeast | AtMost | Between]):
    """An option's id, a text, a date, a number in the issue's unit, its word, or a range."""


class Value(RootModel[Element | Annotated[list[Element], Field(min_length=2)]]):
    """What a party names: one thing, or a list that means any of these."""


class Provenance(Shape):
    """Who said something, when, where it was read, and who reported it."""

    date: datetime.date | None
    """The day it was said; null where the record has none."""
    source: list[str]
    """The ids of the sources it was read in; empty where the record names none."""
    quote: str | None
    """What was said, verbatim; null where the record has no quote."""
    speaker: str | None
    """Who spoke for the party; null where the record does not say."""
    stated_by: str
    """Who reported it: self, counterpart, mediator, press, leak, or the id of a party."""
    confidence: Literal["high", "medium", "low"]
    """How sure the record is of it."""
    note: str | None
    """A remark of the record's; null where there is none."""


class Version(Provenance):
    """Another version of the same statement."""

    value: Value | None
    """What it names; null where it names nothing."""
    stance: Stance
    """What is done with the value: asked, offered, accepted; or why there is none."""
    rejects: list[Element]
    """What is refused, any of these; empty where nothing is."""
    accepts: list[Element]
    """What the party could live with, any of these; empty where nothing is said of it."""


class Reply(Shape):
    """What a statement replies to: where a party stood on the same issue."""

    party: str
    """The id of the party."""
    round: str | None
    """The id of the round; null where it is the last in which the party spoke on it."""


class Position(Provenance):
    """Where a party stands on an issue, with everything that was said with it."""

    value: Value | None
    """What it asks for, offers or accepts; null where no value stands."""
    stance: Stance
    """What is done with the value: asked, offered, accepted; or why there is none."""
    unconditional: bool
    """Whether it is asked free of any condition of the other side's."""
    rejects: list[Element]
    """What the party refuses, any of these; empty where nothing is."""
    accepts: list[Element]
    """What it has said it could live with, any of these; empty where it has said nothing."""
    basis: str | None
    """How a number counts, such as `compounded`; null where the record does not say."""
    only_if: list[dict[str, Value]]
    """Its price: alternatives, each of issues and what all of them must come to; empty for none."""
    of: list[str]
    """The ids of those it is asked of; empty for the counterparts."""
    red_line: bool
    """Whether the party calls it a red line."""
    salience: Percent | None
    """How much it matters to the party, 0–100; null where the record does not say."""
    package: str | None
    """The id of the package it belongs to; null where it stands alone."""
    by: datetime.date | None
    """The day by which it is asked; null where none was named."""
    replies_to: Reply | None
    """What it replies to; null where the record does not say."""
    said_in: str
    """The id of the round in which the position was stated."""
    coder: str | None
    """Who coded it; null where the record does not say."""
    disputed: list[Version]
    """The other versions of the statement that its sources give; empty for none."""
    place: Place
    """Where the statement stands."""


class Input(Shape):
    """A party's place on an issue's scale, as a model of bargaining takes it, and its weights."""

    party: str
    """The id of the party."""
    value: Value
    """What it names."""
    x: Percent
    """Its place on the scale, 0–100."""
    taken: Literal["value", "middle", "end"]
    """What of the value that is: itself, the middle of a range, or the one end that it states."""
    salience: Percent | None
    """How much the issue matters to it, 0–100; null where the record does not say."""
    power: Percent | None
    """Its power, 0–100; null where the record does not say."""
    disputed: bool
    """Whether other versions of the statement are told, which are not counted."""
    said_in: str
    """The id of the round in which the position was stated."""
    place: Place
    """Where the statement stands."""


class LeftOut(Shape):
    """A principal that is not counted on an issue."""

    party: str
    """The id of the party."""
    reason: Literal["no-position", "several", "basis", "bloc"]
    """No value stands; any of several; a number on another basis; or its bloc is counted for it."""


class AsWritten(GenerateJsonSchema):
    """Keys in the order of the classes, without the titles that pydantic makes up for each."""

    def sort(self, value: JsonSchemaValue, parent_key: str | None = None) -> JsonSchemaValue:
        """Leave the keys in their order."""
        return value

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Make up no title."""
        return False
