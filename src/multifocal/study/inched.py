"""Inching: one muscle's responses to stimuli a few centimeters apart, by where they were given.

They stand apart from a study's measures: the sets' rules know stimulation sites by their names.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import inf
from typing import Final

from multifocal import body
from multifocal.body import Side, check_side
from multifocal.fault import Fault
from multifocal.study.measure import Measure
from multifocal.study.order import series_rank, site_rank
from multifocal.study.segment import Segment

# Source: multifocal-choice-inching-steps.
STEP_BELOW_MM: Final = 50.0
"""Neighboring sites of which every distance is shorter are a stretch that was inched."""
FEWEST_SITES: Final = 3


def origins(nerve: str) -> tuple[str, ...]:
    """Where position 0 may be: the nerve's stimulation sites and its entrapments. KeyError for a
    nerve that `body` does not know."""
    entrapments = tuple(one.id for one in body.entrapments() if one.nerve == nerve)
    sites = tuple(one.id for one in body.sites(nerve))
    return (*sites, *(one for one in entrapments if one not in sites))


@dataclass(frozen=True)
class InchedResponse:
    """One response of a muscle to a stimulus at a place of the nerve that has a number, no name.

    `position_mm` counts along the nerve from `origin` (the id of a stimulation site or of an
    entrapment; None: not said), positive toward the root. Amplitude is baseline to negative peak,
    mV; area and duration are those of the negative peak, mV·ms and ms. `absent`: stimulated, and no
    response came. None: not known. Fault for numbers that cannot be meant.
    """

    side: Side
    nerve: str
    muscle: str
    position_mm: float
    origin: str | None = None
    latency_ms: float | None = None
    amplitude_mv: float | None = None
    negative_peak_area_mvms: float | None = None
    negative_peak_duration_ms: float | None = None
    absent: bool = False
    supramaximal: bool | None = None

    def __post_init__(self) -> None:
        check_side(self.side)
        if not -inf < self.position_mm < inf:
            raise Fault("study.measure.finite")
        measure = self.measure()  # the same rules as for a response at a site with a name
        object.__setattr__(self, "amplitude_mv", measure.amplitude_mv)
        object.__setattr__(self, "negative_peak_area_mvms", measure.negative_peak_area_mvms)

    def measure(self, distance_mm: float | None = None) -> Measure:
        """The same as a response at its stretch's origin, for the numbers that a step has;
        `distance_mm`: from the position before."""
        return Measure(
            self.side, self.nerve, self.muscle, self.origin or "",
            self.latency_ms, self.amplitude_mv, self.negative_peak_area_mvms,
            self.negative_peak_duration_ms, distance_mm, self.absent,
            supramaximal=self.supramaximal,
        )  # fmt: skip


@dataclass(frozen=True)
class InchedStretch:
    """The responses of one side, nerve and muscle, from distal to proximal. `origin`: where
    position 0 is, as in `InchedResponse`; `by_distance`: the positions were added up from the
    distances between named sites."""

    side: Side
    nerve: str
    muscle: str
    origin: str | None
    responses: tuple[InchedResponse, ...]
    by_distance: bool = False

    @property
    def steps(self) -> tuple[Segment, ...]:
        """Each pair of neighboring positions, as a segment as long as they lie apart."""
        return tuple(
            Segment(near.measure(), far.measure(far.position_mm - near.position_mm), ())
            for near, far in pairwise(self.responses)
        )


def inched_stretches(
    inched: Iterable[InchedResponse], measures: Iterable[Measure]
) -> tuple[InchedStretch, ...]:
    """Every stretch that was inched: those with positions, then those of at least three neighboring
    sites of which each distance is below 50 mm.

    Fault for a nerve, muscle or site that `body` does not know.
    """
    rows = sorted(inched, key=lambda one: (_rank(one), one.origin or "", one.position_mm))
    stretches = [
        InchedStretch(*_rank_names(group[0]), group[0].origin, group)
        for group in (
            tuple(each) for _, each in groupby(rows, key=lambda one: (_rank(one), one.origin or ""))
        )
    ]
    for series in _series(measures):
        run: list[Measure] = series[:1]
        for one in series[1:]:
            if one.distance_mm is not None and one.distance_mm < STEP_BELOW_MM:
                run.append(one)
                continue
            stretches += _by_distance(run)
            run = [one]
        stretches += _by_distance(run)
    return tuple(stretches)


def without_distances(measures: Iterable[Measure]) -> tuple[Measure, ...]:
    """The distal response of every series of three sites or more in which a distance between
    neighbors is not known, so that it cannot be told whether it was inched."""
    return tuple(
        series[0]
        for series in _series(measures)
        if len(series) >= FEWEST_SITES and any(one.distance_mm is None for one in series[1:])
    )


def _series(measures: Iterable[Measure]) -> list[list[Measure]]:
    motor = sorted(
        (one for one in measures if one.kind == "M" and one.muscle and not one.empty),
        key=lambda one: (_rank(one), site_rank(one.nerve, one.site)),
    )
    return [list(group) for _, group in groupby(motor, key=_rank)]


def _by_distance(run: Sequence[Measure]) -> list[InchedStretch]:
    if len(run) < FEWEST_SITES:
        return []
    origin, at, responses = run[0].site, 0.0, []
    for index, site in enumerate(run):
        at += (site.distance_mm or 0.0) if index else 0.0
        responses.append(
            InchedResponse(
                site.side, site.nerve, site.muscle or "", at, origin, site.latency_ms,
                None if site.absent else site.amplitude_mv,
                None if site.absent else site.negative_peak_area_mvms,
                site.negative_peak_duration_ms, site.absent, site.supramaximal,
            )
        )  # fmt: skip
    return [InchedStretch(*_rank_names(responses[0]), origin, tuple(responses), by_distance=True)]


def _rank(one: InchedResponse | Measure) -> tuple[str, int, int]:
    return series_rank(one.side, one.nerve, one.muscle)


def _rank_names(one: InchedResponse) -> tuple[Side, str, str]:
    return one.side, one.nerve, one.muscle
