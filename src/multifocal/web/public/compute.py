"""The processes that simulate: few, behind all else, bounded in time and memory, started again.

Whoever asks waits for a free one, but not for long and not behind many: else `BusyError`.
"""

import contextlib
import os
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from queue import Empty, LifoQueue
from typing import Final

from multifocal.web.public.asked import Answer, Asked

START_LIMIT_S: Final = 600.0
"""A first start compiles the solver, on a slow and busy machine for minutes."""
SHORTEST_PAUSE_S: Final = 0.1
LONGEST_PAUSE_S: Final = 30.0
PROGRAM: Final = ("-m", "multifocal.web.public.computing")
ONE_THREAD: Final = dict.fromkeys(
    ("NUMBA_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"
)


class BusyError(Exception):
    """Too many are asking. `retry_s`: when it is worth asking again."""

    def __init__(self, retry_s: int) -> None:
        super().__init__(retry_s)
        self.retry_s = retry_s


class SpentError(Exception):
    """The process that was asked took too long, or ended: of memory, or killed."""


@dataclass(frozen=True)
class Bounds:
    """How many processes, how long one answer may take, how much memory a process may map, how
    many may wait and how long."""

    processes: int = 1
    longest_s: float = 20.0
    most_bytes: int = 2 * 2**30
    waiting: int = 16
    patience_s: float = 10.0


BOUNDS: Final = Bounds()


class _Process:
    """One process, and the pipe to it."""

    def __init__(self, bounds: Bounds, program: tuple[str, ...]) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self._popen = subprocess.Popen(
                [sys.executable, *program, str(theirs.fileno()),
                 str(bounds.most_bytes), str(bounds.longest_s)],
                pass_fds=(theirs.fileno(),),
                env=os.environ | ONE_THREAD,
                stdin=subprocess.DEVNULL,
            )  # fmt: skip
        self._pipe = Connection(ours.detach())

    @property
    def pid(self) -> int:
        return self._popen.pid

    @property
    def ended(self) -> bool:
        return self._popen.poll() is not None

    def is_ready(self) -> bool:
        """Waits until it has warmed up; False where it ends or takes too long."""
        try:
            return self._pipe.poll(START_LIMIT_S) and bool(self._pipe.recv())
        except (OSError, EOFError):
            return False

    def ask(self, asked: Asked, longest_s: float) -> Answer:
        """Its answer. SpentError where none comes in time; then the process is killed."""
        try:
            self._pipe.send(asked)
            if self._pipe.poll(longest_s):
                answer: Answer = self._pipe.recv()
                return answer
        except (OSError, EOFError):
            pass
        self.kill()
        raise SpentError

    def wait(self) -> None:
        """Until it has ended, however it went."""
        self._popen.wait()
        self._pipe.close()

    def kill(self) -> None:
        with contextlib.suppress(OSError):
            self._popen.kill()


class Compute:
    """The processes together. A thread a process looks after it and starts it again."""

    def __init__(self, bounds: Bounds, program: tuple[str, ...] = PROGRAM) -> None:
        self.bounds = bounds
        self._program = program
        self._idle: LifoQueue[_Process] = LifoQueue()
        self._lock = threading.Lock()
        self._asking = 0
        self._stopped = threading.Event()
        self._processes: set[_Process] = set()
        for number in range(bounds.processes):
            threading.Thread(target=self._supervise, name=f"compute-{number}", daemon=True).start()

    @property
    def running(self) -> frozenset[int]:
        """The processes that run now."""
        with self._lock:
            return frozenset(one.pid for one in self._processes)

    @property
    def is_ready(self) -> bool:
        """Whether a process has warmed up."""
        return self._asking > 0 or not self._idle.empty()

    def ask(self, asked: Asked) -> Answer:
        """The answer of a process. BusyError where too many ask, SpentError where it was ended."""
        bounds = self.bounds
        with self._lock:
            if self._asking >= bounds.processes + bounds.waiting:
                raise BusyError(self._retry_s())
            self._asking += 1
        try:
            process = self._free()
            answer = process.ask(asked, bounds.longest_s)
            self._idle.put(process)
            return answer
        finally:
            with self._lock:
                self._asking -= 1

    def _free(self) -> _Process:
        give_up_at = time.monotonic() + self.bounds.patience_s
        while (left_s := give_up_at - time.monotonic()) > 0:
            try:
                process = self._idle.get(timeout=left_s)
            except Empty:
                break
            if not process.ended:
                return process
        raise BusyError(self._retry_s())

    def _retry_s(self) -> int:
        """As long as those who wait now may take, were each answer a quarter of the longest."""
        ahead = self.bounds.waiting / self.bounds.processes
        return max(1, round(min(ahead * self.bounds.longest_s / 4, 60)))

    def stop(self) -> None:
        """End all processes and start none again."""
        with self._lock:
            self._stopped.set()
            for process in self._processes:
                process.kill()

    def _supervise(self) -> None:
        """One process after another; after one that lived shortly, a pause that grows."""
        pause_s = SHORTEST_PAUSE_S
        while True:
            began = time.monotonic()
            with self._lock:
                if self._stopped.is_set():
                    return
                process = _Process(self.bounds, self._program)
                self._processes.add(process)
            if process.is_ready():
                self._idle.put(process)
            else:
                process.kill()
            process.wait()
            with self._lock:
                self._processes.discard(process)
            if time.monotonic() - began > LONGEST_PAUSE_S:
                pause_s = SHORTEST_PAUSE_S
            self._stopped.wait(pause_s)
            pause_s = min(2 * pause_s, LONGEST_PAUSE_S)
