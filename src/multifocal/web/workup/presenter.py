"""Waveforms with their marks and measures, as the page's template shows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

import numpy as np

from multifocal.fault import Fault
from multifocal.figures import (
    MARKS,
    SENSITIVITIES_MV,
    Figure,
    Scope,
    Sweep,
    Table,
    fitting_mv,
    screen,
    traces,
)
from multifocal.measuring import sensory_velocity_m_s
from multifocal.report import series_title
from multifocal.study import Recording, distance_said, reason_said, word_of
from multifocal.study.order import series_rank, site_rank
from multifocal.web.workup.f_waves import PresentedFWaves, present_f_waves
from multifocal.web.workup.markers import MarkedSweep
from multifocal.words import initial, listed, say

SWEEPS_MS: Final = (10, 20, 30, 50, 100)
BEFORE_SHARE: Final = 0.04  # of the axis, before the stimulus
MOTOR_COLUMNS: Final = (
    "report.label.latency_ms",
    "report.label.amplitude_mv",
    "report.label.area_mvms",
    "report.label.duration_ms",
    "report.label.distance_mm",
    "lab.column.velocity",
    "workup.column.whole_area",
)
SENSORY_COLUMNS: Final = (
    "workup.column.onset",
    "workup.column.peak",
    "lab.column.uv",
    "workup.column.peak_to_peak",
    "report.label.duration_ms",
    "report.label.distance_mm",
    "lab.column.velocity",
)


@dataclass(frozen=True)
class PresentedTrace:
    """One sweep's fields and what is said of it."""

    key: str
    site: str
    typed: tuple[tuple[str, str, str], ...]
    """Name, label and value of the fields of the marks."""
    response: str
    numbers: tuple[str, ...]
    how: str
    """How the marks were found; or why there are none."""
    open: bool
    """Whether it has no measure."""
    fault: str
    by_hand: bool
    step_ms: str
    last_ms: str


@dataclass(frozen=True)
class PresentedSeries:
    """All sites of one muscle or skin: the picture, the traces, and which unit its numbers have."""

    key: str
    title: str
    figure: Figure
    columns: tuple[str, ...]
    traces: tuple[PresentedTrace, ...]


@dataclass(frozen=True)
class PresentedWaveforms:
    """Every series of the study."""

    series: tuple[PresentedSeries, ...]
    late: tuple[PresentedFWaves, ...]
    sweeps: tuple[tuple[str, str], ...]
    sensitivities: tuple[tuple[str, str], ...]
    chosen: tuple[str, str]
    """The sweep and sensitivity chosen, empty where they fit by themselves."""


def present_waveforms(
    marked: Sequence[MarkedSweep], data: Mapping[str, str], language: str
) -> PresentedWaveforms:
    """The waveforms in the reader's language."""
    sweep, sensitivity = data.get("sweep", ""), data.get("sensitivity", "")
    at = {id(one): str(k) for k, one in enumerate(marked)}
    responses = sorted((one for one in marked if one.recording.kind != "F"), key=_series)
    late = sorted((one for one in marked if one.recording.kind == "F"), key=_late)
    return PresentedWaveforms(
        series=tuple(
            _present_series(str(k), list(group), at, sweep, sensitivity, language)
            for k, (_key, group) in enumerate(groupby(responses, key=_series))
        ),
        late=tuple(
            present_f_waves([one.recording for one in group], language)
            for _key, group in groupby(late, key=_late)
        ),
        sweeps=tuple((str(ms), f"{ms} ms") for ms in SWEEPS_MS),
        sensitivities=tuple((f"{mv:g}", _voltage(mv)) for mv in SENSITIVITIES_MV),
        chosen=(sweep, sensitivity),
    )


def _series(one: MarkedSweep) -> tuple[object, ...]:
    """Sorts by kind, side, nerve, muscle or skin; in `body`'s order where `body` knows them."""
    r = one.recording
    try:
        rank = series_rank(r.side, r.nerve, r.muscle)
    except Fault:  # a sensory nerve
        rank = (r.side, 99, 0)
    return r.kind, rank, r.nerve, r.skin or ""


def _late(one: MarkedSweep) -> tuple[object, ...]:
    return *_series(one), one.recording.site


def _along(one: MarkedSweep) -> tuple[float, float]:
    """Sorts sites from distal to proximal: in `body`'s order, else by distance."""
    r = one.recording
    try:
        return float(site_rank(r.nerve, r.site)), 0.0
    except Fault:
        return 99.0, r.distance_mm or 0.0


def _present_series(
    key: str,
    group: list[MarkedSweep],
    at: Mapping[int, str],
    sweep: str,
    sensitivity: str,
    language: str,
) -> PresentedSeries:
    group = sorted(group, key=_along)
    sensory = group[0].recording.kind == "sensory"
    screen_rows = [_trace(one, at[id(one)], language) for one in group]
    scope = _scope(screen_rows, sweep, sensitivity)
    presented = tuple(_present_trace(one, at[id(one)], group, sensory, language) for one in group)
    columns = _columns(sensory)
    title = series_title(group[0].recording, language)
    table = Table(
        title,
        (say("report.label.stimulated_at"), *columns),
        tuple((one.site, *one.numbers) for one in presented),
    )
    text = say("workup.waves.text", title=title, sites=len(presented))
    figure = traces(
        text,
        screen_rows,
        scope,
        table,
        sensitivity=say("workup.waves.division", voltage=_voltage(scope.per_division)),
        unit="ms",
    )
    return PresentedSeries(key, title, figure, columns, presented)


