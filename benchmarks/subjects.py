"""What is negotiated in a made-up record: its parties, its issues and the text of its head."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

NAMES = (
    *("northland", "eastmark", "harbour", "uplands", "riverside", "islands", "coastline"),
    *("highmoor", "lakeshore", "southfold", "westering", "midvale", "saltmarsh", "greenhills"),
    *("stonebridge", "longreach", "foxholm", "redcliff", "whitewater", "farpoint"),
)
SUBJECTS = (
    *("ceasefire", "withdrawal", "monitoring", "prisoners", "corridors", "tariffs", "quotas"),
    *("fisheries", "emissions", "finance", "technology", "forests", "wages", "hours", "pensions"),
    *("training", "borders", "transit", "water", "language", "amnesty", "elections", "archives"),
    *("inspection", "duration"),
)
LADDERS = (
    ("none", "local", "partial", "full"),
    ("closed", "consulted", "observed", "joint", "independent"),
    ("never", "later", "phased", "soon", "at-once"),
    ("refused", "studied", "agreed-in-part"),
    ("zero", "low", "fair", "half", "most", "nearly-all", "all"),
)
CHOICES = (
    ("court", "commission", "secretariat"),
    ("by-air", "by-sea", "by-land", "by-rail"),
    ("first-city", "second-city", "third-city", "in-turn", "by-video"),
)
TEXTS = (
    "as in the text of the first meeting",
    "to be settled by the technical group",
    "each side in its own law",
    "a separate protocol",
    "reviewed every second year",
    "under the existing treaty",
)
UNITS = (("million euros", 5), ("persons per side", 10), ("days", 1), ("per cent", 1))
GROUPS = ("security", "trade", "people", "institutions")
WORD = "everyone"
FIRST = date(1990, 1, 1)
APART = 14
"""Days from one round to the next."""

OUTLETS = ("wire", "gazette", "statement")
DAY = "date"
"""The unit of an issue whose values are dates."""


class Issue(NamedTuple):
    """One issue: the words that may be said of it, or the ends and the step of its numbers."""

    id: str
    scale: str
    words: tuple[str, ...] = ()
    unit: str = ""
    high: int = 0
    step: int = 1

    @property
    def places(self) -> int:
        """How many single values it has."""
        return len(self.words) or self.high // self.step + 1

    def value(self, place: int) -> str:
        """One of its single values, as YAML has it, from one end (0) to the other."""
        if self.words:
            return self.words[place]
        if self.unit == DAY:
            return (FIRST + timedelta(place * self.step)).isoformat()
        return (
            WORD
            if self.unit == UNITS[1][0] and place == self.places - 1
            else f"{place * self.step}"
        )


def named(words: tuple[str, ...], number: int) -> str:
    """An id for every number: the words in turn, counted from the second time on."""
    again, nth = divmod(number, len(words))
    return f"{words[nth]}-{again + 1}" if again else words[nth]


def day(number: int) -> date:
    """The date of a round, from 1."""
    return FIRST + timedelta(number * APART)


def issue(seed: int, number: int) -> Issue:
    """The issue of a number: the same in a record of any size."""
    chance = Random(f"{seed} issue {number}")
    name, kind = named(SUBJECTS, number), chance.random()
    if kind < 0.45:
        return Issue(name, "ladder", chance.choice(LADDERS))
    if kind < 0.60:
        return Issue(name, "choice", chance.choice(CHOICES))
    if kind < 0.68:
        return Issue(name, "text", TEXTS)
    if kind < 0.74:
        return Issue(name, "quantity", unit=DAY, high=7300, step=30)
    unit, step = chance.choice(UNITS)
    return Issue(name, "quantity", unit=unit, high=step * 100, step=step)


def issues(seed: int, count: int) -> tuple[Issue, ...]:
    """Every issue of a record."""
    return tuple(issue(seed, number) for number in range(count))


def parties(count: int) -> tuple[str, ...]:
    """Every party of a record; the last of three or more is its mediator."""
    return tuple(named(NAMES, number) for number in range(count))


def head(seed: int, names: tuple[str, ...], all_issues: tuple[Issue, ...], rounds: int) -> str:
    """The text of `negotiation.yaml`."""
    parts = (_parties(names), _issues(seed, all_issues), _sources(rounds))
    return "\n".join(
        ("# Made up, for measuring", "title: Talks that nobody held", *map("".join, parts))
    )


def _parties(names: tuple[str, ...]) -> Iterator[str]:
    yield "\nparties:\n"
    for number, name in enumerate(names):
        mediator = ", role: mediator" if number == len(names) - 1 and number > 1 else ""
        yield f"  {name}: {{name: {name.replace('-', ' ').title()}{mediator}}}\n"


def _issues(seed: int, every: tuple[Issue, ...]) -> Iterator[str]:
    yield "issues:\n"
    for one in every:
        chance = Random(f"{seed} {one.id}")
        yield f"  {one.id}:\n    title: {one.id.replace('-', ' ').capitalize()}\n"
        yield f"    group: {chance.choice(GROUPS)}\n    scale: {one.scale}\n"
        if one.scale == "quantity":
            yield from _numbers(one)
        elif one.scale != "text":
            yield from _options(one, placed=one.scale == "ladder" and chance.random() < 0.3)


def _numbers(one: Issue) -> Iterator[str]:
    low, high = (0, one.high) if one.unit != DAY else (one.value(0), one.value(one.places - 1))
    yield f"    unit: {one.unit}\n    min: {low}\n    max: {high}\n"
    if one.value(one.places - 1) == WORD:
        yield f"    words: {{{WORD}: {one.high}}}\n"


def _options(one: Issue, *, placed: bool) -> Iterator[str]:
    yield "    options:\n"
    for number, word in enumerate(one.words):
        label = word.replace("-", " ").capitalize()
        at = round(100 * (number / (len(one.words) - 1)) ** 2)
        yield (
            f"      {word}: {{label: {label}, at: {at}}}\n"
            if placed
            else f"      {word}: {label}\n"
        )
    if one.scale == "ladder":
        yield f"    reference: {one.words[0]}\n"


def _sources(rounds: int) -> Iterator[str]:
    yield "sources:\n"
    for number in range(1, rounds + 1):
        when = day(number)
        for outlet in OUTLETS:
            yield f"  {outlet}-{when}: {{publisher: The {outlet.title()}, date: {when}}}\n"
