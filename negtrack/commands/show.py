"""`negtrack show`: where everyone stands."""

from negtrack.commands.asking import Ask, At, question


@question(kept=True)
def show(ask: Ask, at: At = "last") -> int:
    """The grid: where everyone stands."""
    from negtrack.analyses.show import show as analysis

    return ask.about_round(at, analysis)
