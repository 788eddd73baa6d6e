"""`negtrack new`: the next round."""

import datetime
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Option

from negtrack.commands.asking import ON_DISK, Ask, question
from negtrack.problems import Stop

if TYPE_CHECKING:
    from negtrack.model import Negotiation, Party
    from negtrack.standing import Moment

Name = Annotated[
    str, Argument(metavar="[ROUND]", help="The name of its folder; its date by default.")
]


@question(*ON_DISK)
def new(
    ask: Ask,
    name: Name = "",
    date: Annotated[str, Option("--date", metavar="DATE", help="When; today by default.")] = "",
    venue: Annotated[str, Option("--venue", metavar="TEXT", help="Where they met.")] = "",
    start: Annotated[
        str, Option("--from", metavar="ROUND", help="Whose positions stand there; the last.")
    ] = "",
) -> int:
    """Begin the next round: a folder with a file per party.

    In each file every issue is a comment that says where the party stands.
    """
    from negtrack import templates
    from negtrack.commands import writing
    from negtrack.commands.writing import checked_id
    from negtrack.folder import ROUND

    root, about = writing.opened(ask, start)
    negotiation, day = about.negotiation, _day(date, name)
    name = name or day
    before = _before(negotiation, start, day)
    files = {ROUND: templates.round_file(negotiation, day, venue)}
    for party in _speakers(negotiation):
        told = f"the round {name}" if name == day else f"the round {name} ({day})"
        files[f"{party.id}.yaml"] = templates.party_file(party, told, before, negotiation)
    folder = f"{about.folder}/{checked_id('round', name)}"
    if (root / folder).exists():
        told = f"{root / folder} is there already; nothing was written"
        raise Stop(told, "name another round")
    writing.put_new(root, {f"{folder}/{file}": text.encode() for file, text in files.items()})
    return writing.say(
        f"wrote {writing.shown(root / folder)}/: {', '.join(files)}",
        f"next: fill in what each party said, or: {_example(negotiation)}; then: negtrack check",
    )


def _day(date: str, name: str) -> str:
    """The round's date: as given, or as its name says, or today's."""
    from negtrack.fields import day

    try:
        return day(date or name).isoformat()
    except ValueError as error:  # what pydantic's errors are
        if date or getattr(error, "type", "") == "impossible-date":
            raise Stop(str(error), "write year-month-day: --date 2025-06-02") from None
        return datetime.date.today().isoformat()


def _before(negotiation: "Negotiation", start: str, day: str) -> "Moment | None":
    """The round whose positions stand at the start: the one named, or the last by that day."""
    from negtrack.selection import pick_round
    from negtrack.standing import moments

    if start:
        return moments(negotiation)[pick_round(negotiation, start).number - 1]
    earlier = [one for one in moments(negotiation) if one.round.date.isoformat() <= day]
    return earlier[-1] if earlier else None


def _speakers(negotiation: "Negotiation") -> "list[Party]":
    """The principals, and whoever else has spoken so far."""
    spoken = {said.party for one in negotiation.rounds for said in one.statements}
    parties = negotiation.parties.values()
    return [one for one in parties if one.role == "principal" or one.id in spoken]


def _example(negotiation: "Negotiation") -> str:
    """A command that records a position there."""
    party = next((one.id for one in negotiation.principals), "PARTY")
    return f"negtrack record {party} {next(iter(negotiation.issues), 'ISSUE')} VALUE --source ID"
