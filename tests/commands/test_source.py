"""`negtrack source`: one more source, and the rest of the file as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands.talks import Talks, begun


@pytest.fixture
def talks(tmp_path: Path) -> Talks:
    return begun(tmp_path)


def test_adds_a_source_and_says_where(talks: Talks) -> None:
    before = talks.text("negotiation.yaml")
    typed = ("--title", "A: b", "--date", "2026-01", "--url", "https://example.org/#x")
    answer = talks.run("source", "daily-1", "--publisher", "The Daily", *typed)
    line = '  daily-1: {publisher: The Daily, title: "A: b", date: 2026-01, url: '
    after = talks.text("negotiation.yaml")
    new = [one for one in after.splitlines() if one not in before.splitlines()]
    assert new == [f'{line}"https://example.org/#x"}}']
    number = after.splitlines().index(next(x for x in after.splitlines() if "daily-1" in x)) + 1
    assert answer.out == f"positions/ports-2026/negotiation.yaml:{number}:3: daily-1: The Daily\n"


def test_a_source_that_is_there_is_replaced_only_if_asked(talks: Talks) -> None:
    before = talks.text("negotiation.yaml")
    answer = talks.run("source", "paper", "--publisher", "B", fails=2)
    assert "there is a source 'paper' already" in answer.err
    assert talks.text("negotiation.yaml") == before
    talks.run("source", "paper", "--publisher", "B", "--replace")
    after = before.replace("paper: {publisher: The Paper}", "paper: {publisher: B}")
    assert talks.text("negotiation.yaml") == after


def test_a_dry_run_shows_the_lines_and_writes_nothing(talks: Talks) -> None:
    before = talks.files()
    answer = talks.run("source", "daily", "--publisher", "D", "--dry-run")
    assert "\n+  daily: {publisher: D}\n" in answer.out
    assert talks.files() == before


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (("daily",), "a source needs its publisher"),
        (("The Daily", "--publisher", "D"), "source: 'The Daily' is no id"),
        (("daily", "--publisher", "D", "--date", "May"), "'May' is not a date"),
        (("daily", "--publisher", "D", "--note", "a\x07b"), "nothing was written"),
    ],
)
def test_refuses(talks: Talks, typed: tuple[str, ...], told: str) -> None:
    before = talks.files()
    assert told in talks.run("source", *typed, fails=2).err
    assert talks.files() == before
