"""`negtrack blame` on real repositories: which commits, coders and sources a position rests on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from gitrepo import WorkTree, isolate
from program import Answer, piped

HEAD = """\
title: The river talks
parties:
  north: {name: North}
  south: {name: South}
  league: {name: League, members: [west]}
  west: {name: West}
issues:
  truce: {title: Truce, scale: ladder, options: {none: N, local: L, full: F}}
  pay: {title: Pay, scale: quantity, unit: coins, min: 0, max: 100}
sources: {wire: {publisher: The Wire}}
"""
NORTH = """\
coder: ada
positions:
  truce:
    - {value: local, source: wire}
    - value: full
      quote: |
        At once,
        and everywhere.
      coder: ben

  # not settled
  pay: 5
"""


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WorkTree:
    """A record of one round, of which North's file was changed by a second commit."""
    isolate(monkeypatch, tmp_path / "own-home")
    tree = WorkTree.start(tmp_path / "talks")
    put(tree, "negotiation.yaml", HEAD)
    put(tree, "r1/round.yaml", "date: 2025-01-01\n")
    put(tree, "r1/league.yaml", "positions: {truce: none}\n")
    put(tree, "r1/north.yaml", NORTH.replace("and everywhere", "and there"))
    save(tree, "First", "2026-01-01")
    put(tree, "r1/north.yaml", NORTH)
    save(tree, "Second", "2026-01-02")
    return tree


def put(tree: WorkTree, name: str, text: str) -> None:
    tree.write(f"positions/river/{name}", text)


def save(tree: WorkTree, subject: str, date: str) -> None:
    tree.git("add", "-A")
    tree.git("commit", "-q", "-m", subject, "--date", f"{date}T12:00:00Z")


def run(tree: WorkTree, *typed: str, code: int = 0) -> Answer:
    answer = piped("blame", *typed, folder=tree.root)
    assert answer.code == code, (answer.out, answer.err)
    return answer


def statements(tree: WorkTree, *typed: str) -> Any:
    return json.loads(run(tree, *typed, "-f", "json").out)["statements"]


def subjects(one: Any) -> set[str]:
    return {commit["subject"] for commit in one["commits"]}


def test_a_position_rests_on_the_lines_of_its_last_statement(tree: WorkTree) -> None:
    (one,) = statements(tree, "north", "truce")
    assert (one["place"]["line"], one["last_line"]) == (5, 9)
    assert (one["coder"], one["committed"]) == ("ben", True)
    assert subjects(one) == {"First", "Second"}
    (pay,) = statements(tree, "north", "pay")
    assert (pay["place"]["line"], pay["last_line"], pay["coder"]) == (12, 12, "ada")
    assert subjects(pay) == {"First"}


def test_the_page_says_who_coded_it_where_and_in_what_words(tree: WorkTree) -> None:
    page = run(tree, "north", "truce").out
    assert "As of round 1 (r1, 2025-01-01): full." in page
    assert "2026-01-0" in page
    assert "ben" in page
    assert "r1/north.yaml:5" in page
    assert "“At once, and everywhere.”" in page


def test_lines_that_are_not_committed(tree: WorkTree) -> None:
    put(tree, "r1/north.yaml", NORTH.replace("At once", "Now"))
    (one,) = statements(tree, "north", "truce")
    assert not one["committed"]
    assert subjects(one) == {"First", "Second"}
    assert "not committed yet; and 2 older ones" in run(tree, "north", "truce").out
    put(tree, "r1/south.yaml", "positions: {pay: 9}\n")
    (one,) = statements(tree, "south", "pay")
    assert (one["committed"], one["commits"]) == (False, [])
    tree.git("add", "-A")
    assert statements(tree, "south", "pay")[0]["commits"] == []


def test_later_statements_without_a_value_have_a_part_in_it(tree: WorkTree) -> None:
    put(tree, "r2/round.yaml", "date: 2025-02-01\n")
    put(tree, "r2/north.yaml", "positions: {truce: {rejects: none}}\n")
    save(tree, "Third", "2026-01-03")
    assert [one["round"] for one in statements(tree, "north", "truce")] == ["r1", "r2"]
    assert [one["round"] for one in statements(tree, "north", "truce", "1")] == ["r1"]


