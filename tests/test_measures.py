"""Distance, overlap and containment on every scale: the table of DESIGN §2, row by row."""

from decimal import Decimal
from fractions import Fraction

import pytest
from builders import TALKS, moment, record, scale, talks
from hypothesis import given
from hypothesis import strategies as st

from negtrack.measures import Scale, Span, mean, meet, passes, plain, same, spelled_distance, within
from negtrack.model import Issue, Range, Statement, Value


def both(issue: str, a: str, b: str, watch: str = "{}") -> tuple[Scale, Statement, Statement]:
    """What north and south named, and how it is measured; the watch widens observed spans."""
    told = (
        f"north: {{{issue}: {{value: {a}}}}}\nsouth: {{{issue}: {{value: {b}}}}}\nwatch: {watch}\n"
    )
    negotiation = talks(r1=told)
    stands = moment(negotiation).stands
    here = scale(negotiation, issue)
    return here, stands["north", issue].held, stands["south", issue].held


def value(issue: str, text: str) -> Value:
    _, held, _ = both(issue, text, text)
    return held.value


WIDE = "{fee: {value: [0, 200]}, start: {value: [2025-01-01, 2025-04-11]}}"
"""The watch spans 200 coins and 100 days."""

DISTANCES = {
    "the same option": ("ceasefire", "full", "full", 0),
    "options are evenly spaced": ("ceasefire", "none", "local", 50),
    "from one end to the other": ("ceasefire", "full", "none", 100),
    "options stand at their `at`": ("access", "shut", "road", 10),
    "uneven from the other end": ("access", "open", "road", 90),
    "any of these options: the nearest": ("ceasefire", "[none, local]", "full", 50),
    "lists that share an option": ("ceasefire", "[none, full]", "[full, local]", 0),
    "a number": ("pay", "10", "15", 10),
    "a number to the exact third": ("fee", "1", "3", 1),
    "decimals": ("pay", "0.1", "0.3", Fraction(2, 5)),
    "a word for a number": ("pay", "all", "40", 20),
    "a word and its number": ("pay", "all", "50", 0),
    "the nearest numbers": ("pay", "[10, 40]", "[25, 38]", 4),
    "a number in a range": ("pay", "{min: 10, max: 20}", "15", 0),
    "a number on the end of a range": ("pay", "{min: 10, max: 20}", "20", 0),
    "a number outside a range": ("pay", "{min: 10, max: 20}", "25", 10),
    "ranges that overlap": ("pay", "{min: 10, max: 20}", "{min: 18, max: 30}", 0),
    "ranges that touch": ("pay", "{min: 10, max: 20}", "{min: 20, max: 30}", 0),
    "ranges apart: their nearest ends": ("pay", "{min: 10, max: 20}", "{min: 25, max: 50}", 10),
    "both open above: their closed ends": ("pay", "{min: 30}", "{min: 45}", 30),
    "both open below: their closed ends": ("pay", "{max: 30}", "{max: 45}", 30),
    "both open above alike": ("pay", "{min: 30}", "{min: 30}", 0),
    "open at opposite ends, apart": ("pay", "{max: 10}", "{min: 35}", 50),
    "open at opposite ends, the other way": ("pay", "{min: 35}", "{max: 10}", 50),
    "open at opposite ends, overlapping": ("pay", "{min: 10}", "{max: 35}", 0),
    "open at opposite ends, touching": ("pay", "{max: 10}", "{min: 10}", 0),
    "a number below an open range": ("pay", "5", "{min: 30}", 50),
    "a number in an open range": ("pay", "35", "{min: 30}", 0),
    "a range below an open one": ("pay", "{min: 5, max: 10}", "{min: 30}", 40),
    "over the observed span": ("fee", "50", "100", 25),
    "days": ("start", "2025-01-01", "2025-01-11", 10),
    "from a day on": ("start", "2025-01-11", "{min: 2025-01-21}", 10),
    "by a day, by another": ("start", "{max: 2025-01-11}", "{max: 2025-02-01}", 21),
    "another choice": ("venue", "coast", "hills", 100),
    "the same choice": ("venue", "coast", "coast", 0),
    "choices that share one": ("venue", "[coast, hills]", "[hills, isle]", 0),
    "choices that share none": ("venue", "[coast, hills]", "isle", 100),
    "the same text": ("wording", "Equal", "Equal", 0),
    "a text in another case": ("wording", "Equal in ALL schools", "equal in all Schools", 0),
    "a text folded, not lowered": ("wording", "Straße", "STRASSE", 0),
    "a text in other white space": ("wording", '" Equal  in\\n all"', "Equal in all", 0),
    "a text in another normal form": ("wording", '"caf\\u00e9"', '"cafe\\u0301"', 0),
    "another text": ("wording", "Equal", "Not equal", None),
    "any of these texts, one the same": ("wording", "[Equal, Free]", "[Open, free]", 0),
    "any of these texts, none the same": ("wording", "[Equal, Free]", "[Open, Fair]", None),
}


