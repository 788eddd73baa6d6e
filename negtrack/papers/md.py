"""A paper as GitHub-flavoured Markdown, with its notes as footnotes."""

from __future__ import annotations

from collections.abc import Iterator

from negtrack.formats.markdown import heading, prose
from negtrack.paper import Note, Paper, Told


def render(paper: Paper) -> str:
    """The title, a paragraph a part, the foot and the footnotes, blank lines between."""
    return "\n\n".join(_blocks(paper)) + "\n"


def _blocks(paper: Paper) -> Iterator[str]:
    numbers = paper.numbers()
    yield heading("#", paper.title)
    for part in paper.parts:
        yield heading("##", part.heading)
        yield " ".join(_sentence(one, numbers) for one in part.whole)
    yield from (f"*{prose(line)}*" for line in paper.foot)
    yield "\n".join(f"[^{number}]: {_note(note)}" for note, number in numbers.items())


def _sentence(one: Told, numbers: dict[Note, int]) -> str:
    return prose(one.text) + "".join(f"[^{numbers[note]}]" for note in one.notes)


def _note(note: Note) -> str:
    cites = [
        f"[{prose(cite.label)}](<{cite.url}>)" if cite.url else prose(cite.label)
        for cite in note.cites
    ]
    told = ". ".join(part for part in ("; ".join(cites), prose(note.remark)) if part)
    places = ", ".join(f"`{place.replace('`', '')}`" for place in note.places)
    return f"{told} ({places})" if places else told
