"""How an answer is laid out before any format: titles, sentences, tables, lines, and tones."""

from __future__ import annotations

from typing import Literal, NamedTuple

Tone = Literal["plain", "strong", "faint", "good", "open", "bad"]
"""What a text means, which a format may colour: good is green, open yellow, bad red.
A tone never carries meaning alone: the text or its sign says the same."""


class Cell(NamedTuple):
    """One piece of text, raw as the record has it: each format escapes in its own way."""

    text: str
    tone: Tone = "plain"


class Column(NamedTuple):
    """A column of a table; numbers are set to the right."""

    title: str
    numeric: bool = False


class Heading(NamedTuple):
    """The title of the part of a page that follows."""

    text: str


class Sentence(NamedTuple):
    """A sentence or paragraph, wrapped where the reader's width is known."""

    text: str
    tone: Tone = "plain"


class Lines(NamedTuple):
    """Lines that keep their own breaks and spaces and are never wrapped, cut or joined."""

    lines: tuple[Cell, ...]


class Items(NamedTuple):
    """Short texts one below the other: a line each, or more where the reader's width is known."""

    items: tuple[Cell, ...]


class Table(NamedTuple):
    """Rows of cells under titled columns; every row has a cell for each column."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


Block = Heading | Sentence | Lines | Items | Table


class Page(NamedTuple):
    """A whole answer for people: a title and its blocks in reading order."""

    title: str
    blocks: tuple[Block, ...]
