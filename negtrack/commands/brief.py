"""`negtrack brief`: two pages in sentences, each with its source as a footnote."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from negtrack.commands.asking import Ask, At, question
from negtrack.commands.telling import save
from negtrack.problems import DONE, FINDINGS, Stop

if TYPE_CHECKING:
    from negtrack.linkage import Claim, Network
    from negtrack.openings import Lock


@question()
def brief(ask: Ask, at: At = "last") -> int:
    """Two pages in sentences, each with its source.

    For a minister or an editor; -o brief.md, .html or .docx has the sources as footnotes.
    """
    name = _set_in(ask)
    if not name:
        from negtrack.analyses.brief import brief as analysis

        return ask.about_round(at, partial(analysis, locks=_locks))
    return _paper(ask, at, name)


def _set_in(ask: Ask) -> str:
    """The format with footnotes that is asked for, by name or ending; empty for any other."""
    from negtrack.papers import FORMATS

    ending = ask.output.suffix.lower().removeprefix(".") if ask.output else ""
    if ending in ("pdf", "doc", "odt", "rtf"):
        hint = "name one that a program prints or saves as that: -o brief.docx, or brief.html"
        raise Stop(f"a brief is not written as .{ending}", hint)
    if ask.format in FORMATS and ending not in ("", ask.format):
        raise Stop(f"{ask.output} is no {ask.format} file", "leave one of the two out")
    if ask.format == "docx" and ask.output is None:
        raise Stop("a Word document is not for a terminal", "name a file: -o brief.docx")
    if ask.format:
        return ask.format if ask.format in FORMATS else ""
    return ending if ending in FORMATS else ""


def _paper(ask: Ask, at: str, name: str) -> int:
    """Write the brief in a format that has footnotes."""
    from negtrack import papers
    from negtrack.analyses.brief import brief as analysis
    from negtrack.selection import pick_round, split_rev

    if name == "docx":
        from negtrack.extras import needed

        needed("a brief as .docx", "report", "docx")
    rev, word = split_rev(at)
    record = ask.at(rev).record(word)
    one = pick_round(record.negotiation, word)
    found = analysis(record, one, ask.selection(record), _locks)
    told = papers.render(name, found.paper)
    if ask.output is not None:
        save(ask.output, told)
    elif isinstance(told, str):
        ask.write(told)
    return FINDINGS if ask.exit_code and found.found else DONE


def _locks(of: "Network", claims: "Sequence[Claim]") -> "Sequence[Lock]":
    """The locks, by a library that takes long to load."""
    from negtrack.locks import locks

    return locks(of, claims)
