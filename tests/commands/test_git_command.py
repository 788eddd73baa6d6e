"""`negtrack git setup` and `unset` on real repositories, and what git shows in between."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from gitrepo import WorkTree, isolate, script
from program import ROOT, Answer, piped

WAGES = ROOT / "tests" / "records" / "wages" / "positions"
UNION = "positions/wages-2026/2026-03-02/union.yaml"
RULE = "positions/**/*.yaml diff=negtrack merge=negtrack"


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WorkTree:
    isolate(monkeypatch, tmp_path / "own-home")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))  # as git runs it, too
    tree = WorkTree.start(tmp_path / "a récord")
    shutil.copytree(WAGES, tree.root / "positions")
    tree.git("add", ".")
    tree.git("commit", "-q", "-m", "the talks so far")
    return tree


def git(tree: WorkTree, *typed: str, folder: str = ".", fails: int = 0) -> Answer:
    answer = piped("git", *typed, folder=tree.root / folder)
    assert answer.code == fails, (answer.out, answer.err)
    return answer


def config(tree: WorkTree) -> str:
    return tree.git("config", "--local", "--list")


def say(tree: WorkTree, before: str, after: str) -> None:
    """Change the union's file of the last round."""
    text = (tree.root / UNION).read_text(encoding="utf-8")
    assert before in text
    tree.write(UNION, text.replace(before, after))


def test_setup_says_what_it_did_and_unset_takes_it_all_back(tree: WorkTree) -> None:
    before = config(tree)
    said = git(tree, "setup").out
    assert f".gitattributes: {RULE}\n" in said
    assert "git config: diff.negtrack.cachetextconv = true\n" in said
    assert "Commit .gitattributes" in said
    assert config(tree) != before
    tree.git("log", "-p")
    said = git(tree, "unset").out
    assert ".gitattributes: without the lines of negtrack\n" in said
    assert "git config: without diff.negtrack.textconv\n" in said
    assert "git notes: without refs/notes/textconv/negtrack" in said
    assert config(tree) == before
    assert tree.git("status", "--porcelain") == ""
    assert "textconv" not in tree.git("for-each-ref")


def test_twice_changes_nothing(tree: WorkTree) -> None:
    git(tree, "setup")
    before = config(tree), (tree.root / ".gitattributes").read_bytes()
    assert git(tree, "setup").out == "Nothing to do: git is set up.\n"
    assert (config(tree), (tree.root / ".gitattributes").read_bytes()) == before
    git(tree, "unset")
    assert git(tree, "unset").out == "Nothing to do: git is not set up.\n"


def test_git_tells_the_record_in_words(tree: WorkTree) -> None:
    git(tree, "setup")
    say(tree, "value: 8", "value: 7")
    told = tree.git("diff")
    assert "-  accepts: 8" in told.splitlines()
    assert "+  accepts: 7" in told.splitlines()
    assert "\n pay\n" in told
    assert "value:" not in told
    for typed in (("log", "-p"), ("show",), ("log", "-p", "--word-diff")):
        told = tree.git(*typed, "--", "positions")
        assert "asks for: " in told
        assert "value:" not in told
    assert "value: 8" in tree.git("diff", "--no-textconv")


def test_a_patch_is_a_patch_of_the_files(tree: WorkTree) -> None:
    git(tree, "setup")
    say(tree, "value: 8", "value: 7")
    tree.git("commit", "-qam", "seven")
    assert "value: 7" in tree.git("format-patch", "-1", "--stdout")


@pytest.mark.parametrize(
    "text",
    [
        "positions: {pay: 3\n",
        "<<<<<<< a\nx: 1\n=======\nx: 2\n>>>>>>> b\n",
        "",
        "\x1b[31m: \u202e\n",
    ],
)
def test_a_file_that_is_no_record_is_shown_too(tree: WorkTree, text: str) -> None:
    git(tree, "setup")
    tree.write(UNION, text)
    told = tree.git("diff")
    assert "-  accepts: 8" in told
    assert "\x1b" not in told
    assert "\u202e" not in told


def test_a_change_of_layout_alone_says_nothing_and_a_comment_does(tree: WorkTree) -> None:
    git(tree, "setup")
    text = (tree.root / UNION).read_text(encoding="utf-8")
    tree.write(UNION, text.replace("positions:", '"positions":  '))
    assert tree.git("diff") == ""
    assert tree.git("diff", "--name-only").strip() == UNION
    tree.write(UNION, text + "# seen\n")
    assert "+  # seen" in tree.git("diff").splitlines()


@pytest.mark.parametrize("text", ["*.md text\n", "*.md text", "*.md text\r\n*.txt text\r\n", ""])
def test_the_rest_of_gitattributes_stays_byte_for_byte(tree: WorkTree, text: str) -> None:
    file = tree.root / ".gitattributes"
    file.write_bytes(text.encode())
    git(tree, "setup")
    attributes = tree.git("check-attr", "diff", "text", "--", UNION, "a.md")
    assert f"{UNION}: diff: negtrack" in attributes
    assert ("a.md: text: set" in attributes) == ("md" in text)
    git(tree, "unset")
    assert file.read_bytes() == text.encode()


