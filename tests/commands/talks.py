"""A record begun by the program itself, in a folder of its own."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from program import Answer, piped

BEGUN = (
    *("init", "ports-2026"),
    *("--party", "union=Dockers' union", "--party", "northport=Northport"),
    *("--party", "state=Conciliator:mediator", "--issue", "pay=quantity:%"),
    *("--issue", "cranes=ladder:free,consult,agree", "--issue", "venue=choice:port,town"),
    *("--issue", "wording=text"),
)
SOURCE = ("source", "paper", "--publisher", "The Paper")


class Talks(NamedTuple):
    """A folder with a record, and what is typed there."""

    root: Path

    def run(self, *typed: str, fails: int = 0, **environment: str) -> Answer:
        """Run a command, which must end with this exit code."""
        answer = piped(*typed, folder=self.root, **environment)
        assert answer.code == fails, (answer.out, answer.err)
        return answer

    def file(self, name: str) -> Path:
        """A file of the negotiation."""
        return self.root / "positions" / "ports-2026" / name

    def text(self, name: str) -> str:
        """What stands in a file of the negotiation."""
        return self.file(name).read_bytes().decode()

    def files(self) -> dict[str, bytes]:
        """Everything in the folder, hidden files too."""
        found = (path for path in self.root.rglob("*") if path.is_file())
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in found}


def begun(root: Path) -> Talks:
    """A record with two sides, four issues, a source and a round."""
    root.mkdir(parents=True, exist_ok=True)
    talks = Talks(root)
    for typed in (BEGUN, SOURCE, ("new", "2026-01-12")):
        talks.run(*typed)
    return talks
