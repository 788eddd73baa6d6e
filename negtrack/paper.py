"""A text to be read by people who were not there: sentences, each with what it rests on.

Texts are raw as the record has them; `Paper.clean` makes them safe to show, once for all formats.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from negtrack.text import one_line, visible

_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_UNSAFE = re.compile(r"[^\w\-.~:/?#@!$&*+,;=%]|[^\x00-\x7f]")


class Cite(NamedTuple):
    """One source of a note: its id in the record, its words, and its address, empty for none."""

    source: str
    label: str
    url: str = ""


class Note(NamedTuple):
    """What a sentence rests on; `places` are `file:line` in the record."""

    cites: tuple[Cite, ...]
    remark: str = ""
    places: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The note without addresses and places."""
        told = "; ".join(cite.label for cite in self.cites)
        return ". ".join(part for part in (told, self.remark) if part)


class Told(NamedTuple):
    """A sentence, and what it rests on; `counts` as so many things that it tells of."""

    text: str
    notes: tuple[Note, ...] = ()
    counts: int = 1


class Part(NamedTuple):
    """A part of a paper, its sentences in order of importance.

    The first `kept` are left out only where all others are, the very first and those that close it
    never. `rest` says how many were left out, as `{}`.
    """

    heading: str
    sentences: tuple[Told, ...]
    rest: str = ""
    kept: int = 1
    left_out: int = 0
    closing: tuple[Told, ...] = ()

    @property
    def whole(self) -> tuple[Told, ...]:
        """The sentences, with one that counts what was left out, and those that close the part."""
        left = (Told(self.rest.format(self.left_out)),) if self.left_out else ()
        return (*self.sentences, *left, *self.closing)


class Paper(NamedTuple):
    """A whole text: a title, its parts, and the lines at its foot; `date` is an ISO day."""

    title: str
    parts: tuple[Part, ...]
    foot: tuple[str, ...]
    date: str
    language: str = "en-GB"

    @property
    def notes(self) -> tuple[Note, ...]:
        """Every note once, in the order in which the sentences name them."""
        told = (one for part in self.parts for one in part.whole)
        return tuple(dict.fromkeys(note for one in told for note in one.notes))

    def numbers(self) -> dict[Note, int]:
        """The number of every note, from 1."""
        return {note: number for number, note in enumerate(self.notes, 1)}

    def size(self) -> int:
        """Its length in words; two of a note, which is set smaller, count as one."""
        text = sum(len(one.text.split()) for part in self.parts for one in part.whole)
        return text + sum(len(note.text.split()) + 3 for note in self.notes) // 2

    def clean(self) -> Paper:
        """The paper with every text on one line, and only addresses that a browser may open."""
        parts = tuple(
            part._replace(
                heading=one_line(part.heading),
                sentences=_clean(part.sentences),
                closing=_clean(part.closing),
            )
            for part in self.parts
        )
        foot = tuple(map(one_line, self.foot))
        return self._replace(title=one_line(self.title), parts=parts, foot=foot)

    def within(self, words: int) -> Paper:
        """The paper without the least important sentences that make it longer than so many words.

        Each is taken from the end of the part with the most that may go, and counted there.
        """
        paper = self
        for kept in (True, False):
            while paper.size() > words and any(_spare(part, kept) for part in paper.parts):
                parts = paper.parts
                sizes = [(_words(part, kept), nth) for nth, part in enumerate(parts)]
                _, place = max(sizes)
                shorter = _shorter(parts[place])
                paper = paper._replace(parts=(*parts[:place], shorter, *parts[place + 1 :]))
        return paper


def safe_link(url: str) -> str:
    """An address that is one, with what could end it spelled as bytes; empty for any other text."""
    if not _ADDRESS.fullmatch(url) or visible(url) != url:
        return ""
    return _UNSAFE.sub(
        lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace")), url
    )


def _spare(part: Part, kept: bool) -> tuple[Told, ...]:
    """The sentences of a part that may go, those that are rather kept among them or not."""
    return part.sentences[part.kept if kept or not part.rest else 1 :]


def _words(part: Part, kept: bool) -> int:
    """The words of the sentences of a part that may go, -1 where none may."""
    spare = _spare(part, kept)
    return sum(len(one.text.split()) for one in spare) if spare else -1


def _shorter(part: Part) -> Part:
    *rest, last = part.sentences
    return part._replace(sentences=tuple(rest), left_out=part.left_out + last.counts)


def _clean(sentences: tuple[Told, ...]) -> tuple[Told, ...]:
    return tuple(
        one._replace(text=one_line(one.text), notes=tuple(map(_clean_note, one.notes)))
        for one in sentences
    )


def _clean_note(note: Note) -> Note:
    cites = (Cite(one_line(c.source), one_line(c.label), safe_link(c.url)) for c in note.cites)
    return Note(tuple(cites), one_line(note.remark), tuple(map(one_line, note.places)))
