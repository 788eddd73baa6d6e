"""What was agreed and what became of it: delivered, remaining, told differently, contradicted."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from negtrack.agreed import between, is_about
from negtrack.fulfilment import Count, Departure, Fulfilment, Reopened, fulfilments, reopened
from negtrack.model import Delivery, Round, Term, Version
from negtrack.moves import scales
from negtrack.page import Block, Cell, Column, Heading, Items, Page, Sentence, Table, Tone
from negtrack.record import Record
from negtrack.report import Json, Rows
from negtrack.selection import Selection
from negtrack.text import counted, listed
from negtrack.values import plain_number, plain_value, spelled_number
from negtrack.wording import (
    agreement_words,
    amount,
    place_words,
    places_note,
    plain_place,
    position,
    private_note,
    round_words,
    with_unit,
)

TONES: dict[str, Tone] = {"agreed": "good", "carried-out": "good", "breached": "bad"}


class AgreementsReport(NamedTuple):
    """Every agreement that was asked for, as of a round; `dated` where deliveries end with it."""

    record: Record
    round: Round
    dated: bool
    fulfilments: tuple[Fulfilment, ...]
    reopened: tuple[Reopened, ...]
    selection: Selection

    @property
    def found(self) -> bool:
        """Whether anything is contradicted, breached or open again."""
        breached = any(one.agreement.status == "breached" for one in self.fulfilments)
        departed = any(one.departures for one in self.fulfilments)
        return bool(self.reopened) or breached or departed

    def data(self) -> dict[str, Json]:
        """The contract `negtrack.agreements/1`."""
        return {
            "schema": "negtrack.agreements/1",
            "negotiation": self.record.negotiation.id,
            "private": self.record.private,
            "round": self.round.id if self.dated else None,
            "rev": self.round.rev or None,
            "agreements": [self._plain(one) for one in self.fulfilments],
            "reopened": [
                {"issue": one.issue.id, "settled_in": one.settled.id, "open_since": one.since.id}
                for one in self.reopened
            ],
        }

    def _plain(self, one: Fulfilment) -> dict[str, Json]:
        agreement, total = one.agreement, one.total
        terms = agreement.terms
        first = terms[0] if len(terms) == 1 else None
        return {
            "id": agreement.id,
            "title": agreement.title or None,
            "round": one.made.id,
            "issue": first.issue if first else None,
            "value": self._plain_term(first) if first else None,
            "terms": [{"issue": term.issue, "value": self._plain_term(term)} for term in terms],
            "between": list(between(self.record.negotiation, agreement)),
            "status": agreement.status,
            "part": agreement.part,
            "delivered": _number(one, total and total.delivered),
            "at_least": bool(total and total.at_least),
            "remaining": _number(one, total and total.remaining),
            "deliveries": [self._plain_delivery(one, it) for it in one.deliveries],
            "counts": [self._plain_count(one, it) for it in one.others],
            "versions": [self._plain_version(it) for it in agreement.versions],
            "differing": [it.party for it in one.differing],
            "contradicted": [self._plain_departure(it) for it in one.departures],
            "place": plain_place(self.record.place_of_agreement(agreement, self.round)),
        }

    def _plain_term(self, term: Term) -> Json:
        found: Json = plain_value(self.record.negotiation.issues[term.issue], term.value)
        return found

    def _plain_delivery(self, whole: Fulfilment, one: Delivery) -> dict[str, Json]:
        return {
            "date": str(one.said.date),
            "amount": _number(whole, one.amount),
            "source": list(one.said.source),
            "stated_by": one.said.stated_by,
            "disputed": [
                {"amount": _number(whole, it.amount), "stated_by": it.said.stated_by}
                for it in one.disputed
            ],
        }

    def _plain_count(self, whole: Fulfilment, one: Count) -> dict[str, Json]:
        return {
            "stated_by": one.by,
            "delivered": _number(whole, one.delivered),
            "at_least": one.at_least,
            "remaining": _number(whole, one.remaining),
        }

    def _plain_version(self, one: Version) -> dict[str, Json]:
        terms = [{"issue": term.issue, "value": self._plain_term(term)} for term in one.terms]
        told = {"quote": one.said.quote or None, "source": list(one.said.source)}
        return {"party": one.party, "terms": terms, **told}

    def _plain_departure(self, one: Departure) -> dict[str, Json]:
        told = {"party": one.said.party, "issue": one.said.issue, "said_in": one.said.round}
        return {**told, "how": one.how, "place": plain_place(self.record.place(one.said))}

    def rows(self) -> Rows:
        """One row a term of an agreement; one without terms has a row, too."""
        header = ("agreement", "round", "status", "part", "between", "issue", "value", "delivered")
        found = []
        for one in self.fulfilments:
            agreement, total = one.agreement, one.total
            head = (agreement.id, one.made.id, agreement.status, agreement.part)
            parties = " ".join(between(self.record.negotiation, agreement))
            left = None if total is None or total.remaining is None else f"{total.remaining:f}"
            done = (f"{total.delivered:f}" if total else None, bool(total and total.at_least), left)
            against = " ".join(str(self.record.place(it.said)) for it in one.departures) or None
            place = str(self.record.place_of_agreement(agreement, self.round))
            for term in agreement.terms or (None,):
                value = self._value(term) if term else None
                told = (parties, term.issue if term else None, value or None)
                found.append((*head, *told, *done, against, place))
        return Rows((*header, "at_least", "remaining", "contradicted", "place"), tuple(found))

    def _value(self, term: Term) -> str:
        return amount(self.record.negotiation.issues[term.issue], term.value)

    def page(self) -> Page:
        """The agreements in a table, then deliveries, and what is not told or kept alike."""
        blocks = (
            *self._summary(),
            *self._table(),
            *self._deliveries(),
            *self._differing(),
            *self._contradicted(),
            Sentence(places_note(self.record), "faint"),
        )
        return Page(f"{self.record.negotiation.title}: agreements", blocks)

    def _summary(self) -> Iterator[Block]:
        if private_note(self.record):
            yield Sentence(private_note(self.record), "bad")
        when = f"As of {round_words(self.round)}" if self.dated else "In all"
        told = counted(len(self.fulfilments), "agreement")
        yield Sentence(f"{when}: {told}.", "strong")
        if self.selection.spelled():
            yield Sentence(f"Only {self.selection.spelled()}.")

    def _table(self) -> Iterator[Block]:
        if not self.fulfilments:
            return
        columns = (
            *map(Column, ("Agreement", "Status", "Made in", "Terms", "Between")),
            *(Column("Delivered", numeric=True), Column("Remaining", numeric=True)),
            Column("Where"),
        )
        yield Table(columns, tuple(tuple(self._cells(one)) for one in self.fulfilments))
        if any(one.total for one in self.fulfilments):
            yield Sentence(
                "Delivered: the sum of the deliveries on record; ≥ where an amount is not known, "
                "and then ≤ for what remains of the least that was agreed.",
                "faint",
            )

    def _cells(self, one: Fulfilment) -> Iterator[Cell]:
        agreement, negotiation = one.agreement, self.record.negotiation
        part = ", in part" if agreement.part else ""
        parties = agreement.between or ("the principals",)
        yield Cell(agreement.id, "strong")
        yield Cell(f"{agreement.status}{part}", TONES.get(agreement.status, "open"))
        yield Cell(f"{one.made.number}: {one.made.id}")
        yield Cell(agreement_words(negotiation, agreement))
        yield Cell(listed(parties))
        yield Cell(self._total(one, one.total and one.total.delivered, "≥ "))
        yield Cell(self._total(one, one.total and one.total.remaining, "≤ "))
        place = self.record.place_of_agreement(agreement, self.round)
        yield Cell(place_words(self.record, place), "faint")

    def _total(self, one: Fulfilment, number: Decimal | None, sign: str) -> str:
        if number is None or one.total is None:
            return "–"
        return f"{sign if one.total.at_least else ''}{self._spelled(one, number)}"

    def _spelled(self, one: Fulfilment, number: Decimal) -> str:
        return with_unit(one.unit, spelled_number(one.unit, number)) if one.unit else f"{number:f}"

    def _deliveries(self) -> Iterator[Block]:
        some = [one for one in self.fulfilments if one.deliveries]
        if some:
            yield Heading("Deliveries")
        for one in some:
            lines = [f"{one.agreement.id}:", *(self._delivery(one, it) for it in one.deliveries)]
            for count in one.others:
                least = "at least " if count.at_least else ""
                told = self._spelled(one, count.delivered)
                lines.append(f"– in all {least}{told} by the count of {_teller(count.by)}")
            if one.total and one.total.over and not one.others:
                over = self._spelled(one, one.total.over)
                lines.append(f"– {over} more than was agreed")
            yield Items(tuple(map(Cell, lines)))

    def _delivery(self, whole: Fulfilment, one: Delivery) -> str:
        """A delivery in a line: its day, how much, who said so, and how others tell it."""
        much = one.said.note or "an amount that is not known"
        if one.amount is not None:
            much = self._spelled(whole, one.amount)
        told = f"– {one.said.date}: {much}{self._reported(one)}"
        others = [
            f"{self._spelled(whole, it.amount)} by {_teller(it.said.stated_by)}"
            for it in one.disputed
            if it.amount is not None
        ]
        return f"{told}; or {listed(others, 'or')}" if others else told

    def _reported(self, one: Delivery) -> str:
        sources = [self.record.negotiation.sources.get(name) for name in one.said.source]
        names = [source.publisher for source in sources if source]
        by = "" if one.said.stated_by == "self" else f", by {_teller(one.said.stated_by)}"
        return f"{by} ({listed(names)})" if names else by

    def _differing(self) -> Iterator[Block]:
        """Agreements that the parties tell differently, in the words of each."""
        some = [one for one in self.fulfilments if one.differing]
        if some:
            yield Heading("Told differently")
        for one in some:
            lines = [f"{one.agreement.id}:"]
            for version in one.differing:
                terms = [f"{term.issue}: {self._value(term)}" for term in version.terms]
                quote = f" “{version.said.quote}”" if version.said.quote else ""
                lines.append(f"– {version.party}: {', '.join(terms)}{quote}")
            yield Items(tuple(map(Cell, lines)))

    def _contradicted(self) -> Iterator[Block]:
        lines = [
            f"{one.agreement.id}: {it.said.party} on {it.said.issue} since, in {it.said.round}, "
            f"{position(self.record.negotiation, it.said)} "
            f"({place_words(self.record, self.record.place(it.said))})"
            for one in self.fulfilments
            for it in one.departures
        ]
        if lines:
            yield Heading("Contradicted since")
            yield Items(tuple(Cell(one, "bad") for one in lines))
        if self.reopened:
            yield Heading("Open again")
        for again in self.reopened:
            was, since = round_words(again.settled), round_words(again.since)
            yield Sentence(f"{again.issue.id}: settled up to {was}, open since {since}.")


def _number(one: Fulfilment, number: Decimal | None) -> Json:
    """An exact number as JSON holds it; null where there is none."""
    if number is None:
        return None
    if one.unit is not None:
        return plain_number(one.unit, number)
    return int(number) if number == number.to_integral_value() else float(number)


def _teller(word: str) -> str:
    return {"self": "the record", "counterpart": "the counterpart", "press": "the press"}.get(
        word, word
    )


def agreements(
    record: Record, at: Round, selection: Selection, dated: bool = True
) -> AgreementsReport:
    """Every agreement as of a round; without `dated` with deliveries made after it, too."""
    negotiation = record.negotiation
    found = fulfilments(negotiation, at, at.end if dated else None)
    asked = [one for one in found if is_about(negotiation, one.agreement, selection)]
    again = reopened(negotiation, at, scales(negotiation))
    return AgreementsReport(
        record,
        at,
        dated,
        tuple(asked),
        tuple(one for one in again if selection.has_issue(one.issue)),
        selection,
    )
