"""What an explanation predicts of every muscle and area of skin, tested or not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from multifocal import body
from multifocal.body import SIDES
from multifocal.frozen import frozen
from multifocal.localize.causes import NONE, diffuse_causes, place_table, unexplained
from multifocal.localize.fits import Fits, singles
from multifocal.localize.grades import (
    FULL,
    GRADES,
    LEVELS,
    SHARES,
    healthy_grades,
    weak_grades,
)
from multifocal.localize.groups import FASCICLE, Group
from multifocal.localize.ratios import SOMETIMES_NUMB, numb_share

Array = NDArray[np.float64]

BANDS = 3
"""A grade is predicted as full (5-, 5), between (4-, 4, 4+), or 3+ and less."""


LEAST_CAUSE: Final = 0.03
"""A cause that gives an explanation less of its weight than this share of the main one's is left
out of what the explanation predicts."""


@dataclass(frozen=True, eq=False)
class Predictions:
    """By explanation and side, in the order of `SIDES`: how often each muscle falls into each band,
    (explanations, sides, muscles, BANDS), how often each area of skin is less felt, (explanations,
    sides, areas), and how much of each target's fibers is expected beyond the place, (explanations,
    sides, targets)."""

    muscles: Array
    skin: Array
    beyond: Array


@cache
def muscle_columns() -> Array:
    """Of the table of loci: the columns of the muscles."""
    table = place_table()
    return frozen(np.array([table.column[one.id] for one in body.muscles()]))


@cache
def skin_columns() -> Array:
    """Of the table of loci: the columns of the areas of skin."""
    table = place_table()
    return frozen(np.array([table.column[one.id] for one in body.skin_areas()]))


@cache
def bands() -> Array:
    """How often a muscle falls into each band, (SHARES + 1, levels, BANDS)."""
    return frozen(weak_grades() @ _in_band())


@cache
def healthy_bands() -> Array:
    """The same of a healthy muscle, (BANDS,)."""
    return frozen(healthy_grades() @ _in_band())


def band_of(grade: str) -> int:
    """The band of a grade: 0 full, 1 between, 2 weak."""
    return 0 if grade in FULL else 1 if grade[0] == "4" else 2


def _in_band() -> Array:
    return np.array([[float(band_of(one) == band) for band in range(BANDS)] for one in GRADES])


def predict(
    leading: Sequence[tuple[frozenset[Group] | str, Mapping[str, float]]], fits: Fits
) -> Predictions:
    """What explanations predict, each with the weights by cause that make it up."""
    count = len(leading)
    muscles = np.empty((count, len(SIDES), len(muscle_columns()), BANDS))
    skin = np.full((count, len(SIDES), len(skin_columns())), SOMETIMES_NUMB)
    beyond = np.zeros((count, len(SIDES), len(place_table().targets)))
    muscles[:] = healthy_bands()
    pairs: list[tuple[int, int]] = []
    mixtures: list[Array] = []
    for at, (key, causes) in enumerate(leading):
        if isinstance(key, str):
            muscles[at], skin[at], beyond[at] = _alike(key)
            continue
        heaviest = max(causes.values())
        main = {c: w for c, w in causes.items() if w >= LEAST_CAUSE * heaviest}
        own = sum(main.values())
        main = {cause: weight / own for cause, weight in main.items()}
        for group in sorted(fits.view.number[one] for one in key):
            pairs.append((at, group))
            mixtures.append(fits.mixture(main, group))
    if pairs:
        lost, numb, reach = _of_groups(fits, [group for _, group in pairs], np.array(mixtures))
        for (at, group), *of_pair in zip(pairs, lost, numb, reach, strict=True):
            here = at, SIDES.index(fits.view.groups[group].side)
            # places of a set explain different findings; what both reach is lost by the worse one
            worse = of_pair[0][:, 0] < muscles[here][:, 0]
            muscles[here][worse] = of_pair[0][worse]
            np.maximum(skin[here], of_pair[1], out=skin[here])
            np.maximum(beyond[here], of_pair[2], out=beyond[here])
    return Predictions(muscles, skin, beyond)


def _of_groups(fits: Fits, groups: Sequence[int], mixtures: Array) -> tuple[Array, Array, Array]:
    """Bands of every muscle, (groups, muscles, BANDS), numb shares, (groups, areas), and expected
    reach, (groups, targets), of groups by mixtures of causes."""
    spread = fits.spread(groups, mixtures)
    rows, of = _alike_rows()
    used, at = np.unique(of[spread.loci], return_inverse=True)
    shape = len(groups), len(used), len(LEVELS)
    struck, numb, whole = (
        _summed(spread.pair * len(used) + at, one, shape)
        for one in (spread.joint - spread.part * (1.0 - FASCICLE), spread.numb, spread.joint)
    )
    flat = len(groups), -1
    muscles = struck.reshape(flat) @ _struck()[used].reshape(-1, len(muscle_columns()) * BANDS)
    muscles = muscles.reshape(len(groups), -1, BANDS)
    part = np.bincount(spread.pair, spread.part.sum(axis=1), len(groups))
    muscles += (part * (1.0 - FASCICLE))[:, None, None] * healthy_bands()
    felt = numb.reshape(flat) @ _felt()[used].reshape(-1, len(skin_columns()))
    felt += (1.0 - mixtures @ singles().skin.ravel())[:, None] * SOMETIMES_NUMB
    return muscles, felt, whole.sum(axis=2) @ place_table().share[rows[used]]


@cache
def _alike_rows() -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The first of the loci that reach the same, and which of these each locus is."""
    _, first, of = np.unique(place_table().share, axis=0, return_index=True, return_inverse=True)
    return frozen((first, of.ravel()))


