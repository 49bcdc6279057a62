"""In `make fuzz` no test may have taken more than 1 GiB of memory."""

import os
import sys
from collections.abc import Iterator

import pytest

MOST_BYTES = 1 << 30


@pytest.fixture(autouse=True)
def _within_memory() -> Iterator[None]:
    yield
    if os.environ.get("HYPOTHESIS_PROFILE") == "fuzz":
        import resource  # noqa: PLC0415  (not on Windows)

        unit = 1 if sys.platform == "darwin" else 1024
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit < MOST_BYTES
