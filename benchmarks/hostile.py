"""The worst files within the size limit: `python -m benchmarks.hostile`.

Each stands in a small record, as what one party said or as its negotiation.yaml; `check` reads it
without a cache. Then records in which nothing is wrong, but which are made to be long to answer.
Time and memory are beside those of a bare interpreter. The goal is below 1 s of processor time and
200 MB: the clock says as much on a machine that does nothing else. Words after the module are
looked for in the names of the rows, and only those are measured.
"""

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

from benchmarks.attacks import FILES, HEAD, HEADS, RECORDS
from benchmarks.gauge import Run, Task, run
from benchmarks.tables import markdown
from negtrack.text import LARGEST

SECONDS, MEGABYTES = 1.0, 200.0
"""The goals."""

ANALYSES = ("check", "diff", "gaps", "stalemate", "linkage")
COLUMNS = ("record", "command", "MB read", "seconds", "processor", "×", "peak MB", "×", "MB told")

Files = Mapping[str, bytes]
"""What is in the folder of a negotiation, by path."""


def main() -> None:
    """Measure every row and print the table; the exit code is 1 where a goal is missed."""
    with TemporaryDirectory() as work:
        root = Path(work)
        bare = _measured(root, (sys.executable, "-I", "-c", "pass"))
        rows = [
            _row(root, name, command, bare)
            for name, command in _tasks()
            if not sys.argv[1:] or any(word in f"{name} {command}" for word in sys.argv[1:])
        ]
    print("\n".join(markdown([(*COLUMNS, "goal"), *rows])))
    missed = [row for row in rows if row[-1] != "reached"]
    print(f"\n{len(rows)} rows, {len(missed)} of them above {SECONDS:g} s or {MEGABYTES:g} MB.")
    sys.exit(bool(missed))


def _tasks() -> Iterator[tuple[str, str]]:
    for name in (*FILES, *HEADS):
        yield name, "check"
    for name in RECORDS:
        for command in ANALYSES:
            yield name, command


def _files(name: str) -> Files:
    """A hostile record by its name."""
    if name in RECORDS:
        return RECORDS[name]()
    small = {
        "negotiation.yaml": HEAD.encode(),
        "r1/round.yaml": b"date: 2025-01-01\n",
        "r1/south.yaml": b"positions: {pay: 3}\n",
    }
    hostile = FILES[name].encode() if name in FILES else HEADS[name].encode()
    return {**small, "r1/north.yaml" if name in FILES else "negotiation.yaml": hostile}


def _row(root: Path, name: str, command: str, bare: Run) -> tuple[str, ...]:
    rmtree(root / "positions", ignore_errors=True)
    files = _files(name)
    for path, raw in files.items():
        file = root / "positions" / "talks" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        assert len(raw) <= LARGEST, f"{name}: {path} is above the limit"
        file.write_bytes(raw)
    took = _measured(root, (sys.executable, "-m", "negtrack", command))
    told = (root / "out").stat().st_size / 1e6
    memory = took.memory * 1024 / 1e6
    reached = "reached" if took.processor < SECONDS and memory < MEGABYTES else "**missed**"
    figures = (
        f"{sum(map(len, files.values())) / 1e6:.2f}",
        *(f"{took.clock:.2f}", f"{took.processor:.2f}", f"{took.processor / bare.processor:.0f}"),
        *(f"{memory:.0f}", f"{took.memory / bare.memory:.1f}", f"{told:.2f}"),
    )
    return (name, command, *figures, reached)


def _measured(root: Path, argv: tuple[str, ...]) -> Run:
    """One run without a cache; ended where it takes a minute."""
    place = {**os.environ, "PYTHONPATH": os.getcwd(), "XDG_CACHE_HOME": f"{os.devnull}/none"}
    took = run(Task(argv, root, place, root / "out", 60.0))
    if took.code not in (0, 1, 3, -9):
        sys.exit(f"{' '.join(argv)} ended with {took.code}")
    return took


if __name__ == "__main__":
    main()
