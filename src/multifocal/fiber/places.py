"""Where the nodes and compartments of a fiber lie."""

import numpy as np
from numpy.typing import NDArray

from multifocal.fiber.cable import COMPARTMENTS
from multifocal.fiber.fibers import Fibers
from multifocal.fiber.geometry import MYSA_LENGTH_UM, NODE_LENGTH_UM

SPAN = COMPARTMENTS + 1
"""Places from one node to the next: the node, and the compartments between."""


def places_mm(fibers: Fibers) -> NDArray[np.float64]:
    """The middle of every node and, between two nodes, of each of the ten compartments, in order
    along the fiber; (fibers, 11 * (nodes - 1) + 1)."""
    nodes, lengths = fibers.node_mm(), fibers.lengths_um() / 1000.0
    shape = fibers.geometry
    flut = (shape.flut_length_um / shape.internode_um)[:, None] * lengths
    mysa = np.full_like(flut, MYSA_LENGTH_UM / 1000.0)
    stin = (lengths - NODE_LENGTH_UM / 1000.0 - 2 * mysa - 2 * flut) / 6
    pieces = np.stack([mysa, flut, *[stin] * 6, flut, mysa], axis=2)
    middles = np.cumsum(pieces, axis=2) - pieces / 2 + NODE_LENGTH_UM / 2000.0
    inside = nodes[:, :-1, None] + middles
    joined = np.concatenate([nodes[:, :-1, None], inside], axis=2).reshape(len(fibers), -1)
    return np.concatenate([joined, nodes[:, -1:]], axis=1)
