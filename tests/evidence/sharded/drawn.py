"""Judged patients drawn from a seed each, in place of the simulation."""

from typing import Any

import numpy as np

from multifocal.evidence import GROUPS, REACHES, Patient
from multifocal.evidence.patient_evaluation import GRADED, LETTERS, RULE_SETS


def drawn(group: str, number: int, person: int = 0) -> dict[str, Any]:
    """A record as `evaluate_patient` gives, with all that may occur in one."""
    rng = np.random.default_rng([person, number, [*GROUPS].index(group)])

    def known(value: float, decimals: int) -> float | None:
        return None if rng.random() < 0.1 else round(float(value), decimals)

    letters = [*LETTERS.values(), "l"]
    rows = [
        [
            ("left", "right")[int(rng.integers(2))],
            "median",
            "wrist",
            "elbow",
            int(rng.integers(len(REACHES))),
            known(rng.choice([0.0, 0.01, 0.3, 1.0, rng.random()]), 4),
            known(rng.random() * 9, 3),
            known(rng.normal(20, 40), 2),
            known(rng.normal(10, 40), 2),
            known(rng.normal(0, 9), 2),
            "".join(rng.choice(letters, len(RULE_SETS))),
        ]
        for _ in range(int(rng.integers(1, 8)))
    ]
    said = {
        reach: {name: str(rng.choice(["definite", "probable", "not_met"])) for name in GRADED}
        for reach in REACHES
    }
    foci = int(rng.integers(9))
    return {
        "group": group, "number": number, "foci": foci, "categories": said, "segments": rows
    }  # fmt: skip


def drawn_for(who: Patient) -> dict[str, Any]:
    """The same for a patient."""
    return drawn(who.group, who.number, who.person)
