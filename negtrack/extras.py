"""What is installed only where it is asked for, and the sentence that is said where it is not."""

from __future__ import annotations

from importlib.util import find_spec

from negtrack.problems import USAGE, Stop


def needed(what: str, extra: str, *modules: str) -> None:
    """Stop where a library of an extra is missing that `what` needs; nothing is loaded by asking.

    `extra` is one of pyproject's (report, data, stats), `modules` the libraries by the names they
    are imported under.
    """
    missing = [one for one in modules if find_spec(one) is None]
    if missing:
        hint = f"install it: pip install 'negtrack[{extra}]'"
        raise Stop(f"{what} needs the extra '{extra}', which is not installed", hint, USAGE)
