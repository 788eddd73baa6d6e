"""A DEU-style wide table: an issue a row, for each actor a column of positions and one of salience.

The layout of the third dataset on decision-making in the European Union (Arregui and Perarnaud
2021, doi:10.34810/data53): `isnr` the issue, `prnr` and `prname` the proposal, `rp` the reference
point, `out` the outcome, `pCODE` and `sCODE` position and salience of each actor, 0–100; 999 or an
empty cell is unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from negtrack.emitting import Bare, Out
from negtrack.fields import shortened
from negtrack.importers.found import Fact, Found, Named, nothing, weighed
from negtrack.importers.sheet import Options, Row, Sheet, Trouble, titled

_UNKNOWN = ("", "999", "999.0", "NA", ".")
_ACTORS = {
    **{"com": "European Commission", "ep": "European Parliament"},
    **{"at": "Austria", "be": "Belgium", "bu": "Bulgaria", "cr": "Croatia", "cy": "Cyprus"},
    **{"cz": "Czech Republic", "dk": "Denmark", "ee": "Estonia", "fi": "Finland", "fr": "France"},
    **{"de": "Germany", "el": "Greece", "hu": "Hungary", "ie": "Ireland", "it": "Italy"},
    **{"lv": "Latvia", "lt": "Lithuania", "lu": "Luxembourg", "mt": "Malta"},
    **{"nl": "Netherlands", "pl": "Poland", "pt": "Portugal", "ro": "Romania", "si": "Slovenia"},
    **{"sk": "Slovakia", "es": "Spain", "se": "Sweden", "uk": "United Kingdom"},
}
"""The codes of the actors in the dataset, and who they are."""

_HINT = "a DEU table has a column isnr, and for each actor p… and s…: pcom, scom; --map isnr=ISSUE"


class _Columns(NamedTuple):
    """Where what stands in a table: columns by their names, and actors by position and salience."""

    named: Mapping[str, int]
    actors: Mapping[str, tuple[int, int]]


def read(sheet: Sheet, options: Options) -> Found:
    """What a DEU-style table says: an issue a row, its actors, and their positions."""
    trouble = Trouble(sheet)
    if not sheet.rows:
        trouble.empty(_HINT)
        return nothing(trouble.problems)
    columns = _columns(trouble, sheet.rows, options)
    if trouble.problems:
        return nothing(trouble.problems)
    issues: dict[str, Named] = {}
    facts: list[Fact] = []
    notes: list[str] = []
    for row in sheet.rows[1:]:
        facts += _issue(trouble, row, columns, (issues, options))
    place = sheet.place(sheet.rows[0])
    spoken = {fact.party for fact in facts}
    parties = {
        code: Named({"name": _ACTORS.get(code, code)}, place)
        for code in columns.actors
        if code in spoken
    }
    silent = [code for code in columns.actors if code not in spoken]
    if silent:
        notes.append(f"without a position, and left out: {', '.join(silent)}")
    return Found("", parties, issues, weighed(facts, notes), tuple(trouble.problems), tuple(notes))


def _columns(trouble: Trouble, rows: tuple[Row, ...], options: Options) -> _Columns:
    """The columns of the table; a problem where the issue's is missing, or there are no actors."""
    theirs = {name.casefold(): ours for ours, name in options.columns.items()}
    named: dict[str, int] = {}
    for nth, name in titled(rows):
        key = theirs.get(name.casefold(), name.casefold())
        if key in named:
            told = f"the column '{shortened(name)}' is there twice"
            trouble.tell("import-duplicate", (rows[0], nth), told)
        named.setdefault(key, nth)
    actors = {
        key[1:]: (nth, named[f"s{key[1:]}"])
        for key, nth in named.items()
        if key.startswith("p") and f"s{key[1:]}" in named and len(key) > 1
    }
    if "isnr" not in named:
        trouble.tell("import-missing-column", (rows[0], 0), "there is no column isnr", _HINT)
    if not actors:
        told = "there is no actor with a column of positions and one of salience"
        trouble.tell("import-missing-column", (rows[0], 0), told, _HINT)
    return _Columns(named, actors)


def _issue(
    trouble: Trouble, row: Row, columns: _Columns, known: tuple[dict[str, Named], Options]
) -> list[Fact]:
    """The positions on one issue, which is kept."""
    issues, options = known
    at = columns.named["isnr"]
    number = row.cell(at)
    if not number:
        trouble.tell("import-missing-cell", (row, at), "the row names no issue")
        return []
    name = f"issue {number}" if number[:1].isdigit() else number
    if name in issues:
        told = f"{shortened(name)} is there twice; see line {issues[name].place.line}"
        trouble.tell("import-duplicate", (row, at), told)
        return []
    issues[name] = Named(_keys(trouble, row, columns, options), trouble.sheet.place(row, at))
    facts = []
    for actor, (position, salience) in columns.actors.items():
        if row.cell(position) in _UNKNOWN:
            continue
        before = len(trouble.problems)
        for column, what in ((position, "position"), (salience, "salience")):
            if row.cell(column) not in _UNKNOWN:
                value = trouble.number((row, column), f"{what} of {actor}", options)
                trouble.within((row, column), f"{what} of {actor}", value)
        if len(trouble.problems) == before:
            weight = row.cell(salience)
            stated = None
            if weight not in _UNKNOWN:
                stated = trouble.number((row, salience), "salience", options)
            place = trouble.sheet.place(row, position)
            facts.append(Fact(place, actor, name, row.cell(position), salience=stated))
    return facts


def _keys(trouble: Trouble, row: Row, columns: _Columns, options: Options) -> dict[str, Out]:
    """What the record says of an issue: its proposal as group, its reference point, its outcome."""

    def cell(key: str) -> str:
        return row.cell(columns.named[key]) if key in columns.named else ""

    title = cell("title") or cell("isname") or f"Issue {cell('isnr')}"
    keys: dict[str, Out] = {"title": title, "scale": "quantity"}
    if cell("prnr") or cell("prname"):
        keys["group"] = cell("prname") or cell("prnr")
    keys |= {"min": Bare("0"), "max": Bare("100")}
    told = {}
    for key, what in (("rp", "the reference point"), ("out", "the outcome")):
        if cell(key) not in _UNKNOWN:
            at = (row, columns.named[key])
            told[key] = trouble.within(at, what, trouble.number(at, what, options))
    if told.get("rp") is not None:
        keys["reference"] = Bare(cell("rp"))
    if told.get("out") is not None:
        keys["note"] = f"The outcome in the table: {cell('out')}"
    return keys
