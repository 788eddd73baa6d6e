"""Two versions of a file of the record put together, statement by statement; never one is lost.

What only one side changed is taken from it byte for byte. What both wrote differently stays, both
ways, between ordinary conflict markers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from negtrack.alignment import Unclear, aligned, alike, apart, dated_apart, joined
from negtrack.chunks import Chunk, Cut, Kind, Uncut, as_list, cut, moved
from negtrack.keeping import Versions, kept
from negtrack.yamltext import Tree, read

OURS, BASE, THEIRS = "ours", "base", "theirs"
"""What the two sides, and what they began from, are called in markers."""

_BOM = b"\xef\xbb\xbf"
_T = TypeVar("_T")


class Conflict(NamedTuple):
    """What both sides wrote differently: whole lines, or nothing where a side removed them."""

    ours: str
    theirs: str


Piece = str | Conflict


class Merged(NamedTuple):
    """A file as merged, and the number of conflicts in it."""

    raw: bytes
    conflicts: int


def merge(base: bytes, ours: bytes, theirs: bytes, size: int = 7) -> Merged | None:
    """Put two versions together, with markers of this size; None where that cannot be done safely.

    `base` is empty where both sides began the file.
    """
    untouched = _either(base, ours, theirs)
    if untouched is not None:
        return Merged(untouched, 0)
    try:
        sheets = [_sheet(raw) for raw in (base, ours, theirs)]
        dress = _dress(sheets)
        cuts = [cut(one.text) for one in sheets]
        pieces = tuple(_file(*cuts))
        if dress is None or not _safe(cuts, pieces):
            return None
    except Uncut:
        return None
    text = "".join(_marked(one, size) for one in pieces)
    raw = _dressed(text, dress)
    return Merged(raw, sum(isinstance(one, Conflict) for one in pieces))


def lossless(base: bytes, ours: bytes, theirs: bytes, result: bytes) -> bool:
    """Whether what somebody else merged without conflict kept all; also where nobody can tell."""
    try:
        return kept(Versions(_tree(base), _tree(ours), _tree(theirs), _tree(result)))
    except Uncut:
        return True


# A file as bytes


class _Dress(NamedTuple):
    """How the bytes of a text are dressed: byte order mark, line ends, whether the last has one."""

    mark: bytes = b""
    end: str = "\n"
    ended: bool = True


class _Sheet(NamedTuple):
    """A text whose lines all end in a line feed, and how it is dressed; None where it is empty."""

    text: str
    dress: _Dress | None


def _sheet(raw: bytes) -> _Sheet:
    """A file as text; Uncut where it is none, or where its lines end in several ways."""
    if not raw:
        return _Sheet("", None)
    bare = raw.removeprefix(_BOM)
    windows = bare.count(b"\r\n")
    if windows not in (0, bare.count(b"\n")) or bare.count(b"\r") != windows:
        raise Uncut
    try:
        text = bare.decode().replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise Uncut from None
    ended = text.endswith("\n")
    dress = _Dress(raw[: len(raw) - len(bare)], "\r\n" if windows else "\n", ended)
    return _Sheet(text if ended else text + "\n", dress)


def _dressed(text: str, dress: _Dress) -> bytes:
    whole = text if dress.ended else text.removesuffix("\n")
    return dress.mark + whole.replace("\n", dress.end).encode()


def _tree(raw: bytes) -> Tree:
    reading = read("", raw)
    if reading.document is None or any(one.level == "error" for one in reading.problems):
        raise Uncut
    return reading.document.tree or {}


def _dress(sheets: Sequence[_Sheet]) -> _Dress | None:
    """How the result is dressed; an empty file is as any other."""
    known = next((one.dress for one in sheets if one.dress), _Dress())
    base, ours, theirs = (one.dress or known for one in sheets)
    return _either(base, ours, theirs)


def _marked(piece: Piece, size: int) -> str:
    if isinstance(piece, str):
        return piece
    return f"{'<' * size} {OURS}\n{piece.ours}{'=' * size}\n{piece.theirs}{'>' * size} {THEIRS}\n"


def _safe(cuts: Sequence[Cut], pieces: Sequence[Piece]) -> bool:
    """Whether the result says what it must, whichever side is taken in its conflicts."""
    base, ours, theirs = (one.whole.value for one in cuts)
    clean = all(isinstance(one, str) for one in pieces)
    for chosen in ("",) if clean else (OURS, THEIRS):
        text = "".join(one if isinstance(one, str) else getattr(one, chosen) for one in pieces)
        if not kept(Versions(base, ours, theirs, cut(text).whole.value, chosen)):
            return False
    return True


# A file as chunks


def _file(base: Cut, ours: Cut, theirs: Cut) -> Iterator[Piece]:
    yield _lines(base.before, ours.before, theirs.before)
    yield from _mapping(base.whole, ours.whole, theirs.whole, top=True)
    yield _lines(base.after, ours.after, theirs.after)


def _either(base: _T, ours: _T, theirs: _T) -> _T | None:
    """What one side, or both alike, made of something; None where they differ."""
    if ours in (base, theirs):
        return theirs
    return ours if theirs == base else None


def _lines(base: str, ours: str, theirs: str) -> Piece:
    text = _either(base, ours, theirs)
    return Conflict(ours, theirs) if text is None else text


def _part(base: Chunk | None, ours: Chunk | None, theirs: Chunk | None) -> Iterator[Piece]:
    """One chunk, where a side may have none."""
    here, there, before = (one.text if one else "" for one in (ours, theirs, base))
    if ours and theirs:
        yield from _both(base, ours, theirs)
    elif base and (not ours or alike(base, ours)) and (not theirs or alike(base, theirs)):
        return  # removed by one, and left alone by the other
    else:
        yield _lines(before if base else "", here, there)


def _both(base: Chunk | None, ours: Chunk, theirs: Chunk) -> Iterator[Piece]:
    """One chunk that both sides have."""
    text = _either(base.text if base else "", ours.text, theirs.text)
    if text is None and (alike(ours, theirs) or (base and alike(base, theirs))):
        text = ours.text
    elif text is None and base and alike(base, ours):
        text = theirs.text
    if text is not None:
        yield text
        return
    try:
        yield from tuple(_inside(*_shaped(base, ours, theirs)))
    except (Unclear, Uncut):
        yield Conflict(ours.text, theirs.text)


def _inside(base: Chunk, ours: Chunk, theirs: Chunk) -> Iterator[Piece]:
    """One chunk by its parts; Unclear where these cannot be told from one another."""
    if ours.kind == "agreement" and _either(*map(_own, (base, ours, theirs))) is None:
        raise Unclear
    yield _lines(base.head, ours.head, theirs.head)
    yield from (_list if ours.kind == "list" else _mapping)(base, ours, theirs)


def _own(chunk: Chunk) -> tuple[str, ...]:
    """What an agreement says by itself, besides its deliveries."""
    return tuple(one.text for one in chunk.parts if one.kind != "list")


def _shaped(base: Chunk | None, *sides: Chunk) -> Iterator[Chunk]:
    """The three as chunks of one kind that has parts; Unclear where they are of several."""
    if base is None:
        raise Unclear
    chunks = (base, *sides)
    kinds = {one.kind for one in chunks if one.value}
    found: set[Kind] = kinds - {"leaf"} or {base.kind}
    if len(found) != 1 or found not in (kinds, {"list"}):
        raise Unclear  # several kinds; only a statement alone is as good as a list of one
    (kind,) = found
    column = next(one.column for one in (*sides, base) if one.kind == kind)
    for one in chunks:
        if not one.value:
            yield one._replace(kind=kind, head=one.text, parts=(), column=column)
        elif kind == "list":
            yield moved(as_list(one, column), column)
        else:
            yield one


def _mapping(base: Chunk, ours: Chunk, theirs: Chunk, top: bool = False) -> Iterator[Piece]:
    """The entries of both in our order, those that are theirs after what they stand after there."""
    before, here, there = ({one.key: one for one in side.parts} for side in (base, ours, theirs))
    for key in _order(before, here, there):
        began = before.get(key)
        if not began and key in here and key in there:
            if top:
                began = Chunk(key, "leaf", "", "", None)  # what both begin is merged by its entries
            elif ours.key == "positions" and dated_apart(here[key], there[key]):
                began = Chunk(key, "list", "", "", None, column=ours.column + 2)
        yield from _part(began, here.get(key), there.get(key))


def _order(
    base: Mapping[str, Chunk], ours: Mapping[str, Chunk], theirs: Mapping[str, Chunk]
) -> list[str]:
    order, last = list(ours), -1
    for key in theirs:
        if key in ours:
            last = order.index(key)
            continue
        place = last + 1
        while place < len(order) and order[place] not in base and order[place] not in theirs:
            place += 1
        order.insert(place, key)
        last = place
    return order


def _list(base: Chunk, ours: Chunk, theirs: Chunk) -> Iterator[Piece]:
    """The items of both; Unclear where they added in two places what may be the same."""
    here, there = aligned(base.parts, ours.parts), aligned(base.parts, theirs.parts)
    apart(here, there)
    for place, (mine, others) in enumerate(zip(here.added, there.added, strict=True)):
        try:
            yield from [one.text for one in joined(mine, others)]
        except Unclear:
            yield Conflict(*("".join(one.text for one in side) for side in (mine, others)))
        if place < len(base.parts):
            yield from _part(base.parts[place], here.now[place], there.now[place])
