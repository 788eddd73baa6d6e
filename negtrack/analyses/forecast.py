"""Where a settlement would lie by the compromise model, the mean and the weighted median.

Never without the error that is known of such rules, and no answer where the record has too little.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from negtrack import stood
from negtrack.agreed import in_force
from negtrack.compromise import Settlement, Stake, settlement
from negtrack.inputs import Inputs, ignored, missing_items, plain_absent, spelled_root
from negtrack.measures import plain, spelled_distance
from negtrack.model import Party, Round
from negtrack.page import Block, Cell, Column, Heading, Items, Page, Sentence, Table
from negtrack.points import Points, points
from negtrack.record import Record
from negtrack.report import Json, Rows
from negtrack.scaling import scale_of
from negtrack.selection import Selection
from negtrack.standing import Moment
from negtrack.text import counted, listed
from negtrack.values import plain_value
from negtrack.wording import amount, places_note, plain_round, private_note, round_words, with_unit

FORMULA = "O = Σcsx / Σcs"
_ERRORS: Mapping[str, float] = {"mean": 23.7, "weighted_median": 28.4, "midpoint": 28.0}
KNOWN_ERROR: dict[str, Json] = {"source": "DEU III", "issues": 353, **_ERRORS}
"""How far such rules were from the outcome, on a scale of 100, over the issues of DEU III."""

ERROR_OF_MEAN = Fraction(str(_ERRORS["mean"]))

_ERROR = (
    "Known error, on a scale of 100 and over the {issues} issues of {source}: mean {mean}, "
    "weighted median {weighted_median}, guessing the midpoint {midpoint}. A figure without it says "
    "too much."
).format_map(KNOWN_ERROR)
_RULES = (
    f"Compromise: {FORMULA}, with position x from 0 to 100, power c and salience s; a weight is "
    "used only where every party has it, else it is 1 for all. Mean: every party counts the same. "
    "Weighted median: half of the weight c·s on either side; the vote is weighted, too, and each "
    "party takes of two options the one nearer to its own. Spread: the weighted standard deviation."
)
_TITLES = ("n", "Compromise", "Mean", "Weighted median", "Spread", "Known error of a mean")


class Forecast(NamedTuple):
    """One issue: the parties' points, and what the rules say where these are enough."""

    points: Points
    settlement: Settlement | None
    ignored: dict[str, list[str]]
    agreements: tuple[str, ...]

    @property
    def issue(self) -> str:
        """The id of the issue."""
        return self.points.scale.issue.id

    def places(self) -> tuple[Fraction | None, Fraction | None, Fraction | None]:
        """Compromise, mean and weighted median, 0–100; None for what cannot be computed."""
        found = self.settlement
        return (found.compromise, found.mean, found.weighted_median) if found else (None,) * 3


