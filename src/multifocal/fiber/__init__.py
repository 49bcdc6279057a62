"""One myelinated axon, batched: does the impulse arrive, when, and where is it stopped?"""

from multifocal.fiber.arrivals import Arrivals
from multifocal.fiber.conduction import conduct, node_voltages
from multifocal.fiber.fibers import Fibers, Pulse
from multifocal.fiber.geometry import LARGEST_UM, SMALLEST_UM, Geometry
from multifocal.fiber.lesion import KINDS, Lesion
from multifocal.fiber.limits import block_threshold, passing_intervals, refractory_period_ms
from multifocal.fiber.membranes.gaines import GainesMembrane
from multifocal.fiber.membranes.mrg import Membrane
from multifocal.fiber.velocity import diameter_for_velocity, velocity_from_table, velocity_m_s

__all__ = [
    "KINDS",
    "LARGEST_UM",
    "SMALLEST_UM",
    "Arrivals",
    "Fibers",
    "GainesMembrane",
    "Geometry",
    "Lesion",
    "Membrane",
    "Pulse",
    "block_threshold",
    "conduct",
    "diameter_for_velocity",
    "node_voltages",
    "passing_intervals",
    "refractory_period_ms",
    "velocity_from_table",
    "velocity_m_s",
]
