"""The reference, out of the program: `python -m releasing.reference` writes `docs/reference/`.

A test holds the pages to what this makes.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from inspect import cleandoc
from typing import Any

import typer

from negtrack import cli, contracts, editors, spelling
from negtrack.catalogue import Entry, catalogue
from negtrack.text import visible
from releasing.packages import ROOT
from releasing.shapes import Schema, cell, keys, kind, written

FOLDER = ROOT / "docs" / "reference"

_MADE = "<!-- made by: python -m releasing.reference -->"

_COMMANDS = """\
Options stand after the command. `negtrack COMMAND --help` says the same in a terminal, and
`negtrack completion` has your shell complete it. What the exit codes mean stands in the README.
"""

_PROBLEMS = """\
What `negtrack check` and `negtrack import` may find, by code. `negtrack rules CODE` says the same
in a terminal. An error stops every answer, a warning none. The examples are whole files of one
small record.
"""

_ANSWERS = """\
The keys of every answer that `-f json` gives, all of which are always there. Each answer names its
contract in `schema`; another number at its end may have other keys. `negtrack schema NAME` prints
the JSON Schema. How each figure is computed: [figures](../figures.md).
"""

_FILES = """\
Every key of the files of a record, in the words in which an editor explains it. What a record is,
and how its files belong together: [record](../record.md). `negtrack schema NAME` prints the JSON
Schema of a file.
"""


def _head(title: str, text: str) -> str:
    return f"# {title}\n\n{_MADE}\n\n{text}"


# Commands


def commands() -> str:
    """Every command with all that can be typed after it."""
    program: Any = typer.main.get_command(cli.program(cli.COMMANDS))
    words = spelling.table()["words"]
    told = (_command(name, program.commands[name], words) for name in cli.COMMANDS)
    return "".join((_head("Commands", _COMMANDS), *("".join(one) for one in told)))


def _command(name: str, command: Any, words: Mapping[str, list[str]]) -> Iterator[str]:
    taken = [one for one in command.params if one.name != "help"]
    typed = [one.make_metavar(_context(command)) for one in taken if not _is_option(one)]
    yield f"\n## {name}\n\n```sh\n{' '.join(('negtrack', name, *typed))} [OPTIONS]\n```\n\n"
    yield f"{cleandoc(command.help)}\n"
    if taken:
        yield "\n| argument or option | meaning |\n|---|---|\n"
        yield from (f"| {_typed(one, command)} | {_meaning(one)} |\n" for one in taken)
    formats = words.get(f"{name}.format", words["format"])
    if any(one.name == "format" for one in taken):
        yield f"\nFormats: {', '.join(f'`{one}`' for one in formats)}."
        if name in contracts.NAMES:
            yield f" As JSON: [{name}](answers.md#{name})."
        yield "\n"


def _context(command: Any) -> Any:
    return command.make_context(command.name, [], resilient_parsing=True)


def _is_option(one: Any) -> bool:
    return bool(one.param_type_name == "option")


def _typed(one: Any, command: Any) -> str:
    value = one.make_metavar(_context(command))
    if not _is_option(one):
        return " or ".join(f"`{word}`" for word in value.split("|"))
    after = "" if one.is_flag else f" {value}"
    return ", ".join(f"`{word}{after}`" for word in one.opts)


def _meaning(one: Any) -> str:
    told = cell(one.help or "")
    if one.show_default and one.default not in (None, "", False, [], ()):
        told += f" By default: `{one.default}`."
    return told


# Problems


def problems() -> str:
    """Every problem by its code, with what to do about it, wrong and right."""
    return "".join((_head("Problems", _PROBLEMS), *map(_problem, catalogue().values())))


def _problem(entry: Entry) -> str:
    examples = (
        f"\n{title}, `{entry.file}`:\n\n```text\n{visible(text)}```\n"
        if text
        else f"\n{title}: there is no `{entry.file}`.\n"
        for title, text in (("Wrong", entry.bad), ("Right", entry.good))
    )
    told = _plain(entry.explanation)
    return f"\n## {entry.code}\n\n**{entry.title}** ({entry.level}). {told}\n" + "".join(examples)


def _plain(text: str) -> str:
    """A sentence in which a sign of Markdown stands for itself; `code` is code in both."""
    return cell(text).replace("*", "\\*").replace("<", "&lt;")


# Answers


def answers() -> str:
    """Every key of every answer in JSON."""
    schemas = {name: contracts.json_schema(name) for name in contracts.NAMES}
    shared = _shared(schemas)
    told = [_answer(name, schema, shared) for name, schema in schemas.items()]
    links = {name: _link(name, name) for name in shared}
    return "".join(
        (
            _head("Answers as JSON", _ANSWERS),
            *told,
            "\n## Shapes that answers share\n",
            *(_shape(name, f"### {name}", one, links) for name, one in shared.items()),
        )
    )


def _shared(schemas: Mapping[str, Schema]) -> dict[str, Schema]:
    """The shapes that several answers have, and all alike, by name."""
    found = defaultdict(list)
    for schema in schemas.values():
        for name, one in schema.get("$defs", {}).items():
            found[name].append(one)
    alike = {name: them for name, them in found.items() if len(them) > 1}
    return {
        name: them[0] for name, them in sorted(alike.items()) if all(one == them[0] for one in them)
    }


def _answer(name: str, schema: Schema, shared: Mapping[str, Schema]) -> str:
    own = {word: one for word, one in schema.get("$defs", {}).items() if word not in shared}
    links = {word: _link(word, word) for word in shared}
    links |= {word: _link(word, f"{name} {word}") for word in own}
    inside = (_shape(word, f"### {name} {word}", one, links) for word, one in own.items())
    return _shape(name, f"## {name}", schema, links) + "".join(inside)


def _shape(name: str, heading: str, one: Schema, links: Mapping[str, str]) -> str:
    told = _plain(one.get("description", ""))
    table = "".join(keys(one, links)) if "properties" in one else f"Is: {kind(one, links)}.\n"
    return f"\n{heading}\n\n{told}\n\n{table}" if told else f"\n{heading}\n\n{table}"


def _link(word: str, heading: str) -> str:
    return f"[{word}](#{heading.lower().replace(' ', '-')})"


# Files


def files() -> str:
    """Every key of every file of a record, as editors explain them."""
    return "".join((_head("Keys of the files", _FILES), *map(_file, editors.KINDS)))


def _file(name: str) -> str:
    schema = json.loads(editors.text(name))
    shapes = {word: f"{name} {word}" for word in schema["$defs"]}
    links = {word: _link(word, heading) for word, heading in shapes.items()}
    told = f"\n## {name}\n\n{schema['description']}\n\n{_written(schema, links)}"
    for word, one in schema["$defs"].items():
        if "properties" in one:
            about = f"{one['description']}\n\n" if "description" in one else ""
            told += f"\n### {shapes[word]}\n\n{about}{_written(one, links)}"
    return told


def _written(schema: Schema, links: Mapping[str, str]) -> str:
    rows = (
        f"| `{key}` | {written(one, links)} | {cell(one.get('description', ''))} |\n"
        for key, one in schema["properties"].items()
    )
    return "".join(("| key | one of | meaning |\n|---|---|---|\n", *rows))


PAGES = {"commands": commands, "problems": problems, "answers": answers, "files": files}
"""Every page by the name of its file."""

if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for page, made in PAGES.items():
        (FOLDER / f"{page}.md").write_text(made(), encoding="utf-8")
