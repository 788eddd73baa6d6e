"""`negtrack pending`: what is open and has had no answer."""

from negtrack.commands.asking import Ask, At, question


@question(kept=True)
def pending(ask: Ask, at: At = "last") -> int:
    """What has had no answer, and for how long.

    Demands and packages without an answer, deadlines, replies to what has changed since, and how
    long each issue has been open.
    """
    from negtrack.analyses.pending import pending as analysis

    return ask.about_round(at, analysis)
