"""Files as in the last commit, whatever their names and contents."""

from __future__ import annotations

from pathlib import Path

import pytest
from gitrepo import WorkTree, isolate

from negtrack.git.committed import committed
from negtrack.git.program import Repository

NAMES = ("a.yaml", "sub/ü b.yaml", "new\nline.yaml", "-x.yaml", "raw\udcff.yaml", ":(top)y.yaml")


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WorkTree:
    isolate(monkeypatch, tmp_path / "own-home")
    return WorkTree.start(tmp_path / "work")


def test_before_the_first_commit_there_are_none(tree: WorkTree) -> None:
    tree.write("a.yaml")
    tree.git("add", ".")
    assert committed(Repository(tree.root), {"a.yaml"}) == {}


def test_as_in_the_last_commit_and_not_as_on_disk(tree: WorkTree) -> None:
    for name in NAMES:
        tree.write(name, f"{name.encode('utf-8', 'replace')!r}\n\n")
    tree.write("empty.yaml", "")
    tree.git("add", ".")
    tree.git("commit", "-q", "-m", "all")
    wanted = {name: (tree.root / name).read_bytes() for name in (*NAMES, "empty.yaml")}
    tree.write("a.yaml", "otherwise")
    (tree.root / "-x.yaml").unlink()
    tree.git("add", "a.yaml")
    assert committed(Repository(tree.root), {*NAMES, "empty.yaml", "missing.yaml"}) == wanted


def test_none_are_none_and_a_link_is_where_it_leads(tree: WorkTree) -> None:
    (tree.root / "link.yaml").symlink_to("a.yaml")
    tree.git("add", ".")
    tree.git("commit", "-q", "-m", "link")
    assert committed(Repository(tree.root), set()) == {}
    assert committed(Repository(tree.root), {"link.yaml"}) == {"link.yaml": b"a.yaml"}
