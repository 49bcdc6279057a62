"""Many judged patients counted: sensitivity and specificity with their intervals."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any, Final

import numpy as np

from multifocal.evidence.answers import ANSWERS, OUTCOMES, SEGMENT_OUTCOMES
from multifocal.evidence.intervals import share
from multifocal.evidence.patient_evaluation import COLUMNS, REACHES
from multifocal.evidence.virtual_patients import GROUPS

STOPPED: Final = COLUMNS.index("stopped_share")
NONE_STOPPED: Final = 0.01
"""Up to this share of fibers stopped, a segment has no block."""
BLOCK_FROM: Final = 0.3
"""From this share on it has one, when one number must be given (multifocal-choice-true-block)."""
BANDS: Final = (NONE_STOPPED, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
"""Upper ends; each band begins above the one before."""
_DIGITS: Final = 4


def tally(records: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Counts and shares by study and by segment, plain JSON; the order of records never matters.

    Sensitivity is met over met and not met, specificity not met over the same; what cannot be
    assessed is counted apart. `of_all`: met over all, what a series of patients would report.
    """
    every = sorted(records, key=lambda one: (GROUPS.index(one["group"]), one["number"]))
    return {
        "patients": {group: sum(one["group"] == group for one in every) for group in GROUPS},
        "studies": {
            answer.id: {
                reach: {
                    group: _study_row(
                        Counter(
                            answer.of_study(one, number) for one in every if one["group"] == group
                        ),
                        group == "mmn",
                    )
                    for group in GROUPS
                }
                for number, reach in enumerate(REACHES)
            }
            for answer in ANSWERS
        },
        "segments": {answer.id: _segments(every, answer.of_segment) for answer in ANSWERS},
        "truth": _truth(every),
        "falls_without_block": {group: _falls(every, group) for group in GROUPS},
    }


def _study_row(counts: Counter[str], diseased: bool) -> dict[str, Any]:
    row: dict[str, Any] = {outcome: counts[outcome] for outcome in OUTCOMES}
    assessed = counts["met"] + counts["not_met"]
    right = counts["met"] if diseased else counts["not_met"]
    row["sensitivity" if diseased else "specificity"] = _share_of(right, assessed)
    row["met_of_all"] = _share_of(counts["met"], sum(counts.values()))
    return row


def _segments(every: list[Mapping[str, Any]], of_segment: Any) -> dict[str, Any]:
    by_band = [Counter[str]() for _ in BANDS]
    by_group = {group: Counter[str]() for group in GROUPS}
    blocked: Counter[str] = Counter()
    for record in every:
        for row in record["segments"]:
            if row[STOPPED] is None:
                continue
            said = of_segment(row)
            band = next(k for k, top in enumerate(BANDS) if row[STOPPED] <= top)
            by_band[band][said] += 1
            if band == 0:
                by_group[record["group"]][said] += 1
            if row[STOPPED] >= BLOCK_FROM:
                blocked[said] += 1
    free: Counter[str] = by_band[0]
    assessed = blocked["met"] + blocked["not_met"]
    return {
        "blocked": {name: blocked[name] for name in SEGMENT_OUTCOMES},
        "sensitivity": _share_of(blocked["met"], assessed),
        "found_of_all": _share_of(blocked["met"], sum(blocked.values())),
        "free": {name: free[name] for name in SEGMENT_OUTCOMES},
        "specificity": _share_of(free["not_met"], free["met"] + free["not_met"]),
        "specificity_by_group": {
            group: _share_of(counts["not_met"], counts["met"] + counts["not_met"])
            for group, counts in by_group.items()
        },
        "met_by_share_stopped": [
            {"up_to": top}
            | {name: counts[name] for name in SEGMENT_OUTCOMES}
            | {"met_share": _share_of(counts["met"], counts["met"] + counts["not_met"])}
            for top, counts in zip(BANDS, by_band, strict=True)
        ],
    }


def _truth(every: list[Mapping[str, Any]]) -> dict[str, Any]:
    """By reach, in how many MMN patients some tested segment has a block from BLOCK_FROM on."""
    sick = [one for one in every if one["group"] == "mmn"]
    return {
        reach: _share_of(
            sum(
                any(
                    row[4] <= number and (row[STOPPED] or 0.0) >= BLOCK_FROM
                    for row in one["segments"]
                )
                for one in sick
            ),
            len(sick),
        )
        for number, reach in enumerate(REACHES)
    }


def _falls(every: list[Mapping[str, Any]], group: str) -> dict[str, Any]:
    """How much changes in segments that stop no fiber: median, 95th percentile, most, percent."""
    rows = [
        row
        for one in every
        if one["group"] == group
        for row in one["segments"]
        if row[STOPPED] is not None and row[STOPPED] <= NONE_STOPPED
    ]
    falls: dict[str, Any] = {"segments": len(rows)}
    for name in (
        "amplitude_reduction_percent",
        "area_reduction_percent",
        "duration_increase_percent",
    ):
        known = [row[COLUMNS.index(name)] for row in rows if row[COLUMNS.index(name)] is not None]
        if known:
            middle, high, most = np.percentile(known, [50, 95, 100])
            falls[name] = {"p50": round(middle, 1), "p95": round(high, 1), "most": round(most, 1)}
    return falls


def _share_of(hits: int, total: int) -> dict[str, Any]:
    return {
        name: round(value, _DIGITS) if isinstance(value, float) else value
        for name, value in asdict(share(hits, total)).items()
    }
