"""Conditions, their states and the fixpoints, on cases that can be followed on paper."""

from __future__ import annotations

import pytest
from builders import BLOC, TALKS, THREE, record

from negtrack.linkage import Claim, Network, network
from negtrack.moves import scales
from negtrack.standing import moments

NORTH = "north: {ceasefire: {value: full, only_if: {venue: coast}}}"


def net(head: str, **rounds: str) -> Network:
    """The network of the last round of a record."""
    negotiation = record(head, **rounds).negotiation
    return network(moments(negotiation)[-1], scales(negotiation))


def states(of: Network) -> list[str]:
    """Every need as `party issue: need state by`; `|` begins another alternative."""
    return [told for claim in of.claims() for told in _needs(claim)]


def _needs(claim: Claim) -> list[str]:
    return [
        f"{'| ' if number and not nth else ''}{' '.join(claim.key)}: {wish.need.issue}"
        f" {wish.state} {' '.join(wish.by)}".rstrip()
        for number, one in enumerate(claim.alternatives)
        for nth, wish in enumerate(one)
    ]


@pytest.mark.parametrize(
    ("south", "told"),
    [
        ("{venue: coast}", "met south"),
        ("{venue: hills}", "blocked south"),
        ("{venue: {value: [coast, hills]}}", "open south"),
        ("{venue: {rejects: coast}}", "blocked south"),
        ("{venue: {rejects: hills}}", "open south"),
        ("{venue: {value: [hills, isle], rejects: coast}}", "blocked south"),
        ("{venue: {stance: reserve}}", "open south"),
        ("{venue: {value: coast, only_if: {access: open}}}", "waiting south"),
        ("{pay: 5}", "open south"),
    ],
)
def test_the_state_of_a_need_is_the_first_that_fits(south: str, told: str) -> None:
    of = net(
        TALKS,
        r1=f"north: {{ceasefire: {{value: full, only_if: {{venue: coast}}}}}}\nsouth: {south}",
    )
    assert states(of)[0] == f"north ceasefire: venue {told}"


@pytest.mark.parametrize(
    ("need", "said", "told"),
    [
        ("{min: 10}", "12", "met"),
        ("{min: 10}", "{value: {min: 12}}", "met"),
        ("{min: 10}", "{value: {min: 5}}", "open"),
        ("{min: 10}", "5", "blocked"),
        ("[10, 20]", "20", "met"),
        ("10", "{value: 10, basis: compound}", "open"),
    ],
)
def test_numbers_are_met_within_what_is_named_and_on_the_same_basis(
    need: str, said: str, told: str
) -> None:
    north = f"north: {{ceasefire: {{value: full, only_if: {{pay: {need}}}}}}}"
    of = net(TALKS, r1=f"{north}\nsouth: {{pay: {said}}}")
    assert states(of) == [f"north ceasefire: pay {told} south"]


def test_texts_are_equal_or_cannot_be_compared() -> None:
    north = "north: {ceasefire: {value: full, only_if: {wording: As agreed}}}"
    assert states(net(TALKS, r1=f"{north}\nsouth: {{wording: as  agreed}}"))[0].endswith(
        "met south"
    )
    assert states(net(TALKS, r1=f"{north}\nsouth: {{wording: else}}"))[0].endswith("open south")


def test_two_that_wait_for_each_other_get_no_credit_but_together() -> None:
    of = net(
        TALKS,
        r1="north: {ceasefire: {value: full, only_if: {venue: coast}}}\n"
        "south: {venue: {value: coast, only_if: {ceasefire: full}}}",
    )
    assert states(of) == [
        "north ceasefire: venue waiting south",
        "south venue: ceasefire waiting north",
    ]
    assert of.free() == set()
    assert of.together() == {("north", "ceasefire"), ("south", "venue")}


def test_a_chain_is_met_from_its_end() -> None:
    of = net(
        TALKS,
        r1="north: {ceasefire: {value: full, only_if: {venue: coast}}, pay: 5}\n"
        "south: {venue: {value: coast, only_if: {pay: 5}}}",
    )
    assert states(of) == ["north ceasefire: venue met south", "south venue: pay met north"]


def test_one_alternative_suffices_and_all_its_needs_must_be_met() -> None:
    of = net(
        TALKS,
        r1="north: {ceasefire: {value: full, only_if: [{venue: hills}, {venue: coast, pay: 5}]}}\n"
        "south: {venue: coast, pay: 6}",
    )
    assert states(of) == [
        "north ceasefire: venue blocked south",
        "| north ceasefire: venue met south",
        "north ceasefire: pay blocked south",
    ]
    assert not of.claims()[0].met
    of = net(
        TALKS,
        r1="north: {ceasefire: {value: full, only_if: [{venue: hills}, {venue: coast}]}}\n"
        "south: {venue: coast}",
    )
    assert of.claims()[0].met


def test_a_need_is_asked_of_the_addressee_of_ones_own_position() -> None:
    north = NORTH.removesuffix("}") + ", venue: {value: coast, of: watch}}"
    assert states(net(TALKS, r1=f"{north}\nsouth: {{venue: hills}}")) == [
        "north ceasefire: venue open watch"
    ]
    assert states(net(TALKS, r1=f"{north}\nwatch: {{venue: coast}}")) == [
        "north ceasefire: venue met watch"
    ]


def test_of_several_counterparts_all_are_asked() -> None:
    north = NORTH
    of = net(THREE, r1=f"{north}\nsouth: {{venue: coast}}")
    assert states(of) == ["north ceasefire: venue open east"]
    of = net(THREE, r1=f"{north}\nsouth: {{venue: coast}}\neast: {{venue: coast}}")
    assert states(of) == ["north ceasefire: venue met south east"]


def test_a_third_party_asks_nobody() -> None:
    of = net(TALKS, r1="watch: {ceasefire: {value: full, only_if: {venue: coast}}}")
    assert states(of) == ["watch ceasefire: venue open"]


def test_a_bloc_that_negotiates_is_asked_once_for_its_members() -> None:
    of = net(
        BLOC,
        r1="north: {ceasefire: {value: full, only_if: {venue: coast}}}\n"
        "south: {venue: coast}\nleague: {venue: coast}",
    )
    assert states(of) == ["north ceasefire: venue met south league"]


@pytest.mark.parametrize(
    ("agreement", "told"),
    [
        ("{issue: venue, value: coast}", "met south"),
        ("{issue: venue, value: coast, between: [north, south]}", "met south"),
        ("{issue: venue, value: coast, between: [north, envoy]}", "blocked south"),
        ("{issue: venue, value: hills}", "blocked south"),
        ("{issue: venue, value: coast, status: provisional}", "blocked south"),
        ("{issue: venue, value: coast, part: true}", "blocked south"),
    ],
)
def test_an_agreement_in_force_meets_what_its_parties_are_asked(agreement: str, told: str) -> None:
    of = net(
        TALKS,
        r1="north: {ceasefire: {value: full, only_if: {venue: coast}}}\nsouth: {venue: hills}\n"
        f"agreements: {{deal: {agreement}}}",
    )
    assert states(of) == [f"north ceasefire: venue {told}"]


def test_an_expired_offer_meets_nothing() -> None:
    of = net(
        TALKS,
        r1="north: {ceasefire: {value: full, only_if: {venue: coast}}}\n"
        "south: {venue: {value: coast, stance: offer, package: plan}}\n"
        "south.packages: {plan: {expires: 2025-01-15}}",
        r2="north: {pay: 5}",
    )
    assert states(of) == ["north ceasefire: venue open south"]
