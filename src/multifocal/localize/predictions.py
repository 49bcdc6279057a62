"""What an explanation predicts of every muscle and area of skin, tested or not."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from multifocal import body
from multifocal.body import SIDES, Side
from multifocal.frozen import frozen
from multifocal.localize.causes import NONE, diffuse_causes, unexplained
from multifocal.localize.grades import (
    FULL,
    GRADES,
    LEVELS,
    SHARES,
    healthy_grades,
    weak_grades,
)
from multifocal.localize.groups import FASCICLE, CauseFit, Group
from multifocal.localize.loci import LocusTable, locus_table
from multifocal.localize.ratios import SOMETIMES_NUMB, numb_share

Array = NDArray[np.float64]

BANDS = 3
"""A grade is predicted as full (5-, 5), between (4-, 4, 4+), or 3+ and less."""


LEAST_CAUSE: Final = 0.03
"""A cause that gives an explanation less of its weight than this share of the main one's is left
out of what the explanation predicts."""


@dataclass(frozen=True)
class Prediction:
    """By side: how often each muscle falls into each band, (muscles, BANDS), how often each area
    of skin is less felt, (areas,), and how much of each target's fibers is expected beyond the
    place, (targets,)."""

    muscles: Mapping[Side, Array]
    skin: Mapping[Side, Array]
    beyond: Mapping[Side, Array]


@cache
def muscle_columns() -> Array:
    """Of the table of loci: the columns of the muscles."""
    table = locus_table()
    return frozen(np.array([table.column[one.id] for one in body.muscles()]))


@cache
def skin_columns() -> Array:
    """Of the table of loci: the columns of the areas of skin."""
    table = locus_table()
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
    key: frozenset[Group] | str, causes: Mapping[str, float], fits: Mapping[str, CauseFit]
) -> Prediction:
    """What an explanation predicts; `causes` are the weights that make it up."""
    if isinstance(key, str):
        return _alike(key)
    muscles = {side: np.tile(healthy_bands(), (len(muscle_columns()), 1)) for side in SIDES}
    skin = {side: np.full(len(skin_columns()), SOMETIMES_NUMB) for side in SIDES}
    beyond = {side: np.zeros(len(locus_table().targets)) for side in SIDES}
    main = {c: w for c, w in causes.items() if w >= LEAST_CAUSE * max(causes.values())}
    own = sum(main.values())
    for side in SIDES:
        for group in key:
            if group.side != side:
                continue
            lost = np.zeros_like(muscles[side])
            numb = np.zeros_like(skin[side])
            reach = np.zeros_like(beyond[side])
            for cause, weight in main.items():
                for part, alone in fits[cause].by_member(group):
                    one = _of_group(alone, group)
                    share = part * weight / own
                    lost += share * one[0]
                    numb += share * one[1]
                    reach += share * one[2]
            # places of a set explain different findings; what both reach is lost by the worse one
            worse = lost[:, 0] < muscles[side][:, 0]
            muscles[side][worse] = lost[worse]
            skin[side] = np.maximum(skin[side], numb)
            beyond[side] = np.maximum(beyond[side], reach)
    return Prediction(muscles, skin, beyond)


def _of_group(found: CauseFit, group: Group) -> tuple[Array, Array, Array]:
    """Bands of every muscle, (muscles, BANDS), numb shares, (areas,), and expected reach."""
    spread = found.spread(group)
    cause, table = found.cause, found.cause.table
    rows, of = _alike_rows(table)
    used, at = np.unique(of[spread.loci], return_inverse=True)
    joint, part = (_summed(one, at, len(used)) for one in (spread.joint, spread.part))
    shares = table.share[rows[used]]
    struck = _struck(table)[used]  # (rows, muscles, levels, BANDS)
    muscles = np.tensordot(joint - part * (1.0 - FASCICLE), struck, axes=((0, 1), (0, 2)))
    muscles += float(part.sum()) * (1.0 - FASCICLE) * healthy_bands()
    felt = numb_share(shares[:, skin_columns(), None], np.array(LEVELS))
    numb = np.tensordot(joint, felt, axes=((0, 1), (0, 2)))
    numb = cause.skin * numb + (1.0 - cause.skin) * SOMETIMES_NUMB
    return muscles, numb, joint.sum(axis=1) @ shares


@cache
def _alike_rows(table: LocusTable) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The first of the loci that reach the same, and which of these each locus is."""
    _, first, of = np.unique(table.share, axis=0, return_index=True, return_inverse=True)
    return frozen((first, of.ravel()))


@cache
def _struck(table: LocusTable) -> Array:
    """Of those first loci: bands of every muscle by level, (rows, muscles, levels, BANDS)."""
    shares = table.share[_alike_rows(table)[0]][:, muscle_columns()]
    return frozen(bands()[np.rint(shares * SHARES).astype(np.intp)])


def _summed(values: Array, of: NDArray[np.intp], count: int) -> Array:
    out = np.zeros((count, values.shape[1]))
    np.add.at(out, of, values)
    return out


@cache
def _alike(cause: str) -> Prediction:
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
    beyond = np.zeros(len(locus_table().targets))
    beyond[muscle_columns()] = weak
    return frozen(
        Prediction(
            dict.fromkeys(SIDES, muscles),
            dict.fromkeys(SIDES, skin),
            dict.fromkeys(SIDES, beyond),
        )
    )
