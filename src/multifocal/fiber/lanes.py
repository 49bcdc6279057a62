"""The fast engine: fibers in blocks of LANES, one thread.

Same question and same answer as the double cable of kernels.py (`engine="reference"`), in float32
with reduced internodes; errors against it are in docs/accuracy.md.
"""

from collections.abc import Callable
from dataclasses import fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multifocal.fiber import lanes_kernel as kernel
from multifocal.fiber import lanes_layout as layout
from multifocal.fiber import lanes_rest
from multifocal.fiber.cable import Internodes, Nodes, internodes, node_numbers
from multifocal.fiber.damage import Damage
from multifocal.fiber.geometry import Geometry
from multifocal.fiber.membrane import Membrane
from multifocal.fiber.twoport import FIELDS, MODES, coefficients
from multifocal.fiber.vector import LANES, NUMBER

Array = NDArray[np.float64]
Single = NDArray[Any]

KAPPA_AT_0, KAPPA_PER_MS = 0.06, 20.0
"""How far the gates look beyond the voltage's last bend: the first, and what each ms of the step
adds. Tuned by hand on the seven healthy velocities of mrg_cv.csv, table geometry, at steps of
2.5, 5, 7.5 and 10 µs; not on the polynomial geometry, lesions or temperatures."""

FEW = LANES * 3 // 8
"""So many fibers of a block that are still busy when the others are done move to another block."""
_UNTRACED = np.empty((LANES, 0, 1))
WARM_C = 30.0
"""From here on the kernel may use its shorter sign that an impulse is lost."""

_run: Callable[..., tuple[int, int]] = kernel.run
_begin: Callable[..., bool] = lanes_rest.begin
_pack: Callable[..., None] = layout.pack
_fill: Callable[..., None] = layout.fill
_park: Callable[..., None] = layout.park
_unpark: Callable[..., None] = layout.unpark


def _rows(geometry: Geometry, left: Damage, dt_ms: float) -> tuple[Single, NDArray[np.int64]]:
    """Coefficients of every row, (rows, FIELDS), and how many modes each keeps."""
    numbers = internodes(geometry, left)
    out = np.empty((len(left.fiber), FIELDS), dtype=NUMBER)
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
    """An array that starts at a cache line."""
    size = count * np.dtype(NUMBER).itemsize
    raw = np.empty(size + 64, dtype=np.uint8)
    start = -raw.ctypes.data % 64
    return raw[start : start + size].view(NUMBER)


class _Room:
    """What one thread needs to step one block; used again and again."""

    def __init__(self, nodes: int) -> None:
        self.given = _aligned(nodes * layout.GIVEN * LANES)
        self.bank = _aligned(nodes * FIELDS * LANES)
        self.row_of = np.empty(nodes - 1, dtype=np.int64)
        self.modes = np.empty(nodes, dtype=np.int64)
        self.work = _aligned((nodes * layout.KEPT + 1) * LANES)
        self.memory = _aligned(nodes * MODES * LANES)
        self.seen = np.empty((nodes, LANES), dtype=np.int64)
        self.unfinished = np.zeros(LANES, dtype=np.bool_)


