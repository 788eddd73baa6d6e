"""The only door for writing a record: whole files, all or nothing, and never over somebody else's.

A file is written beside its place, flushed to the disk and renamed, so that a kill at any point
leaves the old file or the new one.
"""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Mapping
from pathlib import Path

from negtrack.problems import UNREADABLE, USAGE, Stop


def read(path: Path) -> bytes | None:
    """The bytes of an ordinary file; None where there is nothing."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            raise Stop(
                f"{path} is no ordinary file", "put the file itself in its place", UNREADABLE
            )
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        told = f"{path} cannot be read: {error.strerror or error}"
        raise Stop(told, "check its permissions", UNREADABLE) from None


def write(path: Path, new: bytes, old: bytes | None = None) -> None:
    """Put new bytes where the old ones stand; with None, where there is no file yet.

    Stop, with nothing changed, where something else stands there by now.
    """
    if read(path) != old:
        gone = "is there already" if old is None else "was changed meanwhile"
        raise Stop(f"{path} {gone}; nothing was written", "look at it, then try again")
    if new == old:
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _renamed(path, new, fresh=old is None)
    except FileExistsError:
        raise Stop(f"{path} is there already; nothing was written") from None
    except OSError as error:
        told = f"{path} cannot be written: {error.strerror or error}; nothing was"
        raise Stop(told, "check the permissions of its folder", USAGE) from None


def remove(path: Path, old: bytes) -> None:
    """Remove a file; Stop, with nothing changed, where something else stands there by now."""
    if read(path) != old:
        raise Stop(f"{path} was changed meanwhile; it stays", "look at it, then try again")
    try:
        os.unlink(path)
    except OSError as error:
        told = f"{path} cannot be removed: {error.strerror or error}"
        raise Stop(told, "check the permissions of its folder", USAGE) from None
    _flushed(path.parent)


def write_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder with files in it and in folders of its own, all at once.

    Stop where something stands there already.
    """
    if os.path.lexists(path):
        raise Stop(f"{path} is there already; nothing was written", "name another round")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _renamed_folder(path, files)
    except OSError as error:
        told = f"{path} cannot be written: {error.strerror or error}"
        raise Stop(told, "check the permissions of its folder", USAGE) from None
    _flushed(path.parent)


def _renamed_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """Write a folder beside the path, and give it the name."""
    beside = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.parent))
    try:
        beside.chmod(0o777 & ~_mask())
        for name, new in files.items():
            (beside / name).parent.mkdir(parents=True, exist_ok=True)
            _renamed(beside / name, new, fresh=True)
        os.rename(beside, path)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise


def _renamed(path: Path, new: bytes, *, fresh: bool) -> None:
    """Write a file beside the path, flush it to the disk, and give it the name."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(new)
            file.flush()
            os.fchmod(file.fileno(), _mode(path))
            os.fsync(file.fileno())
        if fresh:
            os.link(name, path)  # unlike a rename, never over another file
            os.unlink(name)
        else:
            os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    _flushed(path.parent)


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


def _flushed(folder: Path) -> None:
    """Have the disk know the new name too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
