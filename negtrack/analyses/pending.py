"""What is open and has had no answer as of a round: demands, packages, deadlines, issues."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from negtrack.awaited import Demand
from negtrack.model import Round, Statement
from negtrack.moves import scales
from negtrack.page import Block, Cell, Column, Heading, Items, Page, Sentence, Table
from negtrack.pending import Deadline, Exchange, Opened, Pending, Proposal
from negtrack.pending import pending as compute
from negtrack.record import Record
from negtrack.report import Json, Rows
from negtrack.selection import Selection
from negtrack.standing import Standing
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
    standing_words,
)


class PendingReport(NamedTuple):
    """Everything that is open as of a round, as far as it was asked for."""

    record: Record
    pending: Pending
    selection: Selection

    @property
    def found(self) -> bool:
        """Whether any demand or package has had no answer, or a deadline has passed."""
        return bool(self._unanswered() or self._overdue() or self._unanswered_packages())

    @property
    def round(self) -> Round:
        """The round as of which this is so."""
        return self.pending.moment.round

    def _unanswered(self) -> list[Demand]:
        """The demands without any answer, the oldest first."""
        found = [one for one in self.pending.demands if one.unanswered]
        return sorted(found, key=lambda one: -one.days)

    def _overdue(self) -> list[Deadline]:
        return [
            one for one in self.pending.deadlines if one.passed and one.stands and not one.settled
        ]

    def _unanswered_packages(self) -> list[Proposal]:
        return [one for one in self.pending.packages if one.silent]

    def data(self) -> dict[str, Json]:
        """The contract `negtrack.pending/1`."""
        found = self.pending
        return {
            "schema": "negtrack.pending/1",
            "negotiation": self.record.negotiation.id,
            "private": self.record.private,
            **plain_round(self.round),
            "issues": [_plain_issue(one) for one in found.issues],
            "demands": [self._plain_demand(one) for one in found.demands],
            "packages": [_plain_package(one) for one in found.packages],
            "deadlines": [self._plain_deadline(one) for one in found.deadlines],
            "replies": [self._plain_reply(one) for one in found.replies],
        }

    def _plain_said(self, said: Statement) -> dict[str, Json]:
        issue = self.record.negotiation.issues[said.issue]
        return {
            "party": said.party,
            "issue": said.issue,
            "value": plain_value(issue, said.value),
            "said_in": said.round,
            "place": plain_place(self.record.place(said)),
        }

    def _plain_demand(self, one: Demand) -> dict[str, Json]:
        return {
            **self._plain_said(one.said),
            "since": one.since.isoformat(),
            "days": one.days,
            "asked": list(one.asked),
            "silent": list(one.silent),
            "withheld": list(one.withheld),
            "unanswered": one.unanswered,
        }

    def _plain_deadline(self, one: Deadline) -> dict[str, Json]:
        assert one.said.by is not None
        return {
            **self._plain_said(one.said),
            "by": one.said.by.isoformat(),
            "days": one.days,
            "passed": one.passed,
            "stands": one.stands,
            "settled": one.settled,
        }

    def _plain_reply(self, one: Exchange) -> dict[str, Json]:
        issue = self.record.negotiation.issues[one.said.issue]
        then, now = (plain_value(issue, it.value) if it else None for it in (one.then, one.now))
        to: dict[str, Json] = {"party": one.party, "round": one.to.id}
        told: dict[str, Json] = {"to": to, "then": then, "now": now, "changed": one.changed}
        return {**self._plain_said(one.said), **told}

    def rows(self) -> Rows:
        """One row a demand."""
        header = ("party", "issue", "asks", "said_in", "since", "days", "asked", "silent")
        rows = [
            (
                *(one.said.party, one.said.issue, self._asks(one.said), one.said.round),
                *(one.since.isoformat(), one.days, " ".join(one.asked)),
                *(" ".join(one.silent), " ".join(one.withheld), one.unanswered),
                str(self.record.place(one.said)),
            )
            for one in self.pending.demands
        ]
        return Rows((*header, "withheld", "unanswered", "place"), tuple(rows))

    def page(self) -> Page:
        """What has had no answer first, then packages, deadlines, replies and issues."""
        blocks = (
            *self._summary(),
            *self._demands(),
            *self._packages(),
            *self._deadlines(),
            *self._replies(),
            *self._issues(),
            Sentence(places_note(self.record), "faint"),
        )
        return Page(f"{self.record.negotiation.title}: what waits for an answer", blocks)

    def _summary(self) -> Iterator[Block]:
        if private_note(self.record):
            yield Sentence(private_note(self.record), "bad")
        head = round_words(self.round).capitalize()
        told = [
            f"{len(self._unanswered())} of {counted(len(self.pending.demands), 'demand')}",
            f"{len(self._unanswered_packages())} of "
            f"{counted(len(self.pending.packages), 'package')}",
        ]
        yield Sentence(f"{head}: no answer to {listed(told)} on record.", "strong")
        if self.selection.spelled():
            yield Sentence(f"Only {self.selection.spelled()}.")

    def _demands(self) -> Iterator[Block]:
        found = self._unanswered()
        if not found:
            return
        yield Heading("Demands without an answer")
        columns = (*map(Column, ("Issue", "Party", "Asks", "Since")), Column("Days", numeric=True))
        rows = tuple(tuple(self._demand_cells(one)) for one in found)
        yield Table((*columns, *map(Column, ("Asked of", "Where"))), rows)
        yield Sentence(
            "An answer is anything that somebody who is asked said on the issue since, agreeing or "
            "not, or an answer to the package. To reserve, or to give no answer, is none.",
            "faint",
        )

    def _demand_cells(self, one: Demand) -> Iterator[Cell]:
        asked = [f"{who} (withheld)" if who in one.withheld else who for who in one.asked]
        told = (one.said.issue, one.said.party, self._asks(one.said), one.since.isoformat())
        yield from map(Cell, (*told, str(one.days), ", ".join(asked)))
        yield Cell(self._place(one.said), "faint")

    def _asks(self, said: Statement) -> str:
        """What is asked for, without its conditions, as these are elsewhere."""
        issue = self.record.negotiation.issues[said.issue]
        return amount(issue, said.value) or "no figure"

    def _place(self, said: Statement) -> str:
        return place_words(self.record, self.record.place(said))

    def _packages(self) -> Iterator[Block]:
        if not self.pending.packages:
            return
        yield Heading("Packages")
        columns = (*map(Column, ("Package", "By", "Made")), Column("Days", numeric=True))
        rows = tuple(tuple(_package_cells(one)) for one in self.pending.packages)
        yield Table((*columns, *map(Column, ("Answers", "No answer from", "Expires"))), rows)

    def _deadlines(self) -> Iterator[Block]:
        lines = [
            Cell(
                f"{one.said.by}: {one.said.party} · {one.said.issue}, {self._asks(one.said)}: "
                f"{_state(one)} ({self._place(one.said)})",
                "bad" if one in self._overdue() else "plain",
            )
            for one in self.pending.deadlines
        ]
        if lines:
            yield Heading("Deadlines")
            yield Items(tuple(lines))

    def _replies(self) -> Iterator[Block]:
        lines = [
            Cell(
                f"{one.said.party} · {one.said.issue} replies to {one.party} as of "
                f"{round_words(one.to)}: {self._stood(one.then)}, and now: {self._stood(one.now)} "
                f"({self._place(one.said)})"
            )
            for one in self.pending.replies
            if one.changed
        ]
        if lines:
            yield Heading("Replies to what has changed since")
            yield Items(tuple(lines))

    def _stood(self, standing: Standing | None) -> str:
        return standing_words(self.record.negotiation, standing)

    def _issues(self) -> Iterator[Block]:
        if not self.pending.issues:
            return
        yield Heading("Issues")
        columns = (*map(Column, ("Issue", "Open since")), Column("Days", numeric=True))
        rows = tuple(
            tuple(map(Cell, (one.issue.id, str(one.since), str(one.days), _settled(one))))
            for one in sorted(self.pending.issues, key=lambda one: (bool(one.settled), -one.days))
        )
        yield Table((*columns, Column("Settled")), rows)


def _settled(one: Opened) -> str:
    return f"in {round_words(one.settled)}" if one.settled else "open"


def _package_cells(one: Proposal) -> Iterator[Cell]:
    package, over = one.package, ", over" if one.expired else ""
    answers = ", ".join(f"{answer.party}: {answer.stance}" for answer in one.answers)
    made = str(package.said.date or one.made.date)
    yield from map(Cell, (package.id, ", ".join(package.by), made, str(one.days)))
    yield Cell(answers or "none")
    yield Cell(", ".join(one.silent) or "–", "open" if one.silent else "plain")
    yield Cell(f"{package.expires}{over}" if package.expires else "–")


def _state(one: Deadline) -> str:
    """Whether a day has passed, and what became of what was asked by it."""
    when = f"passed {counted(one.days, 'day')} ago" if one.passed else "to come"
    if one.settled:
        return f"{when}; the issue is settled"
    return when if one.stands else f"{when}; no longer asked"


def _plain_issue(one: Opened) -> dict[str, Json]:
    since, settled = one.since.isoformat(), one.settled.id if one.settled else None
    return {"issue": one.issue.id, "since": since, "settled_in": settled, "days": one.days}


def _plain_package(one: Proposal) -> dict[str, Json]:
    package = one.package
    return {
        "id": package.id,
        "by": list(package.by),
        "made_in": one.made.id,
        "date": (package.said.date or one.made.date).isoformat(),
        "days": one.days,
        "expires": package.expires.isoformat() if package.expires else None,
        "expired": one.expired,
        "answers": [{"party": it.party, "stance": it.stance} for it in one.answers],
        "silent": list(one.silent),
    }


def pending(record: Record, at: Round, selection: Selection) -> PendingReport:
    """What is open as of a round; under a selection, on its issues and by or of its parties."""
    negotiation = record.negotiation
    found = compute(negotiation, at, scales(negotiation))

    def about(said: Statement, *others: str) -> bool:
        told = (negotiation.parties[one] for one in (said.party, *others))
        issue = negotiation.issues[said.issue]
        return selection.has_issue(issue) and any(map(selection.has_party, told))

    whole = not selection.issues and not selection.groups
    parties = selection.parties or negotiation.parties
    return PendingReport(
        record,
        found._replace(
            issues=tuple(one for one in found.issues if selection.has_issue(one.issue)),
            demands=tuple(one for one in found.demands if about(one.said, *one.asked)),
            deadlines=tuple(one for one in found.deadlines if about(one.said)),
            replies=tuple(one for one in found.replies if about(one.said, one.party)),
            packages=tuple(one for one in found.packages if whole and one.concerns(parties)),
        ),
        selection,
    )
