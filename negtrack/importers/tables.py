"""The tables that `negtrack export` writes, made a negotiation's files again.

`negtrack export` of what is imported gives the same tables; only `file` and `line` may differ.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from negtrack.emitting import Bare, Out
from negtrack.folder import ROUND
from negtrack.importers.sheet import Row, Sheet
from negtrack.importers.trees import Files
from negtrack.problems import Place, Problem
from negtrack.written import bare
from negtrack.yamltext import DEEPEST

NEEDED = ("negotiations", "parties", "issues", "options", "sources", "rounds", "positions")
TABLES = (*NEEDED, "versions", "delegates", "events", "files", "packages", "answers")
AGREED = ("agreements", "tellings", "deliveries")
"""The tables that are read: what was declared, said and agreed; the others follow from them."""

_TEXT = ("title", "group", "scale", "unit", "basis", "note", "publisher", "url", "venue", "side")
_SAID = ("date", "published", "quote", "speaker", "source", "stated_by", "confidence", "note")
_STATED = (
    *("date", "value", "stance", "unconditional", "rejects", "accepts", "only_if", "of", "by"),
    *("red_line", "salience", "basis", "package", "replies_to", "coder", "confidential"),
    *_SAID[1:],
)
_DEFAULTS = {
    **{"stance": "demand", "stated_by": "self", "confidence": "high", "role": "principal"},
    **{"unconditional": "false", "red_line": "false", "confidential": "false", "final": "false"},
    **{"status": "agreed", "part": "false"},
}
_VALUES = ("value", "rejects", "accepts", "reference")
_MANY = ("of", "source", "members", "mediator", "named", "by")
_FLAGS = ("unconditional", "red_line", "confidential", "final", "part")
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_JSON = ("only_if", "terms", "disputed", "words")

Cells = Mapping[str, str]


def missing(tables: Mapping[str, Sheet], name: str) -> list[Problem]:
    """The tables that are not there, and those without a column that tells their rows apart."""
    found = [
        Problem("import-unreadable", Place(name), f"there is no table '{one}'", _HINT)
        for one in NEEDED
        if one not in tables
    ]
    for one in (*TABLES, *AGREED):
        sheet = tables.get(one, Sheet("", (Row(1, ("negotiation",)),)))
        head = sheet.rows[0].cells if sheet.rows else ()
        if "negotiation" not in head:
            told = "there is no column 'negotiation'"
            found.append(Problem("import-missing-column", Place(sheet.name), told, _HINT))
    return found


_HINT = "import the whole folder or workbook that negtrack export wrote"


def negotiations(tables: Mapping[str, Sheet]) -> list[str]:
    """The ids of the negotiations that the tables are of."""
    return [row["negotiation"] for row in _rows(tables, "negotiations")]


def files(tables: Mapping[str, Sheet], negotiation: str, name: str) -> Files:
    """One negotiation's files, under a name that may be another. ValueError for broken JSON."""
    own = {
        table: [row for row in _rows(tables, table) if row["negotiation"] == negotiation]
        for table in (*TABLES, *AGREED)
    }
    return _Rebuilding(own).files(name)


def _rows(tables: Mapping[str, Sheet], table: str) -> Iterator[dict[str, str]]:
    """The rows of a table by column; every cell that is empty is left out."""
    if table not in tables or not tables[table].rows:
        return
    head, *rows = tables[table].rows
    for row in rows:
        yield _Row((name, told) for name, told in zip(head.cells, row.cells, strict=False) if told)


class _Row(dict[str, str]):
    """A row whose empty cells, and the columns it has not, are empty texts."""

    def __missing__(self, key: str) -> str:
        return ""


