"""What a reader is told of one position on a page: what it says, who said so, and where it stands.

All is plain text, without markup: ready for a template, which escapes it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from negtrack.grid import SIGNS
from negtrack.model import Issue, Negotiation, Provenance, Source, Statement, Value
from negtrack.page import Tone
from negtrack.problems import Place
from negtrack.record import Record
from negtrack.relations import Relation, Stand
from negtrack.wording import amount, conditions, position, standing_words

RELATIONS: Mapping[Relation, tuple[str, str]] = {
    "agreed": ("Agreed on this", "Agreed on this"),
    "same": ("Names the same as the other side", "Names the same as the other sides"),
    "conditional": ("Names the same, but somebody sets conditions",) * 2,
    "overlapping": (
        "Apart, but what both could accept meets",
        "Apart from another side, but what each could accept meets",
    ),
    "apart": ("Apart from the other side", "Apart from another side"),
    "rejected": ("One side rejects what the other names", "One side rejects what another names"),
    "incomparable": (
        "Cannot be compared with the other side",
        "Cannot be compared with every other side",
    ),
    "alone": ("Not both sides name a value", "No value here, or none of any other side"),
    "beside": ("Not one of the negotiating parties",) * 2,
}
"""How a position stands to those of the counterparts, in words, beside its sign: of two sides, and
of more."""


class Link(NamedTuple):
    """A source: what it is called, its id on the page, and its address, which may be empty."""

    label: str
    anchor: str
    url: str


class Origin(NamedTuple):
    """Where a claim comes from: its words, who spoke, who reported it, and what it was read in."""

    quote: str
    speaker: str
    date: str
    published: str
    reported: str
    confidence: str
    note: str
    sources: tuple[Link, ...]


class Version(NamedTuple):
    """Another version of the same statement, with its own origin."""

    words: str
    origin: Origin


class Panel(NamedTuple):
    """One position in full; `carried` names the round that it is from where that is an earlier one.

    `place` is `file:line`, with `@commit` where the file is as that commit has it.
    """

    party: str
    issue: str
    sign: str
    tone: Tone
    relation: str
    means: str
    words: str
    spelled: str
    conditions: str
    facts: tuple[tuple[str, str], ...]
    carried: str
    bloc: str
    origin: Origin
    versions: tuple[Version, ...]
    place: str


def panel(record: Record, stand: Stand, at: str, revision: str) -> Panel:
    """The panel of a stand as of the round with this id."""
    negotiation, standing = record.negotiation, stand.standing
    told = standing.source or standing.last
    held = standing.held
    sign, tone = SIGNS[stand.relation]
    plainly = standing._replace(held=labelled(negotiation, held._replace(only_if=())))
    carried = "" if standing.said_in == at else standing.said_in
    return Panel(
        *(held.party, held.issue, sign, tone),
        *(stand.relation, RELATIONS[stand.relation][many_sides(negotiation)]),
        standing_words(negotiation, plainly),
        standing_words(negotiation, standing._replace(held=held._replace(only_if=()))),
        conditions(negotiation, held.only_if),
        tuple(_facts(negotiation, held)),
        *(carried, standing.inherited),
        origin(negotiation, told),
        tuple(
            Version(position(negotiation, labelled(negotiation, one)), origin(negotiation, one))
            for one in held.disputed
        ),
        where(record.place(told), revision),
    )


def many_sides(negotiation: Negotiation) -> bool:
    """Whether more than two sides negotiate; parties that share a side are one."""
    return len({party.side or party.id for party in negotiation.principals}) > 2


def labelled(negotiation: Negotiation, held: Statement) -> Statement:
    """A statement with labels and names in the place of ids: to be read, and never measured."""
    issue = negotiation.issues[held.issue]
    return held._replace(
        value=_labels(issue, held.value),
        rejects=_labels(issue, held.rejects),
        accepts=_labels(issue, held.accepts),
        of=tuple(negotiation.parties[one].name for one in held.of if one in negotiation.parties),
    )


def where(place: Place, revision: str) -> str:
    """A place as `file:line@commit`; without the commit where no commit has the file as it is."""
    return f"{place.file}:{place.line}" + (f"@{revision}" if revision else "")


def origin(negotiation: Negotiation, told: Statement) -> Origin:
    """Where a statement comes from."""
    return origin_of(negotiation, told.said)


def origin_of(negotiation: Negotiation, said: Provenance) -> Origin:
    """Where anything comes from that has a provenance."""
    by = "" if said.stated_by == "self" else said.stated_by
    return Origin(
        *(said.quote, said.speaker),
        said.date.isoformat() if said.date else "",
        said.published.isoformat() if said.published else "",
        negotiation.parties[by].name if by in negotiation.parties else by,
        *(said.confidence, said.note),
        links(negotiation, said.source),
    )


def links(negotiation: Negotiation, names: Sequence[str]) -> tuple[Link, ...]:
    """The sources of these names; one that is not declared stays its name."""
    found = ((name, negotiation.sources.get(name)) for name in names)
    return tuple(_link(name, source) for name, source in found)


def _link(name: str, source: Source | None) -> Link:
    if source is None:
        return Link(name, "", "")
    return Link(source.publisher, f"source-{name}", source.url)


def _labels(issue: Issue, value: Value) -> Value:
    known = {option.id: option.label for option in issue.options}
    return tuple(known.get(one, one) if isinstance(one, str) else one for one in value)


def _facts(negotiation: Negotiation, held: Statement) -> list[tuple[str, str]]:
    """What was said beside the value, by name."""
    names = [negotiation.parties[one].name for one in held.of if one in negotiation.parties]
    issue = negotiation.issues[held.issue]
    told = (
        ("Asked of", ", ".join(names)),
        ("Could accept", amount(issue, _labels(issue, held.accepts))),
        ("Rejects", amount(issue, _labels(issue, held.rejects))),
        ("Red line", "yes" if held.red_line else ""),
        ("Salience", f"{held.salience:f} of 100" if held.salience is not None else ""),
        ("Package", held.package),
        ("Coder", held.coder),
        ("Confidential", "yes" if held.confidential else ""),
    )
    return [(name, words) for name, words in told if words]
