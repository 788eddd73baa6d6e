"""`negtrack init`: a new negotiation."""

from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from negtrack.commands.asking import ON_DISK, Ask, question
from negtrack.problems import Stop

if TYPE_CHECKING:
    from pathlib import Path

    from negtrack.emitting import Out
    from negtrack.templates import NewIssue

Name = Annotated[str, Argument(metavar="NEGOTIATION", help="Its id: ports-2026.")]
Parties = Annotated[
    list[str] | None,
    Option("--party", metavar="ID=NAME", help="A party; a role may follow: tt=Türkiye:mediator."),
]
Issues = Annotated[
    list[str] | None,
    Option(
        "--issue",
        metavar="ID=SCALE",
        help="An issue; pay=quantity:%, venue=choice:here,there, ceasefire=ladder:none,full.",
    ),
]


@question(*ON_DISK, "negotiation")
def init(
    ask: Ask,
    negotiation: Name,
    title: Annotated[str, Option("--title", metavar="TEXT", help="What it is called.")] = "",
    party: Parties = None,
    issue: Issues = None,
) -> int:
    """Begin a negotiation: a commented negotiation.yaml."""
    from negtrack import templates
    from negtrack.commands import writing
    from negtrack.commands.writing import checked_id
    from negtrack.folder import HEAD, POSITIONS

    checked_id("negotiation", negotiation)
    parties = dict(map(_party, party or ()))
    issues = dict(map(_issue, issue or ()))
    text = templates.negotiation(title or templates.titled(negotiation), parties, issues)
    root = _root(ask)
    file = f"{POSITIONS}/{negotiation}/{HEAD}"
    writing.put_new(root, {file: text.encode()})
    named = parties and issues and all(map(_is_whole, issues.values()))
    todo = "" if named else "name the parties, issues and options in it; then: "
    return writing.say(
        f"wrote {writing.shown(root / file)}",
        f"next: {todo}negtrack new{writing.option(root, negotiation)}",
    )


def _is_whole(new: "NewIssue") -> bool:
    return bool(new.options) or new.scale in ("quantity", "text")


def _root(ask: Ask) -> "Path":
    """The folder that holds `positions/`, or is to hold it: the one named, or this one."""
    from pathlib import Path

    from negtrack import folder

    try:
        return folder.find(ask.directory)
    except Stop:
        here = ask.directory or Path()
        if not here.is_dir():
            raise Stop(f"there is no folder {here}", "make it, then try again") from None
        return here


def _halves(text: str) -> tuple[str, str]:
    name, _, rest = text.partition("=")
    return name.strip(), rest.strip()


def _party(text: str) -> tuple[str, "Out"]:
    """`ID=NAME`, with a role behind a colon where it is not a principal."""
    from negtrack.commands.writing import checked_id
    from negtrack.model import ROLES
    from negtrack.templates import titled

    name, told = _halves(text)
    said, colon, role = told.rpartition(":")
    roles = {"role": role} if colon and role in ROLES else {}
    called = (said if roles else told) or titled(checked_id("party", name))
    return checked_id("party", name), {"name": called, **roles}


def _issue(text: str) -> tuple[str, "NewIssue"]:
    """`ID=SCALE`, with options or a unit behind a colon."""
    from negtrack.commands.writing import checked_id
    from negtrack.model import SCALES
    from negtrack.selection import unknown
    from negtrack.templates import NewIssue

    name, told = _halves(text)
    scale, _, details = told.partition(":")
    if scale not in SCALES:
        raise unknown("scale", scale, SCALES)
    if scale == "quantity":
        return checked_id("issue", name), NewIssue(scale, unit=details.strip())
    options = tuple(checked_id("option", one.strip()) for one in details.split(",") if one.strip())
    return checked_id("issue", name), NewIssue(scale, options)
