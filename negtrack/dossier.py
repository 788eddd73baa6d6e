"""The values of the report page: every part of it as plain data, for the templates to lay out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any, NamedTuple

from negtrack import __version__, headline
from negtrack.analyses.gaps import SIGNS, TONES
from negtrack.charts.path import column, path
from negtrack.figure import Figure
from negtrack.fulfilment import Fulfilment
from negtrack.glossary import GLOSSARY
from negtrack.measures import spelled_distance
from negtrack.model import Issue, Negotiation, Party
from negtrack.overview import ALL_PAIRS, Overview
from negtrack.page import Cell, Column, Table
from negtrack.panels import Origin, Panel, origin_of, panel
from negtrack.paths import Point, until
from negtrack.text import counted, listed
from negtrack.values import spelled_number
from negtrack.wording import agreement_words, answer_words, package_words, round_words, with_unit


class Made(NamedTuple):
    """What a page is made from: the commit in words, and its short hash where the files are as
    that commit has them."""

    words: str
    commit: str


class Row(NamedTuple):
    """A row of the grid: an issue, its status, and a panel or nothing for each party."""

    issue: Issue
    status: str
    sign: str
    colour: str
    tone: str
    gap: str
    cells: tuple[Panel | None, ...]


class Group(NamedTuple):
    """The rows of a group of issues, by the parties that its columns are."""

    name: str
    parties: tuple[Party, ...]
    rows: tuple[Row, ...]


class Bar(NamedTuple):
    """What was delivered of what was agreed; `whole` is 0 where that is not known."""

    name: str
    title: str
    status: str
    tone: str
    round: str
    terms: str
    delivered: float
    whole: float
    words: str


class Happened(NamedTuple):
    """Something on the time line, by its day."""

    day: str
    what: str
    kind: str
    by: str
    origin: Origin


def dossier(of: Overview, made: Made) -> dict[str, Any]:
    """Every value that `report.html` uses."""
    negotiation = of.record.negotiation
    return {
        "of": of,
        "negotiation": negotiation,
        "names": names(of),
        "about": about(of, made),
        "round_words": round_words(of.round),
        "verdict": headline.VERDICTS[of.stalemate.verdict],
        "counts": headline.counts(of),
        "stuck": headline.stuck(of),
        "paragraph": of.stalemate.paragraph,
        "last_steps": headline.last_steps(of),
        "unmoved": headline.unmoved(of),
        "other": headline.other(of),
        "stuck_of": headline.stuck_of(of),
        "moved": headline.moved(of),
        "last_round": headline.last_round(of),
        "groups": tuple(groups(of, made)),
        "members": tuple(members(of)),
        "bars": tuple(bar(of, one) for one in of.agreements.fulfilments),
        "events": time_line(of),
        "packages": [package_words(one) for at in of.rounds for one in at.packages],
        "answers": [answer_words(one) for at in of.rounds for one in at.answers],
        "glossary": GLOSSARY,
        "all_pairs": ALL_PAIRS,
        "paths": paths(of),
    }


def names(of: Overview) -> Mapping[str, Mapping[str, tuple[str, str]]]:
    """What cells of tables are links to, by the title of their column."""
    known = of.record.negotiation.parties.values()
    issues = {one.issue.id: (one.issue.title, f"#issue-{one.issue.id}") for one in of.gaps.issues}
    parties = {one.id: (one.name, f"#party-{one.id}") for one in known}
    return {"Issue": issues, "Party": parties}


def about(of: Overview, made: Made) -> list[tuple[str, str]]:
    """What the page is: of which round, record, selection and version, and what it leaves out."""
    rounds = of.record.negotiation.rounds
    last = max(max(one.date, one.end) for one in rounds)
    withheld = len(of.record.withheld)
    left_out = f"{counted(withheld, 'confidential statement')} left out"
    if of.record.private:
        left_out = "With what is marked confidential: not for everybody"
    return [
        ("Round", f"{of.round.number} of {len(rounds)}: {round_words(of.round)}"),
        ("Revision", made.words),
        ("Only", of.selection.spelled() or "nothing is filtered out"),
        ("Record up to", last.isoformat()),
        ("Confidential", left_out),
        ("Made by", f"negtrack {__version__}"),
    ]


def groups(of: Overview, made: Made) -> Iterator[Group]:
    """The grid by groups of issues, each with the parties that spoke on any of them."""
    chosen = list(of.gaps.issues)
    order = list(dict.fromkeys(one.issue.group for one in chosen))
    chosen.sort(key=lambda one: order.index(one.issue.group))
    said = {(one.held.party, one.held.issue) for one in of.show.standings if not one.inherited}
    spoke = {party for party, _ in said} | {*of.selection.parties}
    said |= {(one.held.party, one.held.issue) for one in of.show.standings}
    for name, some in groupby(chosen, lambda one: one.issue.group):
        found = list(some)
        parties = tuple(
            party
            for party in of.record.negotiation.parties.values()
            if party.id in spoke and any((party.id, one.issue.id) in said for one in found)
        )
        rows = []
        for one in found:
            cells = tuple(_cell(of, party, one.issue, made, said) for party in parties)
            sign = SIGNS.get(one.status, "~")
            told = (one.status, sign, one.colour, TONES[one.colour], spelled_distance(one.gap))
            rows.append(Row(one.issue, *told, cells))
        yield Group(name[:1].upper() + name[1:] if name else "In no group", parties, tuple(rows))


def members(of: Overview) -> Iterator[tuple[str, str]]:
    """Each bloc that speaks for members of it, and for whom: those who are silent on an issue."""
    found: dict[str, dict[str, None]] = {}
    for one in of.show.standings:
        if one.inherited:
            found.setdefault(one.inherited, {})[one.held.party] = None
    negotiation = of.record.negotiation
    for bloc, silent in found.items():
        yield _name(negotiation, bloc), listed([_name(negotiation, one) for one in silent])


def _cell(
    of: Overview, party: Party, issue: Issue, made: Made, said: set[tuple[str, str]]
) -> Panel | None:
    key = party.id, issue.id
    return panel(of.record, of.show.stands[key], of.round.id, made.commit) if key in said else None


def bar(of: Overview, one: Fulfilment) -> Bar:
    """An agreement with what was delivered of it."""
    agreement = one.agreement
    delivered, whole, words = 0.0, 0.0, "no deliveries are counted"
    if one.total is not None and one.unit is not None:
        least = "at least " if one.total.at_least else ""
        words = f"delivered: {least}{_amount(one.unit, one.total.delivered)}"
        delivered = float(one.total.delivered)
        if one.total.remaining is not None:
            whole = delivered + float(one.total.remaining)
            most = "at most " if one.total.at_least else ""
            words += f"; remaining: {most}{_amount(one.unit, one.total.remaining)}"
        if one.total.over:
            words += f"; {_amount(one.unit, one.total.over)} more than was agreed"
    elif one.deliveries:
        words = counted(len(one.deliveries), "delivery", "deliveries")
    return Bar(
        *(agreement.id, agreement.title or agreement.id, agreement.status),
        {"agreed": "good", "carried-out": "good", "breached": "bad"}.get(agreement.status, "open"),
        f"round {one.made.number}",
        agreement_words(of.record.negotiation, agreement._replace(title="")),
        *(delivered, whole, words),
    )


def _amount(unit: Issue, number: Any) -> str:
    return with_unit(unit, spelled_number(unit, number))


def paths(of: Overview) -> dict[str, Table]:
    """Each party's position on an issue round by round, as a table for each issue."""
    found = {}
    for course in of.history.courses:
        seen = [path for path in course.paths if any(_told(of, one) for one in path.points)]
        columns = (
            Column("Round"),
            *(Column(path.party.name) for path in seen),
            Column("Gap", True),
        )
        points = [{one.round.id: one for one in path.points} for path in seen]
        rows = []
        for at, gap in zip(course.rounds, course.gaps, strict=True):
            if at.number > of.round.number:
                continue
            cells = [_point(of, held.get(at.id)) for held in points]
            rows.append((Cell(f"{at.number} ({at.date})"), *cells, Cell(spelled_distance(gap))))
        if seen and rows:
            found[course.issue.id] = Table(columns, tuple(rows))
    return found


