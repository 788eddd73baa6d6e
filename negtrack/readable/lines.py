"""Lines of plain words: one thing a line, broken where sentences end, so that a change stays small.

No line is longer than 72 columns where it has spaces, before it is moved to the right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from negtrack import columns
from negtrack.text import listed, one_line
from negtrack.yamltext import Tree

_SENTENCE = re.compile(r"(?<=[.!?…])\s+")
_WIDTH = 72


def indented(lines: Iterable[str]) -> Iterator[str]:
    """The lines, moved to the right by one step."""
    return (f"  {line}" for line in lines)


def wrapped(text: str) -> Iterator[str]:
    """A text in lines, the first at the margin: a new one for every sentence and every line of it.

    What cannot be seen in it is spelled out.
    """
    parts = [part for line in text.splitlines() for part in _SENTENCE.split(line)]
    sentences = [sentence for sentence in map(one_line, parts) if sentence]
    for number, sentence in enumerate(sentences):
        if number:
            yield from indented(columns.wrapped(sentence, _WIDTH - 2, "", whole=True))
        else:
            yield from columns.wrapped(sentence, _WIDTH, whole=True)


def told(words: str, value: Tree, sign: str = ":") -> Iterator[str]:
    """`words: value` for what fits a phrase; else `words:` with every part of the value below."""
    phrase = _phrase(value)
    if phrase is None:
        yield f"{words}:"
        yield from indented(_parts(value))
    elif " " in phrase.strip() or "\n" in phrase:
        yield from wrapped(f"{words}{sign} {phrase}")
    else:  # an address, however long, stays on the line of its name
        yield f"{words}{sign} {one_line(phrase)}"


def each(words: str, value: Tree) -> Iterator[str]:
    """A line for each element of a list, or for the one that is not in a list."""
    for one in value if isinstance(value, list) and value else [value]:
        yield from told(words, one)


def either(name: str, value: Tree, known: Mapping[str, str]) -> Iterator[str]:
    """What a word stands for as a line of its own; another value after the key's name."""
    if isinstance(value, str) and value in known:
        yield known[value]
    else:
        yield from told(name, value)


def _phrase(value: Tree) -> str | None:
    """A text, a range or a choice of them as one phrase; None for what is nested deeper."""
    if value is None or isinstance(value, str):
        return "(nothing)" if value is None else value if value.strip() else "(no text)"
    if isinstance(value, dict):
        return _range(value)
    phrases = [None if isinstance(one, list) else _phrase(one) for one in value]
    whole = [phrase for phrase in phrases if phrase is not None]
    return (listed(whole, "or") or "(an empty list)") if len(whole) == len(phrases) else None


def _range(value: dict[str, Tree]) -> str | None:
    """`48 to 72`, `at least 48`, `at most 72`."""
    least, most = value.get("min"), value.get("max")
    if not value.keys() <= {"min", "max"} or not all(isinstance(v, str) for v in value.values()):
        return None
    if least is not None and most is not None:
        return f"{least} to {most}"
    if least is None and most is None:
        return "(an empty range)"
    return f"at most {most}" if least is None else f"at least {least}"


def _parts(value: Tree) -> Iterator[str]:
    """Every part of a value that has no words of its own."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from told(one_line(key) or "(no name)", one)
    elif isinstance(value, list):
        for one in value:
            yield from told("-", one, sign="")
    else:
        yield from told("-", value, sign="")
