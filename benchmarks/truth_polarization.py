"""mrg_polarization.csv: a steady current into neighbouring nodes (physiology.md 2.3), 10 µm, 37 °C.

`current_na` goes into each of the `k` nodes round node 20 for the whole run. The fiber is left to
itself for 200 ms of backward Euler at 0.02 ms first; `rest_mv` is node 20 then (empty where it does
not stand still), `own_spikes` counts node 38's crossings in the last 100 of those ms: an
afterdischarge of the depolarized nodes. Then one stimulus at node 0: `conducts` = node 38 crosses
-20 mV within 8 ms (judged only where there are no own spikes), `delay_us` node 5 to 38 over
healthy. Threshold rows (bisected to 0.2 %): `threshold_scale` = largest scale of `lesions` (written
with `?`) that blocks.
"""

from collections.abc import Iterator

import numpy as np
from neuron_fiber import Fiber, crossings, mrg, places
from truth import DASPK, NODES, arrivals, first, least, write

HYPER_NA = (-0.01, -0.02, -0.05, -0.1, -0.2)
DEPOLARIZING_NA = (0.02, 0.05, 0.08, 0.1, 0.12, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.7, 1.0)
ALONE_MS, ALONE_DT_MS, LOOK_MS = 200.0, 0.02, 100.0
MOVING_MV = 0.05


def alone(k: int, current: float) -> tuple[float, int]:
    """Voltage of node 20 at rest (NaN where it moves) and node 38's own spikes."""
    fiber = Fiber(mrg(10.0), NODES).polarize(range(20 - k // 2, 20 - k // 2 + k), current)
    times, (middle, end) = fiber.traces((20, 38), ALONE_MS, ALONE_DT_MS, settle_ms=0.0)
    late = times >= ALONE_MS - LOOK_MS
    moving = np.ptp(middle[times >= ALONE_MS - 10]) > MOVING_MV
    rest = float("nan") if moving else float(middle[-1])
    return rest, len(crossings(times[late], end[late]))


def rows() -> Iterator[dict[str, object]]:
    a, b = arrivals(watch=(5, 38))
    normal = first(b) - first(a)
    for k in (5, 10):
        for current in (0.0, *HYPER_NA, *DEPOLARIZING_NA):
            rest, own = alone(k, current)
            way = f"current:{current}@{places(k)}"
            took, through = float("nan"), ""
            if not own:
                a, b = arrivals(way, (5, 38), duration_ms=8.0)
                took, through = 1000 * (first(b) - first(a) - normal), str(int(len(b) > 0))
            yield {
                "k": k, "current_na": current, "lesions": "", "rest_mv": rest, "own_spikes": own,
                "conducts": through, "delay_us": took, "threshold_scale": "",
            }  # fmt: skip
    for k in (5, 10):
        for lesion, low, high in (("lamellae:?@20", 0.005, 0.1), ("gna:?@18-22", 0.05, 0.8)):
            for current in (0.0, -0.02, -0.05, -0.1, -0.2):
                way = f"current:{current}@{places(k)}"

                def works(scale: float, lesion: str = lesion, way: str = way) -> bool:
                    both = f"{way};{lesion.replace('?', repr(scale))}"
                    return len(arrivals(both, duration_ms=8.0, step=DASPK)[0]) > 0

                yield {
                    "k": k, "current_na": current, "lesions": lesion, "rest_mv": float("nan"),
                    "own_spikes": "", "conducts": "", "delay_us": "",
                    "threshold_scale": least(works, low, high),
                }  # fmt: skip


if __name__ == "__main__":
    write("mrg_polarization.csv", rows())
