"""How the time of a merge grows with a list: `python benchmarks/merging.py`.

Twice as many statements are to take about twice as long. Each line is one way in which two people
edit a list; the ratio is that of the quickest of several runs, by processor time, of a list and of
one twice as long. It measures the tree that it lies in.
"""

import argparse
import sys
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from pathlib import Path
from time import process_time

ROOT = Path(__file__).resolve().parent.parent
GOAL = 2.8
"""The most that a merge of twice as much may take, in times the half."""

Files = tuple[bytes, bytes, bytes]


def item(number: int, said: str = "base") -> str:
    """A statement on a day of its own, for a hundred thousand of them."""
    day = f"{1900 + number // 336}-{number // 28 % 12 + 1:02d}-{number % 28 + 1:02d}"
    return f"    - {{date: {day}, value: {said}, source: wire}}\n"


def listed(items: Iterable[str]) -> bytes:
    return f"positions:\n  pay:\n{''.join(items)}".encode()


def at_the_end(size: int) -> Files:
    """Half of the list is added by each, after its first."""
    sides = (range(0), range(1, size, 2), range(2, size, 2))
    base, ours, theirs = (listed([item(0), *map(item, side)]) for side in sides)
    return base, ours, theirs


def in_between(size: int) -> Files:
    """A third of the list is there, and each adds a third between its items."""
    kept = ({0}, {0, 1}, {0, 2})
    base, ours, theirs = (listed(item(n) for n in range(size) if n % 3 in side) for side in kept)
    return base, ours, theirs


def changed(size: int) -> Files:
    """Each corrects every fourth item."""
    edits: tuple[dict[int, str], ...] = ({}, {0: "ours"}, {2: "theirs"})
    base, ours, theirs = (
        listed(item(n, edit.get(n % 4, f"s{n}")) for n in range(size)) for edit in edits
    )
    return base, ours, theirs


WAYS: Mapping[str, Callable[[int], Files]] = {
    "added at the end": at_the_end,
    "added in between": in_between,
    "changed": changed,
}


def taken(files: Files, rounds: int) -> float:
    """Seconds of processor time of the quickest merge, which must be without conflict."""
    merge = import_module("negtrack.merging").merge
    times = []
    for _ in range(rounds):
        start = process_time()
        result = merge(*files)
        times.append(process_time() - start)
        if result is None or result.conflicts:
            sys.exit("the merge did not come out without conflict")
    return min(times)


def main() -> None:
    parser = argparse.ArgumentParser(description="Merges of a list and of one twice as long.")
    parser.add_argument("-n", "--size", type=int, default=2000, help="statements (2000)")
    parser.add_argument("-r", "--rounds", type=int, default=3, help="runs of each merge (3)")
    told = parser.parse_args()
    for name, way in WAYS.items():
        half, whole = (taken(way(size), told.rounds) for size in (told.size, 2 * told.size))
        met = "met" if whole / half <= GOAL else "missed"
        print(f"{name:20} {2 * told.size} in {whole / half:.1f} x {told.size}; goal {GOAL}: {met}")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
