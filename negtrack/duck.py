"""DuckDB with tables in memory, closed to everything else; loaded in a process of its own.

What keeps it closed (https://duckdb.org/docs/2.0/operations_manual/securing_duckdb/overview): no
access to files, network and extensions, no file system at all, settings locked, transactions that
read only, and no statement but a question. One thread, so that the same query gives the same bytes.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import duckdb

from negtrack.query import MOST_ROWS, Answer, Filling, Layout, Limits, Refusal
from negtrack.report import Json

_CLOSED: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "allow_persistent_secrets": False,
    "python_enable_replacements": False,
    "home_directory": "/",
    "secret_directory": "/",
    "temp_directory": "",
    "threads": 1,
}
_LOCKS = (
    "SET GLOBAL TimeZone = 'UTC'",
    "SET disabled_filesystems = 'LocalFileSystem'",
    "SET lock_configuration = true",
)

_WARM_UP = (
    "SELECT 1, 1.5, 1.5::DOUBLE, 'text', true, DATE '2025-06-02'::VARCHAR, to_json([1])::VARCHAR"
)
"""A query with all that an answer is made of, so that no library is looked for afterwards."""

_QUESTIONS = ("SELECT", "EXPLAIN", "MULTI")
"""The statements that ask: SELECT is also WITH, FROM, VALUES, TABLE, DESCRIBE, SUMMARIZE and SHOW
to DuckDB, and MULTI a PIVOT over values that it has to look up first."""

_ASKING = (
    "a question begins with SELECT, WITH, FROM, VALUES, DESCRIBE, SUMMARIZE, SHOW, PIVOT or EXPLAIN"
)
_LESS = "ask for less: WHERE, LIMIT, GROUP BY; for whole tables there is negtrack export"
_ALONE = "a query sees the tables of the record and nothing else: no file, no network, no setting"

_MOST_LINES = 6
_EXACT = 2**53
"""The whole numbers below this are exact as floats."""

_NUMBERS = re.compile(r"U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL\(.*\)")
_PLAIN = re.compile(rf"({_NUMBERS.pattern}|VARCHAR|BOOLEAN|NULL|ENUM\(.*\))")
_NESTED = re.compile(r"(STRUCT|MAP|UNION)\(.*\)|.*\[\d*\]|JSON", re.DOTALL)


class Database:
    """The tables, and what is asked of them."""

    def __init__(self, tables: Sequence[Layout], limits: Limits) -> None:
        memory = f"{limits.memory // 1024}KiB"
        late = int(limits.seconds * 1000) + 1000  # should nobody be left to end it
        self._open = duckdb.connect(
            config={**_CLOSED, "memory_limit": memory, "max_execution_time": late}
        )
        for table in tables:
            columns = ", ".join(f"{_quoted(name)} {kind}" for name, kind in table.columns)
            self._open.execute(f"CREATE TABLE {_quoted(table.name)} ({columns})")
        for lock in _LOCKS:
            self._open.execute(lock)
        self.answer(_WARM_UP)

    def fill(self, filling: Filling) -> None:
        """Put rows into a table; they must fit its columns."""
        with self._open.appender(filling.table) as appender:
            appender.append_rows(filling.rows)

    def answer(self, sql: str) -> Answer | Refusal:
        """What a query comes to; whatever is wrong with it is told, and changes nothing."""
        try:
            question = _one_question(sql)
            return question if isinstance(question, Refusal) else self._answered(question)
        except (MemoryError, duckdb.OutOfMemoryException):
            return Refusal("the query takes more memory than it may", _LESS)
        except duckdb.Error as error:
            return _refused(str(error))

    def _answered(self, sql: str) -> Answer | Refusal:
        columns, rows = self._rows(sql)
        if rows is None:
            casts = ", ".join(_cast(nth, kind) for nth, (_, kind) in enumerate(columns, 1))
            _, rows = self._rows(f"SELECT {casts} FROM (\n{sql}\n) AS answer", cast=True)
        if rows is None or len(rows) > MOST_ROWS:
            return Refusal(f"the answer has more than {MOST_ROWS:,} rows", _LESS)
        nested = [bool(_NESTED.fullmatch(kind)) for _, kind in columns]
        return Answer(columns, tuple(tuple(map(_plain, row, nested)) for row in rows))

    def _rows(
        self, sql: str, *, cast: bool = False
    ) -> tuple[tuple[tuple[str, str], ...], list[tuple[Any, ...]] | None]:
        """The columns of a query and its rows, one more than there may be at most.

        None of the rows where some columns hold what has to be cast first.
        """
        with self._open.cursor() as cursor:  # what is begun on it ends with it
            cursor.execute("BEGIN TRANSACTION READ ONLY")
            cursor.execute(sql)
            columns = tuple(
                (name, str(kind).strip('"')) for name, kind, *_ in cursor.description or ()
            )
            if not cast and not all(_PLAIN.fullmatch(kind) for _, kind in columns):
                return columns, None
            rows: list[tuple[Any, ...]] = []
            while len(rows) <= MOST_ROWS and (more := cursor.fetchmany(10_000)):
                rows += more
            return columns, rows


def _cast(nth: int, kind: str) -> str:
    """A column of an answer as what it is told by: itself, its JSON, or its text."""
    if _PLAIN.fullmatch(kind):
        return f"#{nth}"
    return f"CAST({f'to_json(#{nth})' if _NESTED.fullmatch(kind) else f'#{nth}'} AS VARCHAR)"


def _plain(value: Any, nested: bool) -> Json:
    """A value as JSON holds it: a number whole where it is whole, as everywhere in negtrack."""
    if isinstance(value, float):
        return _whole(value) if math.isfinite(value) else _endless(value)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    told: Json = json.loads(value, parse_constant=str) if nested and value is not None else value
    return told


def _whole(value: float) -> float | int:
    return int(value) if value.is_integer() and abs(value) < _EXACT else value


def _endless(value: float) -> str:
    return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _one_question(sql: str) -> str | Refusal:
    """The one statement of a query, if it asks."""
    statements = duckdb.extract_statements(sql)
    if not statements:
        return Refusal("there is no query in it", _ASKING)
    if len(statements) > 1:
        told = f"these are {len(statements)} queries, and there is one answer"
        return Refusal(told, "ask them one by one, or join them with UNION ALL")
    (one,) = statements
    kind = _kind(one)
    if kind == "EXPLAIN":
        inner = re.sub(r"(?is)^\s*explain\s*(analy[sz]e\b)?\s*(\([^)]*\))?", "", one.query)
        found = _one_question(inner)
        return found if isinstance(found, Refusal) else str(one.query)
    if kind not in _QUESTIONS:
        return Refusal(f"only questions can be asked of the tables, and {kind} is none", _ASKING)
    return str(one.query).rstrip().rstrip(";")


def _kind(statement: duckdb.Statement) -> str:
    try:
        return str(statement.type.name).replace("_", " ")
    except ValueError:  # one that the library itself has no name for
        return "this"


def _refused(words: str) -> Refusal:
    """A refusal in DuckDB's own words, with the place, and without advice that does not help here.

    These are: other tables of its own, and settings.
    """
    head, _, rest = words.partition("\n\n")
    place = rest[rest.index("LINE ") :] if "LINE " in rest else ""
    missing = re.search(r"Table with name (.+?) does not exist", head)
    lines = [one for one in head.splitlines() if not (missing and one.startswith("Did you mean"))]
    told = [one.partition(' Use "SET')[0] for one in lines[:_MOST_LINES] if one.strip()]
    closed = re.search(r"disabled (by|through) configuration|has been locked|read-only", words)
    hint = _ALONE if closed or words.startswith("Permission Error") else ""
    more = [one for one in place.splitlines() if one.strip()]
    return Refusal("\n".join((*told, *more)), hint, missing[1] if missing else "")
