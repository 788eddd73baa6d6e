"""How far every party is from every other, over all issues, and who stands together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from negtrack.closeness import FORMULA, value
from negtrack.distances import (
    Coalition,
    Coalitions,
    Distances,
    Finding,
    Missing,
    Pair,
    Unknown,
    coalitions,
    distances,
)
from negtrack.inputs import place_of, spelled_root
from negtrack.measures import plain
from negtrack.model import Round
from negtrack.page import Block, Cell, Column, Heading, Items, Page, Sentence, Table
from negtrack.record import Record
from negtrack.report import Json, Rows
from negtrack.scaling import scales_of
from negtrack.selection import Selection
from negtrack.stood import moment
from negtrack.text import counted, listed
from negtrack.values import plain_value
from negtrack.wording import (
    amount,
    place_words,
    places_note,
    plain_place,
    plain_round,
    private_note,
    round_words,
)

MISSING: Mapping[Missing, str] = {
    "text": "Texts, of which only sameness could be told",
    "no-span": "No span to measure by: no min and max, and fewer than three numbers known",
    "too-few": "No two parties have values that can be compared",
}

UNKNOWN: Mapping[Unknown, str] = {
    "extra": "Coalitions need the extra 'stats', which is not installed: "
    "pip install 'negtrack[stats]'.",
    "too-few": "Not enough information: it takes three parties with a distance between every two.",
    "unclear": "No coalitions can be told apart.",
}

_RULES = (
    f"Distance of i from j, by the salience s of i: {FORMULA}, over the issues k on which both can "
    "be measured; KTAB's v_ij is 1 − d_ij/100. Salience is used only where every party has it "
    "wherever it is counted, else it is 1 for all. It describes what was stated and forecasts "
    "nothing, so that there is no error to know."
)
_CLUSTERS = (
    "Coalitions: average linkage of the mean of both directions, cut where the distances at which "
    "groups become one rise most. There are none where that is the first rise, or where a member "
    "is not nearer to its own group than to every other. They meet where no two are apart."
)


class DistanceReport(NamedTuple):
    """The distances of one round, and the coalitions among the parties."""

    record: Record
    round: Round
    distances: Distances
    coalitions: Coalitions
    selection: Selection

    @property
    def found(self) -> bool:
        """Whether any two parties are apart."""
        return any(pair.distance for pair in self._pairs)

    @property
    def _pairs(self) -> tuple[Pair, ...]:
        """The pairs that are asked for: with one party selected, those that it is in."""
        asked = {*self.selection.parties}
        pairs = self.distances.pairs
        return tuple(one for one in pairs if not asked or asked & {one.one, one.other})

    def data(self) -> dict[str, Json]:
        """The contract `negtrack.distance/1`."""
        found = self.coalitions
        return {
            "schema": "negtrack.distance/1",
            "negotiation": self.record.negotiation.id,
            "private": self.record.private,
            **plain_round(self.round),
            "formula": FORMULA,
            "salience_used": self.distances.salience,
            "parties": list(self.distances.parties),
            "pairs": [_plain_pair(pair) for pair in self._pairs],
            "coalitions": [_plain_coalition(one) for one in found.found],
            "coalitions_unknown": found.unknown,
            "heights": [round(height, 4) for height in found.heights],
            "outside": list(found.left_out),
            "inputs": [self._plain_input(*key) for key in self.distances.held],
            "missing": [
                {"issue": issue, "reason": why} for issue, why in self.distances.missing.items()
            ],
        }

    def _plain_input(self, party: str, issue: str) -> dict[str, Json]:
        standing = self.distances.held[party, issue]
        held = standing.held
        return {
            "party": party,
            "issue": issue,
            "value": plain_value(self.record.negotiation.issues[issue], held.value),
            "salience": None if held.salience is None else float(held.salience),
            "said_in": standing.said_in,
            "place": plain_place(place_of(self.record, standing)),
        }

    def rows(self) -> Rows:
        """One row a pair and direction."""
        rows = []
        for pair in self._pairs:
            issues = " ".join(issue for issue, _ in pair.issues) or None
            rows.append((pair.one, pair.other, len(pair.issues), *_figures(pair), issues))
        return Rows(("a", "b", "n", "distance", "value", "issues"), tuple(rows))

    def page(self) -> Page:
        """The matrix, who stands together, what is not counted, and the inputs."""
        blocks = (
            *self._summary(),
            *self._matrix(),
            *self._coalitions(),
            *self._missing(),
            *self._inputs(),
            Sentence(_RULES, "faint"),
            *([Sentence(_CLUSTERS, "faint")] if self.coalitions.heights else []),
            *([Sentence(places_note(self.record), "faint")] if self.distances.held else []),
        )
        return Page(f"{self.record.negotiation.title}: distance", blocks)

    def _summary(self) -> Iterator[Block]:
        if private_note(self.record):
            yield Sentence(private_note(self.record), "bad")
        head = round_words(self.round).capitalize()
        parties, issues = len(self.distances.parties), {on for _, on in self.distances.held}
        told = "not enough information: no two parties have values that can be compared"
        if parties:
            told = f"{counted(parties, 'party', 'parties')}, on {counted(len(issues), 'issue')}"
        yield Sentence(f"{head}: {told}.", "strong")
        if self.selection.spelled():
            yield Sentence(f"Only {self.selection.spelled()}.")

    def _matrix(self) -> Iterator[Block]:
        if not self._pairs:
            return
        cells = {(pair.one, pair.other): _cell(pair) for pair in self._pairs}
        parties = self.distances.parties
        columns = (Column("Party"), *(Column(party, numeric=True) for party in parties))
        rows = [
            (Cell(one), *(cells.get((one, other), Cell("·", "faint")) for other in parties))
            for one in parties
        ]
        yield Table(columns, tuple(rows))
        ends = "0 is the same, 100 the other end of every scale, – no issue on which both can be"
        yield Sentence(f"{ends} measured; in brackets, on how many. By the party of the row.")
        if not self.distances.salience:
            why = "not every party has it stated wherever it is counted"
            yield Sentence(f"Salience is 1 for all, so that both directions are the same: {why}.")

    def _coalitions(self) -> Iterator[Block]:
        if not self.distances.parties:
            return
        yield Heading("Coalitions")
        found = self.coalitions
        if found.unknown:
            yield Sentence(UNKNOWN[found.unknown])
        if found.found:
            yield Items(tuple(Cell(_words(one)) for one in found.found))
        if found.heights:
            told = listed([*dict.fromkeys(map(spelled_root, found.heights))])
            merges = len(self.distances.parties) - len(found.left_out) - 1
            rest = "; what comes after depends on the order of the parties"
            ends = rest if len(found.heights) < merges else ""
            yield Sentence(f"Groups become one at a distance of {told}{ends}.", "faint")
        if found.left_out:
            lack = "no distance to everybody else"
            yield Sentence(f"Left out, with {lack}: {listed(found.left_out)}.")

    def _missing(self) -> Iterator[Block]:
        told = []
        for why, words in MISSING.items():
            some = [issue for issue, reason in self.distances.missing.items() if reason == why]
            if some:
                told.append(Cell(f"{words}: {', '.join(some)}."))
        if told:
            yield Heading("Not counted")
            yield Items(tuple(told))

    def _inputs(self) -> Iterator[Block]:
        if not self.distances.held:
            return
        yield Heading("Computed from")
        columns = (*map(Column, ("Issue", "Party", "Position")), Column("s", numeric=True))
        rows = (tuple(self._input(*key)) for key in self.distances.held)
        yield Table((*columns, Column("Where")), tuple(rows))

    def _input(self, party: str, issue: str) -> Iterator[Cell]:
        standing = self.distances.held[party, issue]
        held = standing.held
        disputed = ", disputed" if held.disputed else ""
        yield Cell(issue)
        yield Cell(party)
        yield Cell(amount(self.record.negotiation.issues[issue], held.value) + disputed)
        yield Cell("–" if held.salience is None else f"{held.salience:f}")
        yield Cell(place_words(self.record, place_of(self.record, standing)), "faint")


def _cell(pair: Pair) -> Cell:
    """How far apart, and on how many issues."""
    told = f"{spelled_root(pair.distance)} ({len(pair.issues)})"
    return Cell(told, "faint" if pair.distance is None else "plain")


def _words(one: Coalition) -> str:
    """A coalition as a sentence: who, how near, and what they share."""
    if one.distance is None:
        return f"{listed(one.members)}: alone."
    meet = f"they meet on {listed(one.meeting)}" if one.meeting else "on no issue do all meet"
    return f"{listed(one.members)}: {spelled_root(one.distance)} apart; {meet}."


def _figures(pair: Pair) -> tuple[float | None, float | None]:
    """The distance and KTAB's value, each to four decimals."""
    if pair.distance is None:
        return None, None
    return round(pair.distance, 4), round(value(pair.distance), 4)


