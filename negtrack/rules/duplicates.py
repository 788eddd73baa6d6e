"""The rules on what stands twice: what two coders wrote, and git put together without asking."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import Any

from negtrack.problems import Problem
from negtrack.told import Evidence, Told, each

_ASIDE = ("coder", "note")
"""Who coded a statement, and what is remarked on it, makes no other statement."""

_DEFAULTS = {"stance": "demand", "stated_by": "self", "confidence": "high"}
_FLAGS = ("unconditional", "red_line", "confidential")
_MANY = ("value", "rejects", "accepts", "source", "of", "by")


def statements_once(evidence: Evidence) -> Iterator[Problem]:
    """No statement of a party on an issue stands twice in a round, unless two coders have it."""
    hint = "keep one; if it was said again, give each its 'date'"
    for part, first, by_another in _again(evidence):
        if not by_another:
            yield part.problem("duplicate-statement", _same_as(first), hint)


def coded_once(evidence: Evidence) -> Iterator[Problem]:
    """Two coders have the same statement for a purpose only: to see whether they agree."""
    hint = "keep one, unless both are there to see whether coders agree"
    for part, first, by_another in _again(evidence):
        if by_another:
            yield part.problem("coded-twice", _same_as(first), hint)


def _again(evidence: Evidence) -> Iterator[tuple[Told, Told, bool]]:
    """Every statement that was there before, that one, and whether two named coders have them."""
    for _, parts in groupby(evidence.of_kind("statement"), lambda part: (part.file, part.path[1])):
        told = tuple(parts)
        if len(told) > 1:  # to compare takes long, and nearly always there is just one
            yield from _again_among(told)


def _again_among(parts: tuple[Told, ...]) -> Iterator[tuple[Told, Told, bool]]:
    """The same of what one file says on one issue."""
    seen: dict[str, dict[str, Told]] = {}
    for part in parts:
        said = part.record.wrote(part.file, part.path)
        whole = said if isinstance(said, dict) else {"value": said}
        same = seen.setdefault(repr(_normal(whole)), {})
        coder = _coder(part, whole)
        if same:
            first = same.get(coder) or next(iter(same.values()))
            yield part, first, coder not in same and "" not in (coder, *same)
        same.setdefault(coder, part)


def events_once(evidence: Evidence) -> Iterator[Problem]:
    """No event stands twice in a round."""
    seen: dict[tuple[str, str], Told] = {}
    for part in evidence.of_kind("event"):
        said = {key: part.record.wrote(part.file, (*part.path, key)) for key in part.data}
        first = seen.setdefault((part.file, repr(_normal(said))), part)
        if first is not part:
            message = f"this says the same as the event on line {first.place().line}"
            yield part.problem("duplicate-event", message, "keep one")


def deliveries_once(evidence: Evidence) -> Iterator[Problem]:
    """No delivery on an agreement stands twice, in one round or in two: deliveries add up."""
    seen: dict[tuple[object, ...], Told] = {}
    for part in evidence.of_kind("delivery"):
        first = seen.setdefault((str(part.path[1]), *_delivered(part)), part)
        if first is not part:
            message = f"the delivery of {part.data.get('date')} is there already, {_where(first)}"
            hint = "keep one, as they add up; two from one source on a day are one with their sum"
            yield part.problem("duplicate-delivery", message, hint)


def rounds_apart(evidence: Evidence) -> Iterator[Problem]:
    """Two rounds of one date differ in their venue, or else may be one meeting in two folders."""
    record = evidence.record
    for one, other in pairwise(record.negotiation.rounds):
        known = all("date" in record.data.get(f"{held.id}/round.yaml", {}) for held in (one, other))
        apart = one.venue and other.venue and one.venue != other.venue
        if known and one.date == other.date and not apart:
            place = record.at(f"{other.id}/round.yaml", ("date",))
            message = f"the round {one.id} has this date, too"
            hint = "put one meeting in one folder, or say with 'venue' how the two differ"
            yield Problem("same-date", place, message, hint)


def _delivered(part: Told) -> tuple[object, ...]:
    """What makes a delivery another one; without an amount, which adds nothing up, all of it."""
    if "amount" not in part.data:
        return (repr(sorted(part.data.items())),)
    sources = frozenset(name for _, name in each(part.data.get("source")))
    return part.data.get("date"), part.data["amount"], sources


def _coder(part: Told, said: dict[str, Any]) -> str:
    """Who coded a statement: whom it names, or else its file."""
    return str(said.get("coder") or part.record.wrote(part.file, ("coder",)) or "")


def _same_as(first: Told) -> str:
    return f"this says the same as the statement on line {first.place().line}"


def _where(part: Told) -> str:
    return f"on line {part.place().line} of {part.file}"


def _normal(said: dict[str, Any]) -> list[tuple[str, Any]]:
    """What is said, in one way: keys in order, no defaults, a list even of one."""
    kept = {
        key: value
        for key, value in _plain(said).items()
        if _DEFAULTS.get(key) != value and not (key in _FLAGS and value == "false")
    }
    versions = kept.get("disputed")
    if isinstance(versions, list):
        # what a version leaves out is as in the statement, so that a default there says something
        kept["disputed"] = [_plain(one) if isinstance(one, dict) else one for one in versions]
    return sorted((key, _ordered(value)) for key, value in kept.items())


def _plain(said: dict[str, Any]) -> dict[str, Any]:
    """The keys that make a statement what it is; what may be one or several as an ordered list."""
    kept = {key: value for key, value in said.items() if key not in _ASIDE}
    for key in kept.keys() & set(_MANY):
        many = kept[key] if isinstance(kept[key], list) else [kept[key]]
        kept[key] = sorted(many, key=repr)
    return kept


def _ordered(value: Any) -> Any:
    """A mapping with its keys in order, as a list of pairs; all else as it is."""
    if isinstance(value, dict):
        return sorted((key, _ordered(one)) for key, one in value.items())
    return [_ordered(one) for one in value] if isinstance(value, list) else value
