"""A command line so far, as a shell gives it: its words, and which parameter the cursor is in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

Table = Mapping[str, Any]
"""A part of what `negtrack.spelling` makes."""

_WORD = re.compile(r"""(?:[^\s\\'"]|\\.|'[^']*(?:'|$)|"(?:[^"\\]|\\.)*(?:"|$))+""", re.DOTALL)
_QUOTING = re.compile(r"""\\(.)|['"]""", re.DOTALL)


class Candidate(NamedTuple):
    """A word that may stand at the cursor, and what it means; `open` where more is to follow it."""

    word: str
    help: str = ""
    open: bool = False


class Typed(NamedTuple):
    """A command line so far: the words for each parameter by name, and which the cursor is in.

    `current` is what stands of its value, and `before` what stands before that in the same word,
    as `--issue=`; `begins_option` is whether it is the name of an option that is being typed.
    """

    command: str
    given: Mapping[str, list[str]]
    wanted: str
    current: str
    before: str = ""
    begins_option: bool = False

    def last(self, name: str) -> str:
        """The last word given for a parameter; empty where there is none."""
        return (self.given.get(name) or [""])[-1]


def typed(command: str, takes: Sequence[Table], words: Sequence[str], current: str) -> Typed:
    """Which parameter each word of a command is for, and for which the cursor's is."""
    by_option = {name: one for one in takes for name in one["typed"]}
    places = [one["name"] for one in takes if not one["typed"]]
    given: dict[str, list[str]] = {}
    wanted, only_values = "", False
    for word in words:
        name, equals, value = word.partition("=")
        if wanted:
            given.setdefault(wanted, []).append(word)
            wanted = ""
        elif only_values or not word.startswith("-"):
            given.setdefault(places.pop(0) if places else "", []).append(word)
        elif word == "--":
            only_values = True
        elif name in by_option and by_option[name]["value"] and not equals:
            wanted = by_option[name]["name"]
        elif name in by_option:
            given.setdefault(by_option[name]["name"], []).append(value)
    if wanted:
        return Typed(command, given, wanted, current)
    name, equals, value = current.partition("=")
    if only_values or not current.startswith("-"):
        return Typed(command, given, places[0] if places else "", current)
    if equals and name in by_option:
        return Typed(command, given, by_option[name]["name"], value, f"{name}=")
    return Typed(command, given, "", current, begins_option=True)


def split(line: str) -> list[str]:
    """The words of a command line up to the cursor; the last is the one that it is in."""
    words = [_QUOTING.sub(lambda found: found[1] or "", one) for one in _WORD.findall(line)]
    return [*words, ""] if not line or line[-1:].isspace() else words
