"""An unknown name is refused with the names that are like it."""

from collections.abc import Callable

import pytest

from multifocal import body
from multifocal.body.known import known
from multifocal.nerve import motor_pool


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        (lambda: body.muscle("abm"), "apb"),
        (lambda: body.site("ulner", "wrist"), "ulnar"),
        (lambda: body.site("ulnar", "wirst"), "wrist"),
        (lambda: body.task("zap"), "zip"),
        (lambda: motor_pool("adductor"), "adductor_pollicis"),
    ],
)
def test_what_is_like_it_is_named(wrong: Callable[[], object], named: str) -> None:
    with pytest.raises(KeyError, match=named):
        wrong()


def test_where_nothing_is_like_it_all_are_named() -> None:
    with pytest.raises(KeyError, match="one, two"):
        known("number", "zzz", {"one": 1, "two": 2})
