"""A negotiation made again from nothing but its tables, to show that these say all of it."""

import datetime
import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, TypeVar

from negtrack.fields import day
from negtrack.model import (
    Agreement,
    Answer,
    Delivery,
    Event,
    Issue,
    Need,
    Negotiation,
    Option,
    Package,
    Party,
    Provenance,
    Reply,
    Round,
    Source,
    Statement,
    Term,
    Value,
    Version,
)
from negtrack.parts import provenance
from negtrack.tables import shape_of
from negtrack.values import read_number, read_value

Row = Mapping[str, Any]
Made = TypeVar("Made")


class Rebuilt:
    """The tables of one negotiation by their names, and what is made of them."""

    def __init__(self, tables: Mapping[str, Any]) -> None:
        self.tables = {
            name: [dict(zip(shape_of(name).header, row, strict=True)) for row in rows]
            for name, rows in tables.items()
        }
        self.issues = {row["issue"]: self._issue(row) for row in self.tables["issues"]}

    def negotiation(self) -> Negotiation:
        """The negotiation."""
        (head,) = self.tables["negotiations"]
        rounds = tuple(self._round(row) for row in self.tables["rounds"])
        parties = {row["party"]: _party(row) for row in self.tables["parties"]}
        sources = {row["source"]: _source(row) for row in self.tables["sources"]}
        return Negotiation(
            head["negotiation"], head["title"], parties, self.issues, sources, rounds
        )

    def _of(self, table: str, of: Row, *keys: str) -> list[Row]:
        """The rows of a table that have these columns as another row has them."""
        return [row for row in self.tables[table] if all(row[key] == of[key] for key in keys)]

    def _each(self, make: Callable[[Row], Made], table: str, of: Row) -> tuple[Made, ...]:
        return tuple(make(row) for row in self._of(table, of, "round"))

    def _issue(self, row: Row) -> Issue:
        options = tuple(
            Option(one["option"], one["label"], _decimal(one["at"]))
            for one in self._of("options", row, "issue")
        )
        issue = Issue(
            row["issue"],
            row["title"],
            row["scale"],
            row["issue_group"] or "",
            options,
            unit=row["unit"] or "",
            basis=row["basis"] or "",
            note=row["note"] or "",
        )
        span, words = _read(row["span"]) or {}, _read(row["words"]) or {}
        issue = issue._replace(
            minimum=_number(issue, span.get("min")),
            maximum=_number(issue, span.get("max")),
            words=tuple((word, _number(issue, told) or Decimal()) for word, told in words.items()),
        )
        return issue._replace(reference=_value(issue, row["reference"]))

    def _round(self, row: Row) -> Round:
        delegations: dict[str, list[str]] = {}
        for one in self._of("delegates", row, "round"):
            delegations.setdefault(one["party"], []).append(one["name"])
        return Round(
            row["round"],
            row["number"],
            day(row["date"]),
            day(row["end_date"]),
            row["venue"] or "",
            _ids(row["mediator"]),
            tuple((party, tuple(names)) for party, names in delegations.items()),
            self._each(lambda x: Event(x["title"], _ids(x["by"]), _said(x)), "events", row),
            self._each(self._agreement, "agreements", row),
            self._each(_package, "packages", row),
            self._each(
                lambda x: Answer(x["party"], x["package"], x["stance"], _said(x)), "answers", row
            ),
            self._each(self._statement, "positions", row),
        )

    def _agreement(self, row: Row) -> Agreement:
        numbers = {one["round"]: one["number"] for one in self.tables["rounds"]}
        told = self._of("tellings", row, "round", "agreement")
        return Agreement(
            row["agreement"],
            row["made_in"],
            row["title"] or "",
            self._terms(row),
            _ids(row["named"]),
            row["status"],
            row["part"],
            tuple(Version(one["party"], self._terms(one), _said(one)) for one in told),
            tuple(
                _delivery(one)
                for one in self._of("deliveries", row, "agreement")
                if numbers[one["round"]] <= numbers[row["round"]]
            ),
            _said(row),
        )

    def _terms(self, row: Row) -> tuple[Term, ...]:
        told = _read(row["terms"]) or {}
        return tuple(Term(name, _raw(self.issues[name], one)) for name, one in told.items())

    def _statement(self, row: Row) -> Statement:
        versions = self._of("versions", row, "round", "party", "issue", "number")
        return self._stated(row)._replace(disputed=tuple(map(self._stated, versions)))

    def _stated(self, row: Row) -> Statement:
        issue = self.issues[row["issue"]]
        named = {key: _value(issue, row[key]) for key in ("value", "rejects", "accepts")}
        alike = ("party", "issue", "round", "stance", "unconditional", "red_line", "confidential")
        texts = {key: row[key] or "" for key in ("basis", "package", "coder")}
        reply = row["replies_to"] and Reply(row["replies_to"], row["replies_to_round"] or "")
        return Statement(
            nth=row["number"] - 1,
            **{key: row[key] for key in alike},
            **named,
            **texts,
            only_if=tuple(
                tuple(Need(name, _raw(self.issues[name], one)) for name, one in needs.items())
                for needs in _read(row["only_if"]) or ()
            ),
            of=_ids(row["of"]),
            salience=_decimal(row["salience"]),
            by=_day(row["by"]),
            replies_to=reply or None,
            said=_said(row),
        )


def _party(row: Row) -> Party:
    return Party(
        row["party"],
        row["name"],
        row["role"],
        row["side"] or "",
        _decimal(row["power"]),
        _ids(row["members"]),
        row["note"] or "",
    )


def _source(row: Row) -> Source:
    return Source(
        row["source"], *(row[key] or "" for key in ("publisher", "title", "date", "url", "note"))
    )


def _package(row: Row) -> Package:
    return Package(
        row["package"],
        row["party"],
        row["title"] or "",
        _ids(row["by"]),
        row["final"],
        _day(row["expires"]),
        _said(row),
    )


def _delivery(row: Row) -> Delivery:
    """A delivery with its versions, which take from it what they leave out."""
    own = Delivery(_decimal(row["amount"]), _said(row))
    versions = []
    for told in _read(row["disputed"]) or ():
        days = {key: _day(told[key]) for key in ("date", "published") if key in told}
        amount = _decimal(told["amount"]) if "amount" in told else own.amount
        versions.append(Delivery(amount, provenance({**told, **days}, own.said)))
    return own._replace(disputed=tuple(versions))


def _said(row: Row) -> Provenance:
    texts = {key: row[key] or "" for key in ("quote", "speaker", "note")}
    words = {key: row[key] for key in ("stated_by", "confidence")}
    days = {key: _day(row[key]) for key in ("date", "published")}
    return Provenance(source=_ids(row["source"]), **texts, **words, **days)


def _read(cell: str | None) -> Any:
    return None if cell is None else json.loads(cell, parse_int=str, parse_float=str)


def _value(issue: Issue, cell: str | None) -> Value:
    """The value of a cell, by the rule of docs/data.md."""
    if cell is None:
        return ()
    return _raw(issue, _read(cell) if cell.startswith(("[", "{", '"')) else cell)


def _raw(issue: Issue, told: Any) -> Value:
    """A value as a file of the record says it."""
    return () if told is None else read_value(issue, told, (), bound=False)[0]


def _number(issue: Issue, told: str | None) -> Decimal | None:
    return None if told is None else read_number(issue, told)


def _decimal(told: Any) -> Decimal | None:
    return None if told is None else Decimal(str(told))


def _day(told: str | None) -> datetime.date | None:
    return None if told is None else day(told)


def _ids(told: str | None) -> tuple[str, ...]:
    return tuple((told or "").split())
