"""Hooks that hang, talk without end, change files or refuse, as `negtrack commit` meets them."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest
from gitrepo import WorkTree, isolate
from program import COMMAND, ROOT, Answer, piped

WAGES = ROOT / "tests" / "records" / "wages" / "positions"
LAST = "positions/wages-2026/2026-03-02"
UNION, NEW = f"{LAST}/union.yaml", f"{LAST}/southport.yaml"
STARTED = 60
"""Seconds within which a hook begins, on whatever machine."""


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WorkTree:
    """A record with a file that is edited and a new one, and something else that is staged."""
    isolate(monkeypatch, tmp_path / "own-home")
    tree = WorkTree.start(tmp_path / "talks")
    shutil.copytree(WAGES, tree.root / "positions")
    tree.save(notes_md="one\n")
    tree.write(UNION, (tree.root / UNION).read_text(encoding="utf-8") + "# again\n")
    tree.write(NEW, "positions: {pay: 4}\n")
    tree.write("notes.md", "two\n")
    tree.git("add", "notes.md")
    return tree


def state(tree: WorkTree) -> tuple[object, ...]:
    """All that must be as it was where nothing was committed."""
    files = {path: path.read_bytes() for path in (tree.root / "positions").rglob("*.yaml")}
    return files, tree.head(), tree.staged(), (tree.root / ".git/index.lock").exists()


@pytest.mark.parametrize("hook", ["pre-commit", "prepare-commit-msg", "commit-msg"])
@pytest.mark.parametrize("group", [True, False])
def test_a_hook_that_hangs_is_ended_by_ctrl_c(tree: WorkTree, hook: str, group: bool) -> None:
    """In a terminal all of a group are told; `kill` tells negtrack alone, which tells git."""
    began = tree.root.parent / "began"
    tree.hook(hook, f"echo $$ > '{began}.new' && mv '{began}.new' '{began}'", "exec sleep 300")
    before = state(tree)
    process = subprocess.Popen(
        [*COMMAND, "commit"],
        cwd=tree.root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        until = time.monotonic() + STARTED
        while not began.exists() and time.monotonic() < until:
            time.sleep(0.05)
        assert began.exists()
        (os.killpg if group else os.kill)(process.pid, signal.SIGINT)
        _, told = process.communicate(timeout=STARTED)
    finally:
        process.kill()
        with suppress(OSError):
            os.kill(int(began.read_text()), signal.SIGKILL)
    assert (process.returncode, b"Traceback" in told) == (130, False), told
    assert state(tree) == before


def test_a_hook_that_prints_without_end_takes_no_memory(tree: WorkTree) -> None:
    """Of 300 MB of words the last are shown, by a program that may not have as much."""
    tree.hook(
        "pre-commit", "head -c 300000000 /dev/zero | tr '\\0' x >&2", "echo; echo no", "exit 1"
    )
    before = state(tree)
    told = subprocess.run(
        [*COMMAND, "commit", "-m", "moves"],
        cwd=tree.root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
        stdin=subprocess.DEVNULL,
        timeout=300,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (250 << 20, 250 << 20)),
    )
    assert told.returncode == 4, told.stderr[-2000:]
    assert told.stderr.decode().splitlines()[-2] == "no"
    assert len(told.stderr) < 10_000
    assert state(tree) == before


def commit(tree: WorkTree) -> Answer:
    return piped("commit", folder=tree.root)


def test_a_hook_that_changes_a_file_changes_it_on_the_disk_alone(tree: WorkTree) -> None:
    """git has taken the file by then; so the next commit finds it."""
    tree.hook("pre-commit", f"echo '# by a hook' >> {UNION}")
    assert commit(tree).code == 0
    assert "by a hook" not in tree.text(UNION)
    assert tree.committed() == [f"A {NEW}", f"M {UNION}"]
    tree.hook("pre-commit", "exit 0")
    assert commit(tree).code == 0
    assert tree.text(UNION).endswith("# by a hook\n")


def test_a_hook_that_stages_a_file_has_it_committed_as_git_would(tree: WorkTree) -> None:
    tree.hook("pre-commit", f"echo '# by a hook' >> {UNION}", f"git add {UNION}")
    assert commit(tree).code == 0
    assert tree.text(UNION).endswith("# by a hook\n")
    assert tree.text("notes.md") == "one\n"


@pytest.mark.parametrize(
    "does",
    [f"git rm -q --cached {LAST}/northport.yaml", f"rm {LAST}/northport.yaml", "git reset -q"],
)
def test_a_hook_that_harms_and_refuses_leaves_no_commit(tree: WorkTree, does: str) -> None:
    """What a hook does to files is the user's own doing, and stays; no commit comes of it."""
    tree.hook("pre-commit", does, "echo not today", "exit 1")
    before = tree.head()
    answer = commit(tree)
    assert answer.code == 4
    assert "not today" in answer.err
    assert tree.head() == before
    assert (tree.root / UNION).read_text(encoding="utf-8").endswith("# again\n")
