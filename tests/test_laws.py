"""Laws that hold on every record, under hypothesis: of changes, of gaps, and of their readings."""

from __future__ import annotations

import datetime
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from negtrack.measures import hull
from negtrack.model import Issue, Negotiation, Option, Party, Range, Round, Statement, Value
from negtrack.moves import Change, changes, scales
from negtrack.pairs import mean_gap
from negtrack.scaling import scale_of
from negtrack.standing import Moment, moments
from negtrack.statuses import COLOURS, statuses

PARTIES = ("north", "south", "east")
OPTIONS = ("none", "local", "wide", "full")
LADDER = Issue("ceasefire", "Ceasefire", "ladder", options=tuple(Option(o, o) for o in OPTIONS))
UNEVEN = Issue(
    "access",
    "Access",
    "ladder",
    options=tuple(
        Option(o, o, Decimal(at)) for o, at in zip(OPTIONS, (0, 5, 60, 100), strict=True)
    ),
)
CAP = Issue("cap", "Cap", "quantity", minimum=Decimal(0), maximum=Decimal(70))
FREE = Issue("fee", "Fee", "quantity")
VENUE = Issue("venue", "Venue", "choice", options=tuple(Option(o, o) for o in OPTIONS))
ISSUES = {issue.id: issue for issue in (LADDER, UNEVEN, CAP, FREE, VENUE)}

numbers = st.integers(0, 70).map(Decimal)
points = numbers.map(lambda number: Range(number, number))
ranges = st.one_of(
    points,
    st.tuples(numbers, numbers).map(lambda ends: Range(min(ends), max(ends))),
    numbers.map(lambda end: Range(end, None)),
    numbers.map(lambda end: Range(None, end)),
)


def values(issue: Issue, *, single: bool = False) -> st.SearchStrategy[Value]:
    element = ranges if issue.scale == "quantity" else st.sampled_from(OPTIONS)
    if single:
        element = points if issue.scale == "quantity" else element
        return element.map(lambda one: (one,))
    return st.lists(element, min_size=1, max_size=2, unique=True).map(tuple)


@st.composite
def said(draw: st.DrawFn, party: str, issue: Issue, one: str) -> Statement:
    stances = ("demand", "offer", "accept", "reserve", "no-answer", "withdraw")
    stance = draw(st.sampled_from(stances))
    valueless = stance in ("reserve", "no-answer", "withdraw")
    return Statement(
        party,
        issue.id,
        one,
        0,
        stance=stance,
        value=() if valueless else draw(values(issue)),
        rejects=draw(st.one_of(st.just(()), values(issue))),
        unconditional=draw(st.booleans()),
        red_line=draw(st.booleans()),
    )


@st.composite
def negotiations(draw: st.DrawFn, rounds: int = 3) -> Negotiation:
    """Three principals and five issues, in which anybody may say anything, or nothing."""
    held = []
    for number in range(1, rounds + 1):
        date = datetime.date(2025, number, 1)
        statements = tuple(
            draw(said(party, issue, str(date)))
            for party in PARTIES
            for issue in ISSUES.values()
            if draw(st.booleans())
        )
        held.append(Round(str(date), number, date, date, statements=statements))
    parties = {party: Party(party, party) for party in PARTIES}
    return Negotiation("talks", "Talks", parties, ISSUES, {}, tuple(held))


def two(negotiation: Negotiation) -> tuple[Moment, Moment]:
    seen = moments(negotiation)
    return seen[-2], seen[-1]


def by_cell(found: tuple[Change, ...]) -> dict[tuple[str, str], Change]:
    return {(change.party, change.issue): change for change in found}


@given(negotiations(2))
def test_nothing_changes_from_a_round_to_itself(negotiation: Negotiation) -> None:
    _, b = two(negotiation)
    assert changes(b, b, scales(negotiation)) == ()


@given(negotiations(2))
def test_backwards_the_same_positions_change_with_before_and_after_exchanged(
    negotiation: Negotiation,
) -> None:
    a, b = two(negotiation)
    measured = scales(negotiation)
    there, back = by_cell(changes(a, b, measured)), by_cell(changes(b, a, measured))
    for cell, change in there.items():
        if change.before is not None and change.kind != "silence":
            assert (back[cell].before, back[cell].after) == (change.after, change.before)
        if change.movement is not None and change.movement != 0:
            assert {"concession", "retraction", "shift"} & {back[cell].kind, *back[cell].aspects}


@given(negotiations(2), st.permutations(PARTIES))
def test_the_order_in_which_parties_are_declared_changes_nothing(
    negotiation: Negotiation, order: list[str]
) -> None:
    other = negotiation._replace(parties={party: negotiation.parties[party] for party in order})
    told = [
        {cell: (one.kind, one.movement) for cell, one in by_cell(found).items()}
        for found in (
            changes(*two(negotiation), scales(negotiation)),
            changes(*two(other), scales(other)),
        )
    ]
    assert told[0] == told[1]


