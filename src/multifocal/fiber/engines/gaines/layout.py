"""How LANES motor or sensory fibers lie in memory.

Three arrays hold everything, one record after another: `nodes`, and for every compartment of every
internode `chain` (what each step touches) and `channels` (what only a refresh touches). A record
is a row of vectors, and the names below are places in it: so a step reads memory from front to
back. Conductances µS, capacitances nF, currents nA, voltages mV beyond rest.
"""

from enum import IntEnum
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from multifocal.fiber.membranes.gaines import Densities
from multifocal.fiber.membranes.gates import AxonGates

Numbers = NDArray[Any]


class Axon(NamedTuple):
    """What a motor or a sensory axon is made of: channels of MYSA and elsewhere, and gates."""

    mysa: Densities
    elsewhere: Densities
    gates: AxonGates


class Node(IntEnum):
    """A node's record; links are those to the internode on its right.

    OWN: what the internodes on both sides add to its conductance; BESIDE: what the next node does
    to it through the internode; STIMULATED: 1 where the pulse goes in; CONDUCTANCE, SOURCE: what
    leak and slow gates conduct since the last refresh, and their current beyond that at rest.
    """

    V, STEP, DIAGONAL, OWN, BESIDE, AXIAL, PERIAXONAL = range(7)
    REST, CAPACITANCE, STIMULATED, CONDUCTANCE, SOURCE = range(7, 12)
    M, H, NA_FAST, FAST_AT_REST = range(12, 16)
    P, S, N, NA_PERSISTENT, K_SLOW, K_FAST, LEAK, SLOW_AT_REST = range(16, 24)


class Chain(IntEnum):
    """A compartment's record that every step touches; links are those to its right.

    INSIDE: axoplasm, BETWEEN: periaxonal space; CONDUCTANCE, SOURCE of the axolemma as for Node;
    A, B, D: inverse a b / b d of the eliminated block; HELD: change with both nodes held; LEFT,
    RIGHT: answer to 1 mV at the node on that side.
    """

    INSIDE, BETWEEN, CONDUCTANCE, SOURCE, MYELIN, A, B, D, AXIAL, PERIAXONAL = range(10)
    HELD, HELD_BETWEEN, LEFT, LEFT_BETWEEN, RIGHT, RIGHT_BETWEEN = range(10, 16)


class Channel(IntEnum):
    """A compartment's record that only a refresh touches; AREA times S/cm² is µS."""

    REST, CAPACITANCE, MYELIN_CAPACITANCE, AREA, S, N, Q, AT_REST = range(8)


class Block(NamedTuple):
    """LANES fibers, flat: group i is the LANES numbers at i * LANES, one a fiber."""

    nodes: Numbers
    chain: Numbers
    channels: Numbers


class Watch(NamedTuple):
    """Whether quiet fibers stop; a lane each (LANES,): goal, a node to wait for, or -1; until_ms,
    when it may be left; open_lanes, those that hold a fiber still to be watched.
    """

    quiet: bool
    goal: NDArray[np.int64]
    until_ms: NDArray[np.float64]
    open_lanes: NDArray[np.bool_]
