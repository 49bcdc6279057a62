"""Widths and color schemes in which a page is tried: a fair sample in `make test`, all of them in
`make test-all`. Over the tests that ask, each width and each scheme is in the sample."""

import itertools
import random
from collections.abc import Iterable, Sequence

import pytest

from tests.sampling import SEED

PHONE, TABLET, DESKTOP = 320, 768, 1280
_turns = itertools.cycle(((PHONE, "dark"), (DESKTOP, "light"), (PHONE, "light"), (DESKTOP, "dark")))


def in_every_shape(*widths: int) -> pytest.MarkDecorator:
    """Runs a test with `width` and `scheme`: of the three usual widths unless others are named.
    `make test` tries one of them, in turn from test to test."""
    sample = next(_turns)
    return pytest.mark.parametrize(
        ("width", "scheme"),
        [
            pytest.param(
                width, scheme, marks=[] if (width, scheme) == sample else pytest.mark.exhaustive
            )
            for width in widths or (PHONE, TABLET, DESKTOP)
            for scheme in ("light", "dark")
        ],
    )


def fair_sample(*names: Sequence[object]) -> list[object]:
    """`pytest.param` for each combination of the values, all but a sample marked as exhaustive.

    The sample has each first value once, and among them every combination of the others as often
    as any other, give or take one; which goes with which is drawn by the seed.
    """
    firsts, *others = names
    rest: list[tuple[object, ...]] = [()]
    for values in others:
        rest = [(*before, value) for before in rest for value in values]
    drawn = random.Random(SEED)
    dealt: list[tuple[object, ...]] = []
    while len(dealt) < len(firsts):
        dealt += drawn.sample(rest, len(rest))
    chosen = set(zip(firsts, dealt, strict=False))
    return [
        pytest.param(first, *more, marks=[] if (first, more) in chosen else pytest.mark.exhaustive)
        for first in firsts
        for more in rest
    ]


def some_of(values: Iterable[object], count: int) -> list[object]:
    """`pytest.param` for each value, all but `count` marked as exhaustive; the seed draws which.

    The values are those of one parameter, or tuples for several.
    """
    every = [value if isinstance(value, tuple) else (value,) for value in values]
    drawn = set(random.Random(SEED).sample(range(len(every)), count))
    return [
        pytest.param(*value, marks=[] if at in drawn else pytest.mark.exhaustive)
        for at, value in enumerate(every)
    ]
