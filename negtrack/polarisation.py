"""How far the parties agree on an ordered scale: van der Eijk's A, exact, without any record.

After van der Eijk, "Measuring Agreement in Ordered Rating Scales", *Quality & Quantity* 35 (2001).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

LEAST_OPTIONS = 3
"""Fewer options have no triple of them, so that nothing could tell two camps from one."""

Layer = tuple[bool, ...]
"""Which options anybody of a layer holds, from one end of the scale to the other."""


def agreement(frequencies: Sequence[Fraction]) -> Fraction:
    """A of the weight on each option, in order: 1 all on one, 0 evenly spread, −1 two ends.

    The frequencies are taken apart into layers, in each of which every option has the same weight
    or none; A is the mean of theirs by weight. There are at least three options and some weight.
    """
    total = sum(frequencies, Fraction(0))
    return (
        sum((weight * _of_layer(one) for weight, one in layers(frequencies)), Fraction(0)) / total
    )


def layers(frequencies: Sequence[Fraction]) -> Iterator[tuple[Fraction, Layer]]:
    """The layers of frequencies, none below 0, each with its weight; they add up to these."""
    left = list(frequencies)
    while any(left):
        least = min(one for one in left if one)
        here = tuple(one > 0 for one in left)
        yield least * sum(here), here
        left = [one - least if one else one for one in left]


def _of_layer(layer: Layer) -> Fraction:
    """A of a layer: U(1 − (S − 1)/(K − 1)), for S of K options that are held."""
    return unimodality(layer) * (1 - Fraction(sum(layer) - 1, len(layer) - 1))


def unimodality(layer: Layer) -> Fraction:
    """U of a layer: 1 where what is held lies together, less the more gaps there are in it.

    TU counts the triples of options of which two neighbours in the triple are held and the third is
    not, TDU those of which only the two outer are: U = ((K−2)·TU − (K−1)·TDU) / ((K−2)(TU+TDU)).
    """
    triples = [triple for triple in combinations(layer, 3) if sum(triple) == 2]
    apart = sum(not middle for _, middle, _ in triples)
    together, options = len(triples) - apart, len(layer)
    if not triples:  # one is held, or all are
        return Fraction(1)
    numerator = (options - 2) * together - (options - 1) * apart
    return Fraction(numerator, (options - 2) * len(triples))


def polarisation(agreed: Fraction) -> Fraction:
    """(1 − A)/2: 0 all at one option, 0.5 evenly spread, 1 half at either end."""
    return (1 - agreed) / 2
