"""The record on disk: found from anywhere below it, and read without following or waiting."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from base_record import BASE, FOLDER

from negtrack import folder
from negtrack.problems import UNREADABLE, Stop
from negtrack.record import read_all
from negtrack.text import LARGEST


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with the base record in it."""
    for path, text in BASE.items():
        file = tmp_path / FOLDER / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path


def told(root: Path, only: str | None = None) -> list[str]:
    return sorted(f"{one.place.file} {one.code}" for one in folder.read(root, only).problems)


class TestFind:
    def test_goes_upwards_from_where_you_are(
        self, root: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for below in ("", "positions", "positions/river", "positions/river/2025-01-10", "docs/a"):
            (root / below).mkdir(parents=True, exist_ok=True)
            monkeypatch.chdir(root / below)
            assert folder.find(None) == root

    def test_takes_the_nearest(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        inner = root / "inner"
        (inner / "positions").mkdir(parents=True)
        monkeypatch.chdir(inner)
        assert folder.find(None) == inner

    def test_stops_where_there_is_none(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        (tmp_path / "positions").write_text("a file is no folder")
        with pytest.raises(Stop) as caught:
            folder.find(None)
        assert caught.value.code == UNREADABLE
        assert str(tmp_path) in caught.value.sentence

    def test_goes_upwards_from_a_folder_that_is_named(
        self, root: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(root.parent)
        for named in (root, root / "positions", root / "nowhere", Path(root.name) / "docs"):
            assert folder.find(named) == root
        with pytest.raises(Stop) as caught:
            folder.find(root.parent)
        assert str(root.parent) in caught.value.sentence

    def test_in_a_folder_that_is_gone(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        gone = tmp_path / "gone"
        gone.mkdir()
        monkeypatch.chdir(gone)
        gone.rmdir()
        for start in (None, Path("docs")):
            with pytest.raises(Stop, match="is gone"):
                folder.find(start)

    def test_positions_itself_may_be_a_link(self, root: Path, tmp_path: Path) -> None:
        other = tmp_path / "other"
        other.mkdir()
        (other / "positions").symlink_to(root / "positions")
        assert folder.find(other) == other
        assert folder.read(other) == folder.read(root)


class TestNegotiations:
    def test_are_the_folders_in_order(self, root: Path) -> None:
        for name in ("lake", ".git", "Älm"):
            (root / "positions" / name).mkdir()
        (root / "positions" / "notes.yaml").write_text("a: b")
        (root / "positions" / "link").symlink_to("river")
        assert folder.negotiations(root) == ["lake", "river", "Älm"]

    def test_of_a_record_that_is_gone(self, tmp_path: Path) -> None:
        with pytest.raises(Stop) as caught:
            folder.negotiations(tmp_path)
        assert caught.value.code == UNREADABLE

    def test_are_picked_by_the_rounds_that_only_one_has(self, root: Path) -> None:
        (root / "positions/lake/2025-03-01").mkdir(parents=True)
        (root / "positions/lake/2025-02-01").mkdir()
        known, disk = folder.negotiations(root), folder.Disk(root)
        assert folder.with_rounds(disk, known, ["2025-03-01"]) == ["lake"]
        assert folder.with_rounds(disk, known, ["2025-01-10", "2025-02-01"]) == ["river"]
        assert folder.with_rounds(disk, known, ["2025-02-01"]) == known
        assert folder.with_rounds(disk, known, ["last"]) == known


class TestRead:
    def test_the_bytes_of_every_file(self, root: Path) -> None:
        found = folder.read(root)
        assert found.problems == ()
        assert found.files == {f"{FOLDER}/{path}": text.encode() for path, text in BASE.items()}

    def test_one_negotiation_only(self, root: Path) -> None:
        other = root / "positions" / "lake"
        other.mkdir()
        (other / "negotiation.yaml").write_text("title: T")
        assert set(folder.read(root, "lake").files) == {"positions/lake/negotiation.yaml"}
        assert set(folder.read(root, "river").files) == {f"{FOLDER}/{path}" for path in BASE}

    def test_hidden_files_and_other_kinds_are_passed_over(self, root: Path) -> None:
        (root / FOLDER / ".north.yaml.swp").write_text("x")
        (root / FOLDER / ".north.yaml").write_text("x")
        (root / FOLDER / "notes.txt").write_text("x")
        (root / FOLDER / ".cache").mkdir()
        (root / FOLDER / ".cache" / "a.yaml").write_text("x")
        assert told(root) == []
        assert len(folder.read(root).files) == len(BASE)

    def test_what_lies_deeper_or_is_named_otherwise_is_read_to_be_told(self, root: Path) -> None:
        (root / FOLDER / "2025-01-10" / "annex" / "b").mkdir(parents=True)
        (root / FOLDER / "2025-01-10" / "annex" / "b" / "c.yaml").write_text("x")
        (root / FOLDER / "north.yml").write_text("x")
        (root / "positions" / "notes.yaml").write_text("x")
        problems = read_all(folder.read(root).files).problems
        assert sorted(f"{one.place.file} {one.code}" for one in problems) == [
            "positions/notes.yaml stray-file",
            "positions/river/2025-01-10/annex/b/c.yaml stray-file",
            "positions/river/north.yml stray-file",
        ]

    def test_very_deep_folders(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(root / FOLDER)
        for _ in range(1500):
            os.mkdir("d")
            os.chdir("d")
        monkeypatch.undo()
        found = folder.read(root)
        subprocess.run(["rm", "-r", root / FOLDER / "d"], check=True)  # too deep for Python
        assert set(found.files) == {f"{FOLDER}/{path}" for path in BASE}
        assert found.problems == ()

    def test_a_negotiation_without_files(self, root: Path) -> None:
        (root / "positions" / "riv").mkdir()
        assert told(root) == ["positions/riv/negotiation.yaml missing-file"]
        assert told(root, "riv") == ["positions/riv/negotiation.yaml missing-file"]
        assert told(root, "river") == []

    def test_names_that_are_not_utf8(self, root: Path) -> None:
        odd = os.fsencode(root / FOLDER) + b"/n\xff.yaml"
        with open(odd, "wb") as file:
            file.write(b"a: b")
        (problem,) = read_all(folder.read(root).files).problems
        assert (problem.code, problem.place.file) == ("stray-file", f"{FOLDER}/n\udcff.yaml")

    def test_no_more_of_a_huge_file_than_shows_that_it_is(self, root: Path) -> None:
        with open(root / FOLDER / "2025-01-10" / "north.yaml", "wb") as file:
            file.truncate(10 * LARGEST)
        found = folder.read(root)
        assert max(map(len, found.files.values())) == LARGEST + 1
        assert [one.code for one in read_all(found.files).problems] == ["too-large"]


class TestWhatIsNoFile:
    @pytest.mark.parametrize(
        "target", ["north.yaml", "nowhere.yaml", "..", "/dev/zero", "loop.yaml"]
    )
    def test_links_are_told_and_not_followed(self, root: Path, target: str) -> None:
        (root / FOLDER / "2025-01-10" / "loop.yaml").symlink_to(target)
        assert told(root) == [f"{FOLDER}/2025-01-10/loop.yaml unreadable-file"]
        assert len(folder.read(root).files) == len(BASE)

    def test_a_negotiation_that_is_a_link(self, root: Path) -> None:
        (root / "positions" / "lake").symlink_to("river")
        assert told(root) == ["positions/lake unreadable-file"]

    def test_pipes_are_not_waited_for(self, root: Path) -> None:
        os.mkfifo(root / FOLDER / "2025-01-10" / "pipe.yaml")
        assert told(root) == [f"{FOLDER}/2025-01-10/pipe.yaml unreadable-file"]

    def test_a_folder_with_the_name_of_a_file(self, root: Path) -> None:
        (root / FOLDER / "2025-01-10" / "west.yaml").mkdir()
        assert told(root) == []

    def test_a_file_that_is_gone_meanwhile(
        self, root: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        listing = folder._files

        def late(*given: object) -> Iterator[str]:
            yield from listing(*given)  # type: ignore[arg-type]
            yield f"{FOLDER}/gone.yaml"

        monkeypatch.setattr(folder, "_files", late)
        assert told(root) == [f"{FOLDER}/gone.yaml unreadable-file"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
class TestWithoutPermission:
    def test_a_file(self, root: Path) -> None:
        (root / FOLDER / "2025-01-10" / "north.yaml").chmod(0)
        assert told(root) == [f"{FOLDER}/2025-01-10/north.yaml unreadable-file"]

    def test_a_folder(self, root: Path) -> None:
        (root / FOLDER / "2025-01-10").chmod(0)
        try:
            assert told(root) == [f"{FOLDER}/2025-01-10 unreadable-file"]
        finally:
            (root / FOLDER / "2025-01-10").chmod(0o700)

    def test_positions_itself(self, root: Path) -> None:
        (root / "positions").chmod(0)
        try:
            with pytest.raises(Stop):
                folder.read(root)
        finally:
            (root / "positions").chmod(0o700)
