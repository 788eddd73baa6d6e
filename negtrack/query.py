"""A query of tables, what it may come to, and which tables it could be about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from negtrack.report import Json, Scalar

MOST_ROWS, LONGEST = 1_000_000, 100_000
"""The rows that an answer may have, and the characters that a query may."""

_SPEAKING = {"query", "query_table", "json_execute_serialized_sql", "duckdb_tables", "pg_class"}
"""What can speak of tables without naming them: a query put together from texts, their sizes."""

_CLOSED = re.compile(
    r"""
    '(?:[^']|'')*' | "(?:[^"]|"")*"                         # a text, a name
    | (?P<tag>\$\w*\$).*?(?P=tag)                           # a text between dollars
    | --[^\n]* | /\*.*?\*/                                  # a comment
    """,
    re.VERBOSE | re.DOTALL,
)
_OPEN = re.compile(r"""['"] | /\* | \$\w*\$""", re.VERBOSE)


class Layout(NamedTuple):
    """A table without its rows: its name, and each column's name and DuckDB's type for it."""

    name: str
    columns: tuple[tuple[str, str], ...]


class Filling(NamedTuple):
    """The rows of a table, in the order of its columns."""

    table: str
    rows: Sequence[Sequence[Scalar]]


class Limits(NamedTuple):
    """What a query may take: seconds, and bytes of memory."""

    seconds: float = 60
    memory: int = 1 << 30


class Answer(NamedTuple):
    """What a query came to: each column's name and DuckDB's type for it, and the rows.

    A number stays one; of what JSON cannot hold, each value is a text: dates, times, and the
    numbers NaN, Infinity and -Infinity.
    """

    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[Json, ...], ...]


class Refusal(NamedTuple):
    """Why there is no answer, in a sentence and perhaps more lines, and what to do about it.

    `missing` is the table that the query names and nobody knows, where that is the reason.
    """

    told: str
    hint: str = ""
    missing: str = ""


def named(sql: str, tables: Iterable[str]) -> set[str]:
    """The tables that a query could be about: all whose name is a word of it.

    These may be more than it reads, and are never fewer.
    """
    words = set(re.findall(r"\w+", sql.casefold()))
    known = set(tables)
    return known if words & _SPEAKING else known & words


def is_whole(text: str) -> bool:
    """Whether what was typed ends with a semicolon that is in no text, name or comment."""
    outside = _CLOSED.sub(lambda found: "" if found[0][:2] in ("--", "/*") else "x", text)
    return not _OPEN.search(outside) and outside.rstrip().endswith(";")
