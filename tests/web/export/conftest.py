"""One coarse copy for all tests of a process."""

import pytest

from tests.web.export.copies import BASE, COARSE, Copy, write_copy


@pytest.fixture(scope="session")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    folder = tmp_path_factory.mktemp("export") / "mmn"
    write_copy(folder, *COARSE)
    return Copy(folder, BASE)
