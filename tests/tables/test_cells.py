"""A value in a cell is exactly the value: read again as a file would be, it is the same."""

import datetime
import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negtrack.model import Element, Issue, Need, Option, Range, Value
from negtrack.tables.cells import (
    VALUE,
    conditions_cell,
    disputed_cell,
    joined,
    number,
    packed,
    terms_cell,
    value_cell,
    value_cells,
)
from negtrack.values import read_value

OPTIONS = tuple(Option(one, one) for one in ("none", "local", "full"))
LADDER = Issue("ceasefire", "Ceasefire", "ladder", options=OPTIONS)
PAY = Issue("pay", "Pay", "quantity", words=(("all", Decimal(50)), ("7", Decimal(3))))
START = Issue("start", "Start", "quantity", unit="date", words=(("never", Decimal(3_000_000)),))
TEXT = Issue("wording", "Wording", "text")
ISSUES = {issue.id: issue for issue in (LADDER, PAY, START, TEXT)}

decimals = st.decimals(-(10**12), 10**12, places=6)
days = st.dates(datetime.date(1000, 1, 1)).map(lambda day: Decimal(day.toordinal()))
texts = st.one_of(
    st.text(st.sampled_from('[{"},:]1aé=\n '), min_size=1, max_size=8),
    st.sampled_from(["1000", "null", "true", "[]", "{}", '"', "[1]"]),
).filter(lambda text: bool(text.strip()))


def ranges(ends: st.SearchStrategy[Decimal]) -> st.SearchStrategy[Element]:
    return st.one_of(
        ends.map(lambda end: Range(end, end)),
        ends.map(lambda end: Range(end, None)),
        ends.map(lambda end: Range(None, end)),
        st.tuples(ends, ends).map(lambda both: Range(min(both), max(both))),
    )


ELEMENTS: dict[str, st.SearchStrategy[Element]] = {
    "ceasefire": st.sampled_from([one.id for one in OPTIONS]),
    "pay": ranges(decimals)
    | st.sampled_from([Range(Decimal(n), Decimal(n), w) for w, n in PAY.words]),
    "start": ranges(days) | st.just(Range(Decimal(3_000_000), Decimal(3_000_000), "never")),
    "wording": texts,
}


@st.composite
def stated(draw: st.DrawFn) -> tuple[Issue, Value]:
    name = draw(st.sampled_from(sorted(ELEMENTS)))
    return ISSUES[name], tuple(draw(st.lists(ELEMENTS[name], min_size=1, max_size=3)))


def read(issue: Issue, cell: str) -> Value:
    """The value of a cell, by the rule in docs/data.md."""
    whole = cell.startswith(("[", "{", '"'))
    raw = json.loads(cell, parse_int=str, parse_float=str) if whole else cell
    value, faults = read_value(issue, raw, (), bound=False)
    assert not faults
    return value


@given(stated())
def test_a_value_is_read_from_its_cell_as_it_was(said: tuple[Issue, Value]) -> None:
    issue, value = said
    cell = value_cell(issue, value)
    assert cell is not None
    assert read(issue, cell) == value


@given(stated())
def test_numbers_beside_it_are_its_ends(said: tuple[Issue, Value]) -> None:
    issue, value = said
    cells = value_cells(issue, value)
    assert tuple(cells) == tuple(field.name for field in VALUE)
    parts = [one for one in value if isinstance(one, Range)]
    ends: list[Any] = [None, None]
    if parts and all(one.low is not None for one in parts):
        ends[0] = min(one.low for one in parts if one.low is not None)
    if parts and all(one.high is not None for one in parts):
        ends[1] = max(one.high for one in parts if one.high is not None)
    if issue.dated:
        told = [end and datetime.date.fromordinal(int(end)).isoformat() for end in ends]
        assert [cells["value_from"], cells["value_until"]] == told
        assert cells["value_min"] is cells["value_max"] is cells["value_number"] is None
    else:
        assert [cells["value_min"], cells["value_max"]] == [end and float(end) for end in ends] or (
            0 in ends
        )
        assert cells["value_from"] is cells["value_until"] is None
        single = len(value) == 1 and ends[0] is not None and ends[0] == ends[1]
        assert (cells["value_number"] is not None) == single


def test_no_value_is_nothing_in_every_column() -> None:
    assert set(value_cells(PAY, ()).values()) == {None}
    assert conditions_cell(ISSUES, ()) is None
    assert terms_cell(ISSUES, ()) is None
    assert joined(()) is None
    assert disputed_cell({}) is None
    assert disputed_cell({"disputed": [None]}) is None


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ((Range(Decimal("1.50"), Decimal("1.50")),), "1.50"),
        ((Range(Decimal("1E+3"), Decimal("1E+3")),), "1000"),
        ((Range(Decimal(1), None),), '{"min":1}'),
        (
            (Range(None, Decimal("-2.5")), Range(Decimal(50), Decimal(50), "all")),
            '[{"max":-2.5},"all"]',
        ),
    ],
)
def test_how_a_number_is_spelled(value: Value, cell: str) -> None:
    assert value_cell(PAY, value) == cell


def test_conditions_and_terms_name_issues_and_what_they_come_to() -> None:
    needs = (Need("ceasefire", ("full",)), Need("wording", ('a "b"', "c")))
    told = conditions_cell(ISSUES, (needs, (Need("pay", (Range(Decimal(3), None),)),)))
    assert told == '[{"ceasefire":"full","wording":["a \\"b\\"","c"]},{"pay":{"min":3}}]'
    assert terms_cell(ISSUES, [("pay", ()), ("ceasefire", ("none",))]) == (
        '{"pay":null,"ceasefire":"none"}'
    )


def test_data_is_packed_on_one_line_with_exact_numbers_and_days() -> None:
    data = {"a": [Decimal("0.10"), True, None], "b": datetime.date(2025, 6, 2), "c": "é\n"}
    assert packed(data) == '{"a":[0.10,true,null],"b":"2025-06-02","c":"é\\n"}'
    assert disputed_cell({"disputed": [data, None]}) == f"[{packed(data)}]"


@pytest.mark.parametrize(
    ("amount", "told"),
    [
        (None, None),
        (Decimal("5.0"), 5),
        (Decimal("0.1"), 0.1),
        (Decimal("-0.0"), 0),
        (Decimal(2**53), float(2**53)),
        (Decimal("9" * 30), 1e30),
    ],
)
def test_a_number_to_count_with_is_whole_only_where_it_is_exact(amount: Any, told: Any) -> None:
    found = number(amount)
    assert (found, type(found)) == (told, type(told))
