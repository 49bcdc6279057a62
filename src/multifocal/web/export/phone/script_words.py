"""What the phone's scripts say, as one JSON: names by kind, field and choice, and sentences by key.
They have no words of their own."""

from datetime import date
from typing import Any, Final

from multifocal import body
from multifocal.diary.daily import ANSWERS, COURSES, EXAMINED, MEDICINE_CHANGES, STANDINGS
from multifocal.diary.infusion import INFUSION_STATUSES, REACTION_KINDS, ROUTES
from multifocal.diary.naming import choice_name, field_name
from multifocal.diary.strength import DEVICES, EASES, FORCE_KINDS, movements, task_ids
from multifocal.diary.symptom import REGIONS, SIGNS, SYMPTOM_KINDS, places
from multifocal.report.diary.presented import OPTIONAL_FACTS
from multifocal.web.diary.fields import FIELDS, RIGHT_FIRST, TRIES, Field
from multifocal.web.diary.graded_words import grade_headings
from multifocal.web.diary.plan_row import ROW
from multifocal.web.diary.presenter import label, option_words
from multifocal.words import day_said, initial, language, month_said, say
from multifocal.words.catalog import keys, unfilled
from multifocal.words.initial import DIGRAPHS

COUNTED_TO: Final = 200
"""Which form of a sentence a count takes is written out so far; from there on it comes again with
the last two digits, in every language's rule."""

