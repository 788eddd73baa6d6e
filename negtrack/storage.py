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
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

from negtrack.beside import confirm, forget, staged, staged_folder
from negtrack.exclusive import alone, exchanged
from negtrack.problems import UNREADABLE, USAGE, Stop
from negtrack.text import listed

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


def overwrite(path: Path, new: bytes) -> None:
    """Put new bytes at a path, in place of any file that stands there or that a link there names.

    What is no ordinary file, such as a pipe, takes them as they come.
    """
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(new)
            return
        _put_over(Path(os.path.realpath(path)), new)
    except OSError as error:
        told = f"{path} cannot be written: {error.strerror or error}"
        raise Stop(told, "name another place, or check the permissions of its folder") from None


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
    confirm(path.parent, f"{path} is removed")


def _there(path: Path) -> Stop:
    return Stop(f"{path} is there already; nothing was written", _LOOK)


def _changed(path: Path) -> Stop:
    return Stop(f"{path} was changed meanwhile; nothing was written", _LOOK)


def refuse_taken(root: Path, names: Iterable[str]) -> None:
    """Stop where something stands at one of the places."""
    for name in names:
        if read(root / name) is not None:
            raise _there(root / name)


def write_all(root: Path, files: Mapping[str, bytes]) -> None:
    """Put new files into a folder and folders below it, all of them or none.

    What is not there yet is made beside its place first, a missing folder as a whole, and all is
    renamed at the end, in the order of the files: a kill between two names leaves the first ones.
    Stop, with nothing changed, where something stands at one of the places.
    """
    refuse_taken(root, files)
    beside: dict[Path, Path] = {}
    parts: dict[Path, dict[str, bytes]] = {}
    try:
        parts = _missing(root, files)
        for place, below in parts.items():
            new = files.get(str(place.relative_to(root)))
            beside[place] = staged_folder(place, below) if new is None else staged(place, new)
        for place, made in beside.items():
            _named(made, place)
    except BaseException as error:
        last = reversed(beside.items())
        stay = [str(place) for place, made in last if not _gone(made, place, parts[place])]
        if isinstance(error, OSError):
            kept = f"but {listed(stay)} cannot be taken back" if stay else "nothing was"
            told = f"{root} cannot be written: {error.strerror or error}; {kept}"
            raise Stop(told, "check the permissions of its folders", USAGE) from None
        raise
    for made in beside.values():
        forget(made)
    for place in beside:
        confirm(place.parent, f"{place} is written")


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


def _gone(made: Path, place: Path, below: Mapping[str, bytes]) -> bool:
    """Take away what was made, whether it has its name already or not; whether nothing has it.

    What others have put into a folder of ours since stays, and so does the folder then.
    """
    try:
        if not made.exists():
            if any(one.is_file() and not _is_ours(one, place, below) for one in place.rglob("*")):
                for name in below:
                    if _is_ours(place / name, place, below):
                        (place / name).unlink()
                return True
            os.rename(place, made)
        elif place.exists() and place.samefile(made):
            place.unlink()
    except OSError:
        return False
    forget(made)
    return True


def _is_ours(path: Path, place: Path, below: Mapping[str, bytes]) -> bool:
    new = below.get(str(path.relative_to(place)))
    return new is not None and _held(path) == new


def _renamed(path: Path, new: bytes, old: bytes | None = None, *, flush: bool = True) -> None:
    """Write a file beside the path, flush it to the disk, and give it the name."""
    beside = staged(path, new, flush=flush)
    try:
        if old is None:
            os.link(beside, path)  # unlike a rename, never over another file
        else:
            _replaced(beside, path, new, old)
    finally:
        if _held(beside) in (new, old):  # and is not what somebody else has saved
            forget(beside)
    if flush:
        confirm(path.parent, f"{path} is written")


def _put_over(path: Path, new: bytes) -> None:
    """Write a file beside the path, flush it to the disk, and give it the name, whoever has it."""
    beside = staged(path, new)
    try:
        os.replace(beside, path)
    finally:
        forget(beside)
    confirm(path.parent, f"{path} is written")


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
        if found == awaited:  # all that came out in exchange is in its place again, or older
            forget(beside)
        if found != awaited or put != new:
            raise _changed(path)


def _held(path: Path) -> bytes | None:
    """The bytes of a file; None where there is none, or something else."""
    try:
        return read(path)
    except Stop:
        return None
