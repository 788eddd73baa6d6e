"""Whoever else writes a file while it is written, and whenever: the newest of them stays.

Every moment at which another can come between is made to happen, by a function of the system or of
our own in which the other is let in.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from negtrack import exclusive, storage
from negtrack.problems import Stop

OLD, NEW, THEIRS = b"old\n", b"old\nnew\n", b"old\ntheirs\n"
ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only there files can be exchanged")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "russia.yaml"
    file.write_bytes(OLD)
    return file


def names(file: Path) -> list[str]:
    return sorted(os.listdir(file.parent))


# What an editor does to a file


def in_place(file: Path, text: bytes = THEIRS) -> None:
    file.write_bytes(text)


def by_rename(file: Path, text: bytes = THEIRS) -> None:
    beside = file.with_name("russia.yaml~")
    beside.write_bytes(text)
    beside.replace(file)


def removed(file: Path) -> None:
    file.unlink()


def a_link(file: Path) -> None:
    file.unlink()
    file.symlink_to("elsewhere")


WAYS = (in_place, by_rename, removed, a_link)
Way = Callable[[Path], None]


def what_is_there(file: Path) -> object:
    return os.readlink(file) if file.is_symlink() else file.exists() and file.read_bytes()


def just_before(monkeypatch: pytest.MonkeyPatch, step: str, done: Callable[[], None]) -> None:
    """Do something once, when a step is about to be taken."""
    holder = storage if hasattr(storage, step) else os
    real = getattr(holder, step)

    def late(*given: object, **more: object) -> object:
        monkeypatch.setattr(holder, step, real)
        done()
        return real(*given, **more)

    monkeypatch.setattr(holder, step, late)


def just_after(monkeypatch: pytest.MonkeyPatch, step: str, done: Callable[[], None]) -> None:
    real = getattr(storage, step)

    def early(*given: object) -> object:
        monkeypatch.setattr(storage, step, real)
        result = real(*given)
        done()
        return result

    monkeypatch.setattr(storage, step, early)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("can", [pytest.param(True, marks=ON_LINUX), False])
@pytest.mark.parametrize("step", ["fchmod", "fsync", "alone"])
def test_an_editor_that_saves_before_the_last_look_is_seen(
    file: Path, monkeypatch: pytest.MonkeyPatch, step: str, can: bool, way: Way
) -> None:
    if not can:
        monkeypatch.setattr(storage, "exchanged", lambda *_: False)
    just_before(monkeypatch, step, lambda: way(file))
    with pytest.raises(Stop, match=r"was changed meanwhile|no ordinary file"):
        storage.write(file, NEW, OLD)
    seen, found = what_is_there(file), names(file)
    way(file) if seen else None
    assert seen == what_is_there(file)
    assert found == (["russia.yaml"] if seen else [])


@ON_LINUX
@pytest.mark.parametrize("way", WAYS)
def test_an_editor_that_saves_after_it_gets_its_file_back(
    file: Path, monkeypatch: pytest.MonkeyPatch, way: Way
) -> None:
    """Between the last comparison and the rename, where no comparison can help."""
    just_before(monkeypatch, "exchanged", lambda: way(file))
    with pytest.raises(Stop, match=r"was changed meanwhile; nothing was written") as stop:
        storage.write(file, NEW, OLD)
    assert "try again" in stop.value.hint
    assert what_is_there(file) == {removed: False, a_link: "elsewhere"}.get(way, THEIRS)
    assert names(file) == ([] if way is removed else ["russia.yaml"])


@ON_LINUX
@pytest.mark.parametrize("way", [in_place, by_rename])
def test_an_editor_that_saves_again_while_it_gets_its_file_back_keeps_the_newest(
    file: Path, monkeypatch: pytest.MonkeyPatch, way: Callable[[Path, bytes], None]
) -> None:
    just_before(monkeypatch, "exchanged", lambda: by_rename(file))
    real, calls = storage._held, 0

    def held(path: Path) -> bytes | None:
        nonlocal calls
        calls += 1
        if calls == 1:  # ours is in its place, for a moment
            way(file, b"newest\n")
        return real(path)

    monkeypatch.setattr(storage, "_held", held)
    with pytest.raises(Stop, match="was changed meanwhile"):
        storage.write(file, NEW, OLD)
    assert file.read_bytes() == b"newest\n"
    assert names(file) == ["russia.yaml"]


@ON_LINUX
@pytest.mark.parametrize("way", [in_place, by_rename])
def test_an_editor_that_saves_over_ours_wins(
    file: Path, monkeypatch: pytest.MonkeyPatch, way: Way
) -> None:
    just_after(monkeypatch, "exchanged", lambda: way(file))
    storage.write(file, NEW, OLD)
    assert file.read_bytes() == THEIRS
    assert names(file) == ["russia.yaml"]


@ON_LINUX
def test_an_editor_that_writes_into_the_file_that_it_opened_gets_it_back(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it has open is no longer the file of that name by then."""
    with file.open("r+b", buffering=0) as opened:
        just_after(monkeypatch, "exchanged", lambda: opened.write(THEIRS) and None)
        with pytest.raises(Stop, match="was changed meanwhile"):
            storage.write(file, NEW, OLD)
    assert file.read_bytes() == THEIRS
    assert names(file) == ["russia.yaml"]


