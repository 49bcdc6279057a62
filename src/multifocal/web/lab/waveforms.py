"""The simulation's sweeps as pictures: responses by site, F waves, the sensory response."""

from collections.abc import Sequence

import numpy as np

from multifocal.figures import Figure, Scope, Sweep, Table, nice, sweeps
from multifocal.figures.cursors import Mark
from multifocal.figures.waveforms import SMALL
from multifocal.study import Landmarks, Measure, Recording, word_of
from multifocal.web.lab.experiment import Probed, Simulated
from multifocal.words import listed, say

WIDE_PX, NARROW_PX = 760.0, 340.0
ROW, DIVISION, F_ROW, F_DIVISION = 64.0, 19.0, 19.0, 9.0
TALLEST_DIVISIONS = 2.4
AFTER_MS = 6.0
RESTS_WITHIN = 6.0
"""Standard deviations of the noise before the stimulus, within which a sweep is at rest."""
F_SCOPE_MS = {"arm": 50.0, "leg": 80.0}


def motor_picture(found: Simulated, width: float, language: str) -> Figure:
    """Responses by site, distal on top, the healthy ones faint behind."""
    shown = [*found.motor, *([found.check] if found.check else [])]
    rows = [_sweep(found, one, language) for one in shown]
    table = _table(found, shown, language)
    text = say("lab.traces.text", language, values=_values(rows))
    return _stacked(text, rows, table, width, "mV", language)


def sensory_picture(found: Simulated, width: float, language: str) -> Figure | None:
    """The sensory responses of the same nerve, None where there are none."""
    if not found.sensory:
        return None
    rows = [_sweep(found, one, language) for one in found.sensory]
    table = _table(found, found.sensory, language)
    text = say("lab.sensory.text", language, values=_values(rows))
    return _stacked(text, rows, table, width, "µV", language)


def probe_picture(probe: Probed, width: float, language: str) -> Figure:
    """The stimulator's responses, weak to strong; the one that is set has its landmarks."""
    rows, lines = [], []
    for strength, response in probe.by_strength.items():
        high = float(response.recording.negativity_mv.max())
        here = strength == probe.here
        marks = probe.measure.landmarks if here and probe.measure else None
        key = "lab.probe.here" if here else "lab.probe.strength"
        said = "–" if not response.arrived else f"{high:.1f} mV"
        rows.append(
            Sweep(
                name=say(key, language, strength=strength),
                said=said,
                recording=response.recording,
                marks=_marks(marks) if marks else (),
            )
        )
        lines.append((f"{strength}", f"{response.fired}", f"{response.arrived}", said))
    names = ("strength", "fired", "arrived", "mv")
    columns = tuple(say(f"lab.column.{name}", language) for name in names)
    table = Table(say("lab.probe.table", language), columns, tuple(lines))
    text = say("lab.probe.text", language, values=_values(rows))
    return _stacked(text, rows, table, width, "mV", language)


def f_picture(simulated: Simulated, width: float, limb: str, language: str) -> Figure | None:
    """Every F sweep, the M response cut off; None where F waves are not shown."""
    if simulated.f_latencies_ms is None:
        return None
    marks = [() if np.isnan(ms) else (float(ms),) for ms in simulated.f_latencies_ms]
    rows = [
        Sweep(str(k), one, marks=tuple(("onset", ms) for ms in at))
        for k, (one, at) in enumerate(zip(simulated.late, marks, strict=True), start=1)
    ]
    tallest = max(
        (_height_at(one, at) for one, at in zip(simulated.late, marks, strict=True)), default=0
    )
    until = F_SCOPE_MS[limb]
    late = simulated.f_latencies_ms[np.isfinite(simulated.f_latencies_ms)]
    if late.size:
        until = max(until, float(np.ceil((late.max() + 15) / 10) * 10))
    scope = Scope(
        width=width, row=F_ROW, division=F_DIVISION, per_division=nice(max(tallest, 0.05)),
        unit="mV", until_ms=until, ms_per_division=10.0, gutter=30.0, lane=(F_DIVISION, F_DIVISION),
    )  # fmt: skip
    return sweeps(
        say("lab.f.text", language, stimuli=len(rows), seen=int(late.size)),
        rows,
        _f_table(simulated, language),
        scope,
        _printed(scope, language),
        say("lab.axis", language),
    )


def _height_at(one: Recording, at: Sequence[float]) -> float:
    """The height of the F wave that begins there."""
    if not at:
        return 0.0
    times = one.times_ms
    return float(np.abs(one.negativity_mv[(times >= at[0]) & (times < at[0] + 12)]).max(initial=0))


def _stacked(
    text: str, rows: Sequence[Sweep], table: Table, width: float, unit: str, language: str
) -> Figure:
    per_unit = 1000.0 if unit == "µV" else 1.0
    every = [one for row in rows for one in (row.recording, row.behind) if one is not None]
    tallest = max(float(one.negativity_mv.max()) for one in every) * per_unit
    end = max([_end_ms(one) for one in every])
    step = 1.0 if end < 10 else 2.0 if end < 18 else 5.0
    scope = Scope(
        width=width, row=ROW, division=DIVISION,
        per_division=nice(max(tallest, 0.02 * per_unit) / TALLEST_DIVISIONS),
        unit=unit, until_ms=float(np.ceil(end / step) * step), ms_per_division=step,
        gutter=118.0 if width > 500 else 104.0,
    )  # fmt: skip
    return sweeps(text, rows, table, scope, _printed(scope, language), say("lab.axis", language))


