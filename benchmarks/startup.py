"""How long whole commands take beside a bare interpreter: `python benchmarks/startup.py`.

Every round runs each command once, in an order that shifts, so that what slows the machine for a
while slows all of them. The ratios are those of the medians; the spread is from the lower to the
upper quartile. On a busy machine, go by the processor time. It measures the tree that it lies in,
with the interpreter that it is started with, which needs the libraries of that tree.
"""

import argparse
import platform
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median, quantiles
from time import perf_counter
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = (
    f"import sys; sys.path.insert(0, {str(ROOT)!r}); from negtrack.__main__ import main; main()"
)
RECORD = "-n istanbul-2025"
BARE = "bare interpreter"
COMPLETION = f"complete zsh diff {RECORD} --issue c"
COMMANDS = (
    "--version",
    "--help",
    *(f"diff {RECORD} -f {name}" for name in ("table", "json", "csv", "md")),
    f"gaps {RECORD}",
    f"stalemate {RECORD}",
    f"show {RECORD}",
    f"check {RECORD}",
    COMPLETION,
)
GOALS: Mapping[str, float] = {f"diff {RECORD} -f table": 14, COMPLETION: 7}
"""The most that a command may take, in times a bare interpreter."""

LIBRARIES = ("typer", "pydantic_core", "PyYAML", "rich")


class Run(NamedTuple):
    """The milliseconds of one process: by the clock from start to end, and of processor time."""

    clock: float
    processor: float


class Timing(NamedTuple):
    """Every run of a command."""

    command: str
    runs: tuple[Run, ...]

    @property
    def clock(self) -> float:
        return median(run.clock for run in self.runs)

    @property
    def processor(self) -> float:
        return median(run.processor for run in self.runs)

    @property
    def spread(self) -> str:
        low, _, high = quantiles((run.clock for run in self.runs), n=4)
        return f"{low:.1f}–{high:.1f}"


def run(command: str) -> Run:
    """One process, its output in a pipe."""
    code = ("-c", "pass") if command == BARE else ("-c", PROGRAM, *command.split())
    before, start = getrusage(RUSAGE_CHILDREN), perf_counter()
    done = subprocess.run([sys.executable, "-I", *code], cwd=ROOT, capture_output=True, check=False)
    taken, after = perf_counter() - start, getrusage(RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(f"{command}: exit code {done.returncode}\n{done.stderr.decode()}")
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(taken * 1000, used * 1000)


def measure(commands: Sequence[str], rounds: int) -> list[Timing]:
    """Every command once a round, after a round that is not counted."""
    taken: dict[str, list[Run]] = {command: [] for command in commands}
    for one in range(-1, rounds):
        shift = one % len(commands)
        for command in (*commands[shift:], *commands[:shift]):
            found = run(command)
            if one >= 0:
                taken[command].append(found)
    return [Timing(command, tuple(runs)) for command, runs in taken.items()]


def table(timings: Sequence[Timing]) -> str:
    """A line a command: its ratios to the bare interpreter, its medians and its spread."""
    bare = timings[0]
    widest = max(len(one.command) for one in timings)
    lines = [
        f"{'':{widest}}  by the clock                     processor",
        f"{'command':{widest}}  × bare  median ms  quartiles    × bare  median ms",
    ]
    for one in timings:
        clock = f"{one.clock / bare.clock:6.1f}  {one.clock:9.1f}  {one.spread:<11}"
        processor = f"{one.processor / bare.processor:6.1f}  {one.processor:9.1f}"
        lines.append(f"{one.command:{widest}}  {clock}  {processor}")
    for one in timings:
        goal = GOALS.get(one.command)
        if goal is not None:
            met = "met" if one.clock / bare.clock <= goal else "missed"
            lines.append(f"goal for {one.command}: at most {goal:g} × bare by the clock: {met}")
    return "\n".join(lines)


def setting(rounds: int) -> str:
    """What was measured with: interpreter, machine and libraries."""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return f"{python}, {platform.system()} {platform.machine()}; {libraries}; n = {rounds}"


def main() -> None:
    parser = argparse.ArgumentParser(description="Whole commands beside a bare interpreter.")
    parser.add_argument("-r", "--rounds", type=int, default=15, help="runs of each command (15)")
    rounds = max(2, parser.parse_args().rounds)
    print(setting(rounds))
    print(table(measure((BARE, *COMMANDS), rounds)))


if __name__ == "__main__":
    main()
