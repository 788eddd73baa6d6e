"""Values on each scale: what is read of them, what is wrong with them, and how they are spelled."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negtrack.model import Issue, Option, Range
from negtrack.values import plain_value, read_value, spelled

OPTIONS = (Option("none", "None"), Option("local", "Local"), Option("full", "Full"))
LADDER = Issue("ceasefire", "Ceasefire", "ladder", options=OPTIONS)
CHOICE = Issue("venue", "Venue", "choice", options=(Option("coast", "C"), Option("hills", "H")))
TEXT = Issue("language", "Language", "text")
FREE = Issue("troops", "Troops", "quantity")
QUANTITY = Issue(
    "prisoners",
    "Prisoners",
    "quantity",
    unit="persons",
    minimum=Decimal(0),
    maximum=Decimal(6000),
    words=(("all", Decimal(6000)),),
)
DATE = Issue(
    "bridge",
    "Bridge",
    "quantity",
    unit="date",
    minimum=Decimal(datetime.date(2025, 1, 1).toordinal()),
)
UNKNOWN = Issue("broken", "Broken", "")


def value(issue: Issue, raw: Any) -> Any:
    read, faults = read_value(issue, raw, ("value",))
    assert faults == []
    return read


def faults(issue: Issue, raw: Any, **options: bool) -> list[tuple[str, tuple[str | int, ...]]]:
    return [(one.code, one.path) for one in read_value(issue, raw, ("value",), **options)[1]]


def said(issue: Issue, raw: Any) -> str:
    (fault,) = read_value(issue, raw, ("value",))[1]
    return f"{fault.message}; {fault.hint}" if fault.hint else fault.message


def a_range(low: int | None, high: int | None, word: str = "") -> Range:
    ends = (None if end is None else Decimal(end) for end in (low, high))
    return Range(*ends, word)


class TestLaddersAndChoices:
    def test_a_value_is_an_option_or_several(self) -> None:
        assert value(LADDER, "full") == ("full",)
        assert value(LADDER, ["none", "local"]) == ("none", "local")
        assert value(CHOICE, "coast") == ("coast",)

    def test_an_unknown_option_is_told_with_the_nearest(self) -> None:
        assert said(LADDER, "ful") == (
            "no option 'ful' on the ladder of 'ceasefire'; did you mean 'full'?"
        )
        assert (
            said(CHOICE, "paris")
            == "no option 'paris' of the choice 'venue'; it is one of coast, hills"
        )

    def test_each_unknown_option_of_a_list_at_its_place(self) -> None:
        assert faults(LADDER, ["ful", "none", None, "lokal"]) == [
            ("unknown-option", ("value", 0)),
            ("unknown-option", ("value", 3)),
        ]

    def test_there_is_no_range_of_options(self) -> None:
        assert faults(LADDER, {"min": "none"}) == [("mixed-scales", ("value",))]
        assert faults(TEXT, [{"min": "1"}]) == [("mixed-scales", ("value", 0))]

    @pytest.mark.parametrize("raw", ["Full", "FULL", "full ", "Everywhere"])
    def test_an_option_is_its_id_to_the_letter(self, raw: str) -> None:
        assert faults(LADDER, raw) == [("unknown-option", ("value",))]

    def test_without_any_option_that_is_told_of_the_issue_alone(self) -> None:
        assert read_value(LADDER._replace(options=()), "full", ()) == ((), [])

    def test_a_long_word_is_cut_in_the_message(self) -> None:
        assert len(said(LADDER, "x" * 10_000)) < 150


class TestTexts:
    @pytest.mark.parametrize("raw", ["Equal", "2030", "null", "NO", "12:30"])
    def test_a_value_is_the_text_as_written(self, raw: str) -> None:
        assert value(TEXT, raw) == (raw,)

    def test_several_texts(self) -> None:
        assert value(TEXT, ["a", "b"]) == ("a", "b")


class TestQuantities:
    def test_a_number(self) -> None:
        assert value(QUANTITY, "1000") == (a_range(1000, 1000),)
        assert value(FREE, "-2.5") == (Range(Decimal("-2.5"), Decimal("-2.5")),)

    def test_a_range_open_at_either_end(self) -> None:
        assert value(QUANTITY, {"min": "30"}) == (a_range(30, None),)
        assert value(QUANTITY, {"max": "30"}) == (a_range(None, 30),)
        assert value(QUANTITY, {"min": "30", "max": "30"}) == (a_range(30, 30),)

    def test_any_of_several(self) -> None:
        assert value(QUANTITY, ["5", {"min": "30"}]) == (a_range(5, 5), a_range(30, None))

    def test_a_word_that_the_issue_gives_a_number_to(self) -> None:
        assert value(QUANTITY, "all") == (a_range(6000, 6000, "all"),)
        assert value(QUANTITY, {"min": "5", "max": "all"}) == (a_range(5, 6000),)

    def test_a_word_that_it_does_not_is_told_with_the_nearest(self) -> None:
        assert said(QUANTITY, "al") == "'al' is not a number; did you mean 'all'?"

    @pytest.mark.parametrize("raw", ["1e3", "nan", ".inf", "1_000", "about 5", "9" * 10_000])
    def test_what_is_no_number(self, raw: str) -> None:
        assert faults(FREE, raw) == [("wrong-type", ("value",))]

    def test_numbers_past_the_ends_of_the_issue(self) -> None:
        assert said(QUANTITY, "6001") == "6001 is above the 'max' of 'prisoners', 6,000"
        assert said(QUANTITY, "-1") == "-1 is below the 'min' of 'prisoners', 0"
        assert faults(QUANTITY, {"min": "-1", "max": "9000"}) == [
            ("out-of-range", ("value", "min")),
            ("out-of-range", ("value", "max")),
        ]

    def test_numbers_at_the_ends_are_left_alone(self) -> None:
        assert faults(QUANTITY, ["0", "6000", {"min": "0", "max": "6000"}]) == []

    def test_on_another_basis_the_ends_do_not_hold(self) -> None:
        assert faults(QUANTITY, "9000", bound=False) == []

    def test_a_min_above_its_max(self) -> None:
        assert said(QUANTITY, {"min": "9", "max": "3"}) == "the 'min' 9 is above the 'max' 3"
        assert faults(QUANTITY, ["1", {"min": "9", "max": "3"}]) == [
            ("min-above-max", ("value", 1))
        ]

    def test_a_range_without_ends_and_a_list_without_items(self) -> None:
        assert faults(QUANTITY, {}) == [("empty-value", ("value",))]
        assert faults(QUANTITY, []) == [("empty-value", ("value",))]

    def test_each_fault_of_a_list_at_its_place_after_items_cut_out(self) -> None:
        assert faults(QUANTITY, [None, "x", {"min": "1", "max": "y"}, "7000"]) == [
            ("wrong-type", ("value", 1)),
            ("wrong-type", ("value", 2, "max")),
            ("out-of-range", ("value", 3)),
        ]

    def test_what_is_right_is_kept_beside_what_is_not(self) -> None:
        assert read_value(QUANTITY, ["x", "5"], ())[0] == (a_range(5, 5),)


class TestDates:
    def test_are_days(self) -> None:
        first = datetime.date(2025, 3, 1).toordinal()
        assert value(DATE, "2025-03-01") == (a_range(first, first),)
        assert value(DATE, {"max": "2025-03-01"}) == (a_range(None, first),)

    @pytest.mark.parametrize(
        ("raw", "code"),
        [("2025-02-30", "impossible-date"), ("1000", "wrong-type"), ("2025-3-1", "wrong-type")],
    )
    def test_are_not_numbers(self, raw: str, code: str) -> None:
        assert faults(DATE, raw) == [(code, ("value",))]

    def test_past_the_ends_of_the_issue(self) -> None:
        assert said(DATE, "2024-12-31") == ("2024-12-31 is below the 'min' of 'bridge', 2025-01-01")

    def test_out_of_order(self) -> None:
        assert faults(DATE, {"min": "2025-03-02", "max": "2025-03-01"}) == [
            ("min-above-max", ("value",))
        ]


@pytest.mark.parametrize("raw", ["x", "1", ["1", {}], {"min": "2", "max": "1"}, []])
def test_on_an_issue_without_a_scale_nothing_is_judged(raw: Any) -> None:
    assert read_value(UNKNOWN, raw, ()) == ((), [])


@pytest.mark.parametrize(
    ("issue", "raw", "words", "plain"),
    [
        (LADDER, "full", "full", "full"),
        (LADDER, ["none", "full"], "none or full", ["none", "full"]),
        (TEXT, "Equal", "Equal", "Equal"),
        (QUANTITY, "1000", "1,000", 1000),
        (QUANTITY, "2.50", "2.50", 2.5),
        (QUANTITY, "all", "all", "all"),
        (QUANTITY, {"min": "30"}, "at least 30", {"min": 30}),
        (QUANTITY, {"max": "2000"}, "at most 2,000", {"max": 2000}),
        (QUANTITY, ["5", {"min": "20", "max": "30"}], "5 or 20 to 30", [5, {"min": 20, "max": 30}]),
        (DATE, "2025-03-01", "2025-03-01", "2025-03-01"),
        (DATE, {"min": "2025-03-01"}, "from 2025-03-01", {"min": "2025-03-01"}),
        (DATE, {"max": "2025-03-01"}, "by 2025-03-01", {"max": "2025-03-01"}),
    ],
)
def test_a_value_is_spelled_for_people_and_plain_for_programs(
    issue: Issue, raw: Any, words: str, plain: Any
) -> None:
    read = value(issue, raw)
    assert spelled(issue, read) == words
    assert plain_value(issue, read) == plain


def test_no_value_is_spelled_as_nothing() -> None:
    assert spelled(LADDER, ()) == ""
    assert plain_value(LADDER, ()) is None


words = st.text(min_size=1, max_size=6) | st.sampled_from(["full", "12", "all", "2025-03-01"])
items = words | st.dictionaries(st.sampled_from(["min", "max"]), words)


@settings(deadline=None)
@given(st.sampled_from([LADDER, CHOICE, TEXT, QUANTITY, DATE, FREE]), st.lists(st.none() | items))
def test_whatever_was_written_each_item_is_read_or_told(issue: Issue, raw: list[Any]) -> None:
    read, found = read_value(issue, raw, ("value",))
    wrong = {one.path[1] for one in found if len(one.path) > 1}
    assert len(read) + len(wrong) == len([item for item in raw if item is not None])
    assert spelled(issue, read) or not read
    assert plain_value(issue, read) is not None or not read
