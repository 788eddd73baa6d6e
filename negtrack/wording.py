"""Positions, rounds and conditions in the words of a page, and in the shapes of JSON."""

from __future__ import annotations

from typing import Any

from negtrack.model import (
    Agreement,
    Answer,
    Condition,
    Issue,
    Negotiation,
    Package,
    Reply,
    Round,
    Statement,
    Value,
)
from negtrack.past import Commit
from negtrack.problems import Place
from negtrack.record import Record
from negtrack.report import Json
from negtrack.standing import Standing
from negtrack.text import listed, one_line
from negtrack.values import plain_value, spelled

_WITHOUT_VALUE = {
    "demand": "asks, without a figure",
    "offer": "offers, without a figure",
    "reserve": "reserves its position",
    "no-answer": "no answer",
    "withdraw": "withdrawn",
}


def amount(issue: Issue, value: Value) -> str:
    """A value with the issue's unit: `at least 30 days`; empty for none."""
    return with_unit(issue, spelled(issue, value))


def with_unit(issue: Issue, words: str) -> str:
    """A value that is spelled already with the issue's unit; empty for none."""
    plain = issue.scale != "quantity" or issue.dated or not issue.unit or not words
    return words if plain else f"{words} {issue.unit}"


def position(negotiation: Negotiation, held: Statement) -> str:
    """A position as one phrase: what, how firmly, what is refused, and on what conditions."""
    issue = negotiation.issues[held.issue]
    return "; ".join(
        part
        for part in (
            _stated(issue, held),
            f"rejects {amount(issue, held.rejects)}" if held.rejects else "",
            f"could accept {amount(issue, held.accepts)}" if held.accepts else "",
            conditions(negotiation, held.only_if),
            f"by {held.by}" if held.by else "",
            "red line" if held.red_line else "",
        )
        if part
    )


def _stated(issue: Issue, held: Statement) -> str:
    if not held.value:
        quiet = held.rejects and held.stance == "demand"
        return "" if quiet else _WITHOUT_VALUE.get(held.stance, held.stance)
    verb = {"offer": "offers ", "accept": "accepts "}.get(held.stance, "")
    basis = f" ({held.basis})" if held.basis and held.basis != issue.basis else ""
    firmly = ", unconditional" if held.unconditional else ""
    asked = f", asked of {listed(held.of)}" if held.of else ""
    return f"{verb}{amount(issue, held.value)}{basis}{firmly}{asked}"


def conditions(negotiation: Negotiation, alternatives: tuple[Condition, ...]) -> str:
    """Conditions as a phrase: `only if A is x and B is y, or if C is z`; empty for none."""
    told = [
        listed(
            [
                f"{need.issue} is {amount(negotiation.issues[need.issue], need.value)}"
                for need in condition
            ]
        )
        for condition in alternatives
    ]
    return f"only if {', or if '.join(told)}" if told else ""


def agreement_words(negotiation: Negotiation, agreement: Agreement) -> str:
    """What was agreed, in one phrase: its title, and what each issue comes to."""
    issues = negotiation.issues
    terms = [
        f"{term.issue}: {amount(issues[term.issue], term.value)}" if term.value else term.issue
        for term in agreement.terms
    ]
    return "; ".join([agreement.title, *terms] if agreement.title else terms)


def standing_words(negotiation: Negotiation, standing: Standing | None) -> str:
    """Where a party stands, in one phrase; `–` where it never spoke."""
    if standing is None:
        return "–"
    if standing.expired:
        over = f"expired with {standing.expired}"
        refused = amount(negotiation.issues[standing.held.issue], standing.held.rejects)
        return f"{over}; rejects {refused}" if refused else over
    return position(negotiation, standing.held)


def package_words(package: Package) -> str:
    """A package as one phrase: its id, its title, whose it is, and of what day."""
    dated = f", {package.said.date}" if package.said.date else ""
    title = f" “{package.title}”" if package.title else ""
    return f"{package.id}{title} by {listed(package.by)}{dated}"


def answer_words(answer: Answer) -> str:
    """An answer to a package as a sentence, with the words in which it was given."""
    dated = f" on {answer.said.date}" if answer.said.date else ""
    quote = f": “{answer.said.quote}”" if answer.said.quote else "."
    return f"{answer.party} to {answer.package}{dated}: {answer.stance}{quote}"


PRIVATE = "With what is marked confidential: not for everybody."
"""What a page says first where it holds what is not for everybody."""


def private_note(record: Record) -> str:
    """The note on what is not for everybody; empty where a record has nothing of the kind."""
    return PRIVATE if record.private else ""


def round_words(one: Round) -> str:
    """A round as people name it: `round 2 (2025-06-02)`, with the revision that it was read at."""
    dated = one.id if one.id == one.date.isoformat() else f"{one.id}, {one.date.isoformat()}"
    at = f", at {one.rev}" if one.rev else ""
    return f"round {one.number} ({dated}{at})"


def place_words(record: Record, place: Place) -> str:
    """A place as a page names it: file and line, from the negotiation's folder."""
    return f"{place.file.removeprefix(f'{record.folder}/')}:{place.line}"