class _Parked:
    """Fibers taken out of blocks whose other fibers were done, with their state."""

    def __init__(self, nodes: int) -> None:
        most = 3 * LANES
        self.count = 0
        self.fiber = np.empty(most, dtype=np.int64)
        self.since_ms = np.empty(most)
        self.window = np.empty((most, 4), dtype=np.int64)
        self.work = np.empty((most, nodes * layout.KEPT), NUMBER)
        self.memory = np.empty((most, nodes * MODES), NUMBER)
        self.seen = np.empty((most, nodes), dtype=np.int64)


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
) -> int:
    """Fill crossings_ms (fibers, nodes, most) and trace_mv (fibers, steps or 0, nodes).

    Fibers that are still busy when most of their block are done wait, with their state, until
    they fill a block. Returns the steps of single nodes worked on, all lanes counted.
    ArithmeticError where a fiber finds no resting state.
    """
    fibers, nodes = left.sodium.shape
    rows, modes = _rows(geometry, left, dt_ms)
    given = _given(node_numbers(geometry, left, membrane), steady_na, dt_ms)
    q_mp, q_h, q_s = membrane.rate_factors
    if kappa is None:
        kappa = KAPPA_AT_0 + KAPPA_PER_MS * dt_ms
    once = len(pulses_ms) == 1 and steady_na is None and membrane.temperature_c >= WARM_C
    traced = trace_mv.shape[1] > 0
    room, parked, done = _Room(nodes), _Parked(nodes), 0

    def load(which: NDArray[np.int64]) -> None:
        _pack(rows, modes, left.row_of, left.home, which, room.bank, room.row_of, room.modes)
        _fill(given, which, room.given)

    def step(which: NDArray[np.int64], count: int, since: Array, window: Any, few: int) -> int:
        within = np.arange(LANES) < count
        part = trace_mv[which[:count]] if traced else _UNTRACED
        node_steps = _run(
            nodes, room.given, room.bank, room.row_of, room.modes,
            q_mp * dt_ms, q_h * dt_ms, q_s * dt_ms, dt_ms, kappa, steps,
            pulses_ms, pulse_ms, quiet_mv, resting_mv, once, goal[which], steps * dt_ms,
            which, within, since, window, few, room.unfinished,
            room.work, room.memory, room.seen, crossings_ms, part,
        )  # fmt: skip
        if traced:
            trace_mv[which[:count]] = part
        lanes = np.nonzero(room.unfinished)[0]
        if few and len(lanes):
            _park(
                room.unfinished, nodes, room.work, room.memory, room.seen,
                parked.count, parked.work, parked.memory, parked.seen,
            )  # fmt: skip
            into = slice(parked.count, parked.count + len(lanes))
            parked.fiber[into] = which[lanes]
            parked.since_ms[into] = since[lanes] + node_steps[1] * dt_ms
            parked.window[into] = window
            parked.count += len(lanes)
        return int(node_steps[0]) * LANES

    def resume(few: int) -> int:
        count = min(LANES, parked.count)
        parked.count -= count
        some = parked.count + np.arange(LANES) % count
        which, window = parked.fiber[some], parked.window[some]
        load(which)
        _unpark(
            parked.count, count, nodes, room.work, room.memory, room.seen,
            parked.work, parked.memory, parked.seen,
        )  # fmt: skip
        around = np.array([window[:, 0].min(), window[:, 1].max(), window[:, 2].min(), 1])
        return step(which, count, parked.since_ms[some], around, few)

    for first in range(0, fibers, LANES):
        count = min(LANES, fibers - first)
        which = np.minimum(np.arange(first, first + LANES), fibers - 1)
        load(which)
        if not _begin(
            nodes, room.given, room.bank, room.row_of, start[which], pulse_na,
            room.work, room.memory, room.seen,
        ):  # fmt: skip
            raise ArithmeticError("a fiber found no resting state")
        may_leave = not traced and start[which].max() <= kernel.ENDMOST
        low = 0 if may_leave else max(int(start[which].min()) - 3, 0)
        high = min(int(start[which].max()) + 4, nodes)
        few = 0 if traced or fibers <= LANES else FEW
        done += step(which, count, np.zeros(LANES), np.array([low, high, may_leave, 0]), few)
        if parked.count >= LANES:
            done += resume(FEW)
    while parked.count:
        done += resume(FEW if parked.count > LANES else 0)
    return done


def _given(numbers: Nodes, steady_na: Array | None, dt_ms: float) -> Single:
    """The node numbers as the kernel wants them, (fibers, nodes, GIVEN)."""
    given = np.zeros((*numbers.node_nf.shape, layout.GIVEN), dtype=NUMBER)
    given[:, :, layout.CHARGE] = (2.0 / dt_ms) * numbers.node_nf
    given[:, :, layout.NA_FAST] = numbers.g_na_fast_us
    given[:, :, layout.NA_PERSISTENT] = numbers.g_na_persistent_us
    given[:, :, layout.K_SLOW] = numbers.g_k_slow_us
    given[:, :, layout.LEAK] = numbers.g_leak_us
    if steady_na is not None:
        given[:, :, layout.STEADY] = steady_na
    return given
