"""How the fast kernel's numbers lie in memory, and how fibers move into and out of its lanes.

Arrays are flat float32; group i is the LANES numbers at i * LANES, one a fiber.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from multifocal.fiber.engines.lanes.twoport import FIELDS, MODES
from multifocal.fiber.engines.vector import LANES, vector_jit

# what enters of each node: the numbers of its membrane
CHARGE, NA_FAST, NA_PERSISTENT, K_SLOW, LEAK, STEADY = range(6)
INPUTS = 6
# the state of each node while it is stepped
REST, HELD, U, BEND, SEEN, M, H, P, S, WEIGHT, KNOWN, PUSH, FIRED = range(13)
STATES = 13
# beyond the nodes' state: room for one group, and what flows into the stimulated node
SPARE = 2


Numbers = NDArray[Any]


class Rows(NamedTuple):
    """Internodes of a share: coefficients rows (rows, FIELDS), modes (rows,) that each keeps,
    row_of (fibers, nodes - 1), and each fiber's healthy row, home (fibers,).
    """

    rows: Numbers
    modes: NDArray[np.int64]
    row_of: NDArray[np.int64]
    home: NDArray[np.int64]


class Block(NamedTuple):
    """LANES fibers: inputs (nodes * INPUTS groups), bank (rows * FIELDS groups),
    row_of (nodes - 1,), modes_of (rows,).
    """

    inputs: Numbers
    bank: Numbers
    row_of: NDArray[np.int64]
    modes_of: NDArray[np.int64]


class State(NamedTuple):
    """What changes as a block is stepped: work (nodes * STATES groups and SPARE), memory
    (nodes * MODES groups), seen (nodes, LANES); of parked fibers a row each.
    """

    work: Numbers
    memory: Numbers
    seen: NDArray[np.int64]


class Lanes(NamedTuple):
    """A lane each (LANES,): which fiber it is, whether it counts (within), how long it has been
    stepped before (since, ms), and whether it is still busy (unfinished; filled).
    """

    which: NDArray[np.int64]
    within: NDArray[np.bool_]
    since: NDArray[np.float64]
    unfinished: NDArray[np.bool_]


class Pace(NamedTuple):
    """dt and steps at the most; kappa, see `engine`; hm, hh, hs: dt times the gates' factors."""

    dt: float
    steps: int
    kappa: float
    hm: float
    hh: float
    hs: float


class Ends(NamedTuple):
    """When fibers stop: quiet_mv, resting_mv as in `Share`, and the least that these are above a
    node's own rest; a node that is under_mv below its rest is not at its end either; once: see
    `kernel`; goal and until_ms, (fibers,) or (LANES,): a node to wait for, or -1, and when a fiber
    may be left in any case; few: so many may be left busy.
    """

    quiet_mv: float
    resting_mv: float
    quiet_over_mv: float
    resting_over_mv: float
    under_mv: float
    once: bool
    goal: NDArray[np.int64]
    until_ms: NDArray[np.float64]
    few: int


@vector_jit
def pack(share, fibers, block):
    """Lay out the internodes of one block: block row 0 is the healthy one of every lane."""
    rows, modes, row_of, home = share
    bank, block_row_of, block_modes = block.bank, block.row_of, block.modes_of
    count = 1
    block_modes[0] = 0
    for lane in range(LANES):
        row = home[fibers[lane]]
        block_modes[0] = max(block_modes[0], modes[row])
        for f in range(FIELDS):
            bank[f * LANES + lane] = rows[row, f]
    for k in range(row_of.shape[1]):
        healthy = True
        for lane in range(LANES):
            healthy = healthy and row_of[fibers[lane], k] == home[fibers[lane]]
        block_row_of[k] = 0
        if healthy:
            continue
        block_row_of[k] = count
        block_modes[count] = 0
        for lane in range(LANES):
            row = row_of[fibers[lane], k]
            block_modes[count] = max(block_modes[count], modes[row])
            for f in range(FIELDS):
                bank[(count * FIELDS + f) * LANES + lane] = rows[row, f]
        count += 1


@vector_jit
def fill(inputs, fibers, out):
    """The node numbers (fibers, nodes, INPUTS) of one block, into groups (nodes * INPUTS)."""
    for lane in range(LANES):
        own = inputs[fibers[lane]]
        for k in range(own.shape[0]):
            for f in range(INPUTS):
                out[(k * INPUTS + f) * LANES + lane] = own[k, f]


@vector_jit
def park(unfinished, state, count, parked):
    """Copy the state of every unfinished lane out of a block, behind the `count` parked ones."""
    work, memory, seen = state
    nodes = seen.shape[0]
    for lane in range(LANES):
        if unfinished[lane]:
            for i in range(nodes * STATES):
                parked.work[count, i] = work[i * LANES + lane]
            for i in range(nodes * MODES):
                parked.memory[count, i] = memory[i * LANES + lane]
            for k in range(nodes):
                parked.seen[count, k] = seen[k, lane]
            count += 1


@vector_jit
def unpark(first, count, state, parked):
    """Put parked states first ... first + count - 1 into the lanes of a block, over and over."""
    work, memory, seen = state
    nodes = seen.shape[0]
    for lane in range(LANES):
        which = first + lane % count
        for i in range(nodes * STATES):
            work[i * LANES + lane] = parked.work[which, i]
        for i in range(nodes * MODES):
            memory[i * LANES + lane] = parked.memory[which, i]
        for k in range(nodes):
            seen[k, lane] = parked.seen[which, k]
