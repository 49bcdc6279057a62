"""mrg_widened_node.csv: nodes grown from 1 µm, their channels kept in number (physiology.md 2.2).

A longer node has more membrane (capacitance by area), more axoplasm and periaxonal space along it
(axial resistances by length), and as many channels as before: all four conductances, potassium and
leak included, keep their sum. The internodes keep their lengths, so the fiber grows. This reading
gives physiology.md's .295 / 1.46 / 2.95 ms (100 µm, k = 1, 3, 5) as 298 / 1455 / 2955 µs by
backward Euler at 0.005 ms. `delay_us`: node 5 to 38 over healthy, DASPK; `be_0.005_us`: node 1 to
36. The last rows add bared paranodes and lost sodium at the same nodes.
"""

from collections.abc import Iterator

import numpy as np
from neuron_fiber import Step, mrg, places
from truth import DASPK, arrivals, first, write

BOTH = (
    "widen:5@20;paranode:1@20", "widen:2@20;paranode:0.9@20", "widen:20@20;gna:0.5@20",
    "widen:20@19-21;gna:0.5@19-21", "widen:5@19-21;mysa:0.5@19-21", "paranode:0.9@20",
    "paranode:0.84@20", "paranode:0.8@20", "widen:5@19-21;lamellae:0.1@19-20",
)  # fmt: skip


def took(d: float, lesions: str, ends: tuple[int, int], step: Step) -> float:
    a, b = arrivals(lesions, ends, shape=mrg(d), duration_ms=9.0, step=step)
    return first(b) - first(a)


def rows() -> Iterator[dict[str, object]]:
    coarse = Step(0.005)
    single = [f"widen:{length}@{places(k)}" for k in (1, 3, 5) for length in (2, 5, 20, 100)]
    for d, lesions in ((10.0, [*single, *BOTH]), (5.7, single), (16.0, single)):
        fine0, coarse0 = took(d, "", (5, 38), DASPK), took(d, "", (1, 36), coarse)
        for one in lesions:
            fine = 1000 * (took(d, one, (5, 38), DASPK) - fine0)
            rough = 1000 * (took(d, one, (1, 36), coarse) - coarse0)
            yield {
                "D_um": d, "lesions": one, "conducts": int(not np.isnan(fine)),
                "delay_us": fine, "be_0.005_us": rough,
            }  # fmt: skip


if __name__ == "__main__":
    write("mrg_widened_node.csv", rows())
