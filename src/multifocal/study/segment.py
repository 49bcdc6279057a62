"""The stretch of a nerve between two stimulated sites, and how the response changes over it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import combinations, groupby, pairwise
from typing import Final

from multifocal import body
from multifocal.arguments import names_arguments
from multifocal.body import Side
from multifocal.fault import Fault
from multifocal.study.crossover import is_crossover
from multifocal.study.limb import limb_segments
from multifocal.study.measure import Measure
from multifocal.study.order import series_rank, site_rank


@dataclass(frozen=True)
class Segment:
    """Two stimulated sites of one side, nerve and muscle, neighbors but for `between`.

    Reductions and increases are percent of the distal value, None where a number is missing.
    `skipped` are empty rows of sites between the two, `between` the responses of sites between
    them, both distal first. `at_head`: there is a row below the fibular head, so that
    `fibular_head` is at the head and not, as by custom, below it.
    """

    distal: Measure
    proximal: Measure
    entrapments: tuple[body.Entrapment, ...]
    skipped: tuple[Measure, ...] = ()
    at_head: bool = False
    between: tuple[Measure, ...] = ()

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

    def site_word(self, one: Measure) -> str:
        """The site of one of its responses, as `word_of("site", ...)` is to name it here."""
        return f"at_{_HEAD}" if self.at_head and one.site == _HEAD else one.site

    @property
    def crossover(self) -> bool:
        """Whether the muscle is another nerve's, recorded to find fibers that cross over."""
        return is_crossover(self.nerve, self.muscle)

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
    def peak_to_peak_reduction_percent(self) -> float | None:
        """Fall of the peak-to-peak amplitude; 100 where the proximal response is absent.

        Never the same as the fall of the negative peak, and never used in its place.
        """
        none = self.proximal.absent or self.proximal.amplitude_mv == 0
        if none and not self.distal.absent and self.distal.amplitude_mv:
            return 100.0
        return _reduction_percent(self.distal.peak_to_peak_mv, self.proximal.peak_to_peak_mv)

    @property
    def duration_increase_percent(self) -> float | None:
        """Lengthening of the negative peak from the distal to the proximal response."""
        reduction = _reduction_percent(
            self.distal.negative_peak_duration_ms, self.proximal.negative_peak_duration_ms
        )
        return None if reduction is None else 0.0 - reduction  # not -0.0

    @property
    def length_mm(self) -> float | None:
        """Distance from the distal to the proximal site; None unless every part of it is known."""
        parts = [one.distance_mm for one in (*self.skipped, *self.between, self.proximal)]
        known = [part for part in parts if part is not None]
        return sum(known) if len(known) == len(parts) else None

    @property
    def limb_segments(self) -> int:
        """How many segments of the limb it lies in: forearm, upper arm and so on."""
        return limb_segments(self.distal.site, self.proximal.site)

    @property
    def velocity_m_s(self) -> float | None:
        """Conduction velocity over the segment; None unless the proximal latency is longer."""
        length, near, far = self.length_mm, self.distal.latency_ms, self.proximal.latency_ms
        if length is None or near is None or far is None or far <= near:
            return None
        return length / (far - near)


@names_arguments
def segments(measures: Iterable[Measure]) -> tuple[Segment, ...]:
    """Segments of the motor responses, in a fixed order whatever the order of the measures.

    Sorted by side, nerve, muscle, then from distal to proximal in `body`'s order of sites. An
    empty row is no stimulated site: its neighbours are joined across it.
    Fault for a site that the nerve does not have, and for two responses at one site.
    """
    pairs: list[Segment] = []
    for rows in _series(measures):
        # Beside a row below the head, "fibular head" cannot mean below the head as it else does.
        at_head = any(one.site == _BELOW_HEAD for one in rows)
        distal: Measure | None = None
        skipped: list[Measure] = []
        for measure in rows:
            if measure.empty:
                skipped.append(measure)
                continue
            if distal is not None:
                spanned = _spanned(distal, measure, at_head)
                pairs.append(Segment(distal, measure, spanned, tuple(skipped), at_head))
            distal, skipped = measure, []
    return tuple(pairs)


def stretches(measures: Iterable[Measure]) -> tuple[Segment, ...]:
    """Every pair of sites of a series with a response between them, shorter ones first.

    Sorted as `segments`; Fault as there.
    """
    spanning: list[Segment] = []
    for rows in _series(measures):
        at_head = any(one.site == _BELOW_HEAD for one in rows)
        there = [at for at, one in enumerate(rows) if not one.empty]
        pairs = ((i, j) for i, j in combinations(range(len(there)), 2) if j - i > 1)
        for i, j in sorted(pairs, key=lambda pair: (pair[1] - pair[0], pair)):
            distal, proximal = rows[there[i]], rows[there[j]]
            inner = rows[there[i] + 1 : there[j]]
            spanning.append(
                Segment(
                    distal,
                    proximal,
                    _spanned(distal, proximal, at_head),
                    tuple(one for one in inner if one.empty),
                    at_head,
                    tuple(one for one in inner if not one.empty),
                )
            )
    return tuple(spanning)


def lone_measures(measures: Iterable[Measure]) -> tuple[Measure, ...]:
    """Motor responses of muscles that were recorded from one site only, so make no segment."""
    groups = (tuple(one for one in rows if not one.empty) for rows in _series(measures))
    return tuple(group[0] for group in groups if len(group) == 1)


def empty_measures(
    measures: Iterable[Measure], pairs: Iterable[Segment] | None = None
) -> tuple[Measure, ...]:
    """Empty rows that no segment goes past: at the end of a series or in one without segments.

    `pairs`: their `segments`, where they are at hand.
    """
    rows = tuple(measures)
    if not any(one.empty for one in rows):
        return ()
    passed = {
        id(one)
        for segment in (segments(rows) if pairs is None else pairs)
        for one in segment.skipped
    }
    return tuple(
        one for series in _series(rows) for one in series if one.empty and id(one) not in passed
    )


_BELOW_HEAD: Final = "below_fibular_head"
_HEAD: Final = "fibular_head"  # both the site and the entrapment at it


def _series(measures: Iterable[Measure]) -> list[tuple[Measure, ...]]:
    """Motor responses of one side, nerve and muscle each, distal to proximal."""
    motor = sorted(
        (one for one in measures if one.kind == "M" and one.muscle is not None),
        key=lambda one: (_rank(one), site_rank(one.nerve, one.site)),
    )
    groups = [tuple(group) for _, group in groupby(motor, key=_rank)]
    for rows in groups:
        for distal, proximal in pairwise(rows):
            if distal.site == proximal.site:
                raise Fault(
                    "study.two_responses",
                    side=distal.side,
                    nerve=distal.nerve,
                    muscle=distal.muscle or "",
                    site=distal.site,
                )
    return groups


@cache
def _between(nerve: str, near: str, far: str) -> tuple[body.Entrapment, ...]:
    return tuple(body.entrapments_between(nerve, near, far))


def _spanned(distal: Measure, proximal: Measure, at_head: bool) -> tuple[body.Entrapment, ...]:
    spanned = _between(distal.nerve, distal.site, proximal.site)
    if at_head and proximal.site == _HEAD:
        return (*spanned, *(one for one in body.entrapments() if one.id == _HEAD))
    return spanned


def _rank(one: Measure) -> tuple[str, int, int]:
    return series_rank(one.side, one.nerve, one.muscle)


def _reduction_percent(distal: float | None, proximal: float | None) -> float | None:
    if distal is None or proximal is None or distal <= 0:
        return None
    return 100.0 * (distal - proximal) / distal
