"""Values, lists and provenance as scalars in columns: exact as text, and as numbers to count with.

A value is written as it stands in the record: an option, a number, a date or a text. What is not a
single one of these, a list or a range, is compact JSON, and so is a text that looks like it.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from negtrack.model import CONFIDENCES, Condition, Element, Issue, Provenance, Range, Value
from negtrack.problems import Place
from negtrack.report import Scalar
from negtrack.tables.shape import Cells, Field
from negtrack.values import spelled_number

_STRUCTURE = ("[", "{", '"')
"""What a cell begins with that is JSON."""

_EXACT = 2**53
"""The whole numbers below this are exact in every tool."""


def packed(data: Any) -> str:
    """Data as compact JSON on one line: numbers exact, dates in ISO 8601, keys in given order."""
    if isinstance(data, Mapping):
        return f"{{{','.join(f'{packed(str(key))}:{packed(one)}' for key, one in data.items())}}}"
    if isinstance(data, list | tuple):
        return f"[{','.join(map(packed, data))}]"
    if isinstance(data, Decimal):
        return f"{data:f}"
    if isinstance(data, datetime.date):
        return packed(data.isoformat())
    return json.dumps(data, ensure_ascii=False)


def value_cell(issue: Issue, value: Value) -> str | None:
    """A value in one cell; None where there is none."""
    if not value:
        return None
    if len(value) > 1:
        return packed([exact(issue, one) for one in value])
    told = exact(issue, value[0])
    if isinstance(told, str):
        return packed(told) if told.startswith(_STRUCTURE) else told
    return packed(told)


def exact(issue: Issue, element: Element) -> Any:
    """One element of a value to be packed: a text, an exact number, or a range of those."""
    if isinstance(element, str):
        return element
    if element.word:
        return element.word
    if element.low is not None and element.low == element.high:
        return end(issue, element.low)
    ends = (("min", element.low), ("max", element.high))
    return {name: end(issue, one) for name, one in ends if one is not None}


def end(issue: Issue, amount: Decimal) -> Decimal | str:
    """A number of the issue to be packed; a date is its ISO text."""
    return spelled_number(issue, amount) if issue.dated else amount


def value_cells(issue: Issue, value: Value) -> Cells:
    """The columns of `VALUE`."""
    ranges = [one for one in value if isinstance(one, Range)]
    lows, highs = [one.low for one in ranges], [one.high for one in ranges]
    low = min((one for one in lows if one is not None), default=None) if None not in lows else None
    high = max((one for one in highs if one is not None), default=None)
    high = None if None in highs else high
    single = low if len(value) == 1 and low == high else None
    dated = issue.dated
    return {
        "value": value_cell(issue, value),
        "value_number": None if dated else number(single),
        "value_min": None if dated else number(low),
        "value_max": None if dated else number(high),
        "value_from": _day(low) if dated else None,
        "value_until": _day(high) if dated else None,
    }


def _day(ordinal: Decimal | None) -> str | None:
    return None if ordinal is None else datetime.date.fromordinal(int(ordinal)).isoformat()


VALUE = (
    Field(
        "value",
        "string",
        "What is named, exact: an option's id, a number, a date, a word or a text; a list (any of "
        'these) or a range as JSON, ["a","b"] or {"min":20,"max":30}. Empty where no value was '
        "stated.",
    ),
    Field("value_number", "number", "It as a number, where it is a single one.", "the issue's"),
    Field("value_min", "number", "The least number it names; empty where open.", "the issue's"),
    Field("value_max", "number", "The greatest number it names; empty where open.", "the issue's"),
    Field("value_from", "date", "The first day it names, on an issue in dates; empty where open."),
    Field("value_until", "date", "The last day it names, on an issue in dates; empty where open."),
)
"""A value, exact and as numbers or days."""

PROVENANCE = (
    Field("date", "date", "The day on which it was said or done."),
    Field("published", "date", "The day on which it became public, where later."),
    Field("quote", "string", "The words themselves."),
    Field("speaker", "string", "Who said it."),
    Field("source", "string", "The ids of the sources, with a space between them."),
    Field(
        "stated_by",
        "string",
        "Who reported it: self, counterpart, mediator, press, leak, or a party's id.",
        required=True,
    ),
    Field("confidence", "string", "How sure it is.", required=True, enum=CONFIDENCES),
    Field("note", "string", "Free text of the record."),
)
"""Who said it, when, where it was read, and who reported it."""

DISPUTED = Field(
    "disputed", "string", "Other versions of it, as JSON: a list of what each says otherwise."
)


def provenance_cells(said: Provenance) -> Cells:
    """The columns of `PROVENANCE`."""
    return {
        "date": day(said.date),
        "published": day(said.published),
        "quote": said.quote or None,
        "speaker": said.speaker or None,
        "source": joined(said.source),
        "stated_by": said.stated_by,
        "confidence": said.confidence,
        "note": said.note or None,
    }


def place_cells(place: Place) -> Cells:
    """The columns `file` and `line`."""
    return {"file": place.file, "line": place.line}


def disputed_cell(data: Mapping[str, Any]) -> str | None:
    """What a part of the record has under `disputed`; None for nothing."""
    told = [one for one in data.get("disputed") or () if one is not None]
    return packed(told) if told else None


def conditions_cell(issues: Mapping[str, Issue], only_if: Iterable[Condition]) -> str | None:
    """Alternatives of conditions as JSON: a list of mappings from issues to what they come to."""
    told = [
        {need.issue: _packable(issues[need.issue], need.value) for need in one} for one in only_if
    ]
    return packed(told) if told else None


def _packable(issue: Issue, value: Value) -> Any:
    elements = [exact(issue, one) for one in value]
    return elements[0] if len(elements) == 1 else elements


def terms_cell(issues: Mapping[str, Issue], terms: Iterable[tuple[str, Value]]) -> str | None:
    """Issues and what each comes to, as a JSON mapping; null where no more is known."""
    told = {name: _packable(issues[name], value) or None for name, value in terms}
    return packed(told) if told else None


def day(date: datetime.date | None) -> str | None:
    """A day as its ISO text."""
    return date.isoformat() if date else None


def joined(ids: Iterable[str]) -> str | None:
    """Ids with a space between them; None for none."""
    return " ".join(ids) or None


def number(amount: Decimal | None) -> Scalar:
    """An exact number as one to count with: whole where it is whole, else to 17 digits."""
    if amount is None:
        return None
    whole = amount == amount.to_integral_value() and abs(amount) < _EXACT
    return int(amount) if whole else float(amount)
