"""The compartments of one fiber in the numbers that NEURON's sections take."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from multifocal.fiber import Fibers, GainesMembrane, Lesion
from multifocal.fiber.cable import COMPARTMENTS, MYSA, Pieces, periaxonal_ohm, pieces
from multifocal.fiber.damage import check_places, damage
from multifocal.fiber.geometry import NODE_LENGTH_UM
from multifocal.fiber.membranes import mrg
from multifocal.fiber.membranes.gaines import INTERNODE_S_CM2, MYSA_S_CM2, NODE_K_FAST_S_CM2

_OHM_TO_MOHM, _UM_TO_CM = 1e-6, 1e-4

Section = dict[str, Any]


def sections(fibers: Fibers, lesions: Sequence[Lesion]) -> list[Section]:
    """Of a batch of one: node 0, its ten compartments to the right, node 1, and so on.

    Every compartment has the outer diameter of the fiber, as the published code has it: axial
    resistivity, capacitance and conductances are scaled so that the axolemma keeps its true area.
    """
    shape = fibers.geometry
    check_places(lesions, 1, fibers.nodes)
    harm = damage(shape, fibers.nodes, lesions, fibers.internode_um)
    of = pieces(shape, harm)
    out = []
    for k in range(fibers.nodes):
        out.append(_node(fibers, float(harm.sodium[0, k]), float(harm.width[0, k])))
        if k < fibers.nodes - 1:
            row = int(harm.row_of[0, k])
            out += [_compartment(fibers, of, row, j) for j in range(COMPARTMENTS)]
    return out


def _node(fibers: Fibers, sodium: float, width: float) -> Section:
    axon_um, length_um = float(fibers.geometry.node_diameter_um[0]), NODE_LENGTH_UM * width
    membrane = fibers.membrane
    gaines = isinstance(membrane, GainesMembrane)
    channels = membrane.at_node if isinstance(membrane, GainesMembrane) else membrane
    conductances = {
        "na_fast": channels.g_na_fast_s_cm2 * sodium,
        "na_persistent": channels.g_na_persistent_s_cm2 * sodium,
        "k_slow": channels.g_k_slow_s_cm2,
        "leak": channels.g_leak_s_cm2,
    }
    if isinstance(membrane, GainesMembrane):
        conductances["k_fast"] = NODE_K_FAST_S_CM2[membrane.kind]
    ring = periaxonal_ohm(np.array(axon_um), mrg.PERIAXONAL_NODE_MYSA_UM, np.array(length_um))
    return {
        "length_um": length_um,
        "diameter_um": axon_um,
        "ra_ohm_cm": mrg.RESISTIVITY_OHM_CM,
        "cm_uf_cm2": mrg.AXOLEMMA_UF_CM2,
        "mechanism": "multifocal_gaines_node" if gaines else "multifocal_mrg_node",
        "s_cm2": {name: one / width for name, one in conductances.items()},
        "xraxial_mohm_cm": _per_cm(float(ring), length_um),
        "xg_s_cm2": mrg.BARE_S_CM2,
        "xc_uf_cm2": 0.0,
    }


def _compartment(fibers: Fibers, of: Pieces, row: int, j: int) -> Section:
    outer_um, axon_um = float(fibers.geometry.diameter_um[0]), float(of.axon_um[row, j])
    length_um, ratio = float(of.length_um[row, j]), axon_um / outer_um
    membrane, bared = fibers.membrane, bool(of.bared[row, j])
    if isinstance(membrane, GainesMembrane):
        table = MYSA_S_CM2 if j in MYSA else INTERNODE_S_CM2
        name, s_cm2 = "multifocal_gaines_internode", dict(table[membrane.kind]._asdict())
    else:
        name, s_cm2 = "pas", {"g": float(of.leak_s_cm2[j]) * ratio}
    sheets = float(of.membranes[row, 0])
    ring = periaxonal_ohm(np.array(axon_um), float(of.width_um[row, j]), np.array(length_um))
    return {
        "length_um": length_um,
        "diameter_um": outer_um,
        "ra_ohm_cm": mrg.RESISTIVITY_OHM_CM / ratio**2,
        "cm_uf_cm2": mrg.AXOLEMMA_UF_CM2 * ratio,
        "mechanism": name,
        "s_cm2": s_cm2,
        "xraxial_mohm_cm": _per_cm(float(ring), length_um),
        "xg_s_cm2": mrg.BARE_S_CM2 if bared else mrg.MYELIN_S_CM2 / sheets,
        "xc_uf_cm2": 0.0 if bared else mrg.MYELIN_UF_CM2 / sheets,
    }


def _per_cm(ohm: float, length_um: float) -> float:
    found = ohm * _OHM_TO_MOHM / (length_um * _UM_TO_CM)
    if not math.isfinite(found):
        raise ValueError("a compartment has no periaxonal space that conducts")
    return found
