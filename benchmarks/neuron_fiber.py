"""A myelinated fiber in NEURON: the double cable by its `extracellular` mechanism.

Runs in the partners' own venv (scripts/install_partners), never in ours. Every section has the
outer fiber diameter; axial resistance, capacitance and conductances are scaled so that the
axolemma keeps its true area (physiology.md 1.1). Geometry: physiology.md 1.2, typed in here a
second time on purpose, so that this truth shares nothing with the solver it judges.
"""

import math
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import numpy as np

os.environ.setdefault("NEURON_MODULE_OPTIONS", "-nogui")

from neuron import h, load_mechanisms

MEMBRANES = Path(__file__).parents[1] / "build" / "partners" / "membranes"
load_mechanisms(str(MEMBRANES))
h.load_file("stdrun.hoc")

Membrane = Literal["mrg", "motor", "sensory"]

RHO_OHM_CM = 70.0
NODE_UM = 1.0
THRESHOLD_MV = -20.0
SETTLE_MS, SETTLE_DT_MS = 200.0, 0.25
OPEN_S_CM2 = 1e10

# outer diameter: axon, node, node to node, FLUT length (µm), lamellae
TABLE = {
    5.7: (3.4, 1.9, 500.0, 35.0, 80.0),
    7.3: (4.6, 2.4, 750.0, 38.0, 100.0),
    8.7: (5.8, 2.8, 1000.0, 40.0, 110.0),
    10.0: (6.9, 3.3, 1150.0, 46.0, 120.0),
    11.5: (8.1, 3.7, 1250.0, 50.0, 130.0),
    12.8: (9.2, 4.2, 1350.0, 54.0, 135.0),
    14.0: (10.4, 4.7, 1400.0, 56.0, 140.0),
    15.0: (11.5, 5.0, 1450.0, 58.0, 145.0),
    16.0: (12.7, 5.5, 1500.0, 60.0, 150.0),
}

# Gaines 2018, motor and sensory (physiology.md 1.6); names as in benchmarks/neuron_mrg
NODE: dict[str, dict[str, float]] = {
    "motor": {},  # the defaults of gaines_node.mod
    "sensory": {
        "gks": 0.04106, "gl": 0.006005, "gkf": 0.02737,
        "ma": 1.77753, "mb": 20.1795, "mza": 0.0823, "mzb": 25.4746,
        "ha": 0.075286, "hb": 112.7124, "hc": 8.391, "hza": 2.8083, "hzb": 30.5435, "hzc": 10.2263,
        "pa": 0.00957, "pb": 26.852, "pza": 0.0002401, "pzb": 33.8333,
    },
}  # fmt: skip
INTERNODE: dict[str, dict[str, dict[str, float]]] = {
    "motor": {
        "mysa": {"gks": 0.002581, "gl": 0.002, "ghcn": 0.002232, "gkf": 0.15074, "qb": -107.3},
        "rest": {"gks": 0.002581, "gl": 0.0002, "ghcn": 0.002232, "gkf": 0.02568, "qb": -107.3},
    },
    "sensory": {
        "mysa": {"gks": 0.001324, "gl": 0.001716, "ghcn": 0.003102, "gkf": 0.1642, "qb": -94.2},
        "rest": {"gks": 0.001324, "gl": 0.0001716, "ghcn": 0.003102, "gkf": 0.02737, "qb": -94.2},
    },
}
START_MV = {"mrg": -80.0, "motor": -85.94, "sensory": -79.36}


@dataclass(frozen=True)
class Shape:
    """One internode and its node; lengths and diameters in µm."""

    fiber_um: float
    axon_um: float
    node_um: float
    mysa_axon_um: float
    internode_um: float
    flut_um: float
    lamellae: float
    mysa_um: float = 3.0

    @property
    def stin_um(self) -> float:
        return (self.internode_um - NODE_UM - 2 * self.mysa_um - 2 * self.flut_um) / 6


