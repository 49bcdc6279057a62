"""Many judged patients counted: sensitivity and specificity with their intervals."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final, Self

import numpy as np

from multifocal.evidence.answers import ANSWERS, OUTCOMES, SEGMENT_OUTCOMES, Answer
from multifocal.evidence.intervals import share
from multifocal.evidence.patient_evaluation import COLUMNS, REACHES
from multifocal.evidence.virtual_patients import GROUPS, Group

STOPPED: Final = COLUMNS.index("stopped_share")
REACH: Final = COLUMNS.index("reach")
NONE_STOPPED: Final = 0.01
"""Up to this share of fibers stopped, a segment has no block."""
BLOCK_FROM: Final = 0.3
"""From this share on it has one, when one number must be given (multifocal-choice-true-block)."""
BANDS: Final = (NONE_STOPPED, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
"""Upper ends; each band begins above the one before."""
_FALLS: Final = (
    "amplitude_reduction_percent",
    "area_reduction_percent",
    "duration_increase_percent",
)
_PERCENTILES: Final = {"p50": 50, "p95": 95, "most": 100}
_DIGITS: Final = 4


@dataclass
class Tally:
    """Counts of judged patients. Those of two sets of patients add up to those of both.

    Its size does not grow with the number of patients, only with what differs among them: falls are
    known to two decimals. What is counted, by whole numbers alone: patients by group; studies by
    answer, reach, group and outcome; segments by what all sets say of them, band of fibers stopped,
    whether that is a block, and group; MMN patients with a block in reach; falls without block.
    """

    patients: Counter[str] = field(default_factory=Counter)
    studies: Counter[tuple[str, int, str, str]] = field(default_factory=Counter)
    segments: Counter[tuple[str, int, bool, Group]] = field(default_factory=Counter)
    in_reach: Counter[int] = field(default_factory=Counter)
    falls: Counter[tuple[str, str, float]] = field(default_factory=Counter)

    @classmethod
    def of(cls, records: Iterable[Mapping[str, Any]]) -> Self:
        """Of what `evaluate_patient` gave for each; their order never matters."""
        counts = cls()
        for one in records:
            counts.count(one)
        return counts

    def count(self, record: Mapping[str, Any]) -> None:
        """One more patient."""
        group, rows = record["group"], record["segments"]
        self.patients[group] += 1
        for reach in range(len(REACHES)):
            for answer in ANSWERS:
                self.studies[answer.id, reach, group, answer.of_study(record, reach)] += 1
            if group == "mmn" and any(
                row[REACH] <= reach and (row[STOPPED] or 0.0) >= BLOCK_FROM for row in rows
            ):
                self.in_reach[reach] += 1
        for row in rows:
            if row[STOPPED] is None:
                continue
            band = next(k for k, top in enumerate(BANDS) if row[STOPPED] <= top)
            self.segments[row[-1], band, row[STOPPED] >= BLOCK_FROM, group] += 1
            if band == 0:
                for name in _FALLS:
                    if (fall := row[COLUMNS.index(name)]) is not None:
                        self.falls[group, name, fall] += 1

    def __add__(self, other: "Tally") -> "Tally":
        both = Tally()
        both.take(self)
        both.take(other)
        return both

    def take(self, other: "Tally") -> None:
        """Count these patients, too."""
        for name, counts in vars(other).items():
            getattr(self, name).update(counts)

    def report(self) -> dict[str, Any]:
        """Counts and shares by study and by segment, plain JSON.

        Sensitivity is met over met and not met, specificity not met over the same; what cannot be
        assessed is counted apart. `of_all`: met over all, what a series of patients would report.
        """
        return {
            "patients": {group: self.patients[group] for group in GROUPS},
            "studies": {
                answer.id: {
                    name: {group: self._study(answer, reach, group) for group in GROUPS}
                    for reach, name in enumerate(REACHES)
                }
                for answer in ANSWERS
            },
            "segments": {answer.id: self._segments(answer) for answer in ANSWERS},
            "truth": {
                name: _share_of(self.in_reach[reach], self.patients["mmn"])
                for reach, name in enumerate(REACHES)
            },
            "falls_without_block": {group: self._falls(group) for group in GROUPS},
        }

    def _study(self, answer: Answer, reach: int, group: str) -> dict[str, Any]:
        row: dict[str, Any] = {
            outcome: self.studies[answer.id, reach, group, outcome] for outcome in OUTCOMES
        }
        met, assessed = row["met"], row["met"] + row["not_met"]
        diseased = group == "mmn"
        of_all = _share_of(met, sum(row.values()))
        right = met if diseased else row["not_met"]
        row["sensitivity" if diseased else "specificity"] = _share_of(right, assessed)
        return row | {"met_of_all": of_all}

    def _segments(self, answer: Answer) -> dict[str, Any]:
        by_band = [Counter[str]() for _ in BANDS]
        by_group = {group: Counter[str]() for group in GROUPS}
        blocked: Counter[str] = Counter()
        for (letters, band, is_block, group), number in self.segments.items():
            said = answer.of_segment((letters,))
            by_band[band][said] += number
            if band == 0:
                by_group[group][said] += number
            if is_block:
                blocked[said] += number
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

    def _falls(self, group: str) -> dict[str, Any]:
        """What changes in segments that stop no fiber: median, 95th percentile, most, percent."""
        rows = sum(
            number
            for (_, band, _, whose), number in self.segments.items()
            if band == 0 and whose == group
        )
        falls: dict[str, Any] = {"segments": rows}
        for name in _FALLS:
            known = {
                value: number
                for (whose, what, value), number in self.falls.items()
                if (whose, what) == (group, name)
            }
            if known:
                falls[name] = {
                    key: round(value, 1)
                    for key, value in zip(
                        _PERCENTILES, percentiles(known, _PERCENTILES.values()), strict=True
                    )
                }
        return falls


def tally(records: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """`Tally.report` of these records; their order never matters."""
    return Tally.of(records).report()


def percentiles(counts: Mapping[float, int], wanted: Iterable[float]) -> list[np.float64]:
    """As `numpy.percentile` of the values, each so many times, without laying them out."""
    values = np.array(sorted(counts), dtype=np.float64)
    upto = np.cumsum([counts[value] for value in values.tolist()])
    last = int(upto[-1]) - 1
    values_at = []
    for percent in wanted:
        at = np.float64(percent) / 100 * last
        before = int(np.floor(at))
        low, high = values[np.searchsorted(upto, [before, min(before + 1, last)], side="right")]
        share_above = at - before
        step = (high - low) * share_above
        values_at.append(
            high - (high - low) * (1 - share_above) if share_above >= 0.5 else low + step
        )
    return values_at


def _share_of(hits: int, total: int) -> dict[str, Any]:
    return {
        name: round(value, _DIGITS) if isinstance(value, float) else value
        for name, value in asdict(share(hits, total)).items()
    }
