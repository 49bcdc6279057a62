"""From geometry and lesions to the electrical double cable: capacitances and conductances.

An internode has ten compartments, MYSA FLUT STIN x6 FLUT MYSA. Each has an axolemma (between
axoplasm and periaxonal space) and a myelin sheath (between periaxonal space and outside, which
is at 0 mV). Units: nF, µS, mV, ms, nA, which go together without factors.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from multifocal.fiber import membrane as mrg
from multifocal.fiber.geometry import MYSA_LENGTH_UM, NODE_LENGTH_UM, Geometry
from multifocal.fiber.lesion import AT_INTERNODES, SEAL_GNA_SODIUM, Lesion

MYSA = [0, 9]
FLUT = [1, 8]
STIN = [2, 3, 4, 5, 6, 7]
COMPARTMENTS = 10

_UM2_TO_CM2 = 1e-8
_UF_TO_NF = 1e3
_S_TO_US = 1e6
Array = NDArray[np.float64]


@dataclass(frozen=True)
class Cable:
    """The numbers of the double cable; I = nodes - 1 internodes.

    Shapes: node arrays (fibers, nodes); compartment arrays (fibers, I, 10); link arrays
    (fibers, I, 11), link k joining compartment k-1 to k, its ends the two nodes.
    """

    node_nf: Array
    g_na_fast_us: Array
    g_na_persistent_us: Array
    g_k_slow_us: Array
    g_leak_us: Array
    axolemma_nf: Array
    axolemma_us: Array
    myelin_nf: Array
    myelin_us: Array
    axial_us: Array
    periaxonal_us: Array


@dataclass(frozen=True)
class _State:
    """What lesions have left: 1 is healthy. Periaxonal widths grow as 1 / seal and 1 / peri."""

    lamellae: Array  # (fibers, I)
    sodium: Array  # (fibers, nodes)
    seal: Array  # (fibers, I)
    peri: Array  # (fibers, I)
    bare_mysa: NDArray[np.bool_]  # (fibers, nodes)
    bare_flut: NDArray[np.bool_]  # (fibers, nodes)


def _damage(lesions: Sequence[Lesion], fibers: int, nodes: int) -> _State:
    state = _State(
        lamellae=np.ones((fibers, nodes - 1)),
        sodium=np.ones((fibers, nodes)),
        seal=np.ones((fibers, nodes - 1)),
        peri=np.ones((fibers, nodes - 1)),
        bare_mysa=np.zeros((fibers, nodes), dtype=bool),
        bare_flut=np.zeros((fibers, nodes), dtype=bool),
    )
    halved = np.ones((fibers, nodes))
    for lesion in lesions:
        where = (lesion.fiber, lesion.at)
        if lesion.kind == "lamellae":
            np.multiply.at(state.lamellae, where, lesion.scale)
        if lesion.kind in ("seal", "seal+peri", "seal+gna"):
            np.multiply.at(state.seal, where, lesion.scale)
        if lesion.kind == "seal+peri":
            np.multiply.at(state.peri, where, lesion.scale)
        if lesion.kind == "seal+gna":
            for side in (0, 1):  # the node at either end; a node between two counts once
                ends = (lesion.fiber, lesion.at + side)
                halved[ends] = SEAL_GNA_SODIUM
        if lesion.kind in ("gna", "paranode", "mysa"):
            np.multiply.at(state.sodium, where, lesion.scale)
        if lesion.kind in ("paranode", "mysa"):
            state.bare_mysa[where] = True
        if lesion.kind == "paranode":
            state.bare_flut[where] = True
    np.multiply(state.sodium, halved, out=state.sodium)
    return state


def check_places(lesions: Sequence[Lesion], fibers: int, nodes: int) -> None:
    """Raises IndexError where a lesion names a fiber, node or internode that is not there."""
    for lesion in lesions:
        last = nodes - 1 if lesion.kind in AT_INTERNODES else nodes
        if lesion.at.size and not (lesion.at.min() >= 0 and lesion.at.max() < last):
            raise IndexError(f"a {lesion.kind} lesion lies beyond the fiber's {nodes} nodes")
        if lesion.fiber.size and not (lesion.fiber.min() >= 0 and lesion.fiber.max() < fibers):
            raise IndexError(f"a {lesion.kind} lesion names a fiber that is not there")


def build(
    geometry: Geometry, nodes: int, lesions: Sequence[Lesion], membrane: mrg.Membrane
) -> Cable:
    """The cable of every fiber of `geometry` with `nodes` nodes and its lesions."""
    fibers = len(geometry.diameter_um)
    check_places(lesions, fibers, nodes)
    left = _damage(lesions, fibers, nodes)
    shape = (fibers, nodes - 1, COMPARTMENTS)

    axon_um = np.empty((fibers, 1, COMPARTMENTS))
    axon_um[:, 0, MYSA] = geometry.node_diameter_um[:, None]
    axon_um[:, 0, FLUT + STIN] = geometry.axon_diameter_um[:, None]
    length_um = np.empty((fibers, 1, COMPARTMENTS))
    length_um[:, 0, MYSA] = MYSA_LENGTH_UM
    length_um[:, 0, FLUT] = geometry.flut_length_um[:, None]
    length_um[:, 0, STIN] = geometry.stin_length_um[:, None]
    leak = np.empty(COMPARTMENTS)
    leak[MYSA], leak[FLUT], leak[STIN] = (
        mrg.MYSA_LEAK_S_CM2,
        mrg.FLUT_LEAK_S_CM2,
        mrg.STIN_LEAK_S_CM2,
    )

    axolemma_cm2 = math.pi * axon_um * length_um * _UM2_TO_CM2
    sheath_cm2 = math.pi * geometry.diameter_um[:, None, None] * length_um * _UM2_TO_CM2
    membranes = 2.0 * geometry.lamellae[:, None, None] * left.lamellae[:, :, None]
    myelin_nf = np.broadcast_to(sheath_cm2 * mrg.MYELIN_UF_CM2 * _UF_TO_NF / membranes, shape)
    myelin_us = np.broadcast_to(sheath_cm2 * mrg.MYELIN_S_CM2 * _S_TO_US / membranes, shape)
    bared = _bared(left, shape)
    open_us = np.broadcast_to(sheath_cm2 * mrg.BARE_S_CM2 * _S_TO_US, shape)

    width_um = np.empty(shape)
    width_um[:, :, MYSA] = mrg.PERIAXONAL_NODE_MYSA_UM / left.seal[:, :, None]
    width_um[:, :, FLUT + STIN] = mrg.PERIAXONAL_FLUT_STIN_UM / left.peri[:, :, None]
    node_axon_um = geometry.node_diameter_um[:, None, None]

    node_cm2 = math.pi * geometry.node_diameter_um * NODE_LENGTH_UM * _UM2_TO_CM2
    node_us = node_cm2[:, None] * _S_TO_US * np.ones((fibers, nodes))
    return Cable(
        node_nf=node_cm2[:, None] * mrg.AXOLEMMA_UF_CM2 * _UF_TO_NF * np.ones((fibers, nodes)),
        g_na_fast_us=node_us * membrane.g_na_fast_s_cm2 * left.sodium,
        g_na_persistent_us=node_us * membrane.g_na_persistent_s_cm2 * left.sodium,
        g_k_slow_us=node_us * membrane.g_k_slow_s_cm2,
        g_leak_us=node_us * membrane.g_leak_s_cm2,
        axolemma_nf=np.broadcast_to(axolemma_cm2 * mrg.AXOLEMMA_UF_CM2 * _UF_TO_NF, shape).copy(),
        axolemma_us=np.broadcast_to(axolemma_cm2 * leak * _S_TO_US, shape).copy(),
        myelin_nf=np.where(bared, 0.0, myelin_nf),
        myelin_us=np.where(bared, open_us, myelin_us),
        axial_us=_links(
            np.broadcast_to(_axoplasm_ohm(axon_um, length_um), shape),
            _axoplasm_ohm(node_axon_um, np.full((1, 1, 1), NODE_LENGTH_UM)),
        ),
        periaxonal_us=_links(
            _periaxonal_ohm(axon_um, width_um, length_um),
            _periaxonal_ohm(
                node_axon_um,
                np.full((1, 1, 1), mrg.PERIAXONAL_NODE_MYSA_UM),
                np.full((1, 1, 1), NODE_LENGTH_UM),
            ),
        ),
    )


def _bared(left: _State, shape: tuple[int, int, int]) -> NDArray[np.bool_]:
    bared = np.zeros(shape, dtype=bool)
    for where, compartments in ((left.bare_mysa, MYSA), (left.bare_flut, FLUT)):
        bared[:, :, compartments[0]] = where[:, :-1]
        bared[:, :, compartments[1]] = where[:, 1:]
    return bared


def _axoplasm_ohm(axon_um: Array, length_um: Array) -> Array:
    area_um2 = math.pi * (axon_um / 2) ** 2
    return np.asarray(mrg.RESISTIVITY_OHM_CM * 1e4 * length_um / area_um2)


def _periaxonal_ohm(axon_um: Array, width_um: Array, length_um: Array) -> Array:
    """Resistance of the thin ring of fluid outside the axolemma."""
    area_um2 = math.pi * ((axon_um / 2 + width_um) ** 2 - (axon_um / 2) ** 2)
    return np.asarray(mrg.RESISTIVITY_OHM_CM * 1e4 * length_um / area_um2)


def _links(inner_ohm: Array, node_ohm: Array) -> Array:
    """Conductances between the middles of neighbours; half of each neighbour lies between."""
    fibers, internodes, _ = inner_ohm.shape
    node = np.broadcast_to(node_ohm, (fibers, internodes, 1))
    chain = np.concatenate([node, inner_ohm, node], axis=2)
    return np.asarray(2.0 * _S_TO_US / (chain[:, :, :-1] + chain[:, :, 1:]))
