"""The steps of an import: a file's rows, what they say, the check of it, the writing."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from negtrack import folder, storage
from negtrack.analyses.check import check
from negtrack.commands import writing
from negtrack.commands.telling import told_errors
from negtrack.folder import POSITIONS, ROUND
from negtrack.importers import IMPORTERS, tables
from negtrack.importers.composed import Composed, Into, refused, slug
from negtrack.importers.composed import composed as compose
from negtrack.importers.found import Found
from negtrack.importers.sheet import Options, Sheet, decoded, separated, unreadable
from negtrack.importers.trees import Files
from negtrack.problems import DONE, FINDINGS, UNREADABLE, Place, Problem, Stop
from negtrack.record import Reading, read_all
from negtrack.selection import unknown
from negtrack.text import counted, visible

_TABS = ("decide",)
"""The forms whose cells are separated by tabs whatever else they hold."""


class How(NamedTuple):
    """How a table is to be read: its columns by ours, and what a grid's rows are."""

    map: Sequence[str]
    across: str
    sheet: str
    encoding: str
    comma: bool


def form_of(file: Path, word: str, forms: Sequence[str]) -> str:
    """The form that was named, or that a folder or the ending of the file tells."""
    if not word and (file.suffix == ".xlsx" or storage.is_folder(file)):
        return "csv" if storage.is_folder(file) else "xlsx"
    if not word:
        raise Stop("it is not said what the file is", f"name it: --as {', '.join(forms)}")
    if word not in forms:
        raise unknown("form", word, forms)
    return word


def root(directory: Path | None) -> Path:
    """The folder that holds `positions/`, or is to hold it."""
    try:
        return folder.find(directory)
    except Stop:
        here = directory or Path()
        if not here.is_dir():
            raise Stop(f"there is no folder {here}", "make it, then try again") from None
        return here


def named_after(file: Path) -> str:
    """An id for the negotiation from the name of its file."""
    name = slug(file.stem)
    if not name:
        raise Stop("the file's name makes no id", "name the negotiation: -n talks-2026")
    return name


def sheets(file: Path, form: str, how: How) -> tuple[dict[str, Sheet], list[Problem]]:
    """The tables of a file by their names, and what of it cannot be read."""
    if storage.is_folder(file):
        return _folder(file, how.encoding)
    raw = storage.read(file)
    if raw is None:
        raise Stop(f"there is no file {file}", "name the table that is to be imported")
    if form == "xlsx" or raw.startswith(b"PK\x03\x04"):
        from negtrack.extras import needed
        from negtrack.importers import workbook

        needed("negtrack import --as xlsx", "data", "openpyxl")
        found, problems = workbook.sheets(str(file), raw)
        return _picked(found, how.sheet), problems
    return _one(str(file), raw, how.encoding, "\t" if form in _TABS else "")


def _one(name: str, raw: bytes, encoding: str, mark: str) -> tuple[dict[str, Sheet], list[Problem]]:
    try:
        text = decoded(raw, encoding)
    except LookupError:
        raise Stop(f"there is no encoding '{encoding}'", "name one: --encoding cp1252") from None
    if text is None:
        return {}, [unreadable(name, encoding)]
    sheet, problems = separated(name, text, mark)
    return {"": sheet}, problems


def _folder(path: Path, encoding: str) -> tuple[dict[str, Sheet], list[Problem]]:
    """The tables of a folder that export wrote as CSV."""
    from negtrack.formulas import unguarded

    found: dict[str, Sheet] = {}
    problems: list[Problem] = []
    for file in sorted(path.glob("*.csv")):
        one, faults = _one(str(file), storage.read(file) or b"", encoding, ",")
        problems += faults
        for sheet in one.values():
            rows = tuple(row._replace(cells=tuple(map(unguarded, row.cells))) for row in sheet.rows)
            found[file.stem] = sheet._replace(rows=rows)
    if not exported(found):
        raise Stop(f"{path} has no tables of negtrack export", "name a file, or such a folder")
    return found, problems


