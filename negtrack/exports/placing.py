"""An export into a folder: all of it or nothing, and never over what no export has written.

What an earlier export wrote is known by its package, which holds the hash of every file. It goes
first and comes last, so that tables of two exports are never under one: where the writing is
killed, there is none, and a list of both exports' files lets the next one replace what is there.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from negtrack import storage
from negtrack.exports.package import NAME, File
from negtrack.problems import Stop
from negtrack.text import listed

_OURS = re.compile(r"[a-z_]+\.(?:csv|jsonl)|[a-z_]+/negotiation=([a-z0-9-]+)/data_0\.parquet")
"""The paths that an export can have written."""

UNFINISHED = ".datapackage.unfinished.json"
"""The file that tells, while tables change, of those before and those to be."""

_Step = tuple[str, bytes | None, bytes | None]
"""A path, what is to stand there, and what does; None is no file."""


class Earlier(NamedTuple):
    """What an earlier export left in a folder: its format, negotiations, and files by path.

    An `unfinished` one was killed: which of its files it wrote is not known.
    """

    format: str
    negotiations: tuple[str, ...]
    files: Mapping[str, File]
    unfinished: bool = False

    def beside(self, negotiations: Collection[str], form: str) -> dict[str, File]:
        """The files of other negotiations, which stay beside those of an export of Parquet.

        Stop where others would be lost: in any other format all are in one file.
        """
        others = sorted({*self.negotiations} - {*negotiations})
        if others and (form, self.format) != ("parquet", "parquet"):
            told = f"the folder holds an export of {listed(others)}, too; nothing was written"
            raise Stop(told, "name another folder; or export all of them: leave out -n")
        found = ((_OURS.fullmatch(path), one) for path, one in self.files.items())
        return {one.path: one for ours, one in found if ours and ours[1] in others}


def earlier(folder: Path) -> Earlier | None:
    """The export that lies in a folder; Stop where a package of somebody else's does."""
    whole = storage.read(folder / NAME)
    held = storage.read(folder / UNFINISHED) if whole is None else whole
    if held is None:
        return None
    try:
        told: Any = json.loads(held)["negtrack"]
        files = [
            File(str(one["path"]), int(one["bytes"]), str(one["hash"])) for one in told["files"]
        ]
        known = {one.path: one for one in files if _OURS.fullmatch(one.path)}
        named = tuple(map(str, told["negotiations"]))
        return Earlier(str(told["format"]), named, known, whole is None)
    except (ValueError, KeyError, TypeError):
        name = UNFINISHED if whole is None else NAME
        told = f"{folder / name} was not written by an export; nothing was written"
        raise Stop(told, "name another folder") from None


def place(
    folder: Path, new: Mapping[str, bytes], was: Earlier | None, kept: Collection[str]
) -> int:
    """Write the files of an export, and remove those of the earlier one but the kept ones.

    Returns how many were removed. Stop, with everything as it was, where a file there is of
    somebody else or was changed since, or cannot be written.
    """
    owned = was.files if was else {}
    held = {path: _held(folder, path, new, was) for path in (*new, *owned)}
    stale = [path for path in owned if path not in new and path not in kept]
    changes = [(path, new.get(path), held[path]) for path in (*new, *stale) if path != NAME]
    changes = [step for step in changes if step[1] != step[2]]
    if changes or held[NAME] != new[NAME]:
        _change(folder, _steps(folder, changes, (NAME, new[NAME], held[NAME])))
    return len(stale)


def _steps(folder: Path, changes: Sequence[_Step], package: _Step) -> list[_Step]:
    """The changes, with the package gone while they are made and kept under its other name."""
    name, new, old = package
    kept = storage.read(folder / UNFINISHED)
    beside = _both(old or kept, new)
    before: list[_Step] = [(UNFINISHED, beside, kept), (name, None, old)]
    return [*before, *changes, (name, new, None), (UNFINISHED, None, beside)]


def _both(old: bytes | None, new: bytes | None) -> bytes | None:
    """The package of an earlier export with what the new one says of files and negotiations."""
    if old is None or new is None:
        return new
    told: Any = json.loads(old)
    more: Any = json.loads(new)
    for key in ("files", "negotiations"):
        told["negtrack"][key] += [
            one for one in more["negtrack"][key] if one not in told["negtrack"][key]
        ]
    return json.dumps(told).encode()


def _change(folder: Path, steps: Sequence[_Step]) -> None:
    """Take the steps; where one cannot be, take back those before it.

    Stop, which says so, where that cannot be either: the next export then puts it right.
    """
    tried: list[_Step] = []
    try:
        for step in steps:
            tried.append(step)
            _put(folder, step)
    except BaseException as error:
        if not _taken_back(folder, tried) and isinstance(error, Stop):
            why = error.sentence.removesuffix("; nothing was")
            told = f"the export in {folder} is not finished: {why}"
            raise Stop(told, "make it again when that is mended", error.code) from None
        raise


def _taken_back(folder: Path, tried: Sequence[_Step]) -> bool:
    """Take back the steps that were taken, the last of which may not have been; whether all are."""
    try:
        for path, new, old in reversed(tried):
            if storage.read(folder / path) == new:
                _put(folder, (path, old, new))
    except Stop:
        return False
    return True


def _put(folder: Path, step: _Step) -> None:
    """Write or remove a file; only packages wait for the disk, tables can be made again."""
    path, new, old = step
    if new is not None:
        storage.write(folder / path, new, old, flush=path in (NAME, UNFINISHED))
    elif old is not None:
        storage.remove(folder / path, old)


def _held(folder: Path, path: str, new: Mapping[str, bytes], was: Earlier | None) -> bytes | None:
    """What stands at a path, nothing if it may be replaced; Stop where it may not."""
    held = storage.read(folder / path)
    if held is None or path == NAME or held == new.get(path):
        return held
    if was and was.unfinished and _OURS.fullmatch(path):
        return held
    owned = was.files if was else {}
    if path not in owned:
        told = f"{folder / path} was not written by an export; nothing was written"
        raise Stop(told, "name another folder, or move it away")
    if f"sha256:{hashlib.sha256(held).hexdigest()}" != owned[path].hash:
        told = f"{folder / path} was changed since it was exported; nothing was written"
        raise Stop(told, "name another folder, or move it away")
    return held
