"""The one place that knows numba: every compiled function is declared through `jit`.

Compiled code is kept in __pycache__ (or where NUMBA_CACHE_DIR says), in a folder named after what
this package's files hold: numba itself looks only at a function's own file, and would go on using
a kernel whose gates have changed in another. It releases the GIL, so that fibers can be shared out
over threads. Multiplication and addition may fuse; nothing else about floating point is relaxed.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast
from zlib import crc32

import numba

_FOLDER = Path(__file__).parent
_config: Any = numba.config  # its settings are made at run time
if not _config.CACHE_DIR:
    _written = b"".join(one.read_bytes() for one in sorted(_FOLDER.glob("*.py")))
    _config.CACHE_DIR = str(_FOLDER / "__pycache__" / f"compiled-{crc32(_written):08x}")

F = TypeVar("F", bound=Callable[..., Any])


def jit(function: F) -> F:
    """Compile `function` on first call, and keep what was compiled for the next process."""
    return cast("F", numba.njit(cache=True, nogil=True, fastmath={"contract"})(function))


def jit_afresh(function: F) -> F:
    """Compile `function` in every process anew."""
    return cast("F", numba.njit(nogil=True, fastmath={"contract"})(function))
