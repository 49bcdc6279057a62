"""Motor and sensory membranes after Gaines 2018, with channels in the internode as well.

Gaines, Finn, Slopsema, Heyboer & Polasek, J Comput Neurosci 2018 (source `gaines-2018`; constants
as coded in ModelDB 243841; physiology.md section 1.6). The passive cable is MRG's.
What differs: fast potassium at the node; slow and fast potassium, HCN and leak in the whole
internodal axolemma. Voltages in mV, rates per ms, conductances S/cm².

Two traps of the published code are kept, since its results rest on them: internodal densities
act on the fiber's outer surface, not on the axon's own; and motor fast sodium opens at -20.4 mV
where MRG has -21.4.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from multifocal.arguments import names_fields
from multifocal.fiber.membranes.gates import (
    MOTOR,
    MOTOR_GATES,
    SENSORY,
    SENSORY_GATES,
    AxonGates,
    Gate,
    RateFactors,
    rate_factors,
)
from multifocal.fiber.membranes.mrg import Membrane
from multifocal.frozen import FrozenDict

Kind = Literal["motor", "sensory"]

_TABLE = FrozenDict[Kind, tuple[Gate, ...]](motor=MOTOR, sensory=SENSORY)
GATES: dict[Kind, AxonGates] = {"motor": MOTOR_GATES, "sensory": SENSORY_GATES}

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


@names_fields
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
    def published(self) -> bool:
        """Whether its conductances are the published ones: it has no others."""
        return True

    @property
    def rate_factors(self) -> RateFactors:
        """How much faster than at their reference the gates run."""
        return rate_factors(_TABLE[self.kind], self.temperature_c)
