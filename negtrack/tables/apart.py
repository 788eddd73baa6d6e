"""How far apart the parties are in each round, and what their positions wait for."""

from __future__ import annotations

from typing import Any, get_args

from negtrack.analyses.gaps import COLOURS, GapsReport
from negtrack.linkage import State, network
from negtrack.record import Record
from negtrack.selection import Selection
from negtrack.statuses import COLOURS as STATUSES
from negtrack.statuses import statuses
from negtrack.tables.cells import joined, packed, place_cells, value_cell
from negtrack.tables.rounds import PLACES, At, each
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
    key,
    to,
)

GAPS = Shape(
    "gaps",
    "Gaps",
    "How far apart the parties are on each issue as of each round.",
    (
        NEGOTIATION,
        IN_ROUND,
        ON_ISSUE,
        Field("status", "string", "How the issue is.", required=True, enum=tuple(STATUSES)),
        Field("colour", "string", "Its colour.", required=True, enum=COLOURS),
        Field("gap", "number", "The mean over the pairs that can be measured.", "0–100"),
        Field("previous_gap", "number", "That of the round before.", "0–100"),
        Field("comparable_gap", "number", "Over the pairs measurable in both rounds.", "0–100"),
        Field("comparable_previous_gap", "number", "That of the round before.", "0–100"),
        Field("pairs", "integer", "How many pairs of counterparts there are.", required=True),
        Field("measured_pairs", "integer", "How many of them can be measured.", required=True),
        Field(
            "observed_span",
            "string",
            'The span of all stated values as JSON, {"min":…,"max":…,"unit":…}, where the gap is '
            "measured by that, as the issue declares none.",
        ),
        Field("agreements", "string", "The ids of the agreements in force, with spaces."),
        Field("rejections", "string", 'Who rejects what whose position names, as JSON: [{"by":…}]'),
        Field("conditions", "string", "The ids of the parties with conditions, with spaces."),
    ),
    ("negotiation", "round", "issue"),
    (to("rounds", "round"), to("issues", "issue")),
)

GAP_PAIRS = Shape(
    "gap_pairs",
    "Gaps of pairs",
    "How far apart each two counterparts are on each issue as of each round.",
    (
        NEGOTIATION,
        IN_ROUND,
        ON_ISSUE,
        key("a", "The id of the one party."),
        key("b", "The id of the other."),
        Field("gap", "number", "The distance of where they stand.", "0–100"),
        Field("min", "number", "The least over disputed versions.", "0–100"),
        Field("max", "number", "The greatest over disputed versions.", "0–100"),
        Field(
            "unmeasured_versions",
            "integer",
            "How many pairs of versions cannot be measured.",
            required=True,
        ),
        Field(
            "overlap",
            "string",
            "What both accept, as a JSON list of values; empty where that cannot be said.",
        ),
    ),
    ("negotiation", "round", "issue", "a", "b"),
    (
        to("gaps", "round", "issue"),
        to("parties", "party", own=("a",)),
        to("parties", "party", own=("b",)),
    ),
)

CONDITIONS = Shape(
    "conditions",
    "Conditions",
    "What positions wait for as of each round: a row a need of an alternative.",
    (
        NEGOTIATION,
        IN_ROUND,
        BY_PARTY,
        ON_ISSUE,
        Field(
            "alternative",
            "integer",
            "Which of the alternatives it belongs to, from 1; one of them suffices.",
            required=True,
        ),
        key("need_issue", "The id of the issue that it names."),
        Field("need_value", "string", "What it must come to, as `positions.value`.", required=True),
        Field("asked", "string", "The ids of those it is asked of, with a space between them."),
        Field("state", "string", "How it is.", required=True, enum=get_args(State)),
        Field("by", "string", "The ids of those who put it there, with a space between them."),
        FILE,
        LINE,
    ),
    ("negotiation", "round", "party", "issue", "alternative", "need_issue"),
    (*PLACES, to("issues", "issue", own=("need_issue",))),
)


def rows(record: Record, selection: Selection) -> Told:
    """What is found in each round."""
    for at in each(record, selection):
        for rows_of in (_gaps, _conditions):
            for name, cells in rows_of(at):
                yield name, {**at.own, **cells}


def _gaps(at: At) -> Told:
    """The rows of `negtrack gaps`: the same figures in the same words."""
    found = statuses(at.moment, at.before, at.measured)
    before = at.before.round if at.before else None
    report = GapsReport(
        at.record, at.moment.round, before, found, (), dict(at.measured), Selection()
    )
    plain_issues: Any = report.data()["issues"]
    for told in plain_issues:
        issue = told["issue"]
        if at.has(*at.record.negotiation.parties, issue=issue):
            yield "gaps", _gap(told)
        for pair in told["pairs"]:
            if at.has(pair["a"], pair["b"], issue=issue):
                overlap = None if pair["overlap"] is None else packed(pair["overlap"])
                yield "gap_pairs", {**pair, "issue": issue, "overlap": overlap}


def _gap(told: Any) -> Cells:
    common, span, refused = told["comparable"], told["observed_span"], told["rejections"]
    return {
        **{name: told[name] for name in ("issue", "status", "colour", "gap", "previous_gap")},
        "comparable_gap": common["gap"],
        "comparable_previous_gap": common["previous_gap"],
        "pairs": len(told["pairs"]),
        "measured_pairs": sum(pair["gap"] is not None for pair in told["pairs"]),
        "observed_span": packed(span) if span else None,
        "agreements": joined(told["agreements"]),
        "rejections": packed(refused) if refused else None,
        "conditions": joined(told["conditions"]),
    }


def _conditions(at: At) -> Told:
    issues = at.record.negotiation.issues
    for claim in network(at.moment, at.measured).claims():
        party, issue = claim.key
        standing = at.moment.stands[claim.key]
        place = at.record.place(standing.source or standing.last)
        for nth, alternative in enumerate(claim.alternatives, 1):
            for wish in alternative if at.has(party, issue=issue) else ():
                need = wish.need
                yield (
                    "conditions",
                    {
                        **{"party": party, "issue": issue, "alternative": nth},
                        "need_issue": need.issue,
                        "need_value": value_cell(issues[need.issue], need.value),
                        "asked": joined(wish.asked),
                        "state": wish.state,
                        "by": joined(wish.by),
                        **place_cells(place),
                    },
                )


APART = Source((GAPS, GAP_PAIRS, CONDITIONS), rows)
