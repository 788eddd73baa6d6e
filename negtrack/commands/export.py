"""`negtrack export`: the record as tables in files, for R, pandas, Excel, DuckDB and Spark."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Option

from negtrack.commands.asking import Ask, question
from negtrack.commands.progress import Progress
from negtrack.problems import DONE, Stop

if TYPE_CHECKING:
    from negtrack.exports.archive import Archive
    from negtrack.exports.target import Target


@question("negotiation", "format", "output", "exit_code")
def export(
    ask: Ask,
    output: Annotated[
        Path | None,
        Option("-o", "--output", metavar="PATH", help="A folder; or a file: x.xlsx. - is stdout."),
    ] = None,
    format: Annotated[
        str | None,
        Option("-f", "--format", metavar="FORMAT", help="csv (default), jsonl, xlsx or parquet."),
    ] = None,
    negotiation: Annotated[
        str | None,
        Option("-n", "--negotiation", metavar="ID", help="Only this; else all there are."),
    ] = None,
    table: Annotated[list[str], Option("--table", metavar="NAME", help="Only this table.")] = [],  # noqa: B006
) -> int:
    """The record as tables, for other programs.

    All tables into a folder, with a datapackage.json that says what every column is; or one
    workbook. Without -n: of every negotiation, told apart by the first column.
    """
    from negtrack.exports.target import target

    to = target(output, format, {*table})
    _prepare(to)
    found = _archive(ask._replace(negotiation=negotiation), table)
    if to.path is None:
        _tell(_one(found, to.format).decode())
    elif to.is_file:
        from negtrack.commands.telling import save

        save(to.path, _one(found, to.format))
        _say(found, f"written to {to.path}")
    else:
        _say(found, _placed(ask, found, to.path, to.format))
    return DONE


def _archive(ask: Ask, tables: list[str]) -> "Archive":
    """The tables of the negotiation that was asked for, or of all."""
    from negtrack.exports.archive import archive

    with Progress("building the tables") as progress:
        ask = ask._replace(progress=progress)
        records = ask.records() if ask.negotiation is None else [ask.record()]
        return archive(records, ask.selection(*records), tables)


def _prepare(to: "Target") -> None:
    """Stop, before anything is read, where the library of a format is missing."""
    from negtrack.extras import needed

    library = {"xlsx": "openpyxl", "parquet": "duckdb"}.get(to.format)
    if library:
        needed(f"negtrack export -f {to.format}", "data", library)


def _tell(text: str) -> None:
    """Print a table; in a terminal with what it would obey spelled out, in a pipe as it is."""
    from negtrack.commands.telling import tell, terminal_width
    from negtrack.text import visible

    tell(text if terminal_width() is None else visible(text))


def _one(found: "Archive", form: str) -> bytes:
    """One file: a workbook, or the one table."""
    if form == "xlsx":
        from negtrack.exports.workbook import workbook_bytes

        return workbook_bytes(found)
    if form == "parquet":
        from negtrack.exports.parquet import parquet_bytes

        return parquet_bytes(found)
    ((_, held),) = _files(found, form)
    return held


def _files(found: "Archive", form: str) -> Iterator[tuple[str, bytes]]:
    """Every table's files, by their paths in the folder."""
    if form == "parquet":
        from negtrack.exports.parquet import parquet_files

        yield from parquet_files(found)
        return
    from negtrack.exports.lines import csv_text, jsonl_text

    text = csv_text if form == "csv" else jsonl_text
    for shape in found.shapes:
        yield f"{shape.name}.{form}", text(shape, found.rows(shape.name)).encode()


def _placed(ask: Ask, found: "Archive", folder: Path, form: str) -> str:
    """Write a file a table into the folder, and the package that describes them; what was done."""
    from negtrack.exports.package import NAME, file, package
    from negtrack.exports.placing import earlier, place

    _refuse_record(ask, folder)
    was = earlier(folder)
    kept = was.beside(found.negotiations, form) if was else {}
    new = dict(_files(found, form))
    told = [*kept.values(), *(file(path, held) for path, held in new.items())]
    removed = place(folder, {**new, NAME: package(found, form, sorted(told))}, was, kept)
    gone = f", {removed} of an earlier export removed" if removed else ""
    return f"written to {folder}{gone}"


def _refuse_record(ask: Ask, folder: Path) -> None:
    """Stop where the folder is in the record, which holds nothing but its own files."""
    try:
        record = (ask.root() / "positions").resolve()
    except Stop:  # a revision of it, read where there is no folder
        return
    if folder.resolve().is_relative_to(record):
        hint = "name a folder beside it: negtrack export -o tables"
        raise Stop(f"{folder} is in the record; nothing was written", hint)


def _say(found: "Archive", done: str) -> None:
    """Say on stderr what was written, and what was left out of it."""
    from negtrack.text import counted, visible

    of = counted(len(found.records), "negotiation")
    rows = f"{counted(len(found.shapes), 'table')} of {of}, {counted(found.size(), 'row')}"
    withheld = sum(len(record.withheld) for record in found.records)
    left = (
        f"; {counted(withheld, 'confidential statement')} left out (--private)" if withheld else ""
    )
    sys.stderr.write(visible(f"{rows}, {done}{left}.\n"))
