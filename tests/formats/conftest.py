"""In `make fuzz` no test may have taken more than 1 GiB of memory, and no example 2 s of work."""

import functools
import os
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

MOST_BYTES = 1 << 30
MOST_SECONDS = 2.0
FUZZED = os.environ.get("HYPOTHESIS_PROFILE") == "fuzz"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        test = getattr(item, "obj", None)
        if FUZZED and hasattr(test, "hypothesis") and "formats" in item.path.parts:
            inner = test.hypothesis.inner_test
            if not hasattr(inner, "is_bounded"):
                test.hypothesis.inner_test = bounded(inner)


def bounded(test: Callable[..., Any]) -> Callable[..., Any]:
    """The test, of which no example may work longer than `MOST_SECONDS`, its children included."""

    @functools.wraps(test)
    def timed(*args: Any, **kwargs: Any) -> Any:
        before = sum(os.times()[:4])
        answer = test(*args, **kwargs)
        worked_s = sum(os.times()[:4]) - before
        assert worked_s < MOST_SECONDS, f"an example worked for {worked_s:.1f} s"
        return answer

    timed.is_bounded = True  # type: ignore[attr-defined]
    return timed


@pytest.fixture(autouse=True)
def _within_memory() -> Iterator[None]:
    yield
    if FUZZED:
        import resource  # noqa: PLC0415  (not on Windows)

        unit = 1 if sys.platform == "darwin" else 1024
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit < MOST_BYTES
