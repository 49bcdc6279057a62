"""How well causes of the whole body, and none of the causes, fit the findings.

As everywhere, a fit is said as a ratio to a healthy person; it is divided by the chance that the
cause reaches anything that was tested, because an examiner tests where something is wrong.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from multifocal import body
from multifocal.body import SIDES, Side
from multifocal.frozen import frozen
from multifocal.localize.causes import DiffuseCause, Unexplained, Variant
from multifocal.localize.grades import SHARES
from multifocal.localize.names import Limb, limb_of
from multifocal.localize.ratios import SOMETIMES_NUMB, Ratios
from multifocal.localize.weakness import SkinFinding, Weakness

Array = NDArray[np.float64]
Counts = NDArray[np.intp]
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
_ONE_SIDED: Final = 0.4
"""How often an examiner tests muscles of one side alone where a cause weakens both alike, against
where it weakens one: what was not tested is not normal, but few leave the other side out."""


@dataclass(frozen=True, eq=False)
class LimbFit:
    """One limb's findings under a variant: ratio by how far the disease has come and by level,
    (steps, levels), and the chance that none of what was tested is struck, (steps,)."""

    ratio: Array
    spared: Array


@dataclass(frozen=True, eq=False)
class LimbFindings:
    """What was found in one limb, whatever the cause.

    `columns` (muscles,) in the order of `body.muscles`, `muscles` (muscles, levels) the ratio of
    each if it is struck; `tasks`, each with its ratio by share and level; `felt`: of all areas
    of skin together, if feeling is struck.
    """

    place: Place
    columns: Counts
    muscles: Array
    tasks: tuple[tuple[str, Array], ...]
    felt: float


def fit_diffuse(cause: DiffuseCause, weakness: Weakness, limbs: Sequence[LimbFindings]) -> float:
    """The ratio of the findings under a cause, over all its variants."""
    total = sum(one.weight for one in cause.variants)
    asked = 1.0 if cause.spread != "both" or _both_sides(weakness) else _ONE_SIDED
    return asked * sum(
        one.weight / total * _favored(one, weakness) * _variant(cause, one, limbs)
        for one in cause.variants
    )


def _both_sides(weakness: Weakness) -> bool:
    sides = {one.side for one in weakness.muscles} | {one.side for one in weakness.tasks}
    return len(sides) > 1


def by_limb(weakness: Weakness, ratios: Ratios) -> tuple[LimbFindings, ...]:
    """The findings of each limb in which something was found."""
    at: dict[Place, list[int]] = {}
    tasks: dict[Place, list[tuple[str, Array]]] = {}
    felt: dict[Place, float] = {}
    for k, muscle in enumerate(weakness.muscles):
        at.setdefault((muscle.side, limb_of(muscle.muscle)), []).append(k)
    for k, task in enumerate(weakness.tasks):
        tasks.setdefault((task.side, "arm"), []).append((task.task, ratios.tasks[k]))
    for area in weakness.skin:
        here = (area.side, limb_of(area.skin))
        felt[here] = felt.get(here, 1.0) * numb_ratio(area, NUMB)
    return tuple(
        LimbFindings(
            place,
            np.array([_column(weakness.muscles[k].muscle) for k in at.get(place, ())], np.intp),
            ratios.muscles[at.get(place, []), SHARES],
            tuple(tasks.get(place, ())),
            felt.get(place, 1.0),
        )
        for place in dict.fromkeys((*at, *tasks, *felt))
    )


@cache
def _column(muscle: str) -> int:
    return next(at for at, one in enumerate(body.muscles()) if one.id == muscle)


def _favored(variant: Variant, weakness: Weakness) -> float:
    """An examiner tests where strength is lost: how much of what the disease likes best that is."""
    tested = [variant.weak.get(one.muscle, 0.0) for one in weakness.muscles]
    tested += [variant.weak.get(m, 0.0) for t in weakness.tasks for m in body.task(t.task).weights]
    return max(tested, default=0.0) / max(variant.weak.values())


def _variant(cause: DiffuseCause, variant: Variant, findings: Sequence[LimbFindings]) -> float:
    limbs = {one.place: limb_fit(variant, cause.skin, one) for one in findings}
    if cause.spread == "each":
        ratio = spared = 1.0
        for one in limbs.values():
            mine, none = _together(cause, [one])
            ratio *= 1.0 - cause.limb + cause.limb * mine
            spared *= 1.0 - cause.limb + cause.limb * none
        return _where_it_strikes(ratio, spared)
    if cause.spread == "both":
        alike = _alike(variant, findings)
        return _where_it_strikes(*_together(cause, [*limbs.values(), *alike]))
    sides = [[one for (where, _), one in limbs.items() if where == side] for side in SIDES]
    of_sides = [_together(cause, one) for one in sides if one]
    return _where_it_strikes(
        sum(ratio for ratio, _ in of_sides) / len(of_sides),
        sum(spared for _, spared in of_sides) / len(of_sides),
    )


def _alike(variant: Variant, findings: Sequence[LimbFindings]) -> list[LimbFit]:
    """What it adds that the same muscle of both sides is weak together, where both were tested."""
    fits = []
    by_place = {one.place: one for one in findings}
    for (side, limb), left in by_place.items():
        right = by_place.get(("right", limb)) if side == "left" else None
        if right is None:
            continue
        both, at_left, at_right = np.intersect1d(left.columns, right.columns, return_indices=True)
        weak = _chances(variant)[:, both]
        may = weak.any(axis=0)
        if not may.any():
            continue
        weak = weak[:, may, None]
        mine, his = left.muscles[at_left[may]], right.muscles[at_right[may]]
        apart = (weak * mine + 1.0 - weak) * (weak * his + 1.0 - weak)
        ratio = (1.0 - _PAIRED) + _PAIRED * (weak * mine * his + 1.0 - weak) / apart
        spared = (1.0 - _PAIRED) + _PAIRED / (1.0 - weak[..., 0])
        fits.append(LimbFit(ratio.prod(axis=1), spared.prod(axis=1)))
    return fits


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


@cache
def _chances(variant: Variant) -> Array:
    """How often each muscle of `body` is weak, by how far it has come: (steps, muscles)."""
    return frozen(
        np.column_stack([struck(variant.weak.get(one.id, 0.0)) for one in body.muscles()])
    )


def limb_fit(variant: Variant, skin: float, findings: LimbFindings) -> LimbFit:
    """A limb's findings under a variant of a cause that takes feeling as often as `skin`."""
    weak = _chances(variant)[:, findings.columns]
    ratio = (weak[..., None] * findings.muscles + (1.0 - weak)[..., None]).prod(axis=1)
    spared = (1.0 - weak).prod(axis=1)
    for task, own in findings.tasks:
        weights = body.task(task).weights
        of_task = sum(share * variant.weak.get(m, 0.0) for m, share in weights.items())
        ratio = ratio * own[round(of_task * SHARES)]
        spared = spared * (1.0 - of_task)
    return LimbFit(ratio * (1.0 - skin + skin * findings.felt), spared)


def numb_ratio(area: SkinFinding, often: float) -> float:
    """How much likelier an area's feeling is where it is less felt so often."""
    healthy = SOMETIMES_NUMB
    return often / healthy if area.feeling == "less" else (1.0 - often) / (1.0 - healthy)


def fit_none(none: Unexplained, weakness: Weakness, ratios: Ratios) -> float:
    """The ratio of the findings if muscles are weak one by one, without a pattern."""
    reached = np.concatenate(
        [ratios.muscles[:, SHARES] @ none.levels, ratios.tasks[:, SHARES // 2] @ none.levels]
    )
    fits = []
    for weak in none.weak:
        often = SOMETIMES_NUMB + (1.0 - SOMETIMES_NUMB) * weak * none.skin
        felt = float(np.prod([numb_ratio(area, often) for area in weakness.skin]))
        ratio = float(np.prod(weak * reached + 1.0 - weak)) * felt
        spared = (1.0 - weak) ** len(reached)
        fits.append(_where_it_strikes(ratio, spared) if len(reached) else ratio)
    return float(np.mean(fits))
