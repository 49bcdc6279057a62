"""Forms in words, as the templates show them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from multifocal.diary import Entry, Force
from multifocal.diary.naming import choice_name
from multifocal.diary.plans import is_plan, is_planned_visit
from multifocal.diary.symptom import GRADED
from multifocal.fault import Fault
from multifocal.localize import difficulties
from multifocal.web.diary.fields import (
    FIELDS,
    HAND,
    OTHER,
    QUICK,
    RATES,
    RIGHT_FIRST,
    STEPS,
    TRIES,
    Field,
)
from multifocal.web.diary.graded_words import grade_headings, sign_words
from multifocal.web.diary.movement_groups import movement_groups
from multifocal.web.diary.plan_row import ROW, TIMES, WEEKS
from multifocal.web.diary.state import Filled
from multifocal.words import initial, say


@dataclass(frozen=True)
class Option:
    """A choice."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Signs:
    """The signs of one grade of the graded list."""

    heading: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class PresentedField:
    """A field, its label, what stands in it, and what is wrong with it.

    `empty` is said where nothing is chosen; what must be picked has no such choice. `small`: its
    choices are short. `groups`: a long list of them under headings.
    """

    name: str
    asking: str
    label: str
    hint: str = ""
    value: str = ""
    options: tuple[Option, ...] = ()
    signs: tuple[Signs, ...] = ()
    numbers: tuple[tuple[str, str, str], ...] = ()
    fault: str = ""
    empty: str = ""
    small: bool = False
    groups: tuple[tuple[str, tuple[Option, ...]], ...] = ()
    proposals: tuple[str, ...] = ()
    steps: tuple[tuple[tuple[str, str, str], ...], ...] = ()

    @property
    def id(self) -> str:
        """The element's."""
        return f"field-{self.name}"


@dataclass(frozen=True)
class FormFault:
    """What is wrong: the field's element, its label, and the words; no field for the whole form."""

    id: str
    label: str
    words: str


@dataclass(frozen=True)
class PresentedForm:
    """A form: what it is for, its fields, those that stand folded, and its faults."""

    kind: str
    title: str
    lead: str
    id: str
    fields: tuple[PresentedField, ...]
    more: tuple[PresentedField, ...]
    faults: tuple[FormFault, ...]
    clock: PresentedField
    day: PresentedField
    own_tasks: PresentedField | None = None
    rates: PresentedField | None = None
    row: PresentedField | None = None
    more_open: bool = False
    scans_nothing: bool = False


@dataclass(frozen=True)
class Door:
    """A form to open: a kind of entry and its name."""

    kind: str
    label: str
    hint: str


def doors() -> tuple[tuple[Door, ...], tuple[Door, ...]]:
    """The five that are used most, and the others."""
    quick = tuple(Door(k, say(f"diary_site.add.{k}"), say(f"diary_site.add.{k}.hint"))
                  for k in QUICK)  # fmt: skip
    return quick, tuple(Door(k, say(f"diary_site.add.{k}"), "") for k in OTHER)


def present_form(
    filled: Filled,
    fault: Fault | None = None,
    *,
    correcting: Entry | None = None,
    own_tasks: Sequence[tuple[str, str]] = (),
    every: bool = False,
) -> PresentedForm:
    """The form as it is filled in, with what is wrong beside each field.

    `own_tasks`: those that were told before, each with the task of `body` that it is like, or "".
    `every`: with what only a new entry or only a correction asks.
    """
    wrong: dict[str, str] = {}
    for one in fault.each if fault else ():
        wrong.setdefault(one.column or "", initial(str(one.placed())))
    asked = [one for one in FIELDS[filled.kind] if not one.name.startswith("tries_")]
    fields = [_field(one, filled, wrong) for one in asked if not one.more]
    if filled.kind == "force":
        was = correcting.content if correcting is not None else None
        hand = was.side if isinstance(was, Force) else None
        hands = [_hand(side, filled, wrong, alone=hand is not None)
                 for side in RIGHT_FIRST if hand in (None, side)]  # fmt: skip
        fields[1:1] = [_field(HAND, filled, wrong), *hands] if every or hand else hands
    more = tuple(_field(one, filled, wrong) for one in asked if one.more)
    day = _field(Field("day", "day"), filled, wrong)
    clock = _field(Field("clock", "clock"), filled, wrong)
    rates = _rates(filled, wrong) if filled.kind == "infusion" else None
    row = _row(filled, wrong) if filled.kind == "infusion" and correcting is None else None
    beside = [one for one in (rates, row) if one is not None]
    labels = {one.name: one for one in (*fields, *more, day, clock, *beside)}
    faults: list[FormFault] = []
    for name, words in wrong.items():
        there = labels.get(re.sub(r"_\d$", "", name), labels.get(name))
        faults.append(FormFault(there.id if there else "", there.label if there else "", words))
    return PresentedForm(
        kind=filled.kind,
        title=_title(filled.kind, correcting),
        lead=say(f"diary_site.form.{filled.kind}.lead"),
        id=filled.id,
        fields=tuple(fields),
        more=more,
        faults=tuple(faults),
        clock=clock,
        day=day,
        own_tasks=_own_tasks(filled, own_tasks) if own_tasks and correcting is None else None,
        rates=rates,
        row=row,
        more_open=any(one.fault for one in more) or bool(rates and rates.fault),
        scans_nothing=any(one.asking in ("text", "area") for one in asked),
    )


