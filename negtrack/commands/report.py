"""`negtrack report`: everything about a round as one page."""

from functools import partial
from typing import TYPE_CHECKING, Annotated

from typer import Option

from negtrack.commands.asking import Ask, At, question
from negtrack.commands.progress import Progress
from negtrack.problems import DONE, USAGE, Stop

if TYPE_CHECKING:
    from negtrack.dossier import Made
    from negtrack.git.program import Repository
    from negtrack.overview import Overview
    from negtrack.record import Record


@question("exit_code")
def report(
    ask: Ask,
    at: At = "last",
    watch: Annotated[
        bool, Option("--watch", help="Serve it on 127.0.0.1, and follow the files.")
    ] = False,
    port: Annotated[
        int, Option("--port", min=0, max=65535, help="For --watch; else one that is free.")
    ] = 0,
) -> int:
    """Everything about a round, as one page for a browser.

    Who wants what, what moved, what is stuck, with every source: one file that asks nobody for
    anything. To be written to a file: -o talks.html.
    """
    from negtrack.commands.telling import terminal_width

    _html_only(ask)
    if watch:
        from negtrack.commands.watching import follow

        return follow(ask, port, partial(built, ask, at))
    if ask.output is None and terminal_width() is not None:
        name = ask.negotiation or "talks"
        hint = f"say where it goes: negtrack report -o {name}.html"
        raise Stop("the page is for a browser, not for a terminal", hint, USAGE)
    with Progress("building the page") as progress:
        page = built(ask._replace(progress=progress), at)
    ask.write(page)
    return DONE


def built(ask: Ask, at: str = "last") -> str:
    """The page, from the record as it is now; Stop as every question does."""
    from negtrack.extras import needed

    needed("negtrack report", "report", "jinja2")
    from negtrack.dossier import dossier
    from negtrack.overview import overview
    from negtrack.pages import render
    from negtrack.selection import pick_round, split_rev

    rev, word = split_rev(at)
    asked = ask.at(rev)
    record = asked.record(word)
    one = pick_round(record.negotiation, word)
    found = overview(record, one, asked.selection(record))
    told = dossier(found, _made(asked, record)) | _drawn(found)
    return render("report.html", told, script=True)


def _drawn(of: "Overview") -> dict[str, object]:
    """The charts of the page: of each issue, and of what waits for what with its words."""
    from negtrack.dossier import figures
    from negtrack.figure import SLIDE
    from negtrack.formats.inline import svg
    from negtrack.pages import drawn

    charts = {issue: drawn(svg(one, f"chart-{issue}")) for issue, one in figures(of).items()}
    if not of.linkage.found:
        return {"charts": charts, "graph": ("", "")}
    figure = of.linkage.figure(SLIDE._replace(titled=False))
    return {"charts": charts, "graph": (drawn(svg(figure, "graph")), figure.told)}


def _html_only(ask: Ask) -> None:
    """Stop where another format is asked for."""
    from negtrack import formats

    wanted = {ask.format} if ask.format else set()
    wanted |= {formats.by_ending(ask.output)} if ask.output else set()
    if wanted - {"html"}:
        hint = "for data: negtrack show, diff, gaps, stalemate … -f json"
        raise Stop("a report is a page, in no format but html", hint, USAGE)


def _made(ask: Ask, record: "Record") -> "Made":
    """The commit that the record is as of: the one asked for, or the last that changed it."""
    from negtrack.dossier import Made
    from negtrack.git import history

    if ask.rev:
        rev = record.negotiation.rounds[-1].rev if record.negotiation.rounds else ask.rev
        return Made(f"commit {rev}", rev)
    try:
        repository = history.repository_of(ask.root())
        folder = repository.path_of(ask.root() / record.folder)
        head = history.head(repository)
        last = history.commits(repository, folder, head, 1) if head else ()
        changed = _differing(ask, record, repository, head) if head else 0
    except Stop:
        return Made("not in git", "")
    if not last:
        return Made("not committed yet", "")
    told = f"commit {last[0].hash[:12]} of {last[0].date}"
    if changed:
        return Made(f"{told}; {changed} of its files are not as committed", "")
    return Made(told, last[0].hash[:12])


def _differing(ask: Ask, record: "Record", repository: "Repository", head: str) -> int:
    """How many files of a record are not as the last commit has them, whatever their line ends.

    `git status` would run what filters the files, and not end on a tree that never does.
    """
    from negtrack.git.snapshot import at_commit

    root, name = ask.root(), record.negotiation.id
    kept = at_commit(repository, repository.path_of(root), head, head).read(name).files
    here = ask.source().read(name).files
    alike = sum(_lines(kept[file]) == _lines(here[file]) for file in kept.keys() & here.keys())
    return len(kept.keys() | here.keys()) - alike


def _lines(raw: bytes) -> bytes:
    return raw.replace(b"\r\n", b"\n")
