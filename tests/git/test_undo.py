"""A commit taken back on real repositories: only ours, only the last, and nothing else with it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from gitrepo import WorkTree, isolate, script

from negtrack.git import undo, worktree
from negtrack.git.program import Repository
from negtrack.problems import GIT_REFUSED, Stop

A, B, C = "talks/a.yaml", "talks/b.yaml", "talks/c.yaml"


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WorkTree:
    isolate(monkeypatch, tmp_path / "own-home")
    return WorkTree.start(tmp_path / "a wörk tree")


@pytest.fixture
def begun(tree: WorkTree) -> WorkTree:
    """With a commit by hand: `a` and `b`."""
    tree.write(A, "a1\n")
    tree.write(B, "b1\n")
    tree.git("add", ".")
    tree.git("commit", "-q", "-m", "by hand")
    return tree


@pytest.fixture
def ours(begun: WorkTree) -> WorkTree:
    """With a commit by negtrack on top, that edits `a`, deletes `b` and adds `c`."""
    begun.write(A, "a2\n")
    (begun.root / B).unlink()
    begun.write(C, "c1\n")
    commit(begun, A, B, C)
    return begun


def commit(tree: WorkTree, *paths: str, message: str = "ours: what moved\n") -> None:
    worktree.commit(Repository(tree.root), paths, message)


def take_back(tree: WorkTree) -> undo.Commit:
    repository = Repository(tree.root)
    last = undo.last(repository)
    undo.take_back(repository, last)
    return last


def refused(tree: WorkTree) -> Stop:
    """The Stop, after which all is as it was."""
    before = tree.git("reflog", fails=not tree.born()), tree.staged()
    with pytest.raises(Stop) as stopped:
        take_back(tree)
    assert stopped.value.code == GIT_REFUSED
    assert (tree.git("reflog", fails=not tree.born()), tree.staged()) == before
    return stopped.value


def disk(tree: WorkTree) -> dict[str, bytes]:
    files = (path for path in tree.root.rglob("*") if path.is_file() and ".git" not in path.parts)
    return {path.relative_to(tree.root).as_posix(): path.read_bytes() for path in files}


def test_all_is_as_before_the_commit(begun: WorkTree) -> None:
    before = begun.head()
    begun.write(A, "a2\n")
    (begun.root / B).unlink()
    begun.write(C, "c1\n")
    state, files = begun.staged(), disk(begun)
    commit(begun, A, B, C)
    made = begun.head()
    last = take_back(begun)
    assert last.hash == made
    assert last.parent == begun.head() == before
    assert last.subject == "ours: what moved"
    assert [one.path for one in last.entries] == [A, B, C]
    assert (begun.staged(), disk(begun)) == (state, files)
    assert begun.git("branch", "--show-current").strip() == "main"


def test_what_is_staged_beside_stays_staged(ours: WorkTree) -> None:
    ours.write("notes.md")
    ours.git("add", "notes.md")
    take_back(ours)
    assert set(ours.git("status", "--porcelain", "-uall").splitlines()) == {
        *(f" M {A}", f" D {B}", "A  notes.md", f"?? {C}")
    }


def test_what_was_staged_on_top_of_the_commit_stays_staged(ours: WorkTree) -> None:
    ours.write(A, "a3\n")
    ours.write(B, "b3\n")
    ours.git("add", A, B)
    ours.write(A, "a4\n")
    take_back(ours)
    assert ours.text(A, "") == "a3\n"
    assert ours.text(B, "") == "b3\n"
    assert disk(ours)[A] == b"a4\n"


def test_the_first_commit_of_all(tree: WorkTree) -> None:
    tree.write(A, "a1\n")
    tree.write("notes.md")
    tree.git("add", "notes.md")
    state = tree.git("status", "--porcelain")
    commit(tree, A)
    assert take_back(tree).parent is None
    assert not tree.born()
    assert tree.git("status", "--porcelain") == state
    assert tree.git("symbolic-ref", "HEAD").strip() == "refs/heads/main"
    assert "nothing has been committed" in str(refused(tree))


def test_it_can_be_committed_again_and_taken_back_again(ours: WorkTree) -> None:
    for _ in range(2):
        take_back(ours)
        commit(ours, A, B, C)
    assert ours.committed() == [f"A {C}", f"D {B}", f"M {A}"]


def test_not_twice_in_a_row(ours: WorkTree) -> None:
    ours.write(A, "a5\n")
    commit(ours, A)
    take_back(ours)
    assert "commit --undo" in str(refused(ours))


def test_of_a_detached_head(ours: WorkTree) -> None:
    ours.git("checkout", "-q", "--detach")
    ours.write(A, "a5\n")
    before = ours.head()
    commit(ours, A)
    take_back(ours)
    assert ours.head() == before == ours.git("rev-parse", "main").strip()
    assert ours.git("branch", "--show-current") == ""


def test_of_a_linked_work_tree_and_not_of_the_other(ours: WorkTree, tmp_path: Path) -> None:
    ours.git("worktree", "add", "-q", str(tmp_path / "linked"), "-b", "second")
    linked = WorkTree(tmp_path / "linked")
    before = linked.head()
    assert "negtrack did not" in str(refused(linked))
    linked.write(A, "a5\n")
    commit(linked, A)
    take_back(linked)
    assert linked.head() == before == ours.head()
    take_back(ours)
    assert linked.head() == before


def test_of_a_submodule(ours: WorkTree, tmp_path: Path) -> None:
    outer = WorkTree.start(tmp_path / "outer")
    outer.git("submodule", "--quiet", "add", str(ours.root), "inner")
    outer.git("commit", "-q", "-m", "with a submodule")
    inner = WorkTree(outer.root / "inner")
    inner.write(A, "a5\n")
    commit(inner, A)
    take_back(inner)
    assert outer.git("status", "--porcelain").strip() in ("M inner", "m inner")
    assert inner.git("status", "--porcelain") == f" M {A}\n"


def test_of_a_repository_with_long_hashes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    isolate(monkeypatch, tmp_path / "own-home")
    tree = WorkTree.start(tmp_path / "long", "--object-format=sha256")
    tree.write(A, "a1\n")
    commit(tree, A)
    tree.write(B, "b1\n")
    commit(tree, B)
    take_back(tree)
    assert tree.git("status", "--porcelain") == f"?? {B}\n"


def test_a_message_that_a_hook_has_changed_makes_no_difference(begun: WorkTree) -> None:
    begun.hook("commit-msg", 'echo "changed: by a hook" > "$1"')
    begun.write(A, "a2\n")
    commit(begun, A)
    assert take_back(begun).subject == "changed: by a hook"
    assert begun.git("status", "--porcelain") == f" M {A}\n"


def test_files_that_a_hook_has_added_are_taken_back_too(begun: WorkTree) -> None:
    begun.hook("pre-commit", "date > made.txt", "git add made.txt")
    begun.write(A, "a2\n")
    commit(begun, A)
    assert [one.path for one in take_back(begun).entries] == ["made.txt", A]
    assert begun.git("status", "--porcelain").splitlines() == [f" M {A}", "?? made.txt"]


def test_names_that_are_hard_to_write(begun: WorkTree) -> None:
    names = ("talks/tab\there.yaml", "talks/new\nline.yaml", ":(top)x.yaml", "talks/ü \udcff.yaml")
    for name in names:
        begun.write(name)
    commit(begun, *names)
    assert {one.path for one in take_back(begun).entries} == set(names)
    assert begun.git("ls-files").split() == [A, B]


def by_amending(tree: WorkTree) -> None:
    tree.git("commit", "-q", "--amend", "-m", "otherwise")


def by_another(tree: WorkTree) -> None:
    tree.git("commit", "-q", "--allow-empty", "-m", "by hand")


def by_going_back(tree: WorkTree) -> None:
    tree.git("reset", "-q", "--hard", "HEAD~1")


def by_another_branch(tree: WorkTree) -> None:
    tree.git("checkout", "-q", "-b", "other")


def by_a_lost_log(tree: WorkTree) -> None:
    tree.git("reflog", "expire", "--expire=now", "--all")


def by_pushing(tree: WorkTree) -> None:
    tree.git("clone", "-q", "--bare", str(tree.root), str(tree.root.parent / "shared.git"))
    tree.git("remote", "add", "origin", str(tree.root.parent / "shared.git"))
    tree.git("fetch", "-q", "origin")


def by_a_tag(tree: WorkTree) -> None:
    tree.git("tag", "-a", "v1", "-m", "one")


def by_a_merge_under_way(tree: WorkTree) -> None:
    tree.git("checkout", "-q", "-b", "other", "HEAD~1")
    by_another(tree)
    tree.git("checkout", "-q", "main")
    tree.git("merge", "-q", "--no-commit", "--no-ff", "other")


def by_a_commit_of_the_same_name(tree: WorkTree) -> None:
    tree.git("commit", "-q", "--allow-empty", "-m", "negtrack: not by it")


OTHERS = {
    by_amending: ("commit (amend): otherwise", "git revert HEAD"),
    by_another: ("commit: by hand", "git revert HEAD"),
    by_going_back: ("reset: moving", "git revert HEAD"),
    by_another_branch: ("checkout: moving", "git revert HEAD"),
    by_a_lost_log: ("keeps no log", "git revert HEAD"),
    by_pushing: ("in the branch origin/main already", "git revert HEAD"),
    by_a_tag: ("in the tag v1 already", "git revert HEAD"),
    by_a_merge_under_way: ("a merge is under way", "git status"),
    by_a_commit_of_the_same_name: ("commit: negtrack: not by it", "git revert HEAD"),
}


@pytest.mark.parametrize("happened", OTHERS, ids=[one.__name__ for one in OTHERS])
def test_what_is_not_ours_alone_any_more_is_refused(ours: WorkTree, happened: object) -> None:
    assert callable(happened)
    happened(ours)
    stopped = refused(ours)
    sentence, hint = OTHERS[happened]  # type: ignore[index]
    assert sentence in stopped.sentence
    assert hint in stopped.hint


def test_a_commit_by_hand_is_refused(begun: WorkTree) -> None:
    assert "commit (initial): by hand" in str(refused(begun))


def test_a_variable_of_the_surroundings_makes_nothing_ours(
    begun: WorkTree, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only what negtrack commits bears its name, and all that it commits does."""
    monkeypatch.setenv("GIT_REFLOG_ACTION", "rebase")
    begun.write(A, "a2\n")
    commit(begun, A)
    parent = begun.git("rev-parse", "HEAD~1")[:10]
    told = begun.git("log", "-g", "-n1", "--format=%gs").strip()
    assert told == f"negtrack on {parent}: ours: what moved"


