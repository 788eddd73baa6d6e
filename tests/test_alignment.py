"""What became of each item of a list, and how the additions of two sides go together."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import product, zip_longest

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from negtrack.alignment import Side, Unclear, aligned, alike, apart, dated_apart, joined
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


def day(chunk: Chunk) -> str:
    return str(chunk.value.get("date", "")) if isinstance(chunk.value, dict) else ""


def clear(ours: Sequence[Chunk], theirs: Sequence[Chunk]) -> bool:
    """As one would say it: no two of both that have no different dates."""
    return all(day(a) and day(b) and day(a) != day(b) for a, b in product(ours, theirs))


def aligned_slowly(base: Sequence[Chunk], side: Sequence[Chunk]) -> Side:
    """As difflib tells two lists apart, whatever they hold."""
    before, after = ([repr(one.value) for one in items] for items in (base, side))
    now: list[Chunk | None] = [None] * len(base)
    added: list[list[Chunk]] = [[] for _ in range(len(base) + 1)]
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for _, start, stop, first, last in matcher.get_opcodes():
        for place, item in zip_longest(range(start, stop), side[first:last]):
            if place is None:
                added[stop].append(item)
            else:
                now[place] = item
    return Side(tuple(now), tuple(map(tuple, added)))


def joined_slowly(ours: Sequence[Chunk], theirs: Sequence[Chunk]) -> Sequence[Chunk] | None:
    mine = [one for one in ours if not any(alike(one, other) for other in theirs)]
    others = [one for one in theirs if not any(alike(one, other) for other in ours)]
    if not clear(mine, others):
        return None
    return sorted((*ours, *others), key=day) if mine and others else ours if mine else theirs


def apart_slowly(ours: Side, theirs: Side) -> bool:
    places = range(len(ours.added))
    return all(clear(ours.added[a], theirs.added[b]) for a in places for b in places if a != b)


def is_apart(ours: Side, theirs: Side) -> bool:
    try:
        apart(ours, theirs)
    except Unclear:
        return False
    return True


ITEMS = [f"{number}{letter}" for number in ("", 1, 2, 3) for letter in "abcd"]
BASES = st.lists(st.sampled_from(ITEMS), max_size=6)


@st.composite
def lists(draw: st.DrawFn) -> tuple[tuple[Chunk, ...], ...]:
    """A list, and what two made of it: items taken out, put in, moved, also such as are there."""
    base = draw(BASES)
    sides = []
    for _ in range(2):
        side = list(base)
        for _ in range(draw(st.integers(0, 4))):
            if draw(st.booleans()) and side:
                side.pop(draw(st.integers(0, len(side) - 1)))
            else:
                side.insert(draw(st.integers(0, len(side))), draw(st.sampled_from(ITEMS)))
        sides.append(side)
    return tuple(dated(" ".join(one)) for one in (base, *sides))


class TestLaws:
    """The quick ways find what the plain ones do."""

    @given(lists())
    @settings(max_examples=600, deadline=None)
    def test_of_alignment(self, three: tuple[tuple[Chunk, ...], ...]) -> None:
        base, ours, theirs = three
        here, there = aligned_slowly(base, ours), aligned_slowly(base, theirs)
        assert (aligned(base, ours), aligned(base, theirs)) == (here, there)
        event(f"apart: {apart_slowly(here, there)}")
        assert is_apart(here, there) == apart_slowly(here, there)

    @given(BASES, BASES)
    @settings(max_examples=400, deadline=None)
    def test_of_joining(self, ours: list[str], theirs: list[str]) -> None:
        mine, others = dated(" ".join(ours)), dated(" ".join(theirs))
        found = joined_slowly(mine, others)
        event(f"clear: {found is not None}")
        try:
            assert joined(mine, others) == found
        except Unclear:
            assert found is None


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
