"""How the fast kernel's numbers lie in memory, and how fibers move into and out of its lanes.

Arrays are flat float32; group i is the LANES numbers at i * LANES, one a fiber.
"""

from multifocal.fiber.engines.lanes.twoport import FIELDS, MODES
from multifocal.fiber.engines.vector import LANES, vector_jit

# what the caller gives of each node
CHARGE, NA_FAST, NA_PERSISTENT, K_SLOW, LEAK, STEADY = range(6)
GIVEN = 6
# what the kernel keeps of each node
REST, HELD, U, BEND, SEEN, M, H, P, S, WEIGHT, KNOWN, PUSH, FIRED = range(13)
KEPT = 13


@vector_jit
def pack(rows, modes, row_of, home, fibers, bank, block_row_of, block_modes):
    """Lay out the internodes of one block: block row 0 is the healthy one of every lane."""
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
def fill(given, fibers, out):
    """The node numbers (fibers, nodes, GIVEN) of one block, into groups (nodes * GIVEN)."""
    for lane in range(LANES):
        own = given[fibers[lane]]
        for k in range(own.shape[0]):
            for f in range(GIVEN):
                out[(k * GIVEN + f) * LANES + lane] = own[k, f]


@vector_jit
def park(unfinished, nodes, work, memory, seen, count, parked_work, parked_memory, parked_seen):
    """Copy the state of every unfinished lane out of a block, behind the `count` parked ones."""
    for lane in range(LANES):
        if unfinished[lane]:
            for i in range(nodes * KEPT):
                parked_work[count, i] = work[i * LANES + lane]
            for i in range(nodes * MODES):
                parked_memory[count, i] = memory[i * LANES + lane]
            for k in range(nodes):
                parked_seen[count, k] = seen[k, lane]
            count += 1


@vector_jit
def unpark(first, count, nodes, work, memory, seen, parked_work, parked_memory, parked_seen):
    """Put parked states first ... first + count - 1 into the lanes of a block, over and over."""
    for lane in range(LANES):
        which = first + lane % count
        for i in range(nodes * KEPT):
            work[i * LANES + lane] = parked_work[which, i]
        for i in range(nodes * MODES):
            memory[i * LANES + lane] = parked_memory[which, i]
        for k in range(nodes):
            seen[k, lane] = parked_seen[which, k]
