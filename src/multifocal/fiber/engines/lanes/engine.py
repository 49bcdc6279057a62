"""The fast engine: fibers in blocks of LANES, one thread.

Same question and same answer as the double cable of `reference` (`engine="reference"`), in float32
with reduced internodes; errors against it are in docs/accuracy.md.
"""

from collections.abc import Callable
from dataclasses import fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multifocal.fiber.cable import Internodes, Nodes, internodes, node_numbers
from multifocal.fiber.damage import Damage
from multifocal.fiber.engines.lanes import blocks, layout
from multifocal.fiber.engines.lanes.bank import MOST_ROWS, Bank
from multifocal.fiber.engines.lanes.twoport import FIELDS, MODES, coefficients
from multifocal.fiber.engines.records import Answer, stimulus
from multifocal.fiber.engines.share import (
    Scheme,
    Share,
    ends_over_rest_mv,
)
from multifocal.fiber.engines.vector import LANES, NUMBER
from multifocal.fiber.geometry import Geometry
from multifocal.fiber.membranes.mrg import Membrane

Array = NDArray[np.float64]
Single = NDArray[Any]

KAPPA_AT_0, KAPPA_PER_MS = 0.06, 20.0
"""How far the gates look beyond the voltage's last bend: the first, and what each ms of the step
adds. Tuned by hand on the seven healthy velocities of mrg_cv.csv, table geometry, at steps of
2.5, 5, 7.5 and 10 µs; not on the polynomial geometry, lesions or temperatures."""

FEW = LANES * 3 // 8
"""So many fibers of a block that are still busy when the others are done move to another block."""
WARM_C = 30.0
"""From here on, and with the published conductances, the kernel may use its shorter sign that an
impulse is lost."""

BRIEF_MS = 0.3
"""One pulse that is no longer asks nothing of an internode's slowest modes."""

MEMBRANE: type[Any] = Membrane
SCHEMES: tuple[Scheme, ...] = ("cn",)
DT_MS, LONGEST_DT_MS = 0.003, 0.010
TRACED: type[np.floating[Any]] = NUMBER

_simulate: Callable[..., None] = blocks.simulate


def _rows(
    geometry: Geometry, damage: Damage, dt_ms: float, lasting: bool
) -> tuple[Single, NDArray[np.int64]]:
    """Coefficients of every row, (rows, FIELDS), and how many modes each keeps.

    Internodes of healthy make come again and again (a nerve's fibers, whatever attacks them), so
    the latest few thousand are kept.
    """
    global _bank  # noqa: PLW0603
    count = len(damage.fiber)
    if count > MOST_ROWS // 4:
        return _solved_rows(geometry, damage, dt_ms, lasting)
    numbers = [getattr(geometry, one.name)[damage.fiber] for one in fields(geometry)]
    ends = (damage.bare_mysa, damage.bare_flut, damage.node_width)
    words = np.column_stack([*numbers, *ends, np.full(count, dt_ms), np.full(count, lasting)])
    raw, size = words.tobytes(), words.itemsize * words.shape[1]
    keys = [raw[k : k + size] for k in range(0, len(raw), size)]
    bank = _bank
    places, remade = bank.find(keys), damage.remade
    new = remade | (places < 0)
    out, modes = bank.rows[places], bank.modes[places]
    if new.any():
        out[new], modes[new] = _solved_rows(geometry, damage.of_rows(new), dt_ms, lasting)
        fresh = np.flatnonzero(new & ~remade)
        if fresh.size and not bank.add([keys[k] for k in fresh], out[fresh], modes[fresh]):
            _bank = Bank()
    return out, modes


_bank = Bank()


def _solved_rows(
    geometry: Geometry, damage: Damage, dt_ms: float, lasting: bool
) -> tuple[Single, NDArray[np.int64]]:
    numbers = internodes(geometry, damage)
    out = np.empty((len(damage.fiber), FIELDS), dtype=NUMBER)
    modes = np.empty(len(damage.fiber), dtype=np.int64)
    for remade, alike in ((False, True), (False, False), (True, True), (True, False)):
        which = (damage.remade == remade) & (damage.alike == alike)
        if which.any():
            part = Internodes(
                **{one.name: getattr(numbers, one.name)[which] for one in fields(Internodes)}
            )
            out[which], modes[which] = coefficients(
                part, remade=remade, alike=alike, dt_ms=dt_ms, lasting=lasting
            )
    return out, modes


