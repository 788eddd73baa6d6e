"""What no other process comes between: a folder that one writes into at a time, and an exchange."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from negtrack.problems import Stop

PATIENCE = 10.0
"""The seconds that one waits for another, who needs no more than a thousandth of one."""

_PAUSE = 0.005
_HERE, _EXCHANGE = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of Linux


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep every other negtrack that asks for the same from a folder; Stop where one stays in it.

    The lock is on the folder itself: there is no file that `git` could see or that a killed process
    could leave. Where the system or the disk has no such locks (Windows, some disks of a network),
    nobody is kept out.
    """
    handle = os.open(folder, os.O_RDONLY)
    try:
        _wait(handle, folder)
        yield
    finally:
        os.close(handle)


def _wait(handle: int, folder: Path) -> None:
    until = time.monotonic() + PATIENCE
    while not _is_ours(handle):
        if time.monotonic() > until:
            told = f"another negtrack has been writing into {folder} for {PATIENCE:.0f} seconds"
            raise Stop(f"{told}; nothing was written", "end it if it hangs, then try again")
        time.sleep(_PAUSE)


def _is_ours(handle: int) -> bool:
    """Whether the folder is locked for us by now, or cannot be locked at all."""
    try:
        import fcntl  # noqa: PLC0415  # which Windows lacks

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except (ImportError, OSError):
        return True
    return True


def exchanged(one: Path, other: Path) -> bool:
    """Have two files change places at once; False, with nothing done, where the system cannot.

    At no moment is either name without a file. Linux can, on most of its disks.
    """
    import ctypes  # noqa: PLC0415  # long to load

    try:
        rename = ctypes.CDLL(None).renameat2
    except (OSError, TypeError, AttributeError):  # what other systems say
        return False
    names = (os.fsencode(one), os.fsencode(other))
    return bool(rename(_HERE, names[0], _HERE, names[1], ctypes.c_uint(_EXCHANGE)) == 0)
