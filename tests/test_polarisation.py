"""Van der Eijk's A: the published figures, the definition layer by layer, and laws."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negtrack.polarisation import agreement, layers, polarisation, unimodality


def found(*frequencies: float) -> Fraction:
    """A of some frequencies as they are printed."""
    return agreement([Fraction(str(one)) for one in frequencies])


@pytest.mark.parametrize(
    ("frequencies", "published", "digits"),
    [
        # van der Eijk 2001, p. 331, and man/agreement.Rd of the R package agrmt
        ((30, 40, 210, 130, 530, 50, 10), 0.6113333, 5e-8),
        # the vignette of agrmt: two Dutch parties, PvdA and D66, on a scale of seven
        ((2.4, 2.8, 3.2, 6.2, 13.5, 30.4, 41.6), 0.61, 5e-3),
        ((1.6, 2.6, 8.2, 21, 29.3, 27, 10.3), 0.48, 5e-3),
        # the ends and the middle of the measure, by definition
        ((2, 0, 0, 2), -1, 0),
        ((1, 1, 1, 1), 0, 0),
        ((4, 0, 0, 0), 1, 0),
        # the vignette prints 0.08
        ((2, 0, 1, 1), 0.0833, 5e-5),
    ],
)
def test_published_figures(frequencies: tuple[float, ...], published: float, digits: float) -> None:
    assert abs(float(found(*frequencies)) - published) <= digits


@pytest.mark.parametrize(
    ("layer", "expected"),
    [
        ("1001", Fraction(-3, 2)),
        ("1011", Fraction(-2, 3)),
        ("0110", Fraction(1)),
        ("101", Fraction(-2)),
        ("110", Fraction(1)),
        ("010", Fraction(1)),
        ("111", Fraction(1)),
        ("10001", Fraction(-4, 3)),
    ],
)
def test_unimodality(layer: str, expected: Fraction) -> None:
    assert unimodality(tuple(one == "1" for one in layer)) == expected


def test_frequencies_are_taken_apart_into_layers() -> None:
    told = list(layers([Fraction(2), Fraction(0), Fraction(1), Fraction(1)]))
    assert told == [(3, (True, False, True, True)), (1, (True, False, False, False))]


@pytest.mark.parametrize(("agreed", "expected"), [(1, 0), (0, Fraction(1, 2)), (-1, 1)])
def test_polarisation(agreed: int, expected: Fraction) -> None:
    assert polarisation(Fraction(agreed)) == expected


FREQUENCIES = st.lists(st.integers(0, 12), min_size=3, max_size=8).filter(any)


@given(FREQUENCIES)
def test_it_lies_between_two_camps_and_one(frequencies: list[int]) -> None:
    assert -1 <= found(*frequencies) <= 1


@given(FREQUENCIES, st.integers(1, 9))
def test_the_direction_of_the_scale_and_the_number_of_parties_are_nothing(
    frequencies: list[int], times: int
) -> None:
    told = found(*frequencies)
    assert found(*reversed(frequencies)) == told
    assert found(*(one * times for one in frequencies)) == told


@given(FREQUENCIES)
def test_layers_add_up(frequencies: list[int]) -> None:
    total = [Fraction(0)] * len(frequencies)
    for weight, layer in layers([Fraction(one) for one in frequencies]):
        share = weight / sum(layer)
        total = [one + share * held for one, held in zip(total, layer, strict=True)]
    assert total == frequencies


@given(st.integers(3, 9), st.data())
def test_one_is_for_one_option_and_minus_one_for_halves_at_the_ends(
    options: int, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, options - 1))
    assert found(*(5 * (place == at) for place in range(options))) == 1
    assert found(3, *(0 for _ in range(options - 2)), 3) == -1
    assert found(*(2 for _ in range(options))) == 0
