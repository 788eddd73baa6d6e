"""The rules on names: whoever and whatever is named is declared, or was made before."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from itertools import groupby

from negtrack.fields import Near, near, shortened
from negtrack.model import REPORTERS, Negotiation, Round
from negtrack.problems import Place, Problem
from negtrack.record import HEAD, ROUND, Record
from negtrack.spoken import openly_read
from negtrack.told import Evidence, Told, each

FirstSpoken = Callable[[], Mapping[tuple[str, str | int], int]]


def members_declared(evidence: Evidence) -> Iterator[Problem]:
    """The members of a bloc are declared parties, and not the bloc itself."""
    record = evidence.record
    for party, said in (record.data[HEAD].get("parties") or {}).items():
        for nth, member in each((said or {}).get("members")):
            place = record.at(HEAD, ("parties", party, "members", nth))
            if member == party:
                yield Problem("member-of-itself", place, f"'{member}' is a member of itself")
            elif member not in record.negotiation.parties:
                yield _unknown_party(record, member, place)


def parties_known(evidence: Evidence) -> Iterator[Problem]:
    """Whoever is named anywhere is a declared party."""
    record = evidence.record
    known = record.negotiation.parties
    for part in evidence.parts:
        for key in ("by", "between"):
            for nth, name in part.names(key):
                if name not in known:
                    yield _unknown_party(record, name, part.place(key, nth))
        if part.kind == "version" and part.path[-1] not in known:
            yield _unknown_party(record, str(part.path[-1]), part.place(key=True))
    for one in record.negotiation.rounds:
        file = f"{one.id}/{ROUND}"
        said = record.data.get(file, {})
        for nth, name in each(said.get("mediator")):
            if name not in known:
                yield _unknown_party(record, name, record.at(file, ("mediator", nth)))
        for name in said.get("delegations", {}):
            if name not in known:
                place = record.at(file, ("delegations", name), key=True)
                yield _unknown_party(record, name, place)


def addressees_known(evidence: Evidence) -> Iterator[Problem]:
    """Whom a position is asked of is a declared party, and not the one who asks."""
    known = evidence.record.negotiation.parties
    for part in evidence.parts:
        for nth, name in part.names("of"):
            if name not in known:
                hint = near(known, name) or _declare("parties")
                message = f"no party '{shortened(name)}'"
                yield part.problem("unknown-addressee", message, hint, "of", nth)
            elif name == part.party:
                message = f"'{name}' asks this of itself"
                yield part.problem("unknown-addressee", message, "name another party", "of", nth)


def reporters_known(evidence: Evidence) -> Iterator[Problem]:
    """`stated_by` is one of its words or a declared party."""
    known = dict.fromkeys((*REPORTERS, *evidence.record.negotiation.parties))
    meant = Near(known)
    for part in evidence.parts:
        word = part.data.get("stated_by")
        if isinstance(word, str) and word not in known:
            hint = meant(word) or f"it is a party, or one of {', '.join(REPORTERS)}"
            message = f"nobody is '{shortened(word)}'"
            yield part.problem("unknown-reporter", message, hint, "stated_by")


def sources_known(evidence: Evidence) -> Iterator[Problem]:
    """Every source that is named is declared."""
    record = evidence.record
    if "sources" not in record.data[HEAD] and record.wrote(HEAD, ("sources",)) is not None:
        return  # what is declared there cannot be read
    sources = record.negotiation.sources
    for part in evidence.parts:
        for nth, name in part.names("source"):
            if name not in sources:
                hint = near(sources, name) or _declare("sources")
                message = f"no source '{shortened(name)}'"
                yield part.problem("unknown-source", message, hint, "source", nth)


def replies_known(evidence: Evidence) -> Iterator[Problem]:
    """What is replied to was said: by another declared party, on the issue, up to that round."""
    negotiation = evidence.record.negotiation
    rounds = {one.id: one for one in negotiation.rounds}
    meant = Near(rounds)
    first = cache(lambda: _first_spoken(negotiation))
    for part in evidence.of_kind("statement", "disputed statement"):
        if "replies_to" not in part.data:
            continue
        reply = part.data["replies_to"] or {}
        party, name = reply.get("party") or "", reply.get("round", part.round.id)
        if party not in negotiation.parties:
            if party:
                place = part.place("replies_to", "party")
                yield _unknown_party(evidence.record, party, place)
            continue
        if name not in rounds or rounds[name].number > part.round.number:
            message = f"no round '{shortened(name)}' up to this one"
            hint = meant(name) or "name a round by the name of its folder"
            yield part.problem("unknown-round", message, hint, "replies_to", "round")
        elif party == part.party or not _spoke(part, party, rounds[name], first):
            whom = "itself" if party == part.party else f"'{party}', who had said nothing on it"
            steps = ("replies_to", "party")
            yield part.problem("reply-to-nothing", f"this replies to {whom}", "", *steps)


def _first_spoken(negotiation: Negotiation) -> dict[tuple[str, str | int], int]:
    """The number of the round in which each party first said something, of what was not heard."""
    said = (one for held in reversed(negotiation.rounds) for one in openly_read(held.statements))
    numbers = {one.id: one.number for one in negotiation.rounds}
    return {(one.party, one.issue): numbers[one.round] for one in said}


def _spoke(part: Told, party: str, until: Round, first: FirstSpoken) -> bool:
    """Whether a party had spoken up to a round on the issue of a part, or a file may say so."""
    record, issue = part.record, part.path[1]
    spoken = first().get((party, issue))
    if spoken is not None and spoken <= until.number:
        return True
    rounds = record.negotiation.rounds[: until.number]
    heard = (record.heard.get(f"{one.id}/{party}.yaml") for one in rounds)
    if any(one is not None and issue in one.issues for one in heard):
        return True
    return record.may_say(str(issue), until)


def packages_known(evidence: Evidence) -> Iterator[Problem]:
    """A package that is named or answered was made, in that round or before; once."""
    made: set[str] = set()
    meant = Near(made)
    for _, parts in groupby(evidence.parts, lambda part: part.round.id):
        here = tuple(parts)
        for part in here:
            name = str(part.path[-1])
            if part.kind == "package" and name in made:
                place = part.place(key=True)
                message = f"there is a package '{shortened(name)}' already"
                yield Problem("duplicate-id", place, message, "an id is never used again")
            if part.kind == "package":
                made.add(name)
        for part in here:
            if part.kind == "answer":
                yield from _made(part, str(part.path[-1]), made, meant)
            named = part.data.get("package")
            if isinstance(named, str):
                yield from _made(part, named, made, meant, "package")


def _made(
    part: Told, name: str, made: Collection[str], meant: Near, *steps: str
) -> Iterator[Problem]:
    if name not in made and not part.record.may_say(name, part.round):
        hint = meant(name) or "declare it under 'packages' of who made it"
        message = f"no package '{shortened(name)}' up to this round"
        place = part.place(*steps, key=not steps)
        yield Problem("unknown-package", place, message, hint)


def _unknown_party(record: Record, name: str, place: Place) -> Problem:
    hint = near(record.negotiation.parties, name) or _declare("parties")
    return Problem("unknown-party", place, f"no party '{shortened(name)}'", hint)


def _declare(section: str) -> str:
    return f"declare it under '{section}' in {HEAD}"
