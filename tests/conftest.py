"""Profiles of the property tests: `make fuzz` sets HYPOTHESIS_PROFILE=fuzz.

`make fuzz FUZZ_EXAMPLES=2000` makes fewer. tests/formats/conftest.py bounds what an example may
cost there, in time of work: beside other work the clock on the wall says little.
"""

import os

import pytest
from hypothesis import settings

from tests.sampling import TURN, leave_a_half, leave_cases, leave_tests

TRIED_EACH_TIME = {
    "cli": 0.12,  # each starts the command anew
    "docs": 0.5,
    "evidence": 0.2,
    "excitability": 0.25,
    "fiber": 0.15,
    "nerve": 0.25,
    "reference": 0.4,
    "report": 0.3,
    "web": 0.12,
    "words": 0.4,
}
"""What share of a slow folder's tests `make test` tries. What reads a file, what measures and what
judges is tried whole, and so is all that says `every_case`."""

LONGEST_FIRST = (
    "tests/web/export/test_whole_copy.py", "tests/cli/test_warm.py", "tests/test_wheel.py",
)  # fmt: skip
"""Files that take minutes with a test or two. Where two processes share the files, one begun last
would leave the other without work."""

_MANY = int(os.environ.get("FUZZ_EXAMPLES", "20000"))
settings.register_profile("fuzz", max_examples=_MANY, deadline=None)
settings.register_profile("usual", max_examples=120, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "usual"))


def pytest_report_header() -> str:
    """Which half of the slow tests `make test-all` tries today."""
    return f"slow tests by turns: MULTIFOCAL_TURN={TURN} (make test-every tries both halves)"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """`@pytest.mark.some_cases(count)` leaves a test's other cases to `make test-all`, and of the
    slow folders' tests a share is left."""

    def wanted(item: pytest.Item) -> int | None:
        marker = item.get_closest_marker("some_cases")
        return int(marker.args[0]) if marker else None

    leave_cases(items, wanted)
    folders: dict[str, list[pytest.Item]] = {folder: [] for folder in TRIED_EACH_TIME}
    for item in items:
        folders.get(item.nodeid.split("/")[1], []).append(item)
    for folder, some in folders.items():
        leave_tests(some, TRIED_EACH_TIME[folder])
        leave_a_half(some)
    leave_a_half(item for item in items if item.nodeid.startswith("tests/browser/"))
    items.sort(key=lambda item: item.nodeid.partition("::")[0] not in LONGEST_FIRST)
