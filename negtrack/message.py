"""The message of a commit: which rounds and parties changed, and what moved, in words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from negtrack.codings import codings
from negtrack.columns import width, wrapped
from negtrack.editors import schema_files
from negtrack.folder import POSITIONS
from negtrack.record import HEAD, ROUND, Record
from negtrack.text import counted, one_line
from negtrack.wording import round_words

WIDTH = 72
"""The columns that no line is wider than, as far as ids allow it in the first."""

NOTHING: Mapping[str, Record] = {}
"""What a first commit has before it."""

_MOST = 60
"""Moves that a body lists; what is more is counted."""


class Touched(NamedTuple):
    """The files of one negotiation that a commit takes: its head, and per round the file names."""

    head: bool
    rounds: Mapping[str, tuple[str, ...]]


def is_record_file(path: str) -> bool:
    """Whether a path, from the folder above `positions/`, is that of a file a record is made of."""
    top, *parts = path.split("/")
    if top != POSITIONS or not path.endswith(".yaml") or parts[-1].startswith("."):
        return False
    return len(parts) == 3 or (len(parts) == 2 and parts[1] == HEAD)


def is_kept_beside(path: str) -> bool:
    """Whether a path is that of a schema, which a record holds for editors."""
    return path in schema_files()


def is_party_file(path: str) -> bool:
    """Whether a path is that of a file in which a party speaks."""
    return is_record_file(path) and path.count("/") == 3 and not path.endswith(f"/{ROUND}")


def touched(paths: Sequence[str], quiet: Collection[str] = ()) -> dict[str, Touched]:
    """What files of a record belong to, by negotiation; a schema belongs to none.

    Of a quiet file only its round is told, and not its party.
    """
    found: dict[str, Touched] = {}
    for path in sorted(filter(is_record_file, paths)):
        _, name, *inside = path.split("/")
        before = found.get(name, Touched(False, {}))
        if len(inside) == 1:
            found[name] = before._replace(head=True)
        else:
            files = (*before.rounds.get(inside[0], ()), *([] if path in quiet else [inside[1]]))
            found[name] = before._replace(rounds={**before.rounds, inside[0]: files})
    return found


def message(
    records: Mapping[str, Record],
    changed: Mapping[str, Touched],
    before: Mapping[str, Record] = NOTHING,
) -> str:
    """A subject that names rounds and parties, and a body that says what they moved.

    A negotiation that is no longer there has no record. `before` is what the last commit has, as
    far as that can be read, without what is confidential; of the records nothing of it is told.
    """
    subjects = [_subject(name, records.get(name), files) for name, files in changed.items()]
    subject = subjects[0] if subjects else "Schemas for editors"
    if len(subjects) > 1:
        subject = _within(tuple(changed), "", f": {_counts(changed)}", "negotiations")
    lines = [
        line
        for name, files in changed.items()
        if name in records
        for line in _lines(records[name].without_confidential(), before.get(name), files)
    ]
    if len(lines) > _MOST:
        lines[_MOST:] = [f"… and {counted(len(lines) - _MOST, 'more move', 'more moves')}"]
    body = "\n".join(part for line in lines for part in wrapped(one_line(line), WIDTH))
    return "\n\n".join(part for part in (subject, body) if part) + "\n"


def _counts(changed: Mapping[str, Touched]) -> str:
    rounds = sum(len(files.rounds) for files in changed.values())
    return counted(rounds, "round") if rounds else "parties, issues and sources"


def _subject(name: str, record: Record | None, files: Touched) -> str:
    if record is None:
        return f"{name}: removed"
    known = {one.id: one for one in record.negotiation.rounds}
    rounds = [known[one] for one in known if one in files.rounds]
    parties = {
        file.removesuffix(".yaml")
        for names in files.rounds.values()
        for file in names
        if file != ROUND
    }
    if not files.rounds:
        return f"{name}: parties, issues and sources"
    one = len(files.rounds) == 1 and rounds
    where = round_words(rounds[0]) if one else counted(len(files.rounds), "round")
    if parties:
        return _within(tuple(sorted(parties)), f"{name}: {where}: ", "", "parties")
    met = any(ROUND in names for names in files.rounds.values())
    return f"{name}: {where}{': meeting, events and agreements' if met else ''}"


def _within(names: tuple[str, ...], before: str, after: str, many: str) -> str:
    """A line with as many of the names as fit it, and the number of the others."""
    for shown in range(len(names), 0, -1):
        others = len(names) - shown
        rest = f" and {counted(others, 'other', 'others')}" if others else ""
        line = f"{before}{', '.join(names[:shown])}{rest}{after}"
        if width(line) <= WIDTH:
            return line
    return f"{before}{len(names)} {many}{after}" if len(names) > 1 else f"{before}{names[0]}{after}"


def _lines(now: Record, was: Record | None, files: Touched) -> Iterator[str]:
    """What was stated and recoded; against nothing known, by the parties whose files changed."""
    for coding in codings(was, now):
        names = files.rounds.get(coding.pair.end.id, ())
        if was is not None or f"{coding.party}.yaml" in names:
            stated = coding.how == "stated"
            about = f"{coding.party} · {coding.issue}: "
            yield f"{about}{coding.move()}" if stated else coding.words()