class ForecastReport(NamedTuple):
    """Where a settlement would lie on each issue, as of one round."""

    record: Record
    round: Round
    issues: tuple[Forecast, ...]
    selection: Selection

    @property
    def found(self) -> bool:
        """Whether anything could be computed."""
        return bool(self._known)

    @property
    def _known(self) -> list[Forecast]:
        return [one for one in self.issues if one.settlement]

    @property
    def _inputs(self) -> Inputs:
        return Inputs(self.record, [one.points for one in self._known])

    def data(self) -> dict[str, Json]:
        """The contract `negtrack.forecast/1`."""
        return {
            "schema": "negtrack.forecast/1",
            "negotiation": self.record.negotiation.id,
            "private": self.record.private,
            **plain_round(self.round),
            "formula": FORMULA,
            "issues": [self._plain_issue(one) for one in self.issues],
        }

    def _plain_issue(self, one: Forecast) -> dict[str, Json]:
        found, of = one.settlement, one.points
        names = ("compromise", "mean", "weighted_median")
        places = dict(zip(names, one.places(), strict=True))
        median = found.median if found else None
        return {
            "issue": one.issue,
            "n": len(of.points),
            **{name: plain(place) for name, place in places.items()},
            "spread": None if found is None or found.spread is None else round(found.spread, 4),
            "known_error": KNOWN_ERROR,
            "values": {
                name: None if place is None else plain_value(of.scale.issue, of.words(place))
                for name, place in places.items()
            },
            "median": None
            if median is None
            else {"from": plain(median[0]), "to": plain(median[1])},
            "condorcet": [plain(place) for place in found.condorcet] if found else [],
            "power_used": bool(found and found.power),
            "salience_used": bool(found and found.salience),
            "observed_span": of.missing is None and of.observed,
            "missing": of.missing,
            "agreements": list(one.agreements),
            "ignored": one.ignored,
            "inputs": [self._inputs.plain_input(of, point) for point in of.points],
            "left_out": plain_absent(of.absent),
        }

    def rows(self) -> Rows:
        """One row an issue."""
        header = ("issue", "n", "compromise", "mean", "weighted_median", "spread", "missing")
        errors = tuple(f"known_error_{rule}" for rule in _ERRORS)
        rows = []
        for one in self.issues:
            spread = one.settlement.spread if one.settlement else None
            places = (plain(place) for place in one.places())
            told = (*places, None if spread is None else round(spread, 4))
            known = (one.points.missing, *_ERRORS.values())
            rows.append((one.issue, len(one.points.points), *told, *known))
        return Rows((*header, *errors), tuple(rows))

    def page(self) -> Page:
        """The known error first, then the issues with an answer, why others have none, inputs."""
        known = (*self._table(), *self._votes()) if self._known else ()
        blocks = (
            *self._summary(),
            *known,
            *self._none(),
            *self._inputs.blocks(),
            Sentence(_RULES, "faint"),
            *([Sentence(places_note(self.record), "faint")] if self._known else []),
        )
        return Page(f"{self.record.negotiation.title}: forecast", blocks)

    def _summary(self) -> Iterator[Block]:
        if private_note(self.record):
            yield Sentence(private_note(self.record), "bad")
        head = round_words(self.round).capitalize()
        many = f"{len(self._known)} of {counted(len(self.issues), 'issue')}"
        told = f"where a settlement would lie by three rules, on {many}"
        yield Sentence(f"{head}: {told if self._known else 'not enough information'}.", "strong")
        yield Sentence(_ERROR, "open")
        if self.selection.spelled():
            yield Sentence(f"Only {self.selection.spelled()}.")

    def _table(self) -> Iterator[Block]:
        columns = (Column("Issue"), *(Column(title, numeric=True) for title in _TITLES))
        yield Table(columns, tuple(tuple(self._cells(one)) for one in self._known))
        observed = [one.issue for one in self._known if one.points.observed]
        if observed:
            told = "0 and 100 are the lowest and the highest number in the record"
            yield Sentence(f"° observed span, as the issue declares none: {told}.", "faint")

    def _cells(self, one: Forecast) -> Iterator[Cell]:
        of = one.points
        yield Cell(one.issue + ("°" if of.observed else ""))
        yield Cell(str(len(of.points)))
        for place in one.places():
            yield Cell("–" if place is None else f"{spelled_distance(place)} {_words(of, place)}")
        yield Cell(spelled_root(one.settlement.spread if one.settlement else None), "faint")
        unit = of.amount(ERROR_OF_MEAN)
        told = "" if unit is None else f" = {_unit(of, f'{unit:,f}')}"
        yield Cell(f"±{spelled_distance(ERROR_OF_MEAN)}{told}", "open")

    def _votes(self) -> Iterator[Block]:
        """Which weights were used, who wins every vote, and what the rules do not know."""
        yield from (Sentence(told) for told in self._weights())
        told = ((one.issue, "; ".join(_remarks(one))) for one in self._known)
        yield Items(tuple(Cell(f"{issue}: {words}.") for issue, words in told))

    def _weights(self) -> Iterator[str]:
        """On which issues a weight is 1 for all, as some party has none."""
        lacking: dict[tuple[str, ...], list[str]] = {}
        for name, letter in (("power", "c"), ("salience", "s")):
            without = [one.issue for one in self._known if not getattr(one.settlement, name)]
            if without:
                lacking.setdefault(tuple(without), []).append(f"{name} {letter}")
        for issues, names in lacking.items():
            where = "" if len(issues) == len(self._known) else f" on {listed(issues)}"
            verb = "is" if len(names) == 1 else "are"
            told = f"{listed(names)} {verb} 1 for all{where}: not every party has it stated"
            yield f"{told[:1].upper()}{told[1:]}."

    def _none(self) -> Iterator[Block]:
        items = tuple(missing_items(one.points for one in self.issues))
        if items:
            yield Heading("Not enough information")
            yield Items(items)


