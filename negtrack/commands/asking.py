"""What every question has in common: which record, which part of it, and where the answer goes."""

from __future__ import annotations

import inspect
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, get_type_hints

from typer import Argument, Option

from negtrack.problems import DONE, FINDINGS, UNREADABLE, Problem, Stop

if TYPE_CHECKING:
    from negtrack.model import Round
    from negtrack.record import Reading, Record
    from negtrack.report import Report
    from negtrack.selection import Selection

Directory = Annotated[
    Path | None,
    Option("-C", "--directory", metavar="DIR", help="The folder that holds positions/."),
]

At = Annotated[
    str, Argument(metavar="[ROUND]", help="A round: 2, 2025-06-02, first, prev or last.")
]


class Ask(NamedTuple):
    """The options that every question shares, as given."""

    directory: Path | None
    negotiation: str | None
    party: list[str]
    issue: list[str]
    group: list[str]
    format: str | None
    output: Path | None
    private: bool
    exit_code: bool

    def reading(self) -> tuple[Path, Reading]:
        """The record's folder, and everything in it (or in the one negotiation asked for)."""
        from negtrack import folder
        from negtrack.record import read_all

        root = folder.find(self.directory)
        only = self._one_of(folder.negotiations(root)) if self.negotiation else None
        found = folder.read(root, only)
        reading = read_all(found.files)
        return root, reading._replace(problems=(*found.problems, *reading.problems))

    def record(self, *rounds: str) -> Record:
        """The one negotiation asked for; Stop with every error where it cannot be trusted.

        Where there are several, it is the only one that has these rounds.
        """
        from negtrack import rules

        _, name, reading = self.one_reading(*rounds)
        errors = [one for one in reading.problems if one.level == "error"]
        for record in reading.records:
            errors += rules.broken(record, rules.ERRORS)
        if errors or not reading.records:
            told = f"the record of {name} has errors"
            raise told_errors(told, sorted(errors, key=lambda one: one.place), UNREADABLE)
        record = reading.records[0]
        return record if self.private else record.without_confidential()

    def one_reading(self, *rounds: str) -> tuple[Path, str, Reading]:
        """The record's folder, the id of the one negotiation asked for, and all of it."""
        from negtrack import folder

        root = folder.find(self.directory)
        known = folder.negotiations(root)
        if self.negotiation is None:
            known = folder.with_rounds(root, known, [one for one in rounds if one])
        name = self._one_of(known)
        return root, name, self._replace(negotiation=name).reading()[1]

    def _one_of(self, known: list[str]) -> str:
        """The negotiation asked for, or the only one there is."""
        if self.negotiation is not None:
            from negtrack.selection import unknown

            if self.negotiation not in known:
                raise unknown("negotiation", self.negotiation, known)
            return self.negotiation
        if len(known) == 1:
            return known[0]
        if not known:
            hint = "begin one: negtrack init NEGOTIATION"
            raise Stop("there is no negotiation in positions/ yet", hint, UNREADABLE)
        raise Stop("there are several negotiations", f"name one: -n {' or -n '.join(known)}")

    def selection(self, record: Record) -> Selection:
        """The parties, issues and groups asked for; Stop where one is unknown."""
        from negtrack.selection import Selection

        selection = Selection(tuple(self.party), tuple(self.issue), tuple(self.group))
        selection.check(record.negotiation)
        return selection

    def about_round(self, at: str, analysis: Callable[[Record, Round, Selection], Report]) -> int:
        """Answer with what an analysis finds in one round."""
        from negtrack.selection import pick_round

        record = self.record(at)
        return self.answer(
            analysis(record, pick_round(record.negotiation, at), self.selection(record))
        )

    def answer(self, report: Report) -> int:
        """Write the report once, in the format and to the place asked for; the exit code."""
        from negtrack import formats

        ending = formats.by_ending(self.output) if self.output else None
        if self.format and ending not in (None, self.format):
            raise Stop(f"{self.output} is no {self.format} file", "leave one of the two out")
        name = self.format or ending or "table"
        screen = (None, False) if self.output else (terminal_width(), colour())
        self.write(formats.render(name, report, *screen))
        return FINDINGS if self.exit_code and report.found else DONE

    def write(self, text: str) -> None:
        """Write a whole answer once, to the place asked for."""
        if self.output is not None:
            _save(self.output, text)
        else:
            _print(text)


def _save(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise Stop(f"{path} cannot be written: {error.strerror or error}") from None


def _print(text: str) -> None:
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Stop(f"the answer cannot be written: {error.strerror or error}") from None


def terminal_width() -> int | None:
    """The columns of the terminal that the answer goes to; None for a pipe or a file."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def colour() -> bool:
    """Whether the answer may be coloured: in a terminal, unless NO_COLOR or TERM=dumb says no."""
    wanted = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return sys.stdout.isatty() and wanted


_ALL_OF_THEM = "see all of them, with what to do: negtrack check"


def told_errors(sentence: str, errors: list[Problem], code: int, hint: str = _ALL_OF_THEM) -> Stop:
    """The refusal of a record with errors, the first of them told."""
    shown = [f"{one.place}: {_with_hint(one)} [{one.code}]" for one in errors[:5]]
    more = [f"… and {len(errors) - 5} more"] if len(errors) > 5 else []
    told = "\n  ".join([f"{sentence}:", *shown, *more])
    return Stop(told, hint, code)


def _with_hint(one: Problem) -> str:
    return f"{one.message}; {one.hint}" if one.hint else one.message


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
    "format": (
        Annotated[
            str | None,
            Option("-f", "--format", metavar="FORMAT", help="table, md, json or csv."),
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
        return asked

    return shared


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
