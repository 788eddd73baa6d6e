"""What a page shows of a terminal: the commands in its console blocks, and what each says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from program import ROOT, in_terminal

COLUMNS = 80
BAR = re.compile(r"\x1b\[\?25l.*\x1b\[\?25h.*?\x1b\[1A\x1b\[2K", re.DOTALL)
"""What is drawn where the machine is slow, and gone from the screen once the answer is there."""


class Shown(NamedTuple):
    """A block of a page: its language, and the text in it."""

    language: str
    text: str


def blocks(page: str) -> list[Shown]:
    """Every fenced block of a page, in order."""
    found = re.findall(r"^```(\w*)\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    return [Shown(*one) for one in found]


def session(page: str) -> list[tuple[str, str]]:
    """Every `$ negtrack` of a page's console blocks: what is typed after it, and what is shown."""
    consoles = (one.text for one in blocks(page) if one.language == "console")
    return [turn for console in consoles for turn in turns(console)]


def turns(console: str) -> list[tuple[str, str]]:
    """The commands of one block, each with what it says."""
    found = re.findall(r"^\$ negtrack (.*)\n((?:(?!\$ ).*\n)*)", console, re.MULTILINE)
    whole = "".join(f"$ negtrack {typed}\n{said}" for typed, said in found)
    assert whole == console, "a console block shows negtrack and nothing else"
    return found


def said(*typed: str, folder: Path = ROOT) -> str:
    """What a command says, in a terminal as wide as that of the pages."""
    answer = in_terminal(*typed, columns=COLUMNS, folder=folder, NO_COLOR="1")
    assert answer.code == 0, answer.out
    return BAR.sub("", answer.out)
