"""The scripts with which shells ask for completions, and what can be typed (`commands.json`)."""

from __future__ import annotations

from pathlib import Path

NAMES = ("bash", "zsh", "fish")
"""The shells that there is a script for."""


def script(shell: str) -> str:
    """The script of a shell."""
    return (Path(__file__).parent / f"negtrack.{shell}").read_text(encoding="utf-8")


def commands() -> bytes:
    """What can be typed, as `negtrack.spelling` makes it."""
    return (Path(__file__).parent / "commands.json").read_bytes()
