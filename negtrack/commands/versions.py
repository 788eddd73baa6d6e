"""Which program this is: what it kept is of no use to another."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import typer

from negtrack import __file__ as own
from negtrack import __version__


def program() -> str:
    """What tells this program from any other: versions, and in a work tree of its own, its files.

    An installation that changes changes the time of the folder that holds the libraries.
    """
    package = Path(own).parent
    found: list[object] = [__version__, sys.version, sys.path]
    found.append(Path(typer.__file__).parent.parent.stat().st_mtime_ns)
    if (package.parent / "pyproject.toml").exists():
        for folder, _, names in os.walk(package):
            if not folder.endswith("__pycache__"):
                stats = (os.stat(os.path.join(folder, name)) for name in sorted(names))
                found += [folder, *((one.st_mtime_ns, one.st_size) for one in stats)]
    return str(found)