@ON_LINUX
def test_what_an_editor_has_saved_is_never_removed_even_when_interrupted(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    just_before(monkeypatch, "exchanged", lambda: by_rename(file))
    just_before(monkeypatch, "_held", interrupted)
    with pytest.raises(KeyboardInterrupt):
        storage.write(file, NEW, OLD)
    assert THEIRS in [path.read_bytes() for path in file.parent.iterdir()]


# Another negtrack


@pytest.mark.parametrize("can", [pytest.param(True, marks=ON_LINUX), False])
@pytest.mark.parametrize("step", ["fchmod", "fsync", "alone"])
def test_of_two_that_have_read_the_same_one_is_refused(
    file: Path, monkeypatch: pytest.MonkeyPatch, step: str, can: bool
) -> None:
    if not can:
        monkeypatch.setattr(storage, "exchanged", lambda *_: False)
    just_before(monkeypatch, step, lambda: storage.write(file, THEIRS, OLD))
    with pytest.raises(Stop, match="was changed meanwhile") as stop:
        storage.write(file, NEW, OLD)
    assert "try again" in stop.value.hint
    assert file.read_bytes() == THEIRS
    assert names(file) == ["russia.yaml"]


@pytest.mark.parametrize("theirs", ["write", "remove"])
def test_between_the_last_look_and_the_rename_the_other_waits(
    file: Path, monkeypatch: pytest.MonkeyPatch, theirs: str
) -> None:
    """Where files cannot be exchanged the lock alone helps: without it, both would have written."""
    waits, refused = threading.Event(), []

    def other() -> None:
        try:
            if theirs == "write":
                storage.write(file, THEIRS, OLD)
            else:
                storage.remove(file, OLD)
        except Stop as stop:
            refused.append(stop.sentence)
        waits.set()

    thread = threading.Thread(target=other)

    def meanwhile() -> None:
        thread.start()
        waits.wait(30)

    sleep = exclusive.time.sleep
    monkeypatch.setattr(exclusive.time, "sleep", lambda s: (waits.set(), sleep(s)))
    monkeypatch.setattr(storage, "exchanged", lambda *_: False)
    just_before(monkeypatch, "replace", meanwhile)
    storage.write(file, NEW, OLD)
    thread.join(30)
    assert file.read_bytes() == NEW
    assert len(refused) == 1
    assert "was changed meanwhile" in refused[0]


def test_of_two_folders_of_one_name_the_second_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, theirs = tmp_path / "2025", {"2025/a.yaml": b"theirs"}
    just_before(monkeypatch, "rename", lambda: storage.write_all(tmp_path, theirs))
    with pytest.raises(Stop, match="2025 is there already; nothing was written") as stop:
        storage.write_all(tmp_path, {"2025/a.yaml": b"ours", "2025/b.yaml": b"ours"})
    assert "try again" in stop.value.hint
    assert os.listdir(tmp_path) == ["2025"]
    assert {one.name: one.read_bytes() for one in path.iterdir()} == {"a.yaml": b"theirs"}


@pytest.mark.parametrize("step", ["rename", "link"])
def test_of_two_sets_of_files_the_second_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """What the first has written there stays, and of the second nothing."""
    (tmp_path / "p").mkdir()
    theirs = {"p/2024/b.yaml": b"theirs", "p/c.yaml": b"theirs"}
    just_before(monkeypatch, step, lambda: storage.write_all(tmp_path, theirs))
    with pytest.raises(Stop, match="is there already; nothing was written") as stop:
        storage.write_all(tmp_path, {"p/2024/a.yaml": b"ours", "p/c.yaml": b"ours"})
    assert "try again" in stop.value.hint
    found = {str(one.relative_to(tmp_path)): one for one in tmp_path.rglob("*") if one.is_file()}
    assert {name: one.read_bytes() for name, one in found.items()} == theirs


# A kill


def killed(act: Callable[[], object]) -> None:
    """Do something in a process of its own, which has to die of it."""
    child = os.fork()
    if child == 0:
        try:
            act()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize(
    ("when", "step"),
    [
        *((just_before, step) for step in ("fchmod", "fsync", "alone")),
        *(pytest.param(when, "exchanged", marks=ON_LINUX) for when in (just_before, just_after)),
        pytest.param(just_before, "unlink", marks=ON_LINUX),
    ],
)
def test_a_kill_leaves_the_old_or_the_new_and_a_folder_that_can_be_written(
    file: Path, monkeypatch: pytest.MonkeyPatch, when: Callable[..., None], step: str
) -> None:
    with monkeypatch.context() as patched:
        when(patched, step, die)
        killed(lambda: storage.write(file, NEW, OLD))
    there = file.read_bytes()
    is_done = (when, step) in ((just_after, "exchanged"), (just_before, "unlink"))
    assert there == (NEW if is_done else OLD)
    storage.write(file, THEIRS, there)
    assert file.read_bytes() == THEIRS
    assert all(name.startswith(".") for name in names(file) if name != "russia.yaml")
