"""mrg_trace.csv: node 20 of a healthy 10 µm fiber, 37 °C, every 5 µs from the stimulus at node 0.

41 nodes, 4 nA x 0.1 ms at node 0. Backward Euler at 0.001 and 0.0005 ms, and DASPK, which is
converged. The three lie up to 10 µs apart in time: compare shapes at their own crossing of -20 mV.
"""

from collections.abc import Iterator

from neuron_fiber import Fiber, h, mrg
from truth import DASPK, NODES, write

EVERY_MS, DURATION_MS = 0.005, 3.0


def rows() -> Iterator[dict[str, object]]:
    kept = []
    for dt in (0.001, 0.0005):
        fiber = Fiber(mrg(10.0), NODES).stimulate()
        _, (v,) = fiber.traces((20,), DURATION_MS, dt)
        del fiber
        every = round(EVERY_MS / dt)
        kept.append(v[::every])
    fiber = Fiber(mrg(10.0), NODES).stimulate()
    converged = h.Vector().record(fiber.node[20](0.5)._ref_v, EVERY_MS)
    fiber.run((20,), DURATION_MS, DASPK)
    third = [kept[0][0], *list(converged)[1:]]  # NEURON fills in its first one before settling
    for k, (a, b, c) in enumerate(zip(*kept, third, strict=True)):
        yield {
            "time_ms": round(k * EVERY_MS, 6), "be_0.001_mV": float(a), "be_0.0005_mV": float(b),
            "daspk_mV": float(c),
        }  # fmt: skip


if __name__ == "__main__":
    write("mrg_trace.csv", rows())
