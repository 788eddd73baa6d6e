"""`negtrack stalemate`: what the talks are stuck on."""

from functools import partial
from typing import Annotated

from typer import Option

from negtrack.commands.asking import Ask, At, question


@question()
def stalemate(
    ask: Ask,
    at: At = "last",
    after: Annotated[
        int,
        Option("--after", min=1, metavar="N", help="Steps without movement that make it stuck."),
    ] = 1,
) -> int:
    """What is stuck, since when and why.

    Each issue with the rule that fired and the statements that it rests on.
    """
    from negtrack.analyses.stalemate import stalemate as analysis

    return ask.about_round(at, partial(analysis, after=after))
