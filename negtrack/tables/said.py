"""The rounds: who was there, what happened since the one before, packages and answers."""

from __future__ import annotations

from typing import Any

from negtrack.model import ANSWERS, Answer, Event, Package, Round
from negtrack.record import ROUND, Record
from negtrack.selection import Selection
from negtrack.tables.cells import (
    DISPUTED,
    PROVENANCE,
    day,
    disputed_cell,
    joined,
    place_cells,
    provenance_cells,
)
from negtrack.tables.shape import (
    BY_PARTY,
    FILE,
    IN_ROUND,
    LINE,
    NEGOTIATION,
    NOTE,
    Cells,
    Field,
    Shape,
    Source,
    Told,
    key,
    order,
    to,
)

ROUNDS = Shape(
    "rounds",
    "Rounds",
    "The rounds in order of their date.",
    (
        NEGOTIATION,
        IN_ROUND,
        order("Its number in order of date, from 1."),
        Field("date", "date", "The day on which it was held or began.", required=True),
        Field("end_date", "date", "The day on which it ended.", required=True),
        Field("venue", "string", "Where it was held."),
        Field("mediator", "string", "The ids of the mediators, with a space between them."),
        NOTE,
    ),
    ("negotiation", "round"),
    (to("negotiations"),),
)

DELEGATES = Shape(
    "delegates",
    "Delegates",
    "Who spoke for a party in a round.",
    (
        NEGOTIATION,
        IN_ROUND,
        BY_PARTY,
        order("The place in the delegation, from 1."),
        Field("name", "string", "The name.", required=True),
    ),
    ("negotiation", "round", "party", "number"),
    (to("rounds", "round"), to("parties", "party")),
)

EVENTS = Shape(
    "events",
    "Events",
    "What happened since the round before: claims, threats, calls, attacks.",
    (
        NEGOTIATION,
        IN_ROUND,
        order("Its place in the record of the round, from 1."),
        Field("title", "string", "What happened.", required=True),
        Field("by", "string", "The ids of those who did it, with a space between them."),
        *PROVENANCE,
        DISPUTED,
        FILE,
        LINE,
    ),
    ("negotiation", "round", "number"),
    (to("rounds", "round"),),
)

FILES = Shape(
    "files",
    "Files of the parties",
    "The files in which parties speak, one a party and round.",
    (
        NEGOTIATION,
        IN_ROUND,
        BY_PARTY,
        Field("coder", "string", "Who coded it, where the file says so for all of it."),
        NOTE,
        FILE,
    ),
    ("negotiation", "round", "party"),
    (to("rounds", "round"), to("parties", "party")),
)

PACKAGES = Shape(
    "packages",
    "Packages",
    "What is to be taken or refused as a whole.",
    (
        NEGOTIATION,
        IN_ROUND,
        BY_PARTY,
        key("package", "The id of the package."),
        Field("title", "string", "Its title."),
        Field("by", "string", "The ids of those who made it, with a space between them."),
        Field("final", "boolean", "Whether it is called final.", required=True),
        Field("expires", "date", "The last day on which it stands."),
        *PROVENANCE,
        DISPUTED,
        FILE,
        LINE,
    ),
    ("negotiation", "round", "party", "package"),
    (to("files", "round", "party"),),
)

ANSWERED = Shape(
    "answers",
    "Answers",
    "What parties answered to packages.",
    (
        NEGOTIATION,
        IN_ROUND,
        BY_PARTY,
        key("package", "The id of the package."),
        Field("stance", "string", "The answer.", required=True, enum=ANSWERS),
        *PROVENANCE,
        DISPUTED,
        FILE,
        LINE,
    ),
    ("negotiation", "round", "party", "package"),
    (to("files", "round", "party"),),
)


def rows(record: Record, _selection: Selection) -> Told:
    """All of it, whatever is selected: rows of other tables refer to it."""
    for one in record.negotiation.rounds:
        own = {"negotiation": record.negotiation.id, "round": one.id}
        yield "rounds", {**own, **_round(record, one)}
        for party, names in one.delegations:
            for nth, name in enumerate(names, 1):
                yield "delegates", {**own, "party": party, "number": nth, "name": name}
        for nth, event in enumerate(one.events):
            yield "events", {**own, "number": nth + 1, **_event(record, one, nth, event)}
        for name, cells in _parties(record, one):
            yield name, {**own, **cells}


def _round(record: Record, one: Round) -> Cells:
    return {
        "number": one.number,
        "date": day(one.date),
        "end_date": day(one.end),
        "venue": one.venue or None,
        "mediator": joined(one.mediator),
        "note": record.data[f"{one.id}/{ROUND}"].get("note"),
    }


def _event(record: Record, one: Round, nth: int, event: Event) -> Cells:
    file = f"{one.id}/{ROUND}"
    told = [raw for raw in record.data[file]["events"] if raw is not None]
    return {
        "title": event.title,
        "by": joined(event.by),
        **provenance_cells(event.said),
        "disputed": disputed_cell(told[nth]),
        **place_cells(record.at(file, ("events", nth))),
    }


def _parties(record: Record, one: Round) -> Told:
    """What stands in each party's file beside its positions."""
    for party in record.negotiation.parties:
        file = f"{one.id}/{party}.yaml"
        if file not in record.data:
            continue
        data = record.data[file]
        named = {"coder": data.get("coder"), "note": data.get("note")}
        yield "files", {"party": party, **named, "file": record.at(file).file}
    for package in one.packages:
        yield "packages", {**_package(package), **_beside(record, one, package, package.id)}
    for answer in one.answers:
        yield "answers", {**_answer(answer), **_beside(record, one, answer, answer.package)}


def _beside(record: Record, one: Round, part: Package | Answer, name: str) -> Cells:
    """Disputed versions and the place of what stands in a party's file under its id."""
    file = f"{one.id}/{part.party}.yaml"
    path = ("packages" if isinstance(part, Package) else "answers", name)
    raw: Any = record.data[file][path[0]][name]
    told = disputed_cell(raw) if isinstance(raw, dict) else None
    return {"disputed": told, **place_cells(record.at(file, path, key=True))}


def _package(package: Package) -> Cells:
    return {
        "party": package.party,
        "package": package.id,
        "title": package.title or None,
        "by": joined(package.by),
        "final": package.final,
        "expires": day(package.expires),
        **provenance_cells(package.said),
    }


def _answer(answer: Answer) -> Cells:
    told = {"party": answer.party, "package": answer.package, "stance": answer.stance}
    return {**told, **provenance_cells(answer.said)}


SAID = Source((ROUNDS, DELEGATES, EVENTS, FILES, PACKAGES, ANSWERED), rows)
