"""How well localize finds the places that a simulated patient was given: run, kept, counted.

Agreement with simulation, not clinical accuracy.
"""

import json
import math
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np

from multifocal import __version__, body
from multifocal.body import Side
from multifocal.evidence.intervals import share
from multifocal.evidence.weak_patients import CONDITIONS, Condition, WeakPatient, weak_patient
from multifocal.fault import Fault
from multifocal.files import check_outputs, printable, read_whole, write_whole
from multifocal.localize import Explanation, Weakness, explain, unit_of

FORMAT: Final = "multifocal-localize"
VERSION: Final = 1
SETTING: Final = "mmn_known"
"""What the answers are asked with; the plain condition draws its patients by it."""
BINS: Final = 10
MOST_BYTES: Final = 50_000_000
_WRITTEN_EVERY: Final = 100
Unit = tuple[Side, str]


def localize_patient(condition: Condition, number: int, seed: int) -> dict[str, Any]:
    """What localize and the baseline say of one patient, against what is known of it."""
    patient = weak_patient(condition, number, seed)
    answer = explain(patient.weakness, setting=SETTING)
    right = [names(one, patient) for one in answer.explanations]
    best, truth = answer.explanations[0], _units(patient)
    said = {(one.side, one.unit) for one in best.places}
    none = next(one for one in answer.causes if one.cause == "none")
    return {
        "condition": condition,
        "number": number,
        "kind": patient.kind,
        "first": right[0],
        "top_three": any(right[:3]),
        "nerves": said == truth and (bool(truth) or best.cause == "none"),
        "baseline_nerves": nearest_nerves(patient.weakness) == truth and bool(truth),
        "weight": best.weight,
        "none": none.posterior,
        "none_first": best.cause == "none",
    }


def names(explanation: Explanation, patient: WeakPatient) -> bool:
    """Whether an explanation holds all of a patient's visible places and no other.

    A place is held where the explanation names its segment on its side. One whose weak muscles all
    lie behind other places of the patient as well cannot be seen and need not be held. Without a
    pattern, only "none of these" is right.
    """
    if not patient.places:
        return explanation.cause == "none"
    held = [{(one.side, s.segment) for s in one.segments} for one in explanation.places]
    true = {(side, segment) for side, segment, _ in patient.places}
    for at, (side, segment, behind) in enumerate(patient.places):
        if not any((side, segment) in place for place in held):
            others = [b for k, (s, _, b) in enumerate(patient.places) if k != at and s == side]
            if not behind <= frozenset().union(*others):
                return False
    return bool(held) and all(place & true for place in held)


def nearest_nerves(weakness: Weakness) -> set[Unit]:
    """The plain baseline: the named nerve that most weak muscles share, then of those left over.

    Among nerves of as many weak muscles, the one with fewer that were tested strong.
    """
    chosen: set[Unit] = set()
    left = {(m.side, m.muscle) for m in weakness.muscles if m.weak}
    strong = {(m.side, m.muscle) for m in weakness.muscles if not m.weak}
    while left:
        nerves = {(side, _nerve(muscle)) for side, muscle in left}
        best = min(
            sorted(nerves),
            key=lambda one: (
                -sum((side, _nerve(muscle)) == one for side, muscle in left),
                sum((side, _nerve(muscle)) == one for side, muscle in strong),
            ),
        )
        chosen.add(best)
        left = {(side, muscle) for side, muscle in left if (side, _nerve(muscle)) != best}
    return chosen


def _nerve(muscle: str) -> str:
    found = body.muscle(muscle)
    return found.stem or found.nerve


def _units(patient: WeakPatient) -> set[Unit]:
    return {(side, unit_of(segment)) for side, segment, _ in patient.places}


