"""One party's file by itself: what it says where no rule that looks at one file finds a fault."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from negtrack.draft import party_file
from negtrack.heard import Heard, Occasion
from negtrack.model import Round
from negtrack.record import HEAD, Record
from negtrack.rules import BY_FILE
from negtrack.scaling import ends_in
from negtrack.spoken import Linked, Said, Spoken
from negtrack.text import LARGEST
from negtrack.told import Evidence, Told, evidence
from negtrack.validation import validate
from negtrack.yamltext import Document, read

_NAMING = ("package", "replies_to")
"""The keys under which a part names what stands in another file."""

_NAMED = ("package", "answer")
"""The kinds of parts that others name, or that name another by their own name."""


def judge(occasion: Occasion, file: str, raw: bytes) -> Heard | None:
    """What one file says; None where anything is wrong with it, or where it is confidential.

    Nor of a file that is hardly one party's words: it is read in the common way, and only once.
    """
    if len(raw) > LARGEST // 8:
        return None
    document, problems, _ = read(f"{occasion.folder}/{file}", raw)
    if document is None or problems:
        return None
    data, faults = validate("party", document.tree)
    party = file.rpartition("/")[2].removesuffix(".yaml")
    if faults or party not in occasion.negotiation.parties:
        return None
    said, wrong = party_file(occasion.negotiation.issues, occasion.round, party, data)
    record = _record(occasion, said, {file: document}, {file: data})
    seen = evidence(record).of_file(file)
    if wrong or record.private or any(chain.from_iterable(rule(seen) for rule in BY_FILE)):
        return None
    linked = tuple(_linked(seen.parts))
    return Heard(_spoken(seen), said.packages, said.answers, record.spoken_on(file), linked)


def _spoken(seen: Evidence) -> Spoken:
    """The statements of the one file that a record has in it, with their places."""
    record = seen.record
    told = record.negotiation.rounds[-1].statements
    ends = ends_in(record.negotiation.issues, told)
    return Spoken(object(), len(told), ends, lambda: _said(seen))


def _said(seen: Evidence) -> Said:
    told = tuple(seen.record.negotiation.rounds[-1].statements)
    places = ((one, seen.record.place(one)) for one in told)
    return Said(
        told,
        {(one.issue, one.nth): (at.line, at.column) for one, at in places},
        tuple(
            Linked(part.kind, part.path, {"only_if": part.data["only_if"]})
            for part in seen.parts
            if "only_if" in part.data
        ),
    )


def _record(
    occasion: Occasion,
    said: Round,
    documents: Mapping[str, Document],
    data: Mapping[str, dict[str, Any]],
) -> Record:
    """The record as if there were no more in it than one file, and what that is judged by."""
    negotiation = occasion.negotiation
    told = negotiation._replace(rounds=(*negotiation.rounds[:-1], said))
    documents = {HEAD: occasion.head, **documents}
    return Record(told, occasion.folder, documents, {**occasion.data, **data}, {})


def _linked(parts: Iterable[Told]) -> Iterator[Linked]:
    """The parts that name what stands in another file, or may be named there, each cut to that."""
    for part in parts:
        named = {key: part.data[key] for key in _NAMING if key in part.data}
        if named or part.kind in _NAMED:
            yield Linked(part.kind, part.path, named)
