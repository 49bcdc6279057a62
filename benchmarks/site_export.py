"""What the whole copy of the site costs to write, and how large it is. Nothing is asserted."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

WORDS = [sys.executable, "-m", "multifocal.cli", "site", "export"]
BASE = "https://example.org/mmn/"


def export_costs() -> None:
    """Writes it once with the default steps, as who hosts it does, and prints seconds and bytes."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "mmn"
        before, began = os.times(), time.perf_counter()
        subprocess.run(
            [*WORDS, str(copy), "--base-url", BASE],
            env={**os.environ, "MULTIFOCAL_DATA": str(Path(folder) / "data")},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=True,
        )
        took_s, after = time.perf_counter() - began, os.times()
        spent_s = sum(after[2:4]) - sum(before[2:4])
        files = [path for path in copy.rglob("*") if path.is_file()]
        size = sum(path.stat().st_size for path in files)
        print(f"site export: {took_s:.0f} s, {spent_s:.0f} s of processor time,",
              f"{len(files)} files, {size / 1e6:.1f} MB")  # fmt: skip
