"""Moves against all who stand in one place at once: the same as against each of them."""

import pytest
from builders import TALKS, moment, record, scale
from hypothesis import given
from hypothesis import strategies as st

from negtrack.camps import NO_STEPS, Field, Steps, Taken
from negtrack.measures import mean
from negtrack.model import Negotiation
from negtrack.moves import Change, changes, scales
from negtrack.standing import moments

PARTIES = ("ada", "ash", "bay", "bow", "bud", "cox")
HEAD = TALKS.replace(
    TALKS[TALKS.index("parties:") : TALKS.index("issues:")],
    "parties:\n"
    "  as: {name: All of a, members: [ada, ash], side: left}\n"
    "  bs: {name: All of b, role: third-party, members: [bay, bow, bud]}\n"
    + "".join(f"  {one}: {{name: {one}}}\n" for one in PARTIES)
    + "  envoy: {name: The envoy, role: mediator}\n",
).replace("ash: {name: ash}", "ash: {name: ash, side: left}")

VALUES = {
    "pay": (
        "10",
        "20",
        "50",
        "{value: {min: 20}}",
        "{value: [10, 30]}",
        "{value: 12, basis: other}",
    ),
    "ceasefire": ("none", "local", "full", "{value: [local, full]}"),
    "venue": ("coast", "hills", "{value: [coast, isle]}", "{rejects: hills}", "{stance: withdraw}"),
    "wording": ("Equal", "Other"),
}
said = st.fixed_dictionaries(
    {}, optional={issue: st.sampled_from(values) for issue, values in VALUES.items()}
)
rounds = st.fixed_dictionaries({}, optional=dict.fromkeys((*PARTIES, "as", "bs", "envoy"), said))


def told(one: dict[str, dict[str, str]]) -> str:
    return "\n".join(
        f"{party}: {{{', '.join(f'{issue}: {value}' for issue, value in its.items())}}}"
        for party, its in one.items()
        if its
    )


def found(*said: dict[str, dict[str, str]]) -> tuple[Negotiation, list[Change]]:
    texts = {f"r{number}": told(one) for number, one in enumerate(said, 1)}
    negotiation = record(HEAD, **texts).negotiation
    *_, a, b = moments(negotiation)
    return negotiation, list(changes(a, b, scales(negotiation)))


@given(st.lists(rounds, min_size=2, max_size=3))
def test_it_is_told_of_all_what_is_told_of_each(said: list[dict[str, dict[str, str]]]) -> None:
    _, moved = found(*said)
    for change in moved:
        each = list(change.steps)
        away = [one for one in each if one.nearer is not None and one.nearer < 0]
        passed = [one for one in away if one.passed]
        assert change.steps.taken.movement == mean(one.nearer for one in each)
        assert change.steps.taken.rest == mean(one.nearer for one in each if one not in passed)
        assert change.steps.taken.passes == any(one.passed for one in each)
        assert change.steps.taken.retreats == (len(away) > len(passed))
        assert change.steps.taken.approaches == any((one.nearer or 0) > 0 for one in each)


@given(st.lists(rounds, min_size=2, max_size=2))
def test_counterparts_are_told_in_the_order_of_the_record(
    said: list[dict[str, dict[str, str]]],
) -> None:
    negotiation, moved = found(*said)
    order = list(negotiation.parties)
    for change in moved:
        names = [one.counterpart for one in change.steps]
        assert names == sorted(set(names), key=order.index)
        assert all(negotiation.counterparts(change.party, one) for one in names)


def test_those_in_one_place_are_one_camp() -> None:
    north = record(
        HEAD,
        r1="ada: {pay: 10}\nbay: {pay: 10}\nbow: {pay: 10.0}\ncox: {pay: {value: 10, basis: x}}",
    ).negotiation
    field = Field(moment(north), "pay")
    assert [sorted(camp.parties) for camp in field.camps] == [["ada", "bay", "bow"], ["cox"]]
    standing = field.moment.stands["bay", "pay"]
    assert [(sorted(camp.parties), number) for camp, number in field.against(standing)] == [
        (["ada", "bay", "bow"], 2),
        (["cox"], 1),
    ]
    assert scale(north, "pay").apart(*(camp.held for camp in field.camps)) is None


def test_no_steps_are_none_and_equal_to_no_others() -> None:
    assert list(NO_STEPS) == []
    assert NO_STEPS.taken == (None, None, False, False, False)
    assert Steps(Taken, lambda: iter(())) == NO_STEPS
    assert len({NO_STEPS, Steps(Taken, lambda: iter(()))}) == 1


@pytest.mark.parametrize("others", [("xa",), ("xa", "xb", "xc", "xd", "xe", "xf", "xg")])
def test_a_camp_counts_as_often_as_there_are_in_it(others: tuple[str, ...]) -> None:
    head = HEAD.replace("  ash:", "".join(f"  {one}: {{name: X}}\n" for one in others) + "  ash:")
    before = "cox: {pay: 10}\nbay: {pay: 50}\n" + "".join(f"{one}: {{pay: 20}}\n" for one in others)
    negotiation = record(head, r1=before, r2="cox: {pay: 15}").negotiation
    (change,) = [
        one
        for one in changes(*moments(negotiation), scales(negotiation))
        if one.kind == "concession"
    ]
    assert change.movement == 10
    assert len(list(change.steps)) == len(others) + 1
