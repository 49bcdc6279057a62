"""mrg_temperature.csv: velocity and block against temperature (physiology.md 1.5, 2.3).

Healthy rows (`lesions` empty): velocity between nodes 20 and 50 of 61, backward Euler at 0.001 and
0.0005 ms, extrapolated to no step, and DASPK. Lesion rows: 41 nodes of 10 µm, DASPK; `conducts` =
node 38 crosses -20 mV within 10 ms, `node10_30_ms` between first crossings (empty where blocked),
`spikes` = crossings of node 38 (two from one stimulus is MRG's own double spike when cold), and the
same passage by backward Euler at 0.005 ms for a reader who checks physiology.md 2.3.
"""

from collections.abc import Iterator

from neuron_fiber import Step, mrg
from truth import DASPK, arrivals, first, no_step, velocity, write

ALL_C = (20, 25, 28, 30, 32, 34, 36, 37, 38, 40, 42)
LESIONS = (
    "lamellae:0.0135@20", "lamellae:0.015@20", "lamellae:0.02@20", "lamellae:0.06@18-22",
    "paranode:1@20", "gna:0.18@18-22", "gna:0.22@18-22",
)  # fmt: skip
LESIONS_C = (20, 25, 30, 32, 34, 36, 37, 37.5, 38, 39, 40, 41, 42, 43, 44)


def rows() -> Iterator[dict[str, object]]:
    for d, temperatures in ((10.0, ALL_C), (5.7, (25, 32, 42)), (16.0, (25, 32, 42))):
        for t in temperatures:
            coarse, fine = (
                velocity(mrg(d), temperature_c=t, step=Step(dt), duration_ms=5.0)
                for dt in (0.001, 0.0005)
            )
            yield row(d, t, "") | {
                "be_0.001_m_s": coarse, "be_0.0005_m_s": fine,
                "converged_m_s": 1 / no_step(1 / coarse, 1 / fine),
                "daspk_m_s": velocity(mrg(d), temperature_c=t, duration_ms=5.0),
            }  # fmt: skip
    for lesion in ("", *LESIONS):
        for t in LESIONS_C:
            kept = {}
            for step in (DASPK, Step(0.005)):
                a, b, end = arrivals(
                    lesion, (10, 30, 38), temperature_c=t, duration_ms=10.0, step=step
                )
                took = first(b) - first(a) if len(end) else float("nan")
                kept[step] = (len(end), took)
            spikes, took = kept[DASPK]
            yield row(10.0, t, lesion) | {
                "conducts": int(spikes > 0), "spikes": spikes, "node10_30_ms": took,
                "be_0.005_node10_30_ms": kept[Step(0.005)][1],
            }  # fmt: skip


def row(d: float, t: float, lesion: str) -> dict[str, object]:
    empty = (
        "be_0.001_m_s", "be_0.0005_m_s", "converged_m_s", "daspk_m_s",
        "conducts", "spikes", "node10_30_ms", "be_0.005_node10_30_ms",
    )  # fmt: skip
    return {"D_um": d, "temperature_c": float(t), "lesions": lesion} | dict.fromkeys(empty, "")


if __name__ == "__main__":
    write("mrg_temperature.csv", rows())