SENTENCES: Final = (
    "words.list.words", "words.list.clauses", "fault.whole", "diary.kind.infusion",
    "diary_site.when", "diary_site.amount", "diary_site.year", "diary_site.saved",
    "diary_site.saved.look", "diary_site.notice.unit", "diary_site.notice.device",
    "diary_site.notice.same_day", "diary_site.notice.ended",
    "diary_site.notice.missed", "diary_site.notice.no_dose",
    "diary_site.notice.twice",
    "diary_site.notice.speech", "diary_site.notice.suddenly",
    "diary_site.signs.title.today", "diary_site.signs.title.this_week",
    "diary_site.company.needed", "diary_site.dose.title", "diary_site.dose.lead",
    "diary_site.dose.why", "diary_site.unit.title", "diary_site.unit.lead", "diary_site.unit.why",
    "diary_site.row.lead", "diary_site.row.why", "diary_site.row.twice",
    "diary_site.plan.later", "diary_site.plan.same",
    "diary_site.check", "diary_site.correcting", "diary_site.as_last", "diary_site.next",
    "diary_site.next.today", "diary_site.plan.open", "diary_site.plan.title",
    "diary_site.plan.title.visit",
    "diary_site.plan.lead", "diary_site.correct.title", "diary_site.written",
    "diary_site.deleted", "diary_site.fact.tries",
    "diary_site.brief.question", "diary_site.brief.cold", "diary_site.brief.ended",
    "diary_site.brief.planned_for", "diary_site.brief.expires", "diary_site.brief.born",
    "diary_site.next.visit", "diary_site.next.cancelled", "diary_site.delete",
    "diary_site.cancelled.title", "diary_site.cancelled.visit.title",
    "diary_site.fact.rate", "diary_site.fact.rate.minutes", "diary_site.answer.yes",
    "diary_site.field.movement",
    "diary_site.field.mrc", "diary_site.empty", "diary_site.preview.here",
    "diary_site.preview.there", "diary_site.preview.nothing", "diary_site.whose.lead",
    "diary_site.whose.both", "diary_site.whose.born", "diary_phone.two_people",
    "diary_site.whose.replace", "diary_phone.another_person",
    "diary_site.course.table",
    "diary_site.course.cycles", "diary_site.course.beside",
    "report.diary.period", "report.diary.period.empty", "report.diary.unknown",
    "report.diary.earlier",
    "report.diary.nothing", "report.diary.foot.dated", "report.diary.mrc",
    "report.diary.all_over", "report.diary.lost", "report.diary.lost.side",
    "report.diary.lost.sign", "report.diary.sign", "report.diary.sign.infusion",
    "report.diary.lost.since", "report.diary.lost.graded", "report.diary.plans.next",
    "report.diary.visits",
    "report.diary.visits.text",
    "report.diary.visit.happened", "report.diary.visit.missed", "report.diary.visit.planned",
    "report.diary.visit.passed", "report.diary.grade.now",
    "report.diary.grade.today", "report.diary.grade.this-week", "report.diary.own_words",
    "report.diary.series",
    "report.diary.series.device", "report.diary.last", "report.diary.last.only", "report.diary.kpa",
    "report.diary.shared", "report.diary.shared.all",
    "report.diary.sides.cold", "report.diary.sides.right", "report.diary.sides.left",
    "report.diary.sides.alike",
    "report.diary.sides.right.apart", "report.diary.sides.left.apart",
    "report.diary.sides.alike.apart", "report.diary.infusions.apart",
    "report.diary.infusions.courses", "report.diary.more_infusions.of", "report.diary.medicine",
    "report.diary.medicine.dose", "report.diary.score", "report.diary.planned_for",
    "report.diary.felt_then", "report.diary.felt.place",
    "report.diary.quoted", "report.diary.infusions.dose", "report.diary.ran",
    "report.diary.ran.from", "report.diary.ran.until", "report.diary.ran.day",
    "report.diary.rate", "report.diary.rate.minutes",
    "report.diary.oneself.speech",
    "report.diary.oneself.speech_unsure", "report.diary.oneself.suddenly",
    "report.diary.column.day", "report.diary.chart.percent",
    "report.diary.chart.times", "report.diary.chart.missed", "report.diary.chart.band",
    "report.diary.chart.days",
    "report.diary.chart.cycle", "diary_phone.today",
    "diary_phone.lasting.yes", "diary_phone.lasting.no",
    "diary_phone.lasting.unasked", "diary_phone.lasting.unknown", "diary_phone.copy.last",
    "diary_phone.copy.none", "diary_phone.copied", "diary_phone.brought", "diary_phone.removed",
    "diary_phone.erased", "diary_phone.erase_all.needed", "diary_phone.erase_all.done",
    "diary_site.erase_all.days", "diary_phone.full", "diary_phone.unwritten", "diary_phone.newer",
    "diary_phone.blocked", "diary_phone.elsewhere", "diary_phone.missing", "diary_phone.insecure",
    "diary_phone.unreadable", "diary_phone.closed", "diary_phone.no_file",
)  # fmt: skip
COUNTED: Final = (
    "diary_site.row.title", "diary_site.saved.row", "report.diary.last.cold",
    "diary_site.erase_all.count", "diary_site.erase_all.deleted",
    "diary_site.data.lead", "diary_site.preview.new", "diary_site.preview.changed",
    "diary_site.preview.same", "diary_site.preview.behind", "diary_site.preview.doubles",
    "diary_site.preview.conflicts", "diary_site.preview.followed",
    "diary_site.preview.missing", "diary_site.preview.more", "report.diary.more_infusions",
    "report.diary.more_symptoms", "report.diary.more_notes",
    "report.diary.infusions.count", "report.diary.more_infusions.reacted",
    "report.diary.reacted", "report.diary.plans.ahead", "report.diary.plans.passed",
    "report.diary.plans.passed.more", "report.diary.visits.more",
    "report.diary.chart.time", "report.diary.chart.cycles",
)  # fmt: skip
"""Sentences whose form depends on a count."""


