"""gaines_block.csv: damaged motor and sensory fibers of Gaines 2018, 37 °C.

41 nodes, 4 nA x 0.1 ms into node 0, backward Euler 0.001 ms: how much later node 38 rises through
-20 mV than in the healthy fiber, µs; the row `none` gives the healthy fiber's own time.
"""

from collections.abc import Iterator

from neuron_fiber import Step, gaines
from truth import END, arrivals, first, write

DAMAGE = (
    "lamellae:0.05@19-21",
    "lamellae:0.02@19-21",
    "gna:0.3@18-22",
    "gna:0.1@18-22",
    "mysa:1@19-21",
    "paranode:1@20",
    "lamellae:0.2@15-16;gna:0.5@24-26;mysa:1@30",
)
STEP = Step(0.001)


def rows() -> Iterator[dict[str, object]]:
    for membrane in ("motor", "sensory"):
        for d in (7.3, 12.8):
            healthy_ms = None
            for damage in ("", *DAMAGE):
                (times,) = arrivals(
                    damage, (END,), shape=gaines(d), membrane=membrane,  # type: ignore[arg-type]
                    duration_ms=5.0, step=STEP,
                )  # fmt: skip
                if healthy_ms is None:
                    healthy_ms, late_us = first(times), 1000 * first(times)
                else:
                    late_us = 1000 * (first(times) - healthy_ms)
                yield {
                    "membrane": membrane, "D_um": d, "damage": damage or "none",
                    "dt_ms": STEP.dt_ms, "delay_us": f"{late_us:.3f}" if len(times) else "block",
                }  # fmt: skip


if __name__ == "__main__":
    write("gaines_block.csv", rows())
