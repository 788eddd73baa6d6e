"""What one party of a made-up record says, round by round: the text of each of its files.

Most of it repeats; a few positions in a hundred move. A party's course depends on the seed and on
its own number alone, so that a record of more parties or rounds holds the smaller one's statements.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from random import Random
from typing import NamedTuple

from benchmarks.subjects import OUTLETS, Issue, day

MOVES = 0.03
SILENT = 0.02
TWICE = 0.02
"""Shares of the cells of a round: those that take another value, say nothing, or say two things."""

EMPTY = ("no-answer", "no-answer", "no-answer", "reserve", "withdraw")
STANCES = ("offer", "offer", "offer", "accept")
QUOTES = (
    "We have said before what we expect of the other delegations, and nothing has changed since",
    "Our offer stands as it was put to the chair last week, in every one of its parts",
    "There is a text on the table; we ask that it be read as a whole and answered in writing",
    "This is the least that our parliament will be asked to ratify, as all in this room know",
    "We heard the proposal with interest, and shall come back to it when the capitals have replied",
    "No delegation can be asked to go first on this while the others keep their reserves",
    "What was possible in the spring is not possible now, for reasons that are known to everyone",
    "We are ready to work through the night, if the others bring figures and not only principles",
)
NOTES = (
    "Said at the opening of the plenary, and repeated to the press in the corridor afterwards",
    "From the summary of the chair; the delegation has not published a text of its own",
    "In the written submission, paragraph 4; the annex gives no further figure",
    "Asked again on the way out, the head of delegation added nothing to it",
)
SPEAKERS = (
    "Head of delegation",
    "Foreign minister",
    "Deputy head",
    "Spokesperson",
    "Legal adviser",
)
REPORTERS = ("counterpart", "mediator", "press")


class Cell:
    """Where a party stands on an issue, and what it has come to add every time."""

    def __init__(self, chance: Random, issue: Issue, issues: Sequence[Issue]) -> None:
        self.issue = issue
        self.place = chance.randrange(issue.places)
        self.wide = 0
        self.stance = ""
        more = []
        if chance.random() < 0.05:
            more.append(("red_line", "true"))
        if chance.random() < 0.10:
            more.append(("salience", str(chance.randrange(5, 100, 5))))
        self.constant = tuple(more)
        self.condition = _condition(chance, issue, issues) if chance.random() < 0.04 else ""

    def move(self, chance: Random, issues: Sequence[Issue]) -> None:
        """Take another value: near the last one where there is an order."""
        if self.issue.scale in ("choice", "text"):
            step = chance.randrange(1, self.issue.places)
            self.place = (self.place + step) % self.issue.places
        else:
            step = chance.choice((1, 1, 1, -1)) * chance.randint(1, max(1, self.issue.places // 10))
            moved = min(max(self.place + step, 0), self.issue.places - 1)
            self.place = moved if moved != self.place else abs(self.place - 1)
        self.wide = chance.choice((0, 0, 0, 1, 2)) if self.issue.scale == "quantity" else 0
        self.stance = chance.choice(STANCES) if chance.random() < 0.4 else ""
        if chance.random() < 0.3:
            self.condition = "" if self.condition else _condition(chance, self.issue, issues)

    @property
    def value(self) -> str:
        """What is asked for, as YAML has it: a word, a number, or a range, closed or open."""
        low = self.issue.value(self.place)
        if self.wide == 0 or self.place >= self.issue.places - 2:
            return low
        high = self.issue.value(self.place + 1)
        return f"{{min: {low}, max: {high}}}" if self.wide == 1 else f"{{min: {low}}}"

    def other(self, chance: Random) -> str:
        """A value that it does not stand for."""
        step = chance.randrange(1, self.issue.places)
        return self.issue.value((self.place + step) % self.issue.places)


class Wording(NamedTuple):
    """Who says something in which round, by which chances, and the name of its package, if any."""

    chance: Random
    number: int
    package: str

    @property
    def sources(self) -> tuple[str, ...]:
        """What there is to quote from."""
        return tuple(f"{outlet}-{day(self.number)}" for outlet in OUTLETS)


def files(seed: int, party: int, names: Sequence[str], issues: Sequence[Issue]) -> Iterator[str]:
    """The text of a party's file of each round, without an end."""
    chance = Random(f"{seed} party {party}")
    cells = [Cell(Random(f"{seed} {party} {one.id}"), one, issues) for one in issues]
    number = 0
    while True:
        number += 1
        package = f"text-{names[party]}-{number}" if _makes(party, number) else ""
        lines = [f"# {names[party]}, round {number}\n", *_package(names[party], number, package)]
        wording = Wording(chance, number, package)
        lines.append("positions:\n")
        for cell in cells:
            lines.append(_statements(cell, wording, issues))
        lines += _answer(chance, party, names, number)
        yield "".join(lines)


