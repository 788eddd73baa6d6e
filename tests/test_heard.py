"""What is heard of a file, packed into plain values and unpacked again."""

import marshal
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from many_records import RECORDS

from negtrack.heard import Heard, Linked, OnDemand, packed, unpacked
from negtrack.model import Answer, Need, Package, Provenance, Range, Reply, Statement
from negtrack.record import Record

texts = st.text(max_size=5)
days = st.none() | st.dates(date(1, 1, 2))
numbers = st.decimals(allow_nan=False, allow_infinity=False)
ranges = st.builds(Range, st.none() | numbers, st.none() | numbers, texts)
values = st.lists(texts | ranges, max_size=3).map(tuple)
names = st.lists(texts, max_size=2).map(tuple)
said = st.builds(Provenance, days, days, texts, texts, names, texts, texts, texts)
conditions = st.lists(
    st.lists(st.builds(Need, texts, values), max_size=2).map(tuple), max_size=2
).map(tuple)


def statements(versions: st.SearchStrategy[tuple[Statement, ...]]) -> st.SearchStrategy[Statement]:
    own = (st.just("north"), texts, st.just("r1"), st.integers(-1, 3), texts, values, st.booleans())
    asked = (values, values, conditions, names, st.booleans(), st.none() | numbers, texts, texts)
    rest = (days, st.none() | st.builds(Reply, texts, texts), texts, st.booleans(), said, versions)
    return st.builds(Statement, *own, *asked, *rest)


whole = st.builds(
    Heard,
    st.lists(statements(st.lists(statements(st.just(())), max_size=2).map(tuple)), max_size=2).map(
        tuple
    ),
    st.lists(
        st.builds(Package, texts, st.just("north"), texts, names, st.booleans(), days, said),
        max_size=1,
    ).map(tuple),
    st.lists(st.builds(Answer, st.just("north"), texts, texts, said), max_size=1).map(tuple),
    names,
    st.just((Linked("statement", ("positions", "pay", 1), {"only_if": [{"fee": ["1", None]}]}),)),
)


@given(whole)
def test_it_comes_back_as_it_was(heard: Heard) -> None:
    told = marshal.loads(marshal.dumps(packed(heard)))
    back = unpacked("north", "r1", told)
    assert back == heard
    assert repr(back) == repr(heard)  # 1.0 is 1 for ==, and no other number for anybody else


@pytest.mark.parametrize("name", RECORDS)
def test_every_statement_of_a_record_comes_back(name: str) -> None:
    record: Record = RECORDS[name]()
    said = [one for held in record.negotiation.rounds for one in held.statements]
    assert said
    for one in said:
        heard = Heard((one,), (), (), (), ())
        told = marshal.loads(marshal.dumps(packed(heard)))
        assert repr(unpacked(one.party, one.round, told)) == repr(heard)


class TestOnDemand:
    def test_makes_what_is_asked_for_once(self) -> None:
        made: list[str] = []

        def make(file: str) -> str:
            made.append(file)
            return file.upper()

        held = OnDemand({"a": "A"}, {"b": 1, "c": 2}, make)
        assert (len(held), list(held), "b" in held, "d" in held) == (
            3,
            ["a", "b", "c"],
            True,
            False,
        )
        assert made == []
        assert held["b"] == held["b"] == "B"
        assert made == ["b"]
        assert held == {"a": "A", "b": "B", "c": "C"}

    def test_knows_nothing_else(self) -> None:
        with pytest.raises(KeyError):
            OnDemand({}, {"b": 1}, str.upper)["a"]


def test_a_number_keeps_its_digits() -> None:
    value = (Range(Decimal("1.50"), Decimal("1E+3")),)
    one = Statement("north", "pay", "r1", 0, value=value)
    assert repr(unpacked("north", "r1", packed(Heard((one,), (), (), (), ())))[0]) == repr((one,))
