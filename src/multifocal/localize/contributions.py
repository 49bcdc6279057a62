"""What each finding does to each explanation."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from multifocal.localize.explanation import Contribution, Relation
from multifocal.localize.loci import locus_table
from multifocal.localize.predictions import Prediction, band_of, muscle_columns, skin_columns
from multifocal.localize.ratios import HARD_MOST, SOMETIMES_HARD
from multifocal.localize.weakness import Finding, MuscleFinding, SkinFinding, Weakness

Array = NDArray[np.float64]

_BEYOND_FROM: Final = 0.1
"""So much of a finding's fibers is expected beyond the place of an explanation that reaches it."""


def contributions(
    weakness: Weakness, predictions: Sequence[Prediction], shares: Array
) -> list[list[Contribution]]:
    """By explanation, one contribution a finding, in the order of the findings.

    The factor compares how often the explanation makes such a finding (by bands of grades) with
    how often the others do, weighed by their `shares`.
    """
    chance = np.array([[_chance(one, p) for one in weakness.findings] for p in predictions])
    whole, mine = shares @ chance, shares[:, None] * chance
    left = np.maximum(1.0 - shares / shares.sum(), 1e-9)[:, None] * shares.sum()
    others = np.where(len(predictions) > 1, np.maximum(whole - mine, 1e-12) / left, chance)
    factors = chance / others
    return [
        [
            Contribution(one, _relation(one, prediction), float(factors[at, k]))
            for k, one in enumerate(weakness.findings)
        ]
        for at, prediction in enumerate(predictions)
    ]


def _chance(finding: Finding, prediction: Prediction) -> float:
    side, table = finding.side, locus_table()
    if isinstance(finding, MuscleFinding):
        row = int(np.searchsorted(muscle_columns(), table.column[finding.muscle]))
        return float(prediction.muscles[side][row, band_of(finding.grade)])
    if isinstance(finding, SkinFinding):
        row = int(np.searchsorted(skin_columns(), table.column[finding.skin]))
        numb = float(prediction.skin[side][row])
        return numb if finding.feeling == "less" else 1.0 - numb
    reach = float(prediction.beyond[side][table.column[finding.task]])
    return SOMETIMES_HARD + (HARD_MOST - SOMETIMES_HARD) * min(1.0, 3.0 * reach)


def _relation(finding: Finding, prediction: Prediction) -> Relation:
    if isinstance(finding, MuscleFinding):
        key, abnormal = finding.muscle, finding.weak
    elif isinstance(finding, SkinFinding):
        key, abnormal = finding.skin, finding.feeling == "less"
    else:
        key, abnormal = finding.task, True
    beyond = prediction.beyond[finding.side][locus_table().column[key]] >= _BEYOND_FROM
    if abnormal:
        return "explained" if beyond else "unexplained"
    return "spared" if beyond else "expected"