def _plain_pair(pair: Pair) -> dict[str, Json]:
    found, v = _figures(pair)
    told: dict[str, Json] = {
        "a": pair.one,
        "b": pair.other,
        "n": len(pair.issues),
        "distance": found,
        "value": v,
    }
    issues = [{"issue": issue, "distance": plain(apart)} for issue, apart in pair.issues]
    return {**told, "issues": issues}


def _plain_coalition(one: Coalition) -> dict[str, Json]:
    mean = None if one.distance is None else round(one.distance, 4)
    return {"members": list(one.members), "distance": mean, "meet": list(one.meeting)}


def distance(
    record: Record, at: Round, selection: Selection, find: Finding | None
) -> DistanceReport:
    """The distances as of a round, on the issues and of the parties selected.

    With one party selected all are measured, and its own pairs are told; `find` finds groups by
    their distances, and is None where it is not installed.
    """
    negotiation = record.negotiation
    asked = selection.parties if len({*selection.parties}) > 1 else ()
    parties = [one for one in negotiation.parties.values() if not asked or one.id in asked]
    chosen = (one for one in negotiation.issues.values() if selection.has_issue(one))
    scales = scales_of(negotiation, chosen)
    found = distances(moment(record, at), scales, parties)
    return DistanceReport(record, at, found, coalitions(found, find), selection)
