"""What each finding does to each explanation."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from multifocal import body
from multifocal.body import SIDES
from multifocal.frozen import FrozenDict
from multifocal.localize.causes import place_table
from multifocal.localize.explanation import Contribution, Relation
from multifocal.localize.grades import DOUBTFUL
from multifocal.localize.predictions import Predictions, band_of
from multifocal.localize.ratios import HARD_MOST, SOMETIMES_HARD
from multifocal.localize.weakness import Finding, MuscleFinding, Weakness

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
    weakness: Weakness, predictions: Predictions, shares: Array
) -> list[list[Contribution]]:
    """By explanation, one contribution a finding, in the order of the findings.

    The factor compares how often the explanation makes such a finding (by bands of grades) with
    how often the others do, weighed by their `shares`.
    """
    chance = _chances(weakness, predictions)
    whole, mine = shares @ chance, shares[:, None] * chance
    left = np.maximum(1.0 - shares / shares.sum(), 1e-9)[:, None] * shares.sum()
    others = np.where(len(chance) > 1, np.maximum(whole - mine, 1e-12) / left, chance)
    factors = chance / others
    findings = weakness.findings
    return [
        [Contribution(*of_finding) for of_finding in zip(findings, relations, factor, strict=True)]
        for relations, factor in zip(
            _relations(weakness, predictions), factors.tolist(), strict=True
        )
    ]


def _chances(weakness: Weakness, predictions: Predictions) -> Array:
    """How often each explanation makes each finding, (explanations, findings)."""
    muscles, skin, tasks = weakness.muscles, weakness.skin, weakness.tasks
    grades = predictions.muscles[
        :, _sides(muscles), _at(one.muscle for one in muscles), [band_of(m.grade) for m in muscles]
    ]
    numb = predictions.skin[:, _sides(skin), _at(one.skin for one in skin)]
    felt = np.where([one.feeling == "less" for one in skin], numb, 1.0 - numb)
    column = place_table().column
    reach = predictions.beyond[:, _sides(tasks), [column[one.task] for one in tasks]]
    hard = SOMETIMES_HARD + (HARD_MOST - SOMETIMES_HARD) * np.minimum(1.0, 3.0 * reach)
    return np.concatenate([grades, felt, hard], axis=1)


def _sides(findings: Sequence[Finding]) -> list[int]:
    return [SIDES.index(one.side) for one in findings]


def _at(targets: Iterable[str]) -> list[int]:
    return [_rows()[one] for one in targets]


@cache
def _rows() -> Mapping[str, int]:
    """Of what a prediction holds: the row of each muscle and of each area of skin."""
    muscles = {one.id: at for at, one in enumerate(body.muscles())}
    return FrozenDict({**muscles, **{one.id: at for at, one in enumerate(body.skin_areas())}})


def _relations(weakness: Weakness, predictions: Predictions) -> list[list[Relation]]:
    """Each finding and each explanation, in the order of the findings."""
    column = place_table().column
    abnormal = [
        *((one.muscle, one.weak) for one in weakness.muscles),
        *((one.skin, one.feeling == "less") for one in weakness.skin),
        *((one.task, True) for one in weakness.tasks),
    ]
    beyond = predictions.beyond[:, _sides(weakness.findings), [column[key] for key, _ in abnormal]]
    reached = (beyond >= _BEYOND_FROM * (1.0 - 1e-9)).tolist()
    doubtful = [
        isinstance(one, MuscleFinding) and one.grade == DOUBTFUL for one in weakness.findings
    ]
    return [
        [
            "doubtful" if one and unsure else _RELATION[weak, one]
            for (_, weak), unsure, one in zip(abnormal, doubtful, row, strict=True)
        ]
        for row in reached
    ]
