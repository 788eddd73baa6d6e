"""How far the parties are polarised on each ladder, and how that changed over the rounds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import Literal, NamedTuple

from negtrack.inputs import Inputs, plain_absent
from negtrack.measures import plain
from negtrack.model import Issue, Round
from negtrack.page import Block, Cell, Column, Heading, Items, Page, Sentence, Table, Tone
from negtrack.points import Points, points
from negtrack.polarisation import LEAST_OPTIONS, agreement, polarisation
from negtrack.record import Record
from negtrack.report import Json, Rows
from negtrack.scaling import scale_of
from negtrack.selection import Selection
from negtrack.standing import moments
from negtrack.text import counted, listed
from negtrack.wording import places_note, plain_round, private_note, round_words

FORMULA = "U = ((K−2)·TU − (K−1)·TDU) / ((K−2)(TU+TDU)), A = U(1 − (S−1)/(K−1))"

Missing = Literal["unordered", "too-few-options", "too-few"]
"""Why an issue has no answer: no ladder, one of fewer than three options, no two counterparts."""

MISSING: dict[Missing, str] = {
    "unordered": "no ordered options",
    "too-few-options": "fewer than three options, so that none lies between two others",
    "too-few": "no two counterparts stand at one option each",
}

_RULES = (
    f"A is van der Eijk's agreement (2001): {FORMULA}, for S of K options that are held, by layers "
    "of equal frequency, and the mean of these by weight; TU counts the triples of options held as "
    "110 or 011, TDU those held as 101. Every party counts 1, and of options only their order "
    "counts. A is 1 where all are at one option, 0 where they are spread evenly, −1 where half are "
    "at either end; polarisation is (1 − A)/2. It describes what was stated and forecasts nothing, "
    "so that there is no error to know; with few parties, one party's step changes it much."
)


class Level(NamedTuple):
    """One issue as of one round: the parties' points, and A where these are enough."""

    round: Round
    points: Points
    missing: Missing | None
    agreement: Fraction | None

    @property
    def polarisation(self) -> Fraction | None:
        """(1 − A)/2, from 0 to 1."""
        return None if self.agreement is None else polarisation(self.agreement)


class Course(NamedTuple):
    """An issue in every round up to the one that was asked for, which comes last."""

    issue: Issue
    levels: tuple[Level, ...]

    @property
    def now(self) -> Level:
        """The round that was asked for."""
        return self.levels[-1]

    @property
    def before(self) -> Fraction | None:
        """The polarisation of the round before; None where there is none."""
        return self.levels[-2].polarisation if len(self.levels) > 1 else None

    @property
    def change(self) -> Fraction | None:
        """By how much the polarisation has grown since the round before."""
        if self.now.polarisation is None or self.before is None:
            return None
        return self.now.polarisation - self.before


class PolarisationReport(NamedTuple):
    """How far the parties are polarised as of a round; `every` tells the page every round."""

    record: Record
    round: Round
    issues: tuple[Course, ...]
    selection: Selection
    every: bool

    @property
    def found(self) -> bool:
        """Whether anything could be computed in the round that was asked for."""
        return any(one.now.agreement is not None for one in self.issues)

    @property
    def _known(self) -> list[Course]:
        return [one for one in self.issues if one.now.agreement is not None]

    @property
    def _inputs(self) -> Inputs:
        return Inputs(self.record, [one.now.points for one in self._known], weighted=False)

    def data(self) -> dict[str, Json]:
        """The contract `negtrack.polarisation/1`."""
        return {
            "schema": "negtrack.polarisation/1",
            "negotiation": self.record.negotiation.id,
            "private": self.record.private,
            **plain_round(self.round),
            "formula": FORMULA,
            "issues": [self._plain_course(one) for one in self.issues],
        }

    def _plain_course(self, one: Course) -> dict[str, Json]:
        now = one.now
        held = _held(now.points)
        return {
            "issue": one.issue.id,
            "n": len(now.points.points),
            "agreement": plain(now.agreement),
            "polarisation": plain(now.polarisation),
            "previous_polarisation": plain(one.before),
            "change": plain(one.change),
            "missing": now.missing,
            "options": [{"option": option, "parties": who} for option, who in held.items()],
            "rounds": [_plain_level(level) for level in one.levels],
            "inputs": [self._inputs.plain_input(now.points, point) for point in now.points.points],
            "left_out": plain_absent(now.points.absent),
        }

    def rows(self) -> Rows:
        """One row an issue and round."""
        header = ("issue", "round", "number", "date", "n", "agreement", "polarisation", "missing")
        rows = [
            (
                *(one.issue.id, level.round.id, level.round.number, level.round.date.isoformat()),
                *(len(level.points.points), plain(level.agreement), plain(level.polarisation)),
                level.missing,
            )
            for one in self.issues
            for level in one.levels
        ]
        return Rows(header, tuple(rows))

    def page(self) -> Page:
        """The issues that can be told, their course where it was asked for, and what A is."""
        blocks = (
            *self._summary(),
            *self._table(),
            *(self._courses() if self.every else ()),
            *self._none(),
            *self._inputs.blocks(),
            Sentence(_RULES, "faint"),
            *([Sentence(places_note(self.record), "faint")] if self._known else []),
        )
        return Page(f"{self.record.negotiation.title}: polarisation", blocks)

    def _summary(self) -> Iterator[Block]:
        if private_note(self.record):
            yield Sentence(private_note(self.record), "bad")
        head = round_words(self.round).capitalize()
        known = [one.change for one in self._known if one.change is not None]
        told = "not enough information"
        if self._known:
            told = f"measured on {len(self._known)} of {counted(len(self.issues), 'issue')}"
            ways = Counter("grew" if one > 0 else "fell" if one < 0 else "stayed" for one in known)
            moved = [f"{way} on {ways[way]}" for way in ("grew", "fell", "stayed") if ways[way]]
            told += f"; since the round before it {listed(moved)}" if known else ""
        yield Sentence(f"{head}: {told}.", "strong")
        if self.selection.spelled():
            yield Sentence(f"Only {self.selection.spelled()}.")

    def _table(self) -> Iterator[Block]:
        if not self._known:
            return
        numbers = (Column(title, numeric=True) for title in ("n", "A", "Polarisation", "Before"))
        columns = (Column("Issue"), *numbers, Column("Since then"), Column("Who holds what"))
        yield Table(columns, tuple(tuple(self._cells(one)) for one in self._known))

    def _cells(self, one: Course) -> Iterator[Cell]:
        now = one.now
        yield Cell(one.issue.id)
        yield Cell(str(len(now.points.points)))
        yield Cell(_spelled(now.agreement))
        yield Cell(_spelled(now.polarisation), "strong")
        yield Cell(_spelled(one.before), "faint")
        yield _way(one.change)
        held = _held(now.points).items()
        yield Cell("; ".join(f"{option}: {', '.join(who) or 'nobody'}" for option, who in held))

    def _courses(self) -> Iterator[Block]:
        """Every round of the issues that could be measured in one of them."""
        some = [
            one for one in self.issues if any(level.agreement is not None for level in one.levels)
        ]
        if not some:
            return
        yield Heading("Round by round")
        numbers = (Column(title, numeric=True) for title in ("n", "A", "Polarisation"))
        columns = (Column("Issue"), Column("Round"), *numbers)
        yield Table(columns, tuple(_row(one, level) for one in some for level in one.levels))

    def _none(self) -> Iterator[Block]:
        """Why other issues have no answer, with their ids by the reason."""
        told = []
        for why, words in MISSING.items():
            some = [one.issue.id for one in self.issues if one.now.missing == why]
            if some:
                told.append(Cell(f"{words[:1].upper()}{words[1:]}: {', '.join(some)}."))
        if told:
            yield Heading("Not enough information")
            yield Items(tuple(told))


