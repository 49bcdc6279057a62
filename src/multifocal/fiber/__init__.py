"""One myelinated axon, batched: does the impulse arrive, when, and where is it stopped?"""

from multifocal.fiber.activation import activation_threshold
from multifocal.fiber.arrivals import Arrivals
from multifocal.fiber.conduction import conduct, node_voltages
from multifocal.fiber.fibers import Fibers
from multifocal.fiber.field import FieldPulse
from multifocal.fiber.field_threshold import field_threshold
from multifocal.fiber.geometry import LARGEST_UM, SMALLEST_UM, Geometry
from multifocal.fiber.lesion import KINDS, Lesion
from multifocal.fiber.limits import block_threshold, passing_intervals, refractory_period_ms
from multifocal.fiber.membranes.gaines import GainesMembrane
from multifocal.fiber.membranes.mrg import Membrane
from multifocal.fiber.places import places_mm
from multifocal.fiber.stimulus import Current, Pulse
from multifocal.fiber.transmembrane import MembraneCurrents, membrane_currents
from multifocal.fiber.velocity import diameter_for_velocity, velocity_from_table, velocity_m_s

__all__ = [
    "KINDS",
    "LARGEST_UM",
    "SMALLEST_UM",
    "Arrivals",
    "Current",
    "Fibers",
    "FieldPulse",
    "GainesMembrane",
    "Geometry",
    "Lesion",
    "Membrane",
    "MembraneCurrents",
    "Pulse",
    "activation_threshold",
    "block_threshold",
    "conduct",
    "diameter_for_velocity",
    "field_threshold",
    "membrane_currents",
    "node_voltages",
    "passing_intervals",
    "places_mm",
    "refractory_period_ms",
    "velocity_from_table",
    "velocity_m_s",
]
