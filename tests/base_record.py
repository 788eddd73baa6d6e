"""A small record without any problem, that tests lay one file over: two sides, a mediator, a bloc.

The examples of the catalogue (`negtrack rules`) stand on it, too.
"""

import re
from collections.abc import Iterator, Mapping

from negtrack.analyses.check import check
from negtrack.hearing import Listener
from negtrack.problems import Problem
from negtrack.record import Reading, Record, read_all

FOLDER = "positions/river"

BASE: Mapping[str, str] = {
    "negotiation.yaml": """\
title: The river talks
parties:
  north: {name: North}
  south: {name: South}
  envoy: {name: The envoy, role: mediator}
  east: {name: East, role: third-party}
  west: {name: West, role: third-party}
  league: {name: The league, role: third-party, members: [east, west]}
issues:
  ceasefire:
    title: Ceasefire
    scale: ladder
    options: {none: Fighting goes on, local: In places, full: Everywhere}
    reference: none
  prisoners:
    title: Prisoners
    scale: quantity
    unit: persons
    min: 0
    max: 6000
    words: {all: 6000}
    basis: per-side
  bridge: {title: Opening of the bridge, scale: quantity, unit: date}
  venue: {title: Venue, scale: choice, options: {coast: The coast, hills: The hills}}
  language: {title: Status of the language, scale: text}
sources:
  gazette: {publisher: The Gazette, date: 2025-01-11}
  wire: {publisher: The Wire, date: 2025-02}
""",
    "2025-01-10/round.yaml": """\
date: 2025-01-10
venue: The old mill
mediator: envoy
delegations: {north: [Ada Hill], south: [Bo Lake]}
events:
  - {date: 2025-01-05, title: A bridge is closed, by: south, source: gazette}
""",
    "2025-01-10/north.yaml": """\
positions:
  ceasefire: {value: full, source: gazette}
  prisoners: {value: 1000, source: gazette}
  bridge: {value: 2025-03-01, package: north-plan, source: gazette}
  venue: {value: coast, source: gazette}
  language: {value: Equal in all schools, source: gazette}
packages:
  north-plan: {title: The plan of the north, date: 2025-01-10, source: gazette}
""",
    "2025-01-10/south.yaml": """\
positions:
  ceasefire: {value: none, source: gazette}
  prisoners: {value: {min: 100, max: 300}, source: gazette}
  bridge: {value: {min: 2025-06-01}, source: gazette}
  venue: {value: [coast, hills], source: gazette}
""",
    "2025-01-10/league.yaml": """\
positions:
  ceasefire: {value: full, of: [north, south], source: gazette}
""",
    "2025-02-01/round.yaml": """\
date: 2025-01-30
end: 2025-02-01
agreements:
  venue-coast: {issue: venue, value: coast, source: wire}
""",
    "2025-02-01/north.yaml": """\
positions:
  prisoners:
    - {date: 2025-01-30, value: 900, source: wire}
    - date: 2025-02-01
      value: 800
      stance: offer
      only_if: {bridge: {max: 2025-04-01}}
      source: wire
""",
    "2025-02-01/south.yaml": """\
positions:
  ceasefire: {value: local, stance: offer, rejects: full, source: wire}
answers:
  north-plan: {stance: reject, date: 2025-02-01, source: wire}
""",
}
"""The files of the record by their path in its folder."""


LISTENER = Listener(None, "", 1, lambda _: None)
"""Who hears what is said in a record without a fault, and knows of nothing from before."""


def files(changed: Mapping[str, str | None] | None = None) -> dict[str, bytes]:
    """The base record with some files laid over it, or (None) taken away, as they lie on disk."""
    texts = {**BASE, **(changed or {})}
    return {f"{FOLDER}/{path}": text.encode() for path, text in texts.items() if text is not None}


def reading(changed: Mapping[str, str | None] | None = None) -> Reading:
    """What is read of the base record with some files changed."""
    return read_all(files(changed))


def record(changed: Mapping[str, str | None] | None = None) -> Record:
    """The base record with some files changed, which must be without errors."""
    read = reading(changed)
    assert not [one for one in read.problems if one.level == "error"]
    return read.records[0]


def problems(changed: Mapping[str, str | None] | None = None) -> tuple[Problem, ...]:
    """Every problem of the base record with some files changed, as `negtrack check` tells them.

    They are the same where the files in which nothing is wrong were only heard.
    """
    read, heard = reading(changed), read_all(files(changed), hearing=LISTENER.hear)
    found = check(read).problems
    assert check(heard).problems == found
    assert [one.negotiation for one in heard.records] == [one.negotiation for one in read.records]
    return found


def told(changed: Mapping[str, str | None]) -> list[str]:
    """Every problem as `file:line:column code`, the file by its path in the negotiation.

    A text may have the sign ¦ where a problem is expected: it is taken out before the text is
    read, and a problem at just that place is told as `file:¦ code`.
    """
    marked = {place for path, text in changed.items() for place in _marked(path, text or "")}
    plain = {path: text and text.replace("¦", "") for path, text in changed.items()}
    found = []
    for one in problems(plain):
        place = str(one.place).removeprefix(f"{FOLDER}/")
        found.append(f"{one.place.file.removeprefix(FOLDER + '/')}:¦" if place in marked else place)
        found[-1] += f" {one.code}"
    return found


def _marked(path: str, text: str) -> Iterator[str]:
    for line, words in enumerate(text.split("\n"), 1):
        for before, found in enumerate(re.finditer("¦", words)):
            yield f"{path}:{line}:{found.start() + 1 - before}"


def north(text: str) -> dict[str, str | None]:
    """A change of what the north says in the second round."""
    return {"2025-02-01/north.yaml": text}
