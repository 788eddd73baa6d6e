"""The fields of a record, one by one: from the text that stands there to a number, day or id.

A reader raises what is wrong as pydantic's custom error, so that a schema can use it as it is.
"""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any, Generic, NamedTuple, TypeVar

from pydantic_core import PydanticCustomError

from negtrack.yamltext import Path

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""What an id looks like."""

_COMPARED, _BESIDES = 20_000, 10
"""As many known words are compared with others, of one list of them; it takes about 0.2 s. A word
that is looked for costs as much as that many besides."""

_LONGEST_WORD = 60
_NAMED = 30
"""As many known words a hint names."""

Held = TypeVar("Held")

_NUMBER = re.compile(r"[+-]?\d{1,30}(?:\.\d{1,30})?", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_PART_OF_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?", re.ASCII)


class Fault(NamedTuple):
    """Something a file may not say: a problem that does not know its file yet.

    `key` is whether the key at the path is at fault, rather than its value.
    """

    code: str
    path: Path
    message: str
    hint: str = ""
    key: bool = False


class Near:
    """Which of some known words may have been meant, as long as that does not take too long.

    Each word asked for is compared with every known one: where very many are wrong, the last are
    told without. A word longer than any that people write is near to none.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self.known = known
        self.left = _COMPARED

    def __call__(self, word: str) -> str:
        """`did you mean 'full'?`, where a known word is near enough; else empty."""
        if len(word) > _LONGEST_WORD or self.left <= 0:
            return ""
        known = [one for one in self.known if len(one) <= _LONGEST_WORD][: self.left]
        self.left -= len(known) + _BESIDES
        near = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
        return f"did you mean '{near[0]}'?" if near else ""


def suggestion(word: str, known: Iterable[str]) -> str:
    """`did you mean 'full'?`, where a known word is near enough; else empty."""
    return Near(known)(word)


class Itself(NamedTuple, Generic[Held]):
    """Something that is kept in mind as the very object that it is, and not by what it holds."""

    it: Held

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Itself) and self.it is other.it

    def __hash__(self) -> int:
        return id(self.it)


def near(known: Iterable[str], word: str) -> str:
    """The same for words that are looked for again and again among these very known ones."""
    return _near(Itself(known))(word)


@lru_cache(maxsize=16)
def _near(known: Itself[Iterable[str]]) -> Near:
    return Near(known.it)


def one_of(known: Sequence[str]) -> str:
    """`it is one of a, b, c`, the first of them where there are many."""
    more = len(known) - _NAMED
    told = ", ".join(map(shortened, known[:_NAMED]))
    return f"it is one of {told}{f' … and {more:,} more' if more > 0 else ''}"


def fault(code: str, message: str, hint: str = "", *near: Any) -> PydanticCustomError:
    """What a field's reader raises; `validate` turns it into a `Fault` with its path.

    `near` is a word that is none, and those that are: one may have been meant.
    """
    context = {"message": message, "hint": hint, **({"near": near} if near else {})}
    return PydanticCustomError(code, "{message}", context)


@lru_cache(maxsize=1 << 16)
def number(text: str) -> Decimal:
    """An exact decimal number, without exponent or thousands separators."""
    if not _NUMBER.fullmatch(text):
        hint = "write digits, with a point for decimals: 1200 or 2.5"
        raise fault("wrong-type", f"'{shortened(text)}' is not a number", hint)
    return Decimal(text)


@lru_cache(maxsize=1 << 16)
def day(text: str) -> datetime.date:
    """An ISO date of a day that exists."""
    if not _DAY.fullmatch(text):
        message = f"'{shortened(text)}' is not a date"
        raise fault("wrong-type", message, "write year-month-day: 2025-06-02")
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise fault("impossible-date", f"there is no day {text}") from None


def part_of_day(text: str) -> str:
    """An ISO date, month or year, kept as it is written."""
    if not _PART_OF_DAY.fullmatch(text):
        message = f"'{shortened(text)}' is not a date"
        raise fault("wrong-type", message, "write 2025-06-02, or 2025-06, or 2025")
    try:
        datetime.date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        raise fault("impossible-date", f"there is no date {text}") from None
    return text


def flag(text: str) -> bool:
    """`true` or `false`, and no other word for it."""
    if text not in ("true", "false"):
        raise fault("wrong-type", f"'{shortened(text)}' is neither true nor false")
    return text == "true"


def weight(text: str) -> Decimal:
    """A salience or power: a number from 0 to 100."""
    value = number(text)
    if not 0 <= value <= 100:
        raise fault("weight-out-of-range", f"{text} is not within 0 and 100")
    return value


@lru_cache(maxsize=1 << 16)
def slug(text: str) -> str:
    """An id: lower-case letters, digits and single hyphens."""
    if not SLUG.fullmatch(text):
        near = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
        hint = f"write '{near}'" if SLUG.fullmatch(near) else "use a–z, 0–9 and single hyphens"
        raise fault("not-a-slug", f"'{shortened(text)}' is no id", hint)
    return text


def shortened(text: str) -> str:
    """The text on one line, cut to what a message has room for."""
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39] + "…"
