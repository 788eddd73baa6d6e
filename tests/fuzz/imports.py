"""Bytes as somebody else's table: told what is wrong with it, or made a record without an error."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path

from base_record import record

from negtrack.analyses.check import check
from negtrack.commands import importing
from negtrack.importers import IMPORTERS, workbook
from negtrack.importers.composed import Into, composed
from negtrack.importers.found import Found
from negtrack.importers.sheet import Options, Sheet, decoded, separated
from negtrack.model import Negotiation
from negtrack.problems import Problem, Stop
from negtrack.record import Reading, read_all

ROUND = "2025-03-01"
NOWHERE = Path("/nowhere")
"""A folder that holds no record."""


def table(raw: bytes, form: str) -> None:
    """A text with cells, read as this form: with a decimal point and with a comma."""
    text = decoded(raw)
    if text is None:
        return
    sheet, problems = separated("t.csv", text, "\t" if form == "decide" else "")
    told_of(sheet, problems)
    if not problems:
        brought(sheet, form)


def book(raw: bytes) -> None:
    """A workbook; or texts, each below a line `== NAME`, that are the files in one."""
    given = raw if raw.startswith(b"PK\x03\x04") else zipped(raw)
    found, problems = workbook.sheets("t.xlsx", given)
    for problem in problems:
        assert "\n" not in problem.told
    for sheet in found.values():
        brought(sheet, "xlsx")


def exported(raw: bytes) -> None:
    """Tables as `negtrack export` writes them, each below a line `== NAME`."""
    given = {}
    for name, text in parts(raw.decode("utf-8", "replace")):
        sheet, problems = separated(name, text, ",")
        told_of(sheet, problems)
        given[name] = sheet
    if not importing.exported(given):
        return
    try:
        made = importing.rebuilt(given, "tables", None)
    except Stop:
        return
    for files in made:
        reading = read_all(files.texts())
        if not errors(check(reading).problems):  # else nothing is written
            named_well(reading)


def brought(sheet: Sheet, form: str) -> None:
    """What a sheet says, as a new record and as more of one that is there."""
    for comma in (False, True):
        found = IMPORTERS[form](sheet, Options({}, "", comma)).filled(sheet.name)
        told_of(sheet, found.problems)
        new(sheet, found)
        more(sheet, found)


def new(sheet: Sheet, found: Found) -> None:
    """What is accepted has no error, and every position is in it."""
    try:
        made, problems = importing.composed(found, Into("talks", None, ROUND, {}), NOWHERE)
    except Stop:
        return
    told_of(sheet, problems)
    reading = read_all(made.files.texts())
    assert not errors(check(reading).problems)
    named_well(reading)
    if not errors(problems):
        rounds = reading.records[0].negotiation.rounds
        said = [one for held in rounds for one in held.statements]
        assert len(said) == len(found.facts) == len(made.origins) > 0


def more(sheet: Sheet, found: Found) -> None:
    """Into a record that is there: only what that knows, and nothing falls over."""
    made = composed(found, Into("river", known(), ROUND, {}))
    told_of(sheet, made.problems)
    assert made.files.head is None
    for file in made.files.texts():
        assert re.fullmatch(r"positions/river/[a-z0-9-]+/[a-z0-9-]+\.yaml", file)


@cache
def known() -> Negotiation:
    """The record that is there."""
    return record().negotiation


def errors(problems: Sequence[Problem]) -> list[Problem]:
    """Those that keep a record from being written."""
    return [one for one in problems if one.level == "error"]


def named_well(reading: Reading) -> None:
    """Every file of a record that would be written is in its place, whatever the table says."""
    assert reading.records
    for file in reading.texts:
        assert re.fullmatch(r"positions/[a-z0-9-]+/(?:[a-z0-9-]+/)?[a-z0-9-]+\.yaml", file), file


def told_of(sheet: Sheet, problems: Sequence[Problem]) -> None:
    """Every problem is of this table, and of a row in it where it has any."""
    for problem in problems:
        assert problem.place.file in (sheet.name, "")
        assert "\n" not in problem.told
        assert len(problem.message) < 300


def parts(text: str) -> Iterator[tuple[str, str]]:
    """The texts below lines `== NAME`, by their names."""
    _, *found = re.split(r"(?m)^== ([^\n]*)\n", text)
    yield from zip(found[::2], found[1::2], strict=True)


def zipped(raw: bytes) -> bytes:
    """A workbook of these files; what has no such lines is its one sheet."""
    text = raw.decode("utf-8", "surrogateescape")
    files = {**BOOK, **(dict(parts(text)) or {"xl/worksheets/sheet1.xml": text})}
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as book:
        for name, told in files.items():
            path = name.encode("ascii", "replace").decode().replace("\0", "0") or "x"
            book.writestr(path, told.encode("utf-8", "surrogateescape"))
    return held.getvalue()


BOOK = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook'
        '.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main'
        '+xml"/></Types>'
    ),
    "xl/_rels/workbook.xml.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Target="worksheets/sheet1.xml" Type="http://schemas.openxmlformats'
        '.org/officeDocument/2006/relationships/worksheet"/></Relationships>'
    ),
    "xl/workbook.xml": (
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http'
        '://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" '
        'sheetId="1" r:id="r1"/></sheets></workbook>'
    ),
}
"""The files that make a workbook of a sheet."""

FORMS: Mapping[str, Callable[[bytes], None]] = {
    **{form: partial(table, form=form) for form in IMPORTERS if form != "xlsx"},
    "xlsx": book,
    "tables": exported,
}
"""Every form that is read, by the word for it; `tables` are those of `negtrack export`."""
