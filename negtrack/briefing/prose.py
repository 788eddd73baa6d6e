"""The words of a briefing: names, days, values by their labels, and what each rests on."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from negtrack.model import Condition, Element, Issue, Provenance, Statement, Value
from negtrack.paper import Cite, Note
from negtrack.problems import Place
from negtrack.record import Record
from negtrack.standing import Standing
from negtrack.text import listed, one_line
from negtrack.values import spelled_element
from negtrack.wording import place_words, with_unit

QUOTED, LONGEST, NAMED = 90, 160, 3
"""As many letters of a quote stand in a note, and of any other text in a sentence; as many needs or
names in a sentence."""

ONE, MANY, PAST = 0, 1, 2
"""A predicate of one party, of several, and of one in the past."""

_VERBS = {
    "demand": ("asks for", "ask for", "asked for"),
    "offer": ("offers", "offer", "offered"),
    "accept": ("accepts", "accept", "accepted"),
}
_WITHOUT = {
    "demand": ("asks for something", "ask for something", "asked for something"),
    "offer": ("makes an offer", "make an offer", "made an offer"),
    "accept": ("accepts", "accept", "accepted"),
    "reserve": ("reserves its position", "reserve their positions", "reserved its position"),
    "no-answer": ("gives no answer", "give no answer", "gave no answer"),
    "withdraw": ("withdraws its position", "withdraw their positions", "withdrew its position"),
}
_REJECTS = ("rejects", "reject", "rejected")
_TELLERS = {
    "counterpart": "the other side",
    "mediator": "the mediator",
    "press": "the press",
    "leak": "a leaked text",
}
_EXPIRED = ("has an offer that ran out", "have offers that ran out", "had an offer that ran out")
_DAY = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")


def day(one: datetime.date) -> str:
    """A day as people write it: `2 June 2025`."""
    return f"{one.day} {one:%B} {one.year}"


def days_in(text: str) -> str:
    """A text that negtrack wrote, with its days as people write them."""
    return _DAY.sub(lambda found: day(datetime.date(*map(int, found.groups()))), text)


def some(names: Sequence[str], limit: int = NAMED) -> str:
    """A list of names, of many the first few and how many more there are."""
    more = len(names) - limit
    return listed([*names[:limit], f"{more} more"] if more > 1 else list(names))


def cut(text: str, longest: int = LONGEST) -> str:
    """A text of the record on one line; of a long one its first words."""
    told = one_line(text)
    if len(told) <= longest:
        return told
    return f"{told[:longest].rpartition(' ')[0] or told[:longest]} …"


def title(issue: Issue) -> str:
    """An issue by its title, in quotation marks."""
    return f"“{cut(issue.title)}”"


def value_words(issue: Issue, value: Value) -> str:
    """A value by its labels or in its unit: `“In full”`, `at least 30 days`; empty for none."""
    return " or ".join(_element(issue, one) for one in value)


def _element(issue: Issue, element: Element) -> str:
    labels = {option.id: option.label for option in issue.options}
    if isinstance(element, str):
        return f"“{cut(labels.get(element, element))}”"
    told = with_unit(issue, spelled_element(issue, element))
    if not issue.dated:
        return told
    ended = not element.word and (element.low is None or element.high is None)
    return f"{'a date ' if ended else ''}{days_in(told)}"


class Prose(NamedTuple):
    """The words and notes of one record."""

    record: Record

    def party(self, name: str) -> str:
        """A party by its name."""
        parties = self.record.negotiation.parties
        return one_line(parties[name].name) if name in parties else name

    def parties(self, names: Iterable[str]) -> str:
        """Parties by their names, of many the first few."""
        return some([self.party(one) for one in names], 4)

    def issue(self, name: str) -> Issue:
        """An issue by its id."""
        return self.record.negotiation.issues[name]

    def point(self, name: str, value: Value) -> str:
        """An issue and what it comes to: `“Pay” at 30 coins`."""
        told = value_words(self.issue(name), value)
        return f"{title(self.issue(name))}: {told}" if told else title(self.issue(name))

    def stands(self, standing: Standing, form: int = ONE) -> str:
        """Where a party stands, as a predicate in number and tense: `asks for 30 days`."""
        issue = self.issue(standing.held.issue)
        if standing.expired:
            what = _EXPIRED[form]
            refused = value_words(issue, standing.held.rejects)
            return f"{what} and {_REJECTS[form]} {refused}" if refused else what
        return self.said(standing.held, form)

    def said(self, held: Statement, form: int = ONE) -> str:
        """What a party says, as a predicate, with its conditions and how firmly."""
        issue = self.issue(held.issue)
        told = []
        if held.value:
            firmly = " without conditions" if held.unconditional else ""
            of = f" from {self.parties(held.of)}" if held.of else ""
            asked = _VERBS.get(held.stance, _VERBS["demand"])[form]
            told.append(f"{asked} {value_words(issue, held.value)}{of}{firmly}")
        elif not (held.rejects and held.stance == "demand"):
            figure = ", without a figure" if held.stance in _VERBS else ""
            told.append(f"{_WITHOUT[held.stance][form]}{figure}")
        if held.rejects:
            told.append(f"{_REJECTS[form]} {value_words(issue, held.rejects)}")
        if held.accepts:
            could = "could have accepted" if form == PAST else "could accept"
            told.append(f"{could} {value_words(issue, held.accepts)}")
        by = f", by {day(held.by)}" if held.by else ""
        line = ", as a red line" if held.red_line else ""
        return f"{listed(told)}{by}{line}{self.conditions(held.only_if)}"

    def conditions(self, alternatives: tuple[Condition, ...]) -> str:
        """Conditions after a position: `, on condition of …`; empty for none."""
        told = [
            some([self.point(need.issue, need.value) for need in one], 2) for one in alternatives
        ]
        return f", on condition of {', or of '.join(told)}" if told else ""

    def note(self, said: Statement) -> Note:
        """What a statement rests on: its sources, who reported it, its words, and its place."""
        return self.provenance(said.said, self.record.place(said))

    def notes(self, standing: Standing | None) -> tuple[Note, ...]:
        """What a standing rests on: the statement that it comes from, and what was added since."""
        if standing is None:
            return ()
        told = dict.fromkeys((standing.source or standing.last, standing.last))
        return tuple(self.note(one) for one in told)

    def provenance(self, said: Provenance, place: Place | None = None) -> Note:
        """A note on who said something, where it was read and who reported it."""
        cites = tuple(map(self._cite, said.source))
        spoken = _short(said.quote)
        speaker = f" ({one_line(said.speaker)})" if said.speaker and spoken else ""
        remarks = (
            "" if cites else "No source is named in the record",
            f"Reported by {self.teller(said.stated_by)}" if said.stated_by != "self" else "",
            f"{spoken}{speaker}" if spoken else "",
            f"Confidence: {said.confidence}" if said.confidence != "high" else "",
        )
        where = (place_words(self.record, place),) if place else ()
        return Note(cites, ". ".join(one for one in remarks if one), where)

    def teller(self, name: str) -> str:
        """Who reported something, in words."""
        return _TELLERS.get(name) or self.party(name)

    def _cite(self, name: str) -> Cite:
        source = self.record.negotiation.sources.get(name)
        if source is None:
            return Cite(name, name)
        named = f"“{cut(source.title)}”" if source.title else ""
        told = (cut(source.publisher), named, _dated(source.date))
        return Cite(name, ", ".join(one for one in told if one) or name, source.url)


def computed(rule: str, what: str) -> Note:
    """The note of a figure: the rule that it is computed by, and what from."""
    return Note((), f"Computed by negtrack from {what}: docs/figures.md, “{rule}”")


def _dated(date: str) -> str:
    return days_in(date) if _DAY.fullmatch(date) else date


def _short(quote: str) -> str:
    """A quote in its marks, of a long one the first words; empty for none."""
    told = cut(quote, QUOTED)
    return f"“{told}”" if told else ""
