"""What became of each item of a list on one side, and how the items that both sides added go."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import product, zip_longest
from typing import NamedTuple

from negtrack.chunks import Chunk

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
    if repr(one.value) != repr(other.value):  # unlike ==, with the order of keys
        return False
    return _REMARK.findall(one.text) == _REMARK.findall(other.text)


def aligned(base: Sequence[Chunk], side: Sequence[Chunk]) -> Side:
    """Items that say the same are the same; those between them are changed in order."""
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


def apart(ours: Side, theirs: Side) -> None:
    """Unclear where what was added in two places of a list may be the same statement."""
    for here, there in product(range(len(ours.added)), repeat=2):
        if here != there and not _clear(ours.added[here], theirs.added[there]):
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


def _less(some: Sequence[Chunk], others: Sequence[Chunk]) -> list[Chunk]:
    return [one for one in some if not any(alike(one, other) for other in others)]


def _clear(ours: Sequence[Chunk], theirs: Sequence[Chunk]) -> bool:
    """Whether each of one side has another date than each of the other, as only dates tell."""
    return not any(_same_day(one, other) for one, other in product(ours, theirs))


def _same_day(one: Chunk, other: Chunk) -> bool:
    return not _day(one) or not _day(other) or _day(one) == _day(other)


def _day(chunk: Chunk) -> str:
    said = chunk.value.get("date") if isinstance(chunk.value, dict) else None
    return said if isinstance(said, str) and _DAY.fullmatch(said) else ""
