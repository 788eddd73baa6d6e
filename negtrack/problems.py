"""The two kinds of failure a user can cause: a Problem in what was written, a Stop of a command."""

from __future__ import annotations

from typing import Literal, NamedTuple

Level = Literal["error", "warning"]

DONE, FINDINGS, USAGE, UNREADABLE, GIT_REFUSED, BUG, INTERRUPTED = 0, 1, 2, 3, 4, 70, 130
"""The exit codes of every command, in the order of their numbers."""


WARNINGS = frozenset(
    {
        "accepts-and-rejects",
        "bloc-contradiction",
        "both-sides",
        "coded-twice",
        "cut-text",
        "import-differing-power",
        "lonely-condition",
        "long-quote",
        "no-source",
        "other-date",
        "same-date",
        "unspoken-issue",
    }
)
"""The codes that do not keep a record from being used; every other is an error."""


class Place(NamedTuple):
    """Where something stands: a file of the record, and line and column in it, both from 1.

    `file` is the path that the user would type, with forward slashes.
    """

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Problem(NamedTuple):
    """A fault in what someone wrote: never raised, always collected with all the others.

    `code` is permanent and listed by `negtrack rules`; `hint` is what to do next, or empty.
    `related` are the other places that a reader has to see, where a fault lies between several.
    """

    code: str
    place: Place
    message: str
    hint: str = ""
    related: tuple[Place, ...] = ()

    @property
    def level(self) -> Level:
        """Whether the record can be used all the same."""
        return "warning" if self.code in WARNINGS else "error"

    @property
    def told(self) -> str:
        """The message with the hint and the related places, without the place and the code."""
        others = ", ".join(map(str, self.related))
        parts = (self.message, self.hint, others and f"see {others}")
        return "; ".join(part for part in parts if part)


class Stop(Exception):
    """The command cannot go on: one sentence, a hint (the next command to type), an exit code.

    `problems` are the faults of a record that cannot be used, all of them.
    """

    def __init__(
        self,
        sentence: str,
        hint: str = "",
        code: int = USAGE,
        problems: tuple[Problem, ...] = (),
    ) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint
        self.code = code
        self.problems = problems
        if hint:
            self.add_note(hint)  # so that a traceback of the API shows it
