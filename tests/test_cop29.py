"""Ten blocs on one quantity, COP29's finance goal: every figure computed by hand.

The issue is measured from 100 to 1,300 billion, so that 12 billion are one hundredth of the scale.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import pytest
from program import ROOT

from negtrack import folder
from negtrack.analyses.check import check
from negtrack.deadlock import waiting
from negtrack.locks import locks
from negtrack.moves import Change, changes, scales
from negtrack.pairs import Pair
from negtrack.record import Reading, Record, read_all
from negtrack.standing import moments
from negtrack.statuses import statuses
from negtrack.stuck import judge, past_until

GROUPS = ("african-group", "aosis", "ldc-group", "arab-group", "lmdc", "ailac", "india")


@cache
def reading() -> Reading:
    return read_all(folder.read(ROOT / "tests" / "records" / "cop29", None).files)


@cache
def record() -> Record:
    (found,) = reading().records
    return found


def pairs(number: int) -> dict[frozenset[str], Pair]:
    """The pairs of counterparts as of a round."""
    seen = moments(record().negotiation)
    before = seen[number - 2] if number > 1 else None
    (status,) = statuses(seen[number - 1], before, scales(record().negotiation))
    return {frozenset((one.a, one.b)): one for one in status.pairs}


def gap(number: int, one: str, other: str) -> Fraction | None:
    return pairs(number)[frozenset((one, other))].gap


def test_there_are_ten_blocs_and_a_country_that_speaks_for_itself() -> None:
    principals = [one.id for one in record().negotiation.principals]
    assert len(principals) == 11
    assert set(GROUPS) | {"g77-china", "eu", "umbrella-group", "eig"} == set(principals)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("eu", "umbrella-group", 0),  # 300 and 300
        ("eu", "g77-china", Fraction(200, 12)),  # 300 and at least 500
        ("eu", "african-group", 25),  # 300 and at least 600
        ("umbrella-group", "aosis", 25),
        ("eu", "arab-group", Fraction(800, 12)),  # 300 and 1,100
        ("eu", "lmdc", Fraction(1000, 12)),  # 300 and 1,300
        ("eu", "india", Fraction(700, 12)),  # 300 and at least 1,000, carried
        ("arab-group", "african-group", 0),  # 1,100 lies in "at least 600"
        ("arab-group", "lmdc", Fraction(200, 12)),  # 1,100 and 1,300
        ("african-group", "aosis", 0),
        ("african-group", "india", Fraction(400, 12)),  # at least 600, at least 1,000: closed ends
    ],
)
def test_a_gap_in_the_last_round(one: str, other: str, expected: Fraction) -> None:
    assert gap(3, one, other) == expected
    assert gap(3, other, one) == expected


def test_who_names_no_figure_has_no_gap() -> None:
    assert gap(3, "eu", "eig") is None
    assert gap(3, "eu", "ldc-group") is None  # it only rejects
    assert gap(1, "eu", "g77-china") is None  # it reserved its position


def test_the_other_version_of_a_demand_gives_another_gap() -> None:
    found = pairs(2)[frozenset(("g77-china", "eu"))]
    assert (found.gap, found.least, found.most) == (None, None, None)  # the EU had none yet
    (said,) = [one for one in record().negotiation.rounds[1].statements if one.party == "g77-china"]
    scale = scales(record().negotiation)["goal"]
    (offer,) = [one for one in record().negotiation.rounds[2].statements if one.party == "eu"]
    assert scale.apart(said, offer) == Fraction(200, 12)
    assert scale.apart(said.disputed[0], offer) == 25


def test_a_bloc_and_its_members_are_no_counterparts() -> None:
    for number in (1, 2, 3):
        found = pairs(number)
        assert not any(frozenset(("g77-china", one)) in found for one in GROUPS)
        assert frozenset(("lmdc", "india")) not in found


def test_a_silent_member_is_not_counted_beside_its_bloc() -> None:
    found = pairs(1)
    for silent in ("aosis", "ldc-group"):
        assert not any(silent in pair for pair in found)
    assert any("aosis" in pair for pair in pairs(3))
    moment = moments(record().negotiation)[0]
    assert moment.stands["aosis", "goal"].inherited == "g77-china"
    assert moments(record().negotiation)[2].stands["aosis", "goal"].inherited == ""


def test_a_contradiction_is_told_with_both_places() -> None:
    found = {
        (one.place.file.rpartition("cop29-finance/")[2], one.related[0].file.split("/")[2])
        for one in check(reading()).problems
        if one.code == "bloc-contradiction"
    }
    assert ("2024-11-20/arab-group.yaml", "2024-11-20") in found
    assert ("2024-11-23/aosis.yaml", "2024-11-23") in found
    assert not any("ailac" in file or "lmdc" in file for file, _ in found)


def test_nobody_is_on_both_sides_by_being_in_two_of_many_blocs() -> None:
    codes = {one.code for one in check(reading()).problems}
    assert codes == {"bloc-contradiction"}


def moved(number: int) -> dict[str, Change]:
    seen, measured = moments(record().negotiation), scales(record().negotiation)
    found = changes(seen[number - 2], seen[number - 1], measured)
    return {change.party: change for change in found}


def test_what_moved_in_the_last_round() -> None:
    found = moved(3)
    assert found["g77-china"].kind == "insistence"
    assert found["african-group"].kind == "concession"  # at least 1,300 to at least 600
    assert found["eu"].kind == "new"
    assert found["ldc-group"].kind == "rejection"
    # towards the Arab Group, which stood at 1,100: 200 of 1,200 nearer, and none is left
    (step,) = [one for one in found["african-group"].steps if one.counterpart == "arab-group"]
    assert step.nearer == Fraction(200, 12)


def test_it_is_settled_by_the_agreement_and_was_not_before() -> None:
    negotiation = record().negotiation
    measured, issue = scales(negotiation), negotiation.issues["goal"]

    def verdict(number: int) -> str:
        past = past_until(negotiation, negotiation.rounds[number - 1], measured)
        waits = waiting(past.now, measured, locks)
        return judge(past, issue, measured["goal"], waits, 1).verdict

    assert [verdict(number) for number in (1, 3)] == ["new", "settled"]