@cache
def _struck() -> Array:
    """Of those first loci: bands of every muscle by level, (rows, levels, muscles, BANDS)."""
    shares = place_table().share[_alike_rows()[0]][:, muscle_columns()]
    by_muscle = bands()[np.rint(shares * SHARES).astype(np.intp)]
    return frozen(np.ascontiguousarray(by_muscle.swapaxes(1, 2)))


@cache
def _felt() -> Array:
    """Of those first loci: how often each area is less felt by level, (rows, levels, areas)."""
    shares = place_table().share[_alike_rows()[0]][:, skin_columns()]
    return frozen(numb_share(shares[:, None, :], np.array(LEVELS)[:, None]))


def _summed(at: NDArray[np.intp], values: Array, shape: tuple[int, int, int]) -> Array:
    out = np.zeros((shape[0] * shape[1], shape[2]))
    np.add.at(out, at, values)
    return out.reshape(shape)


@cache
def _alike(cause: str) -> tuple[Array, Array, Array]:
    """What a cause of the whole body predicts, or none of the causes: alike on both sides."""
    count = len(muscle_columns())
    if cause == NONE:
        none = unexplained()
        weak = np.full(count, float(np.mean(none.weak)))
        levels, numb = none.levels, float(np.mean(none.weak)) * none.skin
    else:
        diffuse = next(one for one in diffuse_causes() if one.id == cause)
        total = sum(one.weight for one in diffuse.variants)
        weak = np.array(
            [
                sum(v.weight / total * v.weak.get(m.id, 0.0) for v in diffuse.variants)
                for m in body.muscles()
            ]
        )
        weak *= diffuse.limb if diffuse.spread == "each" else 1.0
        levels, numb = diffuse.levels, 0.5 * diffuse.skin
    struck = levels @ bands()[SHARES]
    muscles = weak[:, None] * struck + (1.0 - weak[:, None]) * healthy_bands()
    skin = np.full(len(skin_columns()), SOMETIMES_NUMB + (1.0 - SOMETIMES_NUMB) * numb)
    beyond = np.zeros(len(place_table().targets))
    beyond[muscle_columns()] = weak
    return frozen((muscles, skin, beyond))
