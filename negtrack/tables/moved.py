"""Where each party stands in each round, and what moved since the round before."""

from __future__ import annotations

from typing import get_args

from negtrack.measures import plain
from negtrack.model import STANCES
from negtrack.moves import KINDS, Change, changes
from negtrack.record import Record
from negtrack.relations import Relation, Stand, stands
from negtrack.selection import Selection
from negtrack.standing import Moment
from negtrack.tables.cells import VALUE, joined, value_cell, value_cells
from negtrack.tables.rounds import PLACES, At, each
from negtrack.tables.shape import (
    BY_PARTY,
    IN_ROUND,
    NEGOTIATION,
    ON_ISSUE,
    Cells,
    Field,
    Shape,
    Source,
    Told,
    key,
    to,
)

STANDINGS = Shape(
    "standings",
    "Standings",
    "Where each party stands on each issue as of each round, by all that it has said up to then.",
    (
        NEGOTIATION,
        IN_ROUND,
        BY_PARTY,
        ON_ISSUE,
        Field("stance", "string", "How it is named.", required=True, enum=STANCES),
        *VALUE,
        Field("carried", "boolean", "Whether it comes from an earlier round.", required=True),
        Field("said_in", "string", "The id of the round that it comes from.", required=True),
        Field("inherited", "string", "The id of the bloc that spoke for a silent member."),
        Field(
            "relation",
            "string",
            "How it is to the positions of the counterparts.",
            required=True,
            enum=get_args(Relation),
        ),
        Field(
            "unchanged",
            "boolean",
            "Whether it asks and refuses the same, on the same conditions, as a round before.",
            required=True,
        ),
    ),
    ("negotiation", "round", "party", "issue"),
    (*PLACES, to("rounds", "round", own=("said_in",))),
)

MOVES = Shape(
    "moves",
    "Moves",
    "What changed for each party on each issue from one round to the next; silence is told, too.",
    (
        NEGOTIATION,
        IN_ROUND,
        BY_PARTY,
        ON_ISSUE,
        Field("previous_round", "string", "The id of the round before.", required=True),
        Field("kind", "string", "What changed, the first that fits.", required=True, enum=KINDS),
        Field("aspects", "string", "What else changed, with a space between the words."),
        Field("step", "boolean", "Whether it brings the party nearer to another.", required=True),
        Field("before", "string", "The value before, as `positions.value`."),
        Field("after", "string", "The value after, as `positions.value`."),
        Field(
            "movement",
            "number",
            "How much nearer to its counterparts, the mean over those it can be measured against.",
            "−100–100",
        ),
        Field("package", "string", "The id of the package of its last statement."),
    ),
    ("negotiation", "round", "party", "issue"),
    (*PLACES, to("rounds", "round", own=("previous_round",))),
)

APPROACHES = Shape(
    "approaches",
    "Moves towards each counterpart",
    "Each move against each counterpart, from where that stood in the round before.",
    (
        NEGOTIATION,
        IN_ROUND,
        BY_PARTY,
        ON_ISSUE,
        key("counterpart", "The id of the party that it is measured against."),
        Field(
            "movement",
            "number",
            "How much nearer (C, after Jensen 1984); empty where it cannot be measured.",
            "−100–100",
        ),
        Field("passed", "boolean", "Whether it went past where that stood.", required=True),
    ),
    ("negotiation", "round", "party", "issue", "counterpart"),
    (
        to("moves", "round", "party", "issue"),
        to("parties", "party", own=("counterpart",)),
    ),
)


def rows(record: Record, selection: Selection) -> Told:
    """What is found in each round."""
    for at in each(record, selection):
        for rows_of in (_standings, _moves):
            for name, cells in rows_of(at):
                yield name, {**at.own, **cells}


def _standings(at: At) -> Told:
    negotiation = at.record.negotiation
    found = stands(at.moment, at.before, at.measured)
    for issue in negotiation.issues:
        for party in negotiation.parties:
            if (party, issue) in found and at.has(party, issue=issue):
                own: Cells = {"party": party, "issue": issue}
                yield "standings", {**own, **_standing(at, found[party, issue])}


def _standing(at: At, stand: Stand) -> Cells:
    standing = stand.standing
    return {
        "stance": standing.held.stance,
        **value_cells(at.record.negotiation.issues[standing.held.issue], standing.value),
        "carried": standing.said_in != at.moment.round.id,
        "said_in": standing.said_in,
        "inherited": standing.inherited or None,
        "relation": stand.relation,
        "unchanged": stand.unchanged,
    }


def _moves(at: At) -> Told:
    if at.before is None:
        return
    for change in changes(at.before, at.moment, at.measured):
        if at.has(change.party, issue=change.issue):
            own: Cells = {"party": change.party, "issue": change.issue}
            yield "moves", {**own, **_move(at, at.before, change)}
            for step in change.steps:
                told: Cells = {"counterpart": step.counterpart, "passed": step.passed}
                yield "approaches", {**own, **told, "movement": plain(step.nearer)}


def _move(at: At, before: Moment, change: Change) -> Cells:
    issue = at.record.negotiation.issues[change.issue]
    was, now = change.before, change.after
    return {
        "previous_round": before.round.id,
        "kind": change.kind,
        "aspects": joined(change.aspects),
        "step": change.is_step,
        "before": value_cell(issue, was.value) if was else None,
        "after": value_cell(issue, now.value) if now else None,
        "movement": plain(change.movement),
        "package": (now.last.package or None) if now else None,
    }


MOVED = Source((STANDINGS, MOVES, APPROACHES), rows)
