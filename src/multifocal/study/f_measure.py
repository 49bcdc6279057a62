"""F waves of one muscle from one site, in summary: as a report states them."""

from dataclasses import dataclass

from multifocal.body import Side, check_side
from multifocal.fault import Fault
from multifocal.study.plausible import check_number, check_plausible

_LIMITED = {
    "minimum_latency_ms": "f_minimum_ms",
    "mean_latency_ms": "f_mean_ms",
    "persistence_percent": "f_persistence_percent",
    "chronodispersion_ms": "f_chronodispersion_ms",
    "sweeps": "f_sweeps",
    "temperature_c": "temperature_c",
}
"""Fields, and what their limits are called."""


@dataclass(frozen=True)
class FMeasure:
    """Latencies and frequency of the F waves of a series of stimuli.

    Latencies are those of the onset, ms; chronodispersion is the longest minus the shortest.
    `sweeps` is how many stimuli were given, `persistence_percent` the share of them with an F
    wave, `supramaximal` whether all of them were. None: not known. Fault for numbers that
    contradict each other.
    """

    side: Side
    nerve: str
    muscle: str
    site: str
    minimum_latency_ms: float | None = None
    mean_latency_ms: float | None = None
    persistence_percent: float | None = None
    chronodispersion_ms: float | None = None
    sweeps: int | None = None
    temperature_c: float | None = None
    supramaximal: bool | None = None

    @property
    def absent(self) -> bool:
        """Whether no F wave came."""
        return self.persistence_percent == 0

    @property
    def empty(self) -> bool:
        """Whether neither is known: that F waves came, or that none came."""
        known = (self.persistence_percent, self.minimum_latency_ms, self.mean_latency_ms)
        return all(number is None for number in known)

    def __post_init__(self) -> None:
        check_side(self.side)
        for field, limited_as in _LIMITED.items():
            number = getattr(self, field)
            if number is not None:
                check_number(field, number)
                if number < 0:
                    raise Fault("study.f_measure.finite")
            if field != "persistence_percent":
                check_plausible(field, number, limited_as)
        if (self.persistence_percent or 0) > 100:
            raise Fault("study.f_measure.persistence")
        seen = (self.minimum_latency_ms, self.mean_latency_ms, self.chronodispersion_ms)
        if self.persistence_percent == 0 and any(number is not None for number in seen):
            raise Fault("study.f_measure.absent")
        shortest, mean = self.minimum_latency_ms, self.mean_latency_ms
        if shortest is not None and mean is not None and mean < shortest:
            raise Fault("study.f_measure.mean")
