"""Text that came from a record, made safe to show and easy to compare."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SHORT = 200
"""The letters up to which what a text is compared as is kept: few texts are compared often."""

LARGEST = 1 << 20
"""The size in bytes above which no file of a record is read."""

_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u17b4\u17b5\u180e"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e0fff]"
)
"""Control, bidirectional, zero-width and tag characters, and lone surrogates: all that a reader
cannot see or a terminal would obey. Tab and newline are left to the format."""


def visible(text: str) -> str:
    """The text with every hidden or commanding character spelled as its code point, `<U+202E>`."""
    return _HIDDEN.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)


def one_line(text: str) -> str:
    """The visible text on one line, with every run of white space as one space."""
    return visible(" ".join(text.split()))


def folded(text: str) -> str:
    """The text as it is compared: NFC, white space collapsed, case folded."""
    return _known_folded(text) if len(text) <= _SHORT else _folded(text)


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()


_known_folded = lru_cache(maxsize=1 << 12)(_folded)


def listed(words: list[str] | tuple[str, ...], joint: str = "and") -> str:
    """The words as a phrase: `a`, `a and b`, `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joint} {words[-1]}"


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: `1 issue`, `3 issues`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def numbered(error: UnicodeError) -> tuple[str, int]:
    """Letters that an encoding lacks as JSON writes them, `\\uXXXX`, and where they end.

    Two of these make a letter beyond U+FFFF.
    """
    assert isinstance(error, UnicodeEncodeError)
    held = error.object[error.start : error.end]
    units = held.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4)), error.end
