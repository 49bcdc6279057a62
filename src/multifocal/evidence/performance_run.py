"""How good each rule set is: many simulated patients, judged one by one, kept, and counted."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from multifocal import __version__
from multifocal.evidence.journal import Journal, Key
from multifocal.evidence.patient_evaluation import evaluate_patient
from multifocal.evidence.tallying import Tally
from multifocal.evidence.virtual_patients import GROUPS, patient
from multifocal.files import check_outputs, read_whole, write_whole

FORMAT: Final = "multifocal-performance"
VERSION: Final = 1
MOST_BYTES: Final = 10_000_000
"""Of results; a file that is larger holds something else."""


def journal_path(out: Path) -> Path:
    """Where the finished patients of a run stand: beside its results."""
    return out.with_name(f"{out.stem}.patients.jsonl")


def performance(
    patients: int,
    seed: int,
    out: Path,
    done: Callable[[int, int], None] | None = None,
    *,
    replace: bool = False,
) -> dict[str, Any]:
    """Judge that many patients of every group and write the results; also returns them.

    Patients that an earlier run of the same seed finished are not judged again: interrupt it and
    run it again, also with more patients. `done` is told how many of how many are finished.
    Results that an earlier run wrote give way to the new ones, any other file only where `replace`
    says so. Fault where it does not, where the file beside `out` belongs to another run, or while
    another process writes into it; ValueError for no patients.
    """
    if patients < 1:
        raise ValueError("patients must be at least 1")
    replace = replace or is_results(out)
    check_outputs([out], replace=replace)
    wanted: list[Key] = [(group, number) for number in range(patients) for group in GROUPS]
    with Journal(journal_path(out), seed) as journal:
        left = [key for key in wanted if key not in journal.done]
        for at, (group, number) in enumerate(left):
            if done is not None:
                done(len(wanted) - len(left) + at, len(wanted))
            journal.append(evaluate_patient(patient(group, number, seed)))
    if done is not None:
        done(len(wanted), len(wanted))
    report = performance_report(patients, seed, Tally.of(journal.done[key] for key in wanted))
    write_report(out, report, replace=replace)
    return report


def performance_report(patients: int, seed: int, tally: Tally) -> dict[str, Any]:
    """The results of a run, plain JSON; the same whoever judged the patients."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "made_by": f"multifocal {__version__}",
        "command": f"multifocal evidence performance --patients {patients} --seed {seed}",
        "seed": seed,
    } | tally.report()


def write_report(out: Path, report: dict[str, Any], *, replace: bool) -> None:
    """Write the results as they are kept."""
    content = (json.dumps(report, indent=1, allow_nan=False) + "\n").encode()
    write_whole(out, content, replace=replace)


def is_results(path: Path) -> bool:
    """Whether the file holds results of a run like this one."""
    try:
        found = json.loads(read_whole(path, MOST_BYTES, fault="evidence.unreadable"))
    except ValueError:  # a Fault is one too
        return False
    return isinstance(found, dict) and found.get("format") == FORMAT
