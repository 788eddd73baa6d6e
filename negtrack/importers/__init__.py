"""The forms of other people's tables, each read by a file of its own: rows in, facts out."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from negtrack.importers.decide import read as decide
from negtrack.importers.deu import read as deu
from negtrack.importers.found import Found
from negtrack.importers.ktab import read as ktab
from negtrack.importers.plain import read as plain
from negtrack.importers.sheet import Options, Sheet

Importer = Callable[[Sheet, Options], Found]
"""From the rows of a file to what they say, and every problem of them."""

IMPORTERS: Mapping[str, Importer] = {
    "csv": plain,
    "xlsx": plain,
    "decide": decide,
    "ktab": ktab,
    "deu": deu,
}
"""Every form by the word that names it after `--as`."""
