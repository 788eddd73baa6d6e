"""negtrack beside other tools, on the same work: `python -m benchmarks.run --work DIR`.

See benchmarks/README.md for what each row means.
"""

import argparse
import shlex
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from benchmarks import machine, tables
from benchmarks.answers import agrees
from benchmarks.bed import Bed
from benchmarks.goals import GOALS
from benchmarks.records import SIZES
from benchmarks.timing import Bench, Timing
from benchmarks.tools import found
from benchmarks.works import WORKS, Work

ENOUGH = 9
"""The runs from which on a median is worth comparing with a goal."""


class Result(NamedTuple):
    """One work as it was done, every command's runs, and whether it found what it should."""

    work: Work
    timings: Mapping[str, Timing]
    agreement: Mapping[str, str]


def measured(work: Work, bench: Bench) -> Result:
    """Run a work; what was found is compared after all has been measured."""
    sys.stderr.write(f"{work.title}\n")
    timings = bench.measure(work.commands)
    agreement: dict[str, str] = {}
    if work.pair:
        for name, timing in timings.items():
            if timing.runs:
                agreement[name] = agrees(name, bench.output(name), work.pair)
    if work.pair and work.asked and work.asked.argv:
        done = bench.once(work.asked)
        told = f"asked as JSON: exit code {done.code}"
        if done.code == 0:
            told = agrees("negtrack", bench.output("negtrack"), work.pair, work.parties)
        agreement |= {name: told for name in timings if name.startswith("negtrack diff")}
    return Result(work, timings, agreement)


def page(results: Mapping[str, Result], bed: Bed, rounds: int, load: str) -> Iterator[str]:
    """The whole of `RESULTS.md`."""
    yield "# What negtrack takes\n"
    yield f"`{shlex.join(['python', '-m', 'benchmarks.run', *sys.argv[1:]])}`\n"
    yield f"{date.today()}, commit {machine.tree()}; {machine.python()}; {machine.processor()}, "
    yield f"{machine.memory()} of memory; {machine.system()}. Load at the start {load}, at the end "
    yield f"{machine.busy()}. Whole processes, run in turns; medians of n = {rounds}, fewer where "
    yield "one takes more than 10 s (3) or 60 s (1). × is against a bare `python -I -c pass`.\n"
    if rounds < ENOUGH or bed.largest != "large":
        yield "**A short run, which shows that every row works: no figure here is a result.**\n"
    elif len(results) < len(WORKS):
        left = ", ".join(name for name in WORKS if name not in results)
        yield f"**Only some of the works were run, and not: {left}.**\n"
    yield "## Goals\n"
    timings = {name: one.timings for name, one in results.items()}
    yield from tables.goals(GOALS, timings)
    yield from tables.reasons(GOALS, timings)
    for name, one in results.items():
        yield f"\n## {one.work.title} ({name})\n"
        yield from tables.timings(one.timings, one.agreement)
    yield "\n## Versions\n"
    yield from tables.versions(bed.tools.values())


def arguments(words: Sequence[str] | None = None) -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(description="negtrack beside other tools, on the same work.")
    parser.add_argument("--work", type=Path, required=True, help="a folder for all that is made")
    parser.add_argument("--only", nargs="+", choices=WORKS, default=list(WORKS), help="works")
    parser.add_argument("--size", choices=SIZES, default="large", help="the largest record (large)")
    parser.add_argument("--rounds", type=int, default=ENOUGH, help=f"runs of each ({ENOUGH})")
    parser.add_argument("--limit", type=float, default=600, help="seconds for one run (600)")
    parser.add_argument("--output", type=Path, help="a file, such as benchmarks/RESULTS.md")
    return parser.parse_args(words)


def main() -> None:
    """Install, make, measure, compare and write down."""
    told = arguments()
    work, load = told.work.resolve(), machine.busy()
    bed = Bed(work, found(work / "tools"), told.size)
    out = work / "out"
    out.mkdir(parents=True, exist_ok=True)
    bench = Bench(told.rounds, out, told.limit)
    results = {name: measured(WORKS[name](bed), bench) for name in WORKS if name in told.only}
    text = "\n".join(page(results, bed, told.rounds, load)) + "\n"
    if told.output:
        told.output.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
