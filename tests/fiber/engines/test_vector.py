"""Sixteen numbers at once give what NumPy gives, and so does the plain path."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from multifocal.fiber.engines.vector import (
    LANES,
    any_of,
    exp2,
    larger,
    load,
    select,
    smaller,
    splat,
    store,
    vector_jit,
)


@vector_jit
def _all_of_it(x, out):
    for i in range(x.shape[0] // LANES):
        a = load(x, i)
        power = exp2(a * 1.5 - 2.0)
        chosen = select((a > 1.0) & (a < 3.0), power, splat(7.0))
        if any_of(a >= 3.9):
            chosen = chosen + 1000.0
        store(out, i, smaller(larger(chosen, -a), 1e6) / (1.0 + power))


def test_vectors_compute_what_numpy_computes():
    x = np.linspace(-4, 4, 160).astype(np.float32)
    got = np.zeros_like(x)
    _all_of_it(x, got)
    power = 2.0 ** (x.astype(float) * 1.5 - 2.0)
    chosen = np.where((x > 1) & (x < 3), power, 7.0)
    chosen += 1000.0 * np.repeat((x.reshape(-1, LANES) >= 3.9).any(axis=1), LANES)
    np.testing.assert_allclose(got, np.maximum(chosen, -x) / (1.0 + power), rtol=2e-6)


def test_powers_of_two_are_right_to_three_parts_in_ten_million():
    @vector_jit
    def powers(x, out):
        for i in range(x.shape[0] // LANES):
            store(out, i, exp2(load(x, i)))

    x = np.linspace(-125, 126, 64_000).astype(np.float32)
    got = np.zeros_like(x)
    powers(x, got)
    assert np.abs(got / 2.0 ** x.astype(float) - 1).max() < 3e-7


@pytest.mark.exhaustive  # runs another file of tests
def test_the_plain_path_passes_the_same_tests():
    if LANES == 1:
        return
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(Path(__file__))],
        env=os.environ | {"MULTIFOCAL_LANES": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
