"""`negtrack merge-driver`: how git merges two versions of a file of the record."""

import sys
from pathlib import Path
from typing import Annotated

from typer import Argument

from negtrack.problems import DONE, FINDINGS, Stop
from negtrack.text import one_line

FAILED = 129
"""What tells git that a file could not be merged at all, not even with conflicts."""


def merge_driver(
    base: Annotated[Path, Argument(metavar="BASE", help="What both began from.")],
    ours: Annotated[Path, Argument(metavar="OURS", help="One version; the result is put here.")],
    theirs: Annotated[Path, Argument(metavar="THEIRS", help="The other version.")],
    size: Annotated[int, Argument(metavar="[SIZE]", help="How long markers are.")] = 7,
    path: Annotated[str, Argument(metavar="[PATH]", help="The file's path in the record.")] = "",
) -> int:
    """Merge two versions of a file, statement by statement; `negtrack git setup` tells git of it.

    Exit 1 where conflicts are left.
    """
    name = one_line(path) or str(ours)
    try:
        return _anyhow((base, ours, theirs), size, name)
    except Stop as stop:
        _say(f"{name} is not merged: {stop.sentence}")
        return FAILED


def _anyhow(files: tuple[Path, Path, Path], size: int, name: str) -> int:
    """Merge, and let no bug of ours cost a statement: git is told of a conflict at least."""
    try:
        return _merged(files, size, name)
    except Stop:
        raise
    except Exception as error:
        _say(f"{name} is merged line by line, as this failed: {error!r}")
        return _by_lines(files, size) or FINDINGS


def _merged(files: tuple[Path, Path, Path], size: int, name: str) -> int:
    """Merge by statements, else by lines as git does; there are conflicts where that lost any."""
    from negtrack import merging, storage

    base, ours, theirs = (_bytes(file) for file in files)
    result = merging.merge(base, ours, theirs, size)
    if result is not None:
        storage.write(files[1], result.raw, ours)
        return FINDINGS if result.conflicts else DONE
    code = _by_lines(files, size)
    if code == DONE and not merging.lossless(base, ours, theirs, _bytes(files[1])):
        _say(f"{name} is merged line by line, and may not say all that both sides said: look at it")
        return FINDINGS
    return code


def _bytes(file: Path) -> bytes:
    from negtrack import storage

    raw = storage.read(file)
    if raw is None:
        raise Stop(f"there is no file {file}")
    return raw


def _by_lines(files: tuple[Path, Path, Path], size: int) -> int:
    """What git does without us, with the same names in its markers."""
    from negtrack.git import program
    from negtrack.merging import BASE, OURS, THEIRS

    base, ours, theirs = (str(file.absolute()) for file in files)
    names = ("-L", OURS, "-L", BASE, "-L", THEIRS)
    told = ("merge-file", *names, f"--marker-size={size}", ours, base, theirs)
    answer = program.act(files[1].absolute().parent, *told)
    if answer.returncode > 127:
        raise program.refusal("git cannot merge it", answer)
    return FINDINGS if answer.returncode else DONE


def _say(sentence: str) -> None:
    sys.stderr.write(f"negtrack: {one_line(sentence)}\n")
