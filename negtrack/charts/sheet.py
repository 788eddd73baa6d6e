"""A table in a chart: cells with texts cut to their room, with signs and tones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from negtrack.charts.marks import Layer, Row, boxes, lines, symbols, texts
from negtrack.lettering import BOLD, cut, plain, room, wrapped
from negtrack.page import Tone
from negtrack.palette import CHECK, FAINT, GROUNDS, INK, RULE, TONES

_EDGE, _SIGN = 5, 15
"""The room inside a cell at its left, and that of a sign, in pixels."""


class Box(NamedTuple):
    """A cell: its text, its sign and tone, and what is said aside at its end.

    `short` is put in the text's place where that would have to be cut.
    """

    text: str
    sign: str = ""
    tone: Tone = "plain"
    aside: str = ""
    short: str = ""


class Sheet(NamedTuple):
    """Where a table stands, the widths of its columns, the height of a row, the size of letters."""

    left: float
    top: float
    widths: tuple[float, ...]
    row: float
    size: float

    @property
    def lines(self) -> int:
        """How many lines a cell has room for."""
        return max(int((self.row - 3) // (self.size * 1.2)), 1)

    def layers(self, titles: Sequence[str], rows: Sequence[Sequence[Box]]) -> Iterator[Layer]:
        """The titles and the cells, from the ground up."""
        lefts = [self.left + sum(self.widths[:nth]) for nth in range(len(self.widths))]
        cells = [
            (box, x, self.top + self.row * down, wide)
            for down, row in enumerate(rows)
            for box, x, wide in zip(row, lefts, self.widths, strict=True)
        ]
        yield boxes(ground for one in cells for ground in self._ground(*one))
        right = self.left + sum(self.widths)
        across: Row = {"x": self.left, "x2": right, "colour": RULE, "width": 1}
        heights = [self.top + self.row * down for down in range(len(rows) + 1)]
        yield lines({**across, "y": y, "y2": y} for y in heights)
        yield symbols(sign for one in cells for sign in self._check(*one))
        yield texts(
            [
                *self._titles(titles, lefts),
                *(word for one in cells for word in self._words(*one)),
            ]
        )

    def _titles(self, titles: Sequence[str], lefts: Sequence[float]) -> Iterator[Row]:
        for title, x, wide in zip(titles, lefts, self.widths, strict=True):
            told = cut(title, wide - 2 * _EDGE, self.size * BOLD)
            look: Row = {"size": self.size, "weight": "bold", "text": told}
            yield {**look, "x": x + _EDGE, "y": self.top - 10}

    def _ground(self, box: Box, x: float, y: float, wide: float) -> Iterator[Row]:
        if box.tone in GROUNDS:
            place: Row = {"x": x + 1, "y": y + 1, "x2": x + wide - 1, "y2": y + self.row - 1}
            yield {**place, "fill": GROUNDS[box.tone]}

    def _check(self, box: Box, x: float, y: float, wide: float) -> Iterator[Row]:
        if box.sign == "✓":  # which few letters of print have
            look: Row = {"shape": CHECK, "fill": "transparent", "stroke": TONES[box.tone]}
            place: Row = {"x": x + _EDGE + 5, "y": y + self.row / 2}
            yield {**look, **place, "size": self.size * 6, "width": 2}

    def _words(self, box: Box, x: float, y: float, wide: float) -> Iterator[Row]:
        """The sign, the lines of the text, and at the end of the last one what is said aside."""
        left = x + _EDGE
        if box.sign and box.sign != "✓":
            look: Row = {"size": self.size + 2, "weight": "bold", "align": "center"}
            sign: Row = {"text": box.sign, "colour": TONES[box.tone], **look}
            yield {**sign, "x": left + 5, "y": y + self.row / 2}
        left += _SIGN if box.sign else 0
        aside = cut(box.aside, wide / 2, self.size - 1) if box.aside else ""
        beside = room(aside, self.size - 1) + 4 if aside else 0
        told = self._told(box, x + wide - _EDGE - left - beside)
        middle = y + self.row / 2 - (len(told) - 1) * self.size * 0.6
        colour = FAINT if box.tone == "faint" else INK
        weight = "bold" if box.tone == "strong" else "normal"
        base: Row = {"size": self.size, "colour": colour, "weight": weight, "x": left}
        for nth, line in enumerate(told):
            yield {**base, "y": middle + nth * self.size * 1.2, "text": line}
        if aside:
            end: Row = {"x": x + wide - _EDGE, "y": y + self.row / 2, "align": "right"}
            yield {**end, "text": aside, "size": self.size - 1, "colour": FAINT}

    def _told(self, box: Box, pixels: float) -> list[str]:
        """The lines of a cell; of its short text where the whole one has no room."""
        size = self.size * (BOLD if box.tone == "strong" else 1)
        told = wrapped(box.text, pixels, size, self.lines)
        if not box.short or " ".join(told) == plain(box.text):
            return told
        return wrapped(box.short, pixels, size, self.lines)
