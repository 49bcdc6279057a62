"""Draw thousands of damaged fibers and ask the float64 double cable what becomes of each.

Seed, kinds, places and severities were fixed before the fast engine first ran (22 November 2026).
Writes tests/reference/data/random_lesions.csv (what is damaged) and random_verdicts.csv (what the
reference says at the severity drawn, and with all that is left times 0.97, 1.03 and 1 / 1.3;
and when the same fiber, healthy, conducts). Takes a few minutes on two cores.
"""

import csv
from pathlib import Path

import numpy as np
from rich.progress import track

from multifocal.fiber import Fibers, Geometry, Lesion, conduct

DATA = Path(__file__).parents[1] / "tests" / "reference" / "data"
SEED, COUNT, NODES, GATE, DT_MS = 20261122, 2400, 61, 55, 0.001
FIRST, LAST = 16, 44
FACTORS = (1.0, 0.97, 1.03, 1 / 1.3)
LARGEST_SHARE_LEFT = 1.0


def draw(rng: np.random.Generator) -> list[tuple[str, int, int, float]]:
    """One fiber's damage: (kind, first place, places, scale), mild where there is much of it."""
    lesions = []
    for _ in range(int(rng.choice([1, 2, 3, 4, 5], p=[0.5, 0.2, 0.1, 0.1, 0.1]))):
        kind = str(
            rng.choice(["lamellae", "gna", "seal", "seal+peri", "seal+gna", "paranode", "mysa"])
        )
        count = int(rng.integers(1, 9))
        lowest = {
            "lamellae": 0.005, "gna": 0.01, "seal": 0.002, "seal+peri": 0.003, "seal+gna": 0.003,
            "paranode": 0.3, "mysa": 0.05,
        }[kind]  # fmt: skip
        if kind == "paranode":
            count = int(rng.integers(1, 3))
        scale = float(np.exp(rng.uniform(np.log(lowest), np.log(0.9))))
        lesions.append((kind, int(rng.integers(FIRST, LAST - count)), count, round(scale, 5)))
    return lesions


def as_lesions(drawn: list[list[tuple[str, int, int, float]]], factor: float) -> list[Lesion]:
    """All damage with what is left times `factor` (at most everything)."""
    return [
        Lesion.at_all(
            kind,  # type: ignore[arg-type]
            np.arange(first, first + count),
            min(scale * factor, LARGEST_SHARE_LEFT),
            [fiber],
        )
        for fiber, lesions in enumerate(drawn)
        for kind, first, count, scale in lesions
    ]


def main() -> None:
    rng = np.random.default_rng(SEED)
    diameters = np.round(rng.uniform(5.7, 16.0, COUNT), 3)
    drawn = [draw(rng) for _ in range(COUNT)]
    with (DATA / "random_lesions.csv").open("w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["fiber", "diameter_um", "kind", "first", "places", "scale"])
        for fiber, lesions in enumerate(drawn):
            for row in lesions:
                out.writerow([fiber, diameters[fiber], *row])
    times = np.full((len(FACTORS) + 1, COUNT), np.nan)
    batch = 60
    for start in track(range(0, COUNT, batch), "double cable"):
        part = slice(start, start + batch)
        fibers = Fibers(Geometry.of(diameters[part]), NODES)
        for k, factor in enumerate(FACTORS):
            lesions = as_lesions(drawn[part], factor)
            answer = conduct(
                fibers, lesions, duration_ms=40.0, dt_ms=DT_MS, stop_at_node=GATE,
                engine="reference",
            )  # fmt: skip
            times[k, part] = answer.node_times_ms[:, GATE, 0]
        whole = conduct(fibers, dt_ms=DT_MS, stop_at_node=GATE, engine="reference")
        times[-1, part] = whole.node_times_ms[:, GATE, 0]
    names = ["gate_ms", "at_0.97", "at_1.03", "at_1_over_1.3", "healthy_ms"]
    with (DATA / "random_verdicts.csv").open("w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["fiber", "diameter_um", *names])
        for fiber in range(COUNT):
            row = ["" if np.isnan(t) else f"{t:.5f}" for t in times[:, fiber]]
            out.writerow([fiber, diameters[fiber], *row])


if __name__ == "__main__":
    main()
