"""Where an export goes, and in which format: a folder of tables, one file, or stdout."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import NamedTuple

from negtrack.problems import Stop
from negtrack.selection import unknown
from negtrack.tables import SHAPES

FORMATS = ("csv", "jsonl", "xlsx", "parquet")
"""The formats of tables: xlsx is one file, of the others a file holds one table."""


class Target(NamedTuple):
    """A format, and a folder or file; nothing for stdout."""

    format: str
    path: Path | None
    is_file: bool


def target(output: Path | None, named: str | None, tables: Collection[str]) -> Target:
    """Where and how to write what was asked for; Stop where that cannot be.

    The ending of a file says the format, a folder is CSV where none is named.
    """
    if named is not None and named not in FORMATS:
        raise Stop(f"there is no format '{named}' of tables", "use csv, jsonl, xlsx or parquet")
    check_tables(tables)
    if output is None or output == Path("-"):
        return _to_stdout(named or "csv", tables)
    ending = output.suffix.lower().lstrip(".")
    if output.is_dir() or not ending.isalpha():
        return _to_folder(output, named or "csv")
    if ending not in FORMATS:
        hint = "name a folder, or a file that ends in .csv, .jsonl, .xlsx or .parquet"
        raise Stop(f"no format of tables has the ending '.{ending}'", hint)
    if named not in (None, ending):
        raise Stop(f"{output} is no {named} file", "leave one of the two out")
    if ending != "xlsx" and len(tables) != 1:
        hint = "name one: --table positions; or a folder for all of them"
        raise Stop(f"a {ending} file holds one table", hint)
    return Target(ending, output, True)


def check_tables(tables: Collection[str]) -> None:
    """Stop where there is no table of a name, with the nearest one that is."""
    known: Sequence[str] = [shape.name for shape in SHAPES]
    for name in tables:
        if name not in known:
            raise unknown("table", name, known)


def _to_stdout(form: str, tables: Collection[str]) -> Target:
    """The one table as text; anything else goes to a file or folder."""
    if form in ("xlsx", "parquet"):
        hint = f"negtrack export -o {'record.xlsx' if form == 'xlsx' else 'record -f parquet'}"
        raise Stop(f"{form} is not for stdout", hint)
    if len(tables) != 1:
        hint = "name one: -o record; or print one table: --table positions"
        raise Stop("the tables go into a folder", hint)
    return Target(form, None, False)


def _to_folder(folder: Path, form: str) -> Target:
    if form == "xlsx":
        hint = f"negtrack export -o {folder.name or 'record'}.xlsx"
        raise Stop("a workbook is one file, which ends in .xlsx", hint)
    if folder.exists() and not folder.is_dir():
        hint = "name a folder, or a file that ends in .csv, .jsonl, .xlsx or .parquet"
        raise Stop(f"{folder} is a file and no folder", hint)
    return Target(form, folder, False)
