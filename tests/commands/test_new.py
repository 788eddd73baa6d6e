"""`negtrack new`: a round to be filled in, which says nothing until it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands.talks import Talks, begun


@pytest.fixture
def talks(tmp_path: Path) -> Talks:
    return begun(tmp_path)


def test_makes_a_folder_with_a_file_per_party(talks: Talks) -> None:
    answer = talks.run("new", "2026-02-01", "--venue", "Town: hall")
    assert answer.out == (
        "wrote positions/ports-2026/2026-02-01/: round.yaml, union.yaml, northport.yaml\n"
        "next: fill in what each party said, or: negtrack record union pay VALUE --source ID; "
        "then: negtrack check\n"
    )
    assert 'date: 2026-02-01\nvenue: "Town: hall"\n' in talks.text("2026-02-01/round.yaml")
    assert "error" not in talks.run("check", "-f", "csv").out


def test_shows_where_each_party_stands(talks: Talks) -> None:
    talks.run("record", "union", "pay", "12", "--source", "paper")
    talks.run("record", "state", "pay", "8", "--source", "paper")
    talks.run("new", "2026-02-01")
    assert "  # pay: 12  # since 2026-01-12\n" in talks.text("2026-02-01/union.yaml")
    assert "  # pay:  # a number of %\n" in talks.text("2026-02-01/northport.yaml")
    assert "  # pay: 8  # since" in talks.text("2026-02-01/state.yaml")  # who has spoken, too


def test_takes_positions_from_the_round_that_is_named_or_was_before(talks: Talks) -> None:
    talks.run("record", "union", "pay", "12")
    talks.run("new", "2026-03-01")
    talks.run("record", "union", "pay", "9")
    talks.run("new", "2026-04-01", "--from", "first")
    talks.run("new", "2026-02-01")
    talks.run("new", "2025-12-01")
    assert "  # pay: 12  # since 2026-01-12\n" in talks.text("2026-04-01/union.yaml")
    assert "  # pay: 12  # since 2026-01-12\n" in talks.text("2026-02-01/union.yaml")
    assert "  # pay:  # a number" in talks.text("2025-12-01/union.yaml")


def test_a_round_can_have_a_name_and_a_date(talks: Talks) -> None:
    talks.run("new", "memoranda", "--date", "2026-02-03")
    assert "\ndate: 2026-02-03\n" in talks.text("memoranda/round.yaml")
    assert "in the round memoranda (2026-02-03)." in talks.text("memoranda/union.yaml")


def test_without_a_name_it_is_of_today(talks: Talks) -> None:
    answer = talks.run("new")
    (folder,) = {path.name for path in talks.file("").glob("2*")} - {"2026-01-12"}
    assert f"\ndate: {folder}\n" in talks.text(f"{folder}/round.yaml")
    assert folder in answer.out


def test_never_writes_over_a_round(talks: Talks) -> None:
    before = talks.files()
    answer = talks.run("new", "2026-01-12", fails=2)
    assert "2026-01-12 is there already; nothing was written" in answer.err
    assert talks.files() == before


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (("Round 2", "--date", "2026-02-01"), "round: 'Round 2' is no id"),
        (("../x",), "round: '../x' is no id"),
        (("x", "--date", "tomorrow"), "'tomorrow' is not a date"),
        (("x", "--date", "2026-02-30"), "there is no day 2026-02-30"),
        (("2026-02-30",), "there is no day 2026-02-30"),
        (("x", "--from", "7"), "there is no round '7'"),
        (("x", "-n", "port-2026"), "did you mean 'ports-2026'?"),
    ],
)
def test_refuses(talks: Talks, typed: tuple[str, ...], told: str) -> None:
    before = talks.files()
    assert told in talks.run("new", *typed, fails=2).err
    assert talks.files() == before


def test_a_negotiation_that_cannot_be_read_is_not_added_to(talks: Talks) -> None:
    talks.file("negotiation.yaml").write_text("title: [\n")
    before = talks.files()
    assert "the record of ports-2026 cannot be read" in talks.run("new", "x", fails=3).err
    assert talks.files() == before
