"""The only door for writing a record: whole files, all or nothing, and never over somebody else's.

A file is written beside its place, flushed to the disk and renamed, so that a kill at any point
leaves the old file or the new one.
"""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from negtrack.problems import UNREADABLE, USAGE, Stop
from negtrack.text import listed


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
        gone = "is there already" if old is None else "was changed meanwhile"
        raise Stop(f"{path} {gone}; nothing was written", "look at it, then try again")
    if new == old:
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _renamed(path, new, fresh=old is None, flush=flush)
    except FileExistsError:
        raise Stop(f"{path} is there already; nothing was written") from None
    except OSError as error:
        told = f"{path} cannot be written: {error.strerror or error}; nothing was"
        raise Stop(told, "check the permissions of its folder", USAGE) from None


def overwrite(path: Path, new: bytes) -> None:
    """Put new bytes at a path, in place of any file that stands there or that a link there names.

    What is no ordinary file, such as a pipe, takes them as they come.
    """
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(new)
            return
        _renamed(Path(os.path.realpath(path)), new, fresh=False)
    except OSError as error:
        told = f"{path} cannot be written: {error.strerror or error}"
        raise Stop(told, "name another place, or check the permissions of its folder") from None


def remove(path: Path, old: bytes) -> None:
    """Remove a file; Stop, with nothing changed, where something else stands there by now."""
    if read(path) != old:
        raise Stop(f"{path} was changed meanwhile; it stays", "look at it, then try again")
    try:
        os.unlink(path)
    except OSError as error:
        told = f"{path} cannot be removed: {error.strerror or error}"
        raise Stop(told, "check the permissions of its folder", USAGE) from None
    _confirm(path.parent, f"{path} is removed")


def refuse_taken(root: Path, names: Iterable[str]) -> None:
    """Stop where something stands at one of the places."""
    for name in names:
        if read(root / name) is not None:
            told = f"{root / name} is there already; nothing was written"
            raise Stop(told, "look at it, then try again")


def write_all(root: Path, files: Mapping[str, bytes]) -> None:
    """Put new files into a folder and folders below it, all of them or none.

    What is not there yet is made beside its place first, a missing folder as a whole, and all is
    renamed at the end, in the order of the files: a kill between two names leaves the first ones.
    Stop, with nothing changed, where something stands at one of the places.
    """
    refuse_taken(root, files)
    beside: dict[Path, Path] = {}
    try:
        for place, below in _missing(root, files).items():
            alone = files.get(str(place.relative_to(root)))
            beside[place] = _staged_folder(place, below) if alone is None else _staged(place, alone)
        for place, made in beside.items():
            _named(made, place)
    except BaseException as error:
        stay = [str(place) for place, made in reversed(beside.items()) if not _gone(made, place)]
        if isinstance(error, OSError):
            kept = f"but {listed(stay)} cannot be taken back" if stay else "nothing was"
            told = f"{root} cannot be written: {error.strerror or error}; {kept}"
            raise Stop(told, "check the permissions of its folders", USAGE) from None
        raise
    for made in beside.values():
        _forget(made)
    for place in beside:
        _confirm(place.parent, f"{place} is written")


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
    if made.is_dir():
        if os.path.lexists(place):  # a rename would go over an empty folder
            raise FileExistsError(f"{place} is there already")
        os.rename(made, place)
    else:
        os.link(made, place)


def _gone(made: Path, place: Path) -> bool:
    """Take away what was made, whether it has its name already or not; whether nothing has it."""
    try:
        if not made.exists():
            os.rename(place, made)
        elif place.exists() and place.samefile(made):
            place.unlink()
    except OSError:
        return False
    _forget(made)
    return True


def _staged_folder(path: Path, files: Mapping[str, bytes]) -> Path:
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
        _forget(beside)
        raise
    return beside


def _renamed(path: Path, new: bytes, *, fresh: bool, flush: bool = True) -> None:
    """Write a file beside the path, flush it to the disk, and give it the name."""
    beside = _staged(path, new, flush=flush)
    try:
        if fresh:
            os.link(beside, path)  # unlike a rename, never over another file
        else:
            os.replace(beside, path)
    finally:
        _forget(beside)
    if flush:
        _confirm(path.parent, f"{path} is written")


def _staged(path: Path, new: bytes, *, flush: bool = True) -> Path:
    """Write a file beside the path, under a name of its own, and flush it to the disk."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        _fill(handle, new, _mode(path), flush=flush)
    except BaseException:
        _forget(Path(name))
        raise
    return Path(name)


def _fill(handle: int, new: bytes, mode: int | None = None, *, flush: bool = True) -> None:
    """Write bytes to an open file, which is then closed; its mode where it is to have another."""
    with os.fdopen(handle, "wb") as file:
        file.write(new)
        file.flush()
        if mode is not None:
            os.fchmod(file.fileno(), mode)
        if flush:
            os.fsync(file.fileno())


def _forget(made: Path) -> None:
    """Remove what is under a name of ours; where that cannot be, it stays hidden and unread."""
    if made.is_dir():
        shutil.rmtree(made, ignore_errors=True)
    with suppress(OSError):
        made.unlink(missing_ok=True)


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


def _confirm(folder: Path, done: str) -> None:
    """Have the disk know a new name too; Stop, which says that it is done, where it does not."""
    try:
        _flush(folder)
    except OSError as error:
        told = f"{done}, but the disk does not confirm it: {error.strerror or error}"
        raise Stop(told, "see that it is there, and that the disk is sound", USAGE) from None


def _flush(folder: str | Path) -> None:
    """Have the disk know the names in a folder."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
