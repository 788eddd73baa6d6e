"""What every question has in common: which record, which part of it, and where the answer goes."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, get_type_hints

from typer import Argument, Option

from negtrack.commands.telling import colour, save, sayable, tell, terminal_width, told_errors
from negtrack.problems import DONE, FINDINGS, UNREADABLE, Stop

if TYPE_CHECKING:
    from negtrack.folder import Source
    from negtrack.model import Round
    from negtrack.record import Reading, Record
    from negtrack.report import Report
    from negtrack.selection import Selection

Directory = Annotated[
    Path | None,
    Option("-C", "--directory", metavar="DIR", help="The folder that holds positions/."),
]

At = Annotated[
    str,
    Argument(metavar="[ROUND]", help="2, 2025-06-02, first, prev, last; of a revision: HEAD~1:2."),
]


_NOTHING = (
    "there is no negotiation in positions/ yet",
    "begin one: negtrack init NEGOTIATION",
)


class Ask(NamedTuple):
    """The options that every question shares, as given."""

    directory: Path | None
    negotiation: str | None
    party: list[str]
    issue: list[str]
    group: list[str]
    rev: str
    format: str | None
    output: Path | None
    private: bool
    exit_code: bool

    def root(self) -> Path:
        """The folder that holds `positions/`; of a revision, the one named, where there is none."""
        from negtrack import folder

        try:
            return folder.find(self.directory)
        except Stop:
            if self.rev:
                return (self.directory or Path()).absolute()
            raise

    def source(self) -> Source:
        """Where the record is read from: the disk, or the revision of it that was asked for."""
        if not self.rev:
            from negtrack.folder import Disk

            return Disk(self.root())
        from negtrack.git.snapshot import snapshot

        return snapshot(self.root(), self.rev)

    def at(self, rev: str) -> Ask:
        """The same question of a revision, where one is named."""
        return self._replace(rev=rev or self.rev)

    def reading(self) -> Reading:
        """Everything in the record, or in the one negotiation asked for."""
        source = self.source()
        return _read(source, self._one_of(source) if self.negotiation else None)

    def record(self, *rounds: str) -> Record:
        """The one negotiation asked for; Stop with every error where it cannot be trusted.

        Where there are several, it is the only one that has these rounds.
        """
        name, reading = self.one_reading(*rounds)
        return self._trusted(f"the record of {name}", reading)[0]

    def records(self) -> tuple[Record, ...]:
        """Every negotiation that there is; Stop with every error where one cannot be trusted."""
        reading = self.reading()
        if not reading.negotiations:
            raise Stop(*_NOTHING, UNREADABLE)
        return self._trusted("the record", reading)

    def _trusted(self, what: str, reading: Reading) -> tuple[Record, ...]:
        """The records that were read, as they may be seen; Stop where any has an error."""
        from negtrack import rules

        errors = [one for one in reading.problems if one.level == "error"]
        for record in reading.records:
            errors += rules.broken(record, rules.ERRORS)
        if errors or not reading.records:
            told = f"{what} has errors" + (f" at {reading.rev}" if self.rev else "")
            hint = f"see all of them, with what to do: negtrack check --at {self.rev}"
            ordered = sorted(errors, key=lambda one: one.place)
            raise told_errors(told, ordered, UNREADABLE, *([hint] if self.rev else []))
        records = (record.read_at(reading.rev) for record in reading.records)
        return tuple(one if self.private else one.without_confidential() for one in records)

    def one_reading(self, *rounds: str) -> tuple[str, Reading]:
        """The id of the one negotiation asked for, and everything in it."""
        source = self.source()
        name = self._one_of(source, [one for one in rounds if one])
        return name, _read(source, name)

    def _one_of(self, source: Source, rounds: Sequence[str] = ()) -> str:
        """The negotiation asked for, or the only one there is, or that has all these rounds."""
        from negtrack.folder import with_rounds

        known = source.negotiations()
        if self.negotiation is not None:
            from negtrack.selection import unknown

            if self.negotiation not in known:
                raise unknown("negotiation", self.negotiation, known, source.rev)
            return self.negotiation
        if not known:
            raise Stop(*_NOTHING, UNREADABLE)
        having = with_rounds(source, known, rounds)
        if len(having) == 1:
            return having[0]
        raise Stop("there are several negotiations", f"name one: -n {' or -n '.join(known)}")

    def selection(self, *records: Record) -> Selection:
        """The parties, issues and groups asked for; Stop where none of the records has one."""
        from negtrack.selection import Selection

        selection = Selection(tuple(self.party), tuple(self.issue), tuple(self.group))
        selection.check(*(record.negotiation for record in records))
        return selection

    def about_round(self, at: str, analysis: Callable[[Record, Round, Selection], Report]) -> int:
        """Answer with what an analysis finds in one round, be it of a revision."""
        from negtrack.selection import pick_round, split_rev

        rev, word = split_rev(at)
        record = self.at(rev).record(word)
        found = analysis(record, pick_round(record.negotiation, word), self.selection(record))
        return self.answer(found)

    def answer(self, report: Report) -> int:
        """Write the report once, in the format and to the place asked for; the exit code."""
        from negtrack import formats

        ending = formats.by_ending(self.output) if self.output else None
        if self.format and ending not in (None, self.format):
            raise Stop(f"{self.output} is no {self.format} file", "leave one of the two out")
        name = self.format or ending or "table"
        screen = (None, False) if self.output else (terminal_width(), colour())
        told = formats.render(name, report, *screen)
        if isinstance(told, str) and name == "table" and not self.output:
            told = sayable(told)
        self.write(told)
        return FINDINGS if self.exit_code and report.found else DONE

    def write(self, answer: str | bytes) -> None:
        """Write a whole answer once, to the place asked for."""
        if self.output is not None:
            save(self.output, answer)
        else:
            tell(answer)


def _read(source: Source, only: str | None) -> Reading:
    from negtrack.record import read_all

    found = source.read(only)
    reading = read_all(found.files)
    return reading._replace(problems=(*found.problems, *reading.problems), rev=source.rev)


_SHARED: dict[str, tuple[Any, Any]] = {
    "directory": (Directory, None),
    "negotiation": (
        Annotated[
            str | None,
            Option("-n", "--negotiation", metavar="ID", help="Needed where there are several."),
        ],
        None,
    ),
    "party": (Annotated[list[str], Option("--party", metavar="ID", help="Only this party.")], []),
    "issue": (Annotated[list[str], Option("--issue", metavar="ID", help="Only this issue.")], []),
    "group": (
        Annotated[list[str], Option("--group", metavar="NAME", help="Only this group of issues.")],
        [],
    ),
    "rev": (
        Annotated[
            str | None,
            Option("--at", metavar="REV", help="As git has it: main, HEAD~1."),
        ],
        None,
    ),
    "format": (
        Annotated[
            str | None,
            Option("-f", "--format", metavar="FORMAT", help="table, md, json, csv or html."),
        ],
        None,
    ),
    "output": (
        Annotated[
            Path | None,
            Option("-o", "--output", metavar="FILE", help="Write there; the ending says how."),
        ],
        None,
    ),
    "private": (
        Annotated[bool, Option("--private", help="With what is marked confidential.")],
        False,
    ),
    "exit_code": (
        Annotated[bool, Option("--exit-code", help="Exit 1 where there is something to see.")],
        False,
    ),
}


ON_DISK = ("party", "issue", "group", "rev", "format", "output", "private", "exit_code")
"""The options that a command leaves out that writes to the record as it is."""


def question(*without: str) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Give a command `ask`, made of the shared options, less those named here.

    A parameter of the command that is a NamedTuple stands for an option per field of it.
    """
    names = [name for name in _SHARED if name not in without]

    def shared(command: Callable[..., int]) -> Callable[..., int]:
        _, *taken = inspect.signature(command, eval_str=True).parameters.values()
        groups = {one.name: one.annotation for one in taken if hasattr(one.annotation, "_fields")}
        own = [part for one in taken for part in _spread(one)]

        def asked(**given: Any) -> int:
            common = {name: given.pop(name) for name in names if name in given}
            common["rev"] = _revision(common.get("rev"))
            ask = Ask(**{name: value for name, (_, value) in _SHARED.items()} | common)
            for name, group in groups.items():
                given[name] = group(*(given.pop(field) for field in group._fields))
            return command(ask, **given)

        common = [
            inspect.Parameter(
                name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind
            )
            for name, (kind, default) in _SHARED.items()
            if name in names
        ]
        keyword = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in own]
        parameters = [*keyword, *common]
        asked.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        asked.__annotations__ = {one.name: one.annotation for one in parameters}
        asked.__doc__, asked.__name__ = command.__doc__, command.__name__
        asked.__wrapped__ = command  # type: ignore[attr-defined]  # what `negtrack.api` asks
        return asked

    return shared


def _revision(rev: str | None) -> str:
    """The revision that was named; empty where none was. Stop where nothing was named."""
    if rev is not None and not rev.strip():
        raise Stop("--at names no revision", "name a commit, branch or tag: --at HEAD~1")
    return rev or ""


def _spread(one: inspect.Parameter) -> Iterator[inspect.Parameter]:
    """A parameter as it is; of a group of options, each of them."""
    group = one.annotation
    if not hasattr(group, "_fields"):
        yield one
        return
    for name, kind in get_type_hints(group, include_extras=True).items():
        default = group._field_defaults.get(name, inspect.Parameter.empty)
        keyword = inspect.Parameter.KEYWORD_ONLY
        yield inspect.Parameter(name, keyword, default=default, annotation=kind)
