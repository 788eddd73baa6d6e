"""The record in repositories of every kind, whole and damaged: the same answers, or a refusal."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from gitrepo import WorkTree, isolate
from program import ROOT

from negtrack.cli import run
from negtrack.git import history

WAGES = ROOT / "tests" / "records" / "wages" / "positions"
TALKS = "positions/wages-2026"
UNION = f"{TALKS}/2026-03-02/union.yaml"
SECOND = f"{TALKS}/2026-02-09"

Making = Callable[[Path], WorkTree]
Doing = Callable[[WorkTree], object]
Typed = tuple[str, ...]


@pytest.fixture(autouse=True)
def config(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    return isolate(monkeypatch, tmp_path / "own-home")


def began(root: Path, *options: str) -> WorkTree:
    """A repository with the record in it and nothing committed."""
    tree = WorkTree.start(root, *options)
    shutil.copytree(WAGES, tree.root / "positions")
    return tree


def saved(root: Path) -> WorkTree:
    """A repository with two commits of the record, the second of which moved the union."""
    tree = began(root)
    tree.git("add", ".")
    tree.git("commit", "-q", "-m", "one")
    move(tree)
    tree.git("commit", "-qam", "two")
    return tree


def move(tree: WorkTree) -> None:
    """Have the union say another number, in the file as it is written."""
    raw = (tree.root / UNION).read_bytes()
    (tree.root / UNION).write_bytes(raw.replace(b"value: 8,", b"value: 7,"))


def on_disk(tree: WorkTree) -> dict[str, bytes]:
    files = (path for path in (tree.root / "positions").rglob("*") if path.is_file())
    return {path.relative_to(tree.root).as_posix(): path.read_bytes() for path in files}


def taken(tree: WorkTree) -> list[str]:
    """The files of the last commit, however git is set up to show them."""
    asked = ("diff-tree", "--root", "--no-commit-id", "--name-only", "-r", "-z", "HEAD")
    return tree.git(*asked).split("\0")[:-1]


# Kinds of repositories, in which all is as ever ---------------------------------------------------


def with_settings(*settings: str, attributes: str = "", crlf: bool = False) -> Making:
    def make(root: Path) -> WorkTree:
        tree = began(root)
        for setting in settings:
            tree.git("config", *setting.split("="))
        if attributes:
            tree.write(".gitattributes", attributes)
        for file in (tree.root / "positions").rglob("*.yaml") if crlf else ():
            file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
        return tree

    return make


def linked(root: Path) -> WorkTree:
    main = WorkTree.start(root.parent / "main")
    main.save(a_txt="one\n")
    main.git("worktree", "add", "-q", "-b", "talks", str(root))
    shutil.copytree(WAGES, root / "positions")
    return WorkTree(root)


def module(root: Path) -> WorkTree:
    inner = WorkTree.start(root.parent / "inner")
    inner.save(a_txt="one\n")
    outer = WorkTree.start(root)
    outer.save(b_txt="one\n")
    outer.git("submodule", "add", "-q", str(inner.root), "talks")
    outer.git("commit", "-qm", "a module")
    shutil.copytree(WAGES, root / "talks" / "positions")
    return WorkTree(root / "talks")


def beside_a_bare_one(root: Path) -> WorkTree:
    tree = began(root)
    tree.git("init", "-q", "--bare", "talks.git")
    return tree


def of_a_new_kind(root: Path) -> WorkTree:
    try:
        return began(root, "--ref-format=reftable")
    except AssertionError:
        pytest.skip("this git has no reftable")


def detached(root: Path) -> WorkTree:
    tree = WorkTree.start(root)
    tree.save(a_txt="one\n")
    tree.git("checkout", "-q", "--detach")
    shutil.copytree(WAGES, tree.root / "positions")
    return tree


def shallow(root: Path) -> WorkTree:
    whole = WorkTree.start(root.parent / "whole")
    whole.save(a_txt="one\n")
    whole.save(a_txt="two\n")
    whole.git("clone", "-q", "--depth=1", f"file://{whole.root}", str(root))
    shutil.copytree(WAGES, root / "positions")
    return WorkTree(root)


KINDS: dict[str, Making] = {
    "the newer hash": lambda root: began(root, "--object-format=sha256"),
    "another store of branches": of_a_new_kind,
    "a linked work tree": linked,
    "a submodule": module,
    "a bare repository beside the record": beside_a_bare_one,
    "a detached head": detached,
    "a shallow clone": shallow,
    "windows line ends by autocrlf": with_settings("core.autocrlf=true", crlf=True),
    "windows line ends by input": with_settings("core.autocrlf=input", crlf=True),
    "windows line ends by attribute": with_settings(attributes="*.yaml eol=crlf\n", crlf=True),
    "windows line ends that git keeps": with_settings(attributes="*.yaml -text\n", crlf=True),
    "unix line ends under autocrlf": with_settings("core.autocrlf=true"),
    "a file system without case": with_settings("core.ignoreCase=true"),
    "letters that are composed": with_settings("core.precomposeUnicode=true"),
    "no links": with_settings("core.symlinks=false", "core.fileMode=false"),
    "paths that are quoted or not": with_settings("core.quotePath=true", "core.safecrlf=true"),
    "an index of another kind": with_settings(
        "feature.manyFiles=true", "core.splitIndex=true", "core.untrackedCache=true"
    ),
    "another taste": with_settings(
        *("status.showUntrackedFiles=no", "status.relativePaths=true", "status.branch=true"),
        *("diff.relative=true", "diff.noprefix=true", "diff.renames=copies", "color.ui=always"),
        *("column.ui=always", "core.abbrev=40", "format.pretty=oneline", "log.showRoot=false"),
        *("blame.showEmail=true", "blame.blankBoundary=true", "core.pager=false"),
        *("push.default=current", "submodule.recurse=true", "advice.detachedHead=false"),
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_is_committed_read_and_taken_back(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    kind: str,
) -> None:
    tree = KINDS[kind](tmp_path / "a récord")
    monkeypatch.chdir(tree.root)

    def asked(*typed: str) -> str:
        capsys.readouterr()
        assert run(list(typed)) == 0, capsys.readouterr()
        return capsys.readouterr().out

    asked("commit")
    assert len([path for path in taken(tree) if TALKS in path]) == 13
    assert "Nothing to commit" in asked("commit")
    assert "13 files in 1 negotiation" in asked("check")
    assert "Nothing changed" in asked("diff", "HEAD:last", "last")
    move(tree)
    before = on_disk(tree)
    asked("commit")
    assert taken(tree) == [UNION]
    assert "accepts 8 % → accepts 7 %" in " ".join(tree.message().split())
    assert "accepts 8 %" in asked("show", "--at", "HEAD~1", "--party", "union", "--issue", "pay")
    assert "pay recoded in round 3: accepts 8 % → accepts 7 %" in asked("log", "-N1")
    hash_ = tree.head()
    assert hash_[:7] in asked("blame", "union", "pay", "-f", "json")
    asked("report", "-o", "../report.html")
    assert hash_[:12] in Path("../report.html").read_text(encoding="utf-8")
    assert "taken back" in asked("commit", "--undo")
    assert tree.git("diff", "--name-only", "HEAD", "--", "positions") == f"{UNION}\n"
    assert on_disk(tree) == before


# Damage: a refusal with exit 4, or an answer; never a bug, and never another file -----------------


def loose(tree: WorkTree, name: str, raw: bytes | None) -> None:
    """Write other bytes into an object, or remove it."""
    whole = tree.git("rev-parse", name).strip()
    file = tree.root / ".git/objects" / whole[:2] / whole[2:]
    file.chmod(0o600)
    file.unlink() if raw is None else file.write_bytes(raw)


def put(path: str, raw: bytes | None) -> Doing:
    def do(tree: WorkTree) -> None:
        file = tree.root / ".git" / path
        file.unlink() if raw is None else file.write_bytes(raw)

    return do


DAMAGE: dict[str, Doing] = {
    "no HEAD": put("HEAD", None),
    "an empty HEAD": put("HEAD", b""),
    "a HEAD of noise": put("HEAD", b"\xff\x00nothing\n"),
    "a HEAD on no branch": put("HEAD", b"ref: refs/heads/../../x\n"),
    "a branch of noise": put("refs/heads/main", b"nothing\n"),
    "a branch of nowhere": put("refs/heads/main", b"1" * 40 + b"\n"),
    "an index of noise": put("index", b"DIRC nothing"),
    "an empty index": put("index", b""),
    "settings of noise": put("config", b"[core\n"),
    "settings of another git": put("config", b"[core]\nrepositoryformatversion = 9\n"),
    "no objects": lambda tree: shutil.rmtree(tree.root / ".git/objects"),
    "a commit of noise": lambda tree: loose(tree, "HEAD", b"nothing"),
    "a parent that is lost": lambda tree: loose(tree, "HEAD~1", None),
    "a tree that is lost": lambda tree: loose(tree, "HEAD^{tree}", None),
    "a file that is lost": lambda tree: loose(tree, f"HEAD:{UNION}", None),
    "a file of noise": lambda tree: loose(tree, f"HEAD:{UNION}", b"nothing"),
    "an older file that is lost": lambda tree: loose(tree, f"HEAD~1:{UNION}", None),
}

ASKED: tuple[Typed, ...] = (
    ("show", "--at", "HEAD"),
    ("diff", "HEAD~1:last", "last"),
    ("log",),
    ("blame", "union", "pay"),
    ("report", "-o", "../report.html"),
    ("commit", "--dry-run"),
    ("commit", "--undo", "--dry-run"),
    ("commit",),
)


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_repository_is_told_and_left_alone(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    damage: str,
) -> None:
    tree = saved(tmp_path / "talks")
    tree.write(UNION, (tree.root / UNION).read_text(encoding="utf-8") + "# again\n")
    DAMAGE[damage](tree)
    monkeypatch.chdir(tree.root)
    before = on_disk(tree)
    answers = {}
    for typed in ASKED:
        code = run(list(typed))
        answers[typed] = code, capsys.readouterr().err
    assert {code for code, _ in answers.values()} <= {0, 2, 3, 4}, answers
    assert any(code == 4 for code, _ in answers.values()), answers
    assert not any("Traceback" in told for _, told in answers.values())
    assert on_disk(tree) == before
    assert run(["check"]) == run(["show"]) == 0


def test_a_file_that_is_lost_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tree = saved(tmp_path / "talks")
    lost = tree.git("rev-parse", f"HEAD~1:{UNION}").strip()
    loose(tree, f"HEAD~1:{UNION}", None)
    monkeypatch.chdir(tree.root)
    assert run(["show", "--at", "HEAD~1"]) == 4
    told = capsys.readouterr().err
    short = tree.git("rev-parse", "--short=10", "HEAD~1").strip()
    assert told.startswith(
        f"negtrack: git cannot read {UNION} of {short}: there is no object {lost}"
    )
    assert "git fsck" in told


def test_a_tree_without_end_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ten folders in each of ten folders and so on: a few hundred bytes, and 10^9 files."""
    tree = began(tmp_path / "talks")
    blob = tree.git("hash-object", "-w", UNION).strip()
    name = made(tree, *(f"100644 blob {blob}\t{nth}.yaml" for nth in range(10)))
    for _ in range(8):
        name = made(tree, *(f"040000 tree {name}\td{nth}" for nth in range(10)))
    root = made(tree, f"040000 tree {name}\tpositions")
    tree.git("update-ref", "HEAD", tree.git("commit-tree", "-m", "bomb", root).strip())
    monkeypatch.chdir(tree.root)
    monkeypatch.setattr(history, "_NAMES", 1 << 20)
    for typed in (("show", "--at", "HEAD"), ("log",), ("diff", "HEAD:last", "last")):
        capsys.readouterr()
        assert run(list(typed)) == 4, typed
        assert "longer than 1 MB, and no record is so large" in capsys.readouterr().err
    assert run(["report", "-o", "../report.html"]) == 0


