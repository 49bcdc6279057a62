"""The fast engine: fibers in blocks of LANES, one thread.

Same question and same answer as the double cable of kernels.py (`engine="reference"`), in float32
with reduced internodes; errors against it are in docs/accuracy.md.
"""

from collections.abc import Callable
from dataclasses import fields

import numpy as np
from numpy.typing import NDArray

from multifocal.fiber import lanes_kernel as kernel
from multifocal.fiber.cable import Internodes, Nodes, internodes, node_numbers
from multifocal.fiber.damage import Damage
from multifocal.fiber.geometry import Geometry
from multifocal.fiber.membrane import Membrane
from multifocal.fiber.twoport import FIELDS, MODES, coefficients
from multifocal.fiber.vector import LANES

Array = NDArray[np.float64]
Single = NDArray[np.float32]

KAPPA_AT_0, KAPPA_PER_MS = 0.06, 20.0
"""How far the gates look beyond the voltage's last bend: the first, and what each ms of the step
adds. Tuned by hand on the seven healthy velocities of mrg_cv.csv, table geometry, at steps of
2.5, 5, 7.5 and 10 µs; not on the polynomial geometry, lesions or temperatures."""

_run: Callable[..., bool] = kernel.run
_pack: Callable[..., None] = kernel.pack


def _rows(geometry: Geometry, left: Damage, dt_ms: float) -> tuple[Single, NDArray[np.int64]]:
    """Coefficients of every row, (rows, FIELDS), and how many modes each keeps."""
    numbers = internodes(geometry, left)
    out = np.empty((len(left.fiber), FIELDS), dtype=np.float32)
    modes = np.empty(len(left.fiber), dtype=np.int64)
    for remade, alike in ((False, True), (False, False), (True, True), (True, False)):
        which = (left.remade == remade) & (left.alike == alike)
        if which.any():
            part = Internodes(
                **{one.name: getattr(numbers, one.name)[which] for one in fields(Internodes)}
            )
            out[which], modes[which] = coefficients(part, remade=remade, alike=alike, dt_ms=dt_ms)
    return out, modes


def _aligned(count: int) -> Single:
    """A float32 array that starts at a cache line."""
    raw = np.empty(count * 4 + 64, dtype=np.uint8)
    start = -raw.ctypes.data % 64
    return raw[start : start + count * 4].view(np.float32)


class _Room:
    """What one thread needs to step one block; used again and again."""

    def __init__(self, nodes: int) -> None:
        self.given = _aligned(nodes * kernel.GIVEN * LANES)
        self.bank = _aligned(nodes * FIELDS * LANES)
        self.row_of = np.empty(nodes - 1, dtype=np.int64)
        self.modes = np.empty(nodes, dtype=np.int64)
        self.work = _aligned((nodes * kernel.KEPT + 1) * LANES)
        self.memory = _aligned(nodes * MODES * LANES)
        self.seen = np.empty((nodes, LANES), dtype=np.int64)


def simulate_lanes(
    geometry: Geometry,
    left: Damage,
    membrane: Membrane,
    *,
    start: NDArray[np.int64],
    steady_na: Array | None,
    pulses_ms: Array,
    pulse_na: float,
    pulse_ms: float,
    steps: int,
    dt_ms: float,
    quiet_mv: float,
    resting_mv: float,
    goal: NDArray[np.int64],
    crossings_ms: Array,
    trace_mv: Array,
    kappa: float | None = None,
) -> None:
    """Fill crossings_ms (fibers, nodes, most) and trace_mv (fibers, steps or 0, nodes).

    ArithmeticError where a fiber finds no resting state.
    """
    fibers, nodes = left.sodium.shape
    rows, modes = _rows(geometry, left, dt_ms)
    given = _given(node_numbers(geometry, left, membrane), steady_na, dt_ms)
    q_mp, q_h, q_s = membrane.rate_factors
    if kappa is None:
        kappa = KAPPA_AT_0 + KAPPA_PER_MS * dt_ms

    def block(first: int, room: _Room) -> None:
        which = np.minimum(np.arange(first, first + LANES), fibers - 1)
        within = np.arange(first, first + LANES) < fibers
        _pack(rows, modes, left.row_of, which, room.bank, room.row_of, room.modes)
        room.given[:] = given[:, :, which].ravel()
        room.seen[:] = 0
        into = slice(first, min(first + LANES, fibers))
        crossed = np.full((LANES, *crossings_ms.shape[1:]), np.nan)
        found = _run(
            nodes, room.given, room.bank, room.row_of, room.modes,
            q_mp * dt_ms, q_h * dt_ms, q_s * dt_ms, dt_ms, kappa, steps,
            start[which], pulses_ms, pulse_na, pulse_ms, quiet_mv, resting_mv, goal[which], within,
            room.work, room.memory, room.seen, crossed, trace_mv[into],
        )  # fmt: skip
        if not found:
            raise ArithmeticError("a fiber found no resting state")
        crossings_ms[into] = crossed[: into.stop - into.start]

    room = _Room(nodes)
    for first in range(0, fibers, LANES):
        block(first, room)


def _given(numbers: Nodes, steady_na: Array | None, dt_ms: float) -> Single:
    """The node numbers as the kernel wants them, (nodes, GIVEN, fibers)."""
    fibers, nodes = numbers.node_nf.shape
    given = np.empty((nodes, kernel.GIVEN, fibers), dtype=np.float32)
    given[:, kernel.CHARGE] = (2.0 / dt_ms) * numbers.node_nf.T
    given[:, kernel.NA_FAST] = numbers.g_na_fast_us.T
    given[:, kernel.NA_PERSISTENT] = numbers.g_na_persistent_us.T
    given[:, kernel.K_SLOW] = numbers.g_k_slow_us.T
    given[:, kernel.LEAK] = numbers.g_leak_us.T
    given[:, kernel.STEADY] = 0.0 if steady_na is None else steady_na.T
    return given
