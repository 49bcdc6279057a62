"""From a study to the rows of its table, as text: the same for CSV and spreadsheets."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from multifocal import body
from multifocal.fault import Fault
from multifocal.formats.table.columns import columns
from multifocal.study.f_measure import FMeasure
from multifocal.study.measure import Measure
from multifocal.study.study import Study
from multifocal.study.vocabulary import nerve_words

_AREA: Final = "negative_peak_area_mvms"
_PLAIN: Final = (
    "side", "nerve", "muscle", "site", "latency_ms", "negative_peak_duration_ms", "distance_mm",
    "temperature_c", "skin",
)  # fmt: skip
_F: Final = {
    "f_minimum_ms": "minimum_latency_ms",
    "f_mean_ms": "mean_latency_ms",
    "f_persistence_percent": "persistence_percent",
    "f_chronodispersion_ms": "chronodispersion_ms",
    "f_sweeps": "sweeps",
}

_YES_OR_NO: Final = {True: "yes", False: "no", None: ""}


def table_of(study: Study) -> tuple[list[str], list[list[str]]]:
    """Header and rows of the measures. Optional columns stand only where they hold something.

    Numbers are written in full, so reading gives them back exactly. Landmarks have no column.
    Fault for a motor response without a muscle, a sensory one without skin, and where the study
    has no measure at all.
    """
    rows = [_row(one) for one in study.measures] + [_f_row(one) for one in study.f_measures]
    rows += beside_rows(study)
    if not rows:
        raise Fault("table.write_no_measures")
    person = person_cells(study)
    for row in rows:
        row.update(person)
    wanted = [
        one.name for one in columns() if not one.optional or any(row.get(one.name) for row in rows)
    ]
    return wanted, [[row.get(name, "") for name in wanted] for row in rows]


def _row(measure: Measure) -> dict[str, str]:
    sensory = measure.kind == "sensory"
    if measure.kind == "F" or (measure.skin is None if sensory else measure.muscle is None):
        raise Fault("table.write_others")
    row = {name: said(getattr(measure, name)) for name in _PLAIN}
    for name in ("supramaximal", "no_response_checked"):
        row[name] = _YES_OR_NO[getattr(measure, name)]
    crosses = measure.crossing_in_forearm
    row["crossing_in_forearm"] = crosses if crosses == "possible" else _YES_OR_NO[crosses]
    if sensory:
        row["kind"] = "sensory"
        row["sensory_amplitude_uv"] = "NR" if measure.absent else _microvolts(measure.amplitude_mv)
        row["sensory_peak_to_peak_uv"] = _microvolts(measure.peak_to_peak_mv)
        row["peak_latency_ms"] = said(measure.peak_latency_ms)
    else:
        row["peak_to_peak_mv"] = said(measure.peak_to_peak_mv)
        row["amplitude_mv"] = "NR" if measure.absent else said(measure.amplitude_mv)
        row[_AREA] = "NR" if measure.absent else said(measure.negative_peak_area_mvms)
    return row


def _f_row(waves: FMeasure) -> dict[str, str]:
    row = {name: said(getattr(waves, name, None)) for name in _PLAIN}
    row["kind"] = "F"
    row["supramaximal"] = _YES_OR_NO[waves.supramaximal]
    row |= {column: said(getattr(waves, name)) for column, name in _F.items()}
    # a bare 0.8 would be taken for a fraction; a spreadsheet keeps 15 digits
    if (
        waves.persistence_percent is not None
        and 0 < float(f"{waves.persistence_percent:.15g}") <= 1
    ):
        row["f_persistence_percent"] += "%"
    return row


def beside_rows(study: Study) -> list[dict[str, str]]:
    """Rows of what was inched and of what stands beside nerve conduction."""
    rows = []
    for one in study.inched:
        row = {name: said(getattr(one, name, None)) for name in _PLAIN}
        row |= {"site": one.origin or "", "position_cm": said(one.position_mm / 10)}
        row["supramaximal"] = _YES_OR_NO[one.supramaximal]
        row["amplitude_mv"] = "NR" if one.absent else said(one.amplitude_mv)
        row[_AREA] = "NR" if one.absent else said(one.negative_peak_area_mvms)
        rows.append(row)
    rows += [
        {
            "side": one.side, "nerve": nerve_with(one.muscle), "muscle": one.muscle,
            "strength_mrc": one.strength_mrc or "", "needle": "+".join(one.needle),
            "motor_units": said(one.motor_units),
        }
        for one in study.muscles
    ]  # fmt: skip
    rows += [
        {
            "side": one.side, "nerve": one.nerve, "site": one.site,
            "ultrasound_area_mm2": said(one.area_mm2),
        }
        for one in study.areas
    ]  # fmt: skip
    return rows


def nerve_with(muscle: str) -> str:
    """A nerve of motor studies that supplies the muscle, for its row."""
    return next(
        one for one in nerve_words() if any(muscle == each.id for each in body.muscles_of(one))
    )


def person_cells(study: Study) -> Mapping[str, str]:
    """The cells of person and day, "" where not known."""
    row = {"date": study.on.isoformat() if study.on else ""}
    if study.subject is not None:
        subject = study.subject
        row |= {
            "age_years": said(subject.age_years),
            "sex": subject.sex or "",
            "height_cm": said(subject.height_cm),
        }
    return row


def said(value: object) -> str:
    """The cell of a value: a number with all its digits, "" for None."""
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    return str(value) if isinstance(value, int) else repr(float(value))


def _microvolts(millivolts: float | None) -> str:
    if millivolts is None:
        return ""
    return format((Decimal(repr(float(millivolts))) * 1000).normalize(), "f")
