"""`negtrack schema`: the JSON Schema of an answer, or of a file of the record."""

from typing import Annotated

from typer import Argument

from negtrack.commands.asking import ON_DISK, Ask, question
from negtrack.problems import DONE, Stop

Name = Annotated[
    str,
    Argument(
        metavar="[NAME]",
        help="The command whose answer it is: diff. Or a file: negotiation, round, party.",
    ),
]


@question("directory", "negotiation", *(one for one in ON_DISK if one != "output"))
def schema(ask: Ask, name: Name = "") -> int:
    """The JSON Schema of an answer or a file.

    Without a name: every schema that there is.
    """
    from negtrack import editors

    if ask.output and (not name or ask.output.suffix.lower() != ".json"):
        raise Stop(
            "one schema is written to a file that ends in .json",
            "negtrack schema diff -o diff.json",
        )
    if name in editors.KINDS:
        ask.write(editors.text(name))
    else:
        ask.write(_of_answer(name) if name else _list())
    return DONE


def _of_answer(name: str) -> str:
    import json

    from negtrack import contracts, editors
    from negtrack.selection import unknown

    if name not in contracts.NAMES:
        raise unknown("schema", name, (*contracts.NAMES, *editors.KINDS))
    return json.dumps(contracts.json_schema(name), indent=2, ensure_ascii=False) + "\n"


def _list() -> str:
    """The answers and the files that have a schema, each with what it is in a line."""
    import json

    from negtrack import contracts, editors

    answers = {name: contracts.summary(name) for name in contracts.NAMES}
    kept = {kind: json.loads(editors.text(kind))["description"] for kind in editors.KINDS}
    parts = ("Answers, as `-f json` gives them", answers), ("Files of a record, for editors", kept)
    return "\n".join(
        f"{title}:\n" + "".join(f"  {name:<12} {told}\n" for name, told in listed.items())
        for title, listed in parts
    )
