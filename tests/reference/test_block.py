"""Lesions against NEURON: 41 nodes, 4 nA x 0.1 ms at node 0, conducted = node 38 crosses -20 mV."""

import numpy as np
import pytest
from numpy.typing import NDArray

from multifocal.fiber import Fibers, Geometry, Lesion, conduct
from tests.reference.tables import rows

BLOCK = rows("mrg_block.csv")
CONVERGED = [r for r in rows("mrg_block_converged.csv") if float(r["dt_ms"]) == 0]


def extra_delays_us(row: dict[str, str], scales: list[float], **how: object) -> NDArray[np.float64]:
    """Delay at node 38 over healthy for each scale of the row's lesion; NaN where blocked."""
    count = len(scales) + 1
    fibers = Fibers(Geometry.of([float(row["D_um"])] * count), 41)
    lesion = Lesion.centered(row["kind"], int(row["N"]), scales, 20, count - 1)  # type: ignore[arg-type]
    there = fibers.node_mm()[:, [38]]
    times = conduct(fibers, [lesion], watch_at_mm=there, duration_ms=6, **how).times_ms[:, 0, 0]  # type: ignore[arg-type]
    return 1000 * (times[:-1] - times[-1])


def name(row: dict[str, str]) -> str:
    return f"{row['D_um']}-{row['kind']}-{row['N']}"


@pytest.mark.some_cases(10)
@pytest.mark.parametrize("row", BLOCK, ids=name)
def test_backward_euler_at_neurons_step(row: dict[str, str]) -> None:
    """Thresholds within 1 %, delays within 1 µs (times are whole microseconds in the table)."""
    scales = [0.75, 0.5, 0.25, 0.1, 0.05, 0.02, 0.01]
    threshold = float(row["threshold_scale"])
    around = [0.99 * threshold, 1.01 * threshold] if threshold else []
    ours = extra_delays_us(row, scales + around, scheme="be", dt_ms=0.001)
    for scale, delay in zip(scales, ours, strict=False):
        said = row[f"delay_{scale:g}"]
        if said == "block":
            assert np.isnan(delay), scale
        else:
            assert delay == pytest.approx(1000 * float(said), abs=1.01), scale
    assert np.isnan(ours[7:]).tolist() == [True, False][: len(around)]


@pytest.mark.parametrize(("engine", "off_us"), [("fast", 3.0), ("reference", 1.0)])
@pytest.mark.parametrize("row", CONVERGED, ids=name)
def test_the_engines_against_the_converged_answer(
    row: dict[str, str], engine: str, off_us: float
) -> None:
    """Thresholds within 1.5 %; delays within 3 or 1 µs from 1.3 times the threshold up."""
    threshold = float(row["threshold_scale"])
    scales = [s for s in (0.5, 0.25, 0.1, 0.05, 0.02) if s >= 1.3 * threshold]
    around = [0.985 * threshold, 1.015 * threshold] if threshold else []
    ours = extra_delays_us(row, scales + around, engine=engine)
    wanted = [float(row[f"delay_us_{s:g}"]) for s in scales]
    assert ours[: len(scales)] == pytest.approx(wanted, abs=off_us)
    assert np.isnan(ours[len(scales) :]).tolist() == [True, False][: len(around)]


@pytest.mark.parametrize(
    "row",
    rows("mrg_paranode.csv"),
    ids=lambda r: f"{r['D_um']}-{r['N']}-flut{r['flut_bared']}-gna{r['gna_scale']}",
)
def test_bared_paranodes(row: dict[str, str]) -> None:
    """Delays from node 5 to 38, BE 0.001 ms; one bared node slows, two neighbours block."""
    fibers = Fibers(Geometry.of([float(row["D_um"])] * 2), 41)
    kind = "paranode" if row["flut_bared"] == "1" else "mysa"
    lesion = Lesion.centered(kind, int(row["N"]), float(row["gna_scale"]), 20, 1)  # type: ignore[arg-type]
    answer = conduct(
        fibers, [lesion], watch_at_mm=fibers.node_mm()[:, [5, 38]], scheme="be", dt_ms=0.001
    )
    took = np.diff(answer.times_ms[:, :, 0], axis=1)[:, 0]
    if row["delay_us"] == "block":
        assert np.isnan(took[0])
        assert answer.block_at_mm[0] == pytest.approx(fibers.node_mm()[0, 20], abs=3.1)
        assert np.isnan(answer.block_at_mm[1])
    else:
        assert 1000 * (took[0] - took[1]) == pytest.approx(float(row["delay_us"]), abs=1.0)
