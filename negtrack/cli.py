"""The commands in the order people meet them; the one place where a failure gets its exit code."""

from __future__ import annotations

import codecs
import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from typing import Annotated

gc.set_threshold(100_000, 50, 50)  # nothing that is loaded from here on is garbage soon

import typer  # noqa: E402
from typer._click.exceptions import ClickException  # noqa: E402  # typer 0.28 has a click of its own

from negtrack import __version__  # noqa: E402
from negtrack.problems import BUG, DONE, INTERRUPTED, USAGE, Stop  # noqa: E402
from negtrack.text import numbered, visible  # noqa: E402

COMMANDS = (
    "init",
    "new",
    "record",
    "source",
    "check",
    "commit",
    "show",
    "brief",
    "diff",
    "gaps",
    "stalemate",
    "linkage",
    "pending",
    "moves",
    "agreements",
    "history",
    "report",
    "forecast",
    "polarisation",
    "distance",
    "reliability",
    "log",
    "blame",
    "sql",
    "export",
    "import",
    "rules",
    "schema",
    "git",
    "cache",
    "completion",
)
"""Each is the function of its name in `negtrack/commands/`, in the file of its name."""

HIDDEN = ("textconv", "merge-driver")
"""What git types and people do not: like a command, with `_` for `-` in its names, in no help."""


def app(arguments: list[str]) -> typer.Typer:
    """The program, with the one command that was typed: building all takes time.

    Where none was, as for `--help`, the commands are only listed.
    """
    typed = [name for name in (*COMMANDS, *HIDDEN) if name in arguments[:1]]
    if not typed and not {*COMMANDS, *HIDDEN} & {*arguments}:
        return _listing()
    return program(typed or COMMANDS)


def program(names: Sequence[str]) -> typer.Typer:
    """The program with the commands of these names."""
    found = _program()
    for name in names:
        word = _word(name)
        found.command(name)(getattr(import_module(f"negtrack.commands.{word}"), word))
    return found


def _listing() -> typer.Typer:
    """The program with every command by its name and what it is for, and nothing to run."""
    import json

    from negtrack import shells

    found = _program()
    for name, told in json.loads(shells.commands())["commands"].items():
        found.command(name, help=told["help"])(lambda: None)
    return found


def _program() -> typer.Typer:
    """The program without a command."""
    found = typer.Typer(
        add_completion=False,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    found.callback()(negtrack)
    return found


def _word(name: str) -> str:
    """The name of a command as Python has it: `import` is a word of its own there."""
    return "import_" if name == "import" else name.replace("-", "_")


def _version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"negtrack {__version__}\n")
        raise typer.Exit(DONE)


def negtrack(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")
    ] = False,
) -> None:
    """What each party to a negotiation has said: what moved, how far apart, what is stuck."""


def main() -> None:
    """Run the command that was typed, and leave with its exit code."""
    code = run(sys.argv[1:])
    if "duckdb" not in sys.modules:  # which reports what is left as leaked
        gc.freeze()  # what is left ends with the process: a last search for garbage takes long
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run a command; its exit code, whatever happens."""
    codecs.register_error("negtrack", numbered)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # where it cannot say a letter, it says its number
            stream.reconfigure(errors="negtrack")
    try:
        code = app(arguments)(arguments, prog_name="negtrack", standalone_mode=False)
        return code if isinstance(code, int) else DONE
    except Stop as stop:
        return _told(stop.sentence, stop.hint, stop.code)
    except ClickException as error:
        error.show()
        return USAGE
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception:
        return _bug()


def _told(sentence: str, hint: str, code: int) -> int:
    spelled = visible(sentence).replace("\n::", "<U+000A>::")  # which GitHub would obey
    sys.stderr.write(f"negtrack: {spelled}\n")
    if hint:
        sys.stderr.write(f"  {visible(hint)}\n")
    return code


def _bug() -> int:
    import traceback

    traceback.print_exc()
    sys.stderr.write("negtrack: this is a bug in negtrack, not in your record.\n")
    sys.stderr.write("  report it with the lines above at the project's issue tracker\n")
    return BUG
