"""F waves beside their limits, and whether they are lost.

A lost F wave fits a block above the highest site that was stimulated, or loss of nerve cells: a
sign and never a block. Too few stimuli, or weak ones, lose F waves too.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal

from multifocal.criteria.finding import Finding
from multifocal.criteria.sensory.values import VALUES, Value, beside_limit, unassessed
from multifocal.criteria.threshold import Threshold
from multifocal.criteria.warmth import limb_temperature_c, slow_because
from multifocal.reference import ReferenceTable, limit_of_f
from multifocal.study.clinical import ClinicalPicture
from multifocal.study.f_measure import FMeasure
from multifocal.study.measure import Measure
from multifocal.study.order import has_site, series_rank, site_rank

LOST: Final = "multifocal-choice-lost-f"
FEWEST_STIMULI: Final = 10  # source: multifocal-choice-lost-f, f-waves-ten-stimuli
# What the distal response must have more of; as EFNS/PNS 2010 asks of a block. Source: LOST.
FLOOR: Final = Threshold("more_than", 1.0, "mV")
FLOOR_SHARE: Final = 0.2
OFTEN_ABSENT: Final = ("fibular",)
"""Nerves whose F waves are often absent in health. Source: multifocal-choice-lost-f."""

LATENCY: Final = Value("f_latency", "ms", lower=False)
PERSISTENCE: Final = Value("f_persistence", "%", lower=True)
WAVES: Final = Value("f_waves", "", lower=True)

NotLost = Literal[
    "f_unread", "f_fibular", "f_stimuli_unknown", "f_stimuli_few", "f_weak", "f_no_motor",
    "f_motor_absent", "f_amplitude_missing", "f_motor_small", "f_strength_unknown",
]  # fmt: skip
"""Why absent F waves are not yet lost ones; the last where nothing else is wanting."""


@dataclass(frozen=True)
class FCase:
    """F waves of one site with what is needed to judge them.

    `motor`: the motor response from that site, None where there is none. `highest`: the highest
    site that the muscle was stimulated from, `fallen`: whether its response falls much up to there.
    `strong`: whether the stimuli were supramaximal, by the row of the F waves, else that of the
    motor response, else as a person states it.
    """

    waves: FMeasure
    motor: Measure | None
    highest: str
    fallen: bool
    strong: bool | None
    lower_limit_mv: float | None
    temperature_c: float | None


@dataclass(frozen=True)
class FVerdict:
    """What is said of the F waves of one site; "met" is within the limit, or that waves came."""

    waves: FMeasure
    findings: tuple[Finding, ...]


def f_cases(
    late: Iterable[FMeasure],
    measures: Iterable[Measure],
    table: ReferenceTable,
    age_years: float | None,
    picture: ClinicalPicture,
    fallen: Collection[tuple[str, str, str]] = (),
) -> tuple[FCase, ...]:
    """The F waves of a study, in a fixed order. `fallen`: side, nerve and muscle of motor responses
    with a large fall."""
    rows = tuple(measures)
    return tuple(
        replace(
            _case(one, rows, table, age_years, picture),
            fallen=(one.side, one.nerve, one.muscle) in fallen,
        )
        for one in sorted(
            late,
            key=lambda one: (series_rank(one.side, one.nerve, one.muscle),
                             site_rank(one.nerve, one.site)),
        )
    )  # fmt: skip


def _case(
    waves: FMeasure,
    rows: tuple[Measure, ...],
    table: ReferenceTable,
    age_years: float | None,
    picture: ClinicalPicture,
) -> FCase:
    series = [
        each
        for each in rows
        if each.kind == "M"
        and not each.empty
        and (each.side, each.nerve, each.muscle) == (waves.side, waves.nerve, waves.muscle)
    ]
    motor = next((each for each in series if each.site == waves.site), None)
    sites = sorted(
        {waves.site, *(each.site for each in series)}, key=lambda at: site_rank(waves.nerve, at)
    )
    strong = waves.supramaximal
    if strong is None and motor is not None:
        strong = motor.supramaximal
    temperature = waves.temperature_c
    if temperature is None:
        temperature = limb_temperature_c(rows, waves.side, waves.nerve)
    return FCase(
        waves=waves,
        motor=motor,
        highest=max(sites, key=lambda at: site_rank(waves.nerve, at)),
        fallen=False,
        strong=picture.stimulation_supramaximal if strong is None else strong,
        lower_limit_mv=table.amplitude_lower_mv(waves.nerve, waves.muscle, age_years),
        temperature_c=temperature,
    )


def not_lost(case: FCase, *, own_floor: bool = False) -> NotLost | None:
    """Why it cannot be said that F waves which did not come are lost; None where they are.

    `own_floor`: the motor response is already known to be large enough.
    """
    waves = case.waves
    if waves.empty:
        return "f_unread"
    if waves.nerve in OFTEN_ABSENT:
        return "f_fibular"
    if waves.sweeps is None:
        return "f_stimuli_unknown"
    if waves.sweeps < FEWEST_STIMULI:
        return "f_stimuli_few"
    if case.strong is False:
        return "f_weak"
    small = _too_small(case)
    if small is not None and not (own_floor and small == "f_motor_small"):
        return small
    return "f_strength_unknown" if case.strong is None else None


def _too_small(case: FCase) -> NotLost | None:
    """Why the motor response cannot stand for nerve and muscle; None where it is large enough."""
    motor = case.motor
    if motor is None or motor.unmeasurable is not None:
        return "f_no_motor"
    if motor.silent:
        return "f_motor_absent"
    if motor.amplitude_mv is None:
        return "f_amplitude_missing"
    least = FLOOR_SHARE * (case.lower_limit_mv or 0.0)
    share = Threshold("more_than", least, "mV")
    large = FLOOR.met_by(motor.amplitude_mv) and share.met_by(motor.amplitude_mv)
    return None if large else "f_motor_small"


def f_verdicts(
    cases: Iterable[FCase], table: ReferenceTable, age_years: float | None
) -> tuple[FVerdict, ...]:
    """What is said of each."""
    return tuple(
        FVerdict(
            case.waves,
            (
                _came(case),
                *_latency(case, table, age_years),
                *_persistence(case, table, age_years),
            ),
        )
        for case in cases
    )


def _came(case: FCase) -> Finding:
    one = case.waves
    numbers = {
        "persistence_percent": one.persistence_percent,
        "stimuli": None if one.sweeps is None else float(one.sweeps),
    }
    if not one.absent and not one.empty:
        return VALUES.finding("f_waves", "met", "study.value.f_came", numbers=numbers, source=LOST)
    because = not_lost(case)
    words: dict[str, str | float] = {"site": case.highest}
    if because is None:
        key = f"study.value.f_lost{'.fallen' if case.fallen else ''}"
        return VALUES.finding(
            "f_waves",
            "not_met",
            key,
            parameters=words,
            numbers=numbers,
            choices=(LOST,),
            source=LOST,
        )
    if because == "f_unread":
        return unassessed(WAVES, because)
    key = "study.value.f_lost_if" if because == "f_strength_unknown" else "study.value.f_not_lost"
    words |= {"because": because}
    return VALUES.finding(
        "f_waves", "cannot_be_assessed", key, parameters=words, numbers=numbers,
        choices=(LOST,), source=LOST,
    )  # fmt: skip


def _latency(case: FCase, table: ReferenceTable, age_years: float | None) -> Iterator[Finding]:
    waves = case.waves
    if waves.minimum_latency_ms is None:
        return
    limit_row = limit_of_f(table, "latency", waves.nerve, waves.muscle, age_years)
    if limit_row is None:
        yield unassessed(LATENCY, "f_no_limit")
        return
    if site_rank(waves.nerve, waves.site) != _usual(waves.nerve):
        yield unassessed(LATENCY, "f_other_site")
        return
    few = waves.sweeps is None or waves.sweeps < FEWEST_STIMULI
    but = "f_latency_few" if few else slow_because(case.temperature_c)
    answer = beside_limit(LATENCY, waves.minimum_latency_ms, limit_row[0], but)
    yield answer
    if answer.status != "met" and not table.by_height(waves.nerve, waves.muscle):
        yield VALUES.finding(
            "f_height", "not_applicable", "study.value.f_height", source=limit_row[0].source.id
        )


def _usual(nerve: str) -> int:
    """The rank of wrist or ankle, from where the limits were measured."""
    return max(
        (site_rank(nerve, site) for site in ("wrist", "ankle") if has_site(nerve, site)), default=0
    )


def _persistence(case: FCase, table: ReferenceTable, age_years: float | None) -> Iterator[Finding]:
    """Below the limit counts only by as many supramaximal stimuli as the limit was found by."""
    waves = case.waves
    limit_row = limit_of_f(table, "persistence", waves.nerve, waves.muscle, age_years)
    if limit_row is None or waves.persistence_percent is None or waves.absent:
        return
    limit, stimuli = limit_row
    but = None
    if stimuli is not None and (waves.sweeps is None or waves.sweeps < stimuli):
        but = "f_persistence_few"
    elif case.strong is not True:
        but = "f_weak" if case.strong is False else "f_strength_unknown"
    yield beside_limit(PERSISTENCE, waves.persistence_percent, limit, but)