def test_where_git_keeps_no_log_it_is_refused(begun: WorkTree) -> None:
    begun.git("config", "core.logAllRefUpdates", "false")
    shutil.rmtree(begun.root / ".git" / "logs")
    begun.write(A, "a2\n")
    commit(begun, A)
    assert "keeps no log" in str(refused(begun))


def test_the_first_commit_on_no_branch_is_refused(tree: WorkTree) -> None:
    tree.write(A, "a1\n")
    commit(tree, A)
    (tree.root / ".git" / "HEAD").write_text(f"{tree.head()}\n")
    assert "on no branch" in str(refused(tree))


def test_a_branch_that_has_moved_meanwhile_stays(ours: WorkTree) -> None:
    repository = Repository(ours.root)
    last = undo.last(repository)
    by_another(ours)
    before = ours.head(), ours.staged()
    with pytest.raises(Stop, match="refused to take the commit back"):
        undo.take_back(repository, last)
    assert (ours.head(), ours.staged()) == before


def test_an_index_in_use_leaves_all_as_it_was(ours: WorkTree) -> None:
    lock = ours.root / ".git" / "index.lock"
    lock.touch()
    before = ours.head()
    with pytest.raises(Stop, match=r"index\.lock"):
        take_back(ours)
    assert ours.head() == before
    lock.unlink()
    take_back(ours)
    assert ours.head() != before


