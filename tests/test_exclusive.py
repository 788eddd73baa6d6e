"""Two negtracks never write into a folder at once, and two files change places at once."""

import fcntl
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from negtrack import exclusive
from negtrack.exclusive import alone, exchanged
from negtrack.problems import USAGE, Stop


@pytest.fixture
def child(tmp_path: Path) -> Iterator[int]:
    """Another process that writes into the folder, and does not end by itself; its number."""
    ready, tell = os.pipe()
    number = os.fork()
    if number == 0:
        with alone(tmp_path):
            os.write(tell, b".")
            time.sleep(60)
        os._exit(1)
    assert os.read(ready, 1) == b"."
    yield number
    with suppress(ProcessLookupError):
        ended(number)
    for handle in (ready, tell):
        os.close(handle)


def ended(child: int) -> None:
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def test_who_waits_too_long_is_told_what_to_do_and_a_kill_lets_go(
    tmp_path: Path, child: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exclusive, "PATIENCE", 0.05)
    with pytest.raises(Stop, match="has been writing into") as stop, alone(tmp_path):
        pytest.fail("two are in one folder")
    ended(child)
    assert "nothing was written" in stop.value.sentence
    assert "try again" in stop.value.hint
    assert stop.value.code == USAGE
    with alone(tmp_path):
        pass


def test_who_waits_goes_on_once_the_other_has_gone(
    tmp_path: Path, child: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []

    def sleep(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) == 3:
            ended(child)

    monkeypatch.setattr(exclusive.time, "sleep", sleep)
    with alone(tmp_path):
        assert len(waited) == 3


def test_other_folders_are_free(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    with alone(tmp_path), alone(tmp_path / "below"):
        assert os.listdir(tmp_path) == ["below"]


def test_a_failure_lets_go(tmp_path: Path) -> None:
    for _ in range(2):
        with pytest.raises(KeyError), alone(tmp_path):
            raise KeyError


@pytest.mark.parametrize("kind", [OSError(37, "No locks available"), ImportError()])
def test_where_there_are_no_locks_nobody_is_kept_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: Exception
) -> None:
    def refuses(*_: object) -> None:
        raise kind

    monkeypatch.setattr(fcntl, "flock", refuses)
    with alone(tmp_path), alone(tmp_path):
        pass


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    one, other = tmp_path / "ä one", tmp_path / "other"
    one.write_bytes(b"1")
    other.write_bytes(b"2")
    return one, other


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can")
def test_two_files_change_places(two: tuple[Path, Path]) -> None:
    numbers = [path.stat().st_ino for path in two]
    assert exchanged(*two)
    assert [path.read_bytes() for path in two] == [b"2", b"1"]
    assert [path.stat().st_ino for path in two] == numbers[::-1]


def test_where_one_is_missing_the_other_stays(two: tuple[Path, Path]) -> None:
    two[0].unlink()
    assert not exchanged(*two)
    assert not exchanged(*two[::-1])
    assert two[1].read_bytes() == b"2"


@pytest.mark.parametrize("kind", [TypeError(), OSError(), AttributeError()])
def test_a_system_that_cannot_says_so(
    two: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, kind: Exception
) -> None:
    def refuses(*_: object) -> None:
        raise kind

    monkeypatch.setattr("ctypes.CDLL", refuses)
    assert not exchanged(*two)
    assert [path.read_bytes() for path in two] == [b"1", b"2"]
