"""The first thing that a page says: how much is settled, what is stuck and why, and who moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from negtrack.moves import UNCHANGED, Change
from negtrack.overview import Overview
from negtrack.page import Tone
from negtrack.panels import Link, labelled, links, many_sides
from negtrack.standing import Standing
from negtrack.stuck import OPEN
from negtrack.text import counted, listed
from negtrack.wording import standing_words

COLOURS: tuple[tuple[str, str, Tone, str], ...] = (
    ("green", "✓", "good", "agreed, or the same on both sides"),
    ("yellow", "~", "open", "open: coming nearer, on conditions, one-sided, or not to be compared"),
    ("red", "×", "bad", "against each other, or no nearer than before"),
)
"""The colours of issues with a sign, a tone, and what each means."""

VERDICTS = {
    "settled": "Everything on the table is settled",
    "moving": "The talks are moving",
    "partial": "Part of the talks is stuck",
    "stalemate": "The talks are stuck",
    "new": "The talks have only just begun",
}
"""The verdict on the negotiation, as a title."""

_KINDS = {
    "withdrawal": "withdrew its position",
    "non-answer": "gave no answer; its position stands",
    "reservation": "reserves its position",
    "acceptance": "accepted",
    "concession": "nearer to {other}",
    "retraction": "farther from {other}",
    "shift": "another value, not measurably nearer",
    "rejection": "refuses what it did not refuse before",
    "conditions": "other conditions",
    "new": "named none before",
    "emphasis": "the same, said with another emphasis",
    "removed": "no longer on record",
}
"""What a kind of change is to who does not know the words; `other` are those on another side."""

_WHY = {
    "lock": "positions on this and on other issues wait for each other",
    "condition": "a position on it holds only on conditions that are not met",
    "blocked": "only one side has a position, and others stand against its condition",
    "silence": "nobody has said anything new on it",
    "insistence": "positions were said again, and nobody moved",
    "hardening": "somebody moved away or refused more, and nobody came nearer",
    "no-step": "a position changed, but nobody came nearer to another",
}
"""Why an issue is stuck or locked, by the rule that says so (`analyses.stalemate.RULES`)."""

_NAMED = 3


class Count(NamedTuple):
    """How many issues are of a colour, and how many more or fewer than in the round before."""

    number: int
    colour: str
    sign: str
    tone: Tone
    means: str
    change: str


class Stuck(NamedTuple):
    """An issue on which nobody has moved: since when, why, and who stands where by which source."""

    issue: str
    title: str
    verdict: str
    since: str
    days: str
    why: str
    sides: tuple[tuple[str, str, tuple[Link, ...]], ...]


class Moved(NamedTuple):
    """A change of one party on one issue, from what to what."""

    party: str
    issue: str
    title: str
    kind: str
    before: str
    after: str
    sources: tuple[Link, ...]


def counts(of: Overview) -> tuple[Count, ...]:
    """The issues by colour."""
    found = of.gaps.data()
    now, before = found["counts"], found["previous_counts"]
    assert isinstance(now, dict)
    told = []
    for colour, sign, tone, means in COLOURS:
        number = now[colour]
        change = ""
        if isinstance(before, dict):
            change = _signed(number - before[colour])
        told.append(Count(number, colour, sign, tone, means, change))
    return tuple(told)


def stuck(of: Overview) -> tuple[Stuck, ...]:
    """The issues that are stuck or locked, in the order of the stalemate."""
    found = []
    for one in of.stalemate.findings:
        if one.verdict in ("stuck", "locked"):
            since = f"round {one.since.number} ({one.since.date})" if one.since else ""
            days = counted(one.days, "day") if one.days is not None else ""
            why = _WHY[one.rule]
            if one.waits_for:
                why += f"; it waits for {_named(of, one.waits_for)}"
            sides = tuple(_sides(of, one.issue.id))
            told = (one.issue.id, one.issue.title, one.verdict)
            found.append(Stuck(*told, since, days, why, sides))
    return tuple(found)


def stuck_of(of: Overview) -> str:
    """How many of the open issues have not moved, as a sentence."""
    verdicts = [one.verdict for one in of.stalemate.findings if one.verdict in OPEN]
    number, some = len(stuck(of)), len(verdicts)
    if not number:
        return f"None of {counted(some, 'open issue')} is stuck." if some else "Nothing is stuck."
    if some == 1:
        return "The only open issue has not moved."
    return f"{number} of {some} open issues {'has' if number == 1 else 'have'} not moved."


def last_steps(of: Overview) -> tuple[tuple[str, str], ...]:
    """The last step of each principal towards another, latest first, in words."""
    negotiation = of.record.negotiation
    steps = [one.last for one in of.moves.bargaining.concessions if one.last]
    found = []
    for change, at in sorted(steps, key=lambda one: -one[1].number):
        title = negotiation.issues[change.issue].title
        who = negotiation.parties[change.party].name
        told = f"{who}, in round {at.number} ({at.date}), on “{title}”: {_told(of, change)}"
        found.append((change.issue, told))
    return tuple(found)


def unmoved(of: Overview) -> str:
    """The principals that never stepped towards another, as a sentence; empty where all did."""
    names = of.record.negotiation.parties
    some = [names[one.party].name for one in of.moves.bargaining.concessions if not one.last]
    return f"No step by {listed(some, 'or')} towards {other(of)} is on record." if some else ""


def other(of: Overview) -> str:
    """What those are called who negotiate with somebody: of more sides than two, any of them."""
    return "another side" if many_sides(of.record.negotiation) else "the other side"


def moved(of: Overview) -> tuple[Moved, ...]:
    """What changed in the last round, for those who had a position before and took another."""
    found = of.diffs[0].changes if of.diffs else ()
    return tuple(_moved(of, one) for one in found if one.before and one.kind not in UNCHANGED)


def last_round(of: Overview) -> str:
    """What the last round brought against the one before, in numbers, as a sentence or two."""
    if not of.diffs:
        return "This is the first round, and there is none to compare it with."
    report, names = of.diffs[0], of.record.negotiation.parties
    kinds = [one.kind for one in report.changes if one.before and one.kind not in UNCHANGED]
    silent, changed = kinds.count("non-answer"), len(kinds) - kinds.count("non-answer")
    told = [f"{counted(changed, 'position') if changed else 'no position'} changed"]
    if silent:
        told.append(f"{counted(silent, 'question was', 'questions were')} not answered")
    new = [one.party for one in report.changes if one.kind == "new" and not one.before]
    first = [
        f"{names[one].name} on {counted(new.count(one), 'issue')}" for one in names if one in new
    ]
    more = f" First positions came from {listed(first)}." if first else ""
    return f"Since round {report.pair.start.number}, {listed(told)}.{more}"


def position_of(of: Overview, standing: Standing | None) -> str:
    """A position with the labels of options, for who does not know their ids."""
    if standing is None:
        return "–"
    negotiation = of.record.negotiation
    held = labelled(negotiation, standing.held._replace(only_if=()))
    return standing_words(negotiation, standing._replace(held=held))


def _named(of: Overview, issues: Sequence[str]) -> str:
    """Some issues by their titles; of many, how many more there are."""
    titles = [f"“{of.record.negotiation.issues[name].title}”" for name in issues]
    more = len(titles) - _NAMED
    return listed([*titles[:_NAMED], *([f"{more} more"] if more > 0 else [])])


def _sides(of: Overview, issue: str) -> Iterator[tuple[str, str, tuple[Link, ...]]]:
    """Each principal's position on an issue, where it has one, and where that was read."""
    negotiation = of.record.negotiation
    for party in negotiation.principals:
        stand = of.show.stands.get((party.id, issue))
        if stand is not None and not stand.standing.inherited:
            conditional = ", on conditions" if stand.standing.held.only_if else ""
            said = (stand.standing.source or stand.standing.last).said
            words = position_of(of, stand.standing) + conditional
            yield party.name, words, links(negotiation, said.source)


def _moved(of: Overview, change: Change) -> Moved:
    negotiation = of.record.negotiation
    said = change.after.last.said.source if change.after else ()
    before, after = position_of(of, change.before), position_of(of, change.after)
    return Moved(
        negotiation.parties[change.party].name,
        change.issue,
        negotiation.issues[change.issue].title,
        _KINDS.get(change.kind, change.kind).format(other=other(of)),
        *(before if before != after else "", after),
        links(negotiation, said),
    )


def _told(of: Overview, change: Change) -> str:
    after = position_of(of, change.after)
    if change.before is None:
        return after
    return f"{position_of(of, change.before)} → {after}"


def _signed(number: int) -> str:
    if not number:
        return "as many as in the round before"
    more = "more" if number > 0 else "fewer"
    return f"{abs(number)} {more} than in the round before"
