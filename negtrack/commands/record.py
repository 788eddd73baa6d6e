"""`negtrack record`: one position, written into its party's file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NamedTuple

from typer import Argument, Option

from negtrack.commands.asking import ON_DISK, Ask, question
from negtrack.problems import Stop

if TYPE_CHECKING:
    from negtrack.commands.writing import Amendment
    from negtrack.model import Issue, Negotiation, Round
    from negtrack.record import Record


class What(NamedTuple):
    """Whose position, on what, and which."""

    party: Annotated[str, Argument(metavar="PARTY", help="Who said it.")]
    issue: Annotated[str, Argument(metavar="ISSUE", help="On which issue.")]
    value: Annotated[
        str,
        Argument(metavar="[VALUE]", help="What: full, 1000, 20..30, a,b for any of them."),
    ] = ""
    at: Annotated[
        str, Option("--round", metavar="ROUND", help="In which round; the last one by default.")
    ] = "last"


class How(NamedTuple):
    """How the statement goes into the file."""

    replace: Annotated[
        bool, Option("--replace", help="In place of what the party last said on it there.")
    ] = False
    edit: Annotated[bool, Option("--edit", help="Open the editor there; check on return.")] = False
    dry_run: Annotated[bool, Option("--dry-run", help="Say what would change, no more.")] = False


Many = list[str] | None


class Said(NamedTuple):
    """Every other field of a statement, as given."""

    stance: Annotated[
        str, Option(metavar="STANCE", help="demand, offer, accept, reserve, no-answer, withdraw.")
    ] = ""
    unconditional: Annotated[bool, Option("--unconditional", help="Asked free of any price.")] = (
        False
    )
    rejects: Annotated[Many, Option(metavar="VALUE", help="What it refuses; repeat.")] = None
    accepts: Annotated[Many, Option(metavar="VALUE", help="What it could accept; repeat.")] = None
    only_if: Annotated[
        Many, Option(metavar="ISSUE=VALUE", help="Its price; repeat for all of them together.")
    ] = None
    or_if: Annotated[
        Many,
        Option(metavar="ISSUE=VALUE", help="Another price that would do; 'A=x; B=y' for both."),
    ] = None
    of: Annotated[Many, Option(metavar="PARTY", help="Whom it is asked of; repeat.")] = None
    red_line: Annotated[bool, Option("--red-line", help="Called a red line.")] = False
    salience: Annotated[str, Option(metavar="0-100", help="How much it matters to it.")] = ""
    basis: Annotated[str, Option(metavar="WORD", help="How a number counts.")] = ""
    package: Annotated[str, Option(metavar="ID", help="The package that it is part of.")] = ""
    by: Annotated[str, Option(metavar="DATE", help="The day by which it is asked.")] = ""
    replies_to: Annotated[
        str, Option(metavar="PARTY[:ROUND]", help="Whose position it replies to, as of a round.")
    ] = ""
    date: Annotated[str, Option(metavar="DATE", help="When it was said, within the round.")] = ""
    published: Annotated[str, Option(metavar="DATE", help="When it became public, if later.")] = ""
    quote: Annotated[str, Option(metavar="TEXT", help="The words, verbatim and short.")] = ""
    speaker: Annotated[str, Option(metavar="NAME", help="Who spoke.")] = ""
    source: Annotated[Many, Option(metavar="ID", help="Where it was read; repeat.")] = None
    stated_by: Annotated[
        str, Option(metavar="WHO", help="self, counterpart, mediator, press, leak, or a party.")
    ] = ""
    confidence: Annotated[str, Option(metavar="HOW", help="high, medium or low.")] = ""
    coder: Annotated[str, Option(metavar="NAME", help="Who coded it.")] = ""
    confidential: Annotated[bool, Option("--confidential", help="Not for every output.")] = False
    note: Annotated[str, Option(metavar="TEXT", help="Free text.")] = ""


@question(*ON_DISK)
def record(ask: Ask, what: What, said: Said, how: How) -> int:
    """Write one position into its party's file.

    The rest of the file stays as it is, byte for byte.
    """
    from negtrack.commands import writing
    from negtrack.editors import line
    from negtrack.selection import pick_round

    root, about = writing.opened(ask, what.at)
    one = pick_round(about.negotiation, what.at)
    issue = _known(about.negotiation, what)
    file = f"{about.folder}/{one.id}/{what.party}.yaml"
    amendment = _amended(writing.amendment(root, file, line("party", 2)), about, what, (said, how))
    if how.edit:
        amendment = writing.edited(amendment, _line(amendment, issue.id), ask)
    after, brought = writing.reading_of(amendment, ask)
    writing.refuse(brought)
    writing.tell_warnings(brought)
    if how.dry_run:
        return writing.say(amendment.difference())
    (writing.put_edited if how.edit else writing.put)(amendment)
    return writing.say(*_told(after.records[0], one, what))


def _known(negotiation: Negotiation, what: What) -> Issue:
    """The issue; Stop where it or the party is not declared."""
    from negtrack.selection import unknown

    for word, known, kind in (
        (what.party, negotiation.parties, "party"),
        (what.issue, negotiation.issues, "issue"),
    ):
        if word not in known:
            raise unknown(kind, word, known)
    return negotiation.issues[what.issue]


def _amended(amendment: Amendment, about: Record, what: What, asked: tuple[Said, How]) -> Amendment:
    """The party's file with the statement in it; as it is where nothing but the editor is asked."""
    from negtrack.commands.writing import spliced
    from negtrack.written import statement

    said, how = asked
    issues = about.negotiation.issues
    whole = statement(issues, issues[what.issue], what.value, said._asdict())
    if not whole and how.edit:
        return amendment
    if not whole:
        told = f"nothing is said on '{what.issue}'"
        raise Stop(told, "add a value, --stance, --rejects, or --edit to write it by hand")
    return spliced(amendment, ("positions", what.issue, whole), replace=how.replace)


def _line(amendment: Amendment, issue: str) -> int:
    """The line of an issue in the file, where the editor opens; the last where it is not there."""
    from negtrack.yamltext import read

    document = read(amendment.file, amendment.new).document
    if document is not None and isinstance(document.tree, dict):
        said = document.tree.get("positions")
        if isinstance(said, dict) and issue in said:
            held = said[issue]
            last = (len(held) - 1,) if isinstance(held, list) else ()
            return document.place(("positions", issue, *last), key=not last).line
    lines = amendment.text().splitlines()
    kept = [number for number, line in enumerate(lines, 1) if f"# {issue}:" in line]
    return kept[0] if kept else max(1, len(lines))


def _told(after: Record, one: Round, what: What) -> list[str]:
    """Where the position stands now, and what it says."""
    from negtrack.wording import position

    said = [
        told
        for told in after.said_by(what.party, one)
        if (told.party, told.issue) == (what.party, what.issue)
    ]
    return [
        f"{after.place(told)}: {told.party} · {told.issue}: {position(after.negotiation, told)}"
        for told in said[-1:]
    ]
