"""`negtrack init`: a negotiation that is right at once, and never one over another."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands.talks import BEGUN, Talks


@pytest.fixture
def talks(tmp_path: Path) -> Talks:
    return Talks(tmp_path)


def test_begins_a_record_and_says_what_to_type_next(talks: Talks) -> None:
    answer = talks.run(*BEGUN, "--title", "Ports: 2026")
    assert answer.out == "wrote positions/ports-2026/negotiation.yaml\nnext: negtrack new\n"
    text = talks.text("negotiation.yaml")
    assert text.startswith("# yaml-language-server: $schema=../.schema/negotiation.json\n")
    assert 'title: "Ports: 2026"\n' in text
    assert (talks.root / "positions" / ".schema" / "negotiation.json").is_file()
    assert talks.run("check").out == "1 file in 1 negotiation: no problems.\n"


def test_without_parties_and_issues_it_says_to_name_them(talks: Talks) -> None:
    answer = talks.run("init", "ports-2026")
    assert "next: name the parties, issues and options in it; then: negtrack new" in answer.out
    assert "title: Ports 2026\n" in talks.text("negotiation.yaml")


def test_a_ladder_without_options_is_to_be_completed(talks: Talks) -> None:
    answer = talks.run("init", "ports-2026", "--party", "a=A", "--issue", "x=ladder")
    assert "name the parties, issues and options" in answer.out
    assert "there is nothing in 'options'" in talks.run("check", fails=1).out


def test_never_writes_over_a_negotiation(talks: Talks) -> None:
    talks.run("init", "ports-2026", "--title", "First")
    before = talks.files()
    answer = talks.run("init", "ports-2026", "--title", "Second", fails=2)
    assert "negotiation.yaml is there already; nothing was written" in answer.err
    assert talks.files() == before


def test_a_second_negotiation_goes_beside_the_first_from_any_folder(talks: Talks) -> None:
    talks.run(*BEGUN)
    inside = Talks(talks.root / "positions" / "ports-2026")
    answer = inside.run("init", "trade-2026", "--party", "a=A", "--issue", "x=text")
    assert "next: negtrack new -n trade-2026" in answer.out
    assert "wrote ../trade-2026/negotiation.yaml" in answer.out
    assert (talks.root / "positions" / "trade-2026" / "negotiation.yaml").is_file()


def test_a_folder_can_be_named(talks: Talks) -> None:
    (talks.root / "deep").mkdir()
    talks.run("init", "ports-2026", "-C", "deep")
    assert (talks.root / "deep" / "positions" / "ports-2026").is_dir()
    assert "there is no folder nowhere" in talks.run("init", "a", "-C", "nowhere", fails=2).err


WRONG = {
    "an id that is no slug": (
        ("Ports 2026",),
        "negotiation: 'Ports 2026' is no id",
        "'ports-2026'",
    ),
    "a way out": (("../x",), "negotiation: '../x' is no id", "write 'x'"),
    "a party that is no slug": (("a", "--party", "The Union=U"), "party: 'The Union'", "the-union"),
    "an issue that is no slug": (("a", "--issue", "Pay=text"), "issue: 'Pay' is no id", "'pay'"),
    "an unknown scale": (("a", "--issue", "pay=quantty"), "no scale 'quantty'", "'quantity'"),
    "no scale": (("a", "--issue", "pay"), "there is no scale ''", "ladder"),
    "an option that is no slug": (
        ("a", "--issue", "x=choice:town hall,port"),
        "option: 'town hall' is no id",
        "'town-hall'",
    ),
}


@pytest.mark.parametrize("what", WRONG)
def test_refuses(talks: Talks, what: str) -> None:
    typed, told, hint = WRONG[what]
    answer = talks.run("init", *typed, fails=2)
    assert told in answer.err
    assert hint in answer.err
    assert talks.files() == {}
