"""`negtrack diff`: what moved between two rounds."""

from typing import Annotated

from typer import Argument

from negtrack.commands.asking import Ask, question


@question()
def diff(
    ask: Ask,
    start: Annotated[
        str, Argument(metavar="[A]", help="A round: 2, 2025-06-02, first, prev or last.")
    ] = "",
    end: Annotated[str, Argument(metavar="[B]", help="The round to compare it with.")] = "",
) -> int:
    """What moved between two rounds.

    By default the last two; one round is compared with the one before it.
    """
    from negtrack.analyses.diff import diff as analysis
    from negtrack.selection import pick_pair

    record = ask.record(start, end)
    pair = pick_pair(record.negotiation, start, end)
    return ask.answer(analysis(record, *pair, ask.selection(record)))
