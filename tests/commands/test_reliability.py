"""`negtrack reliability` as it is typed: coders by name, in folders, and at revisions."""

import json
from pathlib import Path

import pytest
from gitrepo import WorkTree, isolate, write
from program import Answer, piped

HEAD = """\
title: The river talks
parties: {north: {name: North}, south: {name: South}}
issues:
  pay: {title: Pay, scale: quantity, unit: coins}
  venue: {title: Venue, scale: choice, options: {coast: The coast, hills: The hills}}
"""
CODED = """\
positions:
  pay: [{value: 5, coder: ada}, {value: 6, coder: bo}]
  venue: [{value: coast, coder: ada}, {value: coast, coder: bo}]
"""


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WorkTree:
    """A record in git that two coders wrote, and a second commit that recodes a part of it."""
    isolate(monkeypatch, tmp_path / "home")
    tree = WorkTree.start(tmp_path / "work")
    talks = tree.root / "positions" / "talks"
    write(talks / "negotiation.yaml", HEAD)
    write(talks / "r1" / "round.yaml", "date: 2025-01-01\n")
    write(talks / "r1" / "north.yaml", CODED)
    tree.git("add", "-A")
    tree.git("commit", "-qm", "Begin")
    write(talks / "r1" / "north.yaml", CODED.replace("6", "7"))
    tree.git("commit", "-qam", "Read again")
    return tree


def asked(tree: WorkTree, *words: str) -> Answer:
    return piped("reliability", *words, folder=tree.root)


def disagreements(answer: Answer) -> list[tuple[str, list[str]]]:
    """The issue of each disagreement, and what each coder made of it."""
    assert answer.code == 0, answer.err
    found = json.loads(answer.out)["disagreements"]
    return [(one["issue"], [str(it["value"]) for it in one["codings"]]) for one in found]


def test_coders_of_one_record(tree: WorkTree) -> None:
    found = asked(tree, "ada", "bo", "-f", "json")
    assert disagreements(found) == [("pay", ["5", "7"])]
    assert disagreements(asked(tree, "ada", "bo", "--at", "HEAD~1", "-f", "json")) == [
        ("pay", ["5", "6"])
    ]


def test_revisions(tree: WorkTree) -> None:
    assert disagreements(asked(tree, "HEAD~1", "HEAD", "-f", "json")) == [("pay", ["6", "7"])]


def test_folders_that_hold_a_record_or_are_one(tree: WorkTree, tmp_path: Path) -> None:
    other = tmp_path / "other"
    talks = other / "positions" / "talks"
    write(talks / "negotiation.yaml", HEAD)
    write(talks / "r1" / "round.yaml", "date: 2025-01-01\n")
    write(talks / "r1" / "north.yaml", "positions: {pay: 9, venue: hills}\n")
    expected = [("pay", ["7", "9"]), ("venue", ["coast", "hills"])]
    for folder in (other, talks):
        assert disagreements(asked(tree, ".", str(folder), "-f", "json")) == expected
    nowhere = piped("reliability", str(tree.root), str(other), "-f", "json", folder=tmp_path)
    assert disagreements(nowhere) == expected


def test_three_coders_be_they_of_different_kinds(tree: WorkTree) -> None:
    found = asked(tree, "ada", "bo", "HEAD~1", "-f", "json")
    assert disagreements(found) == [("pay", ["5", "7", "6"])]


def test_the_exit_code_where_asked_for(tree: WorkTree) -> None:
    assert asked(tree, "ada", "bo", "--exit-code").code == 1
    assert asked(tree, "ada", "bo", "--exit-code", "--issue", "venue").code == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["ada"], "it takes two coders to compare, each named once"),
        (["ada", "ada"], "it takes two coders to compare, each named once"),
        (["ada", "dan"], "'dan' is no coder of talks, no folder and no revision"),
        (["ada", "positions"], "positions holds no record"),
        (["ada", "rev:dan"], "git knows no revision 'dan'"),
        (["ada", "bo", "--issue", "peace"], "there is no issue 'peace'"),
    ],
)
def test_what_names_no_coder_is_refused(tree: WorkTree, words: list[str], told: str) -> None:
    found = asked(tree, *words)
    assert found.code == 2
    assert told in found.err


def test_a_word_for_several_things_is_asked_about(tree: WorkTree) -> None:
    tree.git("branch", "ada")
    found = asked(tree, "ada", "bo")
    assert found.code == 2
    assert "'ada' is a coder and a revision" in found.err
    assert "say which: coder:ada or rev:ada" in found.err
    assert disagreements(asked(tree, "coder:ada", "bo", "-f", "json")) == [("pay", ["5", "7"])]
    assert disagreements(asked(tree, "rev:ada", "HEAD~1", "-f", "json")) == [("pay", ["7", "6"])]


def test_a_coder_of_a_record_with_errors_is_told_of_them(tree: WorkTree) -> None:
    write(tree.root / "positions" / "talks" / "r1" / "south.yaml", "positions: {peace: 1}\n")
    found = asked(tree, "ada", "bo")
    assert found.code == 3
    assert "unknown-issue" in found.err
    assert asked(tree, "HEAD~1", "HEAD").code == 0


def test_what_became_confidential_is_told_of_no_revision(tree: WorkTree) -> None:
    secret = CODED.replace("value: 5,", "value: 5, confidential: true,").replace(
        "value: 6,", "value: 7, confidential: true,"
    )
    write(tree.root / "positions" / "talks" / "r1" / "north.yaml", secret)
    for words in (("HEAD~1", "."), (".", "HEAD~1")):
        openly = asked(tree, *words)
        assert openly.code == 0, openly.err
        assert "pay" not in openly.out
    assert "pay" in asked(tree, "HEAD~1", ".", "--private").out
