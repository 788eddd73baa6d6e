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
    from collections.abc import Iterable, Mapping

    from negtrack.contents import Files
    from negtrack.git.program import Repository
    from negtrack.heard import Hearing
    from negtrack.identity import Identity
    from negtrack.record import Reading, Record


@question(*ON_DISK, "negotiation")
def commit(
    ask: Ask,
    text: Annotated[
        str, Option("-m", "--message", metavar="TEXT", help="The message, instead of the moves.")
    ] = "",
    dry_run: Annotated[bool, Option("--dry-run", help="Say message and paths, no more.")] = False,
    undo: Annotated[bool, Option("--undo", help="Take back what it committed last.")] = False,
) -> int:
    """Check, then commit the record, no more.

    The message says who moved. What else is staged stays staged; nothing is pushed. --undo takes
    back the last commit if negtrack made it and it is not pushed; the files stay as they are.
    """
    from negtrack.git import worktree
    from negtrack.identity import identity

    if undo:
        return _undo(ask, text, dry_run)
    root = ask.root()
    before = identity(root)
    reading = ask.reading()
    _refuse_errors(reading)
    repository, paths = _changed(root)
    if not paths:
        return _say(_nothing(repository, root))
    told = _message(reading, text) or _moves(ask, reading, repository, paths)
    if dry_run:
        return _say("\n".join((told, *(f"would commit {path}" for path in paths.values()))))
    _refuse_changed(before, identity(root))
    short = worktree.commit(repository, list(paths.values()), told)
    return _say(f"{short} {told.splitlines()[0]}")


def _nothing(repository: "Repository", root: Path) -> str:
    """That there is nothing to commit; what to do where git was killed before it staged that."""
    from negtrack.commands.writing import shown
    from negtrack.folder import POSITIONS
    from negtrack.git import worktree

    told = "Nothing to commit: git has the record as it is."
    if not worktree.staged_otherwise(repository, root / POSITIONS):
        return told
    unstage = f"git reset -q -- {shown(root / POSITIONS)}"
    return f"{told}\nSomething else of it is staged; to have that as committed, too: {unstage}"


def _undo(ask: Ask, text: str, dry_run: bool) -> int:
    """Take back the last commit, if it is one of this record by negtrack."""
    from negtrack.git import undo

    if text:
        raise Stop("a commit that is taken back needs no message", "leave -m out")
    root = ask.root()
    repository = _repository(root)
    commit = undo.last(repository)
    paths = [entry.path for entry in commit.entries]
    if not _ours(repository, root, paths):
        sentence = f"the last commit, {commit.short}, holds no file of the record in {root}"
        raise Stop(sentence, "see it with git show --stat", GIT_REFUSED)
    if not dry_run:
        undo.take_back(repository, commit)
    done = "would take back" if dry_run else "taken back:"
    return _say("\n".join((f"{done} {commit.short} {commit.subject}", *(f"  {p}" for p in paths))))


def _refuse_errors(reading: "Reading") -> None:
    from negtrack.analyses.check import check

    errors = [one for one in check(reading).problems if one.level == "error"]
    if errors:
        raise told_errors("nothing was committed, the record has errors", errors, FINDINGS)


def _refuse_changed(before: "Identity | None", after: "Identity | None") -> None:
    """Stop where the files are not the ones that were checked; git takes them from the disk."""
    if before and after and before.told != after.told:
        told = "the record was changed meanwhile; nothing was committed"
        raise Stop(told, "see what it says now: negtrack check; then: negtrack commit")


def _message(reading: "Reading", text: str) -> str:
    """The message that was given, if one was; a caution where something is confidential."""
    if any(record.private for record in reading.records):
        notice = "what is confidential in these files can be read by all who have the repository"
        sys.stderr.write(f"negtrack: {notice}\n")
    return f"{text.rstrip()}\n" if text.strip() else ""


