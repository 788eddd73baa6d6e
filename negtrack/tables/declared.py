"""What negotiation.yaml declares: parties, issues with their options, and sources."""

from __future__ import annotations

from negtrack.measures import plain
from negtrack.model import ROLES, SCALES, Issue, Party
from negtrack.record import HEAD, Record
from negtrack.scaling import scale_of
from negtrack.selection import Selection
from negtrack.tables.cells import end, joined, number, packed, value_cell
from negtrack.tables.shape import (
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

NEGOTIATIONS = Shape(
    "negotiations",
    "Negotiations",
    "The negotiations that are told of.",
    (NEGOTIATION, Field("title", "string", "Its title.", required=True), NOTE),
    ("negotiation",),
)

PARTIES = Shape(
    "parties",
    "Parties",
    "Who speaks, or is spoken to.",
    (
        NEGOTIATION,
        key("party", "The id of the party."),
        order("Its place in the record, from 1."),
        Field("name", "string", "Its name.", required=True),
        Field("role", "string", "What it does in the negotiation.", required=True, enum=ROLES),
        Field("side", "string", "Parties that share a side are not each other's counterparts."),
        Field("power", "number", "How much weight it has.", "0–100"),
        Field("members", "string", "The ids of a bloc's members, with a space between them."),
        NOTE,
    ),
    ("negotiation", "party"),
    (to("negotiations"),),
)

ISSUES = Shape(
    "issues",
    "Issues",
    "What is negotiated, and the scale that orders what can be said about it.",
    (
        NEGOTIATION,
        key("issue", "The id of the issue."),
        order("Its place in the record, from 1."),
        Field("title", "string", "Its title.", required=True),
        Field("issue_group", "string", "The group of issues that it belongs to."),
        Field("scale", "string", "What a value on it is.", required=True, enum=SCALES),
        Field("unit", "string", "The unit of its numbers; date for days."),
        Field("basis", "string", "How its numbers count, where nothing else is said."),
        Field("min", "number", "The least number there can be.", "the issue's"),
        Field("max", "number", "The greatest number there can be.", "the issue's"),
        Field("span", "string", "Both ends exact, or in dates, as JSON."),
        Field("words", "string", "The words that stand for a number, as JSON."),
        Field("reference", "string", "What holds if nothing is agreed, as `positions.value`."),
        NOTE,
    ),
    ("negotiation", "issue"),
    (to("negotiations"),),
)

OPTIONS = Shape(
    "options",
    "Options",
    "The options of ladders and choices, from one end of a ladder to the other.",
    (
        NEGOTIATION,
        key("issue", "The id of the issue."),
        key("option", "The id of the option."),
        order("Its place among them, from 1."),
        Field("label", "string", "It in words.", required=True),
        Field("at", "number", "Its place on the ladder, where the record declares it.", "0–100"),
        Field("place", "number", "Its place on the ladder, declared or evenly spaced.", "0–100"),
    ),
    ("negotiation", "issue", "option"),
    (to("issues", "issue"),),
)

SOURCES = Shape(
    "sources",
    "Sources",
    "Where statements were read.",
    (
        NEGOTIATION,
        Field("source", "string", "The id of the source.", required=True),
        order("Its place in the record, from 1."),
        Field("publisher", "string", "Who published it.", required=True),
        Field("title", "string", "Its title."),
        Field("date", "string", "Its day, month or year: 2025-06-02, 2025-06 or 2025."),
        Field("url", "string", "Its address, as the record has it."),
        NOTE,
    ),
    ("negotiation", "source"),
    (to("negotiations"),),
)


def rows(record: Record, _selection: Selection) -> Told:
    """All that is declared, whatever is selected: rows of other tables refer to it."""
    negotiation = record.negotiation
    own = {"negotiation": negotiation.id}
    note = record.data[HEAD].get("note")
    yield "negotiations", {**own, "title": negotiation.title, "note": note}
    for place, party in enumerate(negotiation.parties.values(), 1):
        yield "parties", {**own, "number": place, **_party(party)}
    for place, issue in enumerate(negotiation.issues.values(), 1):
        yield "issues", {**own, "number": place, **_issue(issue)}
        places = scale_of(negotiation, issue).at
        for nth, option in enumerate(issue.options, 1):
            yield (
                "options",
                {
                    **own,
                    "issue": issue.id,
                    "option": option.id,
                    "number": nth,
                    "label": option.label,
                    "at": number(option.at),
                    "place": plain(places.get(option.id)),
                },
            )
    for place, source in enumerate(negotiation.sources.values(), 1):
        told = {name: told or None for name, told in source._asdict().items() if name != "id"}
        publisher = source.publisher
        yield (
            "sources",
            {**own, "source": source.id, "number": place, **told, "publisher": publisher},
        )


def _party(party: Party) -> Cells:
    return {
        "party": party.id,
        "name": party.name,
        "role": party.role,
        "side": party.side or None,
        "power": number(party.power),
        "members": joined(party.members),
        "note": party.note or None,
    }


def _issue(issue: Issue) -> Cells:
    ends = (("min", issue.minimum), ("max", issue.maximum))
    span = {name: end(issue, one) for name, one in ends if one is not None}
    words = {word: end(issue, one) for word, one in issue.words}
    return {
        "issue": issue.id,
        "title": issue.title,
        "issue_group": issue.group or None,
        "scale": issue.scale,
        "unit": issue.unit or None,
        "basis": issue.basis or None,
        **{name: None if issue.dated else number(one) for name, one in ends},
        "span": packed(span) if span else None,
        "words": packed(words) if words else None,
        "reference": value_cell(issue, issue.reference),
        "note": issue.note or None,
    }


DECLARED = Source((NEGOTIATIONS, PARTIES, ISSUES, OPTIONS, SOURCES), rows)
