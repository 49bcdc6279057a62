"""The one table of gates: which formula, its numbers, how it warms, and what it opens.

All code that moves gates, scalar or vector, takes its formulas and numbers from here. Rates are
per ms, V in mV, the letters A, B, C those of McIntyre 2002's appendix and Gaines 2018's:

| form | rate |
|---|---|
| `Linoid` | A (V + B) / (1 - exp(-(V + B) / C)) |
| `Logistic` | A / (1 + exp(-(V + B) / C)) |
| `Mirrored`, alpha | A / exp((V + B) / C) |
| `Mirrored`, beta | A exp((V + B) / C) |

Where a paper writes A (-(V + B)) and exp((V + B) / C), A and C are negative here. A gate opens at
alpha and closes at beta; both are multiplied by q10 ** ((T - at_c) / 10).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from multifocal.frozen import FrozenDict


class Linoid(NamedTuple):
    """A (V + B) / (1 - exp(-(V + B) / C)), and its limit A C where V is -B."""

    a: float
    b: float
    c: float


class Logistic(NamedTuple):
    """A / (1 + exp(-(V + B) / C))."""

    a: float
    b: float
    c: float


class Rates(NamedTuple):
    """Opening and closing rate of a gate, each of its own form."""

    alpha: Linoid | Logistic
    beta: Linoid | Logistic


class Mirrored(NamedTuple):
    """Both rates from one exponential: alpha A / exp((V + B) / C), beta A exp((V + B) / C)."""

    a: float
    b: float
    c: float


@dataclass(frozen=True)
class Gate:
    """One gate: its letter, the current it opens (to this power), its rates and their source.

    Compiled code takes `rates`; the classes in it tell the formulas.
    """

    letter: str
    current: str
    power: int
    rates: Rates | Mirrored
    q10: float
    at_c: float
    source: str

    def factor(self, temperature_c: float) -> float:
        """How much faster than at its reference temperature the gate moves."""
        return float(self.q10 ** ((temperature_c - self.at_c) / 10))


E_NA_MV, E_K_MV, E_LEAK_MV, E_HCN_MV = 50.0, -90.0, -90.0, -54.9

REVERSAL_MV: Final[Mapping[str, float]] = FrozenDict(
    na_fast=E_NA_MV, na_persistent=E_NA_MV, k_slow=E_K_MV, k_fast=E_K_MV, hcn=E_HCN_MV,
    leak=E_LEAK_MV,
)  # fmt: skip
"""Where each current turns round; what it conducts is its conductance times its gates' powers."""

_MRG, _GAINES = "mrg-2002", "gaines-2018"

_S = Gate("s", "k_slow", 1, Rates(Logistic(0.3, 53.0, 5.0), Logistic(0.03, 90.0, 1.0)),
          3.0, 36.0, _MRG)  # fmt: skip
_N = Gate("n", "k_fast", 4, Rates(Linoid(0.0462, 83.2, 1.1), Linoid(-0.0824, 66.0, -10.5)),
          3.0, 36.0, _GAINES)  # fmt: skip

MRG: Final = (
    Gate("m", "na_fast", 3, Rates(Linoid(1.86, 21.4, 10.3), Linoid(-0.086, 25.7, -9.16)),
         2.2, 20.0, _MRG),
    Gate("h", "na_fast", 1, Rates(Linoid(-0.062, 114.0, -11.0), Logistic(2.3, 31.8, 13.4)),
         2.9, 20.0, _MRG),
    Gate("p", "na_persistent", 3, Rates(Linoid(0.01, 27.0, 10.2), Linoid(-0.00025, 34.0, -10.0)),
         2.2, 20.0, _MRG),
    _S,
)  # fmt: skip
"""McIntyre, Richardson & Grill 2002."""

MOTOR: Final = (
    Gate("m", "na_fast", 3, Rates(Linoid(1.86, 20.4, 10.3), Linoid(-0.086, 25.7, -9.16)),
         2.2, 20.0, _GAINES),
    Gate("h", "na_fast", 1, Rates(Linoid(-0.062, 114.0, -11.0), Logistic(2.3, 31.8, 13.4)),
         2.9, 20.0, _GAINES),
    Gate("p", "na_persistent", 3, Rates(Linoid(0.01, 27.0, 10.2), Linoid(-0.00025, 34.0, -10.0)),
         2.2, 20.0, _GAINES),
    _S,
    _N,
    Gate("q", "hcn", 1, Mirrored(0.00522, 107.3, 12.2), 3.0, 36.0, _GAINES),
)  # fmt: skip
"""Gaines 2018, motor, as coded in ModelDB 243841."""

SENSORY: Final = (
    Gate("m", "na_fast", 3,
         Rates(Linoid(1.77753, 20.1795, 10.3), Linoid(-0.0823, 25.4746, -9.16)),
         2.2, 20.0, _GAINES),
    Gate("h", "na_fast", 1,
         Rates(Linoid(-0.075286, 112.7124, -8.391), Logistic(2.8083, 30.5435, 10.2263)),
         2.9, 20.0, _GAINES),
    Gate("p", "na_persistent", 3,
         Rates(Linoid(0.00957, 26.852, 10.2), Linoid(-0.0002401, 33.8333, -10.0)),
         2.2, 20.0, _GAINES),
    _S,
    _N,
    Gate("q", "hcn", 1, Mirrored(0.00522, 94.2, 12.2), 3.0, 36.0, _GAINES),
)  # fmt: skip
"""Gaines 2018, sensory, as coded in ModelDB 243841."""


class NodeGates(NamedTuple):
    """The gates of an MRG node, as compiled code takes them."""

    m: Rates | Mirrored
    h: Rates | Mirrored
    p: Rates | Mirrored
    s: Rates | Mirrored


class AxonGates(NamedTuple):
    """The gates of a motor or sensory axon: node and internode."""

    m: Rates | Mirrored
    h: Rates | Mirrored
    p: Rates | Mirrored
    s: Rates | Mirrored
    n: Rates | Mirrored
    q: Rates | Mirrored


class RateFactors(NamedTuple):
    """How much faster than at their reference temperatures run m and p; h; s, n and q."""

    mp: float
    h: float
    s: float


MRG_GATES: Final = NodeGates(*(gate.rates for gate in MRG))
MOTOR_GATES: Final = AxonGates(*(gate.rates for gate in MOTOR))
SENSORY_GATES: Final = AxonGates(*(gate.rates for gate in SENSORY))


def rate_factors(table: tuple[Gate, ...], temperature_c: float) -> RateFactors:
    """The three factors of a table's gates."""
    of = {gate.letter: gate.factor(temperature_c) for gate in table}
    return RateFactors(of["m"], of["h"], of["s"])