@pytest.mark.parametrize("row", DISTANCES)
def test_distance(row: str) -> None:
    issue, a, b, expected = DISTANCES[row]
    here, north, south = both(issue, a, b, WIDE)
    assert here.apart(north, south) == expected
    assert here.apart(south, north) == expected
    assert here.apart(north, north) == 0


class TestBasis:
    def test_numbers_on_another_basis_are_not_measurable(self) -> None:
        here, north, south = both("pay", "40", "40, basis: compounded")
        assert here.apart(north, south) is None

    def test_the_basis_of_the_issue_may_be_said(self) -> None:
        here, north, south = both("pay", "40", "45, basis: simple")
        assert here.apart(north, south) == 10

    def test_the_declared_span_measures_its_own_basis_only(self) -> None:
        compounded = "{}, basis: compounded"
        watch = "{pay: {value: [400, 600], basis: compounded}}"
        here, north, south = both("pay", compounded.format(440), compounded.format(490), watch)
        assert here.apart(north, south) == 25  # of 200, from 400 to 600: the 50 do not bind
        assert here.spans["compounded"].observed
        assert not here.spans["simple"].observed

    def test_an_observed_span_takes_the_numbers_on_its_basis_only(self) -> None:
        watch = "{fee: [{value: [0, 100]}, {value: 9000, basis: gross}]}"
        here, north, south = both("fee", "10", "30", watch)
        assert here.apart(north, south) == 20


class TestSpans:
    def test_two_numbers_known_are_not_measurable(self) -> None:
        here, north, south = both("fee", "10", "30")
        assert here.apart(north, south) is None
        assert here.apart(north, north) == 0

    def test_ranges_that_overlap_need_no_span(self) -> None:
        here, north, south = both("fee", "{min: 10}", "{max: 30}")
        assert here.apart(north, south) == 0

    def test_both_ends_of_a_range_are_known_numbers(self) -> None:
        here, north, south = both("fee", "{min: 10, max: 20}", "30")
        assert here.apart(north, south) == 50

    def test_versions_and_other_rounds_are_in_the_span(self) -> None:
        negotiation = talks(
            r1="north: {fee: {value: 10, disputed: [{value: 0}]}}\nsouth: {fee: 30}",
            r2="watch: {fee: 100}",
        )
        stands = moment(negotiation, 1).stands
        apart = scale(negotiation, "fee").apart(
            stands["north", "fee"].held, stands["south", "fee"].held
        )
        assert apart == 20

    def test_what_is_refused_or_could_be_accepted_is_not(self) -> None:
        here, _, _ = both("fee", "10, rejects: 500, accepts: {max: 900}", "30", "{fee: 0}")
        assert (here.spans[""].low, here.spans[""].high) == (0, 30)

    def test_a_span_of_width_0_is_distance_0_and_measures_nothing_else(self) -> None:
        head = TALKS.replace("min: 0, max: 50, words: {all: 50}", "min: 5, max: 5")
        negotiation = record(
            head, r1="north: {pay: 5}\nsouth: {pay: {value: {min: 5}}}"
        ).negotiation
        stands = moment(negotiation).stands
        here = scale(negotiation, "pay")
        assert here.spans["simple"].width == 0
        assert here.apart(stands["north", "pay"].held, stands["south", "pay"].held) == 0
        assert here.distance(value("pay", "5"), value("pay", "6"), ("simple", "")) is None

    def test_one_end_alone_declares_no_span(self) -> None:
        head = TALKS.replace("min: 0, max: 50, words: {all: 50}", "min: 0")
        negotiation = record(head, r1="north: {pay: 5}\nsouth: {pay: 9}").negotiation
        assert scale(negotiation, "pay").spans["simple"] == (None, None, True)

    def test_nothing_is_at_no_distance(self) -> None:
        here, north, _ = both("pay", "10", "10")
        nothing = north._replace(value=())
        assert here.apart(north, nothing) is None
        assert here.apart(nothing, nothing) is None

    def test_a_ladder_of_one_rung(self) -> None:
        head = TALKS.replace("options: {none: N, local: L, full: F}", "options: {full: F}")
        negotiation = record(
            head, r1="north: {ceasefire: full}\nsouth: {ceasefire: full}"
        ).negotiation
        assert scale(negotiation, "ceasefire").distance(("full",), ("full",)) == 0


