"""`negtrack diff`: what moved between two rounds."""

from typing import TYPE_CHECKING, Annotated

from typer import Argument

from negtrack.commands.asking import Ask, question

if TYPE_CHECKING:
    from negtrack.between import Between


@question(kept=True)
def diff(
    ask: Ask,
    start: Annotated[
        str, Argument(metavar="[A]", help="2, 2025-06-02, first, prev, last; of a revision: main:.")
    ] = "",
    end: Annotated[str, Argument(metavar="[B]", help="The round to compare it with.")] = "",
) -> int:
    """What moved between two rounds.

    By default the last two; one round is compared with the one before it, one of a revision
    (HEAD~1:2, or main: for the last there) with the same round as the record is now.
    """
    from negtrack.analyses.diff import diff as analysis
    from negtrack.between import Between
    from negtrack.selection import pick_pair, split_rev

    (rev, first), (other, second) = split_rev(start), split_rev(end)
    if rev or other:
        pair = _revisions(ask, (rev, first), (other, second if end else first))
        return ask.answer(analysis(pair, ask.selection(pair.origin, pair.record)))
    record = ask.record(first, second)
    one, two = pick_pair(record.negotiation, first, second)
    return ask.answer(analysis(Between(record, one, record, two), ask.selection(record)))


def _revisions(ask: Ask, start: tuple[str, str], end: tuple[str, str]) -> "Between":
    """The rounds of two revisions of one negotiation, which the later of them names."""
    from negtrack.between import Between
    from negtrack.selection import pick_round

    now = ask.at(end[0]).record(end[1])
    named = ask._replace(negotiation=now.negotiation.id)
    was = now if start[0] == end[0] else named.at(start[0]).record().without_withheld(now)
    one, two = pick_round(was.negotiation, start[1]), pick_round(now.negotiation, end[1])
    return Between(was, one, now, two)
