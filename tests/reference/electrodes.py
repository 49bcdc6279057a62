"""The fibers of extracellular.csv, as benchmarks/truth_extracellular.py made them."""

from collections.abc import Mapping

import numpy as np

from multifocal.fiber import Fibers, FieldPulse, Geometry, Lesion
from tests.reference.damage_words import read_lesions

NODES, MIDDLE, RAMP_MS = 41, 20, 0.01


def at_electrode(row: Mapping[str, str]) -> tuple[Fibers, list[Lesion], FieldPulse]:
    """The fiber, its lesions, and a pulse of 1 mA of the row's sign."""
    fibers = Fibers(Geometry.of([float(row["D_um"])]), NODES)
    spacing_mm = float(fibers.geometry.internode_um[0]) / 1000
    last = float(row["duration_ms"])
    point = FieldPulse.point(
        fibers, at_mm=(MIDDLE + float(row["along"])) * spacing_mm,
        distance_mm=float(row["distance_mm"]), current_ma=float(row["sign"]), duration_ms=last,
    )  # fmt: skip
    times = np.array([0.0, RAMP_MS, last, last + RAMP_MS])
    pulse = FieldPulse(point.potential_mv, times, np.array([0.0, 1.0, 1.0, 0.0]))
    return fibers, read_lesions(row["lesions"]), pulse
