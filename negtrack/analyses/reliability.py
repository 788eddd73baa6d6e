"""Whether coders agree: Krippendorff's α of all that was coded, and every disagreement."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from negtrack.alpha import (
    FEWEST,
    RELIABLE,
    TENTATIVE,
    Interval,
    agreement,
    alpha,
    interval,
    pairable,
)
from negtrack.coders import Coder, Coding, Unit, Variable, coding
from negtrack.model import Statement
from negtrack.page import Block, Cell, Column, Heading, Page, Sentence, Table, Tone
from negtrack.record import Record
from negtrack.report import Json, Rows
from negtrack.selection import Selection
from negtrack.text import counted, listed
from negtrack.values import plain_value
from negtrack.wording import place_words, plain_place, position, private_note

_SOURCE = "Krippendorff, Content Analysis, 2nd ed. 2004, p. 241"

_READING = (
    "α = 1 − the disagreement observed / the one expected by chance: 1 is full agreement, 0 what "
    f"chance would give. Rely on what has α ≥ {RELIABLE}; from {TENTATIVE} on, draw tentative "
    f"conclusions at best; below it, none ({_SOURCE}). The interval holds 95 % of the α of units "
    "drawn anew 1,000 times (Zapf et al. 2016). Fewer than "
    f"{FEWEST} units, and coders who always give one code, say too little to judge by. Files are "
    "named from the folder of the negotiation."
)

_TONES: dict[str, Tone] = {"reliable": "good", "tentative": "open", "unreliable": "bad"}


class Result(NamedTuple):
    """How far the coders agree on one variable; None where too little is known to say."""

    variable: Variable
    units: int
    alpha: float | None
    interval: Interval | None
    agreement: float | None

    @property
    def verdict(self) -> str | None:
        """What α allows: `reliable`, `tentative` or `unreliable` conclusions.

        None without α, and where it rests on too few units to rely on it either way.
        """
        if self.alpha is None or self.units < FEWEST:
            return None
        if self.alpha >= RELIABLE:
            return "reliable"
        return "tentative" if self.alpha >= TENTATIVE else "unreliable"

    @property
    def why(self) -> str:
        """Why α says nothing; empty where it does."""
        if self.units < FEWEST:
            return "too few units"
        return "no variation" if self.alpha is None else ""


class ReliabilityReport(NamedTuple):
    """What the coders coded, how far they agree on each part of it, and where they do not."""

    coding: Coding
    results: tuple[Result, ...]
    selection: Selection

    @property
    def found(self) -> bool:
        """Whether they disagree on anything."""
        return bool(self._apart())

    @property
    def coders(self) -> tuple[Coder, ...]:
        """Who is compared."""
        return self.coding.coders

    def _apart(self) -> dict[Unit, list[str]]:
        """Every unit that was not coded alike, and in what."""
        told: dict[Unit, list[str]] = {unit: [] for unit in self.coding.units}
        for one in self.results:
            for unit in one.variable.apart:
                told.setdefault(unit, []).append(one.variable.name)
        return {unit: names for unit, names in told.items() if names}

    def data(self) -> dict[str, Json]:
        """The contract `negtrack.reliability/1`."""
        return {
            "schema": "negtrack.reliability/1",
            "negotiation": self.coders[0].record.negotiation.id,
            "private": any(one.record.private for one in self.coders),
            "coders": [one.name for one in self.coders],
            "variables": [_plain(one) for one in self.results],
            "disagreements": [
                {
                    **unit._asdict(),
                    "in": list(names),
                    "codings": [self._coded(coder, unit) for coder in self.coders],
                }
                for unit, names in self._apart().items()
            ],
        }

    def _coded(self, coder: Coder, unit: Unit) -> dict[str, Json]:
        said = coder.coded.get(unit)
        told: dict[str, Json] = {"coder": coder.name, "stated": said is not None}
        if said is None:
            return told | {"value": None, "stance": None, "position": None, "place": None}
        negotiation = coder.record.negotiation
        return told | {
            "value": plain_value(negotiation.issues[unit.issue], said.value),
            "stance": said.stance,
            "position": position(negotiation, said),
            "place": plain_place(coder.record.place(said)),
        }

    def rows(self) -> Rows:
        """One row a variable."""
        header = ("variable", "issue", "level", "units", "agreement", "alpha", "low", "high")
        rows = []
        for one in self.results:
            ends = one.interval or (None, None)
            told = (one.variable.name, one.variable.issue or None, one.variable.level, one.units)
            figures = (_figure(one.agreement), _figure(one.alpha), *map(_figure, ends))
            rest = (one.verdict, len(one.variable.apart), one.variable.incomparable)
            rows.append((*told, *figures, *rest))
        return Rows((*header, "verdict", "disagreements", "incomparable"), tuple(rows))

    def page(self) -> Page:
        """The figures, what they allow, and every disagreement with all its places."""
        blocks = (
            *self._summary(),
            *self._figures(),
            *self._disagreements(),
            Sentence(_READING, "faint"),
        )
        title = self.coders[0].record.negotiation.title
        return Page(f"{title}: do {listed([one.name for one in self.coders])} agree?", blocks)

    def _summary(self) -> Iterator[Block]:
        if any(one.record.private for one in self.coders):
            notes = (private_note(one.record) for one in self.coders)
            yield Sentence(next(filter(None, notes)), "bad")
        both = sum(None not in self.coding.of(unit) for unit in self.coding.units)
        told = [f"{counted(len(one.coded), 'position')} by {one.name}" for one in self.coders]
        yield Sentence(
            f"{listed(told)}; {both} of {counted(len(self.coding.units), 'position')} coded by "
            f"all, {len(self._apart())} not alike.",
            "strong",
        )
        if self.selection.spelled():
            yield Sentence(f"Only {self.selection.spelled()}.")

    def _figures(self) -> Iterator[Block]:
        titles = (Column("What"), Column("Measured as"), Column("Units", numeric=True))
        figures = (Column("Agree", numeric=True), Column("α", numeric=True), Column("95 %"))
        rows = tuple(tuple(_cells(one)) for one in self.results)
        yield Table((*titles, *figures, Column("So")), rows)
        for word, told in (
            ("unreliable", f"Warning: α below {TENTATIVE}, so draw no conclusions from"),
            ("tentative", f"Note: α below {RELIABLE}, so draw tentative conclusions at best from"),
        ):
            names = [_name(one) for one in self.results if one.verdict == word]
            if names:
                yield Sentence(f"{told} {listed(names)}.", _TONES[word])
        lost = sum(one.variable.incomparable for one in self.results)
        if lost:
            yield Sentence(
                f"{counted(lost, 'unit')} left out of α: somebody coded a range, a list, or a "
                "number on another basis. They are in the list below where they differ."
            )

    def _disagreements(self) -> Iterator[Block]:
        found = self._apart()
        if not found:
            yield Sentence("There is no disagreement.")
            return
        yield Heading("Disagreements")
        titles = ("Round", "Party", "Issue", "In", *(one.name for one in self.coders))
        rows = tuple(
            tuple(map(Cell, (*unit, ", ".join(names), *self._told(unit))))
            for unit, names in found.items()
        )
        yield Table(tuple(map(Column, titles)), rows)

    def _told(self, unit: Unit) -> Iterator[str]:
        """What each coder made of a unit, and where it stands."""
        for coder in self.coders:
            said = coder.coded.get(unit)
            yield _coded(coder.record, said) if said else "nothing"


def _name(one: Result) -> str:
    """What was coded, in words: the issue of a value, or what was coded on all issues."""
    return one.variable.issue or one.variable.name


def _coded(record: Record, said: Statement) -> str:
    return f"{position(record.negotiation, said)} ({place_words(record, record.place(said))})"


def _cells(one: Result) -> Iterator[Cell]:
    verdict = one.verdict or one.why
    ends = " to ".join(f"{end:.2f}" for end in one.interval or ()).replace("-", "−")
    yield Cell(_name(one), "strong" if one.variable.issue else "plain")
    yield Cell(one.variable.level)
    yield Cell(str(one.units))
    yield Cell("–" if one.agreement is None else f"{100 * one.agreement:.0f} %")
    yield Cell("–" if one.alpha is None else f"{one.alpha:.3f}".replace("-", "−"))
    yield Cell(ends or "–")
    yield Cell(verdict, _TONES.get(verdict, "faint"))


def _plain(one: Result) -> dict[str, Json]:
    low, high = one.interval or (None, None)
    return {
        "variable": one.variable.name,
        "issue": one.variable.issue or None,
        "level": one.variable.level,
        "units": one.units,
        "agreement": _figure(one.agreement),
        "alpha": _figure(one.alpha),
        "interval": None if one.interval is None else [_figure(low), _figure(high)],
        "verdict": one.verdict,
        "disagreements": len(one.variable.apart),
        "incomparable": one.variable.incomparable,
    }


def _figure(number: float | None) -> float | None:
    """A figure as data holds it, to six decimals."""
    return None if number is None else round(number, 6)


def _result(variable: Variable) -> Result:
    units = [[code for code in codes if code is not None] for codes in variable.units.values()]
    known = pairable(units)
    found = alpha(known, variable.level)
    drawn = interval(known, variable.level) if found is not None else None
    return Result(variable, len(known), found, drawn, agreement(known))


def reliability(coders: tuple[Coder, ...], selection: Selection) -> ReliabilityReport:
    """How far coders agree on what was asked for: two of them, or more."""
    held = coding(coders, selection)
    results = tuple(_result(one) for one in held.variables())
    return ReliabilityReport(held, results, selection)
