"""What every command that writes has in common: the record is checked before a file is written."""

from __future__ import annotations

import codecs
import difflib
import hashlib
import os
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from negtrack import folder, splicing, storage, yamltext
from negtrack.analyses.check import check
from negtrack.commands.asking import Ask
from negtrack.commands.telling import told_errors
from negtrack.editors import schema_files
from negtrack.emitting import Out
from negtrack.fields import slug
from negtrack.problems import DONE, FINDINGS, UNREADABLE, USAGE, Problem, Stop
from negtrack.record import Reading, Record, read_all
from negtrack.text import visible


class Amendment(NamedTuple):
    """A file of the record as it is, None where it is not there, and as it is to be.

    `file` is its path from `root`, the folder that holds `positions/`.
    """

    root: Path
    file: str
    old: bytes | None
    new: bytes

    @property
    def path(self) -> Path:
        """Where it stands on the disk."""
        return self.root / self.file

    def text(self) -> str:
        """What it is to be, as text without its byte order mark."""
        return self.new.decode("utf-8-sig", "surrogateescape")

    def with_text(self, text: str) -> Amendment:
        """The same file with another text, and the byte order mark that it had."""
        mark = codecs.BOM_UTF8 if self.new.startswith(codecs.BOM_UTF8) else b""
        return self._replace(new=mark + text.encode("utf-8", "surrogateescape"))

    def difference(self) -> str:
        """What changes, as a unified diff of lines without their ends."""
        old = (self.old or b"").decode("utf-8-sig", "surrogateescape").splitlines()
        new, names = self.text().splitlines(), (self.file, self.file)
        return "\n".join(difflib.unified_diff(old, new, *names, lineterm=""))


def amendment(root: Path, file: str, fresh: str = "") -> Amendment:
    """A file that is to be amended, as it is; with a text to begin with where it is not there."""
    old = storage.read(root / file)
    return Amendment(root, file, old, fresh.encode() if old is None else old)


def opened(ask: Ask, *rounds: str) -> tuple[Path, Record]:
    """The record's folder, and the negotiation asked for.

    A record that has errors can be written to; one whose head cannot be read, cannot.
    """
    root = ask.root()
    name, reading = ask.one_reading(*rounds)
    if not reading.records:
        errors = [one for one in reading.problems if one.level == "error"]
        raise told_errors(f"the record of {name} cannot be read", errors, UNREADABLE)
    return root, reading.records[0]


def spliced(held: Amendment, said: tuple[str, str, Out], *, replace: bool) -> Amendment:
    """The file with one thing more in it: section, key and value; Stop where that is not safe."""
    changed = splicing.put(held.text(), *said, replace=replace)
    if isinstance(changed, splicing.Refusal):
        told = f"{held.file}: {changed.sentence}; nothing was written"
        raise Stop(told, "write it by hand, then: negtrack check")
    return held.with_text(changed)


def checked_id(what: str, name: str) -> str:
    """The id of a party, issue, round …; Stop, with a better one, where it is no slug."""
    try:
        return slug(name)
    except ValueError as error:  # what pydantic's errors are
        context: Any = getattr(error, "context", None) or {}
        told = f"{what}: {context.get('message', error)}"
        raise Stop(told, context.get("hint", "")) from None


def put_new(root: Path, files: Mapping[str, bytes]) -> None:
    """Write new files, all of them or none, and beside them the schemas that editors read.

    These come first, so that a record is never left without them; those of another version too.
    Where another puts them there meanwhile, it begins again.
    """
    schemas = schema_files()
    while True:
        storage.refuse_taken(root, files)
        missing = {file: new for file, new in schemas.items() if not (root / file).exists()}
        for file in schemas.keys() - missing.keys():
            storage.renew(root / file, schemas[file])
        try:
            return storage.write_all(root, {**missing, **files})
        except Stop:
            is_another = any((root / file).exists() for file in missing)
            if not is_another or any((root / file).exists() for file in files):
                raise


def shown(path: Path) -> str:
    """A path as it would be typed from here."""
    return os.path.relpath(path)


def option(root: Path, negotiation: str) -> str:
    """The option that names a negotiation, where there are several."""
    return "" if folder.negotiations(root) == [negotiation] else f" -n {negotiation}"


