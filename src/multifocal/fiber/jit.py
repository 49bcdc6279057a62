"""The one place that knows numba: every compiled function is declared through `jit`.

Compiled code is kept in a folder of the user's (`cache_folder`) named after what this package's
files hold: numba itself looks only at a function's own file, and would go on using a kernel whose
gates have changed in another. numba's own settings stay as they are, so that code of others is
kept where they expect it. Compiled code releases the GIL, so that fibers can be shared out over
threads. Multiplication and addition may fuse; nothing else about floating point is relaxed.
"""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any, Final, TypeVar, cast

import numba
from numba.core import event
from numba.extending import overload

from multifocal.fiber.cache_folder import cache_folder, mark_of

F = TypeVar("F", bound=Callable[..., Any])

_config: Any = numba.config  # its settings are made at run time
FOLDER: Final = cache_folder(mark_of(Path(__file__).parent), _config.CACHE_DIR)
"""Where compiled code is kept; None where no folder can be written."""
_ours: Final[set[Any]] = set()
_declaring = Lock()


def jit(function: F) -> F:
    """Compile `function` on first call, and keep what was compiled for the next process."""
    with _cached_in_our_folder():
        compiled = numba.njit(cache=FOLDER is not None, nogil=True, fastmath={"contract"})(function)
    _ours.add(compiled)
    return cast("F", compiled)


def jit_afresh(function: F) -> F:
    """Compile `function` in every process anew."""
    return cast("F", numba.njit(nogil=True, fastmath={"contract"})(function))


def made_of_forms(functions: Mapping[type, Callable[..., Any]]) -> Callable[[F], F]:
    """Compiled code that calls `function(v, form)` gets the function for the class of its form.

    So a table of gates that says which form a rate has becomes code without a branch.
    """

    def choose(_: Any, form: Any) -> Callable[..., Any] | None:
        return functions[form.instance_class] if hasattr(form, "instance_class") else None

    def declare(function: F) -> F:
        options = {"nogil": True, "fastmath": {"contract"}, "forceinline": True}
        overload(function, jit_options=options, strict=False)(choose)  # type: ignore[arg-type]
        return function

    return declare


@contextmanager
def _cached_in_our_folder() -> Iterator[None]:
    """numba chooses a function's folder while the function is declared, and by this setting."""
    with _declaring:
        before = _config.CACHE_DIR
        _config.CACHE_DIR = str(FOLDER or before)
        try:
            yield
        finally:
            _config.CACHE_DIR = before


class _Announcer(event.Listener):
    """Says, once a process, that compiling has begun, because it takes a while."""

    said = False

    def on_start(self, event: Any) -> None:
        """Called before numba compiles anything that it has not kept."""
        if not self.said and event.data["dispatcher"] in _ours:
            self.said = True
            from multifocal.words import say  # noqa: PLC0415  (seldom needed, slow to load)

            key = "fiber.compiling.once" if FOLDER else "fiber.compiling.each_time"
            logging.getLogger("multifocal.fiber").warning(say(key))

    def on_end(self, event: Any) -> None:
        """Nothing more to say."""


event.register("numba:compile", _Announcer())  # type: ignore[no-untyped-call]  # by numba
