"""Two revisions of a record compared: what was recoded, and what can no longer be measured."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from builders import TALKS, record
from hypothesis import given
from test_laws import negotiations

from negtrack.analyses.diff import DiffReport, diff
from negtrack.between import Between
from negtrack.model import Negotiation
from negtrack.moves import Change, changes, scales_between
from negtrack.page import Heading, Page, Sentence, Table
from negtrack.record import Record
from negtrack.selection import Selection
from negtrack.standing import moments

FIRST = "north: {ceasefire: full, pay: 40}\nsouth: {ceasefire: none, pay: 10}"


def revised(was: Record, now: Record, *, start: int = 1, end: int = 1) -> Between:
    was = was.read_at("a1b2c3d")
    return Between(was, was.negotiation.rounds[start - 1], now, now.negotiation.rounds[end - 1])


def told(pair: Between) -> list[str]:
    return [f"{one.party} {one.issue} {one.kind}" for one in pair.changes()]


def report(was: Record, now: Record) -> DiffReport:
    return diff(revised(was, now), Selection())


def words(page: Page) -> str:
    found = [page.title]
    for block in page.blocks:
        if isinstance(block, Heading | Sentence):
            found.append(block.text)
        elif isinstance(block, Table):
            found += [" | ".join(cell.text for cell in row) for row in block.rows]
    return "\n".join(found)


class TestRecoded:
    def test_the_same_record_read_twice_differs_in_nothing(self) -> None:
        one, other = record(TALKS, r1=FIRST), record(TALKS, r1=FIRST)
        assert told(revised(one, other)) == []

    def test_a_value_that_was_read_otherwise(self) -> None:
        was = record(TALKS, r1=FIRST)
        now = record(TALKS, r1=FIRST.replace("pay: 40", "pay: 30"))
        (change,) = revised(was, now).changes()
        assert (change.party, change.issue, change.kind) == ("north", "pay", "concession")
        assert change.movement == 20

    def test_who_said_so_is_wording(self) -> None:
        was = record(TALKS, r1="north: {ceasefire: {value: full, quote: At once.}}")
        now = record(TALKS, r1="north: {ceasefire: {value: full, quote: At once!}}")
        assert told(revised(was, now)) == ["north ceasefire wording"]

    def test_a_statement_that_is_gone(self) -> None:
        was, now = record(TALKS, r1=FIRST), record(TALKS, r1=FIRST.replace(", pay: 10", ""))
        assert told(revised(was, now)) == ["south pay removed"]

    def test_an_older_statement_put_before_it_leaves_the_position(self) -> None:
        was = record(TALKS, r1="north: {pay: 40}")
        now = record(TALKS, r1="north: {pay: [{value: 50}, {value: 40}]}")
        assert told(revised(was, now)) == ["north pay wording"]
        (change,) = revised(was, now).changes()
        assert change.aspects == ("earlier-statement",)
        assert change.movement is None

    @pytest.mark.parametrize("scale", ["choice, options: {a: A, b: B}", "text"])
    def test_nothing_is_measured_where_the_scale_became_another(self, scale: str) -> None:
        head = TALKS.replace(
            "choice, options: {coast: The coast, hills: The hills, isle: Isle}", scale
        )
        ladder = TALKS.replace("scale: choice, options: {coast", "scale: ladder, options: {coast")
        ladder = ladder.replace("coast: The coast, hills: The hills", "a: A, b: B")
        was = record(ladder, r1="north: {venue: a}\nsouth: {venue: b}")
        now = record(head, r1="north: {venue: b}\nsouth: {venue: b}")
        (change,) = revised(was, now).changes()
        assert (change.party, change.kind, change.movement) == ("north", "shift", None)

    def test_what_only_one_of_them_knows_is_told_and_not_measured(self) -> None:
        other = TALKS.replace("  watch:", "  guest: {name: Guest}\n  watch:").replace(
            "  venue:", "  extra: {title: Extra, scale: text}\n  venue:"
        )
        was = record(TALKS, r1=FIRST)
        now = record(other, r1=f"{FIRST}\nguest: {{extra: More}}")
        assert told(revised(was, now)) == ["guest extra new"]
        assert told(revised(now, was)) == ["guest extra removed"]

    def test_an_option_that_the_ladder_lost_is_no_figure(self) -> None:
        fewer = TALKS.replace("{none: N, local: L, full: F}", "{none: N, everywhere: F}")
        was = record(TALKS, r1=FIRST)
        now = record(fewer, r1=FIRST.replace("full", "everywhere"))
        (change,) = revised(was, now).changes()
        assert (change.kind, change.movement) == ("shift", None)
        assert "ceasefire: its scale is not the same" in words(report(was, now).page())

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ('unit: "%", min: 0, max: 50', "unit: coins, min: 0, max: 50"),
            ("scale: quantity, unit: coins", "scale: text"),
            ("min: 0, max: 50, words: {all: 50}, basis: simple", "min: 0, max: 50, basis: yearly"),
        ],
    )
    def test_another_unit_scale_or_basis_makes_no_figure(self, old: str, new: str) -> None:
        said = "north: {fee: 7, pay: 40}\nsouth: {fee: 1, pay: 10}"
        was = record(TALKS, r1=said)
        now = record(TALKS.replace(old, new), r1=said.replace("7", "6").replace("40", "30"))
        moved = {change.issue: change.movement for change in revised(was, now).changes()}
        assert moved["fee" if "coins" in old else "pay"] is None

    def test_a_span_seen_in_the_numbers_is_that_of_both_records(self) -> None:
        was = record(TALKS, r1="north: {fee: 100}\nsouth: {fee: 10}\nwatch: {fee: 20}")
        now = record(TALKS, r1="north: {fee: 30}\nsouth: {fee: 10}\nwatch: {fee: 20}")
        (change,) = revised(was, now).changes()
        assert change.movement == Fraction(7000, 90)

    def test_a_number_beyond_the_new_ends_is_not_measured(self) -> None:
        was = record(TALKS, r1=FIRST)
        now = record(TALKS.replace("max: 50", "max: 20"), r1=FIRST.replace("pay: 40", "pay: 20"))
        (change,) = revised(was, now).changes()
        assert (change.kind, change.movement) == ("shift", None)


class TestReport:
    def test_places_are_each_in_their_own_record(self) -> None:
        was = record(TALKS, r1=FIRST.replace("pay: 40", "fee: 2, pay: 40"))
        now = record(TALKS, r1=FIRST.replace("pay: 40", "pay: 30"))
        data: Any = report(was, now).data()
        pay, fee = data["changes"]
        assert len(pay["places"]) == 2
        assert pay["places"][0]["column"] > pay["places"][1]["column"]
        assert (fee["details"]["after"], len(fee["places"])) == (None, 1)
        assert (data["from"]["rev"], data["to"]["rev"]) == ("a1b2c3d", None)

    def test_the_page_names_the_revision_and_shows_everything_before_and_after(self) -> None:
        was = record(TALKS, r1="north: {ceasefire: {value: full, unconditional: true}}")
        now = record(TALKS, r1="north: {ceasefire: full}\nsouth: {pay: 4}")
        page = words(report(was, now).page())
        assert "From round 1 (r1, 2025-01-01, at a1b2c3d) to round 1 (r1, 2025-01-01)." in page
        assert "Recoded" in page
        assert "emphasis (unconditional) | full, unconditional | full" in page
        assert "Held" not in page

    def test_a_removed_statement_is_placed_where_it_was(self) -> None:
        was, now = record(TALKS, r1=FIRST), record(TALKS, r1=FIRST.replace(", pay: 10", ""))
        assert "r1/south.yaml:1 at a1b2c3d" in words(report(was, now).page())

    def test_packages_answers_and_agreements_are_those_that_were_not_there(self) -> None:
        plan = "north: {fee: 3}\nnorth.packages: {plan: {title: Plan}}"
        was = record(TALKS, r1=plan)
        now = record(
            TALKS,
            r1="north: {fee: 3}\nnorth.packages: {plan: {title: Plan}, new: {title: New}}\n"
            "south.answers: {plan: reject}\nagreements: {deal: {title: Deal}}",
        )
        found = report(was, now)
        assert [one.id for one in found.packages] == ["new"]
        assert [one.package for one in found.answers] == ["plan"]
        assert [one.id for one in found.agreed] == ["deal"]
        assert report(now, now.read_at("")).agreed == ()
        assert "round.yaml:" in words(found.page())


def between(one: Negotiation, other: Negotiation, nth: int) -> dict[tuple[str, str], Change]:
    a, b = moments(one)[nth], moments(other)[nth]
    found = changes(a, b, scales_between(one, other))
    return {(change.party, change.issue): change for change in found}


@given(negotiations(), negotiations())
def test_a_record_differs_from_itself_in_nothing_and_backwards_as_forwards(
    one: Negotiation, other: Negotiation
) -> None:
    for nth in range(min(len(one.rounds), len(other.rounds))):
        assert between(one, one, nth) == {}
        there, back = between(one, other, nth), between(other, one, nth)
        assert there.keys() == back.keys()
        for key, change in there.items():
            assert (change.before, change.after) == (back[key].after, back[key].before)
            assert change.movement is None or -100 <= change.movement <= 100
