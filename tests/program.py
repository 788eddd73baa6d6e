"""The program as a user runs it: in a pipe, or in a terminal of a given width.

It is the one in this tree; with NEGTRACK=PATH in the environment, the one that is installed there.
"""

import os
import pty
import struct
import subprocess
import sys
import termios
from fcntl import ioctl
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
INSTALLED = os.environ.get("NEGTRACK")
COMMAND = (INSTALLED,) if INSTALLED else (sys.executable, "-m", "negtrack")


class Answer(NamedTuple):
    """What the program printed, and its exit code."""

    code: int
    out: str
    err: str = ""


def _environment(**more: str) -> dict[str, str]:
    found = {**os.environ, "PYTHONPATH": str(ROOT)}
    if INSTALLED:
        del found["PYTHONPATH"]
    return {**found, **more}


def piped(*arguments: str, folder: Path = ROOT, **environment: str) -> Answer:
    """Run the program with both streams in a pipe."""
    run = subprocess.run(
        [*COMMAND, *arguments],
        cwd=folder,
        env=_environment(**environment),
        capture_output=True,
        check=False,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
    )
    return Answer(run.returncode, run.stdout, run.stderr)


def in_terminal(
    *arguments: str, columns: int = 80, folder: Path = ROOT, **environment: str
) -> Answer:
    """Run the program in a terminal of this many columns; both streams come out as one."""
    parent, child = pty.openpty()
    ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    process = subprocess.Popen(
        [*COMMAND, *arguments],
        cwd=folder,
        env=_environment(TERM="xterm-256color", **environment),
        stdin=child,
        stdout=child,
        stderr=child,
    )
    os.close(child)
    said = b"".join(iter(lambda: _read(parent), b""))
    os.close(parent)
    return Answer(process.wait(), said.decode().replace("\r\n", "\n"))


def _read(parent: int) -> bytes:
    try:
        return os.read(parent, 65536)
    except OSError:  # Linux says so when the other end is closed
        return b""
