"""Does our NEURON fiber give the numbers of mrg_cv.csv (made from the published MRG files) again?

Then Gaines 2018 against physiology.md 1.6, whose numbers were taken about 1 ms after NEURON's
initialization, before the fiber had come to rest: sensory axons are 2 % slower once they have.
Run in the partners' venv: build/partners/bin/python benchmarks/check_neuron.py
"""

import csv

from neuron_fiber import Shape, Step, gaines, mrg
from truth import DATA, velocity

# physiology.md 1.6: velocity in m/s, backward Euler 0.005 and 0.001 ms
GAINES = {
    ("motor", 5.7): (20.1, 21.9),
    ("motor", 10.0): (45.9, 49.9),
    ("motor", 16.0): (75.9, 82.7),
    ("sensory", 5.7): (22.3, 24.1),
    ("sensory", 10.0): (50.2, 54.2),
    ("sensory", 16.0): (82.7, 88.7),
}


def main() -> None:
    with (DATA / "mrg_cv.csv").open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    for row in rows:
        d, dt = float(row["D_um"]), float(row["dt_ms"])
        if row["model"] != "discrete" or d < 5.7 or dt < 0.0005:
            continue
        ours, theirs = velocity(mrg(d), step=Step(dt), duration_ms=2.5), float(row["CV_m_s"])
        print(f"mrg {d:g} um, dt {dt:g}: {ours:.5f} against {theirs:.5f}: {ours / theirs - 1:+.1e}")  # noqa: T201
    for (kind, d), theirs in GAINES.items():
        shape: Shape = gaines(d)
        for dt, said in zip((0.005, 0.001), theirs, strict=True):
            ours = velocity(shape, kind, step=Step(dt), duration_ms=3.0)  # type: ignore[arg-type]
            print(f"{kind} {d:g} um, dt {dt:g}: {ours:.2f} against {said}: {ours / said - 1:+.1%}")  # noqa: T201


if __name__ == "__main__":
    main()
