"""The rules on issues: what goes with which scale, and in which order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from negtrack.model import SCALES, Issue
from negtrack.problems import Problem
from negtrack.record import HEAD, Record
from negtrack.told import Evidence

_SCALE_KEYS = {
    "ladder": ("options",),
    "choice": ("options",),
    "quantity": ("unit", "min", "max", "words", "basis"),
    "text": (),
}


def scale_keys(evidence: Evidence) -> Iterator[Problem]:
    """The keys of one scale do not go with another; ladders and choices have options."""
    record = evidence.record
    for issue in _judged(record):
        path = ("issues", issue.id)
        written = record.wrote(HEAD, path)
        keys = tuple(written) if isinstance(written, dict) else ()
        for key in keys:
            owners = [scale for scale, own in _SCALE_KEYS.items() if key in own]
            if owners and issue.scale not in owners:
                place = record.at(HEAD, (*path, key), key=True)
                message = f"'{key}' goes with a {' or '.join(owners)}; "
                message += f"'{issue.id}' is a {issue.scale}"
                yield Problem("mixed-scales", place, message, "one issue has one scale")
        if "options" in _SCALE_KEYS[issue.scale] and "options" not in keys:
            place = record.at(HEAD, path, key=True)
            yield Problem("missing-key", place, f"a {issue.scale} needs 'options'")


def option_places(evidence: Evidence) -> Iterator[Problem]:
    """`at` stands on every option of a ladder or on none, and increases."""
    record = evidence.record
    for issue in _judged(record):
        placed = [option for option in issue.options if option.at is not None]
        path = ("issues", issue.id, "options")
        if placed and issue.scale == "choice":
            place = record.at(HEAD, (*path, placed[0].id, "at"), key=True)
            message = f"'at' goes with a ladder; '{issue.id}' is a choice"
            yield Problem("mixed-scales", place, message, "leave 'at' out")
        if not placed or issue.scale != "ladder":
            continue
        for option in issue.options:
            written = record.wrote(HEAD, (*path, option.id))
            if isinstance(written, str) or (isinstance(written, dict) and "at" not in written):
                place = record.at(HEAD, (*path, option.id), key=True)
                yield Problem("missing-key", place, "this option needs 'at', as others have it")
        for one, other in pairwise(placed):
            if one.at is not None and other.at is not None and one.at >= other.at:
                place = record.at(HEAD, (*path, other.id, "at"))
                message = f"{other.at} is not above {one.at}, the 'at' of '{one.id}'"
                yield Problem("at-not-increasing", place, message, "order the options as they lie")


def issue_ends(evidence: Evidence) -> Iterator[Problem]:
    """An issue's `min` is not above its `max`, and its words lie between them."""
    record = evidence.record
    for issue in record.negotiation.issues.values():
        low, high = issue.minimum, issue.maximum
        if low is not None and high is not None and low > high:
            place = record.at(HEAD, ("issues", issue.id, "min"))
            yield Problem("min-above-max", place, f"the 'min' of '{issue.id}' is above its 'max'")
            continue
        for word, number in issue.words:
            if (low is not None and number < low) or (high is not None and number > high):
                place = record.at(HEAD, ("issues", issue.id, "words", word))
                message = f"'{word}' stands for a number outside the 'min' and 'max' of "
                yield Problem("out-of-range", place, f"{message}'{issue.id}'")


def bases_fit(evidence: Evidence) -> Iterator[Problem]:
    """Only a number has a basis on which it counts."""
    issues = {issue.id: issue for issue in _judged(evidence.record)}
    for part in evidence.of_kind("statement", "disputed statement"):
        issue = issues.get(str(part.path[1]))
        if issue and issue.scale != "quantity" and part.wrote("basis"):
            place = part.place("basis", key=True)
            message = f"'basis' goes with a quantity; '{issue.id}' is a {issue.scale}"
            yield Problem("mixed-scales", place, message, "leave 'basis' out")


def _judged(record: Record) -> Iterator[Issue]:
    """The issues of which the scale is known."""
    return (issue for issue in record.negotiation.issues.values() if issue.scale in SCALES)