def _makes(party: int, number: int) -> bool:
    return (party * 7 + number * 3) % 20 == 0


def _package(name: str, number: int, package: str) -> Iterator[str]:
    if package:
        when = day(number)
        yield f"packages:\n  {package}:\n    title: Text of {name} for meeting {number}\n"
        yield f"    date: {when}\n    by: [{name}]\n    expires: {when + timedelta(365)}\n"
        yield f"    source: wire-{when}\n\n"


def _answer(chance: Random, party: int, names: Sequence[str], number: int) -> Iterator[str]:
    """What a party says to the package that the next one made in the round before."""
    maker = party + 1
    if maker < len(names) and number > 1 and _makes(maker, number - 1):
        stance = chance.choice(("reject", "reserve", "no-answer"))
        yield f"\nanswers:\n  text-{names[maker]}-{number - 1}:\n    stance: {stance}\n"
        yield f"    date: {day(number)}\n    source: gazette-{day(number)}\n"


def _statements(cell: Cell, wording: Wording, issues: Sequence[Issue]) -> str:
    """All that is said on one issue; nothing at all in a few rounds, but not in the first."""
    chance, lot = wording.chance, wording.chance.random()
    name = cell.issue.id
    when = day(wording.number) - timedelta(chance.randrange(6))
    if wording.number > 1:
        if lot < SILENT:
            return ""
        if lot < SILENT + 0.01:
            return f"  {name}:\n" + _block(_evaded(chance, wording.sources), when, "    ")
        if lot > 1 - MOVES:
            cell.move(chance, issues)
    told = _told(cell, wording)
    if 0.1 < lot < 0.1 + TWICE:
        first = f"date: {when - timedelta(4)}, value: {cell.other(chance)}, source: {told[-1][1]}"
        last = _block(told, when, "      ").lstrip()
        return f"  {name}:\n    - {{{first}}}\n    - {last}"
    if 0.2 < lot < 0.3:
        flow = ", ".join(f"{key}: {value}" for key, value in told)
        return f"  {name}:\n    {{date: {when}, {flow}}}\n"
    return f"  {name}:\n" + _block(told, when, "    ")


def _evaded(chance: Random, sources: Sequence[str]) -> list[tuple[str, str]]:
    return [("stance", chance.choice(EMPTY)), ("quote", _quoted(chance)), ("source", sources[0])]


def _told(cell: Cell, wording: Wording) -> list[tuple[str, str]]:
    """The keys of a statement with their values, the source last."""
    chance = wording.chance
    found = [("value", cell.value)]
    if cell.stance:
        found.append(("stance", cell.stance))
    if cell.condition:
        found.append(("only_if", cell.condition))
    found += cell.constant
    lot = chance.random()
    if lot < 0.03 and cell.wide == 0:
        found.append(("rejects", f"[{cell.other(chance)}]"))
    elif lot < 0.06 and cell.wide == 0:
        found.append(("accepts", f"[{cell.value}]"))
    elif lot < 0.08 and wording.package:
        found.append(("package", wording.package))
    found += _evidence(chance)
    if 0.10 < lot < 0.115:
        found.append(("disputed", _dispute(cell, wording)))
    found.append(("source", wording.sources[int(lot * 3)]))
    return found


def _evidence(chance: Random) -> Iterator[tuple[str, str]]:
    lot = chance.random()
    if lot < 0.7:
        yield "quote", _quoted(chance)
    if lot < 0.5:
        yield "speaker", SPEAKERS[int(lot * 10)]
    if lot > 0.72:
        yield "note", f'"{NOTES[int(lot * 100) % len(NOTES)]}"'
    if 0.3 < lot < 0.36:
        yield "stated_by", REPORTERS[int(lot * 100) % 3]
        yield "confidence", "medium"


def _quoted(chance: Random) -> str:
    return f'"{QUOTES[int(chance.random() * len(QUOTES))]}"'


def _dispute(cell: Cell, wording: Wording) -> str:
    other = cell.other(wording.chance)
    return f"[{{value: {other}, stated_by: press, source: {wording.sources[1]}}}]"


def _condition(chance: Random, issue: Issue, issues: Sequence[Issue]) -> str:
    """What a position waits for: one issue or two together, or the one or the other."""
    others = [one for one in chance.sample(issues, min(3, len(issues))) if one is not issue][:2]
    if not others:
        return ""
    needs = [f"{one.id}: {one.value(chance.randrange(one.places))}" for one in others]
    if chance.random() < 0.25:
        return "[" + ", ".join(f"{{{need}}}" for need in needs) + "]"
    return "{" + ", ".join(needs[: 1 + (chance.random() < 0.3)]) + "}"


def _block(told: Sequence[tuple[str, str]], when: object, indent: str) -> str:
    return f"{indent}date: {when}\n" + "".join(f"{indent}{key}: {value}\n" for key, value in told)