def _picked(found: dict[str, Sheet], name: str) -> dict[str, Sheet]:
    """The sheet that was named, or else the first; all, where export wrote the workbook."""
    if name and name not in found:
        raise unknown("sheet", name, found)
    if name:
        return {name: found[name]}
    return found if exported(found) else dict([*found.items()][:1])


def exported(found: Mapping[str, Sheet]) -> bool:
    """Whether these are the tables of `negtrack export`."""
    return {"negotiations", "positions"} <= found.keys()


def found(given: Mapping[str, Sheet], form: str, how: How) -> Found:
    """What the one table says."""
    columns = dict(_halves("--map", how.map))
    across = {"parties": "party", "party": "party", "issues": "issue", "issue": "issue", "": ""}
    if how.across not in across:
        raise unknown("kind of rows", how.across, ("parties", "issues"))
    options = Options(columns, across[how.across], how.comma)
    for sheet in given.values():
        return IMPORTERS[form](sheet, options)
    return Found("", {}, {}, (), ())


def _halves(option: str, texts: Sequence[str]) -> Iterable[tuple[str, str]]:
    for text in texts:
        name, equals, told = text.rpartition("=") if option == "--id" else text.partition("=")
        if not equals or not name.strip() or not told.strip():
            raise Stop(f"{option} {text} has no two sides", f"write {option} NAME=OTHER")
        yield name.strip(), told.strip()


def into(base: Path, name: str, named: str, given: Sequence[str]) -> Into:
    """Where the facts go: a new negotiation, or one that is there and can be read."""
    ids = dict(_halves("--id", given))
    if not (base / POSITIONS / name).exists():
        return Into(name, None, named, ids)
    reading = read_all(folder.read(base, name).files)
    if not reading.records:
        errors = [one for one in reading.problems if one.level == "error"]
        raise told_errors(f"the record of {name} cannot be read", errors, UNREADABLE)
    return Into(name, reading.records[0].negotiation, named, ids)


def sourced(found: Found, into: Into, source: str) -> Found:
    """The facts with this source where the table names none; Stop where the record lacks it."""
    if source and into.known is not None and source not in into.known.sources:
        raise unknown("source", source, into.known.sources)
    return found if not source else found.with_source(writing.checked_id("source", source))


def composed(found: Found, into: Into, base: Path) -> tuple[Composed, list[Problem]]:
    """The files, without what the record would have errors by, and every problem on the way."""
    problems: list[Problem] = []
    while True:
        made = compose(found, into)
        refused = _refused(made, into, base)
        if not refused:
            return made, [*found.problems, *made.problems, *problems]
        problems += refused
        places = {one.place for one in refused}
        facts = tuple(fact for fact in found.facts if fact.place not in places)
        if len(facts) == len(found.facts):
            raise told_errors("nothing was written, it would be an error", refused, FINDINGS)
        found = found._replace(facts=facts)


def _refused(made: Composed, into: Into, base: Path) -> list[Problem]:
    """The errors that the record would have, each at the place in the table that it comes from."""
    there = folder.read(base, into.id).files if into.known else {}
    before = {_told(one) for one in check(read_all(there)).problems}
    after = read_all({**there, **made.files.texts()})
    return [
        _traced(one, after, made)
        for one in check(after).problems
        if one.level == "error" and _told(one) not in before
    ]


def _told(problem: Problem) -> tuple[str, str, str]:
    return problem.code, problem.place.file, problem.message


def _traced(problem: Problem, after: Reading, made: Composed) -> Problem:
    """A problem of a new file as one of the table's line that says so."""
    above = [
        (record.place(said).line, (said.round, said.party, said.issue, said.nth))
        for record in after.records
        for held in record.negotiation.rounds
        for said in held.statements
        if record.place(said).file == problem.place.file
        and record.place(said).line <= problem.place.line
    ]
    place = made.origins.get(max(above)[1]) if above else None
    return refused(problem, place)


