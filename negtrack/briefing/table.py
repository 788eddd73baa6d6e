"""The parts of a briefing on the talks themselves: which they are, where they stand, what moved."""

from __future__ import annotations

from collections import Counter

from negtrack.briefing.prose import PAST, computed, cut, day, title
from negtrack.briefing.situation import Situation
from negtrack.folder import ROUND
from negtrack.measures import spelled_distance
from negtrack.model import Round, Statement
from negtrack.moves import UNCHANGED, Change
from negtrack.paper import Note, Part, Told
from negtrack.standing import Standing
from negtrack.stuck import OPEN
from negtrack.text import counted, listed
from negtrack.wording import place_words

_VERDICTS = {
    "stalemate": "at a stalemate: no issue that both sides negotiate came any nearer to being "
    "settled",
    "partial": "in a partial stalemate: on some issues that both sides negotiate there was no step "
    "towards the other, though not on all",
    "moving": "moving: somebody stepped towards another on an issue, and none is stuck",
    "new": "too young to judge, or nobody has yet taken a position against another",
    "settled": "settled: no issue between the sides is open",
}
_HEADS = 2
"""As many members of a delegation are named."""

_QUIETLY = {
    "withdrawal": "withdrew its position",
    "non-answer": "gave no answer",
    "reservation": "reserved its position",
}
_FIRST = ("acceptance", "concession", "retraction", "withdrawal", "rejection", "conditions")
"""The kinds of change that are told before others of a party."""


def talks(of: Situation) -> Part:
    """Which talks and which round: day, venue, mediator, and who sat there."""
    negotiation, one = of.record.negotiation, of.round
    note = Note((), "The record of the round", (_place(of, one),))
    last = "" if one.date == one.end else f" to {day(one.end)}"
    venue = f" (venue: {cut(one.venue)})" if one.venue else ""
    led = f", mediated by {of.prose.parties(one.mediator)}" if one.mediator else ""
    sides = of.prose.parties([party.id for party in negotiation.principals])
    told = [
        Told(
            f"This is round {one.number} of {len(negotiation.rounds)} of the talks between "
            f"{sides}, held on {day(one.date)}{last}{venue}{led}.",
            (note,),
        )
    ]
    if one.delegations:
        told.append(Told(f"{_delegations(of)}.", (note,)))
    if of.selection.spelled():
        told.append(Told(f"This brief covers only {of.selection.spelled()}."))
    return Part("The talks", tuple(told), "{} more sentences are left out.", kept=len(told))


def _place(of: Situation, one: Round) -> str:
    return place_words(of.record, of.record.at(f"{one.id}/{ROUND}"))


def _delegations(of: Situation) -> str:
    told = []
    for party, members in of.round.delegations:
        names = [cut(name) for name in members[:_HEADS]]
        more = len(members) - len(names)
        others = [counted(more, "other")] if more else []
        told.append(f"{of.prose.party(party)} was represented by {listed([*names, *others])}")
    return "; ".join(told)


def state(of: Situation) -> Part:
    """The counts of green, yellow and red in words, and the verdict of the negotiation."""
    gap = computed("Gap and overlap", "all positions up to this round")
    told = [Told(_counts(of), (gap,))] if of.findings else []
    if of.findings:
        verdict = _VERDICTS[of.verdict]
        stale = computed("Stalemate", "all positions up to this round")
        told.append(Told(f"By negtrack’s rule the talks are {verdict}.", (stale,)))
        if of.verdicts(*OPEN):
            told.append(Told(_open(of), (stale,)))
    else:
        told.append(Told("Nobody has taken a position on any of the issues.", (gap,)))
    return Part("Where things stand", tuple(told), "{} more figures are left out.", len(told))


def _counts(of: Situation) -> str:
    number = Counter(one.colour for one in of.statuses.values())
    total = counted(len(of.statuses), "issue")
    green, yellow, red = number["green"], number["yellow"], number["red"]
    told = [f"{green} {_are(green)} settled (green)"] if green else []
    if yellow:
        told.append(f"{yellow} {_are(yellow)} open, one-sided or coming nearer (yellow)")
    if red:
        told.append(f"on {red} the parties oppose each other or came no nearer (red)")
    return f"Of {total} on record, {listed(told)}."


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _open(of: Situation) -> str:
    told = {name: of.verdicts(name) for name in ("locked", "stuck", "moving", "new")}
    words = {
        "locked": "held by conditions that are not met (“locked”)",
        "stuck": "without a step by anybody (“stuck”)",
        "moving": "moving",
        "new": "too new to judge",
    }
    counts = [
        f"{len(found)} {_are(len(found))} {words[name]}" for name, found in told.items() if found
    ]
    total = sum(map(len, told.values()))
    return f"Of {counted(total, 'issue')} that both sides negotiate, {listed(counts)}."


def moved(of: Situation) -> Part:
    """What changed since the round before, party by party, and how much stayed as it was."""
    if of.before is None:
        first = "This is the first round on record: there is none before it to compare with."
        return Part("What moved", (Told(first),))
    heading = f"What moved since round {of.before.number} ({day(of.before.date)})"
    changes = [one for one in of.changes if of.has(one.party, one.issue)]
    told = [Told(_change(of, one), _rests(of, one)) for one in _ordered(of, changes)]
    quiet = [one for one in changes if one.kind in UNCHANGED]
    if not told:
        told.append(Told("No party changed its position on any issue.", (_rule(of),)))
    if quiet:
        told.insert(0, Told(_stayed(quiet), (_rule(of),)))
    return Part(heading, tuple(told), "Changes not set out here: {}.", min(len(told), 5))


