"""What the talks are stuck on: since when, by which rule, and on which statements it rests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from negtrack.account import Account
from negtrack.deadlock import Locks, waiting
from negtrack.model import Round
from negtrack.moves import STEP_ASPECTS, scales
from negtrack.page import Block, Cell, Column, Heading, Page, Sentence, Table, Tone
from negtrack.record import Record
from negtrack.report import Json, Rows
from negtrack.selection import Selection
from negtrack.stuck import (
    OPEN,
    Finding,
    Past,
    judge,
    past_until,
    settled_now,
    table_movement,
    verdict_of_all,
)
from negtrack.text import counted
from negtrack.wording import (
    conditions,
    place_words,
    places_note,
    plain_place,
    plain_round,
    private_note,
    round_words,
)

RULES: Mapping[str, str] = {
    "agreement": "agreements in force cover it",
    "converged": "every pair stands at the same, without conditions",
    "one-sided": "only one side has a position",
    "unstated": "nobody has a position",
    "movement": "somebody stepped towards another",
    "too-new": "the parties have not stood together for long enough to move",
    "lock": "statements on it and on others wait for each other",
    "condition": "what somebody says on it waits for what is not met",
    "blocked": "only one side has a position, and others stand against its condition",
    "silence": "nobody has said anything on it, or no more than that there is no answer",
    "insistence": "said again, and nobody moved",
    "hardening": "somebody moved away or refused more, and nobody stepped towards another",
    "no-step": "somebody said something else, and nobody stepped towards another",
}
"""What makes an issue's verdict, each in words."""

TONES: dict[str, Tone] = {"settled": "good", "stuck": "bad", "locked": "bad", "unstated": "faint"}
_ORDER = ("locked", "stuck", "moving", "new", "one-sided", "settled", "unstated")