def _trace(sweep: MarkedSweep, key: str, language: str) -> Sweep:
    marks = sweep.measure.landmarks
    times = (marks.onset_ms, marks.peak_ms, marks.end_ms) if marks else ()
    level = marks.baseline_mv if marks else _rest(sweep.recording)
    note = ""
    if sweep.measure.absent:
        note = say("study.cli.absent", language)
    elif sweep.measure.unmeasurable:
        note = say("study.cli.unmeasurable")
    site = word_of("site", sweep.recording.site, language)
    return Sweep(
        initial(site), sweep.recording,
        marks=tuple(zip(MARKS, times, strict=False)), level_mv=level, key=key, note=note,
    )  # fmt: skip


def _rest(one: Recording) -> float:
    before = one.negativity_mv[one.times_ms < 0]
    return float(np.median(before if before.size > 2 else one.negativity_mv))


def _scope(rows: Sequence[Sweep], sweep: str, sensitivity: str) -> Scope:
    known = dict.fromkeys(f"{mv:g}" for mv in SENSITIVITIES_MV)
    if sweep.isdigit() and int(sweep) in SWEEPS_MS:
        until = float(sweep)
    else:
        ends = [dict(one.marks)["end"] for one in rows if one.marks]
        longest = max(float(one.recording.times_ms[-1]) for one in rows)
        until = min(max(ends) * 1.35, longest) if ends else longest
        until = next((float(ms) for ms in SWEEPS_MS if ms >= until), until)
    mv = float(sensitivity) if sensitivity in known else fitting_mv(rows)
    return screen(-BEFORE_SHARE * until, until, mv)


def _columns(sensory: bool) -> tuple[str, ...]:
    return tuple(say(key) for key in (SENSORY_COLUMNS if sensory else MOTOR_COLUMNS))


def _present_trace(
    sweep: MarkedSweep, key: str, group: Sequence[MarkedSweep], sensory: bool, language: str
) -> PresentedTrace:
    labels = (say("workup.mark.onset"), say("workup.mark.peak"), say("workup.mark.end"))
    return PresentedTrace(
        key=key,
        site=word_of("site", sweep.recording.site, language),
        typed=tuple(zip(("onset", "peak", "end"), labels, sweep.typed, strict=True)),
        response=sweep.response,
        numbers=_numbers(sweep, group, sensory, language),
        how=_how(sweep, language),
        open=sweep.measure.landmarks is None,
        fault=sweep.fault,
        by_hand=sweep.by_hand,
        step_ms=f"{max(1e3 / sweep.recording.sampling_hz, 0.01):.3f}",
        last_ms=f"{float(sweep.recording.times_ms[-1]):.3f}",
    )


def _numbers(
    one: MarkedSweep, group: Sequence[MarkedSweep], sensory: bool, language: str
) -> tuple[str, ...]:
    m, distance = one.measure, one.recording.distance_mm
    place = "" if distance is None else f"{distance:.0f}"
    velocity = _velocity(one, group, sensory)
    if m.absent:
        absent = say("study.cli.absent", language)
        return ("", absent, "", "", place, velocity, "")
    if m.unmeasurable:
        return ("", say("study.cli.unmeasurable"), "", "", place, velocity, "")
    if sensory:
        return (
            _digits(m.latency_ms, 2), _digits(m.peak_latency_ms, 2),
            _digits(m.amplitude_mv, 1, 1e3), _digits(m.peak_to_peak_mv, 1, 1e3),
            _digits(m.negative_peak_duration_ms, 2), place, velocity,
        )  # fmt: skip
    return (
        _digits(m.latency_ms, 2), _digits(m.amplitude_mv, 2), _digits(m.negative_peak_area_mvms, 1),
        _digits(m.negative_peak_duration_ms, 1), place, velocity,
        _digits(m.total_negative_area_mvms, 1),
    )  # fmt: skip


def _velocity(sweep: MarkedSweep, group: Sequence[MarkedSweep], sensory: bool) -> str:
    """From the next more distal site; of sensory responses, to the electrode."""
    if sensory:
        return _digits(sensory_velocity_m_s(sweep.recording, sweep.measure), 1)
    before = group[: group.index(sweep)]
    if not before:
        return ""
    near, far = before[-1], sweep
    lengths = (near.recording.distance_mm, far.recording.distance_mm)
    times = (near.measure.latency_ms, far.measure.latency_ms)
    if None in (*lengths, *times):
        return ""
    length, took = lengths[1] - lengths[0], times[1] - times[0]  # type: ignore[operator]
    return f"{length / took:.1f}" if took > 0 and length > 0 else ""


def _how(sweep: MarkedSweep, language: str) -> str:
    m = sweep.measure
    if sweep.response == "absent":
        return say("workup.how.absent_by_hand")
    if m.unmeasurable:
        text = say("workup.how.unmeasurable", reason=reason_said(m, language))
        return f"{text} {distance_said(m, language)}".rstrip()
    quality = m.quality
    parts = [say("workup.how.by_hand") if sweep.by_hand else say("workup.how.found")]
    if m.absent:
        parts = [say("workup.how.absent")]
    if quality is not None:
        where = say(f"study.measuring.baseline.{quality.baseline_found}", language)
        parts.append(say("workup.how.baseline", where=where))
        if quality.removed:
            taken = listed(
                say(f"study.measuring.removed.{one}", language) for one in quality.removed
            )
            parts.append(say("workup.how.removed", what=taken))
        if quality.signal_to_noise is not None:
            parts.append(say("workup.how.noise", ratio=f"{quality.signal_to_noise:.0f}"))
    if m.landmarks is not None and m.latency_ms is None:
        parts.append(say("study.measuring.times_unsure", language))
    return " ".join(parts)


def _digits(value: float | None, digits: int, times: float = 1.0) -> str:
    return "" if value is None else f"{value * times:.{digits}f}"


def _voltage(mv: float) -> str:
    return f"{mv:g} mV" if mv >= 0.1 else f"{mv * 1e3:g} µV"
