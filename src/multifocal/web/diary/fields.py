"""What each form asks: its fields in the order in which they are filled in.

Pages' labels follow by name: `diary_site.field.NAME`, and for a choice `diary_site.NAME.VALUE`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from multifocal.body import Side
from multifocal.body.mrc import MRC_GRADES
from multifocal.diary.daily import (
    ANSWERS,
    COURSES,
    EXAMINED,
    MEDICINE_CHANGES,
    STANDINGS,
    SUPPLY_CHANGES,
    VISIT_STATUSES,
)
from multifocal.diary.infusion import (
    DOSE_UNITS,
    RATE_UNITS,
    REACTION_KINDS,
    ROUTES,
    WEIGHT_UNITS,
)
from multifocal.diary.strength import (
    DEVICES,
    EASES,
    FORCE_KINDS,
    FORCE_UNITS,
    movements,
    task_ids,
)
from multifocal.diary.symptom import REGIONS, SYMPTOM_KINDS
from multifocal.web.diary.plan_row import TIMES, WEEKS

Asking = Literal[
    "picks", "list", "ticks", "number", "text", "area", "day", "clock", "signs", "rates", "own",
    "row",
]  # fmt: skip


@dataclass(frozen=True)
class Field:
    """A field: how it is asked, its choices, and how its value is remembered.

    `again`: filled in as the last entry of the kind had it. `more`: stands folded at the end.
    """

    name: str
    asking: Asking
    options: tuple[str, ...] = ()
    again: bool = False
    more: bool = False
    needed: bool = False


RIGHT_FIRST: Final[tuple[Side, Side]] = ("right", "left")
YES_NO: Final = ("yes", "no")
TRIES: Final = 3
STEPS: Final = 4
"""How many rates of an infusion its form has room for."""
REACTIONS: Final = tuple(one for one in REACTION_KINDS if one != "sign")

FIELDS: Final[Mapping[str, tuple[Field, ...]]] = {
    "force": (
        Field("measure", "picks", FORCE_KINDS, again=True, needed=True),
        *(
            Field(f"tries_{side}_{number}", "number")
            for side in RIGHT_FIRST
            for number in range(1, TRIES + 1)
        ),
        Field("unit", "list", FORCE_UNITS, again=True, needed=True),
        Field("device", "list", DEVICES, again=True),
        Field("signs", "signs"),
        Field("device_name", "text", again=True, more=True),
        Field("position", "text", again=True, more=True),
        Field("cold", "picks", YES_NO, more=True),
    ),
    "task": (
        Field("task", "list", task_ids()),
        Field("own", "text"),
        Field("ease", "picks", EASES, needed=True),
        Field("side", "picks", RIGHT_FIRST),
        Field("signs", "signs"),
    ),
    "movement": (
        Field("movement", "list", movements(), needed=True),
        Field("side", "picks", RIGHT_FIRST, needed=True),
        Field("ease", "picks", EASES),
        Field("mrc", "list", MRC_GRADES, more=True),
        Field("signs", "signs"),
    ),
    "symptom": (
        Field("symptom", "list", SYMPTOM_KINDS, needed=True),
        Field("place", "list", REGIONS),
        Field("side", "picks", RIGHT_FIRST),
        Field("words", "text"),
        Field("signs", "signs"),
    ),
    "infusion": (
        Field("status", "picks", ("given", "planned", "late", "missed"), needed=True),
        Field("product", "text", again=True),
        Field("dose", "number", again=True),
        Field("dose_unit", "list", DOSE_UNITS, again=True),
        Field("route", "picks", ROUTES, again=True),
        Field("lots", "text"),
        Field("reactions", "ticks", REACTIONS),
        Field("reaction_words", "text"),
        Field("signs", "signs"),
        Field("ended", "clock", more=True),
        Field("planned_for", "day", more=True),
        Field("weight", "number", more=True),
        Field("weight_unit", "list", WEIGHT_UNITS, again=True, more=True),
        Field("premedication", "text", more=True),
        Field("words", "area", more=True),
    ),
    "note": (
        Field("text", "area", needed=True),
        Field("question", "picks", YES_NO),
        Field("signs", "signs"),
    ),
    "visit": (
        Field("who", "text", needed=True),
        Field("status", "picks", VISIT_STATUSES, needed=True),
        Field("text", "area"),
    ),
    "medicine": (
        Field("name", "text", needed=True),
        Field("change", "picks", MEDICINE_CHANGES, needed=True),
        Field("dose", "text"),
    ),
    "supply": (
        Field("item", "text", again=True, needed=True),
        Field("change", "picks", SUPPLY_CHANGES, needed=True),
        Field("amount", "number", needed=True),
        Field("unit", "text", again=True),
        Field("lot", "text", more=True),
        Field("expires", "day", more=True),
    ),
    "score": (
        Field("name", "text", again=True, needed=True),
        Field("number", "number", needed=True),
    ),
    "about": (
        Field("name", "text", again=True),
        Field("born", "day", again=True),
        Field("standing", "list", STANDINGS, again=True),
        Field("since", "text", again=True),
        Field("course", "list", COURSES, again=True),
        Field("first_side", "picks", RIGHT_FIRST, again=True),
        Field("first_region", "list", REGIONS, again=True),
        Field("reflexes", "list", EXAMINED, again=True),
        Field("feeling", "list", EXAMINED, again=True),
        Field("speech_or_swallowing", "picks", ANSWERS, again=True),
        Field("stiffness", "picks", ANSWERS, again=True),
        Field("worse_in_cold", "picks", ANSWERS, again=True),
        Field("relatives", "picks", ANSWERS, again=True),
        Field("conduction_study", "picks", ANSWERS, again=True),
        Field("signs", "signs"),
    ),
}
"""By kind of entry. Every kind that is written here has its form here."""

HAND: Final = Field("side", "picks", RIGHT_FIRST, needed=True)
"""Asked of a strength that is corrected: it may have been the other hand."""
OWN_TASKS: Final = Field("own_pick", "own")
RATES: Final = (
    *(Field(f"{part}_{at}", "rates") for at in range(1, STEPS + 1) for part in ("rate", "minutes")),
    Field("rate_unit", "rates", RATE_UNITS, again=True),
    Field("rates_shown", "rates"),
)
"""How fast an infusion ran; own tasks told before are asked here and not by the phone.
`rates_shown`: the form that was sent showed those that the entry has."""


ROW_FIELDS: Final = (Field(WEEKS, "row"), Field(TIMES, "row"))
"""Asked of a new infusion that is planned, here and by the phone."""


def fields_of(kind: str) -> tuple[Field, ...]:
    """All that the form of that kind sends."""
    more = {"infusion": (*RATES, *ROW_FIELDS), "task": (OWN_TASKS,), "force": (HAND,)}
    return (*FIELDS[kind], *more.get(kind, ()))


QUICK: Final = ("force", "infusion", "task", "symptom", "note")
OTHER: Final = ("movement", "visit", "medicine", "supply", "score", "about")
