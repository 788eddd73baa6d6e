"""How the table bargains: steps and their types, reciprocity, movement, first and last steps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple, get_args

from negtrack.bargaining import LEAST, Bargaining, Concessions, Reciprocity, Step, Type, bargaining
from negtrack.between import Between
from negtrack.measures import plain, spelled_distance
from negtrack.model import Round
from negtrack.moves import Change, scales
from negtrack.page import Block, Cell, Column, Heading, Page, Sentence, Table, Tone
from negtrack.record import Record
from negtrack.report import Json, Rows
from negtrack.selection import Selection
from negtrack.text import counted
from negtrack.wording import (
    place_words,
    places_note,
    plain_place,
    plain_round,
    private_note,
    round_words,
)

SIGNS: dict[Type, tuple[str, Tone]] = {
    "concession": ("▲", "good"),
    "demand": ("▼", "bad"),
    "trade-off": ("◆", "open"),
    "insistence": ("=", "plain"),
    "opening": ("+", "strong"),
    "shift": ("~", "open"),
    "silence": ("·", "faint"),
}
"""How a type of step is marked."""

MEANING = (
    "Concession: nearer to another, or asking or refusing less, on some issue, and the contrary on "
    "none. Demand: the contrary. Trade-off: both. Insistence: the same again. Opening: first "
    "stands on issues. Shift: another value, neither nearer nor farther or not measurable, "
    "or a position withdrawn. Silence: nothing said, or an answer withheld."
)


class MovesReport(NamedTuple):
    """How the principals bargained up to a round, on the issues that were asked for."""

    record: Record
    round: Round
    bargaining: Bargaining
    selection: Selection

    @property
    def found(self) -> bool:
        """Whether anybody gave or took anything."""
        return any(step.gave or step.took for step in self.bargaining.steps)

    def data(self) -> dict[str, Json]:
        """The contract `negtrack.moves/1`."""
        found = self.bargaining
        return {
            "schema": "negtrack.moves/1",
            "negotiation": self.record.negotiation.id,
            "private": self.record.private,
            **plain_round(self.round),
            "steps": [_plain_step(step) for step in found.steps],
            "reciprocity": [_plain_pair(one) for one in found.reciprocity],
            "table": [
                {
                    "round": one.id,
                    "movement": round(moved, 4),
                    "ratio": None if ratio is None else round(ratio, 4),
                }
                for one, moved, ratio in found.table
            ],
            "concessions": [self._plain_concessions(one) for one in found.concessions],
        }

    def _plain_concessions(self, one: Concessions) -> dict[str, Json]:
        first, last = (self._plain_move(move) for move in (one.first, one.last))
        return {"party": one.party, "first": first, "last": last}

    def _plain_move(self, move: tuple[Change, Round] | None) -> dict[str, Json] | None:
        if move is None:
            return None
        change, one = move
        (*_, place) = self._between(one).places(change)
        told = {"round": one.id, "issue": change.issue, "kind": change.kind}
        return {**told, "aspects": list(change.aspects), "place": plain_place(place)}

    def _between(self, one: Round) -> Between:
        return Between(self.record, one, self.record, one)

    def rows(self) -> Rows:
        """One row a step."""
        header = ("round", "party", "type", "gave", "took", "opened", "shifted", "given", "taken")
        rows = [
            (
                *(step.round.id, step.party, step.type),
                *(_issues(some, " ") or None for some in _lists(step)),
                *(plain(step.given), plain(step.taken)),
            )
            for step in self.bargaining.steps
        ]
        return Rows(header, tuple(rows))

    def page(self) -> Page:
        """The steps round by round, then what they come to."""
        blocks = (
            *self._summary(),
            *self._steps(),
            *self._reciprocity(),
            *self._table(),
            *self._concessions(),
            Sentence(places_note(self.record), "faint"),
        )
        return Page(f"{self.record.negotiation.title}: how the table bargains", blocks)

    def _summary(self) -> Iterator[Block]:
        if private_note(self.record):
            yield Sentence(private_note(self.record), "bad")
        counts = Counter(step.type for step in self.bargaining.steps)
        told = ", ".join(f"{counts[one]} {one}" for one in get_args(Type) if counts[one])
        head = f"Up to {round_words(self.round)}"
        number = counted(len(self.bargaining.steps), "step")
        told = f"{number}: {told}" if told else "no principal has spoken"
        yield Sentence(f"{head}: {told}.", "strong")
        if self.selection.spelled():
            yield Sentence(f"Only {self.selection.spelled()}.")

    def _steps(self) -> Iterator[Block]:
        if not self.bargaining.steps:
            return
        yield Heading("Steps")
        columns = (
            *map(Column, ("Round", "Party", "Type", "Gave on", "Took on", "Opened", "Shifted on")),
            *(Column("Given", numeric=True), Column("Taken", numeric=True)),
        )
        yield Table(columns, tuple(tuple(_cells(step)) for step in self.bargaining.steps))
        yield Sentence(MEANING, "faint")
        yield Sentence(
            "Given and taken: the sums of the moves towards and away from others, at most 100 an "
            "issue; what cannot be measured is in neither.",
            "faint",
        )

    def _reciprocity(self) -> Iterator[Block]:
        """Each correlation, and in a word the pairs that have none."""
        if not self.bargaining.reciprocity:
            return
        yield Heading("Reciprocity")
        without: dict[str, list[str]] = {}
        for one in self.bargaining.reciprocity:
            pair, told = f"{one.a} and {one.b}", _correlation(one)
            if one.correlation is None:
                without.setdefault(told, []).append(pair)
            else:
                yield Sentence(f"{pair}: {told}.")
        for told, pairs in without.items():
            yield Sentence(f"{pairs[0] if len(pairs) == 1 else f'{len(pairs)} pairs'}: {told}.")
        yield Sentence(
            "The correlation (Pearson) of what each gave the other in a round, after Jensen "
            f"(1984), over rounds before which both had a position; below {LEAST} rounds it "
            "would mean nothing.",
            "faint",
        )

    def _table(self) -> Iterator[Block]:
        if not self.bargaining.table:
            return
        yield Heading("Movement of the table, over all issues")
        columns = (Column("Round"), Column("D", numeric=True), Column("D/D(1)", numeric=True))
        rows = tuple(
            (Cell(round_words(one)), Cell(f"{moved:.2f}"), Cell(_ratio(ratio)))
            for one, moved, ratio in self.bargaining.table
        )
        yield Table(columns, rows)

    def _concessions(self) -> Iterator[Block]:
        if not self.bargaining.concessions:
            return
        yield Heading("First and last step towards another")
        rows = tuple(
            (Cell(one.party), self._move(one.first), self._move(one.last))
            for one in self.bargaining.concessions
        )
        yield Table(tuple(map(Column, ("Party", "First", "Last"))), rows)

    def _move(self, move: tuple[Change, Round] | None) -> Cell:
        if move is None:
            return Cell("none", "faint")
        change, one = move
        (*_, place) = self._between(one).places(change)
        where = place_words(self.record, place)
        return Cell(f"round {one.number}: {change.issue}, {change.kind} ({where})")


def _lists(step: Step) -> Iterator[Iterable[Change]]:
    yield from (step.gave, step.took, step.opened, step.shifted)


def _issues(changes: Iterable[Change], joint: str = ", ") -> str:
    return joint.join(dict.fromkeys(change.issue for change in changes))


def _cells(step: Step) -> Iterator[Cell]:
    sign, tone = SIGNS[step.type]
    yield Cell(f"{step.round.number}: {step.round.id}")
    yield Cell(step.party)
    yield Cell(f"{sign} {step.type}", tone)
    for some in (step.gave, step.took):
        yield Cell(_issues(some) or "–")
    yield Cell(counted(len(step.opened), "issue") if step.opened else "–")
    yield Cell(_issues(step.shifted) or "–")
    yield Cell(spelled_distance(step.given))
    yield Cell(spelled_distance(step.taken))


def _correlation(one: Reciprocity) -> str:
    rounds = counted(one.n, "round")
    over = f"{rounds}, {one.left_out} more not measurable" if one.left_out else rounds
    if one.correlation is not None:
        return f"{one.correlation:+.2f} over {over}".replace("-", "−")
    if one.n < LEAST:
        return f"too few rounds ({over})"
    return f"not defined, as one side's moves are the same in every round ({over})"


def _ratio(ratio: float | None) -> str:
    return "–" if ratio is None else f"{ratio:.2f}"


def _plain_step(step: Step) -> dict[str, Json]:
    names = ("gave", "took", "opened", "shifted")
    issues = [list(dict.fromkeys(one.issue for one in some)) for some in _lists(step)]
    return {
        "round": step.round.id,
        "party": step.party,
        "type": step.type,
        **dict(zip(names, issues, strict=True)),
        "given": plain(step.given),
        "taken": plain(step.taken),
    }


def _plain_pair(one: Reciprocity) -> dict[str, Json]:
    found = None if one.correlation is None else round(one.correlation, 4)
    return {"a": one.a, "b": one.b, "n": one.n, "left_out": one.left_out, "correlation": found}


def moves(record: Record, at: Round, selection: Selection) -> MovesReport:
    """How the table bargained up to a round; on the issues and by the parties that are selected."""
    negotiation = record.negotiation
    issues = [one.id for one in negotiation.issues.values() if selection.has_issue(one)]
    found = bargaining(negotiation, at, scales(negotiation), issues)
    parties = selection.parties or tuple(negotiation.parties)
    return MovesReport(
        record,
        at,
        found._replace(
            steps=tuple(one for one in found.steps if one.party in parties),
            reciprocity=tuple(one for one in found.reciprocity if {one.a, one.b} & {*parties}),
            concessions=tuple(one for one in found.concessions if one.party in parties),
        ),
        selection,
    )
