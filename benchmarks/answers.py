"""What a tool found: the party and issue of every value that it says has changed."""

import csv
import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks.inputs import Pair

Cell = tuple[str, str]


def agrees(tool: str, out: Path, pair: Pair, parties: Collection[str] = ()) -> str:
    """Whether a tool's output tells just what changed in both rounds, of some parties or of all.

    A generic tool tells of what came and went as well; that is left out for all of them.
    """
    read = READERS.get(tool)
    if read is None:
        return "–"
    before, after = pair.cells()
    expected = {cell for cell in pair.changed if not parties or cell[0] in parties}
    try:
        found = set(read(out.read_text(encoding="utf-8"), pair))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return f"cannot be read: {type(error).__name__}"
    told = found & before.keys() & after.keys()
    if told == expected:
        return f"all {len(expected):,}" + (f", of {len(parties)} parties" if parties else "")
    return f"{len(told - expected):,} too many, {len(expected - told):,} missed"


def _negtrack(text: str, pair: Pair) -> Iterator[Cell]:
    """Changes of value between statements of these two rounds; what is carried is of neither."""
    rounds = (pair.before.name, pair.after.name)
    for one in json.loads(text)["changes"]:
        sides = [one["details"][side] for side in ("before", "after")]
        if all(sides) and tuple(side["said_in"] for side in sides) == rounds:
            yield from [(one["party"], one["issue"])] * (sides[0]["value"] != sides[1]["value"])


def _json_diff(text: str, _: Pair) -> Iterator[Cell]:
    """`{party: {issue: {__old, __new}}}`."""
    for party, issues in json.loads(text).items():
        yield from ((party, issue) for issue in issues)


def _jsondiff(text: str, _: Pair) -> Iterator[Cell]:
    """`{party: {issue: value}}`, with what went as `$delete`."""
    for party, issues in json.loads(text).items():
        if isinstance(issues, dict):
            yield from ((party, issue) for issue in issues)


def _deepdiff(text: str, _: Pair) -> Iterator[Cell]:
    """`root['party']['issue']`; or `root['party']` with all of it, where much has changed."""
    for path, change in json.loads(text).get("values_changed", {}).items():
        party, *issue = re.findall(r"\['([^']*)'\]", path)
        old, new = change["old_value"], change["new_value"]
        issues = issue or [one for one in old if old[one] != new.get(one)]
        yield from ((party, one) for one in issues)


def _dvc(text: str, _: Pair) -> Iterator[Cell]:
    changed: Mapping[str, Any] = json.loads(text).get("params.yaml", {})
    for path in changed:
        party, issue = path.split(".", 1)
        yield party, issue


def _table(text: str, _: Pair) -> Iterator[Cell]:
    """A table whose first two columns are party and issue."""
    yield from ((row[0], row[1]) for row in list(csv.reader(text.splitlines()))[1:])


def _daff(text: str, _: Pair) -> Iterator[Cell]:
    """A table with a mark in its first column: an arrow where a value became another."""
    for row in csv.reader(text.splitlines()):
        if row and re.fullmatch("-+>", row[0]):
            yield row[1], row[2]


READERS: Mapping[str, Callable[[str, Pair], Iterator[Cell]]] = {
    "negtrack": _negtrack,
    "json-diff": _json_diff,
    "jsondiff": _jsondiff,
    "deepdiff": _deepdiff,
    "dvc": _dvc,
    "daff": _daff,
    "pandas": _table,
    "pandas, YAML": _table,
    "polars": _table,
    "duckdb": _table,
}
