"""What became of agreements: amounts, counts, versions, departures, issues open again."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from builders import BLOC, TALKS, THREE, real, record

from negtrack.fulfilment import Fulfilment, Reopened, fulfilments, reopened
from negtrack.moves import scales


def found(*said: str, head: str = TALKS, until: datetime.date | None = None) -> list[Fulfilment]:
    made = record(head, **{f"r{n}": text for n, text in enumerate(said, 1)}).negotiation
    return list(fulfilments(made, made.rounds[-1], until))


def again(*said: str) -> list[Reopened]:
    made = record(TALKS, **{f"r{n}": text for n, text in enumerate(said, 1)}).negotiation
    return list(reopened(made, made.rounds[-1], scales(made)))


def deal(more: str = "", what: str = "issue: fee, value: 100") -> str:
    return f"agreements: {{deal: {{{what}{', ' * bool(more)}{more}}}}}"


def carried(*amounts: str) -> str:
    told = [f"{{date: 2025-01-{nth:02}{one}}}" for nth, one in enumerate(amounts, 2)]
    return f"carried_out: [{', '.join(told)}]"


def total(*said: str) -> tuple[Decimal, bool, Decimal | None, Decimal | None] | None:
    (one,) = found(*said)
    return one.total and one.total[1:]


class TestTotals:
    def test_nothing_was_delivered_yet(self) -> None:
        assert total(deal()) == (0, False, 100, None)

    def test_a_part_of_it(self) -> None:
        assert total(deal(carried(", amount: 30", ", amount: 20"))) == (50, False, 50, None)

    def test_all_of_it_and_more(self) -> None:
        assert total(deal(carried(", amount: 60", ", amount: 40"))) == (100, False, 0, None)
        assert total(deal(carried(", amount: 60", ", amount: 57"))) == (117, False, 0, 17)

    def test_an_amount_that_is_not_known(self) -> None:
        assert total(deal(carried(", amount: 30", ""))) == (30, True, 70, None)
        assert total(deal(carried(""))) == (0, True, 100, None)

    @pytest.mark.parametrize(
        ("value", "remaining", "over"),
        [
            ("{min: 100}", 70, None),
            ("{max: 100}", None, None),
            ("{max: 20}", None, 10),
            ("{min: 20, max: 40}", 0, None),
            ("[10, 50]", None, None),
        ],
    )
    def test_of_a_range(self, value: str, remaining: int | None, over: int | None) -> None:
        what = f"issue: fee, value: {value}"
        assert total(deal(carried(", amount: 30"), what)) == (30, False, remaining, over)

    @pytest.mark.parametrize("status", ["provisional", "claimed", "dropped", "lapsed"])
    def test_nothing_remains_of_what_does_not_stand(self, status: str) -> None:
        assert total(deal(f"status: {status}")) is None
        assert total(deal(f"status: {status}, {carried(', amount: 30')}")) == (
            30,
            False,
            None,
            None,
        )

    def test_several_quantities_or_none_have_no_amount_in_common(self) -> None:
        both = "terms: {fee: 100, pay: 10}"
        assert total(deal(what=both)) is None
        assert total(deal(carried(", amount: 3"), both)) == (3, False, None, None)
        assert total(deal(what="issue: venue, value: coast")) is None
        assert total(deal(what="issue: start, value: 2025-05-01")) is None
        assert total(deal(what="title: To meet")) is None

    def test_one_quantity_beside_other_terms(self) -> None:
        assert total(deal(what="terms: {fee: 100, venue: coast}")) == (0, False, 100, None)

    def test_deliveries_of_later_rounds_add_up(self) -> None:
        more = "agreements: {deal: {carried_out: [{date: 2025-01-20, amount: 5}]}}"
        assert total(deal(carried(", amount: 30")), more) == (35, False, 65, None)

    def test_up_to_a_day(self) -> None:
        said = deal(carried(", amount: 30", ", amount: 20"))
        for day, delivered in ((1, 0), (2, 30), (3, 50)):
            (one,) = found(said, until=datetime.date(2025, 1, day))
            assert one.total is not None
            assert one.total.delivered == delivered

    def test_by_those_who_count_otherwise(self) -> None:
        told = ", amount: 45, stated_by: south, disputed: [{amount: 48, stated_by: north}]"
        (one,) = found(deal(carried(", amount: 30", told)))
        assert one.total is not None
        assert one.total.delivered == 75
        assert [(it.by, it.delivered, it.remaining) for it in one.others] == [
            ("south", 75, 25),
            ("north", 78, 22),
        ]

    def test_a_version_takes_what_it_leaves_out(self) -> None:
        told = ", amount: 45, source: x, disputed: [{note: By truck, stated_by: north}]"
        head = TALKS + "sources: {x: {publisher: X}}\n"
        (one,) = found(deal(carried(told)), head=head)
        (version,) = one.deliveries[0].disputed
        assert (version.amount, version.said.source, version.said.note) == (45, ("x",), "By truck")


class TestVersions:
    def test_those_that_are_not_alike(self) -> None:
        versions = "versions: {north: {issue: fee, value: 100}, south: {issue: fee, value: 90}}"
        (one,) = found(deal(versions))
        assert [it.party for it in one.differing] == ["north", "south"]
        (one,) = found(deal("versions: {north: {issue: fee, value: 90}}"))
        assert [it.party for it in one.differing] == ["north"]
        (one,) = found(deal("versions: {north: {issue: fee, value: 100}}"))
        assert one.differing == ()


class TestDepartures:
    def departures(self, *said: str, head: str = TALKS) -> list[tuple[str, str, str, str]]:
        (one,) = found(*said, head=head)
        return [(it.said.party, it.said.issue, it.said.round, it.how) for it in one.departures]

    def test_a_later_position_elsewhere(self) -> None:
        assert self.departures(deal(), "north: {fee: 90}") == [("north", "fee", "r2", "elsewhere")]
        assert self.departures(deal(), "north: {fee: 100}") == []
        assert self.departures(deal(what="issue: fee, value: {min: 80}"), "north: {fee: 90}") == []

    def test_a_later_refusal(self) -> None:
        said = "north: {fee: {rejects: 100}}"
        assert self.departures(deal(), said) == [("north", "fee", "r2", "rejects")]

    def test_what_was_said_before_is_no_departure(self) -> None:
        assert self.departures("north: {fee: 90}", deal()) == []
        dated = "north: {fee: {value: 90, date: 2025-01-20}}\n"
        assert self.departures("", dated + deal("date: 2025-01-21")) == []
        assert self.departures("", dated + deal("date: 2025-01-19")) != []
        assert self.departures("", dated + deal()) == []

    def test_from_the_terms_as_they_are_now(self) -> None:
        changed = "agreements: {deal: {issue: fee, value: 90}}"
        assert self.departures(deal(), "north: {fee: 95}", changed) == []
        assert self.departures(deal(), changed, "north: {fee: 95}") != []

    def test_only_of_its_parties_and_their_members(self) -> None:
        between = deal("between: [north, south]")
        assert self.departures(between, "east: {fee: 90}", head=THREE) == []
        assert self.departures(deal("between: [league, south]"), "east: {fee: 90}", head=BLOC) == [
            ("east", "fee", "r2", "elsewhere")
        ]
        assert self.departures(deal(), "watch: {fee: 90}") == []

    @pytest.mark.parametrize("more", ["part: true", "status: claimed", "status: carried-out"])
    def test_not_from_a_part_a_claim_or_what_is_carried_out(self, more: str) -> None:
        assert self.departures(deal(more), "north: {fee: 90}") == []

    def test_not_where_no_more_is_known_than_that_it_is_settled(self) -> None:
        assert self.departures(deal(what="issue: fee"), "north: {fee: 90}") == []


class TestReopened:
    def told(self, *said: str) -> list[tuple[str, str, str]]:
        return [(one.issue.id, one.settled.id, one.since.id) for one in again(*said)]

    def test_by_a_position_elsewhere(self) -> None:
        assert self.told(deal(), "", "north: {fee: 90}\nsouth: {fee: 100}", "") == [
            ("fee", "r2", "r3")
        ]

    def test_not_while_it_is_settled(self) -> None:
        assert self.told(deal(), "north: {fee: 100}") == []
        assert self.told(deal(), "north: {fee: 90}", "north: {fee: 100}\nsouth: {fee: 100}") == []

    def test_by_an_agreement_that_lapsed(self) -> None:
        over = "agreements: {deal: {status: lapsed}}"
        assert self.told(deal(), over) == [("fee", "r1", "r2")]

    def test_not_what_was_never_agreed(self) -> None:
        assert self.told("north: {fee: 90}\nsouth: {fee: 90}", "north: {fee: 80}") == []
        assert self.told(deal("status: provisional"), "north: {fee: 80}") == []


def test_istanbul_counts_the_bodies_as_each_side_does() -> None:
    made = real("istanbul-2025").negotiation
    by_id = {one.agreement.id: one for one in fulfilments(made, made.rounds[-1])}
    bodies = by_id["bodies-6000"]
    assert {it.by: it.delivered for it in bodies.others} == {"ukraine": 6057, "russia": 6060}
    assert by_id["prisoners-1000"].total is not None
    assert by_id["prisoners-1000"].total.delivered == 1000
    assert by_id["bodies-3000"].total is not None
    assert by_id["bodies-3000"].total.remaining == 2000
