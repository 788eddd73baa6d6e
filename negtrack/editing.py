"""The user's own editor: which it is, how it is opened at a line, and waited for."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path

from negtrack.problems import Stop

_PLUS = (
    *("vi", "vim", "nvim", "gvim", "nano", "pico", "emacs", "emacsclient", "micro", "kak", "joe"),
    *("ne", "mg", "mcedit", "gedit", "kate", "jed"),
)
"""Editors that take the line as `+LINE`, before the file."""

_GOTO = ("code", "code-insiders", "codium", "cursor", "windsurf")
"""Editors that take `--goto FILE:LINE`, and return at once unless they are told to wait."""

_COLON = ("subl", "zed", "hx", "helix")
"""Editors that take `FILE:LINE`."""


def arguments(editor: str, path: Path, line: int) -> list[str]:
    """What to run, to have a file opened at a line where the editor is known to do so."""
    command = shlex.split(editor)
    name = Path(command[0]).name if command else ""
    if name in _PLUS:
        return [*command, f"+{line}", str(path)]
    wait = ["--wait"] if name in (*_GOTO, "subl", "zed") and "--wait" not in command else []
    if name in _GOTO:
        return [*command, *wait, "--goto", f"{path}:{line}"]
    return [*command, *wait, f"{path}:{line}" if name in _COLON else str(path)]


def chosen() -> str:
    """The editor that the user has chosen: $VISUAL, $EDITOR, or else vi."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or shutil.which("vi") or ""
    if not editor.strip():
        raise Stop("there is no editor to open", "say which: EDITOR=nano negtrack …")
    return editor


def open_at(path: Path, line: int) -> None:
    """Open a file in the editor, and wait until it is closed."""
    editor = chosen()
    try:
        done = subprocess.run(arguments(editor, path, line), check=False)
    except (OSError, ValueError) as error:
        told = getattr(error, "strerror", None) or error
        raise Stop(f"the editor '{editor}' cannot be run: {told}", "set $EDITOR") from None
    if done.returncode != 0:
        raise Stop(f"the editor ended with exit code {done.returncode}", f"see {path}")
