"""The parts of a briefing on the issues: who asks for what, what is disputed, what is not known."""

from __future__ import annotations

from collections.abc import Iterator

from negtrack.briefing.prose import MANY, NAMED, ONE, computed, some, title
from negtrack.briefing.situation import Situation
from negtrack.measures import spelled_distance
from negtrack.model import Statement
from negtrack.paper import Note, Part, Told
from negtrack.standing import Standing
from negtrack.statuses import Status
from negtrack.stuck import Finding
from negtrack.text import counted

_SET_OUT = 6
"""As many issues are set out before anything else is, where there is room."""

_TOLD = 5
"""As many groups of parties that ask for the same are told on an issue."""

_LABELS = {
    "locked": "held by conditions",
    "stuck": "stuck",
    "moving": "moving",
    "new": "too new to judge",
}


def issues(of: Situation) -> Part | None:
    """Where the parties stand on each issue that both sides negotiate, the stuck ones first."""
    found = of.verdicts(*_LABELS)
    told = [_issue(of, one) for one in found]
    alone = of.verdicts("one-sided")
    if not told and not alone:
        return None
    heading = "Where the parties stand on the open issues"
    rest = "Open issues between the sides that are not set out here: {}."
    closing = (_alone(of, alone),) if alone else ()
    return Part(heading, tuple(told), rest, min(len(told), _SET_OUT), closing=closing)


def _issue(of: Situation, finding: Finding) -> Told:
    """One issue: what each asks, in groups that ask the same, and how far apart they are."""
    status = of.statuses[finding.issue.id]
    groups: dict[str, list[tuple[str, Standing]]] = {}
    below = {key for _, keys in of.explained() for key in keys}
    for party, standing in of.standings(finding.issue.id):
        elsewhere = (party, finding.issue.id) in below
        told_here = _without_conditions(standing) if elsewhere else standing
        groups.setdefault(of.prose.stands(told_here), []).append((party, told_here))
    told = [_group(of, group) for group in list(groups.values())[:_TOLD]]
    if len(groups) > _TOLD:
        told.append(f"{len(groups) - _TOLD} more positions are on record")
    notes = tuple(
        note
        for group in list(groups.values())[:_TOLD]
        for _, standing in group
        for note in of.prose.notes(standing)
    )
    apart = _apart(of, status)
    rule = (computed("Gap and overlap", "the positions named here"),) if apart else ()
    label = _LABELS[finding.verdict]
    text = f"{title(finding.issue)} ({label}): {'; '.join(told)}{apart}."
    return Told(text, tuple(dict.fromkeys((*notes, *rule))))


def _group(of: Situation, group: list[tuple[str, Standing]]) -> str:
    """Parties that ask for the same, as a clause."""
    names = of.prose.parties([party for party, _ in group])
    told = of.prose.stands(group[0][1], MANY if len(group) > 1 else ONE)
    source = group[0][1].source
    priced = source is not None and source.only_if and not group[0][1].held.only_if
    return f"{names} {told}{', on conditions told below' if priced else ''}"


def _without_conditions(standing: Standing) -> Standing:
    """A standing whose conditions are told elsewhere."""
    return standing._replace(held=standing.held._replace(only_if=()))


def _apart(of: Situation, status: Status) -> str:
    """How far apart the parties are, and what stands between them where no number says it."""
    if status.status == "unmeasured":
        return "; how far apart they are cannot be measured, or not between all of them"
    if status.gap:
        told = f"; they are {spelled_distance(status.gap)} apart on a scale of 100"
        widest = status.widest(1)
        if widest and len(status.pairs) > 1:
            largest = widest[0]
            pair = of.prose.parties((largest.a, largest.b))
            told += f" on average, at most {spelled_distance(largest.gap)} ({pair})"
        return told
    if status.gap == 0 and status.status != "opposed":
        return "; what they name is the same or overlaps"
    if status.status == "opposed" and status.priced:
        one, other = status.priced[0]
        return (
            f"; {of.prose.party(one)} sets conditions on what {of.prose.party(other)} "
            "asks for without any"
        )
    return "" if status.gap == 0 else "; how far apart they are cannot be measured"


def _alone(of: Situation, found: list[Finding]) -> Told:
    """The issues on which one side alone has taken a position."""
    names = some([title(one.issue) for one in found])
    on = counted(len(found), "issue")
    rule = computed("Stalemate", "all positions up to this round")
    return Told(f"On {on} one side alone has a position on record: {names}.", (rule,))