def _held(of: Points) -> dict[str, list[str]]:
    """Who stands at each option of a ladder, in the order of both; empty for another scale."""
    found: dict[str, list[str]] = {option: [] for option in of.scale.at}
    for point in of.points:
        (option,) = point.standing.value
        if isinstance(option, str):
            found[option].append(point.party)
    return found if of.scale.issue.scale == "ladder" else {}


def _way(change: Fraction | None) -> Cell:
    """Which way the polarisation went: ▲ grew, ▼ fell, = neither."""
    if change is None:
        return Cell("–", "faint")
    sign = "▲" if change > 0 else "▼" if change < 0 else "="
    tone: Tone = "bad" if change > 0 else "good" if change < 0 else "plain"
    return Cell(f"{sign} {_spelled(abs(change))}" if change else sign, tone)


def _row(one: Course, level: Level) -> tuple[Cell, ...]:
    figures = (_spelled(level.agreement), _spelled(level.polarisation))
    numbers = (str(len(level.points.points)), *figures)
    return tuple(map(Cell, (one.issue.id, f"{level.round.number}: {level.round.id}", *numbers)))


def _spelled(number: Fraction | None) -> str:
    """A figure to two decimals, `–` where there is none."""
    return "–" if number is None else f"{float(number):.2f}".replace("-", "−")


def _plain_level(level: Level) -> dict[str, Json]:
    return {
        **plain_round(level.round),
        "n": len(level.points.points),
        "agreement": plain(level.agreement),
        "polarisation": plain(level.polarisation),
        "missing": level.missing,
    }


def polarise(
    record: Record, at: Round, selection: Selection, every: bool = False
) -> PolarisationReport:
    """How far the selected parties are polarised on the selected issues, up to a round."""
    negotiation = record.negotiation
    seen = moments(negotiation)[: at.number]
    parties = tuple(one for one in negotiation.parties.values() if selection.has_party(one))
    found = []
    for issue in negotiation.issues.values():
        if selection.has_issue(issue):
            scale = scale_of(negotiation, issue)
            told = ((one.round, points(one, scale, parties)) for one in seen)
            found.append(Course(issue, tuple(_level(*one) for one in told)))
    return PolarisationReport(record, at, tuple(found), selection, every)


def _level(one: Round, of: Points) -> Level:
    """An issue as of one round; on a scale without ordered options nobody is counted."""
    missing = _missing(of)
    if missing == "unordered":
        of = of._replace(points=(), absent=())
    frequencies = [Fraction(len(who)) for who in _held(of).values()]
    return Level(one, of, missing, None if missing else agreement(frequencies))


def _missing(of: Points) -> Missing | None:
    if of.scale.issue.scale != "ladder":
        return "unordered"
    if len(of.scale.at) < LEAST_OPTIONS:
        return "too-few-options"
    return "too-few" if of.missing else None
