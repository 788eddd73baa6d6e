"""What waits for what in a round: every condition, the locks, and what would open them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from negtrack import stood
from negtrack.charts.locks import locks as chart
from negtrack.charts.waiting import Waiting
from negtrack.figure import SLIDE, Figure, Room
from negtrack.linkage import Claim, Key, Move, State, Wish, network
from negtrack.locks import locks
from negtrack.model import Round, Value
from negtrack.moves import scales
from negtrack.openings import Lock, Openings, openings
from negtrack.page import Block, Cell, Heading, Items, Lines, Page, Sentence, Tone
from negtrack.problems import Place
from negtrack.record import Record
from negtrack.report import Json, Rows
from negtrack.selection import Selection
from negtrack.standing import Moment
from negtrack.text import counted, listed, one_line
from negtrack.values import plain_value
from negtrack.wording import (
    amount,
    place_words,
    places_note,
    plain_place,
    plain_round,
    private_note,
    quoted,
    round_words,
)

STATES: Mapping[State, tuple[str, Tone]] = {
    "met": ("✓", "good"),
    "waiting": ("…", "open"),
    "open": ("?", "open"),
    "blocked": ("×", "bad"),
}
"""How a state is marked."""


class LinkageReport(NamedTuple):
    """The statements with conditions of one round, the locks among them, and what opens each."""

    record: Record
    moment: Moment
    claims: tuple[Claim, ...]
    locks: tuple[Lock, ...]
    openings: tuple[tuple[Key, Openings], ...]
    selection: Selection

    @property
    def found(self) -> bool:
        """Whether anybody waits for anything."""
        return any(not claim.met for claim in self.claims)

    @property
    def round(self) -> Round:
        """The round as of which this is so."""
        return self.moment.round

    def data(self) -> dict[str, Json]:
        """The contract `negtrack.linkage/1`."""
        return {
            "schema": "negtrack.linkage/1",
            "negotiation": self.record.negotiation.id,
            "private": self.record.private,
            **plain_round(self.round),
            "conditions": [
                self._plain_wish(claim, number, wish)
                for claim in self.claims
                for number, one in enumerate(claim.alternatives, 1)
                for wish in one
            ],
            "locks": [self._plain_lock(lock) for lock in self.locks],
            "unmet": [
                {**self._plain_key(key), **self._plain_openings(found)}
                for key, found in self.openings
            ],
        }

    def _plain_wish(self, claim: Claim, number: int, wish: Wish) -> dict[str, Json]:
        issue = self.record.negotiation.issues[wish.need.issue]
        return {
            "party": claim.key[0],
            "issue": claim.key[1],
            "alternative": number,
            "needs": {"issue": issue.id, "value": plain_value(issue, wish.need.value)},
            "asked": list(wish.asked),
            "state": wish.state,
            "by": list(wish.by),
            "place": plain_place(self._place(claim.key)),
        }

    def _plain_lock(self, lock: Lock) -> dict[str, Json]:
        return {
            "kind": _kind(lock),
            "statements": [self._plain_key(key) for key in lock.statements],
            **self._plain_openings(lock.openings),
        }

    def _plain_key(self, key: Key) -> dict[str, Json]:
        return {"party": key[0], "issue": key[1], "place": plain_place(self._place(key))}

    def _plain_openings(self, found: Openings) -> dict[str, Json]:
        sets = [[self._plain_move(move) for move in some] for some in found.sets]
        return {"openings": sets, "stopped_at": found.stopped or None}

    def _plain_move(self, move: Move) -> dict[str, Json]:
        issue = self.record.negotiation.issues[move.issue]
        to = plain_value(issue, move.to)
        return {"party": move.party, "issue": move.issue, "move": move.kind, "to": to}

    def _place(self, key: Key) -> Place:
        standing = self.moment.stands[key]
        return self.record.place(standing.source or standing.last)

    def figure(self, room: Room = SLIDE) -> Figure:
        """What waits for what as a graph."""
        return chart(self.record, Waiting(self.moment, self.claims, self.locks), room)

    def rows(self) -> Rows:
        """One row a need."""
        header = ("party", "issue", "alternative", "need_issue", "need_value", "asked", "state")
        rows = [
            (
                *(*claim.key, number, wish.need.issue),
                self._value(wish.need.issue, wish.need.value),
                *(" ".join(wish.asked) or None, wish.state, " ".join(wish.by) or None),
                str(self._place(claim.key)),
            )
            for claim in self.claims
            for number, one in enumerate(claim.alternatives, 1)
            for wish in one
        ]
        return Rows((*header, "by", "place"), tuple(rows))

    def page(self) -> Page:
        """The conditions as a tree, the locks, and what would open whatever waits."""
        title = f"{self.record.negotiation.title}: what waits for what"
        return Page(title, (*self._summary(), *self._tree(), *self._locks(), *self._opened()))

    def _summary(self) -> Iterator[Block]:
        if private_note(self.record):
            yield Sentence(private_note(self.record), "bad")
        head = _upper(round_words(self.round))
        if not self.claims:
            yield Sentence(f"{head}: nobody sets conditions.", "strong")
            return
        states = Counter(
            wish.state for claim in self.claims for one in claim.alternatives for wish in one
        )
        told = listed([f"{states[state]} {state}" for state in STATES if states[state]])
        number = counted(len(self.claims), "statement") + " with conditions"
        yield Sentence(f"{head}: {number}, in them {told}.", "strong")
        if self.selection.spelled():
            yield Sentence(f"Only {self.selection.spelled()}.")

    def _tree(self) -> Iterator[Block]:
        """Each statement, its alternatives and their needs, each with its state."""
        if not self.claims:
            return
        yield Heading("Conditions")
        for claim in self.claims:
            yield Lines(tuple(self._branches(claim)))
        yield Sentence(
            "Met: by an agreement, or by where all who are asked stand. Waiting: they would, on "
            "conditions of their own. Open: somebody asked has no position that can be compared. "
            "Blocked: somebody asked stands elsewhere, or rejects it.",
            "faint",
        )

    def _branches(self, claim: Claim) -> Iterator[Cell]:
        """A statement as a tree: its alternatives, and under each its needs."""
        where = place_words(self.record, self._place(claim.key))
        yield Cell(f"{_spelled(claim.key)} ({where})", "strong")
        for number, one in enumerate(claim.alternatives):
            last = number == len(claim.alternatives) - 1
            joint = "or if" if number else "only if"
            stem, below = ("└─", "   ") if last else ("├─", "│  ")
            if len(one) == 1:
                yield self._leaf(f"{stem} ", one[0], f"{joint} ")
                continue
            yield Cell(f"{stem} {joint} all of")
            for nth, wish in enumerate(one):
                twig = "└─" if nth == len(one) - 1 else "├─"
                yield self._leaf(f"{below}{twig} ", wish)

    def _leaf(self, branch: str, wish: Wish, joint: str = "") -> Cell:
        sign, tone = STATES[wish.state]
        need = f"{wish.need.issue} is {self._value(wish.need.issue, wish.need.value)}"
        return Cell(f"{branch}{sign} {joint}{one_line(need)}: {self._why(wish)}", tone)

    def _why(self, wish: Wish) -> str:
        """A state with whose doing it is."""
        if wish.state == "open" and not wish.asked:
            return "open, nobody is asked"
        who = {
            "met": f"met by {listed(wish.by)}",
            "blocked": f"blocked, {listed(wish.by)} stands elsewhere or rejects it",
            "open": f"open, no position of {listed(wish.by)} compares",
            "waiting": f"waiting, {listed(wish.by)} would on conditions",
        }
        return who[wish.state] if wish.by else wish.state

    def _locks(self) -> Iterator[Block]:
        for lock in self.locks:
            yield Heading(f"Lock of {_kind(lock)}")
            names = [f"{party} on {issue}" for party, issue in lock.statements]
            yield Sentence(f"{_upper(listed(names))} wait for each other.")
            for key in lock.statements:
                held = self.moment.stands[key]
                words = quoted(held.source or held.last)
                if words:
                    yield Sentence(f"{_spelled(key)}: {words}")
            if lock.sequence:
                yield Sentence(
                    "Only who goes first stands in the way: if all moved at once, all would be met."
                )
            yield from self._ways(lock.openings, "Any of these would open it:")

    def _opened(self) -> Iterator[Block]:
        inside = {key for lock in self.locks for key in lock.statements}
        others = [(key, found) for key, found in self.openings if key not in inside]
        if others:
            yield Heading("What would free the others")
        for key, found in others:
            yield from self._ways(found, f"{_spelled(key)}:")
        if self.claims:
            yield Sentence(
                "What would open or free something is computed from the record: the smallest sets "
                "of single moves, whoever would make them. It is no advice.",
                "faint",
            )
            yield Sentence(places_note(self.record), "faint")

    def _ways(self, found: Openings, lead: str) -> Iterator[Block]:
        ways = [" and ".join(map(self._move, some)) for some in found.sets]
        more = []
        if found.stopped:
            more = [f"the search stopped at sets of {counted(found.stopped, 'move')}"]
        if ways or more:
            yield Items(tuple(map(Cell, (lead, *(f"– {way}" for way in (*ways, *more))))))

    def _move(self, move: Move) -> str:
        if not move.to:
            return f"{move.party} drops its conditions on {move.issue}"
        return f"{move.party} takes {move.issue}: {self._value(move.issue, move.to)}"

    def _value(self, issue: str, value: Value) -> str:
        return amount(self.record.negotiation.issues[issue], value)


def _kind(lock: Lock) -> str:
    return "sequence" if lock.sequence else "substance"


def _spelled(key: Key) -> str:
    return f"{key[0]} · {key[1]}"


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def linkage(record: Record, at: Round, selection: Selection) -> LinkageReport:
    """What waits for what as of a round; under a selection, the statements that are asked for."""
    negotiation = record.negotiation
    moment = stood.moment(record, at)
    whole = network(moment, scales(negotiation))
    claims = whole.claims()
    asked = {
        claim.key
        for claim in claims
        if selection.has_party(negotiation.parties[claim.key[0]])
        and selection.has_issue(negotiation.issues[claim.key[1]])
    }
    return LinkageReport(
        record,
        moment,
        tuple(claim for claim in claims if claim.key in asked),
        tuple(lock for lock in locks(whole, claims) if asked & {*lock.statements}),
        tuple(
            (claim.key, openings(whole, claims, (claim.key,)))
            for claim in claims
            if claim.key in asked and not claim.met
        ),
        selection,
    )
