"""KTAB's formula: the matrix of its documentation, and laws."""

from fractions import Fraction
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negtrack.closeness import Shared, distance, value

DUMMY = (
    (("75.79", "49.53"), ("6.37", "5.91"), ("70.45", "28.15")),
    (("82.72", "30.33"), ("73.50", "21.22"), ("64.00", "24.79")),
    (("82.45", "48.47"), ("90.89", "13.55"), ("0.07", "34.62")),
    (("62.52", "20.76"), ("50.82", "39.24"), ("62.33", "22.21")),
    (("82.34", "40.96"), ("45.77", "25.43"), ("73.31", "22.59")),
    (("84.48", "22.92"), ("33.70", "39.35"), ("88.11", "15.42")),
    (("70.96", "31.75"), ("33.46", "27.93"), ("90.36", "26.03")),
)
"""Position and salience of seven actors on three issues: dummyData_3Dim.csv of lsyaseen/KTAB (MIT
licence), `examples/smp/doc/`."""

VALUES = (
    (1.000, 0.903, 0.639, 0.870, 0.929, 0.882, 0.890),
    (0.675, 1.000, 0.635, 0.825, 0.858, 0.767, 0.746),
    (0.556, 0.636, 1.000, 0.603, 0.573, 0.485, 0.465),
    (0.642, 0.802, 0.570, 1.000, 0.896, 0.800, 0.811),
    (0.805, 0.862, 0.622, 0.839, 1.000, 0.913, 0.872),
    (0.766, 0.665, 0.453, 0.807, 0.890, 1.000, 0.935),
    (0.813, 0.725, 0.422, 0.816, 0.866, 0.913, 1.000),
)
"""What KTAB makes of them: `20170530_ref-dummyData_3Dim.txt` in the same folder."""


def shared(one: int, other: int) -> Shared:
    """What two actors of the dummy data share, by the salience of the first."""
    return [
        (abs(Fraction(x) - Fraction(y)), Fraction(salience))
        for (x, salience), (y, _) in zip(DUMMY[one], DUMMY[other], strict=True)
    ]


@pytest.mark.parametrize("row", range(7))
def test_the_matrix_of_ktab(row: int) -> None:
    for column in range(7):
        found = distance(shared(row, column))
        assert found is not None
        assert abs(value(found) - VALUES[row][column]) <= 0.0005


def test_it_depends_on_whose_salience_it_is() -> None:
    assert distance(shared(0, 1)) != distance(shared(1, 0))


def test_nothing_shared_or_nothing_that_matters_is_no_distance() -> None:
    assert distance([]) is None
    assert distance([(Fraction(50), Fraction(0))]) is None
    assert distance([(Fraction(0), Fraction(1))]) == 0
    assert distance([(Fraction(100), Fraction(1)), (Fraction(0), Fraction(0))]) == 100


HUNDRED = st.integers(0, 100).map(Fraction)
SHARED = st.lists(st.tuples(HUNDRED, HUNDRED.filter(bool)), min_size=1, max_size=6)


@given(SHARED, st.integers(1, 9), st.randoms())
def test_it_lies_between_the_issues_whatever_the_unit_of_salience(
    known: list[tuple[Fraction, Fraction]], times: int, random: object
) -> None:
    found = distance(known)
    assert found is not None
    assert (
        min(apart for apart, _ in known) - 1e-9 <= found <= max(apart for apart, _ in known) + 1e-9
    )
    shuffled = [(apart, salience * times) for apart, salience in known]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    again = distance(shuffled)
    assert again is not None
    assert isclose(found, again, abs_tol=1e-9)


@given(SHARED)
def test_nearer_on_one_issue_is_never_farther(known: list[tuple[Fraction, Fraction]]) -> None:
    (apart, salience), *rest = known
    before, after = distance(known), distance([(apart / 2, salience), *rest])
    assert before is not None
    assert after is not None
    assert after <= before + 1e-9
