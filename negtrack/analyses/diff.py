"""What moved between two rounds: every party's change on every issue, and what was agreed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from negtrack.agreed import is_about
from negtrack.between import EARLIER, Between
from negtrack.measures import plain, spelled_distance
from negtrack.model import Agreement, Answer, Package
from negtrack.moves import KINDS, UNCHANGED, Change
from negtrack.page import Block, Cell, Column, Heading, Page, Sentence, Table, Tone
from negtrack.report import Json, Rows
from negtrack.selection import Selection
from negtrack.text import counted
from negtrack.wording import (
    PRIVATE,
    agreement_words,
    answer_words,
    conditions,
    package_words,
    place_words,
    places_note,
    plain_agreement,
    plain_answer,
    plain_package,
    plain_place,
    plain_round,
    plain_standing,
    round_words,
    standing_words,
)

SIGNS: dict[str, tuple[str, Tone]] = {
    "acceptance": ("▲", "good"),
    "concession": ("▲", "good"),
    "retraction": ("▼", "bad"),
    "withdrawal": ("▼", "bad"),
    "rejection": ("▼", "bad"),
    "new": ("+", "strong"),
    "conditions": ("=", "open"),
    "emphasis": ("=", "plain"),
    "insistence": ("=", "plain"),
    "silence": ("·", "faint"),
}
"""How a kind is marked; any other is `~`, something else than before."""


class DiffReport(NamedTuple):
    """The changes from one round to another, with the packages and agreements in between."""

    pair: Between
    changes: tuple[Change, ...]
    packages: tuple[Package, ...]
    answers: tuple[Answer, ...]
    agreed: tuple[Agreement, ...]
    selection: Selection

    @property
    def found(self) -> bool:
        """Whether anything changed."""
        return any(change.kind not in UNCHANGED for change in self.changes) or bool(self.agreed)

    def data(self) -> dict[str, Json]:
        """The contract `negtrack.diff/1`."""
        summary = Counter(change.kind for change in self.changes)
        return {
            "schema": "negtrack.diff/1",
            "negotiation": self.pair.record.negotiation.id,
            "private": self.pair.private,
            "from": plain_round(self.pair.start),
            "to": plain_round(self.pair.end),
            "summary": {kind: summary[kind] for kind in KINDS if summary[kind]},
            "changes": [self._plain_change(change) for change in self.changes],
            "packages": [self._plain_package(package) for package in self.packages],
            "answers": [plain_answer(answer) for answer in self.answers],
            "agreements": [
                plain_agreement(self.pair.record.negotiation, one) for one in self.agreed
            ],
        }

    def _plain_package(self, package: Package) -> dict[str, Json]:
        inside = [{"party": one.party, "issue": one.issue} for one in self._inside(package)]
        return {**plain_package(package), "positions": inside}

    def _plain_change(self, change: Change) -> dict[str, Json]:
        both = zip((self.pair.origin, self.pair.record), (change.before, change.after), strict=True)
        details = [plain_standing(record, one) if one else None for record, one in both]
        values = [one["value"] if one else None for one in details]
        return {
            "party": change.party,
            "issue": change.issue,
            "kind": change.kind,
            "aspects": list(change.aspects),
            "before": values[0],
            "after": values[1],
            "movement": plain(change.movement),
            "moves": [
                {"counterpart": one, "movement": plain(nearer), "passed": passed}
                for one, nearer, passed in change.steps
            ],
            "package": self._package(change),
            "details": {"before": details[0], "after": details[1]},
            "places": [plain_place(place) for place in self.pair.places(change)],
        }

    def _package(self, change: Change) -> str | None:
        return (change.after and change.after.last.package) or None

    def _inside(self, package: Package) -> list[Change]:
        return [one for one in self.changes if self._package(one) == package.id]

    def rows(self) -> Rows:
        """One row a change."""
        header = ("party", "issue", "kind", "aspects", "before", "after", "movement", "package")
        found = []
        for change in self.changes:
            before = self._before(change) if change.before else None
            after = self._after(change) if change.after else None
            movement, aspects = plain(change.movement), " ".join(change.aspects) or None
            where = " ".join(map(str, self.pair.places(change)))
            told = (change.party, change.issue, change.kind, aspects, before, after)
            found.append((*told, movement, self._package(change), where))
        return Rows((*header, "places"), tuple(found))

    def page(self) -> Page:
        """The moves first, then who held, then packages and agreements."""
        pair = self.pair
        title = f"{pair.record.negotiation.title}: what moved"
        blocks = (
            Sentence(f"From {round_words(pair.start)} to {round_words(pair.end)}.", "strong"),
            *self._summary(),
            *self._moved(),
            *self._held(),
            *self._remarks(),
            *self._packages(),
            *self._agreed(),
            Sentence(places_note(pair.record), "faint"),
        )
        return Page(title, blocks)

    def _summary(self) -> Iterator[Block]:
        if self.pair.private:
            yield Sentence(PRIVATE, "bad")
        if self.selection.spelled():
            yield Sentence(f"Only {self.selection.spelled()}.")
        if not self.changes:
            yield Sentence("Nothing changed: no position was stated, dropped or moved.")
            return
        kinds = Counter(change.kind for change in self.changes)
        told = [f"{kinds[kind]} {kind}" for kind in KINDS if kinds[kind]]
        yield Sentence(f"{counted(len(self.changes), 'entry', 'entries')}: {', '.join(told)}.")

    def _moved(self) -> Iterator[Block]:
        recoded = self.pair.recoded
        moved = [change for change in self.changes if recoded or not change.held]
        if not moved:
            return
        yield Heading("Recoded" if recoded else "Moved")
        columns = ("Issue", "Party", "Change", "Before", "After")
        rows = tuple(tuple(self._moved_cells(change)) for change in moved)
        ends = (Column("Move", numeric=True), Column("Where"))
        yield Table((*map(Column, columns), *ends), rows)
        if any(change.movement is not None for change in moved):
            yield Sentence(
                "Move: steps on a scale of 100, measured from where the counterpart stood before; "
                "+ is towards it, − is away.",
                "faint",
            )

    def _moved_cells(self, change: Change) -> Iterator[Cell]:
        yield from self._change_cells(change)
        yield Cell(self._before(change), "faint")
        yield Cell(self._after(change))
        movement = spelled_distance(change.movement).replace("-", "−")
        forward = change.movement is not None and change.movement > 0
        yield Cell(f"+{movement}" if forward else movement)
        yield self._where(change)

    def _change_cells(self, change: Change) -> Iterator[Cell]:
        """The issue, the party and the kind of change with its sign and aspects."""
        sign, tone = SIGNS.get(change.kind, ("~", "open"))
        told = [aspect.removeprefix(f"{change.kind}-") for aspect in change.aspects]
        aspects = f" ({', '.join(told)})" if told else ""
        yield Cell(change.issue)
        yield Cell(change.party)
        yield Cell(f"{sign} {change.kind}{aspects}", tone)

    def _before(self, change: Change) -> str:
        return standing_words(self.pair.origin.negotiation, change.before)

    def _after(self, change: Change) -> str:
        return standing_words(self.pair.record.negotiation, change.after)

    def _where(self, change: Change) -> Cell:
        *_, last = self.pair.places(change)
        at = f" at {self.pair.start.rev}" if change.after is None and self.pair.start.rev else ""
        return Cell(f"{place_words(self.pair.record, last)}{at}", "faint")

    def _held(self) -> Iterator[Block]:
        held = [] if self.pair.recoded else [change for change in self.changes if change.held]
        if not held:
            return
        yield Heading("Held")
        rows = tuple(
            (*self._change_cells(change), Cell(self._after(change)), self._where(change))
            for change in held
        )
        yield Table(tuple(map(Column, ("Issue", "Party", "Held", "Position", "Where"))), rows)
        yield Sentence(
            "Insistence: said again. Silence: not said again, carried from before. Conditions and "
            "emphasis: the same value, said otherwise.",
            "faint",
        )

    def _remarks(self) -> Iterator[Block]:
        """What the tables leave out: acceptances of what nobody holds, and earlier conditions."""
        for issue in self.pair.rescaled():
            yield Sentence(f"{issue.id}: its scale is not the same at both; see negotiation.yaml.")
        for change in self.changes:
            who = f"{change.issue}: {change.party}"
            if "held-by-nobody" in change.aspects:
                why = "no counterpart or mediator holds it, so that the value alone is judged"
                yield Sentence(f"{who} accepts something, but {why}.")
            if EARLIER in change.aspects:
                yield Sentence(
                    f"{who}: an earlier statement of the round is another; not the last."
                )
            if change.kind == "conditions" and change.held and change.before is not None:
                origin = self.pair.origin.negotiation
                before = conditions(origin, change.before.held.only_if)
                yield Sentence(f"{who} said before: {before or 'without conditions'}.")

    def _packages(self) -> Iterator[Block]:
        """Each package with all that belongs to it, and what was answered to packages."""
        if not self.packages and not self.answers:
            return
        yield Heading("Packages")
        for package in self.packages:
            inside = [change.issue for change in self._inside(package)]
            about = f", on {', '.join(inside)}" if inside else ""
            told = f"{package_words(package)}: {counted(len(inside), 'position')}"
            yield Sentence(f"{told}{about}.")
        for answer in self.answers:
            yield Sentence(answer_words(answer))

    def _agreed(self) -> Iterator[Block]:
        if not self.agreed:
            return
        yield Heading("Agreements")
        rows = tuple(tuple(self._agreed_cells(one)) for one in self.agreed)
        yield Table(tuple(map(Column, ("Agreement", "Status", "Terms", "Where"))), rows)

    def _agreed_cells(self, agreement: Agreement) -> Iterator[Cell]:
        part = ", in part" if agreement.part else ""
        yield Cell(agreement.id, "strong")
        yield Cell(f"{agreement.status}{part}")
        yield Cell(agreement_words(self.pair.record.negotiation, agreement))
        place = self.pair.place_of_agreement(agreement)
        yield Cell(place_words(self.pair.record, place), "faint")


def diff(pair: Between, selection: Selection) -> DiffReport:
    """What changed between two rounds, in whichever order they are given."""
    found = tuple(change for change in pair.changes() if _is_asked(pair, change, selection))
    whole = selection == Selection()
    agreed = tuple(
        one for one in pair.agreed() if is_about(pair.record.negotiation, one, selection)
    )
    packages = pair.packages() if whole else ()
    return DiffReport(pair, found, packages, pair.answers() if whole else (), agreed, selection)


def _is_asked(pair: Between, change: Change, selection: Selection) -> bool:
    return selection.has_party(pair.party(change.party)) and selection.has_issue(
        pair.issue(change.issue)
    )
