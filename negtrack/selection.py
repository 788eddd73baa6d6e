"""What a question is about: which rounds, and which parties and issues of the record."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import NamedTuple

from negtrack.model import Issue, Negotiation, Party, Round
from negtrack.problems import UNREADABLE, Stop


class Selection(NamedTuple):
    """The parties, issues and groups that are asked for; empty where all are."""

    parties: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()

    def has_issue(self, issue: Issue) -> bool:
        """Whether the issue is asked for, by its id or its group."""
        if not self.issues and not self.groups:
            return True
        return issue.id in self.issues or (bool(issue.group) and issue.group in self.groups)

    def has_party(self, party: Party) -> bool:
        """Whether the party is asked for, or as a bloc speaks for one that is."""
        if not self.parties:
            return True
        return party.id in self.parties or any(one in self.parties for one in party.members)

    def view(self, negotiation: Negotiation) -> Negotiation:
        """The negotiation with the pairs of counterparts that are asked for, and no others.

        With one party selected, those that it is in; with several, those among them.
        """
        if not self.parties:
            return negotiation
        parties = {one.id: self._seen(negotiation, one) for one in negotiation.parties.values()}
        view = negotiation._replace(parties=parties)
        if not view.pairs():
            told = " and ".join(self.parties)
            hint = "gaps are between principals who are not on one side"
            raise Stop(f"there is no pair of counterparts with {told}", hint)
        return view

    def _seen(self, negotiation: Negotiation, party: Party) -> Party:
        """A party as the view has it: the others of a single party are on one side."""
        if party.id in self.parties or party.role != "principal":
            return party
        if len(self.parties) == 1 and negotiation.counterparts(party.id, self.parties[0]):
            return party._replace(side=f"not {self.parties[0]}")
        return party._replace(role="observer")

    def check(self, *negotiations: Negotiation) -> None:
        """Stop where a word is in none of these, with the nearest one that is."""
        parties = {name: None for one in negotiations for name in one.parties}
        issues = {name: issue for one in negotiations for name, issue in one.issues.items()}
        groups = {issue.group for issue in issues.values() if issue.group}
        for what, asked, there in (
            ("party", self.parties, parties),
            ("issue", self.issues, issues),
            ("group", self.groups, groups),
        ):
            for word in asked:
                if word not in there:
                    raise unknown(what, word, there)

    def spelled(self) -> str:
        """The selection in words, empty where everything is asked for."""
        told = (
            ("party", self.parties),
            ("issue", self.issues),
            ("group", self.groups),
        )
        return "; ".join(f"{name} {', '.join(words)}" for name, words in told if words)


def unknown(what: str, word: str, known: Iterable[str], rev: str = "") -> Stop:
    """The refusal of a word that the record does not have (at a revision), with those it does."""
    words = list(known)
    near = difflib.get_close_matches(word, words, n=1)
    hint = f"did you mean '{near[0]}'?" if near else f"there is {', '.join(words) or 'none'}"
    at = f" at {rev}" if rev else ""
    return Stop(f"there is no {what} '{word}'{at}", hint)


def split_rev(word: str) -> tuple[str, str]:
    """The revision and the round that a word names: `HEAD~1:2`; both empty where it has neither.

    After a revision that names no round it is the last one there: `main:`. Stop where a colon
    stands after nothing.
    """
    rev, colon, one = word.rpartition(":")
    if colon and not rev:
        raise Stop(f"'{word}' names no revision", "name one before the colon: HEAD~1:2, main:")
    return rev, one or ("last" if colon else "")


def pick_pair(negotiation: Negotiation, start: str, end: str) -> tuple[Round, Round]:
    """The two rounds to compare: the last two, one and the round before it, or as named."""
    if start and end:
        return pick_round(negotiation, start), pick_round(negotiation, end)
    last = pick_round(negotiation, start or "last")
    if last.number < 2:
        raise Stop(f"there is no round before {last.id} to compare it with", _rounds(negotiation))
    return negotiation.rounds[last.number - 2], last


def _rounds(negotiation: Negotiation) -> str:
    """The rounds that there are, by number and id."""
    known = ", ".join(f"{one.number} = {one.id}" for one in negotiation.rounds)
    at = f" at {negotiation.rounds[0].rev}" if negotiation.rounds[0].rev else ""
    return f"{negotiation.id} has {known}{at}"


def pick_round(negotiation: Negotiation, word: str) -> Round:
    """The round that a word names: its id, its number in order, `first`, `prev` or `last`."""
    rounds = negotiation.rounds
    if not rounds:
        hint = "begin one: negtrack new"
        raise Stop(f"{negotiation.id} has no rounds yet", hint, UNREADABLE)
    by_number = {str(one.number): one for one in rounds}
    places = {"first": rounds[:1], "prev": rounds[-2:-1], "last": rounds[-1:]}
    for one in (*(one for one in rounds if one.id == word), *places.get(word, ())):
        return one
    if word == "prev":
        raise Stop("there is no round before the last", _rounds(negotiation))
    if word.lstrip("0") not in by_number:
        raise Stop(f"there is no round '{word}'", _rounds(negotiation))
    return by_number[word.lstrip("0")]
