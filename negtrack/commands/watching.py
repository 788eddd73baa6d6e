"""`--watch`: a page that is served to this machine, and built anew whenever the record changes."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial

from negtrack.commands.asking import Ask
from negtrack.commands.telling import save
from negtrack.folder import POSITIONS
from negtrack.problems import DONE, Stop
from negtrack.serving import Watched, serve, state_of
from negtrack.text import visible


def follow(ask: Ask, port: int, build: Callable[[], str]) -> int:
    """Serve the page that `build` makes of the record as it is now, until it is interrupted.

    With a file to write, each page is written there as well. Stop where a revision is asked for.
    """
    if ask.rev:
        raise Stop("--watch follows the files as they are", "leave one of --at and --watch out")

    def built() -> str:
        page = build()
        if ask.output:
            save(ask.output, page)
        return page

    root = ask.root()
    head = root / ".git" / "logs" / "HEAD"  # a page names the commit that it is of
    serve(Watched(partial(state_of, root / POSITIONS, head), built), port, partial(_say, ask))
    return DONE


def _say(ask: Ask, address: str) -> None:
    who = " Whoever is on this machine can read what is confidential." if ask.private else ""
    told = f"the page is at {address} and follows the record; Ctrl-C ends it.{who}"
    sys.stderr.write(f"negtrack: {visible(told)}\n")
    sys.stderr.flush()
