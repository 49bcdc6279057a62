"""From an EDF+ file to a study: words to places, digital units to millivolts."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

import numpy as np

from multifocal.body import Subject
from multifocal.fault import Fault
from multifocal.formats.edf import (
    Facts,
    Header,
    Remark,
    Sweep,
    date_of,
    kind_of,
    parse_edf,
    sweeps,
    without_twins,
)
from multifocal.formats.edf.remark import placed
from multifocal.formats.format import Polarity, Reading
from multifocal.formats.ncs_edf.crossings import with_crossings
from multifocal.formats.ncs_edf.places import Place, place_of
from multifocal.study.calibration import Calibration, Unit
from multifocal.study.measure import Measure
from multifocal.study.recording import Recording
from multifocal.study.study import Study
from multifocal.study.vocabulary import normalized
from multifocal.words import say

_UNITS: Final[dict[str, Unit]] = {"v": "V", "mv": "mV", "uv": "uV", "nv": "nV"}
ASSUMED: Final[Polarity] = "negative-down"
"""By EDF's rule a positive number is a positivity of the active electrode (sources:
edfplus-standard-texts, multifocal-choice-polarity)."""
_ARTIFACT_MS: Final = 1.5


def parse_edf_study(
    content: bytes,
    *,
    polarity: Polarity | None = None,
    unit: Unit | None = None,
    sites: Mapping[str, str] | None = None,
    answers: Mapping[str, str] | None = None,
    may_stay_open: bool = False,
) -> Reading:
    """The study in the bytes of an EDF+ file, discontinuous or continuous.

    `polarity` overrides what the file says or what would be assumed; `unit` is that of signals
    which name none; `sites` says what the file's own words for sites mean, {"elbow":
    "below_elbow"}; `answers` are those to what an annotation leaves open, None where nobody can be
    asked; `may_stay_open`: without one it comes with the study as a question. Sweeps that are not
    understood are left out with a remark. Fault, with the
    offset of the byte, for a broken file, and where nothing at all is understood.
    """
    file, twins = without_twins(parse_edf(content))
    if twins and not file.header.ordinary:
        raise Fault("edf.twins", remark=twins[0].text, byte=256)
    cut, unread = sweeps(file)
    remarks = [*file.remarks, *twins, *unread]
    header = file.header
    words = _free_text(header.recording)
    general = _general([one.facts for one in cut])
    kind = general.kind or kind_of(words) or "M"
    way = polarity or general.polarity or ASSUMED
    meant = {normalized(word): site for word, site in (sites or {}).items()}
    recordings: list[Recording] = []
    stated: list[Measure] = []
    for sweep in cut:
        facts = sweep.facts.joined(general)
        signal = header.signals[sweep.signal]
        try:
            place = place_of(facts, signal.label, words, facts.kind or kind, meant)
            scale = _calibration(header, sweep.signal, unit)
            recording = _recording(sweep, facts, place, scale, polarity or facts.polarity or way)
        except Fault as fault:
            remarks.append(
                Remark(
                    say("remarks.ncs_edf.left_out", problem=fault.problem, remedy=fault.remedy),
                    sweep.where,
                )
            )
            continue
        recordings.append(recording)
        if (measure := _stated(facts, place)) is not None:
            stated.append(measure)
    if not recordings:
        if remarks:
            raise Fault("edf.not_understood_because", remark=str(remarks[-1]), byte=header.size)
        raise Fault("edf.not_understood", byte=header.size)
    if polarity is None and general.polarity is None:
        remarks.append(_assumption(recordings))
    known, told, questions = with_crossings(
        recordings, file, words, answers, may_stay_open=may_stay_open
    )
    remarks += told
    study = Study(
        recordings=known,
        subject=_subject(header, remarks),
        on=_day(header),
    )
    return Reading(study, "edf", tuple(remarks), tuple(stated), questions)


def _general(facts: Sequence[Facts]) -> Facts:
    """What holds for the whole file where one record alone says it: polarity, kind, origin."""

    def single(name: str) -> object:
        said = {getattr(one, name) for one in facts} - {None}
        return said.pop() if len(said) == 1 else None

    return Facts(**{name: single(name) for name in ("polarity", "kind", "origin")})  # type: ignore[arg-type]


def _free_text(recording: str) -> str:
    """What follows the specification's subfields: Startdate, date, number, technician, machine."""
    words = recording.split()
    if words and words[0].lower() == "startdate":
        words = words[5:]
    return " ".join(words).replace("_", " ")


