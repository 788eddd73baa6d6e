"""What was said in a round, of which as much is unpacked as somebody asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain
from typing import Any, NamedTuple, overload

from negtrack.document import Path
from negtrack.model import Statement

Places = Mapping[tuple[str, int], tuple[int, int]]
"""The line and the column of each statement of a file, by its issue and its place in the list."""

Ends = Mapping[tuple[str, str], frozenset[Decimal]]
"""The numbers between which a scale may have to be observed, by issue and basis: of many, the
least, the greatest and one more."""


class Linked(NamedTuple):
    """A part of a file by which it hangs together with others: its kind, its path, what it names.

    `data` has no more than the keys that name something in another file.
    """

    kind: str
    path: Path
    data: dict[str, Any]


class Said(NamedTuple):
    """The statements of a file, where each of them stands, and the parts that have conditions."""

    statements: tuple[Statement, ...]
    places: Places
    asking: tuple[Linked, ...] = ()


class _Statements(Sequence[Statement]):
    """Statements that are the same as any others that are equal, be these in a tuple or not."""

    __slots__ = ()

    def all(self) -> tuple[Statement, ...]:
        """Each of them."""
        raise NotImplementedError

    @overload
    def __getitem__(self, place: int) -> Statement: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Statement, ...]: ...
    def __getitem__(self, place: int | slice) -> Statement | tuple[Statement, ...]:
        return self.all()[place]

    def __iter__(self) -> Iterator[Statement]:
        return iter(self.all())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self.all() == tuple(other)

    def __hash__(self) -> int:
        return hash(self.all())


class Spoken(_Statements):
    """The statements of one file in which nothing is wrong or confidential.

    They are unpacked when somebody asks for one. `key` tells them from any others; `ends` are what
    scales may be measured by.
    """

    __slots__ = ("_said", "_unpack", "ends", "key", "number")

    def __init__(self, key: object, number: int, ends: Ends, unpack: Callable[[], Said]) -> None:
        self.key = key
        self.number = number
        self.ends = ends
        self._unpack = unpack
        self._said: Said | None = None

    @property
    def said(self) -> Said:
        """The statements with their places."""
        if self._said is None:
            self._said = self._unpack()
        return self._said

    def all(self) -> tuple[Statement, ...]:
        """Each of them."""
        return self.said.statements

    def __len__(self) -> int:
        return self.number

    def __eq__(self, other: object) -> bool:
        return (isinstance(other, Spoken) and self.key == other.key) or super().__eq__(other)

    __hash__ = _Statements.__hash__


class Together(_Statements):
    """The statements of several files of one round, one after the other."""

    __slots__ = ("parts",)

    def __init__(self, parts: Sequence[Sequence[Statement]]) -> None:
        self.parts = tuple(parts)

    def all(self) -> tuple[Statement, ...]:
        """Each of them."""
        return tuple(chain.from_iterable(self.parts))

    def __iter__(self) -> Iterator[Statement]:
        return chain.from_iterable(self.parts)

    def __len__(self) -> int:
        return sum(map(len, self.parts))

    def __eq__(self, other: object) -> bool:
        alike = isinstance(other, Together) and self.parts == other.parts
        return alike or super().__eq__(other)

    __hash__ = _Statements.__hash__


def together(parts: Sequence[Sequence[Statement]]) -> Sequence[Statement]:
    """The statements of all files of a round: as they are, or each file's when it is asked for."""
    if any(isinstance(one, Spoken) for one in parts):
        return Together(parts)
    return tuple(chain.from_iterable(parts))


def parts_of(statements: Sequence[Statement]) -> tuple[Sequence[Statement], ...]:
    """The statements of a round file by file, as far as they are kept apart."""
    return statements.parts if isinstance(statements, Together) else (statements,)


def openly_read(statements: Sequence[Statement]) -> Iterator[Statement]:
    """Those among which something may be confidential."""
    for part in parts_of(statements):
        if not isinstance(part, Spoken):
            yield from part
