"""KTAB's CSV for spatial models: a line about the scenario, a header, and an actor a line.

`name, description, actors, dimensions`, then `Actor, Description, Power, Pstn1, Sal1, Pstn2, …`
(KAPSARC Toolkit for Behavioral Analysis, `examples/smp/doc`). Positions and salience are 0–100.
"""

from __future__ import annotations

from decimal import Decimal

from negtrack.emitting import Bare
from negtrack.fields import shortened
from negtrack.importers.found import Fact, Found, Named, nothing, powered, weighed
from negtrack.importers.sheet import Options, Row, Sheet, Trouble

_FIXED = ("actor", "description", "power")
_HINT = "a KTAB file has a line with its name and counts, a header, and an actor a line"


def read(sheet: Sheet, options: Options) -> Found:
    """What a KTAB file says: its actors with their power, and a position a dimension."""
    trouble = Trouble(sheet)
    if len(sheet.rows) < 3:
        trouble.empty(_HINT)
        return nothing(trouble.problems)
    head, columns, *actors = sheet.rows
    named = [name for name in columns.cells if name]
    dimensions = (len(named) - len(_FIXED)) // 2
    _check_head(trouble, (head, columns), (len(actors), dimensions))
    if trouble.problems:
        return nothing(trouble.problems)
    notes: list[str] = []
    powers: dict[str, Decimal] = {}
    parties: dict[str, Named] = {}
    facts: list[Fact] = []
    for row in actors:
        facts += _actor(trouble, row, (parties, powers), (dimensions, options))
    scaled = powered(powers, notes)
    place = sheet.place(columns)
    issues = {
        f"Dimension {nth}": Named(
            {
                "title": f"Dimension {nth}",
                "scale": "quantity",
                "min": Bare("0"),
                "max": Bare("100"),
                "note": f"{columns.cell(2 * nth + 1)} and {columns.cell(2 * nth + 2)} in the table",
            },
            place,
        )
        for nth in range(1, dimensions + 1)
    }
    whole = {
        name: one._replace(keys={**one.keys, "power": scaled[name]})
        for name, one in parties.items()
    }
    facts_weighed = weighed(facts, notes)
    told = tuple(trouble.problems)
    return Found(head.cell(0), whole, issues, facts_weighed, told, tuple(notes))


def _check_head(trouble: Trouble, top: tuple[Row, Row], counted: tuple[int, int]) -> None:
    """Tell where the header is not KTAB's, or the counts are not those of the rows."""
    head, columns = top
    for nth, name in enumerate(_FIXED):
        if columns.cell(nth).casefold() != name:
            told = f"column {nth + 1} is to be '{name.title()}'"
            trouble.tell("import-missing-column", (columns, nth), told, _HINT)
    pairs = len([name for name in columns.cells if name]) - len(_FIXED)
    if pairs < 2 or pairs % 2:
        told = "a position and a salience are to follow for each dimension"
        trouble.tell("import-missing-column", (columns, len(_FIXED)), told, _HINT)
    for nth, count, what in ((2, counted[0], "actors"), (3, counted[1], "dimensions")):
        if head.cell(nth) != str(count):
            said = shortened(head.cell(nth))
            told = f"the first line counts '{said}' {what}, and there are {count}"
            trouble.tell("import-unknown-row", (head, nth), told)


def _actor(
    trouble: Trouble,
    row: Row,
    known: tuple[dict[str, Named], dict[str, Decimal]],
    how: tuple[int, Options],
) -> list[Fact]:
    """The positions of one actor, who is kept; nothing where any of the row is wrong."""
    parties, powers = known
    dimensions, options = how
    name, before = row.cell(0), len(trouble.problems)
    if not name:
        trouble.tell("import-missing-cell", (row, 0), "the actor has no name")
    elif name in parties:
        told = f"'{shortened(name)}' is there twice; see line {parties[name].place.line}"
        trouble.tell("import-duplicate", (row, 0), told)
    power = trouble.number((row, 2), "power", options)
    if power is None and not row.cell(2):
        trouble.tell("import-missing-cell", (row, 2), "the actor has no power")
    elif power is not None and power < 0:
        trouble.tell("import-out-of-range", (row, 2), f"power {power} is below 0")
    facts = []
    for nth in range(1, dimensions + 1):
        column = 2 * nth + 1
        for at, what in ((column, "position"), (column + 1, "salience")):
            if not row.cell(at):
                told = f"there is no {what} on dimension {nth}"
                trouble.tell("import-missing-cell", (row, at), told)
        trouble.within(
            (row, column), "position", trouble.number((row, column), "position", options)
        )
        salience = trouble.number((row, column + 1), "salience", options)
        salience = trouble.within((row, column + 1), "salience", salience)
        place = trouble.sheet.place(row, column)
        facts.append(Fact(place, name, f"Dimension {nth}", row.cell(column), salience=salience))
    if len(trouble.problems) > before or power is None:
        return []
    note = {"note": row.cell(1)} if row.cell(1) else {}
    parties[name] = Named({"name": name, **note}, trouble.sheet.place(row))
    powers[name] = power
    return facts
