"""Share a batch of fibers out over the cores, with progress, and so that Ctrl-C stops it."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from contextvars import ContextVar

Progress = Callable[[int, int], None]

FEWEST, MOST = 16, 512
"""Fibers in one share: whole vectors, and not so many that Ctrl-C or progress has to wait."""

WORTH_A_THREAD = 4000
"""Nodes of all fibers together that make a second thread worth its start."""


_alone: ContextVar[bool] = ContextVar("alone", default=False)


@contextmanager
def one_thread() -> Iterator[None]:
    """Within it, what this thread asks for is computed by it alone, whatever the cores.

    For processes that share a machine out among themselves; and since fibers are solved in groups,
    in single precision, numbers then do not depend on how many cores there are, not in the last
    digit either.
    """
    before = _alone.set(True)
    try:
        yield
    finally:
        _alone.reset(before)


def shares(count: int, workers: int) -> list[slice]:
    """Slices of 0 ... count, as equal as whole vectors of fibers allow."""
    each = -(-count // (workers * FEWEST)) * FEWEST
    each = min(max(each, FEWEST), MOST)
    return [slice(first, min(first + each, count)) for first in range(0, count, each)]


def share_out(
    work: Callable[[slice], None],
    count: int,
    progress: Progress | None = None,
    workers: int | None = None,
    nodes: int = 1000,
) -> None:
    """Call work(slice) for every share of `count` fibers; compiled code releases the GIL.

    Small batches (by their number of nodes) stay in the caller's thread, where they are sooner.

    progress(fibers done, count) is called in the caller's thread. What a share raises is raised
    here; that, or Ctrl-C, drops the shares not yet begun.
    """
    if _alone.get():
        workers = 1
    workers = min(workers or cores(), max(1, count * nodes // WORTH_A_THREAD))
    parts = shares(count, workers)
    done = 0
    if workers == 1 or len(parts) == 1:
        for part in parts:
            work(part)
            done += part.stop - part.start
            if progress:
                progress(done, count)
        return
    with ThreadPoolExecutor(workers) as pool:
        sizes = {pool.submit(work, part): part.stop - part.start for part in parts}
        try:
            for future in as_completed(sizes):
                future.result()
                done += sizes[future]
                if progress:
                    progress(done, count)
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def cores() -> int:
    """Cores that this process may use: fewer than the machine's in a container, or pinned."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
