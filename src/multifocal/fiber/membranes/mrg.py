"""The membranes of the MRG axon: constants, and what its nodes are made of.

McIntyre, Richardson & Grill, J Neurophysiol 2002;87:995 (source `mrg-2002`); physiology.md
section 1.1. Voltages in mV, rates per ms, conductances S/cm², capacitances µF/cm².
"""

from dataclasses import dataclass

from multifocal.arguments import names_fields
from multifocal.fault import Fault
from multifocal.fiber.membranes.gates import MRG, RateFactors, rate_factors

RESISTIVITY_OHM_CM = 70.0
"""Axoplasm and periaxonal space alike."""
AXOLEMMA_UF_CM2 = 2.0
PASSIVE_REST_MV = -80.0
MYSA_LEAK_S_CM2, FLUT_LEAK_S_CM2, STIN_LEAK_S_CM2 = 0.001, 0.0001, 0.0001
PERIAXONAL_NODE_MYSA_UM, PERIAXONAL_FLUT_STIN_UM = 0.002, 0.004
MYELIN_UF_CM2, MYELIN_S_CM2 = 0.1, 0.001
"""Per membrane; a lamella has two, in series."""
BARE_S_CM2 = 1e10
"""Extracellular conductance where there is no myelin: as good as open."""


@names_fields
@dataclass(frozen=True)
class Membrane:
    """What the nodes are made of. Defaults are MRG's; rates follow temperature by their Q10."""

    temperature_c: float = 37.0
    g_na_fast_s_cm2: float = 3.0
    g_na_persistent_s_cm2: float = 0.01
    g_k_slow_s_cm2: float = 0.08
    g_leak_s_cm2: float = 0.007

    def __post_init__(self) -> None:
        if not 20.0 <= self.temperature_c <= 45.0:
            raise Fault("fiber.temperature")
        for name in ("g_na_fast", "g_na_persistent", "g_k_slow", "g_leak"):
            conductance = getattr(self, f"{name}_s_cm2")
            if not 0.0 <= conductance <= 100.0:
                raise ValueError(f"{name}_s_cm2 is {conductance}; give 0 to 100 S/cm²")

    @property
    def published(self) -> bool:
        """Whether its conductances are the published ones."""
        return self == Membrane(self.temperature_c)

    @property
    def rate_factors(self) -> RateFactors:
        """How much faster than at their reference the gates run."""
        return rate_factors(MRG, self.temperature_c)
