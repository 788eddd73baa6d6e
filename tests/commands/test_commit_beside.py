"""`negtrack commit` and `record` beside git: done, or refused in git's words; nothing is lost."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from gitrepo import WorkTree, isolate, script
from program import ROOT, Answer, piped
from together import at_once

from negtrack.cli import run
from negtrack.git import locked, worktree
from negtrack.git.program import Repository

WAGES = ROOT / "tests" / "records" / "wages" / "positions"
TALKS = "positions/wages-2026"
NAMES = f"{TALKS}/2026-03-02/union.yaml"
NEW = f"{TALKS}/2026-03-02/southport.yaml"


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WorkTree:
    """A committed record, in which one file is changed, one is new, and other work is staged."""
    isolate(monkeypatch, tmp_path / "own-home")
    tree = WorkTree.start(tmp_path / "talks")
    shutil.copytree(WAGES, tree.root / "positions")
    tree.save(notes_txt="old\n")
    with (tree.root / NAMES).open("a") as file:
        file.write("\n# coded again\n")
    tree.write(NEW, "positions: {pay: 3}\n")
    tree.write("notes.txt", "staged\n")
    tree.write("more.txt", "staged\n")
    tree.git("add", "notes.txt", "more.txt")
    return tree


def commit(tree: WorkTree, **environment: str) -> Answer:
    return piped("commit", "-m", "Coded", folder=tree.root, **environment)


def between(tree: WorkTree, *lines: str) -> dict[str, str]:
    """A git that does something before it does what it is told by `git commit`."""
    real = shutil.which("git")
    folder = tree.root.parent / "bin"
    lock = f'lock="{tree.root}/.git/index.lock"'
    told = ('for one; do if [ "$one" = commit ]; then', *lines, "break; fi; done")
    script(folder / "git", lock, f'git="{real}"', *told, f'exec "{real}" "$@"')
    return {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}


def is_refused(answer: Answer) -> bool:
    told = "git refused to commit" in answer.err or "git is at work here" in answer.err
    words = told and "index.lock" in answer.err
    return answer.code == 4 and words and "wait for it, then try again" in answer.err


def test_while_another_git_has_the_index_it_is_refused_and_nothing_changes(tree: WorkTree) -> None:
    before, lock = tree.staged(), tree.root / ".git" / "index.lock"
    lock.touch()
    assert is_refused(commit(tree))
    lock.unlink()
    assert tree.staged() == before
    assert commit(tree).code == 0
    assert tree.committed() == [f"A {NEW}", f"M {NAMES}"]
    assert sorted(tree.git("diff", "--cached", "--name-only").split()) == ["more.txt", "notes.txt"]


def test_a_lock_that_goes_by_itself_in_a_moment_holds_nobody_up(
    tree: WorkTree, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As one that a search for garbage takes on HEAD."""
    lock = tree.root / ".git" / "HEAD.lock"
    lock.touch()
    monkeypatch.setattr(locked, "_PATIENCE", 60)
    monkeypatch.setattr(locked.time, "sleep", lambda _: lock.unlink())
    locked.refuse_locked(Repository(tree.root))
    assert not lock.exists()


def test_a_git_that_takes_the_index_in_between_leaves_it_as_it_was(tree: WorkTree) -> None:
    """Files that are new to git are told to it first, and it has to be made forget them."""
    before = tree.staged()
    lines = ('touch "$lock"', '(sleep 0.5; rm -f "$lock") >/dev/null 2>&1 </dev/null &')
    assert is_refused(commit(tree, **between(tree, *lines)))
    assert tree.staged() == before


def test_what_somebody_stages_in_between_stays_staged_where_git_refuses(tree: WorkTree) -> None:
    tree.hook("pre-commit", "exit 1")
    lines = (
        f'echo newer > "{tree.root}/more.txt"',
        f'"$git" -C "{tree.root}" add more.txt',
        f'"$git" -C "{tree.root}" rm -q --cached notes.txt',
    )
    assert commit(tree, **between(tree, *lines)).code == 4
    assert tree.text("more.txt", "") == "newer\n"
    assert tree.git("diff", "--cached", "--name-status").split() == [
        *("A", "more.txt", "D", "notes.txt")
    ]


def test_what_somebody_commits_in_between_stays_known_to_git_where_it_refuses(
    tree: WorkTree,
) -> None:
    """A file that was new to git when it was asked, and is not any more."""
    lines = (
        f'"$git" -C "{tree.root}" add "{NEW}"',
        f'"$git" -C "{tree.root}" commit -q -m theirs -- "{NEW}"',
    )
    tree.hook("pre-commit", 'test "$(git log -1 --format=%s)" != theirs')
    assert commit(tree, **between(tree, *lines)).code == 4
    assert tree.committed() == [f"A {NEW}"]
    assert sorted(tree.git("diff", "--cached", "--name-only").split()) == ["more.txt", "notes.txt"]


