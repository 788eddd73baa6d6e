"""What was agreed as each round leaves it, how each party tells it, and what was delivered."""

from __future__ import annotations

from typing import Any

from negtrack.agreed import between, is_about
from negtrack.analyses.agreements import agreements
from negtrack.model import STATUSES, Agreement, Issue, Round, Term
from negtrack.record import ROUND, Record
from negtrack.report import Scalar
from negtrack.selection import Selection
from negtrack.tables.cells import (
    DISPUTED,
    PROVENANCE,
    VALUE,
    disputed_cell,
    joined,
    number,
    place_cells,
    provenance_cells,
    terms_cell,
    value_cells,
)
from negtrack.tables.shape import (
    FILE,
    IN_ROUND,
    LINE,
    NEGOTIATION,
    Cells,
    Field,
    Shape,
    Source,
    Told,
    key,
    order,
    to,
)

_ID = key("agreement", "The id of the agreement.")
_TERMS = (
    Field("issue", "string", "The id of its issue, where it has just one term."),
    *VALUE,
    Field(
        "terms",
        "string",
        "All of its terms as JSON: issues, and what each comes to; null where no more is known "
        "than that it is settled.",
    ),
)

AGREEMENTS = Shape(
    "agreements",
    "Agreements",
    "What was agreed: a row an agreement and round that tells of it, as that round leaves it.",
    (
        NEGOTIATION,
        IN_ROUND,
        _ID,
        Field("title", "string", "Its title."),
        Field("made_in", "string", "The id of the round that last set its terms.", required=True),
        Field("status", "string", "What has become of it.", required=True, enum=STATUSES),
        Field("part", "boolean", "Whether it settles a part of its issues only.", required=True),
        Field("named", "string", "The ids of its parties, where the record names them."),
        Field("between", "string", "The ids of its parties: as named, else the principals."),
        *_TERMS,
        Field(
            "delivered",
            "number",
            "The known amounts delivered up to its round's end.",
            "the issue's",
        ),
        Field("at_least", "boolean", "Whether an amount is not known, and more was delivered."),
        Field("remaining", "number", "What is left of the least that was agreed.", "the issue's"),
        *PROVENANCE,
        DISPUTED,
        FILE,
        LINE,
    ),
    ("negotiation", "round", "agreement"),
    (to("rounds", "round"), to("rounds", "round", own=("made_in",))),
)

TELLINGS = Shape(
    "tellings",
    "Agreements as told",
    "An agreement as one party tells it, where the record has that.",
    (
        NEGOTIATION,
        IN_ROUND,
        _ID,
        key("party", "The id of the party that tells it."),
        *_TERMS,
        *PROVENANCE,
        DISPUTED,
    ),
    ("negotiation", "round", "agreement", "party"),
    (to("agreements", "round", "agreement"), to("parties", "party")),
)

DELIVERIES = Shape(
    "deliveries",
    "Deliveries",
    "What was carried out of agreements: a row a delivery, in the round that tells of it.",
    (
        NEGOTIATION,
        IN_ROUND,
        _ID,
        order("Its place among those that the round tells of, from 1."),
        Field("amount", "number", "How much it was; empty where not known.", "the issue's"),
        *PROVENANCE,
        DISPUTED,
        FILE,
        LINE,
    ),
    ("negotiation", "round", "agreement", "number"),
    (to("agreements", "round", "agreement"),),
)


def rows(record: Record, selection: Selection) -> Told:
    """The agreements that are about what is selected."""
    earlier: dict[str, int] = {}
    for one in record.negotiation.rounds:
        totals = _totals(record, one) if one.agreements else {}
        for agreement in one.agreements:
            before = earlier.get(agreement.id, 0)
            earlier[agreement.id] = len(agreement.deliveries)
            if is_about(record.negotiation, agreement, selection):
                own = {
                    "negotiation": record.negotiation.id,
                    "round": one.id,
                    "agreement": agreement.id,
                }
                found = {**_agreement(record, one, agreement), **totals[agreement.id]}
                yield "agreements", {**own, **found}
                for name, cells in _parts(record, one, agreement, before):
                    yield name, {**own, **cells}


def _totals(record: Record, one: Round) -> dict[str, Cells]:
    """What the analysis of agreements counts as of a round."""
    told: Any = agreements(record, one, Selection()).data()["agreements"]
    return {
        found["id"]: {
            **{name: _counted(found[name]) for name in ("delivered", "remaining")},
            "at_least": found["at_least"],
        }
        for found in told
    }


def _counted(amount: Scalar) -> Scalar:
    """A number as it is; a day, as on an issue in dates, is no amount."""
    return None if isinstance(amount, str) else amount


def _agreement(record: Record, one: Round, agreement: Agreement) -> Cells:
    file, path = f"{one.id}/{ROUND}", ("agreements", agreement.id)
    return {
        "title": agreement.title or None,
        "made_in": agreement.round,
        "status": agreement.status,
        "part": agreement.part,
        "named": joined(agreement.between),
        "between": joined(between(record.negotiation, agreement)),
        **_terms(record, agreement.terms),
        **provenance_cells(agreement.said),
        "disputed": disputed_cell(_raw(record, one, agreement)),
        **place_cells(record.at(file, path, key=True)),
    }


def _raw(record: Record, one: Round, agreement: Agreement) -> dict[str, Any]:
    """What a round's file says of an agreement."""
    return record.data[f"{one.id}/{ROUND}"]["agreements"][agreement.id] or {}


def _terms(record: Record, terms: tuple[Term, ...]) -> Cells:
    issues = record.negotiation.issues
    single = terms[0] if len(terms) == 1 else None
    return {
        "issue": single.issue if single else None,
        **value_cells(
            issues[single.issue] if single else _NO_ISSUE, single.value if single else ()
        ),
        "terms": terms_cell(issues, ((term.issue, term.value) for term in terms)),
    }


_NO_ISSUE = Issue("", "", "")


def _parts(record: Record, one: Round, agreement: Agreement, before: int) -> Told:
    """How the parties tell an agreement, and the deliveries that the round tells of."""
    raw = _raw(record, one, agreement)
    for version in agreement.versions:
        told = (raw.get("versions") or {}).get(version.party) or {}
        yield (
            "tellings",
            {
                "party": version.party,
                **_terms(record, version.terms),
                **provenance_cells(version.said),
                "disputed": disputed_cell(told),
            },
        )
    told = [one for one in raw.get("carried_out") or () if one is not None]
    path = ("agreements", agreement.id, "carried_out")
    for nth, delivery in enumerate(agreement.deliveries[before:]):
        yield (
            "deliveries",
            {
                "number": nth + 1,
                "amount": number(delivery.amount),
                **provenance_cells(delivery.said),
                "disputed": disputed_cell(told[nth]),
                **place_cells(record.at(f"{one.id}/{ROUND}", (*path, nth))),
            },
        )


AGREED = Source((AGREEMENTS, TELLINGS, DELIVERIES), rows)
