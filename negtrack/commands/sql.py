"""`negtrack sql`: the record as tables, asked in SQL."""

import sys
from typing import Annotated

from typer import Argument, Option

from negtrack.commands.asking import Ask, question
from negtrack.problems import Stop
from negtrack.text import counted

Query = Annotated[str, Argument(metavar="[QUERY]", help="In SQL as DuckDB speaks it; or .tables.")]
Only = Annotated[
    str | None, Option("-n", "--negotiation", metavar="ID", help="Only this; else all there are.")
]
Seconds = Annotated[
    float, Option("--seconds", metavar="N", min=0.1, help="How long a query may take.")
]


@question("negotiation", "party", "issue", "group", "exit_code")
def sql(ask: Ask, query: Query = "", negotiation: Only = None, seconds: Seconds = 60) -> int:
    """The record as tables, asked in SQL: negtrack sql "SELECT * FROM gaps".

    All negotiations at once, unless one is named. A query reads the tables and can reach nothing
    else. Without one, it is read from a pipe; in a terminal a prompt opens.
    """
    from negtrack.extras import needed

    needed("negtrack sql", "data", "duckdb")
    from negtrack.commands.querying import Desk
    from negtrack.query import Limits

    text = query or _typed_elsewhere(ask)
    ask = ask._replace(negotiation=negotiation)
    records = ask.records() if negotiation is None else (ask.record(),)
    with Desk(records, Limits(seconds)) as desk:
        _tell_of(sum(len(record.withheld) for record in records))
        if text is not None:
            return ask.answer(desk.answer(text))
        from negtrack.commands.prompt import prompt

        return prompt(ask, desk)


def _typed_elsewhere(ask: Ask) -> str | None:
    """The query that comes from a pipe or a file; None where one can be typed at a prompt."""
    if not sys.stdin.isatty():
        return _piped()
    if ask.output or not sys.stdout.isatty():
        raise Stop("no query was given", 'type one: negtrack sql "SELECT * FROM gaps"')
    return None


def _tell_of(withheld: int) -> None:
    """Say on stderr how much the tables do not have."""
    if withheld:
        left = counted(withheld, "confidential statement")
        sys.stderr.write(f"{left} left out of the tables (--private)\n")


def _piped() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Stop("the query is not written in UTF-8", "save it as UTF-8") from None
