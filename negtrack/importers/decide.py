"""Decide text: `#A` an actor, `#P` an issue, `#M` a point of its scale, `#D` a position.

One record a line, cells separated by tabs, quoted or not: `#A id name`, `#P id name`, `#M issue
value [words]`, `#D actor issue position salience power`; `#O` is the title and `#/` a comment. The
layout of the files of the Decide exchange model (Stokman, Van den Bos and others).
"""

from __future__ import annotations

from decimal import Decimal

from negtrack.emitting import Bare, Out
from negtrack.fields import shortened, suggestion
from negtrack.importers.found import Fact, Found, Named, powered, weighed
from negtrack.importers.sheet import Options, Row, Sheet, Trouble, spelled

_LENGTHS = {"#A": 2, "#P": 2, "#M": 3, "#D": 6}
_DATA = ("position", "salience", "power")


def read(sheet: Sheet, options: Options) -> Found:
    """What a Decide file says: its actors, issues and positions, and what is wrong with it."""
    rows = tuple(_unquoted(row) for row in sheet.rows)
    return _Decide(sheet._replace(rows=rows), options).found()


def _unquoted(row: Row) -> Row:
    return row._replace(cells=tuple(one.strip("'\"").strip() for one in row.cells))


class _Decide:
    """One Decide file while it is read."""

    def __init__(self, sheet: Sheet, options: Options) -> None:
        self.sheet = sheet
        self.options = options
        self.trouble = Trouble(sheet)
        self.actors: dict[str, Named] = {}
        self.issues: dict[str, Named] = {}
        self.points: dict[str, list[tuple[Decimal, str]]] = {}
        self.powers: dict[str, dict[Decimal, Row]] = {}
        self.seen: dict[tuple[str, str], Row] = {}
        self.facts: list[Fact] = []
        self.notes: list[str] = []

    def found(self) -> Found:
        kinds: dict[str, list[Row]] = {}
        for row in self.sheet.rows:
            if self._is_whole(row):
                kinds.setdefault(row.cell(0), []).append(row)
        for kind, known in (("#A", self.actors), ("#P", self.issues)):
            for row in kinds.get(kind, ()):
                self._declare(row, known)
        for row in kinds.get("#M", ()):
            self._point(row)
        for row in kinds.get("#D", ()):
            self._position(row)
        if not kinds.get("#D") and not self.trouble.problems:
            self.trouble.empty("a Decide file has its positions in lines that begin with #D")
        titles = [row.cell(1) for row in self.sheet.rows if row.cell(0) == "#O"]
        issues = {name: self._scaled(name, one) for name, one in self.issues.items()}
        facts = weighed(self.facts, self.notes)
        return Found(
            next((title for title in titles if title), ""),
            self._weighty(),
            issues,
            facts,
            tuple(self.trouble.problems),
            tuple(self.notes),
        )

    def _is_whole(self, row: Row) -> bool:
        """Whether a row is one that is read; what is neither that nor a comment is told."""
        kind = row.cell(0)
        if kind in ("#O", "") or kind.startswith("#/"):
            if kind == "":
                self.trouble.tell("import-unknown-row", (row, 0), "the line has no mark", _MARKS)
            return False
        if kind not in _LENGTHS:
            told = f"no lines begin with '{shortened(kind)}'"
            self.trouble.tell("import-unknown-row", (row, 0), told, _MARKS)
            return False
        least = _LENGTHS[kind]
        for column in range(1, least):
            if not row.cell(column):
                told = f"the line {kind} has {least} cells; cell {column + 1} is empty"
                self.trouble.tell("import-missing-cell", (row, column), told)
                return False
        return True

    def _declare(self, row: Row, known: dict[str, Named]) -> None:
        name = row.cell(1)
        if name in known:
            told = f"'{shortened(name)}' is declared twice; see line {known[name].place.line}"
            self.trouble.tell("import-duplicate", (row, 1), told)
            return
        key = "name" if row.cell(0) == "#A" else "title"
        known[name] = Named({key: row.cell(2) or name}, self.sheet.place(row))

    def _point(self, row: Row) -> None:
        value = self.trouble.number((row, 2), "the point", self.options)
        if self._knows(row, 1, self.issues, "issue") and value is not None:
            self.points.setdefault(row.cell(1), []).append((value, row.cell(3)))

    def _knows(self, row: Row, column: int, known: dict[str, Named], what: str) -> bool:
        name = row.cell(column)
        if name not in known:
            code = "import-unknown-party" if what == "actor" else "import-unknown-issue"
            mark = "#A" if what == "actor" else "#P"
            hint = suggestion(name, known) or f"declare it in a line {mark}"
            self.trouble.tell(code, (row, column), f"no {what} '{shortened(name)}'", hint)
        return name in known

    def _position(self, row: Row) -> None:
        names = [
            self._knows(row, 1, self.actors, "actor"),
            self._knows(row, 2, self.issues, "issue"),
        ]
        numbers = [
            self.trouble.number((row, nth), what, self.options) for nth, what in enumerate(_DATA, 3)
        ]
        position, salience, power = numbers
        least, most = self._span(row.cell(2))
        fits = position is not None and least <= position <= most
        if position is not None and not fits:
            told = f"position {spelled(position)} is outside the scale, {least} to {most}"
            self.trouble.tell("import-out-of-range", (row, 3), told)
        salience = self.trouble.within((row, 4), "salience", salience)
        power = self.trouble.within((row, 5), "power", power)
        key = (row.cell(1), row.cell(2))
        if key in self.seen:
            who, what = map(shortened, key[:2])
            told = f"{who} on {what} is told twice; see line {self.seen[key].line}"
            self.trouble.tell("import-duplicate", (row, 1), told)
        elif all(names) and fits and salience is not None and power is not None:
            self.seen[key] = row
            self.powers.setdefault(row.cell(1), {}).setdefault(power, row)
            place = self.sheet.place(row, 3)
            self.facts.append(Fact(place, *key, row.cell(3), salience=salience))

    def _span(self, issue: str) -> tuple[Decimal, Decimal]:
        """The ends of an issue's scale: its points, or 0 and 100 where it has fewer than two."""
        values = [value for value, _ in self.points.get(issue, ())]
        if len(set(values)) < 2:
            return Decimal(0), Decimal(100)
        return min(values), max(values)

    def _scaled(self, name: str, one: Named) -> Named:
        points = sorted(self.points.get(name, ()))
        told = [f"{spelled(value)}: {words}" for value, words in points if words]
        least, most = map(spelled, self._span(name))
        keys: dict[str, Out] = {"scale": "quantity", "min": Bare(least), "max": Bare(most)}
        if len({value for value, _ in points}) < 2:
            self.notes.append(
                f"{name} has no #M lines for two ends: its scale was taken as 0 to 100"
            )
        return one._replace(
            keys={**one.keys, **keys, **({"note": "; ".join(told)} if told else {})}
        )

    def _weighty(self) -> dict[str, Named]:
        """The actors with their power, where it is the same on all issues."""
        differing = {name: told for name, told in self.powers.items() if len(told) > 1}
        for name, told in differing.items():
            known = ", ".join(spelled(power) for power in sorted(told))
            row = list(told.values())[1]
            message = f"the power of {shortened(name)} differs between issues ({known})"
            hint = "a party has one power in a record: nobody's was taken"
            self.trouble.tell("import-differing-power", (row, 5), message, hint)
        if differing:
            return self.actors
        powers = powered({name: next(iter(told)) for name, told in self.powers.items()}, self.notes)
        return {
            name: one._replace(
                keys={**one.keys, **({"power": powers[name]} if name in powers else {})}
            )
            for name, one in self.actors.items()
        }


_MARKS = "a line begins with #A, #P, #M, #D, #O or #/ for a comment, cells separated by tabs"
