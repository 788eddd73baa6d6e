"""What is said in the files of a record: what is known from before, and the rest on every core.

What is known is kept by what a file holds, so that it is never taken for what another one says: a
file is known as well in another branch, folder or revision. The statements of a round are kept
apart from all else that its files say, and read only where somebody asks for one.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from hashlib import sha256
from typing import Any, NamedTuple

from negtrack.cache import ROUND, SAID, STOOD, Cache
from negtrack.contents import Content, Files
from negtrack.cores import judged
from negtrack.heard import Heard, Hearsay, Kept, Occasion, Packed, Whose, packed, unpacked
from negtrack.judging import judge
from negtrack.record import HEAD

_MANY = 4
"""How many times the files of a round are known at most; then those of today alone are kept."""

Gists = dict[bytes, Packed | None]
"""What files say less their statements, by the key of each; None where something is wrong."""


class Listener(NamedTuple):
    """Whoever hears what is said in a record; `program` tells this program from any other.

    It works on as many `cores` as that, and says how many files it has heard to `counted`.
    """

    cache: Cache | None
    program: str
    cores: int
    counted: Callable[[int], object]

    def hear(self, asked: Sequence[tuple[Occasion, Files]]) -> Hearsay:
        """What is said in each file in which nothing is wrong."""
        heard: dict[str, Heard] = {}
        rounds: list[_Round] = []
        waiting: list[tuple[_Round, Gists]] = []
        missing: list[tuple[Occasion, Files]] = []
        for occasion, files in asked:
            one = _Round(occasion, files, self.cache, self.program.encode())
            rounds.append(one)
            known = one.gists()
            missed = one.missed(known)
            self.counted(len(files) - len(missed))
            if missed:
                waiting.append((one, known))
                missing.append((occasion, missed))
            else:
                heard |= one.heard(known)
        for (one, known), found in zip(
            waiting, judged(missing, self.cores, self.counted), strict=True
        ):
            heard |= one.heard(one.kept(known, found))
        return Hearsay(heard, _Notes(rounds, heard))


class _Round:
    """The party files of a round, by path, and what is known of them."""

    def __init__(
        self, occasion: Occasion, files: Files, cache: Cache | None, program: bytes
    ) -> None:
        self.occasion = occasion
        self.files = files
        self.cache = cache
        self.program = program
        self.keys = {file: _key(file, one) for file, one in files.contents.items()}

    @cached_property
    def judged_by(self) -> str:
        """What tells all that these files are judged by from anything else."""
        occasion = self.occasion
        dates = [(file, said) for file, said in sorted(occasion.data.items()) if file != HEAD]
        told = repr((occasion.round.id, dates, occasion.head.text))
        return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()

    def gists(self) -> Gists:
        """What is known of the files of the round, and of others that were in their place."""
        return self._recalled(ROUND)

    @cached_property
    def said(self) -> dict[bytes, bytes]:
        """The statements of the files in which nothing is wrong, packed."""
        return self._recalled(SAID)

    def missed(self, known: Gists) -> Files:
        """The files of which it is not known what they say."""
        return self.files.some(file for file, key in self.keys.items() if key not in known)

    def kept(self, known: Gists, found: Mapping[str, Kept | None]) -> Gists:
        """What is known with what was found out, kept for the next time."""
        gists = known | {self.keys[file]: one and one[0] for file, one in found.items()}
        said = self.said | {self.keys[file]: one[1] for file, one in found.items() if one}
        if len(gists) > _MANY * len(self.files):
            gists = {key: gists[key] for key in self.keys.values()}
            said = {key: said[key] for key in self.keys.values() if key in said}
        self.said = said
        self._keep(ROUND, gists)
        self._keep(SAID, said)
        return gists

    def heard(self, known: Gists) -> dict[str, Heard]:
        """What is said in those of the files in which nothing is wrong."""
        found = {}
        for file, key in self.keys.items():
            gist = known[key]
            if gist is not None:
                party = file.rpartition("/")[2].removesuffix(".yaml")
                whose = Whose(party, self.occasion.round.id, self.judged_by.encode() + key)
                found[file] = unpacked(whose, gist, partial(self._said_in, file))
        return found

    def _said_in(self, file: str) -> bytes:
        """The statements of a file; read again where they are no longer kept."""
        said = self.said.get(self.keys[file])
        if said is None:
            heard = judge(self.occasion, file, self.files[file])
            assert heard is not None  # as it was when the rest of it was kept
            said = packed(heard).said
        return said

    def _recalled(self, what: str) -> dict[bytes, Any]:
        kept = self.cache and self.cache.of(what).known(self.judged_by, self.program)
        told: dict[bytes, Any] = marshal.loads(kept) if kept else {}
        return told

    def _keep(self, what: str, told: dict[bytes, Any]) -> None:
        if self.cache is not None:
            self.cache.of(what).keep(self.judged_by, self.program, (0, marshal.dumps(told)))


class _Notes:
    """What is kept as of each round, for as long as all files up to it hold the same.

    Nothing is kept where a file was not heard: it may be confidential.
    """

    def __init__(self, rounds: Sequence[_Round], heard: Mapping[str, Heard]) -> None:
        self._rounds = rounds
        self._heard = heard

    def recall(self, number: int) -> bytes | None:
        """What was kept as of the round of a number, all up to it being as it was."""
        place = self._place(number)
        return place[0].known(*place[1:]) if place else None

    def keep(self, number: int, told: bytes) -> None:
        """Keep something as of the round of a number."""
        place = self._place(number)
        if place:
            place[0].keep(*place[1:], (0, told))

    def _place(self, number: int) -> tuple[Cache, str, bytes] | None:
        """Where something is kept as of a round, by which name, and what it rests on."""
        rounds = self._rounds[:number]
        if not rounds or rounds[-1].cache is None:
            return None
        if not all(file in self._heard for one in rounds for file in one.keys):
            return None
        rests_on = sha256(rounds[-1].program)
        for one in rounds:
            rests_on.update(one.judged_by.encode())
            rests_on.update(b"\0".join(sorted(one.keys.values())))
        return rounds[-1].cache.of(STOOD), rounds[-1].judged_by, rests_on.digest()


def _key(file: str, content: Content) -> bytes:
    """What tells a file in its round from any other: whose it is, is part of what it says."""
    digest = content.digest or sha256(content.raw).digest()
    return file.encode("utf-8", "surrogatepass") + b"\0" + digest
