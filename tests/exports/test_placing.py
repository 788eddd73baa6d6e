"""An export into a folder: whole or not at all, and over nothing that is somebody else's."""

import json
import os
from pathlib import Path

import pytest

from negtrack import storage
from negtrack.exports import placing
from negtrack.exports.package import NAME, file
from negtrack.exports.placing import UNFINISHED, Earlier, earlier, place
from negtrack.problems import Stop

Files = dict[str, bytes]
FIRST: Files = {"gaps.csv": b"1\n", "moves.csv": b"2\n"}


def packed(files: Files, form: str = "csv", negotiations: tuple[str, ...] = ("talks",)) -> Files:
    """Files, with a package that tells of them."""
    told = [file(path, held)._asdict() for path, held in files.items()]
    own = {"format": form, "negotiations": negotiations, "files": told}
    return {**files, NAME: json.dumps({"negtrack": own}).encode()}


def put(folder: Path, files: Files) -> int:
    return place(folder, packed(files), earlier(folder), ())


def there(folder: Path) -> Files:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_new_folder_holds_all_files_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "tables"
    assert put(folder, FIRST) == 0
    assert there(folder) == packed(FIRST)


def test_an_earlier_export_is_replaced_and_what_is_left_of_it_removed(tmp_path: Path) -> None:
    put(tmp_path, FIRST)
    assert put(tmp_path, {"gaps.csv": b"new\n", "rounds.csv": b"3\n"}) == 1
    assert there(tmp_path) == packed({"gaps.csv": b"new\n", "rounds.csv": b"3\n"})


def test_the_same_export_again_changes_nothing(tmp_path: Path) -> None:
    put(tmp_path, FIRST)
    times = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    assert put(tmp_path, FIRST) == 0
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == times


def test_files_of_others_stay_beside_an_export(tmp_path: Path) -> None:
    (tmp_path / "analysis.R").write_text("plot()")
    put(tmp_path, FIRST)
    put(tmp_path, {"gaps.csv": b"new\n"})
    assert there(tmp_path)["analysis.R"] == b"plot()"


def test_what_no_export_has_written_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "moves.csv").write_text("mine")
    with pytest.raises(Stop, match=r"moves\.csv was not written by an export; nothing was written"):
        put(tmp_path, FIRST)
    assert there(tmp_path) == {"moves.csv": b"mine"}


@pytest.mark.parametrize("second", [FIRST | {"gaps.csv": b"new\n"}, {"moves.csv": b"2\n"}])
def test_what_was_changed_since_is_neither_replaced_nor_removed(
    tmp_path: Path, second: Files
) -> None:
    put(tmp_path, FIRST)
    (tmp_path / "gaps.csv").write_text("by hand")
    before = there(tmp_path)
    with pytest.raises(Stop, match="changed since it was exported; nothing was written"):
        put(tmp_path, second)
    assert there(tmp_path) == before


@pytest.mark.parametrize("text", ["{}", "no json", '{"negtrack": 1}', "[]", '{"negtrack": {}}'])
def test_a_package_of_somebody_else_is_not_replaced(tmp_path: Path, text: str) -> None:
    (tmp_path / NAME).write_text(text)
    with pytest.raises(Stop, match="was not written by an export"):
        put(tmp_path, FIRST)
    assert there(tmp_path) == {NAME: text.encode()}


def test_a_package_that_names_files_elsewhere_makes_nothing_ours(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    folder.mkdir()
    (tmp_path / "moves.csv").write_bytes(b"2\n")
    (folder / "x.txt").write_bytes(b"x")
    lies: Files = {"../moves.csv": b"2\n", "x.txt": b"x", "/etc/passwd": b""}
    (folder / NAME).write_bytes(packed(lies)[NAME])
    was = earlier(folder)
    assert was is not None
    assert was.files == {}
    put(folder, {"gaps.csv": b"1\n"})
    assert (tmp_path / "moves.csv").read_bytes() == b"2\n"
    assert (folder / "x.txt").read_bytes() == b"x"


def test_a_file_that_was_removed_by_hand_is_written_again(tmp_path: Path) -> None:
    put(tmp_path, FIRST)
    (tmp_path / "gaps.csv").unlink()
    assert put(tmp_path, {"gaps.csv": b"new\n"}) == 1
    assert there(tmp_path) == packed({"gaps.csv": b"new\n"})


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_where_a_file_cannot_be_written_all_is_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    put(tmp_path, FIRST)
    before = there(tmp_path)
    calls: list[Path] = []
    real = storage.write

    def failing(path: Path, new: bytes, old: bytes | None = None, **more: bool) -> None:
        calls.append(path)
        if len(calls) == number:
            raise Stop("the disk is full")
        real(path, new, old, **more)

    monkeypatch.setattr(storage, "write", failing)
    with pytest.raises(Stop, match="full"):
        put(tmp_path, {"gaps.csv": b"new\n", "rounds.csv": b"3\n"})
    assert there(tmp_path) == before


SECOND: Files = {"gaps.csv": b"new\n", "rounds.csv": b"3\n"}


@pytest.mark.parametrize("first", [FIRST, {}], ids=["replaced", "new"])
@pytest.mark.parametrize("number", range(1, 8))
def test_killed_at_any_step_tables_of_two_exports_are_never_under_one_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, first: Files
) -> None:
    """Nothing is taken back, as after SIGKILL; the next export makes it whole."""
    if first:
        put(tmp_path, first)
    left, real = number, placing._put

    def killed(folder: Path, step: placing._Step) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise KeyboardInterrupt
        real(folder, step)

    with monkeypatch.context() as patched:
        patched.setattr(placing, "_put", killed)
        try:
            put(tmp_path, SECOND)
        except KeyboardInterrupt:
            assert left < 0
    found = there(tmp_path)
    beside = found.pop(UNFINISHED, None)
    if NAME in found:
        assert found in ([packed(first)] if number == 1 else [packed(SECOND)])
    else:
        assert beside is not None
    third = {"gaps.csv": b"third\n"}
    put(tmp_path, third)
    assert there(tmp_path) == packed(third)


def test_tables_do_not_wait_for_the_disk_but_the_package_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    count, real = 0, os.fsync

    def counted(handle: int) -> None:
        nonlocal count
        count += 1
        real(handle)

    monkeypatch.setattr(os, "fsync", counted)
    put(tmp_path, {f"gaps/negotiation=n{nth}/data_0.parquet": b"1" for nth in range(50)})
    assert 2 <= count < 10


def of(form: str, *negotiations: str) -> Earlier:
    paths = [f"gaps/negotiation={name}/data_0.parquet" for name in negotiations]
    return Earlier(form, negotiations, {path: file(path, b"") for path in paths})


def test_parquet_of_other_negotiations_stays_beside() -> None:
    was = of("parquet", "a", "b")
    assert set(was.beside(["b", "c"], "parquet")) == {"gaps/negotiation=a/data_0.parquet"}
    assert was.beside(["a", "b"], "parquet") == {}


@pytest.mark.parametrize(("was", "now"), [("csv", "csv"), ("parquet", "csv"), ("csv", "parquet")])
def test_other_negotiations_are_not_lost_where_all_are_in_one_file(was: str, now: str) -> None:
    assert of(was, "a").beside(["a", "b"], now) == {}
    with pytest.raises(Stop, match="an export of a and c, too"):
        of(was, "a", "b", "c").beside(["b"], now)
