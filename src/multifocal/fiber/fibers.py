"""A batch of fibers."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from multifocal.arguments import names_arguments, names_fields
from multifocal.fiber.geometry import MYSA_LENGTH_UM, NODE_LENGTH_UM, Geometry
from multifocal.fiber.membranes.gaines import GainesMembrane
from multifocal.fiber.membranes.mrg import Membrane

Array = NDArray[np.float64]

FEWEST_NODES, MOST_NODES = 2, 100_000


@names_fields
@dataclass(frozen=True)
class Fibers:
    """A batch of fibers of equal node count.

    first_node_mm (fibers,): where node 0 of each lies (default 0); the others follow in steps of
    the internode. internode_um (fibers, nodes - 1): only where internodes differ in length from
    their geometry, as new ones do after repair (`remyelinated`). temperature_c (fibers,): only
    where fibers differ in temperature from each other; those of one temperature are solved
    together, so a handful of temperatures costs least.
    """

    geometry: Geometry
    nodes: int
    membrane: Membrane | GainesMembrane = field(default_factory=Membrane)
    first_node_mm: Array | None = None
    internode_um: Array | None = None
    temperature_c: Array | None = None

    def __post_init__(self) -> None:
        whole = isinstance(self.nodes, int | np.integer)
        if not (whole and FEWEST_NODES <= self.nodes <= MOST_NODES):
            raise ValueError(
                f"nodes is {self.nodes!r}; give a whole number, {FEWEST_NODES} to {MOST_NODES:,}"
            )
        count = len(self.geometry.diameter_um)
        for name in ("first_node_mm", "internode_um", "temperature_c"):
            if (given := getattr(self, name)) is not None:
                object.__setattr__(self, name, np.asarray(given, dtype=np.float64))
        first, lengths, warm = self.first_node_mm, self.internode_um, self.temperature_c
        if warm is not None:
            if warm.shape != (count,):
                raise ValueError(f"temperature_c must be {count} numbers, one a fiber")
            for one in np.unique(warm):
                Membrane(float(one))  # refuses what no living nerve has
        if first is not None and not (first.shape == (count,) and np.isfinite(first).all()):
            raise ValueError(f"first_node_mm must be {count} finite numbers, one a fiber")
        if lengths is None:
            return
        if lengths.shape != (count, self.nodes - 1):
            raise ValueError(f"internode_um must have shape ({count}, {self.nodes - 1})")
        shape = self.geometry
        shortest = (NODE_LENGTH_UM + 2 * MYSA_LENGTH_UM) / (
            1.0 - 2 * shape.flut_length_um / shape.internode_um
        )
        if not (np.isfinite(lengths) & (lengths > shortest[:, None]) & (lengths < 1e5)).all():
            raise ValueError(
                f"internode_um must be longer than node and paranodes ({shortest.max():.0f} µm) "
                "and shorter than 100,000 µm"
            )

    def lengths_um(self) -> Array:
        """Every internode's length, shape (fibers, nodes - 1)."""
        if self.internode_um is not None:
            return self.internode_um
        return np.repeat(self.geometry.internode_um[:, None], self.nodes - 1, axis=1)

    def node_mm(self) -> Array:
        """Where the nodes lie, shape (fibers, nodes)."""
        first = np.zeros(len(self)) if self.first_node_mm is None else self.first_node_mm
        if self.internode_um is None:
            spacing_mm = self.geometry.internode_um / 1000.0
            return np.asarray(first[:, None] + spacing_mm[:, None] * np.arange(self.nodes))
        steps = np.concatenate([np.zeros((len(self), 1)), self.internode_um / 1000.0], axis=1)
        return np.asarray(first[:, None] + np.cumsum(steps, axis=1))

    @names_arguments
    def remyelinated(self, at: ArrayLike, pieces: int) -> "Fibers":
        """The same fibers after repair: each internode `at` replaced by `pieces` shorter ones.

        Internode k becomes internodes k, k + 1, ... of equal length; those after it move up. The
        new myelin is as thick as a `lamellae` lesion on them says. Short internodes conduct
        slowly, and where myelin is still thin they let the impulse through
        (physiology.md section 2.4).
        """
        if not 1 <= pieces <= 10:
            raise ValueError(f"pieces is {pieces}; give 1 to 10")
        which = np.unique(np.asarray(at, dtype=np.int64))
        if which.size and not (which[0] >= 0 and which[-1] < self.nodes - 1):
            raise ValueError(f"at names an internode beyond the {self.nodes - 1} there are")
        counts = np.ones(self.nodes - 1, dtype=np.int64)
        counts[which] = pieces
        lengths = np.repeat(self.lengths_um() / counts, counts, axis=1)
        return replace(self, nodes=lengths.shape[1] + 1, internode_um=lengths)

    def part(self, which: NDArray[np.int64]) -> "Fibers":
        """Some of the fibers, or some of them several times."""
        first, lengths, warm = self.first_node_mm, self.internode_um, self.temperature_c
        return replace(
            self,
            geometry=self.geometry.part(which),
            temperature_c=None if warm is None else warm[which],
            first_node_mm=None if first is None else first[which],
            internode_um=None if lengths is None else lengths[which],
        )

    def by_temperature(self) -> Iterator[tuple[NDArray[np.int64], "Fibers"]]:
        """The numbers of fibers of one temperature, and those fibers, for each temperature."""
        if self.temperature_c is None:
            yield np.arange(len(self)), self
            return
        for one in np.unique(self.temperature_c):
            which = np.flatnonzero(self.temperature_c == one)
            membrane = replace(self.membrane, temperature_c=float(one))
            yield which, replace(self.part(which), membrane=membrane, temperature_c=None)

    def __len__(self) -> int:
        return len(self.geometry.diameter_um)
