"""The options that every question has in common: of what it is asked, and how it is told."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Annotated, Any, get_type_hints

from typer import Argument, Option

from negtrack.commands.ask import Ask
from negtrack.problems import Stop

__all__ = ["ON_DISK", "Ask", "At", "Directory", "question"]

Directory = Annotated[
    Path | None,
    Option("-C", "--directory", metavar="DIR", help="The folder that holds positions/."),
]

At = Annotated[
    str,
    Argument(metavar="[ROUND]", help="2, 2025-06-02, first, prev, last; of a revision: HEAD~1:2."),
]


_SHARED: dict[str, tuple[Any, Any]] = {
    "directory": (Directory, None),
    "negotiation": (
        Annotated[
            str | None,
            Option("-n", "--negotiation", metavar="ID", help="Needed where there are several."),
        ],
        None,
    ),
    "party": (Annotated[list[str], Option("--party", metavar="ID", help="Only this party.")], []),
    "issue": (Annotated[list[str], Option("--issue", metavar="ID", help="Only this issue.")], []),
    "group": (
        Annotated[list[str], Option("--group", metavar="NAME", help="Only this group of issues.")],
        [],
    ),
    "rev": (
        Annotated[
            str | None,
            Option("--at", metavar="REV", help="As git has it: main, HEAD~1."),
        ],
        None,
    ),
    "format": (
        Annotated[
            str | None,
            Option("-f", "--format", metavar="FORMAT", help="table, md, json, csv or html."),
        ],
        None,
    ),
    "output": (
        Annotated[
            Path | None,
            Option("-o", "--output", metavar="FILE", help="Write there; the ending says how."),
        ],
        None,
    ),
    "private": (
        Annotated[bool, Option("--private", help="With what is marked confidential.")],
        False,
    ),
    "exit_code": (
        Annotated[bool, Option("--exit-code", help="Exit 1 where there is something to see.")],
        False,
    ),
    "no_cache": (
        Annotated[bool, Option("--no-cache", help="Neither use nor keep an answer.")],
        False,
    ),
}


ON_DISK = ("party", "issue", "group", "rev", "format", "output", "private", "exit_code")
"""The options that a command leaves out that writes to the record as it is."""


def question(
    *without: str, kept: bool = False
) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Give a command `ask`, made of the shared options, less those named here.

    A parameter of the command that is a NamedTuple stands for an option per field of it. `kept` is
    whether its answer comes from the record alone, and may be kept for the next time.
    """
    names = [name for name in _SHARED if name not in without and (kept or name != "no_cache")]

    def shared(command: Callable[..., int]) -> Callable[..., int]:
        _, *taken = inspect.signature(command, eval_str=True).parameters.values()
        groups = {one.name: one.annotation for one in taken if hasattr(one.annotation, "_fields")}
        own = [part for one in taken for part in _spread(one)]

        def asked(**given: Any) -> int:
            common = {name: given.pop(name) for name in names if name in given}
            is_listening = not common.pop("no_cache", False)
            ask = _ask(common)._replace(is_listening=is_listening)
            for name, group in groups.items():
                given[name] = group(*(given.pop(field) for field in group._fields))
            return (
                _answered(command, ask, given) if kept and is_listening else command(ask, **given)
            )

        common = [_parameter(name, *told) for name, told in _SHARED.items() if name in names]
        keyword = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in own]
        parameters = [*keyword, *common]
        asked.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        asked.__annotations__ = {one.name: one.annotation for one in parameters}
        asked.__doc__, asked.__name__ = command.__doc__, command.__name__
        asked.__wrapped__ = command  # type: ignore[attr-defined]  # what `negtrack.api` asks
        return asked

    return shared


def _ask(given: dict[str, Any]) -> Ask:
    """The question with the options that were given, and what the others are without a word."""
    rev = _revision(given.get("rev"))
    shared = {name: default for name, (_, default) in _SHARED.items() if name in Ask._fields}
    return Ask(**(shared | given | {"rev": rev}))


def _answered(command: Callable[..., int], ask: Ask, given: dict[str, Any]) -> int:
    """Answer a question, by what is kept where the same was asked of the same."""
    from negtrack.commands.answered import answered

    return answered(partial(command, **given), ask, command.__name__, given)


def _parameter(name: str, kind: Any, default: Any) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)


def _revision(rev: str | None) -> str:
    """The revision that was named; empty where none was. Stop where nothing was named."""
    if rev is not None and not rev.strip():
        raise Stop("--at names no revision", "name a commit, branch or tag: --at HEAD~1")
    return rev or ""


def _spread(one: inspect.Parameter) -> Iterator[inspect.Parameter]:
    """A parameter as it is; of a group of options, each of them."""
    group = one.annotation
    if not hasattr(group, "_fields"):
        yield one
        return
    for name, kind in get_type_hints(group, include_extras=True).items():
        default = group._field_defaults.get(name, inspect.Parameter.empty)
        keyword = inspect.Parameter.KEYWORD_ONLY
        yield inspect.Parameter(name, keyword, default=default, annotation=kind)
