"""The parts of a briefing on what came of it: agreements and deliveries, and what is pending."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from negtrack.agreed import is_about
from negtrack.briefing.prose import computed, cut, day, some, value_words
from negtrack.briefing.situation import Situation
from negtrack.fulfilment import Count, Fulfilment, fulfilments, reopened
from negtrack.measures import Scale
from negtrack.model import Agreement
from negtrack.moves import scales
from negtrack.paper import Note, Part, Told
from negtrack.pending import Deadline, Pending, Proposal, pending
from negtrack.text import counted, listed
from negtrack.values import spelled_number
from negtrack.wording import place_words, with_unit

_STATUS = {
    "agreed": "agreed",
    "provisional": "agreed provisionally",
    "claimed": "claimed by one side",
    "carried-out": "carried out",
    "dropped": "dropped",
    "lapsed": "lapsed",
    "breached": "broken",
}
_WEIGHT = ("breached", "agreed", "provisional", "claimed", "lapsed", "dropped", "carried-out")
"""The statuses of agreements in the order in which they are told."""


def agreed(of: Situation) -> Part:
    """What was agreed so far, and what of it was carried out."""
    negotiation, at = of.record.negotiation, of.round
    last = at.number == len(negotiation.rounds)
    found = [
        one
        for one in fulfilments(negotiation, at, None if last else at.end)
        if is_about(negotiation, one.agreement, of.selection)
    ]
    heading = "What was agreed, and what came of it"
    if not found:
        return Part(heading, (Told("No agreement is on record."),))
    first = Told(_summary(found), (computed("Agreements", "the agreements on record"),))
    found.sort(key=_importance)
    told = [first, *(_agreement(of, one) for one in found)]
    told += list(_reopened(of, scales(negotiation)))
    return Part(heading, tuple(told), "Agreements not set out here: {}.", kept=min(len(told), 3))


def _importance(one: Fulfilment) -> tuple[bool, bool, int, int]:
    """What comes first: what was broken, what is told or kept otherwise, then the latest."""
    status = one.agreement.status
    contested = bool(one.others or one.departures)
    return status != "breached", not contested, _WEIGHT.index(status), -one.made.number


def _summary(found: Sequence[Fulfilment]) -> str:
    counts = [
        f"{number} {_STATUS[status]}"
        for status in _WEIGHT
        if (number := sum(one.agreement.status == status for one in found))
    ]
    if len(found) == 1:
        return "One agreement is on record."
    return f"{len(found)} agreements are on record: {listed(counts)}."


def _record(of: Situation, one: Fulfilment) -> Note:
    place = of.record.place_of_agreement(one.agreement, of.round)
    return of.prose.provenance(one.agreement.said, place)


def _agreement(of: Situation, one: Fulfilment) -> Told:
    """An agreement in a sentence: its round, what, its status, and what was delivered."""
    agreement = one.agreement
    part = ", in part" if agreement.part else ""
    name = f"“{cut(agreement.title)}”" if agreement.title else ""
    terms = "" if name else _terms(of, agreement)
    head = f"In round {one.made.number}: {name or terms or agreement.id}"
    text = f"{head} ({_STATUS[agreement.status]}{part}){_delivered(of, one)}{_departed(of, one)}."
    said = [of.prose.provenance(it.said) for it in one.deliveries if it.said.source]
    more = [of.prose.provenance(other.said) for it in one.deliveries for other in it.disputed]
    sources = dict.fromkeys(cite for note in (*said, *more) for cite in note.cites)
    notes = [_record(of, one)]
    if sources:
        place = place_words(of.record, of.record.place_of_agreement(agreement, of.round))
        notes.append(Note(tuple(sources), "On what was delivered", (place,)))
    notes += [of.prose.note(it.said) for it in one.departures]
    return Told(text, tuple(dict.fromkeys(notes)))


def _terms(of: Situation, agreement: Agreement) -> str:
    return some([of.prose.point(term.issue, term.value) for term in agreement.terms])


def _delivered(of: Situation, one: Fulfilment) -> str:
    """What was delivered and what remains, by each who counts it; empty where nothing counts."""
    if one.total is None or not (one.deliveries or one.total.remaining):
        return ""
    if one.others:
        counts = [
            f"{_amount(one, it, it.delivered)} by the count of {of.prose.teller(it.by)}"
            for it in one.others
        ]
        return f"; delivered: {listed(counts)}"
    told = f"; delivered: {_amount(one, one.total, one.total.delivered)}"
    if not one.deliveries:
        told = "; no delivery is on record"
    if one.total.remaining:
        most = "at most " if one.total.at_least else ""
        told += f"; remaining: {most}{_plain(one, one.total.remaining)}"
    return told


def _amount(one: Fulfilment, count: Count, number: Decimal) -> str:
    least = "at least " if count.at_least else ""
    return f"{least}{_plain(one, number)}"


def _plain(one: Fulfilment, number: Decimal) -> str:
    return with_unit(one.unit, spelled_number(one.unit, number)) if one.unit else f"{number:f}"


def _departed(of: Situation, one: Fulfilment) -> str:
    """Who has since said otherwise than was agreed."""
    told = [
        f"; since then {of.prose.party(it.said.party)} {of.prose.said(it.said)}"
        for it in one.departures
    ]
    return "".join(told)


def _reopened(of: Situation, measured: dict[str, Scale]) -> Iterator[Told]:
    rule = computed("Agreements", "the agreements and positions on record")
    for one in reopened(of.record.negotiation, of.round, measured):
        if one.issue.id in of.statuses:
            yield Told(
                f"“{cut(one.issue.title)}” was settled up to round {one.settled.number} and "
                f"has been open again since round {one.since.number}.",
                (rule,),
            )


def waiting(of: Situation) -> Part | None:
    """What has had no answer: proposals on the table, deadlines, demands."""
    found = pending(of.record.negotiation, of.round, scales(of.record.negotiation))
    told = [_proposal(of, one) for one in found.packages if one.silent and _concerns(of, one)]
    dates = [
        one
        for one in found.deadlines
        if one.stands and not one.settled and of.has(one.said.party, one.said.issue)
    ]
    told += [_deadline(of, one) for one in dates]
    told += list(_demands(of, found))
    if not told:
        return None
    return Part("What is pending", tuple(told), "Further pending points: {}.", min(len(told), 2))


def _concerns(of: Situation, one: Proposal) -> bool:
    parties = of.selection.parties
    return not parties or one.concerns(parties)


def _proposal(of: Situation, one: Proposal) -> Told:
    package = one.package
    name = f"“{cut(package.title)}”" if package.title else f"“{package.id}”"
    when = day(package.said.date or one.made.date)
    over = f", which expired on {day(package.expires)}" if package.expires and one.expired else ""
    until = f", open until {day(package.expires)}" if package.expires and not one.expired else ""
    by = of.prose.parties(package.by)
    text = (
        f"{name}, put forward by {by} on {when}{over}{until}, has had no answer to the whole of "
        f"it from {of.prose.parties(one.silent)}."
    )
    place = of.record.at(f"{one.made.id}/{package.party}.yaml", ("packages", package.id), key=True)
    return Told(text, (of.prose.provenance(package.said, place),))


def _deadline(of: Situation, one: Deadline) -> Told:
    said = one.said
    assert said.by is not None
    issue = of.prose.issue(said.issue)
    past = f"which passed {counted(one.days, 'day')} before" if one.passed else "still to come"
    what = value_words(issue, said.value) or "an answer"
    text = (
        f"{of.prose.party(said.party)} asked for {what} on “{cut(issue.title)}” by "
        f"{day(said.by)}, {past}."
    )
    return Told(text, (of.prose.note(said),))


def _demands(of: Situation, found: Pending) -> Iterator[Told]:
    """How many demands nobody has answered, and the oldest."""
    open_ones = [
        one for one in found.demands if one.unanswered and of.has(one.said.party, one.said.issue)
    ]
    if not open_ones:
        return
    oldest = max(open_ones, key=lambda one: one.days)
    issue = of.prose.issue(oldest.said.issue)
    head = f"{len(open_ones)} demands and offers have had no answer from anybody who was asked"
    which = "the oldest is that of"
    if len(open_ones) == 1:
        head, which = "One demand or offer has had no answer from anybody who was asked", "that of"
    text = (
        f"{head}; {which} "
        f"{of.prose.party(oldest.said.party)} on “{cut(issue.title)}”, made "
        f"{counted(oldest.days, 'day')} before this round."
    )
    rule = computed("Pending", "all that was said up to this round")
    yield Told(text, (of.prose.note(oldest.said), rule), counts=len(open_ones))