def _words(of: Points, place: Fraction) -> str:
    """A place in the issue's own words, with `=`, or with `≈` where it is the nearest option."""
    told = of.words(place)
    exact = of.scale.issue.scale != "ladder" or [of.scale.at[str(one)] for one in told] == [place]
    return f"{'=' if exact else '≈'} {_plainly(of, place)}"


def _plainly(of: Points, place: Fraction) -> str:
    return amount(of.scale.issue, of.words(place))


def _unit(of: Points, words: str) -> str:
    return f"{words} days" if of.scale.issue.dated else with_unit(of.scale.issue, words)


def _remarks(one: Forecast) -> Iterator[str]:
    """What the table does not say of an issue."""
    found, of = one.settlement, one.points
    if one.agreements:
        yield f"agreed already, by {listed(one.agreements)}"
    if found and found.median is None:
        yield "all weights are 0, so that only the mean can be computed"
    elif found and found.median:
        yield _vote(of, found)
    told = [
        f"{what} of {listed(one.ignored[key])}"
        for key, what in (
            ("red_lines", "the red line"),
            ("rejections", "the rejections"),
            ("conditions", "the conditions"),
        )
        if one.ignored[key]
    ]
    if told:
        yield f"the rules ignore {listed(told)}"


def _vote(of: Points, found: Settlement) -> str:
    """What wins every vote of two options, and whether that is the weighted median."""
    winners = [_plainly(of, place) for place in found.condorcet]
    if len(winners) > 1:
        ends = f"any point from {winners[0]} to {winners[-1]} is a median"
        return f"{listed(winners)} tie with each other and lose to no other option; {ends}"
    return f"{winners[0]}, the weighted median, wins every vote of two options"


def forecast(record: Record, at: Round, selection: Selection) -> ForecastReport:
    """Where a settlement would lie as of a round, by the parties and on the issues selected."""
    negotiation = record.negotiation
    moment = stood.moment(record, at)
    parties = tuple(one for one in negotiation.parties.values() if selection.has_party(one))
    issues = (one for one in negotiation.issues.values() if selection.has_issue(one))
    found = (points(moment, scale_of(negotiation, issue), parties) for issue in issues)
    return ForecastReport(
        record, at, tuple(_forecast(moment, one, parties) for one in found), selection
    )


def _forecast(moment: Moment, of: Points, parties: tuple[Party, ...]) -> Forecast:
    issue = of.scale.issue.id
    stakes = [Stake(point.x, point.power, point.salience) for point in of.points]
    held = (
        moment.stands[party.id, issue].held
        for party in parties
        if party.role == "principal"
        and (party.id, issue) in moment.stands
        and not moment.is_beside_bloc(party.id, issue)
    )
    bonds = in_force(moment.negotiation, moment.round, issue)
    return Forecast(
        of,
        None if of.missing else settlement(stakes, of.scale.at.values()),
        ignored(held),
        tuple(bond.agreement.id for bond in bonds),
    )
