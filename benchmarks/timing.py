"""Many runs of many commands, in turns, so that what slows the machine slows all of them."""

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple

from benchmarks.gauge import Run, Task, run

LONG, VERY_LONG = 10.0, 60.0
"""Seconds above which a command is run three times only, or once."""


def nothing() -> None:
    """What most commands need before each run."""


class Command(NamedTuple):
    """A command by the name that the table has for it, and what is done before each run of it.

    `codes` are the exit codes with which it has done its work. `keeps` is whether a run leaves a
    cache that the next one is quicker with, and `alone` is as in `Task`. Where `argv` is empty it
    cannot be run, and `missing` says why.
    """

    name: str
    argv: tuple[str, ...]
    folder: Path
    environment: Mapping[str, str]
    before: Callable[[], None] = nothing
    codes: tuple[int, ...] = (0,)
    terminal: bool = False
    cpu: int | None = None
    missing: str = ""
    keeps: bool = False
    alone: bool = False


class Timing(NamedTuple):
    """Every counted run of a command, or why there is none. Seconds, and MB of 10⁶ bytes."""

    name: str
    runs: tuple[Run, ...]
    missing: str = ""

    @property
    def clock(self) -> float:
        return median(one.clock for one in self.runs)

    @property
    def processor(self) -> float:
        return median(one.processor for one in self.runs)

    @property
    def first(self) -> float:
        """After how many seconds the first of the output was in the terminal."""
        return median(one.first for one in self.runs)

    @property
    def memory(self) -> float:
        return median(one.memory for one in self.runs) * 1024 / 1e6

    @property
    def spread(self) -> tuple[float, float]:
        """The lower and the upper quartile of the time by the clock."""
        if len(self.runs) < 2:
            return self.clock, self.clock
        low, _, high = quantiles((one.clock for one in self.runs), n=4, method="inclusive")
        return low, high


class Bench(NamedTuple):
    """How often to run, where output goes, and after how many seconds a run is ended."""

    rounds: int
    out: Path
    limit: float

    def measure(self, commands: Sequence[Command]) -> dict[str, Timing]:
        """Every command once a round, in an order that shifts, after a run that is not counted."""
        first = {one.name: self._first(one) for one in commands}
        wanted = {one.name: self._wanted(first[one.name]) for one in commands}
        taken: dict[str, list[Run]] = {
            name: [one for one in timing.runs if one.clock > VERY_LONG]
            for name, timing in first.items()
        }
        for number in range(self.rounds):
            shift = number % len(commands)
            for one in (*commands[shift:], *commands[:shift]):
                if len(taken[one.name]) < wanted[one.name]:
                    taken[one.name].append(self.once(one))
        return {
            name: first[name]._replace(runs=tuple(runs)) if runs else first[name]
            for name, runs in taken.items()
        }

    def once(self, one: Command) -> Run:
        """One run of a command, its output in the file of its name."""
        one.before()
        told = (one.argv, one.folder, one.environment, self.output(one.name), self.limit)
        return run(Task(*told, one.terminal, one.cpu, one.alone))

    def output(self, name: str) -> Path:
        """Where the last run of a command has left what it printed."""
        return self.out / "".join(sign if sign.isalnum() else "-" for sign in name)

    def _first(self, one: Command) -> Timing:
        """A run that is not counted unless it is too long for another; or why there can be none.

        What is measured with its cache is judged by the second run where the first takes long: that
        one fills the cache, and would be told as what it is not.
        """
        if not one.argv:
            return Timing(one.name, (), one.missing)
        sys.stderr.write(f"  {one.name}\n")
        done = self.once(one)
        if one.keeps and done.code in one.codes and done.clock > LONG:
            done = self.once(one)
        if done.code == -9 and done.clock >= self.limit:
            return Timing(one.name, (), f"not done in {self.limit:g} s")
        if done.code not in one.codes:
            return Timing(one.name, (), f"ended with exit code {done.code}")
        return Timing(one.name, (done,))

    def _wanted(self, first: Timing) -> int:
        if not first.runs:
            return 0
        clock = first.clock
        return 1 if clock > VERY_LONG else min(3, self.rounds) if clock > LONG else self.rounds
