"""The only door for writing a record: whole files, all or nothing, and never over somebody else's.

A file is written beside its place, flushed to the disk and renamed, so that a kill at any point
leaves the old file or the new one. What stood there is compared once more right before; no other
negtrack can come between, as the folder is locked meanwhile. An editor asks for no lock: where the
system can exchange two files (Linux), what an editor has saved in between comes out in exchange and
is put back. Elsewhere it is lost if it is saved within the some hundred-thousandths of a second
between comparing and renaming; and everywhere, if an editor that writes into the file itself had
opened it before them and writes after.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
import tempfile
from collections.abc import Mapping
from pathlib import Path

from negtrack.exclusive import alone, exchanged
from negtrack.problems import UNREADABLE, USAGE, Stop

_TAKEN = (errno.EEXIST, errno.ENOTEMPTY)
_LOOK = "look at it, then try again"


def is_folder(path: Path) -> bool:
    """Whether there is such a folder; of what can be no name, there is none."""
    return os.path.isdir(path)


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


def write(path: Path, new: bytes, old: bytes | None = None, *, flush: bool = True) -> None:
    """Put new bytes where the old ones stand; with None, where there is no file yet.

    Without `flush` it does not wait for the disk: for what can be made again.

    Stop, with nothing changed, where something else stands there by now.
    """
    if read(path) != old:
        raise _there(path) if old is None else _changed(path)
    if new == old:
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _renamed(path, new, old, flush=flush)
    except FileExistsError:
        raise _there(path) from None
    except OSError as error:
        told = f"{path} cannot be written: {error.strerror or error}; nothing was"
        raise Stop(told, "check the permissions of its folder", USAGE) from None


def renew(path: Path, new: bytes) -> None:
    """Put bytes that any negtrack can make again where a file of its own stands, or none."""
    while (old := read(path)) != new:
        try:
            write(path, new, old)
        except Stop:
            if read(path) == old:
                raise  # it is not that another was quicker


def remove(path: Path, old: bytes) -> None:
    """Remove a file; Stop, with nothing changed, where something else stands there by now."""
    try:
        with alone(path.parent):
            if read(path) != old:
                raise Stop(f"{path} was changed meanwhile; it stays", _LOOK)
            os.unlink(path)
    except OSError as error:
        told = f"{path} cannot be removed: {error.strerror or error}"
        raise Stop(told, "check the permissions of its folder", USAGE) from None
    _flushed(path.parent)


def _there(path: Path) -> Stop:
    return Stop(f"{path} is there already; nothing was written", _LOOK)


def _changed(path: Path) -> Stop:
    return Stop(f"{path} was changed meanwhile; nothing was written", _LOOK)


def write_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder with files in it and in folders of its own, all at once.

    Stop where something stands there already.
    """
    taken = Stop(f"{path} is there already; nothing was written", "name another round")
    if os.path.lexists(path):
        raise taken
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _renamed_folder(path, files)
    except OSError as error:
        if error.errno in _TAKEN:
            raise taken from None
        told = f"{path} cannot be written: {error.strerror or error}"
        raise Stop(told, "check the permissions of its folder", USAGE) from None
    _flushed(path.parent)


def write_all(root: Path, files: Mapping[str, bytes]) -> None:
    """Put new files into a folder and folders below it, all of them or none.

    What is not there yet is made beside its place first, a missing folder as a whole, and all is
    renamed at the end. Stop, with nothing changed, where something stands at one of the places.
    """
    for name in files:
        if read(root / name) is not None:
            raise _there(root / name)
    beside: dict[Path, Path] = {}
    try:
        for place, below in _missing(root, files).items():
            alone = files.get(str(place.relative_to(root)))
            beside[place] = _staged_folder(place, below) if alone is None else _staged(place, alone)
        for place, made in beside.items():
            _named(made, place)
    except BaseException as error:
        for place, made in reversed(beside.items()):
            _taken_back(made, place)
        if isinstance(error, OSError):
            told = f"{root} cannot be written: {error.strerror or error}; nothing was"
            raise Stop(told, "check the permissions of its folders", USAGE) from None
        raise
    for place, made in beside.items():
        made.unlink(missing_ok=True)
        _flushed(place.parent)


