"""Motor and sensory membranes after Gaines 2018, with channels in the internode as well.

Gaines, Finn, Slopsema, Heyboer & Polasek, J Comput Neurosci 2018 (source `gaines-2018`; constants
as coded in ModelDB 243841; physiology.md section 1.6). The passive cable is MRG's.
What differs: fast potassium at the node; slow and fast potassium, HCN and leak in the whole
internodal axolemma. Voltages in mV, rates per ms, conductances S/cm².

Two traps of the published code are kept, since its results rest on them: internodal densities
act on the fiber's outer surface, not on the axon's own; and motor fast sodium opens at -20.4 mV
where MRG has -21.4.
"""

import math
from dataclasses import dataclass
from typing import Literal, NamedTuple

from multifocal.fiber.jit import jit
from multifocal.fiber.membranes.mrg import E_K_MV, E_LEAK_MV, E_NA_MV, Membrane, rates_s

Kind = Literal["motor", "sensory"]

E_HCN_MV = -54.9
HCN_RATE, HCN_SLOPE_MV = 0.00522, 12.2


class Gates(NamedTuple):
    """What differs between the two membranes' gates; names as in physiology.md 1.6.

    Opening `a`, closing `b`: a factor (per ms, or per ms and mV), a voltage and a slope.
    """

    m_a: float
    m_a_mv: float
    m_a_slope: float
    m_b: float
    m_b_mv: float
    m_b_slope: float
    h_a: float
    h_a_mv: float
    h_a_slope: float
    h_b: float
    h_b_mv: float
    h_b_slope: float
    p_a: float
    p_a_mv: float
    p_a_slope: float
    p_b: float
    p_b_mv: float
    p_b_slope: float
    hcn_half_mv: float


GATES: dict[Kind, Gates] = {
    "motor": Gates(
        1.86, 20.4, 10.3, 0.086, 25.7, 9.16,
        0.062, 114.0, 11.0, 2.3, 31.8, 13.4,
        0.01, 27.0, 10.2, 0.00025, 34.0, 10.0,
        -107.3,
    ),
    "sensory": Gates(
        1.77753, 20.1795, 10.3, 0.0823, 25.4746, 9.16,
        0.075286, 112.7124, 8.391, 2.8083, 30.5435, 10.2263,
        0.00957, 26.852, 10.2, 0.0002401, 33.8333, 10.0,
        -94.2,
    ),
}  # fmt: skip

NODE_S_CM2: dict[Kind, dict[str, float]] = {
    "motor": {"na_fast": 3.0, "na_persistent": 0.01, "k_slow": 0.08, "leak": 0.007},
    "sensory": {"na_fast": 3.0, "na_persistent": 0.01, "k_slow": 0.04106, "leak": 0.006005},
}
NODE_K_FAST_S_CM2: dict[Kind, float] = {"motor": 0.02568, "sensory": 0.02737}


class Densities(NamedTuple):
    """Conductances of the internodal axolemma, S per cm² of the fiber's outer surface."""

    k_slow: float
    k_fast: float
    hcn: float
    leak: float


MYSA_S_CM2: dict[Kind, Densities] = {
    "motor": Densities(0.002581, 0.15074, 0.002232, 0.002),
    "sensory": Densities(0.001324, 0.1642, 0.003102, 0.001716),
}
INTERNODE_S_CM2: dict[Kind, Densities] = {
    "motor": Densities(0.002581, 0.02568, 0.002232, 0.0002),
    "sensory": Densities(0.001324, 0.02737, 0.003102, 0.0001716),
}
"""FLUT and STIN."""

PUBLISHED_REST_MV: dict[Kind, float] = {"motor": -85.94, "sensory": -79.36}
"""Where the search for rest begins."""


