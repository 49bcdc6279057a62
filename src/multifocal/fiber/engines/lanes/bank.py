"""Solved internodes kept for the next batch: found all at once, since a nerve asks for thousands.

What is kept is only ever added to: a bank that is full is put away whole, and whoever still reads
it reads on.
"""

from collections.abc import Sequence
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multifocal.fiber.engines.lanes.twoport import FIELDS
from multifocal.fiber.engines.vector import NUMBER

Numbers = NDArray[Any]
Places = NDArray[np.int64]

MOST_ROWS = 16_384


class Bank:
    """Coefficients (MOST_ROWS, FIELDS) and modes (MOST_ROWS,) of the rows that `places` names."""

    def __init__(self) -> None:
        self.places: dict[bytes, int] = {}
        self.rows = np.empty((MOST_ROWS, FIELDS), dtype=NUMBER)
        self.modes = np.empty(MOST_ROWS, dtype=np.int64)
        self._adding = Lock()
        self._opens(False)

    def _opens(self, writeable: bool) -> None:
        for one in (self.rows, self.modes):
            one.flags.writeable = writeable

    def find(self, keys: Sequence[bytes]) -> Places:
        """Where the row of each key lies; -1 where it is not kept."""
        get = self.places.get
        return np.array([get(key, -1) for key in keys], dtype=np.int64)

    def add(self, keys: Sequence[bytes], rows: Numbers, modes: Places) -> bool:
        """Keep rows (keys, FIELDS) and their modes (keys,); False where there is no room left."""
        with self._adding:
            first = len(self.places)
            fresh = {key: k for k, key in enumerate(keys) if key not in self.places}
            end = first + len(fresh)
            if end > len(self.modes):
                return False
            which = list(fresh.values())
            self._opens(True)
            self.rows[first:end], self.modes[first:end] = rows[which], modes[which]
            self._opens(False)
            self.places.update(zip(fresh, range(first, end), strict=True))
            return True
