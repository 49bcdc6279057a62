"""How well localize finds the places that a simulated patient was given: run, kept, counted.

Agreement with simulation, not clinical accuracy.
"""

import hashlib
import json
import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import numpy as np

from multifocal import __version__, body
from multifocal.body import Side
from multifocal.evidence.intervals import share
from multifocal.evidence.record_file import RecordFile
from multifocal.evidence.weakness.patients import CONDITIONS, Condition, WeakPatient, weak_patient
from multifocal.evidence.weakness.records import Key, WeakPatients, key_of, patient_of, record_of
from multifocal.files import check_outputs, read_whole, write_whole
from multifocal.localize import Explanation, Weakness, explain, unit_of

FORMAT: Final = "multifocal-localize"
VERSION: Final = 1
SETTING: Final = "mmn_known"
"""What the answers are asked with; the plain condition draws its patients by it."""
BINS: Final = 10
MOST_BYTES: Final = 10_000_000
Unit = tuple[Side, str]
"""A side, and a segment or what it is spoken of as."""


def localize_patient(condition: Condition, number: int, patient: WeakPatient) -> dict[str, Any]:
    """What localize and the baseline say of one patient, against what is known of it."""
    answer = explain(patient.weakness, setting=SETTING)
    right = [names(one, patient) for one in answer.explanations]
    best = answer.explanations[0]
    none = next(one for one in answer.causes if one.cause == "none")
    return {
        "condition": condition,
        "number": number,
        "kind": patient.kind,
        "first": right[0],
        "top_three": any(right[:3]),
        "nerves": names_nerves(best, patient),
        "baseline_nerves": are_nerves(nearest_nerves(patient.weakness), patient),
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
    said = [{(one.side, s.segment) for s in one.segments} for one in explanation.places]
    return _holds(said, [(side, segment) for side, segment, _ in patient.places], patient)


def names_nerves(explanation: Explanation, patient: WeakPatient) -> bool:
    """The same of named nerves, roots, trunks and cords in place of segments."""
    if not patient.places:
        return explanation.cause == "none"
    return are_nerves({(one.side, one.unit) for one in explanation.places}, patient)


def are_nerves(nerves: Collection[Unit], patient: WeakPatient) -> bool:
    """Whether these are the nerves of all of a patient's visible places and no other."""
    true = [(side, unit_of(segment)) for side, segment, _ in patient.places]
    return _holds([{one} for one in nerves], true, patient)


def _holds(said: Sequence[Collection[Unit]], true: Sequence[Unit], patient: WeakPatient) -> bool:
    for at, (side, _, behind) in enumerate(patient.places):
        if not any(true[at] in place for place in said):
            others = [
                b
                for k, (s, _, b) in enumerate(patient.places)
                if s == side and any(true[k] in place for place in said)
            ]
            if not behind <= frozenset().union(*others):
                return False
    return bool(said) and all(not set(true).isdisjoint(place) for place in said)


def nearest_nerves(weakness: Weakness) -> set[Unit]:
    """The plain baseline: the named nerve that most weak muscles share, then of those left over.

    Among nerves of as many weak muscles, the one with fewer that were tested strong.
    """
    chosen: set[Unit] = set()
    unexplained = {(m.side, m.muscle) for m in weakness.muscles if m.weak}
    strong = {(m.side, m.muscle) for m in weakness.muscles if not m.weak}
    while unexplained:
        nerves = {(side, _nerve(muscle)) for side, muscle in unexplained}
        best = min(
            sorted(nerves),
            key=lambda one: (
                -sum((side, _nerve(muscle)) == one for side, muscle in unexplained),
                sum((side, _nerve(muscle)) == one for side, muscle in strong),
            ),
        )
        chosen.add(best)
        unexplained = {
            (side, muscle) for side, muscle in unexplained if (side, _nerve(muscle)) != best
        }
    return chosen


def _nerve(muscle: str) -> str:
    found = body.muscle(muscle)
    return found.stem or found.nerve


class Answers(RecordFile[Key]):
    """The file of the answers about the patients of one seed, by localize as it is now; answers of
    an earlier one are dropped."""

    def __init__(self, path: Path, seed: int) -> None:
        header = {
            "format": f"{FORMAT}-answers",
            "version": VERSION,
            "made_by": f"multifocal {__version__}",
            "seed": seed,
            "setting": SETTING,
            "asked": _asked(),
        }
        super().__init__(path, header, key_of, renew=True)


@cache
def _asked() -> str:
    """What answers depend on: the text of localize, of the body's tables and of this file."""
    digest = hashlib.sha256()
    for folder in (files("multifocal.localize"), files("multifocal.body").joinpath("tables")):
        for one in sorted(folder.iterdir(), key=lambda each: each.name):
            if one.name.endswith((".py", ".toml")):
                digest.update(one.name.encode() + one.read_bytes())
    digest.update(Path(__file__).read_bytes())
    return digest.hexdigest()[:16]


def localization(
    patients: int,
    seed: int,
    out: Path,
    done: Callable[[int, int], None] | None = None,
    *,
    replace: bool = False,
) -> dict[str, Any]:
    """Ask localize about that many patients of every condition and write the results.

    Patients stand in a file beside `out`, answers in another; the same command goes on from there,
    also with more patients, and asks again only what has changed. `done` is told how many of how
    many are finished. Fault where `out` is another file, or a file beside it belongs to another
    seed; ValueError for no patients.
    """
    if patients < 1:
        raise ValueError("patients must be at least 1")
    replace = replace or _is_results(out)
    check_outputs([out], replace=replace)
    wanted: list[Key] = [(condition, n) for n in range(patients) for condition in CONDITIONS]
    drawn_path, answers_path = (
        out.with_name(f"{out.stem}.{name}.jsonl") for name in ("patients", "answers")
    )
    with WeakPatients(drawn_path, seed) as drawn, Answers(answers_path, seed) as answers:
        fresh = [key for key in wanted if key not in answers.done]
        for at, key in enumerate(fresh):
            if done is not None:
                done(len(wanted) - len(fresh) + at, len(wanted))
            if key not in drawn.done:
                drawn.append(record_of(*key, weak_patient(*key, seed)))
            answers.append(localize_patient(*key, patient_of(drawn.done[key])))
        conditions = tally_localized(answers.done[key] for key in wanted)
    report = {
        "format": FORMAT,
        "version": VERSION,
        "made_by": f"multifocal {__version__}",
        "command": f"multifocal evidence localize --patients {patients} --seed {seed}",
        "seed": seed,
        "patients": patients,
        "setting": SETTING,
        "conditions": conditions,
    }
    content = (json.dumps(report, indent=1, allow_nan=False) + "\n").encode()
    write_whole(out, content, replace=replace)
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


def _is_results(path: Path) -> bool:
    try:
        found = json.loads(read_whole(path, MOST_BYTES, fault="evidence.unreadable"))
    except (ValueError, OSError):  # a Fault is a ValueError
        return False
    return isinstance(found, dict) and found.get("format") == FORMAT
