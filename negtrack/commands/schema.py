"""`negtrack schema`: the JSON Schema of an answer."""

from typing import Annotated

from typer import Argument

from negtrack.commands.asking import Ask, question
from negtrack.problems import DONE, Stop

Name = Annotated[str, Argument(metavar="[NAME]", help="The command whose answer it is: diff.")]


@question("directory", "negotiation", "party", "issue", "group", "format", "private", "exit_code")
def schema(ask: Ask, name: Name = "") -> int:
    """The JSON Schema of a command's answer.

    Without a name: every schema that there is.
    """
    import json

    from negtrack import contracts
    from negtrack.selection import unknown

    if name and name not in contracts.NAMES:
        raise unknown("schema", name, contracts.NAMES)
    if ask.output and (not name or ask.output.suffix.lower() != ".json"):
        raise Stop(
            "one schema is written to a file that ends in .json",
            "negtrack schema diff -o diff.json",
        )
    if name:
        ask.write(json.dumps(contracts.json_schema(name), indent=2, ensure_ascii=False) + "\n")
    else:
        ask.write("".join(f"{one:<10} {contracts.summary(one)}\n" for one in contracts.NAMES))
    return DONE
