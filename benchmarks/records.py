"""A made-up record of any size, the same for the same seed: `python -m benchmarks.records FOLDER`.

It is written as people write: ladders, quantities, dates, choices and texts; conditions, quotes,
disputes, packages, agreements with deliveries; mostly repetition, and a few moves a round.
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from benchmarks.saying import files
from benchmarks.subjects import UNITS, Issue, day, head, issues, parties

NEGOTIATION = "made-up"


class Size(NamedTuple):
    """How many parties speak on how many issues in how many rounds."""

    parties: int
    issues: int
    rounds: int

    def __str__(self) -> str:
        return f"{self.parties} parties × {self.issues} issues × {self.rounds} rounds"


SIZES: Mapping[str, Size] = {
    "small": Size(4, 12, 4),
    "medium": Size(20, 50, 20),
    "100k": Size(100, 50, 20),
    "wide": Size(400, 250, 2),
    "large": Size(200, 100, 50),
}


def write(folder: Path, size: Size, seed: int = 1) -> Path:
    """Write a record; the folder of its negotiation. The folder must not hold one already."""
    top = folder / "positions" / NEGOTIATION
    top.mkdir(parents=True)
    names, every = parties(size.parties), issues(seed, size.issues)
    numbers = range(1, size.rounds + 1)
    (top / "negotiation.yaml").write_text(head(seed, names, every, size.rounds), encoding="utf-8")
    for number in numbers:
        held = top / f"{day(number)}"
        held.mkdir()
        (held / "round.yaml").write_text(_round(seed, number, names, every), encoding="utf-8")
    for party, name in enumerate(names):
        for number, text in zip(numbers, files(seed, party, names, every), strict=False):
            (top / f"{day(number)}" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return top


def _round(seed: int, number: int, names: Sequence[str], every: Sequence[Issue]) -> str:
    """The text of `round.yaml`."""
    when, chance = day(number), Random(f"{seed} round {number}")
    speaking = names[:2]
    lines = [f"# Meeting {number}\ndate: {when}\nvenue: Hall {chance.randint(1, 9)}\n"]
    if len(names) > 2:
        lines.append(f"mediator: {names[-1]}\n")
    lines.append("delegations:\n")
    lines += (f"  {name}: [Head of {name}, Deputy of {name}]\n" for name in speaking)
    lines.append("events:\n")
    for nth in range(chance.randint(1, 3)):
        who = chance.choice(names)
        lines.append(f"  - {{date: {when}, title: Letter {nth + 1} to the chair, by: {who}, ")
        lines.append(f"source: wire-{when}}}\n")
    lines += _agreements(seed, number, names, every)
    return "".join(lines)


def _agreements(
    seed: int, number: int, names: Sequence[str], every: Sequence[Issue]
) -> Iterator[str]:
    """What was agreed in this round, and what was delivered on the agreement of the one before."""
    counted = [one for one in every if one.unit == UNITS[1][0]]
    made = [one for one in (number - 1, number) if one % 3]
    if not made or not counted or len(names) < 2:
        return
    yield "agreements:\n"
    for one in made:
        chance = Random(f"{seed} agreement {one}")
        issue, amount = chance.choice(counted), 10 * chance.randint(10, 90)
        between = chance.sample(names[:-1] if len(names) > 2 else names, 2)
        yield f"  exchange-{one}:\n"
        if one == number:
            yield from _agreed(issue, amount, between, number)
        else:
            yield f"    carried_out:\n      - {{date: {day(number)}, amount: {amount // 2}, "
            yield f"source: statement-{day(number)}}}\n"


def _agreed(issue: Issue, amount: int, between: list[str], number: int) -> Iterator[str]:
    yield f"    title: Exchange of meeting {number}\n    date: {day(number)}\n"
    yield f"    issue: {issue.id}\n    value: {amount}\n    part: true\n"
    yield f"    between: [{', '.join(between)}]\n    source: gazette-{day(number)}\n"
    if number % 2:
        yield f'    versions:\n      {between[0]}: {{value: {amount}, quote: "as agreed"}}\n'
        yield f'      {between[1]}: {{value: {amount // 2}, quote: "half of it now"}}\n'


def main() -> None:
    """Write the record that was asked for, and say how large it is."""
    parser = argparse.ArgumentParser(description="A made-up record of any size.")
    parser.add_argument("folder", type=Path, help="a folder without a record")
    parser.add_argument("--size", choices=SIZES, default="small")
    for name in Size._fields:
        parser.add_argument(f"--{name}", type=int, help=f"{name}, where not as the size says")
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args()
    given = {name: getattr(told, name) for name in Size._fields if getattr(told, name)}
    size = SIZES[told.size]._replace(**given)
    top = write(told.folder, size, told.seed)
    sizes = [file.stat().st_size for file in top.rglob("*.yaml")]
    print(f"{size}: {len(sizes):,} files, {sum(sizes) / 1e6:,.1f} MB in {top}")


if __name__ == "__main__":
    main()
