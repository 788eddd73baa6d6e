"""`negtrack linkage`: what waits for what, and what would open it."""

from negtrack.commands.asking import Ask, At, question


@question(kept=True)
def linkage(ask: Ask, at: At = "last") -> int:
    """What waits for what, and what would open it.

    Every condition as met, waiting, open or blocked; the locks, and the fewest moves out of them.
    """
    from negtrack.analyses.linkage import linkage as analysis

    return ask.about_round(at, analysis)
