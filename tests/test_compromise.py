"""The compromise model, the weighted median and the vote: published figures, and laws."""

import json
from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from program import ROOT

from negtrack.compromise import Settlement, Stake, settlement, weighted_mean, weighted_median

EMISSIONS = (
    ("Netherlands", "0.08", 4, 80),
    ("Belgium", "0.08", 7, 40),
    ("Luxembourg", "0.03", 4, 20),
    ("Germany", "0.16", 4, 80),
    ("France", "0.16", 10, 60),
    ("Italy", "0.16", 10, 60),
    ("UK", "0.16", 10, 90),
    ("Ireland", "0.05", 7, 10),
    ("Denmark", "0.05", 4, 100),
    ("Greece", "0.08", 7, 70),
)
"""Actor, capability, position, salience: car emissions in the EC, Bueno de Mesquita, "Political
Forecasting: An Expected Utility Method" (1994), p. 78, as Scholz, Calbert and Smith quote it in
"Unravelling Bueno de Mesquita's group decision model" (2011), Table 1."""

SHARED = ROOT.parent / "shared" / "validation"
"""Where other people's tables lie, which are no part of the project."""


def said(*known: tuple[float, float]) -> Settlement:
    """What the rules say of positions with a power, and no salience."""
    return settlement([Stake(Fraction(x), Fraction(weight)) for x, weight in known])


def test_car_emissions_in_the_european_community() -> None:
    """Mean 7.389955686853766, median and vote 7, as BDM_DecisionModel_Replication has them."""
    found = settlement([Stake(Fraction(x), Fraction(c), Fraction(s)) for _, c, x, s in EMISSIONS])
    assert (found.n, found.power, found.salience) == (10, True, True)
    assert found.compromise is not None
    assert abs(float(found.compromise) - 7.389955686853766) < 1e-14
    assert found.weighted_median is not None
    assert abs(found.weighted_median - 7) == 0
    assert found.condorcet == (7,)
    assert abs(float(found.mean) - 6.7) < 1e-15


def copenhagen() -> dict[str, list[Stake]]:
    """The positions on each issue of the climate talks of 2009, in Decide's format."""
    found: dict[str, list[Stake]] = {}
    for line in (SHARED / "copenhagen.csv").read_text("utf-8").splitlines():
        kind, *words = (word.strip("'") for word in line.split("\t"))
        if kind == "#D":
            _actor, issue, x, s, c = words
            found.setdefault(issue, []).append(Stake(Fraction(x), Fraction(c), Fraction(s)))
    return found


@pytest.mark.skipif(not SHARED.is_dir(), reason="the published tables are not on this machine")
def test_the_climate_talks_of_copenhagen() -> None:
    """The means of decide-exchange-model 2022.1.28 (PyPI), to four decimals, and the medians."""
    expected = json.loads((SHARED / "expected.json").read_text("utf-8"))["decide_copenhagen.csv"]
    tables = copenhagen()
    assert {*tables} == {*expected["weighted_mean"]} == {*expected["weighted_median"]}
    assert len(tables) == 7
    for issue, stakes in tables.items():
        found = settlement(stakes)
        assert found.compromise is not None
        assert abs(float(found.compromise) - expected["weighted_mean"][issue]) < 5e-5
        assert found.weighted_median is not None
        assert abs(float(found.weighted_median) - expected["weighted_median"][issue]) < 1e-9
        assert found.weighted_median in found.condorcet


@pytest.mark.parametrize(
    ("stakes", "used", "compromise"),
    [
        ([Stake(Fraction(0)), Stake(Fraction(90))], (False, False), 45),
        ([Stake(Fraction(0), Fraction(10)), Stake(Fraction(90), Fraction(20))], (True, False), 60),
        (
            [
                Stake(Fraction(0), None, Fraction(10)),
                Stake(Fraction(90), Fraction(20), Fraction(20)),
            ],
            (False, True),
            60,
        ),
        (
            [
                Stake(Fraction(0), Fraction(10), None),
                Stake(Fraction(90), Fraction(20), Fraction(20)),
            ],
            (True, False),
            60,
        ),
        (
            [
                Stake(Fraction(0), Fraction(10), Fraction(20)),
                Stake(Fraction(90), Fraction(20), Fraction(5)),
            ],
            (True, True),
            30,
        ),
    ],
)
def test_a_weight_counts_only_where_every_party_has_it(
    stakes: list[Stake], used: tuple[bool, bool], compromise: int
) -> None:
    found = settlement(stakes)
    assert (found.power, found.salience) == used
    assert found.compromise == compromise
    assert found.mean == 45


