"""Widths and color schemes in which a page is tried: a fair sample in `make test`, all of them in
`make test-all`. Over the tests that ask, each width and each scheme is in the sample."""

import itertools
import random
from collections.abc import Iterable, Sequence

import pytest

from tests.sampling import SEED

PHONE, TABLET, DESKTOP = 320, 768, 1280
SHAPES = ((PHONE, "dark"), (TABLET, "light"), (DESKTOP, "light"))
"""Each width and each scheme; colors depend on no width."""
_turns = itertools.cycle(SHAPES)


def in_every_shape(*widths: int) -> pytest.MarkDecorator:
    """Runs a test with `width` and `scheme`: in the usual shapes, or in widths that are named,
    dark and light by turns. `make test` tries one of them, in turn from test to test."""
    shapes = list(zip(widths, itertools.cycle(("dark", "light")), strict=False)) or SHAPES
    sample = next(turn for turn in _turns if turn in shapes)
    return pytest.mark.parametrize(
        ("width", "scheme"),
        [
            pytest.param(
                width, scheme, marks=[] if (width, scheme) == sample else pytest.mark.exhaustive
            )
            for width, scheme in shapes
        ],
    )


def fair_sample(*names: Sequence[object]) -> list[object]:
    """`pytest.param` for each combination of the values, all but a sample marked as exhaustive.

    The sample has each first value once, and among them every combination of the others as often
    as any other, give or take one; which goes with which is drawn by the seed.
    """
    chosen = set(dealt(*names))
    rest = list(itertools.product(*names[1:]))
    return [
        pytest.param(first, *more, marks=[] if (first, more) in chosen else pytest.mark.exhaustive)
        for first in names[0]
        for more in rest
    ]


def one_for_each(*names: Sequence[object]) -> list[object]:
    """The sample of `fair_sample` alone."""
    return [pytest.param(first, *more) for first, more in dealt(*names)]


def dealt(*names: Sequence[object]) -> list[tuple[object, tuple[object, ...]]]:
    """Each first value once, with a combination of the others drawn by the seed."""
    firsts, *others = names
    rest = list(itertools.product(*others))
    drawn = random.Random(SEED)
    hands: list[tuple[object, ...]] = []
    while len(hands) < len(firsts):
        hands += drawn.sample(rest, len(rest))
    return list(zip(firsts, hands, strict=False))


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