def test_a_position_that_a_bloc_stated(tree: WorkTree) -> None:
    (one,) = statements(tree, "west", "truce")
    assert one["place"]["file"] == "positions/river/r1/league.yaml"
    assert "It is that of league, who speaks for west." in run(tree, "west", "truce").out


def test_a_package_that_was_accepted(tree: WorkTree) -> None:
    put(
        tree,
        "r1/north.yaml",
        NORTH.replace("coder: ben", "package: plan") + "packages: {plan: {title: P}}\n",
    )
    put(tree, "r1/south.yaml", "\n\nanswers:\n  plan: {stance: accept}\n")
    save(tree, "Plan", "2026-01-03")
    (one,) = statements(tree, "south", "truce")
    assert one["place"]["line"] == one["last_line"] == 4
    assert subjects(one) == {"Plan"}


def test_as_of_a_revision(tree: WorkTree) -> None:
    (one,) = statements(tree, "north", "truce", "--at", "HEAD~1")
    assert subjects(one) == {"First"}
    assert statements(tree, "north", "truce", "HEAD~1:") == statements(
        tree, "north", "truce", "--at", "HEAD~1"
    )


def test_a_party_that_said_nothing(tree: WorkTree) -> None:
    assert "south has said nothing on pay by round 1" in run(tree, "south", "pay").out
    assert statements(tree, "south", "pay") == []


@pytest.mark.parametrize("typed", [("nort", "truce"), ("north", "truc"), ("north", "truce", "9")])
def test_words_that_are_not_in_the_record(tree: WorkTree, typed: tuple[str, ...]) -> None:
    assert "there is no" in run(tree, *typed, code=2).err


def test_windows_line_ends_and_a_subfolder(tree: WorkTree) -> None:
    (tree.root / "deep").mkdir()
    tree.git("mv", "positions", "deep/positions")
    file = tree.root / "deep/positions/river/r1/north.yaml"
    file.write_bytes(NORTH.replace("\n", "\r\n").encode())
    save(tree, "Moved", "2026-01-03")
    answer = piped("blame", "north", "truce", "-f", "json", "-C", str(tree.root / "deep"))
    (one,) = json.loads(answer.out)["statements"]
    assert (one["place"]["line"], one["last_line"], subjects(one)) == (5, 9, {"Moved"})


def test_without_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    isolate(monkeypatch, tmp_path / "own-home")
    tree = WorkTree(tmp_path / "plain")
    put(tree, "negotiation.yaml", HEAD)
    put(tree, "r1/round.yaml", "date: 2025-01-01\n")
    put(tree, "r1/north.yaml", NORTH)
    assert "is in no git work tree" in run(tree, "north", "truce", code=4).err


def test_the_lines_are_those_of_the_file_and_not_of_its_words(tree: WorkTree) -> None:
    before = statements(tree, "north", "truce")
    assert piped("git", "setup", folder=tree.root).code == 0
    assert statements(tree, "north", "truce") == before


def test_a_shallow_clone_does_not_know_what_its_earliest_commit_brought(
    tree: WorkTree, tmp_path: Path
) -> None:
    put(tree, "r1/south.yaml", "positions: {truce: none}\n")
    save(tree, "Third", "2026-01-03")
    flat = tmp_path / "flat"
    tree.git("clone", "-q", "--depth", "2", f"file://{tree.root}", str(flat))
    answer = piped("blame", "north", "truce", "-f", "json", folder=flat)
    (commit,) = json.loads(answer.out)["statements"][-1]["commits"]
    assert (commit["subject"], commit["earliest"]) == ("Second", True)
    page = piped("blame", "north", "truce", folder=flat).out
    assert "Second or an earlier one" in page
    assert "This clone is shallow" in page
    answer = piped("blame", "south", "truce", "-f", "json", folder=flat)
    (commit,) = json.loads(answer.out)["statements"][-1]["commits"]
    assert (commit["subject"], commit["earliest"]) == ("Third", False)
    assert "or an earlier one" not in piped("blame", "south", "truce", folder=flat).out
