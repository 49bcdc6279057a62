"""Ctrl-C while worker processes are being started: it waits until they are there.

It reaches every process of a terminal at once. A worker that is still importing, and Dask while it
waits for one, answer it with pages of tracebacks; a worker that is there leaves it to the process
that began it.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker
from types import FrameType


@contextmanager
def interrupts_wait() -> Iterator[None]:
    """Until the end of the block, KeyboardInterrupt is put off to it, and processes and threads
    that are started meanwhile never see Ctrl-C. A second one is not put off."""
    if threading.current_thread() is not threading.main_thread():
        yield  # nothing is interrupted there
        return
    came = False

    def note(number: int, frame: FrameType | None) -> None:
        nonlocal came
        if came:
            signal.default_int_handler(number, frame)
        came = True

    before = signal.signal(signal.SIGINT, note)
    masks = hasattr(signal, "pthread_sigmask")  # not on Windows
    if masks:
        resource_tracker.ensure_running()  # whose start with the first process takes off the mask
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        if masks:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        signal.signal(signal.SIGINT, before)
    if came:
        raise KeyboardInterrupt
