"""One race of NEURON: times fibers in the partners' venv and prints one JSON line.

Called by benchmarks/partners.py. `seconds` is the stepping alone: building the fibers and letting
them come to rest are left out, recording two nodes is in. `--layers 1` gives `extracellular` the
one layer that the model needs, which is NEURON's fastest; two is what NEURON does unless told.
"""

import argparse
import json
import statistics
import sys

from neuron import h
from neuron_fiber import Fiber, Step, crossings, gaines, mrg


def main() -> None:
    ask = argparse.ArgumentParser()
    ask.add_argument("--nodes", type=int, default=51)
    ask.add_argument("--diameters", default="5.7,10,16", help="µm, joined by commas")
    ask.add_argument("--dt", type=float, default=0.005, help="ms; 0 means DASPK")
    ask.add_argument("--tolerance", type=float, default=1e-2, help="DASPK's absolute one (default)")
    ask.add_argument("--duration", type=float, default=3.0, help="ms")
    ask.add_argument("--membrane", default="mrg", choices=("mrg", "motor", "sensory"))
    ask.add_argument("--layers", type=int, default=1)
    ask.add_argument("--repeats", type=int, default=1)
    given = ask.parse_args()
    h.nlayer_extracellular(given.layers)
    diameters = [float(d) for d in given.diameters.split(",")]
    seconds, cpu, velocities = [], [], []
    for d in diameters:
        shape = (mrg if given.membrane == "mrg" else gaines)(d)
        took, used = [], []
        for _ in range(given.repeats):
            fiber = Fiber(shape, given.nodes, given.membrane).stimulate()
            ends = (given.nodes // 3, given.nodes - 6)
            if given.dt:
                times, volts = fiber.traces(ends, given.duration, given.dt)
                a, b = (crossings(times, v) for v in volts)
            else:
                a, b = fiber.run(ends, given.duration, Step(None, given.tolerance))
            took.append(fiber.seconds)
            used.append(fiber.cpu_seconds)
            del fiber
        seconds.append(statistics.median(took))
        cpu.append(statistics.median(used))
        distance_mm = (ends[1] - ends[0]) * shape.internode_um / 1000
        velocities.append(float(distance_mm / (b[0] - a[0])) if len(a) and len(b) else None)
    total = sum(seconds)
    steps = len(diameters) * given.nodes * round(given.duration / given.dt) if given.dt else None
    answer = {
        "seconds": total,
        "cpu_seconds": sum(cpu),
        "excluded": "building the fibers and 200 ms of settling",
        "measured_fibers": len(diameters),
        "fiber_ms": len(diameters) * given.duration,
        "node_steps": steps,
        "ns_per_node_step": 1e9 * total / steps if steps else None,
        "fiber_ms_per_second": len(diameters) * given.duration / total,
        "diameters_um": diameters,
        "velocity_m_s": velocities,
        "version": f"NEURON {h.nrnversion(0)}",
        "cores": 1,
        "layers": given.layers,
    }
    sys.stdout.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main()
