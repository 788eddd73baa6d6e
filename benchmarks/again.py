"""Whether two runs on two days agree: `python -m benchmarks.again FIRST.md SECOND.md`.

Both are pages that `benchmarks.run` has written. A row agrees where the quartiles of its × meet: a
machine that is slower on one day is slower at the bare interpreter, too. What is quicker or slower
is told with both figures; that is a slower machine, a busy one, or a change in between.
"""

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from benchmarks.bed import BARE
from benchmarks.tables import markdown, number

_WORK = re.compile(r"## .*\((\w+)\)$")
_TIME = re.compile(r"([\d,.]+) (ms|s)")


class Spread(NamedTuple):
    """The lower quartile, the median and the upper quartile of a time: in seconds, or in ×."""

    low: float
    middle: float
    high: float

    def over(self, other: "Spread") -> "Spread":
        """How many times another it is; the quartiles as far apart as both allow."""
        middle = self.middle / other.middle
        return Spread(self.low / other.high, middle, self.high / other.low)

    def meets(self, other: "Spread") -> bool:
        """Whether both have something in common."""
        return self.low <= other.high and other.low <= self.high


Page = Mapping[tuple[str, str], Spread]
"""The × of each command, by the work and the command."""


def read(text: str) -> Page:
    """Every row of a page."""
    found: dict[tuple[str, str], Spread] = {}
    work, bare = "", None
    for line in text.splitlines():
        if head := _WORK.match(line):
            work = head[1]
        elif line.startswith("| ") and work:
            name, *cells = (cell.strip() for cell in line.strip("|").split("|"))
            times = [_seconds(*told) for cell in cells[1:3] for told in _TIME.findall(cell)]
            if len(times) != len(Spread._fields):
                continue
            middle, low, high = times
            spread = Spread(low, middle, high)
            bare = spread if name == BARE else bare
            if bare is not None and name != BARE:
                found[work, name] = spread.over(bare)
    return found


def _seconds(value: str, unit: str) -> float:
    return float(value.replace(",", "")) / (1000 if unit == "ms" else 1)


def compared(first: Page, second: Page) -> Iterator[str]:
    """How many rows agree, and a table of those that do not."""
    both = [key for key in first if key in second]
    apart = [key for key in both if not first[key].meets(second[key])]
    yield f"{len(both) - len(apart)} of {len(both)} rows agree.\n"
    rows = [("work", "command", "first", "second", "second ÷ first")]
    for key in apart:
        one, two = first[key].middle, second[key].middle
        rows.append((*key, f"{number(one)} ×", f"{number(two)} ×", number(two / one)))
    if apart:
        yield from markdown(rows)


def main() -> None:
    """Read both pages, and say where they differ."""
    if len(sys.argv) != len(("program", "first", "second")):
        sys.exit("name two pages that benchmarks.run has written")
    pages = (read(Path(name).read_text(encoding="utf-8")) for name in sys.argv[1:])
    sys.stdout.write("\n".join(compared(*pages)) + "\n")


if __name__ == "__main__":
    main()
