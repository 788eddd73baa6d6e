"""`negtrack sql`: the record as tables, asked in SQL."""

import sys
from typing import Annotated

from typer import Argument, Option

from negtrack.commands.asking import Ask, question
from negtrack.problems import Stop
from negtrack.text import counted

Query = Annotated[str, Argument(metavar="[QUERY]", help="In SQL as DuckDB speaks it; or .tables.")]
Seconds = Annotated[float, Option("--seconds", metavar="N", min=0.1, help="What it may take.")]


@question("party", "issue", "group", "exit_code")
def sql(ask: Ask, query: Query = "", seconds: Seconds = 60) -> int:
    """The record as tables, asked in SQL: negtrack sql "SELECT * FROM gaps".

    All negotiations at once, unless one is named. A query reads the tables and can reach nothing
    else. Without one, it is read from a pipe; in a terminal a prompt opens.
    """
    from negtrack.extras import needed

    needed("negtrack sql", "data", "duckdb")
    from negtrack.commands.querying import Desk
    from negtrack.query import Limits

    alone = not query and sys.stdin.isatty()
    if alone and (ask.output or not sys.stdout.isatty()):
        raise Stop("no query was given", 'type one: negtrack sql "SELECT * FROM gaps"')
    text = "" if alone else query or _piped()
    records = (ask.record(),) if ask.negotiation else ask.records()
    with Desk(records, Limits(seconds)) as desk:
        _tell_of(sum(len(record.withheld) for record in records))
        if not alone:
            return ask.answer(desk.answer(text))
        from negtrack.commands.prompt import prompt

        return prompt(ask, desk)


def _tell_of(withheld: int) -> None:
    """Say on stderr how much the tables do not have."""
    if withheld:
        left = counted(withheld, "confidential statement")
        sys.stderr.write(f"{left} left out of the tables (--private)\n")


def _piped() -> str:
    """The query that comes from a pipe or a file."""
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Stop("the query is not written in UTF-8", "save it as UTF-8") from None