def made(tree: WorkTree, *entries: str) -> str:
    """The name of a tree of these entries."""
    asked = ["git", "-C", str(tree.root), "mktree"]
    raw = "".join(f"{entry}\n" for entry in entries).encode()
    return subprocess.run(asked, input=raw, capture_output=True, check=True).stdout.decode().strip()


@pytest.mark.parametrize("lock", ["index.lock", "HEAD.lock", "refs/heads/main.lock"])
def test_a_lock_left_behind_stops_a_commit_and_no_question(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    lock: str,
) -> None:
    tree = saved(tmp_path / "talks")
    move_back = (tree.root / UNION).read_text(encoding="utf-8").replace("value: 7", "value: 6")
    tree.write(UNION, move_back)
    tree.write(f".git/{lock}", "")
    monkeypatch.chdir(tree.root)
    for typed in ASKED[:-3]:
        assert run(list(typed)) == 0, typed
    before = tree.head(), tree.staged(), on_disk(tree)
    capsys.readouterr()
    assert run(["commit"]) == 4
    told = capsys.readouterr().err
    assert f"remove it: rm {tree.root / '.git' / lock}\n" in told
    assert (tree.root / ".git" / lock).exists()
    assert (tree.head(), tree.staged(), on_disk(tree)) == before


def test_line_ends_that_git_refuses_are_refused_and_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tree = began(tmp_path / "talks")
    tree.git("config", "core.autocrlf", "true")
    tree.git("config", "core.safecrlf", "true")
    monkeypatch.chdir(tree.root)
    before = on_disk(tree)
    assert run(["commit"]) == 4
    assert "LF would be replaced by CRLF in positions/" in capsys.readouterr().err
    assert (on_disk(tree), tree.git("ls-files")) == (before, "")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give files away")