def _aligned(count: int) -> Single:
    """An array that starts at a cache line."""
    size = count * np.dtype(NUMBER).itemsize
    raw = np.empty(size + 64, dtype=np.uint8)
    start = -raw.ctypes.data % 64
    return raw[start : start + size].view(NUMBER)


def run(share: Share[Membrane]) -> None:
    """Step the share's fibers, a block of LANES at a time; see `Engine.run`."""
    nodes = share.damage.sodium.shape[1]
    dt_ms, membrane = share.dt_ms, share.membrane
    q = membrane.rate_factors
    kappa = KAPPA_AT_0 + KAPPA_PER_MS * dt_ms
    flows = share.drive
    alone = flows.na.shape[1] == 1 and share.steady_na is None
    watched = bool(np.isfinite(share.quiet_mv))
    once = alone and watched and membrane.published and membrane.temperature_c >= WARM_C
    brief = float((flows.ends_ms - flows.begins_ms).max(initial=0.0)) <= BRIEF_MS
    lasting = not (alone and brief) or share.trace_mv.shape[1] > 0
    rows, modes = _rows(share.geometry, share.damage, dt_ms, lasting)
    numbers = node_numbers(share.geometry, share.damage, membrane)
    _simulate(
        layout.Rows(rows, modes, share.damage.row_of, share.damage.home),
        _node_inputs(numbers, share.steady_na, dt_ms),
        share.start,
        layout.Pace(dt_ms, share.steps, kappa, q.mp * dt_ms, q.h * dt_ms, q.s * dt_ms),
        stimulus(share),
        layout.Ends(*_quiet(share), once, share.goal, share.until_ms, FEW),
        _room(nodes),
        Answer(share.crossings_ms, share.trace_mv, share.traced, share.every, share.quiet),
        share.no_rest,
    )


def _quiet(share: Share[Membrane]) -> tuple[float, float, float, float, float]:
    """Between which voltages a node has nothing left to conduct; see `layout.Ends`."""
    if not np.isfinite(share.quiet_mv) and share.membrane.published:
        return -1e9, -1e9, -1e9, -1e9, 1e9
    over_mv = ends_over_rest_mv(published=share.membrane.published)
    if share.membrane.published:
        return share.quiet_mv, share.resting_mv, *over_mv
    return -1e9, -1e9, *over_mv


def _room(nodes: int) -> tuple[layout.Block, layout.State, layout.State]:
    """A block, its state, and the states of fibers that are parked: room to work in."""
    block = layout.Block(
        _aligned(nodes * layout.INPUTS * LANES), _aligned(nodes * FIELDS * LANES),
        np.empty(nodes - 1, dtype=np.int64), np.empty(nodes, dtype=np.int64),
    )  # fmt: skip
    state = layout.State(
        _aligned((nodes * layout.STATES + layout.SPARE) * LANES), _aligned(nodes * MODES * LANES),
        np.empty((nodes, LANES), dtype=np.int64),
    )  # fmt: skip
    parked = layout.State(
        np.empty((blocks.MOST_PARKED, nodes * layout.STATES), NUMBER),
        np.empty((blocks.MOST_PARKED, nodes * MODES), NUMBER),
        np.empty((blocks.MOST_PARKED, nodes), dtype=np.int64),
    )
    return block, state, parked


def _node_inputs(numbers: Nodes, steady_na: Array | None, dt_ms: float) -> Single:
    """The node numbers as the kernel wants them, (fibers, nodes, INPUTS)."""
    inputs = np.zeros((*numbers.node_nf.shape, layout.INPUTS), dtype=NUMBER)
    inputs[:, :, layout.CHARGE] = (2.0 / dt_ms) * numbers.node_nf
    inputs[:, :, layout.NA_FAST] = numbers.g_na_fast_us
    inputs[:, :, layout.NA_PERSISTENT] = numbers.g_na_persistent_us
    inputs[:, :, layout.K_SLOW] = numbers.g_k_slow_us
    inputs[:, :, layout.LEAK] = numbers.g_leak_us
    if steady_na is not None:
        inputs[:, :, layout.STEADY] = steady_na
    return inputs
