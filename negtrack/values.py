"""What a party names on an issue: from the text of a file to a value on the issue's scale."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Any

from pydantic_core import PydanticCustomError

from negtrack.fields import Fault, Itself, Near, day, number, one_of, shortened
from negtrack.model import SCALES, Element, Issue, Range, Value
from negtrack.yamltext import Path

MOST_VALUES = 100
"""The values above which a list is refused: each is compared with each of another party's."""


def read_value(
    issue: Issue, raw: Any, path: Path, *, bound: bool = True
) -> tuple[Value, list[Fault]]:
    """A value from what `value`, `rejects`, `accepts` or a condition says, and all its faults.

    `bound` is whether the issue's `min` and `max` hold: not for a number on another basis. Where
    the issue's own scale is at fault, nothing can be said of a value, and it is left out.
    """
    if issue.scale not in SCALES:
        return (), []
    many = isinstance(raw, list)
    if many and len(raw) > MOST_VALUES:
        message = f"'{path[-1]}' names {len(raw):,} values, more than {MOST_VALUES}"
        return (), [Fault("too-many-values", path, message, "name a range, or fewer")]
    values: list[Element] = []
    faults: list[Fault] = []
    for place, item in enumerate(raw) if many else [(0, raw)]:
        if item is None:
            continue
        here = (*path, place) if many else path
        element, found = _element(issue, item, here, bound)
        faults += found
        if element is not None:
            values.append(element)
    if many and not raw:
        faults.append(Fault("empty-value", path, f"there is nothing in '{path[-1]}'"))
    return tuple(values), faults


def read_number(issue: Issue, text: str) -> Decimal:
    """A number, a date where the issue's unit is dates (as a day's ordinal), or one of its words.

    Raises the faults of `fields.number` and `fields.day`.
    """
    if issue.words:
        meant = _named(Itself(issue)).words.get(text)
        if meant is not None:
            return meant
    if issue.dated:
        return Decimal(day(text).toordinal())
    return number(text)


def spelled(issue: Issue, value: Value) -> str:
    """A value as people write it: `1,000`, `at least 30`, `20 to 30`, `a or b`; empty for none."""
    return " or ".join(spelled_element(issue, element) for element in value)


def spelled_element(issue: Issue, element: Element) -> str:
    """One element of a value as people write it, without its unit."""
    if isinstance(element, str):
        return element
    if element.word:
        return element.word
    low, high = (spelled_number(issue, end) for end in (element.low, element.high))
    if element.low is None:
        return f"{'by' if issue.dated else 'at most'} {high}"
    if element.high is None:
        return f"{'from' if issue.dated else 'at least'} {low}"
    return low if element.low == element.high else f"{low} to {high}"


def spelled_number(issue: Issue, amount: Decimal | None) -> str:
    """A number of the issue as people write it: an ISO date, or digits in groups of three."""
    if amount is None:
        return ""
    if issue.dated:
        return datetime.date.fromordinal(int(amount)).isoformat()
    return f"{amount:,f}"


def plain_value(issue: Issue, value: Value) -> Any:
    """A value as JSON holds it: a text, a number, `{"min", "max"}`, a list of these, or null."""
    elements = [plain_element(issue, element) for element in value]
    return None if not elements else elements[0] if len(elements) == 1 else elements


def plain_element(issue: Issue, element: Element) -> Any:
    """One element of a value as JSON holds it; a word stays the word, a date is its ISO text."""
    if isinstance(element, str):
        return element
    if element.word:
        return element.word
    if element.low is not None and element.low == element.high:
        return plain_number(issue, element.low)
    ends = (("min", element.low), ("max", element.high))
    return {name: plain_number(issue, end) for name, end in ends if end is not None}


def plain_number(issue: Issue, amount: Decimal) -> int | float | str:
    """A number of the issue as JSON holds it; a date is its ISO text."""
    if issue.dated:
        return spelled_number(issue, amount)
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _element(
    issue: Issue, item: Any, path: Path, bound: bool
) -> tuple[Element | None, list[Fault]]:
    if issue.scale == "quantity":
        return _quantity(issue, item, path, bound)
    if isinstance(item, dict):
        message = f"a {issue.scale} has no range; '{issue.id}' is a {issue.scale}"
        return None, [Fault("mixed-scales", path, message, "name an option, or several in a list")]
    if issue.scale == "text":
        return str(item), []
    return _option(issue, item, path)


class _Named:
    """What an issue lets be named: made once, as it may have thousands of options or words."""

    def __init__(self, issue: Issue) -> None:
        self.options = {option.id: option for option in issue.options}
        self.words = dict(issue.words)
        self.near = Near(self.words or self.options)


@lru_cache(maxsize=256)
def _named(issue: Itself[Issue]) -> _Named:
    return _Named(issue.it)


def _option(issue: Issue, item: str, path: Path) -> tuple[Element | None, list[Fault]]:
    if not issue.options:  # it has none, or what it has is at fault: that is told there
        return None, []
    known = _named(Itself(issue))
    if item in known.options:
        return item, []
    where = "on the ladder of" if issue.scale == "ladder" else "of the choice"
    hint = known.near(item) or one_of(list(known.options))
    message = f"no option '{shortened(item)}' {where} '{shortened(issue.id)}'"
    return None, [Fault("unknown-option", path, message, hint)]


def _quantity(
    issue: Issue, item: Any, path: Path, bound: bool
) -> tuple[Element | None, list[Fault]]:
    faults: list[Fault] = []
    ends: dict[str, Decimal] = {}
    for name, text, here in _ends(item, path):
        try:
            ends[name] = read_number(issue, text)
        except PydanticCustomError as error:
            faults.append(_unread(issue, text, here, error))
            continue
        if bound:
            faults += _out_of_range(issue, text, ends[name], here)
    if isinstance(item, dict) and not item:
        faults.append(Fault("empty-value", path, "a range has a 'min', a 'max' or both"))
    low, high = ends.get("min"), ends.get("max")
    if low is not None and high is not None and low > high:
        message = f"the 'min' {item['min']} is above the 'max' {item['max']}"
        faults.append(Fault("min-above-max", path, message))
    if faults:
        return None, faults
    if isinstance(item, dict):
        return Range(low, high), []
    word = item if issue.words and item in _named(Itself(issue)).words else ""
    return Range(ends["min"], ends["min"], word), []


def _ends(item: Any, path: Path) -> Iterator[tuple[str, str, Path]]:
    if not isinstance(item, dict):
        yield "min", item, path
        return
    for name, text in item.items():
        yield name, text, (*path, name)


def _unread(issue: Issue, text: str, path: Path, error: PydanticCustomError) -> Fault:
    context: Any = error.context
    hint = (issue.words and _named(Itself(issue)).near(text)) or context["hint"]
    return Fault(error.type, path, context["message"], hint)


def _out_of_range(issue: Issue, text: str, amount: Decimal, path: Path) -> Iterator[Fault]:
    below = issue.minimum is not None and amount < issue.minimum
    above = issue.maximum is not None and amount > issue.maximum
    if below or above:
        end = "min" if below else "max"
        limit = spelled_number(issue, issue.minimum if below else issue.maximum)
        side = "below" if below else "above"
        yield Fault("out-of-range", path, f"{text} is {side} the '{end}' of '{issue.id}', {limit}")
