"""`negtrack sql -f json`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, JsonValue

from negtrack.contracts.shapes import Contract, Shape


class Column(Shape):
    """A column of the answer."""

    name: str
    """Its name, as the query gives it; two may have the same."""
    type: str
    """DuckDB's type of what is in it: VARCHAR, DOUBLE, BIGINT, BOOLEAN, DATE, VARCHAR[]."""


class Sql(Contract):
    """The answer to a query of the record's tables."""

    schema_: Literal["negtrack.sql/1"] = Field(alias="schema")
    """The contract and its version."""
    private: bool
    """Whether what is marked confidential was asked, too, as `--private` asks for."""
    columns: list[Column]
    """The columns, in order."""
    rows: list[list[JsonValue]]
    """The rows, in the order asked for, each with a value per column: a number, true or false, a
    text, or none; a list or an object where the type is one. Dates and times are texts in ISO 8601,
    and so are NaN, Infinity and -Infinity, for which JSON has no number."""
