"""What negtrack asks of git, on real repositories."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from gitrepo import WorkTree, isolate, script, write

from negtrack.git import program, worktree
from negtrack.git.program import Repository
from negtrack.git.worktree import Change
from negtrack.problems import GIT_REFUSED, Stop

ODD_NAMES = (
    "with space.yaml",
    "quote\"and'quote.yaml",
    "new\nline.yaml",
    "tab\tand\\backslash.yaml",
    "Türkiye-Київ-和平.yaml",
    "-x.yaml",
    "--all",
    ":!a.yaml",
    ":(glob)**",
    ":",
    "*.yaml",
    "[ab].yaml",
    "#a.yaml",
    " ",
)
"""Names that a shell, a list or a pathspec could take for something else."""

OTHERS = "positions/a.yaml", "positions/b.yaml", "other.txt"

Doing = Callable[[WorkTree], object]


@pytest.fixture(autouse=True)
def config(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    return isolate(monkeypatch, tmp_path / "home")


@pytest.fixture
def tree(tmp_path: Path) -> WorkTree:
    """A repository with two files of a record and one beside it, all committed."""
    tree = WorkTree.start(tmp_path / "work")
    for path in OTHERS:
        tree.write(path, "one\n")
    tree.git("add", ".")
    tree.git("commit", "-q", "-m", "start")
    return tree


def found(tree: WorkTree) -> Repository:
    repository = program.find(tree.root)
    assert repository is not None
    return repository


def changed(tree: WorkTree, folder: str = "positions") -> list[tuple[str, str]]:
    seen = worktree.changes(found(tree), tree.root / folder)
    return [(change.path, change.state) for change in seen]


def commit(tree: WorkTree, *paths: str, message: str = "moves") -> str:
    return worktree.commit(found(tree), paths, message)


def refused(tree: WorkTree, *paths: str, message: str = "moves") -> Stop:
    """How a commit is refused, once it is sure that nothing else happened."""
    before = tree.head(), tree.staged()
    with pytest.raises(Stop) as stop:
        commit(tree, *paths, message=message)
    assert (tree.head(), tree.staged()) == before
    assert stop.value.code == GIT_REFUSED
    return stop.value


class TestFind:
    @pytest.mark.parametrize("folder", [".", "positions"])
    def test_the_work_tree_is_found_from_any_folder_in_it(
        self, tree: WorkTree, folder: str
    ) -> None:
        assert program.find(tree.root / folder) == Repository(tree.root.resolve())

    def test_a_relative_folder_is_looked_up_from_where_the_user_is(
        self, tree: WorkTree, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tree.root / "positions")
        assert program.find(Path()) == Repository(tree.root.resolve())

    @pytest.mark.parametrize("name", ["with space", "new\nline", "ends in newline\n", "Київ", "-x"])
    def test_the_name_of_the_work_tree_may_be_odd(self, tmp_path: Path, name: str) -> None:
        tree = WorkTree.start(tmp_path / name)
        assert program.find(tree.root) == Repository(tree.root.resolve())

    def test_a_folder_outside_of_any_repository_has_no_work_tree(self, tmp_path: Path) -> None:
        assert program.find(tmp_path) is None

    def test_a_bare_repository_has_no_work_tree(self, tmp_path: Path) -> None:
        assert program.find(WorkTree.start(tmp_path / "bare", "--bare").root) is None

    def test_the_folder_of_git_itself_is_no_work_tree(self, tree: WorkTree) -> None:
        assert program.find(tree.root / ".git") is None

    def test_a_link_to_a_repository_leads_to_it(self, tree: WorkTree, tmp_path: Path) -> None:
        (tmp_path / "link").symlink_to(tree.root)
        assert program.find(tmp_path / "link" / "positions") == Repository(tree.root.resolve())

    def test_a_linked_worktree_is_its_own_work_tree(self, tree: WorkTree, tmp_path: Path) -> None:
        tree.git("worktree", "add", "-q", str(tmp_path / "linked"))
        linked = tmp_path / "linked"
        assert program.find(linked / "positions") == Repository(linked.resolve())

    def test_a_submodule_is_its_own_work_tree(self, tree: WorkTree) -> None:
        submodule = with_submodule(tree)
        assert program.find(submodule.root) == Repository(submodule.root.resolve())

    def test_the_limits_that_the_user_set_for_the_search_hold(
        self, tree: WorkTree, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tree.root.resolve()))
        assert program.find(tree.root / "positions") is None

    def test_without_the_program_it_stops_and_says_to_install_it(
        self, tree: WorkTree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
        with pytest.raises(Stop, match="git cannot be run: No such file") as stop:
            program.find(tree.root)
        assert stop.value.code == GIT_REFUSED
        assert "install git" in stop.value.hint

    def test_somebody_elses_repository_is_refused_in_gits_own_words(
        self, tree: WorkTree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real = shutil.which("git")
        strangers = f'GIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec {real} "$@"'
        script(tmp_path / "bin" / "git", strangers)
        monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
        with pytest.raises(Stop, match=r"dubious ownership(.|\n)*safe\.directory") as stop:
            program.find(tree.root)
        assert stop.value.code == GIT_REFUSED

    def test_a_broken_repository_is_not_taken_for_none(self, tmp_path: Path) -> None:
        write(tmp_path / "broken" / ".git", "gitdir: /nowhere/at/all\n")
        with pytest.raises(Stop, match="fatal: not a git repository: /nowhere"):
            program.find(tmp_path / "broken")

    def test_a_folder_that_is_not_there_is_refused_in_gits_own_words(self, tmp_path: Path) -> None:
        with pytest.raises(Stop, match="fatal: cannot change to"):
            program.find(tmp_path / "nothing")


def edit(tree: WorkTree) -> None:
    tree.write("positions/a.yaml", "two\n")


def edit_and_stage(tree: WorkTree) -> None:
    edit(tree)
    tree.git("add", ".")


def stage_and_edit_further(tree: WorkTree) -> None:
    edit_and_stage(tree)
    tree.write("positions/a.yaml", "three\n")


def stage_a_new_file(tree: WorkTree) -> None:
    tree.write("positions/new.yaml")
    tree.git("add", ".")


def stage_and_take_back(tree: WorkTree) -> None:
    edit_and_stage(tree)
    tree.write("positions/a.yaml", "one\n")


def stage_and_delete(tree: WorkTree) -> None:
    stage_a_new_file(tree)
    (tree.root / "positions/new.yaml").unlink()


def announce(tree: WorkTree) -> None:
    tree.write("positions/new.yaml")
    tree.git("add", "-N", ".")


def forget_and_edit(tree: WorkTree) -> None:
    tree.git("rm", "-q", "--cached", "positions/a.yaml")
    edit(tree)


def fill_new_folders(tree: WorkTree) -> None:
    tree.write("positions/c/1/x.yaml")
    tree.write("positions/c/2/x.yaml")


def become_a_link(tree: WorkTree) -> None:
    (tree.root / "positions/a.yaml").unlink()
    (tree.root / "positions/a.yaml").symlink_to("nowhere")


def become_a_file(tree: WorkTree) -> None:
    shutil.rmtree(tree.root / "positions")
    tree.write("positions")


def forget_and_become_a_broken_link(tree: WorkTree) -> None:
    tree.git("rm", "-q", "--cached", "positions/a.yaml")
    become_a_link(tree)


A, B, NEW = "positions/a.yaml", "positions/b.yaml", "positions/new.yaml"

LEFT_ALONE: dict[str, Doing] = {
    "nothing done": lambda tree: None,
    "touched only": lambda tree: os.utime(tree.root / A, (1, 1)),
    "staged, then taken back on disk": stage_and_take_back,
    "staged as new, then deleted": stage_and_delete,
    "taken out of the index only": lambda tree: tree.git("rm", "-q", "--cached", A),
    "edited outside of the folder": lambda tree: tree.write("other.txt", "two\n"),
    "new beside the folder": lambda tree: tree.write("positions-old/a.yaml"),
    "an empty folder": lambda tree: (tree.root / "positions/empty").mkdir(),
}

SEEN: dict[str, tuple[Doing, list[tuple[str, str]]]] = {
    "edited": (edit, [(A, "edited")]),
    "edited and staged": (edit_and_stage, [(A, "edited")]),
    "staged and edited further": (stage_and_edit_further, [(A, "edited")]),
    "new": (lambda tree: tree.write(NEW), [(NEW, "new")]),
    "new and staged": (stage_a_new_file, [(NEW, "new")]),
    "new and announced": (announce, [(NEW, "new")]),
    "new in new folders": (
        fill_new_folders,
        [("positions/c/1/x.yaml", "new"), ("positions/c/2/x.yaml", "new")],
    ),
    "deleted": (lambda tree: (tree.root / A).unlink(), [(A, "deleted")]),
    "deleted and staged": (lambda tree: tree.git("rm", "-q", A), [(A, "deleted")]),
    "the folder deleted": (
        lambda tree: shutil.rmtree(tree.root / "positions"),
        [(A, "deleted"), (B, "deleted")],
    ),
    "renamed": (lambda tree: tree.git("mv", A, NEW), [(A, "deleted"), (NEW, "new")]),
    "moved in": (lambda tree: tree.git("mv", "other.txt", NEW), [(NEW, "new")]),
    "moved out": (lambda tree: tree.git("mv", A, "other.yaml"), [(A, "deleted")]),
    "taken out of the index and edited": (forget_and_edit, [(A, "edited")]),
    "a new link to nowhere": (
        lambda tree: (tree.root / NEW).symlink_to("nowhere"),
        [(NEW, "new")],
    ),
    "become a link": (become_a_link, [(A, "edited")]),
    "forgotten, become a broken link": (forget_and_become_a_broken_link, [(A, "edited")]),
    "the folder become a file": (
        become_a_file,
        [("positions", "new"), (A, "deleted"), (B, "deleted")],
    ),
}


class TestChanges:
    @pytest.mark.parametrize("done", LEFT_ALONE.values(), ids=LEFT_ALONE)
    def test_what_is_as_in_the_last_commit_is_no_change(self, tree: WorkTree, done: Doing) -> None:
        done(tree)
        assert changed(tree) == []

    @pytest.mark.parametrize(("done", "expected"), SEEN.values(), ids=SEEN)
    def test_what_differs_from_the_last_commit_is_a_change(
        self, tree: WorkTree, done: Doing, expected: list[tuple[str, str]]
    ) -> None:
        done(tree)
        assert changed(tree) == expected

    def test_changes_say_their_path_and_state_in_order(self, tree: WorkTree) -> None:
        for name in ("z", "ä", "m", "C"):
            tree.write(f"positions/{name}.yaml")
        (tree.root / B).unlink()
        seen = worktree.changes(found(tree), tree.root / "positions")
        assert seen == (
            Change("positions/C.yaml", "new"),
            Change("positions/b.yaml", "deleted"),
            Change("positions/m.yaml", "new"),
            Change("positions/z.yaml", "new"),
            Change("positions/ä.yaml", "new"),
        )

    def test_the_root_itself_may_be_the_folder(self, tree: WorkTree) -> None:
        tree.write("other.txt", "two\n")
        assert changed(tree, ".") == [("other.txt", "edited")]

    @pytest.mark.parametrize("staged", [True, False])
    def test_on_an_unborn_branch_every_file_is_new(self, tmp_path: Path, staged: bool) -> None:
        tree = WorkTree.start(tmp_path / "unborn")
        tree.write("positions/a.yaml")
        tree.write("positions/deep/b.yaml")
        tree.write("other.txt")
        if staged:
            tree.git("add", "positions/a.yaml")
        assert changed(tree) == [(A, "new"), ("positions/deep/b.yaml", "new")]

    def test_a_repository_of_the_newer_hash_can_be_unborn_too(self, tmp_path: Path) -> None:
        tree = WorkTree.start(tmp_path / "unborn", "--object-format=sha256")
        stage_a_new_file(tree)
        assert changed(tree) == [(NEW, "new")]

    @pytest.mark.parametrize("name", ODD_NAMES)
    def test_odd_names_come_whole_in_every_state(self, tree: WorkTree, name: str) -> None:
        path = f"positions/{name}"
        tree.write(path)
        assert changed(tree) == [(path, "new")]
        tree.git("add", ".")
        tree.git("commit", "-q", "-m", "odd")
        tree.write(path, "two\n")
        assert changed(tree) == [(path, "edited")]
        (tree.root / path).unlink()
        assert changed(tree) == [(path, "deleted")]

    @pytest.mark.parametrize("name", ODD_NAMES)
    def test_a_folder_of_an_odd_name_is_that_folder_and_no_other(
        self, tree: WorkTree, name: str
    ) -> None:
        tree.write(f"{name}/x.yaml")
        edit(tree)
        assert changed(tree, name) == [(f"{name}/x.yaml", "new")]

    def test_a_name_that_is_not_utf_8_comes_as_python_spells_it(self, tree: WorkTree) -> None:
        path = latin(tree)
        assert changed(tree) == [(path, "new")]
        assert (tree.root / path).exists()

    def test_ignored_files_are_no_changes(self, tree: WorkTree) -> None:
        tree.write(".gitignore", "*.bak\n")
        tree.write("positions/a.bak")
        assert changed(tree) == []

    def test_a_repository_inside_the_folder_keeps_its_changes_to_itself(
        self, tree: WorkTree
    ) -> None:
        inner = WorkTree.start(tree.root / "positions" / "inner")
        inner.save(x_yaml="one\n")
        assert changed(tree) == []

    def test_the_edits_in_a_submodule_are_no_changes(self, tree: WorkTree) -> None:
        with_submodule(tree).write("x.yaml", "two\n")
        assert changed(tree) == []

    def test_a_file_in_conflict_is_edited_and_told_once(self, tree: WorkTree) -> None:
        in_conflict(tree, "merge", "side")
        assert changed(tree) == [(A, "edited")]

    def test_a_link_on_the_way_to_the_folder_changes_nothing(
        self, tree: WorkTree, tmp_path: Path
    ) -> None:
        edit(tree)
        (tmp_path / "link").symlink_to(tree.root)
        folder = tmp_path / "link" / "positions"
        assert worktree.changes(found(tree), folder) == (Change(A, "edited"),)
        assert worktree.changes(Repository(tmp_path / "link"), folder) == (Change(A, "edited"),)

    def test_a_folder_that_leads_out_of_the_work_tree_is_refused(
        self, tree: WorkTree, tmp_path: Path
    ) -> None:
        (tmp_path / "elsewhere").mkdir()
        (tree.root / "linked").symlink_to(tmp_path / "elsewhere")
        with pytest.raises(Stop, match="linked leads out of the git work tree") as stop:
            worktree.changes(found(tree), tree.root / "linked")
        assert stop.value.code == GIT_REFUSED

    def test_looking_needs_no_lock(self, tree: WorkTree) -> None:
        os.utime(tree.root / A, (1, 1))
        tree.write(B, "two\n")
        tree.write(".git/index.lock", "")
        assert changed(tree) == [(B, "edited")]

    def test_no_setting_of_the_user_changes_the_answer(self, tree: WorkTree) -> None:
        for name, value in HOSTILE_SETTINGS.items():
            tree.git("config", name, value)
        tree.git("mv", A, NEW)
        tree.write("positions/c/ü.yaml")
        expected = [(A, "deleted"), ("positions/c/ü.yaml", "new"), (NEW, "new")]
        assert changed(tree) == expected

    def test_a_repository_that_cannot_be_read_is_told_in_gits_own_words(
        self, tree: WorkTree
    ) -> None:
        repository = found(tree)
        (tree.root / ".git" / "index").write_bytes(b"nonsense")
        with pytest.raises(Stop, match="index file smaller than expected") as stop:
            worktree.changes(repository, tree.root)
        assert stop.value.code == GIT_REFUSED


HOSTILE_SETTINGS = {
    "color.ui": "always",
    "core.quotePath": "true",
    "diff.external": "false",
    "diff.ignoreSubmodules": "none",
    "diff.noprefix": "true",
    "diff.relative": "true",
    "diff.renames": "copies",
    "status.relativePaths": "true",
    "status.showUntrackedFiles": "no",
}


def latin(tree: WorkTree) -> str:
    """A new file whose name is not UTF-8, where the file system takes one."""
    path = os.fsdecode(b"positions/caf\xe9.yaml")
    try:
        (tree.root / path).write_text("text\n")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    return path


def with_submodule(tree: WorkTree) -> WorkTree:
    """The tree with a committed submodule in positions/sub, which is returned."""
    source = WorkTree.start(tree.root.parent / "source")
    source.save(x_yaml="one\n")
    tree.git("submodule", "--quiet", "add", str(source.root), "positions/sub")
    tree.git("commit", "-q", "-m", "submodule")
    return WorkTree(tree.root / "positions" / "sub")


def two_sides(tree: WorkTree) -> None:
    """Two branches, `main` and `side`, that say different things of one file."""
    tree.git("checkout", "-q", "-b", "side")
    tree.write(A, "theirs\n")
    tree.git("commit", "-q", "-am", "theirs")
    tree.git("checkout", "-q", "main")
    tree.write(A, "ours\n")
    tree.git("commit", "-q", "-am", "ours")


def in_conflict(tree: WorkTree, *command: str) -> None:
    two_sides(tree)
    tree.git(*command, fails=True)


class TestIgnored:
    def test_nothing_is_ignored_where_nothing_says_so(self, tree: WorkTree) -> None:
        tree.write(NEW)
        assert worktree.ignored(found(tree), tree.root / "positions") == ()

    @pytest.mark.parametrize("file", [".gitignore", ".git/info/exclude"])
    @pytest.mark.parametrize("pattern", ["positions/", "*.yaml", "/positions/new.yaml"])
    def test_ignored_files_are_named_and_committed_ones_are_not(
        self, tree: WorkTree, file: str, pattern: str
    ) -> None:
        tree.write(file, f"{pattern}\n")
        tree.write(NEW)
        assert worktree.ignored(found(tree), tree.root / "positions") == (NEW,)

    def test_files_that_the_user_ignores_everywhere_are_named(
        self, tree: WorkTree, tmp_path: Path
    ) -> None:
        write(tmp_path / "everywhere", "*.yaml\n")
        tree.git("config", "--global", "core.excludesFile", str(tmp_path / "everywhere"))
        tree.write(NEW)
        assert worktree.ignored(found(tree), tree.root) == (NEW,)

    def test_each_file_of_an_ignored_folder_is_named_in_order(self, tree: WorkTree) -> None:
        tree.write(".gitignore", "data/\n")
        for path in ("data/positions/z.yaml", "data/positions/ä/x.yaml", "data/other"):
            tree.write(path)
        named = worktree.ignored(found(tree), tree.root / "data" / "positions")
        assert named == ("data/positions/z.yaml", "data/positions/ä/x.yaml")


class TestCommit:
    def test_it_answers_with_the_short_hash(self, tree: WorkTree) -> None:
        edit(tree)
        before = tree.head()
        short = commit(tree, A)
        assert short == tree.git("rev-parse", "--short", "HEAD").strip()
        assert tree.git("rev-parse", "HEAD^").strip() == before

    @pytest.mark.parametrize(("done", "changes"), SEEN.values(), ids=SEEN)
    def test_after_a_commit_of_all_changes_there_is_none(
        self, tree: WorkTree, done: Doing, changes: list[tuple[str, str]]
    ) -> None:
        done(tree)
        commit(tree, *(path for path, _ in changes))
        letters = {"new": "A", "edited": "[MT]", "deleted": "D"}
        assert len(tree.committed()) == len(changes)
        for line, (path, state) in zip(tree.committed(), sorted_by_line(changes), strict=True):
            assert line.endswith(f" {path}")
            assert line[0] in letters[state]
        assert changed(tree) == []

    def test_only_the_named_files_are_committed(self, tree: WorkTree) -> None:
        edit(tree)
        tree.write(B, "two\n")
        tree.write(NEW)
        commit(tree, A)
        assert tree.committed() == [f"M {A}"]
        assert changed(tree) == [(B, "edited"), (NEW, "new")]

    def test_other_staged_work_stays_staged(self, tree: WorkTree) -> None:
        tree.write("other.txt", "two\n")
        tree.write("staged.txt")
        tree.git("add", ".")
        tree.git("rm", "-q", B)
        tree.write(NEW)
        commit(tree, NEW)
        assert tree.committed() == [f"A {NEW}"]
        assert staged_names(tree) == ["M other.txt", f"D {B}", "A staged.txt"]
        assert tree.text("other.txt", "") == "two\n"

    def test_a_file_staged_in_part_stays_so(self, tree: WorkTree) -> None:
        tree.write("other.txt", "two\n")
        tree.git("add", "other.txt")
        tree.write("other.txt", "three\n")
        edit(tree)
        commit(tree, A)
        assert tree.text("other.txt") == "one\n"
        assert tree.text("other.txt", "") == "two\n"
        assert (tree.root / "other.txt").read_text() == "three\n"

    def test_a_file_that_was_only_announced_stays_announced(self, tree: WorkTree) -> None:
        announce(tree)
        edit(tree)
        commit(tree, A)
        assert tree.git("status", "--porcelain") == f" A {NEW}\n"

    @pytest.mark.parametrize("path", [A, NEW])
    def test_a_file_staged_in_one_version_is_committed_as_on_disk(
        self, tree: WorkTree, path: str
    ) -> None:
        tree.write(path, "staged\n")
        tree.git("add", path)
        tree.write(path, "on disk\n")
        commit(tree, path)
        assert tree.text(path) == tree.text(path, "") == "on disk\n"

    def test_many_files_are_one_commit(self, tree: WorkTree) -> None:
        paths = [f"positions/{number:04}/{'long-' * 40}.yaml" for number in range(1000)]
        for path in paths:
            tree.write(path)
        commit(tree, *paths)
        assert tree.committed() == [f"A {path}" for path in paths]

    def test_without_a_change_git_refuses(self, tree: WorkTree) -> None:
        assert "nothing to commit" in refused(tree, A).sentence

    def test_without_a_file_git_refuses(self, tree: WorkTree) -> None:
        edit_and_stage(tree)
        assert "No paths" in refused(tree).sentence

    def test_a_file_that_never_was_is_refused_with_all_the_others(self, tree: WorkTree) -> None:
        tree.write(NEW)
        assert "did not match any file" in refused(tree, NEW, "positions/none.yaml").sentence

    def test_an_ignored_file_is_refused(self, tree: WorkTree) -> None:
        tree.write(".gitignore", "new.yaml\n")
        tree.write(NEW)
        tree.write("positions/c.yaml")
        assert (
            "ignored by one of your .gitignore" in refused(tree, "positions/c.yaml", NEW).sentence
        )


def sorted_by_line(changes: list[tuple[str, str]]) -> list[tuple[str, str]]:
    letters = {"new": "A", "deleted": "D", "edited": "M"}
    return sorted(changes, key=lambda change: (letters[change[1]], change[0]))


def staged_names(tree: WorkTree) -> list[str]:
    names = tree.git("diff", "--cached", "--name-status", "--no-renames")
    return names.replace("\t", " ").splitlines()


class TestPaths:
    @pytest.mark.parametrize("name", ODD_NAMES)
    def test_a_file_of_an_odd_name_is_committed_alone_in_every_state(
        self, tree: WorkTree, name: str
    ) -> None:
        edit_all(tree)
        for text, letter in (("one\n", "A"), ("two\n", "M"), (None, "D")):
            if text is None:
                (tree.root / name).unlink()
            else:
                tree.write(name, text)
            commit(tree, name)
            assert tree.committed() == [f"{letter} {name}"]
        assert tree.git("diff", "--name-only").split() == sorted(OTHERS)

    @pytest.mark.parametrize("name", ODD_NAMES)
    def test_a_new_file_of_an_odd_name_is_forgotten_where_git_refuses(
        self, tree: WorkTree, name: str
    ) -> None:
        edit_all(tree)
        tree.hook("pre-commit", "exit 1")
        tree.write(name)
        refused(tree, name)

    def test_a_name_that_is_not_utf_8_is_committed(self, tree: WorkTree) -> None:
        path = latin(tree)
        commit(tree, path)
        assert tree.committed() == [f"A {path}"]

    def test_it_commits_the_same_from_a_subfolder(
        self, tree: WorkTree, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tree.root / "positions")
        repository = program.find(Path())
        assert repository is not None
        edit(tree)
        tree.write(NEW)
        assert worktree.changes(repository, Path()) == (Change(A, "edited"), Change(NEW, "new"))
        worktree.commit(repository, [A, NEW], "moves")
        assert tree.committed() == [f"A {NEW}", f"M {A}"]

    def test_in_a_linked_worktree_its_own_branch_moves(
        self, tree: WorkTree, tmp_path: Path
    ) -> None:
        tree.git("worktree", "add", "-q", "-b", "side", str(tmp_path / "linked"))
        main, linked = tree.head(), WorkTree(tmp_path / "linked")
        linked.write(NEW)
        commit(linked, NEW)
        assert linked.committed("side") == [f"A {NEW}"]
        assert tree.git("rev-parse", "main").strip() == main

    def test_in_a_submodule_the_repository_around_it_stays(self, tree: WorkTree) -> None:
        submodule = with_submodule(tree)
        outer = tree.head()
        submodule.write("new.yaml")
        commit(submodule, "new.yaml")
        assert submodule.committed() == ["A new.yaml"]
        assert tree.head() == outer


def edit_all(tree: WorkTree) -> None:
    for path in OTHERS:
        tree.write(path, "two\n")


class TestRefusal:
    @pytest.mark.parametrize("hook", ["pre-commit", "prepare-commit-msg", "commit-msg"])
    @pytest.mark.parametrize("born", [True, False])
    def test_where_a_hook_refuses_nothing_has_happened(
        self, tmp_path: Path, hook: str, born: bool
    ) -> None:
        tree = WorkTree.start(tmp_path / "work")
        if born:
            tree.save(other_txt="one\n", edited_yaml="one\n")
        tree.write("other.txt", "staged\n")
        tree.write("edited.yaml", "staged\n")
        tree.git("add", ".")
        tree.write("other.txt", "on disk\n")
        tree.write("edited.yaml", "on disk\n")
        tree.write("announced.yaml")
        tree.git("add", "-N", "announced.yaml")
        tree.write("new.yaml")
        tree.hook(hook, "echo the hook says no", "exit 1")
        stop = refused(tree, "new.yaml", "edited.yaml", "announced.yaml")
        assert stop.sentence == "git refused to commit: the hook says no"
        assert "as they were" in stop.hint
        assert (tree.root / "new.yaml").read_text() == "text\n"
        assert (tree.root / "edited.yaml").read_text() == "on disk\n"

    def test_a_hook_that_refuses_in_silence_is_told_by_its_status(self, tree: WorkTree) -> None:
        tree.hook("pre-commit", "exit 1")
        edit(tree)
        assert refused(tree, A).sentence.endswith("(it said nothing, exit status 1)")

    def test_of_megabytes_of_words_the_last_are_shown(self, tree: WorkTree) -> None:
        tree.hook("pre-commit", "yes 'on and on' | head -c 5000000", "echo; echo the end", "exit 1")
        edit(tree)
        sentence = refused(tree, A).sentence
        assert sentence.endswith("\non and on\non and on\n\nthe end")
        assert "…\non and on\n" in sentence
        assert len(sentence) < 5000

    def test_an_endless_line_is_cut_too(self, tree: WorkTree) -> None:
        tree.hook("pre-commit", "head -c 5000000 /dev/zero | tr '\\0' x", "exit 1")
        edit(tree)
        assert 1000 < len(refused(tree, A).sentence) < 5000

    def test_words_that_are_not_utf_8_are_shown_as_far_as_they_go(self, tree: WorkTree) -> None:
        tree.hook("pre-commit", r"printf 'caf\351\r\nno'", "exit 1")
        edit(tree)
        assert refused(tree, A).sentence == "git refused to commit:\ncaf\ufffd\nno"

    def test_without_an_identity_it_says_how_to_give_one(
        self, tree: WorkTree, config: Path
    ) -> None:
        config.write_text("[user]\n    useConfigOnly = true\n")
        tree.write(NEW)
        stop = refused(tree, NEW)
        assert "fatal: no name was given" in stop.sentence or "user.email" in stop.sentence
        assert "git config user.name" in stop.hint

    def test_an_identity_from_the_environment_is_enough(
        self, tree: WorkTree, config: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        config.write_text("[user]\n    useConfigOnly = true\n")
        for who in ("AUTHOR", "COMMITTER"):
            monkeypatch.setenv(f"GIT_{who}_NAME", f"Zoë {who}")
            monkeypatch.setenv(f"GIT_{who}_EMAIL", "zoe@example.org")
        edit(tree)
        commit(tree, A)
        assert tree.git("log", "-1", "--format=%an, %cn") == "Zoë AUTHOR, Zoë COMMITTER\n"

    def test_what_a_new_file_displaced_in_the_index_is_back_there(self, tree: WorkTree) -> None:
        tree.hook("pre-commit", "exit 1")
        become_a_file(tree)
        refused(tree, "positions", A, B)

    def test_a_file_that_became_a_folder_is_refused(self, tree: WorkTree) -> None:
        (tree.root / A).unlink()
        tree.write(f"{A}/deep.yaml")
        assert changed(tree) == [(A, "deleted"), (f"{A}/deep.yaml", "new")]
        assert "does not have a commit checked out" in refused(tree, A, f"{A}/deep.yaml").sentence

    @pytest.mark.parametrize("path", [A, NEW])
    def test_a_lock_left_behind_is_named_and_left_there(self, tree: WorkTree, path: str) -> None:
        tree.write(path, "two\n")
        tree.write(".git/index.lock", "")
        sentence = refused(tree, path).sentence
        assert "index.lock': File exists" in sentence
        assert (tree.root / ".git/index.lock").exists()

    def test_a_signature_that_fails_is_a_refusal(self, tree: WorkTree) -> None:
        tree.git("config", "commit.gpgSign", "true")
        tree.git("config", "gpg.program", "false")
        tree.write(NEW)
        assert "gpg failed to sign" in refused(tree, NEW).sentence

    def test_an_interruption_leaves_the_index_as_it_was(
        self, tree: WorkTree, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def interrupt(*_: object) -> None:
            assert NEW in tree.git("ls-files")
            raise KeyboardInterrupt

        tree.write(NEW)
        before = tree.staged()
        monkeypatch.setattr(worktree, "_commit", interrupt)
        with pytest.raises(KeyboardInterrupt):
            commit(tree, NEW)
        assert tree.staged() == before


class TestUnfinished:
    def test_nothing_is_unfinished_in_a_quiet_repository(self, tree: WorkTree) -> None:
        assert worktree.unfinished(found(tree)) is None

    @pytest.mark.parametrize(
        ("word", "command"),
        [
            ("merge", ("merge", "side")),
            ("rebase", ("rebase", "side")),
            ("rebase", ("rebase", "--apply", "side")),
            ("cherry-pick", ("cherry-pick", "side")),
            ("revert", ("revert", "side")),
        ],
    )
    def test_what_waits_to_be_finished_is_named(
        self, tree: WorkTree, word: str, command: tuple[str, ...]
    ) -> None:
        in_conflict(tree, *command)
        assert worktree.unfinished(found(tree)) == word

    def test_patches_half_applied_are_named(self, tree: WorkTree, tmp_path: Path) -> None:
        two_sides(tree)
        write(tmp_path / "patch", tree.git("format-patch", "-1", "--stdout", "side"))
        tree.git("am", "-q", str(tmp_path / "patch"), fails=True)
        assert worktree.unfinished(found(tree)) == "series of patches"

    def test_it_is_that_of_this_linked_worktree(self, tree: WorkTree, tmp_path: Path) -> None:
        tree.git("worktree", "add", "-q", "-b", "linked", str(tmp_path / "linked"))
        in_conflict(tree, "merge", "side")
        assert worktree.unfinished(found(WorkTree(tmp_path / "linked"))) is None
        in_linked = WorkTree(tmp_path / "linked")
        in_linked.write(A, "mine\n")
        in_linked.git("commit", "-q", "-am", "mine")
        in_linked.git("merge", "side", fails=True)
        assert worktree.unfinished(found(in_linked)) == "merge"

    @pytest.mark.parametrize("path", [B, NEW])
    @pytest.mark.parametrize("word", ["merge", "cherry-pick"])
    def test_a_commit_in_a_conflict_is_refused_in_gits_own_words(
        self, tree: WorkTree, word: str, path: str
    ) -> None:
        in_conflict(tree, word, "side")
        tree.write(path, "two\n")
        stop = refused(tree, path)
        assert f"cannot do a partial commit during a {word}" in stop.sentence
        assert stop.hint.startswith(f"finish the {word} first")
        assert worktree.unfinished(found(tree)) == word

    @pytest.mark.parametrize("path", [B, NEW])
    def test_a_commit_in_a_clean_merge_is_refused_too(self, tree: WorkTree, path: str) -> None:
        tree.git("checkout", "-q", "-b", "side")
        tree.save(side_txt="side\n")
        tree.git("checkout", "-q", "main")
        tree.git("merge", "-q", "--no-ff", "--no-commit", "side")
        tree.write(path, "two\n")
        assert "partial commit during a merge" in refused(tree, path).sentence
        assert worktree.unfinished(found(tree)) == "merge"

    @pytest.mark.parametrize("path", [B, NEW])
    @pytest.mark.parametrize(("word", "title"), [("rebase", "ours"), ("revert", "Revert ")])
    def test_what_git_would_let_a_commit_spoil_is_not_spoilt(
        self, tree: WorkTree, word: str, title: str, path: str
    ) -> None:
        in_conflict(tree, word, "side")
        tree.write(path, "two\n")
        stop = refused(tree, path)
        assert f"a {word} is under way" in stop.sentence
        assert stop.hint.startswith(f"finish the {word} first")
        tree.write(A, "both\n")
        tree.git("add", A)
        tree.git("checkout", "--", B)
        tree.git("-c", "core.editor=true", word, "--continue")
        assert tree.message().startswith(title)

    def test_between_the_steps_of_a_rebase_a_commit_is_a_step(self, tree: WorkTree) -> None:
        edit(tree)
        tree.git("commit", "-q", "-am", "two")
        tree.git("rebase", "-q", "--exec", "false", "HEAD~1", fails=True)
        assert worktree.unfinished(found(tree)) == "rebase"
        tree.write(NEW)
        commit(tree, NEW)
        tree.git("rebase", "--continue")
        assert tree.committed("main") == [f"A {NEW}"]


class TestBranches:
    def test_the_first_commit_of_an_unborn_branch_holds_the_named_files_only(
        self, tmp_path: Path
    ) -> None:
        tree = WorkTree.start(tmp_path / "unborn")
        tree.write("staged.txt")
        tree.git("add", ".")
        tree.write(A)
        commit(tree, A)
        assert tree.git("ls-tree", "-r", "--name-only", "HEAD") == f"{A}\n"
        assert staged_names(tree) == ["A staged.txt"]

    def test_a_detached_head_moves_and_no_branch_does(self, tree: WorkTree) -> None:
        main = tree.head()
        tree.git("checkout", "-q", "--detach")
        edit(tree)
        commit(tree, A)
        assert tree.committed() == [f"M {A}"]
        assert tree.git("rev-parse", "main").strip() == main
        assert tree.git("rev-parse", "HEAD^").strip() == main


MESSAGE = """\
istanbul-2025: round 3 (2025-07-23): Türkiye, Київ

