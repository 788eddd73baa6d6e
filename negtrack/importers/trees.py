"""The files of a negotiation as trees of keys, and as the texts that are made of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from negtrack.editors import line
from negtrack.emitting import Out, entry
from negtrack.folder import HEAD, POSITIONS, ROUND

Tree = Mapping[str, Out]


class Files(NamedTuple):
    """A negotiation's files: its head (None where it is there already), and each round's by name.

    In a round, the trees are by the names of their files, `round.yaml` and `PARTY.yaml`.
    """

    negotiation: str
    head: Tree | None
    rounds: Mapping[str, Mapping[str, Tree]]

    def texts(self) -> dict[str, bytes]:
        """The bytes of every file, by path from above `positions/`."""
        folder = f"{POSITIONS}/{self.negotiation}"
        found = {f"{folder}/{HEAD}": _text("negotiation", 1, self.head)} if self.head else {}
        for name, files in self.rounds.items():
            for file, tree in files.items():
                kind = "round" if file == ROUND else "party"
                found[f"{folder}/{name}/{file}"] = _text(kind, 2, tree)
        return {path: text.encode("utf-8", "surrogatepass") for path, text in found.items()}


def _text(kind: str, depth: int, tree: Tree) -> str:
    """One file: each part of a section on lines of its own."""
    told = [line(kind, depth)]
    for key, value in tree.items():
        if isinstance(value, Mapping):
            told.append(f"{key}:")
            for name, one in value.items():
                first, *rest = entry(name, one, 2)
                told += [f"  {first}", *rest]
        else:
            told += entry(key, value, 0)
    return "".join(f"{one}\n" for one in told)
