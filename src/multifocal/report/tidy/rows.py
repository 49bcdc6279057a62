"""Rows for statistics: plain values under stable names; what is not known is empty.

Names are the fields' own, with their units, and never a sentence: they are for programs.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from multifocal.criteria import Evaluation, SegmentVerdict, criteria_set
from multifocal.study import Measure, Study
from multifocal.words import say

Cell = str | float | int | None
Row = dict[str, Cell]

TABLE_VERSION: Final = 3
"""Of both tables. From 3 on: `answers`. From 2 on: `_blocks` counts those that hang on no condition
and `_blocks_if` the others; what is not known for rows that were not read is empty; `remarks`; the
caution `weakness_duration_not_stated` apart from `weakness_under_ten_days`."""

_OF_STUDY: Final = ("file", "date", "age_years", "sex")
SEGMENT_COLUMNS: Final = (
    *_OF_STUDY,
    "side", "nerve", "muscle", "distal_site", "proximal_site", "sites_between", "criteria",
    "criteria_version", "criteria_standing", "long_segments", "reference", "block", "reason",
    "provided", "by_numbers", "large", "literal", "distal_latency_ms", "proximal_latency_ms",
    "distal_amplitude_mv", "proximal_amplitude_mv", "distal_area_mvms", "proximal_area_mvms",
    "distal_duration_ms", "proximal_duration_ms", "amplitude_reduction_percent",
    "area_reduction_percent", "duration_increase_percent", "length_mm", "velocity_m_s",
    "distal_absent", "proximal_absent", "distal_supramaximal", "proximal_supramaximal",
    "distal_temperature_c", "proximal_temperature_c", "cautions",
)  # fmt: skip


_OF_SET: Final = ("blocks", "blocks_if", "large_falls", "category")


def study_columns(criteria: Iterable[str]) -> tuple[str, ...]:
    """The columns of a row a study; `criteria`: the sets that judged."""
    return (
        *_OF_STUDY, "height_cm", "fault", "fault_line", "fault_column", "answers",
        "motor_responses",
        "sensory_responses", "f_wave_series", "recordings", "segments",
        "remarks", "table_version", *(f"{name}_{what}" for name in criteria for what in _OF_SET),
    )  # fmt: skip


def fault_row(
    file: str, text: str, line: int | None, column: str | None, answers: str | None = None
) -> Row:
    """The row of a file that cannot be read or judged. `answers`: those that it needs, each as the
    command line is told it."""
    return {
        "file": file, "fault": text, "fault_line": line, "fault_column": column,
        "answers": answers, "table_version": TABLE_VERSION,
    }  # fmt: skip


def study_row(
    file: str, study: Study, found: Iterable[Evaluation], unread: Sequence[str] = ()
) -> Row:
    """What there is, and what each set says of the whole. `unread`: what of its file was not read
    and may change what the numbers mean."""
    evaluations = tuple(found)
    kinds = [one.kind for one in study.measures]
    row: Row = _of_study(file, study) | {
        "height_cm": study.subject.height_cm if study.subject else None,
        "motor_responses": kinds.count("M"),
        "sensory_responses": None if study.sensory_unread else kinds.count("sensory"),
        "f_wave_series": None if study.f_waves_unread else len(study.f_measures),
        "recordings": len(study.recordings),
        "segments": len(evaluations[0].segments) if evaluations else 0,
        "remarks": " | ".join((*_counts(study), *unread)) or None,
        "table_version": TABLE_VERSION,
    }
    for evaluation in evaluations:
        blocks = [
            each for each in evaluation.segments if each.block in ("definite", "probable", "met")
        ]
        conditional = sum(bool(each.provided) for each in blocks)
        row |= {
            f"{evaluation.criteria}_blocks": len(blocks) - conditional,
            f"{evaluation.criteria}_blocks_if": conditional,
            f"{evaluation.criteria}_large_falls": sum(
                bool(each.large) for each in evaluation.segments
            ),
            f"{evaluation.criteria}_category": evaluation.category.answer
            if evaluation.category
            else None,
        }
    return row


def _counts(study: Study) -> Iterator[str]:
    """How many rows of a kind were not read, where some were not."""
    for name, count in (("sensory", study.sensory_unread), ("f", study.f_waves_unread),
                        ("motor", study.motor_unread)):  # fmt: skip
        if count:
            yield say(f"report.conclusion.{name}.unread", count=count)


def segment_rows(file: str, study: Study, found: Iterable[Evaluation]) -> list[Row]:
    """A row a segment and set."""
    about = _of_study(file, study)
    return [about | _of_set(one) | _segment(each) for one in found for each in one.segments]


def _of_study(file: str, study: Study) -> Row:
    person = study.subject
    return {
        "file": file,
        "date": study.on.isoformat() if study.on else None,
        "age_years": person.age_years if person else None,
        "sex": person.sex if person else None,
    }


def _of_set(evaluation: Evaluation) -> Row:
    rules = criteria_set(evaluation.criteria)
    return {
        "criteria": evaluation.criteria,
        "criteria_version": rules.version,
        "criteria_standing": rules.standing,
        "long_segments": evaluation.long_segments if rules.readings else None,
        "reference": evaluation.reference,
    }


def _segment(verdict: SegmentVerdict) -> Row:
    segment = verdict.segment
    return {
        "side": verdict.side,
        "nerve": verdict.nerve,
        "muscle": verdict.muscle,
        "distal_site": verdict.distal_site,
        "proximal_site": verdict.proximal_site,
        "sites_between": " ".join(each.site for each in segment.between) or None,
        "block": verdict.block,
        "reason": verdict.reason,
        "provided": " ".join(verdict.provided) or None,
        "by_numbers": verdict.by_numbers.block if verdict.by_numbers else None,
        "large": verdict.large,
        "literal": verdict.literal,
        "amplitude_reduction_percent": segment.amplitude_reduction_percent,
        "area_reduction_percent": segment.area_reduction_percent,
        "duration_increase_percent": segment.duration_increase_percent,
        "length_mm": segment.length_mm,
        "velocity_m_s": segment.velocity_m_s,
        "cautions": " ".join(each.id for each in verdict.cautions) or None,
        **_end("distal", segment.distal),
        **_end("proximal", segment.proximal),
    }


def _end(name: str, measure: Measure) -> Mapping[str, Cell]:
    return {
        f"{name}_latency_ms": measure.latency_ms,
        f"{name}_amplitude_mv": measure.amplitude_mv,
        f"{name}_area_mvms": measure.negative_peak_area_mvms,
        f"{name}_duration_ms": measure.negative_peak_duration_ms,
        f"{name}_absent": _truth(measure.absent),
        f"{name}_supramaximal": _truth(measure.supramaximal),
        f"{name}_temperature_c": measure.temperature_c,
    }


def _truth(value: bool | None) -> Cell:
    return None if value is None else "yes" if value else "no"