def test_a_repository_of_somebody_elses_is_read_on_the_disk_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tree = saved(tmp_path / "talks")
    monkeypatch.delenv("SUDO_UID", raising=False)
    for path in (tree.root, *tree.root.rglob("*")):
        os.lchown(path, 12345, 12345)
    monkeypatch.chdir(tree.root)
    assert run(["check"]) == run(["show"]) == run(["report", "-o", "../report.html"]) == 0
    for typed in (("show", "--at", "HEAD"), ("log",), ("blame", "union", "pay"), ("commit",)):
        capsys.readouterr()
        assert run(list(typed)) == 4, typed
        assert f"git config --global --add safe.directory {tree.root}" in capsys.readouterr().err


@pytest.mark.parametrize("git", ["no repository", "no git"])
def test_a_question_of_the_files_needs_neither_git_nor_a_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, git: str
) -> None:
    shutil.copytree(WAGES, tmp_path / "talks" / "positions")
    if git == "no git":
        monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    monkeypatch.chdir(tmp_path / "talks")
    questions = (
        *("check", "show", "brief", "diff", "gaps", "stalemate", "history", "linkage", "pending"),
        *("moves", "agreements", "forecast", "polarisation", "distance", "rules"),
    )
    for name in questions:
        assert run([name]) == 0, name
    assert run(["report", "-o", "../report.html"]) == 0
    assert run(["export", "-o", "../tables", "-f", "csv"]) == 0
    assert [run(list(typed)) for typed in (("log",), ("blame", "union", "pay"))] == [4, 4]


