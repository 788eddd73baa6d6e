"""Tables as Parquet, a file a table and negotiation, in the layout that DuckDB and Spark know.

`positions/negotiation=istanbul-2025/data_0.parquet`: exports of many negotiations stand side by
side in one folder and are one table. A table without rows has a file, too, so that it can be asked.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

from negtrack.exports.archive import Archive
from negtrack.problems import Stop
from negtrack.tables import Row, Shape, Type

TYPES: Mapping[Type, str] = {
    "string": "VARCHAR",
    "number": "DOUBLE",
    "integer": "BIGINT",
    "boolean": "BOOLEAN",
    "date": "DATE",
}
"""The type of a column in DuckDB and Parquet."""

_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "threads": "1",  # one after the other, so that the bytes are the same
}

_FILE = "data_0.parquet"


def parquet_files(archive: Archive) -> Iterator[tuple[str, bytes]]:
    """Each file by its path in the folder, with its bytes; the negotiation is in the path alone."""
    with _workshop() as (folder, connection):
        for shape in archive.shapes:
            connection.execute(f"CREATE TABLE {_named(shape.name)} ({_columns(shape)})")
            for negotiation, rows in archive.tables[shape.name].items():
                _fill(connection, shape, rows)
                path = folder / _FILE
                _copy(connection, shape, path)
                yield f"{shape.name}/negotiation={negotiation}/{_FILE}", path.read_bytes()


def parquet_bytes(archive: Archive) -> bytes:
    """The one table as one file, with the negotiation in it as a column."""
    (shape,) = archive.shapes
    with _workshop() as (folder, connection):
        connection.execute(f"CREATE TABLE {_named(shape.name)} ({_columns(shape)})")
        _fill(connection, shape, list(archive.rows(shape.name)))
        path = folder / _FILE
        _copy(connection, shape, path, whole=True)
        return path.read_bytes()


@contextmanager
def _workshop() -> Iterator[tuple[Path, duckdb.DuckDBPyConnection]]:
    """A folder for the files, and what makes them; Stop where they cannot be there meanwhile."""
    try:
        with (
            tempfile.TemporaryDirectory(prefix="negtrack-", ignore_cleanup_errors=True) as folder,
            duckdb.connect(":memory:", config=_SETTINGS) as connection,
        ):
            yield Path(folder), connection
    except (OSError, duckdb.IOException) as error:
        told = f"the Parquet files cannot be made: {error}"
        hint = "they are temporary files before: see whether the disk of these is full"
        raise Stop(told, hint) from None


def _columns(shape: Shape) -> str:
    return ", ".join(f"{_named(one.name)} {TYPES[one.type]}" for one in shape.fields)


def _fill(connection: duckdb.DuckDBPyConnection, shape: Shape, rows: Sequence[Row]) -> None:
    """Replace what the table has by these rows, handed over a column at a time."""
    connection.execute(f"DELETE FROM {_named(shape.name)}")
    if rows:
        columns = ", ".join(f"unnest(?::{TYPES[one.type]}[])" for one in shape.fields)
        values = [list(column) for column in zip(*rows, strict=True)]
        connection.execute(f"INSERT INTO {_named(shape.name)} SELECT {columns}", values)


def _copy(
    connection: duckdb.DuckDBPyConnection, shape: Shape, path: Path, *, whole: bool = False
) -> None:
    left = "" if whole else " EXCLUDE (negotiation)"
    source = f"SELECT *{left} FROM {_named(shape.name)}"
    target = str(path).replace("'", "''")
    connection.execute(f"COPY ({source}) TO '{target}' (FORMAT parquet, COMPRESSION zstd)")


def _named(name: str) -> str:
    return f'"{name}"'
