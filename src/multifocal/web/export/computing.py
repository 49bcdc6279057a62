"""Computes what /inside shows, beforehand and in several processes."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from functools import partial
from typing import Final

from multifocal.orphaned import end_with_parent
from multifocal.web.inside.precomputed import precompute_close_ups, precompute_place
from multifocal.web.inside.state import Grid

Progress = Callable[[int, int], None]
"""Is told how many of how many parts are done."""
FEW: Final = 5
"""So many parts are computed sooner than other processes start."""


def precompute_answers(
    grid: Grid, languages: tuple[str, ...], progress: Progress
) -> dict[str, bytes]:
    """Every file of the grid and of the close-up by its name."""
    total = len(grid.places) + 1
    made: dict[str, bytes] = {}
    if total <= FEW:
        for done, place in enumerate(grid.places, start=1):
            made |= precompute_place(place, grid, languages)
            progress(done, total)
        return dict(sorted((made | precompute_close_ups(languages)).items()))
    with _pool() as pool:
        work = partial(precompute_place, grid=grid, languages=languages)
        with _deaf_to_keys():  # which starts the processes
            jobs = [pool.submit(precompute_close_ups, languages)]
            jobs += [pool.submit(work, place) for place in grid.places]
        progress(0, total)
        for done, job in enumerate(as_completed(jobs), start=1):
            made |= job.result()
            progress(done, total)
    return dict(sorted(made.items()))


@contextmanager
def _pool() -> Iterator[ProcessPoolExecutor]:
    """One process a core, each with one thread; none is left behind, however this ends."""
    before = os.environ.get(_THREADS)
    os.environ[_THREADS] = "1"
    pool = ProcessPoolExecutor(
        _cores(), multiprocessing.get_context("spawn"), initializer=end_with_parent
    )
    try:
        yield pool
    except BaseException:
        for one in list(pool._processes.values()):  # nothing that they make is wanted any more
            one.terminate()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        if before is None:
            del os.environ[_THREADS]
        else:
            os.environ[_THREADS] = before


_THREADS = "NUMBA_NUM_THREADS"


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _deaf_to_keys() -> Iterator[None]:
    """Ctrl-C reaches every process of a terminal. Those that are started here never hear it; this
    one, which ends them, hears it again afterwards."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