def _title(kind: str, correcting: Entry | None) -> str:
    if correcting is None:
        return say(f"diary_site.form.{kind}")
    if is_plan(correcting):
        return say("diary_site.plan.title")
    if is_planned_visit(correcting):
        return say("diary_site.plan.title.visit")
    return say("diary_site.correct.title", kind=say(f"diary_site.kind.{kind}"))


def label(name: str, kind: str) -> str:
    own = {"task": {"task"}, "note": {"text"}, "visit": {"text", "status"}, "score": {"name"},
           "about": {"name"}, "symptom": {"words"}}  # fmt: skip
    return say(f"diary_site.field.{kind}.{name}" if name in own.get(kind, ())
               else f"diary_site.field.{name}")  # fmt: skip


HINTS: Final = frozenset(
    {
        "lots",
        "reactions",
        "premedication",
        "cold",
        "signs",
        "own",
        "since",
        "device_name",
        "number",
        "mrc",
        "infusion.day",
        "infusion.product",
        "medicine.name",
        "supply.item",
        "score.name",
        "visit.who",
        "planned_for",
    }
)
"""What is said beside a field: by its name, or by the kind of entry and its name."""


def _field(field: Field, filled: Filled, wrong: Mapping[str, str]) -> PresentedField:
    chosen = filled.texts(field.name) or (filled.text(field.name),)
    options = tuple(
        Option(one, option_words(filled.kind, field.name, one), one in chosen)
        for one in field.options
    )
    return PresentedField(
        name=field.name,
        asking=field.asking,
        label=label(field.name, filled.kind),
        hint=_hint(field.name, filled.kind),
        value=filled.text(field.name),
        options=options,
        signs=_signs(chosen) if field.asking == "signs" else (),
        fault=wrong.get(field.name, ""),
        empty=_empty(field, filled.kind),
        small=all(len(one.label) <= SHORT for one in options),
        groups=_grouped(options) if field.name == "movement" else (),
        proposals=_leg_tasks() if (filled.kind, field.name) == ("task", "own") else (),
    )


def _leg_tasks() -> tuple[str, ...]:
    """Names of tasks of the leg as `/dots` has them. They are own words once they are written: a
    further choice would be refused by an older version that reads the diary."""
    return tuple(say(f"dots.task.{one.id}") for one in difficulties()
                 if (one.kind, one.group) == ("task", "leg"))  # fmt: skip


def _grouped(options: Sequence[Option]) -> tuple[tuple[str, tuple[Option, ...]], ...]:
    """Movements under the name of the part of the body that they move."""
    by_value = {one.value: one for one in options}
    return tuple(
        (say(f"diary_site.place.{part}"), tuple(by_value[one] for one in some))
        for part, some in movement_groups().items()
    )


def _hint(name: str, kind: str) -> str:
    for key in (f"{kind}.{name}", name):
        if key in HINTS:
            return say(f"diary_site.hint.{key}")
    return ""


