"""One process, measured by a small one of its own: time, processor time and peak memory.

A process counts the memory of whoever started it as its own until it runs its program; started from
here, that is no more than a bare interpreter has.
"""

import json
import os
import pty
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping
from fcntl import ioctl
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

LINES, COLUMNS = 40, 120
"""The size of the terminal that a command is given where it asks for one."""


class Run(NamedTuple):
    """Seconds by the clock and of processor time, peak memory in KiB, and the exit code.

    The code is negative where a signal ended it: -9 where it took longer than it was given.
    `first` is after how many seconds the first of its output was there, 0 where it went to a file.
    """

    clock: float
    processor: float
    memory: int
    code: int
    first: float = 0


class Task(NamedTuple):
    """What to run and how: where, with which environment, output to a file or to a terminal.

    `cpu` is the only core that it may use, where it may use one only; `limit` is in seconds. In a
    terminal stderr is there, too, unless the answer is to be `alone`: then the first that comes is
    the first of it, and no bar that shows progress.
    """

    argv: tuple[str, ...]
    folder: Path
    environment: Mapping[str, str]
    out: Path
    limit: float
    terminal: bool = False
    cpu: int | None = None
    alone: bool = False


def run(task: Task) -> Run:
    """Run a task once, from a process of its own."""
    told = json.dumps(task._replace(folder=str(task.folder), out=str(task.out)))  # type: ignore[arg-type]
    command = [sys.executable, "-I", "-S", __file__, told]
    done = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
    return Run(*json.loads(done.stdout))


def measured(task: Task) -> Run:
    """Run a task from this process."""
    os.chdir(task.folder)
    if task.cpu is not None:
        os.sched_setaffinity(0, {task.cpu})
    parent, child = _terminal() if task.terminal else (-1, _file(task.out))
    to_terminal = task.terminal and not task.alone
    errors = child if to_terminal else _file(Path(f"{task.out}.err"))
    nothing = os.open(os.devnull, os.O_RDONLY)
    streams = ((child if task.terminal else nothing, 0), (child, 1), (errors, 2))
    actions = [(os.POSIX_SPAWN_DUP2, one, number) for one, number in streams]
    start = perf_counter()
    pid = os.posix_spawnp(
        task.argv[0], task.argv, dict(task.environment), file_actions=actions, setpgroup=0
    )
    signal.signal(signal.SIGALRM, lambda *_: os.killpg(pid, signal.SIGKILL))
    signal.setitimer(signal.ITIMER_REAL, task.limit)
    first = start
    if task.terminal:
        os.close(child)
        first = _drain(parent, task.out)
    _, status, used = os.wait4(pid, 0)
    taken = perf_counter() - start
    signal.setitimer(signal.ITIMER_REAL, 0)
    processor = used.ru_utime + used.ru_stime
    code = os.waitstatus_to_exitcode(status)
    return Run(taken, processor, used.ru_maxrss, code, first - start)


def _file(path: Path) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC)


def _terminal() -> tuple[int, int]:
    parent, child = pty.openpty()
    ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    return parent, child


def _drain(parent: int, out: Path) -> float:
    """Read what comes to the terminal until everybody has closed it; when the first of it came."""
    first = None
    with out.open("wb") as file:
        while said := _read(parent):
            first = first or perf_counter()
            file.write(said)
    return first or perf_counter()


def _read(parent: int) -> bytes:
    try:
        return os.read(parent, 65536)
    except OSError:  # Linux says so when the other end is closed
        return b""


if __name__ == "__main__":
    argv, folder, environment, out, *how = json.loads(sys.argv[1])
    task = Task(tuple(argv), Path(folder), environment, Path(out), *how)
    sys.stdout.write(json.dumps(measured(task)))