MEETINGS = {
    "options": ("ceasefire", "[none, local]", "[local, full]", "local"),
    "no option": ("ceasefire", "none", "[local, full]", ""),
    "ranges": ("pay", "{min: 10, max: 20}", "{min: 15, max: 40}", "{min: 15, max: 20}"),
    "open ranges": ("pay", "{min: 10}", "{max: 40}", "{min: 10, max: 40}"),
    "at least both": ("pay", "{min: 10}", "{min: 40}", "{min: 40}"),
    "a number in a range": ("pay", "15", "{max: 40}", "15"),
    "at one point": ("pay", "{max: 40}", "{min: 40}", "40"),
    "a word stays a word": ("pay", "all", "[all, 3]", "all"),
    "a word and its number, once": ("pay", "[all, 50]", "[50, all]", "50"),
    "apart": ("pay", "{max: 10}", "{min: 40}", ""),
    "texts": ("wording", "[Equal, Free]", "[free, Fair]", "Free"),
}


@pytest.mark.parametrize("row", MEETINGS)
def test_what_two_values_have_in_common(row: str) -> None:
    issue, a, b, shared = MEETINGS[row]
    found = meet(value(issue, a), value(issue, b))
    assert same(found, value(issue, shared) if shared else ())
    assert len(found) == (1 if shared else 0)


def test_a_shared_word_is_told_as_that_word() -> None:
    (shared,) = meet(value("pay", "all"), value("pay", "[3, all]"))
    assert shared == value("pay", "all")[0]
    (number,) = meet(value("pay", "all"), value("pay", "50"))
    assert number == value("pay", "50")[0]


WITHIN = {
    "an option in a list": ("ceasefire", "none", "[none, full]", True),
    "a list in an option": ("ceasefire", "[none, full]", "none", False),
    "a number in a range": ("pay", "15", "{min: 10, max: 20}", True),
    "a number at the end": ("pay", "20", "{min: 10, max: 20}", True),
    "a range in a number": ("pay", "{min: 10, max: 20}", "15", False),
    "a range half in another": ("pay", "{min: 10, max: 20}", "{max: 15}", False),
    "an open range in one more open": ("pay", "{min: 40}", "{min: 10}", True),
    "an open range in a closed": ("pay", "{min: 40}", "{min: 10, max: 50}", False),
    "a closed range in an open": ("pay", "{min: 40, max: 45}", "{min: 10}", True),
    "open below in open above": ("pay", "{max: 40}", "{min: 10}", False),
    "a text in another case": ("wording", "equal", "[Free, EQUAL]", True),
}


@pytest.mark.parametrize("row", WITHIN)
def test_whether_a_value_lies_within_another(row: str) -> None:
    issue, a, b, expected = WITHIN[row]
    assert within(value(issue, a), value(issue, b)) is expected


def test_nothing_lies_within_nothing_but_is_the_same() -> None:
    one = value("pay", "5")
    assert not within((), one)
    assert not within(one, ())
    assert same((), ())
    assert not same((), one)
    assert not same(one, ())


def test_values_are_the_same_in_any_order_and_with_any_words() -> None:
    assert same(value("pay", "[all, 3]"), value("pay", "[3, 50]"))
    assert same(value("wording", "[Equal, Free]"), value("wording", "[free, equal]"))
    assert not same(value("pay", "[3, 50]"), value("pay", "3"))


PASSING = {
    "up past it": ("pay", "10", "30", "20", True),
    "down past it": ("pay", "30", "10", "20", True),
    "up to it": ("pay", "10", "20", "20", False),
    "from it": ("pay", "20", "30", "20", False),
    "short of it": ("pay", "10", "19", "20", False),
    "away from it": ("pay", "10", "0", "20", False),
    "into a range": ("pay", "10", "22", "{min: 20, max: 25}", False),
    "past a range": ("pay", "10", "26", "{min: 20, max: 25}", True),
    "a range past a number": ("pay", "{min: 5, max: 10}", "{min: 25, max: 30}", "20", True),
    "a range onto a number": ("pay", "{min: 5, max: 10}", "{min: 15, max: 30}", "20", False),
    "at least less, at least more": ("pay", "{min: 10}", "{min: 30}", "{min: 20}", True),
    "at most more, at most less": ("pay", "{max: 30}", "{max: 10}", "{max: 20}", True),
    "at least more still": ("pay", "{min: 30}", "{min: 40}", "{min: 20}", False),
    "below at least, at least more": ("pay", "10", "{min: 30}", "{min: 20}", True),
    "below at least, then within": ("pay", "10", "30", "{min: 20}", False),
    "options": ("ceasefire", "none", "full", "local", True),
    "choices have no order": ("venue", "coast", "isle", "hills", False),
    "a list on both sides": ("pay", "[10, 30]", "40", "20", False),
}


