"""One coarse copy for all tests of these sources."""

import pytest

from tests.web.export.copies import BASE, Copy, coarse_copy


@pytest.fixture(scope="session")
def copy() -> Copy:
    return Copy(coarse_copy(), BASE)
