"""`negtrack history`: each party's path on an issue over all rounds."""

from typing import Annotated

from typer import Argument, Option

from negtrack.commands.asking import Ask, question
from negtrack.problems import Stop


@question(kept=True)
def history(
    ask: Ask,
    about: Annotated[str, Argument(metavar="[ISSUE]", help="Drawn, with what was said.")] = "",
    whole: Annotated[bool, Option("--all", help="Every issue drawn.")] = False,
) -> int:
    """Each party's path over all rounds.

    One issue drawn, with its gaps and statements; without one a line an issue and party.
    """
    from negtrack.analyses.history import history as analysis

    if about and (whole or ask.issue or ask.group):
        raise Stop("one issue is named, and others are asked for", "leave one of the two out")
    asked = ask._replace(issue=[about]) if about else ask
    record = asked.record()
    return asked.answer(analysis(record, asked.selection(record), bool(about) or whole))
