"""The Frictionless Data Package of an export: every file, column, unit and key, in one JSON file.

Written to the first version of that standard (https://specs.frictionlessdata.io), which every tool
reads. There is no time in it, so that the same record gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from negtrack import __version__
from negtrack.exports.archive import Archive
from negtrack.report import Json
from negtrack.tables import SHAPES, Field, Foreign, Shape

NAME = "datapackage.json"
"""The file in which a package is told."""

_MEDIA = {
    "csv": "text/csv",
    "jsonl": "application/x-ndjson",
    "parquet": "application/vnd.apache.parquet",
}


class File(NamedTuple):
    """A file of an export as its package tells it: its path in the folder, its length and hash."""

    path: str
    bytes: int
    hash: str

    @property
    def table(self) -> str:
        """The name of its table."""
        return re.split("[./]", self.path)[0]


def file(path: str, held: bytes) -> File:
    """A file by its bytes."""
    return File(path, len(held), f"sha256:{hashlib.sha256(held).hexdigest()}")


def package(archive: Archive, form: str, files: Sequence[File]) -> bytes:
    """The package of an export in a format, with these files.

    One of Parquet may tell of files of other negotiations, which stood there before.
    """
    one = archive.records[0].negotiation if len(archive.records) == 1 else None
    told: dict[str, Json] = {
        "profile": "tabular-data-package" if form == "csv" else "data-package",
        "name": one.id if one else "negotiations",
        "title": archive.title,
        "description": "What each party to a negotiation has said, round by round, as tables.",
        "sources": list(_sources(archive)),
        "resources": list(_resources(form, files)),
        "negtrack": {
            "version": __version__,
            "format": form,
            "negotiations": _negotiations(files, archive),
            "private": any(record.private for record in archive.records),
            "withheld": sum(len(record.withheld) for record in archive.records),
            "files": [one._asdict() for one in files],
        },
    }
    left = {key: value for key, value in told.items() if value != []}
    return f"{json.dumps(left, indent=1, ensure_ascii=False)}\n".encode()


def _negotiations(files: Sequence[File], archive: Archive) -> list[str]:
    """Every negotiation that the files tell of, those of earlier exports among them."""
    parts = (part for one in files for part in one.path.split("/"))
    named = {part.partition("=")[2] for part in parts if part.startswith("negotiation=")}
    return sorted({*archive.negotiations, *named})


def _sources(archive: Archive) -> Iterator[Json]:
    """Where the record was read, as far as it says so and leads to a page."""
    seen = set()
    for record in archive.records:
        for source in record.negotiation.sources.values():
            title = ": ".join(part for part in (source.publisher, source.title) if part)
            url = source.url if source.url.startswith(("https://", "http://")) else ""
            told: dict[str, Json] = {"title": title, **({"path": url} if url else {})}
            if title and (title, url) not in seen:
                seen.add((title, url))
                yield told


def _resources(form: str, files: Sequence[File]) -> Iterator[Json]:
    """The tables that there are files of, in the register's order."""
    tables = {one.table for one in files}
    for shape in SHAPES:
        if shape.name in tables:
            own = [one for one in files if one.table == shape.name]
            yield {**_resource(shape, form, own), "schema": schema(shape, tables)}


def _resource(shape: Shape, form: str, files: Sequence[File]) -> dict[str, Json]:
    """A table as a resource; of Parquet the negotiation is in the paths and not in the files."""
    first, *others = files
    whole: dict[str, Json] = {} if others else {"bytes": first.bytes, "hash": first.hash}
    return {
        "name": shape.name,
        "path": [one.path for one in files] if others else first.path,
        "profile": "tabular-data-resource" if form == "csv" else "data-resource",
        "title": shape.title,
        "description": shape.description,
        "format": form,
        "mediatype": _MEDIA[form],
        **({} if form == "parquet" else {"encoding": "utf-8"}),
        **whole,
    }


def schema(shape: Shape, tables: set[str]) -> dict[str, Json]:
    """The Table Schema of a table; it refers to no table that is not there."""
    foreign = [_foreign(one) for one in shape.foreign if one.table in tables]
    return {
        "fields": [_field(field, shape) for field in shape.fields],
        "missingValues": [""],
        "primaryKey": list(shape.key),
        **({"foreignKeys": foreign} if foreign else {}),
    }


def _field(field: Field, shape: Shape) -> Json:
    """A column; one that is a whole key by itself is also unique."""
    limits: dict[str, Json] = {}
    if field.required:
        limits["required"] = True
    if field.enum:
        limits["enum"] = list(field.enum)
    if shape.key == (field.name,):
        limits["unique"] = True
    return {
        "name": field.name,
        "type": field.type,
        "description": field.description,
        **({"unit": field.unit} if field.unit else {}),
        **({"constraints": limits} if limits else {}),
    }


def _foreign(one: Foreign) -> Json:
    return {
        "fields": list(one.fields),
        "reference": {"resource": one.table, "fields": list(one.keys)},
    }
