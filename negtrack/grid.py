"""The grid of who wants what: issues by parties, each cell with a sign for how the sides stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from negtrack.model import Issue, Party, Round
from negtrack.page import Block, Cell, Column, Heading, Items, Sentence, Table, Tone
from negtrack.record import Record
from negtrack.relations import Relation, Stand
from negtrack.standing import Standing
from negtrack.wording import conditions, standing_words

SIGNS: Mapping[Relation, tuple[str, Tone]] = {
    "agreed": ("✓", "good"),
    "same": ("=", "good"),
    "conditional": ("≈", "open"),
    "overlapping": ("∩", "open"),
    "apart": ("≠", "bad"),
    "rejected": ("×", "bad"),
    "incomparable": ("?", "open"),
    "alone": ("·", "plain"),
    "beside": ("", "plain"),
}
"""How a relation is marked; who is no principal has no sign."""

MEANS: Mapping[Relation, str] = {
    "agreed": "agreed",
    "same": "names the same as the counterparts",
    "conditional": "the same, and somebody sets conditions",
    "overlapping": "apart, but what both accept meets",
    "apart": "apart",
    "rejected": "one rejects what the other names",
    "incomparable": "cannot be compared",
    "alone": "no counterpart names a value",
}
"""What a sign means."""


class Grid(NamedTuple):
    """What a grid is made of: the stands by party and issue, of these parties on these issues."""

    record: Record
    round: Round
    stands: Mapping[tuple[str, str], Stand]
    parties: Sequence[Party]
    issues: Sequence[Issue]

    def blocks(self) -> Iterator[Block]:
        """A table a group of issues, the conditions, what the signs mean, and the counts."""
        grouped = any(issue.group for issue in self.issues)
        order = list(dict.fromkeys(issue.group for issue in self.issues))
        issues = sorted(self.issues, key=lambda issue: order.index(issue.group))
        notes = self._notes(issues)
        for group, some in groupby(issues, lambda issue: issue.group):
            if grouped:
                yield Heading(group[:1].upper() + group[1:] if group else "In no group")
            yield self._table(tuple(some), notes)
        if notes:
            yield Heading("Conditions")
            yield Items(tuple(self._condition(key, number) for key, number in notes.items()))
        yield Sentence(self._legend(), "faint")
        yield from self._counts()

    def _table(self, issues: Sequence[Issue], notes: Mapping[tuple[str, str], int]) -> Table:
        """Some issues by the principals, and by those others who spoke on any of them."""
        parties = [
            party
            for party in self.parties
            if party.role == "principal"
            or any((party.id, issue.id) in self.stands for issue in issues)
        ]
        columns = (Column("Issue"), *(Column(party.name) for party in parties))
        return Table(columns, tuple(tuple(self._row(issue, parties, notes)) for issue in issues))

    def _notes(self, issues: Sequence[Issue]) -> dict[tuple[str, str], int]:
        """The number of each note on conditions, by party and issue."""
        keys = ((party.id, issue.id) for issue in issues for party in self.parties)
        priced = [key for key in keys if key in self.stands and self._own(key).held.only_if]
        return {key: number for number, key in enumerate(priced, 1)}

    def _own(self, key: tuple[str, str]) -> Standing:
        return self.stands[key].standing

    def _condition(self, key: tuple[str, str], number: int) -> Cell:
        told = conditions(self.record.negotiation, self._own(key).held.only_if)
        return Cell(f"[{number}] {key[0]} · {key[1]}: {told}")

    def _row(
        self, issue: Issue, parties: Sequence[Party], notes: Mapping[tuple[str, str], int]
    ) -> Iterator[Cell]:
        yield Cell(issue.id, "strong")
        for party in parties:
            key = party.id, issue.id
            yield self._cell(key, notes.get(key)) if key in self.stands else Cell("–", "faint")

    def _cell(self, key: tuple[str, str], note: int | None) -> Cell:
        stand, standing = self.stands[key], self._own(key)
        plainly = standing._replace(held=standing.held._replace(only_if=()))
        sign, tone = SIGNS[stand.relation]
        told = f"{sign} {standing_words(self.record.negotiation, plainly)}".strip()
        told += f" [{note}]" if note else ""
        if standing.inherited:
            told += f" ⇠{standing.inherited}"
        carried = standing.said_in != self.round.id
        if carried:
            told += f" ↩{self.record.round(standing.said_in).number}"
        elif stand.unchanged and not standing.inherited:
            told += " ↻"
        own = not standing.inherited and not carried
        return Cell(told, tone if own or stand.relation != "beside" else "faint")

    def _legend(self) -> str:
        used = {self.stands[key].relation for key in self._keys()}
        signs = [f"{SIGNS[one][0]} {means}" for one, means in MEANS.items() if one in used]
        marks = ["↩ carried from that round", "↻ said again, the same"]
        return f"{'; '.join([*signs, *marks])}."

    def _keys(self) -> list[tuple[str, str]]:
        keys = [(party.id, issue.id) for issue in self.issues for party in self.parties]
        return [key for key in keys if key in self.stands]

    def _counts(self) -> Iterator[Block]:
        """How many positions each party has, and of which kind."""
        titles = ("Positions", "Said now", "Red lines", "On conditions", "Rejected", "Apart")
        rows = []
        for party in (one for one in self.parties if one.role == "principal"):
            own = [self.stands[key] for key in self._keys() if key[0] == party.id]
            held = [one for one in own if not one.standing.inherited]
            how = Counter(one.relation for one in held)
            numbers = (
                len(held),
                sum(one.standing.said_in == self.round.id for one in held),
                sum(one.standing.held.red_line for one in held),
                sum(bool(one.standing.held.only_if) for one in held),
                *(how["rejected"], how["apart"]),
            )
            rows.append((Cell(party.name), *(Cell(str(number)) for number in numbers)))
        if rows:
            yield Heading("Counts")
            columns = (Column("Party"), *(Column(title, numeric=True) for title in titles))
            yield Table(columns, tuple(rows))
