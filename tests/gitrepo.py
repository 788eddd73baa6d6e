"""Real git repositories in temporary folders, and a git that reads nothing of the real home."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

CONFIG = """\
[user]
    name = Ada
    email = ada@example.org
[init]
    defaultBranch = main
[core]
    editor = false
[protocol "file"]
    allow = always
"""


def isolate(monkeypatch: pytest.MonkeyPatch, home: Path) -> Path:
    """Let git see this home only, and no variable of its own; return its configuration file."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    home.mkdir()
    config = home / ".gitconfig"
    config.write_text(CONFIG)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "xdg"))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(home.parent.resolve()))
    monkeypatch.setenv("LC_ALL", "C")
    return config


def write(file: Path, text: str) -> None:
    """Write a file, and the folders that it needs."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def script(file: Path, *lines: str) -> Path:
    """Write a shell script that can be run."""
    write(file, "\n".join(("#!/bin/sh", *lines, "")))
    file.chmod(0o755)
    return file


class WorkTree:
    """A work tree, with what a test wants to do to it and to know of it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @classmethod
    def start(cls, root: Path, *options: str) -> WorkTree:
        """A repository without any commit."""
        root.mkdir(parents=True)
        tree = cls(root)
        tree.git("init", "-q", *options)
        return tree

    def git(self, *arguments: str, fails: bool = False) -> str:
        """What git answers, bytes that are not UTF-8 escaped; it must do (or fail, where said)."""
        env = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith("GIT_") or name.startswith("GIT_CONFIG_")
        }
        command = ["git", "-C", str(self.root), *arguments]
        run = subprocess.run(command, capture_output=True, env=env, check=False)
        assert (run.returncode != 0) == fails, os.fsdecode(run.stdout + run.stderr)
        return os.fsdecode(run.stdout)

    def write(self, path: str, text: str = "text\n") -> None:
        """Write a file of the work tree."""
        write(self.root / path, text)

    def save(self, **files: str) -> None:
        """Write files, here `a_yaml` for `a.yaml`, and commit them."""
        for name, text in files.items():
            self.write(name.replace("_", "."), text)
        self.git("add", ".")
        self.git("commit", "-q", "-m", " ".join(files))

    def hook(self, name: str, *lines: str) -> Path:
        """Install a hook, a shell script."""
        return script(self.root / ".git" / "hooks" / name, *lines)

    def staged(self) -> tuple[str, str]:
        """All that the index says: its entries, and how they differ from HEAD and from the disk."""
        status = self.git("status", "--porcelain=v2", "-z", "-uall", "--no-renames")
        return self.git("ls-files", "--stage", "-z"), status

    def head(self) -> str:
        """The full hash of HEAD, empty on an unborn branch."""
        return self.git("rev-parse", "-q", "--verify", "HEAD^0", fails=not self.born()).strip()

    def born(self) -> bool:
        """Whether there is a commit."""
        return bool(self.git("rev-list", "-n1", "--all").strip())

    def committed(self, commit: str = "HEAD") -> list[str]:
        """What a commit did: `M a.yaml`, in order."""
        show = ("show", "--format=", "--name-status", "--no-renames", "-z", commit)
        fields = iter(self.git(*show).split("\0")[:-1])
        return sorted(f"{letter} {path}" for letter, path in zip(fields, fields, strict=True))

    def text(self, path: str, commit: str = "HEAD") -> str:
        """A file as in a commit; as in the index where the commit is empty."""
        return self.git("cat-file", "blob", f"{commit}:{path}")

    def message(self) -> str:
        """The message of the last commit, as git keeps it."""
        return self.git("cat-file", "commit", "HEAD").partition("\n\n")[2]