def put(amendment: Amendment) -> None:
    """Write the file, unless somebody has changed it meanwhile."""
    storage.write(amendment.path, amendment.new, amendment.old)


def put_edited(amendment: Amendment) -> None:
    """Write what was edited, and remove the draft, unless somebody else has gone on with it."""
    draft = _draft(amendment)
    try:
        put(amendment)
    except Stop as stop:
        hint = f"look at it, then try again; what was typed is in {shown(draft)}"
        raise Stop(stop.sentence, hint, stop.code) from None
    with suppress(Stop):
        storage.remove(draft, amendment.new)


def reading_of(amendment: Amendment, ask: Ask) -> tuple[Reading, list[Problem]]:
    """The negotiation as the amendment would leave it, and every problem that this would bring.

    What was wrong before is looked for only where something is wrong after, and a file that is not
    amended is parsed once for both.
    """
    only = amendment.file.split("/")[1]
    files = ask.files(folder.Disk(amendment.root), only).files
    opening = cache(yamltext.read)
    changed = files.put(amendment.file, amendment.new)
    after = read_all(changed, opening=opening, hearing=ask.hearing(changed))
    problems = check(after).problems
    known = Counter[tuple[str, str, str]]()
    if problems:
        before = read_all(files, opening=opening, hearing=ask.hearing(files))
        known.update(map(_told, check(before).problems))
    brought = []
    for problem in problems:
        known[_told(problem)] -= 1
        if known[_told(problem)] < 0:
            brought.append(problem)
    return after, brought


def _told(problem: Problem) -> tuple[str, str, str]:
    """A problem wherever its line has gone."""
    return problem.code, problem.place.file, problem.message


def refuse(brought: Iterable[Problem]) -> None:
    """Stop where an amendment would bring errors."""
    errors = [one for one in brought if one.level == "error"]
    if errors:
        unknown = any(one.code == "unknown-source" for one in errors)
        hint = (
            "add it first: negtrack source ID --publisher NAME" if unknown else "say it otherwise"
        )
        raise told_errors("nothing was written, it would be an error", errors, USAGE, hint)


def tell_warnings(brought: Iterable[Problem]) -> None:
    """Say on stderr what an amendment makes doubtful."""
    for one in brought:
        if one.level == "warning":
            sys.stderr.write(visible(f"{one.place}: warning: {one.told} [{one.code}]\n"))


def say(*lines: str) -> int:
    """Tell what was done; the exit code of success."""
    sys.stdout.write("".join(f"{visible(line)}\n" for line in lines))
    return DONE


def edited(amendment: Amendment, line: int, ask: Ask) -> Amendment:
    """The amendment as the user leaves it in the editor, opened on a draft of the file.

    The draft is a hidden file beside it, which is kept until what it says is free of errors; one
    that was kept before is opened again. Stop where it has errors still, or changes nothing.
    """
    from negtrack import editing

    draft = _draft(amendment)
    if storage.read(draft) is None:
        storage.write(draft, amendment.new)
    else:
        lost = "; what was typed is not in it" if amendment.new != amendment.old else ""
        sys.stderr.write(visible(f"negtrack: going on with the draft {shown(draft)}{lost}\n"))
    editing.open_at(draft, line)
    new = storage.read(draft)
    if new is None:
        told = f"the draft {shown(draft)} is gone: somebody else has finished it, or removed it"
        raise Stop(f"{told}; nothing was written", "see the file, then try again")
    if new == amendment.old:
        storage.remove(draft, new)
        raise Stop("nothing was changed, and nothing written", code=DONE)
    after = amendment._replace(new=new)
    errors = [one for one in reading_of(after, ask)[1] if one.level == "error"]
    if errors:
        told = "nothing was written, the draft has errors"
        hint = f"go on with it by the same command: {shown(draft)}"
        raise told_errors(told, errors, FINDINGS, hint)
    return after


def _draft(amendment: Amendment) -> Path:
    """The draft's place: its name holds what the file said, so that no later version is lost."""
    of = hashlib.sha256(amendment.old or b"").hexdigest()[:8]
    return amendment.path.with_name(f".{amendment.path.stem}.{of}.yaml")
