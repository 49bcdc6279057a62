"""What each finding does to each explanation."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from multifocal import body
from multifocal.body import Side
from multifocal.frozen import FrozenDict
from multifocal.localize.explanation import Contribution, Relation
from multifocal.localize.loci import locus_table
from multifocal.localize.predictions import Prediction, band_of
from multifocal.localize.ratios import HARD_MOST, SOMETIMES_HARD
from multifocal.localize.weakness import Weakness

Array = NDArray[np.float64]

_BEYOND_FROM: Final = 0.1
"""So much of a finding's fibers is expected beyond the place of an explanation that reaches it."""


_RELATION: Final[Mapping[tuple[bool, bool], Relation]] = FrozenDict(
    {
        (True, True): "explained",
        (True, False): "unexplained",
        (False, True): "spared",
        (False, False): "expected",
    }
)
"""By whether a finding is abnormal, and whether it lies beyond the place."""


def contributions(
    weakness: Weakness, predictions: Sequence[Prediction], shares: Array
) -> list[list[Contribution]]:
    """By explanation, one contribution a finding, in the order of the findings.

    The factor compares how often the explanation makes such a finding (by bands of grades) with
    how often the others do, weighed by their `shares`.
    """
    chance = np.array([_chances(weakness, one) for one in predictions])
    whole, mine = shares @ chance, shares[:, None] * chance
    left = np.maximum(1.0 - shares / shares.sum(), 1e-9)[:, None] * shares.sum()
    others = np.where(len(predictions) > 1, np.maximum(whole - mine, 1e-12) / left, chance)
    factors = chance / others
    return [
        [
            Contribution(*of_finding)
            for of_finding in zip(
                weakness.findings, _relations(weakness, prediction), factor, strict=True
            )
        ]
        for prediction, factor in zip(predictions, factors.tolist(), strict=True)
    ]


def _chances(weakness: Weakness, prediction: Prediction) -> list[float]:
    """How often the explanation makes each finding, in their order."""
    column = locus_table().column
    chances = []
    for one in weakness.muscles:
        chances.append(prediction.muscles[one.side][_rows()[one.muscle], band_of(one.grade)])
    for area in weakness.skin:
        numb = prediction.skin[area.side][_rows()[area.skin]]
        chances.append(numb if area.feeling == "less" else 1.0 - numb)
    for task in weakness.tasks:
        reach = float(prediction.beyond[task.side][column[task.task]])
        chances.append(SOMETIMES_HARD + (HARD_MOST - SOMETIMES_HARD) * min(1.0, 3.0 * reach))
    return chances


@cache
def _rows() -> Mapping[str, int]:
    """Of what a prediction holds: the row of each muscle and of each area of skin."""
    muscles = {one.id: at for at, one in enumerate(body.muscles())}
    return FrozenDict({**muscles, **{one.id: at for at, one in enumerate(body.skin_areas())}})


def _relations(weakness: Weakness, prediction: Prediction) -> list[Relation]:
    """Each finding and the explanation, in the order of the findings."""
    column = locus_table().column
    reached = {
        side: (beyond >= _BEYOND_FROM).tolist() for side, beyond in prediction.beyond.items()
    }
    abnormal: list[tuple[Side, str, bool]] = [
        *((one.side, one.muscle, one.weak) for one in weakness.muscles),
        *((one.side, one.skin, one.feeling == "less") for one in weakness.skin),
        *((one.side, one.task, True) for one in weakness.tasks),
    ]
    return [_RELATION[weak, reached[side][column[key]]] for side, key, weak in abnormal]
