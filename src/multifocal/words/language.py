"""The language in which sentences are said: it travels once, not through every parameter.

A site sets it for a request, the command line for a run; each thread and each task has its own.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

DEFAULT_LANGUAGE: Final = "en"
_spoken: ContextVar[str] = ContextVar("language", default=DEFAULT_LANGUAGE)


def language() -> str:
    """The language that is spoken here now, as a code such as `en`."""
    return _spoken.get()


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Says sentences in the language `code` within this block.

    A language without a catalog is allowed: its sentences are said in English.
    """
    token = _spoken.set(code)
    try:
        yield
    finally:
        _spoken.reset(token)
