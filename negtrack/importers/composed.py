"""From what a table says to the files of a record: ids, scales, rounds, and a file a party."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from negtrack.emitting import Bare, Out
from negtrack.fields import SLUG, day, shortened, suggestion
from negtrack.folder import ROUND
from negtrack.importers.found import Fact, Found, Named
from negtrack.importers.sheet import number, spelled
from negtrack.importers.trees import Files
from negtrack.model import Negotiation
from negtrack.problems import Place, Problem
from negtrack.text import folded
from negtrack.written import bare

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MOST_OPTIONS, _LONGEST_OPTION = 20, 60
"""Beyond these, the words of an issue are texts rather than options."""


class Into(NamedTuple):
    """Where facts go: the id of the negotiation, what of it is there, the round's name and ids.

    `ids` are those that the user chose, by the name in the table.
    """

    id: str
    known: Negotiation | None
    round: str
    ids: Mapping[str, str]


class Composed(NamedTuple):
    """The files, each statement's place in the table, and problems.

    Places are by round, party, issue, and the statement's number among those, from 0.
    """

    files: Files
    origins: Mapping[tuple[str, str, str, int], Place]
    problems: tuple[Problem, ...]


def refused(problem: Problem, place: Place | None) -> Problem:
    """What the record would have as an error, at the place in the table that says so."""
    told = f"{problem.message} ({problem.code})"
    return Problem("import-refused", place or problem.place, told, problem.hint)


def slug(name: str) -> str:
    """The id of a name: its letters without accents, in lower case, joined by hyphens."""
    plain = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    ascii_only = plain.encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")


_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "\u0131": "i", "đ": "d"}
)


def composed(found: Found, into: Into) -> Composed:
    """The files that the facts make, and what keeps some of them out."""
    return _Composer(found, into).composed()


class _Composer:
    def __init__(self, found: Found, into: Into) -> None:
        self.found = found
        self.into = into
        self.problems: list[Problem] = []
        known = into.known
        self.parties = self._ids(found.parties, _known_parties(known), "party")
        self.issues = self._ids(found.issues, _known_issues(known), "issue")
        self.options: dict[str, dict[str, str]] = {}
        self.sources: dict[str, str] = {}
        self.days: dict[str, str] = {}
        self.said: dict[tuple[str, str], dict[str, list[Out]]] = {}
        self.origins: dict[tuple[str, str, str, int], Place] = {}

    def composed(self) -> Composed:
        scales = {} if self.into.known else self._scales()
        for fact in self.found.facts:
            self._fact(fact)
        rounds: dict[str, dict[str, Mapping[str, Out]]] = {}
        for name, one in self.days.items():
            rounds[name] = {ROUND: {"date": Bare(one)}}
        for (name, party), issues in self.said.items():
            told = {issue: one[0] if len(one) == 1 else one for issue, one in issues.items()}
            rounds[name][f"{party}.yaml"] = {"positions": told}
        files = Files(self.into.id, self._head(scales), rounds)
        return Composed(files, self.origins, tuple(self.problems))

    def _ids(
        self, named: Mapping[str, Named], known: Mapping[str, str] | None, what: str
    ) -> dict[str, str]:
        """The id of every name: its slug, or as it is known already; what has none is told."""
        ids: dict[str, str] = {}
        taken: dict[str, str] = {}
        for name, one in named.items():
            told = self.into.ids.get(name, slug(name))
            if known is not None:
                told = known.get(folded(name), known.get(told, ""))
                if not told:
                    hint = suggestion(slug(name), known.values())
                    hint = hint or "declare it in negotiation.yaml, or name it: --id NAME=ID"
                    code = "import-unknown-party" if what == "party" else "import-unknown-issue"
                    message = f"the record has no {what} '{shortened(name)}'"
                    self.problems.append(Problem(code, one.place, message, hint))
                    continue
            if not SLUG.fullmatch(told) or told in taken or told == "round":
                self._no_id(name, told, taken, one.place)
                continue
            taken[told] = ids[name] = told
        return ids

    def _no_id(self, name: str, told: str, taken: Mapping[str, str], place: Place) -> None:
        why = f"'{told}' is another's" if told in taken else f"'{told}' is no id"
        message = f"'{shortened(name)}' gets no id of its own: {why}"
        hint = f"give it one: --id '{shortened(name)}=ID'"
        self.problems.append(Problem("import-no-id", place, message, hint))

    def _scales(self) -> dict[str, dict[str, Out]]:
        """The scale of every issue that has none: of numbers, of days, of options, or of texts."""
        values: dict[str, dict[str, None]] = {}
        for fact in self.found.facts:
            if fact.value:
                values.setdefault(fact.issue, {})[fact.value] = None
        told: dict[str, dict[str, Out]] = {}
        for name, one in self.found.issues.items():
            if "scale" in one.keys:
                continue
            told[name] = self._scale(name, [*values.get(name, ())])
        return told

    def _scale(self, name: str, values: list[str]) -> dict[str, Out]:
        if values and all(number(value) is not None for value in values):
            return {"scale": "quantity"}
        if values and all(_DAY.fullmatch(value) for value in values):
            return {"scale": "quantity", "unit": "date"}
        options = {slug(value): value for value in reversed(values)}
        short = all(len(value) <= _LONGEST_OPTION for value in values)
        if values and short and len(options) == len(values) <= _MOST_OPTIONS and "" not in options:
            self.options[name] = {value: slug(value) for value in values}
            return {"scale": "choice", "options": {slug(value): value for value in values}}
        return {"scale": "text"}

    def _fact(self, fact: Fact) -> None:
        """Put one position into its party's file; a round without a date is told."""
        if fact.party not in self.parties or fact.issue not in self.issues:
            return
        name = self._round(fact)
        if not name:
            return
        party, issue = self.parties[fact.party], self.issues[fact.issue]
        said = self.said.setdefault((name, party), {}).setdefault(issue, [])
        self.origins[name, party, issue, len(said)] = fact.place
        said.append(self._statement(fact))

    def _round(self, fact: Fact) -> str:
        """The id of the round of a fact, whose date is kept; empty where there is none."""
        told = fact.round or self.into.round
        name = slug(told)
        date = fact.day or _date_of(self.into.known, name) or told
        try:
            kept = day(date).isoformat()
        except ValueError:  # what pydantic's errors are
            hint = "name the round by its day, or add a column round_date"
            hint = hint if told else "name it by its day: --round 2025-06-02"
            message = f"the round '{shortened(told)}' has no date" if told else "no round is named"
            self.problems.append(Problem("import-not-a-date", fact.place, message, hint))
            return ""
        if self.days.setdefault(name, kept) != kept:
            message = f"the round {name} is on {self.days[name]} and on {kept}"
            self.problems.append(Problem("import-not-a-date", fact.place, message))
            return ""
        return name

    def _statement(self, fact: Fact) -> Out:
        said: dict[str, Out] = {}
        if "date" in fact.keys:
            said["date"] = bare(fact.keys["date"])
        if fact.value:
            said["value"] = self._value(fact)
        if fact.salience is not None:
            said["salience"] = Bare(spelled(fact.salience))
        for key, text in fact.keys.items():
            said.setdefault(key, self._source(text) if key == "source" else text)
        value = said.get("value")
        return value if isinstance(value, str) and len(said) == 1 else said

    def _value(self, fact: Fact) -> str:
        """A value as a file has it; on an issue with options, the one that it is or names."""
        known = self.into.known
        if known is not None:
            issue = known.issues[self.issues[fact.issue]]
            labels = {folded(option.label): option.id for option in issue.options}
            return bare(labels.get(folded(fact.value), fact.value))
        return bare(self.options.get(fact.issue, {}).get(fact.value, fact.value))

    def _source(self, text: str) -> str:
        """The id of a source, which is declared where it is a new one."""
        name = slug(text)[:60].strip("-") or "source"
        if self.into.known is not None:
            return name if name in self.into.known.sources else text
        self.sources.setdefault(name, text)
        return name

    def _head(self, scales: Mapping[str, Mapping[str, Out]]) -> Mapping[str, Out] | None:
        if self.into.known is not None:
            return None
        parties = {told: self.found.parties[name].keys for name, told in self.parties.items()}
        issues = {
            told: _ordered({**self.found.issues[name].keys, **scales.get(name, {})})
            for name, told in self.issues.items()
        }
        title = self.found.title or self.into.id.replace("-", " ").capitalize()
        sources = {name: {"publisher": told} for name, told in self.sources.items()}
        head: dict[str, Out] = {"title": title, "parties": parties, "issues": issues}
        return {**head, "sources": sources} if sources else head


_KEYS = ("title", "group", "scale", "options", "reference", "unit", "min", "max", "note")


def _ordered(keys: Mapping[str, Out]) -> dict[str, Out]:
    return {key: keys[key] for key in _KEYS if key in keys}


def _known_parties(known: Negotiation | None) -> dict[str, str] | None:
    return None if known is None else _names((one.id, one.name) for one in known.parties.values())


def _known_issues(known: Negotiation | None) -> dict[str, str] | None:
    return None if known is None else _names((one.id, one.title) for one in known.issues.values())


def _names(named: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Ids by themselves and by the names that people read."""
    pairs = [*named]
    return {**{folded(name): told for told, name in pairs}, **{told: told for told, _ in pairs}}


def _date_of(known: Negotiation | None, name: str) -> str:
    """The date of a round that is there already."""
    rounds = known.rounds if known else ()
    return next((one.date.isoformat() for one in rounds if one.id == name), "")
