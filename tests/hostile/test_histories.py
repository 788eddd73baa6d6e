"""Commits and trees that no git would make: they are read as far as they go, or refused."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from gitrepo import WorkTree, isolate
from program import ROOT

from negtrack.cli import run

WAGES = ROOT / "tests" / "records" / "wages" / "positions"
TALKS = "positions/wages-2026"
UNION = f"{TALKS}/2026-03-02/union.yaml"
WHO = "Ada <ada@example.org> 1700000000 +0000"
SIGNED = f"author {WHO}\ncommitter {WHO}\n"
LATE = "99999999999999999999 +9999"

ASKED = (
    ("show", "--at", "HEAD"),
    ("log",),
    ("blame", "union", "pay"),
    ("report", "-o", "../report.html"),
    ("commit", "--dry-run"),
    ("commit", "--undo", "--dry-run"),
)

COMMITS = {
    "no author": f"committer {WHO}\n\nx\n",
    "no committer": f"author {WHO}\n\nx\n",
    "nobody": "\n",
    "no date": "author Ada <a@b>\ncommitter Ada <a@b>\n\nx\n",
    "a date beyond time": f"author A <a@b> {LATE}\ncommitter A <a@b> {LATE}\n\nx\n",
    "a date before time": "author A <a@b> -5 +0000\ncommitter A <a@b> -5 +0000\n\nx\n",
    "an author who commands": f"author \x1b[31mA\x07 <a@b> 17 +0\ncommitter {WHO}\n\n\x1b]0;\x07\n",
    "characters that end": f"author A\0B <a@b> 17 +0000\ncommitter {WHO}\n\nsub\0ject\n",
    "an unknown encoding": f"{SIGNED}encoding nonsense\n\nx\n",
    "an encoding that hides": f"{SIGNED}encoding utf-7\n\na+AAA-b+ABs-[31m\n",
    "an endless subject": f"{SIGNED}\n{'x' * 1_000_000}\n",
    "a parent twice": f"parent PARENT\n{SIGNED}\nx\n",
    "a hundred parents": "parent PARENT\n" * 100 + f"{SIGNED}\nx\n",
    "a parent that is a tree": f"parent TREE\n{SIGNED}\nx\n",
}
"""What follows the tree and the first parent of a commit."""

BLOB, FOLDER, COMMIT, NULL = "BLOB", "FOLDER", "COMMIT", "NULL"

TREES: dict[str, tuple[tuple[str, bytes, str], ...]] = {
    "a folder twice": (("40000", b"2026-03-02", FOLDER), ("40000", b"2026-03-02", FOLDER)),
    "folders that lead out": (("40000", b"..", FOLDER), ("40000", b".git", FOLDER)),
    "names that lead out": (("100644", b"../../../etc/x.yaml", BLOB), ("100644", b"/x.yaml", BLOB)),
    "names that end": (("100644", b"a\nb.yaml", BLOB), ("100644", b"\xff\x1b[31m.yaml", BLOB)),
    "no name": (("100644", b"", BLOB),),
    "modes of no file": (("0", b"a.yaml", BLOB), ("777777", b"b.yaml", BLOB)),
    "a link and a module": (("120000", b"a.yaml", BLOB), ("160000", b"b.yaml", COMMIT)),
    "a file as a folder": (("40000", b"2026-03-02", BLOB),),
    "a folder as a file": (("100644", b"x.yaml", FOLDER),),
    "a commit as a file": (("100644", b"x.yaml", COMMIT),),
    "nothing as a file": (("100644", b"x.yaml", NULL),),
}
"""What a negotiation's folder holds besides its head."""


class Histories(WorkTree):
    """A record with a commit, and another that is made of bytes."""

    def made(self, kind: str, raw: bytes) -> str:
        """The name of an object of these bytes, whatever they are."""
        asked = ("hash-object", "-t", kind, "-w", "--literally", "--stdin")
        told = subprocess.run(
            ["git", "-C", str(self.root), *asked], input=raw, capture_output=True, check=True
        )
        return told.stdout.decode().strip()

    def named(self, what: str) -> str:
        """The hash of something in the first commit."""
        return self.git("rev-parse", what).strip()

    def put(self, commit: str) -> None:
        """Have the branch end with a commit of these words, as git itself would refuse to."""
        name = self.made("commit", commit.encode())
        (self.root / ".git/refs/heads/main").write_text(f"{name}\n")


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Histories:
    isolate(monkeypatch, tmp_path / "own-home")
    tree = Histories.start(tmp_path / "talks")
    assert isinstance(tree, Histories)
    shutil.copytree(WAGES, tree.root / "positions")
    tree.git("add", ".")
    tree.git("commit", "-q", "-m", "one")
    monkeypatch.chdir(tree.root)
    return tree


def answers(capsys: pytest.CaptureFixture[str]) -> set[int]:
    """With which codes all that asks git ends; nothing is a bug or commands a terminal."""
    codes = set()
    for typed in ASKED:
        code = run(list(typed))
        said = "".join(capsys.readouterr())
        assert code in (0, 2, 3, 4), (typed, said)
        assert not {"\x1b", "\x07", "\0", "\u202e"} & set(said), (typed, said)
        codes.add(code)
    return codes


@pytest.mark.parametrize("kind", COMMITS)
def test_a_commit_of_any_words_is_read_or_refused(
    tree: Histories, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    first = tree.named("HEAD")
    text = (tree.root / UNION).read_text(encoding="utf-8")
    tree.write(UNION, text.replace("value: 8", "value: 7"))
    tree.git("add", ".")
    held = tree.git("write-tree").strip()
    words = COMMITS[kind].replace("PARENT", first).replace("TREE", held)
    tree.put(f"tree {held}\nparent {first}\n{words}")
    answers(capsys)


@pytest.mark.parametrize("kind", TREES)
def test_a_tree_of_any_names_is_read_or_refused(
    tree: Histories, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    first = tree.named("HEAD")
    names = {
        BLOB: tree.named(f"HEAD:{UNION}"),
        FOLDER: tree.named(f"HEAD:{TALKS}/2026-03-02"),
        COMMIT: first,
        NULL: "0" * 40,
    }
    head = ("100644", b"negotiation.yaml", tree.named(f"HEAD:{TALKS}/negotiation.yaml"))
    entries = [(mode, name, names[what]) for mode, name, what in TREES[kind]]
    folder = _tree(tree, *entries, head)
    folder = _tree(tree, ("40000", b"wages-2026", folder))
    folder = _tree(tree, ("40000", b"positions", folder))
    tree.put(f"tree {folder}\nparent {first}\n{SIGNED}\nx\n")
    before = sorted(tree.root.parent.rglob("*.yaml"))
    assert answers(capsys) & {3, 4}
    assert sorted(tree.root.parent.rglob("*.yaml")) == before


def _tree(tree: Histories, *entries: tuple[str, bytes, str]) -> str:
    raw = (mode.encode() + b" " + name + b"\0" + bytes.fromhex(of) for mode, name, of in entries)
    return tree.made("tree", b"".join(raw))
