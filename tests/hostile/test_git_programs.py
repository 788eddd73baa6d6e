"""A stranger's repository names programs in its configuration; no question ever runs one.

Each program says in a file that it ran. That each does run under plain git is tested, too.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from gitrepo import WorkTree, isolate, script
from program import ROOT, in_terminal, piped

from negtrack.cli import run

WAGES = ROOT / "tests" / "records" / "wages" / "positions"
LAST = "positions/wages-2026/2026-03-02"
UNION, NORTHPORT, SOUTHPORT = (
    f"{LAST}/{one}.yaml" for one in ("union", "northport", "conciliator")
)

AS_OF = (
    *("check", "show", "brief", "diff", "gaps", "stalemate", "history", "linkage", "pending"),
    *("moves", "agreements", "forecast", "polarisation", "distance"),
)
HERE: tuple[tuple[str, ...], ...] = (
    *((name,) for name in AS_OF),
    ("blame", "union", "pay"),
    ("blame", "northport", "pay"),
    ("blame", "conciliator", "pay"),
    ("log",),
    ("report", "-o", "report.html"),
    ("export", "-o", "tables", "-f", "csv"),
    ("sql", "SELECT count(*) FROM gaps"),
    ("textconv", UNION),
    ("rules",),
    ("schema", "round"),
    ("commit", "--undo", "--dry-run"),
)
BEFORE: tuple[tuple[str, ...], ...] = (
    *((name, "--at", "HEAD~1") for name in AS_OF if name != "check"),
    ("show", "--at", "HEAD~1", "--no-cache"),
    ("diff", "HEAD~1:last", "last"),
    ("reliability", "HEAD~1", "HEAD"),
    ("blame", "union", "pay", "--at", "HEAD~1"),
    ("log", "--at", "HEAD~1"),
    ("report", "--at", "HEAD~1", "-o", "before.html"),
    ("sql", "SELECT count(*) FROM gaps", "--at", "HEAD~1"),
)
"""What only asks, of the files as they are and of a revision that is not the last."""

SIGNER = (
    "cat > /dev/null",
    "echo '-----BEGIN PGP SIGNATURE-----'",
    "echo '[GNUPG:] SIG_CREATED ' >&2",
)

FIRES = {
    "fsmonitor": ("status",),
    "clean": ("status",),
    "process": ("status",),
    "dotted": ("status",),
    "post-index-change": ("status",),
    "textconv": ("blame", UNION),
    "external": ("diff", "HEAD~1"),
    "sign": ("log",),
}
"""By what plain git would run each program."""


class Stranger(WorkTree):
    """A repository that somebody else made, and which of its programs have run."""

    @property
    def programs(self) -> Path:
        """The folder of the programs; git takes them for its hooks, too."""
        return self.root.parent / "programs"

    def program(self, name: str, *lines: str) -> str:
        """Write a program of the stranger's; its path."""
        told = f"echo {name} >> '{self.root.parent / 'ran'}'"
        return str(script(self.programs / name, told, *(lines or ("exec cat",))))

    def ran(self) -> set[str]:
        """Which programs have run since this was asked last."""
        file = self.root.parent / "ran"
        names = set(file.read_text().split()) if file.exists() else set()
        file.unlink(missing_ok=True)
        return names

    def set(self, **settings: str) -> None:
        """Write settings, here `core_editor` for `core.editor`."""
        for name, value in settings.items():
            self.git("config", name.replace("_", "."), value)

    def touch(self) -> None:
        """Have git look into every file again."""
        for file in (self.root / "positions").rglob("*.yaml"):
            os.utime(file, (1, 1))
        self.ran()


def begun(tree: Stranger) -> None:
    """Commit the record twice, the second time signed."""
    shutil.copytree(WAGES, tree.root / "positions")
    tree.git("add", ".")
    tree.git("commit", "-q", "-m", "one")
    text = (tree.root / UNION).read_text(encoding="utf-8")
    tree.write(UNION, text.replace("value: 8", "value: 7"))
    tree.git(
        "-c", f"gpg.program={tree.program('sign', *SIGNER)}", "commit", "-q", "-S", "-am", "two"
    )


