"""From geometry and damage to the electrical double cable: capacitances and conductances.

An internode has ten compartments, MYSA FLUT STIN x6 FLUT MYSA. Each has an axolemma (between
axoplasm and periaxonal space) and a myelin sheath (between periaxonal space and outside, which
is at 0 mV). Units: nF, µS, mV, ms, nA, which go together without factors.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from multifocal.fiber.damage import Damage, damage
from multifocal.fiber.geometry import MYSA_LENGTH_UM, NODE_LENGTH_UM, Geometry
from multifocal.fiber.lesion import Lesion
from multifocal.fiber.membranes import mrg

MYSA = [0, 9]
FLUT = [1, 8]
STIN = [2, 3, 4, 5, 6, 7]
COMPARTMENTS = 10

_UM2_TO_CM2 = 1e-8
_UF_TO_NF = 1e3
_S_TO_US = 1e6
Array = NDArray[np.float64]


@dataclass(frozen=True)
class Internodes:
    """The passive numbers of internodes: compartment arrays (..., 10), link arrays (..., 11).

    Link k joins compartment k-1 to k; its ends are the two nodes. outer_cm2: surface of the sheath.
    """

    outer_cm2: Array
    axolemma_nf: Array
    axolemma_us: Array
    myelin_nf: Array
    myelin_us: Array
    axial_us: Array
    periaxonal_us: Array


@dataclass(frozen=True)
class Nodes:
    """The numbers of the nodes, shape (fibers, nodes)."""

    node_nf: Array
    g_na_fast_us: Array
    g_na_persistent_us: Array
    g_k_slow_us: Array
    g_leak_us: Array


@dataclass(frozen=True)
class Cable(Internodes, Nodes):
    """The whole double cable: nodes (fibers, nodes), internodes (fibers, nodes - 1, 10 or 11)."""


def build(
    geometry: Geometry, nodes: int, lesions: Sequence[Lesion], membrane: mrg.Membrane
) -> Cable:
    """The cable of every fiber of `geometry` with `nodes` nodes and its lesions."""
    return whole(geometry, damage(geometry, nodes, lesions), membrane)


def whole(geometry: Geometry, left: Damage, membrane: mrg.Membrane) -> Cable:
    """The cable with every internode written out."""
    of_rows, of_nodes = internodes(geometry, left), node_numbers(geometry, left, membrane)
    return Cable(
        **{one.name: getattr(of_nodes, one.name) for one in fields(Nodes)},
        **{one.name: getattr(of_rows, one.name)[left.row_of] for one in fields(Internodes)},
    )


def node_numbers(geometry: Geometry, damage: Damage, membrane: mrg.Membrane) -> Nodes:
    """Nodes; a widened one keeps the number of its channels, and its capacitance grows."""
    node_cm2 = math.pi * geometry.node_diameter_um * NODE_LENGTH_UM * _UM2_TO_CM2
    node_us = node_cm2[:, None] * _S_TO_US * np.ones_like(damage.sodium)
    return Nodes(
        node_nf=node_cm2[:, None] * mrg.AXOLEMMA_UF_CM2 * _UF_TO_NF * damage.width,
        g_na_fast_us=node_us * membrane.g_na_fast_s_cm2 * damage.sodium,
        g_na_persistent_us=node_us * membrane.g_na_persistent_s_cm2 * damage.sodium,
        g_k_slow_us=node_us * membrane.g_k_slow_s_cm2,
        g_leak_us=node_us * membrane.g_leak_s_cm2,
    )


@dataclass(frozen=True)
class Pieces:
    """What internodes are made of, one a row: compartments (rows, 10); myelin membranes (rows, 1),
    two a lamella; the nodes at both ends (rows, 2); axolemma leak (10,), S per cm² of axolemma."""

    axon_um: Array
    length_um: Array
    width_um: Array
    bared: NDArray[np.bool_]
    membranes: Array
    node_axon_um: Array
    node_um: Array
    leak_s_cm2: Array


def pieces(geometry: Geometry, damage: Damage) -> Pieces:
    """The compartments of the internodes of `damage`."""
    which = damage.fiber
    rows = len(which)
    axon_um = np.empty((rows, COMPARTMENTS))
    axon_um[:, MYSA] = geometry.mysa_diameter_um[which, None]
    axon_um[:, FLUT + STIN] = geometry.axon_diameter_um[which, None]
    length_um = np.empty((rows, COMPARTMENTS))
    length_um[:, MYSA] = MYSA_LENGTH_UM
    # a new, short internode has a FLUT shorter in proportion (mrg_remyelination.csv)
    flut_um = geometry.flut_length_um[which] * damage.length_um / geometry.internode_um[which]
    length_um[:, FLUT] = flut_um[:, None]
    rest_um = damage.length_um - NODE_LENGTH_UM - 2 * MYSA_LENGTH_UM - 2 * flut_um
    length_um[:, STIN] = rest_um[:, None] / len(STIN)
    leak = np.empty(COMPARTMENTS)
    leak[MYSA], leak[FLUT], leak[STIN] = (
        mrg.MYSA_LEAK_S_CM2,
        mrg.FLUT_LEAK_S_CM2,
        mrg.STIN_LEAK_S_CM2,
    )
    bared = np.zeros((rows, COMPARTMENTS), dtype=bool)
    bared[:, MYSA], bared[:, FLUT] = damage.bare_mysa, damage.bare_flut
    width_um = np.empty((rows, COMPARTMENTS))
    width_um[:, MYSA] = mrg.PERIAXONAL_NODE_MYSA_UM / damage.seal[:, None]
    width_um[:, FLUT + STIN] = mrg.PERIAXONAL_FLUT_STIN_UM / damage.peri[:, None]
    return Pieces(
        axon_um=axon_um,
        length_um=length_um,
        width_um=width_um,
        bared=bared,
        membranes=2.0 * (geometry.lamellae[which] * damage.lamellae)[:, None],
        node_axon_um=geometry.node_diameter_um[which, None] * np.ones((1, 2)),
        node_um=NODE_LENGTH_UM * damage.node_width,
        leak_s_cm2=leak,
    )


def internodes(geometry: Geometry, damage: Damage) -> Internodes:
    """The internodes of `damage`, one a row."""
    of = pieces(geometry, damage)
    axon_um, length_um, bared = of.axon_um, of.length_um, of.bared
    axolemma_cm2 = math.pi * axon_um * length_um * _UM2_TO_CM2
    sheath_cm2 = math.pi * geometry.diameter_um[damage.fiber, None] * length_um * _UM2_TO_CM2
    return Internodes(
        outer_cm2=sheath_cm2,
        axolemma_nf=axolemma_cm2 * mrg.AXOLEMMA_UF_CM2 * _UF_TO_NF,
        axolemma_us=axolemma_cm2 * of.leak_s_cm2 * _S_TO_US,
        myelin_nf=np.where(bared, 0.0, sheath_cm2 * mrg.MYELIN_UF_CM2 * _UF_TO_NF / of.membranes),
        myelin_us=sheath_cm2
        * _S_TO_US
        * np.where(bared, mrg.BARE_S_CM2, mrg.MYELIN_S_CM2 / of.membranes),
        axial_us=_links(
            _axoplasm_ohm(axon_um, length_um), _axoplasm_ohm(of.node_axon_um, of.node_um)
        ),
        periaxonal_us=_links(
            periaxonal_ohm(axon_um, of.width_um, length_um),
            periaxonal_ohm(of.node_axon_um, mrg.PERIAXONAL_NODE_MYSA_UM, of.node_um),
        ),
    )


def _axoplasm_ohm(axon_um: Array, length_um: Array) -> Array:
    area_um2 = math.pi * (axon_um / 2) ** 2
    return np.asarray(mrg.RESISTIVITY_OHM_CM * 1e4 * length_um / area_um2)


def periaxonal_ohm(axon_um: Array, width_um: Array | float, length_um: Array) -> Array:
    """Resistance of the thin ring of fluid outside the axolemma."""
    area_um2 = math.pi * ((axon_um / 2 + width_um) ** 2 - (axon_um / 2) ** 2)
    return np.asarray(mrg.RESISTIVITY_OHM_CM * 1e4 * length_um / area_um2)


def _links(inner_ohm: Array, node_ohm: Array) -> Array:
    """Conductances between the middles of neighbours; half of each neighbour lies between."""
    chain = np.concatenate([node_ohm[:, :1], inner_ohm, node_ohm[:, 1:]], axis=1)
    return np.asarray(2.0 * _S_TO_US / (chain[:, :-1] + chain[:, 1:]))
