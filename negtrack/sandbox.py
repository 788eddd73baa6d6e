"""A process of its own for queries: it can reach nothing, and is ended where it does not end.

The queries may be somebody else's. DuckDB is told to open nothing, and the system to let this
process open nothing: once it is ready it has no environment, no folder, no streams, and may open no
file or socket, write nothing, and use no more than so much memory. Where a system has no such
limits (Windows), DuckDB's own locks are what is left.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import TracebackType

from negtrack.query import LONGEST, Answer, Filling, Layout, Limits, Refusal

_OWN = 2 << 30
"""The bytes that the library itself and an answer on its way take beside the query's."""


class Sandbox:
    """Tables in a process of their own, which is started when it is needed; `with` ends it."""

    def __init__(self, tables: Sequence[Layout], limits: Limits) -> None:
        self._tables, self._limits = tables, limits
        self._fillings: list[Filling] = []
        self._running: tuple[BaseProcess, Connection] | None = None

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()

    def fill(self, fillings: Iterable[Filling]) -> None:
        """Put rows into tables, each of which must have none yet."""
        new = list(fillings)
        self._fillings += new
        if self._running is not None:
            with suppress(OSError):  # it has ended, which the next query will find out
                self._tell(*new)

    def ask(self, sql: str) -> Answer | Refusal:
        """What a query comes to. Where it takes too long, or is interrupted, the process ends."""
        if len(sql) > LONGEST:
            return Refusal(f"the query has more than {LONGEST:,} characters", "ask for less")
        if any("\ud800" <= letter <= "\udfff" for letter in sql):
            return Refusal("the query is not written in UTF-8", "type or save it as UTF-8")
        try:
            here = self._started()
            here.send(sql)
            if here.poll(self._limits.seconds):
                found: Answer | Refusal = here.recv()
                return found
            told = f"the query takes longer than {self._limits.seconds:g} seconds"
        except (EOFError, OSError):
            told = "DuckDB ended without an answer, perhaps for want of memory"
        except BaseException:
            self._end()
            raise
        self._end()
        return Refusal(told, "ask for less, or give it more time: --seconds 600")

    def _started(self) -> Connection:
        if self._running is None:
            context = get_context("spawn")
            here, there = context.Pipe()
            given = (there, self._tables, self._limits)
            process = context.Process(target=_serve, args=given, daemon=True)
            with _undisturbed():
                process.start()
            there.close()
            self._running = process, here
            self._tell(*self._fillings)
        return self._running[1]

    def _tell(self, *fillings: Filling) -> None:
        assert self._running is not None
        for filling in fillings:
            self._running[1].send(filling)

    def _end(self) -> None:
        if self._running is not None:
            process, here = self._running
            self._running = None
            here.close()
            process.kill()
            process.join()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Start a process that Ctrl-C does not reach, not even before its first line.

    A helper of multiprocessing comes with the first of them, and lets Ctrl-C in again once it is
    started: so it is started before.
    """
    if not hasattr(signal, "pthread_sigmask"):  # on Windows
        yield
        return
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(there: Connection, tables: Sequence[Layout], limits: Limits) -> None:
    """Answer queries until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asked ends this, if it has to end
    os.environ.clear()
    from negtrack.duck import Database  # noqa: PLC0415  # loaded here, and in no other process

    _leave()
    database = Database(tables, limits)
    _close_in(limits.memory + _OWN)
    with suppress(EOFError, OSError):
        while True:
            asked: Filling | str = there.recv()
            if isinstance(asked, Filling):
                database.fill(asked)
            else:
                _send(there, database.answer(asked))


def _send(there: Connection, found: Answer | Refusal) -> None:
    try:
        there.send(found)
    except MemoryError:
        there.send(Refusal("the answer takes more memory than it may", "ask for less"))


def _leave() -> None:
    """Leave the folder and the streams."""
    os.chdir(os.sep)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nowhere, stream)
    os.close(nowhere)


def _close_in(memory: int) -> None:
    """Give up the right to open anything, to write to files, and to take more memory."""
    try:
        import resource  # noqa: PLC0415  # not everywhere there
    except ImportError:  # Windows has no such limits
        return
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 0),
    ):
        with suppress(ValueError, OSError):  # a system need not have each of them
            resource.setrlimit(what, (most, most))
