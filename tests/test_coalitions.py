"""Groups by distance: who stands together, and where nobody can say."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("scipy", reason="the extra 'stats' is not installed")

from negtrack.coalitions import Grouping, grouping


def on_a_line(*places: float) -> list[list[float]]:
    """The distances of parties on one scale."""
    return [[abs(one - other) for other in places] for one in places]


def groups(distances: list[list[float]]) -> set[frozenset[int]]:
    return {frozenset(group) for group in grouping(distances).groups}


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ((0, 5, 90), [{0, 1}, {2}]),
        ((0, 5, 90, 100), [{0, 1}, {2, 3}]),
        ((0, 0, 0, 100), [{0, 1, 2}, {3}]),
        ((0, 2, 50, 52, 98, 100), [{0, 1}, {2, 3}, {4, 5}]),
        ((90, 0, 95, 3), [{0, 2}, {1, 3}]),
        ((0, 0, 100, 100, 50), [{0, 1}, {2, 3}, {4}]),
    ],
)
def test_who_stands_together(places: tuple[float, ...], expected: list[set[int]]) -> None:
    assert groups(on_a_line(*places)) == {frozenset(one) for one in expected}


@pytest.mark.parametrize(
    "places",
    [
        (50, 50, 50),  # all at one place
        (0, 50, 100),  # evenly spread
        (0, 40, 100),  # the first two are farther apart than their pair from the third
        (0, 10, 20, 30, 40),
        (0, 5, 47.5, 102.5),  # 5, 45, 85: as large a rise twice
        (40, 25, 55, 15, 80),  # the third is nearer to the last than to its own group
    ],
)
def test_where_nobody_can_say(places: tuple[float, ...]) -> None:
    assert grouping(on_a_line(*places)).groups == ()


def test_all_as_far_from_each_other() -> None:
    far = [[0.0 if one == other else 60.0 for other in range(4)] for one in range(4)]
    assert grouping(far) == Grouping((), (60.0, 60.0, 60.0))


def test_those_who_meet_by_way_of_others_stand_together() -> None:
    """A range meets one number at each of its ends, and these do not meet each other."""
    chain = squared(4, [0.0, 30.0, 80.0, 0.0, 90.0, 100.0])
    assert groups(chain) == {frozenset({0, 1, 2}), frozenset({3})}
    assert groups(squared(4, [0.0, 10.0, 0.0, 0.0, 10.0, 0.0])) == set()


def test_a_tie_that_parts_neighbours_is_as_far_as_the_tree_goes() -> None:
    assert grouping(on_a_line(0, 30, 60)) == Grouping((), (30.0,))


def test_what_is_ambiguous_above_the_groups_is_nothing_to_them() -> None:
    found = grouping(on_a_line(0, 5, 48, 52, 95, 100))
    assert {frozenset(one) for one in found.groups} == {
        *map(frozenset, ((0, 1), (2, 3), (4, 5))),
    }


def test_the_heights_are_mean_distances() -> None:
    assert grouping(on_a_line(0, 10, 80)).heights == (10.0, 75.0)


TABLES = st.integers(3, 5).flatmap(
    lambda size: st.lists(
        st.sampled_from([0.0, 10.0, 20.0, 50.0, 100.0]),
        min_size=size * (size - 1) // 2,
        max_size=size * (size - 1) // 2,
    ).map(lambda flat: squared(size, flat))
)


def squared(size: int, flat: list[float]) -> list[list[float]]:
    """A matrix of distances from its upper half."""
    table = [[0.0] * size for _ in range(size)]
    taken = iter(flat)
    for one in range(size):
        for other in range(one + 1, size):
            table[one][other] = table[other][one] = next(taken)
    return table


@settings(max_examples=60, deadline=None)
@given(TABLES)
def test_the_order_of_the_parties_is_nothing(table: list[list[float]]) -> None:
    found = groups(table)
    for order in permutations(range(len(table))):
        turned = groups([[table[one][other] for other in order] for one in order])
        assert {frozenset(order[place] for place in group) for group in turned} == found


@given(TABLES)
def test_groups_part_all_parties_into_fewer_than_one_each(table: list[list[float]]) -> None:
    found = grouping(table).groups
    if found:
        assert sorted(place for group in found for place in group) == list(range(len(table)))
        assert 2 <= len(found) < len(table)