def localization(
    patients: int,
    seed: int,
    out: Path,
    done: Callable[[int, int], None] | None = None,
    *,
    replace: bool = False,
) -> dict[str, Any]:
    """Ask localize about that many patients of every condition and write the results.

    Finished patients stand in a file beside `out`; the same command goes on from there, also with
    more patients. Fault where `out` is another file, or the file beside it belongs to another
    seed; ValueError for no patients.
    """
    if patients < 1:
        raise ValueError("patients must be at least 1")
    check_outputs([out], replace=replace or _is_results(out))
    beside = out.with_name(f"{out.stem}.patients.jsonl")
    records = _read(beside, seed)
    wanted = [(condition, n) for n in range(patients) for condition in CONDITIONS]
    fresh = [key for key in wanted if key not in records]
    for at, key in enumerate(fresh):
        if done is not None:
            done(len(wanted) - len(fresh) + at, len(wanted))
        records[key] = localize_patient(*key, seed)
        if at % _WRITTEN_EVERY == 0 or at == len(fresh) - 1:
            _write(beside, seed, records.values())
    report = {
        "format": FORMAT,
        "version": VERSION,
        "made_by": f"multifocal {__version__}",
        "command": f"multifocal evidence localize --patients {patients} --seed {seed}",
        "seed": seed,
        "patients": patients,
        "setting": SETTING,
        "conditions": tally_localized(records[key] for key in wanted),
    }
    content = (json.dumps(report, indent=1, allow_nan=False) + "\n").encode()
    write_whole(out, content, replace=replace or _is_results(out))
    return report


def tally_localized(records: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Shares and calibration by condition."""
    by_condition: dict[str, list[Mapping[str, Any]]] = {}
    for one in records:
        by_condition.setdefault(one["condition"], []).append(one)
    return {condition: _tally(rows) for condition, rows in by_condition.items()}


def _tally(rows: list[Mapping[str, Any]]) -> dict[str, Any]:
    weight = np.array([row["weight"] for row in rows])
    right = np.array([row["nerves"] for row in rows], dtype=np.float64)
    which = np.minimum((weight * BINS).astype(int), BINS - 1)
    curve = [
        {
            "patients": int((which == k).sum()),
            "said": float(weight[which == k].mean()),
            "right": float(right[which == k].mean()),
        }
        for k in range(BINS)
        if (which == k).any()
    ]
    error = sum(one["patients"] * abs(one["said"] - one["right"]) for one in curve) / len(rows)
    # of a perfectly calibrated answer, as each bin holds few patients: the mean of |normal|
    chance = sum(
        math.sqrt(2 / math.pi * one["patients"] * one["said"] * (1 - one["said"])) for one in curve
    )
    counted = ("first", "top_three", "nerves", "baseline_nerves", "none_first")
    return {
        "patients": len(rows),
        **{name: vars(share(sum(row[name] for row in rows), len(rows))) for name in counted},
        "none_posterior": float(np.mean([row["none"] for row in rows])),
        "calibration": curve,
        "expected_calibration_error": float(error),
        "calibration_error_by_chance": chance / len(rows),
    }


def _read(path: Path, seed: int) -> dict[tuple[Condition, int], dict[str, Any]]:
    if not path.exists():
        return {}
    lines = read_whole(path, MOST_BYTES, fault="evidence.unreadable").splitlines()
    try:
        header, *rows = (json.loads(line) for line in lines)
        if header != _header(seed):
            raise ValueError
        return {(row["condition"], row["number"]): row for row in rows}
    except (ValueError, KeyError, TypeError):
        raise Fault("evidence.another_run", source=printable(path), line=1) from None


def _write(path: Path, seed: int, records: Iterable[Mapping[str, Any]]) -> None:
    lines = [_header(seed), *records]
    text = "".join(json.dumps(one, separators=(",", ":")) + "\n" for one in lines)
    write_whole(path, text.encode(), replace=True)


def _header(seed: int) -> dict[str, Any]:
    return {
        "format": f"{FORMAT}-patients",
        "version": VERSION,
        "made_by": f"multifocal {__version__}",
        "seed": seed,
    }


def _is_results(path: Path) -> bool:
    try:
        found = json.loads(read_whole(path, MOST_BYTES, fault="evidence.unreadable"))
    except (ValueError, OSError):  # a Fault is a ValueError
        return False
    return isinstance(found, dict) and found.get("format") == FORMAT
