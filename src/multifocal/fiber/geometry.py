"""The shape of a myelinated axon by its diameter (McIntyre, Richardson & Grill 2002).

Sources: `mrg-2002` (the table), `ascent-geometry` (the polynomials), `gaines-2018` (the
regressions that its membranes were published with); physiology.md section 1.2.
"""

from dataclasses import dataclass, fields
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from multifocal.arguments import names_arguments
from multifocal.fault import Fault
from multifocal.frozen import frozen

Rule = Literal["table", "polynomial", "gaines"]

SMALLEST_UM, LARGEST_UM = 5.7, 16.0
"""The original table, and the range of motor axons. Its two thinner rows were added later."""
THINNEST_UM = {"table": 1.0, "polynomial": 2.0, "gaines": 5.7}

# fiber diameter, axon diameter, node diameter, node to node, FLUT length (all µm), lamellae
_TABLE = frozen(
    np.array(
        [
            (1.0, 0.8, 0.7, 100.0, 5.0, 15.0),
            (2.0, 1.6, 1.4, 200.0, 10.0, 30.0),
            (5.7, 3.4, 1.9, 500.0, 35.0, 80.0),
            (7.3, 4.6, 2.4, 750.0, 38.0, 100.0),
            (8.7, 5.8, 2.8, 1000.0, 40.0, 110.0),
            (10.0, 6.9, 3.3, 1150.0, 46.0, 120.0),
            (11.5, 8.1, 3.7, 1250.0, 50.0, 130.0),
            (12.8, 9.2, 4.2, 1350.0, 54.0, 135.0),
            (14.0, 10.4, 4.7, 1400.0, 56.0, 140.0),
            (15.0, 11.5, 5.0, 1450.0, 58.0, 145.0),
            (16.0, 12.7, 5.5, 1500.0, 60.0, 150.0),
        ]
    )
)

# highest power first, fiber diameter in µm; below 5.643 µm the internode has another one
_POLYNOMIALS = (
    (0.02361, 0.3673, 0.7122),
    (0.01093, 0.1008, 1.099),
    (-8.215, 272.4, -780.2),
    (-0.1652, 6.354, -0.2862),
    (-0.4749, 16.85, -0.7648),
)
_THIN_BELOW_UM, _THIN_INTERNODE = 5.643, (81.08, 37.84)

NODE_LENGTH_UM = 1.0
MYSA_LENGTH_UM = 3.0


@dataclass(frozen=True)
class Geometry:
    """Dimensions of a batch of fibers; every array has shape (fibers,)."""

    diameter_um: NDArray[np.float64]
    axon_diameter_um: NDArray[np.float64]
    """Axon diameter in FLUT and STIN."""
    node_diameter_um: NDArray[np.float64]
    """Axon diameter in the node."""
    internode_um: NDArray[np.float64]
    """From the middle of one node to the middle of the next."""
    flut_length_um: NDArray[np.float64]
    lamellae: NDArray[np.float64]
    mysa_diameter_um: NDArray[np.float64]
    """Axon diameter in the MYSA."""

    def __post_init__(self) -> None:
        for dimension in fields(self):
            numbers = np.atleast_1d(np.asarray(getattr(self, dimension.name), dtype=np.float64))
            object.__setattr__(self, dimension.name, numbers)
            if numbers.shape != self.diameter_um.shape or numbers.ndim != 1:
                raise ValueError(
                    f"{dimension.name} must have one number a fiber, as diameter_um has"
                )
            if not (np.isfinite(numbers) & (numbers > 0)).all():
                raise ValueError(f"{dimension.name} must be finite and more than 0")
        stin_um = 6.0 * self.stin_length_um
        for name, within in (
            ("axon_diameter_um", self.axon_diameter_um < self.diameter_um),
            ("node_diameter_um", self.node_diameter_um < self.diameter_um),
            ("mysa_diameter_um", self.mysa_diameter_um < self.diameter_um),
            ("flut_length_um", stin_um > 0.0),
        ):
            if not within.all():
                raise ValueError(f"{name} is larger than its fiber or internode has room for")

    @property
    def stin_length_um(self) -> NDArray[np.float64]:
        """Length of one of the six STIN compartments of an internode."""
        rest = self.internode_um - NODE_LENGTH_UM - 2 * MYSA_LENGTH_UM - 2 * self.flut_length_um
        return np.asarray(rest / 6.0, dtype=np.float64)

    def part(self, which: slice | NDArray[np.int64]) -> "Geometry":
        """Some of the fibers, or some of them several times."""
        return Geometry(*(getattr(self, one.name)[which] for one in fields(self)))

    @classmethod
    @names_arguments
    def of(cls, diameter_um: ArrayLike, rule: Rule = "table") -> "Geometry":
        """The geometry of fibers of these outer diameters (scalar or shape (fibers,)).

        `table` interpolates the published rows linearly, `polynomial` uses ASCENT's fits,
        `gaines` the regressions of Gaines 2018.
        Raises Fault outside 1 (polynomial: 2, gaines: 5.7) to 16 µm, where no row stands.
        """
        if rule not in THINNEST_UM:
            raise ValueError(f"unknown geometry rule {rule!r}")
        d = np.atleast_1d(np.asarray(diameter_um, dtype=np.float64))
        if not np.all((d >= THINNEST_UM[rule] - 1e-9) & (d <= LARGEST_UM + 1e-9)):
            raise Fault("fiber.diameter", thinnest_um=THINNEST_UM[rule], largest_um=LARGEST_UM)
        if rule == "gaines":
            return cls(d, *_gaines(d))
        if rule == "table":
            columns = [np.interp(d, _TABLE[:, 0], _TABLE[:, k]) for k in range(1, 6)]
        else:
            columns = [np.polyval(p, d) for p in _POLYNOMIALS]
            columns[2] = np.where(d < _THIN_BELOW_UM, np.polyval(_THIN_INTERNODE, d), columns[2])
        columns.append(columns[1])  # MRG's MYSA is as thin as its node
        return cls(d, *columns)


def _gaines(d: NDArray[np.float64]) -> list[NDArray[np.float64]]:
    """Axon, node, node to node, FLUT length (µm); lamellae; axon in the MYSA (µm)."""
    return [
        0.889 * d - 1.9104,
        0.3449 * d - 0.1484,
        969.3 * np.log(d) - 1144.6,
        2.5811 * d + 19.59,
        65.897 * np.log(d) - 32.666,
        0.3527 * d - 0.1804,
    ]