def script_words() -> dict[str, Any]:
    """Names and sentences in the context's language; placeholders stay open."""
    faults = sorted(one for one in keys() if one.startswith("fault.diary."))
    return {
        "language": language(),
        "digraphs": list(DIGRAPHS.get(language().partition("-")[0], ())),
        "fields": {kind: [_field(one) for one in asked] for kind, asked in FIELDS.items()},
        "labels": {kind: _labels(kind) for kind in FIELDS},
        "options": {kind: _options(kind) for kind in FIELDS},
        "kinds": {kind: say(f"diary_site.kind.{kind}") for kind in FIELDS},
        "forms": {kind: say(f"diary_site.form.{kind}") for kind in FIELDS},
        "leads": {kind: say(f"diary_site.form.{kind}.lead") for kind in FIELDS},
        "movements": {one: initial(say(f"body.movement.{one}")) for one in movements()},
        "grades": dict(grade_headings()),
        "signs": {one: choice_name("sign", one) for one in SIGNS},
        "report": _of_report(),
        "months": [_month(number) for number in range(1, 13)],
        "whole_months": [_whole_month(number) for number in range(1, 13)],
        "sentences": {key: unfilled(key) for key in (*SENTENCES, *faults)},
        "counted": {key: _counted(key) for key in COUNTED},
    }


def _field(field: Field) -> dict[str, Any]:
    return {"name": field.name, "asking": field.asking, "again": field.again, "more": field.more}


def _labels(kind: str) -> dict[str, str]:
    named = {one.name: label(one.name, kind) for one in FIELDS[kind] if "tries_" not in one.name}
    named |= {name: label(name, kind) for name in ("day", "clock", "side")}
    tries = {}
    if kind == "force":
        tries = {f"tries_{side}": say(f"diary_site.field.tries_{side}") for side in RIGHT_FIRST}
        tries |= {
            f"tries_{side}_{at}": tries[f"tries_{side}"]
            for side in RIGHT_FIRST
            for at in range(1, TRIES + 1)
        }
    ran = {}
    if kind == "infusion":
        ran = {ROW: say("diary_site.field.plan_row"),
               "rate_steps": say("diary_site.field.rate_steps")}  # fmt: skip
    return named | tries | ran


def _options(kind: str) -> dict[str, dict[str, str]]:
    asked = [*FIELDS[kind], Field("side", "picks", RIGHT_FIRST)]
    return {
        one.name: {value: option_words(kind, one.name, value) for value in one.options}
        for one in asked
        if one.options and one.name != "reactions"
    }


def _of_report() -> dict[str, dict[str, str]]:
    """Names as they stand within a sentence of the report, by what they are choices of."""
    choices = {
        "measure": FORCE_KINDS, "side": RIGHT_FIRST, "device": DEVICES, "ease": EASES,
        "symptom": SYMPTOM_KINDS, "region": REGIONS, "status": INFUSION_STATUSES,
        "route": ROUTES,
        "reaction": REACTION_KINDS, "sign": SIGNS, "standing": STANDINGS, "course": COURSES,
        "examined": EXAMINED, "answer": ANSWERS, "change": MEDICINE_CHANGES,
        "task": task_ids(), "movement": movements(),
    }  # fmt: skip
    said = {
        field: {value: choice_name(field, value) for value in some}
        for field, some in choices.items()
    }
    said["muscle"] = {one: say(body.muscle(one).name) for one in places("muscle")}
    said["nerve"] = {one: say(body.nerve(one).name) for one in places("nerve")}
    said["field"] = {
        name: initial(field_name(name))
        for name in ("name", "born", "standing", "since", "first_region", "course", "reflexes",
                     "feeling", "speech_or_swallowing", *OPTIONAL_FACTS)
    }  # fmt: skip
    return said


def _month(number: int) -> str:
    """A day of that month as it is written, with its day and year open."""
    said = day_said(date(2345, number, 28))
    return said.replace("2345", "{year}").replace("28", "{day}")


def _whole_month(number: int) -> str:
    """That month by name, with its year open."""
    return month_said(date(2345, number, 1)).replace("2345", "{year}")


def _counted(key: str) -> dict[str, Any]:
    """Its forms, and which of them each count takes."""
    every = [unfilled(key, count=count) for count in range(COUNTED_TO)]
    forms = list(dict.fromkeys(every))
    return {"forms": forms, "form_of": [forms.index(one) for one in every]}
