"""Marks that the page brings back, and the measures that follow from them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

import numpy as np

from multifocal.fault import Fault
from multifocal.formats import choose_sweeps
from multifocal.measuring import (
    baseline_mv,
    between_sites,
    measured,
    measured_study,
    no_response,
    remeasure,
)
from multifocal.study import FMeasure, Landmarks, Measure, Recording, Study
from multifocal.words import say

Response = Literal["", "absent", "unmeasurable"]
RESPONSES: Final[tuple[Response, ...]] = ("", "absent", "unmeasurable")
NAMES: Final = ("onset", "peak", "end")
DECIMALS: Final = 3
FIRST_MARKS: Final = (0.25, 0.35, 0.5)
"""Where marks stand that a person asks for, as shares of the sweep after the stimulus."""
LATEST_MS: Final = 40.0


@dataclass(frozen=True)
class MarkedSweep:
    """One sweep and its measure; the marks as typed, why they cannot be used, if so.

    `automatic` is what the program alone finds.
    """

    recording: Recording
    automatic: Measure
    measure: Measure
    typed: tuple[str, str, str]
    response: Response = ""
    fault: str = ""

    @property
    def by_hand(self) -> bool:
        """Whether a person set any of it."""
        marks = self.measure.landmarks
        return bool(self.response) or (
            marks is not None
            and "by_hand" in (marks.onset_found, marks.peak_found, marks.end_found)
        )


def mark_sweeps(
    recordings: Sequence[Recording], data: Mapping[str, str]
) -> tuple[MarkedSweep, ...]:
    """Every sweep with the marks of the form's fields `onset-K`, `peak-K`, `end-K`, `response-K`.

    Empty fields mean the program's own marks. `auto` names a sweep whose marks are to be found
    again, `place` one that is to get marks to begin with.
    """
    return tuple(
        _marked(one, str(at), data) if one.kind != "F" else _late(one)
        for at, one in enumerate(recordings)
    )


def _late(one: Recording) -> MarkedSweep:
    """An F sweep, which is read in its series."""
    nothing = Measure(one.side, one.nerve, one.muscle, one.site, kind="F")
    return MarkedSweep(one, nothing, nothing, ("", "", ""))


def _marked(recording: Recording, key: str, data: Mapping[str, str]) -> MarkedSweep:
    own = measured(recording)
    written = texts(own.landmarks)
    if data.get("auto") == key:
        return MarkedSweep(recording, own, own, written)
    if data.get("place") == key:
        return _by_marks(recording, own, written, _first_marks(recording))
    response: Response = next((r for r in RESPONSES[1:] if data.get(f"response-{key}") == r), "")
    typed = tuple(data.get(f"{name}-{key}", "").strip()[:20] for name in NAMES)
    if response == "absent":
        return _silent(recording, own, (typed[0], typed[1], typed[2]))
    if response == "unmeasurable":
        return MarkedSweep(recording, own, _without(own), (typed[0], typed[1], typed[2]), response)
    if not any(typed) or typed == written:
        return MarkedSweep(recording, own, own, written)
    return _by_marks(recording, own, written, (typed[0], typed[1], typed[2]))


def _silent(recording: Recording, own: Measure, typed: tuple[str, str, str]) -> MarkedSweep:
    """As a person has marked it: with no response; the program's reading where the unit slipped."""
    try:
        return MarkedSweep(recording, own, no_response(recording), typed, "absent")
    except Fault as fault:
        return MarkedSweep(recording, own, own, typed, fault=_said(fault))


def _by_marks(
    recording: Recording, own: Measure, written: tuple[str, str, str], typed: tuple[str, str, str]
) -> MarkedSweep:
    try:
        onset, peak, end = (_number(text) for text in typed)
        found = ["automatic" if a == b else "by_hand" for a, b in zip(typed, written, strict=True)]
        if own.landmarks is not None and found[0] == "automatic":
            onset = own.landmarks.onset_ms  # with the digits that were not shown
        marks = Landmarks(onset, peak, end, _baseline(recording, own, onset), *found)  # type: ignore[arg-type]
        measure = remeasure(recording, marks)
        if own.landmarks is not None and found[1] == "automatic":  # the same peak, the same height
            measure = replace(measure, amplitude_mv=own.amplitude_mv)
        return MarkedSweep(recording, own, measure, typed)
    except Fault as fault:
        return MarkedSweep(recording, own, own, typed, fault=_said(fault))


