"""gaines_cv.csv: velocity, rest and spike of Gaines 2018's motor and sensory axons, 37 °C.

61 nodes, nodes 20 to 50, spike of node 35. Rows by dt as in mrg_cv.csv; dt 0 is Richardson's
extrapolation of backward Euler at 0.001 and 0.0005 ms, `daspk_m_s` the same velocity by DASPK.
"""

from collections.abc import Iterator

import numpy as np
from neuron_fiber import Fiber, crossings, gaines
from truth import first, no_step, velocity, write

DIAMETERS_UM = (5.7, 7.3, 8.7, 10.0, 11.5, 12.8, 14.0, 15.0, 16.0)
DURATION_MS = 2.8


def rows() -> Iterator[dict[str, object]]:
    for membrane in ("motor", "sensory"):
        for d in DIAMETERS_UM:
            shape = gaines(d)
            by_step: dict[float, dict[str, float]] = {}
            for dt in (0.005, 0.001, 0.0005):
                fiber = Fiber(shape, 61, membrane).stimulate()  # type: ignore[arg-type]
                times, (a, b, middle) = fiber.traces((20, 50, 35), DURATION_MS, dt)
                del fiber
                took = first(crossings(times, b)) - first(crossings(times, a))
                high = times[middle >= (middle.max() + middle[0]) / 2]
                by_step[dt] = {
                    "CV_m_s": 30 * shape.internode_um / 1000 / took,
                    "rest_mV": float(middle[0]),
                    "peak_mV": float(middle.max()),
                    "halfwidth_ms": float(np.ptp(high)),
                }
            by_step[0] = {
                key: no_step(v, by_step[0.0005][key]) for key, v in by_step[0.001].items()
            }
            pace = [1 / by_step[dt]["CV_m_s"] for dt in (0.001, 0.0005)]
            by_step[0]["CV_m_s"] = 1 / no_step(*pace)
            daspk = velocity(shape, membrane, duration_ms=DURATION_MS)  # type: ignore[arg-type]
            for dt, values in by_step.items():
                yield {
                    "membrane": membrane, "D_um": d, "internode_um": shape.internode_um,
                    "dt_ms": dt, **values, "daspk_m_s": daspk if dt == 0 else "",
                }  # fmt: skip


if __name__ == "__main__":
    write("gaines_cv.csv", rows())
