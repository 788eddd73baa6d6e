"""Many commands at once, each in a process of its own, and what came of each.

    python together.py < commands.json

All processes are copies of one that has loaded the program, and begin at the same moment: so they
come between each other far more than if each had to start Python first.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from program import ROOT, Answer

USAGE, _SECONDS = 2, 300
_LOADED = (
    *("cli", "written", "wording", "templates", "editors", "message", "git.worktree"),
    *(f"commands.{name}" for name in ("record", "source", "new", "init", "commit", "writing")),
)


class Outcome(NamedTuple):
    """What a command answered each time it was run."""

    answers: tuple[Answer, ...]

    @property
    def last(self) -> Answer:
        """What it answered in the end."""
        return self.answers[-1]


def at_once(folder: Path, commands: Sequence[Sequence[str]], times: int = 1) -> list[Outcome]:
    """Run commands at the same time in a folder, each again while it is refused, so many times."""
    run = subprocess.run(
        [sys.executable, __file__],
        input=json.dumps((commands, times)),
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "tests")))},
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=_SECONDS,
    )
    assert run.returncode == 0, run.stderr
    return [Outcome(tuple(Answer(*one) for one in told)) for told in json.loads(run.stdout)]


def _begun(command: list[str], times: int, start: int, place: Path) -> int:
    """A process that waits until everybody may start, and then runs a command; its number."""
    number = os.fork()
    if number:
        return number
    try:
        os.read(start, 1)
        told = []
        while not told or (told[-1][0] == USAGE and len(told) < times):
            told.append(_answer(command))
        place.write_text(json.dumps(told))
    finally:
        os._exit(0)


def _answer(command: list[str]) -> tuple[int, str, str]:
    with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err:
        code = import_module("negtrack.cli").run(command)
    return code, out.getvalue(), err.getvalue()


def _main() -> None:
    commands, times = json.load(sys.stdin)
    for name in _LOADED:
        import_module(f"negtrack.{name}")
    start, go = os.pipe()
    with tempfile.TemporaryDirectory() as folder:
        places = [Path(folder, str(nth)) for nth in range(len(commands))]
        numbers = [
            _begun(command, times, start, place)
            for command, place in zip(commands, places, strict=True)
        ]
        os.write(go, b"." * len(commands))
        for number in numbers:
            os.waitpid(number, 0)
        json.dump([json.loads(place.read_text()) for place in places], sys.stdout)


if __name__ == "__main__":
    _main()
