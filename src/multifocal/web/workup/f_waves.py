"""F waves as the page shows them: low sweeps, one below the other, and what is read off them."""

from dataclasses import dataclass

import numpy as np

from multifocal.fault import Fault
from multifocal.figures import Figure, Sweep, Table, screen, traces
from multifocal.figures.cursors import Mark
from multifocal.measuring import FWaves, f_waves
from multifocal.report import series_title
from multifocal.study import Recording, word_of
from multifocal.words import say

MV_PER_DIVISION = 0.2


@dataclass(frozen=True)
class PresentedFWaves:
    """F waves of one muscle from one site."""

    title: str
    figure: Figure
    rows: tuple[tuple[str, str], ...]


def present_f_waves(recordings: list[Recording], language: str) -> PresentedFWaves:
    first = recordings[0]
    title = say(
        "workup.late.title",
        series=series_title(first, language),
        site=word_of("site", first.site, language),
    )
    try:
        waves = f_waves(recordings)
    except Fault as fault:
        return PresentedFWaves(
            title, Figure("", fault.problem), ((say("workup.late.unmeasurable"), fault.problem),)
        )
    rows = _late_rows(waves)
    return PresentedFWaves(title, _late_figure(recordings, waves, title, rows), rows)


def _late_rows(waves: FWaves) -> tuple[tuple[str, str], ...]:
    def ms(value: float | None) -> str:
        return "" if value is None else f"{value:.1f} ms"

    unknown = say("workup.late.unknown", sweeps=waves.undecided)
    persistence = waves.persistence_percent
    known = unknown if persistence is None else f"{persistence:.0f} %"
    rows = [
        (say("workup.late.sweeps"), str(len(waves.waves))),
        (say("workup.late.persistence"), known),
        (say("workup.late.least"), ms(waves.minimum_latency_ms)),
        (say("workup.late.mean"), ms(waves.mean_latency_ms)),
        (say("workup.late.spread"), ms(waves.chronodispersion_ms)),
        (say("workup.late.window"), f"{waves.window_ms[0]:.0f}–{waves.window_ms[1]:.0f} ms, "
         f"{1e3 * waves.threshold_mv:.0f} µV"),
    ]  # fmt: skip
    if waves.few:
        rows.append((say("workup.late.few"), say("workup.late.few.text")))
    return tuple(row for row in rows if row[1])


def _late_figure(
    recordings: list[Recording], waves: FWaves, title: str, rows: tuple[tuple[str, str], ...]
) -> Figure:
    sweeps = []
    for k, (one, wave) in enumerate(zip(recordings, waves.waves, strict=True)):
        late = one.negativity_mv[(one.times_ms >= waves.window_ms[0])]
        level = float(np.median(late)) if late.size else 0.0
        marks: tuple[tuple[Mark, float], ...] = (("onset", wave.onset_ms),) if wave else ()
        sweeps.append(Sweep("", one, marks=marks, level_mv=level, key=f"f{k}"))
    scope = screen(0.0, waves.window_ms[1], MV_PER_DIVISION, compact=True)
    table = Table(title, (say("site.f_waves"), ""), rows)
    voltage = f"{1e3 * MV_PER_DIVISION:g} µV"
    words = say("workup.waves.division", voltage=voltage)
    return traces(title, sweeps, scope, table, sensitivity=words, unit="ms")
