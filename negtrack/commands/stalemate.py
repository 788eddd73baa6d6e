"""`negtrack stalemate`: what the talks are stuck on."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated

from typer import Option

from negtrack.commands.asking import Ask, At, question

if TYPE_CHECKING:
    from negtrack.linkage import Claim, Network
    from negtrack.openings import Lock


@question(kept=True)
def stalemate(
    ask: Ask,
    at: At = "last",
    after: Annotated[
        int,
        Option("--after", min=1, metavar="N", help="Steps without movement that make it stuck."),
    ] = 1,
) -> int:
    """What is stuck, since when and why.

    Each issue with the rule that fired and the statements that it rests on.
    """
    from negtrack.analyses.stalemate import stalemate as analysis

    return ask.about_round(at, partial(analysis, locks=_locks, after=after))


def _locks(of: "Network", claims: "Sequence[Claim]") -> "Sequence[Lock]":
    """The locks, by a library that takes long to load: only where statements could be in one."""
    from negtrack.linkage import waits_for

    edges = list(waits_for(of, claims))
    if not {one for one, _ in edges} & {other for _, other in edges}:
        return ()
    from negtrack.locks import locks

    return locks(of, claims)
