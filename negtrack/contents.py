"""Files of which what they hold is there, or is read when somebody asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping


class Content:
    """What one file holds: its bytes, their number, and their SHA-256 where that is known.

    The bytes are those that are there, or what `read` gets once somebody asks for them.
    """

    __slots__ = ("_raw", "_read", "digest", "size")

    def __init__(
        self, size: int, raw: bytes | None, digest: bytes = b"", read: Callable[[], bytes] = bytes
    ) -> None:
        self.size = size
        self.digest = digest
        self._raw = raw
        self._read = read

    @property
    def raw(self) -> bytes:
        """The bytes."""
        if self._raw is None:
            self._raw = self._read()
        return self._raw


class Files(Mapping[str, bytes]):
    """The bytes of files by their path, each file's read when it is asked for."""

    __slots__ = ("contents",)

    def __init__(self, contents: Mapping[str, Content]) -> None:
        self.contents = contents

    def __getitem__(self, path: str) -> bytes:
        return self.contents[path].raw

    def __contains__(self, path: object) -> bool:
        return path in self.contents

    def __iter__(self) -> Iterator[str]:
        return iter(self.contents)

    def __len__(self) -> int:
        return len(self.contents)

    @property
    def size(self) -> int:
        """The bytes of all of them."""
        return sum(one.size for one in self.contents.values())

    def some(self, paths: Iterable[str]) -> Files:
        """Some of the files."""
        return Files({path: self.contents[path] for path in paths})

    def put(self, path: str, raw: bytes) -> Files:
        """The same files, one of them with other bytes."""
        return Files({**self.contents, path: Content(len(raw), raw)})


def files_of(found: Mapping[str, bytes]) -> Files:
    """Files as they are, or bytes by path as files."""
    if isinstance(found, Files):
        return found
    return Files({path: Content(len(raw), raw) for path, raw in found.items()})
