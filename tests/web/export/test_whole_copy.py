"""A copy with every place and every amount of damage, as people make it."""

import pytest
from django.test import Client

from tests.sampling import SEED
from tests.web.export.copies import BASE, Copy, write_copy
from tests.web.export.test_answers import compare

pytestmark = pytest.mark.exhaustive


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """Written once for all tests of this file: it takes minutes."""
    folder = tmp_path_factory.mktemp("whole") / "mmn"
    write_copy(folder)
    return Copy(folder, BASE)


def test_it_has_every_answer_and_any_of_them_is_that_of_the_site(
    whole: Copy, client: Client
) -> None:
    """The copy was written by other processes: one in thirty of its answers, drawn anew by each
    seed of `MULTIFOCAL_SAMPLE`, is computed again. That a second copy is the same to the byte is
    held by a coarse one (test_copy)."""
    assert len(list(whole.frames())) == 69 * 21
    assert compare(whole, client, 1 / 30, SEED) > 30


def test_it_is_not_large(whole: Copy) -> None:
    assert sum(map(len, whole.files.values())) < 30e6
