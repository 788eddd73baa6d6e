"""`negtrack import`: a record, or rounds of one, from other people's tables."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, NamedTuple

from typer import Argument, Option

from negtrack.commands.asking import ON_DISK, Ask, question
from negtrack.commands.progress import Progress
from negtrack.problems import FINDINGS, Stop

FORMS = ("csv", "xlsx", "decide", "ktab", "deu")
"""What a table can be read as; one is recognised by its ending, .xlsx."""

Many = list[str] | None


class Form(NamedTuple):
    """How the table is to be read."""

    form: Annotated[str, Option("--as", metavar="FORM", help="csv, xlsx, decide, ktab or deu.")] = (
        ""
    )
    map: Annotated[
        Many, Option("--map", metavar="OURS=THEIRS", help="The table's name for a column; repeat.")
    ] = None
    across: Annotated[
        str, Option("--rows", metavar="WHAT", help="Of a grid: its rows are parties or issues.")
    ] = ""
    sheet: Annotated[str, Option("--sheet", metavar="NAME", help="Of a workbook; the first.")] = ""
    encoding: Annotated[
        str, Option("--encoding", metavar="NAME", help="Of a text that is no UTF-8: cp1252.")
    ] = ""
    comma: Annotated[bool, Option("--decimal-comma", help="Decimals have a comma: 2,5.")] = False


class Where(NamedTuple):
    """Where it goes, and whether it does."""

    round: Annotated[
        str, Option("--round", metavar="DATE", help="The round, where the table names none.")
    ] = ""
    ids: Annotated[
        Many, Option("--id", metavar="NAME=ID", help="The id of a party or issue; repeat.")
    ] = None
    source: Annotated[
        str, Option("--source", metavar="ID", help="The source of rows that name none.")
    ] = ""
    skip_bad: Annotated[bool, Option("--skip-bad", help="Leave out what is wrong.")] = False
    dry_run: Annotated[bool, Option("--dry-run", help="Say what would be written.")] = False


@question(*ON_DISK)
def import_(
    ask: Ask,
    file: Annotated[Path, Argument(metavar="FILE", help="The table; or a folder of export's.")],
    form: Form,
    where: Where,
) -> int:
    """A record, or rounds of one, from a table of somebody else's.

    Everything that is wrong is told at once, and nothing is written unless all is right.
    """
    from negtrack.commands import importing, writing

    word = importing.form_of(file, form.form, FORMS)
    how = importing.How(form.map or (), form.across, form.sheet, form.encoding, form.comma)
    root = importing.root(ask.directory)
    with Progress("reading the table"):
        tables, problems = importing.sheets(file, word, how)
    if importing.exported(tables):
        made = importing.rebuilt(tables, str(file), ask.negotiation)
        return importing.put_new(root, made, dry_run=where.dry_run)
    name = writing.checked_id("negotiation", ask.negotiation or importing.named_after(file))
    found = importing.found(tables, word, how)
    found = found._replace(problems=(*problems, *found.problems)).filled(str(file))
    into = importing.into(root, name, where.round, where.ids or ())
    found = importing.sourced(found, into, where.source)
    with Progress("checking what it says"):
        made_of, brought = importing.composed(found, into, root)
    bad = importing.tell(brought, found.notes, skip=where.skip_bad)
    if bad and (not where.skip_bad or not made_of.origins):
        raise Stop(
            "nothing was written",
            "mend the table, or leave out what is wrong: --skip-bad",
            FINDINGS,
        )
    return importing.put(root, [made_of.files], dry_run=where.dry_run)
