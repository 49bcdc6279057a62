"""What judged a patient: version, rule sets and the code itself. Others give other answers."""

import platform
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final
from zlib import crc32

import multifocal
from multifocal.criteria import criteria_set
from multifocal.evidence.patient_evaluation import COLUMNS, GRADED, LONGER, REACHES, RULE_SETS

FORMAT: Final = "multifocal-patient-shards"
VERSION: Final = 1
ENGINE: Final = "fast"
_PACKAGES: Final = (
    "body", "criteria", "evidence", "fiber", "measuring", "nerve", "reference", "study",
)  # fmt: skip
_SOURCES: Final = (".csv", ".py", ".toml", ".txt")


@cache
def code_mark() -> str:
    """A mark of all sources that patients are simulated and judged by: another for other ones."""
    mark, top = 0, Path(multifocal.__file__).parent
    for package in _PACKAGES:
        for one in sorted((top / package).rglob("*")):
            if one.suffix in _SOURCES and one.is_file():
                mark = crc32(one.relative_to(top).as_posix().encode(), mark)
                mark = crc32(one.read_bytes().replace(b"\r\n", b"\n"), mark)
    return f"{mark:08x}"


def run_header(seed: int) -> dict[str, Any]:
    """What every shard of one run has in common; plain JSON."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "made_by": f"multifocal {multifocal.__version__}",
        "code": code_mark(),
        "engine": ENGINE,
        "seed": seed,
        "rule_sets": {
            name: criteria_set(GRADED[0] if name == LONGER else name).version for name in RULE_SETS
        },
        "reaches": list(REACHES),
        "columns": list(COLUMNS),
    }


def made_with() -> dict[str, str]:
    """What else was there: told, since it may move the last digit, and not asked for."""
    return {
        "python": platform.python_version(),
        "machine": platform.machine(),
        **{name: _version(name) for name in ("numba", "numpy", "pyarrow", "scipy")},
    }


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
