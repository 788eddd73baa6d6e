"""Which agreements are in force in a round: by their status, their parts and their versions."""

import pytest
from builders import BLOC, THREE, record, talks

from negtrack.agreed import agreements, between, bound, in_force, is_about, newly_agreed
from negtrack.model import Negotiation
from negtrack.selection import Selection
from negtrack.values import plain_value


def force(negotiation: Negotiation, issue: str = "pay", number: int = 0) -> dict[str, object]:
    """What is in force on an issue in a round (the last), by the agreement's id."""
    one = negotiation.rounds[number - 1]
    found = in_force(negotiation, one, issue)
    return {
        bond.agreement.id: plain_value(negotiation.issues[issue], bond.term.value) for bond in found
    }


def agreed(*told: str) -> Negotiation:
    """A deal as it is told round by round."""
    rounds = {f"r{number}": f"agreements: {{deal: {text}}}" for number, text in enumerate(told, 1)}
    return talks(**{name: text.replace("{deal: }", "{}") for name, text in rounds.items()})


DEAL = "{issue: pay, value: 5}"


class TestInForce:
    def test_from_its_round_on(self) -> None:
        negotiation = agreed("", DEAL, "")
        assert [force(negotiation, number=number) for number in (1, 2, 3)] == [
            {},
            {"deal": 5},
            {"deal": 5},
        ]

    def test_on_its_issue_alone(self) -> None:
        assert force(agreed(DEAL), "venue") == {}

    @pytest.mark.parametrize(
        ("status", "holds"),
        [
            ("agreed", True),
            ("carried-out", True),
            ("provisional", False),
            ("claimed", False),
            ("dropped", False),
            ("lapsed", False),
            ("breached", False),
        ],
    )
    def test_by_its_latest_status(self, status: str, holds: bool) -> None:
        assert bool(force(agreed(f"{{issue: pay, value: 5, status: {status}}}"))) is holds
        later = agreed(DEAL, f"{{status: {status}}}", "")
        assert bool(force(later)) is holds
        assert force(later, number=1) == {"deal": 5}

    def test_a_part_is_not(self) -> None:
        assert force(agreed("{issue: pay, value: 5, part: true}")) == {}
        assert force(agreed(DEAL, "{part: true}")) == {}
        assert force(agreed("{issue: pay, value: 5, part: true}", "{part: false}")) == {"deal": 5}

    def test_as_its_terms_were_last_told(self) -> None:
        assert force(agreed(DEAL, "{value: 7}")) == {"deal": 7}
        assert force(agreed(DEAL, "{value: 7}"), number=1) == {"deal": 5}

    def test_on_each_of_its_terms(self) -> None:
        negotiation = agreed("{terms: {pay: 5, venue: isle}}")
        assert (force(negotiation), force(negotiation, "venue")) == ({"deal": 5}, {"deal": "isle"})

    def test_without_terms_on_nothing(self) -> None:
        assert force(agreed("{title: To meet again}")) == {}

    def test_that_an_issue_is_settled_may_be_all_that_is_known(self) -> None:
        assert force(agreed("{issue: pay}")) == {"deal": None}


class TestVersions:
    @pytest.mark.parametrize(
        ("told", "common"),
        [
            ("{issue: pay, value: 5, versions: {north: {value: 5}, south: {quote: Yes}}}", 5),
            ("{issue: pay, value: 5, versions: {north: {value: 6}}}", ...),
            ("{issue: pay, versions: {north: {value: 6}, south: {value: 6}}}", 6),
            ("{issue: pay, versions: {north: {value: 50}, south: {value: all}}}", 50),
            ("{issue: pay, versions: {north: {value: 5}, south: {value: 6}}}", ...),
            ("{issue: pay, versions: {north: {value: 5}, south: {quote: No}}}", ...),
            ("{versions: {north: {issue: pay, value: 5}, south: {issue: pay, value: 5}}}", 5),
            ("{versions: {north: {issue: pay, value: 5}, south: {quote: No}}}", ...),
            ("{terms: {pay: 5, venue: isle}, versions: {north: {terms: {venue: coast}}}}", 5),
        ],
    )
    def test_only_what_all_tell_alike_is_in_force(self, told: str, common: object) -> None:
        assert force(agreed(told)) == ({} if common is ... else {"deal": common})

    def test_a_term_told_differently_leaves_the_others_in_force(self) -> None:
        told = "{terms: {pay: 5, venue: isle}, versions: {north: {terms: {venue: coast}}}}"
        assert force(agreed(told), "venue") == {}


