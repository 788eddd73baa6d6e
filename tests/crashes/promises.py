"""What holds after a fault: old files or new ones, a told failure, a next run that works."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from crashes.faults import ERRNOS, Call, Fault, Program, Told
from gitrepo import WorkTree

from negtrack import folder
from negtrack.analyses.check import check
from negtrack.record import read_all

if TYPE_CHECKING:
    from crashes.cases import Case

Seen = dict[str, bytes]

_INDEX = "what is staged"
_LOCK = re.compile(r"rm '?(\S+\.lock)")


class Ground(NamedTuple):
    """A case made ready: its record in a template, and all that is seen before and after a run."""

    case: Case
    template: Path
    before: Seen
    after: Seen
    calls: tuple[Call, ...]


def ground(program: Program, case: Case, place: Path) -> Ground:
    """Make the record, and run the command on a copy of it without a fault."""
    template = place / "template"
    case.begin(template / "record")
    work = copied(template)
    told = program.run(work, case.typed)
    assert told.code == 0, told.err
    return Ground(case, template, seen(template), seen(work), told.calls)


def copied(template: Path) -> Path:
    """A copy to be worked on, in place of the one before."""
    work = template.with_name("work")
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(template, work, symlinks=True)
    return work


def seen(work: Path) -> Seen:
    """Every file that is not hidden, the schemas, and what git holds, as if that were files."""
    root = work / "record"
    found = {}
    for path in root.rglob("*"):
        name = path.relative_to(root)
        hidden = any(part[0] == "." and part != ".schema" for part in name.parts)
        if path.is_file() and not hidden:
            found[str(name)] = path.read_bytes()
    if (root / ".git").exists():
        tree = WorkTree(root)
        commits = tree.git("log", "--format=%T %s") if tree.born() else ""
        found["commits"] = commits.encode()
        found[_INDEX] = tree.git("ls-files", "--stage").encode()
    return found


def broken(program: Program, on: Ground, fault: Fault) -> Iterator[str]:
    """Run the command with the fault; what does not hold afterwards, if anything."""
    work = copied(on.template)
    told = program.run(work, on.case.typed, fault)
    found = seen(work)
    assert len(told.calls) >= fault.nth, (fault, told)
    assert told.calls[fault.nth - 1].kind == on.calls[fault.nth - 1].kind
    cut = fault.on or fault.does not in ERRNOS or "the commit is made, but" in told.err
    yield from _mixed(on, found, cut=cut)
    if not told.killed:
        yield from _untold(on, told, found)
        if fault.does == "half" and told.code != 0:
            yield f"a write that needs a second call is none: {told.err}"
        if not fault.on and fault.does in ERRNOS:
            yield from _left_over(work, told.calls[fault.nth - 1])
    yield from _stuck(program, on, work, found)


def _mixed(on: Ground, found: Seen, *, cut: bool) -> Iterator[str]:
    """Files that are neither as before nor as after; some of each, where all come at once."""
    both = {*on.before, *on.after, *found}
    if cut:
        both -= {_INDEX}
    for name in sorted(both):
        gone = name.endswith("/datapackage.json") and name not in found
        if not gone and found.get(name) not in (on.before.get(name), on.after.get(name)):
            yield f"{name} is neither the old nor the new one"
    states = [
        {name: one.get(name) for name in both if ".schema" not in name}
        for one in (found, on.before, on.after)
    ]
    packaged = "tables/datapackage.json" in found and "export" in on.case.typed
    if (on.case.whole or packaged) and states[0] not in states[1:]:
        yield "some of its files are old, others new"


def _untold(on: Ground, told: Told, found: Seen) -> Iterator[str]:
    """A failure that is not told as one, or in words that do not hold."""
    if told.code == 0:
        if found != on.after:
            yield "it says that all went well"
        return
    if told.code not in (2, 3, 4) or "\nnegtrack: " not in f"\n{told.err}":
        yield f"it ends with {told.code} and says: {told.err[-500:]}"
    if "nothing was" in told.err and found != on.before:
        yield f"not true: {told.err}"


def _left_over(work: Path, at: Call) -> Iterator[str]:
    """What lies about after one fault, where that was not at the removal itself."""
    if at.kind in ("unlink", "rmdir"):
        return
    root = work / "record"
    found = {*root.rglob(".*"), *(work / "tmp").glob("*")}
    for path in sorted(found - {root / ".git", root / "positions" / ".schema"}):
        yield f"{path.relative_to(work)} is left over"


def _errors(root: Path) -> Iterator[str]:
    """What `check` would find wrong, in a record that is free of errors before and after."""
    if (root / "positions").exists():
        files, unread = folder.read(root)
        for one in (*unread, *check(read_all(files)).problems):
            if one.level == "error":
                yield f"check finds {one}"


def _unlocked(program: Program, on: Ground, work: Path, again: Told) -> Told:
    """The next run where the user has done what it says, as often as it does."""
    for _ in range(3):
        lock = _LOCK.search(again.err)
        if lock:
            Path(lock[1]).unlink()
        elif "git reset -q -- positions" in again.out:
            WorkTree(work / "record").git("reset", "-q", "--", "positions")
        else:
            break
        again = program.run(work, on.case.typed)
    return again


def _stuck(program: Program, on: Ground, work: Path, found: Seen) -> Iterator[str]:
    """A next run of the same command that does not end where the one without a fault did."""
    root = work / "record"
    yield from _errors(root)
    again = _unlocked(program, on, work, program.run(work, on.case.typed))
    was_done = {**found, _INDEX: b""} == {**on.after, _INDEX: b""}
    if again.code not in {0, on.case.done if was_done else 0}:
        yield f"the next run ends with {again.code}: {again.err}"
    now = seen(work)
    for name in sorted({*now, *on.after}):
        undone = name == _INDEX and "--undo" in on.case.typed and now[name] == on.before[name]
        if now.get(name) != on.after.get(name) and not undone:
            yield f"the next run leaves {name} as {now.get(name, b'')[:300]!r}"
