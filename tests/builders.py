"""A record in a few lines, so that a test reads as the talks that it is about.

A round is a text with a line per party, `north: {pay: 5}`: its positions, as in its file. Lines
with `north.packages:` and `north.answers:` are the rest of that file, and a key of round.yaml, such
as `agreements:`, is that of the round. A line that is indented goes on with the one before.
"""

import re
from collections.abc import Iterator
from functools import cache

from program import ROOT

from negtrack import folder
from negtrack.measures import Scale
from negtrack.model import Negotiation
from negtrack.moves import Change, changes, scales
from negtrack.page import Heading, Page, Sentence, Table
from negtrack.record import Record, read_all
from negtrack.standing import Moment, moments
from negtrack.statuses import Status, statuses

TALKS = """\
title: The river talks
parties:
  north: {name: North}
  south: {name: South}
  envoy: {name: The envoy, role: mediator}
  watch: {name: The watch, role: third-party}
issues:
  ceasefire: {title: Ceasefire, group: arms, scale: ladder, options: {none: N, local: L, full: F}}
  access:
    title: Access
    group: arms
    scale: ladder
    options: {shut: {label: S, at: 0}, road: {label: R, at: 10}, open: {label: O, at: 100}}
  pay: {title: Pay, scale: quantity, unit: "%", min: 0, max: 50, words: {all: 50}, basis: simple}
  fee: {title: Fee, scale: quantity, unit: coins}
  start: {title: In force from, scale: quantity, unit: date}
  venue: {title: Venue, scale: choice, options: {coast: The coast, hills: The hills, isle: Isle}}
  wording: {title: Wording of the preamble, scale: text}
"""
"""Two sides, a mediator and a third party; an issue of every scale."""

THREE = TALKS.replace("  envoy:", "  east: {name: East}\n  envoy:")
"""The same with a third side."""

BLOC = TALKS.replace(
    "  envoy:",
    "  league: {name: The league, members: [east, west]}\n"
    "  east: {name: East}\n  west: {name: West}\n  envoy:",
)
"""The same with a bloc of two; the bloc and its members are principals."""

_OF_ROUND = ("end", "venue", "mediator", "events", "agreements")
_LINE = re.compile(r"^([a-z-]+)(?:\.([a-z]+))?:(.*(?:\n[ \n].*)*)", re.MULTILINE)


def record(head: str, **rounds: str) -> Record:
    """A record without errors; round `r2` is of 1 February 2025, and so on."""
    files = {"negotiation.yaml": head}
    for name, text in rounds.items():
        files |= {f"{name}/{file}": told for file, told in _files(name, text)}
    read = read_all({f"positions/talks/{file}": text.encode() for file, text in files.items()})
    errors = [f"{one.place}: {one.message}" for one in read.problems if one.level == "error"]
    assert not errors, errors
    return read.records[0]


def _files(name: str, text: str) -> Iterator[tuple[str, str]]:
    lines = _LINE.findall(text)
    assert len(lines) == len(re.findall(r"^[^ \n]", text, re.MULTILINE)), text
    parties: dict[str, str] = {}
    head = f"date: 2025-{int(name[1:]):02}-01\n"
    for who, what, said in lines:
        if who in _OF_ROUND:
            head += f"{who}:{said}\n"
        else:
            parties[who] = parties.get(who, "") + f"{what or 'positions'}:{said}\n"
    yield "round.yaml", head
    yield from ((f"{party}.yaml", said) for party, said in parties.items())


def talks(**rounds: str) -> Negotiation:
    """The river talks with these rounds."""
    return record(TALKS, **rounds).negotiation


def moment(negotiation: Negotiation, number: int = -1) -> Moment:
    """The negotiation as of its last round, or of one by its number from 1."""
    return moments(negotiation)[number if number < 0 else number - 1]


def scale(negotiation: Negotiation, issue: str) -> Scale:
    """How an issue is measured."""
    return scales(negotiation)[issue]


def moved(negotiation: Negotiation, start: int = -2, end: int = -1) -> list[Change]:
    """What changed between two rounds, by default the last two."""
    a, b = moment(negotiation, start), moment(negotiation, end)
    return list(changes(a, b, scales(negotiation)))


def status(negotiation: Negotiation, issue: str, number: int = -1) -> Status:
    """The status of an issue in the last round, or another, against the round before."""
    seen = moments(negotiation)
    here = len(seen) - 1 if number < 0 else number - 1
    before = seen[here - 1] if here else None
    found = statuses(seen[here], before, scales(negotiation))
    return next(one for one in found if one.issue.id == issue)


def sentences(page: Page) -> list[str]:
    """The sentences of a page."""
    return [block.text for block in page.blocks if isinstance(block, Sentence)]


def tables(page: Page) -> dict[str, list[list[str]]]:
    """The texts of each table's rows, by the heading that it stands under."""
    found, heading = {}, ""
    for block in page.blocks:
        if isinstance(block, Heading):
            heading = block.text
        elif isinstance(block, Table):
            found[heading] = [[cell.text for cell in row] for row in block.rows]
            assert all(len(row) == len(block.columns) for row in block.rows)
    return found


@cache
def real(name: str) -> Record:
    """One of the records that come with the project."""
    (found,) = read_all(folder.read(ROOT, name).files).records
    return found
