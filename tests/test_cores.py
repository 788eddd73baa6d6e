"""Files judged by one process or by several: the same, in order, whatever becomes of them."""

import os
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor

import pytest
from base_record import files

from negtrack import cores
from negtrack.contents import Files
from negtrack.cores import Judged, available, judged
from negtrack.heard import Hearsay, Occasion
from negtrack.record import read_all

Asked = list[tuple[Occasion, Files]]


@pytest.fixture
def asked() -> Asked:
    """What is asked of the base record, a round each."""
    found: Asked = []

    def noted(rounds: Sequence[tuple[Occasion, Files]]) -> Hearsay:
        found.extend(rounds)
        return Hearsay({})

    read_all(files(), hearing=noted)
    assert len(found) == 2
    return found


@pytest.fixture
def always(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other processes are worth it however little there is."""
    monkeypatch.setattr(cores, "WORTH_IT", 0)


def done(asked: Asked, number: int) -> tuple[list[Judged], list[int]]:
    counts: list[int] = []
    return list(judged(asked, number, counts.append)), counts


def test_a_core_is_there() -> None:
    assert 1 <= available() <= (os.cpu_count() or 1)


def test_without_such_a_list_all_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    assert available() == os.cpu_count()


@pytest.mark.usefixtures("always")
def test_several_find_what_one_does(asked: Asked) -> None:
    alone = done(asked, 1)
    assert [list(one) for one in alone[0]] == [list(held) for _, held in asked]
    assert all(said is not None for one in alone[0] for said in one.values())
    assert done(asked, 2) == alone
    assert sum(alone[1]) == 5


def _refused(*_: object) -> ProcessPoolExecutor:
    raise OSError(38, "Function not implemented")


def _no_more(*_: object) -> bytes:
    os.kill(os.getpid(), signal.SIGKILL)
    return b""


@pytest.mark.usefixtures("always")
@pytest.mark.parametrize(
    ("module", "name", "other"),
    [
        ("concurrent.futures", "ProcessPoolExecutor", _refused),
        ("negtrack.cores", "_judged", _no_more),
    ],
    ids=["no process can be begun", "each is killed"],
)
def test_where_there_are_no_others_it_does_all_itself(
    asked: Asked,
    monkeypatch: pytest.MonkeyPatch,
    module: str,
    name: str,
    other: Callable[..., object],
) -> None:
    alone = done(asked, 1)
    monkeypatch.setattr(f"{module}.{name}", other)
    assert done(asked, 2) == alone


def test_a_small_record_begins_none(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", _never)
    assert done(asked, 8)[0]


def _never(*_: object) -> None:
    raise AssertionError("a process was begun")
