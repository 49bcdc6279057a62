"""docs/accuracy.md says what the engines do: its numbers are computed again."""

import re
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from multifocal.fiber import Fibers, Geometry, conduct, velocity_m_s
from multifocal.fiber.engines.lanes.engine import KAPPA_AT_0, KAPPA_PER_MS
from tests.reference.test_random_lesions import DIAMETERS, GATE, NODES, SAID, column, lesions

PAGE = (Path(__file__).parents[2] / "docs" / "accuracy.md").read_text(encoding="utf-8")


def block(name: str) -> str:
    found = re.search(rf"<!-- made: {name} -->\n(.*?)\n<!-- end -->", PAGE, flags=re.DOTALL)
    assert found, name
    return found.group(1)


def cells(name: str) -> list[list[str]]:
    lines = [line for line in block(name).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_the_velocity_table() -> None:
    heads, _, *lines = cells("velocity")
    assert "fast, 3 µs" in heads
    for line in lines:
        diameter, rule = line[0].split(", ")
        true = float(line[1].removesuffix(" m/s"))
        for dt_ms, name in ((0.003, "fast, 3 µs"), (0.005, "fast, 5 µs")):
            ours = velocity_m_s(float(diameter), rule, dt_ms=dt_ms)[0]  # type: ignore[arg-type]
            said = float(line[heads.index(name)].removesuffix(" %"))
            assert 100 * (ours / true - 1) == pytest.approx(said, abs=0.03), line
        assert abs(float(line[heads.index("fast, 3 µs")].removesuffix(" %"))) <= 0.5


def test_the_random_lesions() -> None:
    ours = conduct(
        Fibers(Geometry.of(DIAMETERS), NODES), lesions(), duration_ms=40, stop_at_node=GATE
    ).node_times_ms[:, GATE, 0]
    truth: NDArray[np.float64] = column("gate_ms")
    doubt = np.isnan(column("at_0.97")) != np.isnan(column("at_1.03"))
    differs = np.isnan(ours) != np.isnan(truth)
    assert f"{len(SAID)} fibers, {np.isnan(truth).sum()} of them blocked" in block("random")
    assert f"in {doubt.sum()} the reference's own verdict" in block("random")
    heads, _, default, *_ = cells("random")
    assert default[0] == "3 µs"
    assert int(default[1]) == (differs & ~doubt).sum() == 0
    assert int(default[2].split()[0]) == pytest.approx((differs & doubt).sum(), abs=1)
    largest_far, largest_near = (float(default[k].split(", ")[1].split()[0]) for k in (3, 4))
    assert largest_far < 3.0
    assert largest_near < 15.0
    assert heads[4] == "within 1.3 of the threshold"


def test_what_the_page_says_of_the_tuning() -> None:
    assert f"κ = {KAPPA_AT_0:g} + {KAPPA_PER_MS / 1000:g} per µs" in PAGE


def test_no_block_is_empty() -> None:
    for name in ("velocity", "temperature", "lesions", "random", "float32", "modes"):
        assert len(block(name)) > 50, name