def _end_ms(one: Recording) -> float:
    """When the sweep has come to rest again."""
    wave = np.abs(one.negativity_mv)
    rest = RESTS_WITHIN * float(one.negativity_mv[one.times_ms < 0].std())
    alive = np.flatnonzero(wave > max(0.02 * float(wave.max()), rest, 1e-9))
    return min(float(one.times_ms[alive[-1]]) + 1.0 if alive.size else 10.0, 60.0)


def _printed(scope: Scope, language: str) -> str:
    return say(
        "lab.gain",
        language,
        gain=f"{scope.per_division:g}",
        unit=scope.unit,
        speed=f"{scope.ms_per_division:g}",
    )


def _sweep(simulated: Simulated, recording: Recording, language: str) -> Sweep:
    measure, healthy = simulated.measure(recording), simulated.measure(recording, healthy=True)
    now = (measure.amplitude_mv or 0.0) if measure else 0.0
    usual = (healthy.amplitude_mv or 0.0) if healthy else 0.0
    marks = measure.landmarks if measure else None
    return Sweep(
        name=site_said(simulated, recording, language),
        said=amplitude_said(measure, recording.kind, language),
        recording=recording,
        behind=simulated.healthy_recording(recording),
        marks=_marks(marks) if marks else (),
        small=now < SMALL * usual,
    )


def _marks(marks: Landmarks) -> tuple[tuple[Mark, float], ...]:
    return ("onset", marks.onset_ms), ("peak", marks.peak_ms), ("end", marks.end_ms)


def site_said(found: Simulated, one: Recording, language: str) -> str:
    """A site's name, with its nerve where that is not the study's own."""
    site = word_of("site", one.site, language)
    if one.kind == "M" and one.nerve != found.setting.nerve:
        return say(
            "lab.site.other", language, nerve=word_of("nerve", one.nerve, language), site=site
        )
    return site


def amplitude_said(measure: Measure | None, kind: str, language: str) -> str:
    """An amplitude in mV, of a sensory response in µV."""
    if measure is None or measure.amplitude_mv is None:
        return "–"
    if measure.absent:
        return say("lab.absent", language)
    return (
        f"{1000 * measure.amplitude_mv:.1f} µV"
        if kind == "sensory"
        else f"{measure.amplitude_mv:.1f} mV"
    )


def _values(rows: Sequence[Sweep]) -> str:
    return listed(f"{row.name} {row.said}" for row in rows)


def _table(simulated: Simulated, recordings: Sequence[Recording], language: str) -> Table:
    sensory = recordings[0].kind == "sensory"
    names = (
        "site",
        "latency",
        "uv" if sensory else "mv",
        "area",
        "duration",
        "distance",
        "velocity",
    )
    left_out = {"area", "duration"} if sensory else set()
    rows, before = [], None
    for recording in recordings:
        measure, healthy = simulated.measure(recording), simulated.measure(recording, healthy=True)
        own = recording.nerve == simulated.setting.nerve and not sensory
        cells = {
            "site": site_said(simulated, recording, language),
            **_numbers(measure, healthy, sensory),
            **_speed(measure, before if own else None, recording.distance_mm if sensory else None),
        }
        cells["uv"] = cells["mv"]
        rows.append(tuple(cells[name] for name in names if name not in left_out))
        before = measure
    caption = say("lab.sensory.table" if sensory else "lab.traces.table", language)
    columns = [say(f"lab.column.{name}", language) for name in names if name not in left_out]
    return Table(caption, tuple(columns), tuple(rows))


def _numbers(measure: Measure | None, healthy: Measure | None, sensory: bool) -> dict[str, str]:
    scale = 1000.0 if sensory else 1.0

    def both(name: str, digits: int, times: float = 1.0) -> str:
        now, usual = (
            None if m is None or getattr(m, name) is None else getattr(m, name) * times
            for m in (measure, healthy)
        )
        said = "–" if now is None else f"{now:.{digits}f}"
        return said if usual is None else f"{said} ({usual:.{digits}f})"

    return {
        "latency": both("latency_ms", 2),
        "mv": both("amplitude_mv", 1, scale),
        "area": both("negative_peak_area_mvms", 1),
        "duration": both("negative_peak_duration_ms", 1),
    }


def _speed(
    measure: Measure | None, distal: Measure | None, whole_mm: float | None
) -> dict[str, str]:
    """Distance and velocity: over `whole_mm`, or from the previous, more distal site."""
    said = {"distance": "–", "velocity": "–"}
    distance_mm = whole_mm or (measure.distance_mm if measure else None)
    if measure is None or distance_mm is None:
        return said
    said["distance"] = f"{distance_mm:.0f}"
    before = 0.0 if whole_mm else distal.latency_ms if distal else None
    if measure.latency_ms is not None and before is not None and measure.latency_ms > before:
        said["velocity"] = f"{distance_mm / (measure.latency_ms - before):.1f}"
    return said


def _f_table(found: Simulated, language: str) -> Table:
    names = ("what", "persistence", "least", "mean", "most", "spread")
    rows = []
    for key, latencies in (
        ("now", found.f_latencies_ms),
        ("healthy", found.healthy_f_latencies_ms),
    ):
        assert latencies is not None
        seen = latencies[np.isfinite(latencies)]
        numbers = (
            [f"{value:.1f}" for value in (seen.min(), seen.mean(), seen.max(), np.ptp(seen))]
            if seen.size
            else ["–"] * 4
        )
        said = say(f"lab.f.{key}", language)
        rows.append((said, f"{100 * seen.size / latencies.size:.0f}", *numbers))
    columns = tuple(say(f"lab.column.{name}", language) for name in names)
    return Table(say("lab.f.table", language), columns, tuple(rows))
