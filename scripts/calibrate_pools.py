"""Finds the numbers of nerve/tables/{pools,velocity}.toml that give the published means.

`python scripts/calibrate_pools.py [PEOPLE]` simulates healthy people with the tables as they stand
and prints, for each muscle, what to change in them: delay_ms, cmap_mv, the nerve's mean_m_s. Run,
copy, run again; done when every change is small beside the published SD. Published values:
tests/reference/pools.toml.
"""

import sys
import tomllib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from multifocal import body
from multifocal.measuring import measure
from multifocal.nerve import motor_pool, stimulate
from multifocal.nerve.pool_table import nerve_velocity_m_s, pool_row

PUBLISHED = Path(__file__).parents[1] / "tests" / "reference" / "pools.toml"


def main(people: int) -> None:
    for muscle, row in tomllib.loads(PUBLISHED.read_text(encoding="utf-8")).items():
        sites = [body.site(row["nerve"], site) for site in row["sites"]]
        responses = []
        for person in range(people):
            pool = motor_pool(muscle, seed=person)
            sweeps = [stimulate(pool, site, noise=None) for site in sites]
            responses.append(
                [
                    (m.amplitude_mv, m.latency_ms, s.distance_mm)
                    for s in sweeps
                    for m in [measure(s)]
                ]
            )
        values = np.array(responses, dtype=np.float64)
        surface = pool_row(muscle).surface
        assert surface is not None
        print(f"{muscle}: cmap {values[:, 0, 0].mean():.2f} mV, latency {_latency(row, values)}")
        if "mean" in row.get("amplitude_mv", {}):
            scale = row["amplitude_mv"]["mean"] / values[:, 0, 0].mean()
            print(f"  cmap_mv {surface.cmap_mv[0]:.2f} -> {scale * surface.cmap_mv[0]:.2f}")
        if "mean" in row.get("latency_ms", {}):
            at = row["sites"].index(row["latency_ms"].get("at", row["sites"][0]))
            late = row["latency_ms"]["mean"] - values[:, at, 1].mean()
            print(f"  delay_ms {surface.delay_ms[0]:.2f} -> {surface.delay_ms[0] + late:.2f}")
        if "mean" in row.get("velocity_m_s", {}):
            near, far = values[:, 0], values[:, 1]
            velocity = ((far[:, 2] - near[:, 2]) / (far[:, 1] - near[:, 1])).mean()
            mean = nerve_velocity_m_s(muscle)[0]
            wanted = row["velocity_m_s"]["mean"]
            print(
                f"  velocity {velocity:.1f}: mean_m_s {mean:.1f} -> {mean * wanted / velocity:.1f}"
            )


def _latency(row: dict[str, list[str]], values: NDArray[np.float64]) -> str:
    return ", ".join(
        f"{site} {late:.2f} ms"
        for site, late in zip(row["sites"], values[:, :, 1].mean(0), strict=True)
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 60)
