"""What the files of a record share, as an editor sees it: scalars, words, and who said something.

An editor's YAML reader gives numbers and true or false where negtrack keeps the text, so each type
here takes whatever such a reader makes of a text that negtrack accepts. The classes are for the
schemas alone: a record is read by `negtrack.schema`, and a test holds the two together.
"""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

ABSENT: Any = None
"""The default of a key that may be left out; nothing is no value for it."""


def _pattern(pattern: str, advice: str) -> Any:
    """A text's pattern, and what an editor says, in place of it, of a text that has not got it."""
    return Field(pattern=pattern, json_schema_extra={"patternErrorMessage": advice})


_NUMERIC = _pattern(r"^[+-]?[0-9]{1,30}(\.[0-9]{1,30})?$", "A number is digits: 1200 or 2.5.")
_DAY = _pattern(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "A date is year-month-day: 2025-06-02.")
_PART = _pattern(
    r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$", "A date here is 2025-06-02, or 2025-06, or 2025."
)

ID_ADVICE = "An id is lower-case letters, digits and single hyphens."
"""What an editor says of a key that is no id."""

Text = Annotated[str, Field(pattern=r"\S")] | float | bool
OneOrMore = Text | list[Text]
Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Number = Annotated[str, _NUMERIC] | float
Day = Annotated[str, _DAY]
PartOfDay = Annotated[str, _PART] | Annotated[int, Field(ge=1000, le=9999)]
Weight = Annotated[str, _NUMERIC] | Annotated[float, Field(ge=0, le=100)]


def words(**meanings: str) -> WithJsonSchema:
    """A text that is one of these words, each with its meaning; `_` is written `-`."""
    known = [word.replace("_", "-") for word in meanings]
    return WithJsonSchema(
        {"type": "string", "enum": known, "enumDescriptions": [*meanings.values()]}
    )


def _spaced(shape: type) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", shape.__name__).capitalize()


def _unnamed(schema: dict[str, Any]) -> None:
    """Leave the title and description to the key: an editor would show these in their place."""
    del schema["title"], schema["description"]


class Keys(BaseModel):
    """A mapping with these keys and no others."""

    model_config = ConfigDict(
        extra="forbid", use_attribute_docstrings=True, model_title_generator=_spaced
    )


class Range(Keys):
    """Numbers or dates from one end to the other, both in it; an end left out is open."""

    model_config = ConfigDict(json_schema_extra=_unnamed)

    min: Text = ABSENT
    """The lowest number, or the first date. Left out: anything up to max. Example: 30"""
    max: Text = ABSENT
    """The highest number, or the last date. Left out: anything from min. Example: 90"""


Value = Text | Range | list[Text | Range]
"""What a party names, on the scale of the issue; a list means any of these."""

Needs = Annotated[dict[str, Value], Field(min_length=1)]
"""Issues, and what all of them must come to."""

Confidence = Annotated[
    str,
    words(
        high="The record is sure of it; so it is where nothing is said.",
        medium="Likely, but not certain.",
        low="Doubtful: a rumour, a single weak source.",
    ),
]


class Provenance(Keys):
    """Who said something, when, where it was read, and who reported it."""

    date: Day = ABSENT
    """The day on which it was said, as year-month-day. Example: 2025-06-02"""
    published: Day = ABSENT
    """The day on which it became public, where that was later. Example: 2025-06-03"""
    quote: Text = ABSENT
    """What was said, verbatim and short, best in quotation marks."""
    speaker: Text = ABSENT
    """Who spoke for the party. Example: Vasily Nebenzya"""
    source: OneOrMore = ABSENT
    """Where it was read: an id from sources in negotiation.yaml, or a list of them."""
    stated_by: Text = Field(
        default=ABSENT, examples=["self", "counterpart", "mediator", "press", "leak"]
    )
    """Who reported it: self (so where nothing is said), counterpart, mediator, press,
    leak, or the id of a party."""
    confidence: Confidence = ABSENT
    """How sure the record is of it: high (so where nothing is said), medium or low."""
    note: Text = ABSENT
    """A remark, free text; with a colon or a # in it, best in quotation marks."""
