"""`negtrack moves`: how the table bargains."""

from negtrack.commands.asking import Ask, At, question


@question(kept=True)
def moves(ask: Ask, at: At = "last") -> int:
    """How the table bargains, round by round.

    Each party's step and its type, reciprocity, the movement of the whole table, and each party's
    first and last step towards another.
    """
    from negtrack.analyses.moves import moves as analysis

    return ask.about_round(at, analysis)