def test_a_gitattributes_that_may_not_be_written_stops_it(tree: WorkTree) -> None:
    file = tree.root / ".gitattributes"
    file.write_bytes(b"*.md text\n")
    file.chmod(0o444)
    before = config(tree)
    answer = git(tree, "setup", fails=4)
    assert "may not be written" in answer.err
    assert (file.read_bytes(), config(tree)) == (b"*.md text\n", before)


def test_a_gitattributes_that_is_a_link_stops_it(tree: WorkTree) -> None:
    (tree.root / ".gitattributes").symlink_to("elsewhere")
    before = config(tree)
    answer = git(tree, "setup", fails=3)
    assert "no ordinary file" in answer.err
    assert "put the file itself in its place" in answer.err
    assert config(tree) == before


def test_a_gitattributes_that_is_a_folder_stops_it(tree: WorkTree) -> None:
    (tree.root / ".gitattributes").mkdir()
    assert "no ordinary file" in git(tree, "setup", fails=3).err
    assert "diff.negtrack" not in config(tree)


def test_a_setting_of_somebody_elses_stops_it_before_anything_is_written(tree: WorkTree) -> None:
    tree.git("config", "merge.negtrack.driver", "mine %A")
    answer = git(tree, "setup", fails=4)
    assert answer.err.startswith("negtrack: git has merge.negtrack.driver already")
    assert not (tree.root / ".gitattributes").exists()
    assert "diff.negtrack" not in config(tree)
    assert "Left as it is" in git(tree, "unset").out
    assert "merge.negtrack.driver=mine %A" in config(tree)


def test_a_setting_that_wins_is_told(tree: WorkTree) -> None:
    assert "Another setting wins" not in git(tree, "setup").out
    tree.git("config", "extensions.worktreeConfig", "true")
    tree.git("config", "--worktree", "merge.negtrack.driver", "mine %A")
    told = git(tree, "setup").out
    assert "Another setting wins: git has merge.negtrack.driver = mine %A, by file:" in told
    assert "config.worktree" in told
    assert told.count("Another setting wins") == 1


def test_a_rule_that_wins_is_told(tree: WorkTree) -> None:
    tree.write("positions/.gitattributes", "*.yaml -diff\n")
    assert "Another rule wins: git has diff=unset" in git(tree, "setup").out


def test_a_record_below_the_root_of_the_repository(tree: WorkTree) -> None:
    (tree.root / "talks").mkdir()
    tree.git("mv", "positions", "talks/positions")
    git(tree, "setup", folder="talks/positions/wages-2026")
    assert (tree.root / "talks" / ".gitattributes").is_file()
    assert not (tree.root / ".gitattributes").exists()
    assert "negtrack" in tree.git("check-attr", "diff", "--", f"talks/{UNION}")
    git(tree, "unset", "-C", "talks")
    assert not (tree.root / "talks" / ".gitattributes").exists()


def test_a_linked_work_tree_shares_the_settings(tree: WorkTree, tmp_path: Path) -> None:
    tree.git("worktree", "add", "-q", str(tmp_path / "linked"), "-b", "second")
    linked = WorkTree(tmp_path / "linked")
    git(linked, "setup")
    assert (linked.root / ".gitattributes").is_file()
    assert not (tree.root / ".gitattributes").exists()
    say(linked, "value: 8", "value: 7")
    assert "+  accepts: 7" in linked.git("diff")
    assert "diff.negtrack.textconv" in config(tree)
    git(linked, "unset")
    assert "negtrack" not in config(tree)


def test_the_program_is_named_so_that_it_runs_from_anywhere(
    tree: WorkTree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By its script where that was typed; else by its Python, which looks into no folder here."""
    own = script(tmp_path / "b in" / "negtrack")
    own.write_text(f"#!{sys.executable}\nfrom negtrack.cli import main\nmain()\n")
    subprocess.run(["../b in/negtrack", "git", "setup"], cwd=tree.root, check=True)
    told = tree.git("config", "diff.negtrack.textconv").strip()
    assert told.startswith("'/")
    assert told.endswith("b in/negtrack' textconv")
    say(tree, "value: 8", "value: 7")
    assert "+  accepts: 7" in tree.git("diff")
    git(tree, "setup")
    told = tree.git("config", "diff.negtrack.textconv").strip()
    assert told.endswith(" -P -m negtrack textconv")
    script(tree.root / "negtrack" / "__init__.py", "raise SystemExit('not this one')")
    assert "+  accepts: 7" in tree.git("diff")


def test_outside_of_git_and_in_no_record_it_stops(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    isolate(monkeypatch, tmp_path / "own-home")
    assert piped("git", "setup", folder=tmp_path).code == 3
    (tmp_path / "positions").mkdir()
    answer = piped("git", "setup", folder=tmp_path)
    assert (answer.code, "git init" in answer.err) == (4, True)


@pytest.mark.parametrize("typed", [("git",), ("git", "set-up"), ("git", "setup", "twice")])
def test_another_word_is_asked_wrongly(typed: tuple[str, ...]) -> None:
    assert piped(*typed).code == 2
