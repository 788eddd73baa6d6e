"""The program run with a fault at one of its calls to the system, or at none, and all of them told.

The fault is made by `faults.c`, which the dynamic linker loads before the C library. So it reaches
git as well, counts the calls of both in one row, and knows by the path which of them matter; it
needs no rights of a debugger, as strace does, and costs no time. The interpreter is started once,
by `forking.py`, so that thousands of faults can be tried; `alone` starts one of its own.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from program import COMMAND, ROOT

ERRNOS = ("ENOSPC", "EIO", "EACCES", "EROFS", "EDQUOT", "EINTR")
KILLS = ("kill", "killall")
HERE = Path(__file__).parent


class Call(NamedTuple):
    """A call that was made: its kind, and the path below the folder that is watched."""

    kind: str
    path: str


class Fault(NamedTuple):
    """What happens at the nth call, from 1, or where `on` is set from there on.

    `does` is the name of an errno; `kill` of the process or `killall` of negtrack and git together,
    after half of what is to be written; or `half`, a write of that much.
    """

    nth: int
    does: str
    on: bool = False

    def environment(self) -> dict[str, str]:
        """The variables that tell it to the library."""
        does = str(getattr(errno, self.does)) if self.does in ERRNOS else self.does
        return {"FAULT_AT": f"{self.nth}{'+' * self.on}", "FAULT_DOES": does}


class Told(NamedTuple):
    """How a run ended (minus the signal that killed it), what it printed, and its calls."""

    code: int
    out: str
    err: str
    calls: tuple[Call, ...]

    @property
    def killed(self) -> bool:
        """Whether the program itself was killed; git alone may be."""
        return self.code == -signal.SIGKILL


def library(folder: Path) -> Path | None:
    """The library, compiled; None where there is no compiler, or no Linux."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if sys.platform != "linux" or compiler is None:
        return None
    made = folder / "faults.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-o", made, HERE / "faults.c"], check=True)
    return made


class Program:
    """The program under the library: its runs are forks of one process, until it is closed."""

    def __init__(self, library: Path) -> None:
        self.library = library
        self._server = subprocess.Popen(
            [sys.executable, str(HERE / "forking.py")],
            env={**os.environ, "PYTHONPATH": str(ROOT), "LD_PRELOAD": str(library)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def close(self) -> None:
        """End the process."""
        self._server.communicate()

    def run(self, work: Path, typed: tuple[str, ...], fault: Fault | None = None) -> Told:
        """Run it in `record`, a folder of the one that is watched; `tmp` is beside it."""
        asked = self._asked(work, typed, fault)
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.write(json.dumps(asked) + "\n")
        self._server.stdin.flush()
        return _told(asked, int(self._server.stdout.readline()))

    def alone(self, work: Path, typed: tuple[str, ...]) -> Told:
        """Run it as a user does, without a fault."""
        asked = self._asked(work, typed, None)
        with open(asked["out"], "wb") as out, open(asked["err"], "wb") as err:
            ended = subprocess.run(
                [*COMMAND, *typed],
                cwd=asked["folder"],
                env=asked["environment"],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                check=False,
            )
        return _told(asked, ended.returncode)

    def _asked(self, work: Path, typed: tuple[str, ...], fault: Fault | None) -> dict[str, Any]:
        """A run as `forking.py` is asked for it; its outputs lie beside what is watched."""
        (work / "tmp").mkdir(exist_ok=True)
        beside = {name: f"{work}.{name}" for name in ("out", "err", "calls")}
        Path(beside["calls"]).unlink(missing_ok=True)
        watched = {"FAULT_BELOW": f"{work}/", "FAULT_LOG": beside["calls"]}
        environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith("FAULT_")},
            **{"PYTHONPATH": str(ROOT), "TMPDIR": str(work / "tmp")},
            **{"LD_PRELOAD": str(self.library)},
            **watched,
            **(fault.environment() if fault else {}),
        }
        told = {"folder": str(work / "record"), "typed": typed, "environment": environment}
        return {**told, **beside}


def _told(asked: dict[str, Any], code: int) -> Told:
    out, err = (Path(asked[name]).read_text(encoding="utf-8") for name in ("out", "err"))
    return Told(code, out, err, tuple(_calls(Path(asked["calls"]))))


def _calls(log: Path) -> Iterator[Call]:
    lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    for line in lines:
        kind, _, path = line.rstrip().partition(" ")
        yield Call(kind, path)
