"""A file is written whole or not at all, and never over what somebody else has written."""

import os
import stat
from pathlib import Path

import pytest

from negtrack import storage
from negtrack.problems import UNREADABLE, USAGE, Stop


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "russia.yaml"
    file.write_bytes(b"old\r\n")
    return file


def names(folder: Path) -> list[str]:
    return sorted(os.listdir(folder))


def test_reads_what_is_there(file: Path) -> None:
    assert storage.read(file) == b"old\r\n"
    assert storage.read(file.parent / "nobody") is None


def test_writes_bytes_and_leaves_nothing_beside(file: Path) -> None:
    storage.write(file, b"new\r\n", b"old\r\n")
    assert file.read_bytes() == b"new\r\n"
    assert names(file.parent) == ["russia.yaml"]


def test_keeps_the_mode(file: Path) -> None:
    file.chmod(0o640)
    storage.write(file, b"new", b"old\r\n")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_a_new_file_has_the_mode_that_the_user_wants(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        storage.write(tmp_path / "a" / "b.yaml", b"new")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a" / "b.yaml").stat().st_mode) == 0o640


@pytest.mark.parametrize(
    ("old", "told"),
    [(b"older", "was changed meanwhile"), (None, "is there already")],
)
def test_never_writes_over_what_it_has_not_read(file: Path, old: bytes | None, told: str) -> None:
    with pytest.raises(Stop, match=told):
        storage.write(file, b"new", old)
    assert file.read_bytes() == b"old\r\n"


def test_a_file_that_is_gone_was_changed(file: Path) -> None:
    file.unlink()
    with pytest.raises(Stop, match="was changed meanwhile"):
        storage.write(file, b"new", b"old\r\n")
    assert names(file.parent) == []


def test_a_new_file_that_appears_meanwhile_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even between the look and the write."""
    path = tmp_path / "a.yaml"
    path.write_bytes(b"theirs")
    monkeypatch.setattr(storage, "read", lambda _: None)
    with pytest.raises(Stop, match="is there already"):
        storage.write(path, b"ours")
    assert path.read_bytes() == b"theirs"
    assert names(tmp_path) == ["a.yaml"]


def test_what_is_the_same_is_not_written(file: Path) -> None:
    before = file.stat()
    storage.write(file, b"old\r\n", b"old\r\n")
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize("step", ["fsync", "fchmod", "replace", "exchanged"])
@pytest.mark.parametrize("kind", [KeyboardInterrupt, OSError])
def test_whatever_breaks_the_old_file_stays(
    file: Path, monkeypatch: pytest.MonkeyPatch, step: str, kind: type[BaseException]
) -> None:
    def breaks(*_: object) -> None:
        raise kind

    monkeypatch.setattr(storage, "exchanged", lambda *_: False)  # `replace` is where none is
    monkeypatch.setattr(os if hasattr(os, step) else storage, step, breaks)
    with pytest.raises((KeyboardInterrupt, Stop)):
        storage.write(file, b"new", b"old\r\n")
    assert file.read_bytes() == b"old\r\n"
    assert names(file.parent) == ["russia.yaml"]


def test_a_link_or_folder_is_no_file(tmp_path: Path, file: Path) -> None:
    (tmp_path / "link").symlink_to(file)
    for name in ("link", "."):
        with pytest.raises(Stop, match="is no ordinary file") as stop:
            storage.read(tmp_path / name)
        assert stop.value.code == UNREADABLE


def test_a_place_that_cannot_be_written_says_why(file: Path) -> None:
    with pytest.raises(Stop, match="cannot be") as stop:
        storage.write(file / "below", b"new")
    assert stop.value.code in (USAGE, UNREADABLE)


@pytest.mark.parametrize("step", ["link", "unlink", "fsync"])
def test_what_is_there_in_the_end_is_never_told_as_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """Where only the folder cannot be flushed, or the file's other name not be removed."""
    path, real, calls = tmp_path / "a.yaml", getattr(os, step), 0

    def breaks(*given: object, **more: object) -> None:
        nonlocal calls
        calls += 1
        if step != "fsync" or calls == 2:
            raise OSError("no")
        real(*given, **more)

    monkeypatch.setattr(os, step, breaks)
    told = {"link": "cannot be written: no; nothing was", "fsync": "is written, but the disk does"}
    if step in told:
        with pytest.raises(Stop, match=told[step]):
            storage.write(path, b"new")
    else:
        storage.write(path, b"new")
    assert calls
    assert path.exists() == (step != "link")


def test_an_output_takes_the_place_of_what_was_there(file: Path) -> None:
    (file.parent / "link").symlink_to(file)
    file.chmod(0o640)
    storage.overwrite(file.parent / "link", b"new")
    assert (file.read_bytes(), (file.parent / "link").is_symlink()) == (b"new", True)
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert names(file.parent) == ["link", "russia.yaml"]


def test_an_output_that_breaks_leaves_the_old_one(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> None:
        raise OSError("no space")

    monkeypatch.setattr(os, "fsync", breaks)
    with pytest.raises(Stop, match="no space"):
        storage.overwrite(file, b"new")
    assert file.read_bytes() == b"old\r\n"
    assert names(file.parent) == ["russia.yaml"]


def test_a_pipe_takes_an_output_as_it_comes(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    (tmp_path / "pipe").symlink_to(f"/proc/self/fd/{writing}")
    if not (tmp_path / "pipe").exists():
        pytest.skip("this system has no /proc")
    storage.overwrite(tmp_path / "pipe", b"new")
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        assert told.read() == b"new"


def test_a_file_is_removed_that_is_as_it_was_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a")
    storage.remove(path, b"a")
    assert not path.exists()


@pytest.mark.parametrize("there", [b"b", None])
def test_a_file_that_was_changed_meanwhile_is_not_removed(
    tmp_path: Path, there: bytes | None
) -> None:
    path = tmp_path / "a.yaml"
    if there is not None:
        path.write_bytes(there)
    with pytest.raises(Stop, match="changed meanwhile"):
        storage.remove(path, b"a")
    assert path.exists() == (there is not None)


SET = {
    "p/2025/round.yaml": b"r",
    "p/2025/a.yaml": b"a",
    "p/2024/b.yaml": b"b",
    "q/deep/c.yaml": b"c",
}


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    (tmp_path / "p" / "2024").mkdir(parents=True)
    (tmp_path / "p" / "2024" / "a.yaml").write_bytes(b"was")
    return tmp_path


def everything(folder: Path) -> dict[str, bytes]:
    """Every file by its path, and every empty folder, hidden ones too."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else b""
        for path in folder.rglob("*")
        if path.is_file() or not any(path.iterdir())
    }


def test_a_set_of_files_comes_whole_and_leaves_nothing_beside(talks: Path) -> None:
    storage.write_all(talks, SET)
    assert everything(talks) == {**SET, "p/2024/a.yaml": b"was"}


@pytest.mark.parametrize("kind", [KeyboardInterrupt, OSError])
@pytest.mark.parametrize(
    ("step", "times"),
    [
        *(("fsync", nth) for nth in range(1, 8)),
        *(("rename", nth) for nth in (1, 2)),
        ("link", 1),
    ],
)
def test_of_a_set_that_breaks_nothing_is_left(
    talks: Path,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    times: int,
    kind: type[BaseException],
) -> None:
    """Whichever file or folder it breaks at, before the step is done or just after it."""
    before, real = everything(talks), getattr(os, step)
    for late in (False, True):
        calls = 0

        def breaks(*given: object, late: bool = late, **more: object) -> None:
            nonlocal calls
            calls += 1
            if calls != times or late:
                real(*given, **more)
            if calls == times:
                raise kind

        with monkeypatch.context() as patched:
            patched.setattr(os, step, breaks)
            with pytest.raises((KeyboardInterrupt, Stop)):
                storage.write_all(talks, SET)
        assert calls >= times
        assert everything(talks) == before


def test_of_a_set_none_goes_over_another(talks: Path) -> None:
    before = everything(talks)
    with pytest.raises(Stop, match="is there already; nothing was written"):
        storage.write_all(talks, {**SET, "p/2024/a.yaml": b"ours"})
    assert everything(talks) == before


def test_what_appears_while_a_set_is_written_stays(
    talks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file or folder of somebody else's, after the look and before the name is given."""
    real = os.fsync

    def meanwhile(handle: int) -> None:
        real(handle)
        (talks / "p" / "2024" / "b.yaml").write_bytes(b"theirs")
        (talks / "q").mkdir(exist_ok=True)

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", meanwhile)
        with pytest.raises(Stop, match="nothing was"):
            storage.write_all(talks, {name: SET[name] for name in ("p/2025/a.yaml", *SET)})
    assert everything(talks) == {"p/2024/a.yaml": b"was", "p/2024/b.yaml": b"theirs", "q": b""}


def test_what_any_negtrack_can_make_is_put_over_anything(tmp_path: Path) -> None:
    path = tmp_path / ".schema" / "party.json"
    for new in (b"1", b"2", b"2"):
        storage.renew(path, new)
        assert path.read_bytes() == new
    assert names(path.parent) == ["party.json"]


@pytest.mark.parametrize("theirs", [b"same", b"other"])
def test_and_nobody_minds_who_is_quicker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, theirs: bytes
) -> None:
    path, link = tmp_path / "party.json", os.link

    def meanwhile(made: Path, place: Path) -> None:
        monkeypatch.undo()
        path.write_bytes(theirs)
        link(made, place)

    monkeypatch.setattr(os, "link", meanwhile)
    storage.renew(path, b"same")
    assert path.read_bytes() == b"same"
    assert names(tmp_path) == ["party.json"]


def test_what_cannot_be_put_there_is_a_stop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> None:
        raise OSError("no space")

    monkeypatch.setattr(os, "fsync", breaks)
    with pytest.raises(Stop, match="no space"):
        storage.renew(tmp_path / "party.json", b"new")
