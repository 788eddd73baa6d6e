"""`negtrack merge-driver` as git runs it: the result in OURS, and an exit code that git knows."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from gitrepo import isolate
from program import Answer, piped

from negtrack import merging
from negtrack.commands.merge_driver import FAILED, merge_driver

BASE = "positions:\n  venue: coast\n  bridge: open\n"
OURS = "positions:\n  venue: hills\n  bridge: open\n"
THEIRS = "positions:\n  venue: coast\n  bridge: closed\n"
OTHER = "positions:\n  venue: town\n  bridge: open\n"


class Files(NamedTuple):
    """The three files that git writes for a driver, in a folder."""

    folder: Path

    def drive(self, *texts: str | bytes, more: tuple[str, ...] = ()) -> Answer:
        """Write them, and run the driver."""
        for name, text in zip("OAB", texts, strict=True):
            raw = text if isinstance(text, bytes) else text.encode()
            (self.folder / f".merge_{name}").write_bytes(raw)
        return piped("merge-driver", *(f".merge_{n}" for n in "OAB"), *more, folder=self.folder)

    @property
    def result(self) -> str:
        """What stands in OURS by now."""
        return (self.folder / ".merge_A").read_bytes().decode()

    def names(self) -> list[str]:
        """Every file in the folder."""
        return sorted(path.name for path in self.folder.iterdir())


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Files:
    isolate(monkeypatch, tmp_path / "own-home")
    folder = tmp_path / "a földer"
    folder.mkdir()
    return Files(folder)


def test_a_clean_merge(files: Files) -> None:
    answer = files.drive(BASE, OURS, THEIRS)
    assert answer == Answer(0, "", "")
    assert files.result == "positions:\n  venue: hills\n  bridge: closed\n"
    assert files.names() == [".merge_A", ".merge_B", ".merge_O"]


def test_a_conflict(files: Files) -> None:
    assert files.drive(BASE, OURS, OTHER, more=("9", "positions/x.yaml")) == Answer(1, "", "")
    marks = "<" * 9, "=" * 9, ">" * 9
    assert files.result == (
        f"positions:\n{marks[0]} ours\n  venue: hills\n{marks[1]}\n"
        f"  venue: town\n{marks[2]} theirs\n  bridge: open\n"
    )


def test_the_mode_of_the_file_is_kept(files: Files) -> None:
    files.drive(BASE, OURS, THEIRS)
    (files.folder / ".merge_A").chmod(0o640)
    files.drive(BASE, OURS, THEIRS)
    assert (files.folder / ".merge_A").stat().st_mode & 0o777 == 0o640


class TestByLines:
    """What cannot be merged by statements is merged as git does without us."""

    def test_with_conflicts(self, files: Files) -> None:
        answer = files.drive("a: [\n", "a: b\n", "a: c\n", more=("8",))
        assert answer == Answer(1, "", "")
        marks = "<" * 8, "=" * 8, ">" * 8
        assert files.result == f"{marks[0]} ours\na: b\n{marks[1]}\na: c\n{marks[2]} theirs\n"

    def test_without(self, files: Files) -> None:
        parts = "a: [\n", "b: c\n", "d: e\n", "f: g\n", "h: [\n"
        base = "".join(parts)
        ours, theirs = base.replace("a: [\n", "a: i\n"), base.replace("h: [\n", "h: j\n")
        assert files.drive(base, ours, theirs) == Answer(0, "", "")
        assert files.result == ours.replace("h: [\n", "h: j\n")

    def test_what_git_puts_together_wrongly_is_a_conflict_for_git(self, files: Files) -> None:
        """Lines of one statement far apart: git alone takes one from each side."""
        flow = (
            "{{positions: {{venue: {{\n  value: {},\n  note: a,\n  quote: b,\n  stance: {}}}}}}}\n"
        )
        base, ours, theirs = (
            flow.format(*one)
            for one in (("coast", "demand"), ("hills", "demand"), ("coast", "offer"))
        )
        answer = files.drive(base, ours, theirs, more=("7", "positions/x.yaml"))
        assert answer.code == 1
        assert files.result == flow.format("hills", "offer")
        assert answer.err.startswith("negtrack: positions/x.yaml is merged line by line, and may")


class TestFailures:
    def test_what_is_no_text_is_left_alone(self, files: Files) -> None:
        answer = files.drive(b"\0\0", b"\0\1", b"\0\2", more=("7", "positions/x\x1b.yaml"))
        assert answer.code == FAILED
        assert files.result == "\0\1"
        assert answer.err.startswith("negtrack: positions/x<U+001B>.yaml is not merged: git ")

    def test_a_file_that_is_not_there(self, files: Files) -> None:
        files.drive(BASE, OURS, THEIRS)
        (files.folder / ".merge_B").unlink()
        answer = piped("merge-driver", ".merge_O", ".merge_A", ".merge_B", folder=files.folder)
        assert answer.code == FAILED
        assert answer.err == "negtrack: .merge_A is not merged: there is no file .merge_B\n"

    def test_asked_wrongly(self, files: Files) -> None:
        assert files.drive(BASE, OURS, THEIRS, more=("many",)).code == 2
        assert files.result == OURS

    def test_a_bug_of_ours_costs_no_statement(
        self, files: Files, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        files.drive(BASE, OURS, THEIRS)
        paths = [files.folder / f".merge_{name}" for name in "OAB"]
        for ours, theirs in ((OURS, OTHER), (OURS, f"coder: ak\n{BASE}")):
            paths[1].write_text(ours)
            paths[2].write_text(theirs)

            def fails(*_: object) -> None:
                raise RuntimeError("no\nway")

            monkeypatch.setattr(merging, "merge", fails)
            assert merge_driver(*paths) == 1
            told = paths[1].read_text()
            assert "venue: hills" in told
            assert ("venue: town" in told) == ("coder: ak" not in told)
            assert "as this failed: RuntimeError('no\\nway')" in capsys.readouterr().err


def test_it_is_for_git_and_not_in_the_list_of_commands() -> None:
    assert "merge-driver" not in piped("--help").out
    assert "OURS" in piped("merge-driver", "--help").out
