"""A question of a record as it was asked: what it is about, and where the answer goes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from negtrack.commands.progress import Progress
from negtrack.commands.telling import colour, save, sayable, tell, terminal_width, told_errors
from negtrack.problems import DONE, FINDINGS, UNREADABLE, Stop

if TYPE_CHECKING:
    from negtrack.contents import Files
    from negtrack.folder import Folder, Source
    from negtrack.heard import Hearing
    from negtrack.identity import Identity
    from negtrack.model import Round
    from negtrack.record import Reading, Record
    from negtrack.report import Report
    from negtrack.selection import Selection

WORTH_KNOWING = 128 << 10
"""The bytes of a record from which on what is known of it is sooner looked up than read again."""

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
    said: list[str | bytes | Iterator[str]] | None = None
    """Where answers go that are not to be written yet; None where they are."""
    progress: Progress | None = None
    is_listening: bool = False
    """Whether what is known of a record's files from before is used, and kept."""
    seen: Identity | None = None
    """What the disk said of the record's files, where it was asked already."""

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
        return self._read(source, self._one_of(source) if self.negotiation else None)

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
        return name, self._read(source, name)

    def _read(self, source: Source, only: str | None) -> Reading:
        from negtrack.record import read_all
        from negtrack.yamltext import read

        found = self.files(source, only)
        opening = self.progress.each(len(found.files), read) if self.progress else read
        reading = read_all(found.files, opening=opening, hearing=self.hearing(found.files))
        return reading._replace(problems=(*found.problems, *reading.problems), rev=source.rev)

    def files(self, source: Source, only: str | None) -> Folder:
        """Every file of one negotiation, or of all; of a large record those that are not known."""
        seen = self._seen(only) if self.is_listening and not source.rev else None
        if seen is None or seen.size < WORTH_KNOWING:
            return source.read(only)
        from negtrack.commands.listening import known_files

        return known_files(self.root(), seen, only)

    def _seen(self, only: str | None) -> Identity | None:
        """What the disk says of the files; None where it cannot tell."""
        if self.seen is not None:
            return self.seen
        from negtrack.identity import identity

        return identity(self.root(), only)

    def hearing(self, files: Files) -> Hearing:
        """Who knows what is said in these files; nobody, where it is as quick to read them all."""
        if not self.is_listening or files.size < WORTH_KNOWING:
            from negtrack.draft import unheard

            return unheard
        from negtrack.commands.listening import listener

        return listener(self.progress.count if self.progress else None).hear

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
        told = formats.pieces(name, report, *screen)
        if not isinstance(told, str | bytes) and name == "table" and not self.output:
            told = map(sayable, told)
        self.write(told)
        return FINDINGS if self.exit_code and report.found else DONE

    def write(self, answer: str | bytes | Iterator[str]) -> None:
        """Write a whole answer once, to the place asked for; a file only when all of it is made."""
        if self.output is not None:
            save(self.output, answer if isinstance(answer, str | bytes) else "".join(answer))
        elif self.said is not None:
            self.said.append(answer)
        else:
            tell(answer)
