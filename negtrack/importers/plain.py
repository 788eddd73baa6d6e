"""Plain tables: a long one, a row a position; or a grid of parties and issues, of one round."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from negtrack.fields import shortened, suggestion
from negtrack.importers.found import Fact, Found, Named, nothing, powered, weighed
from negtrack.importers.sheet import Options, Row, Sheet, Trouble, titled

STATED = ("stance", "quote", "speaker", "source", "note", "coder", "date", "confidence")
"""The columns of a long table that go into the statement as they stand."""

COLUMNS = ("party", "issue", "value", "round", "round_date", "salience", "power", *STATED)
"""The columns of a long table; only `party`, `issue` and `value` are needed."""

_NEEDED = ("party", "issue", "value")
_ACROSS = {"party": "issue", "parties": "issue", "issue": "party", "issues": "party"}
_HINT = "name it by ours: --map party=COUNTRY --map issue=TOPIC --map value=POSITION"


def read(sheet: Sheet, options: Options) -> Found:
    """What a plain table says: long where it has party and issue, else a grid."""
    trouble = Trouble(sheet)
    if not sheet.rows:
        trouble.empty("a table has a line of names, and rows below it")
        return nothing(trouble.problems)
    columns = _columns(trouble, sheet.rows[0], options.columns)
    across = _across(columns, sheet.rows[0], options)
    if across:
        return _grid(trouble, across, options)
    for name in _NEEDED:
        if name not in columns:
            near = suggestion(name, [key for _, key in titled(sheet.rows)])
            told = f"there is no column '{name}'"
            trouble.tell("import-missing-column", (sheet.rows[0], 0), told, near or _HINT)
    if trouble.problems:
        return nothing(trouble.problems)
    return _Long(trouble, columns, options).found()


def _columns(trouble: Trouble, head: Row, renamed: Mapping[str, str]) -> dict[str, int]:
    """The columns that are read, by our names; one that was mapped and is not there is told."""
    places: dict[str, int] = {}
    for nth, name in titled((head,)):
        if name.casefold() in places:
            told = f"the column '{shortened(name)}' is there twice"
            trouble.tell("import-duplicate", (head, nth), told)
        places.setdefault(name.casefold(), nth)
    columns = {name: places[name] for name in COLUMNS if name in places and name not in renamed}
    for ours, theirs in renamed.items():
        if theirs.casefold() in places:
            columns[ours] = places[theirs.casefold()]
        else:
            hint = suggestion(theirs.casefold(), places)
            told = f"there is no column '{shortened(theirs)}'"
            trouble.tell("import-missing-column", (head, 0), told, hint)
    return columns


def _across(columns: Mapping[str, int], head: Row, options: Options) -> str:
    """What the rows of a grid are, `party` or `issue`; empty where the table is a long one."""
    if options.across:
        return options.across
    if "value" in columns or {"party", "issue"} <= columns.keys():
        return ""
    first = head.cell(0).casefold()
    return {"parties": "party", "issues": "issue"}.get(first, first) if first in _ACROSS else ""


def _grid(trouble: Trouble, across: str, options: Options) -> Found:
    """A grid: what its first column holds is a row each, and the other columns are the other."""
    head, *rows = trouble.sheet.rows
    parties: dict[str, Named] = {}
    issues: dict[str, Named] = {}
    facts: list[Fact] = []
    known = (parties, issues) if across == "party" else (issues, parties)
    places = {name: nth for nth, name in reversed([*titled((head,))]) if nth}
    for name, nth in sorted(places.items(), key=lambda one: one[1]):
        known[1][name] = Named(_named(name, across != "party"), trouble.sheet.place(head, nth))
    for row in rows:
        facts += _row(trouble, row, known[0], (places, across, options))
    return Found("", parties, issues, tuple(facts), tuple(trouble.problems))


def _named(name: str, is_party: bool) -> dict[str, str]:
    return {"name" if is_party else "title": name}


def _row(
    trouble: Trouble,
    row: Row,
    known: dict[str, Named],
    what: tuple[dict[str, int], str, Options],
) -> Iterator[Fact]:
    """The cells of a row of a grid that say anything."""
    places, across, options = what
    name = row.cell(0)
    beyond = max(places.values(), default=0) + 1
    if not name:
        trouble.tell("import-missing-cell", (row, 0), "the row has no name")
        return
    if name in known:
        told = f"'{shortened(name)}' is there twice; see line {known[name].place.line}"
        trouble.tell("import-duplicate", (row, 0), told)
        return
    if any(row.cells[beyond:]):
        trouble.tell("import-unknown-row", (row, beyond), "the row has more cells than the first")
        return
    known[name] = Named(_named(name, across == "party"), trouble.sheet.place(row))
    for other, nth in places.items():
        if row.cell(nth):
            party, issue = (name, other) if across == "party" else (other, name)
            value = _value(row.cell(nth), options)
            yield Fact(trouble.sheet.place(row, nth), party, issue, value)


def _value(text: str, options: Options) -> str:
    """A value as it stands, with a point in a number where decimals have a comma."""
    plain = text.replace(",", ".", 1)
    digits = plain.lstrip("+-").replace(".", "", 1)
    return plain if options.comma and digits.isascii() and digits.isdigit() else text


class _Long:
    """A long table while it is read."""

    def __init__(self, trouble: Trouble, columns: Mapping[str, int], options: Options) -> None:
        self.trouble = trouble
        self.columns = columns
        self.options = options
        self.parties: dict[str, Named] = {}
        self.issues: dict[str, Named] = {}
        self.powers: dict[str, dict[Decimal, Row]] = {}
        self.seen: dict[tuple[str, ...], Row] = {}
        self.days: dict[str, str] = {}
        self.facts: list[Fact] = []
        self.notes: list[str] = []

    def found(self) -> Found:
        head, *rows = self.trouble.sheet.rows
        for row in rows:
            if any(row.cells[len(head.cells) :]):
                more = "the row has more cells than there are columns"
                self.trouble.tell("import-unknown-row", (row, len(head.cells)), more)
            else:
                self._row(row)
        read = {*self.columns.values()}
        unread = [name for nth, name in titled((head,)) if nth not in read]
        if unread:
            self.notes.append(f"columns that were not read: {', '.join(unread)}")
        facts = weighed(self.facts, self.notes)
        parties = self._weighty()
        told = tuple(self.trouble.problems)
        return Found("", parties, self.issues, facts, told, tuple(self.notes))

    def _cell(self, row: Row, name: str) -> str:
        return row.cell(self.columns[name]) if name in self.columns else ""

    def _row(self, row: Row) -> None:
        before = len(self.trouble.problems)
        stance = self._cell(row, "stance")
        for name in ("party", "issue", *(() if stance else ("value",))):
            if not self._cell(row, name):
                at = (row, self.columns[name])
                self.trouble.tell("import-missing-cell", at, f"there is no {name}")
        salience = self._weight(row, "salience")
        power = self._weight(row, "power")
        key = tuple(self._cell(row, name) for name in ("party", "issue", "round", "date"))
        if key in self.seen:
            who, what = map(shortened, key[:2])
            told = f"{who} on {what} is told twice; see line {self.seen[key].line}"
            self.trouble.tell("import-duplicate", (row, self.columns["party"]), told)
        if len(self.trouble.problems) > before:
            return
        self.seen[key] = row
        party, issue, when = key[:3]
        place = self.trouble.sheet.place(row, self.columns["value"])
        self.parties.setdefault(party, Named({"name": party}, place))
        self.issues.setdefault(issue, Named({"title": issue}, place))
        if power is not None:
            self.powers.setdefault(party, {}).setdefault(power, row)
        keys = {name: told for name in STATED if (told := self._cell(row, name))}
        value = _value(self._cell(row, "value"), self.options)
        day = self._cell(row, "round_date")
        self.facts.append(Fact(place, party, issue, value, when, salience, keys, day))

    def _weight(self, row: Row, name: str) -> Decimal | None:
        if name not in self.columns:
            return None
        at = (row, self.columns[name])
        return self.trouble.within(at, name, self.trouble.number(at, name, self.options))

    def _weighty(self) -> dict[str, Named]:
        """The parties with their power, where each has one."""
        for name, told in self.powers.items():
            if len(told) > 1:
                row = list(told.values())[1]
                message = f"the power of {shortened(name)} differs between rows"
                hint = "a party has one power in a record: nobody's was taken"
                at = (row, self.columns["power"])
                self.trouble.tell("import-differing-power", at, message, hint)
        if any(len(told) > 1 for told in self.powers.values()):
            return self.parties
        powers = powered({name: next(iter(told)) for name, told in self.powers.items()}, self.notes)
        return {
            name: one._replace(
                keys={**one.keys, **({"power": powers[name]} if name in powers else {})}
            )
            for name, one in self.parties.items()
        }