def disputed(of: Situation) -> Part | None:
    """Where sources tell one statement or agreement differently: each version beside the other."""
    told = [
        _versions(of, party, standing)
        for finding in of.findings
        for party, standing in of.standings(finding.issue.id)
        if standing.held.disputed and standing.source
    ]
    told += list(_agreements(of))
    if not told:
        return None
    rest = "Further points on which sources disagree: {}."
    return Part("Where sources disagree", tuple(told), rest)


def _versions(of: Situation, party: str, standing: Standing) -> Told:
    held = standing.held
    who, on = of.prose.party(party), title(of.prose.issue(held.issue))
    mine = of.prose.note(standing.source or standing.last)
    notes = [mine]
    told = [f"in the version that is counted, it {of.prose.said(held)}"]
    for other in held.disputed:
        by = of.prose.teller(other.said.stated_by)
        named = "by its own account" if by == "self" else f"as {by} tells it"
        told.append(f"{named}, it {of.prose.said(other)}")
        own = other.said._replace(quote="") if other.said.quote == held.said.quote else other.said
        notes.append(of.prose.provenance(own)._replace(places=mine.places))
    return Told(f"On {on}, {who}’s position is told differently: {'; '.join(told)}.", tuple(notes))


def _agreements(of: Situation) -> Iterator[Told]:
    """Agreements that parties tell differently."""
    for agreement in of.round.agreements:
        versions = agreement.versions
        if len(versions) < 2 or len({version.terms for version in versions}) < 2:
            continue
        if not any(term.issue in of.statuses for one in versions for term in one.terms):
            continue
        place = of.record.place_of_agreement(agreement, of.round)
        told = [
            f"{of.prose.party(one.party)} tells of "
            f"{some([of.prose.point(term.issue, term.value) for term in one.terms])}"
            for one in versions
            if one.terms
        ]
        name = f"“{agreement.title or agreement.id}”"
        notes = tuple(of.prose.provenance(one.said, place) for one in versions)
        yield Told(f"The parties tell the agreement {name} differently: {'; '.join(told)}.", notes)


def unknown(of: Situation) -> Part | None:
    """What the record cannot tell: positions held back, issues unmeasured, statements left out."""
    told = []
    held = list(_held_back(of))
    for stance, words in (("reserve", "reserved its position"), ("no-answer", "gave no answer")):
        said = [one for one in held if one.stance == stance]
        if said:
            points = some([f"{of.prose.party(one.party)} on {_on(of, one)}" for one in said])
            number = counted(len(said), "point")
            told.append(Told(f"On {number} a party {words}: {points}.", _notes(of, said)))
    told += list(_unmeasured(of))
    withheld = len(of.record.withheld)
    if withheld:
        is_ = "statement is" if withheld == 1 else "statements are"
        told.append(Told(f"{withheld} {is_} marked confidential and left out of this brief."))
    if of.record.private:
        told.append(Told("Statements marked confidential are included: this is not for everybody."))
    if not told:
        return None
    rest = "Further points that are not known: {}."
    return Part("What is not known", tuple(told), rest, len(told))


def _on(of: Situation, said: Statement) -> str:
    return title(of.prose.issue(said.issue))


def _notes(of: Situation, said: list[Statement]) -> tuple[Note, ...]:
    return tuple(dict.fromkeys(of.prose.note(one) for one in said[: NAMED + 1]))


def _held_back(of: Situation) -> Iterator[Statement]:
    """The last words by which a principal said that it does not say, or not yet."""
    for finding in of.findings:
        for _, standing in of.standings(finding.issue.id):
            if standing.last.stance in ("reserve", "no-answer"):
                yield standing.last


def _unmeasured(of: Situation) -> Iterator[Told]:
    rule = (computed("Gap and overlap", "all positions up to this round"),)
    for status, words in (
        ("unmeasured", "both sides have spoken, and how far apart they are cannot be measured"),
        ("unstated", "nobody has a position on record"),
    ):
        found = [one for one in of.statuses.values() if one.status == status]
        if found:
            names = some([title(one.issue) for one in found])
            yield Told(f"On {counted(len(found), 'issue')} {words}: {names}.", rule)
