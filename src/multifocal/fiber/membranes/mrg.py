"""The membranes of the MRG axon: constants, and the gates of its node.

McIntyre, Richardson & Grill, J Neurophysiol 2002;87:995 (source `mrg-2002`); physiology.md
section 1.1. Voltages in mV, rates per ms, conductances S/cm², capacitances µF/cm².
"""

import math
from dataclasses import dataclass

from multifocal.fault import Fault
from multifocal.fiber.jit import jit

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

E_NA_MV, E_K_MV, E_LEAK_MV = 50.0, -90.0, -90.0


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
            raise Fault(
                "temperature_c lies outside 20 to 45 °C",
                remedy="Choose a temperature that a living nerve can have.",
            )
        for name in ("g_na_fast", "g_na_persistent", "g_k_slow", "g_leak"):
            conductance = getattr(self, f"{name}_s_cm2")
            if not 0.0 <= conductance <= 100.0:
                raise ValueError(f"{name}_s_cm2 is {conductance}; give 0 to 100 S/cm²")

    @property
    def rate_factors(self) -> tuple[float, float, float]:
        """How much faster than at their reference the gates (m and p), h and s run."""
        t = self.temperature_c
        return 2.2 ** ((t - 20) / 10), 2.9 ** ((t - 20) / 10), 3.0 ** ((t - 36) / 10)


@jit
def _linoid(x: float, c: float) -> float:
    """x / (1 - exp(-x/c)), with its limit c at x = 0."""
    y = x / c
    if abs(y) < 1e-6:
        return c * (1.0 + 0.5 * y)
    return x / (1.0 - math.exp(-y))


@jit
def rates_m(v: float) -> tuple[float, float]:
    """Opening and closing rate of fast sodium activation, before the temperature factor."""
    return 1.86 * _linoid(v + 21.4, 10.3), 0.086 * _linoid(-(v + 25.7), 9.16)


@jit
def rates_h(v: float) -> tuple[float, float]:
    """Rates of fast sodium inactivation."""
    return 0.062 * _linoid(-(v + 114.0), 11.0), 2.3 / (1.0 + math.exp(-(v + 31.8) / 13.4))


@jit
def rates_p(v: float) -> tuple[float, float]:
    """Rates of persistent sodium activation."""
    return 0.01 * _linoid(v + 27.0, 10.2), 0.00025 * _linoid(-(v + 34.0), 10.0)


@jit
def rates_s(v: float) -> tuple[float, float]:
    """Rates of slow potassium activation."""
    return 0.3 / (1.0 + math.exp(-(v + 53.0) / 5.0)), 0.03 / (1.0 + math.exp(-(v + 90.0)))
