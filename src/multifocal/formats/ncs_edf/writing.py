"""From a study to EDF+D files as the specification says: one record for every stimulus.

Sweeps of one length share a file, with one signal for every muscle; where a stimulus was not
recorded from a muscle, its signal is filled with zero and the stimulus names its own ("@@R APB").
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Final

import numpy as np
from numpy.typing import NDArray

from multifocal.fault import Fault
from multifocal.formats.edf import (
    Annotation,
    EdfFile,
    Facts,
    Header,
    Remark,
    Signal,
    annotation_signal,
    date_said,
    edf_bytes,
    keyed_texts,
    response_text,
    stimulus_text,
    stimulus_xml,
)
from multifocal.study.calibration import Calibration, fitting
from multifocal.study.measure import Measure
from multifocal.study.recording import Recording
from multifocal.study.study import Study
from multifocal.words import say

APART_S: Final = 10
"""Seconds between the starts of two records, as in the specification's example."""
_MOST_RECORD_BYTES: Final = 50_000  # of samples; leaves room for notes below EDF's 61,440
_INVESTIGATION: Final = {"M": "MNC", "F": "F-wave", "sensory": "SNC"}


@dataclass(frozen=True, eq=False)
class _Channel:
    """One signal of a file being filled."""

    label: str
    calibration: Calibration


@dataclass(frozen=True, eq=False)
class _Draft:
    """One file being filled: sweeps of one length and rate."""

    samples: int
    sampling_hz: float
    kind: str
    channels: dict[str, _Channel] = field(default_factory=dict)
    rows: list[tuple[Recording, str]] = field(default_factory=list)

    def takes(self, one: Recording, label: str, calibration: Calibration) -> bool:
        if (self.samples, self.sampling_hz, self.kind) != (
            one.samples_mv.size,
            one.sampling_hz,
            one.kind,
        ):
            return False
        known = self.channels.get(label)
        if known is not None:
            return known.calibration == calibration
        return 2 * self.samples * (len(self.channels) + 1) <= _MOST_RECORD_BYTES

    def add(self, one: Recording, label: str, calibration: Calibration) -> None:
        self.channels.setdefault(label, _Channel(label, calibration))
        self.rows.append((one, label))


def edf_files(study: Study, *, xml: bool = False) -> tuple[tuple[bytes, ...], tuple[Remark, ...]]:
    """The study's waveforms as the bytes of EDF+D files, and what they cannot hold.

    Several files where the sweeps differ in length, rate, kind or calibration. Samples that came
    from a file keep their digital units; others are stored to 16 bits. `xml`: stimuli as XML notes
    instead of the example's words. Fault where there is no waveform or one cannot be stored.
    """
    if not study.recordings:
        raise Fault("edf.write_no_waveforms")
    lost = sum(not one.timed for one in study.recordings)
    study = replace(study, recordings=tuple(one for one in study.recordings if one.timed))
    if not study.recordings:
        raise Fault("edf.write_no_stimulus")
    measures = {_key(one): one for one in study.measures}
    drafts: list[_Draft] = []
    scales = _calibrations(study.recordings)
    for recording, scale in zip(study.recordings, scales, strict=True):
        label = _label(recording)
        draft = next((each for each in drafts if each.takes(recording, label, scale)), None)
        if draft is None:
            draft = _Draft(recording.samples_mv.size, recording.sampling_hz, recording.kind)
            drafts.append(draft)
        draft.add(recording, label, scale)
    remarks = list(_losses(study))
    if lost:
        remarks.append(Remark(say("remarks.ncs_edf.sweeps_left_out", count=lost)))
    files = tuple(_file(draft, study, measures, remarks, xml) for draft in drafts)
    return files, tuple(remarks)


def _calibrations(recordings: Sequence[Recording]) -> list[Calibration]:
    """The calibration of every sweep: its own, else one that fits all of its muscle's."""
    largest: dict[tuple[str, str], float] = {}
    for recording in recordings:
        key = (recording.kind, _label(recording))
        largest[key] = max(largest.get(key, 0.0), float(np.abs(recording.samples_mv).max()))
    scales = []
    for recording in recordings:
        own = recording.calibration
        if own is None or not own.holds(recording.samples_mv) or not _fits_fields(own):
            try:
                own = fitting(np.array([largest[recording.kind, _label(recording)]]))
            except Fault:
                raise Fault("edf.write_too_large", site=recording.site) from None
        scales.append(own)
    return scales


def _fits_fields(scale: Calibration) -> bool:
    """Whether both ends can be written in the header's 8 characters."""
    return all(
        len(format(end, "f").replace("0.", ".", 1)) <= 8
        for end in (scale.physical_min, scale.physical_max)
    )


def _file(
    draft: _Draft,
    study: Study,
    measures: dict[tuple[object, ...], Measure],
    remarks: list[Remark],
    xml: bool,
) -> bytes:
    starts = tuple(Decimal(APART_S * at) for at in range(len(draft.rows)))
    several = len(draft.channels) > 1
    notes: list[Annotation] = []
    for record, (one, label) in enumerate(draft.rows):
        stated = measures.get(_key(one)) if one.kind != "F" else None
        facts = _facts(one, stated, label if several else None)
        onset = starts[record] + Decimal(repr(float(one.stimulus_at_ms))) / 1000
        texts = [stimulus_text(facts)] if not xml else [stimulus_text(_bare(facts))]
        if (response := response_text(facts)) is not None:
            texts.append(response)
        texts += [stimulus_xml(facts)] if xml else keyed_texts(facts)
        notes += [Annotation(onset, text, record) for text in texts]
    signals = tuple(
        _signal(channel, draft.samples, one)
        for channel in draft.channels.values()
        for one in [next(each for each, label in draft.rows if label == channel.label)]
    )
    header = Header(
        kind="EDF+D",
        signals=(*signals, annotation_signal(starts, notes)),
        records=len(draft.rows),
        record_duration_s=_duration(draft, remarks),
        patient=_patient(study),
        recording=_recording_text(draft, study.on),
        start_date="01.01.85" if study.on is None else _short_date(study.on),
    )
    samples = [_matrix(draft, channel) for channel in draft.channels.values()]
    empty = np.zeros((len(draft.rows), 0), np.int16)
    try:
        return edf_bytes(EdfFile(header, (*samples, empty), starts, tuple(notes)))
    except ValueError as error:
        raise Fault("edf.write_does_not_fit", reason=str(error)) from None


