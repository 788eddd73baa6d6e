"""The goals, each as a row: what is asked of which command, against what, and what came out."""

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import NamedTuple

from benchmarks.bed import BARE
from benchmarks.timing import Timing

Timings = Mapping[str, Timing]
"""What was measured in one work, by the name of the command."""


class What(Enum):
    """What a goal is about: how the two commands that it names are held against each other."""

    TIME = "the time of the one in times the other's"
    BEYOND = "the time of the one beyond the other's, in times the bare interpreter"
    THROUGHPUT = "how many times as much is done in the same time; the more, the better"
    MEMORY = "the peak memory, in MB"
    FIRST = "the time until the first line of the one, in times the whole of the other"


class Goal(NamedTuple):
    """What is asked of a command: by `what`, at most or at least `limit`, against another.

    `limits` is where the time goes where that is not reached, and what stands in the way.
    """

    work: str
    command: str
    what: What
    limit: float
    against: str = BARE
    limits: str = ""

    def reached(self, timings: Timings) -> float | None:
        """What was measured; nothing where it, or what it is held against, could not be run."""
        own, other, bare = (timings.get(one) for one in (self.command, self.against, BARE))
        if own is None or other is None or bare is None:
            return None
        if not (own.runs and other.runs and bare.runs):
            return None
        if self.what is What.FIRST and not own.first:  # its output went to a file
            return None
        return self._held(own, other, bare)

    def _held(self, own: Timing, other: Timing, bare: Timing) -> float:
        match self.what:
            case What.MEMORY:
                return own.memory
            case What.FIRST:
                return own.first / other.clock
            case What.THROUGHPUT:
                return other.clock / own.clock
            case What.BEYOND:
                return (own.clock - other.clock) / bare.clock
        return own.clock / other.clock

    def met(self, reached: float) -> bool:
        """Whether that is enough."""
        return reached >= self.limit if self.what is What.THROUGHPUT else reached <= self.limit

    @property
    def asked(self) -> str:
        """The goal in a few words."""
        of = "" if self.against == BARE else f" {self.against}"
        match self.what:
            case What.MEMORY:
                return f"≤ {self.limit:g} MB"
            case What.THROUGHPUT:
                return f"≥ {self.limit:g} × the throughput of{of}"
            case What.FIRST:
                return f"first line ≤ {self.limit:g} ×{of}"
            case What.BEYOND:
                return f"≤ {self.limit:g} × beyond what{of} takes"
        return f"≤ {self.limit:g} ×{of}"


STAMPS = (
    "start-up takes half of it, and to tell 10,051 files by their stamps, all of which the answer "
    "rests on, most of the other half; what is left is to find the answer and write it."
)
"""What is left where nothing is read, and nothing computed."""

GOALS: Sequence[Goal] = (
    Goal("start", "negtrack --help", What.TIME, 6.5),
    Goal("start", "negtrack --version", What.TIME, 6.5),
    Goal("start", "negtrack completion", What.TIME, 6.5),
    *(
        Goal("real", f"negtrack diff -f {one}, piped", What.TIME, 7)
        for one in ("json", "csv", "md")
    ),
    Goal("real", "negtrack diff, in a terminal", What.TIME, 10),
    Goal("medium", "negtrack diff, warm", What.TIME, 8),
    Goal("large", "negtrack diff, warm", What.TIME, 9, limits=STAMPS),
    Goal("large", "negtrack gaps, warm", What.TIME, 9, limits=STAMPS),
    Goal("large", "negtrack stalemate, warm", What.TIME, 11, limits=STAMPS),
    Goal("large", "negtrack check, warm", What.TIME, 11, limits=STAMPS),
    Goal(
        *("large", "negtrack diff, one file changed", What.TIME, 1.3, "negtrack diff, warm"),
        limits="the file alone is read, and all else is known; but what a party has conceded is "
        "told against every other, so that one file may change any of the 20,000 rows. Half of the "
        "time they are compared again, a third of it they are written again, and the rest is what "
        "the warm one takes. To keep rows apart by what each depends on is what could be tried "
        "next: then most would be written as they were.",
    ),
    Goal(
        *("check", "negtrack check, cold", What.TIME, 0.15, "bean-check -C"),
        limits="reading YAML by libyaml's composer, values and places, takes five times what the "
        "row `reading` has for 20,000 positions, on two cores half of that: four fifths of the "
        "goal, before anything is judged. A second grammar is not wanted.",
    ),
    Goal("check", "negtrack check, warm", What.TIME, 0.05, "bean-check, with its cache"),
    Goal("first", "negtrack diff, kept", What.FIRST, 2, "negtrack --version"),
    Goal(
        *("first", "negtrack diff, anew", What.FIRST, 2, "negtrack --version"),
        limits="the line under the title counts all that moved, and nothing is written before the "
        "whole is known to be right; so all of it is computed first. After that it streams.",
    ),
    Goal("reading", "negtrack, values and places", What.THROUGHPUT, 1.5, "yaml.load(CSafeLoader)"),
    Goal(
        *("reading", "negtrack diff, cold, all cores", What.THROUGHPUT, 1.8),
        "negtrack diff, cold, one core",
        limits="reading and judging are shared, about two thirds of the time on one core; "
        "start-up, what the processes send each other, the answer and the cache are not, so that "
        "two cores can do at most 1.5 × as much.",
    ),
    Goal("large", "negtrack diff, warm", What.MEMORY, 60),
    Goal("cold", "negtrack check, cold", What.MEMORY, 1000),
    Goal(
        *("writing", "negtrack record", What.TIME, 12),
        limits="a third of the time to see what the record says before, a third to see what it "
        "would say after, as nothing is written that is an error anywhere in the record; a quarter "
        "to load pydantic and the rules. Each time the files are told by their stamps, and what is "
        "known of fifty rounds is unpacked.",
    ),
    Goal(
        *("writing", "negtrack commit", What.BEYOND, 15, "git add, git commit"),
        limits="two thirds of the time the whole record is checked, the files being told by their "
        "stamps twice, so that what is committed is what was checked; the rest is to read the last "
        "commit for the message, as what git holds is not known by a stamp. With -m that is left "
        "out.",
    ),
)
