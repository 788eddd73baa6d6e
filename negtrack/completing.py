"""What can stand at the cursor of a shell: commands, options, and words of the record.

It is asked for at every press of a key, so it loads neither the commands nor what checks a record.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from negtrack import shells
from negtrack.text import one_line
from negtrack.typed import Candidate, Table, Typed, split, typed

FILES, FOLDERS = ":files", ":folders"
"""What stands for the shell's own completion of paths."""

_PATHS = {"output": FILES, "directory": FOLDERS}


def candidates(words: Sequence[str], current: str) -> Iterator[Candidate]:
    """What the word at the cursor may become, after the words between the program and it."""
    table = json.loads(shells.commands())
    commands = table["commands"]
    if not words:
        found = _begun(commands)
    elif words[0] in commands:
        found = _inside(table, typed(words[0], commands[words[0]]["takes"], words[1:], current))
    else:
        return
    for one in found:
        if one.word in (FILES, FOLDERS) or one.word.startswith(current):
            yield one


def _begun(commands: Table) -> Iterator[Candidate]:
    for name, told in commands.items():
        yield Candidate(name, told["help"])
    yield from (Candidate("--help"), Candidate("--version"))


def _inside(table: Table, line: Typed) -> Iterator[Candidate]:
    """The options of a command, or what the parameter at the cursor may be."""
    takes = table["commands"][line.command]["takes"]
    if line.begins_option:
        yield from _unused(takes, line)
        return
    if line.wanted in _PATHS:
        yield Candidate(_PATHS[line.wanted])
        return
    from negtrack.offers import offers

    words = table["words"]
    own = words.get(f"{line.command}.{line.wanted}", words.get(line.wanted, ()))
    for one in (*map(Candidate, own), *offers(line)):
        yield one._replace(word=f"{line.before}{one.word}")


def _unused(takes: Sequence[Table], line: Typed) -> Iterator[Candidate]:
    """The options that may still be given, each by its longest name."""
    for one in takes:
        if one["typed"] and (one["many"] or one["name"] not in line.given):
            yield Candidate(one["typed"][-1], one["help"] or "")
    yield Candidate("--help")


def answer(told: Sequence[str]) -> str:
    """The lines that a shell's script reads, each a word, its meaning, and `open` where it is.

    `told` begins with the shell. Bash gives the line up to the cursor, and what of it it takes for
    the word there: it ends words at `:` and `=`. Others give the words after the program.
    """
    shell, *words = told
    cut = 0
    if shell == "bash":
        line, part = words
        words = split(line)[1:]
        kept = "" if part in (":", "=") else split(part)[-1] if part else ""
        cut = len(words[-1]) - len(kept)
    *before, current = words
    lines = []
    for one in candidates(before, current):
        word = one.word if one.word in (FILES, FOLDERS) else one.word[cut:]
        lines.append(f"{word}\t{one_line(one.help)}\t{'open' if one.open else ''}\n")
    return "".join(lines)