@given(negotiations(2))
def test_a_principal_who_never_speaks_moves_nobody_and_is_counted_as_a_pair(
    negotiation: Negotiation,
) -> None:
    more = negotiation._replace(parties={**negotiation.parties, "west": Party("west", "West")})
    measured = scales(negotiation)
    before, after = changes(*two(negotiation), measured), changes(*two(more), measured)
    assert [(c.party, c.issue, c.kind, c.movement) for c in before] == [
        (c.party, c.issue, c.kind, c.movement) for c in after
    ]
    assert len(more.pairs()) == len(negotiation.pairs()) + 3


@given(negotiations(2))
def test_parties_on_one_side_have_no_gap_and_no_move_between_them(
    negotiation: Negotiation,
) -> None:
    sided = negotiation._replace(
        parties={p: Party(p, p, side="" if p == "north" else "coast") for p in PARTIES}
    )
    assert sided.pairs() == (("north", "south"), ("north", "east"))
    for change in changes(*two(sided), scales(sided)):
        others = {step.counterpart for step in change.steps}
        assert others <= ({"south", "east"} if change.party == "north" else {"north"})


@given(st.sampled_from([LADDER, UNEVEN, CAP]), st.data())
def test_the_gap_closed_is_the_sum_of_both_moves(issue: Issue, data: st.DataObject) -> None:
    """For a pair, while neither passes the other nor where the other stood (DESIGN §3)."""
    one = values(issue, single=True)
    i_a, i_b, j_a, j_b = (data.draw(one) for _ in range(4))
    negotiation = _pair(issue, ((i_a, j_a), (i_b, j_b)))
    scale = scale_of(negotiation, issue)
    places = [found[0] for found in (hull(scale, value) for value in (i_a, i_b, j_a, j_b)) if found]
    low_i, high_i = sorted(places[:2])
    low_j, high_j = sorted(places[2:])
    if not (high_i <= low_j or high_j <= low_i):
        return  # one of them passed the other, or where the other had stood
    found = changes(*two(negotiation), {issue.id: scale})
    moves = {c.party: c.movement for c in found if c.movement is not None}
    closed = scale.distance(i_a, j_a), scale.distance(i_b, j_b)
    assert closed[0] is not None
    assert closed[1] is not None
    assert closed[0] - closed[1] == moves["north"] + moves["south"]


def _pair(issue: Issue, said_in: tuple[tuple[Value, Value], ...]) -> Negotiation:
    rounds = []
    for number, both in enumerate(said_in, 1):
        date = datetime.date(2025, number, 1)
        statements = tuple(
            Statement(party, issue.id, str(date), 0, value=value)
            for party, value in zip(("north", "south"), both, strict=True)
        )
        rounds.append(Round(str(date), number, date, date, statements=statements))
    parties = {party: Party(party, party) for party in ("north", "south")}
    return Negotiation("talks", "Talks", parties, {issue.id: issue}, {}, tuple(rounds))


@given(st.sampled_from(list(ISSUES.values())), st.data())
def test_a_distance_is_symmetric_zero_to_itself_and_within_the_scale(
    issue: Issue, data: st.DataObject
) -> None:
    a, b = data.draw(values(issue)), data.draw(values(issue))
    scale = scale_of(_pair(issue, ((a, b),)), issue)
    distance = scale.distance(a, b)
    assert scale.distance(b, a) == distance
    assert scale.distance(a, a) == 0
    assert distance is None or 0 <= distance <= 100


@given(negotiations(2))
def test_every_issue_has_one_status_with_a_colour_and_gaps_are_symmetric(
    negotiation: Negotiation,
) -> None:
    a, b = two(negotiation)
    mirrored = negotiation._replace(parties=dict(reversed(negotiation.parties.items())))
    found = statuses(b, a, scales(negotiation))
    again = statuses(*reversed(two(mirrored)), scales(mirrored))
    assert [one.issue.id for one in found] == list(ISSUES)
    assert all(one.status in COLOURS for one in found)
    assert [(one.status, one.gap) for one in found] == [(one.status, one.gap) for one in again]


@given(negotiations(3))
def test_silence_stands_and_speech_is_the_last_word(negotiation: Negotiation) -> None:
    seen = moments(negotiation)
    for before, after in pairwise(seen):
        spoke = {(one.party, one.issue) for one in after.round.statements}
        for cell, standing in before.stands.items():
            if cell not in spoke:
                assert after.stands[cell] == standing
        for one in after.round.statements:
            standing = after.stands[one.party, one.issue]
            assert standing.last == one
            if one.value:
                assert standing.value == one.value
            if one.stance in ("reserve", "withdraw"):
                assert not standing.value


@given(negotiations())
def test_those_who_stand_alike_are_measured_as_if_each_were_alone(negotiation: Negotiation) -> None:
    """The gap of every pair is that of its two standings, and the mean counts each of them."""
    measured = scales(negotiation)
    for moment in moments(negotiation):
        for status in statuses(moment, None, measured):
            scale, gaps = measured[status.issue.id], []
            for pair in status.pairs:
                both = [moment.stands.get((one, status.issue.id)) for one in (pair.a, pair.b)]
                held = [one.held for one in both if one is not None]
                gaps.append(scale.apart(*held) if len(held) == 2 else None)
            assert [pair.gap for pair in status.pairs] == gaps
            known = [gap for gap in gaps if gap is not None]
            mean = sum(known, start=Fraction(0)) / len(known) if known else None
            assert mean_gap(moment, scale) == status.gap == mean