def _rule(of: Situation) -> Note:
    assert of.before is not None
    return computed("Move", f"rounds {of.before.number} and {of.round.number}")


def _stayed(quiet: list[Change]) -> str:
    again = sum(one.kind == "insistence" for one in quiet)
    silent = len(quiet) - again
    told = []
    if silent:
        told.append(f"{silent} stood with nothing new said")
    if again:
        told.append(f"{again} {'was' if again == 1 else 'were'} repeated unchanged")
    return f"Of the positions held before, {' and '.join(told)}."


def _ordered(of: Situation, changes: list[Change]) -> list[Change]:
    """The changes that are any: of each party in turn, its steps first, and principals first.

    No party's are told to the end before another's, so that what is left out is nobody's alone.
    """
    principals = {one.id for one in of.record.negotiation.principals}
    told: list[tuple[bool, int, int, Change]] = []
    for place, party in enumerate(of.record.negotiation.parties):
        own = [one for one in changes if one.party == party and one.kind not in UNCHANGED]
        own.sort(key=lambda one: _FIRST.index(one.kind) if one.kind in _FIRST else len(_FIRST))
        told += [(party not in principals, nth, place, one) for nth, one in enumerate(own)]
    return [one for *_, one in sorted(told, key=lambda it: it[:3])]


def _rests(of: Situation, one: Change) -> tuple[Note, ...]:
    said: dict[Statement, None] = {}
    for standing in (one.before, one.after):
        if standing is not None:
            said[standing.source or standing.last] = None
    if one.after is not None:
        said[one.after.last] = None
    notes = tuple(of.prose.note(statement) for statement in said)
    return (*notes, _rule(of)) if one.movement is not None else notes


def _change(of: Situation, one: Change) -> str:
    """A change as a sentence: who did what on which issue, from where to where."""
    who, on = of.prose.party(one.party), title(of.prose.issue(one.issue))
    after = of.prose.stands(one.after) if one.after else "has no position on record any more"
    before = ""
    if one.before:  # whom it asked is told with where it stands now
        unaddressed = one.before.held._replace(of=())
        before = of.prose.stands(one.before._replace(held=unaddressed), PAST)
    if one.kind in _QUIETLY:
        since = f"; until then it {_unpriced(of, one.before)}" if one.before else ""
        return f"{who} {_QUIETLY[one.kind]} on {on}{since}."
    if one.kind == "new" or not before:
        return f"{who} spoke on {on} for the first time: it {after}."
    if one.before and after == of.prose.stands(one.before):
        return f"{who} put its position on {on} in other terms: it {after}."
    return f"{who} {_how(of, one)} on {on}: it now {after}; before, it {before}."


def _unpriced(of: Situation, before: Standing) -> str:
    """A position in the past, with no more of its conditions than that there are some."""
    if before.expired or not before.held.only_if:
        return of.prose.stands(before, PAST)
    return f"{of.prose.said(before.held._replace(only_if=()), PAST)}, on conditions"


def _how(of: Situation, one: Change) -> str:
    towards = one.movement
    if one.kind == "acceptance":
        return "accepted what another had asked for"
    if one.kind == "rejection":
        return "refused more than before"
    if one.kind == "conditions":
        return "changed its conditions"
    if one.kind in ("concession", "retraction") and towards is not None:
        way = "towards" if towards > 0 else "away from"
        others = of.prose.parties([step.counterpart for step in one.steps])
        return f"moved {way} {others} ({spelled_distance(abs(towards))} on a scale of 100)"
    return "changed its position"


def locked(of: Situation) -> Part | None:
    """What conditions hold, and the fewest moves that would open it; None where nothing is."""
    told = []
    for text, keys in of.explained():
        notes = [note for key in keys for note in of.prose.notes(of.moment.stands.get(key))]
        rule = computed("Linkage", "the conditions on record")
        told.append(Told(text, tuple(notes) or (rule,)))
    if not told:
        return None
    told.append(
        Told(
            "Such moves are computed from the record: none is advice, or a sign of what is likely."
        )
    )
    return Part(
        "What is locked, and what would open it",
        tuple(told),
        "{} more sentences on conditions are left out.",
        len(told),
    )


def events(of: Situation) -> Part | None:
    """What happened since the round before; None where nothing is on record."""
    told = []
    for place, event in reversed([*enumerate(of.round.events)]):
        where = of.record.at(f"{of.round.id}/{ROUND}", ("events", place))
        when = f"{day(event.said.date)}: " if event.said.date else ""
        text = cut(event.title).rstrip(".")
        told.append(Told(f"{when}{text}.", (of.prose.provenance(event.said, where),)))
    if not told:
        return None
    heading = "Events since the round before, the latest first"
    if of.before is None:
        heading = "Events on record, the latest first"
    return Part(heading, tuple(told), "Further events on record: {}.")
