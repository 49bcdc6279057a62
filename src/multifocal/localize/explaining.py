"""From findings to ranked explanations: every cause against every finding, summed by place."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from multifocal.fault import Fault
from multifocal.frozen import FrozenDict
from multifocal.localize.causes import TENDON
from multifocal.localize.contributions import contributions
from multifocal.localize.explanation import (
    Answer,
    CauseShift,
    Contribution,
    Explanation,
    HarmedPlace,
    SegmentShare,
)
from multifocal.localize.groups import CauseFit, Group
from multifocal.localize.loci import Locus
from multifocal.localize.next_tests import next_tests
from multifocal.localize.predictions import LEAST_CAUSE, predict
from multifocal.localize.ratios import ratios
from multifocal.localize.stimulations import stimulations
from multifocal.localize.weakness import MuscleFinding, SkinFinding, Weakness
from multifocal.localize.weighing import Key, Weighing, weigh_explanations

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
    predictions = [predict(key, causes, weighing.fits) for key, causes in leading]
    shares = np.array([sum(causes.values()) / weighing.total for _, causes in leading])
    contributed = contributions(weakness, predictions, shares)
    explanations = tuple(
        _explanation(key, causes, weighing, weakness, tuple(parts))
        for (key, causes), parts in zip(leading, contributed, strict=True)
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


def _explanation(
    key: Key,
    by_cause: Mapping[str, float],
    weighing: Weighing,
    weakness: Weakness,
    parts: tuple[Contribution, ...],
) -> Explanation:
    own = sum(by_cause.values())
    causes = {c: w / own for c, w in sorted(by_cause.items(), key=lambda item: -item[1])}
    places: tuple[HarmedPlace, ...] = ()
    if not isinstance(key, str):
        places = tuple(
            _place(group, causes, weighing.fits, weakness)
            for group in sorted(key, key=lambda g: (g.side != "right", sorted(g.explains), g.unit))
        )
    return Explanation(
        places=places,
        cause=key if isinstance(key, str) else None,
        weight=own / weighing.total,
        causes=FrozenDict(causes),
        contributions=parts,
    )


def _place(
    group: Group, causes: Mapping[str, float], fits: Mapping[str, CauseFit], weakness: Weakness
) -> HarmedPlace:
    shares: dict[Locus, float] = {}
    fascicles = 0.0
    for cause, share in causes.items():
        if share < LEAST_CAUSE or not fits[cause].strikes(group):
            continue
        for part, alone in fits[cause].by_member(group):
            spread = alone.spread(group)
            fascicles += share * part * float(spread.part.sum())
            if cause == TENDON:
                continue
            loci = alone.cause.table.loci
            for at, weight in zip(spread.loci, spread.joint.sum(axis=1), strict=True):
                shares[loci[at]] = shares.get(loci[at], 0.0) + share * part * float(weight)
    findings = weakness.findings
    return HarmedPlace(
        side=group.side,
        unit=group.unit,
        segments=_segments(shares),
        muscles=tuple(
            one.muscle
            for k in sorted(group.explains)
            if isinstance(one := findings[k], MuscleFinding)
        ),
        fascicles=fascicles,
    )


def _segments(shares: Mapping[Locus, float]) -> tuple[SegmentShare, ...]:
    """The segments with a share worth naming, the heaviest first."""
    whole = sum(shares.values())
    by_segment: dict[str, dict[Locus, float]] = {}
    for locus, share in shares.items():
        by_segment.setdefault(locus.segment, {})[locus] = share / whole
    segments = []
    for segment, loci in by_segment.items():
        own = sum(loci.values())
        held: list[Locus] = []
        for locus in sorted(loci, key=lambda one: -loci[one]):
            if sum(loci[one] for one in held) < MOST_OF_IT * own:
                held.append(locus)
        if own >= LEAST_SEGMENT:
            low, high = min(one.from_mm for one in held), max(one.to_mm for one in held)
            segments.append(SegmentShare(segment, own, low, high))
    return tuple(sorted(segments, key=lambda one: -one.share))
