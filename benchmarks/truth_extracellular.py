"""extracellular.csv: thresholds and arrivals of fibers that a point electrode stimulates.

41 nodes, 37 °C, the electrode `distance_mm` beside node 20, moved along by `along` internodes, in
an endless medium of 0.3 S/m; the pulse rises and falls within 0.01 ms each and lasts `duration_ms`
from its beginning to its fall. `threshold_ma` (negative: a cathode): the least that makes node 38
rise through -20 mV within 4 ms, bisected to 0.2 %; `arrival_ms`: when node 38 does at 1.2 times
that. By DASPK, at an absolute tolerance of 1e-4.

Each fiber goes to NEURON as `multifocal.fiber_export.write_neuron` writes it, so run this with the
Python that has multifocal; it calls that of build/partners (or MULTIFOCAL_PARTNERS) for each row.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PARTNERS = Path(os.environ.get("MULTIFOCAL_PARTNERS", ROOT / "build" / "partners"))
CASES = (
    (10.0, 1.0, 0.0, -1, 0.1, ""), (10.0, 1.0, 0.0, 1, 0.1, ""), (10.0, 2.0, 0.5, -1, 0.1, ""),
    (7.3, 1.0, 0.25, -1, 0.3, ""), (14.0, 2.0, 0.0, 1, 0.2, ""),
    (10.0, 1.0, 0.0, -1, 0.1, "lamellae:0.1@18-21"), (10.0, 1.0, 0.0, -1, 0.1, "gna:0.5@18-22"),
)  # fmt: skip
WATCHED_MS = 4.0


def rows() -> Iterator[dict[str, object]]:
    from tests.reference.electrodes import at_electrode  # noqa: PLC0415

    from multifocal.fiber_export import write_neuron  # noqa: PLC0415

    compiled = Path(tempfile.mkdtemp()) / "mechanisms"
    for d_um, distance_mm, along, sign, duration_ms, lesions in CASES:
        row = {
            "D_um": d_um, "distance_mm": distance_mm, "along": along, "sign": sign,
            "duration_ms": duration_ms, "lesions": lesions,
        }  # fmt: skip
        fibers, harm, pulse = at_electrode({k: str(v) for k, v in row.items()})
        with tempfile.TemporaryDirectory() as folder:
            write_neuron(Path(folder), fibers, harm, pulse=pulse)
            if compiled.exists():
                shutil.copytree(compiled, Path(folder) / "mechanisms", dirs_exist_ok=True)
            done = subprocess.run(
                [PARTNERS / "bin" / "python", __file__, folder],
                capture_output=True, text=True, check=True,
            )  # fmt: skip
            if not compiled.exists():
                shutil.copytree(Path(folder) / "mechanisms", compiled)
        threshold, arrival_ms = json.loads(done.stdout.splitlines()[-1])
        yield row | {"threshold_ma": sign * threshold, "arrival_ms": arrival_ms}


def inside(folder: str) -> None:
    """In NEURON's Python: the threshold of the fiber in `folder`, and its arrival above it."""
    sys.path.insert(0, folder)
    from run_fiber import run  # type: ignore[import-not-found]  # noqa: PLC0415

    low, high = 0.05, 5.0
    while high > low * 1.002:
        middle = (low * high) ** 0.5
        fired = run(duration_ms=WATCHED_MS, strength=middle) is not None
        low, high = (low, middle) if fired else (middle, high)
    threshold = (low * high) ** 0.5
    print(json.dumps([threshold, run(duration_ms=WATCHED_MS, strength=1.2 * threshold)]))  # noqa: T201


def main() -> None:
    import csv  # noqa: PLC0415

    sys.path.insert(0, str(ROOT))
    made = ROOT / "tests" / "reference" / "data" / "extracellular.csv"
    with made.open("w", newline="", encoding="utf-8") as stream:
        table: csv.DictWriter[str] | None = None
        for row in rows():
            if table is None:
                table = csv.DictWriter(stream, list(row), lineterminator="\n")
                table.writeheader()
            table.writerow(row)
            stream.flush()
            print(row, flush=True)  # noqa: T201


if __name__ == "__main__":
    if len(sys.argv) > 1:
        inside(sys.argv[1])
    else:
        main()