def test_a_hook_that_refuses_is_told_in_its_own_words(ours: WorkTree) -> None:
    script(
        ours.root / ".git" / "hooks" / "reference-transaction",
        'test "$1" = prepared && echo "no way back" >&2 && exit 1',
        "exit 0",
    )
    before = ours.head()
    with pytest.raises(Stop, match="no way back"):
        take_back(ours)
    assert ours.head() == before


@pytest.mark.parametrize("how", ["--allow-empty -m theirs", "--amend --no-edit --allow-empty"])
def test_what_a_hook_commits_afterwards_is_not_ours(begun: WorkTree, how: str) -> None:
    again = f"test -e .git/done || {{ touch .git/done; git commit -q --no-verify {how}; }}"
    script(begun.root / ".git" / "hooks" / "post-commit", again)
    begun.write(A, "a2\n")
    commit(begun, A)
    assert (begun.root / ".git" / "done").exists()
    assert "a hook has committed since" in str(refused(begun))


def test_whatever_git_is_set_up_to_write_its_log_in(ours: WorkTree) -> None:
    ours.git("config", "i18n.logOutputEncoding", "UTF-16")
    ours.git("config", "log.showSignature", "true")
    ours.git("config", "log.follow", "true")
    assert take_back(ours).subject == "ours: what moved"


def test_a_commit_whose_parent_is_replaced_goes_back_to_its_real_one(ours: WorkTree) -> None:
    before = ours.git("rev-parse", "HEAD~1").strip()
    ours.git("replace", "--graft", "HEAD")
    assert ours.git("rev-list", "--count", "HEAD").strip() == "1"
    take_back(ours)
    assert ours.head() == before
    assert (ours.root / A).read_text() == "a2\n"