@pytest.mark.parametrize("row", PASSING)
def test_whether_a_step_passes_where_another_stands(row: str) -> None:
    issue, before, after, other, expected = PASSING[row]
    here, _, _ = both(issue, before, after)
    values = (value(issue, before), value(issue, after), value(issue, other))
    assert passes(here, *values) is expected
    assert passes(here, values[1], values[0], values[2]) is expected


SPELLED = {
    "nothing": (None, None, "–"),
    "zero": (Fraction(0), 0, "0"),
    "a whole number": (Fraction(50), 50, "50"),
    "a third": (Fraction(100, 3), 33.3333, "33.3"),
    "a negative third": (Fraction(-100, 3), -33.3333, "-33.3"),
    "less than a tenth": (Fraction(1, 60), 0.0167, "0.02"),
    "less than nothing, by little": (Fraction(-1, 60), -0.0167, "-0.02"),
    "next to nothing": (Fraction(1, 10**7), 1e-7, "0.0000001"),
    "nearly all": (Fraction(9999, 100), 99.99, "100"),
}


@pytest.mark.parametrize("row", SPELLED)
def test_a_distance_in_data_and_in_print(row: str) -> None:
    """Only 0 is 0, and never −0."""
    distance, data, words = SPELLED[row]
    assert repr(plain(distance)) == repr(data)
    assert spelled_distance(distance) == words


quantities = st.one_of(
    st.integers(0, 50).map(str),
    st.tuples(st.integers(0, 25), st.integers(25, 50)).map(
        lambda ends: f"{{min: {ends[0]}, max: {ends[1]}}}"
    ),
    st.integers(0, 50).map(lambda end: f"{{min: {end}}}"),
    st.integers(0, 50).map(lambda end: f"{{max: {end}}}"),
)
said = st.one_of(
    st.tuples(st.just("pay"), quantities, quantities),
    st.tuples(st.just("fee"), quantities, quantities),
    st.tuples(
        st.just("ceasefire"), *[st.sampled_from(["none", "local", "full", "[none, full]"])] * 2
    ),
    st.tuples(st.just("venue"), *[st.sampled_from(["coast", "isle", "[coast, hills]"])] * 2),
)


@given(said, st.permutations(["value", "stance", "salience", "note"]), st.booleans())
def test_the_order_of_keys_and_the_layout_change_nothing(
    row: tuple[str, str, str], order: list[str], block: bool
) -> None:
    issue, a, b = row
    keys = {"value": a, "stance": "offer", "salience": "5", "note": "Later"}
    if block:
        told = "\n" + "".join(f"    {key}: {keys[key]}\n" for key in order)
        north = f"north:\n  {issue}:{told}"
    else:
        north = f"north: {{{issue}: {{{', '.join(f'{key}: {keys[key]}' for key in order)}}}}}\n"
    negotiation = talks(r1=f"{north}south: {{{issue}: {{value: {b}}}}}\nwatch: {WIDE}\n")
    stands = moment(negotiation).stands
    apart = scale(negotiation, issue).apart(
        stands["north", issue].held, stands["south", issue].held
    )
    here, one, other = both(issue, a, b, WIDE)
    assert apart == here.apart(one, other)
    assert apart is None or 0 <= apart <= 100


numbers = st.decimals(-1000, 1000, allow_nan=False, places=3)
ranges = st.tuples(st.none() | numbers, st.none() | numbers).map(
    lambda ends: Range(*sorted(ends)) if None not in ends else Range(*ends)
)


@given(ranges, ranges, st.integers(1, 4000))
def test_ranges_are_as_far_apart_as_the_plainest_sum_says(x: Range, y: Range, width: int) -> None:
    issue = Issue("cap", "Cap", "quantity")
    scale = Scale(issue, {}, {"": Span(Decimal(-width), Decimal(width), False)}, {})
    ends = [Fraction(0)]
    if (x.high, y.high) == (None, None) and None not in (x.low, y.low):
        ends = [abs(Fraction(x.low) - Fraction(y.low))]  # type: ignore[arg-type]
    elif (x.low, y.low) == (None, None) and None not in (x.high, y.high):
        ends = [abs(Fraction(x.high) - Fraction(y.high))]  # type: ignore[arg-type]
    else:
        for one, other in ((x, y), (y, x)):
            if one.high is not None and other.low is not None:
                ends.append(Fraction(other.low) - Fraction(one.high))
    apart = max(ends)
    wanted = 100 * apart / (2 * width) if apart <= 2 * width else None
    assert scale.distance((x,), (y,)) == scale.distance((y,), (x,)) == wanted


@given(st.lists(st.none() | st.fractions(-100, 100)))
def test_a_mean_is_the_sum_of_what_is_known_by_its_number(distances: list[Fraction | None]) -> None:
    known = [one for one in distances if one is not None]
    assert mean(distances) == (sum(known) / Fraction(len(known)) if known else None)
