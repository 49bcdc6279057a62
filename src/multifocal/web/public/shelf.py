"""Answers that were given, kept in memory for the next who asks: the longest unused go first."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from multifocal.web.public.asked import Answer

MOST_BYTES: Final = 64 * 2**20
LONGEST_S: Final = 3600.0
"""After this long a page is made anew, as a date on it may have passed."""
# docs/decisions/022-public-mode.md says why.


class Shelf:
    """By address and encoding."""

    def __init__(
        self, most_bytes: int = MOST_BYTES, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._most_bytes = most_bytes
        self._clock = clock
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, tuple[float, Answer]] = OrderedDict()
        self._bytes = 0

    def get(self, key: str) -> Answer | None:
        """What was put there, if it is still there and not old."""
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                return None
            put_at, answer = found
            if self._clock() - put_at > LONGEST_S:
                self._drop(key)
                return None
            self._kept.move_to_end(key)
            return answer

    def put(self, key: str, answer: Answer) -> None:
        """Keep an answer, and drop others where there are too many bytes."""
        with self._lock:
            self._drop(key)
            self._kept[key] = (self._clock(), answer)
            self._bytes += len(answer.body)
            while self._bytes > self._most_bytes and self._kept:
                self._drop(next(iter(self._kept)))

    def _drop(self, key: str) -> None:
        found = self._kept.pop(key, None)
        if found is not None:
            self._bytes -= len(found[1].body)
