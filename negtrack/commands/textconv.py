"""`negtrack textconv`: one file of the record in plain words, as git asks for it."""

import sys
from pathlib import Path
from typing import Annotated

from typer import Argument

from negtrack.problems import DONE, UNREADABLE, Stop

File = Annotated[Path, Argument(metavar="FILE", help="A file of the record, or a copy of one.")]


def textconv(file: File) -> int:
    """A file of the record in plain words.

    What cannot be read as a record is printed as it is written, so that git never fails on it.
    """
    from negtrack.readable import readable
    from negtrack.storage import read

    raw = read(file)
    if raw is None:
        raise Stop(f"there is no file {file}", "", UNREADABLE)
    sys.stdout.buffer.write(readable(raw).encode("utf-8"))  # whatever the terminal's language
    sys.stdout.flush()
    return DONE