class _Rebuilding:
    """The tables of one negotiation, and the trees that are made of them."""

    def __init__(self, tables: Mapping[str, list[dict[str, str]]]) -> None:
        self.tables = tables

    def files(self, name: str) -> Files:
        head = self.tables["negotiations"][0]
        tree: dict[str, Out] = {"title": head["title"]}
        parties = {row["party"]: _keys(row, _PARTY) for row in self.tables["parties"]}
        issues = {row["issue"]: self._issue(row) for row in self.tables["issues"]}
        tree |= {"parties": parties, "issues": issues}
        sources = {row["source"]: _keys(row, _SOURCE) for row in self.tables["sources"]}
        tree |= {"sources": sources} if sources else {}
        tree |= {"note": head["note"]} if head["note"] else {}
        self.agreed: dict[str, tuple[Cells, Out]] = {}
        rounds = {row["round"]: self._round(row) for row in self.tables["rounds"]}
        return Files(name, tree, rounds)

    def _of(self, table: str, of: Cells, *keys: str) -> list[dict[str, str]]:
        return [row for row in self.tables[table] if all(row[key] == of[key] for key in keys)]

    def _issue(self, row: Cells) -> Out:
        tree = _keys(row, ("title",))
        tree |= {"group": row["issue_group"]} if row["issue_group"] else {}
        tree["scale"] = row["scale"]
        options: dict[str, Out] = {}
        for one in self._of("options", row, "issue"):
            placed = {"label": one["label"], "at": bare(one["at"])} if one["at"] else None
            options[one["option"]] = placed or one["label"]
        tree |= {"options": options} if options else {}
        tree |= _keys(row, ("reference", "unit"))
        tree |= _json(row["span"]) if row["span"] else {}
        return {**tree, **_keys(row, ("words", "basis", "note"))}

    def _round(self, row: Cells) -> dict[str, Mapping[str, Out]]:
        head: dict[str, Out] = {"date": bare(row["date"])}
        if row["end_date"] != row["date"]:
            head["end"] = bare(row["end_date"])
        head |= _keys(row, ("venue", "mediator"))
        present: dict[str, list[str]] = {}
        for one in self._of("delegates", row, "round"):
            present.setdefault(one["party"], []).append(one["name"])
        events = [_keys(one, _EVENT) for one in self._of("events", row, "round")]
        agreed = {
            one["agreement"]: self._agreement(one) for one in self._of("agreements", row, "round")
        }
        more = (("delegations", present), ("events", events), ("agreements", agreed))
        head |= {key: told for key, told in more if told}
        head |= {"note": row["note"]} if row["note"] else {}
        files = self._of("files", row, "round")
        return {ROUND: head, **{f"{one['party']}.yaml": self._party(one) for one in files}}

    def _party(self, row: Cells) -> dict[str, Out]:
        tree = _keys(row, ("coder", "note"))
        said: dict[str, list[Out]] = {}
        for one in self._of("positions", row, "round", "party"):
            said.setdefault(one["issue"], []).append(self._statement(one, row["coder"]))
        positions = {issue: told[0] if len(told) == 1 else told for issue, told in said.items()}
        made = self._of("packages", row, "round", "party")
        answered = self._of("answers", row, "round", "party")
        more = (
            ("positions", positions),
            ("packages", {one["package"]: _keys(one, _PACKAGE) for one in made}),
            ("answers", {one["package"]: _answer(one) for one in answered}),
        )
        return {**tree, **{key: told for key, told in more if told}}

    def _statement(self, row: Cells, coder: str) -> Out:
        own = _stated(row)
        if row["coder"] == coder:
            own.pop("coder", None)
        versions = []
        for one in self._of("versions", row, "round", "party", "issue", "number"):
            versions.append(_stated(one, row))
        if versions:
            own["disputed"] = versions
        value = own.get("value")
        return value if isinstance(value, str) and len(own) == 1 else own

    def _agreement(self, row: Cells) -> Out:
        """What a round tells of an agreement: all that is not as the round before left it."""
        before, told = self.agreed.get(row["agreement"], (_Row(), None))
        tree = _keys(row, ("title",), before)
        if row["made_in"] == row["round"]:
            tree |= _terms(row)
        tree |= {"between": row["named"].split()} if row["named"] != before["named"] else {}
        versions = {
            one["party"]: {**_terms(one), **_keys(one, (*_SAID, "disputed"))}
            for one in self._of("tellings", row, "round", "agreement")
        }
        tree |= {"versions": versions} if versions and versions != told else {}
        carried = self._of("deliveries", row, "round", "agreement")
        done = [_keys(one, ("amount", *_SAID, "disputed")) for one in carried]
        tree |= {"carried_out": done} if done else {}
        tree |= _keys(row, ("status", "part", *_SAID), before)
        tree |= _keys(row, ("disputed",))
        self.agreed[row["agreement"]] = (row, versions)
        return tree


