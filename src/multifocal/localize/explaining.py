"""From findings to ranked explanations: every cause against every finding, summed by place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from multifocal.body import Side
from multifocal.fault import Fault
from multifocal.frozen import FrozenDict
from multifocal.localize.causes import (
    NONE,
    TENDON,
    diffuse_causes,
    places_causes,
    unexplained,
    weights_of_causes,
)
from multifocal.localize.contributions import contributions
from multifocal.localize.diffuse import fit_diffuse, fit_none
from multifocal.localize.explanation import (
    Answer,
    CauseShift,
    Contribution,
    Explanation,
    HarmedPlace,
    SegmentShare,
)
from multifocal.localize.groups import CauseFit, Group, fit, views
from multifocal.localize.loci import Locus
from multifocal.localize.next_tests import next_tests
from multifocal.localize.predictions import LEAST_CAUSE, predict
from multifocal.localize.ratios import Ratios, ratios
from multifocal.localize.sets import weigh
from multifocal.localize.stimulations import stimulations
from multifocal.localize.weakness import MuscleFinding, SkinFinding, Weakness

Array = NDArray[np.float64]
Key = frozenset[Group] | str
"""A set of groups, or the id of a cause that has no places."""
Struck = tuple[tuple[Group, ...], float, tuple[float, ...]]
"""Groups that are struck at once, their weight, and the ratio of each task."""

MOST_EXPLANATIONS: Final = 10
LEAST_SEGMENT: Final = 0.05
"""A segment with a smaller share of an explanation's weight is not named."""
MOST_OF_IT: Final = 0.7
"""So much of a segment's share lies from where to where it is said to."""
MOST_SHIFT: Final = 1e6
"""More is never said of how much a pattern shifts odds."""


@dataclass(frozen=True)
class Weighing:
    """Every explanation with the weight that each cause gives it, and what that rests on."""

    weights: Mapping[Key, Mapping[str, float]]
    fits: Mapping[str, CauseFit]
    totals: Mapping[str, float]
    prior: Mapping[str, float]
    error: float | None

    def weight(self, key: Key) -> float:
        """Over all causes."""
        return sum(self.weights[key].values())


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
    total = sum(weighing.weight(key) for key in weighing.weights)
    likely = [key for key in weighing.weights if weighing.weight(key) > 0.0]
    ranked = sorted(likely, key=lambda key: (-weighing.weight(key), _name(key)))
    leading = ranked[:MOST_EXPLANATIONS]
    predictions = [predict(key, weighing.weights[key], weighing.fits) for key in leading]
    shares = np.array([weighing.weight(key) / total for key in leading])
    contributed = contributions(weakness, predictions, shares)
    explanations = tuple(
        _explanation(key, weighing, total, weakness, tuple(parts))
        for key, parts in zip(leading, contributed, strict=True)
    )
    return Answer(
        weakness=weakness,
        setting=setting,
        explanations=explanations,
        units=_units(weighing, total),
        causes=_shifts(weighing, setting),
        next_tests=next_tests(weakness, predictions, shares),
        stimulations=stimulations(explanations),
        error=weighing.error,
    )


