"""Many files read by several processes, each whole or refused."""

from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path

from workbench.core.drafts import Choices, Draft
from workbench.core.errors import UnreadableFile, WorkbenchError
from workbench.core.garbage import rarely_look_for_garbage
from workbench.core.language import _
from workbench.exchange import transcripts

POOL_FROM = 20
"""From how many files on more than one process reads them."""


Read = Draft | WorkbenchError
"""A file as it was understood, or the reason why it cannot be read."""


def read_all(paths: Sequence[Path], choices: Choices, *, jobs: int = 1) -> Iterator[tuple[Path, Read]]:
    """Yield each file in order with its draft, or the reason why it cannot be read.

    Args:
        paths: the files.
        choices: how they are read.
        jobs: how many processes, where there are at least :data:`POOL_FROM` files.
    """
    if jobs < 2 or len(paths) < POOL_FROM:
        yield from zip(paths, map(_read, paths, repeat(choices)), strict=True)
        return
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_begin)
    try:
        # One file at a time, so that whoever cancels does not wait for those in line.
        yield from zip(paths, pool.map(_read, paths, repeat(choices, len(paths)), chunksize=1), strict=True)
    except BrokenProcessPool:
        raise UnreadableFile(
            _("A process that read files was ended by the system; the files before it are done."),
            hint=_("One of them may be too large for this machine's memory. Go on with --jobs 1."),
        ) from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _begin() -> None:
    """Begin a process as the program begins, and leave interrupts to the parent."""
    rarely_look_for_garbage()
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _read(path: Path, choices: Choices) -> Read:
    try:
        return transcripts.read(path, choices)
    except WorkbenchError as error:
        return error
