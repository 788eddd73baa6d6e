"""The JSON Schemas of a record's files, and how a file tells an editor which of them is its own.

A record holds copies of them in a hidden folder, which negtrack itself passes over, so that an
editor finds them offline in every clone. They are made by `negtrack.contracts.files` and kept in
`negtrack/schemas/`, because making them takes long.
"""

from __future__ import annotations

from importlib.resources import files

KINDS = ("negotiation", "round", "party")
"""The kinds of files that a record is made of."""

FOLDER = "positions/.schema"
"""Where a record holds its copies, seen from the folder above `positions/`."""


def text(kind: str) -> str:
    """The whole text of the JSON Schema of a kind of file."""
    return _kept(kind).decode("utf-8")


def line(kind: str, depth: int) -> str:
    """The comment that leads an editor from a file to its schema, without an end of line.

    `depth` counts the folders from `positions/` down to the file: 1 for negotiation.yaml, 2 for
    what lies in a round's folder.
    """
    up = "../" * depth
    return f"# yaml-language-server: $schema={up}{FOLDER.rpartition('/')[2]}/{kind}.json"


def schema_files() -> dict[str, bytes]:
    """What a record's copies hold, by path with forward slashes from above `positions/`."""
    return {f"{FOLDER}/{kind}.json": _kept(kind) for kind in KINDS}


def _kept(kind: str) -> bytes:
    return files("negtrack").joinpath("schemas", f"{kind}.json").read_bytes()