def _said(fault: Fault) -> str:
    return say("workup.fault.mark", problem=fault.problem, remedy=fault.remedy)


def _without(own: Measure) -> Measure:
    """The sweep as a person has marked it: with no response that can be measured."""
    return replace(
        own,
        latency_ms=None, amplitude_mv=None, negative_peak_area_mvms=None,
        negative_peak_duration_ms=None, total_negative_area_mvms=None, total_duration_ms=None,
        peak_latency_ms=None, peak_to_peak_mv=None, landmarks=None,
        absent=False, silence=None, unmeasurable="by_hand", reach=None,
    )  # fmt: skip


def _baseline(one: Recording, own: Measure, onset_ms: float) -> float:
    """Where the program puts the baseline at that time."""
    if own.landmarks is not None and own.quality is not None and not own.quality.removed:
        return own.landmarks.baseline_mv
    return baseline_mv(one, onset_ms)


def _number(text: str) -> float:
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        number = np.nan
    if not np.isfinite(number):
        raise Fault("web.mark")
    return number


def _first_marks(one: Recording) -> tuple[str, str, str]:
    last = min(float(one.times_ms[-1]), LATEST_MS)
    first, second, third = (f"{share * last:.{DECIMALS}f}" for share in FIRST_MARKS)
    return first, second, third


def measured_by(study: Study, at: Sequence[MarkedSweep]) -> Study:
    """The study with the measures that follow from the marks, and those of no sweep of its own.

    Of several sweeps of a site one is judged (`choose_sweeps`); F sweeps are read in their series.
    Fault for distances that do not grow from site to site.
    """
    if not at:
        return study
    single = [one for one in at if one.recording.kind != "F"]
    kept, _ = choose_sweeps([one.recording for one in single], [one.measure for one in single])
    responses = [single[place] for place in kept]
    measures = between_sites(
        [one.recording for one in responses], [one.measure for one in responses]
    )
    swept = {_place(one) for one in study.recordings}
    others = tuple(one for one in study.measures if _place(one) not in swept)
    late = tuple(one for one in study.recordings if one.kind == "F")
    f_measures = measured_study(Study(recordings=late)).f_measures if late else ()
    read = {_series(one) for one in f_measures}
    typed = tuple(one for one in study.f_measures if _series(one) not in read)
    return replace(study, measures=(*measures, *others), f_measures=(*f_measures, *typed))


def _series(one: FMeasure) -> tuple[str, ...]:
    return one.side, one.nerve, one.muscle, one.site


def _place(one: Recording | Measure) -> tuple[object, ...]:
    return one.kind, one.side, one.nerve, one.muscle, one.skin, one.site


def marks_of(study: Study) -> dict[str, str]:
    """Fields for the marks that a person set before and a file of measures has kept."""
    marks_by_field: dict[str, str] = {}
    for at, one in enumerate(study.recordings):
        for measure in study.measures:
            marks = measure.landmarks
            same = all(
                getattr(one, name) == getattr(measure, name)
                for name in ("kind", "side", "nerve", "muscle", "skin", "site")
            )
            if not same:
                continue
            if measure.unmeasurable == "by_hand":
                marks_by_field[f"response-{at}"] = "unmeasurable"
            elif marks and "by_hand" in (marks.onset_found, marks.peak_found, marks.end_found):
                fields = (f"{name}-{at}" for name in NAMES)
                marks_by_field |= dict(zip(fields, texts(marks), strict=True))
    return marks_by_field


def texts(marks: Landmarks | None) -> tuple[str, str, str]:
    """The marks as the form's fields hold them; empty where there are none."""
    if marks is None:
        return "", "", ""
    times = (marks.onset_ms, marks.peak_ms, marks.end_ms)
    onset, peak, end = (f"{time:.{DECIMALS}f}" for time in times)
    return onset, peak, end
