"""`negtrack commit` on real repositories: the record and nothing else, or nothing at all."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from gitrepo import WorkTree, isolate, script, write
from program import ROOT, Answer, piped

WAGES = ROOT / "tests" / "records" / "wages" / "positions"
NAMES = "2026-03-02/union.yaml"


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WorkTree:
    isolate(monkeypatch, tmp_path / "own-home")
    tree = WorkTree.start(tmp_path / "a récord")
    shutil.copytree(WAGES, tree.root / "positions")
    return tree


@pytest.fixture
def committed(tree: WorkTree) -> WorkTree:
    assert commit(tree).code == 0
    return tree


def commit(tree: WorkTree, *arguments: str, folder: str = ".") -> Answer:
    return piped("commit", *arguments, folder=tree.root / folder)


def say(tree: WorkTree, text: str = "\n# coded again\n", name: str = NAMES) -> Path:
    """Add text at the end of a file of the record."""
    file = tree.root / "positions" / "wages-2026" / name
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")
    return file


def head(tree: WorkTree) -> str:
    return tree.git("log", "-1", "--format=%B").strip()


def files_of_head(tree: WorkTree) -> list[str]:
    return tree.git("show", "-z", "--name-only", "--format=").strip("\0\n").split("\0")


def test_the_first_commit_of_an_unborn_branch_holds_the_whole_record(tree: WorkTree) -> None:
    answer = commit(tree)
    assert answer.code == 0, answer.err
    assert len(files_of_head(tree)) == 13
    assert "wages-2026: 3 rounds: conciliator, northport, southport, union" in answer.out


def test_the_subject_names_round_date_and_parties(committed: WorkTree) -> None:
    say(committed)
    say(committed, name="2026-03-02/northport.yaml")
    assert commit(committed).code == 0
    assert head(committed).splitlines()[0] == "wages-2026: round 3 (2026-03-02): northport, union"


def test_the_body_says_the_moves_in_words_within_72_columns(tree: WorkTree) -> None:
    file = tree.root / "positions" / "wages-2026" / NAMES
    text = file.read_text(encoding="utf-8")
    file.write_text("positions:\n", encoding="utf-8")
    commit(tree)
    file.write_text(text, encoding="utf-8")
    committed = tree
    commit(committed)
    _, blank, *body = head(committed).splitlines()
    assert blank == ""
    assert "union · pay: acceptance" in body[0]
    assert "9 %; only if automation is agree or none → accepts 8 %" in " ".join(
        line.strip() for line in body
    )
    assert all(len(line) <= 72 for line in body)
    assert not any("southport" in line for line in body)


def test_what_else_is_staged_stays_staged(committed: WorkTree) -> None:
    write(committed.root / "notes.md", "mine\n")
    committed.git("add", "notes.md")
    say(committed)
    assert commit(committed).code == 0
    assert files_of_head(committed) == [f"positions/wages-2026/{NAMES}"]
    assert committed.git("status", "--porcelain").strip() == "A  notes.md"


def test_files_beside_the_record_are_not_taken(committed: WorkTree) -> None:
    write(committed.root / "positions" / "README.md", "about these\n")
    write(committed.root / "positions" / "wages-2026" / "draft.txt", "to do\n")
    say(committed)
    commit(committed)
    assert files_of_head(committed) == [f"positions/wages-2026/{NAMES}"]


def test_nothing_changed_is_said_and_is_no_failure(committed: WorkTree) -> None:
    before = head(committed)
    answer = commit(committed)
    assert (answer.code, answer.out) == (0, "Nothing to commit: git has the record as it is.\n")
    assert head(committed) == before


@pytest.mark.parametrize("name", ["index", "HEAD", "refs/heads/main", "packed-refs"])
@pytest.mark.parametrize("option", [(), ("--undo",)])
def test_a_lock_that_a_killed_git_left_is_named_with_what_to_do(
    committed: WorkTree, name: str, option: tuple[str, ...]
) -> None:
    say(committed)
    lock = committed.root / ".git" / f"{name}.lock"
    lock.touch()
    before = committed.staged()
    answer = commit(committed, *option)
    assert answer.code == 4
    assert f"git is at work here, or was killed at it: {lock} is there" in answer.err
    assert f"if no git is running here, remove it: rm '{lock}'" in answer.err
    assert committed.staged() == before
    lock.unlink()
    assert commit(committed, *option).code == 0


def test_a_lock_on_another_branch_holds_nobody_up(committed: WorkTree) -> None:
    say(committed)
    (committed.root / ".git" / "refs" / "heads" / "other.lock").touch()
    assert commit(committed).code == 0


def test_what_a_killed_git_did_not_stage_any_more_is_told(committed: WorkTree) -> None:
    """It moves the branch first, and stages what it has committed last."""
    before = committed.git("rev-parse", "HEAD:positions").strip()
    say(committed)
    assert commit(committed).code == 0
    committed.git("rm", "-rq", "--cached", "positions")
    committed.git("read-tree", "--prefix=positions/", before)
    answer = commit(committed)
    assert answer.code == 0
    assert "Nothing to commit: git has the record as it is." in answer.out
    assert "too: git reset -q -- positions" in answer.out
    committed.git("reset", "-q", "--", "positions")
    assert commit(committed).out == "Nothing to commit: git has the record as it is.\n"


def test_a_git_that_is_killed_once_it_has_committed_leaves_the_commit(
    committed: WorkTree,
) -> None:
    name = "2026-03-02/southport.yaml"
    write(committed.root / "positions" / "wages-2026" / name, "# nothing said yet\n")
    say(committed)
    committed.hook("post-commit", "kill -9 $PPID")
    answer = commit(committed)
    assert answer.code == 4
    assert "the commit is made, but git did not come to its end" in answer.err
    assert any("union.yaml" in name for name in files_of_head(committed))
    assert committed.git("status", "--porcelain") == ""


def test_what_is_coded_otherwise_is_told_as_recoded_and_as_no_move(committed: WorkTree) -> None:
    file = committed.root / "positions" / "wages-2026" / NAMES
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("value: 8", "value: 7"), encoding="utf-8")
    commit(committed)
    subject, _, *body = head(committed).splitlines()
    assert subject == "wages-2026: round 3 (2026-03-02): union"
    assert body == ["union · pay recoded in round 3: accepts 8 % → accepts 7 %"]


def test_comments_move_nobody(committed: WorkTree) -> None:
    say(committed)
    commit(committed)
    assert head(committed) == "wages-2026: round 3 (2026-03-02): union"


def test_a_last_commit_that_cannot_be_read_leaves_the_moves(committed: WorkTree) -> None:
    file = say(committed, "  pya: 3\n")
    committed.git("commit", "-qam", "broken")
    file.write_text(file.read_text(encoding="utf-8").replace("  pya: 3\n", ""), encoding="utf-8")
    commit(committed)
    assert "union · pay: acceptance" in head(committed)


def test_a_record_with_errors_is_not_committed(committed: WorkTree) -> None:
    before = head(committed)
    say(committed, "  pya: 3\n")
    answer = commit(committed)
    assert answer.code == 1
    assert "negtrack check" in answer.err
    assert head(committed) == before


def test_a_dry_run_prints_message_and_paths_and_changes_nothing(committed: WorkTree) -> None:
    say(committed)
    before = committed.git("status", "--porcelain")
    answer = commit(committed, "--dry-run")
    assert answer.code == 0
    assert answer.out.startswith("wages-2026: round 3 (2026-03-02): union\n\nwould commit")
    assert answer.out.endswith(f"would commit positions/wages-2026/{NAMES}\n")
    assert committed.git("status", "--porcelain") == before


def test_a_message_of_ones_own_replaces_the_moves(committed: WorkTree) -> None:
    say(committed)
    assert commit(committed, "-m", "# 3: corrected «pay»\n\nas heard").code == 0
    assert head(committed) == "# 3: corrected «pay»\n\nas heard"


def test_a_failing_hook_is_shown_in_its_own_words_and_leaves_all_as_it_was(
    committed: WorkTree,
) -> None:
    script(committed.root / ".git" / "hooks" / "pre-commit", "echo no quotes today >&2", "exit 1")
    file = say(committed)
    text, before = file.read_text(encoding="utf-8"), committed.git("status", "--porcelain")
    answer = commit(committed)
    assert answer.code == 4
    assert "no quotes today" in answer.err
    assert file.read_text(encoding="utf-8") == text
    assert committed.git("status", "--porcelain") == before


def test_without_an_identity_the_hint_says_how_to_give_one(
    tree: WorkTree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "nobody", "[user]\n  useConfigOnly = true\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "nobody"))
    answer = commit(tree)
    assert answer.code == 4
    assert "git config user.name" in answer.err
    assert tree.git("status", "--porcelain").startswith("??")


def test_a_detached_head_is_committed_to(committed: WorkTree) -> None:
    committed.git("checkout", "-q", "--detach")
    say(committed)
    assert commit(committed).code == 0
    assert head(committed).startswith("wages-2026: round 3")


def test_during_a_merge_git_refuses_and_the_files_stay(committed: WorkTree) -> None:
    committed.git("checkout", "-q", "-b", "other")
    write(committed.root / "other.txt", "x\n")
    committed.git("add", ".")
    committed.git("commit", "-q", "-m", "other")
    committed.git("checkout", "-q", "main")
    committed.git("merge", "-q", "--no-ff", "--no-commit", "other")
    file = say(committed)
    answer = commit(committed)
    assert answer.code == 4
    assert "merge" in answer.err
    assert file.read_text(encoding="utf-8").endswith("# coded again\n")


def test_outside_of_any_repository_the_files_stay_and_the_hint_says_git_init(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    isolate(monkeypatch, tmp_path / "own-home")
    shutil.copytree(WAGES, tmp_path / "plain" / "positions")
    answer = piped("commit", folder=tmp_path / "plain")
    assert answer.code == 4
    assert "git init" in answer.err


def test_from_a_subfolder_it_commits_the_same(committed: WorkTree) -> None:
    say(committed)
    assert commit(committed, folder="positions/wages-2026/2026-03-02").code == 0
    assert files_of_head(committed) == [f"positions/wages-2026/{NAMES}"]


def test_a_record_below_the_root_of_the_repository_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    isolate(monkeypatch, tmp_path / "own-home")
    tree = WorkTree.start(tmp_path / "archive")
    shutil.copytree(WAGES, tree.root / "talks" / "ports" / "positions")
    assert commit(tree, "-C", "talks/ports").code == 0
    assert all(file.startswith("talks/ports/positions/") for file in files_of_head(tree))


def test_a_record_that_git_ignores_is_refused_with_the_file_named(committed: WorkTree) -> None:
    write(committed.root / ".gitignore", "positions/\n")
    write(
        committed.root / "positions" / "wages-2026" / "2026-04-01" / "round.yaml",
        "date: 2026-04-01\n",
    )
    answer = commit(committed)
    assert answer.code == 4
    assert "2026-04-01/round.yaml" in answer.err


def test_a_removed_file_is_committed_as_removed(committed: WorkTree) -> None:
    file = committed.root / "positions" / "wages-2026" / "2026-03-02" / "conciliator.yaml"
    file.unlink()
    assert commit(committed).code == 0
    assert committed.git("show", "--name-status", "--format=").startswith("D\t")


def test_what_is_confidential_is_not_told_in_the_message(committed: WorkTree) -> None:
    say(committed, "  shifts: {value: three, confidential: true, source: union-press}\n")
    answer = commit(committed)
    assert answer.code == 0
    assert "three" not in head(committed)


def test_hidden_characters_of_the_record_are_spelled_out(committed: WorkTree) -> None:
    said = 'positions:\n  preamble: {value: "x\\u202ey", source: union-press}\n'
    write(committed.root / "positions" / "wages-2026" / "2026-03-02" / "southport.yaml", said)
    answer = commit(committed)
    assert answer.code == 0, answer.err
    assert "x<U+202E>y" in head(committed)
    assert "\u202e" not in head(committed) + answer.out


def test_the_schemas_beside_the_record_are_committed_with_it_and_drafts_are_not(
    committed: WorkTree,
) -> None:
    assert piped("new", "2026-04-01", folder=committed.root).code == 0
    write(committed.root / "positions" / "wages-2026" / "2026-04-01" / ".union.1234abcd.yaml", "x")
    write(committed.root / "positions" / ".schema" / "other.txt", "x")
    assert commit(committed).code == 0
    files = files_of_head(committed)
    assert "positions/.schema/party.json" in files
    assert not [one for one in files if "abcd" in one or one.endswith(".txt")]
    assert head(committed).splitlines()[0].startswith("wages-2026: round 4 (2026-04-01): ")


def test_schemas_alone_can_be_committed(committed: WorkTree) -> None:
    assert piped("new", "2026-04-01", folder=committed.root).code == 0
    shutil.rmtree(committed.root / "positions" / "wages-2026" / "2026-04-01")
    assert commit(committed).code == 0
    assert head(committed) == "Schemas for editors"


def test_undo_takes_the_last_commit_back_and_says_what_it_was(committed: WorkTree) -> None:
    before = committed.head()
    file = say(committed)
    text = file.read_text(encoding="utf-8")
    assert commit(committed).code == 0
    made = committed.head()
    subject = "wages-2026: round 3 (2026-03-02): union"
    answer = commit(committed, "--undo", "--dry-run")
    path = f"positions/wages-2026/{NAMES}"
    assert answer.out == f"would take back {made[:10]} {subject}\n  {path}\n"
    assert committed.head() == made
    answer = commit(committed, "--undo", folder="positions")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == f"taken back: {made[:10]} {subject}\n  {path}\n"
    assert committed.head() == before
    assert file.read_text(encoding="utf-8") == text
    assert committed.git("status", "--porcelain") == f" M {path}\n"
    assert commit(committed, "--undo").code == 4


def test_undo_of_the_first_commit_leaves_the_files_and_no_commit(committed: WorkTree) -> None:
    answer = commit(committed, "--undo")
    assert answer.code == 0
    assert answer.out.count("\n  positions/wages-2026/") == 13
    assert not committed.born()
    assert committed.git("status", "--porcelain") == "?? positions/\n"


def test_undo_needs_no_record_that_can_be_read(committed: WorkTree) -> None:
    say(committed, "  pya: [\n")
    assert commit(committed, "--undo").code == 0


def test_undo_of_a_commit_by_hand_says_what_to_do(committed: WorkTree) -> None:
    say(committed)
    committed.git("commit", "-qam", "by \x1b[31mhand")
    answer = commit(committed, "--undo")
    assert answer.code == 4
    assert "negtrack did not make the last commit" in answer.err
    assert "git revert HEAD" in answer.err
    assert "\x1b" not in answer.err


def test_undo_leaves_the_commit_of_another_record_alone(committed: WorkTree) -> None:
    shutil.copytree(committed.root / "positions", committed.root / "ports" / "positions")
    assert commit(committed, "-C", "ports").code == 0
    answer = commit(committed, "--undo")
    assert answer.code == 4
    assert "holds no file of the record" in answer.err
    assert commit(committed, "--undo", "-C", "ports").code == 0


def test_undo_takes_no_message(committed: WorkTree) -> None:
    assert commit(committed, "--undo", "-m", "x").code == 2


def test_undo_outside_of_any_repository_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    isolate(monkeypatch, tmp_path / "own-home")
    (tmp_path / "plain" / "positions").mkdir(parents=True)
    answer = piped("commit", "--undo", folder=tmp_path / "plain")
    assert (answer.code, "git init" in answer.err) == (4, True)


def test_files_with_comments_only_name_no_party(committed: WorkTree) -> None:
    assert piped("new", "2026-04-01", folder=committed.root).code == 0
    assert commit(committed).code == 0
    subject = "wages-2026: round 4 (2026-04-01): meeting, events and agreements"
    assert head(committed) == subject
    assert len(files_of_head(committed)) > 3


def test_a_party_of_which_only_the_confidential_changed_is_not_named(committed: WorkTree) -> None:
    say(committed, "  shifts: {value: three, confidential: true, source: union-press}\n")
    assert commit(committed).code == 0
    assert head(committed) == "wages-2026: round 3 (2026-03-02)"
    say(committed, "  automation: {value: agree, source: union-press}\n")
    assert commit(committed).code == 0
    assert head(committed).splitlines()[0] == "wages-2026: round 3 (2026-03-02): union"


def test_the_removal_of_a_confidential_file_names_nobody(committed: WorkTree) -> None:
    said = "positions:\n  shifts: {value: three, confidential: true, source: union-press}\n"
    write(committed.root / "positions" / "wages-2026" / "2026-03-02" / "southport.yaml", said)
    assert commit(committed).code == 0
    (committed.root / "positions" / "wages-2026" / "2026-03-02" / "southport.yaml").unlink()
    assert commit(committed).code == 0
    log = committed.git("log", "-2", "--format=%B").split()
    assert "southport" not in log
