"""An export into a folder: all of it or nothing, and never over what no export has written.

What an earlier export wrote is known by its package, which holds the hash of every file.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from negtrack import storage
from negtrack.exports.package import NAME, File
from negtrack.problems import Stop
from negtrack.text import listed

_OURS = re.compile(r"[a-z_]+\.(?:csv|jsonl)|[a-z_]+/negotiation=([a-z0-9-]+)/data_0\.parquet")
"""The paths that an export can have written."""


class Earlier(NamedTuple):
    """What an earlier export left in a folder: its format, negotiations, and files by path."""

    format: str
    negotiations: tuple[str, ...]
    files: Mapping[str, File]

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
    held = storage.read(folder / NAME)
    if held is None:
        return None
    try:
        told: Any = json.loads(held)["negtrack"]
        files = [
            File(str(one["path"]), int(one["bytes"]), str(one["hash"])) for one in told["files"]
        ]
        known = {one.path: one for one in files if _OURS.fullmatch(one.path)}
        return Earlier(str(told["format"]), tuple(map(str, told["negotiations"])), known)
    except (ValueError, KeyError, TypeError):
        told = f"{folder / NAME} was not written by an export; nothing was written"
        raise Stop(told, "name another folder") from None


def place(
    folder: Path, new: Mapping[str, bytes], was: Earlier | None, kept: Collection[str]
) -> int:
    """Write the files of an export, and remove those of the earlier one but the kept ones.

    Returns how many were removed. Stop, with everything as it was, where a file there is of
    somebody else or was changed since, or cannot be written.
    """
    owned = was.files if was else {}
    held = {path: _held(folder, path, new, owned) for path in (*new, *owned)}
    stale = [path for path in owned if path not in new and path not in kept]
    done: list[str] = []
    try:
        for path, text in new.items():
            storage.write(folder / path, text, held[path])
            done.append(path)
        for path in stale:
            old = held[path]
            if old is not None:
                storage.remove(folder / path, old)
                done.append(path)
    except BaseException:
        for path in reversed(done):
            _undo(folder / path, new.get(path), held[path])
        raise
    return len(stale)


def _held(
    folder: Path, path: str, new: Mapping[str, bytes], owned: Mapping[str, File]
) -> bytes | None:
    """What stands at a path, nothing if it may be replaced; Stop where it may not."""
    held = storage.read(folder / path)
    if held is None or path == NAME or held == new.get(path):
        return held
    if path not in owned:
        told = f"{folder / path} was not written by an export; nothing was written"
        raise Stop(told, "name another folder, or move it away")
    if f"sha256:{hashlib.sha256(held).hexdigest()}" != owned[path].hash:
        told = f"{folder / path} was changed since it was exported; nothing was written"
        raise Stop(told, "name another folder, or move it away")
    return held


def _undo(path: Path, new: bytes | None, old: bytes | None) -> None:
    """Put back what stood at a path."""
    if old is None and new is not None:
        storage.remove(path, new)
    elif old is not None:
        storage.write(path, old, new)