def _calibration(header: Header, at: int, unit: Unit | None) -> Calibration:
    signal = header.signals[at]
    named = signal.dimension.strip().lower().replace("?", "u")  # µ is no ASCII
    if not named and unit is None:
        raise Fault("edf.no_unit")
    known = _UNITS.get(named) if named else unit
    if known is None:
        raise Fault("edf.not_volts")
    return Calibration(
        signal.physical_min, signal.physical_max, signal.digital_min, signal.digital_max, known
    )


def _recording(
    sweep: Sweep, facts: Facts, place: Place, scale: Calibration, polarity: Polarity
) -> Recording:
    try:
        return Recording(
            samples_mv=scale.samples_mv(sweep.digital),
            sampling_hz=sweep.sampling_hz,
            kind=place.kind,
            side=place.side,
            nerve=place.nerve,
            muscle=place.muscle,
            skin=place.skin,
            site=place.site,
            stimulus_at_ms=sweep.stimulus_at_ms,
            current_ma=facts.current_ma,
            duration_ms=facts.duration_ms,
            supramaximal=facts.supramaximal,
            distance_mm=facts.distance_mm,
            temperature_c=facts.temperature_c,
            negative_up=polarity == "negative-up",
            origin=facts.origin or "recorded",
            calibration=scale,
            stimulus_noted=True if facts.stimulus else None,
            ends_at=sweep.ends_at,
            timed=sweep.timed,
        )
    except Fault as fault:
        raise Fault("edf.no_waveform", reason=fault) from None


def _stated(facts: Facts, place: Place) -> Measure | None:
    if facts.absent is None and facts.amplitude_mv is None and facts.latency_ms is None:
        return None
    absent = bool(facts.absent) and facts.amplitude_mv is None and facts.latency_ms is None
    return Measure(
        side=place.side,
        nerve=place.nerve,
        muscle=place.muscle,
        site=place.site,
        latency_ms=facts.latency_ms,
        amplitude_mv=facts.amplitude_mv,
        negative_peak_area_mvms=None if absent else facts.area_mvms,
        negative_peak_duration_ms=None if absent else facts.response_duration_ms,
        absent=absent,
        kind=place.kind,
        skin=place.skin,
    )


def _assumption(recordings: Sequence[Recording]) -> Remark:
    """What was assumed of polarity, and whether the curves look the other way round."""
    motor = [one for one in recordings if one.kind == "M"] or recordings
    upside_down = 0
    for one in motor:
        wave = one.negativity_mv[one.times_ms >= _ARTIFACT_MS]
        if wave.size:
            middle = float(np.median(wave))
            upside_down += float(wave.max()) - middle < middle - float(wave.min())
    if 2 * upside_down <= len(motor):
        return Remark(say("remarks.ncs_edf.polarity"))
    many = {"count": upside_down, "curves": len(motor)}
    return Remark(say("remarks.ncs_edf.polarity_doubtful", **many))


def _day(header: Header) -> date | None:
    started = header.started
    if started is None or (started.date() == date(1985, 1, 1) and header.startdate_said is None):
        return header.startdate_said
    return started.date()


def _subject(header: Header, remarks: list[Remark]) -> Subject | None:
    """Sex and age; never the name or the code."""
    words = header.patient.split()
    if len(words) < 4:
        return None
    sex = {"F": "female", "M": "male"}.get(words[1].upper())
    born, on = date_of(words[2]), _day(header)
    age = None if born is None or on is None else (on - born).days // 365.25
    extra = dict(word.split("=", 1) for word in words[4:] if "=" in word)
    said: dict[str, str | float | None] = {"age_years": age, "height_cm": None} | extra
    subject = Subject(sex=sex)  # type: ignore[arg-type]
    for name in ("age_years", "height_cm"):
        value = said[name]
        try:
            number = None if value is None else float(value)
            subject = replace(subject, **{name: number})  # type: ignore[arg-type]
        except (Fault, ValueError):
            remarks.append(Remark(say(f"remarks.ncs_edf.{name}"), placed("byte", 8)))
    return None if subject == Subject() else subject
