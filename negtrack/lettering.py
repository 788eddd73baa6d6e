"""How much room letters take in a chart, and texts cut or broken to fit it.

Widths are those of Helvetica by kinds of letters, in pixels, and rather too wide than too narrow:
whoever looks at a chart may have another font, and no text may run into the next one. Bold letters
take `BOLD` times as much.
"""

from __future__ import annotations

import re

from negtrack.columns import width
from negtrack.text import one_line

_KINDS = (
    (frozenset("iljtfrI.,:;'|!()[]/ -·"), 0.32),
    (frozenset("mwMWQOGD@%–—…"), 0.88),
    (frozenset("ABCEFHKLNPRSTUVXYZ&"), 0.71),
)
_OTHER, _WIDE = 0.565, 1.05
BOLD = 1.07

_LONGEST = 2000
"""The letters that are looked at: no chart has room for more."""

_NO_XML = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
_ELLIPSIS = "…"


def plain(text: str) -> str:
    """A text from the record on one line, with what cannot be seen or drawn as its code point."""
    told = one_line(text[:_LONGEST])
    return _NO_XML.sub(lambda found: f"<U+{ord(found[0]):04X}>", told)


def room(text: str, size: float) -> float:
    """About how many pixels a text takes at a size in pixels."""
    return size * sum(map(_letter, text))


def cut(text: str, pixels: float, size: float) -> str:
    """A text on one line that takes no more room; what is longer ends in an ellipsis."""
    line = plain(text)
    if room(line, size) <= pixels:
        return line
    return _shortened(line, pixels, size)


def wrapped(text: str, pixels: float, size: float, lines: int) -> list[str]:
    """The words of a text in as many lines at most; the last ends in an ellipsis where all are."""
    words = plain(text).split(" ")
    found = [""]
    while words:
        joined = f"{found[-1]} {words[0]}".lstrip()
        if room(joined, size) <= pixels:
            found[-1] = joined
            words.pop(0)
        elif len(found) == lines:
            found[-1] = _shortened(" ".join([found[-1], *words]).lstrip(), pixels, size)
            words.clear()
        elif found[-1]:
            found.append("")
        else:
            head = _head(words[0], pixels, size)
            found[-1], words[0] = words[0][:head], words[0][head:]
            found.append("")
    return found


def _shortened(line: str, pixels: float, size: float) -> str:
    head = _head(line, pixels - room(_ELLIPSIS, size), size)
    return f"{line[:head].rstrip()}{_ELLIPSIS}"


def _head(word: str, pixels: float, size: float) -> int:
    """How many letters from the first fit, but at least one."""
    taken = 0.0
    for number, letter in enumerate(word):
        taken += size * _letter(letter)
        if taken > pixels:
            return max(number, 1)
    return len(word)


def _letter(letter: str) -> float:
    """The width of a letter at a size of one."""
    for kind, wide in _KINDS:
        if letter in kind:
            return wide
    columns = width(letter)
    return _OTHER if columns == 1 else _WIDE * columns / 2
