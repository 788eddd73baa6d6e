"""What became of each item of a list, and how the additions of two sides go together."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negtrack.alignment import Unclear, aligned, alike, apart, dated_apart, joined
from negtrack.chunks import Chunk, cut
from negtrack.yamltext import Tree


def items(*texts: str) -> tuple[Chunk, ...]:
    """The items of a list, each written in one line."""
    listed = "".join(f"  - {one}\n" for one in texts)
    return cut(f"events:\n{listed}").whole.parts[0].parts if texts else ()


def values(chunks: object) -> list[Tree]:
    assert isinstance(chunks, list | tuple)
    return [one and one.value for one in chunks]


class TestAligned:
    @pytest.mark.parametrize(
        ("base", "side", "now", "added"),
        [
            ("", "", [], [""]),
            ("", "ab", [], ["ab"]),
            ("abc", "abc", ["a", "b", "c"], ["", "", "", ""]),
            ("abc", "axc", ["a", "x", "c"], ["", "", "", ""]),
            ("abc", "ac", ["a", None, "c"], ["", "", "", ""]),
            ("abc", "", [None, None, None], ["", "", "", ""]),
            ("abc", "xabcy", ["a", "b", "c"], ["x", "", "", "y"]),
            ("abc", "axbc", ["a", "b", "c"], ["", "x", "", ""]),
            ("ab", "axyz", ["a", "x"], ["", "", "yz"]),
            ("abcd", "axd", ["a", "x", None, "d"], ["", "", "", "", ""]),
            ("aa", "aaa", ["a", "a"], ["", "", "a"]),
        ],
    )
    def test_each_item(self, base: str, side: str, now: list[str | None], added: list[str]) -> None:
        found = aligned(items(*base), items(*side))
        assert values(found.now) == now
        assert ["".join(map(str, values(one))) for one in found.added] == added


class TestAlike:
    @pytest.mark.parametrize(
        ("one", "other"),
        [("a", "a"), ("a", '"a"'), ("{a: b}", "{ a: 'b' }"), ("a # b", "a    # b")],
    )
    def test_however_it_is_laid_out(self, one: str, other: str) -> None:
        assert alike(*items(one, other))

    @pytest.mark.parametrize(
        ("one", "other"),
        [("a", "b"), ("a", "a # b"), ("a # c", "a # b"), ("{a: b, c: d}", "{c: d, a: b}")],
    )
    def test_not_in_value_order_or_comment(self, one: str, other: str) -> None:
        assert not alike(*items(one, other))


class TestJoined:
    @staticmethod
    def of(ours: str, theirs: str) -> str:
        """Items by day of January and letter, as `1a`, or a letter alone; what comes of both."""
        return " ".join(
            f"{str(one.get('date', ''))[-1:]}{one['value']}"
            for one in values(joined(dated(ours), dated(theirs)))
            if isinstance(one, dict)
        )

    @pytest.mark.parametrize(
        ("ours", "theirs", "both"),
        [
            ("", "", ""),
            ("b a", "", "b a"),
            ("", "2b 1a", "2b 1a"),
            ("1a", "2b", "1a 2b"),
            ("2b", "1a", "1a 2b"),
            ("1a 3c", "2b 4d", "1a 2b 3c 4d"),
            ("a b", "a b", "a b"),
            ("a b", "a", "a b"),
            ("b", "a b", "a b"),
            ("1a 2b", "1a 3c", "1a 2b 3c"),
        ],
    )
    def test_oldest_first_and_once(self, ours: str, theirs: str, both: str) -> None:
        assert self.of(ours, theirs) == both

    @pytest.mark.parametrize(
        ("ours", "theirs"), [("a", "b"), ("1a", "1b"), ("1a", "b"), ("a", "1a")]
    )
    def test_unclear_without_different_dates(self, ours: str, theirs: str) -> None:
        for one, other in ((ours, theirs), (theirs, ours)):
            with pytest.raises(Unclear):
                self.of(one, other)


def dated(words: str) -> tuple[Chunk, ...]:
    return items(
        *(
            f"{{date: 2025-01-0{word[0]}, value: {word[1]}}}"
            if len(word) > 1
            else f"{{value: {word}}}"
            for word in words.split()
        )
    )


def test_apart_looks_at_all_other_places() -> None:
    base = items("x", "y")
    early = aligned(base, (*dated("1a"), *base))
    late = aligned(base, (*base, *dated("2b")))
    same_day = aligned(base, (*base, *dated("1b")))
    apart(early, late)
    apart(late, early)
    apart(late, same_day)  # in one place, which `joined` judges
    with pytest.raises(Unclear):
        apart(early, same_day)
    with pytest.raises(Unclear):
        apart(early, aligned(base, (*base, *dated("b"))))


ITEMS = st.lists(
    st.sampled_from(
        ("full", "{date: 2025-02-01, n: 1}", "{date: 2025-02-01, n: 2}", "{date: 2025-02-02}")
    ),
    max_size=4,
)


@given(ITEMS, ITEMS)
def test_what_both_added_goes_together_where_any_two_that_differ_have_two_dates(
    ours: list[str], theirs: list[str]
) -> None:
    mine, others = items(*ours), items(*theirs)
    differing = [
        (a.value, b.value)
        for a, b in product(mine, others)
        if not any(alike(a, one) for one in others) and not any(alike(b, one) for one in mine)
    ]
    clear = all(
        isinstance(a, dict) and isinstance(b, dict) and a["date"] != b["date"] for a, b in differing
    )
    try:
        found = [one.text for one in joined(mine, others)]
    except Unclear:
        assert not clear
        return
    assert clear
    assert {*ours, *theirs} == {one.strip(" -\n") for one in found}


@pytest.mark.parametrize(
    ("ours", "theirs", "told"),
    [
        ("{date: 2025-02-01}", "{date: 2025-02-02}", True),
        ("{date: 2025-02-01}", "{date: 2025-02-01}", True),
        ("{date: 2025-02-01, n: 1}", "{date: 2025-02-01, n: 2}", False),
        ("{date: 2025-02-01}", "{n: 1}", False),
        ("{n: 1}", "{n: 1}", False),
        ("full", "{date: 2025-02-02}", False),
    ],
)
def test_statements_of_different_dates_are_told_apart(ours: str, theirs: str, told: bool) -> None:
    (mine,), (others,) = items(ours), items(theirs)
    assert dated_apart(mine, others) is told
    assert dated_apart(others, mine) is told
