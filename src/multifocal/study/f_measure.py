"""F waves of one muscle from one site, in summary: as a report states them."""

from dataclasses import dataclass
from math import inf

from multifocal.body import Side, check_side
from multifocal.fault import Fault


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
        numbers = (
            self.minimum_latency_ms,
            self.mean_latency_ms,
            self.persistence_percent,
            self.chronodispersion_ms,
            self.sweeps,
        )
        if any(number is not None and not 0 <= number < inf for number in numbers):
            raise Fault("study.f_measure.finite")
        if (self.persistence_percent or 0) > 100:
            raise Fault("study.f_measure.persistence")
        seen = (self.minimum_latency_ms, self.mean_latency_ms, self.chronodispersion_ms)
        if self.persistence_percent == 0 and any(number is not None for number in seen):
            raise Fault("study.f_measure.absent")
        shortest, mean = self.minimum_latency_ms, self.mean_latency_ms
        if shortest is not None and mean is not None and mean < shortest:
            raise Fault("study.f_measure.mean")
