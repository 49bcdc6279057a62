"""The stretch of a nerve between two stimulated sites, and how the response changes over it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby, pairwise

from multifocal import body
from multifocal.body import Side
from multifocal.fault import Fault
from multifocal.study.measure import Measure
from multifocal.study.order import series_rank, site_rank


@dataclass(frozen=True)
class Segment:
    """Two neighbouring stimulated sites of one side, nerve and muscle.

    Reductions and increases are percent of the distal value, None where a number is missing.
    """

    distal: Measure
    proximal: Measure
    entrapments: tuple[body.Entrapment, ...]

    @property
    def side(self) -> Side:
        """Side of the body."""
        return self.distal.side

    @property
    def nerve(self) -> str:
        """Nerve stimulated."""
        return self.distal.nerve

    @property
    def muscle(self) -> str:
        """Muscle recorded."""
        return self.distal.muscle or ""

    @property
    def amplitude_reduction_percent(self) -> float | None:
        """Fall of the negative-peak amplitude from the distal to the proximal response."""
        return _reduction_percent(self.distal.amplitude_mv, self.proximal.amplitude_mv)

    @property
    def area_reduction_percent(self) -> float | None:
        """Fall of the negative-peak area from the distal to the proximal response.

        100 where the proximal response is absent and the distal one is not, known area or not.
        """
        if self.proximal.absent and not self.distal.absent and self.distal.amplitude_mv:
            return 100.0
        return _reduction_percent(
            self.distal.negative_peak_area_mvms, self.proximal.negative_peak_area_mvms
        )

    @property
    def duration_increase_percent(self) -> float | None:
        """Lengthening of the negative peak from the distal to the proximal response."""
        reduction = _reduction_percent(
            self.distal.negative_peak_duration_ms, self.proximal.negative_peak_duration_ms
        )
        return None if reduction is None else -reduction

    @property
    def velocity_m_s(self) -> float | None:
        """Conduction velocity over the segment; None unless the proximal latency is longer."""
        length, near, far = (
            self.proximal.distance_mm,
            self.distal.latency_ms,
            self.proximal.latency_ms,
        )
        if length is None or near is None or far is None or far <= near:
            return None
        return length / (far - near)


def segments(measures: Iterable[Measure]) -> tuple[Segment, ...]:
    """Segments of the motor responses, in a fixed order whatever the order of the measures.

    Sorted by side, nerve, muscle, then from distal to proximal in `body`'s order of sites.
    Fault for a site that the nerve does not have, and for two responses at one site.
    """
    motor = sorted(
        (one for one in measures if one.kind == "M" and one.muscle is not None),
        key=lambda one: (_rank(one), site_rank(one.nerve, one.site)),
    )
    found: list[Segment] = []
    for _, group in groupby(motor, key=_rank):
        for distal, proximal in pairwise(group):
            if distal.site == proximal.site:
                raise Fault(
                    f"two responses for {distal.side} {distal.nerve} {distal.muscle}"
                    f" at {distal.site}",
                    remedy="Keep one response a site",
                )
            spanned = tuple(body.entrapments_between(distal.nerve, distal.site, proximal.site))
            found.append(Segment(distal, proximal, spanned))
    return tuple(found)


def lone_measures(measures: Iterable[Measure]) -> tuple[Measure, ...]:
    """Motor responses of muscles that were recorded from one site only, so make no segment."""
    motor = sorted(
        (one for one in measures if one.kind == "M" and one.muscle is not None), key=_rank
    )
    groups = (tuple(group) for _, group in groupby(motor, key=_rank))
    return tuple(group[0] for group in groups if len(group) == 1)


def _rank(one: Measure) -> tuple[str, int, int]:
    return series_rank(one.side, one.nerve, one.muscle)


def _reduction_percent(distal: float | None, proximal: float | None) -> float | None:
    if distal is None or proximal is None or distal <= 0:
        return None
    return 100.0 * (distal - proximal) / distal