def test_the_spread_is_the_weighted_standard_deviation() -> None:
    found = said((0, 1), (100, 3))
    assert found.compromise == 75
    assert found.spread is not None
    assert abs(found.spread - 43.30127018922193) < 1e-12  # sqrt((75² + 3·25²) / 4)


@pytest.mark.parametrize(
    ("known", "median", "condorcet"),
    [
        (((0, 1), (100, 1)), (0, 100), (0, 100)),
        (((0, 1), (50, 0), (100, 1)), (0, 100), (0, 50, 100)),
        (((0, 1), (40, 1), (100, 1)), (40, 40), (40,)),
        (((0, 1), (40, 1), (60, 1), (100, 1)), (40, 60), (40, 60)),
        (((0, 2), (100, 1)), (0, 0), (0,)),
        (((30, 0), (70, 5)), (70, 70), (70,)),
    ],
)
def test_the_median_and_what_wins_every_vote(
    known: tuple[tuple[float, float], ...], median: tuple[int, int], condorcet: tuple[int, ...]
) -> None:
    found = said(*known)
    assert found.median == median
    assert found.weighted_median == Fraction(sum(median), 2)
    assert found.condorcet == condorcet


def test_options_that_nobody_holds_are_voted_on_too() -> None:
    stakes = [Stake(Fraction(0)), Stake(Fraction(100))]
    assert settlement(stakes, [Fraction(0), Fraction(50), Fraction(100)]).condorcet == (0, 50, 100)
    assert settlement(
        [*stakes, Stake(Fraction(100))], [Fraction(0), Fraction(50), Fraction(100)]
    ).condorcet == (100,)


def test_without_any_weight_there_is_no_more_than_a_mean() -> None:
    found = said((0, 0), (100, 0))
    assert found.mean == 50
    assert (found.compromise, found.median, found.weighted_median) == (None, None, None)
    assert (found.spread, found.condorcet) == (None, ())


PLACES = st.integers(0, 100).map(Fraction)
WEIGHTS = st.integers(0, 9).map(Fraction)
STAKES = st.lists(st.builds(Stake, PLACES, WEIGHTS, WEIGHTS), min_size=1, max_size=7)


def same_for(stakes: list[Stake], change: Callable[[Stake], Stake]) -> None:
    assert settlement([change(one) for one in stakes]) == settlement(stakes)


@given(STAKES)
def test_all_lie_between_the_outermost_positions(stakes: list[Stake]) -> None:
    found = settlement(stakes)
    low, high = min(one.x for one in stakes), max(one.x for one in stakes)
    for place in (found.mean, found.compromise, found.weighted_median, *found.condorcet):
        assert place is None or low <= place <= high
    assert found.spread is None or 0 <= found.spread <= float(high - low) / 2 + 1e-9


@given(STAKES, st.randoms())
def test_the_order_of_the_parties_is_nothing(stakes: list[Stake], random: object) -> None:
    shuffled = list(stakes)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert settlement(shuffled) == settlement(stakes)


@given(STAKES, st.integers(1, 9))
def test_weights_count_by_their_ratios(stakes: list[Stake], times: int) -> None:
    same_for(stakes, lambda one: one._replace(power=(one.power or Fraction(0)) * times))
    same_for(stakes, lambda one: one._replace(salience=(one.salience or Fraction(0)) / times))


@given(STAKES)
def test_a_mirrored_scale_mirrors_every_figure(stakes: list[Stake]) -> None:
    found = settlement(stakes)
    turned = settlement([one._replace(x=100 - one.x) for one in stakes])
    assert turned.mean == 100 - found.mean
    assert turned.spread == found.spread
    assert turned.condorcet == tuple(100 - place for place in reversed(found.condorcet))
    if found.compromise is not None:
        assert turned.compromise == 100 - found.compromise
    if found.median is not None:
        assert turned.median == (100 - found.median[1], 100 - found.median[0])


@given(STAKES)
def test_what_wins_every_vote_are_the_medians_that_are_positions(stakes: list[Stake]) -> None:
    """Black's theorem for single-peaked preferences, with ties."""
    found = settlement(stakes)
    if found.median is None:
        return
    low, high = found.median
    assert found.condorcet == tuple(sorted({one.x for one in stakes if low <= one.x <= high}))


@given(STAKES)
def test_a_party_counts_as_many_as_its_weight(stakes: list[Stake]) -> None:
    many = [
        Fraction(one.x)
        for one in stakes
        for _ in range(int((one.power or 0) * (one.salience or 0)))
    ]
    known = [(place, Fraction(1)) for place in many]
    found = settlement(stakes)
    assert weighted_mean(known) == found.compromise
    assert weighted_median(known) == found.median
