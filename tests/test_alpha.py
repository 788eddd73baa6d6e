"""Agreement beyond chance, against the tables that others published."""

from math import ceil, floor
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negtrack.alpha import DRAWS, FEWEST, Level, agreement, alpha, interval, pairable

Table = tuple[str, ...]


def units(table: Table) -> list[list[int]]:
    """The units of a table with a row a coder, in which * or . is nothing coded."""
    columns = zip(*(row.split() for row in table), strict=True)
    return [[int(code) for code in column if code not in "*."] for column in columns]


BINARY = ("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")
NOMINAL = ("1 1 2 2 4 3 3 3 5 4 4 1", "2 1 2 2 2 3 3 3 5 4 4 4")
FOUR = (
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)
SAMPLE = (
    "* * * * * 3 4 1 2 1 1 3 3 * 3",
    "1 * 2 1 3 3 4 3 * * * * * * *",
    "* * 2 1 3 4 4 * 2 1 1 3 3 * 4",
)

PUBLISHED: list[tuple[Table, Level, float, float]] = [
    # Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011, to the digits given
    (BINARY, "nominal", 0.095, 0.0005),
    (NOMINAL, "nominal", 0.692, 0.0005),
    (FOUR, "nominal", 0.743, 0.0005),
    (FOUR, "ordinal", 0.815, 0.0005),
    (FOUR, "interval", 0.849, 0.0005),
    (FOUR, "ratio", 0.797, 0.0005),
    # pln-fing-udelar/fast-krippendorff, sample.py
    (SAMPLE, "nominal", 0.691358024691358, 1e-12),
    (SAMPLE, "interval", 0.8108448928121059, 1e-12),
]


@pytest.mark.parametrize(("table", "level", "expected", "within"), PUBLISHED)
def test_alpha_is_what_was_published(
    table: Table, level: Level, expected: float, within: float
) -> None:
    found = alpha(units(table), level)
    assert found is not None
    assert abs(found - expected) < within


def test_words_may_be_coded_where_only_the_same_counts() -> None:
    named = [[f"code {one}" for one in unit] for unit in units(FOUR)]
    numbered, worded = alpha(units(FOUR), "nominal"), alpha(named, "nominal")
    assert numbered is not None
    assert worded is not None
    assert abs(numbered - worded) < 1e-12


def test_what_says_nothing_has_no_alpha() -> None:
    assert alpha([], "nominal") is None
    assert alpha([[1], [2], [3]], "nominal") is None  # nobody else coded them
    assert alpha([[1, 2], [3]], "nominal") is None  # one unit to compare
    assert alpha([[1, 1], [1, 1]], "ratio") is None  # the codes never vary


def test_full_agreement_is_one_and_chance_is_about_zero() -> None:
    assert alpha([[1, 1], [2, 2], [3, 3]], "interval") == 1
    crossed = [[a, b] for a in range(8) for b in range(8)]
    chance = alpha(crossed, "nominal")
    assert chance is not None
    assert abs(chance) < 0.02


def test_plain_agreement_counts_pairs_of_coders() -> None:
    assert agreement([[1, 1], [1, 2]]) == 0.5
    assert agreement([[1, 1, 2]]) == 1 / 3
    assert agreement([[1]]) is None
    assert pairable([[1], [1, 2], []]) == [[1, 2]]


def test_an_interval_is_the_same_on_every_run_and_holds_alpha() -> None:
    found = interval(units(FOUR), "ordinal")
    assert found == interval(units(FOUR), "ordinal")
    assert found is not None
    assert found.low < 0.815 < found.high <= 1
    assert found.low < found.high


def test_more_units_of_the_same_make_a_narrower_interval() -> None:
    few, many = interval(units(NOMINAL), "nominal"), interval(units(NOMINAL) * 8, "nominal")
    assert few is not None
    assert many is not None
    assert many.high - many.low < few.high - few.low


def test_too_few_units_and_coders_who_never_differ_have_no_interval() -> None:
    differing = [[1, 2], *([[one, one] for one in range(FEWEST)])]
    assert interval(differing[: FEWEST - 1], "nominal") is None
    assert interval(differing, "nominal") is not None
    assert interval(differing[1:], "nominal") is None


@pytest.mark.parametrize("many", [4, 9])
def test_an_interval_is_cut_from_the_draws_that_vary(many: int) -> None:
    """Drawn once more here; the places are those of 2.5 and 97.5 in a hundred."""
    rare = [[2, 1, 1], *([[1, 1]] * many)]
    random = Random(0)
    draws = [random.choices(rare, k=len(rare)) for _ in range(DRAWS)]
    known = sorted(alpha(one, "nominal") for one in draws if [2, 1, 1] in one)
    assert DRAWS / 2 < len(known) < DRAWS
    below, above = floor(len(known) / 40), ceil(len(known) * 39 / 40)
    assert interval(rare, "nominal") == (known[below], known[above - 1])


def test_two_units_are_enough_for_alpha() -> None:
    assert alpha([[1, 1], [2, 1]], "nominal") == 0  # as often as chance would have it
    assert alpha([[1, 2]], "nominal") is None


@given(st.lists(st.lists(st.integers(0, 4), min_size=2, max_size=4), min_size=2, max_size=12))
def test_neither_the_order_of_coders_nor_of_units_matters(coded: list[list[int]]) -> None:
    for level in ("nominal", "ordinal", "interval", "ratio"):
        one = alpha(coded, level)
        other = alpha([unit[::-1] for unit in coded[::-1]], level)
        assert (one is None) == (other is None)
        if one is not None and other is not None:
            assert abs(one - other) < 1e-9
            assert one <= 1 + 1e-12
