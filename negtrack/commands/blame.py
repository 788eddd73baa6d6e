"""`negtrack blame`: which statements, sources, coders and commits a position rests on."""

from typing import TYPE_CHECKING, Annotated

from typer import Argument

from negtrack.commands.asking import Ask, At, question

if TYPE_CHECKING:
    from negtrack.analyses.blame import Commits
    from negtrack.model import Statement
    from negtrack.record import Record


@question("party", "issue", "group", "exit_code")
def blame(
    ask: Ask,
    party: Annotated[str, Argument(metavar="PARTY", help="The id of a party.")],
    issue: Annotated[str, Argument(metavar="ISSUE", help="The id of an issue.")],
    at: At = "last",
) -> int:
    """What a position rests on.

    Each statement with its source, its coder, and the commit that its lines come from.
    """
    from negtrack.analyses.blame import blame as analysis
    from negtrack.analyses.blame import statements
    from negtrack.selection import Selection, pick_round, split_rev

    rev, word = split_rev(at)
    asked = ask.at(rev)
    record = asked.record(word)
    Selection((party,), (issue,)).check(record.negotiation)
    one = pick_round(record.negotiation, word)
    commits = _commits(asked, record, statements(record, one, party, issue))
    return ask.answer(analysis(record, one, (party, issue), commits))


def _commits(ask: Ask, record: "Record", rests_on: "tuple[Statement, ...]") -> "Commits":
    """The commits that the lines of each statement come from."""
    from negtrack.analyses.blame import lines
    from negtrack.git import history

    root = ask.root()
    repository = history.repository_of(root)
    folder = repository.path_of(root)
    commit = history.resolve(repository, ask.rev) if ask.rev else ""
    found = {}
    for one in rests_on:
        file = record.place(one).file
        path = file if folder == "." else f"{folder}/{file}"
        found[one] = history.blame(repository, commit, path, lines(record, one))
    return found
