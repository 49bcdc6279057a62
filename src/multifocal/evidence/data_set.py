"""The open data set: every labelled study as EDF+ and CSV with its truth, made again at will.

DIR/README.md, DIR/LICENSE, DIR/index.csv
DIR/LABEL/motor.edf, sensory.edf              waveforms, 16 bits at 20 kHz
DIR/LABEL/motor_noisy.edf, sensory_noisy.edf  the same with more noise, hum, drift, an artifact
DIR/LABEL/measures.csv                        what our program measures in the first two
DIR/LABEL/truth.json                          what was simulated
"""

import csv
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from multifocal import words
from multifocal.evidence.conditions import LABELS, Label
from multifocal.evidence.labelled import LabelledStudy, labelled_study
from multifocal.evidence.noise import USUAL, with_disturbance
from multifocal.fault import Fault
from multifocal.files import check_outputs, write_together
from multifocal.formats import parse_study, write_csv_study, write_study
from multifocal.measuring import measure_all
from multifocal.nerve import AMPLIFIER
from multifocal.study import Recording, Study

SHIPPED_SEED: Final = 1
DEFAULT_NOISE: Final = 1.0
_INDEX: Final = ("label", "foci", "most_fibers_stopped_at_a_focus", "summary")
KINDS: Final[Mapping[str, str]] = {"M": "motor", "sensory": "sensory"}


def make_data_set(
    folder: Path,
    seed: int = SHIPPED_SEED,
    noise: float = DEFAULT_NOISE,
    done: Callable[[Label], None] | None = None,
    *,
    replace: bool = False,
) -> tuple[Path, ...]:
    """Write the data set of one simulated person into a folder; the files, in order.

    The same seed gives the same bytes on one machine; other processors may differ in the last
    digits. `noise`: loudness of the disturbance over the usual, 0 leaves the noisy files out; the
    amplifier's own noise is in all. Nothing is written until all is made. `done` is told each
    label. Another data set that stands in the folder is replaced where `replace` says so; Fault
    where it does not, and for files of anyone else.
    """
    files: dict[str, bytes] = {}
    index = []
    for label in LABELS:
        one = labelled_study(label, seed)
        files |= {f"{label}/{name}": data for name, data in _files(one, seed, noise).items()}
        index.append(one)
        if done is not None:
            done(label)
    files["index.csv"] = _index(index).encode()
    files["README.md"] = words.say(
        "evidence.data_set.readme",
        seed=seed,
        noise=f"{noise:g}",
        studies=len(index),
        single=f"{AMPLIFIER.single.broadband_uv:g}",
        averaged=f"{AMPLIFIER.averaged.broadband_uv:g}",
    ).encode()
    files["LICENSE"] = words.say("evidence.data_set.license").encode()
    wanted = {folder / name: data for name, data in files.items()}
    changed = {path: data for path, data in wanted.items() if not _holds(path, data)}
    if replace and any(path.exists() for path in changed) and not _is_data_set(folder):
        raise Fault("evidence.other_files", folder=str(folder))
    check_outputs([path for path in changed if path.parent.is_dir()], replace=replace)
    for path in changed:
        path.parent.mkdir(parents=True, exist_ok=True)
    write_together(changed, replace=replace)
    return tuple(wanted)


def _holds(path: Path, data: bytes) -> bool:
    return path.is_file() and path.read_bytes() == data


def _is_data_set(folder: Path) -> bool:
    index = folder / "index.csv"
    first = index.read_bytes().splitlines()[:1] if index.is_file() else []
    return first == [",".join(_INDEX).encode()]


def _files(labelled: LabelledStudy, seed: int, noise: float) -> dict[str, bytes]:
    quiet = {word: _edf(labelled.study, kind) for kind, word in KINDS.items()}
    files = {f"{word}.edf": data for word, data in quiet.items()}
    truth: dict[str, Any] = dict(labelled.truth)
    if noise > 0.0:
        # a noise of its own for each label: noise that repeats would give itself away
        number = [*LABELS].index(labelled.label)
        loud = with_disturbance(labelled.study.recordings, seed * len(LABELS) + number, noise)
        noisy = replace(labelled.study, recordings=loud)
        files |= {f"{word}_noisy.edf": _edf(noisy, kind) for kind, word in KINDS.items()}
        truth["noisy_files_add"] = {
            "loudness": noise,
            "motor_broadband_sd_uv": noise * USUAL["M"].broadband_uv,
            "sensory_broadband_sd_uv": noise * USUAL["sensory"].broadband_uv,
        }
    files["measures.csv"] = measures_csv(tuple(quiet.values()), labelled).encode()
    files["truth.json"] = (json.dumps(truth, indent=1, ensure_ascii=False) + "\n").encode()
    return files


def _edf(study: Study, kind: str) -> bytes:
    only = tuple(one for one in study.recordings if one.kind == kind)
    contents, _ = write_study(replace(study, recordings=only), "edf")
    (content,) = contents
    return content


def measures_csv(contents: tuple[bytes, ...], labelled: LabelledStudy) -> str:
    """The table of what is measured in the files, as a reader of them would."""
    recordings: list[Recording] = []
    for content in contents:
        recordings += parse_study(content).study.recordings
    measures = tuple(
        replace(
            each,
            latency_ms=_digits(each.latency_ms),
            amplitude_mv=_digits(each.amplitude_mv, 5 if each.kind == "sensory" else 3),
            negative_peak_area_mvms=_digits(
                each.negative_peak_area_mvms, 5 if each.kind == "sensory" else 3
            ),
            negative_peak_duration_ms=_digits(each.negative_peak_duration_ms),
            distance_mm=_digits(each.distance_mm, 1),
        )
        for each in measure_all(recordings)
    )
    said = (
        words.say("evidence.data_set.simulated", label=labelled.label),
        str(labelled.truth["summary"]),
        "CC0-1.0",
    )
    return write_csv_study(Study(measures, subject=labelled.study.subject), said)


def _digits(value: float | None, decimals: int = 3) -> float | None:
    return None if value is None else round(value, decimals)


def _index(studies: list[LabelledStudy]) -> str:
    page = io.StringIO()
    table = csv.writer(page, lineterminator="\n")
    table.writerow(_INDEX)
    for one in studies:
        stopped = [row["stopped_share"] for focus in one.truth["foci"] for row in focus["fibers"]]
        foci = len(one.truth["foci"])
        table.writerow([one.label, foci, max(stopped, default=0.0), one.truth["summary"]])
    return page.getvalue()
