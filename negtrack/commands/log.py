"""`negtrack log`: what each commit stated, recoded and removed."""

from typing import TYPE_CHECKING, Annotated

from typer import Option

from negtrack.commands.asking import Ask, question
from negtrack.commands.progress import Progress

if TYPE_CHECKING:
    from negtrack.analyses.log import Entry
    from negtrack.commands.past import Past
    from negtrack.selection import Selection


@question()
def log(
    ask: Ask,
    limit: Annotated[
        int, Option("-N", "--limit", min=1, metavar="N", help="At most so many commits.")
    ] = 20,
) -> int:
    """The history of the record, commit by commit.

    What was stated as a move, and what was recoded, newest first; --at begins at a revision.
    """
    from negtrack.analyses.log import LogReport
    from negtrack.commands.past import Past
    from negtrack.git import history
    from negtrack.selection import Selection

    past = Past(ask)
    start = history.resolve(past.repository, ask.rev or "HEAD")
    asked = Selection(tuple(ask.party), tuple(ask.issue), tuple(ask.group))
    with Progress("comparing commits"):
        found, more = _entries(past, start, asked, limit)
    if not found:
        _refuse_unknown(ask, past, start, asked)
    private = any(coding.pair.private for one in found for coding in one.codings)
    shallow = not more and history.is_shallow(past.repository)
    return ask.answer(LogReport(tuple(found), ask.negotiation, asked, private, more, shallow))


def _entries(
    past: "Past", start: str, asked: "Selection", limit: int
) -> tuple[list["Entry"], bool]:
    """As many commits as are wanted, and whether there are more; read in windows that grow."""
    from negtrack.analyses.log import entry

    found: list[Entry] = []
    skip, window = 0, limit + 1
    while commits := past.load(start, window, skip):
        for commit in commits:
            one = entry(commit, past.readings(commit.hash), list(past.before(commit)), asked)
            if not asked.spelled() or one.codings or one.notes:
                found.append(one)
            if len(found) > limit:
                return found[:limit], True
        skip, window = skip + window, 2 * window
    return found, False


def _refuse_unknown(ask: Ask, past: "Past", start: str, asked: "Selection") -> None:
    """Stop where there is nothing because a word was never in the record."""
    from negtrack.selection import unknown

    known = past.negotiations(start)
    if ask.negotiation and ask.negotiation not in known:
        raise unknown("negotiation", ask.negotiation, known)
    asked.check(*(record.negotiation for record in past.records()))
