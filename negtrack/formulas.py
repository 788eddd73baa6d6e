"""Texts in files that spreadsheets open: kept from being formulas, and given back as they were.

What is put in can be taken out again, whatever the text is: `unguarded(guarded(x)) == x`, and
`from_excel(for_excel(x)) == x`.
"""

from __future__ import annotations

import re

_BEGINS = "=+\\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b"
"""What makes a spreadsheet take a text for a formula: a mark, also full-width or small."""

_START = "(^|[;\\t\\r\\n])( *)('*)"
"""Where a cell can start: at the start, or after what ends a cell or a line in some region's
settings; then blanks and apostrophes."""

_FORMULA = re.compile(f"{_START}(?=[{_BEGINS}])")
_GUARDED = re.compile(f"{_START}'(?=[{_BEGINS}])")
_NUMBER = re.compile(r"-\d+(?:\.\d+)?", re.ASCII)

_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
"""What the XML of a workbook cannot hold or keep, and what would be taken for its escape."""

_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


def guarded(text: str) -> str:
    """The text of a CSV cell with an apostrophe before whatever would begin a formula.

    Where apostrophes stand there already, one is added to them. A negative number is left alone.
    """
    return text if _NUMBER.fullmatch(text) else _FORMULA.sub(r"\1\2\3'", text)


def unguarded(text: str) -> str:
    """The text of a CSV cell as it was before it was guarded."""
    return _GUARDED.sub(r"\1\2\3", text)


def for_excel(text: str) -> str:
    """The text of a workbook's cell; what XML cannot hold as Excel spells it, `_x000D_`."""
    return _UNFIT.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def from_excel(text: str) -> str:
    """The text of a workbook's cell as it was before it was spelled for Excel."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
