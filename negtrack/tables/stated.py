"""What each party said on each issue: a row a statement, and one for each disputed version."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from negtrack.model import STANCES, Round, Statement
from negtrack.record import Record
from negtrack.selection import Selection
from negtrack.tables.cells import (
    PROVENANCE,
    VALUE,
    conditions_cell,
    day,
    joined,
    number,
    place_cells,
    provenance_cells,
    value_cell,
    value_cells,
)
from negtrack.tables.shape import (
    BY_PARTY,
    FILE,
    IN_ROUND,
    LINE,
    NEGOTIATION,
    ON_ISSUE,
    Cells,
    Field,
    Shape,
    Source,
    Told,
    order,
    to,
)

_STATED = (
    Field("stance", "string", "How it is named.", required=True, enum=STANCES),
    *VALUE,
    Field("unconditional", "boolean", "Asked free of any condition.", required=True),
    Field("rejects", "string", "What the party refuses, as `value`."),
    Field("accepts", "string", "What it has said it could live with, as `value`."),
    Field(
        "only_if",
        "string",
        'The conditions as JSON: alternatives, [{"withdrawal":"full"},…]; in each, issues and what '
        "they must come to, all together.",
    ),
    Field("of", "string", "The ids of those of whom it is asked, where not the counterparts."),
    Field("red_line", "boolean", "Whether it is called a red line.", required=True),
    Field("salience", "number", "How much it matters to the party.", "0–100"),
    Field("basis", "string", "How a number counts, where not as the issue says."),
    Field("package", "string", "The id of the package that it is part of."),
    Field("by", "date", "The day by which it is asked."),
    Field("replies_to", "string", "The id of the party whose position it replies to."),
    Field("replies_to_round", "string", "The id of the round of that position, where said."),
    Field("coder", "string", "Who coded it."),
    Field("confidential", "boolean", "Whether it is not for everybody.", required=True),
    *PROVENANCE,
)

POSITIONS = Shape(
    "positions",
    "Positions",
    "What each party said on each issue in each round: a row a statement, as it was said.",
    (
        NEGOTIATION,
        IN_ROUND,
        BY_PARTY,
        ON_ISSUE,
        order(
            "Its place among those of the party on the issue in the round, oldest first, from 1."
        ),
        *_STATED,
        FILE,
        LINE,
    ),
    ("negotiation", "round", "party", "issue", "number"),
    (to("rounds", "round"), to("parties", "party"), to("issues", "issue")),
)

VERSIONS = Shape(
    "versions",
    "Disputed versions",
    "What others tell of a statement: a row a version, each whole.",
    (
        NEGOTIATION,
        IN_ROUND,
        BY_PARTY,
        ON_ISSUE,
        order("The number of the statement in `positions`."),
        Field("version", "integer", "Its place among the versions, from 1.", required=True),
        *_STATED,
    ),
    ("negotiation", "round", "party", "issue", "number", "version"),
    (to("positions", "round", "party", "issue", "number"),),
)


def rows(record: Record, selection: Selection) -> Told:
    """The statements that are selected, and their versions."""
    for one in record.negotiation.rounds:
        own = {"negotiation": record.negotiation.id, "round": one.id}
        for name, cells in _positions(record, one, selection):
            yield name, {**own, **cells}


def _positions(record: Record, one: Round, selection: Selection) -> Told:
    """The statements that are selected, numbered without gaps: none tells of one left out."""
    negotiation = record.negotiation
    for (party, issue), statements in _by_key(one.statements):
        if not selection.has_party(negotiation.parties[party]):
            continue
        if not selection.has_issue(negotiation.issues[issue]):
            continue
        for nth, said in enumerate(statements, 1):
            own: Cells = {"party": party, "issue": issue, "number": nth}
            yield (
                "positions",
                {**own, **_stated(record, said), **place_cells(record.place(said))},
            )
            for place, version in enumerate(said.disputed, 1):
                yield "versions", {**own, "version": place, **_stated(record, version)}


def _by_key(
    statements: Iterable[Statement],
) -> Iterator[tuple[tuple[str, str], list[Statement]]]:
    found: dict[tuple[str, str], list[Statement]] = {}
    for one in statements:
        found.setdefault((one.party, one.issue), []).append(one)
    yield from found.items()


def _stated(record: Record, said: Statement) -> Cells:
    issues = record.negotiation.issues
    issue, reply = issues[said.issue], said.replies_to
    return {
        "stance": said.stance,
        **value_cells(issue, said.value),
        "unconditional": said.unconditional,
        "rejects": value_cell(issue, said.rejects),
        "accepts": value_cell(issue, said.accepts),
        "only_if": conditions_cell(issues, said.only_if),
        "of": joined(said.of),
        "red_line": said.red_line,
        "salience": number(said.salience),
        "basis": said.basis or None,
        "package": said.package or None,
        "by": day(said.by),
        "replies_to": reply.party if reply else None,
        "replies_to_round": (reply.round or None) if reply else None,
        "coder": said.coder or None,
        "confidential": said.confidential,
        **provenance_cells(said.said),
    }


STATED = Source((POSITIONS, VERSIONS), rows)
