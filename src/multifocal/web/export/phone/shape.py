"""What an entry may hold, as tables for the phone's scripts: made from the nouns themselves, so
that a field, a choice or a limit that changes there changes here too."""

from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final, Literal, get_args, get_origin

from multifocal.diary import KINDS
from multifocal.diary import bundle as bundle_file
from multifocal.diary.alongside import REACTION_DAYS, TOGETHER_DAYS
from multifocal.diary.checks import (
    EARLIEST,
    LATEST,
    MOST_DIGITS,
    MOST_ITEMS,
    MOST_LETTERS,
    MOST_LETTERS_OF_A_NOTE,
)
from multifocal.diary.cycles import MEANINGFUL_KPA, ONE_COURSE_DAYS
from multifocal.diary.daily import MOST_NUMBER
from multifocal.diary.device_unit import UNITS_OF
from multifocal.diary.dose import (
    ASKED_ABOVE_G,
    ASKED_ABOVE_G_PER_KG,
    ASKED_ABOVE_TIMES_LAST,
    KG_A_LB,
)
from multifocal.diary.graded import (
    COMPANY,
    LIKE_WEAKNESS,
    LIMB,
    NECK,
    OF_ONESELF,
    REACTIONS_ASKED,
)
from multifocal.diary.infusion import (
    MOST_DOSE,
    MOST_HOURS,
    MOST_MINUTES,
    MOST_RATE,
    NOT_OF_MISSED,
    WEIGHT_LIMITS,
)
from multifocal.diary.plain import bare, hints
from multifocal.diary.strength import MOST_FORCE, MOST_TRIES, movements, task_ids
from multifocal.diary.symptom import GRADED, SCOPES, SIGNS, places
from multifocal.diary.when import MOST_OFFSET_MINUTES, When
from multifocal.fault import MOST_CHARACTERS_A_WORD, MOST_TOGETHER
from multifocal.report.diary.charts import (
    BAND_PERCENT,
    LEAST_FOR_BAND,
    LEAST_FOR_PERCENT,
    MOST_IN_A_TAG,
)
from multifocal.report.diary.infusion_lines import MOST_PASSED
from multifocal.report.diary.infusion_table import DAYS_AFTER, MOST_INFUSIONS, MOST_REACTED
from multifocal.report.diary.medicine_lines import MOST_MEDICINES
from multifocal.report.diary.strength_lines import FAR_LESS, MOST_SERIES
from multifocal.report.diary.symptom_lines import MOST_SYMPTOMS
from multifocal.report.diary.visit_lines import MOST_VISITS
from multifocal.web.diary.plan_row import LEAST_TIMES, MOST_TIMES, MOST_WEEKS

_SIMPLE: Final = {
    str: "text", bool: "truth", int: "whole", Decimal: "number", date: "day", time: "clock",
    datetime: "written",
}  # fmt: skip


def shape() -> dict[str, Any]:
    """Nouns, choices that stand in no noun, the grades of signs, and every limit, as JSON."""
    return {
        "schema": bundle_file.SCHEMA,
        "version": bundle_file.VERSION,
        "when": _noun(When),
        "kinds": {name: _noun(kind) for name, kind in KINDS.items()},
        "known": {
            "movement": list(movements()),
            "task": list(task_ids()),
            "place": {scope: list(places(scope)) for scope in SCOPES},
            "sign": list(SIGNS),
        },
        "company": {worry: list(some) for worry, some in COMPANY.items()},
        "of_oneself": sorted(OF_ONESELF),
        "reactions_asked": list(REACTIONS_ASKED),
        "like_weakness": list(LIKE_WEAKNESS),
        "limbs": list(LIMB),
        "neck": list(NECK),
        "units_of": {device: list(units) for device, units in UNITS_OF.items()},
        "not_of_missed": list(NOT_OF_MISSED),
        "graded": {grade: list(signs) for grade, signs in GRADED.items()},
        "limits": {
            "bytes": bundle_file.MOST_BYTES,
            "entries": bundle_file.MOST_ENTRIES,
            "together": MOST_TOGETHER,
            "word": MOST_CHARACTERS_A_WORD,
            "letters": MOST_LETTERS,
            "note": MOST_LETTERS_OF_A_NOTE,
            "items": MOST_ITEMS,
            "digits": MOST_DIGITS,
            "years": [EARLIEST.year, LATEST.year],
            "offset_minutes": MOST_OFFSET_MINUTES,
            "tries": MOST_TRIES,
            "force": dict(MOST_FORCE),
            "dose": dict(MOST_DOSE),
            "asked_above_g": ASKED_ABOVE_G,
            "asked_above_g_per_kg": ASKED_ABOVE_G_PER_KG,
            "asked_above_times_last": ASKED_ABOVE_TIMES_LAST,
            "kg_a_lb": float(KG_A_LB),
            "weight": {unit: list(both) for unit, both in WEIGHT_LIMITS.items()},
            "rate": MOST_RATE,
            "minutes": MOST_MINUTES,
            "ended_days": MOST_HOURS / 24,
            "together_days": TOGETHER_DAYS,
            "reaction_days": REACTION_DAYS,
            "row_weeks": MOST_WEEKS,
            "row_times": [LEAST_TIMES, MOST_TIMES],
            "number": MOST_NUMBER,
            "course_days": ONE_COURSE_DAYS,
            "meaningful_kpa": MEANINGFUL_KPA,
            "band_percent": list(BAND_PERCENT),
            "least_for_band": LEAST_FOR_BAND,
            "least_for_percent": LEAST_FOR_PERCENT,
            "infusions_of_a_report": MOST_INFUSIONS,
            "days_after_an_infusion": DAYS_AFTER,
            "in_a_tag": MOST_IN_A_TAG,
            "reacted_of_a_report": MOST_REACTED,
            "passed_of_a_report": MOST_PASSED,
            "visits_of_a_report": MOST_VISITS,
            "symptoms_of_a_report": MOST_SYMPTOMS,
            "medicines_of_a_report": MOST_MEDICINES,
            "series_of_a_report": MOST_SERIES,
            "far_less": FAR_LESS,
        },
    }


def _noun(kind: type) -> list[dict[str, Any]]:
    """Its fields in their order; `needed` where it cannot be left out."""
    return [_field(kind, one) for one in fields(kind)]


def _field(kind: type, field: Any) -> dict[str, Any]:
    made: dict[str, Any] = {"name": field.name, **_type(hints(kind)[field.name])}
    if field.default is MISSING:
        made["needed"] = True
    elif field.default not in (None, ()):
        made["otherwise"] = field.default
    return made


def _type(hint: Any) -> dict[str, Any]:
    kind = bare(hint)
    if get_origin(kind) is Literal:
        return {"is": "choice", "of": list(get_args(kind))}
    if get_origin(kind) is tuple:
        return {"is": "list", "of": _type(get_args(kind)[0])}
    if kind is When:
        return {"is": "when"}
    if is_dataclass(kind) and isinstance(kind, type):
        return {"is": "noun", "noun": _noun_name(kind), "of": _noun(kind)}
    return {"is": _SIMPLE[kind]}


def _noun_name(kind: type) -> str:
    """What the scripts' checks call it: rate_step, reaction."""
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in kind.__name__).strip("_")
