"""The one place that knows numba: every compiled function is declared through `jit`.

Compiled code is cached beside its module (or where NUMBA_CACHE_DIR says) and releases the GIL,
so that fibers can be shared out over threads. Multiplication and addition may fuse; nothing else
about floating point is relaxed.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

F = TypeVar("F", bound=Callable[..., Any])


def jit(function: F) -> F:
    """Compile `function` on first call, and keep what was compiled for the next process."""
    return cast("F", numba.njit(cache=True, nogil=True, fastmath={"contract"})(function))


def jit_afresh(function: F) -> F:
    """Compile `function` in every process anew."""
    return cast("F", numba.njit(nogil=True, fastmath={"contract"})(function))
