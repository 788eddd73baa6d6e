"""What is written beside its place first, under a name of its own, and what the disk confirms."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from negtrack.problems import USAGE, Stop


def staged(path: Path, new: bytes, *, flush: bool = True) -> Path:
    """Write a file beside the path, under a name of its own, and flush it to the disk."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        _fill(handle, new, _mode(path), flush=flush)
    except BaseException:
        forget(Path(name))
        raise
    return Path(name)


def staged_folder(path: Path, files: Mapping[str, bytes]) -> Path:
    """Write a folder beside the path, under a name of its own, and flush it to the disk."""
    beside = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.parent))
    try:
        beside.chmod(0o777 & ~_mask())
        for name, new in files.items():
            (beside / name).parent.mkdir(parents=True, exist_ok=True)
            _fill(os.open(beside / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), new)
        for folder, _, _ in os.walk(beside):
            _flush(folder)
    except BaseException:
        forget(beside)
        raise
    return beside


def forget(made: Path) -> None:
    """Remove what is under a name of ours; where that cannot be, it stays hidden and unread."""
    if made.is_dir():
        shutil.rmtree(made, ignore_errors=True)
    with suppress(OSError):
        made.unlink(missing_ok=True)


def confirm(folder: Path, done: str) -> None:
    """Have the disk know a new name too; Stop, which says that it is done, where it does not."""
    try:
        _flush(folder)
    except OSError as error:
        told = f"{done}, but the disk does not confirm it: {error.strerror or error}"
        raise Stop(told, "see that it is there, and that the disk is sound", USAGE) from None


def _fill(handle: int, new: bytes, mode: int | None = None, *, flush: bool = True) -> None:
    """Write bytes to an open file, which is then closed; its mode where it is to have another."""
    with os.fdopen(handle, "wb") as file:
        file.write(new)
        file.flush()
        if mode is not None:
            os.fchmod(file.fileno(), mode)
        if flush:
            os.fsync(file.fileno())


def _mode(path: Path) -> int:
    """The permissions of the file, or of a new one as the user wants them."""
    if path.exists():
        return stat.S_IMODE(path.stat().st_mode)
    return 0o666 & ~_mask()


def _mask() -> int:
    """The permissions that the user's new files are to lack."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _flush(folder: str | Path) -> None:
    """Have the disk know the names in a folder."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
