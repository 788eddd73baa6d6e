"""Statements that are unpacked when one is asked for, and equal to any that say the same."""

from decimal import Decimal

import pytest

from negtrack.model import Statement
from negtrack.spoken import Said, Spoken, Together, openly_read, parts_of, together

ONE = Statement("north", "pay", "r1", 0, value=("a",))
OTHER = Statement("south", "pay", "r1", 0, value=("b",))


def spoken(*said: Statement, key: object = None) -> Spoken:
    return Spoken(key or object(), len(said), {}, lambda: Said(said, {}))


def never() -> Said:
    raise AssertionError("it was unpacked")


def test_they_are_as_many_as_is_known_before() -> None:
    one = Spoken("key", 3, {("pay", ""): frozenset([Decimal(1)])}, never)
    assert len(one) == 3
    assert len(together([one, one])) == 6


def test_what_has_one_key_is_the_same_without_being_unpacked() -> None:
    assert Spoken("key", 1, {}, never) == Spoken("key", 1, {}, never)
    assert together([Spoken("key", 1, {}, never)]) == together([Spoken("key", 1, {}, never)])


@pytest.mark.parametrize(
    "others",
    [(ONE,), [ONE], spoken(ONE), Together([spoken(ONE)]), Together([(), (ONE,)])],
)
def test_they_are_equal_to_any_that_say_the_same(others: object) -> None:
    for mine in (spoken(ONE), Together([spoken(ONE)])):
        assert mine == others
        assert others == mine
        assert mine != (OTHER,)
        assert hash(mine) == hash((ONE,))


def test_they_can_be_gone_through_and_picked_from() -> None:
    both = together([spoken(ONE), (OTHER,)])
    assert list(both) == [ONE, OTHER]
    assert both[1] == OTHER
    assert both[:1] == (ONE,)
    assert OTHER in both


def test_files_that_were_all_read_are_a_tuple() -> None:
    assert together([(ONE,), (OTHER,)]) == (ONE, OTHER)
    assert type(together([(ONE,), (OTHER,)])) is tuple


def test_what_may_be_confidential_is_what_was_read() -> None:
    both = together([Spoken("key", 1, {}, never), (OTHER,)])
    assert list(openly_read(both)) == [OTHER]
    assert list(openly_read((ONE,))) == [ONE]
    assert len(parts_of(both)) == 2
    assert parts_of((ONE,)) == ((ONE,),)
