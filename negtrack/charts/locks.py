"""A chart of what waits for what: statements as boxes, conditions as lines, locks as rings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from negtrack.charts.frame import NOTE, Frame, Head, frame, sentence
from negtrack.charts.layers import layers
from negtrack.charts.marks import Layer, Row, boxes, curves, spec, symbols, texts
from negtrack.charts.waiting import Need, Waiting
from negtrack.charts.words import span_of, standing_in_words
from negtrack.figure import Figure, Room
from negtrack.lettering import BOLD, cut, plain, room
from negtrack.linkage import Key, State
from negtrack.openings import Lock
from negtrack.palette import BAND, FAINT, INK, PAPER, RULE, TONES
from negtrack.record import Record
from negtrack.text import counted, listed
from negtrack.wording import private_note

LOOKS: Mapping[State, tuple[str, float, Sequence[float]]] = {
    "met": ("good", 1.4, ()),
    "waiting": ("open", 1.8, (7, 4)),
    "open": ("faint", 1.8, (2, 3)),
    "blocked": ("bad", 3, ()),
}
"""How the line of a need is drawn by its state: its tone, its width, and its dashes."""

_PITCH, _BOX, _SIDE, _NAME = 62, 44, 150, 18
"""From one box to the next, their height, and the room for lines and for names of rings."""

_LETTERS, _LABEL, _RING = 11, 190, 100
"""The size of a label in pixels, the widest one, and the widest beside a ring."""


def locks(record: Record, waiting: Waiting, size: Room) -> Figure:
    """The graph as of a round; what there is no room for is counted below it."""
    title, negotiation = "What waits for what", record.negotiation
    subtitle, warning = span_of(negotiation, [waiting.moment.round]), private_note(record)
    if not waiting.claims:
        told = "Nobody sets conditions."
        return Figure(title, told, spec(size, sentence(size, Head(title, subtitle), told)))
    needs = waiting.needs()
    nodes = [*dict.fromkeys(key for one in needs for key in (one.start, one.end))]
    columns = waiting.kept(layers(nodes, [(one.start, one.end) for one in needs]))
    left_out = len(nodes) - sum(map(len, columns))
    around = frame(size, Head(title, subtitle, (), list(_notes(needs, left_out)), warning))
    drawn = _Graph(waiting, needs, columns, around)
    return Figure(title, _told(waiting, needs), spec(size, (*around.layers, *drawn.layers())))


def _notes(needs: Sequence[Need], left_out: int) -> Iterator[str]:
    """What the lines mean that are there."""
    means = {
        "met": "thin line: met",
        "waiting": "dashed: they would, on conditions of their own",
        "open": "dotted: open, nobody asked has a position that compares",
        "blocked": "thick: blocked, somebody asked stands elsewhere",
    }
    used = {one.state for one in needs}
    yield "an arrow goes from who waits to what must come true"
    yield from (told for state, told in means.items() if state in used)
    if left_out:
        yield f"no room for {counted(left_out, 'more statement')}"


class _Graph(NamedTuple):
    waiting: Waiting
    needs: Sequence[Need]
    columns: list[list[Key]]
    around: Frame

    @property
    def inner(self) -> set[tuple[Key, Key]]:
        """The needs between two statements of one column, which are in one ring."""
        same = {key: number for number, column in enumerate(self.columns) for key in column}
        pairs = {(one.start, one.end) for one in self.needs}
        return {(a, b) for a, b in pairs if same.get(a, -1) == same.get(b, -2)}

    @property
    def wide(self) -> float:
        """The width of a box: the more columns, the narrower."""
        return {1: 300, 2: 250, 3: 168, 4: 130, 5: 104}.get(len(self.columns), 84)

    @property
    def _all(self) -> float:
        return self.around.right - self.around.left

    def places(self) -> dict[Key, tuple[float, float, float]]:
        """The left, the middle and the height of each box."""
        side = _SIDE if any(one[0] in self.columns[0] for one in self.inner) else 0
        free = self._all - side - self.wide
        step = free / max(len(self.columns) - 1, 1)
        found = {}
        for number, column in enumerate(self.columns):
            high = self.around.bottom - self.around.top - _NAME
            pitch = min(high / max(len(column), 1), _PITCH)
            top = self.around.top + _NAME + (high - pitch * len(column)) / 2
            for nth, key in enumerate(column):
                middle = top + pitch * (nth + 0.5)
                left = self.around.left + side + step * number
                found[key] = left, middle, min(_BOX, pitch - 7)
        return found

    def layers(self) -> Iterator[Layer]:
        """Rings, lines, boxes and words, from the ground up."""
        places = self.places()
        yield boxes(self._rings(places))
        yield texts(self._ring_names(places))
        drawn = [one for one in self.needs if one.start in places and one.end in places]
        ports = self._ports(drawn, places)
        yield curves(self._line(one, places, ports[nth]) for nth, one in enumerate(drawn))
        yield symbols(self._arrow(one, places, ports[nth]) for nth, one in enumerate(drawn))
        named = [self._label(one, places, ports[nth]) for nth, one in enumerate(drawn)]
        yield boxes(map(_ground, named))
        yield texts(named)
        yield boxes(self._box(key, places[key]) for key in places)
        yield texts(row for key in places for row in self._words(key, places[key]))

    def _rings(self, places: Mapping[Key, tuple[float, float, float]]) -> Iterator[Row]:
        for _, ends in self._ringed(places):
            yield {**ends, "fill": BAND, "stroke": INK, "width": 2.5, "round": 8}

    def _ring_names(self, places: Mapping[Key, tuple[float, float, float]]) -> Iterator[Row]:
        """The kind of each lock above it; where another stands there, to its right."""
        for nth, (lock, ends) in enumerate(self._ringed(places)):
            kind = "sequence" if lock.sequence else "substance"
            place: Row = {"x": ends["x"], "y": ends["y"] - 9}
            if nth and ends["high"] < _BOX:
                place = {"x": ends["x2"] + 8, "y": (ends["y"] + ends["y2"]) / 2}
            yield {**place, "text": f"lock of {kind}", "size": 12, "weight": "bold"}

    def _ringed(
        self, places: Mapping[Key, tuple[float, float, float]]
    ) -> Iterator[tuple[Lock, dict[str, float]]]:
        """Each lock of which two statements are drawn, and its ends."""
        for lock in self.waiting.locks:
            here = [places[key] for key in lock.statements if key in places]
            if len(here) > 1:
                left, high = here[0][0], here[0][2]
                over = high / 2 + (8 if high == _BOX else 3)
                yield (
                    lock,
                    {
                        **{"x": left - 10, "x2": left + self.wide + 10, "high": high},
                        "y": min(one[1] for one in here) - over,
                        "y2": max(one[1] for one in here) + over,
                    },
                )

    def _ports(
        self, drawn: Sequence[Need], places: Mapping[Key, tuple[float, float, float]]
    ) -> list[float]:
        """The height at which each line ends: spread over the side of its box."""
        ends: dict[Key, list[int]] = {}
        for nth, one in enumerate(drawn):
            ends.setdefault(one.end, []).append(nth)
        found = [0.0] * len(drawn)
        for key, some in ends.items():
            _, middle, high = places[key]
            some.sort(key=lambda nth: places[drawn[nth].start][1])
            step = min(high / len(some), 15)
            for place, nth in enumerate(some):
                found[nth] = middle + (place - (len(some) - 1) / 2) * step
        return found

    def _line(
        self, one: Need, places: Mapping[Key, tuple[float, float, float]], port: float
    ) -> Row:
        """A curve that comes in straight, below its label; within a ring it goes round the side."""
        tone, width, dash = LOOKS[one.state]
        left, middle, _ = places[one.start]
        end = places[one.end][0] - 7
        if (one.start, one.end) in self.inner:
            start, straight = left, end - self._label_room(one)
            bend = (straight - 36, straight - 36)
        else:
            start = left + self.wide
            straight = end - self._label_room(one)
            half = (straight - start) / 2
            bend = (start + half, straight - half)
        points = ((start, middle), (bend[0], middle), (bend[1], port), (straight, port))
        (x, y), *rest = [(round(x, 1), round(y, 1)) for x, y in points]
        path = f"M{x},{y}C{' '.join(f'{x},{y}' for x, y in rest)}L{round(end, 1)},{round(port, 1)}"
        return {"path": path, "colour": TONES[tone], "width": width, "dash": [*dash]}

    def _label_room(self, one: Need) -> float:
        """The room for a label between two columns; a ring has less, as it is gone round."""
        if len(self.columns) == 1:
            return _RING
        between = (self._all - self.wide) / (len(self.columns) - 1) - self.wide
        most = _RING if (one.start, one.end) in self.inner else _LABEL
        return max(min(between * 0.72, most), 0)

    def _arrow(
        self, one: Need, places: Mapping[Key, tuple[float, float, float]], port: float
    ) -> Row:
        tone = TONES[LOOKS[one.state][0]]
        place: Row = {"x": places[one.end][0] - 5, "y": port, "shape": "triangle-right"}
        return {**place, "size": 60, "fill": tone, "stroke": tone}

    def _label(
        self, one: Need, places: Mapping[Key, tuple[float, float, float]], port: float
    ) -> Row:
        """What must come true and its state, above the end of the line."""
        pixels = self._label_room(one) - 8
        either = f" (or {one.alternative})" if one.alternative > 1 else ""
        state = f"{one.state}{either}"
        value = cut(one.value, max(pixels - room(f": {state}", _LETTERS), 0), _LETTERS)
        told = f"{value}: {state}" if len(value) > 3 or value == one.value else state
        look: Row = {"text": told, "size": _LETTERS, "colour": TONES[LOOKS[one.state][0]]}
        return {**look, "x": places[one.end][0] - 13, "y": port - 7, "align": "right"}

    def _box(self, key: Key, place: tuple[float, float, float]) -> Row:
        left, middle, high = place
        claims = {claim.key: claim for claim in self.waiting.claims}
        own = key in claims
        colour = RULE if not own else TONES["good"] if claims[key].met else INK
        ends: Row = {"x": left, "x2": left + self.wide}
        sides: Row = {"y": middle - high / 2, "y2": middle + high / 2}
        look: Row = {"fill": PAPER, "stroke": colour, "width": 1.6 if own else 1.2, "round": 4}
        return {**ends, **sides, **look}

    def _words(self, key: Key, place: tuple[float, float, float]) -> Iterator[Row]:
        """Whose statement it is, and what it says; on one line where a box is low."""
        left, middle, high = place
        negotiation = self.waiting.moment.negotiation
        party = negotiation.parties[key[0]].name if key[0] else "nobody is asked"
        issue, standing = negotiation.issues[key[1]], self.waiting.moment.stands.get(key)
        said = standing_in_words(issue, standing, short=True) if standing else "no position"
        told = f"{issue.id}: {said}"
        pixels = self.wide - 12
        name: Row = {"x": left + 6, "weight": "bold", "size": 12}
        if high >= 30:
            yield {**name, "y": middle - 8, "text": cut(party, pixels, 12 * BOLD)}
            yield {"x": left + 6, "y": middle + 8, "text": cut(told, pixels, NOTE), "size": NOTE}
            return
        shown = cut(party, pixels * 0.45, NOTE * BOLD)
        taken = room(shown, NOTE * BOLD) + 6
        yield {**name, "y": middle, "text": shown, "size": NOTE}
        rest = cut(told, pixels - taken, NOTE)
        yield {"x": left + 6 + taken, "y": middle, "text": rest, "size": NOTE, "colour": FAINT}


def _ground(label: Row) -> Row:
    """A ground below a label, so that no line runs through it."""
    right, middle = float(str(label["x"])), float(str(label["y"]))
    wide = room(str(label["text"]), _LETTERS)
    return {"x": right - wide - 2, "x2": right + 1, "y": middle - 6, "y2": middle + 5}


def _told(waiting: Waiting, needs: Sequence[Need]) -> str:
    """The graph in words: how many conditions are how, and who is locked with whom."""
    states = Counter(one.state for one in needs)
    counts = listed([f"{states[state]} {state}" for state in LOOKS if states[state]])
    number = counted(len(waiting.claims), "statement")
    told = [f"{number} with conditions as of round {waiting.moment.round.number}: {counts}."]
    parties, issues = waiting.moment.negotiation.parties, waiting.moment.negotiation.issues
    for lock in waiting.locks[:2]:
        names = [f"{parties[one].name} on {issues[about].title}" for one, about in lock.statements]
        told.append(f"{plain(listed(names[:4]))} wait for each other.")
    return " ".join(told)