class StalemateReport(NamedTuple):
    """The verdict of a round and of each of its issues, judged by the last `after` steps."""

    record: Record
    round: Round
    after: int
    verdict: str
    step: float
    ratio: float | None
    findings: tuple[Finding, ...]
    paragraph: str
    selection: Selection

    @property
    def found(self) -> bool:
        """Whether any issue is stuck."""
        return any(finding.verdict in ("stuck", "locked") for finding in self.findings)

    def data(self) -> dict[str, Json]:
        """The contract `negtrack.stalemate/1`."""
        return {
            "schema": "negtrack.stalemate/1",
            "negotiation": self.record.negotiation.id,
            "private": self.record.private,
            **plain_round(self.round),
            "after": self.after,
            "verdict": self.verdict,
            "movement": {
                "step": round(self.step, 4),
                "ratio": None if self.ratio is None else round(self.ratio, 4),
            },
            "paragraph": self.paragraph,
            "issues": [self._plain(finding) for finding in self.findings],
        }

    def _plain(self, finding: Finding) -> dict[str, Json]:
        last: dict[str, Json] | None = None
        if finding.last_move:
            change, moved = finding.last_move
            last = {"party": change.party, "kind": change.kind, "round": moved.id}
        return {
            "issue": finding.issue.id,
            "verdict": finding.verdict,
            "rule": finding.rule,
            "steps": finding.steps,
            "since": finding.since.id if finding.since else None,
            "days": finding.days,
            "last_move": last,
            "waits_for": list(finding.waits_for),
            "conditions": [
                {"party": held.party, "only_if": conditions(self.record.negotiation, held.only_if)}
                for held in finding.conditions
            ],
            "places": [plain_place(self.record.place(one)) for one in finding.statements],
        }

    def rows(self) -> Rows:
        """One row an issue."""
        header = ("issue", "verdict", "rule", "since", "steps", "days", "last_mover", "last_kind")
        rows = []
        for one in self.findings:
            change, moved = one.last_move or (None, None)
            who = (change.party, change.kind) if change else (None, None)
            places = " ".join(str(self.record.place(said)) for said in one.statements)
            told = (one.issue.id, one.verdict, one.rule, one.since.id if one.since else None)
            last = (*who, moved.id if moved else None)
            rows.append((*told, one.steps, one.days, *last, places or None))
        return Rows((*header, "last_round", "places"), tuple(rows))

    def page(self) -> Page:
        """The verdict first, then every issue, the stuck ones before the others."""
        blocks: tuple[Block, ...] = (
            Sentence(self._headline(), "strong"),
            *self._scope(),
            Sentence(self.paragraph),
            *self._table(),
            *self._conditions(),
            Sentence(self._movement(), "faint"),
            Sentence(places_note(self.record), "faint"),
        )
        return Page(f"{self.record.negotiation.title}: stalemate", blocks)

    def _headline(self) -> str:
        told = {verdict: self._count(verdict) for verdict in _ORDER}
        counts = ", ".join(f"{number} {verdict}" for verdict, number in told.items() if number)
        verdict = {"partial": "partial stalemate"}.get(self.verdict, self.verdict)
        start = f"{round_words(self.round).capitalize()}: {verdict}"
        within = f"judged by the last {counted(self.after, 'step')}"
        return (
            f"{start}; {counts}, {within}."
            if counts
            else f"{start}; nobody has spoken on any of these."
        )

    def _count(self, verdict: str) -> int:
        return sum(finding.verdict == verdict for finding in self.findings)

    def _scope(self) -> Iterator[Block]:
        if private_note(self.record):
            yield Sentence(private_note(self.record), "bad")
        if self.selection.spelled():
            yield Sentence(f"Only {self.selection.spelled()}: the verdict is that of these issues.")

    def _table(self) -> Iterator[Block]:
        """The open issues in full, then the others."""
        open_ones = [one for one in self.findings if one.verdict in OPEN]
        others = [one for one in self.findings if one.verdict not in OPEN]
        columns = (
            *map(Column, ("Issue", "Verdict", "Rule", "Since")),
            *(Column("Steps", numeric=True), Column("Days", numeric=True)),
            *map(Column, ("Last step", "Rests on")),
        )
        if open_ones:
            yield Heading("Open")
            rows = tuple(tuple(self._cells(one)) for one in open_ones)
            yield Table(columns, rows)
        if others:
            yield Heading("Settled, or not negotiated by both sides")
            rows = tuple(tuple(self._cells(one)) for one in others)
            yield Table(columns, rows)
        rules = dict.fromkeys(finding.rule for finding in self.findings)
        if rules:
            told = "; ".join(f"{rule}: {RULES[rule]}" for rule in RULES if rule in rules)
            yield Sentence(f"Rules. {told[0].upper()}{told[1:]}.", "faint")

    def _cells(self, finding: Finding) -> Iterator[Cell]:
        yield Cell(finding.issue.id)
        yield Cell(finding.verdict, TONES.get(finding.verdict, "open"))
        yield Cell(finding.rule)
        yield Cell(round_words(finding.since) if finding.since else "–")
        yield Cell(str(finding.steps) if finding.since else "–")
        yield Cell("–" if finding.days is None else str(finding.days))
        yield self._last_step(finding)
        places = [place_words(self.record, self.record.place(one)) for one in finding.statements]
        yield Cell(" ".join(places), "faint")

    def _last_step(self, finding: Finding) -> Cell:
        """Who last stepped towards another, when, and by what."""
        if finding.last_move is None:
            return Cell("nobody yet" if finding.verdict in OPEN else "–", "faint")
        change, moved = finding.last_move
        how = ", ".join((change.kind, *(one for one in change.aspects if one in STEP_ASPECTS)))
        return Cell(f"{change.party}, round {moved.number}: {how}")

    def _conditions(self) -> Iterator[Block]:
        """Where to read what waits for what, if anything does."""
        if any(finding.verdict == "locked" for finding in self.findings):
            yield Sentence(
                "All conditions, and who stands where on them: negtrack linkage.", "faint"
            )

    def _movement(self) -> str:
        step = f"Table movement in this round, over all issues: {self.step:.2f}"
        if self.ratio is None:
            return f"{step}; no round has moved yet to compare it with."
        return f"{step}, {self.ratio:.2f} times that of the first round that moved."


def stalemate(
    record: Record, at: Round, selection: Selection, locks: Locks, after: int = 1
) -> StalemateReport:
    """What is stuck in a round, where an issue counts as moving for `after` steps (at least 1)."""
    negotiation = record.negotiation
    measured = scales(negotiation)
    past = past_until(negotiation, at, measured)
    waits = waiting(past.now, measured, locks)
    found = [
        judge(past, issue, measured[issue.id], waits, after)
        for issue in negotiation.issues.values()
        if selection.has_issue(issue) and _concerns(past, issue.id, selection)
    ]
    found.sort(key=lambda finding: _ORDER.index(finding.verdict))
    step, ratio = table_movement(past, measured)
    verdict = verdict_of_all(
        [finding.verdict for finding in found], settled_now(past, found, measured)
    )
    told = Account(past.now, found, waits).paragraph()
    return StalemateReport(record, at, after, verdict, step, ratio, tuple(found), told, selection)


def _concerns(past: Past, issue: str, selection: Selection) -> bool:
    """Whether one of the selected parties, or a bloc of theirs, spoke on the issue."""
    parties = past.now.negotiation.parties
    spoke = (party for party, about in past.now.stands if about == issue)
    return not selection.parties or any(selection.has_party(parties[party]) for party in spoke)
