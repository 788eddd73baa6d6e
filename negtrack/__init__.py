"""negtrack: what each party to a negotiation has said, what moved, how far apart, what is stuck."""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType

__version__ = "0.1.0"

API = (
    "Answer",
    "Record",
    "Stop",
    "agreements",
    "check",
    "diff",
    "distance",
    "forecast",
    "gaps",
    "history",
    "linkage",
    "load",
    "moves",
    "pending",
    "polarisation",
    "reliability",
    "show",
    "stalemate",
)
"""What `import negtrack` offers to programs: all of it is in `negtrack/api.py`."""

__all__ = ["__version__", *API]  # noqa: PLE0604  # they are texts


def __getattr__(name: str) -> object:
    """A function or class of the API, loaded when it is first asked for: the program needs none."""
    if name not in API:
        raise AttributeError(f"module 'negtrack' has no attribute '{name}'")
    return getattr(import_module("negtrack.api"), name)


def __dir__() -> list[str]:
    return sorted((*globals(), *API))


class _Package(ModuleType):
    """This package, in which `negtrack.moves` is the function, whatever was imported before.

    Python would have the module `negtrack/moves.py` take its place as soon as somebody loads it;
    `from negtrack.moves import …` finds the module all the same.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if name not in API:
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
