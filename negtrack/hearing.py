"""What is said in the files of a record: what is known from before, and the rest on every core.

What is known is kept by what a file holds, so that it is never taken for what another one says: a
file is known as well in another branch, folder or revision.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

from negtrack.cache import Cache
from negtrack.cores import judged
from negtrack.heard import Heard, Occasion, Packed, unpacked
from negtrack.record import HEAD

_MANY = 4
"""How many times the files of a round are known at most; then those of today alone are kept."""

Told = dict[bytes, Packed | None]
"""What files say by the digest of each; None for one in which something is wrong."""


class Listener(NamedTuple):
    """Whoever hears what is said in a record; `program` tells this program from any other.

    It works on as many `cores` as that, and says how many files it has heard to `counted`.
    """

    cache: Cache | None
    program: str
    cores: int
    counted: Callable[[int], object]

    def hear(self, asked: Sequence[tuple[Occasion, Mapping[str, bytes]]]) -> dict[str, Heard]:
        """What is said in each file in which nothing is wrong."""
        heard: dict[str, Heard] = {}
        waiting: list[tuple[_Round, Told]] = []
        missing: list[tuple[Occasion, Mapping[str, bytes]]] = []
        for occasion, files in asked:
            one = _Round(occasion, files, _digests(files))
            told = self._recalled(one)
            missed = one.missed(told)
            self.counted(len(files) - len(missed))
            if missed:
                waiting.append((one, told))
                missing.append((occasion, missed))
            else:
                heard |= one.heard(told)
        for (one, told), found in zip(
            waiting, judged(missing, self.cores, self.counted), strict=True
        ):
            now = told | {one.digests[file]: said for file, said in found.items()}
            self._keep(one, now)
            heard |= one.heard(now)
        return heard

    def _recalled(self, one: _Round) -> Told:
        """What is known of the files of a round, and of others that were in its place."""
        kept = self.cache and self.cache.recall(one.question, self.program)
        if not kept:
            return {}
        with kept.rest as file:
            told: Told = marshal.loads(file.read())  # `load` asks the file for each byte
        return told

    def _keep(self, one: _Round, told: Told) -> None:
        if self.cache is None:
            return
        if len(told) > _MANY * len(one.files):
            told = {digest: told[digest] for digest in one.digests.values()}
        self.cache.keep(one.question, self.program, (0, marshal.dumps(told)))


class _Round(NamedTuple):
    """The party files of a round, by path, and the digest of each."""

    occasion: Occasion
    files: Mapping[str, bytes]
    digests: Mapping[str, bytes]

    @property
    def question(self) -> str:
        """What tells all that these files are judged by from anything else."""
        occasion = self.occasion
        dates = [(file, said) for file, said in sorted(occasion.data.items()) if file != HEAD]
        judged_by = repr((occasion.round.id, dates, occasion.head.text))
        return f"heard {sha256(_bytes(judged_by)).hexdigest()}"

    def missed(self, told: Told) -> dict[str, bytes]:
        """The files of which it is not known what they say."""
        return {file: raw for file, raw in self.files.items() if self.digests[file] not in told}

    def heard(self, told: Told) -> dict[str, Heard]:
        """What is said in those of the files in which nothing is wrong."""
        found = {}
        for file, digest in self.digests.items():
            said = told[digest]
            if said is not None:
                party = file.rpartition("/")[2].removesuffix(".yaml")
                found[file] = unpacked(party, self.occasion.round.id, said)
        return found


def _digests(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The digest of each file, with its name: whose it is, is part of what it says."""
    return {file: sha256(_bytes(file) + b"\0" + raw).digest() for file, raw in files.items()}


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
