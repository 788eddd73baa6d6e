"""The rules on dates: what was said in a round was said in its time, and in order."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import pairwise

from negtrack.model import Round
from negtrack.problems import Problem
from negtrack.record import ROUND
from negtrack.told import Evidence


def rounds_in_time(evidence: Evidence) -> Iterator[Problem]:
    """A round does not end before it begins, nor before the round before it has ended."""
    record = evidence.record
    for one, last in _with_last(evidence):
        message = ""
        if one.end < one.date:
            message = f"the round ends before it begins, on {one.date}"
        elif last and one.end < last.end:
            message = f"the round ends before the end of the round before, {last.end}"
        if message:
            file = f"{one.id}/{ROUND}"
            key = "end" if "end" in record.data[file] else "date"
            yield Problem("out-of-order-date", record.at(file, (key,)), message)


def folders_named_by_date(evidence: Evidence) -> Iterator[Problem]:
    """A folder that is named by a date holds the round of that date."""
    record = evidence.record
    for one, _ in _with_last(evidence):
        try:
            named = datetime.date.fromisoformat(one.id)
        except ValueError:
            continue
        known = "date" in record.data[f"{one.id}/{ROUND}"]
        if known and named != one.date and not one.date <= named <= one.end:
            message = f"the folder is named {one.id}, and the round's date is {one.date}"
            place = record.at(f"{one.id}/{ROUND}", ("date",))
            yield Problem("other-date", place, message, "correct the one that is wrong")


def dates_in_round(evidence: Evidence) -> Iterator[Problem]:
    """What is dated lies after the previous round's end, and not after the end of its own."""
    previous = {one.id: last for one, last in _with_last(evidence)}
    for part in evidence.parts:
        date = part.data.get("date")
        if not part.dated_within or date is None or part.round.id not in previous:
            continue
        last = previous[part.round.id]
        if date > part.round.end:
            message = f"this {part.kind} is dated after the end of its round, {part.round.end}"
            hint = "what is said later opens the next round's folder"
            yield part.problem("out-of-order-date", message, hint, "date")
        elif last and date < last.end:
            message = f"this {part.kind} is dated before the end of the round before, {last.end}"
            yield part.problem("out-of-order-date", message, f"it belongs to {last.id}", "date")


def dates_in_order(evidence: Evidence) -> Iterator[Problem]:
    """Statements in a list go from old to new; nothing is published or runs out before its date."""
    dated = [part for part in evidence.parts if "date" in part.data]
    statements = (part for part in dated if part.kind == "statement")
    for one, other in pairwise(statements):
        alike = one.file == other.file and one.path[:2] == other.path[:2]
        if alike and other.data["date"] < one.data["date"]:
            message = f"this is dated before the statement above it, {one.data['date']}"
            hint = "order them oldest first; the last one is the position"
            yield other.problem("out-of-order-date", message, hint, "date")
    for part in dated:
        asked = ("by",) if part.kind.endswith("statement") else ()
        for key in ("published", "expires", *asked):
            if key in part.data and part.data[key] < part.data["date"]:
                message = f"'{key}' is before its date, {part.data['date']}"
                yield part.problem("out-of-order-date", message, "", key)


def _with_last(evidence: Evidence) -> Iterator[tuple[Round, Round | None]]:
    """Each round whose date is known, with the one before it; nothing where that is not known."""
    said = evidence.record.data
    last: Round | None = None
    for one in evidence.record.negotiation.rounds:
        dated = {"date", "end"} & said.get(f"{one.id}/{ROUND}", {}).keys()
        if dated:
            yield one, last
        last = one if dated else None
