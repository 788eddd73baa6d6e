"""`negtrack source`: one more source of positions, written into negotiation.yaml."""

from typing import TYPE_CHECKING, Annotated, NamedTuple

from typer import Argument, Option

from negtrack.commands.asking import ON_DISK, Ask, question
from negtrack.problems import Stop

if TYPE_CHECKING:
    from negtrack.emitting import Out

Name = Annotated[str, Argument(metavar="ID", help="Its id: daily-2025-06-02.")]


class About(NamedTuple):
    """What is known of a source."""

    publisher: Annotated[str, Option(metavar="NAME", help="Who published it. Needed.")] = ""
    title: Annotated[str, Option(metavar="TEXT", help="What it is called.")] = ""
    date: Annotated[str, Option(metavar="DATE", help="2025-06-02, or 2025-06, or 2025.")] = ""
    url: Annotated[str, Option(metavar="URL", help="Where it can be read.")] = ""
    note: Annotated[str, Option(metavar="TEXT", help="Free text.")] = ""

    def tree(self) -> "dict[str, Out]":
        """What of it is known, as a file holds it."""
        from negtrack.written import bare

        return {key: bare(text) if key == "date" else text for key, text in self._pairs()}

    def _pairs(self) -> list[tuple[str, str]]:
        return [(key, text) for key, text in self._asdict().items() if text]


@question(*ON_DISK)
def source(
    ask: Ask,
    name: Name,
    about: About,
    replace: Annotated[bool, Option("--replace", help="In place of the one of this id.")] = False,
    dry_run: Annotated[bool, Option("--dry-run", help="Say what would change, no more.")] = False,
) -> int:
    """Add a source, for positions to name.

    The rest of negotiation.yaml stays as it is, byte for byte.
    """
    from negtrack.commands import writing
    from negtrack.commands.writing import checked_id
    from negtrack.folder import HEAD

    root, record = writing.opened(ask)
    known = checked_id("source", name) in record.negotiation.sources
    if known and not replace:
        raise Stop(f"there is a source '{name}' already", "say --replace to put this in its place")
    if not about.publisher:
        raise Stop("a source needs its publisher", "add --publisher NAME")
    head = writing.amendment(root, f"{record.folder}/{HEAD}")
    changed = writing.spliced(head, ("sources", name, about.tree()), replace=replace)
    after, brought = writing.reading_of(changed, ask)
    writing.refuse(brought)
    if dry_run:
        return writing.say(changed.difference())
    writing.put(changed)
    place = after.records[0].at(HEAD, ("sources", name), key=True)
    return writing.say(f"{place}: {name}: {about.publisher}")
