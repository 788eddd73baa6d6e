"""Files that are judged by themselves, on as many cores as there are where that pays."""

from __future__ import annotations

import gc
import marshal
import os
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress

from negtrack.contents import Files
from negtrack.heard import Kept, Occasion, packed
from negtrack.judging import judge

WORTH_IT = 3 << 20
"""The bytes from which on other processes earn what it takes to begin them (see benchmarks/)."""

Judged = dict[str, Kept | None]
"""What each file says; None for one in which something is wrong by itself."""

Asked = Sequence[tuple[Occasion, Files]]


def available() -> int:
    """On how many cores this process may run."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def judged(asked: Asked, cores: int, counted: Callable[[int], object]) -> Iterator[Judged]:
    """What the files of each round say, in order; `counted` is told how many are done each time."""
    size = sum(files.size for _, files in asked)
    if cores < 2 or size < WORTH_IT:
        for occasion, files in asked:
            yield _one_by_one(occasion, files)
            counted(len(files))
        return
    yield from _on_all(asked, cores, counted)


def _one_by_one(occasion: Occasion, files: Mapping[str, bytes]) -> Judged:
    found: Judged = {}
    for file, raw in files.items():
        heard = judge(occasion, file, raw)
        found[file] = packed(heard) if heard else None
    return found


def _on_all(asked: Asked, cores: int, counted: Callable[[int], object]) -> Iterator[Judged]:
    """The same by other processes; by this one where there can be none, or one of them is killed.

    They are begun afresh: a copy of this one might hold a lock.
    """
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415  # long to load
    from multiprocessing import get_context  # noqa: PLC0415  # and rarely needed

    done = 0
    with suppress(OSError, ImportError, RuntimeError), ExitStack() as stack:
        pool = ProcessPoolExecutor(cores, get_context("spawn"), _begin)
        stack.callback(pool.shutdown, cancel_futures=True)
        work = ((occasion, dict(files)) for occasion, files in asked)
        for told in pool.map(_judged, *zip(*work, strict=True)):
            yield marshal.loads(told)
            counted(len(asked[done][1]))
            done += 1
    yield from judged(asked[done:], 1, counted)


def _begin() -> None:
    """Search for no garbage, as the process ends soon; and end at once with Ctrl-C."""
    gc.disable()
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _judged(occasion: Occasion, files: Mapping[str, bytes]) -> bytes:
    found = _one_by_one(occasion, files)
    return marshal.dumps({file: one and tuple(one) for file, one in found.items()})
