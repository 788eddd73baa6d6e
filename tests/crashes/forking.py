"""Runs the program again and again from one interpreter: each run is a fork of it.

What one run has loaded is there for all that follow. A line that comes in asks for a run, in JSON,
and the line that goes out is its exit code, or minus the signal that ended it.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import sys
from contextlib import suppress
from importlib import import_module
from typing import Any

_LONGEST = 120


def _run(asked: dict[str, Any], loaded: int) -> None:
    """Run the program once, in a session of its own, and tell through a pipe what it loaded."""
    os.setsid()
    signal.alarm(_LONGEST)
    os.chdir(asked["folder"])
    os.environ.clear()
    os.environ.update(asked["environment"])
    for number, name in enumerate((os.devnull, asked["out"], asked["err"])):
        os.dup2(os.open(name, os.O_RDWR | os.O_CREAT | os.O_TRUNC), number)
    code: object = 0
    try:
        sys.argv[1:] = asked["typed"]
        for name in ("git.locked", "git.worktree"):  # a git that was killed is not waited for
            import_module(f"negtrack.{name}")._PATIENCE = 0.0
        import_module("negtrack.cli").main()
    except SystemExit as end:
        code = end.code
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os.write(loaded, "\n".join(sys.modules).encode())
    os._exit(code if isinstance(code, int) else 1)


def _answer(asked: dict[str, Any]) -> int:
    """The exit code of a run; what it loaded is loaded here."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            _run(asked, writing)
        finally:
            os._exit(255)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as names:
        for name in set(names.read().split()) - sys.modules.keys():
            with suppress(Exception):
                import_module(name)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    for line in sys.stdin:
        os.write(1, f"{_answer(json.loads(line))}\n".encode())