def mrg(diameter_um: float) -> Shape:
    """A row of the published table, or between two of them."""
    rows = np.array([(d, *row) for d, row in sorted(TABLE.items())])
    if not rows[0, 0] <= diameter_um <= rows[-1, 0]:
        raise ValueError(f"diameter_um {diameter_um} lies outside 5.7 to 16")
    axon, node, gap, flut, nl = (
        float(np.interp(diameter_um, rows[:, 0], rows[:, k])) for k in range(1, 6)
    )
    return Shape(diameter_um, axon, node, node, gap, flut, nl)


def gaines(diameter_um: float) -> Shape:
    """The regressions of Gaines 2018."""
    d = diameter_um
    return Shape(
        d, 0.889 * d - 1.9104, 0.3449 * d - 0.1484, 0.3527 * d - 0.1804,
        969.3 * math.log(d) - 1144.6, 2.5811 * d + 19.59, 65.897 * math.log(d) - 32.666,
    )  # fmt: skip


@dataclass(frozen=True)
class Step:
    """How time is stepped: backward Euler with `dt_ms`, or DASPK where `dt_ms` is None."""

    dt_ms: float | None = 0.001
    tolerance: float = 1e-5


class Fiber:
    """`nodes` nodes joined by internodes; kept in `node[k]` and `internode[k]` (ten sections)."""

    def __init__(
        self,
        shape: Shape | Sequence[Shape],
        nodes: int,
        membrane: Membrane = "mrg",
        temperature_c: float = 37.0,
    ) -> None:
        self.shapes = [shape] * (nodes - 1) if isinstance(shape, Shape) else list(shape)
        if len(self.shapes) != nodes - 1:
            raise ValueError(f"{nodes} nodes need {nodes - 1} internodes, not {len(self.shapes)}")
        self.membrane: Membrane = membrane
        self.temperature_c = temperature_c
        ends = [*self.shapes, self.shapes[-1]]
        self.node = [self._node(k, ends[k]) for k in range(nodes)]
        self.internode = [self._internode(k, one) for k, one in enumerate(self.shapes)]
        for k, chain in enumerate(self.internode):
            for a, b in zip([self.node[k], *chain], [*chain, self.node[k + 1]], strict=True):
                b.connect(a(1), 0)
        self.clamps: list[Any] = []
        self.steady: list[Any] = []
        self.seconds = self.cpu_seconds = 0.0  # of the last run, settling left out

    def _node(self, k: int, shape: Shape) -> Any:
        section = h.Section(name=f"node{k}", cell=self)
        section.nseg, section.L, section.diam, section.Ra, section.cm = (
            1,
            NODE_UM,
            shape.node_um,
            RHO_OHM_CM,
            2.0,
        )
        section.insert("extracellular")
        kind = "mrg_node" if self.membrane == "mrg" else "gaines_node"
        section.insert(kind)
        if self.membrane != "mrg":
            for name, value in NODE[self.membrane].items():
                setattr(section(0.5), f"{name}_{kind}", value)
        section(0.5).xraxial[0] = periaxonal_mohm_cm(shape.node_um, 0.002)
        section(0.5).xg[0], section(0.5).xc[0] = OPEN_S_CM2, 0.0
        return section

    def _internode(self, k: int, shape: Shape) -> list[Any]:
        names = ["mysa", "flut", *["stin"] * 6, "flut", "mysa"]
        return [self._compartment(f"{n}{k}_{j}", n, shape) for j, n in enumerate(names)]

    def _compartment(self, name: str, kind: str, shape: Shape) -> Any:
        section = h.Section(name=name, cell=self)
        inner = shape.mysa_axon_um if kind == "mysa" else shape.axon_um
        ratio = inner / shape.fiber_um
        section.nseg, section.diam = 1, shape.fiber_um
        section.L = {"mysa": shape.mysa_um, "flut": shape.flut_um, "stin": shape.stin_um}[kind]
        section.Ra, section.cm = RHO_OHM_CM / ratio**2, 2.0 * ratio
        section.insert("extracellular")
        seg = section(0.5)
        if self.membrane == "mrg":
            section.insert("pas")
            seg.pas.g = (0.001 if kind == "mysa" else 0.0001) * ratio
            seg.pas.e = -80.0
        else:
            section.insert("gaines_internode")
            table = INTERNODE[self.membrane]["mysa" if kind == "mysa" else "rest"]
            for key, value in table.items():
                setattr(seg, f"{key}_gaines_internode", value)
        seg.xraxial[0] = periaxonal_mohm_cm(inner, 0.002 if kind == "mysa" else 0.004)
        seg.xg[0], seg.xc[0] = 0.001 / (2 * shape.lamellae), 0.1 / (2 * shape.lamellae)
        return section

    # damage -------------------------------------------------------------------------------------

    def thin(self, places: Sequence[int], scale: float) -> "Fiber":
        """Lamellae times `scale` in these internodes."""
        for k in places:
            for one in self.internode[k]:
                one(0.5).xg[0] /= scale
                one(0.5).xc[0] /= scale
        return self

    def sodium(self, places: Sequence[int], scale: float) -> "Fiber":
        """Fast and persistent sodium times `scale` at these nodes."""
        for k in places:
            mech = self.node[k](0.5)
            name = "mrg_node" if self.membrane == "mrg" else "gaines_node"
            for g in ("gnaf", "gnap"):
                setattr(mech, f"{g}_{name}", getattr(mech, f"{g}_{name}") * scale)
        return self

    def bare(self, places: Sequence[int], flut: bool = True) -> "Fiber":
        """The myelin of MYSA (and FLUT) on both sides of these nodes gone."""
        for k in places:
            for one in self._beside(k, 2 if flut else 1):
                one(0.5).xg[0], one(0.5).xc[0] = OPEN_S_CM2, 0.0
        return self

    def damage(self, text: str) -> "Fiber":
        """Lesions as the tables write them: `kind:scale@first-last`, several joined by `;`."""
        for one in filter(None, text.split(";")):
            kind, rest = one.split(":")
            scale, _, where = rest.partition("@")
            first, _, last = where.partition("-")
            places = list(range(int(first), int(last or first) + 1))
            if kind == "lamellae":
                self.thin(places, float(scale))
            elif kind == "gna":
                self.sodium(places, float(scale))
            elif kind in ("paranode", "mysa"):
                self.bare(places, flut=kind == "paranode").sodium(places, float(scale))
            elif kind == "widen":
                self.widen(places, float(scale))
            elif kind == "current":
                self.polarize(places, float(scale))
            else:
                raise ValueError(f"unknown kind of lesion {kind!r}")
        return self

    def _beside(self, k: int, count: int) -> list[Any]:
        left = self.internode[k - 1][-count:] if k > 0 else []
        right = self.internode[k][:count] if k < len(self.internode) else []
        return [*left, *right]

    def widen(self, places: Sequence[int], length_um: float) -> "Fiber":
        """Nodes of this length: capacitance and axial resistance grow; channels keep number."""
        for k in places:
            self.node[k].L = length_um
            self.node[k](0.5).mrg_node.many = NODE_UM / length_um
        return self

    def polarize(self, places: Sequence[int], current_na: float) -> "Fiber":
        """A steady current into each of these nodes, from long before time 0."""
        for k in places:
            clamp = h.IClamp(self.node[k](0.5))
            clamp.delay, clamp.dur, clamp.amp = -1e9, 1e12, current_na
            self.steady.append(clamp)
        return self

    # running ------------------------------------------------------------------------------------

    def stimulate(
        self, node: int = 0, at_ms: Sequence[float] = (0.0,), na: float = 4.0, ms: float = 0.1
    ) -> "Fiber":
        for when in at_ms:
            clamp = h.IClamp(self.node[node](0.5))
            clamp.delay, clamp.dur, clamp.amp = when, ms, na
            self.clamps.append(clamp)
        return self

    def settle(self, dt_ms: float = SETTLE_DT_MS, ms: float = SETTLE_MS) -> None:
        """Come to rest with the damage and the steady current in place; time is 0 afterwards."""
        own = len(self.node) + 10 * len(self.internode)
        if sum(1 for _ in h.allsec()) != own:
            raise RuntimeError("another fiber still stands in NEURON: let go of it first")
        h.celsius = self.temperature_c
        wanted = [c.amp for c in self.clamps]
        for c in self.clamps:
            c.amp = 0.0
        h.CVode().active(0)
        h.secondorder = 0
        h.dt = dt_ms
        h.finitialize(START_MV[self.membrane])
        h.t = -ms
        while h.t < -dt_ms / 2:
            h.fadvance()
        h.t = 0.0
        for c, amp in zip(self.clamps, wanted, strict=True):
            c.amp = amp

    def run(
        self, watch: Sequence[int], duration_ms: float, step: Step = Step()
    ) -> list[np.ndarray]:
        """Times (ms) at which each watched node rises through -20 mV, settled first."""
        if step.dt_ms is None:
            return self._daspk(watch, duration_ms, step.tolerance)
        times, volts = self.traces(watch, duration_ms, step.dt_ms)
        return [crossings(times, one) for one in volts]

    def traces(
        self,
        watch: Sequence[int],
        duration_ms: float,
        dt_ms: float,
        settle_ms: float = SETTLE_MS,
    ) -> tuple[np.ndarray, list[np.ndarray]]:
        """Settle, then backward Euler: times and voltages of the watched nodes."""
        kept = [h.Vector().record(self.node[k](0.5)._ref_v) for k in watch]
        self.settle(ms=settle_ms)
        h.dt = dt_ms
        h.frecord_init()
        steps = round(duration_ms / dt_ms)
        start, cpu = time.perf_counter(), time.process_time()
        for _ in range(steps):
            h.fadvance()
        self.seconds, self.cpu_seconds = time.perf_counter() - start, time.process_time() - cpu
        volts = [np.array(v.to_python())[: steps + 1] for v in kept]
        return np.arange(steps + 1) * dt_ms, volts

    def _daspk(
        self, watch: Sequence[int], duration_ms: float, tolerance: float
    ) -> list[np.ndarray]:
        self.settle()
        kept, wires = [], []
        for k in watch:
            wire = h.NetCon(self.node[k](0.5)._ref_v, None, sec=self.node[k])
            wire.threshold = THRESHOLD_MV
            kept.append(h.Vector())
            wire.record(kept[-1])
            wires.append(wire)
        solver = h.CVode()
        solver.active(1)
        solver.use_daspk(1)
        solver.condition_order(2)
        solver.atol(tolerance)
        solver.re_init()
        start, cpu = time.perf_counter(), time.process_time()
        solver.solve(duration_ms)
        self.seconds, self.cpu_seconds = time.perf_counter() - start, time.process_time() - cpu
        solver.active(0)
        return [np.array(one.to_python()) for one in kept]


def periaxonal_mohm_cm(inner_um: float, width_um: float) -> float:
    """Resistance per length of the ring of fluid outside the axolemma."""
    ring = math.pi * ((inner_um / 2 + width_um) ** 2 - (inner_um / 2) ** 2)
    return RHO_OHM_CM * 1e4 * 0.01 / ring


def crossings(times: np.ndarray, volts: np.ndarray) -> np.ndarray:
    """When the voltage rises through -20 mV, between samples by a straight line."""
    up = np.flatnonzero((volts[:-1] < THRESHOLD_MV) & (volts[1:] >= THRESHOLD_MV))
    part = (THRESHOLD_MV - volts[up]) / (volts[up + 1] - volts[up])
    return np.asarray(times[up] + part * (times[up + 1] - times[up]))


def places(count: int, center: int = 20) -> str:
    """`count` neighbouring places round `center`, as the older tables count them: first-last."""
    start = center - count // 2
    return f"{start}-{start + count - 1}" if count > 1 else str(start)


__all__ = ["Fiber", "Shape", "Step", "crossings", "gaines", "h", "mrg", "places", "replace"]
