"""Of a test with many cases of one kind, and of a folder with many slow tests, `make test` tries
a few and `make test-all` the rest, of the slow ones a half by turns.

Which ones is drawn by the seed, so that a failure comes back; another seed tries others. The half
of `make test-all` goes by the day: any two days in a row try all, `make test-every` does at once.
"""

import math
import os
import random
import zlib
from collections.abc import Callable, Iterable
from datetime import date

import pytest

SEED = int(os.environ.get("MULTIFOCAL_SAMPLE", "20261128"))
"""Which cases `make test` tries of those too many to try each time."""

TURN = int(os.environ.setdefault("MULTIFOCAL_TURN", str(date.today().toordinal() % 2)))
"""Which half of the slow tests `make test-all` tries, 0 or 1. Set for the processes that are
started from here, too: midnight must not part them."""


def leave_cases(items: Iterable[pytest.Item], wanted: Callable[[pytest.Item], int | None]) -> None:
    """Marks all but `wanted` cases of each test as exhaustive; None leaves all of them.

    A test that says `@pytest.mark.every_case` keeps those that it has: what a page must not do to
    anybody, such as an emergency's words out of reach.
    """
    cases: dict[str, list[pytest.Item]] = {}
    for item in _not_yet_sorted(items):
        cases.setdefault(item.nodeid.partition("[")[0], []).append(item)
    for name, some in cases.items():
        count = wanted(some[0])
        if count is None or count >= len(some):
            continue
        stay = set(random.Random(f"{SEED} {name}").sample(range(len(some)), count))
        for at, item in enumerate(some):
            if at not in stay:
                item.add_marker(pytest.mark.exhaustive)


def leave_tests(items: Iterable[pytest.Item], share: float) -> None:
    """Marks all but `share` of these tests, with all the cases they have left, as exhaustive."""
    tests: dict[str, list[pytest.Item]] = {}
    for item in _not_yet_sorted(items):
        tests.setdefault(item.nodeid.partition("[")[0], []).append(item)
    stay = set(random.Random(SEED).sample(sorted(tests), math.ceil(share * len(tests))))
    for name, cases in tests.items():
        if name not in stay:
            for item in cases:
                item.add_marker(pytest.mark.exhaustive)


def leave_a_half(items: Iterable[pytest.Item], turn: int = TURN) -> None:
    """Leaves of these tests' exhaustive cases those of half the tests to another day; what says
    `every_case` is never left."""
    for item in items:
        if item.get_closest_marker("exhaustive") and not item.get_closest_marker("every_case"):
            name = item.nodeid.partition("[")[0]
            if zlib.crc32(name.encode()) % 2 != turn % 2:
                item.add_marker(pytest.mark.another_day)


def _not_yet_sorted(items: Iterable[pytest.Item]) -> Iterable[pytest.Item]:
    marks = ("exhaustive", "every_case")
    return (item for item in items if not any(map(item.get_closest_marker, marks)))
