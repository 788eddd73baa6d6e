"""Files that are as they were when they were last read are not read again; all others are."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from program import ROOT

from negtrack import folder, identity, index
from negtrack.cache import Cache
from negtrack.folder import Folder
from negtrack.identity import Identity
from negtrack.index import Index
from negtrack.problems import Stop

WAGES = ROOT / "tests" / "records" / "wages" / "positions"
UNION = "positions/wages-2026/2026-01-12/union.yaml"
LATER = 10**10


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(WAGES, tmp_path / "talks" / "positions")
    return tmp_path / "talks"


@pytest.fixture
def kept(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache" / "negtrack")


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the files that are read from now on."""
    found: list[str] = []
    plain = index.read_file

    def noted(path: str) -> bytes:
        found.append(path.partition("/positions/")[2])
        return plain(path)

    monkeypatch.setattr(index, "read_file", noted)
    return found


def seen(root: Path, only: str | None = None, *, late: bool = True) -> Identity:
    """What the disk says, long after the last change or at once."""
    found = identity.identity(root, only)
    assert found is not None
    return found._replace(seen=found.seen + LATER) if late else found


def files(root: Path, kept: Cache, only: str | None = None, *, late: bool = True) -> Folder:
    return Index(root, kept, b"program").read(seen(root, only, late=late), only)


def same(root: Path, kept: Cache, only: str | None = None) -> None:
    """Assert that what is told by the index is what is there."""
    told, there = files(root, kept, only), folder.read(root, only)
    assert dict(told.files) == dict(there.files)
    assert sorted(told.problems) == sorted(there.problems)


def test_a_file_is_read_once(root: Path, kept: Cache, read: list[str]) -> None:
    first = files(root, kept)
    assert len(read) == len(first.files) > 4
    read.clear()
    again = files(root, kept)
    assert read == []
    assert again.files.size == first.files.size
    assert {path: one.digest for path, one in again.files.contents.items()} == {
        path: one.digest for path, one in first.files.contents.items()
    }
    assert dict(again.files) == dict(first.files)
    assert len(read) == len(first.files)


@pytest.mark.parametrize("only", [None, "wages-2026"])
def test_one_that_was_changed_is_read_again(
    root: Path, kept: Cache, read: list[str], only: str | None
) -> None:
    files(root, kept, only)
    path = root / UNION
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(b"pay", b"bay"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    read.clear()
    told = files(root, kept, only)
    assert read == [UNION.removeprefix("positions/")]
    assert told.files[UNION] == path.read_bytes()


def test_one_that_was_just_changed_is_read_once_more(
    root: Path, kept: Cache, read: list[str]
) -> None:
    files(root, kept, late=False)
    read.clear()
    files(root, kept)
    assert read


def test_one_that_is_changed_while_it_is_read_is_not_known(
    root: Path, kept: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = index.read_file

    def changed(path: str) -> bytes:
        raw = plain(path)
        if path.endswith(UNION):
            Path(path).write_bytes(b"another: text\n")
        return raw

    with monkeypatch.context() as patch:
        patch.setattr(index, "read_file", changed)
        files(root, kept)
    assert files(root, kept).files[UNION] == b"another: text\n"


def test_one_that_is_another_by_the_time_it_is_asked_for_stops(root: Path, kept: Cache) -> None:
    files(root, kept)
    told = files(root, kept)
    (root / UNION).write_bytes(b"another: text\n")
    with pytest.raises(Stop, match="was changed while it was read"):
        told.files[UNION]


ODD: dict[str, Callable[[Path], object]] = {
    "a link": lambda path: path.symlink_to("negotiation.yaml"),
    "a link to nothing": lambda path: path.symlink_to("nowhere"),
    "a pipe": os.mkfifo,
    "a folder": lambda path: path.mkdir(),
    "an empty file": lambda path: path.write_bytes(b""),
    "a large file": lambda path: path.write_bytes(b" " * (folder.LARGEST + 2)),
}


@pytest.mark.parametrize("make", ODD.values(), ids=ODD)
@pytest.mark.parametrize("place", ["stray.yaml", "wages-2026/odd.yaml", "wages-2026/a/b.yaml"])
def test_it_tells_what_reading_tells(
    root: Path, kept: Cache, make: Callable[[Path], object], place: str
) -> None:
    path = root / "positions" / place
    path.parent.mkdir(exist_ok=True)
    make(path)
    for _ in ("read", "known"):
        same(root, kept)
        same(root, kept, "wages-2026")


def test_a_file_that_cannot_be_read_is_told(
    root: Path, kept: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(path: str) -> bytes:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(index, "read_file", refused)
    told = files(root, kept)
    assert len(told.files) == 0
    assert {one.code for one in told.problems} >= {"unreadable-file"}


def test_of_one_negotiation_the_others_stay_known(root: Path, kept: Cache, read: list[str]) -> None:
    shutil.copytree(root / "positions/wages-2026", root / "positions/other")
    files(root, kept)
    (root / UNION).write_text("positions: {}\n")
    files(root, kept, "wages-2026")
    read.clear()
    files(root, kept)
    assert read == []


def test_without_a_place_for_a_cache_all_is_read(root: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    nowhere = Cache(tmp_path / "file")
    for _ in range(2):
        same(root, nowhere)
