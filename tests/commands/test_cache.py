"""`negtrack cache` as a user meets it."""

from pathlib import Path

import pytest
from program import ROOT, piped

WAGES = ROOT / "tests" / "records" / "wages"


@pytest.fixture
def place(own_home: Path) -> Path:
    return own_home / "xdg_cache_home" / "negtrack"


def test_it_says_where_answers_are_and_how_many(place: Path) -> None:
    assert piped("cache").out == f"0 answers and 0 rounds in {place}, 0 bytes\n"
    piped("gaps", folder=WAGES)
    piped("gaps", folder=WAGES)
    piped("diff", folder=WAGES)
    size = sum(path.stat().st_size for path in place.iterdir())
    assert piped("cache").out == f"2 answers and 0 rounds in {place}, {size:,} bytes\n"


def test_it_removes_them(place: Path) -> None:
    piped("gaps", folder=WAGES)
    assert piped("cache", "--clear").out == f"1 answer removed from {place}\n"
    assert list(place.iterdir()) == []
    assert piped("cache", "--clear").out == f"0 answers removed from {place}\n"


def test_it_says_why_it_is_not_used(place: Path) -> None:
    place.mkdir(parents=True)
    place.chmod(0o777)
    assert piped("cache").out.splitlines()[1] == (
        "not used: the folder is somebody else's, or others can write there"
    )


def test_without_a_home_there_is_none() -> None:
    answer = piped("cache", HOME="nowhere", XDG_CACHE_HOME="")
    assert answer.code == 2
    assert answer.err == (
        "negtrack: there is no folder to keep answers in\n  set HOME or XDG_CACHE_HOME\n"
    )
    assert piped("gaps", folder=WAGES, HOME="nowhere", XDG_CACHE_HOME="").code == 0


def test_a_cache_that_cannot_be_written_changes_no_answer(own_home: Path) -> None:
    """A folder in whose place there is a file: even for root it can hold nothing."""
    usual = piped("gaps", folder=WAGES)
    (own_home / "file").write_text("")
    assert piped("gaps", folder=WAGES, XDG_CACHE_HOME=str(own_home / "file")) == usual
