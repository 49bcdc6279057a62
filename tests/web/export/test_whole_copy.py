"""A copy with every place and every amount of damage, as people make it."""

from pathlib import Path

import pytest
from django.test import Client

from tests.web.export.copies import BASE, Copy, write_copy
from tests.web.export.test_answers import compare
from tests.web.export.test_copy import another, differing

pytestmark = pytest.mark.exhaustive


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """Written once for all tests of this file: it takes minutes."""
    folder = tmp_path_factory.mktemp("whole") / "mmn"
    write_copy(folder)
    return Copy(folder, BASE)


def test_every_answer_is_that_of_the_site(whole: Copy, client: Client) -> None:
    assert compare(whole, client, 1.0, 0) == 69 * 21


def test_a_second_one_is_the_same_to_the_byte_and_not_large(whole: Copy, tmp_path: Path) -> None:
    assert not differing(whole, another(whole, tmp_path))
    assert sum(map(len, whole.files.values())) < 30e6
    assert len(list(whole.frames())) == 69 * 21
