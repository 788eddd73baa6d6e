"""Queries typed one after the other in a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import suppress

from negtrack.commands.asking import Ask
from negtrack.commands.querying import LAYOUTS, TABLES, Desk
from negtrack.problems import DONE, Stop
from negtrack.query import is_whole
from negtrack.text import visible

_WELCOME = f"""\
The record as {len(TABLES)} tables, to be asked in SQL. Nothing that is typed here changes it.
.tables lists them, .schema gaps tells of one, .help says more, .quit or Ctrl-D ends.
"""
_HELP = """\
A query may take several lines and ends with a semicolon: SELECT * FROM gaps;
.tables          what tables there are
.schema TABLE    what columns one has
.quit            end; Ctrl-D does, too
Ctrl-C drops what was typed, and stops a query that takes too long.
"""


def prompt(ask: Ask, desk: Desk) -> int:
    """Answer what is typed until the end of it; what is wrong is told and ends nothing."""
    _complete()
    _say(_WELCOME)
    for typed in _queries():
        if typed in (".quit", ".exit"):
            break
        if typed == ".help":
            _say(_HELP)
        else:
            _answer(lambda: ask.answer(desk.answer(typed)))  # noqa: B023  # called at once
    return DONE


def _queries() -> Iterator[str]:
    """What is typed: a word with a dot, or lines up to a semicolon."""
    lines: list[str] = []
    while True:
        try:
            lines.append(input("     ...> " if lines else "negtrack> "))
        except KeyboardInterrupt:
            lines = []
            _say("\n")
            continue
        except EOFError:
            _say("\n")
            return
        text = "\n".join(lines).strip()
        if not text or text.startswith(".") or is_whole(text):
            lines = []
            if text:
                yield text


def _answer(answered: Callable[[], int]) -> None:
    try:
        answered()
    except Stop as stop:
        _say(f"{visible(stop.sentence)}\n" + (f"  {visible(stop.hint)}\n" if stop.hint else ""))
    except KeyboardInterrupt:
        _say("\nstopped\n")


def _say(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()


def _complete() -> None:
    """Let the line be edited, and Tab end the names of tables and columns; keep no history."""
    with suppress(ImportError):  # Windows edits lines by itself
        import readline

        names = sorted({*TABLES, *(name for table in LAYOUTS for name, _ in table.columns)})
        words = (*names, ".tables", ".schema", ".help", ".quit")

        def complete(begun: str, nth: int) -> str | None:
            return [*(one for one in words if one.startswith(begun)), None][nth]

        readline.set_completer(complete)
        readline.set_completer_delims(" \t\n,;()=<>")
        readline.parse_and_bind("tab: complete")
