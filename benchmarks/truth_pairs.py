"""mrg_pairs.csv: how soon a second impulse gets through (physiology.md 2.3), 37 °C, DASPK.

Two pulses of 4 nA x 0.1 ms at node 0 of 41, onsets `interval` apart; both arrive = node 38 crosses
-20 mV twice within 8 ms of the second. `shortest_ms`: the shortest such interval on a grid of 0.1
ms (searched down from the shortest of a 0.5 ms grid; empty = none up to 12 ms). `longer_that_fail`:
intervals of the 0.5 ms grid above it at which one is lost all the same. `train_arrived`: of 10
pulses at 100 Hz; `train_last_delay_us`: how much later the tenth arrives after its pulse than the
first did.
"""

from collections.abc import Iterator

import numpy as np
from neuron_fiber import mrg
from truth import arrivals, write

CASES = (
    (10.0, ""), (10.0, "lamellae:0.02@20"), (10.0, "lamellae:0.015@20"),
    (10.0, "lamellae:0.0135@20"), (10.0, "lamellae:0.06@18-22"), (10.0, "gna:0.22@18-22"),
    (10.0, "gna:0.18@18-22"), (10.0, "paranode:1@20"), (10.0, "lamellae:0.04@19-21"),
    (5.7, ""), (16.0, ""),
)  # fmt: skip
LAST_MS, COARSE, FINE = 12.0, 0.5, 0.1


def both(d: float, lesions: str, interval: float) -> bool:
    (times,) = arrivals(lesions, shape=mrg(d), at_ms=(0.0, interval), duration_ms=interval + 8.0)
    return len(times) >= 2


def shortest(d: float, lesions: str) -> tuple[float, list[float]]:
    grid = [round(COARSE * k, 6) for k in range(1, round(LAST_MS / COARSE) + 1)]
    passed = [both(d, lesions, one) for one in grid]
    if not any(passed):
        return float("nan"), []
    least = passed.index(True)
    lost = [one for one, good in zip(grid[least:], passed[least:], strict=True) if not good]
    found = grid[least]
    while round(found - FINE, 6) > grid[least] - COARSE + 1e-9:
        if not both(d, lesions, round(found - FINE, 6)):
            break
        found = round(found - FINE, 6)
    return found, lost


def rows() -> Iterator[dict[str, object]]:
    for d, lesions in CASES:
        interval, lost = shortest(d, lesions)
        pulses = tuple(10.0 * k for k in range(10))
        (times,) = arrivals(lesions, shape=mrg(d), at_ms=pulses, duration_ms=98.0)
        took = times - np.array(pulses) if len(times) == len(pulses) else np.full(10, np.nan)
        yield {
            "D_um": d, "lesions": lesions, "shortest_ms": interval,
            "longer_that_fail": " ".join(f"{one:g}" for one in lost),
            "train_arrived": len(times),
            "train_last_delay_us": 1000 * float(took[-1] - took[0]),
        }  # fmt: skip


if __name__ == "__main__":
    write("mrg_pairs.csv", rows())