# A part of the record that is not on the disk -----------------------------------------------------


class TestSparse:
    @pytest.fixture(params=["cone", "patterns"])
    def tree(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
    ) -> WorkTree:
        """A clone without the second round."""
        whole = saved(tmp_path / "whole")
        whole.git("clone", "-q", str(whole.root), str(tmp_path / "talks"))
        tree = WorkTree(tmp_path / "talks")
        if request.param == "cone":
            folders = (f"{TALKS}/2026-01-12", f"{TALKS}/2026-03-02")
            tree.git("sparse-checkout", "set", "--cone", "--sparse-index", *folders)
        else:
            tree.git("sparse-checkout", "set", "--no-cone", "/*", f"!/{SECOND}/")
        monkeypatch.chdir(tree.root)
        assert not (tree.root / SECOND).exists()
        return tree

    def test_what_is_not_checked_out_is_not_deleted(
        self, tree: WorkTree, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run(["commit"]) == 0
        assert "Nothing to commit" in capsys.readouterr().out
        text = (tree.root / UNION).read_text(encoding="utf-8")
        tree.write(UNION, text.replace("value: 7", "value: 6"))
        (tree.root / f"{TALKS}/2026-01-12/southport.yaml").unlink()
        assert run(["commit"]) == 0
        assert tree.committed() == [f"D {TALKS}/2026-01-12/southport.yaml", f"M {UNION}"]
        assert SECOND in tree.git("ls-tree", "-r", "--name-only", "HEAD")

    def test_the_message_does_not_tell_it_as_removed(self, tree: WorkTree) -> None:
        text = (tree.root / UNION).read_text(encoding="utf-8")
        tree.write(UNION, text.replace("value: 7", "value: 6"))
        assert run(["commit"]) == 0
        subject, _, *body = tree.message().splitlines()
        assert subject == "wages-2026: round 3 (2026-03-02): union"
        assert body == ["union · pay recoded in round 3: accepts 7 % → accepts 6 %"]

    def test_taking_it_back_brings_nothing_else(self, tree: WorkTree) -> None:
        before = tree.head(), tree.staged()
        text = (tree.root / UNION).read_text(encoding="utf-8")
        tree.write(UNION, text.replace("value: 7", "value: 6"))
        assert run(["commit"]) == run(["commit", "--undo"]) == 0
        tree.write(UNION, text)
        assert (tree.head(), tree.staged()) == before
        assert not (tree.root / SECOND).exists()

    def test_a_new_file_outside_of_what_is_checked_out(
        self, tree: WorkTree, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """git refuses to add it; its words say how it is done, and nothing has happened."""
        tree.write(f"{SECOND}/round.yaml", tree.text(f"{SECOND}/round.yaml"))
        tree.write(f"{SECOND}/conciliator.yaml", "positions: {pay: 4}\n")
        before = tree.head(), tree.staged(), on_disk(tree)
        assert run(["commit"]) == 4
        assert "sparse-checkout" in capsys.readouterr().err
        assert (tree.head(), tree.staged(), on_disk(tree)) == before


def test_a_partial_clone_that_is_sparse_too_needs_a_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The moves cannot be told without the files that were never fetched."""
    whole = saved(tmp_path / "whole")
    whole.git("config", "uploadpack.allowFilter", "true")
    url = f"file://{whole.root}"
    whole.git("clone", "-q", "--filter=blob:none", "--sparse", url, str(tmp_path / "talks"))
    tree = WorkTree(tmp_path / "talks")
    tree.git("sparse-checkout", "set", f"{TALKS}/2026-01-12", f"{TALKS}/2026-03-02")
    text = (tree.root / UNION).read_text(encoding="utf-8")
    tree.write(UNION, text.replace("value: 7", "value: 6"))
    monkeypatch.chdir(tree.root)
    assert run(["commit"]) == 4
    told = capsys.readouterr().err
    assert re.search(f"git cannot read {SECOND}/[a-z]+.yaml of ", told)
    assert "git fetch --refetch --no-filter" in told
    assert run(["commit", "-m", "moves"]) == 0
    assert tree.committed() == [f"M {UNION}"]


def test_a_negotiation_that_is_a_submodule_is_read_and_not_committed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    inner = WorkTree.start(tmp_path / "inner")
    shutil.copytree(WAGES / "wages-2026", inner.root, dirs_exist_ok=True)
    inner.save(a_txt="one\n")
    tree = saved(tmp_path / "talks")
    tree.git("submodule", "add", "-q", str(inner.root), "positions/wages-2027")
    tree.git("commit", "-qm", "a module")
    monkeypatch.chdir(tree.root)
    assert run(["show", "-n", "wages-2027"]) == 0
    tree.write("positions/wages-2027/2026-03-02/union.yaml", "positions: {pay: 4}\n")
    capsys.readouterr()
    assert run(["commit"]) == 0
    assert "Nothing to commit" in capsys.readouterr().out
    assert run(["show", "-n", "wages-2026", "--at", "HEAD"]) == 0
