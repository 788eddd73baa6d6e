"""`negtrack agreements`: what was agreed, and what became of it."""

from functools import partial
from typing import Annotated

from typer import Argument

from negtrack.commands.asking import Ask, question


@question(kept=True)
def agreements(
    ask: Ask,
    at: Annotated[
        str,
        Argument(metavar="[ROUND]", help="As of a round, with deliveries up to its end; else all."),
    ] = "",
) -> int:
    """What was agreed, and what became of it.

    Delivered and remaining, where the parties tell it differently, what was said against it since,
    and issues that are open again.
    """
    from negtrack.analyses.agreements import agreements as analysis

    return ask.about_round(at or "last", partial(analysis, dated=bool(at)))
