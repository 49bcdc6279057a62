"""In `make fuzz` no test may have taken more than 1 GiB of memory, and no example a few times the
work of the longest table."""

import functools
import os
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.formats.longest_table import TIMES, read_longest

MOST_BYTES = 1 << 30
FUZZED = os.environ.get("HYPOTHESIS_PROFILE") == "fuzz"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        test = getattr(item, "obj", None)
        if FUZZED and hasattr(test, "hypothesis") and "formats" in item.path.parts:
            inner = test.hypothesis.inner_test
            if not hasattr(inner, "is_bounded"):
                test.hypothesis.inner_test = bounded(inner)


def bounded(test: Callable[..., Any]) -> Callable[..., Any]:
    """The test, of which no example may work `TIMES` as long as the longest table takes, its
    children included."""

    @functools.wraps(test)
    def timed(*args: Any, **kwargs: Any) -> Any:
        before = _worked_s()
        answer = test(*args, **kwargs)
        worked_s = _worked_s() - before
        if worked_s > _longest_s():
            before = _worked_s()
            read_longest()  # again: the machine may have had less other work before
            assert worked_s < TIMES * (_worked_s() - before), f"an example worked {worked_s:.1f} s"
        return answer

    timed.is_bounded = True  # type: ignore[attr-defined]
    return timed


def _worked_s() -> float:
    return sum(os.times()[:4])


@functools.cache
def _longest_s() -> float:
    before = _worked_s()
    read_longest()
    return _worked_s() - before


@pytest.fixture(autouse=True)
def _within_memory() -> Iterator[None]:
    yield
    if FUZZED:
        import resource  # noqa: PLC0415  (not on Windows)

        unit = 1 if sys.platform == "darwin" else 1024
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit < MOST_BYTES