def tell(problems: Iterable[Problem], notes: Iterable[str], *, skip: bool) -> int:
    """Say on stderr what was wrong, and what was decided; how many rows have errors."""
    ordered = sorted(set(problems), key=lambda one: (one.place, one.code, one.message))
    for one in ordered:
        line = f"{one.place}: {one.level}: {one.told} [{one.code}]"
        sys.stderr.write(visible(line.replace("\n", " ")) + "\n")
    for note in notes:
        sys.stderr.write(visible(f"note: {note}\n"))
    errors = [one for one in ordered if one.level == "error"]
    rows = {(one.place.file, one.place.line) for one in errors}
    if errors and skip:
        codes = sorted({one.code for one in errors})
        told = f"{counted(len(rows), 'row')} left out: {', '.join(codes)}"
        sys.stderr.write(f"negtrack: {told}\n")
    elif errors:
        told = f"{counted(len(errors), 'error')} in {counted(len(rows), 'row')}"
        sys.stderr.write(f"negtrack: {told}\n")
    return len(rows)


def rebuilt(given: Mapping[str, Sheet], name: str, wanted: str | None) -> list[Files]:
    """The negotiations of export's tables, or the one that is wanted, be it by another id."""
    faults = tables.missing(given, name)
    if faults:
        raise told_errors("these are not all tables of an export", faults, FINDINGS, "")
    known = tables.negotiations(given)
    picked = [wanted] if wanted in known else known
    if wanted and wanted not in known and len(known) > 1:
        raise unknown("negotiation", wanted, known)
    try:
        return [
            tables.files(given, one, writing.checked_id("negotiation", wanted or one))
            for one in picked
        ]
    except (ValueError, IndexError, KeyError, TypeError, AttributeError) as error:
        told = f"a cell of the tables is not as negtrack export writes it: {error}"
        problem = Problem("import-unreadable", Place(name), told)
        raise told_errors("nothing was written", [problem], FINDINGS, "") from None


def put_new(base: Path, made: Sequence[Files], *, dry_run: bool) -> int:
    """Write whole negotiations, new and without errors; what a killed run wrote is passed over."""
    new = [one for one in made if not (base / POSITIONS / one.negotiation).exists()]
    for files in made:
        if files not in new and (not new or _others(base, files.texts())):
            path = writing.shown(base / POSITIONS / files.negotiation)
            told = f"{path} is there already; nothing was written"
            raise Stop(told, "give it another id: -n ID")
    for files in new:
        errors = [one for one in check(read_all(files.texts())).problems if one.level == "error"]
        if errors:
            raise told_errors("nothing was written, it would be an error", errors, FINDINGS, "")
    return put(base, new, dry_run=dry_run)


def put(base: Path, made: Sequence[Files], *, dry_run: bool) -> int:
    """Write the files of all negotiations, none of them over another: all of them, or none.

    A kill between two rounds leaves the first; the next run passes over what is as it would be.
    """
    texts = {path: held for files in made for path, held in files.texts().items()}
    new = {path: held for path, held in texts.items() if not (base / path).exists()}
    there = {path: held for path, held in texts.items() if path not in new}
    taken = _others(base, there) if new else [*there]
    taken = [path for path in taken if not path.endswith(f"/{ROUND}")]
    if taken:
        told = f"{counted(len(taken), 'file')} there already; nothing was written:"
        shown = "\n  ".join([told, *taken])
        raise Stop(shown, "an import adds files, and changes none: take them out of the table")
    if dry_run:
        return writing.say(*(f"would write {path}" for path in new))
    writing.put_new(base, new)
    for files in made:
        top = f"{POSITIONS}/{files.negotiation}"
        number = sum(path.startswith(f"{top}/") for path in new)
        writing.say(
            f"wrote {writing.shown(base / top)}/: {counted(number, 'file')}",
            f"next: negtrack check; then: negtrack show -n {files.negotiation}",
        )
    return DONE


def _others(base: Path, texts: Mapping[str, bytes]) -> list[str]:
    """Those of some files that are not there, or not as they would be written."""
    return [path for path, held in texts.items() if storage.read(base / path) != held]
