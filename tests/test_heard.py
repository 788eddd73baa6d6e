"""What is heard of a file, packed into plain values and unpacked again."""

import marshal
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from many_records import RECORDS

from negtrack.heard import Heard, OnDemand, Whose, packed, unpacked
from negtrack.model import Answer, Need, Package, Provenance, Range, Reply, Statement
from negtrack.record import Record
from negtrack.spoken import Ends, Linked, Said, Spoken

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


WHOSE = Whose("north", "r1", b"")


def spoken(said: Iterable[Statement], ends: Ends = MappingProxyType({})) -> Spoken:
    """Statements one below the other."""
    told = tuple(said)
    places = {(one.issue, one.nth): (line, 3) for line, one in enumerate(told, 1)}
    return Spoken(object(), len(told), ends, lambda: Said(told, places))


def back(heard: Heard, whose: Whose = WHOSE) -> Heard:
    """What was packed, kept and unpacked again."""
    gist, said = marshal.loads(marshal.dumps(tuple(packed(heard))))
    return unpacked(whose, gist, lambda: said)


whole = st.builds(
    Heard,
    st.builds(
        spoken,
        st.lists(statements(st.lists(statements(st.just(())), max_size=2).map(tuple)), max_size=2),
        st.dictionaries(st.tuples(texts, texts), st.frozensets(numbers, max_size=3), max_size=2),
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
    again = back(heard)
    assert again == heard
    assert again.statements.ends == heard.statements.ends
    assert again.statements.said.places == heard.statements.said.places
    # 1.0 is 1 for ==, and no other number for anybody else
    assert repr(again.statements.said) == repr(heard.statements.said)
    assert repr(again[1:]) == repr(heard[1:])


def test_statements_are_unpacked_when_one_is_asked_for() -> None:
    asked: list[str] = []

    def said() -> bytes:
        asked.append("said")
        return kept.said

    one = Statement("north", "pay", "r1", 0)
    kept = packed(Heard(spoken([one]), (), (), ("pay",), ()))
    again = unpacked(WHOSE, kept.gist, said)
    assert len(again.statements) == 1
    assert again.issues == ("pay",)
    assert asked == []
    assert list(again.statements) == [one]
    assert again.statements[0] == one
    assert asked == ["said"]


@pytest.mark.parametrize("name", RECORDS)
def test_every_statement_of_a_record_comes_back(name: str) -> None:
    record: Record = RECORDS[name]()
    said = [one for held in record.negotiation.rounds for one in held.statements]
    assert said
    for one in said:
        again = back(Heard(spoken([one]), (), (), (), ()), Whose(one.party, one.round, b""))
        assert repr(again.statements.all()) == repr((one,))


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
    assert repr(back(Heard(spoken([one]), (), (), (), ())).statements.all()) == repr((one,))