def test_a_commit_in_between_is_built_upon(tree: WorkTree) -> None:
    tree.git("commit", "-q", "-m", "before", "notes.txt")
    line = f'"$git" -C "{tree.root}" commit -q -m theirs more.txt'
    assert commit(tree, **between(tree, line)).code == 0
    assert tree.git("log", "-3", "--format=%s").split() == ["Coded", "theirs", "before"]
    assert tree.committed("HEAD~1") == ["A more.txt"]
    assert tree.committed() == [f"A {NEW}", f"M {NAMES}"]


def test_a_file_that_is_saved_after_the_check_is_not_committed_unchecked(
    tree: WorkTree, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before, changes = tree.staged(), worktree.changes

    def meanwhile(*given: object) -> object:
        (tree.root / NAMES).write_text("positions: {pay: [\n")
        return changes(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(worktree, "changes", meanwhile)
    monkeypatch.chdir(tree.root)
    assert run(["commit", "-m", "Coded"]) == 2
    told = capsys.readouterr().err
    assert "was changed meanwhile; nothing was committed" in told
    assert "then: negtrack commit" in told
    assert tree.staged() == before


def test_a_search_for_garbage_in_the_middle_of_a_commit_loses_nothing(tree: WorkTree) -> None:
    """git itself finds out that what it was about to commit is gone; or it is there."""
    tree.hook("pre-commit", "unset GIT_INDEX_FILE", "git gc -q --prune=now")
    before = tree.staged()
    answer = commit(tree)
    if answer.code:
        assert answer.code == 4
        assert "git refused to commit" in answer.err
        assert tree.staged() == before
    tree.git("fsck", "--strict", "--no-dangling")
    assert (tree.root / NEW).read_text() == "positions: {pay: 3}\n"


@pytest.fixture
def busy(tree: WorkTree) -> Iterator[None]:
    """A git that packs and prunes all the while."""
    packs = "while :; do git gc -q; git reflog expire --expire=never --all; sleep 0.05; done"
    process = subprocess.Popen(
        ["sh", "-c", packs], cwd=tree.root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    yield
    process.kill()
    process.wait()


@pytest.mark.usefixtures("busy")
def test_commits_records_and_questions_beside_a_busy_git(tree: WorkTree) -> None:
    said = [("record", side, "pay", "3", "--note", "again") for side in ("union", "northport")]
    asked = [("show", "--at", "HEAD", "--no-cache"), ("diff", "HEAD:1", "HEAD:2", "--no-cache")]
    commands = [("commit", "-m", f"Nth {nth}") for nth in range(4)]
    outcomes = at_once(tree.root, [*commands, *said, *asked], times=20)
    assert [one.last for one in outcomes if one.last.code not in (0, 2, 4)] == []
    refused = [one.last for one in outcomes if one.last.code]
    assert [one for one in refused if "\n  " not in one.err] == []
    assert [one.last.code for one in outcomes[-2:]] == [0, 0]
    done = [one for one, answer in zip(said, outcomes[4:6], strict=True) if not answer.last.code]
    for _, side, *_ in done:
        assert "note: again" in (tree.root / TALKS / "2026-03-02" / f"{side}.yaml").read_text()
    assert {*tree.git("diff", "--cached", "--name-only").split()} >= {"more.txt", "notes.txt"}
    assert commit(tree).code == 0
    assert tree.git("status", "--porcelain", "positions") == ""
    tree.git("fsck", "--strict", "--no-dangling")


NEGTRACK = f'PYTHONPATH="{ROOT}" "{sys.executable}" -m negtrack'


def coded_twice(tree: WorkTree) -> None:
    """Two commits of one file, and nothing that is not committed."""
    tree.git("add", "--all")
    tree.git("commit", "-q", "-m", "first")
    with (tree.root / NAMES).open("a") as file:
        file.write("# and again\n")
    tree.git("commit", "-q", "-a", "-m", "second")


def test_what_is_recorded_while_a_rebase_runs_stays(tree: WorkTree) -> None:
    coded_twice(tree)
    tree.hook("post-commit", f"{NEGTRACK} record northport term 7 --replace > .git/said 2>&1")
    tree.git("rebase", "-q", "--force-rebase", "HEAD~2")
    assert (tree.root / ".git" / "said").read_text().endswith("northport · term: 7 months\n")
    assert tree.git("status", "--porcelain").split() == ["M", f"{TALKS}/2026-03-02/northport.yaml"]
    assert "term: 7\n" in (tree.root / TALKS / "2026-03-02" / "northport.yaml").read_text()


def test_what_is_recorded_into_a_file_that_a_rebase_has_still_to_change_stays(
    tree: WorkTree,
) -> None:
    coded_twice(tree)
    tree.git("rebase", "-q", "--force-rebase", "-x", "false", "HEAD~2", fails=True)
    assert piped("record", "union", "term", "7", folder=tree.root).code == 0
    tree.git("rebase", "--continue", fails=True)
    assert "  term: 7\n" in (tree.root / NAMES).read_text()
    assert commit(tree).code == 0
    tree.git("rebase", "--abort")
    assert "+  term: 7\n" in tree.git("log", "-p", "--walk-reflogs", "--no-textconv", "HEAD")
