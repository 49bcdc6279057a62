"""Profiles of the property tests: `make fuzz` sets HYPOTHESIS_PROFILE=fuzz.

`make fuzz FUZZ_EXAMPLES=2000` makes fewer. tests/formats/conftest.py bounds what an example may
cost there, in time of work: beside other work the clock on the wall says little.
"""

import os

import pytest
from hypothesis import settings

from tests.sampling import leave_cases

_MANY = int(os.environ.get("FUZZ_EXAMPLES", "20000"))
settings.register_profile("fuzz", max_examples=_MANY, deadline=None)
settings.register_profile("usual", max_examples=120, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "usual"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """`@pytest.mark.some_cases(count)` leaves a test's other cases to `make test-all`."""

    def wanted(item: pytest.Item) -> int | None:
        marker = item.get_closest_marker("some_cases")
        return int(marker.args[0]) if marker else None

    leave_cases(items, wanted)
