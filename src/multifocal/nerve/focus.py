"""A focus of disease on a nerve, and what it does to each fiber that passes it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv

from multifocal import body
from multifocal.arguments import checks_fields
from multifocal.fault import Fault
from multifocal.fiber import Lesion
from multifocal.nerve.pool import Bundle

Array = NDArray[np.float64]

Mechanism = Literal["paranode", "gna", "lamellae", "patches", "axon", "block"]
MECHANISMS: tuple[Mechanism, ...] = get_args(Mechanism)
"""How a focus can harm fibers; the docstring of `Focus` tells each."""

DEFAULT_EXTENT_MM = 20.0
"""How long a focus is unless told."""
SPREAD = 6.0
"""Concentration of the beta distribution of damage over fibers: the larger, the more alike the
fibers. No count per fiber is published (source multifocal-choice-spread)."""
LEAST_LAMELLAE = 0.005
PATCH_LEFT = 0.06
"""Of the myelin of a thinned internode of `patches`: 5 % in a row would stop the fibers."""
LONGEST_DAYS = 3650
_MOST_NODES = 4096


@checks_fields
@dataclass(frozen=True)
class Focus:
    """One attacked stretch of a nerve.

    severity, 0 to 1, is the mean over fibers of what is damaged in the stretch:

    - `paranode` (default): the share of nodes whose paranodes are bared. At sites of block,
      biopsies show no overt demyelination, and nodes and paranodes are what the antibody is aimed
      at (sources taylor-2004-biopsy, node-paranode-mechanism);
    - `gna`: the share of sodium channels lost at every node of the stretch;
    - `lamellae`: the share of myelin lost in every internode of the stretch;
    - `patches`: the share of internodes that keep 6 % of their myelin, so little that each delays
      an impulse by about 0.09 ms and enough that hardly one stops it: over a long stretch impulses
      are dispersed, as in an acquired demyelinating neuropathy (source multifocal-choice-patches);
    - `axon`: the share of axons cut through in the middle of the stretch, `days` ago, motor and
      sensory ones: prescribed. Their stumps conduct for some days more, so that the study looks
      like block; then they are silent, and later survivors take over muscle fibers (`wallerian`);
    - `block`: the share of fibers stopped, prescribed and not simulated: for tests and teaching.

    Each fiber has its own damage around that mean, drawn once from `seed`: a higher severity
    damages what a lower one did and more, and moving the focus keeps each fiber's fate.
    """

    place: body.Place
    severity: float
    extent_mm: float = DEFAULT_EXTENT_MM
    mechanism: Mechanism = "paranode"
    spread: float = SPREAD
    seed: int = 0
    days: float = 0.0

    def __post_init__(self) -> None:
        if not 0.0 <= self.severity <= 1.0:
            raise Fault("nerve.severity")
        if not 1.0 <= self.extent_mm <= 400.0:
            raise Fault("nerve.extent")
        if not 0.1 <= self.spread <= 1e4:
            raise Fault("nerve.focus_spread")
        if self.mechanism not in MECHANISMS:
            raise Fault("nerve.mechanism", mechanism=self.mechanism, known=MECHANISMS)
        if not 0.0 <= self.days <= LONGEST_DAYS:
            raise Fault("nerve.days", most=LONGEST_DAYS)

    @property
    def prescribed(self) -> bool:
        """Whether what it stops is given and not computed; to be said wherever it shows."""
        return self.mechanism in ("block", "axon")

    def reaches(self, pool: Bundle) -> bool:
        """Whether the pool's fibers pass the middle of the focus."""
        return pool.way.passes(self.place)

    def stretch_mm(self, pool: Bundle) -> tuple[float, float]:
        """From where to where it lies on the pool's fibers, mm from the cord."""
        middle = pool.mm_from_cord(self.place)
        return (
            max(middle - self.extent_mm / 2, 0.0),
            min(middle + self.extent_mm / 2, pool.way.length_mm),
        )

    def damage(self, pool: Bundle) -> Array:
        """Each fiber's own share of damage, shape (units,)."""
        if self.severity in (0.0, 1.0):
            return np.full(len(pool), self.severity)
        a, b = self.severity * self.spread, (1.0 - self.severity) * self.spread
        return np.asarray(betaincinv(a, b, self._draws(pool)[0]), dtype=np.float64)

    def stopped(self, pool: Bundle) -> NDArray[np.bool_]:
        """What is prescribed: which fibers, exactly the nearest whole number to the share."""
        order = self._draws(pool)[0].argsort()
        stopped = np.zeros(len(pool), dtype=bool)
        stopped[order[: round(self.severity * len(pool))]] = True
        return stopped

    def silent(self, pool: Bundle) -> NDArray[np.bool_]:
        """Whose stump, beyond the cut, conducts no more; (units,)."""
        if self.mechanism != "axon":
            return np.zeros(len(pool), dtype=bool)
        rng = np.random.default_rng([self.seed, crc32(pool.muscle.encode()), len(pool), 41])
        return self.stopped(pool) & (pool.stump_days.of(rng.random(len(pool))) <= self.days)

    def on(self, pool: Bundle) -> list[Lesion]:
        """The damage as lesions; nodes and internodes are counted from each fiber's first node.

        Empty where the focus does not lie on the pool's nerve, and for what is prescribed.
        """
        if not self.reaches(pool) or self.prescribed or self.severity == 0.0:
            return []
        start, end = self.stretch_mm(pool)
        thinned = self.mechanism in ("lamellae", "patches")
        shift = 0.5 if thinned else 0.0  # the middle of an internode counts
        spacing = pool.internode_mm
        first = np.ceil((start - pool.first_node_mm) / spacing - shift).astype(np.int64)
        last = np.floor((end - pool.first_node_mm) / spacing - shift).astype(np.int64)
        total = np.floor((pool.way.length_mm - pool.first_node_mm) / spacing).astype(np.int64)
        first = np.maximum(first, 0)
        last = np.minimum(last, total - (1 if thinned else 0))
        rank = np.arange(int((last - first).max(initial=-1)) + 1)
        damage = self.damage(pool)
        hit = first[:, None] + rank[None, :] <= last[:, None]
        if self.mechanism in ("paranode", "patches"):
            hit = hit & (self._draws(pool)[1][:, : len(rank)] < damage[:, None])
        fiber, which = np.nonzero(hit)
        if self.mechanism == "paranode":
            left = np.ones(len(fiber))
        elif self.mechanism == "patches":
            left = np.full(len(fiber), PATCH_LEFT)
        else:
            floor = LEAST_LAMELLAE if self.mechanism == "lamellae" else 0.0
            left = np.maximum(1.0 - damage[fiber], floor)
        kind = "lamellae" if thinned else self.mechanism
        return [Lesion(kind, fiber, first[fiber] + which, left)]  # type: ignore[arg-type]

    def _draws(self, pool: Bundle) -> tuple[Array, Array]:
        """One number a fiber, and one a fiber and node of the stretch; the same at any severity."""
        rng = np.random.default_rng([self.seed, crc32(pool.muscle.encode()), len(pool)])
        of_fiber = rng.random(len(pool))
        longest = min(int(self.extent_mm / pool.internode_mm.min()) + 2, _MOST_NODES)
        return of_fiber, rng.random((longest, len(pool))).T


def reaching(foci: Iterable[Focus], fibers: Bundle) -> tuple[Focus, ...]:
    """Those of the foci whose middle these fibers pass, in their order."""
    return tuple(one for one in foci if one.reaches(fibers))
