"""`report --watch` as a process: it follows the files, and answers this machine alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from gitrepo import write
from program import piped
from watching import FILES, NORTH, Watching, put

pytest.importorskip("jinja2", reason="the extra 'report' is not installed")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The folder of the river talks."""
    for name, text in FILES.items():
        write(tmp_path / name, text)
    return tmp_path


@pytest.fixture
def served(root: Path) -> Iterator[Watching]:
    watching = Watching(root)
    yield watching
    with suppress(ProcessLookupError):
        watching.process.kill()
    watching.process.communicate()


def test_it_follows_the_files_until_it_is_interrupted(root: Path, served: Watching) -> None:
    status, page = served.ask()
    assert (status, "Ten and no more" in page) == (200, True)
    first = served.ask("/version")[1]
    assert first in page

    put(root / NORTH, "positions: {pay: {value: 11, quote: Eleven then}}\n")
    second = served.other_than(first)
    page = served.ask()[1]
    assert ("Eleven then" in page, "Ten and no more" in page) == (True, False)

    put(root / NORTH, "positions: {pay: {value: 11, quo")  # half of it is written
    third = served.other_than(second)
    status, page = served.ask()
    assert (status, "north.yaml:1:" in page) == (200, True)
    assert third in page

    put(root / NORTH, FILES[NORTH])
    assert served.other_than(third) == first
    assert "Ten and no more" in served.ask()[1]
    assert served.end() == (130, "")


def test_another_site_gets_nothing(served: Watching) -> None:
    for path in ("/", "/version"):
        assert served.ask(path, Host="evil.example")[0] == 421
    assert served.ask("/positions/talks/negotiation.yaml")[0] == 404
    assert served.end()[0] == 130


def test_the_file_that_is_named_is_written_as_without(root: Path) -> None:
    piped("report", "-C", str(root), "-o", str(root / "alone.html"))
    alone = (root / "alone.html").read_text(encoding="utf-8")
    watching = Watching(root, "-o", str(root / "page.html"))
    assert (root / "page.html").read_text(encoding="utf-8") == alone
    assert len(watching.ask()[1]) > len(alone)
    assert "/version" not in alone
    assert watching.end()[0] == 130


def test_a_port_may_be_named_and_is_told_where_it_is_taken(root: Path, served: Watching) -> None:
    answer = piped("report", "--watch", "--port", str(served.port), "-C", str(root))
    assert answer.code == 2
    assert answer.err.startswith(f"negtrack: port {served.port} cannot be used: ")


def test_what_cannot_be_answered_is_told_at_once(root: Path) -> None:
    answer = piped("report", "--watch", "-n", "nothing", "-C", str(root))
    assert answer.code == 2
    assert answer.err.startswith("negtrack: there is no negotiation 'nothing'\n")


def test_a_record_with_errors_is_followed_from_the_start(root: Path) -> None:
    put(root / NORTH, "positions: {pay: many}\n")
    watching = Watching(root)
    assert "north.yaml:1:" in watching.ask()[1]
    first = watching.ask("/version")[1]
    put(root / NORTH, FILES[NORTH])
    watching.other_than(first)
    assert "Ten and no more" in watching.ask()[1]
    assert watching.end() == (130, "")


def test_a_revision_cannot_be_followed(root: Path) -> None:
    answer = piped("report", "--watch", "--at", "HEAD", "-C", str(root))
    assert answer.code == 2
    assert "--watch follows the files as they are" in answer.err
