"""`negtrack gaps`: how far apart the parties are."""

from negtrack.commands.asking import Ask, At, question


@question(kept=True)
def gaps(ask: Ask, at: At = "last") -> int:
    """How far apart the parties are.

    Per issue and pair, against the round before, with counts of green, yellow and red.
    """
    from negtrack.analyses.gaps import gaps as analysis

    return ask.about_round(at, analysis)
