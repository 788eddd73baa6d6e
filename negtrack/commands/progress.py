"""What a terminal shows while something takes long; a pipe or a file never sees any of it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from threading import Timer

    from rich.progress import Progress as Bar

PATIENCE = 1.0
"""The seconds after which it is shown that something is done."""

Taken = TypeVar("Taken")
Taking = Callable[[str, bytes], Taken]


class Progress:
    """A bar on stderr, from a second on and for as long as `with` lasts; in a terminal only.

    Whoever can count what is done says so with `each`; else it shows that something is.
    """

    def __init__(self, doing: str) -> None:
        self._doing = doing
        self._done, self._many = 0, 0
        self._timer: Timer | None = None
        self._bar: Bar | None = None

    def __enter__(self) -> Progress:
        if sys.stderr.isatty():
            from threading import Timer

            self._timer = Timer(PATIENCE, self._show)
            self._timer.daemon = True
            self._timer.start()
        return self

    def __exit__(self, *_error: object) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer.join()
        if self._bar is not None:
            self._bar.stop()

    def each(
        self, many: int, taking: Callable[[str, bytes], Taken]
    ) -> Callable[[str, bytes], Taken]:
        """The same function, which is called `many` times in all, counted."""
        if self._timer is None:
            return taking
        self._done, self._many = 0, many

        def counted(name: str, held: bytes) -> Taken:
            self.count(1)
            return taking(name, held)

        return counted

    def count(self, done: int) -> None:
        """So many more are done."""
        self._done += done
        self._update()

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as Bar

        columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), BarColumn())
        bar = Bar(
            *(*columns, TimeElapsedColumn()),
            console=Console(stderr=True),
            transient=True,
            redirect_stdout=False,  # or an answer that is laid out meanwhile finds no terminal
        )
        bar.add_task(self._doing, total=None)
        bar.start()
        self._bar = bar
        self._update()

    def _update(self) -> None:
        """Say how much is done; nothing more to count once all is."""
        if self._bar is None:
            return
        counting = self._done < self._many
        told = f"reading {self._many} files" if counting else self._doing
        self._bar.update(
            self._bar.task_ids[0],
            description=told,
            total=self._many if counting else None,
            completed=self._done,
        )
