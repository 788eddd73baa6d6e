"""What became of each item of a list on one side, and how the items that both sides added go."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import NamedTuple

from negtrack.chunks import Chunk
from negtrack.yamltext import Tree

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_REMARK = re.compile(r"(?:^|(?<=\s))#.*", re.MULTILINE)


class Unclear(Exception):
    """Two sides added to one list what may be the same statement, or may not."""


class Side(NamedTuple):
    """A list beside the one that it began as.

    `now` is what each item of that has become, None where it is gone; `added` is what came before
    each of them, and at last what came after all.
    """

    now: tuple[Chunk | None, ...]
    added: tuple[tuple[Chunk, ...], ...]


def alike(one: Chunk, other: Chunk) -> bool:
    """Whether two chunks say the same, in values and in comments, however they are laid out."""
    return _says(one) == _says(other)


def _says(chunk: Chunk) -> tuple[str, ...]:
    """What a chunk says, unlike == with the order of its keys, and its comments."""
    return repr(chunk.value), *_REMARK.findall(chunk.text)


def aligned(base: Sequence[Chunk], side: Sequence[Chunk]) -> Side:
    """Items that say the same are the same; those between them are changed in order."""
    before, after = ([repr(one.value) for one in items] for items in (base, side))
    now: list[Chunk | None] = [None] * len(base)
    added: list[list[Chunk]] = [[] for _ in range(len(base) + 1)]
    start = first = 0
    for stop, last in (*_matched(before, after), (len(before), len(after))):
        for place, item in zip_longest(range(start, stop), side[first:last]):
            if place is None:
                added[stop].append(item)
            else:
                now[place] = item
        if stop < len(base):
            now[stop] = side[last]
        start, first = stop + 1, last + 1
    return Side(tuple(now), tuple(map(tuple, added)))


def apart(ours: Side, theirs: Side) -> None:
    """Unclear where what was added in two places of a list may be the same statement."""
    if _meet(ours.added, theirs.added) or _meet(theirs.added, ours.added):
        raise Unclear


def joined(ours: Sequence[Chunk], theirs: Sequence[Chunk]) -> Sequence[Chunk]:
    """What both sides added in one place, once what both did, and oldest first.

    Unclear where two have no different dates: they may be one statement that was coded twice.
    """
    mine, others = _less(ours, theirs), _less(theirs, ours)
    if not _clear(mine, others):
        raise Unclear
    if not mine:
        return theirs
    return sorted((*ours, *others), key=_day) if others else ours


def dated_apart(ours: Chunk, theirs: Chunk) -> bool:
    """Whether what both sides say on an issue are statements of which no two are of one date."""
    mine, others = _statements(ours), _statements(theirs)
    if not all(map(_said_on, (*mine, *others))):
        return False
    same = [repr(one) for one in mine if one in others]
    days, known = (
        {_said_on(one) for one in side if repr(one) not in same} for side in (mine, others)
    )
    return days.isdisjoint(known)


def _statements(chunk: Chunk) -> list[Tree]:
    return chunk.value if isinstance(chunk.value, list) else [chunk.value]


def _matched(before: Sequence[str], after: Sequence[str]) -> Iterable[tuple[int, int]]:
    """The places of the items that are the same, in order of both.

    There is one answer where nothing that both have is there twice or has moved; it is quick. What
    is a move and what a change has many, and difflib chooses one, in a time that grows faster.
    """
    counts = Counter(before), Counter(after)
    both = counts[0].keys() & counts[1].keys()
    here, there = (
        [place for place, one in enumerate(side) if one in both] for side in (before, after)
    )
    if [before[place] for place in here] == [after[place] for place in there] and len(here) == len(
        both
    ):
        return zip(here, there, strict=True)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return (
        (start + step, first + step)
        for start, first, size in matcher.get_matching_blocks()
        for step in range(size)
    )


def _less(some: Sequence[Chunk], others: Sequence[Chunk]) -> list[Chunk]:
    said = {_says(one) for one in others}
    return [one for one in some if _says(one) not in said]


def _meet(some: Sequence[Sequence[Chunk]], others: Sequence[Sequence[Chunk]]) -> bool:
    """Whether one of some may be one of the others in another place, as only dates tell."""
    filled = {place for place, items in enumerate(others) if items}
    places: dict[str, set[int]] = {}
    for place in filled:
        for one in others[place]:
            places.setdefault(_day(one), set()).add(place)
    for place, items in enumerate(some):
        for day in map(_day, items):
            elsewhere = places.get(day, set()) if day else filled
            if elsewhere and elsewhere != {place}:
                return True
    return False


def _clear(ours: Sequence[Chunk], theirs: Sequence[Chunk]) -> bool:
    """Whether each of one side has another date than each of the other, as only dates tell."""
    days, known = ({_day(one) for one in side} for side in (ours, theirs))
    return not days or not known or ("" not in days | known and days.isdisjoint(known))


def _day(chunk: Chunk) -> str:
    return _said_on(chunk.value)


def _said_on(value: Tree) -> str:
    """The date of a statement; empty where it has none."""
    said = value.get("date") if isinstance(value, dict) else None
    return said if isinstance(said, str) and _DAY.fullmatch(said) else ""
