"""The worst files within the size limit: `python -m benchmarks.hostile`.

Each is what one party said in a small record; `check` reads it without a cache. Time and memory are
beside those of a bare interpreter. The goal is below 1 s and 200 MB for any file.
"""

import os
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.gauge import Run, Task, run
from benchmarks.tables import markdown
from negtrack.text import LARGEST

ROUNDS = 1
SECONDS, MEGABYTES = 1.0, 200.0
"""The goals."""

HEAD = """\
title: The river talks
parties: {north: {name: North}, south: {name: South}}
issues: {pay: {title: Pay, scale: quantity, unit: coins}}
"""


def _filled(begin: str, part: str, end: str = "") -> str:
    """As many of the part as the limit lets in; `{n}` in it is counted up."""
    room = LARGEST - len(begin) - len(end)
    if "{n}" not in part:
        return begin + part * (room // len(part)) + end
    count = room // (len(part) + 4)
    return (begin + "".join(part.replace("{n}", str(n)) for n in range(count)))[:LARGEST] + end


FILES = {
    "brackets, deep": _filled("note: ", "["),
    "dashes, deep": _filled("", "- "),
    "digits": _filled("positions: {pay: ", "9", "}\n"),
    "numbers in sixties": _filled("positions: {pay: ", "1:", "1}\n"),
    "one text": _filled("note: ", "x"),
    "one text of escapes": _filled('note: "', "\\x41", '"\n'),
    "one key": _filled("", "x", ": 1\n"),
    "hidden letters": _filled("note: ", "\\u202e"),
    "control characters": _filled("note: ", "\x01"),
    "comments": _filled("", "#\n"),
    "documents": _filled("", "---\n"),
    "a key again and again": _filled("positions:\n", "  pay: 1\n"),
    "the same on one line": _filled("positions: {", "pay: 1,", "}\n"),
    "unknown keys": _filled("", "k{n}: 1\n"),
    "unknown issues": _filled("positions:\n", "  k{n}: 1\n"),
    "anchors": _filled("", "k{n}: &a{n} 1\n"),
    "aliases": _filled("a: &a 1\nnote: [", "*a,", "]\n"),
    "tags": _filled("note: [", "!!int 1,", "]\n"),
    "merge keys": _filled("", "<<: {a: 1}\n"),
    "a list where a text is": _filled("note: [", "a,", "]\n"),
    "unknown conditions": _filled("positions: {pay: {value: 1, only_if: {", "w{n}: 1,", "}}}\n"),
    "unknown sources": _filled("positions: {pay: {value: 1, source: [", "x,", "]}}\n"),
}


def main() -> None:
    """Measure every file and print the table; the exit code is 1 where a goal is missed."""
    with TemporaryDirectory() as work:
        root = Path(work)
        bare = _measured(root, (sys.executable, "-I", "-c", "pass"))
        rows = [_row(root, name, bare) for name in FILES]
    head = ("file", "MB read", "seconds", "×", "peak MB", "×", "MB told", "goal")
    print("\n".join(markdown([head, *rows])))
    missed = [row for row in rows if row[-1] != "reached"]
    print(f"\n{len(rows)} files, {len(missed)} of them above {SECONDS:g} s or {MEGABYTES:g} MB.")
    sys.exit(bool(missed))


def _row(root: Path, name: str, bare: tuple[float, float]) -> tuple[str, ...]:
    talks = root / "positions" / "talks"
    (talks / "r1").mkdir(parents=True, exist_ok=True)
    (talks / "negotiation.yaml").write_text(HEAD, encoding="utf-8")
    (talks / "r1" / "round.yaml").write_text("date: 2025-01-01\n", encoding="utf-8")
    size = (talks / "r1" / "north.yaml").write_bytes(FILES[name].encode()[:LARGEST])
    clock, memory = _measured(root, (sys.executable, "-m", "negtrack", "check"))
    told = (root / "out").stat().st_size / 1e6
    reached = "reached" if clock < SECONDS and memory < MEGABYTES else "**missed**"
    ratios = (f"{clock / bare[0]:.1f}", f"{memory / bare[1]:.1f}")
    figures = (f"{clock:.2f}", ratios[0], f"{memory:.0f}", ratios[1], f"{told:.2f}")
    return (name, f"{size / 1e6:.2f}", *figures, reached)


def _measured(root: Path, argv: tuple[str, ...]) -> tuple[float, float]:
    """The median seconds and the peak of megabytes of some runs, without a cache."""
    place = {**os.environ, "PYTHONPATH": os.getcwd(), "XDG_CACHE_HOME": f"{os.devnull}/none"}
    runs: list[Run] = [run(Task(argv, root, place, root / "out", 120.0)) for _ in range(ROUNDS)]
    wrong = [one.code for one in runs if one.code not in (0, 1)]
    if wrong:
        sys.exit(f"{' '.join(argv)} ended with {wrong[0]}")
    return median(one.clock for one in runs), max(one.memory for one in runs) * 1024 / 1e6


if __name__ == "__main__":
    main()