@pytest.fixture
def stranger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stranger:
    """A record whose repository names a program wherever git takes one."""
    isolate(monkeypatch, tmp_path / "own-home")
    tree = Stranger.start(tmp_path / "unpacked")
    begun(tree)
    for key in ("fsmonitor", "pager", "editor", "sshCommand", "askPass", "alternateRefsCommand"):
        tree.git("config", f"core.{key}", tree.program(key))
    for name in ("post-index-change", "reference-transaction", "pre-commit", "post-checkout"):
        tree.program(name)
    tree.set(
        core_hooksPath=str(tree.programs),
        core_untrackedCache="true",
        filter_one_clean=tree.program("clean"),
        filter_one_smudge=tree.program("smudge"),
        filter_one_required="true",
        filter_two_process=tree.program("process"),
        filter_a_b_clean=tree.program("dotted"),
        diff_one_textconv=tree.program("textconv"),
        diff_two_command=tree.program("command"),
        diff_external=tree.program("external"),
        gpg_program=str(tree.programs / "sign"),
        log_showSignature="true",
        credential_helper=tree.program("credential"),
        pager_log=tree.program("log-pager"),
        pager_blame="true",
    )
    for name in ("status", "log", "blame", "ls-tree", "cat-file", "rev-parse"):
        tree.git("config", f"alias.{name}", f"!{tree.program('alias')}")
    (tree.root / ".git/info/attributes").write_text(f"/{NORTHPORT} filter=two diff=two\n")
    tree.write(".gitattributes", f"/{UNION} filter=one diff=one\n/{SOUTHPORT} filter=a.b\n")
    tree.touch()
    monkeypatch.chdir(tree.root)
    return tree


@pytest.mark.parametrize("name", FIRES)
def test_plain_git_would_run_it(stranger: Stranger, name: str) -> None:
    stranger.git(*FIRES[name])
    assert name in stranger.ran()


def test_no_question_of_the_files_or_of_a_revision_runs_a_program(stranger: Stranger) -> None:
    ran = {}
    for typed in (*HERE, *BEFORE):
        code = run(list(typed))
        ran[typed] = code, stranger.ran()
        stranger.touch()
    assert {typed: told for typed, told in ran.items() if told[1]} == {}
    assert {typed for typed, told in ran.items() if told[0]} == {("commit", "--undo", "--dry-run")}


@pytest.mark.parametrize(
    "typed",
    [
        *(("zsh", command, "") for command in ("show", "diff", "log", "commit")),
        ("zsh", "blame", "union", ""),
        ("zsh", "show", "--at", ""),
        ("fish", "record", ""),
        ("bash", "negtrack show ", ""),
    ],
)
def test_completion_runs_no_program(stranger: Stranger, typed: tuple[str, ...]) -> None:
    assert piped("complete", *typed, folder=stranger.root).code == 0
    assert stranger.ran() == set()


@pytest.mark.parametrize("typed", [("log",), ("blame", "union", "pay"), ("show", "--at", "HEAD")])
def test_in_a_terminal_no_program_is_run_either(stranger: Stranger, typed: tuple[str, ...]) -> None:
    answer = in_terminal(*typed, folder=stranger.root)
    assert answer.code == 0, answer
    assert stranger.ran() == set()


def test_a_filter_whose_name_would_hide_it_is_refused(stranger: Stranger) -> None:
    hidden = stranger.program("hidden")
    stranger.git("config", "filter.x=y.clean", hidden)
    stranger.write(".gitattributes", f"/{UNION} filter=x=y\n")
    stranger.git("status")
    assert "hidden" in stranger.ran()
    answer = piped("blame", "union", "pay", folder=stranger.root)
    assert answer.code == 4
    assert "filter.x=y" in answer.err
    assert stranger.ran() == set()


def test_what_is_in_a_submodule_runs_nothing(stranger: Stranger) -> None:
    """A report asks whether files differ, and `git status` would ask that in submodules."""
    inner = Stranger.start(stranger.root / "positions/wages-2026/inner")
    inner.save(a_txt="one\n")
    stranger.git("add", "positions/wages-2026/inner")
    inner.git("config", "core.fsmonitor", stranger.program("inner"))
    inner.git("config", "filter.in.clean", stranger.program("inner-clean"))
    inner.write(".gitattributes", "*.txt filter=in\n")
    os.utime(inner.root / "a.txt", (1, 1))
    stranger.git("status")
    assert {"inner", "inner-clean"} <= stranger.ran()
    os.utime(inner.root / "a.txt", (2, 2))
    assert run(["report", "-o", "report.html"]) == 0
    assert stranger.ran() == set()


