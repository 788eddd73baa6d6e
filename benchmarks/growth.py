"""How time and memory grow with a record: `python -m benchmarks.growth --work DIR`.

One thing at a time is made larger: parties, issues, rounds, or files with little in each. The
exponent is of what lies above the smallest record, which is start-up: 1 is linear.
"""

import argparse
import shlex
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from benchmarks import inputs, machine
from benchmarks.bed import Bed
from benchmarks.fitting import Fit, fit
from benchmarks.records import Size
from benchmarks.tables import markdown, seconds
from benchmarks.timing import Bench, Command, Timing
from benchmarks.tools import TOOLS, found

SMALLEST = Size(2, 1, 2)
SERIES: Mapping[str, Sequence[Size]] = {
    "parties": tuple(Size(count, 20, 5) for count in (2, 6, 20, 60, 200)),
    "issues": tuple(Size(20, count, 5) for count in (4, 12, 40, 120, 400)),
    "rounds": tuple(Size(10, 10, count) for count in (2, 8, 30, 100, 300)),
    "files": tuple(Size(count, 2, count) for count in (1, 3, 10, 32, 100)),
}
WORDS = ("diff", "gaps", "stalemate", "check")
CACHES = ("warm", "cold")

LINEAR = 1.1
"""The exponent above which something is called worse than linear: 1, and what a fit is off by."""

FLAT = 1.3
"""How much longer a warm answer on two rounds may take with the longest history."""

BY_ROUND = ("diff, warm", "gaps, warm")
"""Answers that two rounds give, however many there were before."""


BY_PAIR = {"gaps, cold": (1, 1), "stalemate, cold": (1, 0)}
"""What compares every two parties, of which there are as many as the square of the parties: by how
much more time and memory may grow. `gaps` tells every pair, and holds it for that."""


class Point(NamedTuple):
    """One size with its timings by command; `x` is what the series counts."""

    x: int
    timings: Mapping[str, Timing]


class Row(NamedTuple):
    """One command along one series: its points' medians, and the fits of time and memory."""

    series: str
    command: str
    ends: tuple[float, float]
    time: Fit | None
    memory: Fit | None

    @property
    def verdict(self) -> str:
        """Whether that is what was asked for."""
        if self.series == "rounds" and self.command in BY_ROUND:
            flat = self.ends[1] <= FLAT * self.ends[0]
            return "flat" if flat else "**grows with history**"
        time, memory = (one.exponent if one else 0 for one in (self.time, self.memory))
        if max(time, memory) <= LINEAR:
            return "linear or less"
        more = BY_PAIR.get(self.command, (0, 0)) if self.series == "parties" else (0, 0)
        by_pair = time <= LINEAR + more[0] and memory <= LINEAR + more[1]
        return "linear or less in pairs" if by_pair else "**worse than linear**"


def commands(bed: Bed, size: Size) -> list[Command]:
    """Every question, warm and cold, to a record of a size."""
    root = inputs.record(bed.work / "records", size)
    return [
        bed.negtrack(f"{word}, {cache}", word, root, f"{cache}-growth")
        for word in WORDS
        for cache in CACHES
    ]


def counted(series: str, size: Size) -> int:
    """What a series is about: its own dimension, or the parties' files."""
    return size.parties * size.rounds if series == "files" else int(getattr(size, series))


def rows(series: str, points: Sequence[Point], start: Mapping[str, Timing]) -> Iterator[Row]:
    """Every command along a series; those that could not be run at each of its points are not."""
    for name, first in start.items():
        done = [(one.x, one.timings[name]) for one in points if one.timings[name].runs]
        if len(done) > 1 and first.runs:
            time = fit([(x, timing.clock) for x, timing in done], first.clock)
            memory = fit([(x, timing.memory) for x, timing in done], first.memory)
            ends = (done[0][1].clock, done[-1][1].clock)
            yield Row(f"{series}", name, ends, time, memory)


def table(found: Sequence[Row], spans: Mapping[str, str]) -> Iterator[str]:
    """The rows as Markdown."""
    head = ("command", "against", "from – to", "time", "exponent", "r²", "n")
    yield from markdown(
        [
            (*head, "memory: exponent", "r²", ""),
            *(
                (
                    one.command,
                    one.series,
                    spans[one.series],
                    " – ".join(map(seconds, one.ends)),
                    *_fitted(one.time),
                    *_fitted(one.memory)[:2],
                    one.verdict,
                )
                for one in found
            ),
        ]
    )


def _fitted(one: Fit | None) -> tuple[str, str, str]:
    return (
        (f"{one.exponent:.2f}", f"{one.r2:.3f}", str(one.n)) if one else ("does not grow", "", "")
    )


def page(wanted: Sequence[str], bed: Bed, bench: Bench) -> Iterator[str]:
    """The whole answer."""
    yield "# How negtrack grows\n"
    yield f"`{shlex.join(['python', '-m', 'benchmarks.growth', *sys.argv[1:]])}`\n"
    yield f"{date.today()}, commit {machine.tree()}; {machine.python()}; {machine.processor()}, "
    yield f"{machine.memory()} of memory; {machine.system()}; load {machine.busy()}. Medians of "
    yield f"{bench.rounds} whole processes; n is the points that a line is fitted through.\n"
    start = bench.measure(commands(bed, SMALLEST))
    found: list[Row] = []
    for series in wanted:
        sys.stderr.write(f"{series}\n")
        points = [
            Point(counted(series, size), bench.measure(commands(bed, size)))
            for size in SERIES[series]
        ]
        found += rows(series, points, start)
    spans = {
        series: f"{counted(series, sizes[0]):,} – {counted(series, sizes[-1]):,}"
        for series, sizes in SERIES.items()
    }
    yield from table(found, spans)


def main() -> None:
    """Make the records, run the questions, fit and print."""
    parser = argparse.ArgumentParser(description="How time and memory grow with a record.")
    parser.add_argument("--work", type=Path, required=True, help="a folder for all that is made")
    parser.add_argument("--only", nargs="+", choices=SERIES, default=list(SERIES))
    parser.add_argument("--rounds", type=int, default=5, help="runs of each (5)")
    parser.add_argument("--limit", type=float, default=300, help="seconds for one run (300)")
    parser.add_argument("--output", type=Path, help="a file, such as benchmarks/GROWTH.md")
    told = parser.parse_args()
    work = told.work.resolve()
    own = [tool for tool in TOOLS if tool.name == "negtrack"]
    bed = Bed(work, found(work / "tools", own), "large")
    out = work / "out"
    out.mkdir(parents=True, exist_ok=True)
    text = "\n".join(page(told.only, bed, Bench(told.rounds, out, told.limit))) + "\n"
    if told.output:
        told.output.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
