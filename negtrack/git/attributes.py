"""The lines of `.gitattributes` that have git ask negtrack about a record: bytes in, bytes out.

They stand in a block with a first and a last line of its own, at the end of the file, where they
win over the lines above. Taken out again, they leave every other byte as it was.
"""

from __future__ import annotations

import re

from negtrack.problems import GIT_REFUSED, Stop

NAME = ".gitattributes"
RULES = ("positions/**/*.yaml diff=negtrack merge=negtrack",)
"""What git is told, from the folder that holds `positions/`."""

_FIRST, _LAST = "# negtrack git setup: from here", "# negtrack git setup: to here"
_OWN_FILE = ", in a file that it made"
_START = re.compile(rf"^{re.escape(_FIRST)}[^\n]*\n?".encode(), re.MULTILINE)
_END = re.compile(rf"^{re.escape(_LAST)}[^\n]*\n?".encode(), re.MULTILINE)


def with_block(old: bytes | None) -> bytes:
    """The bytes with the block in them, or with a newer one in its place; None is no file.

    Where the last line of a file has no end, the block's has none either: so it is known later on.
    """
    text = old or b""
    found = _span(text)
    start, end = found or (len(text), len(text))
    newline = _newline(text[start:end] or text)
    own = old is None or _is_own(text[start:end])
    unended = bool(text[:end]) and not text[:end].endswith(b"\n")
    block = newline.join((_FIRST + (_OWN_FILE if own else ""), *RULES, _LAST))
    before = newline if unended and not found else ""
    return text[:start] + f"{before}{block}{'' if unended else newline}".encode() + text[end:]


def without_block(text: bytes | None) -> bytes | None:
    """The bytes as they were without the block; None where the file was made for it alone."""
    found = None if text is None else _span(text)
    if text is None or found is None:
        return text
    start, end = found
    before, block, after = text[:start], text[start:end], text[end:]
    if not block.endswith(b"\n"):
        before = before.removesuffix(_newline(block).encode())
    rest = before + after
    return None if _is_own(block) and not rest else rest


def _newline(text: bytes) -> str:
    """How lines end: as the first one does."""
    return "\r\n" if re.match(rb"[^\n]*\r\n", text) else "\n"


def _is_own(block: bytes) -> bool:
    return _OWN_FILE.encode() in block.partition(b"\n")[0]


def _span(text: bytes) -> tuple[int, int] | None:
    """Where the block begins and ends; None where there is none, Stop where it is in pieces."""
    starts, ends = list(_START.finditer(text)), list(_END.finditer(text))
    if not starts and not ends:
        return None
    if len(starts) != 1 or len(ends) != 1 or starts[0].start() > ends[0].start():
        sentence = f"the lines of negtrack in {NAME} have lost their beginning or end"
        raise Stop(sentence, "remove them by hand, then try again", GIT_REFUSED)
    return starts[0].start(), ends[0].end()
