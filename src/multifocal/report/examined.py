"""What was examined beside nerve conduction, in words: it stands beside the map, in no rule.

One thing follows from it: where a muscle is weak, its distal response is not small and no large
fall was found as far up as the nerve was stimulated, a block may lie further up.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from multifocal import body
from multifocal.criteria import SegmentVerdict
from multifocal.criteria.case import large_fall
from multifocal.criteria.segment_verdict import BLOCKS
from multifocal.criteria.threshold import Threshold
from multifocal.reference import ReferenceTable
from multifocal.report.conclusion.places import SIDES_IN_ORDER, rank, short_series
from multifocal.report.rows import Row, number
from multifocal.study import Measure, Study, word_of
from multifocal.study.crossover import is_crossover
from multifocal.study.examined import MuscleExamined, NerveArea, at_most_four
from multifocal.study.order import site_rank
from multifocal.words import listed, say

ROOT: Final = "root"
"""The highest site there is: above it nothing is stimulated."""


@dataclass(frozen=True)
class PresentedExamined:
    """Muscles with strength, needle and motor units; nerves with their area, mm²; `look_above`: the
    weak muscles of which a block may lie above the sites that were stimulated."""

    muscles: tuple[Row, ...]
    areas: tuple[Row, ...]
    look_above: tuple[str, ...]


def presented_examined(
    study: Study, verdicts: Sequence[SegmentVerdict], table: ReferenceTable, language: str
) -> PresentedExamined | None:
    """None where nothing was recorded beside nerve conduction."""
    if not study.muscles and not study.areas:
        return None
    order = {one.id: at for at, one in enumerate(body.muscles())}
    muscles = sorted(
        study.muscles, key=lambda one: (order[one.muscle], SIDES_IN_ORDER.index(one.side))
    )
    areas = sorted(
        study.areas,
        key=lambda one: (
            one.nerve, SIDES_IN_ORDER.index(one.side), site_rank(one.nerve, one.site),
        ),
    )  # fmt: skip
    return PresentedExamined(
        tuple(_muscle(one, language) for one in muscles),
        tuple(_area(one, language) for one in areas),
        tuple(_look_above(study, verdicts, table, language)),
    )


def _muscle(muscle: MuscleExamined, language: str) -> Row:
    unknown = say("report.examined.not_recorded", language)
    needle = listed((say(f"report.examined.needle.{each}", language) for each in muscle.needle),
                    language)  # fmt: skip
    name = say("report.examined.place", language, place=word_of("muscle", muscle.muscle, language),
               side=say(f"report.conclusion.side.{muscle.side}", language))  # fmt: skip
    numbers = (muscle.strength_mrc or "", needle, number(muscle.motor_units))
    return Row(name, tuple(text or unknown for text in numbers))


def _area(area: NerveArea, language: str) -> Row:
    nerve, site = (word_of(kind, getattr(area, kind), language) for kind in ("nerve", "site"))
    place = say("report.conclusion.where", language, series=nerve, stretch=site)
    name = say("report.examined.place", language, place=place,
               side=say(f"report.conclusion.side.{area.side}", language))  # fmt: skip
    return Row(name, (number(area.area_mm2),))


def _look_above(
    study: Study, verdicts: Sequence[SegmentVerdict], table: ReferenceTable, language: str
) -> Iterable[str]:
    weak = {
        (one.side, one.muscle): one.strength_mrc
        for one in study.muscles
        if one.strength_mrc is not None and at_most_four(one.strength_mrc)
    }
    motor = sorted(
        (one for one in study.measures if one.kind == "M" and one.muscle and not one.empty),
        key=lambda one: (rank(one), site_rank(one.nerve, one.site)),
    )
    age = study.subject.age_years if study.subject else None
    for _, rows in groupby(motor, key=rank):
        series = tuple(rows)
        first = series[0]
        grade = weak.get((first.side, first.muscle or ""))
        if grade is None or is_crossover(first.nerve, first.muscle or ""):
            continue
        limits = table.limits(first.nerve, first.muscle or "", age)
        lowest = limits.amplitude_lower_mv if limits else None
        if series[-1].site != ROOT and _is_large(first, lowest) and not _falls(first, verdicts):
            yield say(
                "report.examined.look_above", language, grade=grade,
                series=short_series(first, language, muscle=True),
                site=word_of("site", series[-1].site, language),
            )  # fmt: skip


def _is_large(distal: Measure, lowest: float | None) -> bool:
    """Whether the distal response is at or above its lower limit; not where one is not known."""
    if lowest is None or distal.amplitude_mv is None:
        return False
    return Threshold("at_least", lowest, "mV").met_by(distal.amplitude_mv)


def _falls(distal: Measure, verdicts: Sequence[SegmentVerdict]) -> bool:
    """Whether a block was found in the series, or a large fall, counted or not."""
    place = distal.side, distal.nerve, distal.muscle
    return any(
        one.block in BLOCKS or one.large is not None or large_fall(one.segment) is not None
        for one in verdicts
        if (one.segment.side, one.segment.nerve, one.segment.muscle) == place
    )
