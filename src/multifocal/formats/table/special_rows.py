"""Rows that are no motor response: sensory responses, F waves, and the person."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from multifocal.body import Subject
from multifocal.fault import Fault, quoted, together
from multifocal.formats.table.columns import Column
from multifocal.formats.table.decimals import Decimals
from multifocal.formats.table.rows import NO_RESPONSE, cell, crossing, sound, yes_or_no
from multifocal.study import vocabulary
from multifocal.study.f_measure import FMeasure
from multifocal.study.measure import Measure
from multifocal.study.recording import Kind
from multifocal.study.sensory_words import is_sensory_word, sensory_word

_KINDS: Final[Mapping[str, Kind]] = {
    "m": "M", "motor": "M", "mnc": "M", "cmap": "M",
    "f": "F", "f_wave": "F", "f_waves": "F", "fwave": "F",
    "sensory": "sensory", "s": "sensory", "snc": "sensory", "snap": "sensory",
}  # fmt: skip
_MOTOR_ONLY: Final = ("amplitude_mv", "peak_to_peak_mv", "negative_peak_area_mvms")
_F: Final = (
    "f_minimum_ms", "f_mean_ms", "f_persistence_percent", "f_chronodispersion_ms", "f_sweeps",
)  # fmt: skip
SENSORY_ONLY: Final = ("sensory_amplitude_uv", "sensory_peak_to_peak_uv", "peak_latency_ms")
PERSON: Final = ("age_years", "sex", "height_cm", "date")
NONE_CAME: Final = "0"
_SEXES: Final = {"f": "female", "female": "female", "m": "male", "male": "male"}


def kind_of(cells: Mapping[str, str]) -> Kind:
    """The kind of study of a row: as written, else sensory where it names skin, else motor.

    Fault for a kind that is not known, and for a row that reads as sensory and does not say so.
    """
    typed = cells.get("kind", "")
    word = vocabulary.normalized(typed)
    if word:
        if word not in _KINDS:
            raise Fault("table.kind", word=quoted(typed), column="kind")
        return _KINDS[word]
    muscle = cells.get("muscle", "").strip()
    skin = any(cells.get(name, "").strip() for name in ("skin", *SENSORY_ONLY))
    if skin and not muscle:
        return "sensory"
    if is_sensory_word("skin", muscle) or (not muscle and _only_sensory(cells.get("nerve", ""))):
        raise Fault("table.kind_not_named", column="kind")
    return "M"


def _only_sensory(nerve: str) -> bool:
    """Whether the nerve is one of sensory studies and of no motor one."""
    if not is_sensory_word("nerve", nerve):
        return False
    try:
        vocabulary.nerve(nerve)
    except Fault:
        return True
    return False


def sensory_of(
    cells: Mapping[str, str], numbers: Mapping[str, Column], decimals: Decimals
) -> Measure:
    """The sensory response of one row; Fault for words and numbers that cannot be meant."""
    for name in _MOTOR_ONLY:
        if cells.get(name, "").strip() and not vocabulary.says_no_response(cells[name]):
            raise Fault("table.sensory_row_motor", name=name, column=name)
    values = {name: cell(cells.get(name, ""), one, decimals) for name, one in numbers.items()}
    amplitude, peaks = (cells.get(name, "").strip() for name in SENSORY_ONLY[:2])
    absent = NO_RESPONSE in values.values()
    known = [
        name
        for name in ("latency_ms", "negative_peak_duration_ms", *SENSORY_ONLY)
        if isinstance(values.get(name), float)
    ]
    if absent and known:
        raise Fault("table.sensory_no_response", name=known[0], column=known[0])
    return Measure(
        side=vocabulary.side(cells["side"]),
        nerve=sensory_word("nerve", cells["nerve"]),
        muscle=None,
        site=sensory_word("site", cells["site"]),
        latency_ms=_number(values.get("latency_ms")),
        amplitude_mv=_millivolts(amplitude) if "sensory_amplitude_uv" in known else None,
        negative_peak_duration_ms=_number(values.get("negative_peak_duration_ms")),
        distance_mm=_number(values.get("distance_mm")),
        absent=absent,
        temperature_c=_number(values.get("temperature_c")),
        supramaximal=yes_or_no(cells.get("supramaximal", ""), "supramaximal"),
        no_response_checked=yes_or_no(cells.get("no_response_checked", ""), "no_response_checked"),
        crossing_in_forearm=crossing(cells.get("crossing_in_forearm", "")),
        peak_latency_ms=_number(values.get("peak_latency_ms")),
        peak_to_peak_mv=_millivolts(peaks) if "sensory_peak_to_peak_uv" in known else None,
        kind="sensory",
        skin=sensory_word("skin", cells.get("skin", "")),
    )


def f_measure_of(
    cells: Mapping[str, str], numbers: Mapping[str, Column], decimals: Decimals
) -> FMeasure | None:
    """F waves that a row gives; None where it gives none. Fault as in `measure_of`."""
    wanted = {name: one for name, one in numbers.items() if name in (*_F, "temperature_c")}
    values = {
        name: _number(cell(cells.get(name, ""), one, decimals)) for name, one in wanted.items()
    }
    if cells.get("f_persistence_percent") == NONE_CAME:  # the table may have no such column
        values["f_persistence_percent"] = 0.0
    if all(values.get(name) is None for name in _F):
        return None
    nerve = vocabulary.nerve(cells["nerve"])
    sweeps = values.get("f_sweeps")
    if sweeps is not None and sweeps != int(sweeps):
        raise Fault("table.f_sweeps", number=quoted(cells["f_sweeps"]), column="f_sweeps")
    persistence = values.get("f_persistence_percent")
    sure = "%" in cells.get("f_persistence_percent", "")
    if persistence and not sure and persistence <= 1 and persistence * (sweeps or 1) < 100:
        raise Fault(
            "table.fraction",
            number=quoted(cells["f_persistence_percent"]),
            column="f_persistence_percent",
        )
    side = vocabulary.side(cells["side"])
    muscle = vocabulary.muscle(cells["muscle"], nerve)
    site = vocabulary.site(cells["site"], nerve)
    try:
        return FMeasure(
            side=side,
            nerve=nerve,
            muscle=muscle,
            site=site,
            minimum_latency_ms=values.get("f_minimum_ms"),
            mean_latency_ms=values.get("f_mean_ms"),
            persistence_percent=persistence,
            chronodispersion_ms=values.get("f_chronodispersion_ms"),
            sweeps=None if sweeps is None else int(sweeps),
            temperature_c=values.get("temperature_c"),
            supramaximal=yes_or_no(cells.get("supramaximal", ""), "supramaximal"),
        )
    except Fault as fault:
        raise Fault("table.f_waves_contradict", reason=fault, column="f_minimum_ms") from None


def with_f_absent(cells: Mapping[str, str]) -> Mapping[str, str]:
    """The cells with "no response" as F latency turned into a persistence of 0.

    Fault where the row gives another persistence.
    """
    if not vocabulary.says_no_response(cells.get("f_minimum_ms", "")):
        return cells
    typed = cells.get("f_persistence_percent", "").strip()
    if typed.strip("0.,") != "":
        raise Fault("table.f_absent", number=quoted(typed), column="f_persistence_percent")
    return {**cells, "f_minimum_ms": "", "f_persistence_percent": NONE_CAME}


def person_of(
    rows: Sequence[tuple[int, Mapping[str, str]]], numbers: Mapping[str, Column], decimals: Decimals
) -> tuple[Subject | None, date | None]:
    """The person and the day, which every row that names them must give alike."""
    said: dict[str, str] = {}
    at: dict[str, int] = {}
    faults: list[Fault] = []
    for number, cells in rows:
        for name in PERSON:
            word = cells.get(name, "")
            if not word.strip():
                continue
            if said.setdefault(name, word).strip() != word.strip():
                faults.append(
                    Fault(
                        "table.different_person",
                        first=at[name],
                        second=number,
                        name=name,
                        line=number,
                        column=name,
                    )
                )
            at.setdefault(name, number)
    subject, on = None, None
    for found in ("subject", "day"):
        try:
            if found == "day":
                on = _day(said.get("date", ""))
            else:
                subject = _subject(said, numbers, decimals)
        except Fault as fault:
            faults += [
                one.placed(line=at.get(one.column or ""), column=one.column) for one in fault.each
            ]
    if faults:
        raise together(faults)
    return subject, on


def _subject(
    said: Mapping[str, str], numbers: Mapping[str, Column], decimals: Decimals
) -> Subject | None:
    if not any(name in said for name in ("age_years", "sex", "height_cm")):
        return None
    faults: list[Fault] = []
    typed = said.get("sex", "")
    sex = _SEXES.get(vocabulary.normalized(typed))
    if typed and sex is None:
        faults.append(Fault("table.sex", column="sex"))
    values: dict[str, float | None] = {}
    for name in ("age_years", "height_cm"):
        try:
            values[name] = (
                _number(cell(said[name], numbers[name], decimals)) if name in said else None
            )
        except Fault as fault:
            faults.append(fault)
    if faults:
        raise together(faults)
    return Subject(values["age_years"], sex, values["height_cm"])  # type: ignore[arg-type]


def _day(typed: str) -> date | None:
    sound(typed, "date")
    typed = typed.strip()
    if not typed:
        return None
    try:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", typed, re.ASCII):
            raise ValueError
        return date.fromisoformat(typed)
    except ValueError:
        raise Fault("table.date", word=quoted(typed), column="date") from None


def _number(value: float | str | None) -> float | None:
    return value if isinstance(value, float) else None


def _millivolts(microvolts: str) -> float:
    """The word's number / 1000 without the noise of binary fractions."""
    return float(Decimal(microvolts.replace(",", ".")) / 1000)
