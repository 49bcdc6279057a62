"""From findings to ranked explanations: every cause against every finding, summed by place."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from multifocal.fault import Fault
from multifocal.frozen import FrozenDict
from multifocal.localize.causes import place_table
from multifocal.localize.contributions import contributions
from multifocal.localize.explanation import (
    Answer,
    CauseShift,
    Explanation,
    HarmedPlace,
    SegmentShare,
)
from multifocal.localize.fits import Fits
from multifocal.localize.groups import Group
from multifocal.localize.loci import Locus
from multifocal.localize.next_tests import next_tests
from multifocal.localize.predictions import LEAST_CAUSE, predict
from multifocal.localize.ratios import ratios
from multifocal.localize.stimulations import stimulations
from multifocal.localize.weakness import MuscleFinding, SkinFinding, Weakness
from multifocal.localize.weighing import Key, Weighing, weigh_explanations

Array = NDArray[np.float64]
Counts = NDArray[np.intp]

MOST_EXPLANATIONS: Final = 10
LEAST_SEGMENT: Final = 0.05
"""A segment with a smaller share of an explanation's weight is not named."""
MOST_OF_IT: Final = 0.7
"""So much of a segment's share lies from where to where it is said to."""
MOST_SHIFT: Final = 1e6
"""More is never said of how much a pattern shifts odds."""


def explain(
    weakness: Weakness,
    sensory: Sequence[SkinFinding] | None = None,
    setting: str | None = None,
) -> Answer:
    """The explanations of a weakness, likeliest first, and what would tell them apart.

    `sensory`: what was found of feeling apart from `weakness`. Without a `setting` every cause
    counts alike, and no cause gets a posterior. Fault where nothing is abnormal, where `sensory`
    contradicts, and for an unknown setting.
    """
    if sensory:
        weakness = replace(weakness, skin=(*weakness.skin, *sensory))
    if not weakness.abnormal:
        raise Fault("localize.all_normal")
    found = ratios(weakness)
    weighing = weigh_explanations(weakness, found, setting)
    leading = weighing.leading(MOST_EXPLANATIONS)
    predictions = predict(leading, weighing.fits)
    shares = np.array([sum(causes.values()) / weighing.total for _, causes in leading])
    contributed = contributions(weakness, predictions, shares)
    explanations = tuple(
        Explanation(
            places=places,
            cause=key if isinstance(key, str) else None,
            weight=sum(causes.values()) / weighing.total,
            causes=_shares(causes),
            contributions=tuple(parts),
        )
        for (key, causes), places, parts in zip(
            leading, _places(leading, weighing.fits, weakness), contributed, strict=True
        )
    )
    return Answer(
        weakness=weakness,
        setting=setting,
        explanations=explanations,
        units=weighing.units(),
        causes=_shifts(weighing, setting),
        next_tests=next_tests(weakness, predictions, shares),
        stimulations=stimulations(explanations),
        error=weighing.error,
    )


def _shifts(weighing: Weighing, setting: str | None) -> tuple[CauseShift, ...]:
    prior, totals = weighing.prior, weighing.totals
    whole = sum(prior[key] * totals[key] for key in totals)
    shifts = []
    for key, own in totals.items():
        others = (whole - prior[key] * own) / (1.0 - prior[key])
        ratio = own / max(others, own / MOST_SHIFT) if own > 0.0 else 0.0
        posterior = prior[key] * own / whole if setting is not None else None
        shifts.append(CauseShift(key, ratio, posterior))
    return tuple(sorted(shifts, key=lambda one: -one.ratio))


def _shares(causes: Mapping[str, float]) -> Mapping[str, float]:
    """The share of each cause, most first."""
    own = sum(causes.values())
    return FrozenDict({c: w / own for c, w in sorted(causes.items(), key=lambda item: -item[1])})


def _places(
    leading: Sequence[tuple[Key, Mapping[str, float]]], fits: Fits, weakness: Weakness
) -> list[tuple[HarmedPlace, ...]]:
    """The places of each explanation, those of the right side first."""
    view, findings = fits.view, weakness.findings
    groups: list[int] = []
    mixtures = []
    ends = []
    for key, causes in leading:
        held = [] if isinstance(key, str) else sorted(key, key=_order)
        shares = {c: share for c, share in _shares(causes).items() if share >= LEAST_CAUSE}
        for group in held:
            at = view.number[group]
            own = {cause: share for cause, share in shares.items() if fits.strikes(cause, at)}
            groups.append(at)
            mixtures.append(fits.mixture(own, at))
        ends.append(len(groups))
    if not groups:
        return [() for _ in leading]
    spread = fits.spread(groups, np.array(mixtures))
    of_locus, fascicles = spread.joint.sum(axis=1), spread.part.sum(axis=1)
    starts = np.searchsorted(spread.pair, np.arange(len(groups) + 1)).tolist()
    places = []
    for at, group in enumerate(view.groups[one] for one in groups):
        mine = slice(starts[at], starts[at + 1])
        places.append(
            HarmedPlace(
                side=group.side,
                unit=group.unit,
                segments=_segments(spread.loci[mine], of_locus[mine]),
                muscles=tuple(
                    one.muscle
                    for k in sorted(group.explains)
                    if isinstance(one := findings[k], MuscleFinding)
                ),
                fascicles=float(fascicles[mine].sum()),
            )
        )
    return [tuple(places[a:b]) for a, b in pairwise((0, *ends))]


def _order(group: Group) -> tuple[bool, list[int], str]:
    return group.side != "right", sorted(group.explains), group.unit


def _segments(loci: Counts, shares: Array) -> tuple[SegmentShare, ...]:
    """The segments with a share worth naming, the heaviest first; none of a tendon."""
    table = place_table()
    by_segment: dict[str, dict[Locus, float]] = {}
    whole = float(shares.sum())
    for at, share in zip(loci.tolist(), shares.tolist(), strict=True):
        locus = table.loci[at]
        if share > 0.0 and locus.segment:
            by_segment.setdefault(locus.segment, {})[locus] = share / whole
    segments = []
    for segment, along in by_segment.items():
        own = sum(along.values())
        held: list[Locus] = []
        for locus in sorted(along, key=lambda one: -round(along[one], 12)):
            if sum(along[one] for one in held) < MOST_OF_IT * own * (1.0 - 1e-9):
                held.append(locus)
        if own >= LEAST_SEGMENT:
            low, high = min(one.from_mm for one in held), max(one.to_mm for one in held)
            segments.append(SegmentShare(segment, own, low, high))
    return tuple(sorted(segments, key=lambda one: -one.share))
