"""Where the answer of a command goes, and in what words a record with errors is refused."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from negtrack.problems import USAGE, Problem, Stop

_ALL_OF_THEM = "see all of them, with what to do: negtrack check"

HELD = 32 << 20
"""The letters of an answer that are held together at most, beside what it was made of."""

_CHUNK = 1 << 18

_IN_ASCII = dict(
    (
        *zip("×≠≈∩✓▲▼◆↩↻⇠→·°─│└├░", "x#~n+^v%^*@>.*-|`|:", strict=True),
        *zip("–−’“”α", '--\'""a', strict=True),
        *(("≥ ", ">="), ("≤ ", "<="), ("±", "+-")),
        *(("Σ ", "sum "), ("Σ", "sum "), ("²", "^2")),
        ("…", "..."),
    )
)
"""The signs of pages as a terminal without them can show them: no two that a legend tells apart
become one, and all that stand in the columns of a table but `±` and the last keep their width."""


def save(path: Path, answer: str | bytes) -> None:
    """Write a whole answer to a file: text as UTF-8, and bytes as they are."""
    from negtrack import storage

    storage.overwrite(path, answer.encode() if isinstance(answer, str) else answer)


def tell(answer: str | bytes | Iterator[str]) -> None:
    """Write a whole answer to stdout: text, in pieces as they come, or bytes.

    Who reads gets the first piece at once, and the rest when there is enough of it, or no more.
    Bytes are nothing for a terminal.
    """
    if isinstance(answer, bytes) and sys.stdout.isatty():
        raise Stop("a picture cannot be shown in a terminal", "name a file: -o chart.png", USAGE)
    if isinstance(answer, str | bytes):
        _write(answer, now=True)
        return
    for number, piece in enumerate(answer):
        _write(piece, now=not number)
    _write("", now=True)


def heard(answer: str | bytes | Iterator[str]) -> str | bytes | None:
    """Tell an answer; all of it, to be kept, or None where that would take much memory."""
    if isinstance(answer, str | bytes):
        tell(answer)
        return answer
    held = Held()
    tell(held.each(answer))
    return "".join(held.pieces) if held.size <= HELD else None


def as_written(answer: str) -> bytes:
    """The bytes that stdout makes of an answer."""
    if os.linesep != "\n":
        answer = answer.replace("\n", os.linesep)
    return answer.encode(sys.stdout.encoding or "utf-8", sys.stdout.errors or "strict")


def tell_again(answer: BinaryIO) -> None:
    """Write to stdout what was written there before, from a file, which is closed then."""
    with answer:
        if not hasattr(sys.stdout, "buffer"):  # it takes letters alone, as in a notebook
            _write(answer.read().decode(sys.stdout.encoding or "utf-8"), now=True)
            return
        while piece := answer.read(_CHUNK):
            _write(piece, now=False)
    _write("", now=True)


class Held:
    """The pieces of an answer, while they are not too many to be held together."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.size = 0

    def each(self, answer: Iterator[str]) -> Iterator[str]:
        """Each piece as it comes, which is held from then on."""
        for piece in answer:
            self.size += len(piece)
            if self.size <= HELD:
                self.pieces.append(piece)
            else:
                self.pieces.clear()
            yield piece


def _write(piece: str | bytes, *, now: bool) -> None:
    """Write to stdout, to be read at once where it says now."""
    try:
        if isinstance(piece, bytes):
            sys.stdout.buffer.write(piece)
        else:
            sys.stdout.write(piece)
        if now:
            sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Stop(f"the answer cannot be written: {error.strerror or error}") from None


def sayable(text: str) -> str:
    """A page with the signs that stdout can say; those it cannot are put in ASCII."""
    encoding = sys.stdout.encoding or "utf-8"
    if _says(text, encoding):
        return text
    for sign, told in _IN_ASCII.items():
        if not _says(sign, encoding):
            text = text.replace(sign, told)
    return text


def _says(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def terminal_width() -> int | None:
    """The columns of the terminal that the answer goes to; None for a pipe or a file."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def colour() -> bool:
    """Whether the answer may be coloured: in a terminal, unless NO_COLOR or TERM=dumb says no."""
    wanted = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return sys.stdout.isatty() and wanted


def told_errors(sentence: str, errors: list[Problem], code: int, hint: str = _ALL_OF_THEM) -> Stop:
    """The refusal of a record with errors, the first of them told."""
    shown = [f"{one.place}: {one.told} [{one.code}]" for one in errors[:5]]
    more = [f"… and {len(errors) - 5} more"] if len(errors) > 5 else []
    told = "\n  ".join([f"{sentence}:", *shown, *more])
    return Stop(told, hint, code, tuple(errors))
