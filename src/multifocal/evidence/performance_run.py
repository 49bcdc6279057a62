"""How good each rule set is: many simulated patients, judged one by one, kept, and counted."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from multifocal import __version__
from multifocal.evidence.journal import Journal, Key
from multifocal.evidence.judged_patient import judged_patient
from multifocal.evidence.tallying import tally
from multifocal.evidence.virtual_patients import GROUPS, patient
from multifocal.evidence.whole_files import write_whole

FORMAT: Final = "multifocal-performance"
VERSION: Final = 1


def journal_path(out: Path) -> Path:
    """Where the finished patients of a run stand: beside its results."""
    return out.with_name(f"{out.stem}.patients.jsonl")


def performance(
    patients: int,
    seed: int,
    out: Path,
    done: Callable[[int, int], None] | None = None,
) -> dict[str, Any]:
    """Judge that many patients of every group and write the results; also returns them.

    Patients that an earlier run of the same seed finished are not judged again: interrupt it and
    run it again, also with more patients. `done` is told how many of how many are finished.
    Fault where the file beside `out` belongs to another run; ValueError for no patients.
    """
    if patients < 1:
        raise ValueError("patients must be at least 1")
    journal = Journal(journal_path(out), seed)
    wanted: list[Key] = [(group, number) for number in range(patients) for group in GROUPS]
    left = [key for key in wanted if key not in journal.done]
    for at, (group, number) in enumerate(left):
        if done is not None:
            done(len(wanted) - len(left) + at, len(wanted))
        journal.keep(judged_patient(patient(group, number, seed)))
    if done is not None:
        done(len(wanted), len(wanted))
    found = {
        "format": FORMAT,
        "version": VERSION,
        "made_by": f"multifocal {__version__}",
        "command": f"multifocal evidence performance --patients {patients} --seed {seed}",
        "seed": seed,
    } | tally(journal.done[key] for key in wanted)
    write_whole(out, (json.dumps(found, indent=1, allow_nan=False) + "\n").encode())
    return found
