"""2,400 fibers with random damage, drawn before the fast engine existed: both engines agree.

What the double cable says (1 µs steps) stands in random_verdicts.csv; see
scripts/make_random_lesions.py.
"""

import numpy as np
import pytest
from numpy.typing import NDArray

from multifocal.fiber import Fibers, Geometry, Lesion, conduct
from tests.reference.tables import rows

NODES, GATE = 61, 55
SAID = rows("random_verdicts.csv")
DIAMETERS = [float(r["diameter_um"]) for r in SAID]


def column(name: str) -> NDArray[np.float64]:
    """One column of what the double cable said; NaN where blocked."""
    return np.array([float(r[name] or "nan") for r in SAID])


def lesions() -> list[Lesion]:
    """All the damage, fiber by fiber."""
    return [
        Lesion.at_all(
            r["kind"],  # type: ignore[arg-type]
            np.arange(int(r["first"]), int(r["first"]) + int(r["places"])),
            float(r["scale"]),
            [int(r["fiber"])],
        )
        for r in rows("random_lesions.csv")
    ]


@pytest.fixture(scope="module")
def ours() -> NDArray[np.float64]:
    """When the impulse comes to the gate, ms; NaN where it never does."""
    fibers = Fibers(Geometry.of(DIAMETERS), NODES)
    answer = conduct(fibers, lesions(), duration_ms=40, stop_at_node=GATE)
    return answer.node_times_ms[:, GATE, 0]


def _in_doubt() -> NDArray[np.bool_]:
    """Where the double cable itself changes its mind within 3 % of the severity."""
    return np.isnan(column("at_0.97")) != np.isnan(column("at_1.03"))


def test_there_is_enough_of_everything() -> None:
    blocked = np.isnan(column("gate_ms"))
    assert len(SAID) >= 2000
    assert 0.3 < blocked.mean() < 0.7
    assert {r["kind"] for r in rows("random_lesions.csv")} >= {"lamellae", "gna", "paranode"}


def test_no_verdict_differs_where_the_double_cable_is_sure(ours: NDArray[np.float64]) -> None:
    differs = np.isnan(ours) != np.isnan(column("gate_ms"))
    assert not (differs & ~_in_doubt()).any()
    assert differs.sum() <= 5


def test_delays_are_the_double_cables(ours: NDArray[np.float64]) -> None:
    """Within 3 µs, and 15 µs where what is left is less than 1.3 times what blocks.

    Healthy fibers conduct alike within 0.5 %, so the delay is what damage adds.
    """
    healthy = Fibers(Geometry.of(DIAMETERS), NODES)
    alone = conduct(healthy, stop_at_node=GATE).node_times_ms[:, GATE, 0]
    wanted = column("gate_ms") - column("healthy_ms")
    off = 1000 * np.abs((ours - alone) - wanted)
    near = np.isnan(column("at_1_over_1.3"))
    sure = np.isfinite(off) & ~_in_doubt()
    assert off[sure & ~near].max() < 3.0
    assert off[sure & near].max() < 15.0
