"""A small record with one hostile file, and the program run on it within hard limits."""

import os
import resource
import subprocess
from pathlib import Path

from program import COMMAND, ROOT, Answer

HEAD = """\
title: The river talks
parties: {north: {name: North}, south: {name: South}}
issues:
  pay: {title: Pay, scale: quantity, unit: coins}
  start: {title: Start, scale: quantity, unit: date}
  wording: {title: Wording, scale: text}
"""
FILE = "positions/talks/r1/north.yaml"
_MEMORY, _SECONDS = 2 << 30, 60


def talks(root: Path, raw: bytes | None = None) -> Path:
    """Write the record, with these bytes as what North said; the path of that file."""
    file = root / FILE
    file.parent.mkdir(parents=True)
    (root / "positions/talks/negotiation.yaml").write_text(HEAD, encoding="utf-8")
    (file.parent / "round.yaml").write_text("date: 2025-01-01\n", encoding="utf-8")
    (file.parent / "south.yaml").write_text("positions: {pay: 3}\n", encoding="utf-8")
    if raw is not None:
        file.write_bytes(raw)
    return file


def run(root: Path, *arguments: str) -> Answer:
    """Run the program; it is ended where it takes far more than it may."""
    told = subprocess.run(
        [*COMMAND, *arguments],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
        stdin=subprocess.DEVNULL,
        timeout=120,
        preexec_fn=_limit,
    )
    return Answer(told.returncode, told.stdout.decode(), told.stderr.decode())


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
