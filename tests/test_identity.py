"""What tells two states of a record apart without a byte of them being read."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from negtrack import identity as module
from negtrack.identity import COARSEST, Identity, identity

Change = Callable[[Path], object]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("negotiation.yaml", "2025-01-10/round.yaml", "2025-01-10/north.yaml", "a/b.yaml"):
        path = tmp_path / "positions" / "talks" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("a: 1\n")
    return tmp_path


def told(root: Path, only: str | None = None) -> bytes:
    found = identity(root, only)
    assert found is not None
    return found.told


def within(name: str, change: Change) -> Change:
    return lambda root: change(root / "positions" / "talks" / name)


def as_long(path: Path) -> None:
    """Write other bytes, as many, and put the time of the last change back."""
    before = path.stat()
    path.write_text("a: 2\n")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def replaced(path: Path) -> None:
    """Put another file of the same bytes and time in the place of one."""
    before = path.stat()
    other = path.with_name("other")
    other.write_bytes(path.read_bytes())
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(path)


def exchanged(path: Path) -> None:
    """Two files take each other's names."""
    other, between = path.with_name("round.yaml"), path.with_name("between")
    path.rename(between)
    other.rename(path)
    between.rename(other)


CHANGES: dict[str, Change] = {
    "other bytes, as many, at the same time": within("negotiation.yaml", as_long),
    "another file of the same bytes": within("negotiation.yaml", replaced),
    "two files exchanged": within("2025-01-10/north.yaml", exchanged),
    "more bytes": within("2025-01-10/north.yaml", lambda path: path.write_text("a: 12\n")),
    "touched": within("2025-01-10/north.yaml", lambda path: os.utime(path, ns=(1, 1))),
    "another mode": within("2025-01-10/north.yaml", lambda path: path.chmod(0o600)),
    "a file more": within("2025-01-10/south.yaml", lambda path: path.write_text("")),
    "a file less": within("2025-01-10/north.yaml", lambda path: path.unlink()),
    "a file with another name": within(
        "2025-01-10/north.yaml", lambda path: path.rename(path.with_name("south.yaml"))
    ),
    "a folder with another name": within("a", lambda path: path.rename(path.with_name("c"))),
    "an empty folder more": within("2025-02-10", lambda path: path.mkdir()),
    "a link": within("link", lambda path: path.symlink_to("negotiation.yaml")),
    "a link to a folder": within("link", lambda path: path.symlink_to("2025-01-10")),
    "a pipe": within("pipe.yaml", os.mkfifo),
    "a negotiation more": lambda root: (root / "positions" / "other").mkdir(),
    "a file of positions": lambda root: (root / "positions" / "stray.yaml").write_text(""),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_is_seen(root: Path, change: Change) -> None:
    before = told(root)
    change(root)
    assert told(root) != before


UNSEEN: dict[str, Change] = {
    "nothing": lambda root: None,
    "reading": lambda root: (root / "positions/talks/negotiation.yaml").read_bytes(),
    "a hidden file": lambda root: (root / "positions/talks/.swp.yaml").write_text("a"),
    "a file of another kind": lambda root: (root / "positions/talks/notes.txt").write_text("a"),
    "a file elsewhere": lambda root: (root / "negotiation.yaml").write_text("a"),
}


@pytest.mark.parametrize("change", UNSEEN.values(), ids=UNSEEN)
def test_what_is_no_part_of_a_record_is_passed_over(root: Path, change: Change) -> None:
    before = told(root)
    change(root)
    assert told(root) == before


def test_of_one_negotiation_no_other_is_seen(root: Path) -> None:
    before = told(root, "talks")
    (root / "positions" / "other").mkdir()
    assert told(root, "talks") == before
    (root / "positions" / "talks" / "b").mkdir()
    assert told(root, "talks") != before


def test_names_cannot_be_made_to_look_like_something_else(tmp_path: Path) -> None:
    """A name may hold a line break, or what looks like the sizes of a file, but no NUL."""
    one, other = tmp_path / "one", tmp_path / "other"
    (one / "positions" / "a\nb").mkdir(parents=True)
    (other / "positions" / "a").mkdir(parents=True)
    (other / "positions" / "b").mkdir(parents=True)
    assert told(one) != told(other)


@pytest.mark.parametrize("only", [None, "talks"])
def test_what_is_not_there_has_none(tmp_path: Path, only: str | None) -> None:
    assert identity(tmp_path, only) is None


def test_a_folder_that_cannot_be_read_has_none(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: str) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(module.os, "scandir", refused)
    assert identity(root) is None


def test_it_tells_when_something_was_last_changed(root: Path) -> None:
    path = root / "positions/talks/2025-01-10/north.yaml"
    os.utime(path, ns=(0, 2**62))
    found = identity(root)
    assert found is not None
    assert found.changed == 2**62
    assert not found.settled


@pytest.mark.parametrize(
    ("changed", "settled"),
    [(0, True), (-(10**18), True), (10**18 - COARSEST, False), (10**18, False), (2**62, False)],
)
def test_it_is_settled_once_the_clock_has_moved_on(changed: int, settled: bool) -> None:
    assert Identity("", changed, 10**18).settled == settled
