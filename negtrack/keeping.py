"""Whether a merge kept what both sides said: judged from the values alone, not from its lines."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from negtrack.yamltext import Path, Tree


class _Absent(NamedTuple):
    """What stands where there is no such key."""


_ABSENT = _Absent()
_Part = Tree | _Absent


class Versions(NamedTuple):
    """What a file, or a part of it, said before, what each side made of it, and what was merged.

    `chosen` is the side that is taken in conflicts, `ours` or `theirs`; empty where there are none.
    """

    base: _Part
    ours: _Part
    theirs: _Part
    result: _Part
    chosen: str = ""


def kept(parts: Versions, path: Path = ()) -> bool:
    """Whether the result has what each side changed, and what neither did, and nothing else."""
    base, ours, theirs, result, chosen = parts
    if chosen and repr(result) == repr(getattr(parts, chosen)):
        return True
    if _opened(parts, path):
        return _all_kept(parts, path)
    if repr(ours) == repr(base) or repr(ours) == repr(theirs):
        return repr(result) == repr(theirs)
    if repr(theirs) == repr(base):
        return repr(result) == repr(ours)
    if any(isinstance(one, list) for one in (ours, theirs, result)):
        return _list_kept(parts)
    return False


def _opened(parts: Versions, path: Path) -> bool:
    """Whether what stands here is merged key by key: sections, their entries, an agreement."""
    if len(path) < 2:
        return all(isinstance(one, dict | None) for one in parts[1:4])
    agreed = len(path) == 2 and path[0] == "agreements"
    return agreed and all(isinstance(one, dict) for one in parts[:4])


def _all_kept(parts: Versions, path: Path) -> bool:
    told = [one if isinstance(one, dict) else {} for one in parts[:4]]
    for key in {key for one in told for key in one}:
        base, ours, theirs, result = (one.get(key, _ABSENT) for one in told)
        if not kept(Versions(base, ours, theirs, result, parts.chosen), (*path, key)):
            return False
    return True


def _list_kept(parts: Versions) -> bool:
    """Each statement that a side added is there, each that it removed is not, in its order."""
    base, ours, theirs, result = (_items(one) for one in parts[:4])
    before, here, there, now = map(Counter, (base, ours, theirs, result))
    if parts.chosen:
        added = (here if parts.chosen == "ours" else there) - before
        return added <= now <= (before | here | there)
    gone, new = (before - here) | (before - there), (here - before) | (there - before)
    return now == before - gone + new and _in_order(ours, result) and _in_order(theirs, result)


def _in_order(side: list[str], result: list[str]) -> bool:
    here, there = set(side), set(result)
    return [one for one in side if one in there] == [one for one in result if one in here]


def _items(part: _Part) -> list[str]:
    """The items of a list, each as a text to compare; what is alone is a list of one."""
    if part is None or isinstance(part, _Absent):
        return []
    return [repr(one) for one in (part if isinstance(part, list) else [part])]
