"""The fields one by one: what is read, exactly, and what is refused with which words."""

import datetime
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from negtrack.fields import (
    Near,
    day,
    flag,
    near,
    number,
    one_of,
    part_of_day,
    shortened,
    slug,
    suggestion,
    weight,
)


def refusal(read: Callable[[str], object], text: str) -> tuple[str, str]:
    """The code and the message of what a reader refuses."""
    with pytest.raises(PydanticCustomError) as caught:
        read(text)
    return caught.value.type, caught.value.message()


class TestNumber:
    @pytest.mark.parametrize(
        ("text", "value"),
        [("0", "0"), ("012", "12"), ("+5", "5"), ("-3", "-3"), ("2.50", "2.50"), ("-0.1", "-0.1")],
    )
    def test_is_exact(self, text: str, value: str) -> None:
        assert number(text) == Decimal(value)

    def test_keeps_more_digits_than_a_float_has(self) -> None:
        assert number("0.100000000000000000000000000001") != Decimal("0.1")
        assert str(number("123456789012345678901234567890")) == "123456789012345678901234567890"

    @pytest.mark.parametrize(
        "text",
        [
            *("1e9", "1E9", ".inf", "-.inf", "nan", "NaN", "inf", "Infinity", "--", "+", "1.2.3"),
            *("1_000", "1,000", "1 000", "0x1F", ".5", "5.", "", " 1", "1 ", "1\n"),
            *("\uff11\uff12", "\u0661\u0662", "9" * 31, "9" * 10_000_000),
        ],
        ids=lambda text: repr(text[:12]),
    )
    def test_refuses_what_may_mean_something_else(self, text: str) -> None:
        code, message = refusal(number, text)
        assert code == "wrong-type"
        assert len(message) < 80

    @settings(deadline=None)
    @given(
        st.decimals(
            allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=3
        )
    )
    def test_reads_what_a_decimal_prints(self, value: Decimal) -> None:
        assert number(f"{value:f}") == value


class TestDay:
    def test_is_a_date(self) -> None:
        assert day("2024-02-29") == datetime.date(2024, 2, 29)

    @pytest.mark.parametrize(
        "text", ["2025-02-29", "2025-13-01", "2025-00-10", "2025-01-00", "0000-01-01"]
    )
    def test_that_does_not_exist_is_impossible(self, text: str) -> None:
        assert refusal(day, text) == ("impossible-date", f"there is no day {text}")

    @pytest.mark.parametrize(
        "text",
        [
            "2025-1-1",
            "20250101",
            "01.02.2025",
            "2025-01",
            "2025-W01-1",
            "2025-01-01T00:00",
            "",
            "\u0662\u0660\u0662\u0665-01-01",
        ],
    )
    def test_in_another_form_is_no_date(self, text: str) -> None:
        assert refusal(day, text)[0] == "wrong-type"


class TestPartOfDay:
    @pytest.mark.parametrize("text", ["2025", "2025-06", "2025-06-02"])
    def test_stays_as_it_is_written(self, text: str) -> None:
        assert part_of_day(text) == text

    def test_names_what_was_written_where_it_is_impossible(self) -> None:
        assert refusal(part_of_day, "2025-13") == ("impossible-date", "there is no date 2025-13")

    @pytest.mark.parametrize("text", ["June 2025", "2025-6", "202", "2025-06-", "2025-06-02-01"])
    def test_in_another_form_is_no_date(self, text: str) -> None:
        assert refusal(part_of_day, text)[0] == "wrong-type"


class TestFlag:
    def test_is_true_or_false(self) -> None:
        assert (flag("true"), flag("false")) == (True, False)

    @pytest.mark.parametrize("text", ["True", "yes", "no", "on", "1", "NO", ""])
    def test_is_no_other_word(self, text: str) -> None:
        assert refusal(flag, text) == ("wrong-type", f"'{text}' is neither true nor false")


class TestWeight:
    @pytest.mark.parametrize("text", ["0", "100", "33.3", "-0"])
    def test_goes_from_0_to_100(self, text: str) -> None:
        assert weight(text) == Decimal(text)

    @pytest.mark.parametrize("text", ["-1", "100.1", "-0.0001", "1000"])
    def test_goes_no_further(self, text: str) -> None:
        assert refusal(weight, text)[0] == "weight-out-of-range"

    def test_is_a_number(self) -> None:
        assert refusal(weight, "high")[0] == "wrong-type"


class TestSlug:
    @pytest.mark.parametrize("text", ["a", "2025-06-02", "null", "yes", "2030", "a-b-c", "no"])
    def test_is_an_id(self, text: str) -> None:
        assert slug(text) == text

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "A",
            "a_b",
            "a b",
            "-a",
            "a-",
            "a--b",
            "é",
            "a.b",
            "a/b",
            "..",
            "a\n",
            "\u0661",
            "[key]",
        ],
    )
    def test_is_nothing_else(self, text: str) -> None:
        assert refusal(slug, text)[0] == "not-a-slug"

    def test_of_other_words_is_suggested(self) -> None:
        with pytest.raises(PydanticCustomError) as caught:
            slug("Cease Fire!")
        assert caught.value.context == {
            "message": "'Cease Fire!' is no id",
            "hint": "write 'cease-fire'",
        }

    @settings(deadline=None)
    @given(st.text())
    def test_is_refused_or_kept(self, text: str) -> None:
        try:
            assert slug(text) == text
        except PydanticCustomError as error:
            assert error.type == "not-a-slug"  # noqa: PT017


def test_a_near_word_is_suggested_and_a_far_one_is_not() -> None:
    assert suggestion("ful", ["none", "local", "full"]) == "did you mean 'full'?"
    assert suggestion("peace", ["none", "local", "full"]) == ""
    assert suggestion("x", []) == ""


def test_what_a_message_quotes_is_short_and_on_one_line() -> None:
    assert shortened("a\n b\tc") == "a b c"
    assert shortened("x" * 40) == "x" * 40
    assert shortened("x" * 41) == "x" * 39 + "…"


class TestNear:
    def test_it_is_one_and_the_same_for_the_same_known_words(self) -> None:
        known = {"full": 1, "local": 2}
        assert near(known, "ful") == "did you mean 'full'?"
        assert near({"coast": 1}, "ful") == ""

    def test_it_tires_of_very_many_words(self) -> None:
        meant = Near(["full", *(f"word-{n}" for n in range(998))])
        told = [meant("ful") for _ in range(100)]
        assert told[0] == "did you mean 'full'?"
        assert told[-1] == ""
        assert 10 < told.index("") < 30

    def test_a_word_that_nobody_writes_is_near_to_none(self) -> None:
        long = "x" * 500_000
        assert suggestion(long + "y", [long]) == ""
        sixty = "x" * 60
        assert suggestion("x" * 59 + "y", [sixty]) == f"did you mean '{sixty}'?"
        assert suggestion(sixty, [sixty + "y"]) == suggestion(sixty + "y", [sixty]) == ""

    def test_every_word_costs_as_much_as_ten_besides_those_that_it_is_compared_with(self) -> None:
        meant = Near(["full"] * 30)
        assert [bool(meant("ful")) for _ in range(501)] == [True] * 500 + [False]


def test_of_many_known_words_the_first_are_named() -> None:
    assert one_of(["a", "b"]) == "it is one of a, b"
    assert one_of([f"o{n}" for n in range(30)]).endswith(" o29")
    assert one_of([f"o{n}" for n in range(31)]).endswith(" o29 … and 1 more")
    assert one_of([f"o{n}" for n in range(5000)]).endswith("o29 … and 4,970 more")
