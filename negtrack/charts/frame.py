"""What stands around a chart: its title above, whose sign is whose, and what signs mean below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from negtrack.charts.marks import Layer, Row, symbols, texts
from negtrack.figure import Room
from negtrack.lettering import BOLD, cut, room, wrapped
from negtrack.model import Party
from negtrack.palette import FAINT, PAPER, colour, shape

TEXT, NOTE, TITLE = 13, 11, 24
"""The sizes of letters in pixels: of names, of what is said aside, of the title."""

_NAMES, _KEY_ROWS, _STEP = (210, 136), 3, 20
"""The widest name of one of few and of many parties, the most rows, and the height of each."""

_MANY = 6
"""As many parties are few."""


class Head(NamedTuple):
    """What is said around a chart: title and subtitle, the parties with signs, and the notes."""

    title: str
    subtitle: str = ""
    parties: Sequence[Party] = ()
    notes: Sequence[str] = ()
    warning: str = ""


class Frame(NamedTuple):
    """The layers of what stands around a chart, and the room that is left for it."""

    layers: tuple[Layer, ...]
    left: float
    top: float
    right: float
    bottom: float


def frame(size: Room, head: Head) -> Frame:
    """What stands around a chart of a size; a chart with no title has no subtitle either."""
    edge = 36 if size.titled else 6
    wide = size.width - 2 * edge
    words = list(_titles(head, edge, wide)) if size.titled else []
    top = 88 if size.titled else 14
    signs, names = _key(head.parties, edge, top, wide)
    if head.parties:
        top += _STEP * len({row["y"] for row in names})
    below = list(_notes(head, size, edge, wide))
    bottom = size.height - (20 if size.titled else 8) - 15 * len(below)
    layers = (texts([*words, *names, *below]), symbols(signs))
    return Frame(layers, edge, top, size.width - edge, bottom)


def _titles(head: Head, x: float, wide: float) -> Iterator[Row]:
    title = cut(head.title, wide, TITLE * BOLD)
    yield {"x": x, "y": 40, "text": title, "size": TITLE, "weight": "bold"}
    told = cut(head.subtitle, wide, TEXT)
    yield {"x": x, "y": 66, "text": told, "size": TEXT, "colour": FAINT}


def _notes(head: Head, size: Room, x: float, wide: float) -> Iterator[Row]:
    """What signs mean, on two lines at most, below what nobody else may see."""
    told = [line for line in wrapped("; ".join(head.notes), wide, NOTE, 2) if line]
    lines = [*([cut(head.warning, wide, NOTE)] if head.warning else []), *told]
    low = size.height - (16 if size.titled else 6)
    for number, line in enumerate(reversed(lines)):
        yield {"x": x, "y": low - 15 * number, "text": line, "size": NOTE, "colour": FAINT}


def _key(
    parties: Sequence[Party], edge: float, top: float, wide: float
) -> tuple[list[Row], list[Row]]:
    """The sign and name of each party, in rows from the left; who has no room is counted."""
    signs: list[Row] = []
    names: list[Row] = []
    x, y = edge, top
    for number, party in enumerate(parties):
        name = cut(party.name, _NAMES[len(parties) > _MANY], TEXT)
        taken = 30 + room(name, TEXT)
        last = y == top + _STEP * (_KEY_ROWS - 1)
        if x + taken + (90 if last and number < len(parties) - 1 else 0) > edge + wide:
            if last:
                told = f"and {len(parties) - number} more"
                names.append({"x": x, "y": y, "text": told, "size": TEXT, "colour": FAINT})
                break
            x, y = edge, y + _STEP
        signs.append({"x": x + 7, "y": y, **sign(number)})
        names.append({"x": x + 18, "y": y, "text": name, "size": TEXT})
        x += taken
    return signs, names


def sign(nth: int, *, stated: bool = True, size: float = 80) -> Row:
    """The sign of the party with this number: filled where it stated something, else hollow."""
    fill = colour(nth) if stated else PAPER
    return {"shape": shape(nth), "fill": fill, "stroke": colour(nth), "size": size}


def sentence(size: Room, head: Head, told: str) -> tuple[Layer, ...]:
    """Instead of a chart, where there is nothing to draw: a sentence in the middle."""
    around = frame(size, head)
    lines = wrapped(told, around.right - around.left - 40, 18, 4)
    middle = (around.top + around.bottom) / 2 - 13 * (len(lines) - 1)
    rows: list[Row] = [
        {"x": size.width / 2, "y": middle + 26 * number, "text": line, "size": 18}
        for number, line in enumerate(lines)
    ]
    return (*around.layers, texts([{**row, "align": "center", "colour": FAINT} for row in rows]))
