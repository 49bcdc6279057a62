"""A study's waveforms measured, each in its own way: motor, sensory, F."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from multifocal.arguments import names_arguments
from multifocal.fault import Fault
from multifocal.measuring.f_waves import f_waves
from multifocal.measuring.many import measure_all, measured
from multifocal.study.f_measure import FMeasure
from multifocal.study.measure import Measure
from multifocal.study.recording import Recording
from multifocal.study.study import Study


@names_arguments
def measured_study(study: Study) -> Study:
    """The study with measures of its waveforms in place of those it has for the same places.

    Motor responses are measured series by series, sensory ones one by one, F sweeps together;
    F waves that cannot be read have no numbers. Fault as in `measure_all`.
    """
    motor = tuple(one for one in study.recordings if one.kind == "M")
    measures = (
        *measure_all(motor),
        *(measured(one) for one in study.recordings if one.kind == "sensory"),
    )
    late = _late(one for one in study.recordings if one.kind == "F")
    fresh = {_place(one) for one in measures}
    fresh_late = {_place(one) for one in late}
    return replace(
        study,
        measures=(*measures, *(one for one in study.measures if _place(one) not in fresh)),
        f_measures=(*late, *(one for one in study.f_measures if _place(one) not in fresh_late)),
    )


@names_arguments
def completed_study(study: Study) -> Study:
    """The study with measures of those waveforms that have none yet; the others stay as they are.

    Fault as in `measured_study`.
    """
    known = {_place(one) for one in study.measures} | {_place(one) for one in study.f_measures}
    lacking = {_series(one) for one in study.recordings if _place(one) not in known}
    if not lacking:
        return study
    fresh = measured_study(
        Study(recordings=tuple(one for one in study.recordings if _series(one) in lacking))
    )
    return replace(
        study,
        measures=(*study.measures, *(one for one in fresh.measures if _place(one) not in known)),
        f_measures=(
            *study.f_measures,
            *(one for one in fresh.f_measures if _place(one) not in known),
        ),
    )


def _series(one: Recording) -> tuple[object, ...]:
    return one.kind, one.side, one.nerve, one.muscle, one.skin


def _late(recordings: Iterable[Recording]) -> tuple[FMeasure, ...]:
    """F waves in summary, one a site."""

    def place(one: Recording) -> tuple[str, ...]:
        return one.side, one.nerve, one.muscle or "", one.site

    summaries = []
    for _, group in groupby(sorted(recordings, key=place), key=place):
        sweeps = tuple(group)
        try:
            series = f_waves(sweeps)
        except Fault:  # no room for F waves: recorded, and nothing to be read in it
            series = None
        summaries.append(
            FMeasure(
                side=sweeps[0].side,
                nerve=sweeps[0].nerve,
                muscle=sweeps[0].muscle or "",
                site=sweeps[0].site,
                minimum_latency_ms=series.minimum_latency_ms if series else None,
                mean_latency_ms=series.mean_latency_ms if series else None,
                persistence_percent=series.persistence_percent if series else None,
                chronodispersion_ms=series.chronodispersion_ms if series else None,
                sweeps=len(sweeps),
                temperature_c=sweeps[0].temperature_c,
                supramaximal=_strong(sweeps),
            )
        )
    return tuple(summaries)


def _strong(sweeps: Iterable[Recording]) -> bool | None:
    """Whether all stimuli were supramaximal; None where that of some is not known."""
    said = {one.supramaximal for one in sweeps}
    if False in said:
        return False
    return None if None in said else True


def _place(one: Recording | Measure | FMeasure) -> tuple[object, ...]:
    if isinstance(one, FMeasure) or one.kind == "F":
        return "F", one.side, one.nerve, one.muscle, one.site
    return one.kind, one.side, one.nerve, one.muscle, one.skin, one.site
