"""What a table says, before it is a record: names as they stand there, values as texts, places."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from negtrack.emitting import Bare, Out
from negtrack.importers.sheet import hundredfold, spelled, within_one
from negtrack.problems import Place, Problem


class Named(NamedTuple):
    """A party or issue: its keys in negotiation.yaml, and where it was named."""

    keys: Mapping[str, Out]
    place: Place


class Fact(NamedTuple):
    """One position as a table tells it: names as they stand there, and the keys of a statement."""

    place: Place
    party: str
    issue: str
    value: str
    round: str = ""
    salience: Decimal | None = None
    keys: Mapping[str, str] = {}
    day: str = ""


class Found(NamedTuple):
    """All that a table says, in the order in which it says it, and every problem of it.

    Parties and issues are by their names in the table; an issue without a scale has it found from
    its values. `notes` are sentences that the user has to read.
    """

    title: str
    parties: Mapping[str, Named]
    issues: Mapping[str, Named]
    facts: tuple[Fact, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...] = ()

    def with_source(self, source: str) -> Found:
        """The same with this source for every position of which the table names none."""
        facts = (one._replace(keys={"source": source, **one.keys}) for one in self.facts)
        return self._replace(facts=tuple(facts))

    def filled(self, name: str) -> Found:
        """The same, with a problem where the table holds no position and nothing else is wrong."""
        if self.facts or self.problems:
            return self
        hint = "a table has a row for each position, or a grid of them; name another sheet: --sheet"
        told = Problem("import-unreadable", Place(name), "there is no position in it", hint)
        return self._replace(problems=(told,))


def nothing(problems: list[Problem]) -> Found:
    """What is found in a table that cannot be read at all."""
    return Found("", {}, {}, (), tuple(problems))


def weighed(facts: list[Fact], notes: list[str]) -> tuple[Fact, ...]:
    """The facts with their salience from 0 to 100, where the whole column counts from 0 to 1."""
    if not within_one(fact.salience for fact in facts):
        return tuple(facts)
    notes.append("salience is within 0 and 1 in the whole column: it was taken times 100")
    return tuple(
        fact if fact.salience is None else fact._replace(salience=hundredfold(fact.salience))
        for fact in facts
    )


def powered(powers: Mapping[str, Decimal], notes: list[str]) -> dict[str, Out]:
    """Each party's power within 0 and 100, in the proportions of the table.

    What counts from 0 to 1 is taken times 100; what goes beyond 100 is divided by 10 until it does
    not, which keeps every digit.
    """
    if within_one(powers.values()):
        notes.append("power is within 0 and 1 in the whole column: it was taken times 100")
        return {name: Bare(spelled(hundredfold(one))) for name, one in powers.items()}
    most, divisor = max(powers.values(), default=Decimal()), Decimal(1)
    while most / divisor > 100:
        divisor *= 10
    if divisor > 1:
        notes.append(f"power goes beyond 100: it was divided by {divisor}, so proportions stay")
    return {
        name: Bare(spelled(one.scaleb(1 - len(str(divisor))) if divisor > 1 else one))
        for name, one in powers.items()
    }
