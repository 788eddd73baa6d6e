"""Why an issue has its status: who, and by what, in phrases short enough for one cell of a table.

With ten parties an issue has 45 pairs. The phrases name the largest and count the rest, which the
data lists in full.
"""

from __future__ import annotations

from collections.abc import Iterator
from heapq import nlargest

from negtrack.measures import spelled_distance
from negtrack.pairs import Pair
from negtrack.statuses import Status
from negtrack.text import counted, listed
from negtrack.values import spelled

_MOST = 3
"""How many of a kind are named before the rest are counted."""


def reasons(status: Status) -> Iterator[str]:
    """What a reader needs to understand the status, a phrase at a time."""
    for agreement in status.agreed:
        yield f"agreed: {agreement.id}"
    yield from _refusals(status)
    if status.conditions and status.status != "agreed":
        yield f"{_few([held.party for held in status.conditions])} on conditions"
    for one, other in status.priced if status.status == "opposed" else ():
        yield f"{other} asks {one} for it without any"
    now, before = status.common
    if now is not None and status.common != (status.gap, status.previous_gap):
        yield f"same pairs: {spelled_distance(before)} → {spelled_distance(now)}"
    yield from _largest(status)
    yield from _remarks(status)


def _refusals(status: Status) -> Iterator[str]:
    """Who rejects what whom names, each who rejects once."""
    refused: dict[str, list[str]] = {}
    for one, other in status.refused:
        refused.setdefault(one, []).append(other)
    for one, others in list(refused.items())[:_MOST]:
        yield f"{one} rejects what {_few(others)} {'name' if len(others) > 1 else 'names'}"
    if len(refused) > _MOST:
        yield f"{len(refused) - _MOST} more reject what others name"


def _largest(status: Status) -> Iterator[str]:
    """The pair that is furthest apart; of more than three, the three and how many others."""
    rest = status.measured - _MOST
    named = status.widest(_MOST if rest > 0 else 1)
    if len(status.pairs) < 2 or not named or not named[0].gap:
        return
    told = [f"{pair.a}–{pair.b} {spelled_distance(pair.gap)}" for pair in named]
    more = f" and {counted(rest, 'more pair')}" if rest > 0 else ""
    yield f"largest: {', '.join(told)}{more}"


def _remarks(status: Status) -> Iterator[str]:
    """What is disputed and what both could accept, of the pairs with the widest doubt or gap."""
    told = {pair: found for pair in status.pairs if (found := list(_remark(status, pair)))}
    named = set(nlargest(_MOST, told, key=lambda pair: pair.most or pair.gap or 0))
    for pair, phrases in told.items():
        if pair in named:
            yield from phrases
    if len(told) > _MOST:
        rest = counted(len(told) - _MOST, "more pair")
        yield f"{rest} disputed or with a value both could accept"


def _remark(status: Status, pair: Pair) -> Iterator[str]:
    who = f"{pair.a}–{pair.b} " if len(status.pairs) > 1 else ""
    if pair.disputed:
        yield f"{who}disputed: {_interval(pair)}"
    if pair.overlap and pair.gap:
        yield f"{who or 'both '}could accept {spelled(status.issue, pair.overlap)}"


def _interval(pair: Pair) -> str:
    """From the smallest to the largest gap of disputed versions, and how many have none."""
    ends = (pair.least, pair.most)
    told = [" to ".join(map(spelled_distance, ends))] if pair.least is not None else []
    if pair.unmeasured:
        versions = counted(pair.unmeasured, "pair of versions", "pairs of versions")
        told.append(f"{versions} cannot be measured")
    return ", ".join(told)


def _few(names: list[str]) -> str:
    """Names as a phrase; of more than four, three and how many others."""
    if len(names) <= _MOST + 1:
        return listed(names)
    return listed([*names[:_MOST], f"{len(names) - _MOST} more"])
