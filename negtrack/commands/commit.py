"""`negtrack commit`: check the record, then commit it and nothing else."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Option

from negtrack.commands.asking import ON_DISK, Ask, question
from negtrack.commands.telling import told_errors
from negtrack.problems import DONE, FINDINGS, GIT_REFUSED, Stop
from negtrack.text import visible

if TYPE_CHECKING:
    from negtrack.git.program import Repository
    from negtrack.record import Reading


@question(*ON_DISK, "negotiation")
def commit(
    ask: Ask,
    text: Annotated[
        str, Option("-m", "--message", metavar="TEXT", help="The message, instead of the moves.")
    ] = "",
    dry_run: Annotated[bool, Option("--dry-run", help="Say message and paths, no more.")] = False,
) -> int:
    """Check, then commit the record, no more.

    The message says who moved. What else is staged stays staged; nothing is pushed.
    """
    from negtrack.git import worktree

    root, reading = ask.root(), ask.reading()
    _refuse_errors(reading)
    repository, paths = _changed(root)
    if not paths:
        return _say("Nothing to commit: git has the record as it is.")
    told = _message(reading, list(paths), text)
    if dry_run:
        return _say("\n".join((told, *(f"would commit {path}" for path in paths.values()))))
    short = worktree.commit(repository, list(paths.values()), told)
    return _say(f"{short} {told.splitlines()[0]}")


def _refuse_errors(reading: "Reading") -> None:
    from negtrack.analyses.check import check

    errors = [one for one in check(reading).problems if one.level == "error"]
    if errors:
        raise told_errors("nothing was committed, the record has errors", errors, FINDINGS)


def _message(reading: "Reading", paths: list[str], text: str) -> str:
    """The message, given or made of the moves; a caution where something is confidential."""
    from negtrack.message import message, touched

    records = {record.negotiation.id: record for record in reading.records}
    if any(record.private for record in records.values()):
        notice = "what is confidential in these files can be read by all who have the repository"
        sys.stderr.write(f"negtrack: {notice}\n")
    return f"{text.rstrip()}\n" if text.strip() else message(records, touched(paths))


def _say(text: str) -> int:
    sys.stdout.write(f"{visible(text)}\n")
    return DONE


def _changed(root: Path) -> tuple["Repository", dict[str, str]]:
    """The repository, and each file of the record that git has otherwise.

    The files are named from the folder above `positions/`, then as git names them.
    """
    from negtrack.folder import POSITIONS
    from negtrack.git import program, worktree
    from negtrack.message import is_kept_beside, is_record_file

    repository = program.find(root)
    if repository is None:
        sentence = f"{root.resolve()} is in no git work tree; the files are as they were"
        raise Stop(sentence, "make one: git init", GIT_REFUSED)
    start = repository.path_of(root)
    prefix = "" if start == "." else f"{start}/"
    files = [change.path for change in worktree.changes(repository, root / POSITIONS)]
    ignored = [path.removeprefix(prefix) for path in worktree.ignored(repository, root / POSITIONS)]
    unseen = [path for path in ignored if is_record_file(path)]
    if unseen:
        sentence = f"git ignores {unseen[0]}" + (" and others" if len(unseen) > 1 else "")
        raise Stop(sentence, "see which rule does: git check-ignore -v FILE", GIT_REFUSED)
    named = {path.removeprefix(prefix): path for path in files}
    ours = [name for name in named if is_record_file(name) or is_kept_beside(name)]
    return repository, {name: named[name] for name in ours}
