"""How well causes of the whole body, and none of the causes, fit the findings.

As everywhere, a fit is said as a ratio to a healthy person; it is divided by the chance that the
cause reaches anything that was tested, because an examiner tests where something is wrong.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from multifocal import body
from multifocal.body import SIDES, Side
from multifocal.localize.causes import DiffuseCause, Unexplained, Variant
from multifocal.localize.grades import SHARES
from multifocal.localize.names import Limb, limb_of
from multifocal.localize.ratios import SOMETIMES_NUMB, Ratios
from multifocal.localize.weakness import SkinFinding, Weakness

Array = NDArray[np.float64]
Place = tuple[Side, Limb]

NUMB: Final = 0.5
"""How often an area is less felt in a limb whose feeling is struck (source
multifocal-choice-localize-findings)."""

# multifocal-choice-localize-causes: such a disease takes muscles in an order, those that it likes
# best first; how far it has come is drawn, and the order is kept but for a little.
_REACHED: Final = np.linspace(0.025, 0.975, 20)
_REACHED.setflags(write=False)
_ORDER: Final = 0.025
_STRAY: Final = 0.05
_PAIRED: Final = 0.8
"""How often a cause of both sides takes the same muscle on both, or on neither."""


@dataclass(frozen=True)
class LimbFit:
    """One limb's findings under a variant: ratio by how far the disease has come and by level,
    (steps, levels), and the chance that none of what was tested is struck, (steps,)."""

    ratio: Array
    spared: Array


def fit_diffuse(cause: DiffuseCause, weakness: Weakness, found: Ratios) -> float:
    """The ratio of the findings under a cause, over all its variants."""
    total = sum(one.weight for one in cause.variants)
    return sum(
        one.weight / total * _favored(one, weakness) * _variant(cause, one, weakness, found)
        for one in cause.variants
    )


def _favored(variant: Variant, weakness: Weakness) -> float:
    """An examiner tests where strength is lost: how much of what the disease likes best that is."""
    tested = [variant.weak.get(one.muscle, 0.0) for one in weakness.muscles]
    tested += [variant.weak.get(m, 0.0) for t in weakness.tasks for m in body.task(t.task).weights]
    return max(tested, default=0.0) / max(variant.weak.values())


def _variant(cause: DiffuseCause, variant: Variant, weakness: Weakness, found: Ratios) -> float:
    limbs = limb_fits(variant, cause.skin, weakness, found)
    if cause.spread == "each":
        ratio = spared = 1.0
        for one in limbs.values():
            mine, none = _together(cause, [one])
            ratio *= 1.0 - cause.limb + cause.limb * mine
            spared *= 1.0 - cause.limb + cause.limb * none
        return _where_it_strikes(ratio, spared)
    if cause.spread == "both":
        alike = _alike(variant, weakness, found)
        return _where_it_strikes(*_together(cause, [*limbs.values(), alike]))
    sides = [[one for (where, _), one in limbs.items() if where == side] for side in SIDES]
    of_sides = [_together(cause, one) for one in sides if one]
    return _where_it_strikes(
        sum(ratio for ratio, _ in of_sides) / len(of_sides),
        sum(spared for _, spared in of_sides) / len(of_sides),
    )


def _alike(variant: Variant, weakness: Weakness, found: Ratios) -> LimbFit:
    """What it adds that the same muscle of both sides is weak together, where both were tested."""
    by_muscle: dict[str, list[int]] = {}
    for k, one in enumerate(weakness.muscles):
        by_muscle.setdefault(one.muscle, []).append(k)
    ratio = np.ones((len(_REACHED), found.muscles.shape[2]))
    spared = np.ones(len(_REACHED))
    for muscle, pair in by_muscle.items():
        weak = struck(variant.weak.get(muscle, 0.0))[:, None]
        if len(pair) == 1 or not weak.any():
            continue
        one, other = (found.muscles[k, SHARES] for k in pair)
        apart = (weak * one + 1.0 - weak) * (weak * other + 1.0 - weak)
        ratio *= (1.0 - _PAIRED) + _PAIRED * (weak * one * other + 1.0 - weak) / apart
        spared *= (1.0 - _PAIRED) + _PAIRED / (1.0 - weak[:, 0])
    return LimbFit(ratio, spared)


def _together(cause: DiffuseCause, limbs: Sequence[LimbFit]) -> tuple[float, float]:
    """Limbs that are struck alike: their ratio, and the chance that nothing tested is."""
    ratio, spared = limbs[0].ratio, limbs[0].spared
    for one in limbs[1:]:
        ratio, spared = ratio * one.ratio, spared * one.spared
    return float((ratio @ cause.levels).mean()), float(spared.mean())


def _where_it_strikes(ratio: float, spared: float) -> float:
    """Given that something that was tested is struck; 0 where nothing can be.

    The part of `ratio` in which all is spared (there the ratio is 1) is taken out of it.
    """
    return max(ratio - spared, 0.0) / (1.0 - spared) if spared < 1.0 - 1e-9 else 0.0


def struck(likes: float) -> Array:
    """How often a muscle is weak that the disease likes so much, by how far it has come."""
    return np.asarray(
        _STRAY * likes + (1.0 - 2.0 * _STRAY) / (1.0 + np.exp(-(likes - _REACHED) / _ORDER))
        if likes > 0.0
        else np.zeros_like(_REACHED)
    )


def limb_fits(
    variant: Variant, skin: float, weakness: Weakness, found: Ratios
) -> Mapping[Place, LimbFit]:
    """Every limb with findings, under a variant."""
    ratio: dict[Place, Array] = {}
    spared: dict[Place, Array] = {}
    felt: dict[Place, float] = {}
    chance: dict[float, Array] = {}
    for k, muscle in enumerate(weakness.muscles):
        place: Place = (muscle.side, limb_of(muscle.muscle))
        likes = variant.weak.get(muscle.muscle, 0.0)
        if likes not in chance:
            chance[likes] = struck(likes)
        weak = chance[likes]
        mine = weak[:, None] * found.muscles[k, SHARES] + (1.0 - weak)[:, None]
        ratio[place] = ratio[place] * mine if place in ratio else mine
        spared[place] = spared.get(place, 1.0) * (1.0 - weak)
    for k, task in enumerate(weakness.tasks):
        arm: Place = (task.side, "arm")
        weights = body.task(task.task).weights
        of_task = sum(share * variant.weak.get(m, 0.0) for m, share in weights.items())
        mine = np.tile(found.tasks[k, round(of_task * SHARES)], (len(_REACHED), 1))
        ratio[arm] = ratio[arm] * mine if arm in ratio else mine
        spared[arm] = spared.get(arm, 1.0) * np.full(len(_REACHED), 1.0 - of_task)
    for area in weakness.skin:
        here: Place = (area.side, limb_of(area.skin))
        felt[here] = felt.get(here, 1.0) * numb_ratio(area, NUMB)
    for place, of in felt.items():
        shape = (len(_REACHED), found.muscles.shape[2])
        ratio[place] = ratio.get(place, np.ones(shape)) * (1.0 - skin + skin * of)
        spared.setdefault(place, np.ones(len(_REACHED)))
    return {place: LimbFit(one, spared[place]) for place, one in ratio.items()}


def numb_ratio(area: SkinFinding, often: float) -> float:
    """How much likelier an area's feeling is where it is less felt so often."""
    healthy = SOMETIMES_NUMB
    return often / healthy if area.feeling == "less" else (1.0 - often) / (1.0 - healthy)


def fit_none(none: Unexplained, weakness: Weakness, found: Ratios) -> float:
    """The ratio of the findings if muscles are weak one by one, without a pattern."""
    muscles = [float((none.levels * one[SHARES]).sum()) for one in found.muscles]
    tasks = [float((none.levels * one[SHARES // 2]).sum()) for one in found.tasks]
    fits = []
    for weak in none.weak:
        ratio = spared = 1.0
        for one in (*muscles, *tasks):
            ratio *= weak * one + 1.0 - weak
            spared *= 1.0 - weak
        for area in weakness.skin:
            often = SOMETIMES_NUMB + (1.0 - SOMETIMES_NUMB) * weak * none.skin
            ratio *= numb_ratio(area, often)
        fits.append(_where_it_strikes(ratio, spared) if muscles or tasks else ratio)
    return float(np.mean(fits))
