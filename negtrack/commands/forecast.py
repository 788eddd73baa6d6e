"""`negtrack forecast`: where a settlement would lie."""

from negtrack.commands.asking import Ask, At, question


@question(kept=True)
def forecast(ask: Ask, at: At = "last") -> int:
    """Where a settlement would lie, with its known error.

    The compromise model, the mean and the weighted median per issue, each beside the error known
    of such rules, and every position and weight that they are computed from.
    """
    from negtrack.analyses.forecast import forecast as analysis

    return ask.about_round(at, analysis)