_PARTY = ("name", "role", "side", "power", "members", "note")
_SOURCE = ("publisher", "title", "date", "url", "note")
_EVENT = ("date", "title", "by", *_SAID[1:], "disputed")
_PACKAGE = ("title", "by", "final", "expires", *_SAID, "disputed")


def _keys(row: Cells, names: tuple[str, ...], before: Cells | None = None) -> dict[str, Out]:
    """The keys that say anything: those that are not as they would be, or were before, unsaid."""
    told: dict[str, Out] = {}
    for name in names:
        unsaid = (before or {}).get(name) or _DEFAULTS.get(name, "")
        if row[name] and row[name] != unsaid:
            told[name] = _cell(name, row[name])
    return told


def _cell(name: str, text: str) -> Out:
    """The value of a cell by its column."""
    if name in _VALUES:
        return _value(text)
    if name in _JSON:
        read = _json(text)
        return _single(read) if name == "only_if" else _whole(read)
    if name in _MANY and not (name == "by" and _DAY.fullmatch(text)):
        ids = text.split()
        return ids[0] if len(ids) == 1 and name != "members" else ids
    return Bare(text) if name in _FLAGS else text if name in _TEXT else bare(text)


def _single(read: Any) -> Out:
    """The one alternative of a condition as itself, several as their list."""
    return _whole(read[0] if len(read) == 1 else read)


def _whole(read: Out) -> Out:
    return read


def _value(text: str) -> Out:
    read: Out = _json(text) if text.startswith(("[", "{", '"')) else bare(text)
    return read


def _json(text: str) -> Any:
    """JSON with its numbers as they are written; ValueError where it is nested too deeply."""
    try:
        return _out(json.loads(text, parse_int=Bare, parse_float=Bare), DEEPEST)
    except RecursionError:
        raise ValueError(_TOO_DEEP) from None


_TOO_DEEP = f"nested deeper than {DEEPEST} levels"


def _out(data: Any, levels: int) -> Any:
    if levels < 0:
        raise ValueError(_TOO_DEEP)
    if isinstance(data, dict):
        return {key: _out(one, levels - 1) for key, one in data.items() if one is not None}
    if isinstance(data, list):
        return [_out(one, levels - 1) for one in data]
    if isinstance(data, bool):
        return Bare("true" if data else "false")
    return bare(data)


def _stated(row: Cells, of: Cells | None = None) -> dict[str, Out]:
    """A statement's keys in the order of a file; of a version, those that differ from the first."""
    told = _keys(row, _STATED, of)
    if "replies_to" in told or (row["replies_to_round"] and of is None):
        when = {"round": bare(row["replies_to_round"])} if row["replies_to_round"] else {}
        told["replies_to"] = {"party": row["replies_to"], **when}
    return told


def _terms(row: Cells) -> dict[str, Out]:
    """What an agreement comes to: an issue and a value, or terms of several."""
    if row["issue"]:
        return {"issue": row["issue"], **({"value": _value(row["value"])} if row["value"] else {})}
    return {"terms": _json(row["terms"])} if row["terms"] else {}


def _answer(row: Cells) -> Out:
    told = _keys(row, _SAID)
    told |= _keys(row, ("disputed",))
    stance = row["stance"]
    return {"stance": stance, **told} if told else stance
