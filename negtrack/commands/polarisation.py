"""`negtrack polarisation`: two camps, or one."""

from functools import partial
from typing import Annotated

from typer import Option

from negtrack.commands.asking import Ask, At, question


@question(kept=True)
def polarisation(
    ask: Ask,
    at: At = "last",
    every: Annotated[bool, Option("--all", help="Every round up to it.")] = False,
) -> int:
    """How far the parties are polarised, per issue and round.

    Van der Eijk's agreement A over the options of each ladder, and polarisation (1 - A)/2, with
    the positions that they are computed from.
    """
    from negtrack.analyses.polarisation import polarise as analysis

    return ask.about_round(at, partial(analysis, every=every))