def weigh_explanations(weakness: Weakness, found: Ratios, setting: str | None) -> Weighing:
    """The weight of every explanation by every cause; the causes' own weights are counted in."""
    prior = weights_of_causes(setting)
    weights: dict[Key, dict[str, float]] = {}
    totals: dict[str, float] = {}
    fits: dict[str, CauseFit] = {}
    errors = []
    by_table = {}
    for cause in places_causes():
        key = id(cause.table)
        if key not in by_table:
            by_table[key] = views(weakness, cause.table, found)
        one = fits[cause.id] = fit(cause, by_table[key])
        if one.mean <= 0.0 or not one.groups:
            totals[cause.id] = 0.0
            continue
        struck: list[Struck] = [((g,), f.weight, f.tasks) for g, f in one.groups.items()]
        struck += _mirrored(one)
        sets = weigh(
            [weight for _, weight, _ in struck],
            [frozenset().union(*(g.explains for g in groups)) for groups, _, _ in struck],
            [tasks for _, _, tasks in struck],
        )
        # of a Poisson number of places before what was tested, given that there is one
        scale = np.exp(-one.mean) / -np.expm1(-one.mean)
        if sets.error is not None:
            errors.append(sets.error)
        for chosen, weight in sets.weights.items():
            key_of = frozenset(g for k in chosen for g in struck[k][0])
            by_cause = weights.setdefault(key_of, {})
            by_cause.setdefault(cause.id, 0.0)
            by_cause[cause.id] += prior[cause.id] * float(scale) * weight
        totals[cause.id] = float(scale) * sum(sets.weights.values())
    for diffuse in diffuse_causes():
        totals[diffuse.id] = fit_diffuse(diffuse, weakness, found)
        weights[diffuse.id] = {diffuse.id: prior[diffuse.id] * totals[diffuse.id]}
    totals[NONE] = fit_none(unexplained(), weakness, found)
    weights[NONE] = {NONE: prior[NONE] * totals[NONE]}
    return Weighing(weights, fits, totals, prior, max(errors, default=None))


def _mirrored(one: CauseFit) -> list[Struck]:
    """The same nerve struck on both sides, as one event."""
    right: dict[str, list[Group]] = {}
    for group in one.groups:
        if group.side == "right":
            right.setdefault(group.unit, []).append(group)
    found: list[Struck] = []
    for group, f in one.groups.items():
        for other in right.get(group.unit, ()) if group.side == "left" else ():
            g = one.groups[other]
            weight = one.cause.mirror * f.weight * g.weight / g.rate
            tasks = tuple(map(max, f.tasks, g.tasks))
            found.append(((group, other), weight, tasks))
    return found


def _units(weighing: Weighing, total: float) -> Mapping[tuple[Side, str], float]:
    """The weight of all explanations that hold a place of a unit."""
    found: dict[tuple[Side, str], float] = {}
    for key, by_cause in weighing.weights.items():
        if not isinstance(key, str):
            own = sum(by_cause.values()) / total
            for unit in {(group.side, group.unit) for group in key}:
                found[unit] = found.get(unit, 0.0) + own
    return FrozenDict(dict(sorted(found.items(), key=lambda item: -item[1])))


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
    weighing: Weighing,
    total: float,
    weakness: Weakness,
    parts: tuple[Contribution, ...],
) -> Explanation:
    by_cause = weighing.weights[key]
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
        weight=own / total,
        causes=FrozenDict(causes),
        contributions=parts,
    )


def _place(
    group: Group, causes: Mapping[str, float], fits: Mapping[str, CauseFit], weakness: Weakness
) -> HarmedPlace:
    shares: dict[Locus, float] = {}
    fascicles = 0.0
    for cause, share in causes.items():
        if share < LEAST_CAUSE or group not in fits[cause].groups:
            continue
        spread = fits[cause].spread(group)
        fascicles += share * float(spread.part.sum())
        if cause == TENDON:
            continue
        loci = fits[cause].cause.table.loci
        for at, weight in zip(spread.loci, spread.joint.sum(axis=1), strict=True):
            shares[loci[at]] = shares.get(loci[at], 0.0) + share * float(weight)
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
    found = []
    for segment, loci in by_segment.items():
        own = sum(loci.values())
        held: list[Locus] = []
        for locus in sorted(loci, key=lambda one: -loci[one]):
            if sum(loci[one] for one in held) < MOST_OF_IT * own:
                held.append(locus)
        if own >= LEAST_SEGMENT:
            low, high = min(one.from_mm for one in held), max(one.to_mm for one in held)
            found.append(SegmentShare(segment, own, low, high))
    return tuple(sorted(found, key=lambda one: -one.share))


def _name(key: Key) -> str:
    if isinstance(key, str):
        return key
    return " ".join(sorted(f"{g.side} {g.unit} {sorted(g.explains)}" for g in key))