@dataclass(frozen=True)
class GainesMembrane:
    """A motor or a sensory axon after Gaines 2018; rates follow temperature by their Q10.

    kind: "motor" or "sensory" (ValueError else); temperature_c: 20 to 45 (Fault else). Goes with
    `Geometry.of(..., "gaines")`, 5.7 to 16 µm, which it was published with.

    Largest velocity error over nine diameters from 5.7 to 16 µm against NEURON's DASPK
    (`tests/reference/data/gaines_cv.csv`), scheme "cn", by time step:

    | membrane | 10 µs | 5 µs | 2.5 µs | 1 µs | 0.5 µs |
    |---|---|---|---|---|---|
    | motor | -5.4 % | -1.5 % | -0.39 % | -0.06 % | -0.02 % |
    | sensory | -4.9 % | -1.4 % | -0.35 % | -0.06 % | -0.02 % |
    """

    kind: Kind = "motor"
    temperature_c: float = 37.0

    def __post_init__(self) -> None:
        if self.kind not in GATES:
            raise ValueError(f"kind is {self.kind!r}; give 'motor' or 'sensory'")
        Membrane(self.temperature_c)  # refuses a temperature out of range

    @property
    def at_node(self) -> Membrane:
        """The channels that the node shares with MRG's."""
        g = NODE_S_CM2[self.kind]
        return Membrane(
            self.temperature_c, g["na_fast"], g["na_persistent"], g["k_slow"], g["leak"]
        )

    @property
    def rate_factors(self) -> tuple[float, float, float]:
        """How much faster than at their reference run m and p; h; s, fast potassium and HCN."""
        return self.at_node.rate_factors


@jit
def _linoid(x: float, c: float) -> float:
    """x / (1 - exp(-x/c)), with its limit c at x = 0."""
    y = x / c
    if abs(y) < 1e-6:
        return c * (1.0 + 0.5 * y)
    return x / (1.0 - math.exp(-y))


@jit
def rates_m(v: float, g: Gates) -> tuple[float, float]:
    """Opening and closing rate of fast sodium activation, before the temperature factor."""
    return (
        g.m_a * _linoid(v + g.m_a_mv, g.m_a_slope),
        g.m_b * _linoid(-(v + g.m_b_mv), g.m_b_slope),
    )


@jit
def rates_h(v: float, g: Gates) -> tuple[float, float]:
    """Rates of fast sodium inactivation."""
    return (
        g.h_a * _linoid(-(v + g.h_a_mv), g.h_a_slope),
        g.h_b / (1.0 + math.exp(-(v + g.h_b_mv) / g.h_b_slope)),
    )


@jit
def rates_p(v: float, g: Gates) -> tuple[float, float]:
    """Rates of persistent sodium activation."""
    return (
        g.p_a * _linoid(v + g.p_a_mv, g.p_a_slope),
        g.p_b * _linoid(-(v + g.p_b_mv), g.p_b_slope),
    )


@jit
def rates_n(v: float) -> tuple[float, float]:
    """Rates of fast potassium activation, node and internode alike."""
    return 0.0462 * _linoid(v + 83.2, 1.1), 0.0824 * _linoid(-(v + 66.0), 10.5)


@jit
def rates_q(v: float, g: Gates) -> tuple[float, float]:
    """Rates of HCN, the channel that hyperpolarization opens."""
    e = math.exp((v - g.hcn_half_mv) / HCN_SLOPE_MV)
    return HCN_RATE / e, HCN_RATE * e


@jit
def _settled(rates: tuple[float, float]) -> float:
    return rates[0] / (rates[0] + rates[1])


@jit
def steady_node(
    v: float, na_fast: float, na_persistent: float, k_slow: float, k_fast: float, leak: float,
    gates: Gates,
) -> float:  # fmt: skip
    """Ionic current (nA; conductances µS) of a node whose gates have settled at v."""
    m, h, p = _settled(rates_m(v, gates)), _settled(rates_h(v, gates)), _settled(rates_p(v, gates))
    sodium = na_fast * m**3 * h + na_persistent * p**3
    potassium = k_slow * _settled(rates_s(v)) + k_fast * _settled(rates_n(v)) ** 4
    return sodium * (v - E_NA_MV) + potassium * (v - E_K_MV) + leak * (v - E_LEAK_MV)


@jit
def steady_internode(v: float, g: Densities, gates: Gates) -> float:
    """Ionic current of the internodal axolemma per cm² where gates have settled at v."""
    potassium = g.k_slow * _settled(rates_s(v)) + g.k_fast * _settled(rates_n(v)) ** 4
    return (
        potassium * (v - E_K_MV)
        + g.hcn * _settled(rates_q(v, gates)) * (v - E_HCN_MV)
        + g.leak * (v - E_LEAK_MV)
    )