# a line that begins like a comment
;and another
  indented, "quoted" and $UNTOUCHED
# ------------------------ >8 ------------------------
below the scissors
"""


class TestMessage:
    @pytest.mark.parametrize(
        "setting",
        [
            "commit.cleanup=strip",
            "commit.cleanup=scissors",
            "core.commentChar=;",
            "core.commentChar=auto",
            "commit.verbose=true",
            "commit.template=/nowhere",
            "i18n.commitEncoding=ISO-8859-1",
            "commit.status=true",
        ],
    )
    def test_the_message_survives_every_setting(self, tree: WorkTree, setting: str) -> None:
        tree.git("config", *setting.split("=", 1))
        edit(tree)
        commit(tree, A, message=MESSAGE)
        assert tree.message() == MESSAGE
        assert "\nencoding" not in tree.git("cat-file", "commit", "HEAD")

    @pytest.mark.parametrize("message", ["#42", "-m", "@file", "~", "fixup! one"])
    def test_a_message_of_one_odd_line_survives(self, tree: WorkTree, message: str) -> None:
        edit(tree)
        commit(tree, A, message=message)
        assert tree.message() == f"{message}\n"

    def test_a_long_message_survives(self, tree: WorkTree) -> None:
        message = "moves\n\n" + "russia moved on the ceasefire\n" * 20_000
        edit(tree)
        commit(tree, A, message=message)
        assert tree.message() == message

    def test_half_a_character_is_a_question_mark(self, tree: WorkTree) -> None:
        edit(tree)
        commit(tree, A, message="caf\udce9 \ud83d")
        assert tree.message() == "caf? ?\n"

    @pytest.mark.parametrize("message", ["", " \n\n"])
    def test_an_empty_message_is_refused(self, tree: WorkTree, message: str) -> None:
        tree.write(NEW)
        assert "empty commit message" in refused(tree, NEW, message=message).sentence

    def test_no_editor_is_opened(
        self, tree: WorkTree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        editor = script(tmp_path / "editor", f"touch '{tmp_path}/opened'")
        tree.git("config", "core.editor", str(editor))
        for name in ("GIT_EDITOR", "VISUAL", "EDITOR"):
            monkeypatch.setenv(name, str(editor))
        edit(tree)
        commit(tree, A)
        assert not (tmp_path / "opened").exists()


class TestHooks:
    def test_the_hooks_run_in_the_users_own_surroundings(
        self, tree: WorkTree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("LC_ALL", "C.UTF-8")
        tree.hook("pre-commit", f"env > '{tmp_path}/env'")
        edit(tree)
        commit(tree, A)
        seen = (tmp_path / "env").read_text().splitlines()
        assert "LC_ALL=C.UTF-8" in seen
        assert "GIT_TERMINAL_PROMPT=0" in seen
        assert not [line for line in seen if "PATHSPECS" in line or "OPTIONAL_LOCKS" in line]

    def test_a_hook_sees_what_will_be_committed(self, tree: WorkTree, tmp_path: Path) -> None:
        seen = "git diff --cached --name-only -- '*.yaml' '*.txt'"
        tree.hook("pre-commit", f"{seen} > '{tmp_path}/seen'")
        tree.write("other.txt", "staged\n")
        tree.git("add", ".")
        tree.write(NEW)
        edit(tree)
        commit(tree, A, NEW)
        assert (tmp_path / "seen").read_text() == f"{A}\n{NEW}\n"

    def test_hooks_are_taken_from_where_they_are_configured(
        self, tree: WorkTree, tmp_path: Path
    ) -> None:
        script(tmp_path / "hooks" / "commit-msg", "echo from the other folder", "exit 1")
        tree.git("config", "core.hooksPath", str(tmp_path / "hooks"))
        edit(tree)
        assert "from the other folder" in refused(tree, A).sentence

    def test_a_hook_may_change_the_message(self, tree: WorkTree) -> None:
        tree.hook("commit-msg", 'echo "Signed-off-by: Ada" >> "$1"')
        edit(tree)
        commit(tree, A)
        assert tree.message() == "moves\nSigned-off-by: Ada\n"

    def test_a_talkative_hook_does_not_hold_up_a_commit(self, tree: WorkTree) -> None:
        tree.hook("pre-commit", "yes | head -c 5000000", "yes | head -c 5000000 >&2")
        edit(tree)
        commit(tree, A)
        assert tree.committed() == [f"M {A}"]

    def test_nothing_that_a_hook_leaves_running_is_waited_for(
        self, tree: WorkTree, tmp_path: Path
    ) -> None:
        tree.hook("post-commit", f"sleep 60 & echo $! > '{tmp_path}/pid'")
        edit(tree)
        start = time.monotonic()
        try:
            commit(tree, A)
            assert time.monotonic() - start < 30
        finally:
            os.kill(int((tmp_path / "pid").read_text()), 9)

    def test_nothing_is_read_from_the_terminal(self, tree: WorkTree) -> None:
        tree.hook("pre-commit", "read answer && exit 1", "exit 0")
        edit(tree)
        commit(tree, A)
        assert tree.committed() == [f"M {A}"]

    def test_a_commit_is_signed_as_configured(self, tree: WorkTree, tmp_path: Path) -> None:
        signer = script(
            tmp_path / "signer",
            "cat > /dev/null",
            "echo '-----BEGIN PGP SIGNATURE-----'",
            "echo '[GNUPG:] SIG_CREATED ' >&2",
        )
        tree.git("config", "commit.gpgSign", "true")
        tree.git("config", "gpg.program", str(signer))
        edit(tree)
        commit(tree, A)
        signature = "gpgsig -----BEGIN PGP SIGNATURE-----"
        assert signature in tree.git("cat-file", "commit", "HEAD")


class TestEnvironment:
    @pytest.fixture
    def elsewhere(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WorkTree:
        """Another repository, which the whole environment points at."""
        elsewhere = WorkTree.start(tmp_path / "elsewhere")
        elsewhere.save(x_yaml="one\n")
        folder = elsewhere.root / ".git"
        pointers = {
            "GIT_DIR": folder,
            "GIT_WORK_TREE": elsewhere.root,
            "GIT_INDEX_FILE": folder / "index",
            "GIT_PREFIX": "positions/",
            "GIT_OBJECT_DIRECTORY": folder / "objects",
            "GIT_ALTERNATE_OBJECT_DIRECTORIES": folder / "objects",
            "GIT_COMMON_DIR": folder,
            "GIT_NAMESPACE": "other",
            "GIT_LITERAL_PATHSPECS": "1",
            "GIT_EXTERNAL_DIFF": "false",
            "GIT_QUARANTINE_PATH": folder,
        }
        for name, value in pointers.items():
            monkeypatch.setenv(name, str(value))
        return elsewhere

    def test_a_repository_that_the_environment_points_at_is_left_alone(
        self, tree: WorkTree, elsewhere: WorkTree
    ) -> None:
        before = elsewhere.head(), elsewhere.staged()
        edit(tree)
        tree.write(NEW)
        assert found(tree).root == tree.root.resolve()
        assert changed(tree) == [(A, "edited"), (NEW, "new")]
        commit(tree, A, NEW)
        assert tree.committed() == [f"A {NEW}", f"M {A}"]
        assert (elsewhere.head(), elsewhere.staged()) == before

    @pytest.mark.parametrize("name", ["LITERAL", "ICASE", "GLOB", "NOGLOB"])
    def test_variables_that_change_what_a_path_means_do_not(
        self, tree: WorkTree, monkeypatch: pytest.MonkeyPatch, name: str
    ) -> None:
        monkeypatch.setenv(f"GIT_{name}_PATHSPECS", "1")
        tree.write("positions/A.yaml", "upper\n")
        edit(tree)
        commit(tree, A)
        assert tree.committed() == [f"M {A}"]

    def test_settings_from_the_environment_hold(
        self, tree: WorkTree, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
        monkeypatch.setenv("GIT_CONFIG_KEY_0", "user.name")
        monkeypatch.setenv("GIT_CONFIG_VALUE_0", "Zoë")
        edit(tree)
        commit(tree, A)
        assert tree.git("log", "-1", "--format=%an") == "Zoë\n"