def _empty(field: Field, kind: str) -> str:
    """What is said where nothing is chosen: "not said" only where that can be saved."""
    if field.needed:
        return "" if field.asking == "picks" else say("diary_site.choose")
    own = {("task", "task"): "diary_site.none_of_these", ("movement", "ease"): "diary_site.graded"}
    return say(own.get((kind, field.name), "diary_site.not_said"))


SHORT: Final = 12
"""Letters of a choice of which two stand side by side on a phone."""


def _own_tasks(filled: Filled, own: Sequence[tuple[str, str]]) -> PresentedField:
    chosen = filled.text("own_pick")
    options = [(f"{like}:{name}", name) for name, like in own]
    return PresentedField(
        name="own_pick",
        asking="picks",
        label=say("diary_site.field.own_pick"),
        options=tuple(Option(value, name, value == chosen) for value, name in options),
        value=chosen,
        empty=say("diary_site.none_of_these"),
    )


def _rates(filled: Filled, wrong: Mapping[str, str]) -> PresentedField:
    unit = filled.text("rate_unit")
    parts = (("rate", "diary_site.field.rate"), ("minutes", "diary_site.field.minutes"))
    return PresentedField(
        name="rate_steps",
        asking="rates",
        label=say("diary_site.field.rate_steps"),
        hint=say("diary_site.hint.rate_steps"),
        options=tuple(Option(one, choice_name("unit", one), one == unit)
                      for one in RATES[-2].options),
        steps=tuple(
            tuple((f"{part}_{at}", say(key, number=at), filled.text(f"{part}_{at}"))
                  for part, key in parts)
            for at in range(1, STEPS + 1)
        ),
        fault=wrong.get("rate_steps", ""),
        value=filled.text("rates_shown"),
        empty=say("diary_site.not_said"),
    )  # fmt: skip


def _row(filled: Filled, wrong: Mapping[str, str]) -> PresentedField:
    """Every how many weeks, and how many in all."""
    return PresentedField(
        name=ROW,
        asking="row",
        label=say("diary_site.field.plan_row"),
        hint=say("diary_site.hint.plan_row"),
        numbers=((WEEKS, say("diary_site.field.row_weeks"), filled.text(WEEKS)),
                 (TIMES, say("diary_site.field.row_times"), filled.text(TIMES))),
        fault=wrong.get(ROW, ""),
        value=filled.text(WEEKS) + filled.text(TIMES),
    )  # fmt: skip


def _hand(side: str, filled: Filled, wrong: Mapping[str, str], *, alone: bool) -> PresentedField:
    """The tries of a hand. `alone`: which hand it was is asked beside them."""
    names = [f"tries_{side}_{number}" for number in range(1, TRIES + 1)]
    return PresentedField(
        name=f"tries_{side}",
        asking="tries",
        label=say("diary_site.fact.tries" if alone else f"diary_site.field.tries_{side}"),
        numbers=tuple(
            (name, say("diary_site.field.try", number=at), filled.text(name))
            for at, name in enumerate(names, start=1)
        ),
        fault=next((wrong[one] for one in names if one in wrong), ""),
    )


def _signs(chosen: Iterable[str]) -> tuple[Signs, ...]:
    words, ticked = sign_words(), set(chosen)
    headings = grade_headings()
    return tuple(
        Signs(headings[grade], tuple(Option(s, words[s], s in ticked) for s in signs))
        for grade, signs in GRADED.items()
    )


_SAID_AS: Final = {
    "unit": "unit",
    "dose_unit": "unit",
    "weight_unit": "unit",
    "cold": "answer",
    "question": "answer",
    "place": "place",
    "first_region": "place",
    "side": "side",
    "first_side": "side",
    "reflexes": "examined",
    "feeling": "examined",
    "speech_or_swallowing": "answer",
    "stiffness": "answer",
    "worse_in_cold": "answer",
    "relatives": "answer",
    "conduction_study": "answer",
}
"""Fields whose choices are said by another name than their own."""


def option_words(kind: str, name: str, value: str) -> str:
    """A choice in words."""
    if name in ("task", "movement"):
        return initial(say(f"body.{name}.{value}"))
    if name == "mrc":
        return value
    if name in ("status", "change"):
        return say(f"diary_site.{name}.{kind}.{value}")
    return say(f"diary_site.{_SAID_AS.get(name, name)}.{value.replace('/', '_per_')}")