def _missing(root: Path, files: Mapping[str, bytes]) -> dict[Path, dict[str, bytes]]:
    """The outermost folders that are not there, each with its files by their paths in it.

    A file whose folder is there stands for itself, with nothing in it.
    """
    found: dict[Path, dict[str, bytes]] = {}
    for name, new in files.items():
        path = root / name
        parts = path.relative_to(root).parts
        above = [root.joinpath(*parts[: nth + 1]) for nth in range(len(parts))]
        outer = next(one for one in above if one == path or not one.exists())
        held = found.setdefault(outer, {})
        if outer != path:
            held[str(path.relative_to(outer))] = new
    return found


def _named(made: Path, place: Path) -> None:
    """Give what was made its name; a file keeps its other one, by which it is known as ours."""
    if made.is_dir() and os.path.lexists(place):  # a rename would go over an empty folder
        raise _there(place)
    try:
        (os.rename if made.is_dir() else os.link)(made, place)
    except OSError as error:
        raise _there(place) if error.errno in _TAKEN else error from None


def _taken_back(made: Path, place: Path) -> None:
    """Take away what was made, whether it has its name already or not, and nothing else."""
    if not made.exists():
        os.rename(place, made)
    if made.is_dir():
        shutil.rmtree(made, ignore_errors=True)
        return
    if place.exists() and place.samefile(made):
        place.unlink()
    made.unlink()


def _renamed_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """Write a folder beside the path, and give it the name."""
    beside = _staged_folder(path, files)
    try:
        os.rename(beside, path)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise


def _staged_folder(path: Path, files: Mapping[str, bytes]) -> Path:
    """Write a folder beside the path, under a name of its own."""
    beside = Path(tempfile.mkdtemp(prefix=f".{path.name}.", dir=path.parent))
    try:
        beside.chmod(0o777 & ~_mask())
        for name, new in files.items():
            (beside / name).parent.mkdir(parents=True, exist_ok=True)
            _renamed(beside / name, new)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    return beside


def _renamed(path: Path, new: bytes, old: bytes | None = None, *, flush: bool = True) -> None:
    """Write a file beside the path, flush it to the disk, and give it the name."""
    beside = _staged(path, new, flush=flush)
    try:
        if old is None:
            os.link(beside, path)  # unlike a rename, never over another file
            os.unlink(beside)
        else:
            _replaced(beside, path, new, old)
    except BaseException:
        if _held(beside) in (new, old):  # and is not what somebody else has saved
            beside.unlink(missing_ok=True)
        raise
    if flush:
        _flushed(path.parent)


def _replaced(beside: Path, path: Path, new: bytes, old: bytes) -> None:
    """Put what is beside the path in the place of the old bytes, and of no others.

    Whatever else comes out in exchange is newer, and goes back; so does what that brings out.
    """
    with alone(path.parent):
        if read(path) != old:
            raise _changed(path)
        if not exchanged(beside, path):
            if read(path) != old:
                raise _changed(path)
            os.replace(beside, path)
            return
        put: bytes | None = new
        awaited: bytes | None = old
        while (found := _held(beside)) != awaited and exchanged(beside, path):
            put, awaited = found, put
        if found != awaited or put != new:
            raise _changed(path)
    beside.unlink()


def _held(path: Path) -> bytes | None:
    """The bytes of a file; None where there is none, or something else."""
    try:
        return read(path)
    except Stop:
        return None


def _staged(path: Path, new: bytes, *, flush: bool = True) -> Path:
    """Write a file beside the path, under a name of its own, and flush it to the disk."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(new)
            file.flush()
            os.fchmod(file.fileno(), _mode(path))
            if flush:
                os.fsync(file.fileno())
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


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
