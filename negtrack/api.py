"""negtrack for programs and notebooks: a record that is loaded once, and a function per question.

Each function asks what the command of its name asks, by that command itself, and hands back the
answer in place of writing it. Whatever cannot be answered is a Stop, as it is for the commands.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from os import PathLike
from pathlib import Path
from typing import TypedDict, Unpack

from negtrack import record as records
from negtrack.answer import Answer
from negtrack.commands.asking import Ask
from negtrack.folder import POSITIONS
from negtrack.problems import DONE, UNREADABLE, Stop
from negtrack.report import Report

Where = str | PathLike[str]
"""A path: the folder of a negotiation, the one that holds `positions/`, or `positions/` itself."""

Word = int | str
"""A round: its number, or any word that a command takes: an id, first, prev, last, HEAD~1:2."""


class Only(TypedDict, total=False):
    """What an answer is confined to: one id, or several; all where it is left out."""

    party: str | Sequence[str]
    issue: str | Sequence[str]
    group: str | Sequence[str]


class Record:
    """One negotiation as it was when it was loaded, of which the functions here are asked."""

    def __init__(self, ask: Ask, held: records.Record) -> None:
        self._ask = ask
        self._held = held

    @property
    def id(self) -> str:
        """The name of its folder, `istanbul-2025`."""
        return self._held.negotiation.id

    @property
    def title(self) -> str:
        """Its title, raw as the record has it."""
        return self._held.negotiation.title

    @property
    def rounds(self) -> tuple[str, ...]:
        """The ids of its rounds; the first is number 1."""
        return tuple(one.id for one in self._held.negotiation.rounds)

    @property
    def parties(self) -> tuple[str, ...]:
        """The ids of its parties."""
        return tuple(self._held.negotiation.parties)

    @property
    def issues(self) -> tuple[str, ...]:
        """The ids of its issues."""
        return tuple(self._held.negotiation.issues)

    @property
    def withheld(self) -> int:
        """How many confidential statements and versions were left out of it."""
        return len(self._held.withheld)

    def __repr__(self) -> str:
        told = (len(self.rounds), len(self.parties), len(self.issues))
        at = f" at {self._ask.rev}" if self._ask.rev else ""
        counts = ", ".join(f"{n} {what}" for n, what in zip(told, _COUNTED, strict=True))
        return f"<Record {self.id}{at}: {counts}>"

    def _answer(self, command: str, only: Only, *words: Word, **options: object) -> Answer:
        """What a command answers to rounds and options of its own."""
        ask = _confined(self._ask, **only)
        return _answered(ask, self._held, command, *map(str, words), **options)


_COUNTED = ("rounds", "parties", "issues")


def load(
    path: Where, negotiation: str | None = None, *, at: str = "", private: bool = False
) -> Record:
    """Load a negotiation, at a revision where one is named; without what is confidential.

    `negotiation` is needed where the path is that of several. Stop where it has errors, which are
    in its `problems`, or cannot be found.
    """
    ask = _asking(path, negotiation, at)._replace(private=private)
    if ask.negotiation is None:
        ask = ask._replace(negotiation=_the_only_one(ask))
    return Record(ask, ask.record())


def check(record: Record | Where, negotiation: str | None = None, *, at: str = "") -> Answer:
    """Every problem in a record, of one negotiation or of all that are there; errors are no Stop.

    A path says where, as for `load`; the files of a loaded record are read again.
    """
    if isinstance(record, Record):
        return _answered(record._ask, None, "check")
    return _answered(_asking(record, negotiation, at), None, "check")


def show(record: Record, at: Word = "last", **only: Unpack[Only]) -> Answer:
    """Where everyone stands."""
    return record._answer("show", only, at)


def diff(record: Record, start: Word = "", end: Word = "", **only: Unpack[Only]) -> Answer:
    """What moved between two rounds, by default the last two; of one, against the one before."""
    return record._answer("diff", only, start, end)


def gaps(record: Record, at: Word = "last", **only: Unpack[Only]) -> Answer:
    """How far apart the parties are, per issue and pair, against the round before."""
    return record._answer("gaps", only, at)


def stalemate(record: Record, at: Word = "last", after: int = 1, **only: Unpack[Only]) -> Answer:
    """What is stuck, since when and why; `after` are the steps without movement that make it so."""
    if after < 1:
        raise Stop(f"after is {after}, and no number of steps", "one step is the least: after=1")
    return record._answer("stalemate", only, at, after=after)


def linkage(record: Record, at: Word = "last", **only: Unpack[Only]) -> Answer:
    """What waits for what: conditions, locks, and the fewest moves that open them."""
    return record._answer("linkage", only, at)


def history(
    record: Record, about: str = "", *, whole: bool = False, **only: Unpack[Only]
) -> Answer:
    """Each party's path over all rounds, of the issue it is about or of every issue.

    The rows and data are the same; `whole` draws every issue where it is shown as a page.
    """
    return record._answer("history", only, about, whole=whole)


def agreements(record: Record, at: Word = "", **only: Unpack[Only]) -> Answer:
    """What was agreed, and what became of it: as of the end of a round, or by all that is known."""
    return record._answer("agreements", only, at)


def moves(record: Record, at: Word = "last", **only: Unpack[Only]) -> Answer:
    """How the table bargains: each step and its type, reciprocity, movement."""
    return record._answer("moves", only, at)


def pending(record: Record, at: Word = "last", **only: Unpack[Only]) -> Answer:
    """What has had no answer, and for how long."""
    return record._answer("pending", only, at)


def forecast(record: Record, at: Word = "last", **only: Unpack[Only]) -> Answer:
    """Where a settlement would lie by three rules, each beside its known error."""
    return record._answer("forecast", only, at)


def distance(record: Record, at: Word = "last", **only: Unpack[Only]) -> Answer:
    """How far every party is from every other over all issues, and the coalitions that makes."""
    return record._answer("distance", only, at)


def polarisation(
    record: Record, at: Word = "last", *, every: bool = False, **only: Unpack[Only]
) -> Answer:
    """Whether the parties stand in one camp or in two, per ladder; in every round up to this."""
    return record._answer("polarisation", only, at, every=every)


def reliability(record: Record, *coders: str, **only: Unpack[Only]) -> Answer:
    """How far coders agree, each a name in the record, a folder, or a revision: two, or more."""
    return record._answer("reliability", only, words=list(coders))


def _asking(path: Where, negotiation: str | None, at: str) -> Ask:
    """The question that a command would ask of this path, with nothing else said."""
    folder, named = _place(Path(path), bool(at))
    if named and negotiation not in (None, named):
        told = f"{path} is the folder of {named}, and {negotiation} is asked for"
        raise Stop(told, f"name the folder that holds {POSITIONS}/, or leave negotiation out")
    return Ask(
        directory=folder,
        negotiation=named or negotiation,
        party=[],
        issue=[],
        group=[],
        rev=at,
        format=None,
        output=None,
        private=False,
        exit_code=False,
    )


def _place(path: Path, at_revision: bool) -> tuple[Path, str | None]:
    """The folder that holds `positions/`, and the negotiation where the path is one's folder.

    Of a revision there may be nothing left on the disk.
    """
    here = path.resolve() if ".." in path.parts else path.absolute()
    if (here / POSITIONS).is_dir():
        return here, None
    if here.name == POSITIONS:
        return here.parent, None
    if here.parent.name == POSITIONS and (here.is_dir() or at_revision):
        return here.parent.parent, here.name
    if at_revision:
        return here, None
    hint = f"name the folder of a negotiation, {POSITIONS}/NAME, or the one that holds {POSITIONS}/"
    raise Stop(f"there is no record in {path}", hint, UNREADABLE)


def _the_only_one(ask: Ask) -> str | None:
    known = ask.source().negotiations()
    if len(known) > 1:
        told = " or ".join(f"negotiation='{one}'" for one in known)
        raise Stop("there are several negotiations", f"name one: {told}")
    return known[0] if known else None


def _confined(
    ask: Ask,
    party: str | Sequence[str] = (),
    issue: str | Sequence[str] = (),
    group: str | Sequence[str] = (),
) -> Ask:
    """The same question of some parties, issues and groups."""
    return ask._replace(party=_several(party), issue=_several(issue), group=_several(group))


def _several(ids: str | Sequence[str]) -> list[str]:
    return [ids] if isinstance(ids, str) else list(ids)


def _answered(
    ask: Ask, held: records.Record | None, command: str, *words: str, **options: object
) -> Answer:
    """The answer of a command, asked of the record that is held, unless of another revision."""
    kept: list[Report] = []

    class Kept(Ask):
        def record(self, *rounds: str) -> records.Record:
            here = (self.rev, self.directory) == (ask.rev, ask.directory)
            return held if held and here else super().record(*rounds)

        def answer(self, report: Report) -> int:
            kept.append(report)
            return DONE

    module = import_module(f"negtrack.commands.{command}")
    getattr(module, command).__wrapped__(Kept(*ask), *words, **options)
    return Answer(kept[0])