def _moves(ask: Ask, reading: "Reading", repository: "Repository", paths: dict[str, str]) -> str:
    """A message made of the moves, that names no party for what nobody is to see."""
    from negtrack.disclosed import may_be_told
    from negtrack.message import is_party_file, message, touched
    from negtrack.storage import read

    root = ask.root()
    before = _committed(repository, root)
    reading = _whole(ask, reading, before, paths)
    records = {record.negotiation.id: record for record in reading.records}
    quiet = {
        name
        for name in paths
        if is_party_file(name) and not may_be_told(before.get(name), read(root / name))
    }
    changed = touched(list(paths), quiet)
    held = before.some(file for file in before if file.split("/")[1] in changed)
    return message(records, changed, _public(held, ask.hearing(held)))


def _whole(ask: Ask, reading: "Reading", before: "Files", paths: "Mapping[str, str]") -> "Reading":
    """The record as the commit will have it: of a sparse checkout with what is not on the disk."""
    from negtrack.contents import files_of
    from negtrack.record import read_all

    absent = {
        file: before[file]
        for file in before
        if file.split("/")[1] in reading.negotiations
        if file not in reading.texts and file not in paths
    }
    if not absent:
        return reading
    texts = {file: text.encode("utf-8") for file, text in reading.texts.items()}
    found = files_of({**absent, **texts})
    return read_all(found, hearing=ask.hearing(found))


def _committed(repository: "Repository", root: Path) -> "Files":
    """The files of the record as the last commit has them; none before the first."""
    from negtrack.contents import Files
    from negtrack.git import history, snapshot

    head = history.head(repository)
    if not head:
        return Files({})
    return snapshot.at_commit(repository, repository.path_of(root), head, head).read().files


def _public(files: "Files", hearing: "Hearing") -> "dict[str, Record]":
    """The records in some files that have no error, without what is confidential."""
    from negtrack import rules
    from negtrack.record import read_all

    found = read_all(files, hearing=hearing)
    wrong = {one.place.file.split("/")[1] for one in found.problems if one.level == "error"}
    return {
        record.negotiation.id: record.without_confidential()
        for record in found.records
        if record.negotiation.id not in wrong and not rules.broken(record, rules.ERRORS)
    }


def _say(text: str) -> int:
    sys.stdout.write(f"{visible(text)}\n")
    return DONE


def _changed(root: Path) -> tuple["Repository", dict[str, str]]:
    """The repository, and each file of the record that git has otherwise.

    The files are named from the folder above `positions/`, then as git names them.
    """
    from negtrack.folder import POSITIONS
    from negtrack.git import worktree
    from negtrack.message import is_record_file

    repository = _repository(root)
    ignored = _ours(repository, root, worktree.ignored(repository, root / POSITIONS))
    unseen = [name for name in ignored if is_record_file(name)]
    if unseen:
        sentence = f"git ignores {unseen[0]}" + (" and others" if len(unseen) > 1 else "")
        raise Stop(sentence, "see which rule does: git check-ignore -v FILE", GIT_REFUSED)
    files = [change.path for change in worktree.changes(repository, root / POSITIONS)]
    return repository, _ours(repository, root, files)


def _repository(root: Path) -> "Repository":
    from negtrack.git import locked, program

    repository = program.find(root)
    if repository is None:
        sentence = f"{root.resolve()} is in no git work tree; the files are as they were"
        raise Stop(sentence, "make one: git init", GIT_REFUSED)
    locked.refuse_locked(repository)
    return repository


def _ours(repository: "Repository", root: Path, paths: "Iterable[str]") -> dict[str, str]:
    """Those of git's paths that a record is made of, by their names from `root`."""
    from negtrack.message import is_kept_beside, is_record_file

    start = repository.path_of(root)
    prefix = "" if start == "." else f"{start}/"
    named = {path.removeprefix(prefix): path for path in paths if path.startswith(prefix)}
    return {
        name: path for name, path in named.items() if is_record_file(name) or is_kept_beside(name)
    }