def places_note(record: Record) -> str:
    """What a page with places says once: where their files are."""
    return f"Files are named from {record.folder}/."


def plain_round(one: Round) -> dict[str, Json]:
    """A round as JSON names it; `rev` is the git revision it was read at, null for the files."""
    date, rev = one.date.isoformat(), one.rev or None
    return {"round": one.id, "number": one.number, "date": date, "rev": rev}


def plain_commit(one: Commit) -> dict[str, Json]:
    """A commit as JSON holds it."""
    told = {"rev": one.short, "hash": one.hash, "date": one.date}
    return {**told, "author": one.author, "subject": one.subject, "earliest": one.earliest}


def plain_place(place: Place) -> dict[str, Json]:
    """A place as JSON holds it."""
    return {"file": place.file, "line": place.line, "column": place.column}


def plain_standing(record: Record, standing: Standing) -> dict[str, Json]:
    """Where a party stands as JSON holds it: the value and everything that was said with it."""
    negotiation, held = record.negotiation, standing.held
    issue = negotiation.issues[held.issue]
    told = standing.source or standing.last
    return {
        "value": plain_value(issue, held.value),
        "stance": held.stance,
        "unconditional": held.unconditional,
        "rejects": plain_list(issue, held.rejects),
        "accepts": plain_list(issue, held.accepts),
        "basis": held.basis or issue.basis or None,
        "only_if": [_plain_condition(negotiation, one) for one in held.only_if],
        "of": list(held.of),
        "red_line": held.red_line,
        "salience": None if held.salience is None else float(held.salience),
        "package": held.package or None,
        "by": held.by.isoformat() if held.by else None,
        "replies_to": _plain_reply(held.replies_to) if held.replies_to else None,
        "said_in": standing.said_in,
        **plain_provenance(told),
        "coder": told.coder or None,
        "disputed": [_plain_version(issue, one) for one in held.disputed],
        "place": plain_place(record.place(told)),
    }


def _plain_reply(reply: Reply) -> dict[str, Json]:
    return {"party": reply.party, "round": reply.round or None}


def plain_provenance(statement: Statement) -> dict[str, Json]:
    """Who said a statement, when, and where it was read."""
    said = statement.said
    return {
        "date": said.date.isoformat() if said.date else None,
        "source": list(said.source),
        "quote": said.quote or None,
        "speaker": said.speaker or None,
        "stated_by": said.stated_by,
        "confidence": said.confidence,
        "note": said.note or None,
    }


def plain_list(issue: Issue, value: Value) -> list[Json]:
    """Every element of a value, always as a list."""
    return [plain_value(issue, (element,)) for element in value]


def _plain_condition(negotiation: Negotiation, condition: Condition) -> dict[str, Json]:
    return {
        need.issue: plain_value(negotiation.issues[need.issue], need.value) for need in condition
    }


def _plain_version(issue: Issue, version: Statement) -> dict[str, Json]:
    return {
        "value": plain_value(issue, version.value),
        "stance": version.stance,
        "rejects": plain_list(issue, version.rejects),
        "accepts": plain_list(issue, version.accepts),
        **plain_provenance(version),
    }


def plain_package(package: Package) -> dict[str, Json]:
    """A package as JSON holds it."""
    return {
        "id": package.id,
        "title": package.title or None,
        "by": list(package.by),
        "date": package.said.date.isoformat() if package.said.date else None,
        "final": package.final,
        "expires": package.expires.isoformat() if package.expires else None,
    }


def plain_answer(answer: Answer) -> dict[str, Json]:
    """An answer to a package as JSON holds it."""
    said = answer.said
    return {
        "party": answer.party,
        "package": answer.package,
        "stance": answer.stance,
        "date": said.date.isoformat() if said.date else None,
        "quote": said.quote or None,
        "source": list(said.source),
    }


def plain_agreement(negotiation: Negotiation, agreement: Agreement) -> dict[str, Json]:
    """An agreement as JSON holds it."""
    issues = negotiation.issues
    return {
        "id": agreement.id,
        "title": agreement.title or None,
        "status": agreement.status,
        "part": agreement.part,
        "terms": {
            term.issue: plain_value(issues[term.issue], term.value) for term in agreement.terms
        },
    }


def quoted(statement: Statement) -> str:
    """A statement's quote and speaker on one line; empty where there is none."""
    if not statement.said.quote:
        return ""
    speaker = f" ({statement.said.speaker})" if statement.said.speaker else ""
    return f"“{one_line(statement.said.quote)}”{speaker}"


def reported(negotiation: Negotiation, statement: Statement) -> str:
    """Where a statement was read and who reported it, where that was not the party itself."""
    sources = listed([_publisher(negotiation, one) for one in statement.said.source])
    by = statement.said.stated_by
    via = "" if by == "self" else f"reported by {by}"
    return ", ".join(part for part in (sources, via) if part)


def _publisher(negotiation: Negotiation, name: str) -> str:
    source: Any = negotiation.sources.get(name)
    return source.publisher if source else name
