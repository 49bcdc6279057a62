"""The fast engine: fibers in blocks of LANES, one thread.

Same question and same answer as the double cable of kernels.py (`engine="reference"`), in float32
with reduced internodes; errors against it are in docs/accuracy.md.
"""

from collections.abc import Callable
from dataclasses import fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multifocal.fiber import lanes_blocks as blocks
from multifocal.fiber import lanes_layout as layout
from multifocal.fiber.cable import Internodes, Nodes, internodes, node_numbers
from multifocal.fiber.damage import Damage
from multifocal.fiber.geometry import Geometry
from multifocal.fiber.membrane import Membrane
from multifocal.fiber.twoport import FIELDS, MODES, coefficients
from multifocal.fiber.vector import LANES, NUMBER
from multifocal.frozen import frozen

Array = NDArray[np.float64]
Single = NDArray[Any]

KAPPA_AT_0, KAPPA_PER_MS = 0.06, 20.0
"""How far the gates look beyond the voltage's last bend: the first, and what each ms of the step
adds. Tuned by hand on the seven healthy velocities of mrg_cv.csv, table geometry, at steps of
2.5, 5, 7.5 and 10 µs; not on the polynomial geometry, lesions or temperatures."""

FEW = LANES * 3 // 8
"""So many fibers of a block that are still busy when the others are done move to another block."""
WARM_C = 30.0
"""From here on the kernel may use its shorter sign that an impulse is lost."""

_simulate: Callable[..., int] = blocks.simulate


def _rows(geometry: Geometry, left: Damage, dt_ms: float) -> tuple[Single, NDArray[np.int64]]:
    """Coefficients of every row, (rows, FIELDS), and how many modes each keeps.

    Internodes of healthy make come again and again (a nerve's fibers, whatever attacks them), so
    the latest few thousand are kept.
    """
    if len(left.fiber) > _KEPT_ROWS // 4:
        return _solved_rows(geometry, left, dt_ms)
    numbers = [getattr(geometry, one.name)[left.fiber] for one in fields(geometry)]
    ends = (left.bare_mysa, left.bare_flut, left.node_width)
    words = np.column_stack([*numbers, *ends, np.full(len(left.fiber), dt_ms)])
    keys = [None if made else word.tobytes() for made, word in zip(left.remade, words, strict=True)]
    new = np.array([key is None or key not in _kept_rows for key in keys])
    out = np.empty((len(keys), FIELDS), dtype=NUMBER)
    modes = np.empty(len(keys), dtype=np.int64)
    if new.any():
        out[new], modes[new] = _solved_rows(geometry, left.of_rows(new), dt_ms)
    if len(_kept_rows) > _KEPT_ROWS:
        _kept_rows.clear()
    for k, key in enumerate(keys):
        if key is None:
            continue
        if new[k]:
            _kept_rows[key] = frozen((out[k].copy(), int(modes[k])))
        else:
            out[k], modes[k] = _kept_rows.get(key) or _solved_again(geometry, left, k, dt_ms)
    return out, modes


_KEPT_ROWS = 16_384
_kept_rows: dict[bytes, tuple[Single, int]] = {}


def _solved_again(geometry: Geometry, left: Damage, k: int, dt_ms: float) -> tuple[Single, int]:
    """One row; where another thread has just emptied what was kept."""
    out, modes = _solved_rows(geometry, left.of_rows(np.arange(len(left.fiber)) == k), dt_ms)
    return out[0], int(modes[0])


def _solved_rows(
    geometry: Geometry, left: Damage, dt_ms: float
) -> tuple[Single, NDArray[np.int64]]:
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

    Returns the steps of single nodes worked on, all lanes counted. ArithmeticError where a fiber
    finds no resting state.
    """
    nodes = left.sodium.shape[1]
    rows, modes = _rows(geometry, left, dt_ms)
    q_mp, q_h, q_s = membrane.rate_factors
    if kappa is None:
        kappa = KAPPA_AT_0 + KAPPA_PER_MS * dt_ms
    once = len(pulses_ms) == 1 and steady_na is None and membrane.temperature_c >= WARM_C
    parked = blocks.MOST_PARKED
    done = _simulate(
        rows, modes, left.row_of, left.home,
        _given(node_numbers(geometry, left, membrane), steady_na, dt_ms),
        q_mp * dt_ms, q_h * dt_ms, q_s * dt_ms, dt_ms, kappa, steps,
        start, pulses_ms, pulse_na, pulse_ms, quiet_mv, resting_mv, once, goal, FEW,
        # room to work in
        _aligned(nodes * layout.GIVEN * LANES), _aligned(nodes * FIELDS * LANES),
        np.empty(nodes - 1, dtype=np.int64), np.empty(nodes, dtype=np.int64),
        _aligned((nodes * layout.KEPT + 1) * LANES), _aligned(nodes * MODES * LANES),
        np.empty((nodes, LANES), dtype=np.int64),
        np.empty((parked, nodes * layout.KEPT), NUMBER), np.empty((parked, nodes * MODES), NUMBER),
        np.empty((parked, nodes), dtype=np.int64),
        crossings_ms, trace_mv,
    )  # fmt: skip
    if done < 0:
        raise ArithmeticError("a fiber found no resting state")
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