class TestSince:
    def since(self, *told: str) -> str:
        negotiation = agreed(*told)
        (bond,) = in_force(negotiation, negotiation.rounds[-1], "pay")
        return bond.since.id

    def test_the_round_in_which_it_was_made(self) -> None:
        assert self.since("", DEAL, "") == "r2"

    def test_going_on_with_it_changes_nothing(self) -> None:
        delivery = "{carried_out: [{date: 2025-02-01, amount: 1}]}"
        assert self.since(DEAL, delivery, "{status: carried-out}") == "r1"

    def test_new_terms_count_from_their_round(self) -> None:
        assert self.since(DEAL, "{value: 7}", "") == "r2"

    def test_coming_into_force_counts(self) -> None:
        assert self.since("{issue: pay, value: 5, status: provisional}", "{status: agreed}") == "r2"
        assert self.since(DEAL, "{status: lapsed}", "{status: agreed}") == "r3"


class TestParties:
    def test_are_the_principals_where_it_does_not_say(self) -> None:
        negotiation = agreed(DEAL)
        (deal,) = agreements(negotiation, negotiation.rounds[0])
        assert between(negotiation, deal) == ("north", "south")

    def test_are_bound_two_by_two(self) -> None:
        told = "agreements: {deal: {issue: pay, value: 5, between: [north, east]}}"
        negotiation = record(THREE, r1=told).negotiation
        (deal,) = agreements(negotiation, negotiation.rounds[0])
        assert bound(negotiation, deal) == {frozenset(("north", "east"))}

    def test_a_bloc_binds_its_members(self) -> None:
        told = "agreements: {deal: {issue: pay, value: 5, between: [north, league]}}"
        negotiation = record(BLOC, r1=told).negotiation
        (deal,) = agreements(negotiation, negotiation.rounds[0])
        assert {frozenset(("north", "east")), frozenset(("north", "west"))} < bound(
            negotiation, deal
        )
        assert not any("south" in two for two in bound(negotiation, deal))


class TestNewlyAgreed:
    def told(self, *told: str) -> list[str]:
        negotiation = agreed(*told)
        start, *_, end = negotiation.rounds
        there = [one.id for one in newly_agreed(negotiation, start, end)]
        assert there == [one.id for one in newly_agreed(negotiation, end, start)]
        return there

    def test_leaves_alone_what_was_agreed_before(self) -> None:
        assert self.told(DEAL, "") == []

    def test_leaves_alone_what_goes_on(self) -> None:
        assert self.told(DEAL, "{carried_out: [{date: 2025-02-01, amount: 1}]}") == []

    @pytest.mark.parametrize("later", ["{value: 7}", "{status: lapsed}"])
    def test_tells_of_new_terms_and_a_new_status(self, later: str) -> None:
        assert self.told(DEAL, later) == ["deal"]

    def test_tells_of_what_is_made_in_between(self) -> None:
        assert self.told("", DEAL, "") == ["deal"]

    def test_nothing_from_a_round_to_itself(self) -> None:
        negotiation = agreed(DEAL)
        assert newly_agreed(negotiation, negotiation.rounds[0], negotiation.rounds[0]) == ()


@pytest.mark.parametrize(
    ("told", "asked", "expected"),
    [
        (DEAL, Selection(), True),
        (DEAL, Selection(parties=("north",)), True),
        (DEAL, Selection(parties=("watch",)), False),
        (DEAL, Selection(issues=("pay",)), True),
        (DEAL, Selection(issues=("venue",)), False),
        (DEAL, Selection(parties=("north", "south"), issues=("venue",)), False),
        ("{terms: {pay: 5, ceasefire: full}}", Selection(groups=("arms",)), True),
        ("{title: To meet again}", Selection(), True),
        ("{title: To meet again}", Selection(issues=("pay",)), False),
    ],
)
def test_whether_an_agreement_is_asked_for(told: str, asked: Selection, expected: bool) -> None:
    negotiation = agreed(told)
    (deal,) = agreements(negotiation, negotiation.rounds[0])
    assert is_about(negotiation, deal, asked) is expected


def test_an_agreement_of_a_bloc_is_asked_for_with_its_member() -> None:
    told = "agreements: {deal: {issue: pay, value: 5, between: [north, league]}}"
    negotiation = record(BLOC, r1=told).negotiation
    (deal,) = agreements(negotiation, negotiation.rounds[0])
    assert is_about(negotiation, deal, Selection(parties=("east",)))
    assert not is_about(negotiation, deal, Selection(parties=("south",)))