def _matrix(draft: _Draft, channel: _Channel) -> NDArray[np.int16]:
    scale = channel.calibration
    low, high = sorted((scale.lowest_mv, float(scale.samples_mv(np.array(scale.digital_max)))))
    rest = scale.digital(np.clip(np.zeros(draft.samples), low, high))
    rows = [
        scale.digital(one.samples_mv) if label == channel.label else rest
        for one, label in draft.rows
    ]
    return np.stack(rows)


def _signal(channel: _Channel, samples: int, recording: Recording) -> Signal:
    scale = channel.calibration
    return Signal(
        label=channel.label,
        samples_per_record=samples,
        dimension=scale.unit,
        physical_min=scale.physical_min,
        physical_max=scale.physical_max,
        digital_min=scale.digital_min,
        digital_max=scale.digital_max,
        transducer="" if recording.origin == "simulated" else "surface electrodes",
    )


def _facts(recording: Recording, stated: Measure | None, signal: str | None) -> Facts:
    spot = recording.muscle or recording.skin or ""
    return Facts(
        stimulus=True,
        side=recording.side,
        words=recording.site.replace("_", " "),
        nerve=recording.nerve.replace("_", " "),
        recorded=spot.replace("_", " "),
        duration_ms=recording.duration_ms,
        current_ma=recording.current_ma,
        distance_mm=recording.distance_mm,
        supramaximal=recording.supramaximal,
        temperature_c=recording.temperature_c,
        latency_ms=stated.latency_ms if stated else None,
        amplitude_mv=stated.amplitude_mv if stated and not stated.absent else None,
        absent=True if stated and stated.absent else None,
        kind=recording.kind,
        polarity="negative-up" if recording.negative_up else "negative-down",
        origin="simulated" if recording.origin == "simulated" else None,
        signal=signal,
    )


def _bare(facts: Facts) -> Facts:
    """Side, site and signal alone: the line that goes before an XML note."""
    return Facts(stimulus=True, side=facts.side, words=facts.words, signal=facts.signal)


def _label(one: Recording) -> str:
    spot = (one.muscle or one.skin or "").replace("_", " ").upper()
    return f"{one.side[0].upper()} {spot}"[:16].strip()


def _key(one: Measure | Recording) -> tuple[object, ...]:
    return one.kind, one.side, one.nerve, one.muscle, one.skin, one.site


def _duration(draft: _Draft, remarks: list[Remark]) -> Decimal:
    """The window's length in 8 characters, as near as they allow."""
    exact = Decimal(draft.samples) / Decimal(repr(draft.sampling_hz))
    word = format(exact, "f")
    near = Decimal(word.rstrip("0") if "." in word else word)
    if len(format(near, "f").removeprefix("0")) > 8:
        near = Decimal(f"{exact:.7f}" if exact < 1 else f"{exact:.7f}"[:8])
    if not near:
        raise Fault("edf.write_too_short")
    rate = draft.samples / float(near)
    if abs(rate / draft.sampling_hz - 1) > 1e-12:
        remarks.append(Remark(say("remarks.ncs_edf.rate", rate_hz=rate)))
    return near


def _patient(study: Study) -> str:
    subject = study.subject
    if subject is None:
        return "X X X X"
    sex = {"female": "F", "male": "M", None: "X"}[subject.sex]
    words = ["X", sex, "X", "X"]
    if subject.age_years is not None:
        words.append(f"age_years={subject.age_years:g}")
    if subject.height_cm is not None:
        words.append(f"height_cm={subject.height_cm:g}")
    return " ".join(words)


def _recording_text(draft: _Draft, on: date | None) -> str:
    start = "X" if on is None else date_said(on)
    series = {(one.side, one.nerve) for one, _ in draft.rows}
    words = _INVESTIGATION[draft.kind]
    if len(series) == 1:
        ((side, nerve),) = series
        words += f" {side[0].upper()} {nerve.replace('_', ' ').title()} Nerve"
    return f"Startdate {start} X X X {words}"


def _short_date(on: date) -> str:
    years = f"{on.year % 100:02d}" if 1985 <= on.year <= 2084 else "yy"
    return f"{on.day:02d}.{on.month:02d}.{years}"


def _losses(study: Study) -> Iterable[Remark]:
    kept = {_key(one) for one in study.recordings}
    left = [one for one in study.measures if _key(one) not in kept]
    if left:
        yield Remark(say("remarks.ncs_edf.measures_left_out", count=len(left)))
    if study.measures:
        yield Remark(say("remarks.ncs_edf.only_two"))
    crossing = [one.crossing_in_forearm for one in study.recordings]
    crossing += [one.crossing_in_forearm for one in study.measures]
    if any(one is not None for one in crossing):
        yield Remark(say("remarks.ncs_edf.crossing_lost"))
    if study.clinical is not None:
        yield Remark(say("remarks.ncs_edf.clinical"))