def figures(of: Overview) -> dict[str, Figure]:
    """The chart of each issue on which anybody has taken a stand by the round, to be drawn."""
    seen = [until(one, of.round.number) for one in of.history.courses]
    return {one.issue.id: path(of.record, one, column(one)) for one in seen if one.paths}


def _told(of: Overview, point: Point) -> bool:
    return point.round.number <= of.round.number


def _point(of: Overview, point: Point | None) -> Cell:
    """Where a party stood in a round; faint where it only stood there still."""
    if point is None:
        return Cell("–", "faint")
    words = headline.position_of(of, point.standing)
    if point.standing.held.only_if:
        words += ", on conditions"
    return Cell(words, "plain") if point.said else Cell(f"{words} (carried)", "faint")


def time_line(of: Overview) -> tuple[Happened, ...]:
    """The rounds and what happened around them, by day; what has no day comes with its round."""
    found: list[tuple[str, int, Happened]] = []
    negotiation = of.record.negotiation
    for at in of.rounds:
        mediators = [_name(negotiation, one) for one in at.mediator]
        by = f"mediated by {listed(mediators)}" if mediators else ""
        where = f"Round {at.number}" + (f", {at.venue}" if at.venue else "")
        day = at.date.isoformat()
        nothing = Origin("", "", "", "", "", "high", "", ())
        found.append((day, at.number, Happened(day, where, "round", by, nothing)))
        for event in at.events:
            said = origin_of(negotiation, event.said)
            who = listed([_name(negotiation, one) for one in event.by])
            told = Happened(said.date or "no day known", event.title, "event", who, said)
            found.append((said.date or day, at.number, told))
    if of.selection.spelled():
        found = [one for one in found if one[2].kind == "round"]
    return tuple(told for *_, told in sorted(found, key=lambda one: one[:2]))


def _name(negotiation: Negotiation, party: str) -> str:
    return negotiation.parties[party].name if party in negotiation.parties else party
