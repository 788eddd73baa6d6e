"""Everything that can be typed after `negtrack`, made from the commands and kept for completion.

Building every command takes as long as all else that completion does, so what they take is kept in
`negtrack/shells/commands.json`: `python -m negtrack.spelling > negtrack/shells/commands.json`.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import typer

from negtrack import catalogue, cli, contracts, editors, formats, model
from negtrack.exports.target import FORMATS
from negtrack.tables import SHAPES

Table = dict[str, Any]


def table() -> Table:
    """The commands, what each takes, and the words that some of it is one of."""
    program = typer.main.get_command(cli.program(cli.COMMANDS))
    commands: dict[str, Any] = getattr(program, "commands", {})
    return {
        "commands": {name: _command(commands[name]) for name in cli.COMMANDS},
        "words": {
            "action": ["setup", "unset"],
            "code": sorted(catalogue.catalogue()),
            "confidence": list(model.CONFIDENCES),
            **_formats(),
            "export.format": list(FORMATS),
            "export.table": [shape.name for shape in SHAPES],
            "format": [*formats.names()],
            "schema.name": [*contracts.NAMES, *editors.KINDS],
            "shell": ["bash", "zsh", "fish"],
            "stance": list(model.STANCES),
            "stated_by": list(model.REPORTERS),
        },
    }


def _formats() -> Table:
    """The formats of each command that has one of its own, with those that all have."""
    own = dict.fromkeys(command for one in formats.FORMATS for command in one.only)
    return {
        f"{command}.format": [
            one.name for one in formats.FORMATS if not one.only or command in one.only
        ]
        for command in own
    }


def _command(command: Any) -> Table:
    takes = [_parameter(one) for one in command.params]
    return {"help": command.get_short_help_str(80), "takes": takes}


def _parameter(one: Any) -> Table:
    """A parameter: its name, how it is typed (nothing for an argument), whether a value follows."""
    typed = list(one.opts) if one.param_type_name == "option" else []
    many = bool(getattr(one, "multiple", False))
    flag = bool(getattr(one, "is_flag", False))
    return {"name": one.name, "typed": typed, "value": not flag, "many": many, "help": one.help}


def text() -> str:
    """The table as it is kept."""
    return f"{json.dumps(table(), indent=1, ensure_ascii=False)}\n"


if __name__ == "__main__":
    sys.stdout.write(text())
