"""How well causes of the whole body, and none of the causes, fit the findings.

As everywhere, a fit is said as a ratio to a healthy person; it is divided by the chance that the
cause reaches anything that was tested, because an examiner tests where something is wrong.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from multifocal import body
from multifocal.body import SIDES, Side
from multifocal.frozen import frozen
from multifocal.localize.causes import Unexplained, diffuse_causes
from multifocal.localize.grades import SHARES
from multifocal.localize.names import Limb, limb_of
from multifocal.localize.ratios import SOMETIMES_NUMB, Ratios
from multifocal.localize.weakness import SkinFinding, Weakness

Array = NDArray[np.float64]
Counts = NDArray[np.intp]
Place = tuple[Side, Limb]
Number = TypeVar("Number", float, Array)

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
class Variants:
    """Every variant of every cause, as arrays.

    `causes` (variants,): the number of its cause; `often`: its share of that; `chances` (variants,
    steps, muscles): how often each muscle of `body` is weak, by how far the disease has come;
    `likes` (variants, muscles) and `tasks` (variants, tasks): how much it likes each; of its cause:
    `levels` (variants, levels), `skin`, `limb` (variants,).
    """

    causes: Counts
    often: Array
    chances: Array
    likes: Array
    tasks: Array
    levels: Array
    skin: Array
    limb: Array


@dataclass(frozen=True, eq=False)
class LimbFit:
    """One limb's findings under variants: ratio by how far the disease has come and by level,
    (variants, steps, levels), and the chance that none of what was tested is struck, (variants,
    steps)."""

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


def fit_diffuse(weakness: Weakness, limbs: Sequence[LimbFindings]) -> dict[str, float]:
    """The ratio of the findings under each cause, over all its variants."""
    variants = _variants()
    fits = {one.place: limb_fit(one) for one in limbs}
    by_spread = {
        "each": _each(list(fits.values())),
        "both": _where_it_strikes(*_together([*fits.values(), *_alike(limbs)])),
        "one": _one(fits),
    }
    favored = variants.often * _favored(weakness)
    fitted = {}
    for at, cause in enumerate(diffuse_causes()):
        mine = variants.causes == at
        asked = 1.0 if cause.spread != "both" or _both_sides(weakness) else _ONE_SIDED
        fitted[cause.id] = asked * float(favored[mine] @ by_spread[cause.spread][mine])
    return fitted


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


@cache
def _task_column(task: str) -> int:
    return next(at for at, one in enumerate(body.tasks()) if one.id == task)


@cache
def _variants() -> Variants:
    pairs = [(at, c, v) for at, c in enumerate(diffuse_causes()) for v in c.variants]
    likes = np.array([[v.weak.get(m.id, 0.0) for m in body.muscles()] for _, _, v in pairs])
    of_tasks = np.array([[t.weights.get(m.id, 0.0) for t in body.tasks()] for m in body.muscles()])
    often = np.array([v.weight / sum(one.weight for one in c.variants) for _, c, v in pairs])
    return frozen(
        Variants(
            causes=np.array([at for at, _, _ in pairs], dtype=np.intp),
            often=often,
            chances=struck(likes),
            likes=likes,
            tasks=likes @ of_tasks,
            levels=np.array([c.levels for _, c, _ in pairs]),
            skin=np.array([c.skin for _, c, _ in pairs]),
            limb=np.array([c.limb for _, c, _ in pairs]),
        )
    )


def _favored(weakness: Weakness) -> Array:
    """An examiner tests where strength is lost: how much of what the disease likes best that is,
    by variant."""
    likes = _variants().likes
    tested = {one.muscle for one in weakness.muscles}
    tested |= {muscle for one in weakness.tasks for muscle in body.task(one.task).weights}
    most = likes[:, [_column(one) for one in tested]].max(axis=1, initial=0.0)
    return np.asarray(most / likes.max(axis=1))


def _each(limbs: Sequence[LimbFit]) -> Array:
    """Each limb is struck or not, whatever the others are."""
    limb = _variants().limb
    ratio = spared = np.ones(len(limb))
    for one in limbs:
        mine, none = _together([one])
        ratio = ratio * (1.0 - limb + limb * mine)
        spared = spared * (1.0 - limb + limb * none)
    return _where_it_strikes(ratio, spared)


def _one(fits: Mapping[Place, LimbFit]) -> Array:
    """One side is struck, either as often as the other."""
    sides = [[one for (where, _), one in fits.items() if where == side] for side in SIDES]
    of_sides = [_together(one) for one in sides if one]
    ratio, spared = (np.mean(one, axis=0) for one in zip(*of_sides, strict=True))
    return _where_it_strikes(ratio, spared)


def _alike(findings: Sequence[LimbFindings]) -> list[LimbFit]:
    """What it adds that the same muscle of both sides is weak together, where both were tested."""
    fits = []
    by_place = {one.place: one for one in findings}
    for (side, limb), left in by_place.items():
        right = by_place.get(("right", limb)) if side == "left" else None
        if right is None:
            continue
        both, at_left, at_right = np.intersect1d(left.columns, right.columns, return_indices=True)
        weak = _variants().chances[:, :, both, None]
        mine, his = left.muscles[at_left], right.muscles[at_right]
        apart = (weak * mine + 1.0 - weak) * (weak * his + 1.0 - weak)
        ratio = (1.0 - _PAIRED) + _PAIRED * (weak * mine * his + 1.0 - weak) / apart
        spared = (1.0 - _PAIRED) + _PAIRED / (1.0 - weak[..., 0])
        fits.append(LimbFit(ratio.prod(axis=2), spared.prod(axis=2)))
    return fits


def _together(limbs: Sequence[LimbFit]) -> tuple[Array, Array]:
    """Limbs that are struck alike: their ratio, and the chance that nothing tested is, by
    variant."""
    ratio, spared = limbs[0].ratio, limbs[0].spared
    for one in limbs[1:]:
        ratio, spared = ratio * one.ratio, spared * one.spared
    levels = _variants().levels[:, :, None]
    return (ratio @ levels)[..., 0].mean(axis=1), spared.mean(axis=1)


def _where_it_strikes(ratio: Array, spared: Array) -> Array:
    """Given that something that was tested is struck; 0 where nothing can be.

    The part of `ratio` in which all is spared (there the ratio is 1) is taken out of it.
    """
    some = spared < 1.0 - 1e-9
    return np.asarray(
        np.where(some, np.maximum(ratio - spared, 0.0) / np.where(some, 1.0 - spared, 1.0), 0.0)
    )


def struck(likes: Array) -> Array:
    """How often a muscle is weak that the disease likes so much, by how far it has come.

    `likes` (variants, muscles) to (variants, steps, muscles).
    """
    mine = likes[:, None, :]
    often = _STRAY * mine + (1.0 - 2.0 * _STRAY) / (
        1.0 + np.exp(-(mine - _REACHED[:, None]) / _ORDER)
    )
    return np.where(mine > 0.0, often, 0.0)


def limb_fit(findings: LimbFindings) -> LimbFit:
    """A limb's findings under every variant."""
    variants = _variants()
    weak = variants.chances[:, :, findings.columns]
    ratio = (weak[..., None] * findings.muscles + (1.0 - weak)[..., None]).prod(axis=2)
    spared = (1.0 - weak).prod(axis=2)
    for task, own in findings.tasks:
        of_task = variants.tasks[:, _task_column(task)]
        ratio = ratio * own[np.rint(of_task * SHARES).astype(np.intp)][:, None]
        spared = spared * (1.0 - of_task)[:, None]
    skin = variants.skin[:, None, None]
    return LimbFit(ratio * (1.0 - skin + skin * findings.felt), spared)


def numb_ratio(area: SkinFinding, often: Number) -> Number:
    """How much likelier an area's feeling is where it is less felt so often."""
    healthy = SOMETIMES_NUMB
    return often / healthy if area.feeling == "less" else (1.0 - often) / (1.0 - healthy)


def fit_none(none: Unexplained, weakness: Weakness, ratios: Ratios) -> float:
    """The ratio of the findings if muscles are weak one by one, without a pattern."""
    reached = np.concatenate(
        [ratios.muscles[:, SHARES] @ none.levels, ratios.tasks[:, SHARES // 2] @ none.levels]
    )
    weak = np.array(none.weak)
    often = SOMETIMES_NUMB + (1.0 - SOMETIMES_NUMB) * weak * none.skin
    ratio = (weak[:, None] * reached + 1.0 - weak[:, None]).prod(axis=1)
    for area in weakness.skin:
        ratio = ratio * numb_ratio(area, often)
    if len(reached):
        ratio = _where_it_strikes(ratio, (1.0 - weak) ** len(reached))
    return float(ratio.mean())
