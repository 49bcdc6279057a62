"""How fast healthy fibers conduct, and which diameter has a wanted velocity."""

from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from multifocal.arguments import names_arguments
from multifocal.fault import Fault
from multifocal.fiber.conduction import conduct
from multifocal.fiber.engines.registry import EngineName
from multifocal.fiber.engines.share import Scheme
from multifocal.fiber.fibers import Fibers
from multifocal.fiber.geometry import LARGEST_UM, SMALLEST_UM, Geometry, Rule
from multifocal.fiber.membranes.gaines import GainesMembrane
from multifocal.fiber.membranes.mrg import Membrane
from multifocal.frozen import frozen

Array = NDArray[np.float64]

_NODES, _FROM, _TO = 61, 20, 50
"""The stretch over which the reference velocities were taken (solver.md section 4)."""

_STEP_UM = 0.1


@names_arguments
def velocity_m_s(
    diameter_um: ArrayLike,
    rule: Rule | None = None,
    membrane: Membrane | GainesMembrane = Membrane(),  # noqa: B008  (frozen)
    dt_ms: float | None = None,
    scheme: Scheme = "cn",
    engine: EngineName | None = None,
) -> Array:
    """Conduction velocity of healthy fibers, simulated one by one; shape (fibers,).

    rule: as `Geometry.of` has it; None takes the geometry that the membrane was published with.
    """
    own: Rule = "gaines" if isinstance(membrane, GainesMembrane) else "table"
    fibers = Fibers(Geometry.of(diameter_um, rule or own), _NODES, membrane)
    ends_mm = fibers.node_mm()[:, [_FROM, _TO]]
    times = conduct(
        fibers, watch_at_mm=ends_mm, duration_ms=10.0, dt_ms=dt_ms, scheme=scheme,
        engine=engine, stop_at_node=_TO,
    ).times_ms[:, :, 0]  # fmt: skip
    return np.asarray((ends_mm[:, 1] - ends_mm[:, 0]) / (times[:, 1] - times[:, 0]))


@cache
def _table(membrane: Membrane | GainesMembrane, dt_ms: float | None) -> tuple[Array, Array]:
    count = round((LARGEST_UM - SMALLEST_UM) / _STEP_UM)
    diameters = np.linspace(SMALLEST_UM, LARGEST_UM, count + 1)
    velocities = velocity_m_s(diameters, membrane=membrane, dt_ms=dt_ms)
    if not np.all(np.diff(velocities) > 0):
        raise ArithmeticError("velocity does not rise with diameter; the table cannot be inverted")
    return frozen((diameters, velocities))


@names_arguments
def velocity_from_table(
    diameter_um: ArrayLike,
    membrane: Membrane | GainesMembrane = Membrane(),  # noqa: B008
    dt_ms: float | None = None,
) -> Array:
    """Velocity interpolated in a table computed once a process: within 0.2 % of `velocity_m_s`.

    Fault outside 5.7 to 16 µm, which the table covers.
    """
    diameters, velocities = _table(membrane, dt_ms)
    asked = np.asarray(diameter_um, dtype=np.float64)
    if not ((asked >= SMALLEST_UM - 1e-9) & (asked <= LARGEST_UM + 1e-9)).all():
        raise Fault("fiber.diameter", thinnest_um=SMALLEST_UM, largest_um=LARGEST_UM)
    return np.interp(asked, diameters, velocities)


@names_arguments
def diameter_for_velocity(
    velocity: ArrayLike,
    membrane: Membrane | GainesMembrane = Membrane(),  # noqa: B008
) -> Array:
    """The diameter in µm of a healthy fiber that conducts at `velocity` m/s.

    Velocities outside the table (25.7 to 93.6 m/s at 37 °C) give its smallest or largest diameter.
    ValueError for one that is no number.
    """
    diameters, velocities = _table(membrane, None)
    wanted = np.asarray(velocity, dtype=np.float64)
    if np.isnan(wanted).any():
        raise ValueError("velocity must be a number of m/s")
    return np.interp(wanted, velocities, diameters)