class TestPartial:
    """A clone that lacks what was before, and names programs by which git would fetch it."""

    LACKING = f"git cannot read {UNION} of "

    @pytest.fixture
    def partial(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stranger:
        isolate(monkeypatch, tmp_path / "own-home")
        whole = Stranger.start(tmp_path / "whole")
        begun(whole)
        whole.set(uploadpack_allowFilter="true", uploadpack_allowAnySHA1InWant="true")
        url = f"file://{whole.root}"
        whole.git("clone", "-q", "--filter=blob:none", url, str(tmp_path / "partial"))
        tree = Stranger(tmp_path / "partial")
        tree.ran()
        monkeypatch.chdir(tree.root)
        return tree

    @pytest.fixture
    def strange(self, partial: Stranger) -> Stranger:
        """The clone, with four remotes that are to have what it lacks."""
        partial.set(
            protocol_allow="always",
            core_sshCommand=partial.program("ssh", "exit 1"),
            core_gitProxy=partial.program("proxy", "exit 1"),
            remote_origin_url=f"ext::{partial.program('ext', 'exit 1')} %S",
            remote_b_url="ssh://nobody@nowhere.invalid/x",
            remote_c_url="git://nowhere.invalid/x",
            remote_d_url=str(partial.root.parent / "whole"),
            remote_d_uploadpack=partial.program("uploadpack", "exit 1"),
        )
        for name in "bcd":
            partial.git("config", f"remote.{name}.promisor", "true")
        return partial

    def test_plain_git_would_run_them(self, strange: Stranger) -> None:
        strange.git("cat-file", "-p", f"HEAD~1:{UNION}", fails=True)
        assert strange.ran() == {"ext", "ssh", "proxy", "uploadpack"}

    def test_no_question_fetches_and_each_names_what_is_lacking(
        self, strange: Stranger, capsys: pytest.CaptureFixture[str]
    ) -> None:
        for typed in (*HERE, *BEFORE):
            code = run(list(typed))
            told = capsys.readouterr().err
            assert strange.ran() == set(), typed
            if typed in BEFORE:
                assert code == 4, typed
                assert told.startswith(f"negtrack: {self.LACKING}"), (typed, told)
                assert "git fetch --refetch --no-filter" in told
            assert "Traceback" not in told

    def test_without_the_newer_variable_nothing_is_fetched_either(
        self, strange: Stranger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """git before 2.39.4 does not know GIT_NO_LAZY_FETCH."""
        older = f'unset GIT_NO_LAZY_FETCH; exec {shutil.which("git")} "$@"'
        script(tmp_path / "bin" / "git", older)
        path = f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"
        answer = piped("show", "--at", "HEAD~1", folder=strange.root, PATH=path)
        assert answer.code == 4
        assert "git fetch --refetch --no-filter" in answer.err
        assert strange.ran() == set()

    def test_what_the_hint_says_helps(self, partial: Stranger) -> None:
        asked = ("show", "--at", "HEAD~1")
        answer = piped(*asked, folder=partial.root)
        assert answer.code == 4
        partial.git(*answer.err.rpartition("git ")[2].split())
        assert piped(*asked, folder=partial.root).code == 0


@pytest.fixture
def hidden_in_plain_sight(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stranger:
    """A folder that is a bare repository by its files alone, with the record as its work tree."""
    isolate(monkeypatch, tmp_path / "own-home")
    tree = Stranger.start(tmp_path / "unpacked")
    begun(tree)
    for file in (tree.root / ".git").iterdir():
        file.rename(tree.root / file.name)
    (tree.root / ".git").rmdir()
    tree.set(core_bare="false", core_worktree=".", core_fsmonitor=tree.program("fsmonitor"))
    tree.touch()
    return tree


def test_a_repository_without_a_git_folder_runs_nothing(
    hidden_in_plain_sight: Stranger, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = hidden_in_plain_sight
    tree.git("status")
    assert tree.ran() == {"fsmonitor"}
    monkeypatch.chdir(tree.root)
    for typed in HERE:
        run(list(typed))
    assert tree.ran() == set()


Doing = Callable[[Stranger], object]


@pytest.mark.parametrize("name", ["pre-commit", "clean", "sign"])
def test_a_commit_runs_what_git_commit_would(stranger: Stranger, name: str) -> None:
    """The other side of it: who commits wants the hooks, the filters and the signature."""
    stranger.set(commit_gpgSign="true")
    stranger.write(UNION, (stranger.root / UNION).read_text(encoding="utf-8") + "# again\n")
    assert run(["commit"]) in (0, 4)
    assert name in stranger.ran()
