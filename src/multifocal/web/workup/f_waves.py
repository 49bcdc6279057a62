"""F waves as the page shows them: low sweeps, one below the other, and what is read off them."""

from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _

from multifocal.fault import Fault
from multifocal.figures import Figure, Sweep, Table, screen, traces
from multifocal.figures.cursors import Mark
from multifocal.measuring import FWaves, f_waves
from multifocal.report import series_title
from multifocal.study import Recording, word_of

MV_PER_DIVISION = 0.2


@dataclass(frozen=True)
class PresentedFWaves:
    """F waves of one muscle from one site."""

    title: str
    figure: Figure
    rows: tuple[tuple[str, str], ...]


def present_f_waves(recordings: list[Recording], language: str) -> PresentedFWaves:
    first = recordings[0]
    title = _("F waves: %(series)s, %(site)s") % {
        "series": series_title(first, language), "site": word_of("site", first.site, language),
    }  # fmt: skip
    try:
        found = f_waves(recordings)
    except Fault as fault:
        return PresentedFWaves(
            title, Figure("", fault.problem), ((_("Cannot be measured"), fault.problem),)
        )
    rows = _late_rows(found)
    return PresentedFWaves(title, _late_figure(recordings, found, title, rows), rows)


def _late_rows(found: FWaves) -> tuple[tuple[str, str], ...]:
    def ms(value: float | None) -> str:
        return "" if value is None else f"{value:.1f} ms"

    unknown = _("not known: in %(count)d sweeps noise could hide a wave") % {
        "count": found.undecided
    }
    persistence = found.persistence_percent
    rows = [
        (_("Sweeps"), str(len(found.waves))),
        (_("Persistence"), unknown if persistence is None else f"{persistence:.0f} %"),
        (_("Shortest latency"), ms(found.minimum_latency_ms)),
        (_("Mean latency"), ms(found.mean_latency_ms)),
        (_("Chronodispersion"), ms(found.chronodispersion_ms)),
        (_("Looked for"), f"{found.window_ms[0]:.0f}–{found.window_ms[1]:.0f} ms, "
         f"{1e3 * found.threshold_mv:.0f} µV"),
    ]  # fmt: skip
    if found.few:
        rows.append((_("Few sweeps"), _("fewer than ten say little of persistence")))
    return tuple(row for row in rows if row[1])


def _late_figure(
    recordings: list[Recording], found: FWaves, title: str, rows: tuple[tuple[str, str], ...]
) -> Figure:
    shown = []
    for k, (one, wave) in enumerate(zip(recordings, found.waves, strict=True)):
        late = one.negativity_mv[(one.times_ms >= found.window_ms[0])]
        level = float(np.median(late)) if late.size else 0.0
        marks: tuple[tuple[Mark, float], ...] = (("onset", wave.onset_ms),) if wave else ()
        shown.append(Sweep("", one, marks=marks, level_mv=level, key=f"f{k}"))
    scope = screen(0.0, found.window_ms[1], MV_PER_DIVISION, compact=True)
    table = Table(title, (_("F waves"), ""), rows)
    voltage = f"{1e3 * MV_PER_DIVISION:g} µV"
    words = _("%(voltage)s a division") % {"voltage": voltage}
    return traces(title, shown, scope, table, sensitivity=words, unit="ms")
