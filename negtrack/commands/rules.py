"""`negtrack rules`: the catalogue of problems."""

from typing import Annotated

from typer import Argument

from negtrack.commands.asking import Ask, question

Code = Annotated[str, Argument(metavar="[CODE]", help="The problem in brackets: no-source.")]


@question("directory", "negotiation", "party", "issue", "group", "rev", "private", "exit_code")
def rules(ask: Ask, code: Code = "") -> int:
    """Every problem that negtrack finds; of one, what to do about it."""
    from negtrack.analyses.rules import rules as analysis

    return ask.answer(analysis(code))
