"""What is usual in a nerve's motor study, and offered where a report does not say it."""

from collections.abc import Mapping
from typing import Final

USUAL: Final[Mapping[str, tuple[str, ...]]] = {
    "median": ("apb",), "ulnar": ("adm", "fdi"), "radial": ("eip", "edc"), "fibular": ("edb", "ta"),
    "tibial": ("ah",), "musculocutaneous": ("biceps",), "axillary": ("deltoid",),
    "femoral": ("vastus_medialis",),
}  # fmt: skip
"""Muscles."""
DISTAL: Final[Mapping[str, str]] = {
    "median": "wrist", "ulnar": "wrist", "tibial": "ankle", "fibular": "ankle",
}  # fmt: skip
"""The site from which F waves are studied."""
