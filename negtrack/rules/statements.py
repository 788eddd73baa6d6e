"""The rules on what is said: each statement by itself, and against what others have said."""

from __future__ import annotations

from collections.abc import Iterator

from negtrack.measures import meet
from negtrack.model import VALUELESS
from negtrack.problems import Problem
from negtrack.record import HEAD
from negtrack.spoken import openly_read
from negtrack.text import counted
from negtrack.told import Evidence

LONGEST_QUOTE = 50
"""Words; a longer quote is no short quote, and may need a licence."""

_STATEMENTS = ("statement", "disputed statement")


def stances_fit(evidence: Evidence) -> Iterator[Problem]:
    """`accept` needs a value; `reserve`, `no-answer` and `withdraw` have none."""
    parents = {(part.file, part.path): part for part in evidence.of_kind("statement")}
    for part in evidence.of_kind(*_STATEMENTS):
        parent = parents.get((part.file, part.path[:-2]), part)
        own, stance = part.data.get("stance"), parent.data.get("stance")
        if own in VALUELESS and part.wrote("value"):
            message = f"'{own}' goes without a value"
            yield part.problem("value-and-stance", message, "leave one of them out", "value")
        elif stance in VALUELESS and part.wrote("value") and not part.wrote("stance"):
            message = f"this has the stance '{stance}' of the statement, which goes without a value"
            yield part.problem("value-and-stance", message, "give it a 'stance' too", "value")
        elif own == "accept" and not part.wrote("value") and not parent.wrote("value"):
            message = "'accept' needs a value: what is accepted"
            yield part.problem("value-and-stance", message, "add 'value'", "stance")


def conditions_elsewhere(evidence: Evidence) -> Iterator[Problem]:
    """A position does not depend on its own issue."""
    for part in evidence.of_kind(*_STATEMENTS):
        for steps, needs in part.conditions():
            own = part.path[1]
            if own in needs:
                place = part.place(*steps, own, key=True)
                message = f"a position on '{own}' depends on '{own}' itself"
                yield Problem("condition-on-itself", place, message, "name another issue")


def sourced(evidence: Evidence) -> Iterator[Problem]:
    """Every position says where it was read."""
    for part in evidence.of_kind("statement"):
        if "source" in part.data or part.wrote("source"):
            continue
        if part.path[1] in evidence.record.negotiation.issues:
            message = f"the position on '{part.path[1]}' has no source"
            place = part.place(key=len(part.path) == 2)
            yield Problem("no-source", place, message, "add 'source'")


def issues_spoken_on(evidence: Evidence) -> Iterator[Problem]:
    """Somebody has a position on every issue."""
    record = evidence.record
    speakers = evidence.speakers()
    for issue in record.negotiation.issues:
        if record.negotiation.rounds and issue not in speakers and not record.may_say(issue):
            place = record.at(HEAD, ("issues", issue), key=True)
            yield Problem("unspoken-issue", place, f"nobody has spoken on '{issue}'")


def accepts_or_rejects(evidence: Evidence) -> Iterator[Problem]:
    """One statement does not accept and reject the same."""
    record = evidence.record
    for one in record.negotiation.rounds:
        for said in openly_read(one.statements):
            if said.rejects and meet(said.value + said.accepts, said.rejects):
                file, path = record.route(said)
                place = record.at(file, (*path, "rejects"))
                message = f"{said.party} rejects what it names or accepts in the same statement"
                yield Problem("accepts-and-rejects", place, message)


def conditions_answerable(evidence: Evidence) -> Iterator[Problem]:
    """A condition names an issue on which somebody else has spoken, or that was agreed on."""
    record = evidence.record
    speakers = evidence.speakers()
    lonely = {one for one in record.negotiation.issues if len(speakers.get(one, ())) < 2}
    for part in evidence.asking() if lonely else ():
        for steps, needs in part.conditions():
            for need in needs:
                others = speakers.get(need, set()) - {part.party} if need in lonely else True
                if others or record.may_say(need):
                    continue
                place = part.place(*steps, need, key=True)
                message = f"nobody else has a position on '{need}'"
                yield Problem("lonely-condition", place, message)


def quotes_short(evidence: Evidence) -> Iterator[Problem]:
    """A quote is short: at most fifty words."""
    for part in evidence.parts:
        words = len(part.data.get("quote", "").split())
        if words > LONGEST_QUOTE:
            message = f"the quote has {counted(words, 'word')}; keep it to {LONGEST_QUOTE}"
            yield part.problem("long-quote", message, "quote the words that matter", "quote")
